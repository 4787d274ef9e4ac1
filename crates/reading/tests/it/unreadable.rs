//! What is refused, with which code, and texts in the charsets that offices use.

use encoding_rs::GB18030;
use reading::{MAX_DOCUMENT_BYTES, Unreadable, read};

const PLAN: &str = "一、重点任务\n（一）完善标准体系。（省教育厅牵头，省财政厅配合）\n";

fn code(bytes: &[u8]) -> &'static str {
    read(bytes, None).map_or_else(Unreadable::code, |_| "read")
}

#[test]
fn refused_with_a_code() {
    let cases: [(&[u8], &str); 7] = [
        (b"", "empty"),
        (b" \n\r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "not_text"),
        (PLAN.as_bytes(), "read"),
        ("<html><body><p> </p></body></html>".as_bytes(), "empty"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(code(bytes), expected, "{bytes:?}");
    }
    assert_eq!(code(&vec![b'a'; MAX_DOCUMENT_BYTES + 1]), "too_large");
}

#[test]
fn secrets_are_refused_and_words_about_them_are_not() {
    let marked = [
        "机密★1年\n关于印发方案的通知\n",
        "000012    秘密★解密前\n关于印发方案的通知\n",
        "密级：秘密\n关于印发方案的通知\n",
        "密 级： 机密\n正文\n",
        "密级：\n绝密\n正文\n",
        "绝密\n正文\n",
        "机\n密★10年\n正文\n",
        "机密\n★5年\n正文\n",
    ];
    for text in marked {
        assert_eq!(code(text.as_bytes()), "marked_secret", "{text}");
    }
    let open = [
        "加大对侵犯专利、商业秘密等行为的打击力度。\n",
        "开展保守国家秘密宣传教育。（市保密局负责）\n",
        "密级：公开\n关于印发方案的通知\n",
        "一、机密文件管理\n（一）加强机密文件管理。（市保密局负责）\n",
    ];
    for text in open {
        assert_eq!(code(text.as_bytes()), "read", "{text}");
    }
}

#[test]
fn charsets_and_line_ends() {
    let utf16 = |big: bool| -> Vec<u8> {
        PLAN.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    };
    let with_bom = |bom: &[u8], bytes: Vec<u8>| [bom, &bytes].concat();
    let expected = read(PLAN.as_bytes(), None).expect("plain UTF-8");
    assert_eq!(expected.tasks[0].lead, ["省教育厅"]);
    for (name, bytes) in [
        ("utf-8 with BOM", with_bom(b"\xef\xbb\xbf", PLAN.as_bytes().to_vec())),
        ("utf-16le with BOM", with_bom(b"\xff\xfe", utf16(false))),
        ("utf-16be with BOM", with_bom(b"\xfe\xff", utf16(true))),
        ("gb18030", GB18030.encode(PLAN).0.into_owned()),
        ("crlf", PLAN.replace('\n', "\r\n").into_bytes()),
        ("cr", PLAN.replace('\n', "\r").into_bytes()),
    ] {
        assert_eq!(read(&bytes, None).as_ref(), Ok(&expected), "{name}");
    }
}

/// Short texts leave little to tell charsets apart by.
#[test]
fn charsets_of_short_texts() {
    let utf16 = |text: &str, big: bool| -> Vec<u8> {
        let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    };
    let simplified = [
        "通知",
        "完善标准体系。（省教育厅负责）",
        "2024年重点工作：建成公园3处（市园林局）\nABC 123\n",
        "一、重点任务\n（一）推进“一网通办”①，覆盖率达到98%以上★\n",
        "各有关单位要加强统筹协调推进各项工作",
    ];
    let traditional = [
        "一、重點任務\n（一）完善標準體系。（教育廳牽頭，財政廳配合）",
        "本市將於六月底前完成各項業務電子化，並與各單位協調辦理。",
    ];
    for text in simplified.into_iter().chain(traditional) {
        let mut cases = vec![
            ("utf-8", text.as_bytes().to_vec()),
            ("gb18030", GB18030.encode(text).0.into_owned()),
            ("utf-16le", utf16(text, false)),
            ("utf-16be", utf16(text, true)),
        ];
        if traditional.contains(&text) {
            cases.push(("big5", encoding_rs::BIG5.encode(text).0.into_owned()));
        }
        for (charset, bytes) in cases {
            let read = read(&bytes, Some("a.txt")).map(|reading| reading.text);
            assert_eq!(read.as_deref(), Ok(text), "{charset}");
        }
    }
    // What a page says of itself is believed where it can be true.
    let page = |charset: &str| format!("<html><meta charset={charset}><p>完善标准体系。（县教育局负责）</p>");
    for said in ["gb2312", "big5", "utf-8", "iso-8859-1", "nonsense"] {
        let bytes = GB18030.encode(&page(said)).0.into_owned();
        assert_eq!(
            read(&bytes, None).map(|reading| reading.text).as_deref(),
            Ok("完善标准体系。（县教育局负责）\n"),
            "{said}"
        );
    }
}

#[test]
fn web_pages_show_their_words() {
    let page = "<!DOCTYPE html><html><head><meta charset=\"gb2312\"><title>x</title><style>p{}</style></head><body>\
                <script>var a='责任单位：甲';</script><h1>2024年任务表</h1>\
                <table><tr><th>序号</th><th>工作任务</th><th>牵头单位</th><th>完成<br>时限</th></tr>\
                <tr><td>1</td><td>新建<b>公园</b>3处&nbsp;</td><td>市园林局</td><td>6月底前</td></tr></table>\
                <p>（一）完善标准。&ldquo;一码通&rdquo;（省教育厅负责）</p></body></html>";
    let reading = read(&GB18030.encode(page).0, Some("a.html")).expect("a page in GB18030 that says gb2312");
    assert_eq!(
        reading.text,
        "2024年任务表\n序号 | 工作任务 | 牵头单位 | 完成 时限 |\n1 | 新建公园3处 | 市园林局 | 6月底前 |\n（一）完善标准。“一码通”（省教育厅负责）\n"
    );
    let tasks: Vec<(&str, &[String])> =
        reading.tasks.iter().map(|task| (task.body.as_str(), &task.lead[..])).collect();
    assert_eq!(
        tasks,
        [("新建公园3处", &["市园林局".to_owned()][..]), ("完善标准。“一码通”", &["省教育厅".to_owned()][..])]
    );
    assert_eq!(reading.tasks[0].deadlines[0].date.to_string(), "2024-06-30");
}
