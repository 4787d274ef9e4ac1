//! What a document says about its own lists: who leads, who answers for all that follows.

use std::ops::Range;

use crate::mark::{begins, ends};

/// Words for the first place of a list.
const FIRST: &[&str] = &[
    "第一位",
    "第一责任单位",
    "首位",
    "第一个",
    "排名第一",
    "排第一",
    "列第一",
    "第一家",
    "第一单位",
    "第一责任部门",
];
/// What the first of a list is then.
const LEADER: &[&str] = &["牵头", "主办", "主责", "第一责任"];
/// How a unit is put under all that follows.
const ALL_NEED: &[&str] = &["均需", "均由", "都需", "都由", "均须", "均要"];
/// Verbs that close such a sentence.
const DONE_BY: &[&str] = &["负责落实", "组织落实", "落实", "负责", "配合", "参与"];
/// Characters within which such a sentence says what it has to say.
const REACH: usize = 24;

/// Whether a text says that the first unit of a list leads: `列第一位者为牵头单位`.
pub(crate) fn says_first_leads(c: &[char]) -> bool {
    first_leads(c, 0..c.len()).is_some()
}

/// Where a text says so.
pub(crate) fn first_leads(c: &[char], range: Range<usize>) -> Option<usize> {
    range.clone().find(|i| {
        matches!(c[*i], '第' | '首' | '排' | '列')
            && FIRST.iter().any(|word| begins(&c[*i..range.end], word))
            && {
                let reach = &c[*i..range.end.min(i + REACH)];
                let sentence = &reach
                    [..reach.iter().position(|c| matches!(c, '。' | '\n' | '、')).unwrap_or(reach.len())];
                (0..sentence.len()).any(|n| LEADER.iter().any(|word| begins(&sentence[n..], word)) && n > 1)
            }
    })
}

/// The units of each `以下均需各县政府落实，不再列出`.
pub(crate) fn standing(c: &[char]) -> Vec<Range<usize>> {
    let starts = (0..c.len()).filter(|i| c[*i] == '以' && begins(&c[*i..], "以下"));
    starts.filter_map(|start| standing_at(c, start)).collect()
}

fn standing_at(c: &[char], start: usize) -> Option<Range<usize>> {
    let need =
        (start..c.len().min(start + REACH)).find(|i| ALL_NEED.iter().any(|word| begins(&c[*i..], word)))?;
    let mut depth = 0_usize;
    let end = (need..c.len()).find(|i| {
        match c[*i] {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c[*i], ',' | '。' | '\n' | ';')
    })?;
    let mut units = need + 2..end;
    let verb = DONE_BY.iter().find(|verb| ends(&c[units.clone()], verb))?;
    units.end -= verb.chars().count();
    (!units.is_empty()).then_some(units)
}
