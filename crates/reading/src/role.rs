//! Who does what in a bracket or sentence: `A牵头，B、C按职责分工负责`.

mod leading;

use std::ops::Range;

use crate::leader::{is_named, is_post};
use crate::mark::{begins, ends};
use crate::office::is_role;
use crate::reading::Role;
use crate::rules;
use crate::text::Flow;
use crate::who::{self, Shared, Unit};
use leading::TAILS;
pub(crate) use leading::{is_handed, is_led_in, leading};

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
    "负责指导",
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
