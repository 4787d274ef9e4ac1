//! The geometry of a pace chart: where its lines and words stand in the drawing that
//! `templates/part/chart.html` prints. Coordinates are whole units of the view box.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::words::Words;

/// Width of the view box.
pub const WIDTH: i32 = 640;
/// Height of the view box.
pub const HEIGHT: i32 = 180;
/// Left edge of the plotted area; the words of the levels stand left of it.
pub const LEFT: i32 = 52;
/// Right edge of the plotted area.
pub const RIGHT: i32 = 624;
/// Top of the plotted area.
pub const HEAD: i32 = 22;
/// Width that the words of two days need to stand beside each other.
const ROOM: i32 = 72;
/// The line of zero.
pub const FOOT: i32 = 146;

/// A target that grows from zero at `start` to its value at `end`, and what was reported.
#[derive(Clone, Debug)]
pub struct Pace {
    /// First day of the line.
    pub start: Date,
    /// The day on which the target is due.
    pub end: Date,
    /// The ledger's day.
    pub today: Date,
    /// The target's value; the line ends there.
    pub target: Decimal,
    /// Cumulative figures by their day, oldest first.
    pub figures: Vec<(Date, Decimal)>,
}

impl Pace {
    /// What the straight line asks for on a day; nothing before its start, all after its end.
    pub fn due_on(&self, day: Date) -> Decimal {
        let (passed, whole) = (days(self.start, day), days(self.start, self.end).max(1));
        let share = Decimal::from(passed.clamp(0, whole)) / Decimal::from(whole);
        (self.target * share).round_dp(self.target.scale().max(1)).normalize()
    }

    /// What the line asks for today.
    pub fn due(&self) -> Decimal {
        self.due_on(self.today)
    }

    /// Grid lines: height and value at zero, half and the whole.
    pub fn levels(&self) -> [(i32, Decimal); 3] {
        let half = (self.target / Decimal::TWO).normalize();
        [Decimal::ZERO, half, self.target.normalize()].map(|value| (self.y(value), value))
    }

    /// The x of a day, within the plotted area.
    pub fn x(&self, day: Date) -> i32 {
        let (passed, whole) = (days(self.start, day), days(self.start, self.end).max(1));
        LEFT + (i64::from(RIGHT - LEFT) * passed.clamp(0, whole) / whole) as i32
    }

    /// Whether the first day's word has room beside today's.
    pub fn shows_start(&self) -> bool {
        self.now().is_none_or(|now| now - LEFT >= ROOM)
    }

    /// Whether the last day's word has room beside today's.
    pub fn shows_end(&self) -> bool {
        self.now().is_none_or(|now| RIGHT - now >= ROOM)
    }

    /// The y of a value, within the plotted area and a little above it where the target is passed.
    pub fn y(&self, value: Decimal) -> i32 {
        let share = if self.target > Decimal::ZERO { value / self.target } else { Decimal::ZERO };
        let height = share * Decimal::from(FOOT - HEAD);
        (FOOT - height.round().to_i32().unwrap_or(0)).clamp(HEAD - 8, FOOT)
    }

    /// The x of today, if today lies between the ends.
    pub fn now(&self) -> Option<i32> {
        (self.start <= self.today && self.today <= self.end).then(|| self.x(self.today))
    }

    /// The y of the target, where the straight line ends.
    pub fn top(&self) -> i32 {
        self.y(self.target)
    }

    /// Each figure with its day and what the line asked for on it.
    pub fn rows(&self) -> impl Iterator<Item = (Date, Decimal, Decimal)> {
        self.figures.iter().map(|(day, value)| (*day, *value, self.due_on(*day)))
    }

    /// The points of the reported line, from zero at the start.
    pub fn line(&self) -> String {
        let point = |(day, value): &(Date, Decimal)| format!("{},{}", self.x(*day), self.y(*value));
        let points = self.figures.iter().map(point);
        std::iter::once(format!("{LEFT},{FOOT}")).chain(points).collect::<Vec<_>>().join(" ")
    }

    /// Where the last figure stands, and its value.
    pub fn last(&self) -> Option<(i32, i32, Decimal)> {
        let (day, value) = self.figures.last()?;
        Some((self.x(*day), self.y(*value), value.normalize()))
    }

    /// The chart in one sentence, for those who do not see it.
    pub fn sentence(&self, words: &Words) -> String {
        let done = self.figures.last().map_or(Decimal::ZERO, |(_, value)| *value);
        let (done, due) = (words.number(done.normalize()), words.number(self.due()));
        words.fill("pace-read", &[("done", &done), ("due", &due)])
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn quarter(today: Date, figures: &[(Date, i64)]) -> Pace {
        Pace {
            start: date(2017, 4, 1),
            end: date(2017, 6, 30),
            today,
            target: Decimal::from(25),
            figures: figures.iter().map(|(day, tenths)| (*day, Decimal::new(*tenths, 1))).collect(),
        }
    }

    #[test]
    fn the_line_asks_for_its_share_of_the_time() {
        let pace = quarter(date(2017, 5, 20), &[]);
        for (day, due) in [
            (date(2017, 3, 1), Decimal::ZERO),
            (date(2017, 4, 1), Decimal::ZERO),
            (date(2017, 5, 16), Decimal::new(125, 1)),
            (date(2017, 5, 20), Decimal::new(136, 1)),
            (date(2017, 6, 30), Decimal::from(25)),
            (date(2018, 1, 1), Decimal::from(25)),
        ] {
            assert_eq!(pace.due_on(day), due, "{day}");
        }
    }

    #[test]
    fn the_drawing_stays_in_its_box() {
        let wild = quarter(date(2019, 1, 1), &[(date(2016, 1, 1), -50), (date(2018, 1, 1), 9_999)]);
        assert_eq!(wild.now(), None);
        assert_eq!(wild.line(), format!("{LEFT},{FOOT} {LEFT},{FOOT} {RIGHT},{}", HEAD - 8));
        let same_day = Pace { end: date(2017, 4, 1), target: Decimal::ZERO, ..wild };
        assert_eq!(same_day.y(Decimal::ONE), FOOT);
        assert_eq!(same_day.x(same_day.end), LEFT);
    }

    #[test]
    fn half_of_the_target_stands_half_way_up() {
        let pace = quarter(date(2017, 5, 16), &[(date(2017, 5, 12), 125)]);
        let (_, y, value) = pace.last().expect("a figure");
        assert_eq!((y, value), (i32::midpoint(HEAD, FOOT), Decimal::new(125, 1)));
        assert_eq!(pace.now(), Some(i32::midpoint(LEFT, RIGHT)));
    }
}
