//! The same document in every format gives the same tasks as its plain text: files made by office programs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus::{plain, text};
use reading::score::{Gold, score};

/// How much worse than its plain text a document may be read.
const TOLERANCE: f64 = 0.01;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Office files with the name of the document that each holds.
pub(crate) fn office_files() -> Vec<(String, PathBuf)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join("formats"))
        .expect("a folder of office files")
        .map(|file| file.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending != "py"))
        .collect();
    files.sort();
    let name =
        |path: &Path| path.file_name().and_then(|name| name.to_str()?.split('.').next().map(str::to_owned));
    files.into_iter().map(|path| (name(&path).expect("a name before the ending"), path)).collect()
}

#[test]
fn office_files_read_like_their_plain_text() {
    let mut formats: BTreeMap<String, usize> = BTreeMap::new();
    let mut worse = Vec::new();
    for (name, path) in office_files() {
        let gold =
            fs::read_to_string(folder().join(format!("documents/gold/{name}.json"))).expect("an annotation");
        let gold: Gold = serde_json::from_str(&gold).expect("an annotation is JSON");
        let ending = path
            .file_name()
            .and_then(|file| file.to_str()?.strip_prefix(&name))
            .unwrap_or_default()
            .to_owned();
        let bytes = fs::read(&path).expect("a readable file");
        let reading =
            reading::read(&bytes, path.to_str()).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let (here, misses) = score(&gold, Some(&reading));
        let (expected, _) =
            score(&gold, Some(&plain(&text(&folder().join(format!("documents/{name}.txt"))))));
        *formats.entry(ending.clone()).or_default() += 1;
        if here.mean() + TOLERANCE < expected.mean() {
            worse.push(format!(
                "{name}{ending} {:.4} instead of {:.4}\n{misses:?}",
                here.mean(),
                expected.mean()
            ));
        }
    }
    assert!(worse.is_empty(), "{}", worse.join("\n"));
    println!("{formats:?}");
    assert!(formats.len() >= 8 && formats.values().all(|count| *count > 0), "{formats:?}");
}
