use super::*;

const PAIR: Table = Table { name: "pair", columns: &["a", "b", "words"], keys: 2 };
const MARK: Table = Table { name: "mark", columns: &["a", "b"], keys: 2 };

/// A connection to a new file, and the folder that keeps it.
fn fresh() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let mut db = Connection::open(&folder.path().join("test.sqlite")).unwrap();
    db.batch(
        "CREATE TABLE pair (a INTEGER, b TEXT, words TEXT, PRIMARY KEY (a, b)) STRICT;
         CREATE TABLE mark (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;",
    )
    .unwrap();
    (folder, db)
}

fn marks(numbers: impl Iterator<Item = i64>) -> Vec<Vec<Value<'static>>> {
    numbers.map(|n| vec![n.into(), (n * 2).into()]).collect()
}

fn count(db: &mut Connection, sql: &str) -> i64 {
    db.first(sql, &[], |row| row.int(0)).unwrap().unwrap()
}

#[test]
fn places_are_numbered_outside_quotes_and_comments() {
    for (given, made) in [
        ("SELECT $2, $1", "SELECT ?2, ?1"),
        ("SELECT '$1', $1", "SELECT '$1', ?1"),
        ("SELECT 'it''s $1', \"$2\", $12", "SELECT 'it''s $1', \"$2\", ?12"),
        ("SELECT 1 - $1 -- not $2\n, $3", "SELECT 1 - ?1 -- not $2\n, ?3"),
        ("SELECT '督$1' || $1", "SELECT '督$1' || ?1"),
        ("SELECT 'open $1", "SELECT 'open $1"),
        ("SELECT 1", "SELECT 1"),
        ("SELECT $", "SELECT $"),
    ] {
        assert_eq!(numbered(given, '?'), made);
    }
}

#[test]
fn arguments_go_by_their_number() {
    let (_folder, mut db) = fresh();
    let read = db
        .first("SELECT $2, $1, '$1', $2", &["one".into(), "two".into()], |row| {
            Ok([row.text(0)?, row.text(1)?, row.text(2)?, row.text(3)?])
        })
        .unwrap()
        .unwrap();
    assert_eq!(read, ["two", "one", "$1", "two"]);
}

#[test]
fn every_type_comes_back_as_it_went() {
    let (_folder, mut db) = fresh();
    let args = [i64::MIN.into(), "督办".into(), (&b"\0\xff"[..]).into(), None::<i64>.into()];
    db.first("SELECT $1, $2, $3, $4", &args, |row| {
        assert_eq!(row.int(0)?, i64::MIN);
        assert_eq!(row.text(1)?, "督办");
        assert_eq!(row.bytes(2)?, b"\0\xff");
        assert_eq!((row.maybe_int(3)?, row.maybe_text(3)?, row.maybe_bytes(3)?), (None, None, None));
        assert_eq!(row.maybe_text(1)?.as_deref(), Some("督办"));
        assert_eq!((row.raw(1)?, row.raw(2)?), (Some("督办".as_bytes()), Some(&b"\0\xff"[..])));
        assert_eq!(row.raw(3)?, None);
        assert!(matches!(row.raw(0), Err(Fault::Broken(_))));
        assert!(matches!(row.int(1), Err(Fault::Broken(_))));
        assert!(matches!(row.text(3), Err(Fault::Broken(_))));
        Ok(())
    })
    .unwrap()
    .unwrap();
}

#[test]
fn an_argument_too_few_or_too_many_is_a_fault() {
    let (_folder, mut db) = fresh();
    for args in [&[][..], &[1_i64.into(), 2_i64.into()][..]] {
        assert!(matches!(db.query("SELECT $1", args, |row| row.int(0)), Err(Fault::Broken(_))));
    }
}

#[test]
fn upsert_inserts_and_replaces() {
    let (_folder, mut db) = fresh();
    let rows = |words: &'static str| -> Vec<Vec<Value<'static>>> {
        (0..300_i64).map(|n| vec![n.into(), "b".into(), words.into()]).collect()
    };
    db.upsert(&PAIR, &rows("old")).unwrap();
    db.upsert(&PAIR, &rows("new")[..290]).unwrap();
    assert_eq!(count(&mut db, "SELECT count(*) FROM pair"), 300);
    assert_eq!(count(&mut db, "SELECT count(*) FROM pair WHERE words = 'new'"), 290);
    db.upsert(&MARK, &marks(0..20)).unwrap();
    db.upsert(&MARK, &marks(0..21)).unwrap();
    assert_eq!(count(&mut db, "SELECT count(*) FROM mark"), 21);
    assert!(matches!(db.upsert(&MARK, &[vec![1_i64.into()]]), Err(Fault::Broken(_))));
}

#[test]
fn delete_takes_its_keys_alone() {
    let (_folder, mut db) = fresh();
    db.upsert(&MARK, &marks(0..600)).unwrap();
    db.delete(&MARK, &marks((0..600).filter(|n| n % 2 == 0))).unwrap();
    assert_eq!(count(&mut db, "SELECT count(*) FROM mark"), 300);
    assert_eq!(count(&mut db, "SELECT count(*) FROM mark WHERE a % 2 = 0"), 0);
    db.delete(&MARK, &marks(1_000..1_002)).unwrap();
}

#[test]
fn insert_refuses_a_key_that_is_there() {
    let (_folder, mut db) = fresh();
    db.insert(&MARK, &marks(0..2)).unwrap();
    assert!(matches!(db.insert(&MARK, &marks(1..3)), Err(Fault::Conflict(_))));
}

#[test]
fn a_list_of_keys_of_any_length_gives_its_rows() {
    let (_folder, mut db) = fresh();
    db.upsert(&MARK, &marks(0..1_000)).unwrap();
    for wanted in [0, 1, 2, 700] {
        let found = db
            .query_in(
                "SELECT a FROM mark WHERE a < $1 AND (a, b) IN {keys}",
                &[600_i64.into()],
                &marks(0..wanted),
                |row| row.int(0),
            )
            .unwrap();
        assert_eq!(found.len() as i64, wanted.min(600), "{wanted}");
    }
}

#[test]
fn a_failed_transaction_leaves_nothing() {
    let (_folder, mut db) = fresh();
    let failed: Result<(), _> = db.transaction(|db| {
        db.upsert(&MARK, &marks(0..5))?;
        Err(Fault::Lost)
    });
    assert_eq!(failed, Err(Fault::Lost));
    assert_eq!(count(&mut db, "SELECT count(*) FROM mark"), 0);
    db.transaction(|db| db.upsert(&MARK, &marks(0..5))).unwrap();
    assert_eq!(count(&mut db, "SELECT count(*) FROM mark"), 5);
}

#[test]
fn a_reading_sees_one_state() {
    let (folder, mut writer) = fresh();
    let mut reader = Connection::open_reader(&folder.path().join("test.sqlite")).unwrap();
    let counts = reader
        .reading(|reader| {
            let before = count(reader, "SELECT count(*) FROM mark");
            writer.upsert(&MARK, &marks(0..5))?;
            Ok((before, count(reader, "SELECT count(*) FROM mark")))
        })
        .unwrap();
    assert_eq!(counts, (0, 0));
    assert_eq!(count(&mut reader, "SELECT count(*) FROM mark"), 5);
    assert_eq!(reader.upsert(&MARK, &marks(5..6)), Err(Fault::ReadOnly));
}

#[test]
fn what_durability_stands_on_is_in_force() {
    let (_folder, mut db) = fresh();
    let settings = db.settings_in_force().unwrap();
    for expected in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "0")] {
        assert!(settings.iter().any(|(name, value)| (*name, value.as_str()) == expected), "{settings:?}");
    }
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "these are notes, not a database, and long enough to have a header ".repeat(9))
        .unwrap();
    assert!(matches!(Connection::open(&path), Err(Fault::Broken(_))));
}

#[test]
fn a_database_of_another_program_is_left_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.sqlite");
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE note (words TEXT)").unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Connection::open(&path), Err(Fault::NotOurs(_))));
    assert!(matches!(Connection::open_reader(&path), Err(Fault::NotOurs(_))));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}
