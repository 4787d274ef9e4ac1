//! 行政区划: the areas of GB/T 2260 by code, as the embedded table names them.

use crate::assets;
use ledger::unit::AreaCode;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// All areas by code; none where the table was not built.
fn all() -> &'static BTreeMap<AreaCode, String> {
    static ALL: OnceLock<BTreeMap<AreaCode, String>> = OnceLock::new();
    ALL.get_or_init(|| read(&assets::text("areas.txt").unwrap_or_default()))
}

fn read(table: &str) -> BTreeMap<AreaCode, String> {
    let area = |line: &str| {
        let (code, name) = line.split_once(' ')?;
        Some((AreaCode::parse(code).ok()?, name.to_owned()))
    };
    table.lines().filter_map(area).collect()
}

/// The name of an area.
pub(crate) fn name(code: AreaCode) -> Option<&'static str> {
    all().get(&code).map(String::as_str)
}

/// An area with those that it lies in, from the province down: 青海省西宁市城东区; the code where it is not known.
pub(crate) fn path(code: AreaCode) -> String {
    let mut above: Vec<&str> = code.above().filter_map(name).collect();
    above.reverse();
    name(code).map_or_else(|| code.to_string(), |own| above.concat() + own)
}

/// The areas right below one: prefectures of a province with the counties that it governs itself, counties of a
/// prefecture.
pub(crate) fn below(code: AreaCode) -> Vec<(AreaCode, &'static str)> {
    children(all(), code)
}

fn children(all: &BTreeMap<AreaCode, String>, code: AreaCode) -> Vec<(AreaCode, &str)> {
    let parent = |of: AreaCode| of.above().find(|above| all.contains_key(above));
    all.iter().filter(|(of, _)| parent(**of) == Some(code)).map(|(of, name)| (*of, name.as_str())).collect()
}

/// The areas that are called so, or so without their last word; for one who knows no codes.
pub(crate) fn called(name: &str) -> Vec<AreaCode> {
    let is =
        |full: &str| full == name || full.strip_prefix(name).is_some_and(|rest| rest.chars().count() == 1);
    all().iter().filter(|(_, full)| is(full)).map(|(code, _)| *code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_stand_below_the_nearest_that_there_is() {
        let table =
            "420000 湖北省\n420100 武汉市\n420102 江岸区\n429004 仙桃市\n630000 青海省\nx y\n630100 西宁市";
        let all = read(table);
        for (code, expected) in
            [("420000", vec!["武汉市", "仙桃市"]), ("420100", vec!["江岸区"]), ("630100", vec![])]
        {
            let below = children(&all, AreaCode::parse(code).unwrap());
            assert_eq!(below.into_iter().map(|(_, name)| name).collect::<Vec<_>>(), expected, "{code}");
        }
    }
}
