//! Texts whose lines say little: cut at the right margin of a page, or with no line break at all.

fn responsible(text: &str) -> Vec<String> {
    let reading = reading::read(text.as_bytes(), None).unwrap_or_else(|why| panic!("{text}: {why}"));
    reading.tasks.iter().map(|task| task.responsible.join(" ")).collect()
}

#[test]
fn lines_of_labels_show_the_margin() {
    let text = "
某县2024年重点工作任务责任分解方案
1．新建城市书房5个，改造街头游园12处。
牵头单位：县工业和信息化局  责任单位：县城市管理局、县教育
局、各乡镇人民政府  完成时间：12月底
2．严格落实河湖长制，常态化开展清四乱行动。
牵头单位：县政务服务局  责任单位：县交通运输局、县卫生健康
委、县财政局、各县（市、区）人民政府  完成时间：2024年10
月15日前
";
    assert_eq!(
        responsible(text),
        ["县城市管理局 县教育局 各乡镇人民政府", "县交通运输局 县卫生健康委 县财政局 各县（市、区）人民政府"]
    );
}

#[test]
fn the_rest_of_a_value_before_a_label_is_no_label() {
    let text = "
某区2024年重点工作任务责任分解方案
一、新建城市书房5个，改造街头游园12处。
牵头单位：区民政局  配合单位：区文旅局、各乡镇
人民政府责任领导：副区长罗文斌
二、严格落实河湖长制，常态化开展清四乱行动。
牵头单位：区水利局  配合单位：区教育局、各乡镇
人民政府责任领导：副区长周敏
三、推进国家知识产权试点城市建设。
牵头单位：区科技局  配合单位：区教育局
责任领导：副区长周敏
";
    assert_eq!(responsible(text), ["区文旅局 各乡镇人民政府", "区教育局 各乡镇人民政府", "区教育局"]);
}

#[test]
fn a_name_cut_behind_a_label_goes_on() {
    // Where nothing else is cut, the rest of a list of units shows it.
    for (list, rest, wanted) in [
        ("市司法局，市大数据局，市农业农村", "局，市教育局", "市司法局 市大数据局 市农业农村局 市教育局"),
        ("市商务局、各县（市、区）人民政", "府", "市商务局 各县（市、区）人民政府"),
        ("市教育局、市自然资源和规", "划局。", "市教育局 市自然资源和规划局"),
        ("市教育局、国网", "某某供电公司。", "市教育局 国网某某供电公司"),
        ("市公安局、各县", "（市、区）人民政府。", "市公安局 各县（市、区）人民政府"),
        // A line that is none goes on with nothing.
        ("市公安局、市财政局", "（以上任务6月底前完成）", "市公安局 市财政局"),
    ] {
        let text = format!(
            "任务表\n1.推进管网改造。\n责任单位：{list}\n{rest}\n完成时限：6月底前\n2.推进道路改造。\n责任单位：市交通局\n"
        );
        assert_eq!(responsible(&text), [wanted, "市交通局"], "{text}");
    }
}

#[test]
fn what_a_list_repeats_is_no_head_of_a_page() {
    let item = |n: usize, page: &str| {
        format!(
            "{n}．推进城乡供水一体化，加快老旧管网改造步伐。（县水利\n局、县住房城乡建设局、县财政局、县自然资源局、各县（\n{page}市、区）人民政府负责）\n"
        )
    };
    let text = format!("某市工作要点\n{}{}{}", item(1, ""), item(2, "— 2 —\n"), item(3, ""));
    let units = "县水利局 县住房城乡建设局 县财政局 县自然资源局 各县（市、区）人民政府";
    assert_eq!(responsible(&text), [units; 3], "{text}");
}

#[test]
fn nothing_parts_a_label_or_a_number_from_the_value_before_it() {
    let lines = "
一、着力扩大有效投资
1.推进县域医共体建设，下派医师120名。
牵头领导：副县长 周敏
完成时限：2023年9月底前
牵头单位：县卫生健康委
责任单位：县医保局，各乡镇人民政府
2.完成老旧小区改造32个。
牵头领导：欧阳雪
完成时限：长期坚持
牵头单位：县住房城乡建设局、县民政局
责任单位：县城市管理局等单位
二、推动产业转型升级
3.引进亿元以上项目15个。
牵头领导：陈启明
完成时限：12月底
牵头单位：县投资促进局
责任单位：县财政局
";
    let read = |text: &str| {
        let reading = reading::read(text.as_bytes(), None).expect("a text");
        let task = |task: &reading::Task| {
            let dates: Vec<String> = task.deadlines.iter().map(|due| due.text.clone()).collect();
            [&[task.body.clone()][..], &task.lead, &task.responsible, &task.leaders, &dates]
                .concat()
                .join(" ")
        };
        reading.tasks.iter().map(task).collect::<Vec<_>>()
    };
    let (title, items) = ("某县2023年重点工作分工方案\n", lines.trim_start());
    let wanted = read(&format!("{title}{items}"));
    assert_eq!(wanted.len(), 3);
    assert_eq!(wanted[1], "完成老旧小区改造32个。 县住房城乡建设局 县民政局 县城市管理局 欧阳雪");
    assert_eq!(read(&format!("{title}{}\n", items.replace('\n', ""))), wanted);
}
