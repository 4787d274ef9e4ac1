//! 标注: what a review found, in the form in which a corpus keeps it, so that a jurisdiction grows its own.

use super::from_reading::bare;
use super::review::{Review, open};
use crate::problem::{Answer, Halt};
use crate::who::Who;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::IntoResponse;
use ledger::draft::DraftFacts;
use ledger::printed::Duty;
use serde::{Deserialize, Serialize};
use serde_json::ser::{PrettyFormatter, Serializer};
use store::{Fault, blob};

/// Characters of a task's own words by which it is known again.
const START_CHARS: usize = 30;

/// The annotation of one document.
#[derive(Serialize)]
struct Annotation<'a> {
    document: Head,
    tasks: Vec<Task<'a>>,
}

/// What the document prints of itself, as it was read.
#[derive(Default, Serialize)]
struct Head {
    title: Option<String>,
    issuer: Option<String>,
    document_number: Option<String>,
    index_number: Option<String>,
    written_on: Option<reading::PartialDate>,
    issued_on: Option<reading::PartialDate>,
}

#[derive(Serialize)]
struct Task<'a> {
    number: &'a str,
    text_start: String,
    lead: Vec<&'a str>,
    responsible: Vec<&'a str>,
    leaders: Vec<&'a str>,
    deadlines: Vec<Deadline<'a>>,
    targets: Vec<Target<'a>>,
}

#[derive(Serialize)]
struct Deadline<'a> {
    text: &'a str,
    date: String,
}

#[derive(Serialize)]
struct Target<'a> {
    text: &'a str,
    value: String,
    unit: &'a str,
    comparator: &'static str,
}

fn task(facts: &DraftFacts) -> Task<'_> {
    let units = |duty: Duty| facts.units.iter().filter(move |unit| unit.duty == duty).map(|unit| &*unit.name);
    let deadline = |one: &ledger::printed::Deadline| one.date.to_string();
    Task {
        number: &facts.number,
        text_start: facts.body.chars().take(START_CHARS).collect(),
        lead: units(Duty::Lead).collect(),
        responsible: units(Duty::Responsible).collect(),
        leaders: facts.leaders.iter().map(|leader| &*leader.name).collect(),
        deadlines: facts
            .deadlines
            .iter()
            .map(|one| Deadline { text: &one.text, date: deadline(one) })
            .collect(),
        targets: facts
            .targets
            .iter()
            .map(|one| Target {
                text: &one.text,
                value: one.value.normalize().to_string(),
                unit: &one.unit,
                comparator: one.comparator.sign(),
            })
            .collect(),
    }
}

/// `GET /drafts/N/annotation.json`
pub(super) async fn json(who: Who, Path(id): Path<u64>) -> Answer {
    let of = open(&who, id).await?;
    let document = head(&who, &of).await?;
    let annotation = Annotation { document, tasks: of.tasks.iter().map(|one| task(&one.facts)).collect() };
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, PrettyFormatter::with_indent(b" "));
    annotation.serialize(&mut serializer).map_err(|error| Fault::Broken(error.to_string()))?;
    bytes.push(b'\n');
    Ok(file(id, "json", "application/json", bytes))
}

/// `GET /drafts/N/annotation.txt`: the document's text under two lines that say where it is from and what it is.
pub(super) async fn text(who: Who, Path(id): Path<u64>) -> Answer {
    let of = open(&who, id).await?;
    let head = head(&who, &of).await?;
    // A text that came from a corpus has its lines already.
    let text = if of.text.starts_with("# ") {
        of.text
    } else {
        let source = [head.issuer, head.document_number].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let source = if source.is_empty() { of.document.name } else { source };
        format!("# source: {source}\n# title: {}\n\n{}", head.title.unwrap_or_default(), of.text)
    };
    Ok(file(id, "txt", "text/plain; charset=utf-8", text.into_bytes()))
}

async fn head(who: &Who, of: &Review) -> Result<Head, Halt> {
    #[derive(Deserialize)]
    struct Kept {
        document: reading::Document,
    }
    let hash = blob::parse(&of.document.reading);
    let kept = who.app.store.read(move |db| Ok(hash.map(|hash| blob::get(db, &hash)).transpose()?.flatten()));
    // What a former release kept otherwise is left out: the tasks are what a corpus is for.
    let kept = kept.await?.and_then(|blob| serde_json::from_slice::<Kept>(&blob.bytes).ok());
    Ok(kept.map_or_else(Head::default, |Kept { document }| Head {
        title: document.title.map(|title| bare(&title).to_owned()),
        issuer: document.issuer,
        document_number: document.document_number,
        index_number: document.index_number,
        written_on: document.written_on,
        issued_on: document.issued_on,
    }))
}

fn file(id: u64, ending: &str, kind: &'static str, bytes: Vec<u8>) -> axum::response::Response {
    let name = format!("attachment; filename=\"document-{id}.{ending}\"");
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let headers: [(HeaderName, HeaderValue); 2] =
        [(header::CONTENT_DISPOSITION, name), (header::CONTENT_TYPE, HeaderValue::from_static(kind))];
    (headers, bytes).into_response()
}
