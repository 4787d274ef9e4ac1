//! Random work: five bytes make a command that fits where the office is, mostly by who should give it.

use crate::cast::{Cast, FIRST, facts, of_class, with_deadline, with_leader, with_target, write};
use crate::office::Office;
use jiff::ToSpan;
use ledger::clock::Class;
use ledger::draft::{
    Accept as AcceptWarning, Add, Carry, Confirm, Correct, CorrectMany, Correction, DraftFacts, Drop, Edit,
    Follow, Make, Meant, Merge, Move, Place, Redo, Remove, Scope, Section, SplitTask, Undo,
};
use ledger::light::{Light, LightRow, LightRules, When};
use ledger::plan::{Follows, How, Period, Withdraw};
use ledger::printed::{Comparator, Duty, PrintedDate, Warning};
use ledger::report::{Accept, Approve, Return};
use ledger::task::{Assign, Classify, Clear, Designate, Explained, Refuse, Reopen, Sign, Submit, Wait, row};
use ledger::{
    AccountId, AssignmentId, Decide, DocumentId, DraftId, DraftTaskId, Kind, LeaderId, PlanId, PostId,
    ReportId, Role, TaskId, Thing, UnitId, Who, account, jurisdiction, leader, post, unit,
};

pub(crate) type Step = [u8; 5];
type Job = (Who, Box<dyn Decide>);

/// What happens next; none where days pass, so many.
pub(crate) fn step(office: &Office, cast: &Cast, step: Step) -> Result<Job, i32> {
    let [kind, who, a, b, n] = step;
    let dice = Dice { office, cast, a: a.into(), b: b.into(), n: n.into() };
    let (by, command) = match kind % 56 {
        0..=24 => dice.advance(),
        25 | 26 => return Err(i32::from(n) % 21 + 1),
        27..=30 => dice.draft(),
        31..=38 => dice.correct(),
        39..=46 => dice.task(),
        47..=49 => dice.leaders(),
        50..=52 => dice.units(),
        _ => dice.people(),
    };
    // One in eight tries what another may do.
    let people: Vec<Who> = [cast.admin, cast.supervisor, cast.chief]
        .into_iter()
        .chain(cast.liaisons)
        .chain(cast.heads)
        .collect();
    let by = if who < 224 { by } else { people[usize::from(who) % people.len()] };
    Ok((by, command))
}

struct Dice<'a> {
    office: &'a Office,
    cast: &'a Cast,
    a: usize,
    b: usize,
    n: usize,
}

fn heading(id: u32) -> Section {
    let parent = (id > 1).then_some(1);
    Section { id, parent, number: String::new(), title: "行动".into(), span: None }
}

fn warning() -> Warning {
    let (code, about) = ("dates_differ".into(), "document".into());
    Warning { code, about, message: String::new(), span: None, accepted: false }
}

fn job(who: Who, command: impl Decide + 'static) -> Job {
    (who, Box::new(command))
}

impl Dice<'_> {
    fn ids(&self, kind: Kind) -> Vec<u64> {
        self.office.things.iter().filter(|(_, entry)| entry.thing.kind() == kind).map(|(&id, _)| id).collect()
    }

    /// One of a kind, or what is none.
    fn one(&self, kind: Kind, dice: usize) -> u64 {
        let ids = self.ids(kind);
        if ids.is_empty() || dice == 255 { 99_999 } else { ids[dice % ids.len()] }
    }

    fn unit(&self, dice: usize) -> UnitId {
        UnitId(self.one(Kind::Unit, dice))
    }

    fn task_id(&self) -> TaskId {
        TaskId(self.one(Kind::Task, self.a))
    }

    fn words(&self) -> String {
        if self.n.is_multiple_of(16) { String::new() } else { "理由。".into() }
    }

    fn class(&self) -> Class {
        if self.n.is_multiple_of(2) { Class::Ordinary } else { Class::Complex }
    }

    fn facts(&self, dice: usize) -> DraftFacts {
        const NAMES: [&str; 11] = [
            "*交通厅",
            "水利厅",
            "*水利厅",
            "各市政府",
            "*各市政府",
            "有关单位",
            "林草局",
            "*财政厅",
            "财政厅",
            "东市政府",
            "*各新单位",
        ];
        let names: Vec<&str> =
            (0..dice % 5).map(|place| NAMES[(dice * 3 + place * (self.b % 7 + 1)) % NAMES.len()]).collect();
        let mut facts = of_class(facts("修建公路。投资25亿元。新建8个。", &names), self.class());
        let sign = [Comparator::AtLeast, Comparator::AtMost, Comparator::Equal, Comparator::About][dice % 4];
        if !dice.is_multiple_of(3) {
            facts = with_target(facts, sign, 25, if dice.is_multiple_of(7) { "%" } else { "亿元" });
        }
        if dice.is_multiple_of(5) {
            facts = with_target(facts, Comparator::AtLeast, 8, "个");
        }
        if dice.is_multiple_of(4) {
            facts = with_deadline(
                facts,
                PrintedDate::Day(FIRST.checked_add((self.n as i32 % 150).days()).unwrap()),
            );
        }
        if dice.is_multiple_of(6) {
            facts = with_deadline(
                facts,
                PrintedDate::Month(FIRST.checked_add((dice as i32 % 4).months()).unwrap()),
            );
        }
        if dice % 8 < 2 {
            facts = with_leader(facts, ["沈砚舟", "新领导"][dice % 8]);
        }
        facts
    }

    fn draft(&self) -> Job {
        let supervisor = self.cast.supervisor;
        let open = DraftId(self.ids(Kind::Draft).last().copied().unwrap_or(99_999));
        match self.b % 8 {
            0..=2 => job(
                supervisor,
                Make {
                    document: DocumentId(self.one(Kind::Document, self.a)),
                    title: "方案".into(),
                    number: String::new(),
                    period: (!self.n.is_multiple_of(8))
                        .then_some(Period { start: FIRST, end: FIRST.last_of_year() }),
                    sections: (1..=2).map(heading).collect(),
                    tasks: (0..self.n % 4).map(|more| self.facts(self.a + more * 37)).collect(),
                    warnings: vec![warning()],
                },
            ),
            4 | 5 if !self.n.is_multiple_of(3) => job(supervisor, self.follow(open)),
            3 if self.n.is_multiple_of(4) => job(supervisor, Drop { draft: open, reason: self.words() }),
            3 => job(
                supervisor,
                Edit { draft: open, title: self.words(), period: Some((FIRST, FIRST.last_of_month())) },
            ),
            _ => {
                let meant =
                    ["林草局", "气象局"].map(|name| Meant { name: name.into(), unit: self.unit(self.a) });
                job(supervisor, Confirm { draft: open, meant: meant.into() })
            }
        }
    }

    /// What came before a draft: of a plan's tasks some are carried on, some end.
    fn follow(&self, draft: DraftId) -> Follow {
        let plan = PlanId(self.one(Kind::Plan, self.a));
        let tasks = match self.office.things.get(&plan.0).map(|entry| &entry.thing) {
            Some(Thing::Plan(plan)) => plan.tasks.clone(),
            _ => vec![],
        };
        let into = match self.office.things.get(&draft.0).map(|entry| &entry.thing) {
            Some(Thing::Draft(draft)) => draft.tasks.clone(),
            _ => vec![],
        };
        let how = if self.n.is_multiple_of(2) { How::Continues } else { How::Replaces };
        let (mut carried, mut ended) = (Vec::new(), Vec::new());
        for (place, &task) in tasks.iter().enumerate() {
            match (self.n >> place) % 4 {
                0 | 1 if !into.is_empty() => {
                    carried.push(Carry { task, into: into[(place + self.n) % into.len()] });
                }
                2 if self.office.task(task.0).state().open() => ended.push(task),
                _ => {}
            }
        }
        let reason =
            if self.n.is_multiple_of(32) { String::new() } else { "新方案不再列入。".into() };
        let follows = (!self.n.is_multiple_of(11)).then_some(Follows { plan, how });
        Follow { draft, follows, carried, ended, reason }
    }

    fn correct(&self) -> Job {
        let draft = DraftId(self.ids(Kind::Draft).last().copied().unwrap_or(99_999));
        let task = match self.office.things.get(&draft.0).map(|entry| &entry.thing) {
            Some(Thing::Draft(draft)) if !draft.tasks.is_empty() => draft.tasks[self.a % draft.tasks.len()],
            _ => DraftTaskId(self.one(Kind::DraftTask, self.a)),
        };
        // The system corrects as well, so that one may stand in the way of the other's undoing.
        let by = if self.a.is_multiple_of(4) { Who::System } else { self.cast.supervisor };
        let name = |dice: usize| ["交通厅", "水利厅", "林草局", "气象局"][dice % 4].to_owned();
        let duty = if self.n.is_multiple_of(2) { Duty::Lead } else { Duty::Responsible };
        let correction = match self.n % 8 {
            0 | 1 => Correction::AddUnit { name: name(self.n / 8), duty },
            2 => Correction::RemoveUnit { name: name(self.n / 8), duty },
            3 => Correction::Duty { name: name(self.n / 8), duty },
            4 => Correction::RenameUnit { from: name(self.n / 8), to: name(self.n / 16) },
            5 => Correction::AddLeader(name(self.n / 8)),
            6 => Correction::Class(self.class()),
            _ => Correction::Text { number: "1".into(), title: String::new(), body: self.words() },
        };
        match self.b % 8 {
            0 | 1 => job(by, SplitTask { draft, task, at: self.n % 14 }),
            2 => job(by, Merge { draft, task }),
            3 => job(by, Remove { draft, task }),
            4 | 5 if self.a.is_multiple_of(3) => job(by, Redo { draft }),
            4 | 5 => job(by, Undo { draft }),
            6 => self.arrange(by, draft, task, correction),
            _ => job(by, Correct { draft, task, correction }),
        }
    }

    /// What changes the order of a draft, or many of its tasks.
    fn arrange(&self, by: Who, draft: DraftId, task: DraftTaskId, correction: Correction) -> Job {
        let section = self.n as u32 % 3;
        match self.a / 2 % 8 {
            0 => job(by, Move { draft, task, to: Place::Up }),
            1 => job(by, Move { draft, task, to: Place::Down }),
            2 => job(by, Move { draft, task, to: Place::Section(section) }),
            3 => job(by, Add { draft, after: Some(task), facts: self.facts(self.n) }),
            4 => job(by, CorrectMany { draft, scope: Scope::All, correction: Correction::Section(section) }),
            5 => job(by, CorrectMany { draft, scope: Scope::Section(section), correction }),
            6 => job(by, CorrectMany { draft, scope: Scope::All, correction }),
            _ => job(by, AcceptWarning { draft, warning: self.n % 2 }),
        }
    }

    /// What a task waits for next.
    fn advance(&self) -> Job {
        // Mostly the first two, so that some get to the end.
        let count = self.office.tasks().count();
        let place = self.a / 4 % if self.a.is_multiple_of(4) { count } else { count.min(2) };
        let (id, task) = self.office.tasks().nth(place).unwrap();
        let cast = self.cast;
        let waits = row(task, &self.office.lights(), self.office.today).waits;
        let task_id = TaskId(id);
        let part = |unit: UnitId| task.assigned().find(|part| part.unit == unit).unwrap();
        let Some(&wait) = waits.get(self.b % waits.len().max(1)) else {
            return job(cast.supervisor, Reopen { task: task_id, reason: self.words() });
        };
        match wait {
            Wait::Assign => job(cast.supervisor, Assign { plan: task.plan, tasks: vec![task_id] }),
            Wait::Designate => {
                let disputed = task.assigned().find(|part| part.refused.is_some());
                job(cast.supervisor, self.designate(task_id, disputed.map(|part| part.id)))
            }
            Wait::Accept => {
                let report =
                    task.assigned().find(|part| part.to_accept()).unwrap().claimed.as_ref().unwrap().report;
                if self.n.is_multiple_of(4) {
                    job(cast.supervisor, Return { report, reason: self.words() })
                } else {
                    job(cast.supervisor, Accept { report })
                }
            }
            Wait::Clear if self.n.is_multiple_of(4) => {
                job(cast.supervisor, Reopen { task: task_id, reason: self.words() })
            }
            Wait::Clear => job(cast.supervisor, Clear { task: task_id, note: String::new() }),
            Wait::Sign(unit) => {
                let assignment = part(unit).id;
                if self.n.is_multiple_of(5) {
                    job(cast.liaison(unit), Refuse { task: task_id, assignment, reason: self.words() })
                } else {
                    job(cast.liaison(unit), Sign { task: task_id, assignment })
                }
            }
            Wait::Report(unit) => job(cast.liaison(unit), self.write(task_id, part(unit).id)),
            Wait::Approve(unit) => {
                let report = part(unit).waiting.as_ref().unwrap().report;
                if self.n.is_multiple_of(6) {
                    job(cast.head(unit), Return { report, reason: self.words() })
                } else {
                    job(cast.head(unit), Approve { report })
                }
            }
            Wait::Submit(unit) => job(cast.head(unit), self.submit(task_id, task.targets.len())),
        }
    }

    fn designate(&self, task: TaskId, assignment: Option<AssignmentId>) -> Designate {
        Designate { task, assignment, unit: self.unit(self.n), reason: String::new() }
    }

    fn submit(&self, task: TaskId, targets: usize) -> Submit {
        let explain = |target| Explained { target, text: self.words() };
        Submit {
            task,
            note: String::new(),
            explained: (0..targets).filter(|_| !self.n.is_multiple_of(8)).map(explain).collect(),
        }
    }

    fn write(&self, task: TaskId, part: AssignmentId) -> ledger::report::Write {
        let of = self.office.today.checked_sub((self.b as i32 % 3).days()).unwrap();
        let targets =
            self.office.tasks().find(|&(id, _)| id == task.0).map_or(0, |(_, task)| task.targets.len());
        let told = (0..targets).filter(|target| (self.b >> (2 + target)).is_multiple_of(2));
        let figures: Vec<(usize, i64)> = told.map(|target| (target, (self.n % 31) as i64)).collect();
        let percent = if self.n.is_multiple_of(2) { 100 } else { (self.n % 101) as u8 };
        let correction = if self.n.is_multiple_of(4) { String::new() } else { "更正。".into() };
        ledger::report::Write { correction, ..write(task, part, of, percent, &figures, self.n % 4) }
    }

    /// Any command on a task, whether it waits for it or not.
    fn task(&self) -> Job {
        let (cast, task, reason) = (self.cast, self.task_id(), self.words());
        let parts =
            self.office.tasks().find(|&(id, _)| id == task.0).map_or(&[][..], |(_, task)| &task.assignments);
        let part = parts.get(self.b % parts.len().max(1));
        let assignment = part.map_or(AssignmentId(99_999), |part| part.id);
        let unit = part.map_or(cast.roads, |part| part.unit);
        let report = ReportId(self.one(Kind::Report, self.b));
        let plan = PlanId(self.one(Kind::Plan, self.a));
        match self.n / 8 % 13 {
            0 => job(cast.supervisor, Assign { plan, tasks: vec![] }),
            1 => job(cast.supervisor, Classify { task, class: self.class() }),
            2 => job(cast.liaison(unit), Sign { task, assignment }),
            3 => job(cast.liaison(unit), Refuse { task, assignment, reason }),
            4 => job(cast.supervisor, self.designate(task, Some(assignment))),
            5 => job(cast.supervisor, self.designate(task, None)),
            6 => job(cast.head(unit), self.submit(task, 1)),
            7 => job(cast.supervisor, Clear { task, note: String::new() }),
            8 => job(cast.supervisor, Reopen { task, reason }),
            9 => job(cast.liaison(unit), self.write(task, assignment)),
            10 => job(cast.supervisor, Return { report, reason }),
            11 => job(cast.supervisor, Accept { report }),
            _ => job(cast.supervisor, Withdraw { plan, reason }),
        }
    }

    fn leaders(&self) -> Job {
        let units = (0..self.n % 4).map(|more| self.unit(self.b + more * 5)).collect();
        let name = ["沈砚舟", "顾映溪", "新领导", "温若谷"][self.a / 8 % 4].to_owned();
        if self.a.is_multiple_of(4) {
            return job(self.cast.admin, leader::Add { name, title: String::new(), order: 1, units });
        }
        let leader = LeaderId(self.one(Kind::Leader, self.a));
        let name = match self.office.things.get(&leader.0).map(|entry| &entry.thing) {
            Some(Thing::Leader(leader)) if !self.n.is_multiple_of(8) => leader.name.clone(),
            _ => name,
        };
        job(self.cast.admin, leader::Change { leader, name, title: String::new(), order: 1, units })
    }

    fn units(&self) -> Job {
        let names = ["林草局", "各新单位", "气象局", "交通厅"];
        let name = names[self.n % 4].to_owned();
        let members = (0..self.b % 4).map(|more| self.unit(self.a + more)).collect();
        if self.a.is_multiple_of(4) {
            return job(
                self.cast.admin,
                unit::Add {
                    facts: unit::Facts {
                        group: self.b.is_multiple_of(2),
                        members,
                        ..unit::Facts::unit(name, 1)
                    },
                },
            );
        }
        let unit = self.unit(self.b);
        let (name, group) = match self.office.things.get(&unit.0).map(|entry| &entry.thing) {
            Some(Thing::Unit(unit)) if !self.n.is_multiple_of(8) => {
                (unit.facts.name.clone(), unit.facts.group)
            }
            _ => (name, self.b.is_multiple_of(2)),
        };
        let members = if group { members } else { vec![] };
        let facts = unit::Facts { group, members, retired: self.n % 8 == 3, ..unit::Facts::unit(name, 1) };
        match self.a % 16 {
            5 => job(self.cast.admin, unit::Merge { unit, into: self.unit(self.n), date: self.office.today }),
            6 => job(self.cast.admin, unit::Part { unit: self.merged().unwrap_or(unit) }),
            _ => job(self.cast.admin, unit::Change { unit, facts }),
        }
    }

    fn merged(&self) -> Option<UnitId> {
        let things = self.office.things.iter();
        let mut merged =
            things.filter(|(_, entry)| matches!(&entry.thing, Thing::Unit(unit) if unit.into.is_some()));
        merged.next().map(|(&id, _)| UnitId(id))
    }

    fn people(&self) -> Job {
        let admin = self.cast.admin;
        let (name, posts) = (self.words(), vec![PostId(self.one(Kind::Post, self.b))]);
        let account = AccountId(self.one(Kind::Account, self.a));
        let row = |light, when| LightRow { light, when };
        match self.n % 8 {
            0 => job(
                admin,
                account::Add { login: format!("n{}", self.a % 4), name, phone: String::new(), posts },
            ),
            1 => job(
                admin,
                account::Change {
                    account,
                    name,
                    phone: "1".into(),
                    posts,
                    closed: self.b.is_multiple_of(32),
                },
            ),
            2 if self.b.is_multiple_of(8) => job(admin, account::Erase { account }),
            3 => {
                let (unit, leader) = (Some(self.unit(self.a)), None);
                job(admin, post::Add { name, role: Role::ALL[self.b % 5], unit, leader })
            }
            4 => job(admin, post::Change { post: posts[0], name, retired: self.b.is_multiple_of(32) }),
            _ => {
                let mut rows = vec![
                    row(Light::Red, When::Overdue),
                    row(Light::Grey, When::Cancelled),
                    row(Light::Yellow, When::Behind(1 + (self.a % 30) as i32)),
                    row(Light::Yellow, When::DueWithin((self.b % 12) as i32)),
                    row(Light::Blue, When::Cleared),
                    row(Light::Green, When::Always),
                ];
                rows.drain(..self.a % 5);
                job(
                    admin,
                    jurisdiction::Change {
                        lights: Some(LightRules(rows)),
                        ..jurisdiction::Change::default()
                    },
                )
            }
        }
    }
}
