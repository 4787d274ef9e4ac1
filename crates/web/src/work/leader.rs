//! A leader's page: the portfolio, red and yellow first.

use crate::cx::Cx;
use crate::page;
use crate::problem::Answer;
use crate::task::light::{LightWords, light_words};
use crate::who::Who;
use askama::Template;
use ledger::Facet;
use ledger::light::Light;
use store::query::overview;
use store::query::tasks::{Question, Sort, page as tasks};
use store::row::task::TaskRow;

/// Tasks of each light.
const LINES: usize = 50;

struct Line {
    href: String,
    title: String,
    light: LightWords,
    leads: String,
    percent: Option<u8>,
    expected: i32,
    behind: bool,
}

struct Group {
    colour: &'static str,
    word: &'static str,
    count: i64,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "work/leader.html")]
struct Page {
    cx: Cx,
    tasks: i64,
    /// Lights and their numbers, each with the list that holds them.
    lights: Vec<(&'static str, &'static str, i64)>,
    groups: Vec<Group>,
}

pub(super) async fn show(who: Who) -> Answer {
    let (facet, value) = who.scope()?;
    let jurisdiction = who.jurisdiction;
    let question = move |light: Light| Question {
        jurisdiction,
        filters: vec![(facet, vec![value]), (Facet::Light, vec![light as u64])],
        due_before: None,
        words: None,
        sort: Sort::Due,
        after: None,
        limit: LINES,
    };
    let loaded = who.app.store.read(move |db| {
        let counts = overview::scope(db, jurisdiction, facet, value)?;
        let red = tasks(db, &question(Light::Red))?.rows;
        let yellow = tasks(db, &question(Light::Yellow))?.rows;
        Ok((counts, [(Light::Red, red), (Light::Yellow, yellow)]))
    });
    let (counts, groups) = loaded.await?;
    let of = |light: Light| counts.of(Facet::Light, light as u64);
    let groups = groups.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(light, rows)| Group {
        colour: light.text(),
        word: who.w.of("light", light.text()),
        count: of(light),
        lines: rows.iter().map(|row| line(row, &who)).collect(),
    });
    page::page(&Page {
        cx: who.cx(who.w.t("work-portfolio"), "todo"),
        tasks: counts.tasks(),
        lights: Light::ALL.map(|light| (light.text(), who.w.of("light", light.text()), of(light))).to_vec(),
        groups: groups.collect(),
    })
}

fn line(row: &TaskRow, who: &Who) -> Line {
    Line {
        href: format!("/tasks/{}", row.task),
        title: format!("{}{}", row.number, row.title),
        light: light_words(row, who.today, who.w),
        leads: who.w.list(row.leads.iter().map(|&unit| who.directory.unit_name(unit))),
        percent: row.percent,
        expected: ledger::pace::expected(row.start, row.end, who.today),
        behind: row.pace == ledger::pace::Word::Behind,
    }
}
