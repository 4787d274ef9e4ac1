//! One table, printed in every way that texts print tables, is read alike.

/// Rows of a table: category, number, words, who leads, who helps, leader, time limit.
const ROWS: [[&str; 7]; 4] = [
    [
        "公共服务",
        "1",
        "新建城市书房5个，改造街头游园12处",
        "市文化广电和旅游局",
        "市财政局、市城市管理局",
        "陈启明",
        "2024年9月底前",
    ],
    [
        "",
        "2",
        "建立企业诉求快速响应机制，办结率不低于98%",
        "市发展改革委、市教育局",
        "各县（市、区）人民政府",
        "欧阳雪",
        "2024年12月",
    ],
    [
        "产业发展",
        "3",
        "培育专精特新中小企业30家以上",
        "市工业和信息化局",
        "市科技局，市委宣传部",
        "王建国",
        "持续推进",
    ],
    [
        "",
        "4",
        "严格落实河湖长制，开展非法采砂专项打击行动",
        "市水利局",
        "市公安局；市生态环境局；国网市供电公司",
        "赵志远",
        "2024年10月31日前",
    ],
];
const HEADS: [&str; 7] = ["类别", "序号", "工作任务", "牵头单位", "配合单位", "分管领导", "完成时限"];
/// Characters to which each column is cut, where columns are narrow.
const WIDTHS: [usize; 7] = [4, 4, 16, 8, 9, 4, 8];

fn cut(cell: &str, width: usize) -> Vec<String> {
    let c: Vec<char> = cell.chars().collect();
    c.chunks(width).map(|line| line.iter().collect()).collect()
}

/// The lines of a row whose cells stand under their heads.
fn aligned(row: &[&str], widths: &[usize]) -> String {
    let cells: Vec<Vec<String>> = row.iter().zip(widths).map(|(cell, width)| cut(cell, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |n: usize| {
        let part = |(cell, width): (&Vec<String>, &usize)| {
            let words = cell.get(n).map_or("", String::as_str);
            let columns: usize = words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            format!("{words}{}", " ".repeat(2 * width + 3 - columns))
        };
        cells.iter().zip(widths).map(part).collect::<String>().trim_end().to_owned()
    };
    (0..height).map(|n| line(n) + "\n").collect()
}

/// The table with some of its columns in each layout, by name.
fn layouts(columns: &[usize], stop: &str) -> Vec<(&'static str, String)> {
    let words = |row: &[&'static str; 7], n: usize| {
        if n == 2 { format!("{}{stop}", row[n]) } else { row[n].to_owned() }
    };
    let heads: Vec<String> = columns.iter().map(|n| HEADS[*n].to_owned()).collect();
    let rows = ROWS.iter().map(|row| columns.iter().map(|n| words(row, *n)).collect::<Vec<_>>());
    let all: Vec<Vec<String>> = std::iter::once(heads).chain(rows).collect();
    let widths: Vec<usize> = columns.iter().map(|n| WIDTHS[*n]).collect();
    let each = |cell: &dyn Fn(usize, &str) -> String| -> String {
        all.iter().flat_map(|row| row.iter().enumerate()).map(|(n, words)| cell(n, words)).collect()
    };
    let line = |between: &str, end: &str| -> String {
        all.iter().map(|row| format!("{}{end}\n", row.join(between))).collect()
    };
    let printed =
        |words: &str, end: &str| if words.is_empty() { String::new() } else { format!("{words}{end}") };
    vec![
        ("one a line", each(&|_, words| printed(words, "\n"))),
        ("blank lines", each(&|_, words| printed(words, "\n\n"))),
        ("bars alone", each(&|_, words| format!("{}|\n", printed(words, "\n")))),
        ("bars", line(" | ", " |")),
        ("open bars", line(" | ", "")),
        (
            "bars between cut cells",
            all.iter()
                .map(|row| {
                    let cells = row.iter().zip(&widths).map(|(words, width)| cut(words, *width).join("\n"));
                    format!("{} |\n", cells.collect::<Vec<_>>().join(" | "))
                })
                .collect(),
        ),
        ("tabs", line("\t", "")),
        ("narrow", each(&|n, words| cut(words, widths[n]).iter().map(|part| format!("{part}\n")).collect())),
        (
            "columns of blanks",
            all.iter()
                .map(|row| aligned(&row.iter().map(String::as_str).collect::<Vec<_>>(), &widths))
                .collect(),
        ),
    ]
}

#[test]
fn a_table_is_read_alike_in_every_layout() {
    for columns in
        [&[1, 2, 3, 4][..], &[1, 2, 3, 4, 6], &[1, 2, 5, 3, 4, 6], &[0, 1, 2, 3, 4, 5, 6], &[2, 3, 4, 5, 6]]
    {
        for stop in ["", "。"] {
            for (name, table) in layouts(columns, stop) {
                let text = format!("2024年重点工作任务分解表\n\n{table}");
                let reading = reading::read(text.as_bytes(), None).expect("a text");
                assert_eq!(reading.tasks.len(), ROWS.len(), "{name}: {text}");
                for (task, row) in reading.tasks.iter().zip(ROWS) {
                    let plain = |names: &[String]| names.join("、");
                    let helpers = row[4].replace(['，', '；'], "、");
                    assert_eq!(task.body.replace('\n', "").trim_end_matches('。'), row[2], "{name}: {text}");
                    assert_eq!(plain(&task.lead), row[3], "{name}: {text}");
                    assert_eq!(plain(&task.responsible), helpers, "{name}: {text}");
                    if columns.contains(&5) {
                        assert_eq!(plain(&task.leaders), row[5], "{name}: {text}");
                    }
                }
            }
        }
    }
}
