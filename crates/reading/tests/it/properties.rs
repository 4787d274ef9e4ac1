//! Whatever the bytes: no panic, and every span lies in the text.

use std::sync::LazyLock;

use proptest::prelude::*;
use reading::{Reading, Span};

/// Pieces of documents that meet the reader's rules at their edges.
const PIECES: &[&str] = &[
    "一、",
    "（一）",
    "1.",
    "１．",
    "(2)",
    "第一章",
    "①",
    "问题一：",
    "牵头单位：",
    "责任单位：",
    "责任领导：",
    "完成时限：",
    "整改措施：",
    "项目名称：",
    "【责任单位】",
    "省财政厅",
    "市教育局、科技局",
    "各县（市、区）政府",
    "西宁市、海东市政府",
    "等部门",
    "和",
    "及",
    "负责",
    "牵头",
    "按职责分工负责",
    "会同",
    "（",
    "）",
    "〔",
    "〕",
    "《",
    "》",
    "“",
    "”",
    "，",
    "。",
    "；",
    "、",
    "：",
    "\n",
    "\n\n",
    "|",
    " | ",
    " ",
    "\u{3000}",
    "2021年",
    "6月底前",
    "上半年",
    "年底",
    "到2025年",
    "至",
    "1到2个",
    "25亿元",
    "50%以上",
    "不低于",
    "超过",
    "半个月",
    "印发之日起30日内",
    "9999999999",
    "2021年13月45日",
    "0.",
    ".",
    "序号",
    "工作任务",
    "完成时限\n",
    "— 1 —",
    "列第一位者为牵头单位，下同",
    "以下均需各县政府落实",
    "张三市长主抓",
    "⼈⺠政府",
    "\u{feff}",
    "密级：",
    "★",
    "<td>",
    "&nbsp;",
    "<table>",
    "关于印发方案的通知",
    "2022.11",
    "成文日期：",
    "决定二季度",
    "加快建设城区污水管网和配套设施建设，提升服务能力",
    "abc",
    "AI PC",
    "\u{0}",
    "�",
    "\u{1F600}",
];

/// The office files of the tests.
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let files = crate::same_text::office_files();
    files.into_iter().map(|(_, path)| std::fs::read(path).expect("a readable file")).collect()
});

fn in_text(reading: &Reading) {
    let end = reading.text.chars().count();
    let check = |span: Span| assert!(span.start <= span.end && span.end <= end, "{span:?} of {end}");
    reading.sections.iter().for_each(|section| check(section.span));
    reading.warnings.iter().for_each(|warning| check(warning.span));
    let spans = reading.document.spans;
    let head = [
        spans.title,
        spans.issuer,
        spans.document_number,
        spans.index_number,
        spans.written_on,
        spans.issued_on,
    ];
    head.into_iter()
        .flatten()
        .chain(spans.recipients)
        .chain(reading.document.period.map(|p| p.span))
        .for_each(check);
    let mut last = 0;
    for task in &reading.tasks {
        check(task.span);
        assert!(task.span.start >= last, "tasks in the order of the text");
        last = task.span.start;
        task.unit_spans.iter().for_each(|mention| check(mention.span));
        task.leader_spans.iter().for_each(|mention| check(mention.span));
        task.deadlines.iter().for_each(|deadline| check(deadline.span));
        task.recurrences.iter().for_each(|recurrence| check(recurrence.span));
        task.relative_deadlines.iter().for_each(|limit| check(limit.span));
        task.targets.iter().for_each(|target| check(target.span));
        task.warnings.iter().for_each(|warning| check(warning.span));
        assert!(
            !task.body.is_empty()
                && (!task.lead.is_empty() || !task.responsible.is_empty() || !task.leaders.is_empty())
        );
        assert!(task.section_id.is_none_or(|id| reading.sections.iter().any(|section| section.id == id)));
    }
    for (n, section) in reading.sections.iter().enumerate() {
        assert!(section.id as usize == n + 1 && section.parent.is_none_or(|parent| parent < section.id));
    }
    let json = serde_json::to_string(reading).expect("a reading is JSON");
    let back: Reading = serde_json::from_str(&json).expect("its JSON is a reading");
    assert_eq!(Reading { text: reading.text.clone(), ..back }, *reading);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600), name in prop::option::of("[a-z]{1,4}\\.(txt|html|docx|pdf|csv)")) {
        if let Ok(reading) = reading::read(&bytes, name.as_deref()) {
            in_text(&reading);
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        if let Ok(reading) = reading::read(text.as_bytes(), None) {
            in_text(&reading);
        }
    }

    #[test]
    fn any_document(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..80)) {
        if let Ok(reading) = reading::read(pieces.concat().as_bytes(), None) {
            in_text(&reading);
        }
    }

    /// Tables whose columns only blanks show, with cells on several lines that begin where they like.
    #[test]
    fn any_table_of_blanks(
        rows in prop::collection::vec(
            prop::collection::vec((0_usize..3, prop::collection::vec(prop::sample::select(PIECES), 0..4)), 5),
            1..8,
        ),
    ) {
        let column = |words: &str| {
            let width = words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
            format!("{words}{}", " ".repeat(24_usize.saturating_sub(width).max(2)))
        };
        let heads = ["类别", "序号", "工作任务", "牵头单位", "完成时限"];
        let mut text = heads.map(column).concat() + "\n";
        for (n, row) in rows.iter().enumerate() {
            let height = row.iter().map(|(offset, lines)| offset + lines.len()).max().unwrap_or(0);
            for line in 0..height {
                let number = (n + 1).to_string();
                let cell = |(at, (offset, lines)): (usize, &(usize, Vec<&str>))| {
                    let words = line.checked_sub(*offset).and_then(|line| lines.get(line)).copied().unwrap_or("");
                    column(if at == 1 && line == height / 2 { &number } else { words.trim_matches('\n') })
                };
                text += row.iter().enumerate().map(cell).collect::<String>().trim_end();
                text.push('\n');
            }
        }
        if let Ok(reading) = reading::read(text.as_bytes(), None) {
            in_text(&reading);
        }
    }

    /// Office files with bytes flipped, cut off, spliced.
    #[test]
    fn any_damaged_file(
        which in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
        cut in prop::option::of(any::<prop::sample::Index>()),
        splice in prop::option::of(any::<(prop::sample::Index, prop::sample::Index)>()),
    ) {
        let file = |which: prop::sample::Index| &FILES[which.index(FILES.len())];
        let mut bytes = file(which).clone();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some((at, from)) = splice {
            let (at, from) = (at.index(bytes.len()), from.index(file(other).len()));
            bytes.splice(at..at, file(other)[from..].iter().take(500).copied());
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(reading) = reading::read(&bytes, None) {
            in_text(&reading);
        }
    }
}
