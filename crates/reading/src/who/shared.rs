//! What the names of a list share: a level, an ending, an owner, and groups that it has in pieces.

use super::Token;
use crate::mark::{begins, ends};
use crate::office::{KINDS_OF_GOVERNMENT, area_ending, is_bare_place, is_kinds, level};

/// Where the measure of a counted group stands: `13个街道、镇`.
pub(super) fn counted(name: &[char]) -> Option<usize> {
    name.iter().position(|c| !c.is_ascii_digit()).filter(|at| *at > 0 && name[*at] == '个')
}

/// Puts together what `各县、市、区政府` has in pieces.
pub(super) fn merged(c: &[char], tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut open = false;
    for token in tokens {
        let own = &c[token.at.clone()];
        if open
            && token.pause
            && is_kinds(own)
            && let Some(group) = out.last_mut()
        {
            group.at.end = token.at.end;
            continue;
        }
        // 各县区人民政府、园区管委会: a group that has its office is whole.
        let each = own.iter().rposition(|c| matches!(c, '各' | '关'));
        let committee = |each: usize| own[each + 1..].strip_suffix(&['委']).is_some_and(is_kinds);
        let whole = ["政府", "管委会", "办事处", "党委"].iter().any(|end| ends(own, end))
            || each.is_some_and(committee);
        open = !whole && each.or(counted(own)).is_some_and(|i| is_kinds(&own[i + 1..]));
        out.push(token);
    }
    out
}

/// `省政府各部门、各直属机构`: the owner that the second group shares with the first, by the length of its name.
pub(super) fn owner_of_groups(previous: &[char], own: &[char]) -> Option<usize> {
    let each = previous.iter().position(|c| *c == '各').filter(|i| *i > 0)?;
    let owner = &previous[..each];
    let owned = ["各直属", "各派出", "各部门", "各委", "各厅", "各单位", "各机构", "各局"]
        .iter()
        .any(|word| begins(own, word));
    (owned && (ends(owner, "政府") || ends(owner, "国务院") || ends(owner, "直"))).then_some(each)
}

/// `各县党委、政府`, `示例市委、市政府`: whose government stands behind a committee of the party, likewise.
pub(super) fn owner_of_government(previous: &[char], own: &[char]) -> Option<usize> {
    let level = own.len() - ["人民政府", "政府"].iter().find(|end| ends(own, end))?.chars().count();
    // 各县（市、区）委、政府
    let bare = level == 0 && (ends(previous, "党委") || previous.first() != Some(&'各'));
    let committee = if bare { "党委" } else { "委" };
    let place = previous.len().checked_sub(committee.chars().count() + level)?;
    let same = (level <= 1 || is_kinds(&own[..level])) && previous[place..place + level] == own[..level];
    (same && place > 0 && ends(previous, committee)).then_some(place)
}

/// Places that share an ending, at most.
const MOST_PLACES: usize = 60;

/// `西宁市、海东市政府`: the ending that a bare place shares with a later one.
pub(super) fn shared_ending(c: &[char], tokens: &[Token]) -> Option<String> {
    let is_place = |own: &[char]| {
        own.len() >= 2
            && level(own[own.len() - 1])
            // 城关镇 is a place, 有关县 are several.
            && !own.iter().any(|c| matches!(c, '各' | '级'))
            && !["有关", "相关"].iter().any(|word| begins(own, word))
            // 高新区 is one where it has a committee of its own.
            && (!is_kinds(own) || (own.len() > 2 && ends(own, "区")))
    };
    let (first, rest) = tokens.split_first()?;
    let rest = &rest[..rest.len().min(MOST_PLACES)];
    if is_bare_place(&c[first.at.clone()]) {
        let mut with = rest.iter().take_while(|token| token.pause).map(|token| &c[token.at.clone()]);
        let ending =
            with.find(|own| !is_bare_place(own)).and_then(|own| Some(&own[own.len() - area_ending(own)?..]));
        if let Some(ending) = ending {
            return Some(ending.iter().collect());
        }
    }
    if !is_place(&c[first.at.clone()]) {
        return None;
    }
    for token in rest {
        let own = &c[token.at.clone()];
        if !token.pause {
            return None;
        }
        for ending in KINDS_OF_GOVERNMENT {
            let n = own.len().saturating_sub(ending.chars().count());
            if ends(own, ending) && (is_place(&own[..n]) || (ending == "海关" && is_bare_place(&own[..n])))
            {
                return Some((*ending).to_owned());
            }
        }
        if !is_place(own) {
            return None;
        }
    }
    None
}
