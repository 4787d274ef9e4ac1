//! What labels, brackets and columns assign, put into a draft.

use std::ops::Range;

use crate::draft::{Draft, Named, trimmed};
use crate::label::{self, Kind, Label};
use crate::leader::{self, has_surname, is_person, is_post, is_surnamed};
use crate::mark::{begins, ends};
use crate::reading::Role;
use crate::role::{self, Division};
use crate::rules;
use crate::text::Flow;
use crate::who::{self, Shared, Unit};

/// Takes what a label announces into a draft.
pub(crate) fn take_value(flow: &Flow, open: &mut Draft, label: &Label, range: Range<usize>) {
    let words = Some(&label.words);
    let range = unbracketed(&flow.c, range);
    let units = without_rules(flow, range.clone());
    // 牵头：A 配合：B in one cell.
    if matches!(label.kind, Kind::Units(_) | Kind::UnitsAndLeader(_))
        && let Some(inner) =
            label::next(flow, units.start, units.end).filter(|inner| inner.kind != Kind::Words)
    {
        let next = label::next(flow, inner.value, units.end).map_or(units.end, |next| next.words.start);
        take_value(flow, open, label, units.start..inner.words.start);
        take_value(flow, open, &inner, inner.value..next);
        return take_value(flow, open, label, next..units.end);
    }
    match label.kind {
        _ if units.is_empty() => {}
        Kind::Units(role) => {
            if let Some(division) =
                role::division(flow, units.clone()).or_else(|| role::joint(flow, units.clone()))
            {
                take_division(flow, open, division);
            } else {
                // 责任单位：A；2022年底前
                if units
                    .clone()
                    .any(|i| flow.c[i].is_ascii_digit() && matches!(flow.c.get(i + 1), Some('年' | '月')))
                {
                    open.dues.push(units.clone());
                }
                open.assign(who::units(flow, units, &mut Shared::default()), role, words);
            }
        }
        Kind::PrimaryUnits => {
            let first = open.units.len();
            open.assign(who::units(flow, units, &mut Shared::default()), Role::Responsible, words);
            open.units[first..].iter_mut().for_each(|unit| unit.primary = true);
        }
        Kind::UnitsAndLeader(role) => units_and_leader(flow, open, units, role, words),
        Kind::Leaders => leaders(flow, open, range, words),
        Kind::Due => open.dues.push(range),
        Kind::Words | Kind::Goal | Kind::Name | Kind::Number | Kind::Other => {}
    }
}

/// A value without the half of a bracket that another label stands in: `市城管局（` of `市城管局（分管领导：某某）`.
fn unbracketed(c: &[char], mut range: Range<usize>) -> Range<usize> {
    let count = |range: &Range<usize>, bracket| c[range.clone()].iter().filter(|c| **c == bracket).count();
    if !range.is_empty() && matches!(c[range.end - 1], '(' | '[') {
        range.end -= 1;
    }
    if !range.is_empty() && c[range.end - 1] == ')' && count(&range, ')') > count(&range, '(') {
        range.end -= 1;
    }
    range
}

/// Units without the rule that stands behind them: `市金融办（第一责任单位为牵头单位，下同）`, `…，以下均需地方落实`.
fn without_rules(flow: &Flow, range: Range<usize>) -> Range<usize> {
    let c = &flow.c;
    let first = rules::first_leads(c, range.clone());
    let all = range.clone().find(|i| rules::names_all_that_follows(c, *i));
    let Some(rule) = first.into_iter().chain(all).min() else { return range };
    let cut = (range.start..rule).rev().find(|i| matches!(c[*i], '。' | ',' | ';' | '(' | '['));
    range.start..cut.unwrap_or(range.start)
}

/// Takes a division of work: units with their roles, and posts that lead it.
pub(crate) fn take_division(flow: &Flow, open: &mut Draft, division: Division) {
    let c = &flow.c;
    for clause in division.clauses {
        let label = Some(&clause.verb).filter(|verb| !verb.is_empty());
        let (people, units): (Vec<Unit>, Vec<Unit>) = clause.units.into_iter().partition(role::is_leader);
        open.assign(units, clause.role, label);
        for (n, person) in people.iter().enumerate() {
            // 由市委常委、副市长某某负责: one person with two posts.
            let next = people.get(n + 1).map(|next| &c[next.at.clone()]);
            if next.is_some_and(|next| leader::has_second_post(&c[person.at.clone()], next)) {
                continue;
            }
            open.leaders.push(Named { at: leader::name(c, person.at.clone()), label: label.cloned() });
        }
    }
    if !division.rest.is_empty() {
        open.dues.push(division.rest);
    }
}

/// `市退役军人局 闵学成`: units, and among them those who head them.
fn units_and_leader(
    flow: &Flow,
    open: &mut Draft,
    range: Range<usize>,
    role: Role,
    label: Option<&Range<usize>>,
) {
    let (people, units): (Vec<Unit>, Vec<Unit>) =
        who::units(flow, range, &mut Shared::default()).into_iter().partition(|unit| {
            let name: Vec<char> = unit.name.chars().collect();
            is_person(&name) || is_post(&name)
        });
    open.assign(units, role, label);
    for person in people {
        leaders(flow, open, person.at, label);
    }
}

/// Names and posts of a list.
fn leaders(flow: &Flow, open: &mut Draft, range: Range<usize>, label: Option<&Range<usize>>) {
    let c = &flow.c;
    let (mut start, mut depth) = (range.start, 0_usize);
    // Where the name or post that begins at a place ends.
    let word_end = |at: usize| {
        let ends = |i: &usize| matches!(c[*i], '、' | ',' | ';' | '。') || (*i > at + 1 && flow.gap(*i));
        (at..range.end).find(ends).unwrap_or(range.end)
    };
    // The same, with the name behind a post: 宣传部部长 某某.
    let named_end = |at: usize| {
        let end = word_end(at);
        let next = word_end(end);
        if end < range.end && flow.gap(end) && is_person(&c[end..next]) { next } else { end }
    };
    for i in range.start..=range.end {
        match c.get(i).filter(|_| i < range.end) {
            Some('(' | '[') => depth += 1,
            Some(')' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        let cut = i == range.end || depth == 0 && matches!(c[i], '、' | ',' | ';' | '。' | '/' | '\n' | '|');
        // 陆 明俞 悦: names of two characters, each with a blank inside, and none between them.
        let pair = i == start + 2
            && i + 2 <= range.end
            && flow.gap(start + 1)
            && !flow.gap(i)
            && flow.gap(i + 1)
            && (i + 2 == range.end || !flow.gap(i + 2));
        let gap = pair || i > start && i < range.end && flow.gap(i) && i - start >= 2 && range.end - i >= 2;
        // 孟凡东 above 童瑶: lines of a cell.
        let gap = gap
            || (flow.begins_line_of_cell(i)
                && i < range.end
                && is_surnamed(&c[start..i])
                && has_surname(&c[i..range.end]));
        if !cut && !gap {
            continue;
        }
        // 王伟 副市长: one person.
        let rest = i..word_end(i);
        let last_post = (start..i).rev().find(|at| c[*at] == '、').map_or(start, |at| at + 1);
        let post_of_next = gap && !cut && is_post(&c[last_post..i]) && is_person(&c[rest]);
        let post_of_last = start > range.start
            && flow.gap(start)
            && is_post(&c[start..i])
            && open.leaders.last().is_some_and(|last| last.at.end == start);
        // 县委常委、副县长刘芳: one person with two posts.
        if cut
            && i < range.end
            && c[i] == '、'
            && (leader::has_second_post(&c[start..i], &c[i + 1..named_end(i + 1)])
                // 各县党委、政府主要负责人: one post of two bodies.
                || ends(&c[start..i], "党委") && begins(&c[i + 1..range.end], "政府"))
        {
            continue;
        }
        let at = leader::name(c, trimmed(c, start..i));
        if at.len() >= 2 && c[at.start] != '(' && !post_of_next && !post_of_last {
            open.end = open.end.max(at.end);
            open.leaders.push(Named { at, label: label.cloned() });
        }
        start = if gap && !cut { i } else { i + 1 };
    }
}
