//! Two documents held against each other: our own, a table of cases, and what holds for any two.

use proptest::prelude::*;
use reading::compare::{Change, Comparison, Link, Matter, compare_matters};
use reading::{Reading, compare};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents")
}

fn read(path: &Path) -> Reading {
    let bytes = fs::read(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    reading::read(&bytes, path.to_str()).expect("a plain text")
}

/// A comparison as lines: link, printed numbers, and what changed in a word each.
fn lines(from: &str, to: &str) -> Vec<String> {
    let [from, to] = [from, to].map(|name| read(&folder().join("compare").join(name)));
    let comparison = compare(&from, &to);
    let number = |reading: &Reading, at: usize| reading.tasks[at].number.clone().unwrap_or_default();
    let pairs = comparison.pairs.iter().map(|pair| {
        let changes: Vec<String> = pair.changes.iter().map(word).collect();
        let (from, to) = (number(&from, pair.from), number(&to, pair.to));
        format!("{:?} {from} {to} {}", pair.link, changes.join(" ")).trim_end().to_owned()
    });
    let ended = comparison.ended.iter().map(|&at| format!("ended {}", number(&from, at)));
    let new = comparison.new.iter().map(|&at| format!("new {}", number(&to, at)));
    pairs.chain(ended).chain(new).collect()
}

fn word(change: &Change) -> String {
    match change {
        Change::UnitAdded { unit, .. } => format!("+{unit}"),
        Change::UnitDropped { unit, .. } => format!("-{unit}"),
        Change::RoleChanged { unit, role } => format!("{unit}:{role:?}"),
        Change::Leaders { .. } => "leaders".to_owned(),
        Change::Deadlines { from, to } => {
            let dates = |dates: &[reading::PartialDate]| {
                dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
            };
            format!("{}>{}", dates(from), dates(to))
        }
        Change::Recurrences { from, to } => format!("{}>{}", from.join(" "), to.join(" ")),
        Change::RelativeDeadlines { from, to } => {
            let said = |limits: &[reading::compare::Limit]| {
                let said = limits.iter().map(|of| format!("{}+{}{}", of.event, of.amount, of.unit));
                said.collect::<Vec<_>>().join(" ")
            };
            format!("{}>{}", said(from), said(to))
        }
        Change::Target { from, to } => {
            let figure = |amount: &Option<reading::compare::Amount>| {
                amount.as_ref().map_or_else(String::new, |of| format!("{}{}", of.value, of.unit))
            };
            format!("{}>{}", figure(from), figure(to))
        }
        Change::Words { .. } => "words".to_owned(),
    }
}

/// A campaign, and the plan for the quarter after it: other numbers, other sections, other words.
#[test]
fn a_campaign_goes_on_in_the_plan_after_it() {
    let expected = [
        "Same （七） 1",
        "Same （八） 2 +市审计局 2026-03-31>2026-06-30 60%>85% words",
        "Same （一） 4 2026-03-31>2026-05-31 86项>104项 words",
        "Split （二） 5 -市生态环境局 2026-03-31>2026-06-30 2万吨> words",
        "Same （二） 6 市生态环境局:Lead -市工业和信息化局 2026-03-31> words",
        "Same （三） 7 +市交通运输局 市自然资源局:Responsible >2026-06-30 42户> words",
        "Same （六） 8 +市住房和城乡建设局 市教育局:Responsible +市财政局 >20个 >18公里 words",
        "Merged （四） 8 +市教育局 +各县区人民政府 12个>20个 >1500个 words",
        "ended （五）",
        "ended （九）",
        "ended （十）",
        "new 3",
        "new 9",
        "new 10",
    ];
    assert_eq!(lines("campaign.txt", "quarter.txt"), expected);
}

#[test]
fn an_amendment_says_what_it_amends() {
    let expected = [
        "Same 1 1",
        "Same 2 2 85%>90% words",
        "Same 4 4",
        "Same 5 5",
        "Same 6 6",
        "Same 7 7 2026-06-30>2026-09-30 words",
        "Same 8 8",
        "Same 9 9 36座>32座 words",
        "Same 10 11 市卫生健康委:Lead 市民政局:Responsible",
        "ended 3",
        "new 10",
    ];
    assert_eq!(lines("quarter.txt", "amended.txt"), expected);
}

fn matter(words: &str, lead: &str) -> Matter {
    let lead = (!lead.is_empty()).then(|| lead.to_owned()).into_iter().collect();
    Matter { words: words.to_owned(), lead, ..Matter::default() }
}

/// Whether two tasks are one matter, among tasks of other matters.
#[test]
fn what_is_one_matter() {
    let others = [
        ("完成城区老旧小区供热管网改造。", "市住房和城乡建设局"),
        ("推行企业开办一日办结，线上全程办理。", "市市场监管局"),
        ("开展农民工工资清欠专项行动。", "市人力资源和社会保障局"),
        ("建设高标准农田5万亩。", "市农业农村局"),
    ];
    for (from, unit, to, other_unit, same) in [
        ("新建社区养老服务站15个。", "市民政局", "新建社区养老服务站20个。", "市民政局", true),
        (
            "新建社区养老服务站15个。",
            "市民政局",
            "再建成一批社区养老服务站，覆盖全部街道。",
            "市民政局",
            true,
        ),
        ("新建社区养老服务站15个。", "市民政局", "新建社区体育健身站15个。", "市体育局", false),
        ("做好防汛备汛工作。", "市水利局", "做好森林防火工作。", "市林业局", false),
        ("做好防汛备汛工作。", "市水利局", "强化防汛备汛工作责任落实。", "市应急局", true),
        (
            "全面推行河湖长制，巡河巡湖常态化。",
            "市水利局",
            "全面推行林长制，划定责任林区。",
            "市林业局",
            false,
        ),
        ("修订招标投标管理办法。", "市发展改革委", "出台招标投标管理办法修订稿。", "市发展改革委", true),
        ("举办招商推介会。", "市商务局", "开展消费促进活动。", "市商务局", false),
        (
            "建设智慧停车平台，整合车位3000个。",
            "市城管局",
            "智慧停车平台6月上线，整合泊位5000个。",
            "市大数据局",
            true,
        ),
    ] {
        let list = |words: &str, unit: &str| -> Vec<Matter> {
            let own = std::iter::once((words, unit));
            own.chain(others).map(|(words, unit)| matter(words, unit)).collect()
        };
        let found = compare_matters(&list(from, unit), &list(to, other_unit));
        assert_eq!(
            found.pairs.iter().any(|pair| (pair.from, pair.to) == (0, 0)),
            same,
            "{from} {to} {found:?}"
        );
        assert_eq!(found.pairs.len(), others.len() + usize::from(same), "{from} {to}");
    }
}

/// The best for each is not the best for all: the second gives way so that both are paired.
#[test]
fn the_whole_counts_and_not_the_first_come() {
    let from = [matter("整治城区道路积水点，改造雨水管网。", ""), matter("整治城区道路积水点。", "")];
    let to = [matter("整治城区道路积水点，疏通管道。", ""), matter("改造雨水管网，整治城区内涝。", "")];
    let pairs: Vec<_> = compare_matters(&from, &to).pairs.iter().map(|pair| (pair.from, pair.to)).collect();
    assert_eq!(pairs, [(1, 0), (0, 1)]);
}

/// Every document of ours.
fn documents() -> Vec<(String, Reading)> {
    let files = [folder(), folder().join("compare")];
    let mut paths: Vec<PathBuf> = files
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()))
        .collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    paths.iter().map(|path| (path.display().to_string(), read(path))).collect()
}

fn pairs(of: &Comparison, turned: bool) -> BTreeSet<(usize, usize, Link, u32, usize)> {
    let pair = |pair: &reading::compare::Pair| match (turned, pair.link) {
        (false, link) => (pair.from, pair.to, link, pair.likeness, pair.changes.len()),
        (true, Link::Same) => (pair.to, pair.from, Link::Same, pair.likeness, pair.changes.len()),
        (true, Link::Split) => (pair.to, pair.from, Link::Merged, pair.likeness, pair.changes.len()),
        (true, Link::Merged) => (pair.to, pair.from, Link::Split, pair.likeness, pair.changes.len()),
    };
    of.pairs.iter().map(pair).collect()
}

fn turns(there: &Comparison, back: &Comparison) -> Result<(), TestCaseError> {
    prop_assert_eq!(pairs(there, false), pairs(back, true));
    prop_assert_eq!((&there.ended, &there.new), (&back.new, &back.ended));
    Ok(())
}

#[test]
fn a_document_goes_on_in_itself_unchanged() {
    for (name, reading) in documents() {
        let found = compare(&reading, &reading);
        assert!(found.ended.is_empty() && found.new.is_empty(), "{name}");
        for pair in &found.pairs {
            assert_eq!(
                (pair.link, pair.likeness, pair.changes.len()),
                (Link::Same, 1000, 0),
                "{name} {pair:?}"
            );
        }
        assert_eq!(found.pairs.len(), reading.tasks.len(), "{name}");
    }
}

#[test]
fn a_comparison_of_ours_can_be_turned() {
    let documents = documents();
    for (name, from) in &documents {
        for (other, to) in &documents {
            turns(&compare(from, to), &compare(to, from))
                .unwrap_or_else(|why| panic!("{name} {other}: {why}"));
        }
    }
}

proptest! {
    /// Tasks of few words, so that many are alike.
    #[test]
    fn any_comparison_can_be_turned(
        from in proptest::collection::vec("[城乡道路改造管网推进建设]{0,14}", 0..9),
        to in proptest::collection::vec("[城乡道路改造管网推进建设]{0,14}", 0..9),
    ) {
        let list = |words: &[String]| words.iter().map(|words| matter(words, "")).collect::<Vec<_>>();
        let (from, to) = (list(&from), list(&to));
        let there = compare_matters(&from, &to);
        turns(&there, &compare_matters(&to, &from))?;
        prop_assert_eq!(&there, &compare_matters(&from, &to));
        let whole = |places: &[usize], paired: BTreeSet<usize>| paired.len() + places.len();
        prop_assert_eq!(whole(&there.ended, there.pairs.iter().map(|pair| pair.from).collect()), from.len());
        prop_assert_eq!(whole(&there.new, there.pairs.iter().map(|pair| pair.to).collect()), to.len());
    }
}

/// Two thousand rows of one table that differ by a place and a figure, in another order: each finds its own.
#[test]
fn rows_of_a_large_table_find_their_own() {
    const ROWS: usize = 2_000;
    let syllables: Vec<char> = "东西南北山河林泉石桥岭川湖田沙柳松梅云龙".chars().collect();
    let place = |row: usize| -> String {
        [row % 20, row / 20 % 20, row / 400 % 20].iter().map(|&at| syllables[at]).collect()
    };
    let row = |row: usize, verb: &str| {
        matter(
            &format!("{verb}{}乡通村公路硬化工程，建设里程{}公里。", place(row), row % 90 + 3),
            "县交通运输局",
        )
    };
    let from: Vec<Matter> = (0..ROWS).map(|at| row(at, "实施")).collect();
    // 7 and 2,000 have no common factor, so that this is another order of the same rows.
    let to: Vec<Matter> = (0..ROWS).map(|at| row(at * 7 % ROWS, "继续实施")).collect();
    let found = compare_matters(&from, &to);
    let right = found.pairs.iter().filter(|pair| pair.from == pair.to * 7 % ROWS).count();
    assert!(right * 100 >= ROWS * 99, "{right} of {ROWS}");
}

/// Another rhythm of reporting is a change of its own, beside the words that print it.
#[test]
fn a_duty_that_comes_again_otherwise_is_a_change() {
    let task = |rhythm: &str| {
        let text =
            format!("通知\n一、稳增长\n（1）清理规范涉企收费，{rhythm}报送进展。\n牵头单位：省财政厅\n");
        reading::read(text.as_bytes(), None).expect("a plain text")
    };
    let changes = |from: &str, to: &str| -> Vec<String> {
        let comparison = compare(&task(from), &task(to));
        comparison.pairs[0].changes.iter().map(word).collect()
    };
    let changed = "FREQ=MONTHLY;BYMONTHDAY=5>FREQ=WEEKLY;BYDAY=FR";
    assert_eq!(changes("每月5日前", "每周五前"), [changed, "words"]);
    assert_eq!(changes("每月5日前", "每月5日前"), [""; 0]);
    let limits = changes("验收合格后10个工作日内", "验收合格之日起2周内");
    assert_eq!(limits, ["验收合格+10working_day>验收合格+2week", "words"]);
    let reworded = changes("验收合格后10个工作日内", "自验收合格之日起10工作日内");
    assert_eq!(reworded, ["words"], "the same limit in other words");
}
