//! Units that stand before what they are to do: `由A牵头，B配合，月底前拿出方案`.

use std::ops::Range;

use super::{Clause, Division, Verb, before_adverbs, clauses_of, is_leader, verb};
use crate::mark::{begins, ends};
use crate::text::Flow;
use crate::who::{self, Shared};

/// Verbs that may stand between the units and what they are to do, longer before shorter.
const FRONT: &[(&str, Verb)] = &[
    ("牵头负责", Verb::Lead),
    ("牵头", Verb::Lead),
    ("会同", Verb::Lead),
    ("承办", Verb::Lead),
    ("主办", Verb::Lead),
    ("具体负责", Verb::Plain),
    ("共同负责", Verb::Answer),
    ("分别负责", Verb::Answer),
    ("负责", Verb::Plain),
    ("积极配合", Verb::Answer),
    ("配合", Verb::Answer),
    ("协助", Verb::Answer),
    ("协办", Verb::Answer),
    ("会办", Verb::Answer),
    ("参与", Verb::Answer),
    ("予以指导", Verb::Answer),
    ("具体落实", Verb::Answer),
    ("抓好落实", Verb::Answer),
    ("落实", Verb::Answer),
    ("组织实施", Verb::Answer),
    ("具体实施", Verb::Answer),
];
/// Whether they begin with a character: a look at it spares the table.
fn begins_front(c: char) -> bool {
    matches!(
        c,
        '牵' | '会'
            | '承'
            | '主'
            | '具'
            | '共'
            | '分'
            | '负'
            | '积'
            | '配'
            | '协'
            | '参'
            | '予'
            | '抓'
            | '落'
            | '组'
    )
}

/// Words behind such a verb that say no more than it does.
pub(super) const TAILS: &[&str] = &["组织实施", "具体实施", "抓好落实", "实施", "落实", "推进", "办理"];
/// Verbs that end such a clause without 由: 甲会同乙负责.
const HANDED: &[&str] = &["负责", "牵头负责", "负责落实", "负责实施", "办理", "组织实施"];
/// Words before the units of such a sentence.
const LEAD_IN: &[&str] = &["由", "请", "责成"];

/// Whether a sentence hands its work over: 由…, 请….
pub(crate) fn is_led_in(sentence: &[char]) -> bool {
    LEAD_IN.iter().any(|word| begins(sentence, word))
}

/// Reads units that stand before what they are to do: `由A牵头，B配合，月底前拿出方案`, `请A会同B研究`. None where
/// the sentence only has a unit for its subject.
pub(crate) fn leading(flow: &Flow, range: Range<usize>) -> Option<Division> {
    let c = &flow.c;
    let mut shared = Shared::default();
    let mut found = Division { clauses: Vec::new(), rest: range.clone() };
    let lead_in = LEAD_IN.iter().find(|word| begins(&c[range.clone()], word));
    while found.rest.start < range.end {
        let start = found.rest.start;
        let end = (start..range.end).find(|i| matches!(c[*i], ',' | ';' | '。')).unwrap_or(range.end);
        // 由甲牵头，会同乙、丙研究: those behind 会同 answer.
        if !found.clauses.is_empty() && begins(&c[start..end], "会同") {
            let names = start + 2;
            if let Some(stop) = longest_list(flow, names, end) {
                found.clauses.extend(clauses_of(flow, names..stop, start..names, Verb::Answer, &mut shared));
            }
            break;
        }
        let skip = lead_in.filter(|word| begins(&c[start..end], word)).map_or(0, |word| word.chars().count());
        let names = start + skip;
        let may_begin = |at: &usize| begins_front(c[*at]);
        let front = (names + 2..end).filter(may_begin).find_map(|at| {
            FRONT.iter().find(|(verb, _)| begins(&c[at..end], verb)).map(|(word, verb)| (at, *word, *verb))
        });
        // 县财政局落实资金: what is done, not who answers.
        let front = front.filter(|(at, word, _)| *word != "落实" || at + 2 == end);
        let Some((at, word, verb)) = front else {
            // 由甲负责实施，9月底前完成；乙、丙配合: what is done stands between those who do it.
            if found.clauses.is_empty() {
                break;
            }
            found.rest.start = (end + 1).min(range.end);
            continue;
        };
        let mut verb_at = at..at + word.chars().count();
        // 由甲牵头的机制: a clause that tells of something else.
        if c.get(verb_at.end).filter(|_| verb_at.end < range.end) == Some(&'的') {
            return None;
        }
        if TAILS.iter().any(|tail| c[verb_at.end..end] == tail.chars().collect::<Vec<_>>()) {
            verb_at.end = end;
        }
        let at_verb = verb_at.clone();
        let (at, verb) = before_adverbs(c, names..at, verb);
        // Beside a unit that leads, one that answers does not.
        let leads = |clause: &Clause| {
            ends(&c[clause.verb.clone()], "牵头") && clause.units.iter().any(|unit| !is_leader(unit))
        };
        let led = found.clauses.iter().any(leads);
        let verb = if led && matches!(verb, Verb::Plain) { Verb::Answer } else { verb };
        let whole = start == range.start && end == range.end && verb_at.end == end;
        let after = c.get(verb_at.end).filter(|_| verb_at.end < end);
        // 市财政局负责于9月底前…; 市能源集团配合: the work is handed over without 由 where nothing else is said.
        // 市财政局会同市城投集团负责，争取….
        let with = || longest_list(flow, at_verb.end, end);
        let said = match verb {
            Verb::Lead if word == "会同" => with()
                .is_some_and(|with| HANDED.iter().any(|verb| c[with..end].iter().copied().eq(verb.chars()))),
            Verb::Plain => matches!(after, Some('于' | '在' | '将' | '对')),
            // 甲、乙按职责分工负责，….
            Verb::Answer => whole || (word == "负责" && verb_at.end == end),
            Verb::Lead => word.starts_with("牵头") && verb_at.end == end,
        };
        let led = said && who::is_certain_list(flow, names..at);
        let named = lead_in.is_some() || !found.clauses.is_empty();
        let handed = led || (named && who::is_plain_list(flow, names..at));
        if !handed {
            break;
        }
        if word == "会同" {
            verb_at.end = longest_list(flow, verb_at.end, end)?;
        }
        let clause = if word == "会同" { names..verb_at.end } else { names..at };
        found.clauses.extend(clauses_of(flow, clause, verb_at.clone(), verb, &mut shared));
        found.rest.start = if end == verb_at.end { (end + 1).min(range.end) } else { verb_at.end };
        // 由甲牵头做好宣传，乙负责落实: others may do their part.
        if end != verb_at.end {
            found.rest.start = (end + 1).min(range.end);
        }
    }
    (!found.clauses.is_empty()).then_some(found)
}

/// Whether a clause behind 由 is nothing but certain units and their verb.
pub(crate) fn is_handed(flow: &Flow, clause: Range<usize>) -> bool {
    let c = &flow.c[clause.clone()];
    let tail = TAILS.iter().find(|tail| ends(c, tail)).map_or(0, |tail| tail.chars().count());
    [tail, 0].iter().any(|tail| {
        verb(&flow.c, clause.start..clause.end - tail).is_some_and(|(names, _, role)| {
            let enterprise = || ["公司", "集团"].iter().any(|end| ends(&flow.c[names.clone()], end));
            matches!(role, Verb::Lead | Verb::Plain)
                && (who::is_certain_list(flow, names.clone())
                    || (enterprise() && who::is_plain_list(flow, names.clone())))
        })
    })
}

/// Verbs of what is done, which are no part of a name.
const DONE: &[&str] = &[
    "负责", "修订", "完善", "编制", "开展", "测算", "研究", "提出", "制定", "拟定", "起草", "组织", "落实",
    "推进", "做好", "核实", "筹措",
];

/// Where the longest list of units that begins at `start` ends.
fn longest_list(flow: &Flow, start: usize, end: usize) -> Option<usize> {
    let done = (start + 2..end).find(|i| DONE.iter().any(|verb| begins(&flow.c[*i..end], verb)));
    (start + 2..=done.unwrap_or(end)).rev().find(|stop| who::is_plain_list(flow, start..*stop))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_verb_is_met_by_its_first_character() {
        for (verb, _) in FRONT {
            assert!(verb.starts_with(begins_front), "{verb}");
        }
    }
}
