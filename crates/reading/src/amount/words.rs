//! Words around a figure: how it is compared, whom it concerns, what it is spent on.

use crate::reading::Comparator;

/// Words before a figure and what they mean; longer before shorter.
pub(super) const BEFORE: &[(&str, Comparator)] = &[
    ("不低于", Comparator::AtLeast),
    ("不少于", Comparator::AtLeast),
    ("不小于", Comparator::AtLeast),
    ("至少", Comparator::AtLeast),
    ("≥", Comparator::AtLeast),
    ("不超过", Comparator::AtMost),
    ("不高于", Comparator::AtMost),
    ("不大于", Comparator::AtMost),
    ("不多于", Comparator::AtMost),
    ("≤", Comparator::AtMost),
    ("低于", Comparator::Below),
    ("少于", Comparator::Below),
    ("小于", Comparator::Below),
    ("<", Comparator::Below),
    ("超过", Comparator::Above),
    ("大于", Comparator::Above),
    ("高于", Comparator::Above),
    ("突破", Comparator::Above),
    (">", Comparator::Above),
    ("超", Comparator::Above),
    ("大约", Comparator::About),
    ("约", Comparator::About),
    ("近", Comparator::About),
    ("控制在", Comparator::Equal),
    ("达到", Comparator::Equal),
    ("提高到", Comparator::Equal),
    ("稳定在", Comparator::Equal),
    ("保持在", Comparator::Equal),
    ("增长", Comparator::Equal),
    ("下降", Comparator::Equal),
    ("达", Comparator::Equal),
    ("至", Comparator::Equal),
    ("到", Comparator::Equal),
    ("为", Comparator::Equal),
];

/// Verbs that end like 约, about.
pub(super) const VERBS_IN_YUE: &[&str] = &["签约", "节约", "履约", "预约", "集约", "续约", "解约"];

/// Characters before a rate within which 按 says that it is levied.
pub(super) const LEVIED_REACH: usize = 5;

/// Words behind a unit and what they mean.
pub(super) const AFTER: &[(&str, Comparator)] = &[
    ("及以上", Comparator::AtLeast),
    ("以上", Comparator::AtLeast),
    ("及以下", Comparator::AtMost),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("之内", Comparator::AtMost),
    ("内", Comparator::AtMost),
    ("左右", Comparator::About),
    ("上下", Comparator::About),
];

/// Words of a clause that says what somebody may get or must fulfil, or what is forbidden.
pub(super) const CONDITIONS: &[&str] = &[
    "给予",
    "最高",
    "最多",
    "可申请",
    "可返还",
    "可享受",
    "可领取",
    "罚款",
    "同一",
    "每增加",
    "符合条件",
    "满足条件",
    "单个项目",
    "单张",
    "单户",
    "单笔",
    "限补",
    "限领",
    "面额",
    "不得",
    "严禁",
    "禁止",
];
/// Those of them that hold for a rate too: 占符合条件教师的15% is one to be reached.
pub(super) const FORBIDDEN: &[&str] =
    &["单个项目", "给予", "最高", "最多", "可返还", "可享受", "罚款", "不得", "严禁", "禁止", "每增加"];
/// Words of a sentence whose money is given, not reached.
pub(super) const GRANTS: &[&str] = &[
    "给予",
    "最高",
    "可申请",
    "奖励",
    "补助",
    "一次性",
    "元封顶",
    "年纳税",
    "贴息",
    "返还",
    "资助",
    "补贴",
    "奖补",
    "每人每年",
    "罚款",
];
/// Those that say what one may get.
pub(super) const GIVEN: &[&str] = &["给予", "最高", "可申请", "每", "一次性", "封顶"];
/// Verbs of an office that spends or gets back money of its own: the sum is to be reached.
pub(super) const SPENT: &[&str] = &[
    "安排",
    "投入",
    "发放",
    "新增",
    "筹措",
    "落实",
    "争取",
    "清退",
    "收回",
    "追回",
    "拨付",
    "兑付",
    "清偿",
    "化解",
    "盘活",
    "整合",
    "设立",
    "降低成本",
    "减负",
    "节约",
    "增收",
];
/// Verbs behind a sum that is to be paid.
pub(super) const SETTLED: &[&str] = &["上缴", "缴入", "缴库", "收回", "追回", "退还", "拨付", "兑付", "清退"];
/// Characters behind a sum within which its verb stands.
pub(super) const SETTLED_REACH: usize = 8;
/// Words that raise a standard: the figure behind them is a target even in such a sentence.
pub(super) const RAISED: &[&str] = &[
    "提高到",
    "提高至",
    "提升到",
    "提升至",
    "增加到",
    "增加至",
    "上调到",
    "上调至",
    "调整到",
    "调整为",
    "扩大到",
    "压缩至",
    "压缩到",
    "压减至",
    "压减到",
    "缩短至",
    "缩短到",
    "降低到",
    "降至",
    "增至",
    "拓展到",
    "拓展至",
    "扩展到",
    "扩展至",
    "压减为",
    "压缩为",
    "缩短为",
    "降为",
];
/// Words of a clause in which a time is what is to be reached.
pub(super) const SHORTENED: &[&str] = &[
    "压缩",
    "压减",
    "缩短",
    "减至",
    "精简",
    "控制在",
    "办结时限",
    "办理时限",
    "时限",
    "提速",
    "办理时间",
    "不超过",
    "降到",
    "降至",
    "等候时间",
    "不少于",
    "不低于",
];
/// What an office does within a time that it keeps.
pub(super) const SERVED: &[&str] = &["办结", "受理", "答复", "办理", "修复", "响应", "处置", "反馈", "办好"];
/// What stands before the capacity that a thing is called by.
pub(super) const RATED: &[&str] = &[
    "日处理",
    "日供水",
    "日供",
    "日处理能力",
    "年处理",
    "日产",
    "年产",
    "日供",
    "年屠宰",
    "年加工",
    "年生产",
    "日加工",
    "年发电",
];
/// What stands before the size of a thing.
pub(super) const SIZES: &[&str] = &["建筑面积", "占地面积", "规划面积", "占地"];
/// Words behind what is counted that tell what is done with it.
pub(super) const WRITTEN: &[&str] = &["编制", "制定", "制订", "出台", "印发", "修订", "开展", "逐", "按"];
/// Verbs before a bare 万 of people or things that are to be reached.
pub(super) const REACHED: &[&str] = &["解决", "惠及", "覆盖", "新增", "培训", "帮助"];
/// Ends of the names of papers whose counts are no targets.
pub(super) const PAPERS: &[&str] =
    &["方案", "清单", "措施", "政策", "意见", "规划", "办法", "条例", "举措", "规定"];
/// Ends of the names of what is numbered.
pub(super) const NAMED: &[&str] = &["项目", "工程", "计划", "行动"];
/// Words before a figure by which a thing is called.
pub(super) const ATTRIBUTES: &[&str] =
    &["总规模", "总投资", "投资额", "注册资本", "年产", "产能", "装机容量", "面积", "总长", "全长"];
