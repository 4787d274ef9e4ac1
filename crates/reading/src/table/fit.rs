//! How well a cell fits under a column's head.

use std::ops::Range;

use crate::due::is_due;
use crate::label::Kind;
use crate::leader::{has_surname, is_person, is_post};
use crate::mark::{begins, ends};
use crate::numeral::is_number;
use crate::office::is_department;
use crate::role;
use crate::text::Flow;
use crate::who;

/// How well a cell fits under a column.
pub(crate) fn fit(flow: &Flow, cell: &Range<usize>, kind: Kind) -> i32 {
    let text = &flow.c[cell.clone()];
    if text.is_empty() {
        return 0;
    }
    if who::is_none(text) {
        return match kind {
            Kind::Units(_) | Kind::PrimaryUnits | Kind::UnitsAndLeader(_) | Kind::Leaders => 2,
            Kind::Due | Kind::Goal | Kind::Other => 1,
            Kind::Number | Kind::Words | Kind::Name => -2,
        };
    }
    // 0.85 under 总投资（亿元）: a bare figure is no name and nothing to do.
    if text.contains(&'.') && text.iter().all(|c| c.is_ascii_digit() || *c == '.') && text.len() > 2 {
        return match kind {
            Kind::Other => 2,
            Kind::Goal => 0,
            _ => -3,
        };
    }
    if is_progress(text) {
        return match kind {
            Kind::Other => 3,
            Kind::Due | Kind::Goal => 0,
            _ => -2,
        };
    }
    let number = is_number(text);
    let due = is_due(text);
    let long = text.len() > 30;
    let sentence = text.contains(&'。');
    // A list may end with a full stop too.
    let stopped =
        sentence && (text[..text.len() - 1].contains(&'。') || !who::is_plain_list(flow, cell.clone()));
    let listed = if long {
        who::is_certain_list(flow, cell.clone()) || who::is_plain_list(flow, cell.clone())
    } else {
        who::is_list(flow, cell.clone())
    };
    // 县水利局主要负责人: who heads a unit, whatever the post.
    let post = is_post(text) || ["负责人", "负责同志"].iter().any(|end| ends(text, end));
    let units = (listed && !post && !stopped)
        || role::division(flow, cell.clone()).is_some_and(|division| division.rest.is_empty());
    match kind {
        Kind::Number => {
            if number {
                4
            } else {
                -4
            }
        }
        Kind::Due => {
            if due {
                4
            } else {
                -2
            }
        }
        Kind::Units(_) | Kind::PrimaryUnits => {
            if units {
                3
            } else {
                -3
            }
        }
        Kind::UnitsAndLeader(_) => {
            if units || is_person(text) || post {
                2
            } else if text.len() < 24 && !sentence && !text.iter().any(char::is_ascii_digit) {
                0
            } else {
                -3
            }
        }
        Kind::Leaders => {
            if due {
                -3
            } else if is_person(text) || post {
                3
            } else if has_surname(text) && !is_department(text) {
                2
            } else if long || units {
                -3
            } else {
                0
            }
        }
        Kind::Words | Kind::Goal => {
            if number || due {
                -2
            } else if post {
                0
            } else if listed && who::is_certain_list(flow, cell.clone()) {
                1
            } else if text.len() > 8 || sentence {
                3
            } else {
                0
            }
        }
        Kind::Name => {
            if number || due {
                -1
            } else if long {
                1
            } else {
                2
            }
        }
        Kind::Other => i32::from(long),
    }
}

/// Whether a cell tells how far things are: 已完成, 正在推进.
fn is_progress(text: &[char]) -> bool {
    const BEGINS: &[&str] = &["已", "正在", "尚未", "未", "基本", "全部"];
    const ENDS: &[&str] =
        &["完成", "推进", "办结", "进行", "整改", "到位", "启动", "落实", "销号", "开工", "竣工"];
    const WHOLE: &[&str] =
        &["完成", "推进中", "进行中", "整改中", "办理中", "未启动", "按计划推进", "按序时推进"];
    let is = |word: &&str| begins(text, word) && text.len() == word.chars().count();
    text.len() <= 8
        && (WHOLE.iter().any(is)
            || (BEGINS.iter().any(|word| begins(text, word)) && ENDS.iter().any(|word| ends(text, word))))
}
