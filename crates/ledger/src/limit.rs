//! Every limit of the ledger, with its unit in the name and its reason beside it.

use crate::refusal::{Code, Refusal};

/// A name of a unit, leader or post: the longest official name in use has about 40 characters.
pub const NAME_CHARS: usize = 80;
/// A title of a plan, document or task, as printed.
pub const TITLE_CHARS: usize = 200;
/// A note, reason or explanation: half a page.
pub const NOTE_CHARS: usize = 2_000;
/// A task's own words; the longest of the known plans has 1,100.
pub const BODY_CHARS: usize = 8_000;
/// A report's text: three pages.
pub const REPORT_CHARS: usize = 6_000;
/// Units of one task as printed, groups unsplit.
pub const UNITS_PER_TASK: usize = 200;
/// Targets, deadlines, time limits, recurring duties, leaders of one task.
pub const FACTS_PER_TASK: usize = 60;
/// Tasks of one plan: a state holds their ids.
pub const TASKS_PER_PLAN: usize = 2_000;
/// Members of one group: the counties of the largest province are 183.
pub const MEMBERS_PER_GROUP: usize = 400;
/// Aliases of one unit, and former names.
pub const NAMES_PER_UNIT: usize = 30;
/// Steps from a group to the units behind it: groups in groups, and successors of merged units.
pub const GROUP_DEPTH: usize = 4;
/// Units of one portfolio, posts of one account.
pub const POSTS_PER_ACCOUNT: usize = 20;
/// Corrections of a draft that can be undone.
pub const UNDO_STEPS: usize = 100;
/// Evidence files of one report.
pub const EVIDENCE_PER_REPORT: usize = 20;
/// Open tasks whose leaders one change of a portfolio may move in one write.
pub const TASKS_PER_PORTFOLIO_CHANGE: usize = 5_000;
/// Events of one write: a plan of 500 tasks handed to 40 units each.
pub const EVENTS_PER_WRITE: usize = 20_000;
/// A unit may say "not ours" this many days after the assignment (first day not counted).
pub const REFUSE_DAYS: i32 = 5;
/// A turn opens at most this many days: a wrong clock must not burn a ledger.
pub const DAYS_PER_TURN: usize = 31;

/// A required text: trimmed, not empty, at most `chars` characters.
///
/// # Errors
/// `Empty` or `TooLong`, naming the field.
pub fn text(field: &'static str, value: &str, chars: usize) -> Result<String, Refusal> {
    let value = optional(field, value, chars)?;
    if value.is_empty() { Err(Refusal::of(Code::Empty).at(field)) } else { Ok(value) }
}

/// A text that may be empty: trimmed, at most `chars` characters.
///
/// # Errors
/// `TooLong`, naming the field.
pub fn optional(field: &'static str, value: &str, chars: usize) -> Result<String, Refusal> {
    let value = value.trim();
    let count = value.chars().count();
    if count > chars {
        return Err(Refusal::of(Code::TooLong).at(field).with("max", chars).with("count", count));
    }
    Ok(value.to_owned())
}

/// A list of at most `max` entries.
///
/// # Errors
/// `TooMany`, naming the field.
pub fn count<T>(field: &'static str, list: &[T], max: usize) -> Result<(), Refusal> {
    if list.len() > max {
        return Err(Refusal::of(Code::TooMany).at(field).with("max", max).with("count", list.len()));
    }
    Ok(())
}

/// A list in which nothing stands twice, in the order of first mention.
pub fn distinct<T: Copy + Ord>(list: &[T]) -> Vec<T> {
    let mut seen = std::collections::BTreeSet::new();
    list.iter().copied().filter(|&one| seen.insert(one)).collect()
}
