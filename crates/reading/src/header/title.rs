//! The title: which lines at the head of a document are printed for it.

use std::ops::Range;

use super::{FIELDS, LETTERHEAD_LINES, NUMBER_REACH, date, document_number};
use crate::mark::{begins, contains, ends, mark_at};
use crate::office::is_unit;
use crate::period;
use crate::text::Flow;
use crate::who;

/// Characters of the longest title, and of its longest last line.
const TITLE_CHARS: usize = 120;
const LAST_LINE: usize = 20;

/// Ends of titles.
const TITLES: &[&str] = &[
    "通知",
    "意见",
    "方案",
    "决定",
    "通报",
    "办法",
    "细则",
    "批复",
    "函",
    "要点",
    "规划",
    "计划",
    "措施",
    "举措",
    "表",
    "清单",
    "台账",
    "报告",
    "公告",
    "纪要",
    "任务书",
    "责任书",
    "安排",
    "分工",
    "条例",
    "规定",
    "一览",
    "目标",
    "若干政策",
    "工作任务",
    "重点任务",
    "事项",
    "分解",
    "明细",
    "名单",
];

/// The first heading of the head that ends like a title.
pub(super) fn title(flow: &Flow, head: &[Range<usize>]) -> Option<Range<usize>> {
    let c = &flow.c;
    for (n, line) in head.iter().enumerate() {
        let text = &c[line.clone()];
        if text.contains(&'|')
            || mark_at(c, line.start, line.end).is_some_and(|m| m.value == 1 && text.len() > 4)
        {
            return None;
        }
        if is_head_matter(c, line) {
            continue;
        }
        if let Some(stop) = text.iter().position(|c| *c == '。') {
            // A text without line breaks begins with its title.
            let about = begins(text, "关于") && stop < TITLE_CHARS && ends_like_title(&text[..stop]);
            let stop = if about { Some(stop) } else { running_title(flow, line) };
            return stop.map(|stop| line.start..line.start + stop);
        }
        if ends(text, ":") && who::is_list(flow, line.start..line.end - 1) {
            return None;
        }
        // A title may be printed on up to three lines.
        let mut end = line.end;
        for more in 0..3 {
            if more > 0 {
                let Some(next) = head.get(n + more).filter(|next| goes_on(c, next)) else { break };
                end = next.end;
            }
            if end - line.start <= TITLE_CHARS && ends_like_title(&c[line.start..end]) {
                let mut below = n + more + 1;
                // 重点任务 above 责任分工的通知
                let last = head.get(below).filter(|next| {
                    !is_whole_title(&c[line.start..end])
                        && next.len() <= LAST_LINE
                        && !flow.is_apart(next.start)
                        && goes_on(c, next)
                        && is_whole_title(&c[(*next).clone()])
                });
                if let Some(last) = last {
                    end = last.end;
                    below += 1;
                }
                // （2025-2027年） below it belongs to it, （2025年3月更新） does not.
                let years = head
                    .get(below)
                    .filter(|next| next.len() <= LAST_LINE && c[next.start] == '(' && c[next.end - 1] == ')');
                let years = years.filter(|next| years_in(c, next) && !c[(*next).clone()].contains(&'月'));
                end = years.map_or(end, |next| next.end);
                let of_minutes = || title_of_minutes(flow, &head[below.min(head.len())..]);
                let letterhead = ends(&c[line.start..end], "纪要") && !contains(&c[line.start..end], "关于");
                return letterhead
                    .then(of_minutes)
                    .flatten()
                    .or_else(|| Some(own_title(flow, line.start..end)));
            }
        }
    }
    None
}

/// Whether a title needs nothing behind it: …的通知.
fn is_whole_title(text: &[char]) -> bool {
    ["通知", "意见", "决定", "通报", "公告", "办法", "细则", "函", "纪要"].iter().any(|end| ends(text, end))
}

/// The length of the title that a text without line breaks begins with: an office, what it is about, and its kind, before the
/// number or those whom it is sent to.
fn running_title(flow: &Flow, line: &Range<usize>) -> Option<usize> {
    let text = &flow.c[line.clone()];
    let text = &text[..text.len().min(TITLE_CHARS)];
    let about = (2..text.len()).find(|i| begins(&text[*i..], "关于"))?;
    let mut quoted = 0_usize;
    is_unit(&text[..about]).then(|| {
        (about..text.len()).find(|i| {
            match text[*i] {
                '《' => quoted += 1,
                '》' => quoted = quoted.saturating_sub(1),
                _ => {}
            }
            let rest = &flow.c[line.start + i..line.end];
            let number = || {
                let near = 0..rest.len().min(NUMBER_REACH);
                document_number(rest, near).is_some_and(|number| number.start == 0)
            };
            quoted == 0
                && is_whole_title(&text[..*i])
                && (rest.first() == Some(&'各') || flow.gap(line.start + i) || number())
        })
    })?
}

/// The title of minutes, on one line or two, below their letterhead: 关于研究某事的会议纪要.
fn title_of_minutes(flow: &Flow, below: &[Range<usize>]) -> Option<Range<usize>> {
    let c = &flow.c;
    let about = |line: &&Range<usize>| {
        begins(&c[(*line).clone()], "关于")
            || (c[(*line).clone()].contains(&'次') && ends(&c[(*line).clone()], "纪要"))
    };
    let (n, first) = below.iter().take(LETTERHEAD_LINES).enumerate().find(|(_, line)| about(line))?;
    let last = [Some(first), below.get(n + 1)]
        .into_iter()
        .flatten()
        .find(|line| ends(&c[(*line).clone()], "纪要"))?;
    Some(first.start..last.end)
}

/// Whether a line may be the rest of a title.
fn goes_on(c: &[char], line: &Range<usize>) -> bool {
    !is_head_matter(c, line)
        && !c[line.clone()].iter().any(|c| matches!(c, '。' | '|' | ':'))
        && mark_at(c, line.start, line.end).is_none()
}

fn years_in(c: &[char], line: &Range<usize>) -> bool {
    period::years(c, line.clone()).is_some()
}

pub(crate) fn ends_like_title(text: &[char]) -> bool {
    let text = match text.iter().rposition(|c| *c == '(') {
        Some(open) if text.last() == Some(&')') => &text[..open],
        _ => text,
    };
    text.len() >= 6 && TITLES.iter().any(|end| ends(text, end))
}

/// Lines above a title that are none: fields, 附件, numbers, dates.
fn is_head_matter(c: &[char], line: &Range<usize>) -> bool {
    let text = &c[line.clone()];
    let field = line
        .clone()
        .filter(|i| c[*i] == ':')
        .any(|i| FIELDS.iter().any(|(word, _)| ends(&c[line.start..i], word)));
    // 某某人民政府文件, in red above the number.
    let letterhead = ends(text, "文件") && is_unit(&text[..text.len() - 2]);
    let urgent = ["急件", "特急", "加急", "平急"].iter().any(|end| ends(text, end)) && text.len() <= 12;
    field
        || letterhead
        || urgent
        || (begins(text, "附件") && text.len() <= 8)
        || document_number(c, line.clone()).is_some_and(|number| number.len() + 6 > text.len())
        || date(c, line.clone()).is_some_and(|(_, at)| at.end == line.end)
}

/// The title without a column's name in brackets, and without the issuer where a blank sets it apart.
fn own_title(flow: &Flow, mut at: Range<usize>) -> Range<usize> {
    let c = &flow.c;
    // # of a title in Markdown
    while at.len() > 1 && c[at.start] == '#' {
        at.start += 1;
    }
    if c[at.start] == '['
        && let Some(close) = at.clone().find(|i| c[*i] == ']').filter(|close| at.end - close > 8)
    {
        at.start = close + 1;
    }
    if let Some(gap) = at.clone().skip(1).find(|i| flow.gap(*i) && begins(&c[*i..at.end], "关于"))
        && is_unit(&c[at.start..gap])
    {
        at.start = gap;
    }
    at
}
