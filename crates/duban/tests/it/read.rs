//! `duban read`.

use crate::program::{arg, examples, out, run};
use std::process::{Command, Stdio};

#[test]
fn the_table_shows_tasks_units_and_warnings() {
    let table = out(&["read", arg(&examples().join("plan.txt"))]);
    for part in
        ["岚政办〔2026〕26号", "（４９）", "省工业和信息化厅", "49 tasks", "lead_missing", "2026-06-30"]
    {
        assert!(table.contains(part), "{part} is missing in\n{table}");
    }
}

#[test]
fn json_and_text_belong_together() {
    let file = examples().join("plan.txt");
    let json: serde_json::Value = serde_json::from_str(&out(&["read", arg(&file), "--json"])).unwrap();
    let text: Vec<char> = out(&["read", arg(&file), "--text"]).chars().collect();
    assert_eq!(json["tasks"].as_array().unwrap().len(), 49);
    let of = |span: &serde_json::Value| {
        let at = |end: &str| usize::try_from(span[end].as_u64().unwrap()).unwrap();
        text[at("start")..at("end")].iter().collect::<String>()
    };
    let deadline = &json["tasks"][1]["deadlines"][0];
    assert_eq!(of(&deadline["span"]), deadline["text"].as_str().unwrap());
}

#[test]
fn what_cannot_be_read_is_told_in_two_sentences() {
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("picture.png");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n0000").unwrap();
    for file in [arg(&picture), "/no/such/file"] {
        let done = run(&["read", file]);
        assert_eq!((done.code, done.out.as_str()), (1, ""), "{file}");
        assert!(done.err.starts_with("duban: "), "{}", done.err);
    }
    assert_eq!(run(&["read"]).code, 2);
}

#[test]
fn a_reader_that_goes_away_is_the_end() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["read", arg(&examples().join("plan.txt")), "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), done.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn two_documents_are_held_against_each_other() {
    let folder = examples().join("../crates/reading/tests/documents/compare");
    let (from, to) = (folder.join("quarter.txt"), folder.join("amended.txt"));
    let table = out(&["read", arg(&from), arg(&to)]);
    for part in ["5 go on, 4 changed, 1 ended, 1 new", "target >=85% → >=90%", "due 2026-06-30 → 2026-09-30"]
    {
        assert!(table.contains(part), "{part} is missing in\n{table}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&out(&["read", arg(&from), arg(&to), "--json"])).unwrap();
    assert_eq!((&json["ended"], &json["new"]), (&serde_json::json!([2]), &serde_json::json!([8])));
    assert_eq!(run(&["read", arg(&from), arg(&to), "--text"]).code, 2);
}
