//! The store as a whole: its folder, its threads, a second process beside it.

use crate::town::{J, add_unit, found};
use jiff::Timestamp;
use ledger::{Kind, Who};
use std::future::Future;
use std::sync::mpsc::channel;
use std::task::{Context, Poll, Waker};
use store::query::things;
use store::write::turn::WriteError;
use store::{FILE, Fault, Sent, Store};

fn units(store: &Store) -> usize {
    store.read_now(|db| things::all(db, J, Kind::Unit)).unwrap().len()
}

fn system() -> Sent {
    Sent::system(J)
}

#[test]
fn a_folder_of_somebody_elses_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letter.txt"), "dear").unwrap();
    let refused = Store::open(folder.path()).err();
    assert!(matches!(&refused, Some(Fault::NotOurs(why)) if why.contains("empty folder")), "{refused:?}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let file = folder.path().join("letter.txt");
    assert!(matches!(Store::open(&file).err(), Some(Fault::NotOurs(_))));
    for ours in ["new/deep", "new/deep", "empty"] {
        let path = folder.path().join(ours);
        std::fs::create_dir_all(folder.path().join("empty/lost+found")).unwrap();
        assert!(Store::open(&path).is_ok() && path.join(FILE).exists(), "{ours}");
    }
}

#[test]
fn two_processes_may_write_to_one_folder() {
    let folder = tempfile::tempdir().unwrap();
    // Each has its own connections and threads, as two processes do.
    let stores = [Store::open(folder.path()).unwrap(), Store::open(folder.path()).unwrap()];
    stores[0].write_now(system(), found("西宁市")).unwrap();
    std::thread::scope(|scope| {
        for (number, store) in stores.iter().enumerate() {
            scope.spawn(move || {
                for unit in 0..30 {
                    store.write_now(system(), add_unit(&format!("单位{number}-{unit}"))).unwrap();
                }
            });
        }
    });
    assert_eq!(stores.each_ref().map(units), [60, 60]);
    let report = stores[1].read_now(|db| store::verify::verify(db, J, None)).unwrap();
    assert_eq!((report.size, report.faults), (62, Vec::new()));
}

#[tokio::test]
async fn who_finds_the_queue_full_is_told_and_all_others_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.write(system(), found("西宁市")).await.unwrap();
    let (begun, begins) = channel();
    let (go, wait) = channel::<()>();
    let busy = tokio::spawn({
        let store = store.clone();
        let hold = move |_: &mut store::Connection| {
            begun.send(()).map(|()| wait.recv().unwrap_or(())).map_err(|_| Fault::Lost)
        };
        async move { store.own(hold).await }
    });
    tokio::task::yield_now().await;
    begins.recv().unwrap();
    // The writer is held: each of these comes as far as the queue.
    let mut cx = Context::from_waker(Waker::noop());
    let (mut waiting, mut full) = (Vec::new(), 0);
    for n in 0..4_100 {
        let mut write = Box::pin(store.write(system(), add_unit(&format!("单位{n}"))));
        match write.as_mut().poll(&mut cx) {
            Poll::Pending => waiting.push(write),
            Poll::Ready(answer) => {
                assert_eq!(answer, Err(WriteError::Busy));
                full += 1;
            }
        }
    }
    go.send(()).unwrap();
    busy.await.unwrap().unwrap();
    for write in waiting {
        write.await.unwrap();
    }
    assert_eq!(full, 4);
    let units = store.read(|db| things::all(db, J, Kind::Unit)).await.unwrap();
    assert_eq!(units.len(), 4_096);
}

#[test]
fn a_panic_ends_its_own_write_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.write_now(system(), found("西宁市")).unwrap();
    let fault = store.own_now::<()>(|db| {
        db.execute("INSERT INTO start_code VALUES (x'00', 1)", &[])?;
        panic!("a mistake")
    });
    assert!(matches!(fault, Err(Fault::Broken(_))), "{fault:?}");
    store.write_now(system(), add_unit("市财政局")).unwrap();
    let codes = store.read_now(|db| db.first("SELECT count(*) FROM start_code", &[], |row| row.int(0)));
    assert_eq!((units(&store), codes), (1, Ok(Some(0))));
}

#[test]
fn what_waits_is_written_before_the_store_ends() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    store.write_now(system(), found("西宁市")).unwrap();
    let writers: Vec<_> = (0..8)
        .map(|n| {
            let store = store.clone();
            std::thread::spawn(move || store.write_now(system(), add_unit(&format!("单位{n}"))))
        })
        .collect();
    drop(store);
    assert!(writers.into_iter().all(|writer| writer.join().unwrap().is_ok()));
    assert_eq!(units(&Store::open(folder.path()).unwrap()), 8);
}

#[test]
fn a_samples_clock_runs_on_from_where_it_was_set() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let set: Timestamp = "2026-05-20T01:00:00Z".parse().unwrap();
    store.set_now(set);
    let now = store.now();
    assert!(now >= set && now.duration_since(set).as_secs() < 60, "{now}");
    store.write_now(Sent::by(J, Who::System), found("西宁市")).unwrap();
    let day = store.read_now(|db| store::head::read(db, J)).unwrap().unwrap().day;
    assert_eq!(day.to_string(), "2026-05-20");
    store.set_now("2026-05-22T01:00:00Z".parse().unwrap());
    store.open_day(J).unwrap();
    let day = store.read_now(|db| store::head::read(db, J)).unwrap().unwrap().day;
    assert_eq!(day.to_string(), "2026-05-22");
    store.set_now("2026-08-22T01:00:00Z".parse().unwrap());
    assert!(matches!(store.open_day(J), Err(WriteError::Day(_))));
    store.open_days_to(J, "2026-08-21".parse().unwrap()).unwrap();
    store.open_day(J).unwrap();
}
