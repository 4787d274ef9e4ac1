//! 批量修改: one correction of all tasks, of a section's, or of chosen ones; what it would change is told before.

use super::list::outline;
use super::review::{Review, Task, open};
use super::show::title;
use crate::app::App;
use crate::cx::Cx;
use crate::form::{Errors, Form};
use crate::page;
use crate::problem::{Answer, Halt};
use crate::who::Who;
use askama::Template;
use axum::Router;
use axum::extract::{Path, RawQuery};
use axum::routing::get;
use ledger::clock::Class;
use ledger::draft::{CorrectMany, Correction, Scope};
use ledger::printed::Duty;
use ledger::{DraftId, DraftTaskId, Right};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Tasks that the preview names.
const NAMED: usize = 60;

/// What can be changed in many tasks, and the field that it asks for.
const KINDS: [(&str, &str); 11] = [
    ("lead", "name"),
    ("responsible", "name"),
    ("to-lead", "name"),
    ("to-responsible", "name"),
    ("remove", "name"),
    ("rename", "name"),
    ("leader", "leader"),
    ("ordinary", ""),
    ("complex", ""),
    ("section", "into"),
    ("accept", "code"),
];

pub(super) fn routes() -> Router<App> {
    Router::new().route("/drafts/{id}/many", get(show).post(post))
}

/// What is asked for, in the address and in the form alike.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
struct Body {
    what: String,
    scope: String,
    section: String,
    task: Vec<u64>,
    name: String,
    to: String,
    leader: String,
    into: String,
    code: String,
}

impl Body {
    /// The field that the change asks for.
    fn field(&self) -> &'static str {
        KINDS.iter().find(|(what, _)| *what == self.what).map_or("", |(_, field)| field)
    }

    fn scope(&self) -> Scope {
        match &*self.scope {
            "section" => Scope::Section(self.section.parse().unwrap_or(0)),
            "tasks" => Scope::Tasks(self.task.iter().copied().map(DraftTaskId).collect()),
            _ => Scope::All,
        }
    }

    /// The correction; none while something is missing.
    fn correction(&self) -> Option<Correction> {
        let name = || Some(self.name.trim().to_owned()).filter(|name| !name.is_empty());
        Some(match &*self.what {
            "lead" => Correction::Unit { name: name()?, duty: Duty::Lead },
            "responsible" => Correction::Unit { name: name()?, duty: Duty::Responsible },
            "to-lead" => Correction::Duty { name: name()?, duty: Duty::Lead },
            "to-responsible" => Correction::Duty { name: name()?, duty: Duty::Responsible },
            "remove" => Correction::DropUnit(name()?),
            "rename" => {
                let to = Some(self.to.trim().to_owned()).filter(|to| !to.is_empty())?;
                Correction::RenameUnit { from: name()?, to }
            }
            "leader" => {
                Correction::AddLeader(Some(self.leader.trim().to_owned()).filter(|name| !name.is_empty())?)
            }
            "ordinary" => Correction::Class(Class::Ordinary),
            "complex" => Correction::Class(Class::Complex),
            "section" => Correction::Section(self.into.parse().ok()?),
            "accept" => Correction::AcceptCode(Some(self.code.clone()).filter(|code| !code.is_empty())?),
            _ => return None,
        })
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let Self { what, scope, section, task: _, name, to, leader, into, code } = self.clone();
        let pairs = [("what", what), ("scope", scope), ("section", section), ("name", name)];
        let more = [("to", to), ("leader", leader), ("into", into), ("code", code)];
        pairs.into_iter().chain(more).collect()
    }

    fn query(&self) -> String {
        // The fields have a form that addresses can hold.
        serde_html_form::to_string(self).unwrap_or_default()
    }
}

/// What the change would do.
struct Preview {
    named: Vec<(u64, String, String)>,
    changed: usize,
    meant: usize,
    /// The document's own warnings that are accepted with it.
    whole: usize,
}

#[derive(Template)]
#[template(path = "draft/many.html")]
struct Page {
    cx: Cx,
    id: u64,
    version: u64,
    title: String,
    body: Body,
    kinds: Vec<(&'static str, String)>,
    /// The section by name, and how many tasks stand in it.
    section: String,
    in_section: usize,
    /// How many tasks are chosen, and there.
    chosen: usize,
    all: usize,
    sections: Vec<(String, String)>,
    codes: Vec<(String, String)>,
    units: Vec<String>,
    preview: Option<Preview>,
    /// The fields as the form sends them again, but the tasks.
    pairs: Vec<(&'static str, String)>,
    /// It was asked for and something is missing.
    asked: bool,
    errors: Errors,
}

async fn show(who: Who, Path(id): Path<u64>, RawQuery(query): RawQuery) -> Answer {
    let of = open(&who, id).await?;
    // An address that cannot be read asks for nothing.
    let body: Body = serde_html_form::from_str(&query.unwrap_or_default()).unwrap_or_default();
    page::page(&view(&who, &of, body, Errors::default()))
}

async fn post(Path(id): Path<u64>, Form { who, filled, body }: Form<Body>) -> Answer {
    who.require(Right::Review)?;
    let Some(correction) = body.correction() else {
        return page::refused(&view(&who, &open(&who, id).await?, body, Errors::default()));
    };
    let command = CorrectMany { draft: DraftId(id), scope: body.scope(), correction };
    match who.app.store.write(who.sent(&filled, Some(id)), command).await {
        Ok(_) => page::see(back(&who, id, &body).await?),
        Err(error) => {
            let errors = Errors::of(error, who.w)?;
            page::refused(&view(&who, &open(&who, id).await?, body, errors))
        }
    }
}

/// Where the review goes on: at the next warning where warnings were accepted, else at the first task that was meant.
async fn back(who: &Who, id: u64, body: &Body) -> Result<String, Halt> {
    let of = open(who, id).await?;
    if let Some(next) = of.open_warnings().next().filter(|_| body.what == "accept") {
        return Ok(of.warning_address(next));
    }
    let scope = body.scope();
    let first = of.tasks.iter().find(|task| meant(&of, &scope, task));
    Ok(first.map_or_else(|| format!("/drafts/{id}"), |task| format!("/drafts/{id}?task={}#task", task.id)))
}

fn meant(of: &Review, scope: &Scope, task: &Task) -> bool {
    scope.holds(&of.draft.sections, DraftTaskId(task.id), &task.facts)
}

fn preview(of: &Review, body: &Body) -> Option<Preview> {
    let (draft, scope, correction) = (DraftId(of.id), body.scope(), body.correction()?);
    let command = CorrectMany { draft, scope, correction };
    let there: Vec<&Task> = of.tasks.iter().filter(|task| meant(of, &command.scope, task)).collect();
    let changed: Vec<&&Task> = there.iter().filter(|task| command.changes(&task.facts)).collect();
    let named = changed.iter().take(NAMED);
    Some(Preview {
        named: named.map(|task| (task.id, task.facts.number.clone(), task.facts.title.clone())).collect(),
        changed: changed.len(),
        meant: there.len(),
        whole: command.accepted(&of.draft).len(),
    })
}

fn view(who: &Who, of: &Review, mut body: Body, errors: Errors) -> Page {
    let w = who.w;
    if !matches!(&*body.scope, "all" | "section" | "tasks") {
        body.scope = if !body.task.is_empty() {
            "tasks".into()
        } else if body.section.is_empty() {
            "all".into()
        } else {
            "section".into()
        };
    }
    let count = |scope: &str| {
        let scope = Body { scope: scope.to_owned(), ..body.clone() }.scope();
        of.tasks.iter().filter(|task| meant(of, &scope, task)).count()
    };
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    let of_tasks = of.tasks.iter().flat_map(|task| &task.facts.warnings);
    for warning in of.draft.warnings.iter().chain(of_tasks).filter(|warning| !warning.accepted) {
        *open.entry(&warning.code).or_default() += 1;
    }
    let code = |(code, n): (&str, usize)| {
        let word = w.fill("draft-many-code", &[("code", &w.of("draft-warning", code)), ("n", &n)]);
        (code.to_owned(), word)
    };
    let codes = open.into_iter().map(code).collect();
    let field = body.field();
    let kinds = KINDS.map(|(what, _)| {
        let link = Body { what: what.to_owned(), ..body.clone() };
        (what, format!("/drafts/{}/many?{}", of.id, link.query()))
    });
    let mut units: Vec<String> = Vec::new();
    if field == "name" {
        let known = super::review::known_units(who);
        let named = of.tasks.iter().flat_map(|task| &task.facts.units).map(|unit| unit.name.clone());
        units =
            known.into_iter().chain(named).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
    }
    let sections = if field == "into" { headings(of) } else { Vec::new() };
    Page {
        cx: who.cx(w.t("draft-many"), "document"),
        id: of.id,
        version: of.version,
        title: title(who, of),
        kinds: kinds.into(),
        section: of.section_path(body.section.parse().unwrap_or(0)),
        in_section: count("section"),
        chosen: count("tasks"),
        all: of.tasks.len(),
        sections,
        codes,
        units,
        preview: preview(of, &body),
        pairs: body.pairs(),
        asked: !field.is_empty()
            && [&body.name, &body.leader, &body.into, &body.code].iter().any(|one| !one.is_empty()),
        body,
        errors,
    }
}

/// All headings, each set in by how deep it stands.
pub(super) fn headings(of: &Review) -> Vec<(String, String)> {
    let word =
        |node: super::list::Node| (node.id.to_string(), format!("{}{}", "　".repeat(node.depth), node.word));
    outline(of, 0, true).into_iter().map(word).collect()
}
