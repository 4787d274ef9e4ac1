//! A reading under review: corrections, splitting, merging, undoing, confirming.

use crate::cast::{
    Cast, document, drafted, facts, staffed, with_deadline, with_leader, with_limit, with_recurrence,
    with_target,
};
use crate::office::{Office, Outcome, table};
use jiff::civil::date;
use ledger::clock::Class;
use ledger::draft::{
    Confirm, Correct, Correction, Draft, DraftEvent, DraftFacts, Drop, Edit, Make, Merge, Remove, Section,
    SplitTask, Undo,
};
use ledger::plan::Period;
use ledger::printed::{Comparator, Duty, PrintedDate, TimeUnit};
use ledger::{Code, Command, DraftId, DraftTaskId, Fact, Thing, Who, draft::DraftTask};

pub(crate) struct Review {
    pub(crate) office: Office,
    pub(crate) cast: Cast,
    pub(crate) draft: DraftId,
    pub(crate) tasks: Vec<DraftTaskId>,
    /// Another supervisor.
    pub(crate) other: Who,
}

impl Review {
    pub(crate) fn new() -> Self {
        let (mut office, cast) = staffed();
        let first = with_target(
            facts("建设水库。投资25亿元。", &["*水利厅", "财政厅"]),
            Comparator::AtLeast,
            25,
            "亿元",
        );
        let second = with_leader(facts("修建公路。", &["*交通厅", "财政厅"]), "沈砚舟");
        let draft = drafted(&mut office, cast.supervisor, vec![first, second, facts("植树。", &["*林草局"])]);
        let post = ledger::post::Add {
            name: "督查二".into(),
            role: ledger::Role::Supervisor,
            unit: Some(cast.office),
            leader: None,
        };
        let post = ledger::PostId(office.make(cast.admin, post));
        let account = ledger::account::Add {
            login: "d2".into(),
            name: "丁".into(),
            phone: String::new(),
            posts: vec![post],
        };
        let account = ledger::AccountId(office.make(cast.admin, account));
        let mut review = Self { office, cast, draft, tasks: vec![], other: Who::Account { account, post } };
        review.tasks = review.draft().tasks.clone();
        review
    }

    pub(crate) fn draft(&self) -> &Draft {
        match &self.office.things[&self.draft.0].thing {
            Thing::Draft(draft) => draft,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn task(&self, task: DraftTaskId) -> &DraftTask {
        match &self.office.things[&task.0].thing {
            Thing::DraftTask(task) => task,
            other => panic!("{other:?}"),
        }
    }

    /// Bodies of the tasks that are there, in order.
    pub(crate) fn bodies(&self) -> Vec<&str> {
        let there = self.draft().tasks.iter().map(|&task| self.task(task)).filter(|task| !task.removed);
        there.map(|task| task.facts.body.as_str()).collect()
    }

    pub(crate) fn run(&mut self, command: impl Command) {
        self.office.make(self.cast.supervisor, command);
    }

    pub(crate) fn would(&self, command: impl Command) -> Outcome {
        self.office.would(self.cast.supervisor, command)
    }

    fn class(&self, task: usize, class: Class) -> Correct {
        Correct { draft: self.draft, task: self.tasks[task], correction: Correction::Class(class) }
    }

    fn confirmed(&self) -> Office {
        let mut office = self.office.clone();
        office.make(self.cast.supervisor, Confirm::of(self.draft));
        office
    }
}

#[test]
fn correcting() {
    let mut review = Review::new();
    let (draft, supervisor, head) = (review.draft, review.cast.supervisor, review.cast.heads[0]);
    let correct = |task: usize, correction| Correct { draft, task: review.tasks[task], correction };
    let section = |id| correct(0, Correction::Section(id));
    let name = || "财政厅".to_owned();
    let far = Correct { draft, task: DraftTaskId(1), correction: Correction::Section(0) };
    let ok = Ok("draft_task.corrected");
    table([
        ("class", review.would(review.class(0, Class::Ordinary)), ok),
        ("a section that is there", review.would(section(1)), ok),
        ("no section", review.would(section(0)), ok),
        ("a section that is not there", review.would(section(2)), Err(Code::UnknownName)),
        (
            "a unit twice",
            review.would(correct(0, Correction::AddUnit { name: name(), duty: Duty::Responsible })),
            Err(Code::NamedAlready),
        ),
        (
            "a leader twice",
            review.would(correct(1, Correction::AddLeader(" 沈砚舟".into()))),
            Err(Code::NamedAlready),
        ),
        (
            "an empty body",
            review.would(correct(
                0,
                Correction::Text { number: String::new(), title: String::new(), body: " ".into() },
            )),
            Err(Code::Empty),
        ),
        (
            "a warning that is not there",
            review.would(correct(0, Correction::AcceptWarning(0))),
            Err(Code::ChangedSince),
        ),
        ("no such task", review.would(far), Err(Code::NotFound)),
        ("by a head", review.office.would(head, section(1)), Err(Code::NoRight)),
        ("of a confirmed draft", review.confirmed().would(supervisor, section(1)), Err(Code::DraftClosed)),
    ]);
    let units = |review: &Review| {
        let units = &review.task(review.tasks[0]).facts.units;
        units.iter().map(|unit| format!("{}:{}", unit.name, unit.duty.text())).collect::<Vec<_>>().join(" ")
    };
    let task = review.tasks[0];
    for (correction, after) in [
        (
            Correction::AddUnit { name: name(), duty: Duty::Lead },
            "水利厅:lead 财政厅:responsible 财政厅:lead",
        ),
        (
            Correction::RenameUnit { from: name(), to: "财政局".into() },
            "水利厅:lead 财政局:responsible 财政局:lead",
        ),
        (
            Correction::RenameUnit { from: "财政局".into(), to: "水利厅".into() },
            "水利厅:lead 水利厅:responsible",
        ),
        (Correction::Duty { name: "水利厅".into(), duty: Duty::Lead }, "水利厅:lead"),
    ] {
        review.run(Correct { draft, task, correction });
        assert_eq!(units(&review), after);
    }
}

#[test]
fn splitting_and_taking_it_back() {
    let mut review = Review::new();
    let (draft, tasks) = (review.draft, review.tasks.clone());
    let split = |task: usize, at| SplitTask { draft, task: tasks[task], at };
    table([
        ("in two", review.would(split(0, 5)), Ok("draft_task.split draft_task.made")),
        ("before the first character", review.would(split(0, 0)), Err(Code::SplitOutside)),
        ("after the last", review.would(split(0, 99)), Err(Code::SplitOutside)),
        ("by a head", review.office.would(review.cast.heads[0], split(0, 5)), Err(Code::NoRight)),
    ]);
    let before = review.office.clone();
    review.run(split(0, 5));
    assert_eq!(review.bodies(), ["建设水库。", "投资25亿元。", "修建公路。", "植树。"]);
    let parts = [tasks[0], review.draft().tasks[1]].map(|task| review.task(task).facts.clone());
    assert_eq!(parts.clone().map(|part| part.title), ["建设水库", "投资25亿元"]);
    assert_eq!(parts.clone().map(|part| part.targets.len()), [0, 1], "facts go with their words");
    assert_eq!(parts.map(|part| part.units.len()), [2, 2], "units stay with both");
    assert_eq!(
        review.office.would(review.other, Undo { draft }),
        Err(Code::NothingToUndo),
        "it is another's correction"
    );
    review.run(Undo { draft });
    assert_eq!(review.bodies(), ["建设水库。投资25亿元。", "修建公路。", "植树。"]);
    assert_eq!(review.would(Undo { draft }), Err(Code::NothingToUndo));
    let of = |office: &Office| match &office.things[&tasks[0].0].thing {
        Thing::DraftTask(task) => (task.facts.clone(), task.removed),
        other => panic!("{other:?}"),
    };
    assert_eq!(of(&review.office), of(&before));
}

#[test]
fn what_stands_in_both_parts_or_across_the_cut_stays_with_the_first() {
    let (mut office, cast) = staffed();
    let both = with_target(facts("水库8个。水渠8个。", &[]), Comparator::AtLeast, 8, "个");
    let across = with_target(facts("水库25亿元。", &[]), Comparator::AtLeast, 25, "亿元");
    let draft = drafted(&mut office, cast.supervisor, vec![both, across]);
    for (task, at) in [(draft.0 + 1, 5), (draft.0 + 2, 4)] {
        let split = SplitTask { draft, task: DraftTaskId(task), at };
        let events = office.clone().run(cast.supervisor, &split).unwrap();
        let targets = events.iter().map(|event| match &event.fact {
            Fact::Draft(DraftEvent::Split(split)) => split.facts.targets.len(),
            Fact::Draft(DraftEvent::TaskMade(made)) => made.facts.targets.len(),
            other => panic!("{other:?}"),
        });
        assert_eq!(targets.collect::<Vec<_>>(), [1, 0]);
    }
}

#[test]
fn a_printed_title_stays_with_the_first_part() {
    let mut review = Review::new();
    let (draft, task) = (review.draft, review.tasks[0]);
    let body = "建设水库。投资25亿元。".to_owned();
    review.run(Correct {
        draft,
        task,
        correction: Correction::Text { number: "1".into(), title: "水利".into(), body },
    });
    review.run(SplitTask { draft, task, at: 5 });
    let titles = [task, review.draft().tasks[1]].map(|task| review.task(task).facts.title.clone());
    assert_eq!(titles, ["水利", "投资25亿元"]);
}

#[test]
fn merging_and_taking_it_back() {
    let mut review = Review::new();
    let (draft, tasks) = (review.draft, review.tasks.clone());
    let merge = |task: usize| Merge { draft, task: tasks[task] };
    table([
        ("into the one before", review.would(merge(1)), Ok("draft_task.merged")),
        ("the first", review.would(merge(0)), Err(Code::MergeNeighbours)),
        ("by a head", review.office.would(review.cast.heads[0], merge(1)), Err(Code::NoRight)),
    ]);
    review.run(Remove { draft, task: tasks[1] });
    review.run(merge(2));
    assert_eq!(review.bodies(), ["建设水库。投资25亿元。植树。"], "past what was removed");
    let names: Vec<_> = review.task(tasks[0]).facts.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(names, ["水利厅", "财政厅", "林草局"]);
    assert_eq!(review.would(merge(2)), Err(Code::NotInDraft));
    review.run(Undo { draft });
    review.run(Undo { draft });
    assert_eq!(review.bodies(), ["建设水库。投资25亿元。", "修建公路。", "植树。"]);
    review.run(merge(1));
    assert_eq!(review.task(tasks[0]).facts.leaders.len(), 1);
    let units: Vec<_> = review.task(tasks[0]).facts.units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(units, ["水利厅", "财政厅", "交通厅"], "each unit once");
}

#[test]
fn undoing_waits_for_whoever_changed_the_same_since() {
    let mut review = Review::new();
    let (draft, other) = (review.draft, review.other);
    assert_eq!(review.would(Undo { draft }), Err(Code::NothingToUndo));
    review.run(review.class(0, Class::Ordinary));
    review.office.make(other, review.class(1, Class::Ordinary));
    assert_eq!(review.would(Undo { draft }).as_deref(), Ok("draft.undone"), "another task was changed");
    review.office.make(other, Remove { draft, task: review.tasks[0] });
    assert_eq!(review.would(Undo { draft }), Err(Code::ChangedSince));
    review.office.make(other, Undo { draft });
    review.run(Undo { draft });
    assert_eq!(review.task(review.tasks[0]).facts.class, Class::Complex);
    assert_eq!(review.task(review.tasks[1]).facts.class, Class::Ordinary, "what the other did stays");
    assert_eq!(review.confirmed().would(other, Undo { draft }), Err(Code::DraftClosed));
    assert_eq!(review.office.would(review.cast.heads[0], Undo { draft }), Err(Code::NoRight));
}

#[test]
fn editing_and_dropping() {
    let review = Review::new();
    let draft = review.draft;
    let edit = |title: &str, period| Edit { draft, title: title.into(), period };
    let (june, july) = (date(2026, 6, 1), date(2026, 7, 31));
    let drop = || Drop { draft, reason: String::new() };
    let mut dropped = review.office.clone();
    dropped.make(review.cast.supervisor, drop());
    let (by, head) = (review.cast.supervisor, review.cast.heads[0]);
    table([
        ("title and period", review.would(edit("方案", Some((june, july)))), Ok("draft.edited")),
        ("no title", review.would(edit(" ", None)), Err(Code::Empty)),
        (
            "the end before the beginning",
            review.would(edit("方案", Some((july, june)))),
            Err(Code::PeriodReversed),
        ),
        ("edit by a head", review.office.would(head, edit("方案", None)), Err(Code::NoRight)),
        ("drop", review.would(drop()), Ok("draft.dropped")),
        ("drop by a head", review.office.would(head, drop()), Err(Code::NoRight)),
        ("drop twice", dropped.would(by, drop()), Err(Code::DraftClosed)),
        ("edit what is dropped", dropped.would(by, edit("方案", None)), Err(Code::DraftClosed)),
        ("confirm what is dropped", dropped.would(by, Confirm::of(draft)), Err(Code::DraftClosed)),
        (
            "remove from what is dropped",
            dropped.would(by, Remove { draft, task: review.tasks[0] }),
            Err(Code::DraftClosed),
        ),
        (
            "remove by a head",
            review.office.would(head, Remove { draft, task: review.tasks[0] }),
            Err(Code::NoRight),
        ),
    ]);
}

#[test]
fn making() {
    let (mut office, cast) = staffed();
    let document = document(&mut office, cast.supervisor);
    let section =
        |id| Section { id, parent: None, number: String::new(), title: "行动".into(), span: None };
    let make = |sections: Vec<Section>, task: DraftFacts| Make {
        document,
        title: String::new(),
        number: String::new(),
        period: None,
        sections,
        tasks: vec![task],
        warnings: vec![],
    };
    let within = |section| DraftFacts { section, ..facts("修路。", &[]) };
    let reversed = Make {
        period: Some(Period { start: date(2026, 7, 1), end: date(2026, 6, 1) }),
        ..make(vec![], within(0))
    };
    let many = Make { tasks: vec![within(0); 2_001], ..make(vec![], within(0)) };
    table([
        (
            "a draft",
            office.would(cast.supervisor, make(vec![section(1)], within(1))),
            Ok("draft.made draft_task.made"),
        ),
        (
            "without a document",
            office
                .would(cast.supervisor, Make { document: ledger::DocumentId(1), ..make(vec![], within(0)) }),
            Err(Code::NotFound),
        ),
        (
            "a task under no known heading",
            office.would(cast.supervisor, make(vec![section(1)], within(2))),
            Err(Code::UnknownName),
        ),
        (
            "a heading numbered 0",
            office.would(cast.supervisor, make(vec![section(0)], within(0))),
            Err(Code::OutOfRange),
        ),
        (
            "a heading beyond the counters",
            office.would(cast.supervisor, make(vec![section(4_096)], within(0))),
            Err(Code::OutOfRange),
        ),
        ("an empty task", office.would(cast.supervisor, make(vec![], facts("", &[]))), Err(Code::Empty)),
        ("a period that is reversed", office.would(cast.supervisor, reversed), Err(Code::PeriodReversed)),
        ("too many tasks", office.would(cast.supervisor, many), Err(Code::TooMany)),
        ("by a head", office.would(cast.heads[0], make(vec![], within(0))), Err(Code::NoRight)),
    ]);
    let whole = Make { tasks: vec![within(0); 2_000], ..make(vec![], within(0)) };
    let draft = DraftId(office.make(cast.supervisor, whole));
    let split = SplitTask { draft, task: DraftTaskId(draft.0 + 1), at: 1 };
    assert_eq!(
        office.would(cast.supervisor, split),
        Err(Code::TooMany),
        "a draft does not grow beyond a plan"
    );
}

#[test]
fn confirming() {
    let mut review = Review::new();
    let (draft, by) = (review.draft, review.cast.supervisor);
    let confirm = || Confirm::of(draft);
    let mut empty = review.office.clone();
    for &task in &review.tasks {
        empty.make(by, Remove { draft, task });
    }
    let mut without = review.office.clone();
    without.make(by, Edit { draft, title: "方案".into(), period: None });
    table([
        (
            "the new unit first, then plan and tasks",
            review.would(confirm()),
            Ok("unit.added plan.confirmed task.registered task.registered task.registered"),
        ),
        ("without tasks", empty.would(by, confirm()), Err(Code::NoTasks)),
        ("without a period", without.would(by, confirm()), Err(Code::Empty)),
        ("twice", review.confirmed().would(by, confirm()), Err(Code::DraftClosed)),
        ("by a head", review.office.would(review.cast.heads[0], confirm()), Err(Code::NoRight)),
    ]);
    // Former names are found, printed names are kept, dates make the line of pace.
    let roads = review.cast.roads;
    let rename = ledger::unit::Change { unit: roads, facts: ledger::unit::Facts::unit("交通运输厅", 1) };
    review.office.make(review.cast.admin, rename);
    let task = review.tasks[1];
    let dates = with_deadline(facts("x", &[]), PrintedDate::Month(date(2026, 5, 1))).deadlines;
    review.run(Correct { draft, task, correction: Correction::Deadlines(dates) });
    review.run(Correct {
        draft,
        task,
        correction: Correction::AddUnit { name: "交通运输厅".into(), duty: Duty::Responsible },
    });
    review.run(Correct { draft, task, correction: Correction::AddLeader("新省长".into()) });
    let events = review.office.run(by, &confirm()).unwrap();
    let kinds: Vec<_> = events.iter().map(|event| event.fact.kind()).collect();
    assert_eq!(kinds[..3], ["unit.added", "leader.added", "plan.confirmed"]);
    let Fact::Task(ledger::task::TaskEvent::Registered(registered)) = &events[4].fact else { panic!() };
    let units: Vec<_> =
        registered.units.iter().map(|unit| (unit.unit, unit.name.as_str(), unit.duty)).collect();
    assert_eq!(
        units,
        [(roads, "交通厅", Duty::Lead), (review.cast.money, "财政厅", Duty::Responsible)],
        "one unit by two names"
    );
    assert_eq!((registered.start, registered.end), (date(2026, 4, 1), date(2026, 5, 31)));
    assert_eq!(registered.leaders.len(), 2);
    assert_eq!(registered.order, 1);
}

#[test]
fn recurring_duties_and_limits_after_an_event_go_with_their_words_into_the_task() {
    let (mut office, cast) = staffed();
    let by = cast.supervisor;
    let monthly = facts("修渠。每月5日前报送进展，验收后10日内付款。", &["*水利厅"]);
    let monthly = with_recurrence(monthly, "每月5日前", "FREQ=MONTHLY;BYMONTHDAY=5");
    let monthly = with_limit(monthly, "验收", 10, TimeUnit::Day);
    let weekly = with_recurrence(facts("每周五前通报。", &["*水利厅"]), "每周五前", "FREQ=WEEKLY;BYDAY=FR");
    let many = vec![monthly.recurrences[0].clone(); ledger::limit::FACTS_PER_TASK + 1];
    let limits = vec![monthly.relative_deadlines[0].clone(); ledger::limit::FACTS_PER_TASK + 1];
    let draft = drafted(&mut office, by, vec![monthly, weekly]);
    let [first, second] = [1, 2].map(|behind| DraftTaskId(draft.0 + behind));
    let correct =
        |recurrences| Correct { draft, task: second, correction: Correction::Recurrences(recurrences) };
    assert_eq!(office.would(by, correct(many)), Err(Code::TooMany));
    let limit = |limits| Correct { draft, task: first, correction: Correction::RelativeDeadlines(limits) };
    assert_eq!(office.would(by, limit(limits)), Err(Code::TooMany));
    let told = |office: &Office| -> Vec<Vec<String>> {
        let Thing::Draft(draft) = &office.things[&draft.0].thing else { panic!() };
        let tasks = draft.tasks.iter().filter_map(|task| match &office.things[&task.0].thing {
            Thing::DraftTask(task) if !task.removed => {
                let duties = task.facts.recurrences.iter().map(|duty| duty.rule.to_string());
                let limits = task.facts.relative_deadlines.iter().map(|due| due.event.clone());
                Some(duties.chain(limits).collect())
            }
            _ => None,
        });
        tasks.collect()
    };
    let (month, week) = ("FREQ=MONTHLY;BYMONTHDAY=5", "FREQ=WEEKLY;BYDAY=FR");
    let both = vec![month.to_owned(), "验收".to_owned()];
    assert_eq!(told(&office), [both.clone(), vec![week.to_owned()]]);
    let mut split = office.clone();
    split.make(by, SplitTask { draft, task: first, at: 3 });
    assert_eq!(told(&split), [vec![], both.clone(), vec![week.to_owned()]]);
    let mut merged = office.clone();
    merged.make(by, Merge { draft, task: second });
    assert_eq!(told(&merged), [[month, week, "验收"]]);
    office.make(by, correct(Vec::new()));
    assert_eq!(told(&office), [both, vec![]]);
    let events = office.run(by, &Confirm::of(draft)).unwrap();
    let registered = events.iter().filter_map(|event| match &event.fact {
        Fact::Task(ledger::task::TaskEvent::Registered(of)) => Some(of),
        _ => None,
    });
    let kept = registered.map(|of| {
        let duties = of.recurrences.iter().map(|duty| &*duty.text);
        duties.chain(of.relative_deadlines.iter().map(|due| &*due.text)).collect()
    });
    let kept: Vec<Vec<&str>> = kept.collect();
    assert_eq!(kept, [vec!["每月5日前", "验收后10日内"], vec![]]);
}
