//! The day is an event: one for each calendar date of the jurisdiction's zone, in order, none left out.

use crate::event::facts;
use crate::limit::DAYS_PER_TURN;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// `day.opened`: the ledger's today is `date` from here on. It is of no thing and by nobody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opened {
    /// The calendar date in the jurisdiction's zone.
    pub date: Date,
}

facts! {
    /// Events about the ledger's day.
    DayEvent in Day { Opened = "day.opened" }
}

/// Why no day is opened.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DayError {
    /// More days are missing than a turn may open: the clock is wrong, or the ledger slept.
    #[error("{missing} days are missing since {last}, and a turn opens at most {DAYS_PER_TURN}")]
    TooMany {
        /// The ledger's day.
        last: Date,
        /// How many days lie between it and the clock's.
        missing: usize,
    },
    /// The zone's name is not known.
    #[error("no time zone is named {0}")]
    Zone(String),
}

/// The date that `now` has in `zone`.
///
/// # Errors
/// A zone that is not known.
pub fn date_of(now: Timestamp, zone: &str) -> Result<Date, DayError> {
    let zone = TimeZone::get(zone).map_err(|_| DayError::Zone(zone.to_owned()))?;
    Ok(zone.to_datetime(now).date())
}

/// The days to open so that the ledger's day is `date`: none if it is there already or lies beyond (never back).
///
/// # Errors
/// `TooMany` when more than `at_most` are missing.
pub fn missing(last: Date, date: Date, at_most: usize) -> Result<Vec<Date>, DayError> {
    let missing = usize::try_from((date - last).get_days()).unwrap_or(0);
    if missing > at_most {
        return Err(DayError::TooMany { last, missing });
    }
    Ok(last.series(jiff::Span::new().days(1)).skip(1).take(missing).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_opened_in_order_and_never_back() {
        let last = date(2026, 2, 27);
        assert_eq!(missing(last, last, 31), Ok(vec![]));
        assert_eq!(missing(last, date(2026, 2, 20), 31), Ok(vec![]));
        assert_eq!(missing(last, date(2026, 3, 1), 31), Ok(vec![date(2026, 2, 28), date(2026, 3, 1)]));
        assert_eq!(missing(last, date(2099, 1, 1), 31), Err(DayError::TooMany { last, missing: 26_606 }));
    }

    #[test]
    fn the_zone_decides_the_date() {
        let late = "2026-05-20T16:30:00Z".parse().unwrap();
        assert_eq!(date_of(late, "Asia/Shanghai"), Ok(date(2026, 5, 21)));
        assert_eq!(date_of(late, "UTC"), Ok(date(2026, 5, 20)));
        assert_eq!(date_of(late, "Mars/Base"), Err(DayError::Zone("Mars/Base".into())));
    }
}
