//! One table for each rule of the language: a sentence, and what a careful reader takes from it.

use reading::{Reading, Role, Task};

fn read(text: &str) -> Reading {
    reading::read(text.as_bytes(), None).unwrap_or_else(|why| panic!("{text}: {why}"))
}

/// The only task of a text.
fn task(text: &str) -> Task {
    let reading = read(text);
    assert_eq!(reading.tasks.len(), 1, "{text}: {:#?}", reading.tasks);
    reading.tasks.into_iter().next().expect("one")
}

#[test]
fn lists_of_units() {
    let cases = [
        ("省财政厅、省国资委等", "省财政厅 省国资委"),
        ("省财政厅等部门和单位", "省财政厅"),
        ("商务部等有关部门", "商务部 有关部门"),
        ("教育部等国务院有关部门及各地方", "教育部 国务院有关部门 各地方"),
        ("全国总工会等和各省级人民政府", "全国总工会 各省级人民政府"),
        ("市人力资源和社会保障局、市住房和城乡建设局", "市人力资源和社会保障局 市住房和城乡建设局"),
        ("有关部门和单位", "有关部门和单位"),
        ("中央和国家机关工委", "中央和国家机关工委"),
        ("省政府各委、办、厅、局，各市州政府", "省政府各委、办、厅、局 各市州政府"),
        ("各县、市、区政府", "各县、市、区政府"),
        ("各区、县级市", "各区、县级市"),
        ("各乡镇人民政府、街道办事处", "各乡镇人民政府、街道办事处"),
        ("各地区、各部门", "各地区 各部门"),
        ("省政府各部门、各直属机构", "省政府各部门 省政府各直属机构"),
        ("东山市、西山市政府", "东山市政府 西山市政府"),
        ("市发展和改革局、工业和信息化局", "市发展和改革局 市工业和信息化局"),
        ("省委宣传部、文化和旅游厅", "省委宣传部 省文化和旅游厅"),
        ("省科技厅，各县（市、区）人民政府", "省科技厅 各县（市、区）人民政府"),
        ("市公安局 市城管局", "市公安局 市城管局"),
        ("市教育局和市科技局", "市教育局 市科技局"),
        ("⼈⺠政府办公室", "人民政府办公室"),
    ];
    for (list, units) in cases {
        let task = task(&format!("1.完善工作机制。\n责任单位：{list}\n"));
        assert_eq!(task.responsible.join(" "), units, "{list}");
        assert!(task.lead.is_empty(), "{list}");
    }
}

#[test]
fn who_does_what() {
    let cases = [
        ("（市教育局负责）", "市教育局", ""),
        ("（市教育局、市财政局负责）", "", "市教育局 市财政局"),
        ("（市教育局牵头，市财政局配合）", "市教育局", "市财政局"),
        ("（市教育局负责，市财政局配合）", "市教育局", "市财政局"),
        ("（市教育局、市财政局按职责分工负责）", "", "市教育局 市财政局"),
        ("（有关部门按职责分工负责）", "", "有关部门"),
        ("（市教育局会同有关部门负责）", "市教育局", "有关部门"),
        ("（市教育局指导，各县人民政府落实）", "", "市教育局 各县人民政府"),
        ("（市教育局牵头，市财政局、审计局按照职责分工负责）", "市教育局", "市财政局 市审计局"),
        ("（牵头单位：市教育局，配合单位：市财政局）", "市教育局", "市财政局"),
        ("（责任单位：市教育局牵头，市财政局按职责分工负责）", "市教育局", "市财政局"),
        ("〔市教育局承办，市财政局协办〕", "市教育局", "市财政局"),
        ("（市教育局、市财政局负责。列第一位者为牵头单位，下同）", "市教育局", "市财政局"),
        ("（★市教育局、市财政局）", "市教育局", "市财政局"),
        ("由市教育局牵头，市财政局配合。", "市教育局", "市财政局"),
        ("此项工作由市教育局负责。", "市教育局", ""),
        ("\n主要责任单位：市教育局\n配合单位：市财政局", "市教育局", "市财政局"),
        ("\n主要责任单位：市教育局、市财政局", "", "市教育局 市财政局"),
        ("\n主办单位：市教育局\n协办单位：市财政局", "市教育局", "市财政局"),
        ("\n【责任单位】市教育局", "", "市教育局"),
        ("\n责任单位\n市教育局", "", "市教育局"),
        ("\n责任单位  市教育局", "", "市教育局"),
    ];
    for (assignment, lead, responsible) in cases {
        let task = task(&format!("（一）完善标准体系，健全长效机制。{assignment}\n"));
        assert_eq!(
            (task.lead.join(" ").as_str(), task.responsible.join(" ").as_str()),
            (lead, responsible),
            "{assignment}"
        );
        assert_eq!(
            task.body,
            "完善标准体系，健全长效机制。".to_owned()
                + if assignment.starts_with("此项") { "此项工作" } else { "" }
        );
    }
}

#[test]
fn what_is_no_assignment() {
    let texts = [
        "（一）市政府督查室要加强跟踪督查。",
        "（一）建立由市教育局牵头的协调机制。",
        "（一）企业直接申报（不需各县发展改革部门转报）。",
        "各有关部门于6月底前报送市政府办公室。",
        "（一）加强监管（与生态环境部门联网）。",
    ];
    for text in texts {
        assert!(read(text).tasks.is_empty(), "{text}: {:#?}", read(text).tasks);
    }
}

#[test]
fn leaders_by_name_and_post() {
    let cases = [
        ("（一）完善机制。\n责任领导：张明\n责任单位：市教育局", "张明"),
        ("（一）完善机制。\n分管领导：市长、分管副市长\n责任单位：市教育局", "市长 分管副市长"),
        ("（一）完善机制。\n牵头负责领导：李文同志。\n责任单位：市教育局", "李文"),
        ("一、赵一鸣市长主抓重点工作\n1.完善机制。\n责任单位：市教育局", "赵一鸣"),
        ("一、副市长赵一鸣牵头的任务\n1.完善机制。\n责任单位：市教育局", "赵一鸣"),
        ("一、市长主抓的任务\n1.完善机制。\n责任单位：市教育局", "市长"),
        ("本方案由市长赵一鸣负总责。\n1.完善机制。\n责任单位：市教育局", ""),
    ];
    for (text, leaders) in cases {
        assert_eq!(task(text).leaders.join(" "), leaders, "{text}");
    }
}

#[test]
fn time_limits() {
    let cases = [
        ("6月底前完成", "2022-06-30"),
        ("2023年6月底前完成", "2023-06-30"),
        ("2023年6月底前出台办法，12月底前全面实施", "2023-06-30 2023-12-31"),
        ("力争上半年完成", "2022-06-30"),
        ("三季度末完成", "2022-09-30"),
        ("到2025年，覆盖率明显提升", "2025"),
        ("到2025年底，覆盖率明显提升", "2025-12-31"),
        ("5月前全部开工", "2022-05"),
        ("2024年前建成", "2024"),
        ("年底前完成", "2022-12-31"),
        ("9月15日前完成", "2022-09-15"),
        ("确保今年建成", "2022"),
        ("自本方案印发之日起30日内出台细则", "2022-04-04"),
        ("自2023年1月1日起施行", ""),
        ("2023年1月1日至12月31日，减半收取费用", ""),
        ("5年内培训人员", ""),
        ("每月5日前报送", ""),
        ("每年2月底前报送", ""),
        ("持续推进", ""),
        ("落实《2030年前碳达峰行动方案》", ""),
        ("较2020年底提升", ""),
        ("推进2022年版目录修订", ""),
    ];
    for (words, dates) in cases {
        let head = "关于印发方案的通知\n南山县人民政府\n2022年3月5日\n";
        let task = task(&format!("{head}（一）{words}。（县教育局负责）\n"));
        let found: Vec<String> = task.deadlines.iter().map(|deadline| deadline.date.to_string()).collect();
        assert_eq!(found.join(" "), dates, "{words}");
    }
}

#[test]
fn amounts_to_reach() {
    let cases = [
        ("降成本超过２５亿元", "25 亿元 >"),
        ("安置比例达到50%以上", "50 % >="),
        ("新建公厕3处", "3 处 ="),
        ("培养人才1万名左右", "1 万名 ~"),
        ("建设基地1到2个", "1 个 >=|2 个 <="),
        ("审批时间压减至8个工作日以内", "8 个工作日 <="),
        ("办理时限分别减至1个月、半个月", "1 个月 =|0.5 个月 ="),
        ("新增不少于1,200个车位", "1200 个 >="),
        ("用户数超10万", "10 万 >"),
        ("参与率不低于97%", "97 % >="),
        ("成本降至25元/千克以下", "25 元/千克 <="),
        ("标准由每月862元提高到每月930元", "930 元 ="),
        ("供养标准不低于人均支出的1.3倍", "1.3 倍 >="),
        ("投资5000万元，提升服务能力", "5000 万元 ="),
        ("形成超100亿元的产业集群", "100 亿元 >"),
        ("实施6个超50亿元重大项目", "6 个 ="),
        ("最高给予5000万元资助", ""),
        ("返还失业保险费的50%", ""),
        ("加大对35岁以下青年的支持", ""),
        ("禁止使用厚度低于0.01毫米的地膜", ""),
        ("落实1号文件", ""),
        ("落实“1+8”政策", ""),
        ("推动5G应用", ""),
        ("整治312国道沿线", ""),
        ("落实20条措施", ""),
        ("推进总投资5000万元的项目", ""),
        ("建设30万吨乙烯项目", ""),
        ("建设“15分钟生活圈”", ""),
        ("5年内建成", ""),
    ];
    for (words, expected) in cases {
        let task = task(&format!("（一）{words}。（县教育局负责）\n"));
        let found: Vec<String> = task
            .targets
            .iter()
            .map(|t| {
                let comparator = serde_json::to_value(t.comparator).expect("an enum is JSON");
                format!("{} {} {}", t.value, t.unit, comparator.as_str().expect("as text"))
            })
            .collect();
        assert_eq!(found.join("|"), expected, "{words}");
    }
}

#[test]
fn what_is_one_task() {
    let cases: [(&str, &[(&str, &str)]); 7] = [
        (
            "（一）甲事项。（市教育局负责）乙事项。（市财政局负责）",
            &[("（一）", "甲事项。"), ("（一）", "乙事项。")],
        ),
        (
            "（一）总体安排。（市教育局负责）\n1.甲事项。（市财政局负责）",
            &[("（一）", "总体安排。"), ("1", "甲事项。")],
        ),
        (
            "（一）总体安排\n1.甲事项。\n2.乙事项。\n责任单位：市教育局\n（二）另一件事。\n责任单位：市财政局",
            &[("（一）", "总体安排\n1.甲事项。\n2.乙事项。"), ("（二）", "另一件事。")],
        ),
        (
            "1.甲事项。责任单位：市教育局。2.乙事项。责任单位：市财政局。",
            &[("1", "甲事项。"), ("2", "乙事项。")],
        ),
        (
            "问题一：台账不全。\n责任单位：市教育局\n整改措施：\n1.补齐台账。\n2.加强检查。\n问题二：管理不严。\n责任单位：市财政局",
            &[("问题一", "台账不全。\n1.补齐台账。\n2.加强检查。"), ("问题二", "管理不严。")],
        ),
        (
            "项目名称：甲工程\n建设内容：新建道路。\n责任单位：市教育局\n项目名称：乙工程\n建设内容：改造管网。\n责任单位：市财政局",
            &[("", "新建道路。"), ("", "改造管网。")],
        ),
        ("具体措施：甲事项。（市教育局负责）", &[("", "甲事项。")]),
    ];
    for (text, expected) in cases {
        let reading = read(text);
        let found: Vec<(&str, &str)> = reading
            .tasks
            .iter()
            .map(|task| (task.number.as_deref().unwrap_or_default(), task.body.as_str()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn spans_show_what_is_printed() {
    let text = "一、重点任务\n（１）新增岗位２５万个以上，2023年6月底前完成。\n牵头负责领导：张明\n牵头单位：市发展和改革局、工业和信息化局\n";
    let reading = read(text);
    let chars: Vec<char> = reading.text.chars().collect();
    let at = |span: reading::Span| chars[span.start..span.end].iter().collect::<String>();
    let task = &reading.tasks[0];
    assert_eq!(at(task.span), text.split_once('\n').expect("two lines").1.trim_end());
    assert_eq!(at(task.targets[0].span), "２５万个以上");
    assert_eq!(at(task.deadlines[0].span), "2023年6月底前");
    assert_eq!(at(task.leader_spans[0].span), "张明");
    let units: Vec<(&str, String, Role, Option<&str>)> =
        task.unit_spans.iter().map(|m| (m.unit.as_str(), at(m.span), m.role, m.label.as_deref())).collect();
    assert_eq!(
        units,
        [
            ("市发展和改革局", "市发展和改革局".to_owned(), Role::Lead, Some("牵头单位")),
            ("市工业和信息化局", "工业和信息化局".to_owned(), Role::Lead, Some("牵头单位")),
        ]
    );
    assert_eq!(task.section, ["一、重点任务"]);
    assert_eq!(task.section_id, Some(1));
    assert_eq!(at(reading.sections[0].span), "一、重点任务");
}
