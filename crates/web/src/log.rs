//! 存证日志: what the log holds, newest first, with its size and root; each post its own kinds.

use crate::address::Address;
use crate::app::App;
use crate::cx::Cx;
use crate::page;
use crate::problem::{Answer, Halt};
use crate::task::history::{Names, by};
use crate::who::Who;
use askama::Template;
use axum::Router;
use axum::routing::get;
use ledger::past::kinds;
use ledger::{Fact, Right, Role, Thing};
use store::query::events::Dated;
use store::query::log::{self, Direction};
use store::query::things;

/// Events of a page.
const ROWS: usize = 50;

/// The kinds by what they are about: the beginnings of their names, and who may read them.
const GROUPS: [(&str, &[&str], Role); 8] = [
    ("document", &["document."], Role::Supervisor),
    ("draft", &["draft.", "draft_task."], Role::Supervisor),
    ("plan", &["plan."], Role::Supervisor),
    ("task", &["task.", "assignment."], Role::Supervisor),
    ("report", &["report."], Role::Supervisor),
    ("office", &["jurisdiction.", "unit.", "leader."], Role::Administrator),
    ("account", &["post.", "account.", "private."], Role::Administrator),
    // Everyone who reads the log sees its days.
    ("day", &["day."], Role::Supervisor),
];

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/log", get(show))
}

/// The groups that a post may read.
fn groups(who: &Who) -> Result<Vec<&'static str>, Halt> {
    if !matches!(who.role, Role::Supervisor | Role::Administrator) {
        return Err(Halt::NoRight(Right::Review));
    }
    let mine = GROUPS.iter().filter(|(name, _, role)| *role == who.role || *name == "day");
    Ok(mine.map(|(name, ..)| *name).collect())
}

fn kinds_of(group: &str) -> impl Iterator<Item = &'static str> {
    let begins = GROUPS.iter().find(|(name, ..)| *name == group).map_or(&[][..], |(_, begins, _)| *begins);
    kinds().filter(move |kind| begins.iter().any(|begin| kind.starts_with(begin)))
}

/// The kinds of events that a post may read.
///
/// # Errors
/// `Halt::NoRight` for who reads no log.
pub(crate) fn readable(who: &Who) -> Result<Vec<&'static str>, Halt> {
    Ok(groups(who)?.into_iter().flat_map(kinds_of).collect())
}

/// A line of the page.
struct Line {
    seq: String,
    at: String,
    who: String,
    what: String,
    kind: &'static str,
    /// The page of the thing, or "".
    href: String,
}

#[derive(Template)]
#[template(path = "log.html")]
struct Page {
    cx: Cx,
    lines: Vec<Line>,
    /// Name, word, chosen.
    groups: Vec<(&'static str, String, bool)>,
    filtered: bool,
    size: String,
    root: String,
    first: String,
    next: String,
}

async fn show(who: Who, address: Address) -> Answer {
    let groups = groups(&who)?;
    let chosen = address.one("kind").and_then(|kind| groups.iter().copied().find(|group| *group == kind));
    let kinds: Vec<&str> = match chosen {
        Some(group) => kinds_of(group).collect(),
        None => readable(&who)?,
    };
    let before = address.number("before").unwrap_or(u64::MAX);
    let jurisdiction = who.jurisdiction;
    let loaded = who.app.store.read(move |db| {
        let (found, next) = log::page(db, jurisdiction, &kinds, Direction::Before(before), ROWS)?;
        let accounts = found.iter().filter_map(|dated| Some(dated.event.by?.0.0));
        let mut names = Names::new();
        for (seq, entry) in things::some(db, jurisdiction, accounts.collect::<Vec<_>>())? {
            if let Thing::Account(account) = entry.thing
                && let Some(name) = account.name()
            {
                names.insert(seq, name.to_owned());
            }
        }
        Ok((found, next, names, store::head::read(db, jurisdiction)?))
    });
    let (found, next, names, head) = loaded.await?;
    let word = |group: &str| who.w.of("log-group", group).to_owned();
    page::page(&Page {
        lines: found.iter().map(|dated| line(dated, &names, &who)).collect(),
        groups: groups.iter().map(|&group| (group, word(group), Some(group) == chosen)).collect(),
        filtered: chosen.is_some(),
        size: who.w.number(head.as_ref().map_or(0, |head| head.size)),
        root: head.map(|head| head.frontier.root().to_string()).unwrap_or_default(),
        first: address.one("before").map(|before| address.without("before", before)).unwrap_or_default(),
        next: next.map(|seq| address.with("before", seq)).unwrap_or_default(),
        cx: who.cx(who.w.t("log-title"), "log"),
    })
}

fn line(dated: &Dated, names: &Names, who: &Who) -> Line {
    let event = &dated.event;
    let kind = event.fact.kind();
    let word = kind.replace('.', "-");
    let href = match (&event.fact, event.on) {
        (Fact::Task(_) | Fact::Report(_), Some(on)) => format!("/tasks/{on}"),
        (Fact::Draft(_), Some(on)) => format!("/drafts/{on}"),
        (Fact::Plan(_), Some(on)) => format!("/plans/{on}"),
        (Fact::Unit(_), Some(on)) => format!("/units/{on}"),
        (Fact::Account(_), Some(on)) => format!("/accounts/{on}"),
        _ => String::new(),
    };
    let said = who.w.of("log-kind", &word).to_owned();
    Line {
        seq: event.seq.to_string(),
        at: who.moment(event.at),
        who: by(event.by, who, names),
        what: if let Fact::Day(_) = event.fact {
            format!("{said} {}", who.w.date_year(dated.day))
        } else {
            said
        },
        kind,
        href,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Locale, Words};

    #[test]
    fn every_kind_has_a_group_and_its_words() {
        for kind in kinds() {
            let groups: Vec<_> =
                GROUPS.iter().filter(|(name, ..)| kinds_of(name).any(|of| of == kind)).collect();
            assert_eq!(groups.len(), 1, "{kind}");
            let word = kind.replace('.', "-");
            for words in Locale::ALL.map(Words::get) {
                assert_ne!(words.of("log-kind", &word), word, "{kind}");
            }
        }
    }
}
