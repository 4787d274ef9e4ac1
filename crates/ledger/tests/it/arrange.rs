//! A reading under review: tasks moved and added, many corrected at once, what is taken back made again.

use crate::cast::facts;
use crate::draft::Review;
use crate::office::table;
use ledger::draft::{
    Accept, Add, CorrectMany, Correction, DraftFacts, Move, Place, Redo, Remove, Scope, Section, Undo,
};
use ledger::printed::{Duty, Warning};
use ledger::{Code, DraftId, DraftTaskId};

/// A draft of four tasks: the first under no heading, two under the first, one under the second's own.
fn review() -> Review {
    let heading =
        |id, parent| Section { id, parent, number: String::new(), title: "行动".into(), span: None };
    let warning = |code: &str| Warning {
        code: code.into(),
        about: "document".into(),
        message: String::new(),
        span: None,
        accepted: false,
    };
    let task = |body: &str, section, codes: &[&str]| DraftFacts {
        section,
        warnings: codes.iter().map(|code| warning(code)).collect(),
        ..facts(body, &["*水利厅", "财政厅"])
    };
    let mut review = Review::new();
    let document = review.draft().document;
    let made = review.office.make(
        review.cast.supervisor,
        ledger::draft::Make {
            document,
            title: "方案".into(),
            number: String::new(),
            period: None,
            sections: vec![heading(1, None), heading(2, None), heading(3, Some(2))],
            tasks: vec![
                task("甲。", 0, &["odd"]),
                task("乙。", 1, &[]),
                task("丙。", 1, &["odd", "even"]),
                task("丁。", 3, &["odd"]),
            ],
            warnings: vec![warning("odd"), warning("even")],
        },
    );
    review.draft = DraftId(made);
    review.tasks = review.draft().tasks.clone();
    review
}

/// Bodies with their headings.
fn places(review: &Review) -> String {
    let there = review.draft().tasks.iter().map(|&task| review.task(task)).filter(|task| !task.removed);
    there.map(|task| format!("{}{}", task.facts.body.trim_end_matches('。'), task.facts.section)).collect()
}

#[test]
fn moving() {
    let mut review = review();
    let (draft, tasks) = (review.draft, review.tasks.clone());
    let to = |task: usize, to| Move { draft, task: tasks[task], to };
    let ok = Ok("draft_task.moved");
    table([
        ("up", review.would(to(1, Place::Up)), ok),
        ("the first up", review.would(to(0, Place::Up)), Err(Code::NothingToChange)),
        ("the last down", review.would(to(3, Place::Down)), Err(Code::NothingToChange)),
        ("to where it is", review.would(to(1, Place::Section(1))), Err(Code::NothingToChange)),
        ("to no heading", review.would(to(1, Place::Section(0))), ok),
        ("to one that is not there", review.would(to(1, Place::Section(4))), Err(Code::UnknownName)),
        ("by a head", review.office.would(review.cast.heads[0], to(1, Place::Up)), Err(Code::NoRight)),
    ]);
    let begin = "甲0乙1丙1丁3";
    for (step, after) in [
        (to(2, Place::Up), "甲0丙1乙1丁3"),
        (to(1, Place::Down), "甲0丙1乙1丁3"),
        (to(1, Place::Up), "甲0乙0丙1丁3"),
        (to(2, Place::Down), "甲0乙1丙3丁3"),
        (to(0, Place::Down), "甲1乙1丙1丁3"),
        (to(3, Place::Up), "甲0乙1丙1丁1"),
        (to(0, Place::Section(1)), "乙1丙1甲1丁3"),
        (to(0, Place::Section(3)), "乙1丙1丁3甲3"),
        (to(0, Place::Section(2)), "乙1丙1甲2丁3"),
        (to(3, Place::Section(0)), "甲0丁0乙1丙1"),
    ] {
        assert_eq!(places(&review), begin);
        let place = step.to;
        review.run(step);
        assert_eq!(places(&review), after, "{place:?}");
        review.run(Undo { draft });
        assert_eq!(places(&review), begin, "and back");
        review.run(Redo { draft });
        assert_eq!(places(&review), after, "and again");
        review.run(Undo { draft });
    }
}

#[test]
fn adding() {
    let mut review = review();
    let draft = review.draft;
    let add = |after, section| Add { draft, after, facts: DraftFacts { section, ..facts("戊。", &[]) } };
    table([
        ("behind a task", review.would(add(Some(review.tasks[1]), 1)), Ok("draft_task.made")),
        ("behind none", review.would(add(None, 0)), Ok("draft_task.made")),
        ("behind another draft's", review.would(add(Some(DraftTaskId(1)), 0)), Err(Code::NotInDraft)),
        ("under no known heading", review.would(add(None, 4)), Err(Code::UnknownName)),
        ("without words", review.would(Add { facts: facts(" ", &[]), ..add(None, 0) }), Err(Code::Empty)),
        ("by a head", review.office.would(review.cast.heads[0], add(None, 0)), Err(Code::NoRight)),
    ]);
    review.run(add(Some(review.tasks[1]), 1));
    assert_eq!(places(&review), "甲0乙1戊1丙1丁3");
    review.run(Undo { draft });
    assert_eq!(places(&review), "甲0乙1丙1丁3");
    review.run(Redo { draft });
    assert_eq!(places(&review), "甲0乙1戊1丙1丁3");
}

#[test]
fn many_at_once() {
    let mut review = review();
    let (draft, tasks) = (review.draft, review.tasks.clone());
    let many = |scope, correction| CorrectMany { draft, scope, correction };
    let lead = |name: &str| Correction::Unit { name: name.into(), duty: Duty::Lead };
    let ok = Ok("draft_task.many_corrected");
    table([
        ("all", review.would(many(Scope::All, lead("财政厅"))), ok),
        ("what is so already", review.would(many(Scope::All, lead("水利厅"))), Err(Code::NothingToChange)),
        ("of no task", review.would(many(Scope::Section(4), lead("财政厅"))), Err(Code::NothingToChange)),
        ("an empty name", review.would(many(Scope::All, lead(" "))), Err(Code::NothingToChange)),
        (
            "to a heading that is not there",
            review.would(many(Scope::All, Correction::Section(4))),
            Err(Code::UnknownName),
        ),
        (
            "by a head",
            review.office.would(review.cast.heads[0], many(Scope::All, lead("财政厅"))),
            Err(Code::NoRight),
        ),
    ]);
    let leads = |review: &Review| {
        let leads = |&task: &DraftTaskId| {
            let of = review.task(task).facts.units.iter();
            of.filter(|unit| unit.duty == Duty::Lead).count().to_string()
        };
        tasks.iter().map(leads).collect::<String>()
    };
    for (scope, correction, after) in [
        (Scope::All, lead("财政厅"), "2222"),
        (Scope::Section(2), lead("财政厅"), "1112"),
        (Scope::Section(1), lead("审计厅"), "1221"),
        (Scope::Tasks(vec![tasks[0], tasks[3]]), lead("财政厅"), "2112"),
        (Scope::All, Correction::DropUnit("水利厅".into()), "0000"),
    ] {
        let events = review.office.run(review.cast.supervisor, &many(scope, correction)).unwrap();
        assert_eq!((events.len(), &*leads(&review)), (1, after));
        review.run(Undo { draft });
        assert_eq!(leads(&review), "1111", "in one step");
        review.run(Redo { draft });
        assert_eq!(leads(&review), after);
        review.run(Undo { draft });
    }
    review.run(many(Scope::Tasks(vec![tasks[0], tasks[1]]), Correction::Section(3)));
    assert_eq!(places(&review), "丙1丁3甲3乙3");
    review.run(Undo { draft });
    assert_eq!(places(&review), "甲0乙1丙1丁3");
    review.run(Redo { draft });
    assert_eq!(places(&review), "丙1丁3甲3乙3");
}

#[test]
fn accepting() {
    let mut review = review();
    let draft = review.draft;
    let open = |review: &Review| {
        let of_tasks: usize = review.tasks.iter().map(|&task| review.task(task).facts.open_warnings()).sum();
        (review.draft().warnings.iter().filter(|warning| !warning.accepted).count(), of_tasks)
    };
    assert_eq!(open(&review), (2, 4));
    let accept = |warning| Accept { draft, warning };
    table([
        ("of the document", review.would(accept(1)), Ok("draft.accepted")),
        ("one that is not there", review.would(accept(2)), Err(Code::ChangedSince)),
        ("by a head", review.office.would(review.cast.heads[0], accept(1)), Err(Code::NoRight)),
    ]);
    review.run(accept(0));
    assert_eq!((open(&review), review.would(accept(0))), ((1, 4), Err(Code::ChangedSince)));
    review.run(Undo { draft });
    assert_eq!(open(&review), (2, 4));
    let of_code =
        |scope, code: &str| CorrectMany { draft, scope, correction: Correction::AcceptCode(code.into()) };
    review.run(of_code(Scope::Section(1), "odd"));
    assert_eq!(open(&review), (2, 3), "the document's own stay open");
    review.run(of_code(Scope::All, "odd"));
    assert_eq!(open(&review), (1, 1));
    assert_eq!(review.would(of_code(Scope::All, "odd")), Err(Code::NothingToChange));
    review.run(Undo { draft });
    assert_eq!(open(&review), (2, 3));
    review.run(Redo { draft });
    assert_eq!(open(&review), (1, 1));
}

#[test]
fn what_is_taken_back_can_be_made_again_until_something_else_is_done() {
    let mut review = review();
    let (draft, tasks, other) = (review.draft, review.tasks.clone(), review.other);
    let remove = |task: usize| Remove { draft, task: tasks[task] };
    assert_eq!(review.would(Redo { draft }), Err(Code::NothingToUndo));
    review.run(remove(0));
    review.run(remove(1));
    review.run(Undo { draft });
    review.run(Undo { draft });
    assert_eq!(places(&review), "甲0乙1丙1丁3");
    assert_eq!(review.office.would(other, Redo { draft }), Err(Code::NothingToUndo), "it is another's");
    review.run(Redo { draft });
    review.run(Redo { draft });
    assert_eq!(places(&review), "丙1丁3");
    review.run(Undo { draft });
    review.office.make(other, Move { draft, task: tasks[1], to: Place::Section(3) });
    assert_eq!(review.would(Redo { draft }), Err(Code::ChangedSince), "the same task was changed");
    review.office.make(other, Undo { draft });
    review.run(remove(2));
    assert_eq!(review.would(Redo { draft }), Err(Code::NothingToUndo), "another way was taken");
    assert_eq!(review.office.would(review.cast.heads[0], Redo { draft }), Err(Code::NoRight));
}
