//! kill -9 in the middle of writes: what was acknowledged is there, once, and the log is sound.

use crate::town::{J, add_unit, found};
use ledger::{Kind, Who};
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use store::query::things;
use store::verify::verify;
use store::{Sent, Store};

const ROUNDS: usize = 20;
const CLIENTS: u64 = 8;
const ACKNOWLEDGED: usize = 1_000;
/// Where the process that is killed finds its folder and the number of its first write.
const FOLDER: &str = "CRASH_FOLDER";
const FIRST: &str = "CRASH_FIRST";

/// The process that is killed: writes units without end and says the name of each once it is acknowledged. It is
/// started by the test below in a process of its own; among the others it has no folder and nothing to do.
#[test]
fn writer() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let next = AtomicU64::new(std::env::var(FIRST).unwrap().parse().unwrap());
    let store = Store::open(folder.as_ref()).unwrap();
    let said = Mutex::new(std::io::stderr());
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                loop {
                    let name = format!("单位{}", next.fetch_add(1, Ordering::Relaxed));
                    let sent = Sent { key: Some(name.clone()), ..Sent::by(J, Who::System) };
                    store.write_now(sent, add_unit(&name)).unwrap();
                    // One write, so that a kill leaves no half of a line.
                    let line = format!("acknowledged {name}\n");
                    said.lock().unwrap().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    Store::open(folder.path()).unwrap().write_now(Sent::system(J), found("西宁市")).unwrap();
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::writer", "--nocapture"])
            .env(FOLDER, folder.path())
            .env(FIRST, (round * 1_000_000).to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        // Some more each round, so that the kill meets the writer at different places.
        let wanted = ACKNOWLEDGED / ROUNDS + round;
        let names =
            |line: std::io::Result<String>| line.ok()?.strip_prefix("acknowledged ").map(str::to_owned);
        acknowledged.extend(lines.by_ref().filter_map(names).take(wanted));
        child.kill().unwrap(); // SIGKILL
        child.wait().unwrap();
        acknowledged.extend(lines.filter_map(names));

        let store = Store::open(folder.path()).unwrap();
        let report = store.read_now(|db| verify(db, J, None)).unwrap();
        assert_eq!(report.faults, [], "round {round}");
        let there: Vec<String> = store
            .read_now(|db| things::all(db, J, Kind::Unit))
            .unwrap()
            .into_iter()
            .flat_map(|(_, entry)| entry.thing.names())
            .map(|(_, name)| name)
            .collect();
        let once: HashSet<&String> = there.iter().collect();
        assert_eq!(once.len(), there.len(), "none twice");
        let lost: Vec<_> = acknowledged.iter().filter(|name| !once.contains(name)).collect();
        assert_eq!(lost, Vec::<&String>::new(), "round {round}");
        // Whoever did not hear the answer asks again under the same key, and it is done once.
        let last = acknowledged.last().unwrap().clone();
        let again = Sent { key: Some(last.clone()), ..Sent::system(J) };
        store.write_now(again, add_unit(&last)).unwrap();
        assert_eq!(store.read_now(|db| things::all(db, J, Kind::Unit)).unwrap().len(), there.len());
    }
    assert!(acknowledged.len() >= ACKNOWLEDGED);
    let store = Store::open(folder.path()).unwrap();
    let rebuilt = store.own_now(store::rebuild::rebuild).unwrap();
    assert_eq!(rebuilt.differ, Vec::<&str>::new());
}
