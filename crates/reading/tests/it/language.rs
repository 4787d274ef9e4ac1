//! More rules of the language, each with its examples: who is named where, and what a figure or a date then means.

use reading::{Comparator, Reading, Task};

fn read(text: &str) -> Reading {
    reading::read(text.as_bytes(), None).unwrap_or_else(|why| panic!("{text}: {why}"))
}

fn tasks(text: &str) -> Vec<Task> {
    read(text).tasks
}

fn sign(comparator: Comparator) -> String {
    serde_json::to_value(comparator).expect("a comparator").as_str().expect("a sign").to_owned()
}

/// `number lead | responsible | leaders` of each task.
fn assigned(text: &str) -> Vec<String> {
    let line = |task: &Task| {
        let number = task.number.as_deref().unwrap_or("-");
        format!(
            "{number} {} | {} | {}",
            task.lead.join(" "),
            task.responsible.join(" "),
            task.leaders.join(" ")
        )
    };
    tasks(text).iter().map(line).collect()
}

#[test]
fn units_before_what_they_do() {
    for (text, expected) in [
        ("一、由县住建局牵头，县财政局配合，6月底前拿出方案。", "一 县住建局 | 县财政局 | "),
        ("一、由县发改局负责，建立调度制度。", "一 县发改局 |  | "),
        ("一、请县水利局会同县应急局研究提出意见。", "一 县水利局 | 县应急局 | "),
        ("一、由副县长麦正阳牵头，县水利局负责，完成征地。", "一 县水利局 |  | 麦正阳"),
        ("一、完善设施，由县住建局承办，县城管局协办。", "一 县住建局 | 县城管局 | "),
        ("一、市住建局牵头，市水利局按职责分工负责，年底前迁改到位。", "一 市住建局 | 市水利局 | "),
        ("一、清淤工程由县水利局牵头，县住建局配合，8月底前完成招标。", "一 县水利局 | 县住建局 | "),
        ("一、由县水利局负责组织实施，各乡镇政府配合。", "一 县水利局 | 各乡镇政府 | "),
        ("一、由县物价局牵头，会同县水利局、县财政局研究制定方案。", "一 县物价局 | 县水利局 县财政局 | "),
        ("一、做好筹备。责任单位：市体育局会同各参赛单位", "一 市体育局 | 各参赛单位 | "),
        ("一、做好保障。\n★县人社局、县住建局\n办结：5月底", "一 县人社局 | 县住建局 | "),
        ("一、做好保障。（县人社局牵头，有关行业组织参与）", "一 县人社局 | 有关行业组织 | "),
        (
            "一、改造管网。46公里管网由市城投集团负责实施，9月底前完工；市公安局、市城管局配合。",
            "一 市城投集团 | 市公安局 市城管局 | ",
        ),
        (
            "一、供热价格。由市发展改革委会同市财政局测算企业成本缺口，提出方案。",
            "一 市发展改革委 | 市财政局 | ",
        ),
        ("一、某产业链\n链长：市长\n牵头部门：市工信局\n年度任务：引进项目。", "一 市工信局 |  | 市长"),
        ("一、培养人才。\n参加部门：省教育厅、省民政厅二、完善机制", "一  | 省教育厅 省民政厅 | "),
        ("一、由县纪委牵头，开展专项检查。（责任单位：县财政局）", "一 县纪委 | 县财政局 | "),
        ("一、资金拨付。县财政局负责于9月底前拨付到位。", "一 县财政局 |  | "),
        ("一、保障热源。由县发改局负责，组织储煤。县热力公司配合。", "一 县发改局 | 县热力公司 | "),
        (
            "一、优化服务。（县行政审批局、市场监管局，排在第一位的为牵头单位）",
            "一 县行政审批局 | 县市场监管局 | ",
        ),
        ("一、督察反馈：扬尘管控不力。\n责任单位：县住建局\n责任领导：麦正阳", "一  | 县住建局 | 麦正阳"),
        ("隐患1：消防通道被占用。\n牵头单位：县城管局", "隐患1 县城管局 |  | "),
        (
            "1.整治餐饮油烟。责任领导：副县长  单位：县食安办（牵头）、县城管局",
            "1 县食安办 | 县城管局 | 副县长",
        ),
        ("1.拓宽道路。\n牵头责任：县住建局\n社会责任：大家都有", "1 县住建局 |  | "),
        ("1.完善机制。\n责任单位：县住建局★  县城管局  县水利局", "1 县住建局 | 县城管局 县水利局 | "),
        ("1.完善机制。\n责任单位：省教育厅各有关院校", "1  | 省教育厅 各有关院校 | "),
    ] {
        assert_eq!(assigned(text), [expected], "{text}");
    }
    for text in [
        "一、县水利局会同有关部门加强巡查。",
        "一、建立由县水利局牵头的机制。",
        "一、由责任部门分别负责落实。",
    ] {
        assert_eq!(assigned(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn numbers_of_every_depth() {
    for (text, numbers) in [
        ("1.1 强化\n1.1.1 成立专班。责任单位：县政府办\n1.1.2 制定方案。责任单位：县发改局", "1.1.1 1.1.2"),
        ("会议议定：\n一是由县财政局牵头，制定方案。\n二是由县审计局负责，开展审计。", "一 二"),
        ("第一条 加大支持。（市财政局负责）\n第二条 优化服务。（市税务局负责）", "第一条 第二条"),
        ("①建设。（市财政局负责）\n②维护。（市税务局负责）", "① ②"),
        ("1.建设。（市财政局负责）\n2维护好。（市税务局负责）", "1 2"),
        ("（一）重点任务1：建设。（市财政局负责）\n（二）重点任务2：维护。（市税务局负责）", "（一） （二）"),
        ("第一条 优化布局。1.1 整合学校。（市教育局负责）1.2 建设专业群。（市财政局负责）", "1.1 1.2"),
        ("1.建设。（市财政局负责）\n2.3个支部换届。（市税务局负责）", "1 2"),
        ("问题1\n监管不严。\n责任单位：市财政局\n问题2\n执法不力。\n责任单位：市税务局", "问题1 问题2"),
    ] {
        let found: Vec<String> = tasks(text).into_iter().filter_map(|task| task.number).collect();
        assert_eq!(found.join(" "), numbers, "{text}");
    }
}

#[test]
fn what_a_list_of_places_shares() {
    for (list, units) in [
        (
            "临阳、侯城、洪川经济开发区管委会",
            "临阳经济开发区管委会 侯城经济开发区管委会 洪川经济开发区管委会",
        ),
        ("大垸、荷湖管理区", "大垸管理区 荷湖管理区"),
        ("东山、西山区政府", "东山区政府 西山区政府"),
        ("市综治办、司法局", "市综治办 市司法局"),
        ("县商务局、邮政砚溪分公司", "县商务局 邮政砚溪分公司"),
        ("市海关、市人行、东山经开区管委会", "市海关 市人行 东山经开区管委会"),
        ("县财政局、供电公司、经济开发区管委会", "县财政局 县供电公司 经济开发区管委会"),
        ("各县（市、区）党委、政府", "各县（市、区）党委 各县（市、区）政府"),
        ("临阳市委、市政府", "临阳市委 临阳市政府"),
        ("各县、区党委和政府", "各县、区党委和政府"),
        ("市委组织部、宣传部，市教育局", "市委组织部 市委宣传部 市教育局"),
        ("市委宣传部、文化和旅游局", "市委宣传部 市文化和旅游局"),
        ("人口计生委等相关部门，13个街道、镇", "人口计生委 相关部门 13个街道、镇"),
        ("市教育局、无", "市教育局"),
        ("各县区人民政府、园区管委会", "各县区人民政府 园区管委会"),
    ] {
        let task = tasks(&format!("1.完善机制。\n责任单位：{list}\n")).pop().expect("a task");
        assert_eq!(task.responsible.join(" "), units, "{list}");
    }
}

#[test]
fn brackets_that_hold_units_alone() {
    for text in [
        "1、地区生产总值增长11%（市发改委，各县市区政府，平湖开发区）。2、财政收入增长13%（市财政局、市国税局）。",
        "1、地区生产总值增长11%。\n（市发改委，平湖国税局）\n2、财政收入增长13%。\n（市财政局）",
    ] {
        assert_eq!(tasks(text).len(), 2, "{text}");
        assert!(
            tasks(text).iter().all(|task| task.lead.is_empty() && !task.responsible.is_empty()),
            "{text}"
        );
    }
}

#[test]
fn a_line_that_divides_the_work_closes_the_lines_above_it() {
    let text = "重点工作\n\n扩大就业规模\n支持企业吸纳毕业生\n财政部、科技部等按职责分工负责\n\n\
        拓宽基层空间\n挖掘就业机会\n民政部牵头，财政部配合\n";
    let starts: Vec<String> = tasks(text).iter().map(|task| task.body.replace('\n', " ")).collect();
    assert_eq!(starts, ["扩大就业规模 支持企业吸纳毕业生", "拓宽基层空间 挖掘就业机会"]);
    assert_eq!(assigned(text), ["-  | 财政部 科技部 | ", "- 民政部 | 财政部 | "]);
}

#[test]
fn headings_that_say_who() {
    let text = "一、牵头单位：市城管局（分管领导：厉归真）\n1.新建公厕15座。\n2.拆除牌匾。\n二、牵头单位：市住建局\n3.整治围挡。\n";
    assert_eq!(assigned(text), ["1 市城管局 |  | 厉归真", "2 市城管局 |  | 厉归真", "3 市住建局 |  | "]);
}

#[test]
fn headings_that_name_leaders() {
    for (heading, leaders) in [
        ("副州长阿依木·热西提领衔推进任务", "阿依木·热西提"),
        ("副州长苏曼青、秘书长耿直领衔推进任务", "苏曼青 耿直"),
        ("副省长孟祥和领衔推进的任务", "孟祥和"),
        ("副州长、州公安局局长裴立军领衔推进任务", "裴立军"),
    ] {
        let text = format!("一、{heading}\n1.新建公厕15座。\n牵头单位：州住建局\n");
        assert_eq!(assigned(&text), [format!("1 州住建局 |  | {leaders}")], "{heading}");
    }
}

#[test]
fn leaders_with_their_posts() {
    for (printed, leaders) in [
        ("县委常委、副县长刘芳", "刘芳"),
        ("县政府党组成员刘芳", "刘芳"),
        ("县政府党组成员", "县政府党组成员"),
        ("县委常委、副县长", "县委常委、副县长"),
        ("县委书记陈启明", "陈启明"),
        ("省政府分管领导同志", "省政府分管领导同志"),
        ("陆 明俞 悦", "陆明 俞悦"),
        ("四级调研员 宋春梅", "宋春梅"),
        ("县委常委、组织部部长 沈维新", "沈维新"),
        ("院长助理金波", "金波"),
        ("副县长、县公安局局长 覃永庆", "覃永庆"),
        ("县政府党组成员、副县长 蒙秀兰", "蒙秀兰"),
        ("各县（区）长", "各县（区）长"),
        ("各县（市、区）党委、政府主要负责人", "各县（市、区）党委、政府主要负责人"),
    ] {
        let task =
            tasks(&format!("1.完善机制。\n责任领导：{printed}\n责任单位：县政府办\n")).pop().expect("a task");
        assert_eq!(task.leaders.join(" "), leaders, "{printed}");
    }
}

#[test]
fn figures_that_are_reached_and_those_that_tell() {
    for (text, targets) in [
        ("问题：1.污水直排。每日1.2万吨直排。\n整改目标：建设管网45公里以上。", ">=45公里"),
        ("1.压缩办理时间，由45天压缩至20天。", "=20天"),
        ("1.办理时间压缩到半个工作日。", "=0.5个工作日"),
        ("1.至少召开1次会议。", ">=1次"),
        ("1.安排2800万元用于整治。", "=2800万元"),
        ("1.净增企业12家，每超1家加0.5分。", "=12家"),
        ("1.单户最高授信3000万元，新增贷款不低于20亿元。", ">=20亿元"),
        ("1.教师交流比例占符合条件教师的15%以上。", ">=15%"),
        ("1.为企业降低成本超3亿元；给予300万元奖励。", ">3亿元"),
        ("1.将结余资金312.6万元全额上缴。", "=312.6万元"),
        ("1.对9座矿山编制修复方案。", "=9座"),
        ("1.围绕“建平台、育人才”4个方面推进6个基地建设。", "=6个"),
        ("1.新增日处理150吨应急设备1套。", "=1套"),
        ("1.启动新大楼（建筑面积4.2万平方米）建设。", ""),
        ("1.关闭单线规模3000万块以下的生产线12条。", "=12条"),
        ("1.形成超100亿元的集群和超20亿元的特色集群。", ">100亿元 >20亿元"),
        ("1.解决12万农村人口饮水安全问题。", "=12万"),
        ("1.建设养殖场8个；每新增1头补助1500元。", "=8个"),
        ("1.支持年屠宰10万头生产线扩建。", ""),
        ("1.对试点企业按投资额30%抵免附加，按期办结率100%。", "=100%"),
        ("1.落实小规模纳税人3%减按1%征收政策。", ""),
        ("1.完成房产清查，2000平方米以上房产招租率达到100%。", "=100%"),
        ("1.形成年产值超100亿元的产业集群。", ">100亿元"),
        ("1.推动病房改造，将2—3人间病房占比提高到60%以上。", ">=60%"),
        ("1.更新所需资金12.8亿元，提出筹措方案。", ""),
        ("1.出台概算办法，超概算10%以上的项目重新报批。", ""),
        ("1.完成签约1150户，节约用电300万千瓦时。", "=1150户 =300万千瓦时"),
        ("1.投诉24小时内办结，合规事项5个工作日内予以答复。", "<=24小时 <=5个工作日"),
        ("1.在验收后5个工作日内办理移交。", ""),
        ("1.一般登记3个工作日办结。", "=3个工作日"),
        ("1.返还稳岗资金1.6亿元，惠及企业2万户。", "=1.6亿元 =2万户"),
        ("1.给予每户补贴资金300元。", ""),
        ("1.按每个社区2名的标准配齐网格员45名。", "=45名"),
        ("1.户均容量提高到2.8千伏安。", "=2.8千伏安"),
        ("1.对年销量大于5000吨的加油站安装监测设备。", ""),
        ("1.使用宽度45毫米以下的胶带。", ""),
        ("1.复议案件平均用时压缩至40日以内。", "<=40日"),
        ("1.6月10日前拿出方案，办理时间不超过7天。", "<=7天"),
        ("1.用好资金，单个项目支持不超过总投资的50%。", ""),
        ("1.将非税收入1.26亿元足额缴库。", "=1.26亿元"),
    ] {
        let text = format!("2024年任务清单\n\n{text}\n责任单位：市财政局\n");
        let found: Vec<String> = tasks(&text)
            .iter()
            .flat_map(|task| &task.targets)
            .map(|t| format!("{}{}{}", sign(t.comparator), t.value, t.unit))
            .collect();
        assert_eq!(found.join(" "), targets, "{text}");
    }
}

#[test]
fn dates_by_their_surroundings() {
    for (text, dates) in [
        ("1.6月5日在《快报》上批示：请县住建局承办，本月底前修复。", "2021-06-30"),
        ("1.排查2019年以来的户厕，7月底前完成整改。\n责任单位：县住建局", "2021-07-31"),
        ("1.2021年8月至10月，完成改造。\n责任单位：县住建局", "2021-10"),
        ("1.每月5日前报送进展。\n责任单位：县住建局", ""),
        ("1.新建绿道3公里。\n责任单位：县住建局\n预计竣工：2022年5月", "2022-05"),
        ("1.分年度推进，2021年治理矿山8座，2022年治理11座。\n责任单位：县住建局", "2021 2022"),
        ("1.种好药材，2021年种植面积稳定在6万亩。\n责任单位：县住建局", "2021"),
        ("1.改造管网3500公里，其中2023年完成1100公里。\n责任单位：县住建局", "2023"),
        ("1.改造管网。\n2.2023年底前全部通水。\n责任单位：县住建局", "2023-12-31"),
        ("1.2021年、2022年分别改造60个、55个。\n责任单位：县住建局", "2021 2022"),
        ("1.占比2022年达到55%。\n责任单位：县住建局", "2022"),
        ("1.2022年汛前完成主体工程，2022年11月底前完工。\n责任单位：县住建局", "2022-11-30"),
        ("1.总结阶段（2021年10月至12月）。开展评估。\n责任单位：县住建局", "2021-12"),
        ("1.对2000年底前建成的自建房开展排查。\n责任单位：县住建局", ""),
        ("1.围绕一季度下滑的指标制定措施。\n责任单位：县住建局", ""),
    ] {
        let text = format!("{text}\n\n县政府办公室\n2021年6月14日\n");
        let found: Vec<String> =
            tasks(&text).iter().flat_map(|task| &task.deadlines).map(|due| due.date.to_string()).collect();
        assert_eq!(found.join(" "), dates, "{text}");
    }
}

#[test]
fn limits_that_count_from_an_event() {
    for (text, dates, relative) in [
        ("自本意见印发之日起30日内出台细则。", "2021-07-14", ""),
        ("方案印发后三个月内完成。", "", "方案印发+3个月"),
        ("印发之日起三个月内完成。", "2021-09-14", ""),
        ("印发之日起10个工作日内完成。", "", "印发+10个工作日"),
        ("验收合格后10个工作日内拨付资金。", "", "验收合格+10个工作日"),
        ("项目开工后，于竣工之日起2年内保修。", "", "竣工+2年"),
        ("问题交办之日起5日内反馈，并在整改完成后一周内销号。", "", "问题交办+5日 整改完成+1周"),
        ("5年内建成。", "", ""),
        ("每季度结束后10日内报送。", "", ""),
    ] {
        let text = format!("一、{text}（县住建局负责）\n\n县政府办公室\n2021年6月14日\n");
        let [task] = &tasks(&text)[..] else { panic!("one task: {text}") };
        let days: Vec<String> = task.deadlines.iter().map(|due| due.date.to_string()).collect();
        let found = task.relative_deadlines.iter();
        let found: Vec<String> =
            found.map(|limit| format!("{}+{}{}", limit.event, limit.amount, limit.unit)).collect();
        assert_eq!((&*days.join(" "), &*found.join(" ")), (dates, relative), "{text}");
    }
}

#[test]
fn what_a_figure_does() {
    for (text, expected) in [
        ("森林覆盖率达到45%。", "45 reach"),
        ("单位GDP能耗比2020年下降13.5%，用水量同比下降5%。", "13.5 fall 2020, 5 fall 2023"),
        ("二氧化硫、氮氧化物排放量比2015年分别下降18%、20%。", "18 fall 2015, 20 fall 2015"),
        ("新增企业100家，其中规模以上企业20家。", "100 add, 20 of 0"),
        ("办理时限压减至8个工作日以内。", "8 hold"),
        ("建设公厕15座。", "15"),
    ] {
        let text = format!("2024年任务清单\n\n1.{text}\n责任单位：市财政局\n");
        let [task] = &tasks(&text)[..] else { panic!("one task: {text}") };
        let line = |target: &reading::Target| {
            let mut line = target.value.clone();
            if let Some(movement) = target.movement {
                line += &format!(
                    " {}",
                    serde_json::to_value(movement).expect("a word").as_str().expect("a word")
                );
            }
            line += &target.base.map(|year| format!(" {year}")).unwrap_or_default();
            line + &target.part_of.map(|whole| format!(" of {whole}")).unwrap_or_default()
        };
        assert_eq!(task.targets.iter().map(line).collect::<Vec<_>>().join(", "), expected, "{text}");
    }
}

#[test]
fn traditional_characters_are_read_and_kept() {
    let text = "一、興建據點3處。（主辦單位：教育處；協辦單位：環境保護局；完成期限：2025年5月底）";
    assert_eq!(assigned(text), ["一 教育處 | 環境保護局 | "]);
    assert_eq!(tasks(text)[0].deadlines[0].date.to_string(), "2025-05-31");
}

#[test]
fn a_number_that_does_not_follow_is_warned_of() {
    let text = "1.甲事项。（市财政局负责）\n2.乙事项。（市财政局负责）\n4.丁事项。（市财政局负责）\n";
    let warned: Vec<String> = tasks(text)
        .iter()
        .filter(|task| task.warnings.iter().any(|warning| warning.code == "number_skipped"))
        .filter_map(|task| task.number.clone())
        .collect();
    assert_eq!(warned, ["4"]);
}

#[test]
fn units_that_no_task_took_are_warned_of() {
    for (text, places) in [
        ("牵头单位：市财政局\n\n1.甲事项。（市财政局负责）\n", "牵头单位：市财政局"),
        (
            "附表\n| 1 | 完善机制 | 市教育局 | 下月 |\n| 2 | 加强巡查 | 市水利局 | 下月 |\n",
            "1 | 完善机制 | 市教育局 | 下月 |\n| 2 | 加强巡查 | 市水利局 | 下月 |",
        ),
        ("1.甲事项。\n责任单位：市财政局\n", ""),
        ("一、牵头单位：市城管局\n1.新建公厕15座。\n", ""),
    ] {
        let reading = read(text);
        let found = reading.warnings.iter().filter(|warning| warning.code == "unread");
        let printed = found.map(|warning| {
            let span = warning.span;
            reading.text.chars().skip(span.start).take(span.end - span.start).collect::<String>()
        });
        let printed: Vec<String> =
            printed.map(|text| text.trim_start_matches(['|', ' ']).to_owned()).collect();
        assert_eq!(printed.join("/"), places, "{text}");
    }
}
