//! Lists of units: where one name ends and the next begins, and what a list shares.

mod shared;

use std::ops::Range;

use crate::fold::folded;
use crate::leader::{has_surname, is_named, is_person, is_post, is_surnamed};
use crate::mark::{begins, ends};
use crate::office::{
    is_bare_place, is_certain, is_department, is_generic, is_kinds, is_role, is_unit, level, place_and_level,
};
use crate::rules;
use crate::text::Flow;
use shared::{counted, merged, owner_of_government, owner_of_groups, shared_ending};

/// A unit of a list.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// Its name, with what the list shares.
    pub(crate) name: String,
    /// Where its own words are printed.
    pub(crate) at: Range<usize>,
    /// A mark or note makes it lead: `★省教育厅`, `省教育厅（牵头）`.
    pub(crate) leads: bool,
    /// Something in the list had to be guessed.
    pub(crate) doubtful: bool,
}

/// What the units of one bracket or label share: the office they all belong to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    /// `省`, `南山县`.
    level: Option<String>,
    /// It was named by an organ of its committee of the party: `市委组织部`.
    party: bool,
}

/// Organs of a committee of the party: behind 市委组织部 stands 宣传部 for 市委宣传部.
const PARTY: &[&str] =
    &["组织部", "宣传部", "统战部", "政法委", "社会工作部", "网信办", "编办", "巡察办", "巡视办"];

/// A piece of a list between two separators.
struct Token {
    at: Range<usize>,
    /// A pause mark, not a comma, stands before it.
    pause: bool,
    leads: bool,
}

/// The units that a list names.
pub(crate) fn units(flow: &Flow, range: Range<usize>, shared: &mut Shared) -> Vec<Unit> {
    let tokens = merged(&flow.c, split(flow, range));
    let mut units: Vec<Unit> = Vec::with_capacity(tokens.len());
    for (i, token) in tokens.iter().enumerate() {
        let own = &flow.c[token.at.clone()];
        let mut name = flow.name(token.at.clone());
        let previous = i.checked_sub(1).map(|i| &flow.c[tokens[i].at.clone()]);
        let owner = |previous| owner_of_groups(previous, own).or_else(|| owner_of_government(previous, own));
        if let Some(owner) = previous.and_then(owner) {
            let first = tokens[i - 1].at.start;
            name.insert_str(0, &flow.name(first..first + owner));
        } else if let Some(place) = place_and_level(own) {
            shared.level = Some(own[..place].iter().collect());
            shared.party = own.get(place) == Some(&'委');
        } else if (is_department(own) || is_short_office(own))
            && !is_enterprise(own)
            && !is_placed_branch(own)
            && !matches!(own, [.., '科' | '股' | '处'])
            && let Some(level) = &shared.level
        {
            let party = shared.party && PARTY.iter().any(|organ| begins(own, organ));
            name.insert_str(0, &format!("{level}{}", if party { "委" } else { "" }));
        }
        if let Some(ending) = shared_ending(&flow.c, &tokens[i..]) {
            name.push_str(&ending);
        }
        if name.is_empty() || name == "下同" || units.iter().any(|unit| unit.name == name) {
            continue;
        }
        let plain: Vec<char> = name.chars().map(folded).collect();
        let doubtful = !is_unit(&plain) || is_sentence(&plain);
        units.push(Unit { name, at: token.at.clone(), leads: token.leads, doubtful });
    }
    units
}

/// Whether a list names at least one unit and nothing that is certainly none.
pub(crate) fn is_list(flow: &Flow, range: Range<usize>) -> bool {
    let tokens = split(flow, range);
    !tokens.is_empty() && tokens.iter().all(|t| t.at.len() <= 40) && {
        let is_known = |own: &[char]| is_unit(own) || is_post(own);
        // 临汾、侯马经济开发区: the bare places are named with the last.
        let shares = |n: usize| {
            is_bare_place(&flow.c[tokens[n].at.clone()]) && shared_ending(&flow.c, &tokens[n..]).is_some()
        };
        let known =
            (0..tokens.len()).filter(|n| is_known(&flow.c[tokens[*n].at.clone()]) || shares(*n)).count();
        known > 0 && known * 2 >= tokens.len()
    }
}

/// Whether a text is nothing but offices of a level or field, or groups of them.
pub(crate) fn is_certain_list(flow: &Flow, range: Range<usize>) -> bool {
    let tokens = split(flow, range);
    // Beside a certain office another that only ends like one is an office too; a bare place shares an ending.
    let certain = tokens.iter().filter(|token| is_certain(&flow.c[token.at.clone()])).count();
    let likely = |token: &Token| {
        let own = &flow.c[token.at.clone()];
        (is_unit(own) && own.len() >= 3) || is_department(own) || is_bare_place(own)
    };
    certain * 2 >= tokens.len() && certain > 0 && tokens.iter().all(likely)
}

/// Whether a text is nothing but units, posts and leaders with their posts.
pub(crate) fn is_plain_list(flow: &Flow, range: Range<usize>) -> bool {
    let plain = |token: &Token| {
        let own = &flow.c[token.at.clone()];
        own.len() <= 24
            && !is_role(own)
            && !own.iter().any(char::is_ascii_digit)
            && (is_unit(own) || is_post(own) || is_named(own))
    };
    let tokens = split(flow, range);
    !tokens.is_empty() && tokens.iter().all(plain)
}

/// Whether words are more than a name: a figure, a clause or a title stands in them.
fn is_sentence(name: &[char]) -> bool {
    // 12345 is a number that a centre is called by.
    let figures = counted(name).is_none() && !name.windows(5).any(|five| five == ['1', '2', '3', '4', '5']);
    name.iter().any(|c| {
        (figures && c.is_ascii_digit()) || matches!(c, '%' | ':' | '《' | '》' | '的' | '由' | '将' | '把')
    }) || name.len() > 24
        || name.len() < 3 && !is_department(name) && name[0] != '各'
}

/// Whether a name is as short as an office's without its level, whatever its field: 海警局, 科信局.
fn is_short_office(name: &[char]) -> bool {
    (3..=4).contains(&name.len())
        && matches!(name, [first, .., '局' | '厅'] if !level(*first) && *first != '省')
        && !ends(name, "分局")
        && !is_sentence(name)
}

/// Whether a name is a branch's with its own place in it: 公安某某分局, 交警某某大队, 生态环境局某某分局.
fn is_placed_branch(name: &[char]) -> bool {
    if ends(name, "分局") && name[..name.len() - 2].contains(&'局') {
        return true;
    }
    ["公安", "交警", "公路", "规划"].iter().any(|field| begins(name, field))
        && ["分局", "大队", "中队"].iter().any(|end| ends(name, end))
        && name.len() >= 6
}

/// Whether a name is an enterprise's: it belongs to no office's level.
fn is_enterprise(name: &[char]) -> bool {
    const PUBLIC: &[&str] = &["供电", "供水", "供热", "燃气", "自来水", "公交", "城投", "水投", "交投"];
    let public = PUBLIC.iter().any(|field| begins(name, field));
    // 经济开发区管委会 begins like a field and is a place; 民航某某监管局 is the state's.
    ends(name, "管委会")
        || (begins(name, "民航") && ends(name, "管局"))
        || (!public && ["公司", "集团", "银行", "分行", "支行"].iter().any(|end| ends(name, end)))
}

/// Cuts a list at pauses, commas, blanks after a whole name, 等, and at 和, 及 between two names.
fn split(flow: &Flow, range: Range<usize>) -> Vec<Token> {
    let c = &flow.c;
    let mut tokens = Vec::new();
    let (mut start, mut i, mut depth, mut pause) = (range.start, range.start, 0_usize, false);
    let mut push = |start: usize, end: usize, pause: bool| {
        if let Some(token) = token(c, start..end, pause) {
            tokens.push(token);
        }
    };
    while i < range.end {
        let (left, right) = (&c[start..i], &c[i + 1..range.end]);
        match c[i] {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                // 区城管局（牵头）区住建局: lines of a cell that were joined.
                if depth == 0
                    && NOTES.iter().any(|note| ends(&c[start..=i], note))
                    && is_certain(first_name(right))
                {
                    push(start, i + 1, pause);
                    (start, pause) = (i + 1, true);
                }
            }
            _ if depth > 0 => {}
            mark @ ('、' | ',' | ';' | '。' | '/' | '\n' | '|') => {
                push(start, i, pause);
                (start, pause) = (i + 1, mark == '、');
            }
            '等' if !left.is_empty() && !matches!(c[i - 1], '高' | '平' | '中' | '初') => {
                if let Some(skip) = after_and_so_on(right) {
                    push(start, i, pause);
                    i += skip;
                    (start, pause) = (i + 1, false);
                }
            }
            '和' | '及' | '与' if i > start && is_joint(left, right) => {
                let left_end = if c[i] == '及' && ends(left, "以") { i - 1 } else { i };
                push(start, left_end, pause);
                (start, pause) = (i + 1, true);
            }
            // 省教育厅各有关院校: two names without a mark between.
            '各' if i > start && is_whole(left) && is_group(right) => {
                push(start, i, pause);
                (start, pause) = (i, true);
            }
            // 市科技局市农业农村局: lines of a cell that were joined.
            '省' | '市' | '区' | '县' | '州'
                if i > start + 2
                    && left.len() <= LONGEST_NAME
                    && is_whole(left)
                    && matches!(
                        left[left.len() - 1],
                        '局' | '厅' | '委' | '办' | '部' | '院' | '会' | '府' | '社'
                    )
                    && is_certain(first_name(&c[i..range.end])) =>
            {
                push(start, i, pause);
                (start, pause) = (i, true);
            }
            // 招商促进局 above 各专业招商中队, 规划分局 above 开发建设集团, 温国强 above 团市委
            _ if i > start + 1
                && flow.begins_line_of_cell(i)
                && begins_name(left, first_name(&c[i..word_end(flow, i, range.end)])) =>
            {
                push(start, i, pause);
                (start, pause) = (i, true);
            }
            _ if i > start
                && flow.gap(i)
                && !matches!(c[i], '(' | '[')
                && (is_unit(unmarked(left)) || (flow.gap(start) && has_surname(left))) =>
            {
                push(start, i, pause);
                (start, pause) = (i, true);
            }
            _ => {}
        }
        i += 1;
    }
    push(start, range.end, pause);
    tokens
}

/// A name without the mark of a lead behind it.
fn unmarked(name: &[char]) -> &[char] {
    name.strip_suffix(&['★']).or_else(|| name.strip_suffix(&['▲'])).unwrap_or(name)
}

/// Whether a name is a department's with its level: what stands behind it begins another.
fn is_whole(name: &[char]) -> bool {
    place_and_level(name).is_some_and(|level| is_department(&name[level..]))
}

/// Characters of the longest name.
const LONGEST_NAME: usize = 40;

/// A list up to its first mark, as far as a name reaches.
fn first_name(list: &[char]) -> &[char] {
    let near = &list[..list.len().min(LONGEST_NAME)];
    near.split(|c| matches!(c, '、' | ',' | ';' | '。' | '/' | '\n' | '|')).next().unwrap_or(near)
}

/// Whether what stands behind 各 tells of others than a department's own: 各县区, 各有关单位.
fn is_group(rest: &[char]) -> bool {
    rest.first().is_some_and(|c| level(*c) || *c == '地') || begins(rest, "有关") || begins(rest, "相关")
}

/// Where the next blank stands.
fn word_end(flow: &Flow, at: usize, end: usize) -> usize {
    (at + 1..end.min(at + LONGEST_NAME)).find(|i| flow.gap(*i)).unwrap_or(end)
}

/// Whether a new name begins with a line of a cell below one that ends like `left`.
fn begins_name(left: &[char], name: &[char]) -> bool {
    // 高新 before 区管委会 is the first part of a name.
    let person = left.len() == 3 && is_surnamed(left);
    (person && is_unit(name))
        || (left.len() > 3
            && is_unit(left)
            && !ends(left, "总局")
            && (is_body(name) || (left.len() > 4 && place_and_level(name).is_some() && is_certain(name))))
}

/// Whether a name that begins a line is one of its own: 办公室 and 管理委员会 go on with the one above.
fn is_body(name: &[char]) -> bool {
    let branch = ["分局", "分公司", "分行", "支行"].iter().any(|end| ends(name, end));
    name.len() >= 5
        && is_unit(name)
        && !branch
        && !["办公", "管理", "人民政府"].iter().any(|word| begins(name, word))
}

/// Notes behind a unit that leads.
const NOTES: &[&str] = &["(牵头)", "(牵头单位)", "(主办)", "(牵头部门)", "(★)", "(▲)", "(*)", "(☆)"];

/// A name without the marks around it; None where nothing is left.
fn token(c: &[char], mut at: Range<usize>, pause: bool) -> Option<Token> {
    // 排在第一位的为牵头单位
    if rules::says_first_leads(&c[at.clone()]) {
        return None;
    }
    let mut leads = false;
    while at.start < at.end && !crate::fold::is_han(c[at.start]) && !c[at.start].is_alphanumeric() {
        leads |= matches!(c[at.start], '★' | '▲' | '☆' | '△' | '*' | '●' | '◆');
        if matches!(c[at.start], '(' | '[' | '“' | '"') && !leads {
            break;
        }
        at.start += 1;
    }
    while at.start < at.end && matches!(c[at.end - 1], '。' | ' ' | ':' | '.' | '★' | '▲' | '*') {
        leads |= matches!(c[at.end - 1], '★' | '▲' | '*');
        at.end -= 1;
    }
    for note in NOTES {
        if ends(&c[at.clone()], note) {
            leads = true;
            at.end -= note.chars().count();
        }
    }
    for note in ["(配合)", "(协办)", "(参与)"] {
        if ends(&c[at.clone()], note) {
            at.end -= note.chars().count();
        }
    }
    // 市教育局（张三）: who answers there is no part of the name.
    if at.len() > 4 && c[at.end - 1] == ')' {
        let open = at.clone().rev().find(|i| c[*i] == '(').unwrap_or(at.start);
        if open > at.start + 1
            && is_unit(&c[at.start..open])
            && is_person(&c[open + 1..at.end - 1])
            && !is_kinds(&c[open + 1..at.end - 1])
        {
            at.end = open;
        }
    }
    if let Some(word) = ["由", "所涉及的", "涉及的"].iter().find(|word| begins(&c[at.clone()], word))
    {
        at.start += word.chars().count();
    }
    // 2022年底前 among units is a time.
    let digits = crate::numeral::digits(&c[at.clone()]);
    if digits > 0 && matches!(c.get(at.start + digits), Some('年' | '月' | '.' | '-')) {
        return None;
    }
    (at.start < at.end && !is_none(&c[at.clone()])).then_some(Token { at, pause, leads })
}

/// Whether a cell says that there is nobody.
pub(crate) fn is_none(text: &[char]) -> bool {
    matches!(text, ['无' | '/' | '-' | '—' | '\\'] | ['-', '-'] | ['—', '—'] | ['暂', '无'])
}

/// How many characters behind 等 are no unit (`等部门`, `等8个单位`, `等和`); None where 等 is part of a name.
fn after_and_so_on(right: &[char]) -> Option<usize> {
    let stops = |n: usize| {
        right
            .get(n)
            .is_none_or(|c| matches!(c, '、' | ',' | ';' | '。' | '和' | '及' | '与' | ')' | '\n' | '|'))
    };
    let skip_and = |n: usize| n + usize::from(matches!(right.get(n), Some('和' | '及' | '与')));
    if stops(0) {
        return Some(skip_and(0));
    }
    let count =
        right.iter().take_while(|c| c.is_ascii_digit() || crate::numeral::is_han_numeral(**c)).count();
    let measure = usize::from(count > 0 && matches!(right.get(count), Some('个' | '家')));
    for word in ["部门和单位", "部门单位", "部门", "单位", "有关方面", "成员单位"] {
        let n = count + measure + word.chars().count();
        if begins(&right[count + measure..], word) && stops(n) {
            return Some(skip_and(n));
        }
    }
    let qualified = [
        "有关",
        "相关",
        "国务院",
        "各",
        "其他",
        "项目",
        "行业",
        "中央",
        "省",
        "市",
        "县",
        "区",
        "州",
        "自治区",
        "地方",
        "全",
    ];
    qualified.iter().any(|word| begins(right, word)).then_some(0)
}

/// Fields that names of offices begin with: 农业农村和乡村振兴局.
const FIELDS_ALONE: &[&str] = &["农业农村", "乡村振兴"];

/// Whether 和 stands between two names and not inside one (`住房和城乡建设局`, `有关部门和单位`).
fn is_joint(left: &[char], right: &[char]) -> bool {
    let left = left.strip_suffix(&['以']).unwrap_or(left);
    let right = &right[..right.len().min(LONGEST_NAME)];
    let next =
        right.iter().position(|c| matches!(c, '、' | ',' | ';' | '。' | '和' | '及')).unwrap_or(right.len());
    // 农业农村和乡村振兴局: a field without an end of its own is half of the name.
    let field = FIELDS_ALONE.iter().any(|field| ends(left, field)) && ends(&right[..next], "局");
    // 各县区党委和政府: both stand for one place.
    let both = ends(left, "党委") && matches!(right[..next], ['政', '府'] | ['人', '民', '政', '府']);
    left.len() >= 2 && is_unit(left) && !field && !both && next > 0 && !is_generic(&right[..next])
}
