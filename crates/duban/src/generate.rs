//! `duban generate`: a synthetic ledger through the ordinary commands, for sizing and benchmarks.
//!
//! Units, words and amounts are drawn from the example; a task has a lead, a few other units and a group, some twenty
//! assignments in all, as tasks of a province have.

use crate::demo::example::Example;
use crate::reader::unreadable;
use crate::settings::{self, Flags};
use crate::trouble::{Outcome, Trouble};
use crate::{chance, data, keep, out};
use jiff::ToSpan;
use jiff::civil::Date;
use ledger::draft::{Confirm, DraftFacts, Make};
use ledger::plan::Period;
use ledger::printed::{Deadline, Duty, NamedUnit, PrintedDate};
use ledger::report::{Accept, Approve, Evidence, Write};
use ledger::task::{Assign, Clear, Sign, Submit};
use ledger::{
    AccountId, Command, DocumentId, DraftId, LeaderId, PlanId, PostId, ReportId, Role, TaskId, Thing, UnitId,
    account, jurisdiction, leader, post, unit,
};
use std::collections::HashSet;
use store::query::things;
use store::write::turn::Recorded;
use store::{Key, Sent, Store, blob, password};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

/// The jurisdiction's number.
const JURISDICTION: u32 = 1;
/// Tasks of one plan: with twenty units each, its assignments fit one write.
const PLAN_TASKS: usize = 500;
/// Writes that are under way at once: several whole turns, and well below the queue's limit.
const AT_ONCE: usize = 1_024;
/// Units in a leader's portfolio.
const PORTFOLIO: usize = 10;

/// Fill an empty folder with a synthetic ledger, marked as a sample, and print accounts to look at it with.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  duban generate --tasks 100000 --data /tmp/big\n  duban generate --tasks 5000 --units 30 --reports 10000 --seed 7"
)]
pub(crate) struct Args {
    #[command(flatten)]
    flags: Flags,
    /// How many tasks.
    #[arg(long)]
    tasks: usize,
    /// How many units, beside one group.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(20..=10_000))]
    units: u64,
    /// How many units the group has that every task names; each is handed the task.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u64).range(1..=20))]
    members: u64,
    /// How many reports [default: half as many as tasks].
    #[arg(long)]
    reports: Option<usize>,
    /// The same seed gives the same ledger, but for its times and salts.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub(crate) fn run(args: &Args) -> Outcome {
    let folder = settings::load(&args.flags, None, settings::DATA)?.data.value;
    if data::holds(&folder)? != data::Holds::Nothing {
        return Err(Trouble::new(
            format!("{} is not empty", folder.display()),
            "Choose an empty folder with --data",
        ));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(|error| {
        Trouble::new(format!("The program cannot run: {error}"), "Free some memory and try again")
    })?;
    let store = data::open(&folder, true)?;
    let mut works = Works { runtime, dice: Dice(args.seed), store };
    works.found()?;
    let units = works.units(args.units as usize, args.members as usize)?;
    let document = works.pool()?;
    let reports = args.reports.unwrap_or(args.tasks / 2);
    let mut reported = 0;
    for first in (0..args.tasks).step_by(PLAN_TASKS) {
        let tasks = works.plan(&document, &units, first, PLAN_TASKS.min(args.tasks - first))?;
        // Reports spread over all plans in proportion.
        let due = reports * (first + tasks.len()) / args.tasks;
        works.work(&tasks, due - reported)?;
        reported = due;
        eprintln!("{} of {} tasks", first + tasks.len(), args.tasks);
    }
    let accounts = works.accounts(&units)?;
    out::write(|out| out.write_all(accounts.as_bytes()))
}

/// splitmix64: small, and the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is not 0.
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// What tasks are drawn from; all plans name the document that was read for it.
struct Pool {
    make: Make,
    sentences: Vec<String>,
    numbers: Vec<String>,
}

struct Units {
    names: Vec<String>,
    ids: Vec<UnitId>,
    group: String,
    leaders: Vec<LeaderId>,
}

/// A task that was handed out: its lead assignment.
#[derive(Clone, Copy)]
struct Task {
    id: TaskId,
    lead: ledger::AssignmentId,
    targets: usize,
}

struct Works {
    runtime: Runtime,
    dice: Dice,
    store: Store,
}

impl Works {
    fn write<C: Command>(&self, command: C) -> Result<Recorded, Trouble> {
        Ok(self.store.write_now(Sent::system(JURISDICTION), command)?)
    }

    /// Sends many commands at once, so that turns are full; the answers come in the order of the commands.
    fn write_all<C: Command + Clone>(&self, commands: &[C]) -> Result<Vec<Recorded>, Trouble> {
        let mut all = Vec::with_capacity(commands.len());
        for chunk in commands.chunks(AT_ONCE) {
            let answers = self.runtime.block_on(async {
                let mut set = JoinSet::new();
                for (place, command) in chunk.iter().cloned().enumerate() {
                    let store = self.store.clone();
                    set.spawn(async move { (place, store.write(Sent::system(JURISDICTION), command).await) });
                }
                set.join_all().await
            });
            let mut answers = answers;
            answers.sort_unstable_by_key(|(place, _)| *place);
            for (_, answer) in answers {
                all.push(answer?);
            }
        }
        Ok(all)
    }

    fn found(&self) -> Outcome {
        let office = Example::load(None)?.people.jurisdiction;
        let found = jurisdiction::Found {
            name: office.name,
            zone: office.zone,
            origin: chance::hex(8)?,
            sample: true,
        };
        self.write(found).map(drop)
    }

    /// The example's units, numbered on as many as are asked for; a group; leaders with portfolios.
    fn units(&self, count: usize, members: usize) -> Result<Units, Trouble> {
        let people = Example::load(None)?.people;
        let name = |at: usize| {
            let (round, of) = (at / people.units.len(), &people.units[at % people.units.len()].name);
            if round == 0 { of.clone() } else { format!("{of}{round}") }
        };
        let names: Vec<String> = (0..count).map(name).collect();
        let add = |name: &str, members: &[UnitId], order: usize| unit::Add {
            facts: unit::Facts {
                group: !members.is_empty(),
                members: members.to_vec(),
                ..unit::Facts::unit(name, order as u32 + 1)
            },
        };
        let adds: Vec<_> = names.iter().enumerate().map(|(order, name)| add(name, &[], order)).collect();
        let ids: Vec<UnitId> = self.write_all(&adds)?.into_iter().map(|made| UnitId(made.seq)).collect();
        let of_group = people.units.iter().rev().find_map(|unit| unit.group.clone()).unwrap_or_default();
        self.write(add(&of_group, &ids[..members], count))?;
        let mut leaders = Vec::new();
        for (order, (portfolio, of)) in ids.chunks(PORTFOLIO).zip(people.leaders.iter().cycle()).enumerate() {
            let name =
                if order < people.leaders.len() { of.name.clone() } else { format!("{}{order}", of.name) };
            let add = leader::Add {
                name,
                title: of.title.clone(),
                order: order as u32 + 1,
                units: portfolio.to_vec(),
            };
            leaders.push(LeaderId(self.write(add)?.seq));
        }
        Ok(Units { names, ids, group: of_group, leaders })
    }

    /// Reads the example's plan once; its draft stays as it is.
    fn pool(&self) -> Result<Pool, Trouble> {
        let (name, bytes) = Example::load(None)?.plan;
        let reading = reading::read(&bytes, Some(name)).map_err(|why| unreadable(name.as_ref(), why))?;
        let kept = keep::keep(&self.store, Sent::system(JURISDICTION), name, &bytes, &reading)?;
        let make = web::draft::from_reading(DocumentId(kept.document), &reading);
        let sentences =
            make.tasks.iter().flat_map(|task| task.body.split_inclusive('。').map(str::to_owned)).collect();
        let numbers = make.tasks.iter().map(|task| task.number.clone()).collect();
        Ok(Pool { make, sentences, numbers })
    }

    fn today(&self) -> Result<Date, Trouble> {
        Ok(self.store.read_now(|db| store::head::read(db, JURISDICTION))?.map_or(Date::MIN, |head| head.day))
    }

    /// A plan: made, confirmed, handed out, most of it signed for.
    fn plan(&mut self, pool: &Pool, units: &Units, first: usize, count: usize) -> Result<Vec<Task>, Trouble> {
        let today = self.today()?;
        let tasks = (first..first + count).map(|at| self.facts(pool, units, at, today)).collect();
        let start = today.saturating_sub(45.days());
        let period = Period { start, end: today.saturating_add(45.days()) };
        let title = format!("{} {}", pool.make.title, first / PLAN_TASKS + 1);
        let make = Make { title, tasks, period: Some(period), warnings: Vec::new(), ..pool.make.clone() };
        let draft = DraftId(self.write(make)?.seq);
        self.write(Confirm::of(draft))?;
        let plan = match self.thing(draft.0)? {
            Some(Thing::Draft(draft)) => draft.plan,
            _ => None,
        };
        let plan = plan.ok_or_else(|| Trouble::new("A plan was not confirmed", "Run the command again"))?;
        self.write(Assign { plan, tasks: Vec::new() })?;
        let tasks = self.tasks(plan)?;
        let signed: Vec<Sign> = tasks
            .iter()
            .filter(|task| task.id.0 % 10 != 0)
            .map(|task| Sign { task: task.id, assignment: task.lead })
            .collect();
        self.write_all(&signed)?;
        Ok(tasks)
    }

    fn thing(&self, seq: u64) -> Result<Option<Thing>, Trouble> {
        let found = self.store.read_now(move |db| things::one(db, Key::new(JURISDICTION, seq)))?;
        Ok(found.map(|entry| entry.thing))
    }

    fn facts(&mut self, pool: &Pool, units: &Units, at: usize, today: Date) -> DraftFacts {
        let dice = &mut self.dice;
        let template = dice.one(&pool.make.tasks).clone();
        let body: String = (0..2 + dice.below(3)).map(|_| dice.one(&pool.sentences).as_str()).collect();
        let named = |name: &String, duty| NamedUnit { name: name.clone(), duty, span: None };
        let lead = dice.below(units.names.len());
        let mut of = vec![named(&units.names[lead], Duty::Lead)];
        for step in 1..=3 {
            of.push(named(&units.names[(lead + step * 7) % units.names.len()], Duty::Responsible));
        }
        of.push(named(&units.group, Duty::Responsible));
        // Some are overdue, some due within days, most later.
        let date = PrintedDate::Day(today.saturating_add((dice.below(150) as i64 - 15).days()));
        let deadlines = vec![Deadline { text: date.to_string(), date, span: None }];
        DraftFacts {
            number: pool.numbers[at % pool.numbers.len()].clone(),
            title: String::new(),
            body,
            units: of,
            leaders: Vec::new(),
            deadlines,
            // What has no target can be finished by its report alone.
            targets: if at.is_multiple_of(4) { Vec::new() } else { template.targets.clone() },
            warnings: Vec::new(),
            ..template
        }
    }

    fn tasks(&self, plan: PlanId) -> Result<Vec<Task>, Trouble> {
        let Some(Thing::Plan(plan)) = self.thing(plan.0)? else { return Ok(Vec::new()) };
        let ids: Vec<u64> = plan.tasks.iter().map(|task| task.0).collect();
        let found = self.store.read_now(move |db| things::some(db, JURISDICTION, ids))?;
        let task = |id: &TaskId| match &found.get(&id.0)?.thing {
            Thing::Task(task) => {
                let lead = task.assigned().find(|part| part.duty == Duty::Lead)?.id;
                Some(Task { id: *id, lead, targets: task.targets.len() })
            }
            _ => None,
        };
        Ok(plan.tasks.iter().filter_map(task).collect())
    }

    /// Reports, in rounds over the signed tasks; a few tasks are finished and cleared.
    fn work(&mut self, tasks: &[Task], reports: usize) -> Outcome {
        let today = self.today()?;
        let signed: Vec<Task> = tasks.iter().filter(|task| task.id.0 % 10 != 0).copied().collect();
        let evidence = self.evidence()?;
        let mut left = reports;
        let mut cleared: HashSet<TaskId> = HashSet::new();
        while left > 0 && !signed.is_empty() {
            let round: Vec<Task> =
                signed.iter().filter(|task| !cleared.contains(&task.id)).take(left).copied().collect();
            if round.is_empty() {
                break;
            }
            left -= round.len();
            let done = |task: &Task| task.targets == 0;
            let writes: Vec<Write> = round
                .iter()
                .map(|task| Write {
                    task: task.id,
                    assignment: task.lead,
                    as_of: today,
                    percent: if done(task) { 100 } else { self.dice.below(95) as u8 },
                    text: evidence.1.clone(),
                    problems: String::new(),
                    figures: Vec::new(),
                    correction: String::new(),
                    evidence: vec![evidence.0.clone()],
                })
                .collect();
            let reports: Vec<ReportId> =
                self.write_all(&writes)?.into_iter().map(|made| ReportId(made.seq)).collect();
            self.write_all(&reports.iter().map(|&report| Approve { report }).collect::<Vec<_>>())?;
            let pairs = || round.iter().zip(&reports);
            let accept: Vec<Accept> = pairs()
                .filter(|(task, report)| done(task) || report.0 % 2 == 0)
                .map(|(_, &report)| Accept { report })
                .collect();
            self.write_all(&accept)?;
            let finished: Vec<Task> = round.iter().filter(|task| done(task)).copied().collect();
            let submit = |task: &Task| Submit { task: task.id, note: String::new(), explained: Vec::new() };
            self.write_all(&finished.iter().map(submit).collect::<Vec<_>>())?;
            let clear = |task: &Task| Clear { task: task.id, note: String::new() };
            self.write_all(&finished.iter().map(clear).collect::<Vec<_>>())?;
            cleared.extend(finished.iter().map(|task| task.id));
        }
        Ok(())
    }

    /// One small file that every report names, and the words that it says.
    fn evidence(&self) -> Result<(Evidence, String), Trouble> {
        let weeks = Example::load(None)?.weeks;
        let words =
            weeks.task.iter().flat_map(|story| &story.report).next().map(|report| report.text.clone());
        let words = words.unwrap_or_default();
        let (bytes, now) = (words.clone().into_bytes(), self.store.now());
        let size = bytes.len() as u64;
        let hash = self.store.own_now(move |db| blob::put(db, "text/plain; charset=utf-8", &bytes, now))?;
        Ok((
            Evidence { name: "sample.txt".into(), sha256: proof::Hash(hash).to_string(), bytes: size },
            words,
        ))
    }

    /// One account of each role, to sign in with: `account password role unit`.
    fn accounts(&self, units: &Units) -> Result<String, Trouble> {
        let mut lines = String::new();
        for role in Role::ALL {
            let unit = role.needs_unit().then_some(units.ids[0]);
            let leader = (role == Role::Leader).then_some(units.leaders[0]);
            let post = self.write(post::Add { name: role.text().into(), role, unit, leader })?;
            let (login, posts) = (role.text().to_owned(), vec![PostId(post.seq)]);
            let add = account::Add { login: login.clone(), name: login.clone(), phone: String::new(), posts };
            let account = AccountId(self.write(add)?.seq);
            let text = chance::password()?;
            let hash = web::password::hash(&text)
                .map_err(|_| Trouble::new("A password cannot be hashed", "Free some memory and try again"))?;
            let now = self.store.now();
            self.store.own_now(move |db| password::set(db, Key::new(JURISDICTION, account.0), &hash, now))?;
            let of = unit.map_or("-", |_| &*units.names[0]);
            lines += &format!("{login} {text} {} {of}\n", role.text());
        }
        Ok(lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_dice() {
        let throw = |seed| (0..4).map(|_| Dice(seed).below(1_000)).collect::<Vec<_>>();
        assert_eq!(throw(7), throw(7));
        let mut dice = Dice(7);
        let thrown: Vec<usize> = (0..100).map(|_| dice.below(6)).collect();
        assert!((0..6).all(|side| thrown.contains(&side)), "{thrown:?}");
    }
}
