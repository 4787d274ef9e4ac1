//! kill -9 while reports are posted: what was acknowledged is there exactly once, and the log is sound.

use crate::program::{Server, arg, out};
use ledger::document::{Keep, Kept};
use ledger::draft::{Confirm, DraftFacts, Make};
use ledger::plan::Period;
use ledger::printed::{Duty, NamedUnit};
use ledger::report::ReportEvent;
use ledger::task::{Assign, Sign};
use ledger::{
    AccountId, Command, DocumentId, DraftId, Fact, Kind, PostId, Role, TaskId, Thing, UnitId, account,
    jurisdiction, post, unit,
};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use store::query::{events, things};
use store::{Key, Recorded, Sent, Store, token};

const J: u32 = 1;
const ROUNDS: usize = 20;
const CLIENTS: usize = 8;
/// Acknowledged reports in all.
const ACKNOWLEDGED: usize = 1_000;
/// One report waits on each task; the plan holds enough for those that nobody heard of as well.
const TASKS: usize = 2_000;
/// A server that was killed answers nobody; one that lives answers well within this.
const PATIENCE: Duration = Duration::from_secs(20);

/// A task that is signed for, and what is reported on it, under a key that says which.
struct Report {
    key: String,
    body: String,
}

/// A ledger of one unit and its plan; the reports to post, and the token of its liaison.
fn prepare(folder: &std::path::Path) -> (Vec<Report>, String) {
    let store = Store::open(folder).unwrap();
    ok(
        &store,
        jurisdiction::Found {
            name: "样例市".into(),
            zone: "Asia/Shanghai".into(),
            origin: "0123456789abcdef".into(),
            sample: false,
        },
    );
    let name = "市交通局";
    let roads = UnitId(ok(&store, unit::Add { facts: unit::Facts::unit(name, 1) }).seq);
    let role = Role::Liaison;
    let post =
        PostId(ok(&store, post::Add { name: "联络员".into(), role, unit: Some(roads), leader: None }).seq);
    let liaison =
        account::Add { login: "li".into(), name: "李某".into(), phone: String::new(), posts: vec![post] };
    let liaison = AccountId(ok(&store, liaison).seq);
    let now = store.now();
    let token = store
        .own_now(move |db| token::create(db, Key::new(J, liaison.0), Key::new(J, post.0), "test", now))
        .unwrap();
    let kept = Kept {
        name: "plan.txt".into(),
        sha256: "a".repeat(64),
        bytes: 1,
        text: "b".repeat(64),
        reading: "c".repeat(64),
    };
    let document = DocumentId(ok(&store, Keep { document: kept }).seq);
    let task = |number: usize| DraftFacts {
        number: number.to_string(),
        body: format!("完成第{number}项"),
        units: vec![NamedUnit { name: name.into(), duty: Duty::Lead, span: None }],
        ..DraftFacts::default()
    };
    let day = |text: &str| text.parse().unwrap();
    let make = Make {
        document,
        title: "方案".into(),
        number: String::new(),
        period: Some(Period { start: day("2026-01-01"), end: day("2026-12-31") }),
        sections: vec![],
        tasks: (1..=TASKS).map(task).collect(),
        warnings: vec![],
    };
    let draft = DraftId(ok(&store, make).seq);
    ok(&store, Confirm::of(draft));
    let (plan, _) = store.read_now(|db| things::all(db, J, Kind::Plan)).unwrap().remove(0);
    ok(&store, Assign { plan: ledger::PlanId(plan), tasks: vec![] });
    let Some(Thing::Plan(plan)) = thing(&store, plan) else { panic!("the plan") };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let reports = plan.tasks.iter().enumerate().map(|(number, &task)| {
        let Some(Thing::Task(state)) = thing(&store, task.0) else { panic!("the task") };
        let assignment = state.assignments[0].id;
        let body =
            serde_json::json!({"task": task, "assignment": assignment, "percent": 40, "text": text(task)});
        (Sign { task, assignment }, Report { key: format!("report-{number}"), body: body.to_string() })
    });
    let (signs, reports): (Vec<Sign>, Vec<Report>) = reports.unzip();
    // All at once, so that a few turns do.
    runtime.block_on(async {
        let signing: Vec<_> = signs
            .into_iter()
            .map(|sign| {
                let store = store.clone();
                tokio::spawn(async move { store.write(Sent::system(J), sign).await })
            })
            .collect();
        for sign in signing {
            sign.await.unwrap().unwrap();
        }
    });
    (reports, token)
}

fn ok<C: Command>(store: &Store, command: C) -> Recorded {
    store.write_now(Sent::system(J), command).unwrap()
}

fn thing(store: &Store, seq: u64) -> Option<Thing> {
    store.read_now(move |db| things::one(db, Key::new(J, seq))).unwrap().map(|entry| entry.thing)
}

fn text(task: TaskId) -> String {
    format!("任务{task}进展顺利")
}

/// Posts a report; the event's seq if it was acknowledged, none if the server is gone.
fn send(address: SocketAddr, token: &str, report: &Report) -> Option<u64> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let (key, body) = (&report.key, &report.body);
    let request = format!(
        "POST /api/v1/reports HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nIdempotency-Key: {key}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 200"), "{answer}");
    // A body that was cut off acknowledged nothing.
    serde_json::from_str::<serde_json::Value>(body).ok()?["seq"].as_u64()
}

#[test]
fn acknowledged_reports_survive_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let data = arg(folder.path()).to_owned();
    let (reports, token) = prepare(folder.path());
    // Which report was answered with which seq, and which nobody heard of.
    let acknowledged: Mutex<HashMap<usize, u64>> = Mutex::default();
    let mut unheard: Vec<usize> = Vec::new();
    let next = AtomicUsize::new(0);
    for round in 0..ROUNDS {
        let server = Server::start(&["serve", "--data", &data]);
        let address = server.address;
        let wanted = ACKNOWLEDGED * (round + 1) / ROUNDS;
        // Whoever heard nothing asks again under the same key.
        for report in unheard.drain(..) {
            let seq = send(address, &token, &reports[report]).expect("it is alive");
            acknowledged.lock().unwrap().insert(report, seq);
        }
        let lost = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for _ in 0..CLIENTS {
                scope.spawn(|| {
                    loop {
                        let report = next.fetch_add(1, Ordering::Relaxed);
                        match send(address, &token, &reports[report]) {
                            Some(seq) => drop(acknowledged.lock().unwrap().insert(report, seq)),
                            None => break lost.lock().unwrap().push(report),
                        }
                    }
                });
            }
            while acknowledged.lock().unwrap().len() < wanted {
                std::thread::sleep(Duration::from_millis(1));
            }
            drop(server); // SIGKILL, while all eight are at it
        });
        unheard = lost.into_inner().unwrap();
        out(&["verify", "--data", &data]);
    }
    out(&["verify", "--deep", "--data", &data]);
    let acknowledged = acknowledged.into_inner().unwrap();
    assert!(acknowledged.len() >= ACKNOWLEDGED);

    let store = Store::open(folder.path()).unwrap();
    let log = store.read_now(|db| events::range(db, J, 0, i64::MAX as u64)).unwrap();
    let mut written: HashMap<String, Vec<u64>> = HashMap::new();
    for event in log {
        if let Fact::Report(ReportEvent::Written(report)) = event.fact {
            written.entry(report.text).or_default().push(event.seq);
        }
    }
    for (report, seq) in &acknowledged {
        let body: serde_json::Value = serde_json::from_str(&reports[*report].body).unwrap();
        assert_eq!(
            written.remove(body["text"].as_str().unwrap()),
            Some(vec![*seq]),
            "{}",
            reports[*report].key
        );
    }
    // What is left was recorded and its answer lost with the last server.
    assert!(written.len() <= unheard.len() && written.values().all(|seqs| seqs.len() == 1), "{written:?}");
}
