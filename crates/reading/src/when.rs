//! Dates by which something is to be done: `2021年6月底前`, `上半年`, `到2020年`, `印发之日起30日内`.

mod printed;

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::amount::REACH;
use crate::mark::{begins, ends};
use crate::measure::{Measure, measure};
use crate::numeral::{digits, value};
use crate::reading::PartialDate;
use crate::relative::Relative;
use printed::{Printed, printed};

/// What the document says about its own time.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Now {
    /// The year that a date without one means.
    pub(crate) year: Option<i16>,
    /// The day from which `印发之日起30日内` counts.
    pub(crate) issued: Option<Date>,
    /// The task's own limit, by which the dates of its words are.
    pub(crate) limit: Option<PartialDate>,
}

impl Now {
    /// The year of a date without one: that of the task's own limit, for a later month the year before.
    fn year_of(self, month: Option<i8>) -> Option<i16> {
        let (year, last) = match self.limit {
            Some(PartialDate::Day(day)) => (day.year(), day.month()),
            Some(PartialDate::Month(year, month)) => (year, month),
            Some(PartialDate::Year(year)) => (year, 12),
            None => return self.year,
        };
        Some(if month.is_some_and(|month| month > last) { year - 1 } else { year })
    }
}

/// A time limit that was found.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    pub(crate) at: Range<usize>,
    pub(crate) date: PartialDate,
    pub(crate) doubtful: bool,
}

/// Words behind a date that is no limit: a start, an edition, a year of plans or of the past.
const NO_LIMIT: [&str; 23] = [
    "起",
    "以来",
    "后",
    "开始",
    "至今",
    "版",
    "度",
    "的",
    "出台",
    "印发的",
    "召开",
    "发布",
    "批示",
    "在《",
    "指示",
    "会议",
    "汛",
    "春节",
    "采暖",
    "供暖",
    "秋季",
    "春季",
    "春耕",
];
/// Words before a clause's date that make it a limit.
const TO: &[&str] = &["截至", "截止", "力争", "确保", "争取", "到", "至", "于"];
/// Verbs that say a thing is done in that year.
const RESULTS: &[&str] = &[
    "完成",
    "实现",
    "新增",
    "建成",
    "确保",
    "力争",
    "投入",
    "开工",
    "启动",
    "竣工",
    "投产",
    "出台",
    "创建",
    "达到",
    "解决",
    "下降",
    "提高",
    "增长",
    "提升",
    "全面",
    "投运",
    "形成",
    "要有",
    "突破",
    "基本",
    "超过",
    "不低于",
    "不少于",
    "控制在",
    "降至",
    "更新",
    "改造",
    "新建",
    "淘汰",
    "稳定在",
    "保持在",
    "引进",
    "培育",
    "举办",
    "建设",
    "培训",
];

/// Years after which a date is no limit any more.
const LONG_PAST: i16 = 4;
/// Characters behind a date within which 的 makes it an attribute.
const ATTRIBUTE_CHARS: usize = 5;
/// Verbs behind a year by the end of which an amount is reached.
const REACHES: &[&str] = &["达到", "超过", "突破", "力争", "不低于", "不少于", "提高到", "提升到"];
/// Verbs behind a month in which a thing begins or is done.
const ENDED: &[&str] = &[
    "开工",
    "完工",
    "竣工",
    "投产",
    "投运",
    "建成",
    "通车",
    "投用",
    "完成",
    "启用",
    "对外开放",
    "投入",
    "通水",
    "交付",
    "举办",
];
/// Verbs before 至 and a date until which something lasts.
const LASTS: &[&str] = &["延续", "延长", "执行", "有效期"];
/// Words of a clause that tells until when something holds.
const HOLDS: &[&str] = &["延续", "延长", "执行", "有效", "期限", "政策"];

/// The time limits of a task's words; in a field of its own (`field`) each date is one. Of those that count from an event
/// (`relative`), the ones with a known day.
pub(crate) fn dues(
    c: &[char],
    range: Range<usize>,
    now: Now,
    field: bool,
    relative: &[Relative],
) -> Vec<Due> {
    let mut found = Vec::new();
    // The year last named in the sentence.
    let mut year = None;
    let mut quoted = 0_usize;
    let mut i = range.start;
    while i < range.end {
        match c[i] {
            '《' | '“' => quoted += 1,
            '》' | '”' => quoted = quoted.saturating_sub(1),
            '。' | '\n' => (year, quoted) = (None, 0),
            _ if quoted > 0 => {}
            '0'..='9' | '今' | '明' | '本' | '上' | '下' | '年' | '一' | '二' | '三' | '四' | '第' | '前' =>
            {
                let month = value(&c[i..i + digits(&c[i..range.end])]).filter(|month| *month <= 12);
                let of_limit = now.year_of(month.map(|month| month as i8));
                if let Some(printed) = printed(c, i, &range, year.or(of_limit), now.issued) {
                    // 2019年以来: a year of the past is not that of the dates behind it.
                    let named = printed.date.year();
                    let past = now.year.is_some_and(|of| named < of);
                    if c[i].is_ascii_digit() && c.get(i + 4) == Some(&'年') && !past {
                        year = Some(named);
                    }
                    i = limits(c, i, &range, &printed, now, field, &mut found);
                    continue;
                }
                i += digits(&c[i..range.end]).max(1);
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    found.extend(relative.iter().filter_map(|limit| after_issue(c, limit, now)));
    found.sort_by_key(|due| due.at.start);
    // 今年首批推进13项，6月底前全部上线: the year only says which.
    if found.iter().any(|due| !matches!(due.date, PartialDate::Year(_))) {
        found.retain(|due| c[due.at.start] != '今' || !matches!(due.date, PartialDate::Year(_)));
    }
    let mut dates = Vec::new();
    found.retain(|due: &Due| {
        !dates.contains(&due.date) && {
            dates.push(due.date);
            true
        }
    });
    found
}

/// Takes a printed date, or the second of two (`2020年7月至2022年6月`); answers where reading goes on.
fn limits(
    c: &[char],
    i: usize,
    range: &Range<usize>,
    printed: &Printed,
    now: Now,
    field: bool,
    found: &mut Vec<Due>,
) -> usize {
    let after = &c[printed.end..range.end];
    let marks = after.iter().take(2).take_while(|c| matches!(c, '至' | '到' | '-' | '~')).count();
    let second = (marks > 0).then(|| {
        self::printed(
            c,
            printed.end + marks,
            &(printed.end + marks..range.end),
            Some(printed.date.year()),
            now.issued,
        )
    });
    if let Some(Some(second)) = second {
        // A span is due at its end where it is a field's time of completion; before a comma it tells what is valid.
        let behind = c.get(second.end).filter(|_| second.end < range.end);
        // 总结阶段（2026年10月至12月）: a phase is due at its end.
        let before = &c[range.start..i];
        let phase = ["阶段(", "工期为", "工期:", "建设期为"].iter().any(|word| ends(before, word));
        // 政策有效期2022年4月1日至12月31日
        if ends(before, "有效期") || ends(before, "有效期为") {
            return second.end;
        }
        let result =
            behind == Some(&',') && RESULTS.iter().any(|word| begins(&c[second.end + 1..range.end], word));
        if (field && behind != Some(&',')) || (!field && (result || phase)) {
            found.push(Due { at: i..second.end, date: second.date, doubtful: false });
        }
        return second.end;
    }
    let end = printed.end.max(i + 1);
    match limit(c, i, range, printed, now, field) {
        Some(due) => {
            let end = due.at.end;
            found.push(due);
            end
        }
        None => end,
    }
}

/// Whether a printed date is a limit, and which.
fn limit(
    c: &[char],
    i: usize,
    range: &Range<usize>,
    printed: &Printed,
    now: Now,
    field: bool,
) -> Option<Due> {
    let before = &c[i.saturating_sub(REACH).max(range.start)..i];
    let after = &c[printed.end..range.end.min(printed.end + REACH)];
    if ends(before, "每")
        || ends(before, "每年")
        || ends(before, "各")
        || (ends(before, "比") && !ends(before, "占比"))
        || ends(before, "较")
    {
        return None;
    }
    // 对2000年底前建成的自建房: long past, it tells of something else.
    if now.year.is_some_and(|year| printed.date.year() + LONG_PAST < year) && !field {
        return None;
    }
    // 一季度出台方案 is what a field asks for.
    let asked = field && begins(after, "出台");
    // 11月15日供暖前
    let season = ["供暖前", "采暖前"].iter().any(|word| begins(after, word));
    if NO_LIMIT.iter().any(|word| begins(after, word)) && !begins(after, "后续") && !asked && !season {
        return None;
    }
    let hour = if season { 2 } else { hour(after) };
    let behind = ["之前", "以前", "前"]
        .iter()
        .find(|word| begins(&after[hour..], word))
        .map_or(0, |word| hour + word.chars().count());
    let to = TO.iter().find(|word| ends(before, word)).map_or(0, |word| word.chars().count());
    let lead_in = usize::from(to > 0 && matches!(c[i - 1], '到' | '至') && !ends(before, "达到"));
    let at = i - lead_in..printed.end + behind;
    let clause_start =
        before.last().is_none_or(|c| matches!(c, ',' | '。' | ';' | '、' | ':' | '\n' | '(' | '|'))
            || ends(before, "其中");
    let clause_end = after.iter().position(|c| matches!(c, ',' | '。' | ';' | '\n')).unwrap_or(after.len());
    // 2022年修复11座: a year before what is counted in its clause.
    let counts = || {
        (0..clause_end).any(|n| {
            after[n].is_ascii_digit()
                && measure(&after[n + digits(&after[n..])..]).is_some_and(|(_, kind)| kind == Measure::Count)
        })
    };
    let word = c[i];
    // 2025年，消费总量比2020年下降5%: a year to come, of what follows.
    let to_come = word.is_ascii_digit()
        && matches!(printed.date, PartialDate::Year(year) if now.year.is_some_and(|of| year > of))
        && after.first() == Some(&',');
    let clause_end = if to_come {
        after.iter().skip(1).position(|c| matches!(c, ',' | '。' | ';' | '\n')).map_or(after.len(), |n| n + 1)
    } else {
        clause_end
    };
    let has_result = (0..clause_end).any(|n| RESULTS.iter().any(|word| begins(&after[n..], word)))
        || (matches!(printed.date, PartialDate::Year(_)) && counts());
    // 对年底预计无法支出的，收回资金: whom or what it concerns.
    let clause =
        before.iter().rposition(|c| matches!(c, ',' | '。' | ';')).map_or(before, |n| &before[n + 1..]);
    // 对2022年底前出台的文件
    let attribute = || behind > 0 && after[behind..].iter().take(ATTRIBUTE_CHARS).any(|c| *c == '的');
    if !field && clause.first() == Some(&'对') && (after[..clause_end].last() == Some(&'的') || attribute())
    {
        return None;
    }
    let past = now.year.is_some_and(|year| printed.date.year() < year);
    // 占比2022年达到55%，2023年超过60%; 2024年、2025年分别改造60个、55个: a year for each amount.
    let reached = REACHES.iter().any(|verb| begins(after, verb)) || shares_amounts(after, before);
    if word.is_ascii_digit() && matches!(printed.date, PartialDate::Year(_)) && !past && reached {
        return Some(Due { at, date: printed.date, doubtful: false });
    }
    // 今年, 年内: the year where a result is asked for, nothing where it describes.
    if matches!(printed.date, PartialDate::Year(_)) && matches!(word, '今' | '明' | '年') && behind == 0 {
        let asked = has_result || before.iter().rev().take(4).any(|c| matches!(c, '保' | '争'));
        return (field || asked).then_some(Due { at, date: printed.date, doubtful: true });
    }
    if field || behind > 0 || lead_in > 0 || (to > 0 && printed.last_day) {
        // 延续政策至2025年底 may tell how long something holds.
        // 政策延续至2023年12月31日 does.
        let until = clause.split_last().map(|(_, words)| words).filter(|_| !field && lead_in > 0);
        let lasts = |words: &[char]| LASTS.iter().any(|verb| ends(words, verb));
        if until.is_some_and(lasts) {
            return None;
        }
        let holds =
            until.is_some() && HOLDS.iter().any(|word| (0..clause.len()).any(|i| begins(&clause[i..], word)));
        return Some(Due { at, date: printed.date, doubtful: holds });
    }
    if printed.last_day {
        // 上半年 may tell what was; a year end is a limit as it stands.
        let told = matches!(word, '上' | '下' | '一' | '二' | '三' | '四' | '第' | '前')
            && !has_result
            && !clause_start;
        // 一季度下滑的指标
        let attribute = told && after[..clause_end].iter().take(6).any(|c| *c == '的');
        return (!attribute).then_some(Due { at, date: printed.date, doubtful: told });
    }
    // 水库6月开工
    let month = matches!(printed.date, PartialDate::Month(..));
    if month && !past && ENDED.iter().any(|verb| begins(after, verb)) {
        return Some(Due { at, date: printed.date, doubtful: true });
    }
    // 2024年比2020年下降8%
    let compared =
        matches!(after.first(), Some('比' | '较')) && after.get(1).is_some_and(char::is_ascii_digit);
    if compared && !past {
        return Some(Due { at, date: printed.date, doubtful: true });
    }
    (!past && (clause_start || to > 0) && (has_result || !matches!(printed.date, PartialDate::Year(_))))
        .then_some(Due { at, date: printed.date, doubtful: true })
}

/// The length of the time of day behind a date: `18:00`, `下午5时`, `下班`.
fn hour(after: &[char]) -> usize {
    let half = if begins(after, "上午") || begins(after, "下午") { 2 } else { 0 };
    let n = digits(&after[half..]);
    let behind = &after[half + n..];
    match behind.first() {
        Some('时' | '点') if n > 0 => half + n + 1,
        Some(':') if n > 0 && digits(&behind[1..]) == 2 => half + n + 3,
        _ if n == 0 && begins(&after[half..], "下班") => half + 2,
        _ => 0,
    }
}

/// Whether years in a row share amounts that follow: `2024年、2025年分别`.
fn shares_amounts(after: &[char], before: &[char]) -> bool {
    let mut rest = after;
    let mut several = ends(before, "年、");
    while rest.first() == Some(&'、') && digits(&rest[1..]) == 4 && rest.get(5) == Some(&'年') {
        rest = &rest[6..];
        several = true;
    }
    several && ["分别", "各"].iter().any(|word| begins(rest, word))
}

/// `印发之日起30日内`, from the date of issue.
fn after_issue(c: &[char], limit: &Relative, now: Now) -> Option<Due> {
    let issued = now.issued.filter(|_| limit.is_from_issue(c) && limit.amount < 400)?;
    let n = i64::from(limit.amount);
    let span = match c[limit.unit.clone()] {
        ['日' | '天'] | ['个', '自', '然', '日'] => n.days(),
        ['周'] => n.weeks(),
        ['个', '月'] => n.months(),
        ['年'] => n.years(),
        // Working days need a calendar, which a document does not hold.
        _ => return None,
    };
    let day = issued.checked_add(span).ok()?;
    Some(Due { at: limit.at.clone(), date: PartialDate::Day(day), doubtful: false })
}
