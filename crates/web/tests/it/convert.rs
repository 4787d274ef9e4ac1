//! Old formats: converted by the LibreOffice that is here, by programs that misbehave, and by none.

use crate::office::{J, Office};
use axum::http::StatusCode;
use ledger::{Kind, Role, Thing};
use reading::{Reading, Unreadable};
use std::io::{Cursor, ErrorKind, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::query::things;
use tempfile::TempDir;
use web::{Converter, Program, Unread};

fn old(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old").join(name)
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(old(name)).unwrap()
}

/// LibreOffice; on a developer's machine the tests of it may be left out.
fn office() -> Option<Converter> {
    let found = Program::named("");
    if found == Program::Absent {
        assert!(std::env::var_os("CI").is_none(), "LibreOffice has to be installed where CI is set");
        eprintln!("left out: there is no LibreOffice");
        return None;
    }
    Some(Converter::new(found))
}

fn by(program: &str) -> Converter {
    Converter::new(Program::At(program.into()))
}

/// Every task with its units, leaders and dates.
fn tasks(reading: &Reading) -> Vec<String> {
    let task = |task: &reading::Task| {
        let dates: Vec<_> = task.deadlines.iter().map(|deadline| (&deadline.text, deadline.date)).collect();
        let (number, title, body) = (&task.number, &task.title, &task.body);
        format!(
            "{number:?} {title:?} {body} {:?} {:?} {:?} {dates:?}",
            task.lead, task.responsible, task.leaders
        )
    };
    reading.tasks.iter().map(task).collect()
}

fn codes(reading: &Reading) -> Vec<&str> {
    reading.warnings.iter().map(|warning| &*warning.code).collect()
}

#[tokio::test]
async fn old_documents_are_read_like_their_plain_text() {
    let Some(office) = office() else { return };
    for file in ["labels.doc", "rectify_table.doc", "dates.rtf", "leaders.wps"] {
        let name = file.split('.').next().unwrap();
        let text =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../reading/tests/documents/{name}.txt"));
        let plain = reading::read(&std::fs::read(text).unwrap(), None).unwrap();
        let read = office.read(bytes(file).into(), file).await.unwrap();
        assert!(!read.tasks.is_empty());
        assert_eq!(tasks(&read), tasks(&plain), "{file}");
        assert!(codes(&read).contains(&"converted") && !codes(&plain).contains(&"converted"), "{file}");
    }
}

/// The older of Excel's binary formats: a stream of records with texts in a code page.
fn excel_5(rows: &[&[&str]]) -> Vec<u8> {
    let record =
        |kind: u16, body: &[u8]| [&kind.to_le_bytes(), &(body.len() as u16).to_le_bytes(), body].concat();
    let shorts = |of: &[u16]| of.iter().flat_map(|short| short.to_le_bytes()).collect::<Vec<u8>>();
    let start = |kind: u16| record(0x809, &shorts(&[0x500, kind, 0x1000, 1993]));
    let end = || record(0x0a, &[]);
    let page = record(0x42, &shorts(&[936]));
    // Where the sheet starts, whether it is shown, its name.
    let bound = |at: usize| record(0x85, &[&(at as u32).to_le_bytes()[..], &[0, 0, 1, b'A']].concat());
    let at = [start(5), page.clone(), bound(0), end()].concat().len();
    let mut out = [start(5), page, bound(at), end(), start(0x10)].concat();
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let text = encoding_rs::GBK.encode(text).0;
            let head = shorts(&[row as u16, column as u16, 0, text.len() as u16]);
            out.extend(record(0x204, &[&head[..], &text].concat()));
        }
    }
    out.extend(end());
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Book").and_then(|mut stream| stream.write_all(&out)).unwrap();
    file.into_inner().into_inner()
}

#[tokio::test]
async fn odd_files_of_office_programs_are_read() {
    let Some(office) = office() else { return };
    let head = |of: &str| format!("<?xml version=\"1.0\"?>\n<?mso-application progid=\"{of}\"?>\n");
    let word = head("Word.Document")
        + "<w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\"><w:body>\
           <w:p><w:r><w:t>（一）新建公园3处。（县园林局负责）</w:t></w:r></w:p></w:body></w:wordDocument>";
    let rows = [&["序号", "工作任务", "牵头单位"][..], &["1", "新建公园3处。", "县园林局"]];
    let cell = |text: &&str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let row = |cells: &&[&str]| format!("<Row>{}</Row>", cells.iter().map(cell).collect::<String>());
    let sheet = head("Excel.Sheet")
        + "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
           xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"A\"><Table>"
        + &rows.iter().map(row).collect::<String>()
        + "</Table></Worksheet></Workbook>";
    for (name, bytes) in
        [("a.doc", word.into_bytes()), ("a.xls", sheet.into_bytes()), ("b.xls", excel_5(&rows))]
    {
        let read = office.read(bytes.into(), name).await.unwrap_or_else(|why| panic!("{name}: {why:?}"));
        let found: Vec<_> = read.tasks.iter().map(|task| (&*task.body, &task.lead[..])).collect();
        assert_eq!(found, [("新建公园3处。", &["县园林局".to_owned()][..])], "{name}: {}", read.text);
    }
}

#[tokio::test]
async fn a_converted_document_is_looked_at_like_every_other() {
    let Some(office) = office() else { return };
    let rtf = |text: &str| {
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{}?", unit as i16)).collect();
        format!("{{\\rtf1\\ansi {escaped}\\par}}").into_bytes()
    };
    for (text, why) in [("秘密★10年", Unreadable::MarkedSecret), ("", Unreadable::Empty)] {
        assert_eq!(office.read(rtf(text).into(), "a.rtf").await, Err(why.into()), "{text}");
    }
    // What a program for texts can make nothing of.
    let mut broken = bytes("labels.doc");
    broken.truncate(4096);
    let why = office.read(broken.into(), "a.doc").await.unwrap_err();
    assert!(matches!(why, Unread::Failed | Unread::Unreadable(Unreadable::Damaged)), "{why:?}");
}

#[tokio::test]
async fn a_conversion_asks_nothing_of_the_network() {
    let Some(office) = office() else { return };
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    assert!(port > 9999, "a port with as many digits as the one in the document");
    let mut document = bytes("linked.doc");
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let (marked, here) = (wide(":12345/"), wide(&format!(":{port}/")));
    let at: Vec<usize> = (0..document.len()).filter(|&at| document[at..].starts_with(&marked)).collect();
    assert!(!at.is_empty());
    for at in at {
        document[at..at + marked.len()].copy_from_slice(&here);
    }
    let read = office.read(document.into(), "linked.doc").await.unwrap();
    assert!(read.text.contains("一图读懂"));
    assert_eq!(listener.accept().map_err(|error| error.kind()).unwrap_err(), ErrorKind::WouldBlock);
}

#[tokio::test]
async fn a_program_that_gives_nothing_is_told() {
    let document = bytes("labels.doc");
    let large = old("large");
    for (converter, why) in [
        (by("/bin/false"), Unread::Failed),
        (by("/bin/true"), Unread::Failed),
        (by(large.to_str().unwrap()), Unread::Large),
        (by("/no/such/program"), Unread::Absent),
        (Converter::new(Program::named("no-such-program")), Unread::Absent),
        (Converter::new(Program::named("off")), Unread::Off),
    ] {
        assert_eq!(converter.read(document.clone().into(), "a.doc").await, Err(why));
        // What the reader reads needs no program.
        assert!(converter.read("通知\n".into(), "a.txt").await.is_ok());
    }
}

/// A program that hangs with a child, and where the child's number will stand.
fn hanging() -> (TempDir, Converter, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("soffice");
    std::os::unix::fs::symlink(old("hang"), &program).unwrap();
    (folder, Converter::new(Program::At(program)), PathBuf::from("soffice.child"))
}

/// Waits until the file holds a number, and gives it.
async fn number(file: &Path) -> u32 {
    loop {
        if let Ok(text) = std::fs::read_to_string(file)
            && let Ok(number) = text.trim().parse()
        {
            return number;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Waits until a process has ended; one that nobody has buried yet counts as ended.
async fn ended(process: u32) {
    while let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) {
        if stat.rsplit(") ").next().is_some_and(|rest| rest.starts_with('Z')) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_program_that_hangs_is_ended_with_its_child() {
    let (folder, converter, child) = hanging();
    let converter = converter.within(Duration::from_secs(2));
    assert_eq!(converter.read(bytes("labels.doc").into(), "a.doc").await, Err(Unread::Slow));
    ended(number(&folder.path().join(child)).await).await;
}

#[tokio::test]
async fn a_caller_that_goes_away_ends_the_conversion_and_those_that_wait_are_told() {
    let (folder, converter, child) = hanging();
    let converter = converter.within(Duration::from_secs(6));
    let first = tokio::spawn({
        let converter = converter.clone();
        async move { converter.read(bytes("labels.doc").into(), "a.doc").await }
    });
    let child = number(&folder.path().join(child)).await;
    assert_eq!(converter.read(bytes("labels.doc").into(), "b.doc").await, Err(Unread::Busy));
    first.abort();
    ended(child).await;
}

#[tokio::test]
async fn an_old_document_is_uploaded_and_its_original_kept() {
    let Some(converter) = office() else { return };
    let office = Office::with(converter).await;
    let mut visitor = office.enter(Role::Supervisor).await;
    assert!(visitor.get("/documents").await.says("doc、wps、rtf 先自动转换"));
    let original = bytes("labels.doc");
    let seen = visitor.upload("/documents", "通知.doc", &original).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    let draft = seen.to().to_owned();
    let page = visitor.get(&format!("{draft}?whole=0")).await;
    assert!(page.says("LibreOffice转换而来"), "{}", page.html);
    assert!(page.says("7 处提示待看"), "{}", page.html);
    assert!(
        visitor.get("/documents").await.html.contains("\"l yellow\">7<"),
        "the list counts as the review does"
    );
    let documents = office.store.read(move |db| things::all(db, J, Kind::Document)).await.unwrap();
    let [(seq, entry)] = &documents[..] else { panic!("one document") };
    let Thing::Document(document) = &entry.thing else { panic!("a document") };
    assert_eq!(document.sha256, proof::Hash(store::blob::hash(&original)).to_string());
    // The draft dropped, the original is converted again.
    visitor.fill(&format!("{draft}/confirm"), &format!("{draft}/drop"), &[]).await;
    let again = visitor.fill("/documents", &format!("/documents/{seq}/read"), &[]).await;
    assert!(again.to().starts_with("/drafts/") && again.to() != draft, "{}", again.html);
}

#[tokio::test]
async fn what_was_not_converted_is_told_and_not_kept() {
    for (program, sentence) in [
        (Program::Off, "本系统没有启用格式转换"),
        (Program::Absent, "服务器没有安装 LibreOffice"),
        (Program::At("/bin/false".into()), "文件转换不成功"),
    ] {
        let office = Office::with(Converter::new(program)).await;
        let mut visitor = office.enter(Role::Supervisor).await;
        let seen = visitor.upload("/documents", "通知.doc", &bytes("labels.doc")).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.says(sentence) && seen.says("没有收下“通知.doc”"), "{sentence}: {}", seen.html);
        assert!(office.store.read(move |db| things::all(db, J, Kind::Document)).await.unwrap().is_empty());
    }
}
