//! Dates and figures as people type them: 2026-05-17, 5月17日, ２０２６年５月１７日; 1,204.5, ９．６.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Full-width digits and signs as the keyboard of a Chinese office gives them, in their plain form.
fn plain(text: &str) -> String {
    let plain = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        '．' | '。' => '.',
        '－' | '—' | '−' => '-',
        '，' => ',',
        '／' => '/',
        _ => c,
    };
    text.chars().map(plain).filter(|c| !c.is_whitespace()).collect()
}

/// A day. Without a year it is this year's, or last year's where this year's lies more than half a year ahead: in
/// January people report for 12月30日.
pub(super) fn date(text: &str, today: Date) -> Option<Date> {
    let text = plain(text);
    let text = text.trim_end_matches(['日', '号']);
    let parts: Vec<i16> =
        text.split(['-', '/', '.', '年', '月']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let day = |year: i16, month: i16, day: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    match parts[..] {
        [year, month, of] if year >= 1000 => day(year, month, of),
        [month, of] => {
            let this = day(today.year(), month, of)?;
            if this > today.saturating_add(6.months()) {
                day(today.year() - 1, month, of)
            } else {
                Some(this)
            }
        }
        _ => None,
    }
}

/// A figure, thousands parted or not.
pub(super) fn number(text: &str) -> Option<Decimal> {
    plain(text).replace(',', "").parse().ok()
}

/// A percentage: `38`, `38%`.
pub(super) fn percent(text: &str) -> Option<u8> {
    plain(text).trim_end_matches(['%', '％']).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn dates() {
        let today = day(2026, 5, 20);
        for (typed, meant) in [
            ("2026-05-17", Some(day(2026, 5, 17))),
            ("2026/5/17", Some(day(2026, 5, 17))),
            ("5月17日", Some(day(2026, 5, 17))),
            (" ５月１７日 ", Some(day(2026, 5, 17))),
            ("5月17号", Some(day(2026, 5, 17))),
            ("5.17", Some(day(2026, 5, 17))),
            ("2025年12月31日", Some(day(2025, 12, 31))),
            ("5月25日", Some(day(2026, 5, 25))),
            ("12月30日", Some(day(2025, 12, 30))),
            ("2月30日", None),
            ("13月1日", None),
            ("17-5-1", None),
            ("", None),
            ("上周", None),
        ] {
            assert_eq!(date(typed, today), meant, "{typed}");
        }
    }

    #[test]
    fn figures() {
        for (typed, meant) in [
            ("9.6", Some("9.6")),
            ("1,204.5", Some("1204.5")),
            ("１，２０４．５", Some("1204.5")),
            (" 12 000 ", Some("12000")),
            ("-3", Some("-3")),
            ("约9", None),
            ("", None),
        ] {
            assert_eq!(number(typed).map(|n| n.to_string()).as_deref(), meant, "{typed}");
        }
        for (typed, meant) in
            [("38", Some(38)), ("38%", Some(38)), ("３８％", Some(38)), ("300", None), ("3.5", None)]
        {
            assert_eq!(percent(typed), meant, "{typed}");
        }
    }
}
