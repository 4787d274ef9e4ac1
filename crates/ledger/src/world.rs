//! What is loaded: things by seq, names by kind; and how events change it.

use crate::account::Account;
use crate::document::Document;
use crate::draft::{Draft, DraftTask};
use crate::event::Event;
use crate::id::{
    AccountId, DocumentId, DraftId, DraftTaskId, LeaderId, PlanId, PostId, ReportId, TaskId, UnitId,
};
use crate::jurisdiction::Jurisdiction;
use crate::leader::Leader;
use crate::plan::Plan;
use crate::post::Post;
use crate::refusal::{Code, Refusal};
use crate::report::Report;
use crate::task::Task;
use crate::unit::Unit;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

mod apply;

/// What lists filter by and counters count by. The numbers are kept in tables: they never change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum Facet {
    All = 0,
    Plan = 1,
    Section = 2,
    Unit = 3,
    Lead = 4,
    Leader = 5,
    State = 6,
    Light = 7,
    Pace = 8,
    Wait = 9,
    /// A sum of claimed percentages, in counters only.
    Percent = 10,
    /// A sum of verified percentages, in counters only.
    Verified = 11,
}

/// What can be found by name, or must be free. The numbers are kept in tables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[allow(missing_docs)]
pub enum NameKind {
    Unit = 1,
    Leader = 2,
    Login = 3,
}

macro_rules! things {
    ($($kind:ident($state:ty) = $number:literal $text:literal: $get:ident($id:ty)),+ $(,)?) => {
        /// The state of one thing, one variant for each kind.
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)]
        pub enum Thing { $($kind($state)),+ }

        /// The kinds of things. The numbers are kept in tables.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[allow(missing_docs)]
        pub enum Kind { $($kind = $number),+ }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),+];

            /// The kind's name in programs.
            pub fn text(self) -> &'static str {
                match self { $(Kind::$kind => $text),+ }
            }
        }

        impl Thing {
            /// Of which kind it is.
            pub fn kind(&self) -> Kind {
                match self { $(Thing::$kind(_) => Kind::$kind),+ }
            }
        }

        impl World {
            $(
                /// The thing of this id.
                ///
                /// # Errors
                /// `NotFound` where it is absent or of another kind; `Unasked` where nobody asked for it.
                pub fn $get(&self, id: $id) -> Result<&$state, Refusal> {
                    match self.thing(id.into())? {
                        Thing::$kind(state) => Ok(state),
                        _ => Err(Refusal::of(Code::NotFound)),
                    }
                }
            )+
        }
    };
}

things! {
    Jurisdiction(Jurisdiction) = 0 "jurisdiction": jurisdiction_thing(u64),
    Unit(Unit) = 1 "unit": unit(UnitId),
    Leader(Leader) = 2 "leader": leader(LeaderId),
    Post(Post) = 3 "post": post(PostId),
    Account(Account) = 4 "account": account(AccountId),
    Document(Document) = 5 "document": document(DocumentId),
    Draft(Draft) = 6 "draft": draft(DraftId),
    DraftTask(DraftTask) = 7 "draft_task": draft_task(DraftTaskId),
    Plan(Plan) = 8 "plan": plan(PlanId),
    Task(Task) = 9 "task": task(TaskId),
    Report(Report) = 10 "report": report(ReportId),
}

impl Thing {
    /// The names by which it is found.
    pub fn names(&self) -> Vec<(NameKind, String)> {
        match self {
            Thing::Unit(unit) => {
                unit.held().into_iter().map(|name| (NameKind::Unit, name.to_owned())).collect()
            }
            Thing::Leader(leader) => vec![(NameKind::Leader, leader.name.clone())],
            Thing::Account(account) => {
                account.login().map(|login| (NameKind::Login, login.to_owned())).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A thing and the seq of its last event.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The state.
    pub thing: Thing,
    /// The seq of the last event that changed it.
    pub version: u64,
}

/// All that is loaded for a batch.
#[derive(Clone, PartialEq, Debug)]
pub struct World {
    jurisdiction: Option<Jurisdiction>,
    today: Date,
    things: HashMap<u64, Option<Entry>>,
    names: HashMap<(NameKind, String), Option<u64>>,
    within: BTreeMap<(Facet, u64), Vec<u64>>,
    touched: Vec<u64>,
}

impl World {
    /// Nothing is loaded but the ledger's day.
    pub fn new(today: Date) -> Self {
        Self {
            jurisdiction: None,
            today,
            things: HashMap::new(),
            names: HashMap::new(),
            within: BTreeMap::new(),
            touched: Vec::new(),
        }
    }

    /// The world after these events, from the first: for tests, and for a state of a past day.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut world = Self::new(Date::MIN);
        for event in events {
            world.apply(event);
        }
        world
    }

    /// The ledger's day.
    pub fn today(&self) -> Date {
        self.today
    }

    /// The jurisdiction, thing 0, always loaded once it is founded.
    ///
    /// # Panics
    /// Before event 0; `permit` lets nothing but `Found` be decided then.
    pub fn jurisdiction(&self) -> &Jurisdiction {
        // Founding is the only command that `permit` lets through on an empty log, and it does not ask.
        self.jurisdiction.as_ref().expect("a jurisdiction is founded before anything is decided in it")
    }

    /// Whether event 0 was folded, or thing 0 loaded.
    pub fn founded(&self) -> bool {
        self.jurisdiction.is_some()
    }

    /// A thing of any kind.
    ///
    /// # Errors
    /// `NotFound` where it is absent; `Unasked` where nobody asked for it.
    pub fn thing(&self, id: u64) -> Result<&Thing, Refusal> {
        match self.things.get(&id) {
            Some(Some(entry)) => Ok(&entry.thing),
            Some(None) => Err(Refusal::of(Code::NotFound)),
            None => Err(Refusal::of(Code::Unasked).with("thing", id)),
        }
    }

    /// A thing with its version; none where it is absent or not loaded.
    pub fn entry(&self, id: u64) -> Option<&Entry> {
        self.things.get(&id)?.as_ref()
    }

    /// Who holds a name.
    ///
    /// # Errors
    /// `Unasked` where nobody asked for it.
    pub fn named(&self, kind: NameKind, name: &str) -> Result<Option<u64>, Refusal> {
        let held = self.names.get(&(kind, name.to_owned()));
        held.copied().ok_or_else(|| Refusal::of(Code::Unasked).with("name", name))
    }

    /// The tasks that carry a facet value: as the tables had them, and as events changed their leads since.
    ///
    /// # Errors
    /// `Unasked` where nobody asked for them.
    pub fn within(&self, facet: Facet, value: u64) -> Result<&[u64], Refusal> {
        let keys = self.within.get(&(facet, value));
        keys.map(Vec::as_slice).ok_or_else(|| Refusal::of(Code::Unasked).with("within", value))
    }

    /// Whether a thing was asked for.
    pub fn knows(&self, id: u64) -> bool {
        self.things.contains_key(&id)
    }

    /// Whether a name was asked for.
    pub fn knows_name(&self, kind: NameKind, name: &str) -> bool {
        self.names.contains_key(&(kind, name.to_owned()))
    }

    /// Whether the tasks of a facet value were asked for.
    pub fn knows_within(&self, facet: Facet, value: u64) -> bool {
        self.within.contains_key(&(facet, value))
    }

    /// Puts in what the tables hold, unless it is there: what is there is newer.
    pub fn load(&mut self, id: u64, entry: Option<Entry>) {
        if id == 0
            && self.jurisdiction.is_none()
            && let Some(Entry { thing: Thing::Jurisdiction(jurisdiction), .. }) = &entry
        {
            self.jurisdiction = Some(jurisdiction.clone());
        }
        self.things.entry(id).or_insert(entry);
    }

    /// Puts in who holds a name, unless it is known.
    pub fn load_name(&mut self, kind: NameKind, name: String, holder: Option<u64>) {
        self.names.entry((kind, name)).or_insert(holder);
    }

    /// Puts in the tasks that tables list under a facet value, unless they are known. A task that is here already
    /// is newer than its table, so its own leads decide.
    pub fn load_within(&mut self, facet: Facet, value: u64, mut keys: Vec<u64>) {
        if self.knows_within(facet, value) {
            return;
        }
        if facet == Facet::Lead {
            for (&id, entry) in &self.things {
                if let Some(Entry { thing: Thing::Task(task), .. }) = entry {
                    keys.retain(|&key| key != id);
                    keys.extend(task.leads().any(|lead| lead.0 == value).then_some(id));
                }
            }
        }
        keys.sort_unstable();
        self.within.insert((facet, value), keys);
    }

    /// Keeps the lists of lead units as an event left them.
    fn move_within(&mut self, task: u64, leads: &[UnitId]) {
        for (&(facet, value), keys) in &mut self.within {
            let there = keys.binary_search(&task);
            match (there, leads.iter().any(|lead| lead.0 == value)) {
                (Err(place), true) if facet == Facet::Lead => keys.insert(place, task),
                (Ok(place), false) if facet == Facet::Lead => {
                    keys.remove(place);
                }
                _ => {}
            }
        }
    }

    /// The things that events changed since the last call, each once, in order of their first change.
    pub fn take_touched(&mut self) -> Vec<u64> {
        let mut seen = std::collections::HashSet::new();
        std::mem::take(&mut self.touched).into_iter().filter(|&id| seen.insert(id)).collect()
    }

    fn change(&mut self, id: u64, version: u64, change: impl FnOnce(&mut Thing)) {
        if let Some(Some(entry)) = self.things.get_mut(&id) {
            let (before, led) = (entry.thing.names(), leads(&entry.thing));
            change(&mut entry.thing);
            entry.version = version;
            let (after, leads) = (entry.thing.names(), leads(&entry.thing));
            self.touched.push(id);
            if led != leads {
                self.move_within(id, &leads);
            }
            if before != after {
                for (kind, name) in before {
                    self.names.insert((kind, name), None);
                }
                for (kind, name) in after {
                    self.names.insert((kind, name), Some(id));
                }
            }
        }
    }

    fn make(&mut self, id: u64, thing: Thing) {
        for (kind, name) in thing.names() {
            self.names.insert((kind, name), Some(id));
        }
        self.move_within(id, &leads(&thing));
        self.things.insert(id, Some(Entry { thing, version: id }));
        self.touched.push(id);
    }
}

/// The lead units of a task; none of anything else.
fn leads(thing: &Thing) -> Vec<UnitId> {
    match thing {
        Thing::Task(task) => task.leads().collect(),
        _ => Vec::new(),
    }
}
