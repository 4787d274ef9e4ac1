//! Tables as texts print them: cells one below the other, columns that only blanks show, bars on lines of their own.

/// `number body | lead | responsible | leaders | dates` of each task.
fn rows(text: &str) -> Vec<String> {
    let reading = reading::read(text.as_bytes(), None).unwrap_or_else(|why| panic!("{text}: {why}"));
    let line = |task: &reading::Task| {
        let dates: Vec<String> = task.deadlines.iter().map(|due| due.text.clone()).collect();
        format!(
            "{} {} | {} | {} | {} | {}",
            task.number.as_deref().unwrap_or("-"),
            task.body.replace('\n', ""),
            task.lead.join(" "),
            task.responsible.join(" "),
            task.leaders.join(" "),
            dates.join(" "),
        )
    };
    reading.tasks.iter().map(line).collect()
}

#[test]
fn cells_go_on_one_below_the_other_where_they_stand() {
    let text = "
               某市重点工作分解表

序                                          牵头          责任              完成
号    工 作 任 务                           单位          单位              时限
 1    建设公共服务工作站9个，实现           市司法局      市财政局、市住    2025年10月
      “半小时服务圈”全覆盖。                            建局
 2    改造老旧管网12公里。                  市住建局      各县区政府        9月底前
 3    引进急需人才50名。                    市人社局      市教育局、市卫    年底前
                                                          健委
注：本表由市政府督查室负责解释。
";
    assert_eq!(
        rows(text),
        [
            "1 建设公共服务工作站9个，实现“半小时服务圈”全覆盖。 | 市司法局 | 市财政局 市住建局 |  | 2025年10月",
            "2 改造老旧管网12公里。 | 市住建局 | 各县区政府 |  | 9月底前",
            "3 引进急需人才50名。 | 市人社局 | 市教育局 市卫健委 |  | 年底前",
        ]
    );
}

#[test]
fn bars_or_blank_lines_part_cells_of_several_lines() {
    let cells = [
        &["序号", "工作任务", "责任科室（单位）", "分管领导", "完成时限"][..],
        &["1", "开展送戏下乡演出420场。", "公共服务科\n市图书馆", "宋建民", "11月底"],
        &["2", "举办文化旅游节。", "宣传科", "邢雷", "按省厅要求时间"],
        &["3", "开展安全检查。", "市场科\n各县文广旅局", "邢雷", "2024年6月"],
    ];
    for parted in ["\n\n", "\n|\n"] {
        let text = format!("任务表\n\n{}\n", cells.map(|row| row.join(parted)).join(parted));
        assert_eq!(
            rows(&text),
            [
                "1 开展送戏下乡演出420场。 |  | 公共服务科 市图书馆 | 宋建民 | 11月底",
                "2 举办文化旅游节。 |  | 宣传科 | 邢雷 | ",
                "3 开展安全检查。 |  | 市场科 各县文广旅局 | 邢雷 | 2024年6月",
            ],
            "{text}"
        );
    }
}

#[test]
fn a_row_without_a_number_is_as_wide_as_the_head() {
    let text = "任务\n|\n责任单位\n|\n时限\n|\n公开重点政策执行情况。\n|\n市政府各部门，各县（市、区）政府\n|\n持续推进\n|\n\
        改进投诉办理机制。\n|\n市发改委、市住建局\n|\n2022年底前\n|\n";
    assert_eq!(
        rows(text),
        [
            "- 公开重点政策执行情况。 |  | 市政府各部门 各县（市、区）政府 |  | ",
            "- 改进投诉办理机制。 |  | 市发改委 市住建局 |  | 2022年底前",
        ]
    );
}
