//! The list, whatever is asked of it, against a plain filter and sort over all rows.

use crate::town::{J, Town, facts, until};
use ledger::report::{Approve, Write};
use ledger::task::{NO_DUE, Row, Sign, row};
use ledger::{Facet, ReportId, TaskId, Thing, UnitId, World};
use std::cmp::Reverse;
use store::query::tasks::{COUNTED_TO, Limits, Question, Sort, Total, explain, page_within};

const UNITS: [&str; 9] = [
    "市财政局",
    "市交通局",
    "市审计局",
    "市教育局",
    "市水利局",
    "市档案局",
    "市林业局",
    "市商务局",
    "市统计局",
];
/// Words of every task, of one in forty, of none.
const WORDS: [&str; 3] = ["年底前完成", "数字档案馆", "航天发射场"];
const SORTS: [Sort; 4] = [Sort::Due, Sort::Place, Sort::Updated, Sort::Newest];
/// Limits at which three thousand tasks are as many as a million at the page's.
const SMALL: Limits = Limits { narrow_rows: 120, walk_rows: 300, word_rows: 200 };

/// A task as the plain list has it: its row, and the text that is searched.
struct Plain {
    task: TaskId,
    row: Row,
    due: String,
    text: String,
}

fn ledger() -> (Town, Vec<Plain>) {
    let mut town = Town::founded();
    let units = UNITS.map(|name| town.unit(name));
    let task = |number: usize| {
        let word = if number % 40 == 7 { WORDS[1] } else { "道路" };
        let body = format!("建设{word}第{number}号，{}", WORDS[0]);
        // The fewer the higher: the first unit leads half of all tasks, the last a few.
        let place = (number.trailing_ones() as usize).min(8);
        let named = [UNITS[place], UNITS[number % 9], UNITS[(number / 9) % 9]];
        let facts = facts(number, &body, &named[..=number % 3]);
        match number % 4 {
            0 => facts,
            quarter => until(facts, &format!("2026-0{}-{:02}", 4 + quarter, 1 + number % 28)),
        }
    };
    for _ in 0..3 {
        let (_, tasks) = town.plan((1..=1_000).map(task).collect());
        town.sleep(2);
        // Some are signed for, some reported on, so that every state and pace has its tasks.
        let mut signed = Vec::new();
        for &task in tasks.iter().step_by(5) {
            let parts: Vec<_> = town.task(task).assignments.iter().map(|part| part.id).collect();
            signed.push((task, parts[0]));
        }
        let signing = signed.iter().map(|&(task, assignment)| Sign { task, assignment });
        let jobs = signing.map(|sign| town.job(ledger::Who::System, sign)).collect();
        assert!(town.turn(jobs).iter().all(Result::is_ok));
        for (place, &(task, assignment)) in signed.iter().enumerate().filter(|(place, _)| place % 3 == 0) {
            let write = Write {
                task,
                assignment,
                as_of: town.today(),
                percent: (place % 90) as u8,
                text: "进展".into(),
                problems: String::new(),
                figures: Vec::new(),
                correction: String::new(),
                evidence: Vec::new(),
            };
            let report = ReportId(town.ok(write).seq);
            town.ok(Approve { report });
        }
    }
    town.check();
    let plain = plain(&mut town);
    assert_eq!((plain.len(), units.len()), (3_000, 9));
    (town, plain)
}

fn plain(town: &mut Town) -> Vec<Plain> {
    let events = town.events();
    let world = World::of(&events);
    let task = |event: &ledger::Event| {
        let Thing::Task(task) = &world.entry(event.seq)?.thing else { return None };
        let ledger::Fact::Task(ledger::task::TaskEvent::Registered(made)) = &event.fact else { return None };
        let names: Vec<&str> = made.units.iter().map(|unit| unit.name.as_str()).collect();
        let text = format!("{}\n{}\n{}", made.title, made.body, names.join("\n"));
        let row = row(task, &world.jurisdiction().lights, world.today());
        let due = row.due.as_ref().map_or(NO_DUE, |&(due, _)| due).to_string();
        Some(Plain { task: TaskId(event.seq), row, due, text })
    };
    events.iter().filter_map(task).collect()
}

impl Plain {
    fn has(&self, facet: Facet, value: u64) -> bool {
        match facet {
            Facet::Plan => self.row.plan.0 == value,
            Facet::Section => ledger::task::Shown::section_value(self.row.plan.0, self.row.section) == value,
            Facet::Unit => self.row.units.contains(&UnitId(value)),
            Facet::Lead => self.row.leads.contains(&UnitId(value)),
            Facet::State => self.row.state as u64 == value,
            Facet::Light => self.row.light as u64 == value,
            Facet::Pace => self.row.pace as u64 == value,
            Facet::Wait => self.row.waits.iter().any(|wait| wait.value() == value),
            _ => true,
        }
    }

    fn fits(&self, question: &Question) -> bool {
        question.filters.iter().all(|(facet, values)| values.iter().any(|&value| self.has(*facet, value)))
            && question.due_before.as_ref().is_none_or(|day| self.due <= *day)
            && question.words.as_ref().is_none_or(|words| self.text.contains(words))
    }
}

/// The seqs of a question's rows, in its order.
fn expected(plain: &[Plain], question: &Question) -> Vec<TaskId> {
    let mut fit: Vec<&Plain> = plain.iter().filter(|task| task.fits(question)).collect();
    match question.sort {
        Sort::Due => fit.sort_by(|a, b| (&a.due, a.task).cmp(&(&b.due, b.task))),
        Sort::Place => fit.sort_by_key(|task| (task.row.plan, task.row.order, task.task)),
        Sort::Updated => fit.sort_by_key(|task| Reverse((task.row.updated, task.task))),
        Sort::Newest => fit.sort_by_key(|task| Reverse(task.task)),
    }
    fit.into_iter().map(|task| task.task).collect()
}

fn question(filters: Vec<(Facet, Vec<u64>)>, sort: Sort) -> Question {
    Question { jurisdiction: J, filters, due_before: None, words: None, sort, after: None, limit: 211 }
}

fn filters(plain: &[Plain]) -> Vec<(Facet, Vec<u64>)> {
    let row = &plain[1_234].row;
    vec![
        (Facet::Unit, vec![row.units[0].0]),
        (Facet::Unit, row.units.iter().map(|unit| unit.0).chain([row.units[0].0]).collect()),
        (Facet::Lead, vec![row.leads[0].0, plain[7].row.leads[0].0]),
        (Facet::Plan, vec![row.plan.0]),
        (Facet::Section, vec![ledger::task::Shown::section_value(row.plan.0, 2)]),
        (Facet::State, vec![2, 3]),
        (Facet::Light, vec![ledger::light::Light::Yellow as u64]),
        (Facet::Pace, vec![0]),
        (Facet::Wait, vec![ledger::task::Wait::Sign(row.units[0]).value()]),
        (Facet::Unit, vec![plain[0].row.plan.0]), // a seq that is no unit's
    ]
}

/// Every set of none, one or two of the filters.
fn combined(filters: &[(Facet, Vec<u64>)]) -> Vec<Vec<(Facet, Vec<u64>)>> {
    let mut sets = vec![vec![], vec![(Facet::All, vec![0])]];
    for (place, first) in filters.iter().enumerate() {
        sets.push(vec![first.clone()]);
        sets.extend(filters[place + 1..].iter().map(|second| vec![first.clone(), second.clone()]));
    }
    sets
}

/// Pages through to the end and compares; says how often a walk stopped before its page was full.
fn compare(town: &mut Town, plain: &[Plain], question: &Question, limits: Limits) -> usize {
    let expected = expected(plain, question);
    let (mut found, mut stops) = (Vec::new(), 0);
    let mut asked = question.clone();
    loop {
        let page = page_within(&mut town.db, &asked, limits).unwrap();
        match page.total {
            Total::Exactly(n) => assert_eq!(n as usize, expected.len(), "{question:?}"),
            // Frequent words are not counted.
            Total::Over if limits == Limits::PAGE && question.words.is_none() => {
                assert!(expected.len() as i64 > COUNTED_TO, "{question:?}");
            }
            Total::Over => {}
        }
        assert_eq!(page.stopped, page.rows.len() < question.limit && page.next.is_some(), "{question:?}");
        stops += usize::from(page.stopped);
        found.extend(page.rows.iter().map(|row| row.task));
        let Some(next) = page.next else { break };
        asked.after = Some(next);
    }
    assert_eq!(found.len(), expected.len(), "{question:?}");
    assert_eq!(found, expected, "{question:?}");
    stops
}

#[test]
fn every_combination_lists_what_a_plain_filter_lists() {
    let (mut town, plain) = ledger();
    let sets = combined(&filters(&plain));
    let mut stops = 0;
    let mut variant = 0;
    for set in &sets {
        for sort in SORTS {
            // Every set and sort with two of the eight ways to add a date and words, by turns.
            for _ in 0..2 {
                variant = (variant + 3) % 8;
                let mut question = question(set.clone(), sort);
                question.due_before = (variant % 2 == 1).then(|| "2026-06-11".to_owned());
                question.words = WORDS.get(variant / 2).map(|&words| words.to_owned());
                let limits = if variant % 4 < 3 { SMALL } else { Limits::PAGE };
                stops += compare(&mut town, &plain, &question, limits);
            }
        }
    }
    assert!(stops > 100, "the small limits cut walks short: {stops}");
}

#[test]
fn signs_alone_and_cursors_of_other_sorts_break_nothing() {
    let (mut town, _) = ledger();
    let mut question = question(Vec::new(), Sort::Due);
    question.words = Some("，。".into());
    let page = page_within(&mut town.db, &question, Limits::PAGE).unwrap();
    assert_eq!((page.rows.len(), page.total), (0, Total::Exactly(0)));
    question.words = None;
    for sort in SORTS {
        for cursor in [&["x"][..], &["1", "2"], &[]] {
            let sort_values = cursor.iter().map(|&text| text.to_owned()).collect();
            question.after = Some(store::query::tasks::Cursor { sort: sort_values, seq: u64::MAX });
            question.sort = sort;
            assert!(page_within(&mut town.db, &question, SMALL).is_ok());
        }
    }
    // A section of another plan, and two values that all tasks have between them, twice over.
    question.after = None;
    question.filters = vec![(Facet::State, vec![0, 1, 2, 3, 4, 1, 2])];
    let page = page_within(&mut town.db, &question, Limits::PAGE).unwrap();
    assert_eq!(page.total, Total::Exactly(3_000));
}

/// The plans of statements: no engine's mood may turn a page into a scan.
#[test]
fn every_list_reads_by_the_index_that_was_meant() {
    let (mut town, plain) = ledger();
    let all = filters(&plain);
    for set in combined(&all[..9]) {
        for sort in SORTS {
            for limits in [SMALL, Limits::PAGE] {
                for words in [None, Some(WORDS[0].to_owned()), Some(WORDS[1].to_owned())] {
                    let question = Question { words, ..question(set.clone(), sort) };
                    let steps = explain(&mut town.db, &question, limits).unwrap();
                    assert!(!steps.is_empty());
                    let plan = steps.join("\n");
                    // A walk streams: only the page itself is sorted, never the rows walked.
                    let streams = plan.starts_with("CO-ROUTINE page\nCO-ROUTINE walk");
                    if streams && !plan.contains("MATERIALIZE") {
                        assert_eq!(plan.matches("USE TEMP B-TREE").count(), 1, "{question:?}\n{plan}");
                    }
                    for step in &steps {
                        let scans = step.starts_with("SCAN ");
                        let small = [
                            "walk",
                            "hit",
                            "page",
                            "counted",
                            "search",
                            "(subquery",
                            "task VIRTUAL",
                            "CONSTANT",
                        ];
                        let of_small = small.iter().any(|name| step["SCAN ".len()..].starts_with(name));
                        assert!(!scans || of_small, "{question:?}\n{plan}");
                        assert!(!step.contains("AUTOMATIC"), "{question:?}\n{plan}");
                    }
                }
            }
        }
    }
    let plan_of = |town: &mut Town, filters: Vec<(Facet, Vec<u64>)>, sort: Sort| {
        explain(&mut town.db, &question(filters, sort), SMALL).unwrap().join("\n")
    };
    let due = plan_of(&mut town, vec![all[0].clone()], Sort::Due);
    assert!(due.contains("facet USING PRIMARY KEY (jurisdiction=? AND facet=? AND value=?)"), "{due}");
    let place = plan_of(&mut town, Vec::new(), Sort::Place);
    assert!(place.contains("USING COVERING INDEX task_place (jurisdiction=?)"), "{place}");
    let of_plan = plan_of(&mut town, vec![all[3].clone()], Sort::Place);
    assert!(of_plan.contains("USING COVERING INDEX task_place (jurisdiction=? AND plan=?)"), "{of_plan}");
    let updated = plan_of(&mut town, vec![all[5].clone()], Sort::Updated);
    assert!(updated.contains("USING COVERING INDEX task_updated (jurisdiction=?)"), "{updated}");
}
