//! Own tables: passwords, sessions, tokens, unsent forms, blobs, answers, the start code.

use super::{ANN, BEN, BUREAU, OFFICE, at, fresh};
use jiff::ToSpan;
use store::engine::Fault;
use store::idempotency::{self, Answered};
use store::{blob, password, session, start, token, unsent};

#[test]
fn five_wrong_passwords_lock_an_account_for_a_quarter_of_an_hour() {
    let (_folder, mut db) = fresh();
    let now = at("08:00:00");
    assert_eq!(password::get(&mut db, ANN, now).unwrap(), None);
    password::set(&mut db, ANN, "$argon2id$first", now).unwrap();
    password::set(&mut db, BEN, "$argon2id$other", now).unwrap();
    for _ in 0..4 {
        assert_eq!(password::failed(&mut db, ANN, now).unwrap(), None);
    }
    assert_eq!(password::failed(&mut db, ANN, now).unwrap(), Some(at("08:15:00")));
    assert_eq!(
        password::failed(&mut db, ANN, at("08:14:00")).unwrap(),
        Some(at("08:15:00")),
        "trying again does not prolong it"
    );
    assert_eq!(password::get(&mut db, BEN, now).unwrap().unwrap().failures, 0);
    let after = password::get(&mut db, ANN, at("08:15:00")).unwrap().unwrap();
    assert_eq!((after.failures, after.locked_until), (0, None));
    assert_eq!(password::failed(&mut db, ANN, at("08:15:00")).unwrap(), None, "five tries again");
}

#[test]
fn a_right_password_and_a_new_one_forget_the_failures() {
    let (_folder, mut db) = fresh();
    let now = at("08:00:00");
    password::set(&mut db, ANN, "first", now).unwrap();
    password::failed(&mut db, ANN, now).unwrap();
    password::succeeded(&mut db, ANN).unwrap();
    assert_eq!(password::get(&mut db, ANN, now).unwrap().unwrap().failures, 0);
    for _ in 0..5 {
        password::failed(&mut db, ANN, now).unwrap();
    }
    password::set(&mut db, ANN, "second", at("08:01:00")).unwrap();
    let read = password::get(&mut db, ANN, at("08:01:00")).unwrap().unwrap();
    assert_eq!((read.hash.as_str(), read.changed, read.locked_until), ("second", at("08:01:00"), None));
    assert_eq!(password::failed(&mut db, OFFICE, now).unwrap(), None, "nobody's password");
}

#[test]
fn a_session_lives_while_it_is_used_and_a_day_at_most() {
    let (_folder, mut db) = fresh();
    let begin = at("00:00:00");
    let token = session::create(&mut db, ANN, OFFICE, begin).unwrap();
    let found = session::find(&mut db, &token, begin).unwrap().unwrap();
    assert_eq!((found.account, found.post, found.csrf.len()), (ANN, OFFICE, 64));
    assert_ne!(found.csrf, token);
    let last = at("07:59:59");
    assert!(session::find(&mut db, &token, last).unwrap().unwrap().is_stale(last));
    assert_eq!(session::find(&mut db, &token, at("08:00:00")).unwrap(), None, "idle");
    for hour in ["07:00:00", "14:00:00", "21:00:00"] {
        session::touch(&mut db, &token, at(hour)).unwrap();
    }
    let late = at("23:59:59");
    let found = session::find(&mut db, &token, late).unwrap().unwrap();
    assert!(!found.is_stale(at("21:04:59")) && found.is_stale(at("21:05:00")));
    assert_eq!(session::find(&mut db, &token, begin + 24.hours()).unwrap(), None, "however busy");
    assert_eq!(session::find(&mut db, "nothing", begin).unwrap(), None);
}

#[test]
fn sessions_switch_posts_and_end() {
    let (_folder, mut db) = fresh();
    let now = at("08:00:00");
    let [one, two] = [0, 1].map(|_| session::create(&mut db, ANN, OFFICE, now).unwrap());
    let other = session::create(&mut db, BEN, OFFICE, now).unwrap();
    session::switch_post(&mut db, &one, BUREAU).unwrap();
    assert_eq!(session::find(&mut db, &one, now).unwrap().unwrap().post, BUREAU);
    assert_eq!(session::find(&mut db, &two, now).unwrap().unwrap().post, OFFICE);
    assert_eq!(session::of_account(&mut db, ANN, now).unwrap().len(), 2);
    session::end(&mut db, &one).unwrap();
    assert_eq!(session::find(&mut db, &one, now).unwrap(), None);
    assert_eq!(session::end_all(&mut db, ANN).unwrap(), 1);
    assert_eq!(session::find(&mut db, &two, now).unwrap(), None);
    assert_eq!(session::sweep(&mut db, at("15:59:59")).unwrap(), 0);
    assert!(session::find(&mut db, &other, now).unwrap().is_some());
    assert_eq!(session::sweep(&mut db, at("16:00:00")).unwrap(), 1);
}

#[test]
fn the_database_holds_no_token() {
    let (folder, mut db) = fresh();
    let now = at("08:00:00");
    let tokens = [
        session::create(&mut db, ANN, OFFICE, now).unwrap(),
        token::create(&mut db, ANN, OFFICE, "sync", now).unwrap(),
        start::make(&mut db, now).unwrap(),
    ];
    drop(db);
    let file = std::fs::read(folder.path().join("test.sqlite")).unwrap();
    for token in tokens {
        assert!(!file.windows(token.len()).any(|window| window == token.as_bytes()));
    }
}

#[test]
fn a_revoked_token_is_good_for_nothing() {
    let (_folder, mut db) = fresh();
    let now = at("08:00:00");
    let made = token::create(&mut db, ANN, OFFICE, "sync", now).unwrap();
    let found = token::find(&mut db, &made).unwrap().unwrap();
    assert_eq!((found.account, found.post, found.name.as_str()), (ANN, OFFICE, "sync"));
    assert!(!token::revoke(&mut db, BEN, &found.hash, now).unwrap(), "another's");
    assert!(token::revoke(&mut db, ANN, &found.hash, at("09:00:00")).unwrap());
    assert!(!token::revoke(&mut db, ANN, &found.hash, at("10:00:00")).unwrap(), "once");
    assert_eq!(token::find(&mut db, &made).unwrap(), None);
    assert_eq!(token::of_account(&mut db, ANN).unwrap()[0].revoked, Some(at("09:00:00")));
}

#[test]
fn what_was_typed_stays_until_it_is_discarded() {
    let (_folder, mut db) = fresh();
    let now = at("08:00:00");
    assert!(unsent::save(&mut db, ANN, "/tasks/9/report", "text=a", now).unwrap());
    assert!(unsent::save(&mut db, ANN, "/tasks/9/report", "text=ab", at("08:01:00")).unwrap());
    assert!(unsent::save(&mut db, ANN, "/tasks/10/report", "text=c", now).unwrap());
    assert!(unsent::save(&mut db, BEN, "/tasks/9/report", "text=d", now).unwrap());
    let long = "x".repeat(unsent::MAX_BODY_BYTES + 1);
    assert!(!unsent::save(&mut db, ANN, "/tasks/9/report", &long, now).unwrap());
    assert_eq!(unsent::get(&mut db, ANN, "/tasks/9/report").unwrap().unwrap().body, "text=ab");
    let forms: Vec<_> = unsent::of_account(&mut db, ANN).unwrap().into_iter().map(|u| u.form).collect();
    assert_eq!(forms, ["/tasks/9/report", "/tasks/10/report"]);
    unsent::discard(&mut db, ANN, "/tasks/9/report").unwrap();
    assert_eq!(unsent::get(&mut db, ANN, "/tasks/9/report").unwrap(), None);
    assert!(unsent::get(&mut db, BEN, "/tasks/9/report").unwrap().is_some());
}

#[test]
fn a_blob_is_kept_once_and_swept_unless_claimed() {
    let (_folder, mut db) = fresh();
    let [kept, loose] = [b"a scan".as_slice(), b"a draft"]
        .map(|bytes| blob::put(&mut db, "text/plain", bytes, at("08:00:00")).unwrap());
    assert_eq!(blob::put(&mut db, "image/png", b"a scan", at("09:00:00")).unwrap(), kept);
    let read = blob::get(&mut db, &kept).unwrap().unwrap();
    assert_eq!((read.media.as_str(), read.bytes.as_slice()), ("text/plain", b"a scan".as_slice()));
    assert_eq!(blob::claim(&mut db, &[kept, [0; 32]]).unwrap(), 1);
    assert_eq!(blob::sweep(&mut db, at("08:00:00")).unwrap(), 0);
    assert_eq!(blob::sweep(&mut db, at("10:00:00")).unwrap(), 1);
    assert_eq!(blob::get(&mut db, &loose).unwrap(), None);
    let about = blob::about(&mut db, &kept).unwrap().unwrap();
    assert_eq!((about.size, about.claimed, about.stored_at), (6, true, at("09:00:00")));
    let long = vec![0; blob::MAX_BLOB_BYTES + 1];
    assert!(matches!(blob::put(&mut db, "text/plain", &long, at("08:00:00")), Err(Fault::Broken(_))));
}

#[test]
fn a_damaged_blob_is_named() {
    let (_folder, mut db) = fresh();
    let [one, two] = [b"one", b"two"].map(|b| blob::put(&mut db, "text/plain", b, at("08:00:00")).unwrap());
    assert_eq!(blob::damaged(&mut db).unwrap(), Vec::<Vec<u8>>::new());
    db.execute("UPDATE blob SET bytes = x'00' WHERE hash = $1", &[(&two).into()]).unwrap();
    assert_eq!(blob::damaged(&mut db).unwrap(), [two]);
    assert_ne!(one, two);
}

#[test]
fn an_answer_is_found_by_whoever_asked_alone() {
    let (_folder, mut db) = fresh();
    let sent: Vec<_> = (0..300).map(|n| (7, format!("key-{n}"))).collect();
    let answered = |n: u8| Answered { digest: [n; 32], answer: format!("{{\"seq\":{n}}}") };
    let answers = [answered(1), answered(2)];
    let rows = [
        idempotency::row(1, &sent[0], &answers[0], "2026-11-17"),
        idempotency::row(1, &sent[299], &answers[1], "2026-11-24"),
        idempotency::row(2, &sent[1], &answers[1], "2026-11-17"),
    ];
    db.insert(&idempotency::ANSWER, &rows).unwrap();
    let found = idempotency::find(&mut db, 1, &sent).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!((&found[&sent[0]], &found[&sent[299]]), (&answers[0], &answers[1]));
    assert!(idempotency::find(&mut db, 1, &[(8, "key-0".into())]).unwrap().is_empty());
    assert!(idempotency::find(&mut db, 1, &[]).unwrap().is_empty());
    assert!(matches!(db.insert(&idempotency::ANSWER, &rows[..1]), Err(Fault::Conflict(_))));
    assert_eq!(idempotency::sweep(&mut db, 1, "2026-11-18").unwrap(), 1);
    assert_eq!(idempotency::find(&mut db, 1, &sent).unwrap().len(), 1);
    assert_eq!(idempotency::find(&mut db, 2, &sent).unwrap().len(), 1);
}

#[test]
fn the_start_code_is_good_once() {
    let (_folder, mut db) = fresh();
    let old = start::make(&mut db, at("08:00:00")).unwrap();
    let code = start::make(&mut db, at("09:00:00")).unwrap();
    assert_eq!((code.len(), code.matches('-').count()), (19, 3));
    assert!(!start::is_right(&mut db, &old).unwrap());
    assert!(start::is_right(&mut db, &code.to_uppercase().replace('-', " ")).unwrap());
    assert!(!start::take(&mut db, &old).unwrap());
    assert!(start::take(&mut db, &code).unwrap());
    assert!(!start::take(&mut db, &code).unwrap() && !start::is_right(&mut db, &code).unwrap());
}
