//! Every kind of event that was ever written is read for ever: one sample line of each.

use ledger::private::Private;
use ledger::task::State;
use ledger::{Event, TaskId, World, past};
use std::collections::BTreeSet;

/// A small office's whole log in the first format: public bytes, a line each.
const FIRST: &str = include_str!("../past/0.1.jsonl");

fn events() -> Vec<Event> {
    FIRST
        .lines()
        .map(|line| Event::decode(line.as_bytes(), None).unwrap_or_else(|error| panic!("{line}: {error}")))
        .collect()
}

#[test]
fn every_kind_has_a_sample() {
    let sampled: BTreeSet<_> = events().iter().map(|event| event.fact.kind()).collect();
    assert_eq!(sampled, past::kinds().collect());
}

#[test]
fn samples_keep_their_bytes() {
    for (line, event) in FIRST.lines().zip(events()) {
        assert_eq!(String::from_utf8(event.encode().unwrap()).unwrap(), line);
    }
}

#[test]
fn samples_fold() {
    let events = events();
    let world = World::of(&events);
    let states: Vec<_> = events
        .iter()
        .filter(|event| event.fact.kind() == "task.registered")
        .map(|event| world.task(TaskId(event.seq)).unwrap().state())
        .collect();
    let open = State::Registered;
    assert_eq!(states, [State::Cleared, State::Carried, State::Cancelled, open, open, open]);
}

#[test]
fn private_parts_keep_their_bytes() {
    for text in [r#"{"login":"zhang","name":"张三","phone":"0971-1"}"#, r#"{"name":"张三"}"#, "{}"] {
        let private: Private = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&private).unwrap(), text);
    }
}

#[test]
fn what_is_no_event_is_an_error() {
    for bytes in ["", "{}", r#"{"seq":1,"at":"2026-04-01T01:00:00Z","kind":"task.painted","data":{}}"#] {
        assert!(Event::decode(bytes.as_bytes(), None).is_err(), "{bytes}");
    }
}
