//! `duban score`.

use crate::program::{arg, out, run};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with two documents: one read as annotated, one with a wrong unit and a missed date.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let task = |start: &str, lead: &str, date: &str| {
        format!(
            r#"{{"tasks":[{{"number":"1","text_start":"{start}","lead":["{lead}"],"responsible":[],"leaders":[],
            "deadlines":[{{"date":"{date}"}}],"targets":[]}}]}}"#
        )
    };
    write(
        "a.txt",
        "# source: ours\n# style: label\n\n1.修好北桥，2026年6月底前完成。\n责任单位：市交通局牵头。\n",
    );
    write("gold/a.json", &task("修好北桥，2026年6", "市交通局", "2026-06"));
    write("b.txt", "# source: ours\n\n1.疏通南渠。\n责任单位：市水利局牵头。\n");
    write("gold/b.json", &task("疏通南渠。", "市水务局", "2026-12-31"));
    folder
}

#[test]
fn misses_stand_at_their_place_with_what_was_expected() {
    let folder = corpus();
    let table = out(&["score", arg(folder.path())]);
    for part in [
        "b.txt:4:6 1 疏通南渠。  lead: expected 市水务局, found 市水利局",
        "b.txt:3:1 1 疏通南渠。  deadlines: expected 2026-12-31, found –",
        "1.0000     1  1.0000  1.0000  1.0000  1.0000  1.0000  1.0000  1.0000  label",
        "of the wrong facts are warned of: 0 of 1",
    ] {
        assert!(table.contains(part), "{part} is missing in\n{table}");
    }
}

#[test]
fn json_groups_by_the_note_that_is_asked_for() {
    let folder = corpus();
    let json = |args: &[&str]| -> Value {
        let all = [&["score", arg(folder.path()), "--json"], args].concat();
        serde_json::from_str(&out(&all)).unwrap()
    };
    for (args, styles) in [(&[][..], &["b", "label"][..]), (&["--style", "source"], &["ours"])] {
        let names: Vec<String> = json(args)["styles"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(names, styles, "{args:?}");
    }
}

#[test]
fn a_score_below_the_least_one_fails() {
    let folder = corpus();
    for (min, code) in [("0.5", 0), ("0.97", 1), ("much", 2)] {
        let done = run(&["score", arg(folder.path()), "--min", min]);
        assert_eq!(done.code, code, "{min}: {}", done.err);
    }
    // An annotation without its document is a document in which nothing was found.
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    assert_eq!(run(&["score", arg(folder.path())]).code, 1);
    assert_eq!(run(&["score", "/no/such/folder"]).code, 1);
}

/// The annotated documents that `DUBAN_CORPUS` names bring the scorer that they were made with.
#[test]
fn figures_are_those_of_the_corpus_own_scorer() {
    let Some(folder) = std::env::var_os("DUBAN_CORPUS").map(PathBuf::from) else { return };
    let script = folder.join("score.py");
    let spoiled = spoiled(&folder);
    for folder in [folder.as_path(), spoiled.path()] {
        let theirs = theirs(&script, folder);
        let json: Value = serde_json::from_str(&out(&["score", arg(folder), "--json"])).unwrap();
        let kinds = json["kinds"].as_object().unwrap();
        assert_eq!(theirs.len(), kinds.len() + 1, "{theirs:?}");
        for (name, figures) in theirs {
            let ours = match kinds.get(&name) {
                Some(kind) => {
                    ["precision", "recall", "f1"].map(|figure| kind[figure].as_f64().unwrap()).to_vec()
                }
                None => vec![json["score"].as_f64().unwrap()],
            };
            let ours: Vec<String> = ours.iter().map(|figure| format!("{figure:.4}")).collect();
            assert_eq!(ours, figures, "{name} of {}", folder.display());
        }
    }
}

/// The same documents without every fifth line, so that there is something to miss.
fn spoiled(folder: &Path) -> tempfile::TempDir {
    let spoiled = tempfile::tempdir().unwrap();
    fs::create_dir(spoiled.path().join("gold")).unwrap();
    for gold in fs::read_dir(folder.join("gold")).unwrap().map(|file| file.unwrap().path()) {
        let name = Path::new(gold.file_name().unwrap()).with_extension("txt");
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        let lines = text.lines().enumerate().filter(|(at, _)| at % 5 != 4).map(|(_, line)| line);
        fs::write(spoiled.path().join(&name), lines.collect::<Vec<_>>().join("\n")).unwrap();
        fs::copy(&gold, spoiled.path().join("gold").join(gold.file_name().unwrap())).unwrap();
    }
    spoiled
}

/// The lines of the other scorer's summary: a name and its figures with four digits.
fn theirs(script: &Path, folder: &Path) -> Vec<(String, Vec<String>)> {
    let done = Command::new("python3")
        .args([script, Path::new("--duban"), Path::new(env!("CARGO_BIN_EXE_duban")), folder])
        .output()
        .expect("python3 is there");
    let said = String::from_utf8(done.stdout).unwrap();
    let summary = said.split("\n\n").last().unwrap_or_default();
    let figure = |word: &&str| word.len() == 6 && word.contains('.') && word.parse::<f64>().is_ok();
    let line = |line: &str| {
        let name = line.split_whitespace().next()?.to_owned();
        Some((name, line.split_whitespace().filter(figure).map(str::to_owned).collect()))
    };
    summary.lines().filter_map(line).collect()
}
