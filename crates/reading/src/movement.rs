//! What a figure does: it is reached, added, it rises or falls against a year, it is held; and of which whole it is a part.

use crate::amount::{Amount, REACH};
use crate::mark::begins;
use crate::numeral::{digits, value};
use crate::reading::Movement;

/// Words before a figure and what it then does; longer before shorter where one begins another.
const WORDS: &[(&str, Movement)] = &[
    ("提高到", Movement::Reach),
    ("提高至", Movement::Reach),
    ("提升到", Movement::Reach),
    ("提升至", Movement::Reach),
    ("增加到", Movement::Reach),
    ("增加至", Movement::Reach),
    ("增至", Movement::Reach),
    ("扩大到", Movement::Reach),
    ("达到", Movement::Reach),
    ("达", Movement::Reach),
    ("完成", Movement::Reach),
    ("实现", Movement::Reach),
    ("突破", Movement::Reach),
    ("超过", Movement::Reach),
    ("覆盖", Movement::Reach),
    ("不低于", Movement::Reach),
    ("不少于", Movement::Reach),
    ("下降到", Movement::Hold),
    ("下降至", Movement::Hold),
    ("降到", Movement::Hold),
    ("降至", Movement::Hold),
    ("降低到", Movement::Hold),
    ("降低至", Movement::Hold),
    ("压减到", Movement::Hold),
    ("压减至", Movement::Hold),
    ("压缩到", Movement::Hold),
    ("压缩至", Movement::Hold),
    ("缩短到", Movement::Hold),
    ("缩短至", Movement::Hold),
    ("减少到", Movement::Hold),
    ("减少至", Movement::Hold),
    ("减至", Movement::Hold),
    ("控制在", Movement::Hold),
    ("控制到", Movement::Hold),
    ("稳定在", Movement::Hold),
    ("保持在", Movement::Hold),
    ("不超过", Movement::Hold),
    ("不高于", Movement::Hold),
    ("增长", Movement::Rise),
    ("提高", Movement::Rise),
    ("提升", Movement::Rise),
    ("增幅", Movement::Rise),
    ("增速", Movement::Rise),
    ("上升", Movement::Rise),
    ("下降", Movement::Fall),
    ("降低", Movement::Fall),
    ("压减", Movement::Fall),
    ("压缩", Movement::Fall),
    ("缩短", Movement::Fall),
    ("减少", Movement::Fall),
    ("削减", Movement::Fall),
    ("降幅", Movement::Fall),
    ("下浮", Movement::Fall),
    ("新增", Movement::Add),
    ("净增", Movement::Add),
    ("增加", Movement::Add),
    ("新建", Movement::Add),
    ("扩建", Movement::Add),
    ("引进", Movement::Add),
    ("培育", Movement::Add),
];

/// Words that name the year before.
const YEAR_BEFORE: &[&str] = &["同比", "上年", "去年", "上一年", "前一年"];

/// What the text says of a figure besides its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) movement: Option<Movement>,
    /// The year against which it rises or falls.
    pub(crate) base: Option<i16>,
    /// Which of the amounts is the whole that it is a part of.
    pub(crate) part_of: Option<usize>,
}

/// What is said of the last of the amounts that stand in a text from `start` on. `year` is the document's.
pub(crate) fn said(c: &[char], start: usize, amounts: &[Amount], year: Option<i16>) -> Said {
    let Some((amount, former)) = amounts.split_last() else { return Said::default() };
    let figure = amount.unit.start;
    let start = figure.saturating_sub(REACH).max(start);
    let after =
        |stops: &[char]| (start..figure).rev().find(|i| stops.contains(&c[*i])).map_or(start, |i| i + 1);
    let clause = &c[after(&[',', ';', ':', '。', '\n'])..figure];
    let movement = movement(clause);
    let compared = matches!(movement, Some(Movement::Rise | Movement::Fall));
    let sentence = after(&['。', '\n']);
    let among = (sentence..figure).rev().find(|i| begins(&c[*i..figure], "其中"));
    let whole = |among: usize| {
        let unit = &c[amount.unit.clone()];
        former.iter().rposition(|whole| {
            whole.at.start >= sentence && whole.at.end <= among && c[whole.unit.clone()] == *unit
        })
    };
    Said { movement, base: base(clause, year).filter(|_| compared), part_of: among.and_then(whole) }
}

/// What the words before a figure say that it does: those nearest to it.
fn movement(before: &[char]) -> Option<Movement> {
    let (mut said, mut i) = (None, 0);
    while i < before.len() {
        let found = WORDS.iter().find(|(word, _)| begins(&before[i..], word));
        said = found.map(|(_, movement)| *movement).or(said);
        i += found.map_or(1, |(word, _)| word.chars().count());
    }
    said
}

/// The year that a clause names to be held against: `比2015年下降`, `同比增长`.
fn base(before: &[char], year: Option<i16>) -> Option<i16> {
    (0..before.len()).rev().find_map(|i| {
        let rest = &before[i..];
        if YEAR_BEFORE.iter().any(|word| begins(rest, word)) {
            return year.map(|year| year - 1);
        }
        let n = digits(&rest[1..]);
        let named = matches!(rest[0], '比' | '较' | '与') && n == 4 && rest.get(n + 1) == Some(&'年');
        named.then(|| value(&rest[1..=n])).flatten().map(|year| year as i16)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_nearest_to_the_figure_tells() {
        for (before, said) in [
            ("森林覆盖率达到", Some(Movement::Reach)),
            ("在下降的基础上提高到", Some(Movement::Reach)),
            ("城镇新增就业", Some(Movement::Add)),
            ("地区生产总值增长", Some(Movement::Rise)),
            ("比2015年下降", Some(Movement::Fall)),
            ("办理时限压减至", Some(Movement::Hold)),
            ("能耗增速控制在", Some(Movement::Hold)),
            ("建设公厕", None),
        ] {
            let c: Vec<char> = before.chars().collect();
            assert_eq!(movement(&c), said, "{before}");
        }
    }

    #[test]
    fn the_year_that_a_figure_is_held_against() {
        for (before, year, base) in [
            ("比2015年分别下降18%、", Some(2024), Some(2015)),
            ("用水量较2020年下降", None, Some(2020)),
            ("税收同比增长", Some(2024), Some(2023)),
            ("税收同比增长", None, None),
            ("比重提高", Some(2024), None),
            ("较大幅度下降", Some(2024), None),
        ] {
            let c: Vec<char> = before.chars().collect();
            assert_eq!(super::base(&c, year), base, "{before}");
        }
    }
}
