//! A report's form with its files: read from the stream, each file stored as soon as it is whole.
//!
//! What somebody has uploaded is listed with their unsent forms, so that a refused form, or one that was closed, need
//! not be uploaded again; a form names a file by its hash, and only what this account uploaded is taken.

use crate::form;
use crate::problem::Halt;
use crate::who::Who;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use ledger::limit::EVIDENCE_PER_REPORT;
use ledger::report::Evidence;
use store::blob::{self, MAX_BLOB_BYTES};
use store::{Connection, Fault, Key, unsent};

/// Twenty files of the largest size, and the words beside them.
pub(super) const MAX_REPORT_BYTES: usize = EVIDENCE_PER_REPORT * MAX_BLOB_BYTES + form::MAX_FORM_BYTES;
/// Uploads that are remembered for an account: five reports full of files.
const REMEMBERED: usize = 100;
/// The name under which an account's uploads stand among its unsent forms.
const UPLOADS: &str = "/uploads";

/// Why a file was not taken.
pub(super) enum Wrong {
    Empty(String),
    TooLarge(String),
}

/// A form as it was sent.
#[derive(Default)]
pub(super) struct Sent {
    /// Fields in their order.
    pub pairs: Vec<(String, String)>,
    /// Files that are stored now.
    pub files: Vec<Evidence>,
    /// Files that were not.
    pub wrong: Vec<Wrong>,
}

fn unreadable(error: &MultipartError) -> Halt {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Halt::TooLarge(MAX_REPORT_BYTES)
    } else {
        Halt::BadRequest(error.body_text())
    }
}

/// Reads a form. Its token comes before its files, so that nothing is stored for anybody else.
///
/// # Errors
/// A form without the session's token, one that cannot be read, or below the rules.
pub(super) async fn read(who: &Who, mut parts: Multipart) -> Result<Sent, Halt> {
    let (mut sent, mut guarded, mut words) = (Sent::default(), false, 0);
    while let Some(mut field) = parts.next_field().await.map_err(|error| unreadable(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        let Some(file) = field.file_name().map(file_name) else {
            let text = field.text().await.map_err(|error| unreadable(&error))?;
            words += name.len() + text.len();
            if words > form::MAX_FORM_BYTES {
                return Err(Halt::TooLarge(form::MAX_FORM_BYTES));
            }
            if name == "csrf" {
                form::guard(who, &text)?;
                guarded = true;
            }
            sent.pairs.push((name, text));
            continue;
        };
        if !guarded {
            return Err(Halt::Csrf);
        }
        // A field in which no file was chosen is sent all the same, without a name.
        if file.is_empty() {
            continue;
        }
        match bytes(&mut field).await? {
            Some(bytes) if bytes.is_empty() => sent.wrong.push(Wrong::Empty(file)),
            Some(bytes) => sent.files.push(keep(who, file, bytes).await?),
            None => sent.wrong.push(Wrong::TooLarge(file)),
        }
    }
    if guarded { Ok(sent) } else { Err(Halt::Csrf) }
}

/// The last part of a path, without what no name has.
fn file_name(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

/// A file's bytes; none where it is too large, the rest is then read and dropped.
async fn bytes(field: &mut Field<'_>) -> Result<Option<Vec<u8>>, Halt> {
    let mut bytes = Some(Vec::new());
    while let Some(chunk) = field.chunk().await.map_err(|error| unreadable(&error))? {
        bytes = bytes.filter(|has| has.len() + chunk.len() <= MAX_BLOB_BYTES);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

async fn keep(who: &Who, name: String, bytes: Vec<u8>) -> Result<Evidence, Halt> {
    let (account, now) = (who.key(who.account), who.app.store.now());
    let kept = who.app.store.own(move |db| {
        let hash = blob::put(db, "application/octet-stream", &bytes, now)?;
        let sha256 = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let file = Evidence { name, sha256, bytes: bytes.len() as u64 };
        let mut uploads = uploads(db, account)?;
        uploads.retain(|other| other.sha256 != file.sha256);
        uploads.insert(0, file.clone());
        uploads.truncate(REMEMBERED);
        let body = serde_json::to_string(&uploads).map_err(|error| Fault::Broken(error.to_string()))?;
        unsent::save(db, account, UPLOADS, &body, now)?;
        Ok(file)
    });
    Ok(kept.await?)
}

/// What an account uploaded, newest first.
///
/// # Errors
/// Below the rules.
pub(super) fn uploads(db: &mut Connection, account: Key) -> Result<Vec<Evidence>, Fault> {
    let kept = unsent::get(db, account, UPLOADS)?;
    Ok(kept.and_then(|kept| serde_json::from_str(&kept.body).ok()).unwrap_or_default())
}

/// Those of an account's uploads that a form names and that are still stored.
///
/// # Errors
/// Below the rules.
pub(super) fn named(db: &mut Connection, account: Key, hashes: &[String]) -> Result<Vec<Evidence>, Fault> {
    let uploads = uploads(db, account)?;
    let mut named = Vec::new();
    for hash in hashes {
        let Some(file) = uploads.iter().find(|file| file.sha256 == *hash) else { continue };
        let there = blob::parse(hash).map(|hash| blob::about(db, &hash)).transpose()?.flatten();
        if there.is_some() && !named.contains(file) {
            named.push(file.clone());
        }
    }
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_its_last_name() {
        for (sent, name) in [
            ("附件1 数据.xlsx", "附件1 数据.xlsx"),
            ("C:\\Users\\张嘉\\附件1.pdf", "附件1.pdf"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nSet-Cookie: b.txt", "aSet-Cookie: b.txt"),
            ("", ""),
            ("folder/", ""),
        ] {
            assert_eq!(file_name(sent), name);
        }
    }
}
