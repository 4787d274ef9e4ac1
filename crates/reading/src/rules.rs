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

/// Whether a text says what holds for all that follows: `下同`, `以下均需…`, `不再逐一列出`.
pub(crate) fn says_more(c: &[char]) -> bool {
    (0..c.len()).any(|i| begins(&c[i..], "下同") || begins(&c[i..], "不再") || names_all_that_follows(c, i))
        || says_first_leads(c)
}

/// Whether `以下均需…` begins at a place.
pub(crate) fn names_all_that_follows(c: &[char], at: usize) -> bool {
    c.get(at) == Some(&'以') && begins(&c[at..], "以下") && need(c, at).is_some()
}

fn need(c: &[char], start: usize) -> Option<usize> {
    (start..c.len().min(start + REACH)).find(|i| ALL_NEED.iter().any(|word| begins(&c[*i..], word)))
}

/// Units that answer for all that follows a sentence.
pub(crate) struct Standing {
    /// Where the sentence stands.
    pub(crate) from: usize,
    /// The units; of `以下均需地方落实` those named last before it.
    pub(crate) units: Range<usize>,
    /// Only tasks that have a lead unit: `明确了牵头部门的，有关部门配合`.
    pub(crate) where_led: bool,
}

/// Each sentence of the kind `以下均需各县政府落实，不再列出`.
pub(crate) fn standing(c: &[char]) -> Vec<Standing> {
    let mut found = Vec::new();
    for i in 0..c.len() {
        match c[i] {
            '以' if begins(&c[i..], "以下") => found.extend(standing_at(c, i)),
            '均' if begins(&c[i..], "均涉及") => found.extend(concerning(c, i)),
            '明' | '确' if begins(&c[i..], "明确") || begins(&c[i..], "确定") => {
                found.extend(helping_at(c, i));
            }
            _ => {}
        }
    }
    found
}

/// `具体任务均涉及相关市（州）人民政府，不再做分工，下同`.
fn concerning(c: &[char], start: usize) -> Option<Standing> {
    let end = clause_end(c, start)?;
    let goes_on = says_more(&c[end..c.len().min(end + REACH)]);
    (goes_on && start + 3 < end).then_some(Standing { from: start, units: start + 3..end, where_led: false })
}

fn standing_at(c: &[char], start: usize) -> Option<Standing> {
    let need = need(c, start)?;
    let end = (need..c.len()).find(|i| begins(&c[*i..], "不再")).unwrap_or(c.len()).min(clause_end(c, need)?);
    let mut units = need + 2..end;
    let verb = DONE_BY.iter().find(|verb| ends(&c[units.clone()], verb))?;
    units.end -= verb.chars().count();
    if matches!(units.len(), 1..=2) && begins(&c[units.clone()], "地方")
        || begins(&c[units.clone()], "各地") && units.len() == 2
    {
        units = before(c, start)?;
    }
    (!units.is_empty()).then_some(Standing { from: start, units, where_led: false })
}

/// The last group that a list names before a place: `…，各市、县人民政府，以下均需地方落实`.
fn before(c: &[char], start: usize) -> Option<Range<usize>> {
    let end = start.checked_sub(1)?;
    let mut depth = 0_usize;
    let first = (0..end).rev().take(200).find(|i| {
        match c[*i] {
            ')' | ']' => depth += 1,
            '(' | '[' if depth > 0 => depth -= 1,
            ',' | ';' | ':' | '。' | '\n' | '(' | '[' if depth == 0 => return true,
            _ => {}
        }
        false
    })?;
    Some(first + 1..end)
}

/// `明确了牵头部门的，有关部门配合，不再逐一列出，下同`.
fn helping_at(c: &[char], start: usize) -> Option<Standing> {
    let lead = (start..c.len().min(start + 8)).find(|i| begins(&c[*i..], "牵头"))?;
    let comma = clause_end(c, lead).filter(|end| c[*end] == ',' && c[end - 1] == '的')?;
    let mut units = comma + 1..clause_end(c, comma + 1)?;
    let verb = DONE_BY.iter().find(|verb| ends(&c[units.clone()], verb))?;
    units.end -= verb.chars().count();
    let goes_on = says_more(&c[units.end..c.len().min(units.end + REACH)]);
    (goes_on && !units.is_empty()).then_some(Standing { from: start, units, where_led: true })
}

/// The comma, stop or line end that closes a clause.
fn clause_end(c: &[char], from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    (from..c.len()).find(|i| match c[*i] {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' if depth > 0 => {
            depth -= 1;
            false
        }
        ',' | '。' | ';' | ')' | ']' => depth == 0,
        '\n' => true,
        _ => false,
    })
}
