//! Administration without the web.

use crate::program::{Server, arg, examples, free, out, run};
use std::net::TcpListener;

#[test]
fn from_an_empty_folder_to_a_draft() {
    let folder = tempfile::tempdir().unwrap();
    let data = arg(folder.path());
    assert_eq!(out(&["jurisdiction", "add", "某省", "--data", data]), "1\n");
    let add =
        |login| run(&["account", "add", login, "--name", "王敏", "--role", "administrator", "--data", data]);
    assert_eq!(add("admin").code, 0);
    let taken = add("admin");
    assert_eq!(taken.code, 1);
    assert!(taken.err.contains("admin"), "{}", taken.err);
    assert_eq!(out(&["account", "reset", "admin", "--data", data]).trim().len(), 19);
    assert_eq!(run(&["account", "reset", "nobody", "--data", data]).code, 1);
    let plan = examples().join("plan.txt");
    let first = out(&["import", arg(&plan), "--data", data]);
    assert!(first.contains("49 tasks"), "{first}");
    assert!(out(&["import", arg(&plan), "--data", data]).contains("kept already"));
    let some = run(&["import", "/no/such/file", arg(&plan), "--data", data]);
    assert_eq!(some.code, 1);
    assert!(some.out.contains("kept already"), "the others are imported: {}", some.out);
    let today = run(&["serve", "--today", "2026-01-01", "--data", data, "--listen", &free().to_string()]);
    assert_eq!(today.code, 1);
    assert!(today.err.contains("--today"), "{}", today.err);
    assert_eq!(run(&["day", "open", "--to", "2999-01-01", "--data", data]).code, 1);
}

#[test]
fn a_root_that_was_noted_finds_a_log_that_is_another() {
    let folder = tempfile::tempdir().unwrap();
    let data = arg(folder.path());
    out(&["jurisdiction", "add", "某省", "--data", data]);
    let said = out(&["verify", "--data", data]);
    let noted = said.trim().rsplit(' ').next().unwrap().to_owned();
    assert_eq!(run(&["verify", "--data", data, "--against", &noted]).code, 0);
    let other = format!("2:{}", "0".repeat(64));
    assert_eq!(run(&["verify", "--data", data, "--against", &other]).code, 1);
    assert_eq!(run(&["verify", "--data", data, "--against", "2:xyz"]).code, 2);
}

#[test]
fn an_empty_folder_is_served_with_a_code_to_start() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&["serve", "--data", arg(folder.path())]);
    assert!(server.said[0].contains("/start") && server.said[0].contains("code"), "{:?}", server.said);
    assert_eq!(run(&["health", "--listen", &server.address.to_string()]).code, 0);
    let metrics = server.ask("GET", "/metrics", &[], b"");
    assert!(metrics.body.contains("duban_requests_total{status=\"2xx\"} 1"), "{metrics:?}");
    let address = server.address.to_string();
    assert_eq!(server.stop(), Some(0));
    assert_eq!(run(&["health", "--listen", &address]).code, 1);
}

#[test]
fn a_port_in_use_is_said_in_one_sentence() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = tempfile::tempdir().unwrap();
    let done = run(&["serve", "--data", arg(folder.path()), "--listen", &address]);
    assert_eq!(done.code, 1);
    assert_eq!(done.err.lines().count(), 1, "{}", done.err);
    assert!(done.err.contains(&address), "{}", done.err);
}
