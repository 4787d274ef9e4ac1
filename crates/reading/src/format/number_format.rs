//! How a spreadsheet shows a number: dates, shares, decimals, units behind the figure.

/// A number's format, as far as it changes what is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Format {
    /// As few digits as say it.
    #[default]
    General,
    /// A date, by the parts that it shows: year, month, day.
    Date(bool, bool, bool),
    /// A time of the day.
    Time,
    Figure {
        before: String,
        behind: String,
        decimals: usize,
        is_share: bool,
    },
}

/// The format of a number that programs need no code for.
pub(super) fn built_in(id: u32) -> Format {
    match id {
        1 | 3 | 37 | 38 => figure(0, false),
        2 | 4 | 39 | 40 => figure(2, false),
        9 => figure(0, true),
        10 => figure(2, true),
        14 | 15 | 22 | 29 | 30 | 31 | 50 | 53 | 54 | 58 => Format::Date(id != 58, true, true),
        16 | 28 => Format::Date(false, true, true),
        17 | 27 | 36 | 52 | 55 | 57 => Format::Date(true, true, false),
        18..=21 | 32..=35 | 45..=47 | 56 => Format::Time,
        _ => Format::General,
    }
}

fn figure(decimals: usize, is_share: bool) -> Format {
    let behind = if is_share { "%".to_owned() } else { String::new() };
    Format::Figure { before: String::new(), behind, decimals, is_share }
}

/// The format of a code such as `yyyy"年"m"月"d"日"`, `0.00%`, `#,##0"万元"`. Only its first section is looked at.
pub(super) fn parsed(code: &str) -> Format {
    let mut shown = String::new();
    let (mut before, mut behind) = (String::new(), String::new());
    let (mut figures, mut decimals, mut in_decimals) = (false, 0, false);
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let literal = match c {
            ';' => break,
            '"' => chars.by_ref().take_while(|c| *c != '"').collect(),
            '\\' => chars.next().map(String::from).unwrap_or_default(),
            // A blank as wide as the next character, or that character as often as fits.
            '_' | '*' => {
                chars.next();
                continue;
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if matches!(inner.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    shown.push('h');
                }
                continue;
            }
            '0' | '#' | '?' => {
                figures = true;
                decimals += usize::from(in_decimals);
                continue;
            }
            '.' if figures => {
                in_decimals = true;
                continue;
            }
            ',' => continue,
            '@' | 'G' | 'g' if !figures => {
                if c == '@' || code[..].to_ascii_lowercase().starts_with("general") {
                    return Format::General;
                }
                continue;
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'e' | 'E' if !figures => {
                shown.push(c.to_ascii_lowercase());
                continue;
            }
            '/' if figures => return Format::General,
            'E' | 'e' => return Format::General,
            c => String::from(c),
        };
        if figures { behind.push_str(&literal) } else { before.push_str(&literal) }
    }
    let has = |c: char| shown.contains(c);
    let is_time = has('h') || has('s');
    if has('y') || has('e') || has('d') || (has('m') && !is_time) {
        return Format::Date(has('y') || has('e'), has('m'), has('d'));
    }
    if is_time {
        return Format::Time;
    }
    if !figures {
        return Format::General;
    }
    let is_share = behind.contains('%');
    Format::Figure {
        before: before.trim_start().to_owned(),
        behind: behind.trim_end().to_owned(),
        decimals,
        is_share,
    }
}

impl Format {
    /// A number as it is shown. Days are counted from `epoch`.
    pub(super) fn shown(&self, value: f64, epoch: jiff::civil::Date) -> String {
        match self {
            Self::General => general(value),
            Self::Date(year, month, day) => {
                date(value, epoch, *year, *month, *day).unwrap_or_else(|| general(value))
            }
            Self::Time => {
                let minutes = (value.fract().abs() * 24.0 * 60.0).round() as u64;
                format!("{}:{:02}", minutes / 60, minutes % 60)
            }
            Self::Figure { before, behind, decimals, is_share } => {
                let value = if *is_share { value * 100.0 } else { value };
                format!("{before}{value:.*}{behind}", (*decimals).min(10))
            }
        }
    }
}

/// A number without digits that only its binary form has.
fn general(value: f64) -> String {
    let rounded = (value * 1e9).round() / 1e9;
    if rounded.is_finite() && rounded.abs() < 1e15 { format!("{rounded}") } else { format!("{value}") }
}

/// The day of a number, with the parts that its format shows.
fn date(value: f64, epoch: jiff::civil::Date, year: bool, month: bool, day: bool) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&value) {
        return None;
    }
    let date = epoch.checked_add(jiff::Span::new().days(value.floor() as i64)).ok()?;
    let part =
        |shown: bool, number: i16, mark: &str| if shown { format!("{number}{mark}") } else { String::new() };
    Some(
        part(year, date.year(), "年")
            + &part(month, date.month().into(), "月")
            + &part(day, date.day().into(), "日"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_formats_say() {
        let epoch = jiff::civil::date(1899, 12, 30);
        for (code, value, shown) in [
            ("General", 25.0, "25"),
            ("General", 0.1 + 0.2, "0.3"),
            ("@", 3.0, "3"),
            ("0", 24.6, "25"),
            ("0.00", 25.0, "25.00"),
            ("#,##0", 12345.0, "12345"),
            ("0%", 0.25, "25%"),
            ("0.0%;-0.0%", 0.985, "98.5%"),
            ("0\"万元\"", 300.0, "300万元"),
            ("0\\个", 3.0, "3个"),
            ("yyyy\"年\"m\"月\"d\"日\"", 46203.0, "2026年6月30日"),
            ("yyyy/m/d;@", 46203.5, "2026年6月30日"),
            ("[$-804]yyyy\"年\"m\"月\"", 46203.0, "2026年6月"),
            ("m\"月\"d\"日\"", 46203.0, "6月30日"),
            ("h:mm", 0.375, "9:00"),
            ("0.00E+00", 25.0, "25"),
            ("# ?/?", 0.5, "0.5"),
            ("yyyy-mm-dd", -1.0, "-1"),
            ("yyyy-mm-dd", 1e12, "1000000000000"),
        ] {
            assert_eq!(parsed(code).shown(value, epoch), shown, "{code}");
        }
        assert_eq!(built_in(14).shown(46203.0, epoch), "2026年6月30日");
        assert_eq!(built_in(10).shown(0.5, epoch), "50.00%");
    }
}
