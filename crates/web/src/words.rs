//! The words that people read, by locale.
//!
//! Words stand in `locales/LOCALE/FILE.ftl` (Fluent syntax, without selectors or terms) and are
//! parsed once. A key is `FILE-thing` or `FILE-thing-detail`, so that its prefix names its file;
//! the words of `base.ftl` have short prefixes of their own (`nav-`, `light-`, `state-`, …).
//! Dates are taken by value or by reference, since templates pass fields by reference.
//! A message may have an attribute `.one`, which is used when its place `n` is 1.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt::Display;
use std::sync::OnceLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use jiff::civil::{Date, DateTime, Time};

/// The files of each locale, the same in all. A room's author adds a line here.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        const ZH_CN: &[&str] = &[$(include_str!(concat!("../../../locales/zh-CN/", $name, ".ftl"))),*];
        const EN: &[&str] = &[$(include_str!(concat!("../../../locales/en/", $name, ".ftl"))),*];
    };
}
files![
    "base", "refusal", "people", "task", "list", "overview", "demo", "report", "work", "document", "draft",
    "plan", "follow", "log", "unit", "rhythm", "after"
];

/// A language and the habits of writing that come with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Chinese as written in the People's Republic.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Locale {
    /// Every locale, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The BCP 47 tag, as `lang` and cookies hold it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The locale of a tag, or of any tag of the same language.
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()? {
            language if language.eq_ignore_ascii_case("zh") => Some(Self::ZhCn),
            language if language.eq_ignore_ascii_case("en") => Some(Self::En),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that there are words for. Weights are
    /// not read: browsers list languages in order.
    pub fn of_header(header: &str) -> Self {
        header.split(',').find_map(|range| Self::of_tag(range.split(';').next()?.trim())).unwrap_or_default()
    }
}

/// The values for the places of a message, by name.
pub type Places<'a> = &'a [(&'a str, &'a dyn Display)];

#[derive(Debug, PartialEq)]
enum Piece {
    Text(String),
    Place(String),
}

#[derive(Debug)]
struct Message {
    many: Vec<Piece>,
    one: Option<Vec<Piece>>,
}

/// All words of one locale.
#[derive(Debug)]
pub struct Words {
    locale: Locale,
    messages: HashMap<&'static str, Message>,
}

impl Words {
    /// The words of a locale, parsed at the first call.
    pub fn get(locale: Locale) -> &'static Self {
        static ZH: OnceLock<Words> = OnceLock::new();
        static ENGLISH: OnceLock<Words> = OnceLock::new();
        match locale {
            Locale::ZhCn => ZH.get_or_init(|| Self::parse(locale, ZH_CN)),
            Locale::En => ENGLISH.get_or_init(|| Self::parse(locale, EN)),
        }
    }

    /// The locale of these words.
    pub const fn locale(&self) -> Locale {
        self.locale
    }

    /// A word without places. A missing key gives itself; a test finds keys that are missing.
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        match self.messages.get(key).map(|message| &*message.many) {
            Some([Piece::Text(text)]) => text,
            _ => key,
        }
    }

    /// The word of a value that names itself: `of("state", "cleared")` is the word `state-cleared`.
    /// A missing one gives the name; whoever adds a value tests that it has its word.
    pub fn of<'a>(&'a self, kind: &str, name: &'a str) -> &'a str {
        match self.messages.get(&*format!("{kind}-{name}")).map(|message| &*message.many) {
            Some([Piece::Text(text)]) => text,
            _ => name,
        }
    }

    /// A sentence with its places filled: `fill("nav-overdue", &[("n", &3)])`.
    pub fn fill(&self, key: &str, places: Places) -> String {
        let Some(message) = self.messages.get(key) else {
            return key.to_owned();
        };
        let value = |name: &str| places.iter().find(|(place, _)| *place == name);
        let pieces = match &message.one {
            Some(one) if value("n").is_some_and(|(_, n)| n.to_string() == "1") => one,
            _ => &message.many,
        };
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Place(name) => match value(name) {
                    Some((_, value)) => text.push_str(&value.to_string()),
                    None => text.push_str(name),
                },
            }
        }
        text
    }

    /// A day without its year: `5月17日`, `17 May`.
    pub fn date(&self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        let day = date.day();
        self.fill("date-day", &[("month", &self.month(date)), ("day", &day)])
    }

    /// A day with its year: `2017年5月17日`, `17 May 2017`.
    pub fn date_year(&self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        let (year, day) = (date.year(), date.day());
        self.fill("date-year", &[("year", &year), ("month", &self.month(date)), ("day", &day)])
    }

    /// A day as it is said today: with its year only where that is another one.
    pub fn day(&self, date: impl Borrow<Date>, today: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        if date.year() == today.borrow().year() { self.date(date) } else { self.date_year(date) }
    }

    /// A time of day, to the minute: `09:00`.
    pub fn time(&self, time: impl Borrow<Time>) -> String {
        let time = time.borrow();
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// A day and a time as they are said today: `5月17日 09:00`, `17 May, 09:00`.
    pub fn moment(&self, at: impl Borrow<DateTime>, today: impl Borrow<Date>) -> String {
        let at = at.borrow();
        let (day, time) = (self.day(at.date(), today), self.time(at.time()));
        self.fill("date-moment", &[("day", &day), ("time", &time)])
    }

    /// A decimal number with its thousands parted and a true minus: `−1,204.50`.
    pub fn number(&self, number: impl Display) -> String {
        let plain = number.to_string();
        let (sign, digits) = plain.strip_prefix('-').map_or(("", &*plain), |rest| ("−", rest));
        let whole = digits.find('.').unwrap_or(digits.len());
        let mut text = sign.to_owned();
        for (at, digit) in digits.char_indices() {
            if at > 0 && at < whole && (whole - at).is_multiple_of(3) {
                text.push_str(self.t("number-comma"));
            }
            text.push(digit);
        }
        text
    }

    /// Names one after another: `省财政厅、省商务厅`, `Finance, Commerce`.
    pub fn list<T: AsRef<str>>(&self, names: impl IntoIterator<Item = T>) -> String {
        let mut text = String::new();
        for (at, name) in names.into_iter().enumerate() {
            text.push_str(if at == 0 { "" } else { self.t("list-comma") });
            text.push_str(name.as_ref());
        }
        text
    }

    fn month(&self, date: Date) -> &str {
        const KEYS: [&str; 12] = [
            "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
            "month-9", "month-10", "month-11", "month-12",
        ];
        // jiff's months are 1 to 12.
        self.t(KEYS[date.month() as usize - 1])
    }

    fn parse(locale: Locale, files: &[&'static str]) -> Self {
        let mut messages = HashMap::new();
        for file in files {
            // Files are part of the program: a test refuses one with a mistake in it.
            let resource = fluent_syntax::parser::parse(*file).unwrap_or_else(|(rest, _)| rest);
            for entry in resource.body {
                if let Entry::Message(message) = entry {
                    let one = message.attributes.iter().find(|a| a.id.name == "one");
                    let words = Message {
                        many: message.value.as_ref().map(flatten).unwrap_or_default(),
                        one: one.map(|a| flatten(&a.value)),
                    };
                    messages.insert(message.id.name, words);
                }
            }
        }
        Self { locale, messages }
    }
}

/// A pattern as texts and places; neighbouring texts become one.
fn flatten(pattern: &Pattern<&str>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for element in &pattern.elements {
        let text = match element {
            PatternElement::TextElement { value } => *value,
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::StringLiteral { value } => *value,
                InlineExpression::VariableReference { id } => {
                    pieces.push(Piece::Place(id.name.to_owned()));
                    continue;
                }
                _ => continue,
            },
            PatternElement::Placeable { .. } => continue,
        };
        match pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ => pieces.push(Piece::Text(text.to_owned())),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use jiff::civil::{date, time};

    use super::*;

    fn words() -> [&'static Words; 2] {
        Locale::ALL.map(Words::get)
    }

    fn places(message: &Message) -> BTreeSet<String> {
        let place = |piece: &Piece| match piece {
            Piece::Place(name) => Some(name.clone()),
            Piece::Text(_) => None,
        };
        message.many.iter().filter_map(place).collect()
    }

    #[test]
    fn files_are_well_formed_and_no_key_stands_twice() {
        for (locale, files) in [("zh-CN", ZH_CN), ("en", EN)] {
            let mut seen = BTreeSet::new();
            for file in files {
                let resource = fluent_syntax::parser::parse(*file);
                let resource = resource.unwrap_or_else(|(_, errors)| panic!("{locale}: {errors:?}\n{file}"));
                for entry in resource.body {
                    if let Entry::Message(message) = entry {
                        assert!(seen.insert(message.id.name), "{locale}: {} stands twice", message.id.name);
                    }
                }
            }
        }
    }

    #[test]
    fn both_locales_hold_the_same_keys_and_places() {
        let [chinese, english] =
            words().map(|w| w.messages.iter().map(|(k, m)| (*k, places(m))).collect::<BTreeMap<_, _>>());
        for (key, places) in &chinese {
            assert_eq!(Some(places), english.get(key), "en: {key}");
        }
        for key in english.keys() {
            assert!(chinese.contains_key(key), "zh-CN lacks {key}");
        }
    }

    #[test]
    fn every_message_says_something() {
        for words in words() {
            for (key, message) in &words.messages {
                assert!(!message.many.is_empty(), "{:?}: {key} is empty", words.locale);
                assert!(
                    message.one.is_none() || places(message).contains("n"),
                    "{:?}: {key} has .one without a place n",
                    words.locale
                );
            }
        }
    }

    /// Every `.t("key")` and `.fill("key", [("place", …)])` in templates and source, with the
    /// names that stand in the call.
    fn uses(folder: &Path, found: &mut Vec<(String, bool, String)>) {
        for entry in std::fs::read_dir(folder).expect("the folder is part of the crate") {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                uses(&path, found);
            } else if path.file_name().is_some_and(|name| name != "words.rs") {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                for (call, fills) in [(".t(", false), (".fill(", true)] {
                    for (at, _) in text.match_indices(call) {
                        let rest = text[at + call.len()..].trim_start();
                        let Some((key, rest)) = rest.strip_prefix('"').and_then(|r| r.split_once('"')) else {
                            continue;
                        };
                        let end = rest.find([']', ';']).unwrap_or(rest.len());
                        found.push((key.to_owned(), fills, rest[..end].to_owned()));
                    }
                }
            }
        }
    }

    #[test]
    fn every_key_in_templates_and_source_has_its_words() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        uses(&root.join("src"), &mut found);
        uses(&root.join("templates"), &mut found);
        assert!(found.len() > 20, "the scan finds the calls");
        let words = Words::get(Locale::ZhCn);
        for (key, fills, call) in found {
            let message = words.messages.get(&*key);
            let message = message.unwrap_or_else(|| panic!("no words for {key}"));
            let places = places(message);
            assert!(fills || places.is_empty(), "{key} has places: use fill");
            for place in places {
                assert!(call.contains(&format!("\"{place}\"")), "{key} is filled without {place}");
            }
        }
    }

    #[test]
    fn english_has_no_marks_that_chinese_letters_draw_wide() {
        for line in EN.iter().flat_map(|text| text.lines()) {
            assert!(!line.contains(['“', '”', '‘', '’', '（', '）']), "{line}");
        }
    }

    #[test]
    fn a_missing_key_shows_itself() {
        for words in words() {
            assert_ne!(words.of("state", "cleared"), "cleared");
            assert_eq!(words.of("state", "no-such"), "no-such");
            assert_eq!(words.t("no-such-key"), "no-such-key");
            assert_eq!(words.fill("no-such-key", &[]), "no-such-key");
        }
    }

    #[test]
    fn places_are_filled_and_one_has_its_own_form() {
        let [chinese, english] = words();
        assert_eq!(chinese.fill("form-wrong", &[("n", &1)]), "1 处需要改");
        assert_eq!(english.fill("form-wrong", &[("n", &1)]), "1 place needs a change");
        assert_eq!(english.fill("form-wrong", &[("n", &"2")]), "2 places need a change");
        assert_eq!(english.fill("form-wrong", &[]), "n places need a change");
    }

    #[test]
    fn days_are_written_as_the_locale_does() {
        let [chinese, english] = words();
        let (day, today, later) = (date(2017, 5, 7), date(2017, 12, 31), date(2018, 1, 1));
        assert_eq!(chinese.day(day, today), "5月7日");
        assert_eq!(chinese.day(day, later), "2017年5月7日");
        assert_eq!(english.day(day, today), "7 May");
        assert_eq!(english.day(day, later), "7 May 2017");
        let at = day.to_datetime(time(9, 5, 59, 0));
        assert_eq!(chinese.moment(at, today), "5月7日 09:05");
        assert_eq!(english.moment(at, later), "7 May 2017, 09:05");
    }

    #[test]
    fn numbers_are_parted_by_thousands() {
        let words = Words::get(Locale::ZhCn);
        for (number, text) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("-1234567.8901", "−1,234,567.8901"),
            ("0.5", "0.5"),
            ("-100", "−100"),
        ] {
            assert_eq!(words.number(number), text);
        }
    }

    #[test]
    fn names_stand_in_a_row() {
        let [chinese, english] = words();
        assert_eq!(chinese.list(["省财政厅", "省商务厅"]), "省财政厅、省商务厅");
        assert_eq!(english.list(["Finance", "Commerce"]), "Finance, Commerce");
        assert_eq!(english.list([""; 0]), "");
    }

    #[test]
    fn the_browser_chooses_the_locale() {
        for (header, locale) in [
            ("zh-CN,zh;q=0.9,en;q=0.8", Locale::ZhCn),
            ("en-GB,en;q=0.9", Locale::En),
            ("fr, en;q=0.5", Locale::En),
            ("fr", Locale::ZhCn),
            ("", Locale::ZhCn),
        ] {
            assert_eq!(Locale::of_header(header), locale, "{header}");
        }
    }
}
