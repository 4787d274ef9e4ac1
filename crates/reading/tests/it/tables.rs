//! Tables as texts print them: cells one below the other, columns that only blanks show, bars on lines of their own.

/// `number body | lead | responsible | leaders | dates as printed` of each task.
pub(crate) fn rows(text: &str) -> Vec<String> {
    rows_with(text, |due| due.text.clone())
}

/// The same, of dates what is asked for.
pub(crate) fn rows_with(text: &str, date: impl Fn(&reading::Deadline) -> String) -> Vec<String> {
    let reading = reading::read(text.as_bytes(), None).unwrap_or_else(|why| panic!("{text}: {why}"));
    let line = |task: &reading::Task| {
        let dates: Vec<String> = task.deadlines.iter().map(&date).collect();
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
fn columns_are_counted_by_characters_where_a_program_took_them_out_of_a_page() {
    let text = "
      某市重点工作任务分解表

序号        工作任务             牵头单位         责任单位       完成时限
1   出台支持智能化改造的措施，设立专     市工业和信息化局    市财政局          2025年4月底前
    项资金2亿元。

    建设解析二级节点2个，推动上云企                 市通信发展管理局、
2   业突破1万家。              市大数据管理局     中国移动东陵分公司、    2025年10月
                                     市统计局

3   培育服务商30家以上，组织供需对接    市商务局        市财政局          2025年底前
    活动20场，形成一批
                          — 7 —

序号        工作任务             牵头单位         责任单位       完成时限
    可推广的产品。
";
    assert_eq!(
        rows(text),
        [
            "1 出台支持智能化改造的措施，设立专项资金2亿元。 | 市工业和信息化局 | 市财政局 |  | 2025年4月底前",
            "2 建设解析二级节点2个，推动上云企业突破1万家。 | 市大数据管理局 | 市通信发展管理局 中国移动东陵分公司 市统计局 |  | 2025年10月",
            "3 培育服务商30家以上，组织供需对接活动20场，形成一批可推广的产品。 | 市商务局 | 市财政局 |  | 2025年底前",
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
fn a_cell_of_several_lines_is_copied_out_of_a_spreadsheet_in_quotes() {
    let text = "序号\t工作任务\t主办单位\t协办单位\t完成时限\n1\t设置宣传栏80处以上。\t县疾控中心\t\"县住建局\n县交通局\n县城管局\"\t5月底\n\
        2\t\"新建中转站2座，\n购置清运车15辆。\"\t县城管局\t县住建局、县发改局\t6月底前\n3\t整治占道经营。\t县城管局\t\t年底前\n";
    assert_eq!(
        rows(&format!("某县2017年任务分解表\n{text}")),
        [
            "1 设置宣传栏80处以上。 | 县疾控中心 | 县住建局 县交通局 县城管局 |  | 5月底",
            "2 新建中转站2座，购置清运车15辆。 | 县城管局 | 县住建局 县发改局 |  | 6月底前",
            "3 整治占道经营。 | 县城管局 |  |  | 年底前",
        ]
    );
}

#[test]
fn a_table_ends_where_another_begins() {
    let table = |title: &str, heads: &str, rows: &[&str]| {
        format!("{title}\n\n{heads}\n\n{}\n\n", rows.join("\n\n").replace('|', "\n\n"))
    };
    let goals = table(
        "某市2015年度目标分解表",
        "序号\n\n指标名称\n\n目标任务\n\n主要责任单位",
        &["1|生产总值|增长8.5%左右|市发改委", "2|人口|自然增长率控制在6.5‰以下|市卫计委"],
    );
    let tasks = table(
        "某市2015年度实事分解表",
        "序号\n\n实事项目\n\n建设内容\n\n牵头单位\n\n完成时限",
        &["1|饮水安全|新建供水工程86处。|市水利局|11月底前", "2|城区畅通|打通断头路5条。|市住建委|10月底前"],
    );
    for between in ["附件2\n\n", ""] {
        assert_eq!(
            rows(&format!("附件1\n\n{goals}{between}{tasks}")),
            [
                "1 增长8.5%左右 |  | 市发改委 |  | ",
                "2 自然增长率控制在6.5‰以下 |  | 市卫计委 |  | ",
                "1 新建供水工程86处。 | 市水利局 |  |  | 11月底前",
                "2 打通断头路5条。 | 市住建委 |  |  | 10月底前",
            ],
            "{between}"
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

#[test]
fn cells_one_a_line_are_cut_inside_dates_and_names() {
    let text = "序\n号\n工作任务\n牵头部门\n参加部门\n时间进度\n1\n对已到安全鉴定期限的小型水库开展\n安全鉴定。\n省水利厅\n省财政厅，各市\n（州）人民政府\n\
        2022年4月底\n前\n2\n建设雨水情测报设施680处。\n省水利厅\n省气象局、省通\n信管理局、各县\n（市、区）人民\n政府\n2022年6月底\n前\n";
    assert_eq!(
        rows(text),
        [
            "1 对已到安全鉴定期限的小型水库开展安全鉴定。 | 省水利厅 | 省财政厅 各市（州）人民政府 |  | 2022年4月底前",
            "2 建设雨水情测报设施680处。 | 省水利厅 | 省气象局 省通信管理局 各县（市、区）人民政府 |  | 2022年6月底前",
        ]
    );
}

#[test]
fn narrow_columns_are_cut_at_their_width() {
    let text = "序号\n重点产业链\n年度工作任务\n牵头单位\n配合单位\n完成\n时限\n1\n新型储能\n引进储能电芯、储能变流器\n等关键环节项目5个以上。\n市工业和信\n息化局\n\
        市投资促进\n局、渝塘高\n新区管委会\n2024年\n12月\n2\n精细化工\n完成化工园区智慧管控平\n台升级改造。\n市农业农村\n局、市卫生\n健康委\n\
        市生态环境\n局、青石县\n人民政府、\n化工园区管\n委会\n2024年\n6月底\n— 4 —\n3\n智能家电\n举办好物展销活动，开展以\n旧换新。\n市商务局\n市财政局、\n市供销社等\n持续推进\n";
    assert_eq!(
        rows(text),
        [
            "1 引进储能电芯、储能变流器等关键环节项目5个以上。 | 市工业和信息化局 | 市投资促进局 渝塘高新区管委会 |  | 2024年12月",
            "2 完成化工园区智慧管控平台升级改造。 | 市农业农村局 市卫生健康委 | 市生态环境局 青石县人民政府 化工园区管委会 |  | 2024年6月底",
            "3 举办好物展销活动，开展以旧换新。 | 市商务局 | 市财政局 市供销社 |  | ",
        ]
    );
}

#[test]
fn a_text_without_line_breaks_parts_its_items_by_blanks() {
    let text = "稳就业若干措施 一、支持企业稳岗 （一）实施稳岗返还。全年返还资金不少于8000万元。（市人社局、市财政局负责） （二）发放扩岗补助。（市人社局牵头，市财政局配合） \
        二、促进重点群体就业 （三）稳定高校毕业生就业。开发岗位1200个。（市教育局、市人社局按职责分工负责） 三、优化服务 （四）建设零工市场。（各县区人民政府、市人社局）";
    assert_eq!(
        rows(text),
        [
            "（一） 实施稳岗返还。全年返还资金不少于8000万元。 |  | 市人社局 市财政局 |  | ",
            "（二） 发放扩岗补助。 | 市人社局 | 市财政局 |  | ",
            "（三） 稳定高校毕业生就业。开发岗位1200个。 |  | 市教育局 市人社局 |  | ",
            "（四） 建设零工市场。 |  | 各县区人民政府 市人社局 |  | ",
        ]
    );
}

#[test]
fn the_office_that_signs_is_no_unit_of_the_last_task() {
    let text = "一、补齐设施短板。二〇二四年底前实现县级殡仪馆全覆\n盖，更新改造火化炉一百台，新建城乡公益性公墓（骨\n灰堂）三百处。\n\
        牵头单位：省民政厅；责任单位：省发展改革委、省财政\n厅，各市、县（市、区）人民政府\n二、倡导绿色殡葬。对选择树葬、海葬的予以支持，全省\n\
        节地生态安葬率提高。\n牵头单位：省民政厅；责任单位：省财政厅、省文明办\n柳江省民政厅\n2023年5月26日\n";
    let read = rows(text);
    assert!(read[1].ends_with("| 省民政厅 | 省财政厅 省文明办 |  | "), "{read:?}");
}

#[test]
fn rows_that_are_parts_of_others_put_the_table_in_doubt() {
    let doubted = |text: &str| -> Vec<bool> {
        let reading = reading::read(text.as_bytes(), None).expect("a text");
        let doubted =
            |task: &reading::Task| task.warnings.iter().any(|warning| warning.code == "row_unclear");
        reading.tasks.iter().map(doubted).collect()
    };
    let head = "| 序号 | 工作任务 | 责任单位 |\n";
    let whole = "| 1 | 建设公共服务工作站。 | 市司法局 |\n|  | 改造运动场地9块。 | 市教育局 |\n| 2 | 引进急需人才50名。 | 市人社局 |\n";
    assert_eq!(doubted(&format!("{head}{whole}")), [false; 3]);
    let open = "| 1 | 建设公共服务工作站，实现 | 市司法局 |\n|  | 服务圈全覆盖。 | 市教育局 |\n| 2 | 引进急需人才50名。 | 市人社局 |\n";
    assert_eq!(doubted(&format!("{head}{open}")), [true; 3]);
    let names = "| 1 | 市图书馆、市文化馆 | 市教育局 |\n| 2 | 举办文化旅游节。 | 市文旅局 |\n";
    assert_eq!(doubted(&format!("{head}{names}")), [true; 2]);
}

#[test]
fn columns_of_aims_stand_behind_the_measures() {
    let text = "序号 | 反馈问题 | 整改目标 | 整改措施 | 整改时限 | 责任单位 |\n1 | 处理能力不足。 | 渗滤液全部处理到位。 | 1.租用设备3套；2.新建处理站1座。 | 2020年12月底前 | 县城管局 |\n\
        2 | 雨污不分。 | 园区污水应收尽收。 | 完成管网建设。 | 2021年6月底前 | 县工信局、县财政局 |\n";
    let read = rows(text);
    assert_eq!(read.len(), 2, "{read:?}");
    assert!(read[1].ends_with("|  | 县工信局 县财政局 |  | 2021年6月底前"), "{read:?}");
}

#[test]
fn headings_stand_between_rows_that_number_their_words() {
    let text = "2021年任务分工表\n\n整治领域\n\n整治内容\n\n完成时限\n\n牵头单位\n\n责任单位\n\n一、危险化学品\n\n1.对化工企业逐一开展风险评估。\n\n5月底前\n\n区应急管理局\n\n\
        区市场监管局\n\n各镇（街道）\n\n2.完成预防机制数字化建设。\n\n10月底前\n\n二、城镇燃气\n\n3.排查餐饮场所燃气使用情况。\n\n6月底前\n\n区城市管理局\n\n区商务局\n";
    assert_eq!(
        rows(text),
        [
            "1 对化工企业逐一开展风险评估。 | 区应急管理局 | 区市场监管局 各镇（街道） |  | 5月底前",
            "2 完成预防机制数字化建设。 | 区应急管理局 | 区市场监管局 各镇（街道） |  | 10月底前",
            "3 排查餐饮场所燃气使用情况。 | 区城市管理局 | 区商务局 |  | 6月底前",
        ]
    );
}

#[test]
fn a_cell_that_says_nobody_is_no_task() {
    let text = "2024年任务表\n\n工作任务\n牵头单位\n配合单位\n分管领导\n建设城市书房5个\n市林业局\n/\n欧阳雪\n改进投诉办理机制\n市发改委\n市住建局\n陈启明\n";
    assert_eq!(
        rows(text),
        [
            "- 建设城市书房5个 | 市林业局 |  | 欧阳雪 | ",
            "- 改进投诉办理机制 | 市发改委 | 市住建局 | 陈启明 | "
        ]
    );
}

#[test]
fn what_stands_below_a_table_is_none_of_its_rows() {
    let bars = "
类别 | 序号 | 实事名称 | 目标任务 | 分管领导 | 牵头单位 | 配合单位 | 进展情况 |
一、教育 | 1 | 午休工程 | 为110所小学配备桌椅3.6万套，
惠及学生比例不低于50%。 | 江若蘅 | 市教育局 | 各区县政府 | 已配备2.9万套。 |
二、宜居 | 2 | 口袋公园 | 建成口袋公园26个。 | 曾维钧 | 市城管局 | 市住建局 | 建成18个。 |
3 | 加装电梯 | 2023年11月底前，加装电梯300台以上。 | 曾维钧 | 市住建局 | 市市场监管局 | 已开工286台。 |
发布日期： | 2023-10-16 |
";
    let found = rows(bars);
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(
        found[2],
        "3 2023年11月底前，加装电梯300台以上。 | 市住建局 | 市市场监管局 | 曾维钧 | 2023年11月底前"
    );
    let cells = [
        "序号",
        "攻坚任务",
        "责任领导",
        "责任单位",
        "1",
        "新上生产线6条。",
        "肖泽民",
        "区工信局",
        "2",
        "设置床位120张。",
        "何巧玲\n龚世杰",
        "区卫健局\n区住建局",
        "注：★为牵头单位。",
    ];
    assert_eq!(
        rows(&format!("攻坚任务表\n\n{}\n", cells.join("\n|\n"))),
        [
            "1 新上生产线6条。 |  | 区工信局 | 肖泽民 | ",
            "2 设置床位120张。 |  | 区卫健局 区住建局 | 何巧玲 龚世杰 | "
        ]
    );
}

#[test]
fn lines_of_a_cell_are_names_of_their_own() {
    let text = "
2025年任务分解表
类别 | 工作任务 | 责任领导 | 责任部门 | 完成时限 |
招商 | 签约亿元以上项目40个，其中10亿元以上项目
不少于5个。 | 孟凡东
童瑶 | 招商促进局
各专业招商中队 | 12月底前 |
开展推介活动12场。 | 童瑶 | 市自然资源和规划
局、工商联 | 2025年
6月 |
土地 | 盘活低效用地1500亩。 | 孟凡东 | 规划分局
开发建设集团 | 10月底前 |
街巷 | 完成11条街巷改造。 | 童瑶 | 市住建局牵头
各区县落实 | 9月底前 |
";
    assert_eq!(
        rows(text),
        [
            "- 签约亿元以上项目40个，其中10亿元以上项目不少于5个。 |  | 招商促进局 各专业招商中队 | 孟凡东 童瑶 | 12月底前",
            "- 开展推介活动12场。 |  | 市自然资源和规划局 市工商联 | 童瑶 | 2025年6月",
            "- 盘活低效用地1500亩。 |  | 规划分局 开发建设集团 | 孟凡东 | 10月底前",
            "- 完成11条街巷改造。 | 市住建局 | 各区县 | 童瑶 | 9月底前",
        ]
    );
}

#[test]
fn two_rows_under_one_number_and_a_section_below_them() {
    let cells = [
        "序号",
        "目标类别",
        "目标内容",
        "主要责任单位",
        "协办单位",
        "完成时限",
        "1",
        "节水灌溉",
        "新增节水灌溉面积18万亩，",
        "用水量下降5%",
        "市水务局",
        "市财政局",
        "2015年11月底前",
        "沙化治理",
        "完成沙化土地治理45万亩",
        "市林业局",
        "各旗县区政府",
        "2015年底前",
        "社会事业（1项）",
        "3",
        "广播电视",
        "人口覆盖率达到98.5%以上",
        "市文化局",
        "12月底前",
    ];
    assert_eq!(
        rows(&format!("2015年工作目标分解表\n\n{}\n", cells.join("\n\n"))),
        [
            "1 新增节水灌溉面积18万亩，用水量下降5% | 市水务局 | 市财政局 |  | 2015年11月底前",
            "1 完成沙化土地治理45万亩 | 市林业局 | 各旗县区政府 |  | 2015年底前",
            "3 人口覆盖率达到98.5%以上 | 市文化局 |  |  | 12月底前",
        ]
    );
}

#[test]
fn sections_between_cells_are_no_rows() {
    let cells = [
        "序号",
        "任务名称",
        "主要内容",
        "牵头单位",
        "参加单位",
        "完成时间",
        "一",
        "机构养老",
        "1",
        "改造提升",
        "完成15家敬老院设施改造。",
        "市民政局",
        "市财政局",
        "10月底前",
        "二",
        "居家养老",
        "2",
        "适老化改造",
        "实施居家适老化改造3000户。",
        "市民政局",
        "11月底前",
        "监督电话：0577-6620114",
    ];
    assert_eq!(
        rows(&format!("2024年任务分解表\n\n{}\n", cells.join("\n"))),
        [
            "1 完成15家敬老院设施改造。 | 市民政局 | 市财政局 |  | 10月底前",
            "2 实施居家适老化改造3000户。 | 市民政局 |  |  | 11月底前",
        ]
    );
}
