//! Importing the directory from a table file: what each row would do is shown before anything is done.

use super::sheet::{Line, Sheet, Verdict, compare};
use super::take::{Taken, take};
use crate::cx::Cx;
use crate::document::{Upload, fields};
use crate::form::{self, Form, guard};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::Who;
use askama::Template;
use axum::extract::Multipart;
use ledger::Right;
use reading::Unreadable;
use serde::Deserialize;
use store::{Fault, blob};

/// A row as the page shows it.
struct Row {
    row: usize,
    name: String,
    /// What comes of it: the key of its word, and its colour.
    what: &'static str,
    colour: &'static str,
    told: String,
}

#[derive(Template)]
#[template(path = "unit/import.html")]
struct Page {
    cx: Cx,
    /// Why the file was not read, or "".
    error: String,
    preview: Option<Preview>,
    taken: Option<Taken>,
}

/// A file that was compared.
struct Preview {
    name: String,
    /// The file's bytes in the store, until they are swept.
    file: String,
    key: String,
    counts: Vec<(&'static str, &'static str, usize)>,
    /// How many rows would be written.
    writes: usize,
    rows: Vec<Row>,
    unused: String,
}

impl Page {
    fn of(who: &Who) -> Self {
        Self { cx: who.cx(who.w.t("unit-import"), "admin"), error: String::new(), preview: None, taken: None }
    }
}

pub(super) async fn show(who: Who) -> Answer {
    who.require(Right::ChangeUnits)?;
    page::page(&Page::of(&who))
}

pub(super) async fn preview(who: Who, form: Multipart) -> Answer {
    who.require(Right::ChangeUnits)?;
    let (Upload { filled, name, bytes }, too_large) = fields(form).await;
    guard(&who, &filled.csrf)?;
    let page = Page::of(&who);
    let sheet = if too_large { Err(Unreadable::TooLarge) } else { read(&who, bytes.to_vec()).await? };
    match sheet {
        Err(Unreadable::Empty) if name.is_empty() => {
            page::refused(&Page { error: who.w.t("document-no-file").to_owned(), ..page })
        }
        Err(why) => {
            page::refused(&Page { error: who.w.of("document-unreadable", why.code()).to_owned(), ..page })
        }
        Ok(None) => page::refused(&Page { error: who.w.t("unit-import-no-head").to_owned(), ..page }),
        Ok(Some(sheet)) => {
            let now = who.app.store.now();
            let kept =
                who.app.store.own(move |db| blob::put(db, "application/octet-stream", &bytes, now)).await?;
            let file = proof::Hash(kept).to_string();
            page::page(&Page { preview: Some(told(&who, name, file, &sheet)), ..page })
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Body {
    #[serde(default)]
    file: String,
    #[serde(default)]
    name: String,
}

/// Does what the preview showed, compared anew: what somebody else did meanwhile is not done twice.
pub(super) async fn confirm(Form { who, body, .. }: Form<Body>) -> Answer {
    who.require(Right::ChangeUnits)?;
    let hash = blob::parse(&body.file);
    let found = match hash {
        Some(hash) => who.app.store.read(move |db| blob::get(db, &hash)).await?,
        None => None,
    };
    let page = Page::of(&who);
    // A file that waited for more than a day was swept.
    let sheet = match found {
        Some(blob) => read(&who, blob.bytes).await?.ok().flatten(),
        None => None,
    };
    let Some(sheet) = sheet else {
        return page::refused(&Page { error: who.w.t("unit-import-again").to_owned(), ..page });
    };
    let (store, directory, asks) = (who.app.store.clone(), who.directory.clone(), who.clone());
    let filled = form::Filled::default();
    let writes = move || take(&store, &directory, &sheet, (asks.today, asks.w), || asks.sent(&filled, None));
    let taken = tokio::task::spawn_blocking(writes).await.map_err(|_| Fault::Lost)??;
    if taken.refused.is_empty() {
        return page::see(format!("/units?added={}&changed={}", taken.added, taken.changed));
    }
    page::refused(&Page {
        error: who.w.fill("unit-import-refused", &[("name", &body.name), ("n", &taken.refused.len())]),
        taken: Some(taken),
        ..page
    })
}

/// The table in a file; none where it has no head that names units.
async fn read(who: &Who, bytes: Vec<u8>) -> Result<Result<Option<Sheet>, Unreadable>, Halt> {
    let directory = who.directory.clone();
    let compared = move || Ok(compare(&reading::rows(&bytes)?, &directory));
    Ok(tokio::task::spawn_blocking(compared).await.map_err(|_| Fault::Lost)?)
}

fn told(who: &Who, name: String, file: String, sheet: &Sheet) -> Preview {
    let rows: Vec<Row> = sheet.lines.iter().map(|line| row(who, line)).collect();
    let kinds = [("new", "green"), ("changed", "blue"), ("same", ""), ("faulty", "red")];
    let count = |what: &str| rows.iter().filter(|row| row.what == what).count();
    let counts = kinds.map(|(what, colour)| (what, colour, count(what)));
    let mut shown = rows.into_iter().collect::<Vec<_>>();
    // What has to be mended comes first; what is the same is only counted.
    shown.sort_by_key(|row| (row.what != "faulty", row.row));
    Preview {
        name,
        file,
        key: form::key(),
        writes: counts[0].2 + counts[1].2,
        counts: counts.into(),
        rows: shown.into_iter().filter(|row| row.what != "same").collect(),
        unused: who.w.list(&sheet.unused),
    }
}

fn row(who: &Who, line: &Line) -> Row {
    let w = who.w;
    let of = |what, colour, told| Row { row: line.row, name: line.facts.name.clone(), what, colour, told };
    match &line.verdict {
        Verdict::New => {
            let parts = [w.list(&line.facts.aliases), w.list(&line.members)];
            of(
                "new",
                "green",
                parts
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(w.t("people-semicolon")),
            )
        }
        Verdict::Changed(_, fields) => {
            of("changed", "blue", w.list(fields.iter().map(|field| w.of("people-field", field))))
        }
        Verdict::Same => of("same", "", String::new()),
        Verdict::Faulty(faults) => {
            of("faulty", "red", faults.iter().map(|fault| fault.sentence(w)).collect())
        }
    }
}
