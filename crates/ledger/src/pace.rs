//! 序时进度: the share of the work against the share of the time.

use crate::task::{Standing, State, Task};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// Points by which work may lag or lead before a word says so.
pub const WORD_POINTS: i32 = 10;

/// Five words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// 落后: ten points or more behind.
    Behind,
    /// 达序时
    OnPace,
    /// 超前: ten points or more ahead.
    Ahead,
    /// 完成
    Done,
    /// 不可测: nothing was reported, or there is no line to measure against.
    NotMeasurable,
}

impl Word {
    /// All words.
    pub const ALL: [Word; 5] = [Word::Behind, Word::OnPace, Word::Ahead, Word::Done, Word::NotMeasurable];

    /// The word's name in programs and in the keys of `locales/`.
    pub fn text(self) -> &'static str {
        match self {
            Word::Behind => "behind",
            Word::OnPace => "on_pace",
            Word::Ahead => "ahead",
            Word::Done => "done",
            Word::NotMeasurable => "not_measurable",
        }
    }
}

/// The share of the time from `start` to `end` that is over at the end of `today`, in whole percent.
pub fn expected(start: Date, end: Date, today: Date) -> i32 {
    let days = |from: Date, to: Date| (to - from).get_days() + 1;
    if today < start {
        0
    } else if today >= end {
        100
    } else {
        days(start, today) * 100 / days(start, end)
    }
}

/// The first day on which `expected` is at least `points`; none beyond 100.
pub fn day_when(start: Date, end: Date, points: i32) -> Option<Date> {
    if points > 100 {
        return None;
    }
    let days = (end - start).get_days() + 1;
    // The smallest n with n * 100 / days >= points, n days being over.
    let over = (points.max(0) * days + 99) / 100;
    Some(start.saturating_add((over.max(1) - 1).days()).min(end))
}

/// Figure against target in whole percent, rounded down.
fn ratio(figure: Decimal, target: Decimal) -> i32 {
    let percent = figure.checked_mul(Decimal::ONE_HUNDRED).and_then(|hundred| hundred.checked_div(target));
    let percent = percent.unwrap_or_default().round_dp_with_strategy(0, RoundingStrategy::ToZero);
    percent.to_i32().unwrap_or(i32::MAX).clamp(0, 100)
}

/// How far a task is, for its pace: the lowest of its measurable targets, else its percentage; none if neither was reported.
pub fn progress(task: &Task) -> Option<i32> {
    let measured: Vec<_> = task.targets.iter().filter(|target| target.has_line()).collect();
    let by_targets = measured.iter().any(|target| target.claimed.is_some()).then(|| {
        let of = |target: &&crate::task::TargetState| {
            target.claimed.map_or(0, |(figure, _)| ratio(figure, target.value))
        };
        measured.iter().map(of).min().unwrap_or(0)
    });
    by_targets.or_else(|| task.percent(Standing::Claimed).map(i32::from))
}

/// Points by which a task is behind its line (negative: ahead); none where it can't be measured, or is closed.
pub fn behind(task: &Task, today: Date) -> Option<i32> {
    task.state().open().then_some(())?;
    Some(expected(task.start, task.end, today) - progress(task)?)
}

/// The word for a task.
pub fn word(task: &Task, today: Date) -> Word {
    if task.state() == State::Cleared {
        return Word::Done;
    }
    match (progress(task), behind(task, today)) {
        (Some(100), _) => Word::Done,
        (_, None) => Word::NotMeasurable,
        (_, Some(points)) if points >= WORD_POINTS => Word::Behind,
        (_, Some(points)) if points <= -WORD_POINTS => Word::Ahead,
        _ => Word::OnPace,
    }
}

/// The next day after `today` on which the word, or a light that waits for `behind` points, may turn by itself.
pub fn turns_on(task: &Task, behind: i32, today: Date) -> Option<Date> {
    let progress = progress(task)?;
    [progress + behind, progress + WORD_POINTS, progress - WORD_POINTS + 1]
        .into_iter()
        .filter_map(|points| day_when(task.start, task.end, points))
        .filter(|&day| day > today)
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const START: Date = date(2026, 4, 1);
    const END: Date = date(2026, 6, 30);

    #[test]
    fn time_is_counted_to_the_end_of_the_day() {
        for (day, percent) in [
            (date(2026, 3, 31), 0),
            (date(2026, 4, 1), 1),
            (date(2026, 5, 20), 54),
            (date(2026, 6, 29), 98),
            (date(2026, 6, 30), 100),
            (date(2026, 7, 9), 100),
        ] {
            assert_eq!(expected(START, END, day), percent, "{day}");
        }
    }

    #[test]
    fn day_when_is_the_first_day_at_those_points() {
        for points in 1..=100 {
            let day = day_when(START, END, points).unwrap();
            assert!(expected(START, END, day) >= points, "{points}");
            assert!(day == START || expected(START, END, day.yesterday().unwrap()) < points, "{points}");
        }
        assert_eq!(day_when(START, END, 101), None);
    }

    #[test]
    fn ratios_are_whole_percents_within_0_and_100() {
        let n = |n: i64| Decimal::new(n, 1);
        for (figure, target, percent) in
            [(96, 250, 38), (0, 250, 0), (-50, 250, 0), (300, 250, 100), (1, 0, 0)]
        {
            assert_eq!(ratio(n(figure), n(target)), percent);
        }
    }
}
