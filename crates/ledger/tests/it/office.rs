//! An office without tables: what the store's turn does, in memory. Things are loaded for one batch, as commands ask.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use ledger::jurisdiction::{Found, JurisdictionEvent};
use ledger::task::{Count, Shown, Task, row, shown};
use ledger::{
    Code, Command, Context, Decide, Entry, Event, Facet, Fact, NameKind, Needs, Refusal, Thing, Who, World,
    cut, day, light::LightRules, permit, touches,
};
use std::collections::BTreeMap;

/// As many rounds of needs as a turn has.
const NEED_ROUNDS: usize = 8;

/// What a case expects or gets: the kinds of the events, or why nothing happens.
pub(crate) type Outcome = Result<String, Code>;

#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) log: Vec<Event>,
    pub(crate) things: BTreeMap<u64, Entry>,
    /// What rows contributed when they were derived last, and the day on which they turn.
    pub(crate) shown: BTreeMap<u64, (Shown, Option<Date>)>,
    pub(crate) counters: BTreeMap<Count, i64>,
    names: BTreeMap<(NameKind, String), u64>,
    pub(crate) today: Date,
}

impl Office {
    /// A founded office on this day.
    pub(crate) fn founded(today: Date) -> Self {
        let mut office = Self::empty(today);
        let found = Found {
            name: "岚川省".into(),
            zone: "Asia/Shanghai".into(),
            origin: "0".repeat(16),
            sample: false,
        };
        office.run(Who::System, &found).unwrap();
        office
    }

    pub(crate) fn empty(today: Date) -> Self {
        Self {
            log: Vec::new(),
            things: BTreeMap::new(),
            shown: BTreeMap::new(),
            counters: BTreeMap::new(),
            names: BTreeMap::new(),
            today,
        }
    }

    /// Nine in the morning of the ledger's day.
    pub(crate) fn now(&self) -> Timestamp {
        self.today.at(9, 0, 0, 0).in_tz("Asia/Shanghai").unwrap().timestamp()
    }

    /// One command in a turn of its own.
    pub(crate) fn run(&mut self, who: Who, command: &dyn Decide) -> Result<Vec<Event>, Refusal> {
        self.batch(&[(who, command)]).remove(0)
    }

    /// The thing that a command makes.
    #[expect(clippy::needless_pass_by_value, reason = "cases are written in place")]
    pub(crate) fn make(&mut self, who: Who, command: impl Command) -> u64 {
        self.run(who, &command).unwrap_or_else(|refusal| panic!("{refusal}"))[0].seq
    }

    /// What would come of a command, here and now.
    #[expect(clippy::needless_pass_by_value, reason = "cases are written in place")]
    pub(crate) fn would(&self, who: Who, command: impl Command) -> Outcome {
        let events = self.clone().run(who, &command).map_err(|refusal| refusal.code)?;
        Ok(events.iter().map(|event| event.fact.kind()).collect::<Vec<_>>().join(" "))
    }

    /// One turn: load for all, decide each in memory, keep what changed.
    pub(crate) fn batch(&mut self, jobs: &[(Who, &dyn Decide)]) -> Vec<Result<Vec<Event>, Refusal>> {
        let mut world = World::new(self.today);
        world.load(0, self.things.get(&0).cloned());
        self.ask(&mut world, jobs);
        let mut answers = Vec::new();
        let mut events = Vec::new();
        for &(who, command) in jobs {
            self.ask(&mut world, &[(who, command)]);
            let next = (self.log.len() + events.len()) as u64;
            let cx = Context { now: self.now(), today: world.today(), who, next };
            let answer = permit(&world, &cx, command.right()).and_then(|_| command.decide(&world, &cx));
            if let Err(refusal) = &answer {
                assert_ne!(refusal.code, Code::Unasked, "{} did not ask for {refusal}", command.kind());
            }
            for event in answer.iter().flatten() {
                assert_eq!(
                    event.seq,
                    (self.log.len() + events.len()) as u64,
                    "seqs are counted without a gap"
                );
                world.apply(event);
                events.push(event.clone());
            }
            answers.push(answer);
        }
        self.keep(world, events);
        answers
    }

    /// Opens the days up to this one.
    pub(crate) fn open(&mut self, date: Date) {
        for date in day::missing(self.today, date, usize::MAX).unwrap() {
            let mut world = World::new(self.today);
            let seq = self.log.len() as u64;
            let fact = day::Opened { date }.into();
            let event = Event { seq, at: cut(self.now()), by: None, on: None, fact, private: None };
            world.apply(&event);
            self.keep(world, vec![event]);
            let turning = self.shown.iter().filter(|(_, (_, on))| on.is_some_and(|on| on <= date));
            for id in turning.map(|(&id, _)| id).collect::<Vec<_>>() {
                self.derive(id);
            }
        }
    }

    pub(crate) fn days(&mut self, days: i32) {
        self.open(self.today.checked_add(days.days()).unwrap());
    }

    pub(crate) fn task(&self, id: u64) -> &Task {
        match &self.things[&id].thing {
            Thing::Task(task) => task,
            other => panic!("{id} is no task: {other:?}"),
        }
    }

    pub(crate) fn tasks(&self) -> impl Iterator<Item = (u64, &Task)> {
        self.things.iter().filter_map(|(&id, entry)| match &entry.thing {
            Thing::Task(task) => Some((id, task)),
            _ => None,
        })
    }

    pub(crate) fn lights(&self) -> LightRules {
        match &self.things[&0].thing {
            Thing::Jurisdiction(jurisdiction) => jurisdiction.lights.clone(),
            other => panic!("thing 0 is {other:?}"),
        }
    }

    fn ask(&self, world: &mut World, jobs: &[(Who, &dyn Decide)]) {
        for _ in 0..NEED_ROUNDS {
            let mut new = false;
            for &(who, command) in jobs {
                let Needs { mut things, names, within } = command.needs(world);
                if let Who::Account { account, post } = who {
                    things.extend([account.0, post.0]);
                }
                for id in things {
                    new |= !world.knows(id);
                    world.load(id, self.things.get(&id).cloned());
                }
                for (kind, name) in names {
                    new |= !world.knows_name(kind, &name);
                    let holder = self.names.get(&(kind, name.clone())).copied();
                    world.load_name(kind, name, holder);
                }
                for (facet, value) in within {
                    new |= !world.knows_within(facet, value);
                    world.load_within(facet, value, self.within(facet, value));
                }
            }
            if !new {
                return;
            }
        }
    }

    /// What the table of facets holds; the things themselves are left to the command to ask for.
    fn within(&self, facet: Facet, value: u64) -> Vec<u64> {
        let carries = |(shown, _): &(Shown, _)| shown.facets().contains(&(facet, value));
        self.shown.iter().filter(|(_, shown)| carries(shown)).map(|(&id, _)| id).collect()
    }

    fn keep(&mut self, mut world: World, events: Vec<Event>) {
        let mut touched = world.take_touched();
        // A name may go from one thing to another: all are taken before any is given.
        for name in touched.iter().filter_map(|id| self.things.get(id)).flat_map(|entry| entry.thing.names())
        {
            self.names.remove(&name);
        }
        for &id in &touched {
            let entry = world.entry(id).unwrap().clone();
            self.names.extend(entry.thing.names().into_iter().map(|name| (name, id)));
            self.things.insert(id, entry);
        }
        self.today = world.today();
        for &id in &touched {
            self.derive(id);
        }
        let mut told: Vec<u64> = events.iter().flat_map(touches).collect();
        told.sort_unstable();
        told.dedup();
        touched.sort_unstable();
        assert_eq!(touched, told, "what was folded is what the events touch");
        let rules = |event: &Event| matches!(event.fact, Fact::Jurisdiction(JurisdictionEvent::Changed(_)));
        if events.iter().any(rules) {
            for id in self.tasks().map(|(id, _)| id).collect::<Vec<_>>() {
                self.derive(id);
            }
        }
        self.log.extend(events);
    }

    /// A task's row, and its part of the counters, as a turn would write them.
    fn derive(&mut self, id: u64) {
        let Thing::Task(task) = &self.things[&id].thing else { return };
        let row = row(task, &self.lights(), self.today);
        let after = shown(&row);
        let before = self.shown.insert(id, (after.clone(), row.turns_on));
        let former = before.into_iter().flat_map(|(shown, _)| shown.counts()).map(|(count, n)| (count, -n));
        for (count, n) in after.counts().into_iter().chain(former.collect::<Vec<_>>()) {
            let sum = self.counters.entry(count).or_default();
            *sum += n;
            if *sum == 0 {
                self.counters.remove(&count);
            }
        }
    }
}

/// Compares a table of cases.
pub(crate) fn table<const N: usize>(cases: [(&str, Outcome, Result<&str, Code>); N]) {
    for (what, got, expected) in cases {
        assert_eq!(got.as_deref(), expected.as_ref().copied(), "{what}");
    }
}
