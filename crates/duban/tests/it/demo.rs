//! `duban demo`.

use crate::program::{Server, arg, examples, out, run};
use std::path::Path;

fn fill(folder: &Path, more: &[&str]) -> String {
    let mut args = vec!["demo", "--fill-only", "--data", arg(folder)];
    args.extend(more);
    out(&args)
}

/// The size that `verify` prints.
fn size(folder: &Path) -> u64 {
    let said = out(&["verify", "--data", arg(folder)]);
    said.split([' ', ':']).filter_map(|word| word.parse().ok()).nth(1).expect("verify prints the size")
}

#[test]
fn it_is_filled_once_and_then_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let first = fill(folder.path(), &[]);
    assert!(
        first.lines().any(|line| line.starts_with("ducha ") && line.ends_with(" supervisor 省政府督查室")),
        "{first}"
    );
    assert!(first.lines().all(|line| line.split(' ').count() == 4), "{first}");
    let before = size(folder.path());
    let server = Server::start(&["demo", "--data", arg(folder.path())]);
    assert_eq!(server.said[..server.said.len() - 1].join("\n"), first.trim_end());
    assert_eq!(server.ask("GET", "/healthz", &[], b"").status, 200);
    let ready = server.ask("GET", "/readyz", &[], b"");
    assert_eq!(ready.status, 200, "{ready:?}");
    assert_eq!(server.stop(), Some(0));
    assert_eq!(size(folder.path()), before, "a second start writes nothing");
}

#[test]
fn nothing_is_left_out_and_nothing_differs() {
    let folder = tempfile::tempdir().unwrap();
    let done = run(&["demo", "--fill-only", "--data", arg(folder.path())]);
    assert!(!done.err.contains("left out"), "{}", done.err);
    assert_eq!(run(&["verify", "--deep", "--data", arg(folder.path())]).code, 0);
    let rebuilt = out(&["rebuild", "--data", arg(folder.path())]);
    assert!(rebuilt.ends_with("0 tables mended\n"), "{rebuilt}");
}

#[test]
fn it_reads_its_example_and_knows_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let example = folder.path().join("example");
    std::fs::create_dir(&example).unwrap();
    for file in ["plan.txt", "people.toml", "weeks.toml"] {
        let text = std::fs::read_to_string(examples().join(file)).unwrap();
        std::fs::write(example.join(file), text.replace("省林草局", "省山水局")).unwrap();
    }
    let data = folder.path().join("data");
    fill(&data, &["--example", arg(&example), "--today", "2026-04-20"]);
    let token = out(&["token", "create", "ducha", "--data", arg(&data)]);
    let server = Server::start(&["demo", "--data", arg(&data)]);
    let units = server.ask(
        "GET",
        "/api/v1/units?limit=200",
        &[format!("Authorization: Bearer {}", token.trim())],
        b"",
    );
    assert!(units.body.contains("省山水局") && !units.body.contains("省林草局"), "{units:?}");
}

#[test]
fn the_day_goes_on_and_never_back() {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path(), &["--today", "2026-04-20"]);
    fill(folder.path(), &["--today", "2026-06-30"]);
    let back = run(&["demo", "--fill-only", "--data", arg(folder.path()), "--today", "2026-06-01"]);
    assert_eq!(back.code, 1);
    assert!(back.err.contains("2026-06-30"), "{}", back.err);
    assert_eq!(run(&["verify", "--deep", "--data", arg(folder.path())]).code, 0);
}

#[test]
fn folders_and_addresses_that_are_not_its_own_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letter.txt"), "dear").unwrap();
    let foreign = run(&["demo", "--data", arg(folder.path()), "--fill-only"]);
    assert_eq!(foreign.code, 1);
    assert!(foreign.err.contains("files that duban did not make"), "{}", foreign.err);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "it is left as it was");
    let real = tempfile::tempdir().unwrap();
    out(&["jurisdiction", "add", "某省", "--data", arg(real.path())]);
    assert_eq!(run(&["demo", "--data", arg(real.path()), "--fill-only"]).code, 1);
    assert_eq!(run(&["demo", "--data", "/tmp/x", "--listen", "0.0.0.0:7100"]).code, 2);
}
