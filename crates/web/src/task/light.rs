//! A light's reason as people read it: the result, then its ground.

use crate::words::Words;
use jiff::civil::Date;
use ledger::light::{Light, Reason};
use ledger::pace;
use store::row::task::TaskRow;

/// What the phrase is made of, from a row of a list or from a task itself.
pub(crate) struct Lit<'a> {
    light: Light,
    reason: Reason,
    due: Option<(Date, &'a str)>,
    line: (Date, Date),
    progress: Option<i32>,
}

impl<'a> From<&'a TaskRow> for Lit<'a> {
    fn from(row: &'a TaskRow) -> Self {
        let due = row.due.as_ref().map(|(day, clock)| (*day, clock.as_str()));
        Self { light: row.light, reason: row.reason, due, line: (row.start, row.end), progress: row.progress }
    }
}

impl<'a> From<&'a ledger::task::Row> for Lit<'a> {
    fn from(row: &'a ledger::task::Row) -> Self {
        let due = row.due.as_ref().map(|(day, clock)| (*day, clock.as_str()));
        Self { light: row.light, reason: row.reason, due, line: (row.start, row.end), progress: row.progress }
    }
}

/// A light and its reason in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct LightWords {
    /// The key of the colour.
    pub colour: &'static str,
    /// The result: 逾期 3 天.
    pub what: String,
    /// Its ground, or "": 一般事项，应 7 天内有结果.
    pub why: String,
}

/// Phrases the light of a task on a day.
pub(crate) fn light_words<'a>(of: impl Into<Lit<'a>>, today: Date, w: &Words) -> LightWords {
    let Lit { light, reason, due, line: (start, end), progress } = of.into();
    let clock = due.map_or(String::new(), |(_, code)| w.of("task-clock", code).to_owned());
    let (what, why) = match reason {
        Reason::Cancelled => (w.t("state-cancelled").to_owned(), w.t("task-light-withdrawn").to_owned()),
        Reason::Ended => (w.t("state-cancelled").to_owned(), w.t("task-light-ended").to_owned()),
        Reason::Carried => (w.t("state-carried").to_owned(), w.t("task-light-carried").to_owned()),
        Reason::Cleared => (w.t("state-cleared").to_owned(), String::new()),
        // The table decides the colour; whether the day has passed decides the words.
        Reason::Overdue | Reason::DueSoon => {
            (due.map_or(String::new(), |(day, _)| until(day, today, w)), clock)
        }
        Reason::Behind => {
            let (done, expected) = (progress.unwrap_or(0), pace::expected(start, end, today));
            let points = expected - done;
            let why = w.fill("task-light-pace", &[("done", &done), ("expected", &expected)]);
            (w.fill("task-light-behind", &[("n", &points)]), why)
        }
        Reason::InTime => (w.t("task-light-in_time").to_owned(), clock),
    };
    LightWords { colour: light.text(), what, why }
}

/// How far a day is: 逾期 3 天, 今天到期, 3 天后到期.
pub(crate) fn until(day: Date, today: Date, w: &Words) -> String {
    match (day - today).get_days() {
        days @ ..0 => w.fill("task-light-overdue", &[("n", &-days)]),
        0 => w.t("task-light-today").to_owned(),
        days => w.fill("task-light-due", &[("n", &days)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Locale;
    use jiff::civil::date;

    fn said(
        light: Light,
        reason: Reason,
        due: Option<(Date, &str)>,
        progress: Option<i32>,
        locale: Locale,
    ) -> String {
        let line = (date(2026, 4, 1), date(2026, 6, 30));
        let lit = Lit { light, reason, due, line, progress };
        let LightWords { colour, what, why } = light_words(lit, date(2026, 5, 16), Words::get(locale));
        format!("{colour}: {what} · {why}")
    }

    #[test]
    fn a_reason_is_a_result_and_its_ground() {
        let (ordinary, complex) = ("ordinary_7", "complex_1");
        let on = |day, code| Some((date(2026, 5, day), code));
        let late = on(13, ordinary);
        for (light, reason, due, progress, chinese) in [
            (Light::Red, Reason::Overdue, late, None, "red: 逾期 3 天 · 一般事项，应 7 天内有结果"),
            (
                Light::Yellow,
                Reason::DueSoon,
                on(19, complex),
                None,
                "yellow: 3 天后到期 · 复杂事项，应 1 个月内有说法",
            ),
            (Light::Yellow, Reason::DueSoon, on(16, "document"), None, "yellow: 今天到期 · 文件写明的期限"),
            (
                Light::Yellow,
                Reason::Behind,
                on(31, complex),
                Some(38),
                "yellow: 落后序时 12 个百分点 · 完成 38%，应达 50%",
            ),
            (Light::Green, Reason::InTime, on(31, "all_0"), None, "green: 按期 · 所有事项，年底前清零销号"),
            (Light::Green, Reason::InTime, None, None, "green: 按期 · "),
            (Light::Blue, Reason::Cleared, None, Some(100), "blue: 已销号 · "),
            (Light::Grey, Reason::Cancelled, None, None, "grey: 撤销 · 方案已撤回"),
            // A table without a row for what is overdue still tells the truth.
            (Light::Yellow, Reason::DueSoon, late, None, "yellow: 逾期 3 天 · 一般事项，应 7 天内有结果"),
        ] {
            assert_eq!(said(light, reason, due, progress, Locale::ZhCn), chinese);
        }
        let one = said(Light::Red, Reason::Overdue, on(15, ordinary), None, Locale::En);
        assert_eq!(one, "red: 1 day overdue · ordinary matter, result within 7 days");
    }

    #[test]
    fn every_clock_of_the_preset_has_its_sentence() {
        for rule in ledger::clock::seven_one_zero() {
            for locale in Locale::ALL {
                assert_ne!(Words::get(locale).of("task-clock", &rule.code), rule.code, "{}", rule.code);
            }
        }
    }
}
