//! Containers give the same tasks as plain text.

use std::io::{Cursor, Write};

use reading::{Reading, Unreadable, read};
use zip::write::SimpleFileOptions;

/// Number, words, lead units and dates of each task.
fn tasks(reading: &Reading) -> Vec<(String, String, String, String)> {
    let row = |task: &reading::Task| {
        let dates: Vec<String> = task.deadlines.iter().map(|deadline| deadline.date.to_string()).collect();
        (task.number.clone().unwrap_or_default(), task.body.clone(), task.lead.join(" "), dates.join(" "))
    };
    reading.tasks.iter().map(row).collect()
}

fn expected(rows: &[(&str, &str, &str, &str)]) -> Vec<(String, String, String, String)> {
    rows.iter()
        .map(|(a, b, c, d)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned(), (*d).to_owned()))
        .collect()
}

fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a name");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn paragraph(text: &str, level: Option<usize>) -> String {
    let list = level.map_or(String::new(), |level| {
        format!("<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>")
    });
    format!("<w:p>{list}<w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn row(cells: &[Option<&str>]) -> String {
    let cell = |cell: Option<&str>| {
        let merged = if cell.is_none() { "<w:tcPr><w:vMerge/></w:tcPr>" } else { "" };
        format!("<w:tc>{merged}{}</w:tc>", paragraph(cell.unwrap_or_default(), None))
    };
    format!("<w:tr>{}</w:tr>", cells.iter().copied().map(cell).collect::<String>())
}

#[test]
fn word_documents_with_their_lists_and_tables() {
    let body = [
        paragraph("南山县2024年重点工作分工方案", None),
        paragraph("重点任务", Some(0)),
        paragraph("完善机制。（县教育局负责）", Some(1)),
        paragraph("加强监管 &amp; 服务。（县财政局牵头，县审计局配合）", Some(1)),
        "<w:tbl>".to_owned(),
        row(&[Some("序号"), Some("工作任务"), Some("牵头单位"), Some("完成时限")]),
        row(&[Some("1"), Some("新建公园3处。"), Some("县园林局"), Some("6月底前")]),
        row(&[Some("2"), Some("改造管网5公里。"), None, Some("9月底前")]),
        "</w:tbl>".to_owned(),
    ];
    let levels = ["%1、", "（%2）"].iter().enumerate().map(|(n, text)| {
        format!(
            "<w:lvl w:ilvl=\"{n}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    });
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        levels.collect::<String>()
    );
    let document = format!("<w:document><w:body>{}</w:body></w:document>", body.concat());
    let bytes = container(&[("word/document.xml", &document), ("word/numbering.xml", &numbering)]);
    let reading = read(&bytes, Some("a.docx")).expect("a Word document");
    assert!(reading.text.contains("一、重点任务\n（一）完善机制。"), "{}", reading.text);
    assert_eq!(
        tasks(&reading),
        expected(&[
            ("（一）", "完善机制。", "县教育局", ""),
            ("（二）", "加强监管 & 服务。", "县财政局", ""),
            ("1", "新建公园3处。", "县园林局", "2024-06-30"),
            ("2", "改造管网5公里。", "县园林局", "2024-09-30"),
        ])
    );
    assert_eq!(reading.tasks[3].section, ["一、重点任务"]);
}

/// The text of a Word document with these elements in its body.
fn word(body: &str) -> String {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    read(
        &container(&[
            ("word/document.xml", &document),
            ("word/footer1.xml", "<w:p><w:r><w:t>页脚</w:t></w:r></w:p>"),
        ]),
        None,
    )
    .unwrap_or_else(|why| panic!("{why}: {body}"))
    .text
}

#[test]
fn word_documents_show_what_is_printed() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let p = |inner: &str| format!("<w:p>{inner}</w:p>");
    let cell = |properties: &str, inner: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>");
    let tr = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let tbl = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    let cases = [
        // Changes that are tracked.
        (
            p(&format!(
                "{}<w:ins>{}</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>",
                run("甲"),
                run("乙")
            )),
            "甲乙\n",
        ),
        (p(&format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", run("甲"), run("乙"))), "乙\n"),
        (p(&format!("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}", run("甲"))) + &p(&run("乙")), "甲乙\n"),
        (
            p(&format!(
                "<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"a\"/></w:pPr></w:pPrChange></w:pPr>{}",
                run("甲")
            )),
            "甲\n",
        ),
        // Breaks, tabs, fields, links, controls, hidden words, symbols, text boxes.
        (p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r>"), "甲\n乙\t丙\n"),
        (
            p(&format!(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>DATE</w:instrText></w:r>{}<w:hyperlink>{}</w:hyperlink>",
                run("6月"),
                run("底")
            )),
            "6月底\n",
        ),
        (format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", p(&run("甲"))), "甲\n"),
        (p(&format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r>{}", run("乙"))), "乙\n"),
        (
            p(&format!(
                "{}<mc:AlternateContent><mc:Choice><w:txbxContent>{}</w:txbxContent></mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
                run("甲"),
                p(&run("框")),
                p(&run("旧"))
            )),
            "框\n甲\n",
        ),
        // Tables.
        (
            tbl(&[
                tr(&[cell("", &p(&run("任务"))), cell("<w:gridSpan w:val=\"2\"/>", &p(&run("责任分工")))]),
                tr(&[
                    cell("<w:vMerge/>", &p("")),
                    cell("", &p(&run("牵头单位"))),
                    cell("", &p(&run("配合单位"))),
                ]),
                tr(&[
                    cell("<w:vMerge w:val=\"restart\"/>", &p(&run("甲"))),
                    cell("", &(p(&run("县教育局")) + &p(&run("县财政局")))),
                    cell("", &p(&run("县审计局"))),
                ]),
                tr(&[cell("<w:vMerge/>", &p("")), cell("", &p(&run("县水利局"))), cell("", &p(""))]),
            ]),
            "任务 | 牵头单位 | 配合单位 |\n甲 | 县教育局 县财政局 | 县审计局 |\n甲 | 县水利局 |  |\n",
        ),
        (
            tbl(&[
                tr(&[cell("", &p(&run("序号"))), cell("", &p(&run("任务"))), cell("", &p(&run("单位")))]),
                tr(&[
                    cell("", &p(&run("1"))),
                    cell("", &(p(&run("甲")) + &tbl(&[tr(&[cell("", &p(&run("内")))])]))),
                    cell("", &p(&run("县教育局"))),
                ]),
                format!(
                    "<w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr>",
                    cell("", &p(&run("2"))),
                    cell("", &p(&run("乙")))
                ),
            ]),
            "序号 | 任务 | 单位 |\n1 | 甲 内 | 县教育局 |\n",
        ),
        (tbl(&[tr(&[cell("", &(p(&run("甲")) + &p(&run("乙"))))])]), "甲\n乙\n"),
    ];
    for (body, expected) in cases {
        assert_eq!(word(&body), expected, "{body}");
    }
}

#[test]
fn word_lists_print_their_numbers() {
    let level = |at: usize, format: &str, text: &str, more: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
         </w:numbering>",
        level(0, "chineseCountingThousand", "%1、", ""),
        level(1, "chineseCounting", "（%2）", ""),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        level(3, "decimalEnclosedCircleChinese", "%4", "")
    );
    let styles = "<w:styles><w:style w:styleId=\"base\"><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
                  <w:style w:styleId=\"item\"><w:basedOn w:val=\"base\"/></w:style></w:styles>";
    let item = |list: u32, level: u32| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>"
        )
    };
    let styled = "<w:p><w:pPr><w:pStyle w:val=\"item\"/></w:pPr><w:r><w:t>项</w:t></w:r></w:p>";
    let body = [
        item(1, 0),
        item(1, 1),
        styled.to_owned(),
        item(1, 2),
        item(1, 3),
        item(1, 0),
        item(1, 1),
        item(2, 0),
        item(2, 0),
        item(0, 0),
    ];
    let document = format!("<w:document><w:body>{}</w:body></w:document>", body.concat());
    let bytes = container(&[
        ("word/document.xml", &document),
        ("word/numbering.xml", &numbering),
        ("word/styles.xml", styles),
    ]);
    assert_eq!(
        read(&bytes, None).expect("a Word document").text,
        "一、项\n（一）项\n（二）项\n1.2.1项\n①项\n二、项\n（一）项\n一、项\n二、项\n项\n"
    );
}

#[test]
fn values_between_other_marks() {
    for (name, text) in [
        ("a.tsv", "2024年任务\n序号\t任务\t牵头单位\n1\t建设公园，2处\t县园林局\n"),
        ("a.csv", "2024年任务;;\n序号;任务;牵头单位\n1;\"建设公园，2处\";县园林局\n"),
        ("a.csv", "2024年任务,,\n序号,任务,牵头单位\n1,\"建设公园，\n2处\",县园林局\n"),
        ("a.xls", "2024年任务\n序号\t任务\t牵头单位\n1\t建设公园，2处\t县园林局\n"),
    ] {
        let text = read(&encoding_rs::GB18030.encode(text).0, Some(name)).expect("values").text;
        assert_eq!(
            text.replace("， 2", "，2"),
            "2024年任务\n序号 | 任务 | 牵头单位 |\n1 | 建设公园，2处 | 县园林局 |\n",
            "{name}"
        );
    }
}

#[test]
fn comma_separated_values() {
    let text =
        "2024年任务表,,,\n序号,工作任务,牵头单位,完成时限\n1,\"新建公园3处,完善设施。\",县园林局,6月底前\n";
    assert_eq!(
        tasks(&read(text.as_bytes(), Some("a.csv")).expect("values")),
        expected(&[("1", "新建公园3处,完善设施。", "县园林局", "2024-06-30")])
    );
}

/// A compound file, as office programs before 2007 made them.
fn compound(stream: &str, words: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    file.create_stream(stream).and_then(|mut stream| stream.write_all(words)).expect("memory");
    file.into_inner().into_inner()
}

#[test]
fn formats_that_are_not_read_say_what_to_do() {
    let mut locked = vec![0; 32];
    locked[11] = 1;
    let cases: [(&[u8], Unreadable); 22] = [
        (b"PK\x03\x04word/document.xml", Unreadable::Damaged),
        (b"PK\x03\x04", Unreadable::Damaged),
        (b"%PDF-1.7\n", Unreadable::Damaged),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable::Damaged),
        (b"{\\rtf1\\ansi words}", Unreadable::OldWord),
        (b"Rar!\x1a\x07\x01\0", Unreadable::Archive),
        (b"7z\xbc\xaf\x27\x1c\0\x04", Unreadable::Archive),
        (b"\x1f\x8b\x08\0\0\0\0\0", Unreadable::Archive),
        (&compound("/WordDocument", b"words"), Unreadable::OldWord),
        (&compound("/WordDocument", &locked), Unreadable::Encrypted),
        (&compound("/Book", b"words"), Unreadable::OldSheet),
        (&compound("/EncryptedPackage", b"words"), Unreadable::Encrypted),
        (&compound("/PowerPoint Document", b"words"), Unreadable::Unsupported),
        (b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?><w/>", Unreadable::OldWord),
        (b"<?xml version='1.0'?><?mso-application progid=\"Excel.Sheet\"?><w/>", Unreadable::OldSheet),
        (&container(&[("xl/workbook.bin", "")]), Unreadable::OldSheet),
        (&container(&[("OFD.xml", "<ofd:OFD/>"), ("Doc_0/Document.xml", "")]), Unreadable::Ofd),
        (&container(&[("ppt/presentation.xml", "<p/>")]), Unreadable::Unsupported),
        (&container(&[("a.docx", ""), ("b.docx", "")]), Unreadable::Archive),
        (
            &container(&[("word/document.xml", "<w:document><w:body></w:body></w:document>")]),
            Unreadable::Empty,
        ),
        (&container(&[("word/document.xml", "<w:document")]), Unreadable::Damaged),
        (
            &container(&[
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("content.xml", "x"),
                ("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>"),
            ]),
            Unreadable::Encrypted,
        ),
    ];
    for (bytes, code) in cases {
        assert_eq!(
            read(bytes, None),
            Err(code),
            "{}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(60)])
        );
    }
}

#[test]
fn rows_of_table_files() {
    let csv = "名称,简称\n省财政厅,\"财政厅、\n财厅\"\n,,\n省水利厅\n";
    let expected = [&["名称", "简称"][..], &["省财政厅", "财政厅、\n财厅"], &["", "", ""], &["省水利厅"]];
    assert_eq!(reading::rows(csv.as_bytes()).unwrap(), expected);
    let (national, ..) = encoding_rs::GB18030.encode("名称,简称\n省财政厅,财政厅\n");
    assert_eq!(reading::rows(&national).unwrap()[1], ["省财政厅", "财政厅"]);
    let cell =
        |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
         <row r=\"2\">{}<c r=\"C2\"><v>630000</v></c></row></sheetData></worksheet>",
        cell("B2", "青海省")
    );
    let xlsx = container(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Target=\"xl/workbook.xml\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\"/>\
             </Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
             <sheets><sheet name=\"单位\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    let rows = reading::rows(&xlsx).unwrap();
    assert_eq!(rows, [&[][..], &["", "青海省", "630000"]], "a row keeps its number");
    assert_eq!(reading::rows(b"").unwrap_err(), Unreadable::Empty);
    assert_eq!(reading::rows(b" , \n").unwrap_err(), Unreadable::Empty);
    assert_eq!(reading::rows(b"PK\x03\x04 torn").unwrap_err(), Unreadable::Damaged);
}

#[test]
fn workbooks_show_what_their_cells_show() {
    let sheet = "<worksheet><cols><col min='4' max='4' hidden='1'/></cols><sheetData>\
        <row r='1'><c r='A1' t='inlineStr'><is><t>2026年任务表</t></is></c></row>\
        <row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c><c r='C2' t='s'><v>2</v></c><c r='D2' t='s'><v>3</v></c>\
        <c r='E2' t='s'><v>4</v></c><c r='F2' t='s'><v>5</v></c></row>\
        <row r='3'><c r='A3'><v>1</v></c><c r='B3' t='str'><f>A1</f><v>建设&amp;改造</v></c><c r='C3' s='1'><v>46203</v></c>\
        <c r='D3'><v>9</v></c><c r='E3' s='2'><v>0.25</v></c><c r='F3' s='3'><v>300</v></c></row>\
        <row r='4' hidden='1'><c r='A4'><v>2</v></c><c r='B4' t='str'><v>看不见</v></c></row>\
        <row r='5'><c r='B5' t='str'><v>扩建</v></c><c r='C5' t='e'><v>#REF!</v></c><c r='E5'><v>0.30000000000000004</v></c></row>\
        </sheetData><mergeCells><mergeCell ref='A1:F1'/><mergeCell ref='A3:A5'/><mergeCell ref='F3:F5'/></mergeCells></worksheet>";
    let bytes = container(&[
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name='藏' state='hidden' r:id='r2'/><sheet name='表' r:id='r1'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='r1' Target='/xl/worksheets/sheet1.xml'/>\
             <Relationship Id='r2' Target='worksheets/sheet2.xml'/></Relationships>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>序号</t></si><si><r><t>任</t></r><r><t>务</t></r><rPh><t>rw</t></rPh></si><si><t>完成时限</t></si>\
             <si><t>备注</t></si><si><t>进度</t></si><si><t>投资</t></si></sst>",
        ),
        (
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0&quot;万元&quot;'/></numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>\
             <cellXfs><xf numFmtId='0'/><xf numFmtId='31'/><xf numFmtId='9'/><xf numFmtId='164'/></cellXfs></styleSheet>",
        ),
        ("xl/worksheets/sheet1.xml", sheet),
        (
            "xl/worksheets/sheet2.xml",
            "<worksheet><sheetData><row><c t='str'><v>看不见</v></c></row></sheetData></worksheet>",
        ),
    ]);
    assert_eq!(
        read(&bytes, None).expect("a workbook").text,
        "2026年任务表\n序号 | 任务 | 完成时限 | 进度 | 投资 |\n1 | 建设&改造 | 2026年6月30日 | 25% | 300万元 |\n1 | 扩建 |  | 0.3 | 300万元 |\n"
    );
}
