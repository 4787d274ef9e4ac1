//! One rectification list, printed as items with fields and as a table in several layouts, with whole and with parted
//! measures.

/// What is wrong, what is to be reached, the measures, the unit, the leader, the time limit, how far it is.
struct Finding {
    problem: &'static str,
    goal: &'static str,
    measures: &'static [&'static str],
    unit: &'static str,
    leader: &'static str,
    due: &'static str,
    progress: &'static str,
}

const FINDINGS: [Finding; 4] = [
    Finding {
        problem: "食堂食材采购把关不严",
        goal: "食材采购全程可追溯",
        measures: &["制定大宗食材统一采购办法", "每学期开展专项检查不少于2次"],
        unit: "市教育局、市市场监管局",
        leader: "周敏",
        due: "2024年9月底前",
        progress: "正在推进",
    },
    Finding {
        problem: "部分县区污水管网建设滞后，雨污混流问题突出",
        goal: "到2024年底城区污水集中收集率达到75%",
        measures: &["新建改造污水管网45公里", "对6个老旧小区实施雨污分流改造"],
        unit: "市住房城乡建设局",
        leader: "陈启明",
        due: "2024年12月",
        progress: "",
    },
    Finding {
        problem: "规模养殖场粪污处理设施不正常运行",
        goal: "粪污资源化利用率达到90%以上",
        measures: &["实行“一场一档”管理", "指导养殖户建设储粪池80座", "对拒不整改的依法立案查处"],
        unit: "市农业农村局、各县（市、区）人民政府",
        leader: "欧阳雪",
        due: "立行立改",
        progress: "已完成",
    },
    Finding {
        problem: "固定资产账实不符",
        goal: "账实相符",
        measures: &["开展资产清查盘点，健全资产管理制度"],
        unit: "市财政局",
        leader: "王建国",
        due: "2024年10月31日前",
        progress: "",
    },
];

/// How the measures of a finding stand in their cell: numbered on lines of their own, numbered on one line, one sentence.
const STYLES: [fn(&[&str]) -> String; 3] = [
    |measures| numbered(measures, "\n"),
    |measures| numbered(measures, ""),
    |measures| format!("{}。", measures.join("；")),
];

fn numbered(measures: &[&str], between: &str) -> String {
    if let [one] = measures {
        return format!("{one}。");
    }
    let parts = measures.iter().enumerate().map(|(n, measure)| format!("{}.{measure}。", n + 1));
    parts.collect::<Vec<_>>().join(between)
}

/// Columns by their place in a row: number, problem, goal, measures, leader, unit, time limit, progress.
const HEADS: [&str; 8] =
    ["序号", "反馈问题", "整改目标", "整改任务", "责任领导", "整改责任单位", "整改时限", "整改情况"];

fn row(n: usize, finding: &Finding, style: fn(&[&str]) -> String) -> [String; 8] {
    [
        (n + 1).to_string(),
        finding.problem.to_owned(),
        finding.goal.to_owned(),
        style(finding.measures),
        finding.leader.to_owned(),
        finding.unit.to_owned(),
        finding.due.to_owned(),
        finding.progress.to_owned(),
    ]
}

/// The first characters of what the words of a task say, without marks and line breaks.
fn words(text: &str) -> String {
    let text = text.trim_start_matches("1.");
    text.chars().filter(|c| !"。；\n".contains(*c)).take(8).collect()
}

fn check(text: &str, begins: impl Fn(&Finding) -> String) {
    let reading = reading::read(text.as_bytes(), None).expect("a text");
    let read: Vec<String> = reading
        .tasks
        .iter()
        .map(|task| {
            format!("{} {} {}", words(&task.body), task.responsible.join("、"), task.leaders.join("、"))
        })
        .collect();
    let wanted =
        FINDINGS.each_ref().map(|finding| format!("{} {} {}", begins(finding), finding.unit, finding.leader));
    assert_eq!(read, wanted, "{text}");
}

#[test]
fn measures_stand_together_in_every_layout_of_a_table() {
    for style in STYLES {
        for columns in
            [&[0, 1, 2, 3, 4, 5, 6, 7][..], &[0, 1, 3, 5, 4, 6], &[1, 3, 6, 5, 4, 7], &[1, 2, 3, 4, 5, 6]]
        {
            let heads = columns.iter().map(|n| HEADS[*n].to_owned()).collect::<Vec<_>>();
            let rows = FINDINGS.iter().enumerate().map(|(n, finding)| {
                let row = row(n, finding, style);
                columns.iter().map(|n| row[*n].clone()).collect::<Vec<_>>()
            });
            let all: Vec<Vec<String>> = std::iter::once(heads).chain(rows).collect();
            let cells = |end: &str| {
                let printed = all.iter().flatten().filter(|cell| !cell.is_empty());
                printed.map(|cell| format!("{cell}{end}")).collect::<String>()
            };
            let bars = all.iter().map(|row| format!("{} |\n", row.join(" | "))).collect::<String>();
            for table in [cells("\n"), cells("\n\n"), bars] {
                check(&format!("某市专项督察反馈意见整改任务表\n\n{table}"), |finding| {
                    words(&style(finding.measures))
                });
            }
        }
    }
}

#[test]
fn measures_belong_to_the_finding_above_them() {
    for style in STYLES {
        for order in [&[2, 3, 5, 4, 6][..], &[3, 6, 5, 4], &[5, 4, 6, 2, 3]] {
            let item = |(n, finding): (usize, &Finding)| {
                let row = row(n, finding, style);
                let field = |n: &usize| {
                    let line = if row[*n].contains('\n') { "\n" } else { "" };
                    format!("{}：{line}{}\n", HEADS[*n], row[*n])
                };
                let number = ["一", "二", "三", "四"][n];
                format!("{number}、{}。\n{}", finding.problem, order.iter().map(field).collect::<String>())
            };
            let text: String = FINDINGS.iter().enumerate().map(item).collect();
            check(&format!("某市专项督察反馈意见整改清单\n\n{text}"), |finding| {
                words(finding.problem)
            });
        }
    }
}

#[test]
fn fields_may_be_numbered_like_items_and_some_say_nothing() {
    let numbered = "一、惠企政策落实不到位\n（一）整改目标：兑现率100%。\n（二）整改措施：\n1.开展专项清查；\n2.实行周调度。\n（三）责任单位：省工信厅牵头，省财政厅配合。\n（四）完成时限：2022年12月底前。\n";
    let plain = "1.资金下达不及时。\n整改措施：修订管理办法。\n牵头单位：市财政局\n整改类型：立行立改\n完成时限：2024年9月30日前\n责任人：关鸿图\n";
    let told = |text: &str| -> Vec<String> {
        let reading = reading::read(text.as_bytes(), None).unwrap_or_else(|why| panic!("{text}: {why}"));
        let line = |task: &reading::Task| {
            let due = task.deadlines.iter().map(|due| due.date.to_string()).collect::<Vec<_>>();
            let who = [&task.lead, &task.responsible, &task.leaders].map(|names| names.join(" "));
            format!("{} | {} | {}", task.body.replace('\n', " "), who.join(" | "), due.join(" "))
        };
        reading.tasks.iter().map(line).collect()
    };
    assert_eq!(
        told(numbered),
        [
            "惠企政策落实不到位 整改目标：兑现率100%。 整改措施： 1.开展专项清查； 2.实行周调度。 | 省工信厅 | 省财政厅 |  | 2022-12-31"
        ]
    );
    assert_eq!(
        told(plain),
        ["资金下达不及时。 整改措施：修订管理办法。 | 市财政局 |  | 关鸿图 | 2024-09-30"]
    );
}

#[test]
fn a_table_below_a_list_stands_under_no_measure_of_it() {
    let text = "某市整改清单\n一、管网老化问题\n整改措施：\n1.更换管道。\n2.每学期检查不少于2次。\n责任单位：市住建局\n\n\
        序号\n工作任务\n责任单位\n1\n开展资产清查盘点。\n市财政局\n2\n开展安全检查。\n市应急局\n";
    let reading = reading::read(text.as_bytes(), None).expect("a text");
    let sections: Vec<_> = reading.tasks.iter().map(|task| task.section.join("/")).collect();
    assert_eq!(sections, ["", "", ""]);
    let [target] = &reading.tasks[0].targets[..] else { panic!("one target") };
    assert_eq!(target.subject.as_deref(), Some("每学期检查"));
}
