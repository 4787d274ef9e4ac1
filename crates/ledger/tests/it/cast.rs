//! A small government to try rules on, and one road through its work.

use crate::office::Office;
use jiff::civil::{Date, date};
use ledger::clock::Class;
use ledger::document::{self, Kept};
use ledger::draft::{self, DraftFacts, Section};
use ledger::plan::Period;
use ledger::printed::{
    Comparator, Deadline, Duty, NamedLeader, NamedUnit, PrintedDate, Recurrence, RelativeDeadline, Target,
    TimeUnit,
};
use ledger::report::{self, Evidence};
use ledger::task::{self, Figure};
use ledger::{
    AccountId, AssignmentId, DocumentId, DraftId, LeaderId, PlanId, PostId, ReportId, Role, TaskId, Thing,
    UnitId, Who, account, leader, post, unit,
};
use rust_decimal::Decimal;

/// The first day of the plan.
pub(crate) const FIRST: Date = date(2026, 4, 1);
/// Its last day.
pub(crate) const LAST: Date = date(2026, 6, 30);

#[derive(Clone, Copy)]
pub(crate) struct Cast {
    pub(crate) office: UnitId,
    pub(crate) roads: UnitId,
    pub(crate) water: UnitId,
    pub(crate) money: UnitId,
    pub(crate) east: UnitId,
    pub(crate) west: UnitId,
    /// A group of east and west.
    pub(crate) cities: UnitId,
    /// A group without members.
    pub(crate) offices: UnitId,
    /// The leader of roads and money.
    pub(crate) shen: LeaderId,
    /// The leader of water.
    pub(crate) gu: LeaderId,
    pub(crate) admin: Who,
    pub(crate) supervisor: Who,
    pub(crate) chief: Who,
    /// Liaisons and heads of roads, water, money, east, west, the office.
    pub(crate) liaisons: [Who; 6],
    pub(crate) heads: [Who; 6],
}

impl Cast {
    /// The unit's place in `liaisons` and `heads`.
    pub(crate) fn place(&self, unit: UnitId) -> usize {
        let units = [self.roads, self.water, self.money, self.east, self.west, self.office];
        units.iter().position(|&there| there == unit).unwrap_or(0)
    }

    pub(crate) fn liaison(&self, unit: UnitId) -> Who {
        self.liaisons[self.place(unit)]
    }

    pub(crate) fn head(&self, unit: UnitId) -> Who {
        self.heads[self.place(unit)]
    }
}

/// An office with its units and people.
pub(crate) fn staffed() -> (Office, Cast) {
    let mut office = Office::founded(FIRST);
    let mut unit = |name: &str, group: bool, members: Vec<UnitId>| {
        UnitId(office.make(
            Who::System,
            unit::Add { facts: unit::Facts { group, members, ..unit::Facts::unit(name, 1) } },
        ))
    };
    let [bureau, roads, water, money, east, west] =
        ["省政府督查室", "交通厅", "水利厅", "财政厅", "东市政府", "西市政府"]
            .map(|name| unit(name, false, vec![]));
    let cities = unit("各市政府", true, vec![east, west]);
    let offices = unit("有关单位", true, vec![]);
    let mut leader =
        |name: &str, units: Vec<UnitId>| {
            LeaderId(office.make(
                Who::System,
                leader::Add { name: name.into(), title: "副省长".into(), order: 1, units },
            ))
        };
    let (shen, gu) = (leader("沈砚舟", vec![roads, money]), leader("顾映溪", vec![water]));
    let mut logins = 0;
    let mut person = |role: Role, unit: Option<UnitId>, leader: Option<LeaderId>| {
        let post = office.make(Who::System, post::Add { name: role.text().into(), role, unit, leader });
        logins += 1;
        let account = office.make(
            Who::System,
            account::Add {
                login: format!("u{logins}"),
                name: format!("人员{logins}"),
                phone: String::new(),
                posts: vec![PostId(post)],
            },
        );
        Who::Account { account: AccountId(account), post: PostId(post) }
    };
    let units = [roads, water, money, east, west, bureau];
    let cast = Cast {
        office: bureau,
        roads,
        water,
        money,
        east,
        west,
        cities,
        offices,
        shen,
        gu,
        admin: person(Role::Administrator, None, None),
        supervisor: person(Role::Supervisor, Some(bureau), None),
        chief: person(Role::Leader, None, Some(shen)),
        liaisons: units.map(|unit| person(Role::Liaison, Some(unit), None)),
        heads: units.map(|unit| person(Role::Head, Some(unit), None)),
    };
    (office, cast)
}

pub(crate) fn document(office: &mut Office, who: Who) -> DocumentId {
    let document = Kept {
        name: "方案.txt".into(),
        sha256: "a".repeat(64),
        bytes: 100,
        text: "b".repeat(64),
        reading: "c".repeat(64),
    };
    DocumentId(office.make(who, document::Keep { document }))
}

/// A task of a reading: its words and units, 牵头 first where a name begins with `*`.
pub(crate) fn facts(body: &str, units: &[&str]) -> DraftFacts {
    let unit = |name: &&str| {
        let duty = if name.starts_with('*') { Duty::Lead } else { Duty::Responsible };
        NamedUnit { name: name.trim_start_matches('*').into(), duty, span: None }
    };
    DraftFacts { body: body.into(), units: units.iter().map(unit).collect(), ..DraftFacts::default() }
}

pub(crate) fn with_target(
    mut facts: DraftFacts,
    comparator: Comparator,
    value: i64,
    unit: &str,
) -> DraftFacts {
    let text = format!("{value}{unit}");
    let value = Decimal::from(value);
    facts.targets.push(Target {
        text,
        subject: String::new(),
        value,
        unit: unit.into(),
        comparator,
        span: None,
    });
    facts
}

pub(crate) fn with_deadline(mut facts: DraftFacts, date: PrintedDate) -> DraftFacts {
    facts.deadlines.push(Deadline { text: date.to_string(), date, span: None });
    facts
}

pub(crate) fn with_recurrence(mut facts: DraftFacts, text: &str, rule: &str) -> DraftFacts {
    facts.recurrences.push(Recurrence { text: text.into(), rule: rule.parse().unwrap(), span: None });
    facts
}

pub(crate) fn with_limit(mut facts: DraftFacts, event: &str, amount: u32, unit: TimeUnit) -> DraftFacts {
    let (event, text) = (event.to_owned(), format!("{event}后{amount}日内"));
    facts.relative_deadlines.push(RelativeDeadline { text, event, amount, unit, span: None });
    facts
}

pub(crate) fn with_leader(mut facts: DraftFacts, name: &str) -> DraftFacts {
    facts.leaders.push(NamedLeader { name: name.into(), span: None });
    facts
}

pub(crate) fn of_class(facts: DraftFacts, class: Class) -> DraftFacts {
    DraftFacts { class, ..facts }
}

/// A draft of these tasks.
pub(crate) fn drafted(office: &mut Office, who: Who, tasks: Vec<DraftFacts>) -> DraftId {
    let document = document(office, who);
    let section = Section { id: 1, parent: None, number: "一".into(), title: "行动".into(), span: None };
    let made = draft::Make {
        document,
        title: "第二季度方案".into(),
        number: "岚政办〔2026〕26号".into(),
        period: Some(Period { start: FIRST, end: LAST }),
        sections: vec![section],
        tasks,
        warnings: vec![],
    };
    DraftId(office.make(who, made))
}

/// A confirmed plan of these tasks.
pub(crate) fn planned(office: &mut Office, who: Who, tasks: Vec<DraftFacts>) -> (PlanId, Vec<TaskId>) {
    let draft = drafted(office, who, tasks);
    office.run(who, &draft::Confirm::of(draft)).unwrap();
    let plan = office.things.iter().rev().find_map(|(&id, entry)| match &entry.thing {
        Thing::Plan(plan) => Some((PlanId(id), plan.tasks.clone())),
        _ => None,
    });
    plan.unwrap()
}

/// A road through the work of one task: roads leads, water and the cities take part, 25 亿元 are to be reached.
pub(crate) struct Road {
    pub(crate) cast: Cast,
    pub(crate) plan: PlanId,
    pub(crate) task: TaskId,
    /// Assignments of roads, water, east, west.
    pub(crate) parts: [AssignmentId; 4],
    pub(crate) report: ReportId,
    pub(crate) registered: Office,
    pub(crate) assigned: Office,
    pub(crate) signed: Office,
    pub(crate) written: Office,
    pub(crate) approved: Office,
    pub(crate) accepted: Office,
    pub(crate) submitted: Office,
    pub(crate) cleared: Office,
}

impl Road {
    pub(crate) fn new() -> Self {
        let (mut office, cast) = staffed();
        let facts = with_target(
            facts("修建公路。", &["*交通厅", "水利厅", "各市政府"]),
            Comparator::AtLeast,
            25,
            "亿元",
        );
        let (plan, tasks) = planned(&mut office, cast.supervisor, vec![facts]);
        let task = tasks[0];
        let registered = office.clone();
        office.make(cast.supervisor, task::Assign { plan, tasks: vec![] });
        let assigned = office.clone();
        let parts: Vec<_> = office.task(task.0).assignments.iter().map(|part| part.id).collect();
        let parts = <[AssignmentId; 4]>::try_from(parts).unwrap();
        let (liaison, head) = (cast.liaison(cast.roads), cast.head(cast.roads));
        office.make(liaison, task::Sign { task, assignment: parts[0] });
        let signed = office.clone();
        let report = ReportId(office.make(liaison, write(task, parts[0], office.today, 100, &[(0, 25)], 1)));
        let written = office.clone();
        office.make(head, report::Approve { report });
        let approved = office.clone();
        office.make(cast.supervisor, report::Accept { report });
        let accepted = office.clone();
        office.make(head, task::Submit { task, note: String::new(), explained: vec![] });
        let submitted = office.clone();
        office.make(cast.supervisor, task::Clear { task, note: String::new() });
        Self {
            cast,
            plan,
            task,
            parts,
            report,
            registered,
            assigned,
            signed,
            written,
            approved,
            accepted,
            submitted,
            cleared: office,
        }
    }
}

/// A report with these figures, and so many files of evidence.
pub(crate) fn write(
    task: TaskId,
    assignment: AssignmentId,
    as_of: Date,
    percent: u8,
    figures: &[(usize, i64)],
    evidence: usize,
) -> report::Write {
    let figure = |&(target, value): &(usize, i64)| Figure { target, value: Decimal::from(value) };
    let file = Evidence { name: "照片.jpg".into(), sha256: "d".repeat(64), bytes: 9 };
    report::Write {
        task,
        assignment,
        as_of,
        percent,
        text: "已完成。".into(),
        problems: String::new(),
        figures: figures.iter().map(figure).collect(),
        correction: String::new(),
        evidence: vec![file; evidence],
    }
}
