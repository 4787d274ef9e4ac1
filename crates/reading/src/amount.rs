//! Amounts that a task must reach: `降成本超过25亿元` is one, `最高给予5000万元` and `1号文件` are none.

mod words;

use std::ops::Range;

use crate::fold::is_han;
use crate::mark::{begins, ends};
use crate::measure::{Measure, measure};
use crate::numeral::digits;
use crate::reading::Comparator;
use words::{
    AFTER, ATTRIBUTES, BEFORE, CONDITIONS, FORBIDDEN, GIVEN, GRANTS, LEVIED_REACH, NAMED, PAPERS, RAISED,
    RATED, REACHED, SERVED, SETTLED, SETTLED_REACH, SHORTENED, SIZES, SPENT, VERBS_IN_YUE, WRITTEN,
};

/// An amount that was found.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    /// With its comparator's words.
    pub(crate) at: Range<usize>,
    pub(crate) value: String,
    pub(crate) unit: Range<usize>,
    pub(crate) comparator: Comparator,
    pub(crate) subject: Option<Range<usize>>,
    pub(crate) doubtful: bool,
}

/// Characters around a figure that may say something of it: a text without stops is not searched for one.
pub(crate) const REACH: usize = 160;

/// Characters of the longest words that name what is counted.
const SUBJECT: usize = 60;

/// The amounts of a task's words.
pub(crate) fn amounts(c: &[char], range: Range<usize>) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut quoted = 0_usize;
    let mut plain_quote = false;
    let mut sentence = range.start;
    let mut i = range.start;
    while i < range.end {
        match c[i] {
            '《' | '“' | '‘' => quoted += 1,
            '》' | '”' | '’' => quoted = quoted.saturating_sub(1),
            '"' => plain_quote = !plain_quote,
            '。' | '\n' => {
                (sentence, quoted, plain_quote) = (i + 1, 0, false);
            }
            '0'..='9' if quoted == 0 && !plain_quote => {
                let near = i.saturating_sub(REACH).max(sentence);
                let around = range.start..range.end.min(i + REACH);
                i = amount(c, i, near, &around, &mut found);
                continue;
            }
            '半' if quoted == 0 && i > sentence && matches!(c[i - 1], '、' | '至' | '到' | '为' | '在') =>
            {
                let unit = measure(&c[i + 1..range.end]).filter(|(_, kind)| *kind == Measure::Time);
                found.extend(unit.map(|(length, _)| Amount {
                    at: i..i + 1 + length,
                    value: "0.5".to_owned(),
                    unit: i + 1..i + 1 + length,
                    comparator: Comparator::Equal,
                    subject: None,
                    doubtful: true,
                }));
            }
            _ => {}
        }
        i += 1;
    }
    found
}

/// Reads the figure at `i`; answers where reading goes on.
fn amount(c: &[char], i: usize, sentence: usize, range: &Range<usize>, found: &mut Vec<Amount>) -> usize {
    let (value, end) = number(c, i, range.end);
    let before = &c[sentence..i];
    if before
        .last()
        .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '+' | '第' | '-' | '.' | '/' | '×'))
    {
        return end;
    }
    // 1到2个, 3-5家, 10%-15%: two amounts.
    let first_unit = measure(&c[end..range.end]);
    let mark_at = end + first_unit.map_or(0, |(n, _)| n);
    let second = c
        .get(mark_at)
        .filter(|m| mark_at + 1 < range.end && matches!(m, '到' | '至' | '-' | '~'))
        .and_then(|m| {
            let at = mark_at + 1 + usize::from(*m == '-' && c[mark_at + 1] == '-');
            c.get(at).filter(|c| c.is_ascii_digit())?;
            let (value, end) = number(c, at, range.end);
            measure(&c[end..range.end]).map(|unit| (value, end, unit))
        });
    if let Some((value2, end2, (length, kind))) = second {
        let unit = end2..end2 + length;
        let at = i..end2 + length;
        if is_target(c, &at, kind, sentence, range) {
            for (value, comparator) in [(value, Comparator::AtLeast), (value2, Comparator::AtMost)] {
                found.push(Amount {
                    at: at.clone(),
                    value,
                    unit: unit.clone(),
                    comparator,
                    subject: None,
                    doubtful: false,
                });
            }
        }
        return at.end;
    }
    let Some((length, kind)) = first_unit else { return end };
    let unit = end..end + length;
    let (comparator, start, after) = comparator(c, i, unit.end, sentence, range.end);
    let at = start..unit.end + after;
    if is_target(c, &(i..unit.end), kind, sentence, range) {
        let subject = subject(c, &at, kind, sentence, range);
        // In brackets, before 的 and of times a figure often tells of something else.
        let bracketed = open_bracket(&c[sentence..i]).is_some();
        let attribute = c.get(at.end).filter(|_| at.end < range.end) == Some(&'的');
        let times = c[unit.clone()] == ['次'];
        let doubtful = kind == Measure::Scale || kind == Measure::Time || bracketed || attribute || times;
        found.push(Amount { at, value, unit: unit.clone(), comparator, subject, doubtful });
    }
    unit.end
}

/// The figure at `i` without separators of thousands, and its end.
fn number(c: &[char], i: usize, end: usize) -> (String, usize) {
    let mut at = i + digits(&c[i..end]);
    let mut value: String = c[i..at].iter().collect();
    while at + 4 <= end && c[at] == ',' && digits(&c[at + 1..(at + 5).min(end)]) == 3 && value.len() <= 12 {
        value.extend(&c[at + 1..at + 4]);
        at += 4;
    }
    if at + 1 < end && c[at] == '.' && c[at + 1].is_ascii_digit() {
        let n = digits(&c[at + 1..end]);
        value.push('.');
        value.extend(&c[at + 1..at + 1 + n]);
        at += 1 + n;
    }
    (value, at)
}

/// The comparator, where its words begin, and the length of those behind the unit.
fn comparator(
    c: &[char],
    figure: usize,
    unit_end: usize,
    sentence: usize,
    end: usize,
) -> (Comparator, usize, usize) {
    let before = &c[sentence..figure];
    // 签约1150户, 节约40吨: 约 is half of a verb.
    let verb = VERBS_IN_YUE.iter().any(|verb| ends(before, verb));
    let lead = BEFORE.iter().find(|(word, _)| ends(before, word) && !(verb && *word == "约"));
    // 不低于人均消费支出的1.3倍: the comparator stands before what it is compared with.
    let far = (before.last() == Some(&'的')).then(|| {
        let clause = before.iter().rposition(|c| *c == ',').map_or(0, |n| n + 1);
        let bounds =
            BEFORE.iter().filter(|(_, said)| matches!(said, Comparator::AtLeast | Comparator::AtMost));
        bounds.into_iter().find(|(word, _)| has_any(&before[clause..], &[word]))
    });
    // 至少召开1次: a verb stands between.
    let near = &before[before.len().saturating_sub(6)..];
    let near = (0..near.len()).rev().find_map(|at| {
        let found =
            BEFORE.iter().find(|(word, said)| *said == Comparator::AtLeast && begins(&near[at..], word))?;
        let verb = &near[at + found.0.chars().count()..];
        (!verb.is_empty() && verb.iter().all(|c| is_han(*c))).then_some(found)
    });
    let lead =
        lead.filter(|(_, said)| *said != Comparator::Equal || near.is_none()).or(near).or(far.flatten());
    let start =
        figure - lead.filter(|(word, _)| ends(before, word)).map_or(0, |(word, _)| word.chars().count());
    let tail = AFTER.iter().find(|(word, _)| {
        begins(&c[unit_end..end], word)
            && (*word != "内"
                || lead.is_some_and(|(word, _)| *word == "控制在")
                || is_served(before, &c[unit_end..end]))
    });
    let after = tail.map_or(0, |(word, _)| word.chars().count());
    match (lead, tail) {
        (Some((_, said)), _) if *said != Comparator::Equal => (*said, start, after),
        (_, Some((_, said))) => (*said, start, after),
        _ => (Comparator::Equal, start, after),
    }
}

/// Whether a figure is something to be reached.
fn is_target(
    c: &[char],
    figure: &Range<usize>,
    kind: Measure,
    sentence: usize,
    range: &Range<usize>,
) -> bool {
    let stop = |c: &char| matches!(c, ',' | '。' | ';' | '\n');
    let clause_start = (sentence..figure.start).rev().find(|i| stop(&c[*i])).map_or(sentence, |i| i + 1);
    let clause_end = (figure.end..range.end).find(|i| stop(&c[*i])).unwrap_or(range.end);
    let part_start = (sentence..figure.start).rev().find(|i| c[*i] == ';').map_or(sentence, |i| i + 1);
    let part_end = (figure.end..range.end).find(|i| matches!(c[*i], '。' | ';' | '\n')).unwrap_or(range.end);
    let before = &c[clause_start..figure.start];
    let after = &c[figure.end..clause_end];
    let clause = &c[clause_start..clause_end];
    let raised = has_any(before, RAISED);
    // From 862 to 930: the first is where it stands.
    let from = before.iter().rposition(|c| matches!(c, '从' | '由'));
    if from.is_some() && !raised && has_any(after, RAISED) {
        return false;
    }
    // A clause that ends with 的 names those whom it concerns.
    let conditions = if kind == Measure::Rate { FORBIDDEN } else { CONDITIONS };
    if !raised && (has_any(clause, conditions) || clause.last() == Some(&'的')) {
        return false;
    }
    // 对员工20人以下的企业: whom it concerns.
    let bound = ["以上的", "以下的", "以内的"].iter().any(|word| begins(after, word));
    if (bound && (matches!(clause.first(), Some('对' | '超')) || has_any(before, &["规模", "单线"])))
        || (before.contains(&'对') && has_any(after, &["以上的", "以下的"]))
        || (clause.first() == Some(&'对')
            && begins(after, "的")
            && ["大于", "小于", "超过", "低于", "高于"].iter().any(|word| ends(before, word)))
    {
        return false;
    }
    let spent = has_any(before, SPENT) && !before.contains(&'每');
    let settled = has_any(&after[..after.len().min(SETTLED_REACH)], SETTLED);
    // 返还稳岗资金1.6亿元: all that is paid, not what one may get.
    let paid = ends(before, "资金") && !has_any(clause, GIVEN);
    let least = ["不少于", "不低于"].iter().any(|word| ends(before, word));
    if !(raised || spent || settled || paid || least)
        && kind == Measure::Money
        && has_any(&c[part_start..part_end], GRANTS)
    {
        return false;
    }
    if before.last() == Some(&'每')
        || ["每超", "每增", "每减", "每降", "每提高", "每少", "每多"].iter().any(|word| ends(before, word))
        || (kind == Measure::Count && is_for_each(before, after))
        || begins(after, "号")
        || begins(after, "级")
    {
        return false;
    }
    let noun = after.iter().position(|c| matches!(c, '、' | '和' | '及')).map_or(after, |n| &after[..n]);
    // 对9座矿山编制方案: what is counted ends where something is done with it.
    let done = (0..noun.len()).find(|i| WRITTEN.iter().any(|verb| begins(&noun[*i..], verb)));
    let noun = &noun[..done.unwrap_or(noun.len())];
    // 年屠宰10万头生产线, 日处理150吨设备: what a thing can do.
    let rated = RATED.iter().any(|word| ends(before, word)) && !has_any(before, &["形成"]);
    if rated && !noun.is_empty() {
        return false;
    }
    match kind {
        // 6月10日 is a day.
        Measure::Time => {
            // 登记3个工作日办结
            let done = ["办结", "办好", "办理完毕"].iter().any(|word| begins(after, word));
            before.last() != Some(&'月') && (has_any(clause, SHORTENED) || done || is_served(before, after))
        }
        Measure::Scale => {
            has_any(before, &["超", "达", "突破", "至", "到"])
                || begins(after, "以上")
                || REACHED.iter().any(|verb| ends(before, verb))
        }
        Measure::Money => {
            let costs = has_any(before, ATTRIBUTES)
                && !has_any(before, &["产值"])
                && !noun.is_empty()
                && !has_any(before, &["控制在"]);
            // 结余资金312万元全额上缴: what is done with it stands behind.
            raised
                || settled
                || (!costs
                    && !has_any(before, &["所需"])
                    && (is_money_target(before, after) || SPENT.iter().any(|verb| ends(before, verb))))
        }
        Measure::Rate => {
            let part = before.last() == Some(&'的')
                && !has_any(before, &["达", "占", "超", "完成", "增", "提高", "降", "不低于", "不少于"]);
            !part && !is_levied(before, after) && !begins(after, "的标准")
        }
        Measure::Count => {
            // `121人才梯队项目。` is a name.
            let name = before.is_empty()
                && c.get(clause_end) == Some(&'。')
                && NAMED.iter().any(|end| ends(after, end));
            // “A、B”4个方面 counts what was named, 等5名代表提出 tells whose wish it is.
            let told = begins(after, "方面") || has_any(after, &["提出"]);
            // 3人间病房 tells how large a room is.
            let room = c[figure.end - 1] == '人' && begins(after, "间");
            // 按每个社区2名的标准: how much there is of it for one.
            let standard = ["的标准", "的要求", "的比例"].iter().any(|word| begins(after, word));
            !told && !room && !standard && !has_any(noun, PAPERS) && !name
        }
        Measure::Quantity => {
            // 30万吨乙烯项目 is called by its capacity.
            let capacity = matches!(c[figure.end - 1], '吨' | '瓦' | '伏')
                && has_any(
                    noun,
                    &["项目", "工程", "装置", "机组", "锅炉", "变压器", "电站", "光伏", "风电", "储能"],
                )
                || matches!(c[figure.end - 1], '吨') && has_any(after, &["等项目", "等工程"]);
            // 新建大楼（建筑面积4.2万平方米）: how large it is.
            let size = open_bracket(before).is_some_and(|open| has_any(&before[open..], SIZES));
            let quoted_limit = (has_any(before, &["低于", "厚度"]) && begins(after, "的"))
                || (["宽度", "厚度", "直径"].iter().any(|size| ends(before, size)) && bound);
            let called_by_it = has_any(before, &["产能"]) || begins(after, "级");
            // 160千瓦及以下小微企业, 2000平方米以上房产: whom or what it concerns stands first.
            let limit = AFTER.iter().find(|(word, _)| begins(after, word));
            let concerned = before.is_empty()
                && limit.is_some_and(|(word, _)| after.get(word.chars().count()).is_some_and(|c| is_han(*c)));
            !(capacity || size || quoted_limit || called_by_it || concerned)
        }
    }
}

/// 按投资额30%抵免, 减按1%征收: how much somebody pays; 按时办结率 tells how surely.
fn is_levied(before: &[char], after: &[char]) -> bool {
    let near = &before[before.len().saturating_sub(LEVIED_REACH)..];
    let by = near.iter().position(|c| *c == '按').map(|n| &near[n..]);
    by.is_some_and(|by| !by.contains(&'率') && !by.contains(&'达')) || begins(after, "减按")
}

/// 投诉24小时内办结: how fast something is always done; counted from an event it is a limit.
fn is_served(before: &[char], after: &[char]) -> bool {
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
    alone || (!counted && has_any(before, &["形成", "打造", "设立", "组建"]))
}

/// What is counted (behind the figure) or measured (before it).
fn subject(
    c: &[char],
    at: &Range<usize>,
    kind: Measure,
    sentence: usize,
    range: &Range<usize>,
) -> Option<Range<usize>> {
    let stop = |c: &char| matches!(c, ',' | '。' | ';' | '\n' | '、' | ':');
    let behind = at.end..(at.end..range.end).find(|i| stop(&c[*i])).unwrap_or(range.end);
    let before = (sentence..at.start).rev().find(|i| stop(&c[*i])).map_or(sentence, |i| i + 1)..at.start;
    let subject = if kind == Measure::Count && !behind.is_empty() { behind } else { before };
    (1..=SUBJECT).contains(&subject.len()).then_some(subject)
}

/// 每新增1头补助…: what is given for each stands behind it.
fn is_for_each(before: &[char], after: &[char]) -> bool {
    let verb = before.iter().rev().take(4).position(|c| *c == '每');
    verb.is_some_and(|verb| verb > 0) && GRANTS.iter().any(|word| begins(after, word))
}

/// The bracket that is open at a text's end.
fn open_bracket(text: &[char]) -> Option<usize> {
    text.iter().rposition(|c| *c == '(').filter(|open| !text[*open..].contains(&')'))
}

fn has_any(c: &[char], words: &[&str]) -> bool {
    (0..c.len()).any(|i| words.iter().any(|word| begins(&c[i..], word)))
}
