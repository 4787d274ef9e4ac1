//! A town's ledger on a real file, driven turn by turn, and what must hold of it after any of them.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use ledger::document::{self, Kept};
use ledger::draft::{self, DraftFacts, Section};
use ledger::plan::Period;
use ledger::printed::{Comparator, Deadline, Duty, NamedUnit, PrintedDate, Target};
use ledger::task::{self, NO_DUE, row, shown};
use ledger::{
    AccountId, AssignmentId, Command, DocumentId, DraftId, Facet, PlanId, PostId, Role, TaskId, Thing,
    UnitId, Who, World, account, jurisdiction, post, unit,
};
use std::collections::{BTreeMap, BTreeSet};
use store::engine::Connection;
use store::key::Key;
use store::migrate::migrate;
use store::query::{events, things};
use store::write::turn::{Answer, Expect, Job, turn};
use store::{Recorded, rebuild, verify};

pub(crate) const J: u32 = 1;
pub(crate) const ZONE: &str = "Asia/Shanghai";

/// A jurisdiction's database and the time on its wall.
pub(crate) struct Town {
    _folder: tempfile::TempDir,
    pub(crate) db: Connection,
    pub(crate) now: Timestamp,
    keys: u64,
}

impl Town {
    /// Tables and nothing else; it is 6 May 2026, 09:00 in Xining.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut db = Connection::open(&folder.path().join(store::FILE)).unwrap();
        // Thousands of turns follow that need not survive a power cut.
        db.batch("PRAGMA synchronous = OFF").unwrap();
        migrate(&mut db).unwrap();
        Self { _folder: folder, db, now: "2026-05-06T01:00:00Z".parse().unwrap(), keys: 0 }
    }

    pub(crate) fn founded() -> Self {
        let mut town = Self::empty();
        town.ok(found("西宁市"));
        town
    }

    pub(crate) fn today(&self) -> Date {
        ledger::day::date_of(self.now, ZONE).unwrap()
    }

    /// Lets days pass; the next turn opens them.
    pub(crate) fn sleep(&mut self, days: i64) {
        self.now = self.now.checked_add((days * 24).hours()).unwrap();
    }

    /// A job under a key of its own.
    pub(crate) fn job<C: Command>(&mut self, who: Who, command: C) -> Job {
        self.keys += 1;
        keyed(&format!("key-{}", self.keys), who, command)
    }

    pub(crate) fn turn(&mut self, jobs: Vec<Job>) -> Vec<Answer> {
        let mut jobs = Some(jobs);
        let (_, answers) = turn(&mut self.db, J, self.now, &mut || jobs.take().unwrap_or_default());
        answers.unwrap()
    }

    pub(crate) fn write<C: Command>(&mut self, who: Who, command: C) -> Answer {
        let job = self.job(who, command);
        self.turn(vec![job]).remove(0)
    }

    pub(crate) fn on_version<C: Command>(&mut self, expect: Expect, command: C) -> Answer {
        let mut job = self.job(Who::System, command);
        job.expect = Some(expect);
        self.turn(vec![job]).remove(0)
    }

    /// What the program itself does, and what must succeed.
    pub(crate) fn ok<C: Command>(&mut self, command: C) -> Recorded {
        self.write(Who::System, command).unwrap()
    }

    pub(crate) fn by<C: Command>(&mut self, who: Who, command: C) -> Recorded {
        self.write(who, command).unwrap()
    }

    pub(crate) fn unit(&mut self, name: &str) -> UnitId {
        UnitId(self.ok(add_unit(name)).seq)
    }

    pub(crate) fn person(&mut self, login: &str, role: Role, unit: Option<UnitId>) -> Who {
        let post = PostId(self.ok(post::Add { name: login.into(), role, unit, leader: None }).seq);
        let add = account::Add {
            login: login.into(),
            name: format!("人{login}"),
            phone: "0971".into(),
            posts: vec![post],
        };
        Who::Account { account: AccountId(self.ok(add).seq), post }
    }

    pub(crate) fn document(&mut self) -> DocumentId {
        DocumentId(self.ok(keep()).seq)
    }

    pub(crate) fn draft(&mut self, tasks: Vec<DraftFacts>) -> DraftId {
        let document = self.document();
        DraftId(self.ok(make(document, tasks)).seq)
    }

    /// A plan whose tasks are all handed out.
    pub(crate) fn plan(&mut self, tasks: Vec<DraftFacts>) -> (PlanId, Vec<TaskId>) {
        let draft = self.draft(tasks);
        self.ok(draft::Confirm::of(draft));
        let Thing::Draft(draft) = self.thing(draft.0) else { panic!("no draft") };
        let id = draft.plan.unwrap();
        self.ok(task::Assign { plan: id, tasks: Vec::new() });
        let Thing::Plan(plan) = self.thing(id.0) else { panic!("no plan") };
        (id, plan.tasks)
    }

    pub(crate) fn thing(&mut self, seq: u64) -> Thing {
        things::one(&mut self.db, Key::new(J, seq)).unwrap().unwrap().thing
    }

    pub(crate) fn task(&mut self, id: TaskId) -> task::Task {
        match self.thing(id.0) {
            Thing::Task(task) => task,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn assignment(&mut self, id: TaskId, unit: UnitId) -> AssignmentId {
        self.task(id).assignments.iter().find(|part| part.unit == unit).unwrap().id
    }

    pub(crate) fn int(&mut self, sql: &str) -> i64 {
        self.db.first(sql, &[], |row| row.int(0)).unwrap().unwrap()
    }

    pub(crate) fn events(&mut self) -> Vec<ledger::Event> {
        events::range(&mut self.db, J, 0, i64::MAX as u64).unwrap()
    }

    /// Every row of every table, as text.
    pub(crate) fn dump(&mut self) -> Vec<String> {
        let tables = [
            ("event", "key, on_key, kind, at, day, salt, bytes"),
            ("private", "key, salt, bytes"),
            ("leaf", "key, entry"),
            ("head", "jurisdiction, size, at, day, frontier"),
            ("answer", "jurisdiction, account, key, digest, answer, day"),
            ("thing", "key, kind, version, fold, state, shown"),
            ("name", "jurisdiction, kind, name, key"),
            ("latest", "jurisdiction, kind, version"),
            ("listed", "jurisdiction, kind, key"),
            ("task", "key, light, due, reason, updated, turns_on, state, pace, progress"),
            ("facet", "jurisdiction, facet, value, due, key"),
            ("counter", "jurisdiction, scope, scope_value, facet, value, n"),
            ("blob", "hash, claimed"),
        ];
        let mut rows = Vec::new();
        for (table, columns) in tables {
            let quoted: Vec<String> = columns.split(", ").map(|column| format!("quote({column})")).collect();
            let sql = format!("SELECT {} FROM {table} ORDER BY {columns}", quoted.join(" || ' ' || "));
            rows.extend(self.db.query(&sql, &[], |row| Ok(format!("{table} {}", row.text(0)?))).unwrap());
        }
        rows
    }

    /// What must hold after every turn: the log is sound, every derived row is what folding the whole log at once
    /// gives, and deriving anew changes nothing.
    pub(crate) fn check(&mut self) {
        let report = verify::verify(&mut self.db, J, None).unwrap();
        assert_eq!(report.faults, []);
        self.check_counters();
        let rebuilt = rebuild::rebuild(&mut self.db).unwrap();
        assert_eq!(rebuilt.differ, Vec::<&str>::new());
        assert_eq!(rebuilt.events, report.size);
    }

    fn check_counters(&mut self) {
        let events = self.events();
        let world = World::of(&events);
        let (mut counts, mut facets) = (BTreeMap::new(), BTreeSet::new());
        for seq in 0..events.len() as u64 {
            let Some(Thing::Task(task)) = world.entry(seq).map(|entry| &entry.thing) else { continue };
            let row = row(task, &world.jurisdiction().lights, world.today());
            let shown = shown(&row);
            assert_eq!(shown.due, row.due.map_or(NO_DUE, |(due, _)| due));
            for ((scope, of, facet, value), n) in shown.counts() {
                *counts.entry((scope as i64, of, facet as i64, value)).or_insert(0) += n;
            }
            for (facet, value) in shown.facets() {
                facets.insert((facet as i64, value, shown.due.to_string(), seq));
            }
        }
        counts.retain(|_, n| *n != 0);
        let sql = "SELECT scope, scope_value, facet, value, n FROM counter";
        let stand = self.db.query(sql, &[], |row| {
            let key = (row.int(0)?, row.int(1)? as u64, row.int(2)?, row.int(3)? as u64);
            Ok((key, row.int(4)?))
        });
        assert_eq!(stand.unwrap().into_iter().collect::<BTreeMap<_, _>>(), counts);
        let sql = "SELECT facet, value, due, key FROM facet";
        let stand = self
            .db
            .query(sql, &[], |row| Ok((row.int(0)?, row.int(1)? as u64, row.text(2)?, row.key(3)?.seq())));
        assert_eq!(stand.unwrap().into_iter().collect::<BTreeSet<_>>(), facets);
    }

    /// How many tasks of the jurisdiction carry a facet value, as the counters say.
    pub(crate) fn counted(&mut self, facet: Facet, value: u64) -> i64 {
        store::query::overview::values(&mut self.db, J, facet, &[value]).unwrap()[0]
    }
}

pub(crate) fn keyed<C: Command>(key: &str, who: Who, command: C) -> Job {
    Job::of(who, key.to_owned(), None, command).unwrap()
}

pub(crate) fn found(name: &str) -> jurisdiction::Found {
    jurisdiction::Found {
        name: name.into(),
        zone: ZONE.into(),
        origin: "0123456789abcdef".into(),
        sample: false,
    }
}

pub(crate) fn add_unit(name: &str) -> unit::Add {
    unit::Add { facts: unit::Facts::unit(name, 1) }
}

pub(crate) fn keep() -> document::Keep {
    let hash = |digit: &str| digit.repeat(64);
    document::Keep {
        document: Kept {
            name: "方案.txt".into(),
            sha256: hash("a"),
            bytes: 9,
            text: hash("b"),
            reading: hash("c"),
        },
    }
}

pub(crate) fn make(document: DocumentId, tasks: Vec<DraftFacts>) -> draft::Make {
    let section = |id, title: &str| Section {
        id,
        parent: None,
        number: format!("（{id}）"),
        title: title.into(),
        span: None,
    };
    draft::Make {
        document,
        title: "第二季度行动方案".into(),
        number: "宁政办〔2026〕8号".into(),
        period: Some(Period::new(date("2026-04-01"), date("2026-06-30")).unwrap()),
        sections: vec![section(1, "稳增长"), section(2, "惠民生")],
        tasks,
        warnings: Vec::new(),
    }
}

/// A task of a draft: its lead, then the units that share it.
pub(crate) fn facts(number: usize, body: &str, units: &[&str]) -> DraftFacts {
    let named = units.iter().enumerate().map(|(place, name)| NamedUnit {
        name: (*name).into(),
        duty: if place == 0 { Duty::Lead } else { Duty::Responsible },
        span: None,
    });
    DraftFacts {
        number: number.to_string(),
        section: (number % 3) as u32,
        body: body.into(),
        units: named.collect(),
        ..DraftFacts::default()
    }
}

pub(crate) fn until(mut facts: DraftFacts, day: &str) -> DraftFacts {
    facts.deadlines.push(Deadline { text: day.into(), date: PrintedDate::Day(date(day)), span: None });
    facts
}

pub(crate) fn with_target(mut facts: DraftFacts, value: i64) -> DraftFacts {
    facts.targets.push(Target {
        text: format!("{value}亿元"),
        value: value.into(),
        unit: "亿元".into(),
        comparator: Comparator::AtLeast,
        subject: "投资".into(),
        span: None,
    });
    facts
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}
