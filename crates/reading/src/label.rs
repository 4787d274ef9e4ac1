//! Printed labels (`牵头单位：`) and the heads of table columns: what stands behind or under them.

mod find;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::leader::{ends_post, is_post};
use crate::mark::{begins, contains, ends};
use crate::reading::Role;
pub(crate) use find::{before, ends_value, label_at, next, starts};

/// What a label or a column's head announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Units with this role.
    Units(Role),
    /// 主要责任单位: leads where other units stand beside it, else it is responsible.
    PrimaryUnits,
    /// Units, each with its head: 牵头单位及主要负责人.
    UnitsAndLeader(Role),
    /// Persons or posts.
    Leaders,
    /// A time limit.
    Due,
    /// Words of the task itself: 具体措施, 整改措施.
    Words,
    /// What is to be reached, beside a column that says what is to be done.
    Goal,
    /// The name of the thing, beside the column that says what is to be done.
    Name,
    /// A running number.
    Number,
    /// Progress, remarks: nothing that a task carries.
    Other,
}

impl Kind {
    /// Whether it announces units.
    pub(crate) fn is_units(self) -> bool {
        matches!(self, Kind::Units(_) | Kind::PrimaryUnits | Kind::UnitsAndLeader(_))
    }

    /// Whether it announces units or leaders.
    pub(crate) fn names(self) -> bool {
        self.is_units() || self == Kind::Leaders
    }

    /// Whether it announces who does it or by when.
    pub(crate) fn assigns(self) -> bool {
        self.names() || self == Kind::Due
    }
}

/// A label in running text.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    pub(crate) kind: Kind,
    /// Its words.
    pub(crate) words: Range<usize>,
    /// Where what it announces begins.
    pub(crate) value: usize,
}

/// Characters of the longest label.
const MAX_LABEL_CHARS: usize = 14;

/// Ends of a label that announces units.
const UNIT_ENDS: &[&str] = &[
    "单位",
    "部门",
    "科室",
    "处室",
    "股室",
    "机构",
    "单位名称",
    "主体",
    "单位(部门)",
    "站所",
    "部室",
    "所站",
    "站办",
    "镇街",
    "乡镇",
    "街道",
    "县区",
    "县(市、区)",
    "市州",
    "地区",
    "企业",
    "支部",
    "办公室",
];
/// Ends of an office's name, which is no label though 会办 stands in it.
const OFFICES: &[&str] = &["委员会办公室", "领导小组办公室", "指挥部办公室"];
/// What makes such units lead.
const LEADS: &[&str] = &["牵头", "主办", "主责", "承办", "第一责任", "首责", "主管"];
/// What makes such units responsible.
const ANSWERS: &[&str] = &[
    "责任", "配合", "协同", "协办", "协助", "参与", "参加", "落实", "实施", "指导", "会办", "办理", "完成",
    "整改", "负责", "执行", "承接", "协作", "共同", "联合", "支撑", "涉及", "参建", "支持",
];
/// Labels that are such a word and nothing else.
const BARE_LEADS: &[&str] = &["牵头", "主办", "承办"];
const BARE_ANSWERS: &[&str] = &["配合", "协办", "责任", "参与", "会办", "分办", "协同", "协助"];
/// Ends of a label that names a duty.
const DUTY_ENDS: &[&str] = &["责任"];
/// Whose duty a label names: 牵头责任, 监管责任; not 社会责任.
const DUTIES: &[&str] = &["牵头", "配合", "协同", "落实", "实施", "主体", "监管", "主管", "属地"];
/// What makes them none of the task's units.
const WATCHES: &[&str] = &["监督", "验收", "发布", "发文", "印发", "报送", "抄送", "主送", "编制", "建设"];
/// Ends of a label that announces persons.
const LEADER_ENDS: &[&str] = &[
    "领导",
    "责任人",
    "负责人",
    "牵头人",
    "包保人",
    "包抓人",
    "领导同志",
    "河长",
    "湖长",
    "林长",
    "链长",
    "路长",
    "田长",
    "组长",
    "指挥长",
    "召集人",
];
/// What ends like them and is something that is done: 加强组织领导.
const NO_LEADERS: &[&str] =
    &["组织领导", "统一领导", "集中领导", "加强领导", "强化领导", "全面领导", "党的领导"];
/// What makes a post a label: 分管副市长, 牵头县长.
const WHOSE: &[&str] = &["分管", "牵头", "责任", "联系", "包抓", "包联", "主抓"];
/// Ends of a label that announces a time.
const DUE_ENDS: &[&str] = &[
    "时限",
    "期限",
    "时间",
    "节点",
    "完成日期",
    "办结日期",
    "截止日期",
    "时限要求",
    "时间要求",
    "时间安排",
    "时间进度",
    "进度安排",
    "进度要求",
];
/// What is planned or expected of a thing's end: 预计竣工, 计划完成.
const EXPECTED: &[&str] = &["预计", "计划", "拟"];
const ENDED: &[&str] = &["竣工", "完工", "完成", "办结", "建成"];
/// Times that are no limit.
const OTHER_TIMES: &[&str] = &["发布", "印发", "报送", "开工", "开始", "起始", "公开", "成文", "会议"];
/// Labels of the task's own words.
const WORDS: &[&str] = &[
    "具体措施",
    "工作任务",
    "重点任务",
    "任务内容",
    "工作内容",
    "主要任务",
    "具体任务",
    "任务",
    "工作要求",
    "具体要求",
    "目标任务",
    "工作目标",
    "整改措施",
    "整改目标",
    "整改要求",
    "整改内容",
    "整改任务",
    "问题",
    "反馈问题",
    "存在问题",
    "问题描述",
    "问题清单",
    "任务清单",
    "措施清单",
    "主要措施",
    "工作措施",
    "主要内容",
    "具体内容",
    "任务措施",
    "建设内容",
    "项目内容",
    "年度目标",
    "重点工作",
    "民生工程",
    "工作举措",
    "主要举措",
    "推进措施",
    "交办事项",
    "督办事项",
    "议定事项",
    "会议议定",
    "会议决定",
    "会议明确",
    "议定",
    "批示内容",
    "具体事项",
    "目标",
    "任务要求",
    "工作事项",
    "措施",
    "主要工作",
    "办理要求",
    "完成标准",
    "验收标准",
    "办结标准",
    "建设标准",
    "办理事项",
    "办理要点",
    "办理内容",
    "交办内容",
    "交办要求",
];
/// Ends of labels of what is wrong: 督察反馈, 审计反馈意见, 消防隐患.
const FINDINGS: &[&str] = &["反馈", "反馈意见", "反馈问题", "隐患", "隐患描述", "问题表现"];
/// Nouns that such a label ends with, behind what tells which: 年度任务, 阶段目标.
const DEEDS: &[&str] = &["任务", "目标"];
/// Nouns of what is done about it: 整改举措, 攻坚措施.
const MEASURES: &[&str] = &["措施", "举措"];
/// Labels of a division of work, in which verbs tell who leads.
const DIVISIONS: &[&str] = &["责任分工", "部门分工", "任务分工", "职责分工", "工作分工", "分工", "落实部门"];
/// Heads of columns that name a thing.
const NAMES: &[&str] = &[
    "事项名称",
    "项目名称",
    "大类",
    "类别",
    "项目",
    "任务名称",
    "名称",
    "领域",
    "分类",
    "工程名称",
    "板块",
    "事项",
    "一级指标",
    "工作类别",
];
/// Heads of columns that number the rows.
const NUMBERS: &[&str] = &["序号", "编号", "项目编号", "任务编号"];
/// Ends of a label that announces nothing a task carries.
const OTHER_ENDS: &[&str] = &[
    "提出人",
    "提案人",
    "领衔代表",
    "摘要",
    "概况",
    "概述",
    "简述",
    "诉求",
    "情况",
    "备注",
    "联系人",
    "联系电话",
    "联系方式",
    "进展",
    "进度",
    "附件",
    "资金来源",
    "结果",
    "成效",
    "效果",
    "电话",
    "邮箱",
    "传真",
    "计划投资",
];

/// The last characters of all labels but posts.
static LASTS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    let tables = [
        LEADER_ENDS,
        UNIT_ENDS,
        DUE_ENDS,
        DUTY_ENDS,
        ENDED,
        BARE_LEADS,
        BARE_ANSWERS,
        DIVISIONS,
        WORDS,
        FINDINGS,
        DEEDS,
        MEASURES,
        NUMBERS,
        NAMES,
        OTHER_ENDS,
    ];
    tables.into_iter().flatten().filter_map(|word| word.chars().last()).collect()
});

/// What a label's words announce.
pub(crate) fn kind(words: &[char]) -> Option<Kind> {
    // Most words are no label: a look at the last character spares the tables.
    let may_end = |last: &char| LASTS.contains(last) || ends_post(*last);
    if words.len() < 2 || words.len() > MAX_LABEL_CHARS || !words.last().is_some_and(may_end) {
        return None;
    }
    let has = |word: &str| contains(words, word);
    let is = |table: &[&str]| table.iter().any(|word| ends(words, word));
    let exact = |word: &str| words.len() == word.chars().count() && begins(words, word);
    let role = || {
        if LEADS.iter().any(|w| has(w)) {
            Some(Role::Lead)
        } else {
            ANSWERS.iter().any(|w| has(w)).then_some(Role::Responsible)
        }
    };
    let broken = words.iter().any(|c| matches!(c, '。' | ',' | ';' | '、' | '“' | '”' | '《' | '[' | ']'))
        || (words.contains(&'(') && !words.contains(&')'));
    // 各成员单位: those whom a notice is sent to.
    let addressed = words.contains(&'各');
    if broken || addressed || is(NO_LEADERS) || is(OFFICES) {
        None
    } else if is(LEADER_ENDS) || (is_post(words) && WHOSE.iter().any(|w| has(w))) {
        let unit = UNIT_ENDS.iter().any(|w| has(w));
        Some(if unit { Kind::UnitsAndLeader(role().unwrap_or(Role::Responsible)) } else { Kind::Leaders })
    } else if is(UNIT_ENDS) {
        if (has("领导") && !has("领导小组")) || has("责任人") || has("负责人") {
            Some(Kind::UnitsAndLeader(role().unwrap_or(Role::Responsible)))
        } else if has("主要责任") {
            Some(Kind::PrimaryUnits)
        } else if let Some(role) = role()
            .or_else(|| (has("督导") || has("督办")).then_some(Role::Responsible))
            .filter(|_| !has("监督"))
        {
            Some(Kind::Units(role))
        } else {
            WATCHES.iter().any(|w| has(w)).then_some(Kind::Other)
        }
    } else if is(DUE_ENDS) {
        Some(if OTHER_TIMES.iter().any(|w| has(w)) { Kind::Other } else { Kind::Due })
    } else if words.len() == 4 && is(DUTY_ENDS) && DUTIES.iter().any(|duty| begins(words, duty)) {
        Some(Kind::Units(if LEADS.iter().any(|w| has(w)) { Role::Lead } else { Role::Responsible }))
    } else if exact("办结")
        || (is(ENDED) && words.len() <= 5 && EXPECTED.iter().any(|word| begins(words, word)))
    {
        Some(Kind::Due)
    } else if BARE_LEADS.iter().any(|w| exact(w)) {
        Some(Kind::Units(Role::Lead))
    } else if BARE_ANSWERS.iter().chain(DIVISIONS).any(|w| exact(w)) {
        Some(Kind::Units(Role::Responsible))
    } else if WORDS.iter().any(|w| exact(w))
        || (words.len() <= 8 && is(FINDINGS))
        || (words.len() == 4 && is(DEEDS))
        || (words.len() == 4 && is(MEASURES))
    {
        Some(Kind::Words)
    } else if NUMBERS.iter().any(|w| exact(w)) {
        Some(Kind::Number)
    } else if NAMES.iter().any(|w| exact(w)) {
        Some(Kind::Name)
    } else {
        is(OTHER_ENDS).then_some(Kind::Other)
    }
}

/// Names of columns that say what is to be done: the surest first, beside which the others only name it.
const DOING: [&[&str]; 3] =
    [&["具体"], &["措施", "内容", "要求", "举措"], &["工作任务", "任务及", "目标", "任务"]];

/// What a column's head announces: as a label, or by a word in it.
pub(crate) fn column(words: &[char]) -> Option<Kind> {
    // 责任单位(★为牵头单位): the note tells how the cells are printed.
    let words = match words.iter().position(|c| *c == '(').filter(|open| *open >= 2) {
        Some(open) if words.last() == Some(&')') && words[open..].contains(&'为') => &words[..open],
        _ => words,
    };
    let has = |word: &str| contains(words, word);
    // 责任科室(单位): what stands in the bracket is said beside it.
    let bare = words.iter().position(|c| *c == '(').filter(|_| words.last() == Some(&')'));
    kind(words).or_else(|| kind(&words[..bare?])).or_else(|| {
        let broken = words.iter().any(|c| matches!(c, '。' | ':' | ',' | ';' | '.' | '、' | '['));
        // 重点任务清单(数据): the title above the heads.
        let open = words.iter().position(|c| *c == '(').unwrap_or(words.len());
        let title = ["清单", "表", "方案"].iter().any(|end| ends(&words[..open], end));
        if words.is_empty() || words.len() > 2 * MAX_LABEL_CHARS || broken || title {
            None
        } else if has("情况") || has("进展") || has("备注") || has("电话") {
            Some(Kind::Other)
        } else if has("牵头") || has("责任单位") || has("配合") {
            Some(Kind::Units(if has("牵头") { Role::Lead } else { Role::Responsible }))
        } else if has("时限") || has("完成时间") {
            Some(Kind::Due)
        } else if ["类别", "名称", "类型", "分组", "分类", "领域", "板块"].iter().any(|end| ends(words, end))
        {
            Some(Kind::Name)
        } else if has("任务")
            || has("内容")
            || has("措施")
            || has("要求")
            || has("举措")
            || has("目标")
            || has("问题")
            || has("描述")
        {
            Some(Kind::Words)
        } else if has("资金") || has("投资") || has("金额") {
            Some(Kind::Other)
        } else if has("名称") || has("类别") || has("项目") || has("事项") || has("指标") || has("隐患")
        {
            Some(Kind::Name)
        } else {
            None
        }
    })
}

/// Whether a label says how something that is wrong is to be mended.
pub(crate) fn is_remedy(words: &[char]) -> bool {
    begins(words, "整改")
}

/// Lines of minutes and of the foot of a document: who was there, who gets a copy.
const RECORDS: &[&str] = &[
    "出席",
    "列席",
    "参会",
    "参加人员",
    "请假",
    "缺席",
    "主持",
    "记录",
    "发送",
    "抄送",
    "分送",
    "主送",
    "报送",
    "校对",
];

/// Whether a line tells of a meeting or of copies and nothing that is to be done.
pub(crate) fn is_record(line: &[char]) -> bool {
    let colon = line.iter().take(8).position(|c| *c == ':');
    colon.is_some() && RECORDS.iter().any(|word| begins(line, word))
}

/// How surely a column of words says what is to be done, 0 the surest; None where it only names it.
pub(crate) fn doing(words: &[char]) -> Option<usize> {
    // 建设规模及内容 tells how large a thing is.
    if contains(words, "规模") {
        return None;
    }
    // 隐患内容 tells what is wrong.
    if contains(words, "隐患") && !contains(words, "整改") {
        return None;
    }
    // 目标要求 tells how far, not what.
    if begins(words, "目标要求") {
        return Some(DOING.len());
    }
    DOING.iter().position(|tier| tier.iter().any(|word| contains(words, word)))
}
