//! The directory: units, leaders, posts, plans of a jurisdiction, few enough to be kept, for labels by id.

use ledger::jurisdiction::Jurisdiction;
use ledger::leader::Leader;
use ledger::plan::Plan;
use ledger::post::Post;
use ledger::task::{Joined, Task, joined};
use ledger::unit::{Resolved, Resolver, Unit, stands_for};
use ledger::{Code, Kind, LeaderId, PlanId, PostId, Refusal, Thing, UnitId};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};
use store::query::things;
use store::{Connection, Fault, Key};

/// What is listed whole, by seq.
pub struct Directory {
    latest: HashMap<i64, u64>,
    /// Name, zone, rules.
    pub jurisdiction: Jurisdiction,
    units: BTreeMap<u64, Unit>,
    leaders: BTreeMap<u64, Leader>,
    posts: BTreeMap<u64, Post>,
    plans: BTreeMap<u64, Plan>,
    versions: HashMap<u64, u64>,
    resolver: OnceLock<Resolver>,
}

impl Directory {
    /// The kept directory where nothing in it has changed since, else a fresh one.
    ///
    /// # Errors
    /// Below the rules; `Broken` before the jurisdiction is founded.
    pub fn load(
        db: &mut Connection,
        jurisdiction: u32,
        kept: Option<&Arc<Self>>,
    ) -> Result<Arc<Self>, Fault> {
        let latest = things::latest(db, jurisdiction)?;
        let same = |kept: &&Arc<Self>| {
            let kinds = [Kind::Jurisdiction, Kind::Unit, Kind::Leader, Kind::Post, Kind::Plan];
            kinds.iter().all(|&kind| kept.latest.get(&(kind as i64)) == latest.get(&(kind as i64)))
        };
        if let Some(kept) = kept.filter(same) {
            return Ok(Arc::clone(kept));
        }
        let founded = things::one(db, Key::new(jurisdiction, 0))?;
        let Some(Thing::Jurisdiction(of)) = founded.map(|entry| entry.thing) else {
            return Err(Fault::Broken(format!("jurisdiction {jurisdiction} is not founded")));
        };
        let mut directory = Self {
            latest,
            jurisdiction: of,
            units: BTreeMap::new(),
            leaders: BTreeMap::new(),
            posts: BTreeMap::new(),
            plans: BTreeMap::new(),
            versions: HashMap::new(),
            resolver: OnceLock::new(),
        };
        for kind in [Kind::Unit, Kind::Leader, Kind::Post, Kind::Plan] {
            for (seq, entry) in things::all(db, jurisdiction, kind)? {
                directory.versions.insert(seq, entry.version);
                match entry.thing {
                    Thing::Unit(unit) => drop(directory.units.insert(seq, unit)),
                    Thing::Leader(leader) => drop(directory.leaders.insert(seq, leader)),
                    Thing::Post(post) => drop(directory.posts.insert(seq, post)),
                    Thing::Plan(plan) => drop(directory.plans.insert(seq, plan)),
                    _ => {}
                }
            }
        }
        Ok(Arc::new(directory))
    }

    /// The version of a unit, leader, post or plan; 0 where there is none.
    pub fn version(&self, id: impl Into<u64>) -> u64 {
        self.versions.get(&id.into()).copied().unwrap_or(0)
    }

    /// A unit.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.get(&id.0)
    }

    /// A unit's name; its number where it is not known.
    pub fn unit_name(&self, id: UnitId) -> String {
        self.unit(id).map_or_else(|| format!("#{id}"), |unit| unit.facts.name.clone())
    }

    /// Units in official order.
    pub fn units(&self) -> Vec<(UnitId, &Unit)> {
        let mut units: Vec<_> = self.units.iter().map(|(&seq, unit)| (UnitId(seq), unit)).collect();
        units.sort_by_key(|(id, unit)| (unit.facts.retired, unit.facts.order, *id));
        units
    }

    fn look(&self, id: UnitId) -> Result<&Unit, Refusal> {
        self.unit(id).ok_or_else(|| Refusal::of(Code::NotFound))
    }

    /// How many units in use a group stands for; none for what is no group.
    pub fn members(&self, group: UnitId) -> Option<usize> {
        self.unit(group).filter(|unit| unit.facts.group)?;
        let units = stands_for(&|id| self.look(id), group).unwrap_or_default();
        Some(if units == [group] { 0 } else { units.len() })
    }

    /// Who joined the groups of a task since it was handed out.
    pub fn joined(&self, task: &Task) -> Joined {
        joined(task, &|id| self.look(id)).unwrap_or_default()
    }

    /// The units' names, ready to be asked; put together when the first asks.
    pub fn resolver(&self) -> &Resolver {
        self.resolver.get_or_init(|| Resolver::new(&self.jurisdiction.name, self.units()))
    }

    /// Which unit a printed name means.
    pub fn resolve(&self, printed: &str) -> Resolved {
        self.resolver().resolve(printed)
    }

    /// The name in force of the unit that a printed name means; the printed name where nobody has it.
    pub fn name_in_force(&self, printed: &str) -> String {
        let known = self.resolver().known(printed);
        known.map_or_else(|| printed.to_owned(), |(unit, _)| self.unit_name(unit))
    }

    /// A leader.
    pub fn leader(&self, id: LeaderId) -> Option<&Leader> {
        self.leaders.get(&id.0)
    }

    /// Leaders in official order.
    pub fn leaders(&self) -> Vec<(LeaderId, &Leader)> {
        let mut leaders: Vec<_> = self.leaders.iter().map(|(&seq, leader)| (LeaderId(seq), leader)).collect();
        leaders.sort_by_key(|(id, leader)| (leader.order, *id));
        leaders
    }

    /// A post.
    pub fn post(&self, id: PostId) -> Option<&Post> {
        self.posts.get(&id.0)
    }

    /// Posts, oldest first.
    pub fn posts(&self) -> impl Iterator<Item = (PostId, &Post)> {
        self.posts.iter().map(|(&seq, post)| (PostId(seq), post))
    }

    /// A plan.
    pub fn plan(&self, id: PlanId) -> Option<&Plan> {
        self.plans.get(&id.0)
    }

    /// Plans, newest first.
    pub fn plans(&self) -> impl Iterator<Item = (PlanId, &Plan)> {
        self.plans.iter().rev().map(|(&seq, plan)| (PlanId(seq), plan))
    }

    /// The printed headings of a task's section, outermost first.
    pub fn section_path(&self, plan: PlanId, section: u32) -> Vec<String> {
        let path = self.plan(plan).map(|plan| plan.path(section)).unwrap_or_default();
        path.iter().map(|section| format!("{}{}", section.number, section.title)).collect()
    }
}
