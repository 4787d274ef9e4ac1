//! Tables out of a PDF: cells printed one below the other, cut at the width of their columns.

use crate::tables::rows_with;

/// `number body | lead | responsible | leaders | dates` of each task.
fn rows(text: &str) -> Vec<String> {
    rows_with(text, |due| due.date.to_string())
}

const HEADS: [&str; 6] = ["序号", "重点任务", "分管领导", "牵头单位", "配合单位", "完成时限"];
const ROWS: [[&str; 6]; 5] = [
    [
        "1",
        "新建城市书房五处，改造街头游园一批，方便群众就近阅读休闲。",
        "罗文斌",
        "市文化广电和旅游局",
        "市财政局、市自然资源和规划局",
        "2024年9月底前",
    ],
    [
        "2",
        "完成老旧供水管网更新改造，管网漏损率稳步下降。",
        "宋佳音",
        "市住房城乡建设局",
        "市水利局、各县（市、区）人民政府",
        "2024年11月30日",
    ],
    [
        "3",
        "开展燃气安全专项整治，入户安检做到全面覆盖。",
        "马晓东",
        "市应急管理局",
        "市市场监管局、市消防救援支队、国网市供电公司",
        "年底前",
    ],
    [
        "4",
        "建立企业诉求快速响应机制，逐件回访。",
        "罗文斌",
        "市政务服务局、市大数据局",
        "市工商联",
        "持续推进",
    ],
    [
        "5",
        "推动县域医共体建设，选派医师下沉基层。",
        "周敏",
        "市卫生健康委",
        "市医保局、市人力资源社会保障局",
        "2024年12月",
    ],
];

/// A cell on as many lines as it takes, each of `width` characters.
fn cut(cell: &str, width: usize) -> Vec<String> {
    let chars: Vec<char> = cell.chars().collect();
    chars.chunks(width).map(|line| line.iter().collect()).collect()
}

/// The whole rows, one cell a line.
fn whole() -> Vec<String> {
    let lines: Vec<&str> = HEADS.iter().chain(ROWS.iter().flatten()).copied().collect();
    rows(&format!("任务分解表\n{}\n", lines.join("\n")))
}

#[test]
fn cells_cut_at_any_width_read_like_whole_ones() {
    let expected = whole();
    assert_eq!(expected.len(), ROWS.len(), "{expected:#?}");
    for (words, lead, help, due) in
        [(8, 5, 6, 6), (10, 6, 7, 7), (12, 7, 8, 8), (14, 8, 9, 6), (16, 6, 10, 7), (18, 9, 7, 8)]
    {
        let widths = [4, words, 4, lead, help, due];
        for parted in ["\n", "\n\n"] {
            let cells: Vec<String> = ROWS
                .iter()
                .flat_map(|row| row.iter().zip(widths).map(|(cell, width)| cut(cell, width).join("\n")))
                .collect();
            for heads in [HEADS.join(parted), HEADS.join(" ")] {
                let text = format!("任务分解表\n\n{heads}{parted}{}\n", cells.join(parted));
                assert_eq!(rows(&text), expected, "{widths:?}\n{text}");
            }
        }
    }
}

#[test]
fn pages_between_the_rows_repeat_the_head() {
    let page: Vec<String> = ROWS
        .chunks(2)
        .enumerate()
        .map(|(page, rows)| {
            let cells = rows.iter().flat_map(|row| row.iter().flat_map(|cell| cut(cell, 9)));
            format!("{}\n{}\n— {} —\n", HEADS.join(" "), cells.collect::<Vec<_>>().join("\n"), page + 1)
        })
        .collect();
    assert_eq!(rows(&format!("任务分解表\n{}", page.concat())), whole());
}

#[test]
fn a_number_may_stand_before_the_words_of_its_row() {
    let text = "隐患整改清单\n序号 问题隐患 整改措施 责任单位 责任人 整改时限\n1 石材加工区企业电气\n线路私拉乱接。\n\n停电整顿，重新敷设\n线路后方可复产。\n\n\
        县工业和信息\n化局、平岭镇\n人民政府\n\n韦启明\n\n2023 年 8 月\n20 日前\n\n2 观光码头两艘游船救\n生设备过期。\n\n更换救生衣、救生圈\n不少于 160 件。\n\n\
        县交通运输局\n\n蓝秀珍、\n莫家旺\n\n2023年8月底\n\n— 7 —\n序号 问题隐患 整改措施 责任单位 责任人 整改时限\n3 老城农贸市场违规设\n置居住场所。\n\n\
        清退住人商铺 42 间，\n拆除防盗网。\n\n县消防救援大队、\n县市场监督管理\n局，城厢镇\n\n黄庆\n\n9月10日前\n";
    assert_eq!(
        rows(text),
        [
            "1 停电整顿，重新敷设线路后方可复产。 |  | 县工业和信息化局 平岭镇人民政府 | 韦启明 | 2023-08-20",
            "2 更换救生衣、救生圈不少于 160 件。 |  | 县交通运输局 | 蓝秀珍 莫家旺 | 2023-08-31",
            "3 清退住人商铺 42 间，拆除防盗网。 |  | 县消防救援大队 县市场监督管理局 城厢镇 | 黄庆 | 2023-09-10",
        ]
    );
}

#[test]
fn a_column_that_only_names_is_no_part_of_the_task() {
    let text = "任务分解表\n（责任单位中排在首位的为牵头单位）\n序\n号\n重点任务\n年度目标\n责任单位\n完成\n时限\n1\n创新平\n台提级\n新获批省级重点实验\n室 2 家，入驻团队 15\n个以上\n\
        市科技局、市发\n展改革委、江埠\n理工学院\n2024 年\n11 月底\n前\n2\n科技人\n才引育\n选派科技特派员\n120 名，新建博士创\n新站 8 个\n\
        市科技局、市委\n人才办、市人力\n资源和社会保障\n局\n2024 年\n9 月底\n前\n";
    assert_eq!(
        rows(text),
        [
            "1 新获批省级重点实验室 2 家，入驻团队 15个以上 | 市科技局 | 市发展改革委 江埠理工学院 |  | 2024-11-30",
            "2 选派科技特派员120 名，新建博士创新站 8 个 | 市科技局 | 市委人才办 市人力资源和社会保障局 |  | 2024-09-30",
        ]
    );
}

#[test]
fn rows_that_have_no_number_of_their_own_are_marked_where_they_stand() {
    let row = "1\n完成\n老旧管网改造12公里\n市住\n建局\n市水\n利局、市财政局\n20\n24年9月底前\n";
    let text = format!("序号\n重点\n任务\n牵头\n单位\n配合\n单位\n完成\n时限\n{}", row.repeat(3));
    let reading = reading::read(text.as_bytes(), None).expect("readable");
    assert!(reading.tasks.len() > 3, "{:#?}", reading.tasks);
    for pair in reading.tasks.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{:?} {:?}", pair[0].span, pair[1].span);
    }
}
