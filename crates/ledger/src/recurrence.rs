//! Duties that come again (`每月5日前报送`): the rules of RFC 5545, section 3.3.10, that documents print, and their dates.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::num::NonZeroU8;
use std::str::FromStr;

/// When a duty comes again. Its text is that of RFC 5545: `FREQ=MONTHLY;BYMONTHDAY=5`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Rule {
    /// 每月, 每两周, 每半年: once in each period, on no certain day.
    Each {
        /// What a period is made of.
        of: Frequency,
        /// How many of them.
        every: NonZeroU8,
    },
    /// 每周五.
    Weekly(Weekday),
    /// 每月5日.
    Monthly(MonthDay),
    /// 每年6月底, 每季度末月20日.
    Yearly(Months, MonthDay),
}

/// Days, weeks, months or years.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs)]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// A day of the month, or its last one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MonthDay(i8);

impl MonthDay {
    /// The last day of each month.
    pub const LAST: Self = Self(-1);

    /// A day from 1 to 31, or -1 for the last.
    pub fn new(day: i8) -> Option<Self> {
        (day == -1 || (1..=31).contains(&day)).then_some(Self(day))
    }

    /// The day; none for the last one.
    pub fn day(self) -> Option<i8> {
        (self != Self::LAST).then_some(self.0)
    }

    /// The day in the month of a date. RFC 5545 leaves out a month that has no such day; a duty by the 31st of each
    /// month is owed in June too, so it falls on the month's last day there.
    fn within(self, month: Date) -> Date {
        let last = month.last_of_month();
        let day = self.day().unwrap_or(31).min(last.day());
        last.with().day(day).build().unwrap_or(last)
    }
}

/// Some months of the year, at least one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Months(u16);

impl Months {
    const ALL: Self = Self(0b1111_1111_1111);

    /// Months from 1 to 12; none where a number is no month, or there is none.
    pub fn of(months: impl IntoIterator<Item = i8>) -> Option<Self> {
        let bit = |month: i8| (1..=12).contains(&month).then(|| 1_u16 << (month - 1));
        let bits = months.into_iter().try_fold(0, |bits, month| Some(bits | bit(month)?))?;
        (bits != 0).then_some(Self(bits))
    }

    /// The months in order.
    pub fn iter(self) -> impl Iterator<Item = i8> {
        (1..=12).filter(move |month| self.0 >> (month - 1) & 1 == 1)
    }
}

impl Rule {
    /// The first date on or after `from`; none only where the calendar ends. Where no day is printed, the duty is due
    /// on the last day of each period: months are counted from January (每季度 ends in March), days, weeks and years
    /// from `since`, the duty's first day.
    pub fn next(self, since: Date, from: Date) -> Option<Date> {
        match self {
            Rule::Each { of, every } => {
                let every = i64::from(every.get());
                match of {
                    Frequency::Daily => end_of_days(since, every, from),
                    Frequency::Weekly => end_of_days(monday(since)?, 7 * every, from),
                    Frequency::Monthly => end_of_months(since, every, from),
                    Frequency::Yearly => end_of_months(since, 12 * every, from),
                }
            }
            Rule::Weekly(day) => from.checked_add(i64::from(from.weekday().until(day)).days()).ok(),
            Rule::Monthly(day) => in_months(Months::ALL, day, from),
            Rule::Yearly(months, day) => in_months(months, day, from),
        }
    }
}

fn monday(date: Date) -> Option<Date> {
    date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).ok()
}

/// The last number of the period in which `at` lies; periods have `length` numbers and one begins at 0.
fn last_of(at: i64, length: i64) -> i64 {
    at.div_euclid(length) * length + length - 1
}

fn end_of_days(origin: Date, length: i64, from: Date) -> Option<Date> {
    let at = i64::from((from - origin).get_days());
    origin.checked_add(last_of(at, length).days()).ok()
}

fn end_of_months(since: Date, length: i64, from: Date) -> Option<Date> {
    let origin = since.first_of_year();
    let at = 12 * i64::from(from.year() - origin.year()) + i64::from(from.month()) - 1;
    let last = origin.checked_add(last_of(at, length).months()).ok()?;
    Some(last.last_of_month())
}

fn in_months(months: Months, day: MonthDay, from: Date) -> Option<Date> {
    let first = from.first_of_month();
    let near = (0..=12_i64).filter_map(|ahead| first.checked_add(ahead.months()).ok());
    let dates =
        near.filter(|month| months.iter().any(|of| of == month.month())).map(|month| day.within(month));
    dates.into_iter().find(|date| *date >= from)
}

const FREQUENCIES: [(&str, Frequency); 4] = [
    ("DAILY", Frequency::Daily),
    ("WEEKLY", Frequency::Weekly),
    ("MONTHLY", Frequency::Monthly),
    ("YEARLY", Frequency::Yearly),
];
/// Days of the week from Monday on.
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = |day: &Weekday| DAYS[usize::try_from(day.to_monday_zero_offset()).unwrap_or_default()];
        match self {
            Rule::Each { of, every } => {
                let word =
                    FREQUENCIES.iter().find(|(_, frequency)| frequency == of).map_or("", |(word, _)| word);
                write!(f, "FREQ={word}")?;
                if every.get() > 1 { write!(f, ";INTERVAL={every}") } else { Ok(()) }
            }
            Rule::Weekly(on) => write!(f, "FREQ=WEEKLY;BYDAY={}", day(on)),
            Rule::Monthly(on) => write!(f, "FREQ=MONTHLY;BYMONTHDAY={}", on.0),
            Rule::Yearly(months, on) => {
                let months: Vec<String> = months.iter().map(|month| month.to_string()).collect();
                write!(f, "FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}", months.join(","), on.0)
            }
        }
    }
}

/// The text is no rule, or none that documents print.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a rule of recurrence that is known here: {0}")]
pub struct NotARule(String);

impl FromStr for Rule {
    type Err = NotARule;

    fn from_str(text: &str) -> Result<Self, NotARule> {
        parse(text).ok_or_else(|| NotARule(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Rule> {
    let (mut of, mut every, mut weekday, mut months, mut day) = (None, None, None, None, None);
    for part in text.split(';') {
        let (key, value) = part.split_once('=')?;
        let twice = match key {
            "FREQ" => of.replace(FREQUENCIES.iter().find(|(word, _)| *word == value)?.1).is_some(),
            "INTERVAL" => every.replace(value.parse::<NonZeroU8>().ok()?).is_some(),
            "BYDAY" => {
                let at = DAYS.iter().position(|day| *day == value)?;
                weekday.replace(Weekday::from_monday_zero_offset(at as i8).ok()?).is_some()
            }
            "BYMONTH" => {
                let listed =
                    value.split(',').map(|month| month.parse::<i8>().ok()).collect::<Option<Vec<_>>>()?;
                months.replace(Months::of(listed)?).is_some()
            }
            "BYMONTHDAY" => day.replace(MonthDay::new(value.parse().ok()?)?).is_some(),
            _ => return None,
        };
        if twice {
            return None;
        }
    }
    match (of?, every, weekday, months, day) {
        (of, every, None, None, None) => Some(Rule::Each { of, every: every.unwrap_or(NonZeroU8::MIN) }),
        (Frequency::Weekly, None, Some(weekday), None, None) => Some(Rule::Weekly(weekday)),
        (Frequency::Monthly, None, None, None, Some(day)) => Some(Rule::Monthly(day)),
        (Frequency::Yearly, None, None, Some(months), Some(day)) => Some(Rule::Yearly(months, day)),
        _ => None,
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn rules() -> impl Strategy<Value = Rule> {
        let frequency = prop::sample::select(FREQUENCIES.map(|(_, of)| of).to_vec());
        let every = (1_u8..=60).prop_filter_map("a number", NonZeroU8::new);
        let weekday = (0_i8..7).prop_filter_map("a weekday", |at| Weekday::from_monday_zero_offset(at).ok());
        let day = || (-1_i8..=31).prop_filter_map("a day", MonthDay::new);
        let months = prop::collection::vec(1_i8..=12, 1..5).prop_filter_map("months", Months::of);
        prop_oneof![
            (frequency, every).prop_map(|(of, every)| Rule::Each { of, every }),
            weekday.prop_map(Rule::Weekly),
            day().prop_map(Rule::Monthly),
            (months, day()).prop_map(|(months, day)| Rule::Yearly(months, day)),
        ]
    }

    fn days() -> impl Strategy<Value = Date> {
        (0_i64..73_000).prop_map(|ahead| date(1950, 1, 1).saturating_add(ahead.days()))
    }

    /// Whether a duty falls on a day, said without looking for it.
    fn falls(rule: Rule, since: Date, on: Date) -> bool {
        let ends = on == on.last_of_month();
        let of_month = |day: MonthDay| match day.day() {
            Some(day) => on.day() == day || ends && on.day() < day,
            None => ends,
        };
        let tomorrow = on.tomorrow().unwrap();
        match rule {
            Rule::Each { of, every } => {
                let every = i32::from(every.get());
                let whole = |count: i32| count.rem_euclid(every) == 0;
                let years = i32::from(tomorrow.year() - since.year());
                let days = (tomorrow - since).get_days();
                let weekday = i32::from(since.weekday().to_monday_zero_offset());
                match of {
                    Frequency::Daily => whole(days),
                    Frequency::Weekly => (days + weekday) % 7 == 0 && whole((days + weekday) / 7),
                    Frequency::Monthly => ends && whole(12 * years + i32::from(tomorrow.month()) - 1),
                    Frequency::Yearly => tomorrow.day_of_year() == 1 && whole(years),
                }
            }
            Rule::Weekly(day) => on.weekday() == day,
            Rule::Monthly(day) => of_month(day),
            Rule::Yearly(months, day) => months.iter().any(|month| month == on.month()) && of_month(day),
        }
    }

    proptest! {
        #[test]
        fn a_rule_is_its_text(rule in rules()) {
            prop_assert_eq!(rule.to_string().parse(), Ok(rule));
        }

        #[test]
        fn no_text_is_read_as_another_rule(text in "(FREQ=(DAILY|MONTHLY|YEARLY);?)?([A-Z]{3,10}=-?[0-9A-Z,]{0,4};?){0,3}") {
            if let Ok(rule) = text.parse::<Rule>() {
                prop_assert_eq!(rule.to_string().parse(), Ok(rule));
            }
        }

        #[test]
        fn the_next_date_is_the_first_that_fits(rule in rules(), since in days(), ahead in 0_i64..4_000) {
            let from = since.saturating_add(ahead.days());
            let next = rule.next(since, from).unwrap();
            prop_assert!(next >= from);
            prop_assert!(falls(rule, since, next), "{rule} from {from}: {next}");
            prop_assert_eq!(rule.next(since, next), Some(next));
            // None between was passed over; far apart, a stretch of them is looked at.
            let between = from.series(1.day()).take_while(|day| *day < next).take(800);
            prop_assert_eq!(between.into_iter().find(|day| falls(rule, since, *day)), None);
        }
    }

    #[test]
    fn dates_of_the_usual_rhythms() {
        for (rule, from, next) in [
            ("FREQ=DAILY", "2026-11-25", "2026-11-25"),
            ("FREQ=WEEKLY", "2026-11-25", "2026-11-29"),
            ("FREQ=WEEKLY;INTERVAL=2", "2026-11-25", "2026-12-06"),
            ("FREQ=WEEKLY;BYDAY=FR", "2026-11-25", "2026-11-27"),
            ("FREQ=WEEKLY;BYDAY=WE", "2026-11-25", "2026-11-25"),
            ("FREQ=WEEKLY;BYDAY=TU", "2026-11-25", "2026-12-01"),
            ("FREQ=MONTHLY", "2026-11-25", "2026-11-30"),
            ("FREQ=MONTHLY;BYMONTHDAY=5", "2026-11-25", "2026-12-05"),
            ("FREQ=MONTHLY;BYMONTHDAY=25", "2026-11-25", "2026-11-25"),
            ("FREQ=MONTHLY;BYMONTHDAY=-1", "2028-02-01", "2028-02-29"),
            // A month without the day has its last one.
            ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-11-25", "2026-11-30"),
            ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-11-25", "2027-02-28"),
            // Quarters and half-years are those of the calendar.
            ("FREQ=MONTHLY;INTERVAL=3", "2026-11-25", "2026-12-31"),
            ("FREQ=MONTHLY;INTERVAL=6", "2026-05-04", "2026-06-30"),
            ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", "2026-11-25", "2026-12-20"),
            ("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10", "2026-10-11", "2027-01-10"),
            ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1", "2026-07-01", "2027-06-30"),
            ("FREQ=YEARLY", "2026-11-25", "2026-12-31"),
        ] {
            let since = date(2026, 11, 23);
            let found = rule.parse::<Rule>().unwrap().next(since, from.parse().unwrap());
            assert_eq!(found.map(|day| day.to_string()).as_deref(), Some(next), "{rule} from {from}");
        }
        let last: Rule = "FREQ=MONTHLY;BYMONTHDAY=5".parse().unwrap();
        assert_eq!(last.next(date(2026, 1, 1), Date::MAX), None, "the calendar ends");
    }

    #[test]
    fn what_no_document_prints_is_no_rule() {
        for text in [
            "",
            "FREQ",
            "FREQ=HOURLY",
            "BYMONTHDAY=5",
            "FREQ=MONTHLY;INTERVAL=0",
            "FREQ=MONTHLY;BYMONTHDAY=0",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=MONTHLY;BYMONTHDAY=-2",
            "FREQ=MONTHLY;BYMONTHDAY=5;BYMONTHDAY=6",
            "FREQ=MONTHLY;BYDAY=FR",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;BYMONTHDAY=5",
            "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=5",
            "FREQ=YEARLY;BYMONTH=;BYMONTHDAY=5",
            "FREQ=YEARLY;BYMONTHDAY=5",
            "FREQ=YEARLY;BYMONTH=6",
            "FREQ=DAILY;COUNT=3",
            "freq=daily",
        ] {
            assert!(text.parse::<Rule>().is_err(), "{text}");
        }
    }
}
