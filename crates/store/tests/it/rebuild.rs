//! Deriving anew finds what is wrong with any derived table, and leaves it right.

use crate::town::{Town, facts, until};
use store::rebuild::{compare, rebuild};

fn town() -> Town {
    let mut town = Town::founded();
    town.plan(vec![
        until(facts(1, "修路", &["市交通局", "市财政局"]), "2026-05-20"),
        facts(2, "建设数字档案馆", &["市档案局"]),
    ]);
    town
}

#[test]
fn damage_is_named_and_mended() {
    for (table, damage) in [
        ("thing", "UPDATE thing SET version = version + 1 WHERE key = (SELECT max(key) FROM thing)"),
        ("thing", "UPDATE thing SET state = x'7b7d' WHERE kind = 1"),
        ("listed", "DELETE FROM listed WHERE kind = 8"),
        ("latest", "UPDATE latest SET version = 0 WHERE kind = 1"),
        ("name", "INSERT INTO name VALUES (1, 1, '市无此局', 68719476736)"),
        ("task", "UPDATE task SET title = title || '。' WHERE number = '2'"),
        ("facet", "DELETE FROM facet WHERE facet = 6"),
        ("counter", "UPDATE counter SET n = n + 1 WHERE scope = 0 AND facet = 6"),
        ("search", "DELETE FROM search WHERE rowid = (SELECT max(key) FROM task)"),
    ] {
        let mut town = town();
        let before = town.dump();
        assert_ne!(town.db.execute(damage, &[]).unwrap(), 0, "{damage}");
        let damaged = town.dump();
        assert_eq!(compare(&mut town.db).unwrap().differ, [table], "{damage}");
        assert_eq!(town.dump(), damaged, "comparing changes nothing");
        assert_eq!(rebuild(&mut town.db).unwrap().differ, [table], "{damage}");
        assert_eq!(town.dump(), before, "{damage}");
        town.check();
    }
}

#[test]
fn a_log_that_cannot_be_folded_changes_nothing() {
    let mut town = town();
    town.db.execute("DELETE FROM event WHERE key & 68719476735 < 2", &[]).unwrap();
    let before = town.dump();
    let fault = rebuild(&mut town.db);
    assert!(matches!(fault, Err(store::Fault::Broken(_))), "{fault:?}");
    assert_eq!(town.dump(), before);
}

#[test]
fn long_logs_are_folded_in_parts() {
    let mut town = Town::founded();
    for number in 0..3 {
        let tasks = (1..1_500).map(|task| facts(task, &format!("任务{number}"), &["市交通局"]));
        town.plan(tasks.collect());
        town.sleep(10);
    }
    assert!(town.events().len() > 2 * 4_096);
    town.check();
}
