//! The check of the log: it passes a sound log and finds every changed byte.

use super::fresh;
use proof::{Algorithm, Frontier, Hash, Salt, entry, leaf};
use store::engine::{Connection, Value};
use store::key::Key;
use store::verify::{LogFault, Report, jurisdictions, verify};

const JURISDICTION: u32 = 3;
/// Seq, `on`, kind, data, the ledger's day, private bytes.
type Event = (u64, Option<u64>, &'static str, &'static str, &'static str, Option<&'static str>);

const EVENTS: [Event; 7] = [
    (0, Some(0), "jurisdiction.founded", r#"{"name":"省政府督查室"}"#, "2026-11-24", None),
    (1, None, "day.opened", r#"{"date":"2026-11-24"}"#, "2026-11-24", None),
    (2, Some(2), "unit.added", r#"{"name":"省财政厅"}"#, "2026-11-24", None),
    (3, Some(3), "account.added", r#"{"unit":2}"#, "2026-11-24", Some(r#"{"name":"Ann"}"#)),
    (4, Some(4), "account.added", r#"{"unit":2}"#, "2026-11-24", Some(r#"{"name":"Ben"}"#)),
    (5, None, "day.opened", r#"{"date":"2026-11-25"}"#, "2026-11-25", None),
    (6, Some(4), "private.erased", r#"{"account":4,"seq":4}"#, "2026-11-25", None),
];

fn salt(seq: u64, part: u8) -> Salt {
    Salt([seq as u8 * 2 + part; 32])
}

/// Writes events of one jurisdiction as a turn would.
fn record(db: &mut Connection, jurisdiction: u32, events: &[Event]) {
    let mut tree = Frontier::default();
    let mut last = (0, "");
    for &(seq, on, kind, data, day, private) in events {
        let key = Key::new(jurisdiction, seq);
        let at = format!("2026-11-{}T08:00:0{seq}.25{seq}Z", &day[8..]);
        let on_json = on.map_or(String::new(), |on| format!(r#""on":{on},"#));
        let who = if seq > 1 { r#""who":3,"post":9,"# } else { "" };
        let bytes = format!(r#"{{"seq":{seq},"at":"{at}",{who}{on_json}"kind":"{kind}","data":{data}}}"#);
        let micros = at.parse::<jiff::Timestamp>().unwrap().as_microsecond();
        let (public_salt, private_salt) = (salt(seq, 0), salt(seq, 1));
        let private = private.map(str::as_bytes);
        let entry = entry(
            Algorithm::Sha256,
            (&public_salt, bytes.as_bytes()),
            private.map(|private| (&private_salt, private)),
        );
        tree.push(leaf(&entry));
        last = (micros, day);
        let on_key = on.map(|on| Key::new(jurisdiction, on));
        db.execute(
            "INSERT INTO event (key, on_key, kind, at, day, salt, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                key.into(),
                on_key.into(),
                kind.into(),
                micros.into(),
                day.into(),
                public_salt.0.into(),
                bytes.into_bytes().into(),
            ],
        )
        .unwrap();
        db.execute("INSERT INTO leaf (key, entry) VALUES ($1, $2)", &[key.into(), entry.into()]).unwrap();
        if let Some(private) = private {
            db.execute(
                "INSERT INTO private (key, salt, bytes) VALUES ($1, $2, $3)",
                &[key.into(), private_salt.0.into(), private.into()],
            )
            .unwrap();
        }
    }
    db.execute(
        "INSERT INTO head (jurisdiction, size, at, day, frontier) VALUES ($1, $2, $3, $4, $5)",
        &[jurisdiction.into(), tree.size().into(), last.0.into(), last.1.into(), tree.to_bytes().into()],
    )
    .unwrap();
}

/// A log in which Ben's private part was erased.
fn log() -> (tempfile::TempDir, Connection) {
    let (folder, mut db) = fresh();
    // Thousands of small changes follow that need not survive a power cut.
    db.batch("PRAGMA synchronous = OFF").unwrap();
    record(&mut db, JURISDICTION, &EVENTS);
    db.execute("DELETE FROM private WHERE key = $1", &[Key::new(JURISDICTION, 4).into()]).unwrap();
    (folder, db)
}

fn check(db: &mut Connection) -> Report {
    verify(db, JURISDICTION, None).unwrap()
}

/// The faults after one statement on event `seq`, which stands in `$1`.
fn after(sql: &str, seq: u64) -> Vec<LogFault> {
    let (_folder, mut db) = log();
    assert_eq!(db.execute(sql, &[Key::new(JURISDICTION, seq).into()]).unwrap(), 1, "{sql}");
    check(&mut db).faults
}

#[test]
fn a_sound_log_passes() {
    let (_folder, mut db) = log();
    let report = check(&mut db);
    assert_eq!(report.faults, []);
    assert_eq!(report.size, 7);
    let frontier = db.first("SELECT frontier FROM head", &[], |row| row.bytes(0)).unwrap().unwrap();
    assert_eq!(report.root, Frontier::from_bytes(&frontier).unwrap().root());
}

#[test]
fn every_changed_byte_is_found() {
    let (_folder, mut db) = log();
    let mut flips = 0;
    for (table, key, columns) in [
        ("event", "key", &["key", "on_key", "kind", "at", "day", "salt", "bytes"][..]),
        ("private", "key", &["key", "salt", "bytes"]),
        ("leaf", "key", &["key", "entry"]),
        ("head", "jurisdiction", &["jurisdiction", "size", "at", "day", "frontier"]),
    ] {
        let keys = db.query(&format!("SELECT {key} FROM {table}"), &[], |row| row.int(0)).unwrap();
        assert!(!keys.is_empty());
        for row in keys {
            for column in columns {
                let value = cell(&mut db, table, key, row, column);
                for changed in changes(&value) {
                    let set = format!("UPDATE {table} SET {column} = $1 WHERE {key} = $2");
                    let moved = match &changed {
                        Value::Int(to) if *column == key => *to,
                        _ => row,
                    };
                    assert_eq!(db.execute(&set, &[changed.clone(), row.into()]).unwrap(), 1);
                    assert_ne!(check(&mut db).faults, [], "{table}.{column} of {row}: {changed:?}");
                    assert_eq!(db.execute(&set, &[value.clone(), moved.into()]).unwrap(), 1);
                    flips += 1;
                }
            }
        }
    }
    assert_eq!(check(&mut db).faults, []);
    assert!(flips > 1_900, "{flips}");
}

fn cell(db: &mut Connection, table: &str, key: &str, row: i64, column: &str) -> Value<'static> {
    let sql = format!("SELECT typeof({column}), {column} FROM {table} WHERE {key} = $1");
    db.first(&sql, &[row.into()], |row| {
        Ok(match row.text(0)?.as_str() {
            "integer" => row.int(1)?.into(),
            "text" => row.text(1)?.into(),
            "blob" => row.bytes(1)?.into(),
            _ => Value::Null,
        })
    })
    .unwrap()
    .unwrap()
}

/// The value with each of its bytes changed, one at a time.
fn changes(value: &Value) -> Vec<Value<'static>> {
    let each = |bytes: &[u8]| -> Vec<Vec<u8>> {
        (0..bytes.len())
            .map(|place| {
                let mut changed = bytes.to_vec();
                changed[place] ^= 1;
                changed
            })
            .collect()
    };
    match value {
        Value::Null => vec![Key::new(JURISDICTION, 0).into()],
        // The fifth bit, so that a changed key is no other row's.
        Value::Int(number) => (0..8).map(|byte| (number ^ (16 << (8 * byte))).into()).collect(),
        Value::Text(text) => {
            each(text.as_bytes()).into_iter().map(|text| String::from_utf8(text).unwrap().into()).collect()
        }
        Value::Bytes(bytes) => each(bytes).into_iter().map(Into::into).collect(),
    }
}

#[test]
fn faults_name_their_place() {
    use LogFault::*;
    let column = |seq, column| vec![Column { seq, column }];
    let frontier = Head { column: "frontier" };
    for (sql, seq, faults) in [
        ("UPDATE event SET on_key = NULL WHERE key = $1", 2, column(2, "on_key")),
        ("UPDATE event SET kind = 'unit.closed' WHERE key = $1", 2, column(2, "kind")),
        ("UPDATE event SET at = at + 1 WHERE key = $1", 2, column(2, "at")),
        ("UPDATE event SET day = '2026-11-25' WHERE key = $1", 0, column(0, "day")),
        ("UPDATE event SET day = '2026-11-24' WHERE key = $1", 5, column(5, "day")),
        ("UPDATE event SET salt = x'00' WHERE key = $1", 2, vec![Public { seq: 2 }]),
        ("UPDATE private SET bytes = x'00' WHERE key = $1", 3, vec![Private { seq: 3 }]),
        ("DELETE FROM private WHERE key = $1", 3, vec![PrivateMissing { seq: 3 }]),
        ("INSERT INTO private VALUES ($1, x'00', x'00')", 9, vec![Stray { table: "private", seq: 9 }]),
        ("INSERT INTO private VALUES ($1, x'00', x'00')", 2, vec![Private { seq: 2 }]),
        ("INSERT INTO leaf VALUES ($1, x'00')", 7, vec![Stray { table: "leaf", seq: 7 }]),
        ("DELETE FROM leaf WHERE key = $1", 2, vec![NoEntry { seq: 2 }, frontier.clone()]),
        ("DELETE FROM head WHERE jurisdiction = $1 >> 36", 0, vec![NoHead]),
    ] {
        assert_eq!(after(sql, seq), faults, "{sql} {seq}");
    }
    let gap = after("DELETE FROM event WHERE key = $1", 2);
    assert!(
        gap.contains(&Gap { from: 2, to: 2 }) && gap.contains(&Stray { table: "leaf", seq: 2 }),
        "{gap:?}"
    );
    let unreadable = after("UPDATE event SET bytes = x'00' WHERE key = $1", 2);
    assert!(matches!(&unreadable[..], [Public { seq: 2 }, Unreadable { seq: 2, .. }]), "{unreadable:?}");
    let last = after("DELETE FROM event WHERE key = $1", 6);
    assert!(last.contains(&Head { column: "size" }), "a log cut off at its end: {last:?}");
}

#[test]
fn what_was_erased_must_be_gone() {
    let (_folder, mut db) = fresh();
    record(&mut db, JURISDICTION, &EVENTS);
    assert_eq!(check(&mut db).faults, [LogFault::NotErased { seq: 4 }]);
}

#[test]
fn time_and_days_go_forward_without_a_gap() {
    let check_with = |place: usize, event: Event| {
        let (_folder, mut db) = fresh();
        let mut events = EVENTS[..6].to_vec();
        events[place] = event;
        record(&mut db, JURISDICTION, &events);
        check(&mut db).faults
    };
    for (day, data) in
        [("2026-11-26", r#"{"date":"2026-11-26"}"#), ("2026-11-24", r#"{"date":"2026-11-24"}"#)]
    {
        let faults = check_with(5, (5, None, "day.opened", data, day, None));
        let (date, after) = (day.parse().unwrap(), "2026-11-24".parse().unwrap());
        assert_eq!(faults, [LogFault::DayOutOfOrder { seq: 5, date, after }]);
    }
    // The tests' events happen on their day: this one the day before its neighbours.
    let unit = (2, Some(2), "unit.added", r#"{"name":"省财政厅"}"#, "2026-11-23", None);
    let faults = check_with(2, unit);
    assert_eq!(faults, [LogFault::TimeFell { seq: 2 }, LogFault::Column { seq: 2, column: "day" }]);
}

#[test]
fn only_what_was_noted_earlier_finds_a_rewritten_log() {
    let (_folder, mut db) = fresh();
    let mut events = EVENTS[..6].to_vec();
    record(&mut db, JURISDICTION, &events);
    let noted = check(&mut db);
    for against in [(0, Frontier::default().root()), (noted.size, noted.root)] {
        assert_eq!(verify(&mut db, JURISDICTION, Some(against)).unwrap().faults, []);
    }
    for against in [(noted.size, Hash([0; 32])), (noted.size + 1, noted.root)] {
        let faults = verify(&mut db, JURISDICTION, Some(against)).unwrap().faults;
        assert_eq!(faults, [LogFault::Rewritten { size: against.0 }]);
    }

    let (_folder, mut db) = fresh();
    events[2].3 = r#"{"name":"省审计厅"}"#;
    events.push((6, Some(3), "account.closed", "{}", "2026-11-25", None));
    record(&mut db, JURISDICTION, &events);
    assert_eq!(check(&mut db).faults, []);
    let faults = verify(&mut db, JURISDICTION, Some((noted.size, noted.root))).unwrap().faults;
    assert_eq!(faults, [LogFault::Rewritten { size: 6 }]);
}

#[test]
fn each_jurisdiction_has_its_own_log() {
    let (_folder, mut db) = log();
    record(&mut db, 9, &EVENTS[..3]);
    db.execute("INSERT INTO leaf VALUES ($1, x'00')", &[Key::new(12, 5).into()]).unwrap();
    assert_eq!(jurisdictions(&mut db).unwrap(), [JURISDICTION, 9, 12]);
    assert_eq!(check(&mut db).faults, []);
    assert_eq!(verify(&mut db, 9, None).unwrap().size, 3);
    let faults = verify(&mut db, 12, None).unwrap().faults;
    assert_eq!(faults, [LogFault::Stray { table: "leaf", seq: 5 }, LogFault::NoHead]);
}
