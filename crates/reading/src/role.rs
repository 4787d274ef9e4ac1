//! Who does what in a bracket or sentence: `A牵头，B、C按职责分工负责`.

use std::ops::Range;

use crate::leader::{is_named, is_post};
use crate::mark::{begins, ends};
use crate::office::is_role;
use crate::reading::Role;
use crate::rules;
use crate::text::Flow;
use crate::who::{self, Shared, Unit};

/// Verbs whose units lead.
const LEAD: &[&str] = &[
    "牵头负责",
    "牵头落实",
    "牵头组织实施",
    "牵头组织",
    "牵头实施",
    "牵头推进",
    "总牵头",
    "牵头",
    "主办",
    "承办",
    "主责",
    "主抓",
    "分管",
];
/// Verbs whose units are responsible.
const ANSWER: &[&str] = &[
    "配合落实",
    "配合做好",
    "配合实施",
    "积极配合",
    "配合",
    "参与",
    "参加",
    "协办",
    "会办",
    "协助",
    "协同",
    "协作",
    "指导",
    "负责落实",
    "负责督办",
    "组织落实",
    "抓好落实",
    "具体落实",
    "贯彻落实",
    "落实",
    "组织实施",
    "具体实施",
    "实施",
    "支持",
    "协同负责",
];
/// 负责 and its like: one unit leads, several are responsible.
const PLAIN: &[&str] = &["负责", "办理"];
/// Words between the units and the verb that divide the work, so that nobody leads.
const DIVIDED: &[&str] = &[
    "按照各自职责分工",
    "按各自职责分工",
    "根据各自职责分工",
    "按照职责分工",
    "根据职责分工",
    "依职责分工",
    "按职责分工",
    "按责任分工",
    "按照各自职责",
    "按各自职责",
    "按照职责",
    "根据职责",
    "依职责",
    "按职责",
    "按照分工",
    "按分工",
    "职责分工",
    "分工",
    "分别",
    "共同",
    "各自",
];
/// Words between the units and the verb that say nothing about it.
const ADVERBS: &[&str] = &[
    "具体",
    "联合",
    "结合实际",
    "结合实际情况",
    "全力",
    "依法",
    "积极",
    "密切",
    "做好",
    "要",
    "予以",
    "统筹",
    "协调",
    "组织",
    "主要",
    "全程",
    "抓紧",
    "督促",
    "加强",
    "会商",
];

/// Characters of the longest name that is taken for a unit only by its place.
const LONGEST_NAME: usize = 20;

/// The units of one verb.
#[derive(Clone, Debug)]
pub(crate) struct Clause {
    pub(crate) role: Role,
    pub(crate) units: Vec<Unit>,
    /// The printed verb: `牵头`, `按职责分工负责`.
    pub(crate) verb: Range<usize>,
    /// The verb is a bare 负责 of several units.
    plain_of_several: bool,
}

/// What a bracket or sentence says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Division {
    pub(crate) clauses: Vec<Clause>,
    /// What stands behind the last verb: a date, a rule for what follows.
    pub(crate) rest: Range<usize>,
}

/// Reads `A牵头，B负责`. None where it is no division of work.
pub(crate) fn division(flow: &Flow, range: Range<usize>) -> Option<Division> {
    let c = &flow.c;
    let mut shared = Shared::default();
    let mut clauses: Vec<Clause> = Vec::new();
    let (mut start, mut depth) = (range.start, 0_usize);
    for i in range.start..=range.end {
        let stop = match c.get(i).filter(|_| i < range.end) {
            Some('(' | '[') => {
                depth += 1;
                None
            }
            Some(')' | ']') => {
                depth = depth.saturating_sub(1);
                None
            }
            Some('。' | ',' | ';' | '、') | None if depth == 0 => Some(1),
            // 市住建局牵头 above 各区县落实: lines of a cell.
            Some(_) if depth == 0 && i > start && flow.begins_line_of_cell(i) => Some(0),
            _ => None,
        };
        let Some(stop) = stop else { continue };
        let Some((names, verb, role)) = verb(c, start..i) else { continue };
        if rules::names_all_that_follows(c, names.start) {
            break;
        }
        let names = without_lead_in(c, names);
        // Behind a clause of units a short name that does not look like one still is: 中国铁路某某车务段.
        // 7月底前完成，乙配合: what is done by when stands between those who do it.
        let told = !clauses.is_empty() && c[names.clone()].iter().any(char::is_ascii_digit);
        let named = !clauses.is_empty() && names.len() <= LONGEST_NAME;
        if told || !(who::is_list(flow, names.clone()) || named) {
            return None;
        }
        clauses.extend(clauses_of(flow, names, verb, role, &mut shared));
        start = i + stop;
        // A sentence behind the division may say what holds from here on.
        if i < range.end && c[i] == '。' && rules::says_more(&c[i..range.end]) {
            break;
        }
    }
    // 由责任部门分别负责: who they are stands elsewhere.
    let is_role = |unit: &Unit| is_role(&unit.name.chars().collect::<Vec<_>>());
    if clauses.iter().all(|clause| clause.units.iter().all(&is_role)) {
        return None;
    }
    // 由甲牵头做好宣传，乙负责落实: 甲牵头做好宣传 is no name.
    let sentence =
        |unit: &Unit| unit.doubtful && ["牵头", "负责"].iter().any(|verb| unit.name.contains(verb));
    if clauses.iter().any(|clause| clause.units.iter().any(sentence)) {
        return None;
    }
    // 此项工作由某某同志负总责 says who does it only beside units that do.
    let person =
        |clause: &Clause| ["负总责", "总负责"].iter().any(|verb| ends(&c[clause.verb.clone()], verb));
    let does = |unit: &Unit| !unit.doubtful && !is_leader(unit) && !is_role(unit);
    if clauses.iter().any(person) && !clauses.iter().any(|clause| clause.units.iter().any(does)) {
        return None;
    }
    // A牵头，B负责: beside a unit that leads, one that answers does not.
    let led = clauses.iter().any(|clause| {
        clause.role == Role::Lead
            && ends(&c[clause.verb.clone()], "牵头")
            && clause.units.iter().any(|unit| !is_leader(unit))
    });
    if led {
        for clause in clauses.iter_mut().filter(|clause| {
            ends(&c[clause.verb.clone()], "负责") && !ends(&c[clause.verb.clone()], "牵头负责")
        }) {
            clause.role = Role::Responsible;
        }
    }
    // A负责，B配合: those that others help lead; not those beside which others do their own part: B组织实施.
    let helps = |clause: &Clause| {
        !clause.plain_of_several && !TAILS.iter().any(|verb| ends(&c[clause.verb.clone()], verb))
    };
    if clauses.len() > 1 && clauses[0].plain_of_several && clauses[1..].iter().any(helps) {
        clauses[0].role = Role::Lead;
    }
    let mut rest = start.min(range.end)..range.end;
    // A牵头，B、C: those without a verb answer.
    if !begins(&c[rest.clone()], "以下")
        && !begins(&c[rest.clone()], "会同")
        && !rules::says_first_leads(&c[rest.clone()])
        && !c[rest.clone()].iter().any(char::is_ascii_digit)
        && who::is_list(flow, rest.clone())
    {
        let units = who::units(flow, rest.clone(), &mut shared);
        clauses.push(Clause {
            role: Role::Responsible,
            units,
            verb: rest.end..rest.end,
            plain_of_several: false,
        });
        rest.start = rest.end;
    }
    Some(Division { clauses, rest })
}

/// A list without a verb: its units answer, one that is marked leads.
pub(crate) fn listed(flow: &Flow, range: Range<usize>) -> Division {
    let end = range.end..range.end;
    let clauses = clauses_of(flow, range, end.clone(), Verb::Answer, &mut Shared::default());
    Division { clauses, rest: end }
}

/// A list in which one unit works with others: `市体育局会同各参赛单位`.
pub(crate) fn joint(flow: &Flow, range: Range<usize>) -> Option<Division> {
    let c = &flow.c;
    let with = range.clone().find(|i| begins(&c[*i..range.end], "会同"))?;
    let lists = who::is_list(flow, range.start..with) && who::is_list(flow, with + 2..range.end);
    lists.then(|| listed(flow, range))
}

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
const TAILS: &[&str] = &["组织实施", "具体实施", "抓好落实", "实施", "落实", "推进", "办理"];
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

/// Whether what a list names is a person or a post, no unit: `分管副市长`, `副县长麦正阳`.
pub(crate) fn is_leader(unit: &Unit) -> bool {
    let own: Vec<char> = unit.name.chars().collect();
    is_post(&own) || is_named(&own)
}

#[derive(Clone, Copy)]
enum Verb {
    Lead,
    Answer,
    Plain,
}

/// The names and the verb of a clause that ends with one.
fn verb(c: &[char], clause: Range<usize>) -> Option<(Range<usize>, Range<usize>, Verb)> {
    let text = &c[clause.clone()];
    let find = |table: &[&str]| table.iter().find(|verb| ends(text, verb)).map(|verb| verb.chars().count());
    // 龚庆同志负总责
    let person = ["同志负总责", "同志总负责"].iter().any(|verb| ends(text, verb)).then_some((3, Verb::Lead));
    let (length, role) = person
        .or_else(|| find(LEAD).map(|n| (n, Verb::Lead)))
        .or_else(|| find(ANSWER).map(|n| (n, Verb::Answer)))
        .or_else(|| find(PLAIN).map(|n| (n, Verb::Plain)))?;
    let (end, role) = before_adverbs(c, clause.start..clause.end - length, role);
    Some((clause.start..end, end..clause.end, role))
}

/// Where the names before a verb end, without adverbs, and the verb with what these say of it.
fn before_adverbs(c: &[char], names: Range<usize>, mut role: Verb) -> (usize, Verb) {
    let mut end = names.end;
    'strip: loop {
        let left = &c[names.start..end];
        for (table, divides) in [(DIVIDED, true), (ADVERBS, false)] {
            // 行业组织参与: there it is no adverb.
            let named = ["行业组织", "社会组织", "群团组织"].iter().any(|name| ends(left, name));
            if let Some(word) =
                table.iter().find(|word| ends(left, word) && left.len() > word.chars().count() && !named)
            {
                end -= word.chars().count();
                if divides && matches!(role, Verb::Plain) {
                    role = Verb::Answer;
                }
                continue 'strip;
            }
        }
        return (end, role);
    }
}

/// `责任分工：由A` → `A`.
fn without_lead_in(c: &[char], mut names: Range<usize>) -> Range<usize> {
    for word in ["由", "分别由", "各项任务由", "该项工作由", "此项工作由", "以上任务由"]
    {
        if begins(&c[names.clone()], word) {
            names.start += word.chars().count();
        }
    }
    names
}

/// One clause, or two for `A会同B负责`.
fn clauses_of(
    flow: &Flow,
    names: Range<usize>,
    verb: Range<usize>,
    role: Verb,
    shared: &mut Shared,
) -> Vec<Clause> {
    let c = &flow.c;
    let joint = (names.start..names.end).find(|i| begins(&c[*i..names.end], "会同"));
    if let Some(joint) = joint.filter(|joint| who::is_list(flow, names.start..*joint)) {
        let lead = who::units(flow, names.start..joint, shared);
        let with = who::units(flow, joint + 2..names.end, shared);
        return vec![
            Clause { role: Role::Lead, units: lead, verb: joint..joint + 2, plain_of_several: false },
            Clause { role: Role::Responsible, units: with, verb, plain_of_several: false },
        ];
    }
    let mut units = who::units(flow, names, shared);
    let several = units.len() > 1;
    let role = match role {
        Verb::Lead => Role::Lead,
        Verb::Plain if !several => Role::Lead,
        Verb::Plain | Verb::Answer => Role::Responsible,
    };
    let plain_of_several = several && role == Role::Responsible && verb.len() == 2 && c[verb.start] == '负';
    // ★ before one of several: that one leads, the others answer.
    if units.iter().any(|unit| unit.leads) && role == Role::Responsible {
        let (lead, rest) = units.into_iter().partition(|unit| unit.leads);
        units = rest;
        let lead = Clause { role: Role::Lead, units: lead, verb: verb.clone(), plain_of_several: false };
        return vec![lead, Clause { role, units, verb, plain_of_several: false }];
    }
    vec![Clause { role, units, verb, plain_of_several }]
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
