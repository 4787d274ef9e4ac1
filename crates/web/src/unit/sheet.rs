//! The directory as a table: which columns it has, what a row says, and how it differs from what is known. Pure: rows
//! of text and units in, lines with a verdict out.

use super::fault::Fault;
use crate::directory::Directory;
use jiff::civil::Date;
use ledger::UnitId;
use ledger::unit::{AreaCode, Facts, Former, Level, Resolved, Unit};
use std::collections::{BTreeMap, HashMap};

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Column {
    /// 名称
    Name,
    /// 简称、别名
    Aliases,
    /// 级别
    Level,
    /// 行政区划代码
    Area,
    /// 单位组
    Group,
    /// 成员
    Members,
    /// 原名称
    Former,
    /// 更名日期: of the former name that has no date of its own
    Renamed,
    /// 撤销日期
    Ended,
    /// 并入
    Into,
    /// 停用
    Retired,
    /// 排序
    Order,
}

/// The heads by which columns are known, in the order in which they are written; the first stands for the others.
pub const HEADS: &[(Column, &[&str])] = &[
    (Column::Name, &["名称", "单位名称", "单位", "name", "unit"]),
    (Column::Aliases, &["简称、别名", "简称", "别名", "简称/别名", "aliases", "short name"]),
    (Column::Level, &["级别", "层级", "level"]),
    (Column::Area, &["行政区划代码", "区划代码", "area code", "area"]),
    (Column::Group, &["单位组", "是否单位组", "group"]),
    (Column::Members, &["成员", "成员单位", "members"]),
    (Column::Former, &["原名称", "曾用名", "former names", "former name"]),
    (Column::Renamed, &["更名日期", "renamed on"]),
    (Column::Ended, &["撤销日期", "dissolved on"]),
    (Column::Into, &["并入", "并入单位", "merged into"]),
    (Column::Retired, &["停用", "是否停用", "retired"]),
    (Column::Order, &["排序", "序号", "order"]),
];

const YES: &[&str] = &["是", "√", "1", "y", "yes", "true"];
const NO: &[&str] = &["", "否", "×", "0", "n", "no", "false"];
const LEVELS: &[(Level, &[&str])] = &[
    (Level::Nation, &["国家", "国家级", "中央", "nation"]),
    (Level::Province, &["省", "省级", "自治区", "province"]),
    (Level::Prefecture, &["市", "州", "市级", "州级", "市州", "市州级", "地市级", "prefecture"]),
    (Level::County, &["县", "区", "县级", "区级", "县区", "区县", "county"]),
    (Level::Township, &["乡", "镇", "街道", "乡级", "乡镇", "乡镇级", "township"]),
];

/// What comes of a row.
#[derive(Clone, PartialEq, Debug)]
pub enum Verdict {
    /// A unit that is not there yet.
    New,
    /// A unit that is there, and the fields that differ.
    Changed(UnitId, Vec<&'static str>),
    /// As it is known.
    Same,
    /// Not to be taken.
    Faulty(Vec<Fault>),
}

/// A row of the table.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// Its number in the table, from 1.
    pub row: usize,
    /// The description; members who are not there yet are left to `members`.
    pub facts: Facts,
    /// The members' names, as resolved against units and other rows.
    pub members: Vec<String>,
    /// The successor's name, and since when; none where it is known already.
    pub into: Option<(String, Option<Date>)>,
    /// What comes of it.
    pub verdict: Verdict,
}

/// A table that was compared with the directory.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Sheet {
    /// Its rows with a unit in them.
    pub lines: Vec<Line>,
    /// Heads that are not known.
    pub unused: Vec<String>,
}

/// Where the columns are: in the first of the first rows that has a name's head.
fn heads(rows: &[Vec<String>]) -> Option<(usize, BTreeMap<Column, usize>, Vec<String>)> {
    const HEAD_WITHIN: usize = 10;
    let known = |cell: &String| {
        let cell = cell.trim().to_lowercase();
        HEADS.iter().find(|(_, words)| words.contains(&&*cell)).map(|(column, _)| *column)
    };
    rows.iter().take(HEAD_WITHIN).enumerate().find_map(|(at, row)| {
        let mut columns = BTreeMap::new();
        let mut unused = Vec::new();
        for (place, cell) in row.iter().enumerate() {
            match known(cell) {
                Some(column) => drop(columns.entry(column).or_insert(place)),
                None if cell.trim().is_empty() => {}
                None => unused.push(cell.trim().to_owned()),
            }
        }
        columns.contains_key(&Column::Name).then_some((at, columns, unused))
    })
}

/// Compares a table with the directory; none where no row has a head for names.
pub fn compare(rows: &[Vec<String>], directory: &Directory) -> Option<Sheet> {
    let (head, columns, unused) = heads(rows)?;
    let mut main: HashMap<&str, UnitId> = HashMap::new();
    for (id, unit) in directory.units() {
        if unit.into.is_none() || !main.contains_key(unit.facts.name.as_str()) {
            main.insert(&unit.facts.name, id);
        }
    }
    let cells = |row: &'_ [String], column| {
        columns.get(&column).map(|&at| row.get(at).map_or("", |cell| cell.trim()).to_owned())
    };
    let named: Vec<(usize, &Vec<String>, String)> = rows
        .iter()
        .enumerate()
        .skip(head + 1)
        .filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()))
        .map(|(at, row)| (at + 1, row, cells(row, Column::Name).unwrap_or_default()))
        .collect();
    let first = named.iter().rev().map(|(row, _, name)| (name.as_str(), *row)).collect::<HashMap<_, _>>();
    let forms =
        named.iter().rev().map(|(.., name)| (directory.resolver().form(name), name.as_str())).collect();
    let last = directory.units().iter().map(|(_, unit)| unit.facts.order).max().unwrap_or(0);
    let reader = Reader { directory, main: &main, first: &first, forms, last };
    let lines =
        named.iter().map(|(at, row, name)| reader.line(*at, name, |column| cells(row, column))).collect();
    Some(Sheet { lines, unused })
}

struct Reader<'a> {
    directory: &'a Directory,
    /// Units by their name in force.
    main: &'a HashMap<&'a str, UnitId>,
    /// The first row of each name.
    first: &'a HashMap<&'a str, usize>,
    /// The names of rows by their short forms.
    forms: HashMap<String, &'a str>,
    /// The last place of the official order: rows that say none come behind it.
    last: u32,
}

impl Reader<'_> {
    fn line(&self, row: usize, name: &str, cell: impl Fn(Column) -> Option<String>) -> Line {
        let mut faults = Vec::new();
        if name.is_empty() {
            faults.push(Fault::NoName);
        } else if let Some(&first) = self.first.get(name).filter(|first| **first != row) {
            faults.push(Fault::Twice(first));
        }
        let renamed = cell(Column::Renamed).and_then(|text| date(&text, &mut faults));
        let former = cell(Column::Former).map(|text| former(&text, renamed, &mut faults));
        let known = self.known(name, former.as_deref().unwrap_or_default(), &mut faults);
        let unit = known.and_then(|id| self.directory.unit(id));
        let new = || Facts { order: self.last.saturating_add(row as u32), ..Facts::default() };
        let before = unit.map_or_else(new, |unit| unit.facts.clone());
        let mut facts = Facts { name: name.to_owned(), ..before.clone() };
        if let Some(text) = cell(Column::Aliases) {
            facts.aliases = names(&text);
        }
        if let Some(former) = former {
            facts.former = former;
        }
        if let Some(text) = cell(Column::Level) {
            facts.level = level(&text, &mut faults);
        }
        if let Some(text) = cell(Column::Area).filter(|text| !text.is_empty()) {
            match AreaCode::parse(&text) {
                Ok(area) => facts.area = Some(area),
                Err(_) => faults.push(Fault::Area(text)),
            }
        }
        if let Some(text) = cell(Column::Order).filter(|text| !text.is_empty()) {
            match text.parse() {
                Ok(order) => facts.order = order,
                Err(_) => faults.push(Fault::Number(text)),
            }
        }
        let said = cell(Column::Group);
        let flag = said.as_ref().map(|text| yes(text, &mut faults));
        let listed = cell(Column::Members);
        let has = listed.as_ref().is_some_and(|text| !text.is_empty());
        let members = listed.map(|text| self.members(&text, &mut faults));
        facts.group = flag.unwrap_or(facts.group) || has;
        if flag == Some(false) && has && said.is_some_and(|text| !text.is_empty()) {
            faults.push(Fault::NotGroup);
        }
        if let Some(text) = cell(Column::Ended) {
            facts.ended = date(&text, &mut faults);
            facts.retired = facts.ended.is_some();
        }
        if let Some(text) = cell(Column::Retired) {
            facts.retired = yes(&text, &mut faults) || facts.ended.is_some();
        }
        let into = cell(Column::Into).filter(|text| !text.is_empty());
        let into =
            into.and_then(|text| self.successor(&text, unit, &mut faults)).map(|name| (name, facts.ended));
        if into.is_some() {
            // The merger itself retires it, and states the day.
            (facts.retired, facts.ended) = (before.retired, before.ended);
        }
        let members =
            members.unwrap_or_else(|| facts.members.iter().map(|&id| self.directory.unit_name(id)).collect());
        let before_members: Vec<String> =
            before.members.iter().map(|&id| self.directory.unit_name(id)).collect();
        let verdict = if !faults.is_empty() {
            Verdict::Faulty(faults)
        } else if let Some(id) = known {
            let mut fields = differ(&before, &facts);
            fields.extend((members != before_members).then_some("members"));
            fields.extend(into.is_some().then_some("into"));
            // A unit that was merged is found by its successor's names; its own description rests.
            let rests = unit.is_some_and(|unit| unit.into.is_some());
            if fields.is_empty() || rests { Verdict::Same } else { Verdict::Changed(id, fields) }
        } else {
            Verdict::New
        };
        Line { row, facts, members, into, verdict }
    }

    /// The unit that a row is about: of that name, or of the former name that it states.
    fn known(&self, name: &str, former: &[Former], faults: &mut Vec<Fault>) -> Option<UnitId> {
        let by_former = || {
            let mut names = former.iter().map(|former| former.name.as_str());
            names.find_map(|name| self.main.get(name).copied().filter(|_| !self.first.contains_key(name)))
        };
        let known = self.main.get(name).copied().or_else(by_former);
        let holder = || match self.directory.resolve(name) {
            Resolved::Unit(unit, how) if how != ledger::unit::How::Short => Some(unit),
            _ => None,
        };
        if let Some(holder) =
            holder().filter(|holder| known != Some(*holder) && !self.main.contains_key(name))
        {
            faults.push(Fault::NameOf(self.directory.unit_name(holder)));
        }
        known
    }

    /// A printed name as the name of a unit or of a row; a short form is understood.
    fn name(&self, text: &str) -> Result<String, Fault> {
        if self.first.contains_key(text) || self.main.contains_key(text) {
            return Ok(text.to_owned());
        }
        let row = self.forms.get(&self.directory.resolver().form(text));
        match (self.directory.resolve(text), row) {
            (Resolved::Unit(unit, _), _) => Ok(self.directory.unit_name(unit)),
            (Resolved::Unknown(_), Some(row)) => Ok((*row).to_owned()),
            (Resolved::Unknown(near), None) => {
                let near = near.into_iter().map(|unit| self.directory.unit_name(unit)).collect();
                Err(Fault::Unknown(text.to_owned(), near))
            }
        }
    }

    fn members(&self, text: &str, faults: &mut Vec<Fault>) -> Vec<String> {
        let mut members = Vec::new();
        for name in names(text) {
            match self.name(&name) {
                Ok(name) => members.push(name),
                Err(fault) => faults.push(fault),
            }
        }
        members
    }

    /// The successor's name; none where the unit has it already.
    fn successor(&self, text: &str, unit: Option<&Unit>, faults: &mut Vec<Fault>) -> Option<String> {
        let name = self.name(text).map_err(|fault| faults.push(fault)).ok()?;
        match unit.and_then(|unit| unit.into).map(|into| self.directory.unit_name(into)) {
            Some(present) if present == name => None,
            Some(present) => {
                faults.push(Fault::Merged(present));
                None
            }
            None => Some(name),
        }
    }
}

/// The fields, by the keys of `locales/`, in which two descriptions differ; members are compared by name.
fn differ(before: &Facts, after: &Facts) -> Vec<&'static str> {
    let fields = [
        ("name", before.name != after.name),
        ("aliases", before.aliases != after.aliases),
        ("former", before.former != after.former),
        ("level", before.level != after.level),
        ("area", before.area != after.area),
        ("order", before.order != after.order),
        ("group", before.group != after.group),
        ("retired", before.retired != after.retired),
        ("ended", before.ended != after.ended),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
}

/// The names of a cell.
pub(super) fn names(text: &str) -> Vec<String> {
    let parts = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim);
    let mut names: Vec<String> = Vec::new();
    for name in parts.filter(|name| !name.is_empty()) {
        if !names.iter().any(|there| there == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Former names, each with the day on which another took its place: 国土资源厅（至 2018-10-25）, 国土资源厅 2018-10-25.
pub(super) fn former(text: &str, renamed: Option<Date>, faults: &mut Vec<Fault>) -> Vec<Former> {
    let former = |part: String| {
        let at = part.find(|c: char| c.is_ascii_digit()).filter(|&at| at > 0);
        let Some((name, day)) = at.map(|at| part.split_at(at)) else {
            return Former { name: part, until: renamed };
        };
        let name = name.trim_end_matches(|c: char| "（(至 until".contains(c)).to_owned();
        let day = day.trim_end_matches(['）', ')', ' ']);
        Former { name, until: date(day, faults) }
    };
    names(text).into_iter().map(former).collect()
}

/// How a former name is written in a cell.
pub(super) fn former_cell(former: &Former) -> String {
    former.until.map_or_else(|| former.name.clone(), |until| format!("{} {until}", former.name))
}

/// A day as tables write it; none for an empty cell.
pub(super) fn date(text: &str, faults: &mut Vec<Fault>) -> Option<Date> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let marked = text.replace(['/', '.', '年', '月'], "-").replace('日', "");
    let parts: Option<Vec<i16>> = marked.split('-').map(|part| part.trim().parse().ok()).collect();
    let date = match parts.as_deref() {
        Some(&[year, month, day]) => i8::try_from(month)
            .ok()
            .zip(i8::try_from(day).ok())
            .and_then(|(month, day)| Date::new(year, month, day).ok()),
        _ => None,
    };
    if date.is_none() {
        faults.push(Fault::Date(text.to_owned()));
    }
    date
}

fn yes(text: &str, faults: &mut Vec<Fault>) -> bool {
    let word = text.to_lowercase();
    if !YES.contains(&&*word) && !NO.contains(&&*word) {
        faults.push(Fault::Flag(text.to_owned()));
    }
    YES.contains(&&*word)
}

fn level(text: &str, faults: &mut Vec<Fault>) -> Option<Level> {
    if text.is_empty() {
        return None;
    }
    let word = text.to_lowercase();
    let level = LEVELS.iter().find(|(_, words)| words.contains(&&*word)).map(|(level, _)| *level);
    if level.is_none() {
        faults.push(Fault::Level(text.to_owned()));
    }
    level
}
