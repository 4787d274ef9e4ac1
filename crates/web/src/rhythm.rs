//! A rule of recurrence in words: 每月5日前, 每季度末.

use crate::words::{Locale, Words};
use ledger::recurrence::{Frequency, MonthDay, Months, Rule};
use std::fmt::Display;

/// How often, and by which day.
pub(crate) fn rhythm(rule: Rule, w: &Words) -> String {
    match rule {
        Rule::Each { of, every } => {
            let (one, several) = match (of, every.get()) {
                (Frequency::Daily, _) => ("rhythm-daily", "rhythm-days"),
                (Frequency::Weekly, _) => ("rhythm-weekly", "rhythm-weeks"),
                (Frequency::Monthly, 3) => return w.t("rhythm-quarterly").to_owned(),
                (Frequency::Monthly, 6) => return w.t("rhythm-half-yearly").to_owned(),
                (Frequency::Monthly, _) => ("rhythm-monthly", "rhythm-months"),
                (Frequency::Yearly, _) => ("rhythm-yearly", "rhythm-years"),
            };
            if every.get() == 1 { w.t(one).to_owned() } else { w.fill(several, &[("n", &every)]) }
        }
        Rule::Weekly(day) => {
            let day = day.to_monday_one_offset().to_string();
            w.fill("rhythm-on-weekday", &[("day", &w.of("rhythm-weekday", &day))])
        }
        Rule::Monthly(day) => on(day, w, "rhythm-on-day", "rhythm-on-last", &""),
        Rule::Yearly(months, day) if Some(months) == Months::of([3, 6, 9, 12]) => {
            on(day, w, "rhythm-quarter-day", "rhythm-quarter-last", &"")
        }
        Rule::Yearly(months, day) if day != MonthDay::LAST && Some(months) == Months::of([1, 4, 7, 10]) => {
            on(day, w, "rhythm-quarter-first", "", &"")
        }
        Rule::Yearly(months, day) => {
            let months: Vec<String> =
                months.iter().map(|month| w.of("month", &month.to_string()).to_owned()).collect();
            on(day, w, "rhythm-year-day", "rhythm-year-last", &w.list(months))
        }
    }
}

/// Rhythms that a form offers: as a document prints them, and in words.
pub(crate) fn usual(w: &Words) -> Vec<(String, String)> {
    const USUAL: [&str; 9] = [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=FR",
        "FREQ=MONTHLY;BYMONTHDAY=5",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10",
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20",
        "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
        "FREQ=MONTHLY;INTERVAL=6",
        "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30",
    ];
    let rules = USUAL.iter().filter_map(|rule| rule.parse().ok());
    rules.map(|rule| (rhythm(rule, Words::get(Locale::ZhCn)), rhythm(rule, w))).collect()
}

fn on(day: MonthDay, w: &Words, certain: &str, last: &str, months: &dyn Display) -> String {
    match day.day() {
        Some(day) => w.fill(certain, &[("day", &day), ("months", months)]),
        None => w.fill(last, &[("months", months)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_offers_is_understood() {
        let offered = usual(Words::get(Locale::En));
        assert_eq!(offered.len(), 9);
        for (value, _) in offered {
            assert!(reading::rhythm(&value).is_some(), "{value}");
        }
    }

    /// The words that a document prints, the rule that the reader finds in them, and the words that we say: whoever
    /// types ours is understood again.
    #[test]
    fn what_is_printed_is_said_and_understood() {
        for (printed, chinese, english) in [
            ("每日", "每日", "Every day"),
            ("每周", "每周", "Every week"),
            ("每两周", "每 2 周", "Every 2 weeks"),
            ("每周五", "每周五前", "Every week by Friday"),
            ("每周日前", "每周日前", "Every week by Sunday"),
            ("每月", "每月", "Every month"),
            ("每两个月", "每 2 个月", "Every 2 months"),
            ("每月5日前", "每月5日前", "Every month by day 5"),
            ("每月底", "每月底前", "Every month by its last day"),
            ("每季度", "每季度", "Every quarter"),
            ("每季度末", "每季度末", "Every quarter by its last day"),
            ("每季度末月20日前", "每季度末月20日前", "Every quarter by day 20 of its last month"),
            ("每季度首月10日前", "每季度首月10日前", "Every quarter by day 10 of its first month"),
            ("每半年", "每半年", "Every half-year"),
            ("每年", "每年", "Every year"),
            ("每年6月30日前", "每年6月30日前", "Every year by day 30 of Jun"),
            ("每年6月底前", "每年6月底前", "Every year by the last day of Jun"),
        ] {
            let rule: Rule = reading::rhythm(printed).unwrap().parse().unwrap();
            assert_eq!(rhythm(rule, Words::get(Locale::ZhCn)), chinese, "{printed}");
            assert_eq!(rhythm(rule, Words::get(Locale::En)), english, "{printed}");
            if !chinese.contains(' ') {
                assert_eq!(reading::rhythm(chinese), Some(rule.to_string()), "{chinese}");
            }
        }
    }
}
