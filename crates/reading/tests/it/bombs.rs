//! Files made to do harm: each is refused with a sentence, or read within its limits.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use reading::{Unreadable, read};
use zip::write::SimpleFileOptions;

const MEGABYTE: usize = 1024 * 1024;

fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a name");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn workbook(sheet: &str) -> Vec<u8> {
    container(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='a' r:id='r1'/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn spreadsheet(table: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><table:table>{table}</table:table></office:body></office:document-content>"
    );
    container(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

/// A PDF of one page with the given contents and the entries that describe how they are packed.
fn pdf(contents: &[u8], packing: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>endobj\n\
        5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n\
        6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 6 0 R>>>>/Length 23>>stream\n/X Do /X Do /X Do /X Do\nendstream endobj\n"
        .to_vec();
    out.extend(format!("4 0 obj<<{packing}/Length {}>>stream\n", contents.len()).bytes());
    out.extend(contents);
    out.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
    out
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn text(bytes: &[u8]) -> String {
    read(bytes, None).unwrap_or_else(|why| panic!("{why}")).text
}

#[test]
fn packed_too_far() {
    let zeros = vec![b' '; 70 * MEGABYTE];
    assert_eq!(read(&container(&[("word/document.xml", &zeros)]), None), Err(Unreadable::TooLarge));
    let many: Vec<(String, &[u8])> = (0..20_001).map(|n| (format!("word/{n}"), &b""[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert_eq!(read(&container(&many), None), Err(Unreadable::TooLarge));
    let once = packed(&vec![b' '; 300 * MEGABYTE]);
    assert_eq!(read(&pdf(&once, "/Filter/FlateDecode"), None), Err(Unreadable::TooLarge));
    assert_eq!(
        read(&pdf(&packed(&once), "/Filter[/FlateDecode/FlateDecode]"), None),
        Err(Unreadable::TooLarge)
    );
}

#[test]
fn a_size_that_is_not_true() {
    // The container says that its part is empty; what it unpacks to counts.
    let mut bytes = container(&[("word/document.xml", &vec![b' '; 70 * MEGABYTE])]);
    let size = (70 * MEGABYTE as u32 as usize).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == size[..4]).collect();
    for at in places {
        bytes[at..at + 4].fill(0);
    }
    assert!(matches!(
        read(&bytes, None),
        Err(Unreadable::TooLarge | Unreadable::Damaged | Unreadable::Empty)
    ));
}

#[test]
fn entities_are_not_expanded() {
    let xml = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\
               <w:document><w:body><w:p><w:r><w:t>一&b;&amp;二</w:t></w:r></w:p></w:body></w:document>";
    assert_eq!(text(&container(&[("word/document.xml", xml.as_bytes())])), "一&二\n");
}

#[test]
fn elements_inside_each_other_without_end() {
    let deep = 200_000;
    let words = "（一）完善标准。（县教育局负责）";
    let docx = format!(
        "<w:document><w:body>{}<w:p><w:r><w:t>{words}</w:t></w:r></w:p>",
        "<w:tbl><w:tr><w:tc>".repeat(deep)
    );
    let _ = read(&container(&[("word/document.xml", docx.as_bytes())]), None);
    for element in ["<div>", "<table><tr><td>", "<ol><li>", "<a>", "<p><b>"] {
        let page = format!("<html>{}{words}", element.repeat(deep));
        assert!(
            read(page.as_bytes(), None).is_ok_and(|reading| reading.text.contains("完善标准")),
            "{element}"
        );
    }
    let closers = format!("<html>{}{}{words}", "<i>".repeat(deep), "</b>".repeat(deep));
    assert!(read(closers.as_bytes(), None).is_ok());
    let pdf = pdf(format!("{}{}", "[".repeat(deep), "q ".repeat(deep)).as_bytes(), "");
    let _ = read(&pdf, None);
}

#[test]
fn absurd_spans() {
    let page = "<table><tr><td rowspan=99999999 colspan=100000000>序号<td>任务<tr><td>1<td>建设公园<td>县园林局</table>";
    assert!(text(page.as_bytes()).contains("建设公园"));
    let mut page = "<table><tr><td rowspan=99999999>甲<td>乙<td colspan=250>丙<td>丁".to_owned();
    page.push_str(&"<tr><td>a".repeat(300_000));
    assert!(read(page.as_bytes(), None).is_ok_and(|reading| reading.text.len() < 64 * MEGABYTE));
    let cell = |properties: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>")
    };
    let docx = format!(
        "<w:document><w:body><w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"4000000000\"/></w:trPr>{}</w:tr><w:tr>{}{}</w:tr></w:tbl></w:body></w:document>",
        cell("<w:gridSpan w:val=\"18446744073709551615\"/>"),
        cell("<w:gridSpan w:val=\"4294967295\"/>"),
        cell("<w:vMerge/>")
    );
    assert_eq!(text(&container(&[("word/document.xml", docx.as_bytes())])), "甲\n");
}

#[test]
fn sheets_that_claim_more_than_they_hold() {
    let far = workbook(
        "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1' t='str'><v>甲</v></c></row>\
         <row r='1048576'><c r='XFD1048576' t='str'><v>乙</v></c><c r='A1048576' t='str'><v>丙</v></c></row>\
         <row r='4294967295'><c r='ZZZZZZZ9'><v>1</v></c></row></sheetData>\
         <mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell ref='B2:A1'/></mergeCells></worksheet>",
    );
    assert!(text(&far).contains('甲'));
    assert!(reading::rows(&far).is_ok());
    let repeated = spreadsheet(
        "<table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
         <table:table-row table:number-rows-repeated='4294967295'><table:table-cell table:number-columns-repeated='4294967295'>\
         <text:p>甲</text:p></table:table-cell></table:table-row>",
    );
    assert!(text(&repeated).starts_with("甲 | 甲 |"));
    let _ = reading::rows(&repeated);
    // One long text that every cell shows.
    let strings = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(MEGABYTE));
    let cells = "<c t='s'><v>0</v></c>".repeat(100_000);
    let shared = container(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='a' r:id='r1'/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>").as_bytes(),
        ),
    ]);
    assert_eq!(read(&shared, None), Err(Unreadable::TooLarge));
}

#[test]
fn drawings_that_never_end() {
    // A form that draws itself four times, and again in each.
    let _ = read(&pdf(b"/X Do", ""), None);
    let all = [
        "BT /F1 12 Tf 10 10 Td (words) Tj ET ".repeat(100_000),
        "q ".repeat(1_000_000),
        "0 0 m 1 1 l ".repeat(300_000) + "S",
        "1e308 0 0 1e308 1e308 1e308 cm BT /F1 1e308 Tf (words) Tj ET".to_owned(),
        "BI /W 1 /H 1 ID ".repeat(2_000),
    ];
    for contents in all {
        let _ = read(&pdf(contents.as_bytes(), ""), None);
    }
}

#[test]
fn a_page_that_is_drawn_is_read() {
    let page = pdf(b"BT /F1 12 Tf 72 700 Td (Plan 2024) Tj ET", "");
    assert_eq!(text(&page), "Plan 2024\n");
    assert_eq!(
        text(&pdf(&packed(b"BT /F1 12 Tf 72 700 Td (Plan 2024) Tj ET"), "/Filter/FlateDecode")),
        "Plan 2024\n"
    );
}
