//! Whether a figure is something to be reached: each rule by its name.

use std::ops::Range;

use super::words::{
    AFTER, ATTRIBUTES, BEFORE, CONDITIONS, FORBIDDEN, GIVEN, GRANTS, LEVIED_REACH, NAMED, PAPERS, RAISED,
    RATED, REACHED, SERVED, SETTLED, SETTLED_REACH, SHORTENED, SIZES, SPENT, WRITTEN,
};
use super::{has_any, open_bracket};
use crate::fold::is_han;
use crate::mark::{begins, ends};
use crate::measure::Measure;
use crate::numeral::{digits, value};
use crate::office::level;

/// Characters behind a time within which a rate is named by it.
const RATE_REACH: usize = 7;

/// Characters behind a count within which it is said that what is counted lacks something.
const LACK_REACH: usize = 8;
/// Verbs that bring a thing about whose size the figure tells.
const FOUNDED: &[&str] = &["形成", "打造", "设立", "组建"];

/// A figure and the words around it.
pub(super) struct Figure<'a> {
    kind: Measure,
    /// Its clause up to it, from its unit on, and whole.
    before: &'a [char],
    after: &'a [char],
    clause: &'a [char],
    /// The clauses between two semicolons that it stands in.
    part: &'a [char],
    /// The last character of its unit.
    unit: char,
    /// Its clause is the last of a sentence.
    closes: bool,
    /// A word that raises a standard stands before it.
    raised: bool,
    /// Its unit counts by time: 吨/日.
    per_time: bool,
}

impl<'a> Figure<'a> {
    /// The figure with its unit at `at`, in a sentence that begins at `sentence`, in a text that takes `range`.
    pub(super) fn new(
        c: &'a [char],
        at: &Range<usize>,
        kind: Measure,
        sentence: usize,
        range: &Range<usize>,
    ) -> Self {
        let stop = |c: &char| matches!(c, ',' | '。' | ';' | '\n');
        let start = (sentence..at.start).rev().find(|i| stop(&c[*i])).map_or(sentence, |i| i + 1);
        let end = (at.end..range.end).find(|i| stop(&c[*i])).unwrap_or(range.end);
        let part_start = (sentence..at.start).rev().find(|i| c[*i] == ';').map_or(sentence, |i| i + 1);
        let part_end = (at.end..range.end).find(|i| matches!(c[*i], '。' | ';' | '\n')).unwrap_or(range.end);
        let before = &c[start..at.start];
        Self {
            kind,
            before,
            after: &c[at.end..end],
            clause: &c[start..end],
            part: &c[part_start..part_end],
            unit: c[at.end - 1],
            closes: c.get(end) == Some(&'。'),
            raised: has_any(before, RAISED),
            per_time: ["/日", "/年", "/天"].iter().any(|time| ends(&c[at.clone()], time)),
        }
    }

    /// Whether it is to be reached.
    pub(super) fn is_target(&self) -> bool {
        !(self.is_start()
            || self.is_condition()
            || self.is_bound()
            || self.is_granted()
            || self.is_told()
            || self.is_found()
            || self.is_for_each()
            || self.is_rated()
            || begins(self.after, "号")
            || begins(self.after, "级"))
            && match self.kind {
                Measure::Time => self.is_time_kept(),
                Measure::Scale => {
                    has_any(self.before, &["超", "达", "突破", "至", "到"])
                        || has_any(self.after, &["全部脱贫", "脱贫"])
                        || begins(self.after, "以上")
                        || REACHED.iter().any(|verb| ends(self.before, verb))
                }
                Measure::Money => self.is_sum(),
                Measure::Rate => self.is_rate(),
                Measure::Count => self.is_count(),
                Measure::Quantity => self.is_quantity(),
            }
    }

    /// From 862 to 930: the first is where it stands.
    fn is_start(&self) -> bool {
        // 将原有的21个窗口整合为9个
        let from = self.before.iter().any(|c| matches!(c, '从' | '由'));
        let had = has_any(self.before, &["原有"]) && has_any(self.after, &["为", "到", "至"]);
        had || (from && !self.raised && has_any(self.after, RAISED))
    }

    /// A clause of what one may get or must fulfil; one that ends with 的 names those whom it concerns.
    fn is_condition(&self) -> bool {
        let conditions = if self.kind == Measure::Rate { FORBIDDEN } else { CONDITIONS };
        // 对31户不符合条件的家庭逐户核实
        let each = self.kind == Measure::Count
            && has_any(self.after, &["逐户", "逐家", "逐个", "逐一", "逐项", "逐件", "逐宗"]);
        // 取消132名不符合条件人员的待遇: those who fulfil none.
        let unfit = has_any(self.clause, &["不符合条件"]);
        let conditional =
            conditions.iter().any(|word| has_any(self.clause, &[word]) && !(unfit && *word == "符合条件"));
        !self.raised && !each && (conditional || self.clause.last() == Some(&'的'))
    }

    /// 对员工20人以下的企业: whom it concerns.
    fn is_bound(&self) -> bool {
        let (before, after) = (self.before, self.after);
        let first = self.clause.first();
        // 新建居住区按人均不低于0.1平方米配建设施: how much there is to be of it for one.
        let standard = before.contains(&'按') && has_any(after, &["配建", "配置", "配备", "的标准"]);
        (standard && self.kind != Measure::Rate)
            || (bounds_what_follows(after)
                && (matches!(first, Some('对' | '超' | '将' | '把'))
                    || has_any(before, &["规模", "单线", "面积", "量"])))
            || (before.contains(&'对') && has_any(after, &["以上的", "以下的"]))
            || (first == Some(&'对')
                && begins(after, "的")
                && ["大于", "小于", "超过", "低于", "高于"].iter().any(|word| ends(before, word)))
    }

    /// 预计达8600万平方米, 存在460兆瓦的缺口: what is, or will be by itself; 24小时内办结率: what a rate is called.
    fn is_told(&self) -> bool {
        let rate = self.kind == Measure::Time
            && begins(self.after, "内")
            && self.after.iter().take(RATE_REACH).any(|c| *c == '率');
        rate || has_any(self.before, &["预计"])
            || begins(self.after, "的缺口")
            || (has_any(self.before, &["存在"]) && has_any(self.after, &["缺口"]))
    }

    /// 仍有9个未开工, 3家采石场未落实要求, 占比高达61%, 超标0.55倍, 督察指出的4个问题: what was found wrong.
    fn is_found(&self) -> bool {
        const FOUND: &[&str] = &["高达", "超标", "已建成的", "现有", "已有", "涉及金额", "涉及资金"];
        const MENDED: &[&str] = &["完成", "对", "整治", "治理", "推动", "督促", "清退", "解决", "整改"];
        let lacks = ends(self.before, "有") && has_any(self.after, &["未", "不能", "没有"]);
        let without =
            self.kind == Measure::Count && begins_with_lack(self.after) && !has_any(self.before, MENDED);
        lacks
            || without
            || FOUND.iter().any(|word| ends(self.before, word))
            || has_any(self.before, &["督察时", "指出的", "检查发现", "排查发现"])
    }

    /// Money that somebody is given; not what an office spends or gets back, nor all that is paid.
    fn is_granted(&self) -> bool {
        // 每人 tells what one gets, 每年 how often.
        let each =
            self.before.windows(2).any(|pair| pair[0] == '每' && !matches!(pair[1], '年' | '季' | '月'));
        let spent = has_any(self.before, SPENT) && !each && self.before.last() != Some(&'每');
        // 返还稳岗资金1.6亿元
        let paid = ends(self.before, "资金") && !has_any(self.clause, GIVEN);
        let least = ["不少于", "不低于"].iter().any(|word| ends(self.before, word));
        self.kind == Measure::Money
            && !(self.raised || spent || paid || (least && !each) || self.is_settled())
            && has_any(self.part, GRANTS)
    }

    /// 结余资金312万元全额上缴: what is done with it stands behind.
    fn is_settled(&self) -> bool {
        has_any(&self.after[..self.after.len().min(SETTLED_REACH)], SETTLED)
    }

    /// 每超1家加0.5分; 每新增1头补助…: what is given for each stands behind it.
    fn is_for_each(&self) -> bool {
        const EACH: &[&str] = &["每", "每超", "每增", "每减", "每降", "每提高", "每少", "每多"];
        let verb = self.before.iter().rev().take(4).position(|c| *c == '每');
        // 按每百户不少于30平方米配建
        EACH.iter().any(|word| ends(self.before, word))
            || ["按每", "按照每"].iter().any(|word| {
                let at = (0..self.before.len()).rev().find(|at| begins(&self.before[*at..], word));
                at.is_some_and(|at| !self.before[at..].iter().any(char::is_ascii_digit))
            })
            || (self.kind == Measure::Count
                && verb.is_some_and(|verb| verb > 0)
                && GRANTS.iter().any(|word| begins(self.after, word)))
    }

    /// 年屠宰10万头生产线, 日处理150吨设备, 30万支/年注射笔项目: what a thing can do.
    fn is_rated(&self) -> bool {
        let thing = self.behind_bound().unwrap_or(self.after);
        if self.per_time && thing.first().is_some_and(|c| is_han(*c)) {
            return true;
        }
        RATED.iter().any(|word| ends(self.before, word))
            && !has_any(self.before, &["形成"])
            && !self.noun().is_empty()
    }

    /// What stands behind 以上, 以下, 左右 and their like; None where the figure has none of them.
    fn behind_bound(&self) -> Option<&'a [char]> {
        let (bound, _) = AFTER.iter().find(|(word, _)| begins(self.after, word))?;
        Some(&self.after[bound.chars().count()..])
    }

    /// What is counted; 对9座矿山编制方案: it ends where something is done with it.
    fn noun(&self) -> &'a [char] {
        let pause = self.after.iter().position(|c| matches!(c, '、' | '和' | '及'));
        let noun = pause.map_or(self.after, |n| &self.after[..n]);
        let done = (0..noun.len()).find(|i| WRITTEN.iter().any(|verb| begins(&noun[*i..], verb)));
        &noun[..done.unwrap_or(noun.len())]
    }

    /// A time within which something is always done; 6月10日 is a day.
    fn is_time_kept(&self) -> bool {
        // 登记3个工作日办结
        let done = ["办结", "办好", "办理完毕"].iter().any(|word| begins(self.after, word));
        // 预警信息提前2小时以上发布
        let early = ends(self.before, "提前") && self.behind_bound().is_some();
        self.before.last() != Some(&'月')
            && !has_any(self.before, &["期限不", "每期", "每次", "每场"])
            && (done
                || early
                || has_any(self.before, &["天数"])
                || ends(self.before, "达到")
                || has_any(self.clause, SHORTENED)
                || is_served(self.before, self.after))
    }

    /// Money that is to come together or to be spent; before a noun it tells what a thing costs.
    fn is_sum(&self) -> bool {
        // 组建总规模不低于20亿元的基金: how large that becomes which is founded.
        let founded = has_any(self.before, FOUNDED)
            && !has_any(self.part, &["首期"])
            && ["不低于", "不少于", "超过", "超", "突破", "达到", "达", "规模"]
                .iter()
                .any(|word| ends(self.before, word));
        // 全长18公里、总投资24亿元: what a thing is and costs.
        if ends(self.before, "总投资") && has_any(self.before, &["全长", "占地", "建筑面积"]) {
            return false;
        }
        let costs = has_any(self.before, ATTRIBUTES)
            && !founded
            && !has_any(self.before, &["产值", "控制在"])
            && !self.noun().is_empty();
        // 安排专项资金2000万元用于…
        let bound = BEFORE.iter().find(|(word, _)| ends(self.before, word)).map(|(word, _)| word);
        let spent = without_end(self.before, bound);
        let spender = without_end(spent, ["专项资金", "资金"].iter().find(|word| ends(spent, word)));
        // 投资3.8亿元建设…
        let invested = ends(self.before, "投资")
            && !ends(self.before, "总投资")
            && ["建设", "新建", "实施", "改造", "用于"].iter().any(|verb| begins(self.after, verb));
        self.raised
            || self.is_settled()
            || invested
            || ends(self.before, "首期")
            || (!costs
                && !has_any(self.before, &["所需"])
                && (is_money_target(self.before, self.after) || SPENT.iter().any(|verb| ends(spender, verb))))
    }

    fn is_rate(&self) -> bool {
        let reached = [
            "达",
            "占",
            "超",
            "完成",
            "增",
            "提高",
            "降",
            "不低于",
            "不少于",
            "压缩",
            "压减",
            "缩短",
            "控制",
        ];
        let part = self.before.last() == Some(&'的') && !has_any(self.before, &reached);
        let given = GRANTS.iter().any(|word| ends(self.before, word));
        !part && !given && !is_levied(self.before, self.after) && !begins(self.after, "的标准")
    }

    fn is_count(&self) -> bool {
        let after = self.after;
        // `121人才梯队项目。` is a name.
        let name = self.before.is_empty() && self.closes && NAMED.iter().any(|end| ends(after, end));
        // “A、B”4个方面 counts what was named, 等5名代表提出 tells whose wish it is.
        let told = begins(after, "方面") || has_any(after, &["提出"]);
        // 3人间病房 tells how large a room is.
        let room = self.unit == '人' && begins(after, "间");
        // 按每个社区2名的标准: how much there is of it for one.
        let standard = ["的标准", "的要求", "的比例"].iter().any(|word| begins(after, word));
        !(told || room || standard || name || self.says_which() || self.sums_up() || self.is_of_papers())
    }

    /// 5000人以上演唱会100场, 消除66人以上超大班额, 30户以上自然村通硬化路: which of them, not how many.
    fn says_which(&self) -> bool {
        const KINDS: &[&str] = &["自然村", "行政村", "村", "企业", "单位"];
        let Some(noun) = self.behind_bound() else { return false };
        let noun = &noun[..noun.iter().position(|c| *c == '(').unwrap_or(noun.len())];
        let counted = noun.iter().any(char::is_ascii_digit);
        let cleared = has_any(self.before, &["消除", "消灭", "取缔", "化解"]);
        let classed = matches!(self.unit, '户' | '人') && KINDS.iter().any(|kind| begins(noun, kind));
        noun.first().is_some_and(|c| is_han(*c)) && (counted || cleared || classed)
    }

    /// 20条措施, 5个领域实施方案: a count inside the name of papers; 12个村庄规划编制 and 213个重点县 count places.
    fn is_of_papers(&self) -> bool {
        let noun = self.noun();
        let made = PAPERS.iter().any(|paper| ends(noun, paper)) && self.after.len() > noun.len();
        let places = self.unit == '个' && noun.iter().take(4).any(|c| level(*c) || *c == '村');
        has_any(noun, PAPERS) && !made && !places
    }

    /// 城南、滨河2家农贸市场: it only counts what was named before it.
    fn sums_up(&self) -> bool {
        let figure = self.before.len()..self.clause.len() - self.after.len();
        let n = digits(&self.clause[figure.clone()]);
        let count = value(&self.clause[figure.start..figure.start + n]);
        let named = self.before.last().is_some_and(|c| is_han(*c) && *c != '等' && *c != '各');
        let list = self.before.iter().rev().take_while(|c| !c.is_ascii_digit());
        let marks = list.filter(|c| matches!(c, '、' | '和' | '及')).count();
        let noun = self.after.first().is_some_and(|c| is_han(*c)) && self.behind_bound().is_none();
        named && noun && marks > 0 && count == u32::try_from(marks + 1).ok()
    }

    fn is_quantity(&self) -> bool {
        const PLANTS: &[&str] =
            &["项目", "工程", "装置", "机组", "锅炉", "变压器", "电站", "光伏", "风电", "储能"];
        let (before, after) = (self.before, self.after);
        // 30万吨乙烯项目 is called by its capacity.
        let capacity = matches!(self.unit, '吨' | '瓦' | '伏') && has_any(self.noun(), PLANTS)
            || self.unit == '吨' && has_any(after, &["等项目", "等工程"]);
        // 新建大楼（建筑面积4.2万平方米）: how large it is.
        let size = open_bracket(before).is_some_and(|open| has_any(&before[open..], SIZES));
        let quoted_limit = (has_any(before, &["低于", "厚度"]) && begins(after, "的"))
            || (["宽度", "厚度", "直径"].iter().any(|size| ends(before, size)) && bounds_what_follows(after));
        // 学校周边200米范围: where.
        let around = ["范围", "为半径", "半径"].iter().any(|word| begins(after, word));
        // 淘汰落后产能345万吨
        let cleared = has_any(before, &["淘汰", "压减", "化解", "退出"]);
        let called_by_it = (has_any(before, &["产能"]) && !cleared)
            || begins(after, "级")
            || ["全长", "总长"].iter().any(|word| ends(before, word));
        // 160千瓦及以下小微企业, 2000平方米以上房产: whom or what it concerns stands first.
        let concerned = self.behind_bound().is_some_and(|noun| {
            (before.is_empty() || after[0] == '及') && noun.first().is_some_and(|c| is_han(*c))
        });
        !(capacity || size || quoted_limit || around || called_by_it || concerned)
    }
}

/// 采石场未落实…: what is counted lacks something.
fn begins_with_lack(after: &[char]) -> bool {
    const LACKS: &[&str] =
        &["未落实", "未按", "未办", "未开", "未完成", "未建", "未达", "未进", "未更新", "未安装"];
    (0..after.len().min(LACK_REACH)).any(|i| LACKS.iter().any(|word| begins(&after[i..], word)))
}

/// Words without the one that they end with.
fn without_end<'a>(words: &'a [char], end: Option<&&str>) -> &'a [char] {
    &words[..words.len() - end.map_or(0, |end| end.chars().count())]
}

/// 20人以下的企业: the figure bounds what stands behind it.
fn bounds_what_follows(after: &[char]) -> bool {
    ["以上的", "以下的", "以内的"].iter().any(|word| begins(after, word))
}

/// 按投资额30%抵免, 减按1%征收: how much somebody pays; 按时办结率 tells how surely.
fn is_levied(before: &[char], after: &[char]) -> bool {
    let near = &before[before.len().saturating_sub(LEVIED_REACH)..];
    let by = near.iter().position(|c| *c == '按').map(|n| &near[n..]);
    by.is_some_and(|by| !by.contains(&'率') && !by.contains(&'达')) || begins(after, "减按")
}

/// 投诉24小时内办结: how fast something is always done; counted from an event it is a limit.
pub(super) fn is_served(before: &[char], after: &[char]) -> bool {
    let within = ["内", "以内", "之内"].iter().find(|word| begins(after, word));
    let verb = within.map(|word| &after[word.chars().count()..]);
    let verb = verb.map(|verb| if begins(verb, "予以") { &verb[2..] } else { verb });
    verb.is_some_and(|verb| SERVED.iter().any(|word| begins(verb, word)))
        && !matches!(before.last(), Some('起' | '后'))
}

/// Money is a target as a clause of its own or as what is to be formed; before a noun it tells what a thing costs, and
/// behind a count how big each is.
fn is_money_target(before: &[char], after: &[char]) -> bool {
    let bounds = ["以上", "以内", "以下", "左右"];
    let tail =
        bounds.iter().find(|word| begins(after, word)).map_or(after, |word| &after[word.chars().count()..]);
    let alone = tail.first().is_none_or(|c| matches!(c, '、' | '和' | '及' | ')' | '('));
    let own = before.iter().rposition(|c| matches!(c, '、' | '和' | '及')).map_or(0, |n| n + 1);
    let counted = before[own..].iter().any(char::is_ascii_digit);
    // 培育产值超10亿元的集群, not beside a count of them: 3家.
    let brought = has_any(before, &["培育", "建成"])
        && after.first() == Some(&'的')
        && !after.iter().any(char::is_ascii_digit);
    alone || brought || (!counted && has_any(before, FOUNDED))
}
