//! Old formats on the command line: read, imported, refused, and left when the user goes.

use crate::program::{arg, duban, out, run};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use web::Program;

fn old(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/tests/old").join(name)
}

#[test]
fn old_documents_are_read_and_imported() {
    let Program::At(office) = Program::named("") else {
        assert!(std::env::var_os("CI").is_none(), "LibreOffice has to be installed where CI is set");
        eprintln!("left out: there is no LibreOffice");
        return;
    };
    let document = old("labels.doc");
    let table = out(&["read", arg(&document)]);
    assert!(table.contains("4 tasks") && table.contains("converted"), "{table}");
    let folder = tempfile::tempdir().unwrap();
    let data = arg(folder.path());
    out(&["jurisdiction", "add", "某省", "--data", data]);
    assert!(out(&["import", arg(&document), "--data", data]).contains("4 tasks"));
    assert!(out(&["import", arg(&document), "--data", data]).contains("kept already"));
    assert!(out(&["doctor", "--data", data]).contains(arg(&office)));
    assert!(out(&["settings", "--data", data]).contains(&format!("converter = {office:?} (default)")));
}

#[test]
fn what_is_not_converted_is_told() {
    let document = old("labels.doc");
    for (converter, said) in [
        ("off", "switched off"),
        ("/no/such/program", "no LibreOffice"),
        ("/bin/false", "could not be converted"),
    ] {
        let done = run(&["read", arg(&document), "--converter", converter]);
        assert_eq!((done.code, &*done.out), (1, ""), "{converter}");
        assert!(done.err.contains(said) && done.err.contains("docx"), "{}", done.err);
    }
    let folder = tempfile::tempdir().unwrap();
    let data = arg(folder.path());
    out(&["jurisdiction", "add", "某省", "--data", data]);
    for (setting, said, wrong) in
        [("off", "off: doc", false), ("/no/such/program", "! /no/such/program", true)]
    {
        std::fs::write(folder.path().join("duban.toml"), format!("converter = {setting:?}")).unwrap();
        let done = run(&["doctor", "--data", data]);
        assert!(done.out.contains(said) && (done.code == 1) == wrong, "{}{}", done.out, done.err);
        assert!(out(&["settings", "--data", data]).contains(&format!("converter = {setting:?} (file)")));
    }
}

#[test]
fn a_user_who_goes_ends_the_conversion() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("soffice");
    std::os::unix::fs::symlink(old("hang"), &program).unwrap();
    let mut reading = duban(&["read", arg(&old("labels.doc")), "--converter", arg(&program)])
        .env("TMPDIR", folder.path())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let wait = || std::thread::sleep(Duration::from_millis(10));
    let child = loop {
        match std::fs::read_to_string(folder.path().join("soffice.child")) {
            Ok(child) if child.ends_with('\n') => break child,
            _ => wait(),
        }
    };
    Command::new("kill").args(["-INT", &reading.id().to_string()]).status().unwrap();
    assert_eq!(reading.wait().unwrap().code(), Some(130));
    // One that nobody has buried yet has ended, too.
    while std::fs::read_to_string(format!("/proc/{}/stat", child.trim()))
        .is_ok_and(|stat| !stat.contains(") Z"))
    {
        wait();
    }
    let left = std::fs::read_dir(folder.path()).unwrap().filter_map(Result::ok);
    let left: Vec<_> =
        left.map(|file| file.file_name()).filter(|name| !arg(name.as_ref()).starts_with("soffice")).collect();
    assert!(left.is_empty(), "nothing of the document is left: {left:?}");
}
