//! Whole documents against their annotations: the project's own, or those of the folder named by `DUBAN_CORPUS`.

use std::fs;
use std::path::{Path, PathBuf};

use reading::Role;
use reading::score::{Gold, Kind, Score, score};

/// The least mean F1 over all documents.
const FLOOR: f64 = 0.97;
/// A plan whose tasks and units must be read exactly, where the folder holds it.
const EXACT: &str = "001";
const EXACT_TASKS: usize = 49;

fn folder() -> PathBuf {
    std::env::var_os("DUBAN_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents"), PathBuf::from)
}

/// The document without the note lines above it.
pub(crate) fn text(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let lines: Vec<&str> = text.split('\n').collect();
    let first = lines.iter().position(|line| !line.starts_with("# ") && !line.trim().is_empty()).unwrap_or(0);
    lines[first..].join("\n")
}

/// The reading of a plain text.
pub(crate) fn plain(text: &str) -> reading::Reading {
    reading::read(text.as_bytes(), Some("x.txt")).expect("a plain text is read")
}

/// Names and annotations, in the order of the names.
fn documents(folder: &Path) -> Vec<(String, Gold)> {
    let files = fs::read_dir(folder.join("gold")).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut documents: Vec<(String, Gold)> = files
        .map(|file| {
            let path = file.expect("a readable folder").path();
            let gold = serde_json::from_str(&fs::read_to_string(&path).expect("a readable file"))
                .unwrap_or_else(|why| panic!("{}: {why}", path.display()));
            (path.file_stem().expect("a file has a name").to_string_lossy().into_owned(), gold)
        })
        .collect();
    documents.sort_by(|a, b| a.0.cmp(&b.0));
    documents
}

#[test]
fn readings_agree_with_annotations() {
    let folder = folder();
    let documents = documents(&folder);
    assert!(documents.len() >= 12, "{} holds {} documents", folder.display(), documents.len());
    let mut total = Score::default();
    let mut faults = Vec::new();
    for (name, gold) in &documents {
        let text = text(&folder.join(format!("{name}.txt")));
        let reading =
            reading::read(text.as_bytes(), Some("x.txt")).unwrap_or_else(|why| panic!("{name}: {why}"));
        let (score, misses) = score(gold, Some(&reading));
        total.add(&score);
        if name == EXACT {
            assert_eq!(reading.tasks.len(), EXACT_TASKS);
            for kind in [Kind::Tasks, Kind::Lead, Kind::Responsible, Kind::Units] {
                let count = score.counts[kind as usize];
                assert_eq!((count.hits, count.read), (count.gold, count.gold), "{name} {kind:?}: {misses:?}");
            }
        }
        for task in &reading.tasks {
            for mention in &task.unit_spans {
                let list = if mention.role == Role::Lead { &task.lead } else { &task.responsible };
                assert!(list.contains(&mention.unit), "{name}: {mention:?} in no list");
            }
        }
        faults.extend(misses.iter().map(|miss| format!("{name} {miss:?}")));
    }
    assert!(total.mean() >= FLOOR, "{:.4} {total:?}\n{}", total.mean(), faults.join("\n"));
}

#[test]
fn heads_agree_with_annotations() {
    let folder = folder();
    let mut wrong = Vec::new();
    let mut all = 0;
    for (name, gold) in documents(&folder) {
        let text = text(&folder.join(format!("{name}.txt")));
        let read =
            reading::read(text.as_bytes(), None).unwrap_or_else(|why| panic!("{name}: {why}")).document;
        let gold = gold.document;
        let date = |date: Option<reading::PartialDate>| date.map(|date| date.to_string());
        for (what, read, gold) in [
            ("title", read.title, gold.title),
            ("issuer", read.issuer, gold.issuer),
            ("document_number", read.document_number, gold.document_number),
            ("index_number", read.index_number, gold.index_number),
            ("written_on", date(read.written_on), gold.written_on),
            ("issued_on", date(read.issued_on), gold.issued_on),
        ] {
            all += 1;
            if read != gold {
                wrong.push(format!("{name} {what}: read {read:?}, annotated {gold:?}"));
            }
        }
    }
    assert!(wrong.len() * 50 <= all, "{} of {all}\n{}", wrong.len(), wrong.join("\n"));
}

/// The five oddities of a plan that has them all, each at its place.
#[test]
fn oddities_of_a_plan_are_warned_of() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents");
    let text = text(&folder.join("labels.txt"));
    let reading = reading::read(text.as_bytes(), None).expect("a plain text");
    let chars: Vec<char> = reading.text.chars().collect();
    let all = reading.warnings.iter().chain(reading.tasks.iter().flat_map(|task| &task.warnings));
    let at = |span: reading::Span| chars[span.start..span.end].iter().collect::<String>();
    let found: Vec<(String, String)> = all.map(|warning| (warning.code.clone(), at(warning.span))).collect();
    for (code, place) in [
        ("heading_runs_on", "２.加强调度督导"),
        ("lead_also_responsible", "省财政厅"),
        ("dates_differ", "2022-04-12"),
        ("word_broken", "转变的成\n\n果，确保"),
        (
            "lead_missing",
            "（３）建立周调度机制，对进展滞后的项目逐一会诊。\n\n责任单位：省政府各委、办、厅、局",
        ),
    ] {
        assert!(
            found.contains(&(code.to_owned(), place.to_owned())),
            "{code} at {place:?} not in {found:#?}"
        );
    }
    // A time to be shortened may be another's; it is always asked about.
    let others: Vec<_> = found.iter().filter(|(code, _)| code != "target_unclear").collect();
    assert_eq!(others.len(), 5, "{found:#?}");
}
