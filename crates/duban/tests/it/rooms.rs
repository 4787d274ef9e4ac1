//! The arrows between rooms are those of ARCHITECTURE.md, and no others; the database engine is named in one folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const ROOMS: [&str; 8] = ["duban", "jobs", "ledger", "paper", "proof", "reading", "store", "web"];

const ARROWS: [(&str, &[&str]); 8] = [
    ("duban", &["jobs", "ledger", "paper", "proof", "reading", "store", "web"]),
    ("web", &["ledger", "paper", "proof", "reading", "store"]),
    ("jobs", &["ledger", "paper", "proof", "store"]),
    ("store", &["ledger", "proof"]),
    ("paper", &["ledger"]),
    ("ledger", &[]),
    ("proof", &[]),
    ("reading", &[]),
];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The rooms that a room's manifest names as dependencies of the program itself.
fn arrows_of(room: &str) -> BTreeSet<&'static str> {
    let manifest = fs::read_to_string(crates().join(room).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let named = manifest["dependencies"].as_table().unwrap();
    ROOMS.into_iter().filter(|other| named.contains_key(*other)).collect()
}

#[test]
fn rooms_have_no_other_arrows() {
    for (room, allowed) in ARROWS {
        for arrow in arrows_of(room) {
            assert!(allowed.contains(&arrow), "{room} → {arrow} is not drawn");
        }
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn the_engine_is_named_in_its_folder_only() {
    let mut files = Vec::new();
    for room in ROOMS {
        sources(&crates().join(room).join("src"), &mut files);
    }
    for file in files {
        let text = fs::read_to_string(&file).unwrap().to_lowercase();
        let inside = file.components().any(|part| part.as_os_str() == "engine");
        let names = ["rusqlite", "fts5", "pragma "].iter().find(|name| text.contains(**name));
        assert!(inside || names.is_none(), "{} names {names:?}", file.display());
    }
}
