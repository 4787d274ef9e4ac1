//! How many writes a second the store takes in process, on disk before they are answered, and how long pages of the
//! list take. `cargo run --release -p store --example turns -- [TASKS]` fills a new folder (100,000 tasks) and prints
//! each figure with the processor time behind it.

use jiff::Timestamp;
use ledger::document::{self, Kept};
use ledger::draft::{self, DraftFacts};
use ledger::light::{Light, LightRow, LightRules, When};
use ledger::plan::Period;
use ledger::printed::{Comparator, Deadline, Duty, NamedUnit, PrintedDate, Target};
use ledger::report;
use ledger::task::{self, Figure};
use ledger::{
    AssignmentId, Command, DocumentId, DraftId, Facet, Kind, PlanId, TaskId, Thing, jurisdiction, unit,
};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use store::engine::Connection;
use store::query::tasks::{Question, Sort, page};
use store::query::{overview, things};
use store::{FILE, Recorded, Sent, Store};

const J: u32 = 1;
const TASKS_PER_PLAN: usize = 2_000;
const UNITS: usize = 60;

type Done<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Done {
    let tasks = std::env::args().nth(1).map_or(Ok(100_000), |tasks| tasks.parse())?;
    let folder = tempfile::tempdir()?;
    let store = Store::open(folder.path())?;
    println!("{:?}", store.settings_in_force());
    let began = Instant::now();
    let assigned = fill(&store, tasks)?;
    let events = store.read_now(|db| store::head::read(db, J))?.map_or(0, |head| head.size);
    println!("filled: {tasks} tasks, {events} events in {:.1} s", began.elapsed().as_secs_f64());
    writes(&store, "sign", 4_000, |n| {
        let (task, assignment) = assigned[n];
        task::Sign { task, assignment }
    });
    writes(&store, "report", 4_000, |n| {
        let (task, assignment) = assigned[n];
        report_on(task, assignment)
    });
    pages(&mut Connection::open_reader(&folder.path().join(FILE))?)?;
    turning(&store)
}

/// Turns the row of every task in one turn, as the last day of a year does: half of them show another light.
fn turning(store: &Store) -> Done {
    let row = |light, when| LightRow { light, when };
    let rows = vec![
        row(Light::Red, When::Overdue),
        row(Light::Yellow, When::DueWithin(45)),
        row(Light::Green, When::Always),
    ];
    let before = resident();
    let (began, cpu) = (Instant::now(), processor_time());
    ok(store, jurisdiction::Change { lights: Some(LightRules(rows)), ..jurisdiction::Change::default() })?;
    let (wall, cpu) = (began.elapsed().as_secs_f64(), processor_time().saturating_sub(cpu).as_secs_f64());
    println!("every row turns: {wall:.1} s, {cpu:.1} s of processor time, {} MB more", resident() - before);
    Ok(())
}

/// Megabytes of memory of this process's own.
fn resident() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|kb| kb.parse::<i64>().ok()).unwrap_or(0)
        / 1024
}

/// Writes that many of one kind at each number of senders that wait at once.
fn writes<C: Command>(store: &Store, what: &str, each: usize, command: impl Fn(usize) -> C + Sync) {
    let next = AtomicUsize::new(0);
    for senders in [1, 8, 32, 128] {
        let end = next.load(Ordering::Relaxed) + if senders == 1 { each / 4 } else { each };
        let first = next.load(Ordering::Relaxed);
        let (began, cpu) = (Instant::now(), processor_time());
        std::thread::scope(|scope| {
            for _ in 0..senders {
                scope.spawn(|| {
                    loop {
                        let n = next.fetch_add(1, Ordering::Relaxed);
                        if n >= end {
                            break;
                        }
                        let answer = store.write_now(Sent::system(J), command(n));
                        assert!(answer.is_ok(), "{answer:?}");
                    }
                });
            }
        });
        next.store(end, Ordering::Relaxed);
        let written = (end - first) as f64;
        let (wall, cpu) = (began.elapsed().as_secs_f64(), processor_time().saturating_sub(cpu).as_secs_f64());
        let (rate, micros) = (written / wall, cpu / written * 1e6);
        println!("{what:8} {senders:4} waiting {rate:8.0} a second {micros:7.0} µs of processor time each");
    }
}

/// Pages of the list on one reader, and the overview: the median of many.
fn pages(db: &mut Connection) -> Done {
    let units = things::all(db, J, Kind::Unit)?;
    let plans = things::all(db, J, Kind::Plan)?;
    let (unit, plan) = (units[20].0, plans[plans.len() / 2].0);
    let filters = [
        ("all", vec![]),
        ("unit", vec![(Facet::Unit, vec![unit])]),
        ("plan", vec![(Facet::Plan, vec![plan])]),
        ("light", vec![(Facet::Light, vec![2])]),
        ("unit, light", vec![(Facet::Unit, vec![unit]), (Facet::Light, vec![0])]),
        ("state, pace: none", vec![(Facet::State, vec![2]), (Facet::Pace, vec![3])]),
        ("state of three", vec![(Facet::State, vec![0, 1, 2])]),
        ("two units: half none", vec![(Facet::Unit, vec![unit]), (Facet::Lead, vec![units[3].0])]),
    ];
    for (what, filters) in filters {
        for sort in [Sort::Due, Sort::Place, Sort::Updated] {
            listed(db, &format!("{what}; by {}", sort.text()), &question(filters.clone(), sort, None))?;
        }
    }
    for (what, words) in
        [("every task's", "政策措施"), ("one in a thousand", "数字档案馆"), ("none's", "航天")]
    {
        for sort in [Sort::Newest, Sort::Due] {
            let name = format!("words: {what}; by {}", sort.text());
            listed(db, &name, &question(vec![], sort, Some(words)))?;
            let of_unit = question(vec![(Facet::Unit, vec![unit])], sort, Some(words));
            listed(db, &format!("{name}; of a unit"), &of_unit)?;
        }
    }
    let micros = median(|| overview::scope(db, J, Facet::All, 0).map(drop))?;
    println!("{:50} {micros:7.0} µs", "overview");
    Ok(())
}

fn question(filters: Vec<(Facet, Vec<u64>)>, sort: Sort, words: Option<&str>) -> Question {
    let words = words.map(str::to_owned);
    Question { jurisdiction: J, filters, due_before: None, words, sort, after: None, limit: 50 }
}

fn listed(db: &mut Connection, what: &str, question: &Question) -> Done {
    let first = page(db, question)?;
    let rows = first.rows.len();
    let micros = median(|| db.reading(|db| page(db, question)).map(drop))?;
    let total = first.total;
    println!("{what:50} {micros:7.0} µs {:7.0} a second, {rows} rows of {total:?}", 1e6 / micros);
    Ok(())
}

/// Microseconds of the median of a hundred runs, or of what a second holds.
fn median(mut f: impl FnMut() -> Result<(), store::Fault>) -> Done<f64> {
    let began = Instant::now();
    let mut times = Vec::new();
    while times.len() < 100 && began.elapsed() < Duration::from_secs(1) {
        let one = Instant::now();
        f()?;
        times.push(one.elapsed());
    }
    times.sort_unstable();
    Ok(times[times.len() / 2].as_secs_f64() * 1e6)
}

/// User and system time of this process, from the kernel's accounting in hundredths of a second.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = fields.iter().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn fill(store: &Store, tasks: usize) -> Done<Vec<(TaskId, AssignmentId)>> {
    let found = jurisdiction::Found {
        name: "某省".into(),
        zone: "Asia/Shanghai".into(),
        origin: "0123456789abcdef".into(),
        sample: true,
    };
    store.set_now("2026-05-20T01:00:00Z".parse::<Timestamp>()?);
    ok(store, found)?;
    let names: Vec<String> = (0..UNITS).map(|n| format!("省第{n}厅")).collect();
    for name in &names {
        ok(store, unit::Add { facts: unit::Facts::unit(name, 1) })?;
    }
    let kept = Kept {
        name: "方案.txt".into(),
        sha256: "a".repeat(64),
        bytes: 9,
        text: "b".repeat(64),
        reading: "c".repeat(64),
    };
    let document = DocumentId(ok(store, document::Keep { document: kept })?.seq);
    for first in (0..tasks).step_by(TASKS_PER_PLAN) {
        let tasks =
            (first..tasks.min(first + TASKS_PER_PLAN)).map(|n| facts(n, &names)).collect::<Result<_, _>>()?;
        let made = draft::Make {
            document,
            title: format!("方案{first}"),
            number: String::new(),
            period: Some(Period { start: "2026-04-01".parse()?, end: "2026-06-30".parse()? }),
            sections: Vec::new(),
            tasks,
            warnings: Vec::new(),
        };
        let draft = DraftId(ok(store, made)?.seq);
        ok(store, draft::Confirm::of(draft))?;
        let Some(plan) = store.read_now(move |db| Ok(things::all(db, J, Kind::Plan)?.pop()))? else {
            continue;
        };
        ok(store, task::Assign { plan: PlanId(plan.0), tasks: Vec::new() })?;
    }
    store
        .read_now(|db| {
            let sql = "SELECT key FROM task ORDER BY key LIMIT 40000";
            let keys = db.query(sql, &[], |row| row.key(0))?;
            let mut assigned = Vec::new();
            for key in keys {
                if let Some(Thing::Task(task)) = things::one(db, key)?.map(|entry| entry.thing) {
                    assigned.extend(task.assignments.first().map(|part| (TaskId(key.seq()), part.id)));
                }
            }
            Ok(assigned)
        })
        .map_err(Into::into)
}

fn facts(n: usize, names: &[String]) -> Done<DraftFacts> {
    let unit = |place: usize| NamedUnit {
        name: names[(n * 7 + place * 13) % names.len()].clone(),
        duty: if place == 0 { Duty::Lead } else { Duty::Responsible },
        span: None,
    };
    let day = format!("2026-{:02}-{:02}", 5 + n % 8, 1 + n % 28).parse()?;
    let rare = if n % 1_000 == 3 { "数字档案馆" } else { "基础设施" };
    Ok(DraftFacts {
        number: (n % TASKS_PER_PLAN + 1).to_string(),
        body: format!("加快推进{rare}建设，落实各项政策措施，完成年度投资{n}亿元。"),
        units: (0..=n % 6).map(unit).collect(),
        deadlines: vec![Deadline { text: "按期".into(), date: PrintedDate::Day(day), span: None }],
        targets: vec![Target {
            text: "25亿元".into(),
            subject: "投资".into(),
            value: 25.into(),
            unit: "亿元".into(),
            comparator: Comparator::AtLeast,
            span: None,
        }],
        ..DraftFacts::default()
    })
}

fn report_on(task: TaskId, assignment: AssignmentId) -> report::Write {
    report::Write {
        task,
        assignment,
        as_of: jiff::civil::date(2026, 5, 20),
        percent: 40,
        text: "已完成前期手续，正在组织施工，资金到位，进展顺利。".into(),
        problems: String::new(),
        figures: vec![Figure { target: 0, value: 10.into() }],
        correction: String::new(),
        evidence: Vec::new(),
    }
}

fn ok<C: Command>(store: &Store, command: C) -> Done<Recorded> {
    Ok(store.write_now(Sent::system(J), command)?)
}
