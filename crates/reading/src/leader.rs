//! Leaders: persons by name or post.

use std::ops::Range;

use crate::fold::is_han;
use crate::mark::{begins, ends};
use crate::office::is_unit;

/// Posts of those who lead.
const POSTS: &[&str] = &[
    "党组成员",
    "党委委员",
    "院长助理",
    "市长助理",
    "县长助理",
    "区长助理",
    "局长助理",
    "副县长级干部",
    "副市长级干部",
    "县级干部",
    "处级干部",
    "科级干部",
    "常务副省长",
    "常务副市长",
    "常务副县长",
    "常务副区长",
    "常务副州长",
    "副省长",
    "副市长",
    "副县长",
    "副区长",
    "副州长",
    "副旗长",
    "副镇长",
    "副乡长",
    "副主席",
    "副秘书长",
    "副书记",
    "副主任",
    "副局长",
    "副厅长",
    "副部长",
    "副处长",
    "副院长",
    "总经理",
    "董事长",
    "院长",
    "校长",
    "处长",
    "科长",
    "省长",
    "市长",
    "县长",
    "区长",
    "州长",
    "旗长",
    "盟长",
    "镇长",
    "乡长",
    "主席",
    "秘书长",
    "书记",
    "主任",
    "常委",
    "部长",
    "厅长",
    "局长",
    "调研员",
    "巡视员",
    "督导员",
    "工程师",
    "经济师",
    "会计师",
    "规划师",
    "队长",
    "站长",
    "所长",
    "股长",
    "馆长",
    "同志",
];
/// Whether posts begin with a character: a look at it spares the table.
fn begins_post(c: char) -> bool {
    matches!(
        c,
        '党' | '常'
            | '副'
            | '总'
            | '董'
            | '院'
            | '校'
            | '处'
            | '科'
            | '省'
            | '市'
            | '县'
            | '区'
            | '州'
            | '旗'
            | '盟'
            | '镇'
            | '乡'
            | '主'
            | '秘'
            | '书'
            | '部'
            | '厅'
            | '局'
            | '调'
            | '巡'
            | '督'
            | '工'
            | '经'
            | '会'
            | '规'
            | '队'
            | '站'
            | '所'
            | '股'
            | '馆'
    )
}

/// Whether posts end with a character.
pub(crate) fn ends_post(c: char) -> bool {
    matches!(c, '长' | '席' | '记' | '任' | '委' | '志' | '理' | '员' | '师' | '部')
}

/// What a heading says of its leader.
const LEADS: &[&str] =
    &["主抓", "牵头", "领衔", "负责", "分管", "主管", "包抓", "领办", "挂帅", "抓总", "督办", "联系", "推进"];

/// The leaders whom a heading names for its tasks: `张三省长主抓重点工作`, `市长牵头的任务`, `市长张三、秘书长李四领衔`.
pub(crate) fn of_heading(c: &[char], heading: Range<usize>) -> Vec<Range<usize>> {
    let rest = |i: usize| &c[i..heading.end];
    let leads = |i: usize| {
        let i = if begins(rest(i), "同志") { i + 2 } else { i };
        let i = if ["共同", "具体"].iter().any(|word| begins(rest(i), word)) { i + 2 } else { i };
        LEADS.iter().any(|verb| begins(rest(i), verb))
    };
    let post_at = |i: usize| {
        let post = POSTS.iter().find(|post| begins(rest(i), post) && **post != "同志")?;
        Some(i..i + post.chars().count())
    };
    // Most headings name nobody: a look at one character spares the table.
    let may_begin = |at: &usize| begins_post(c[*at]);
    // Those before the one whom the heading says to lead: 市长张三、.
    let mut beside = Vec::new();
    for at in heading.clone().filter(may_begin) {
        let Some(post) = post_at(at) else { continue };
        if leads(post.end) {
            let name =
                (heading.start..at).rev().take_while(|i| is_han(c[*i]) && c[*i] != '由').last().unwrap_or(at)
                    ..at;
            beside.push(if is_person(&c[name.clone()]) {
                name
            } else if is_office_of_post(&c[name.clone()]) {
                name.start..post.end
            } else {
                post
            });
            return beside;
        }
        // 张三副市长、: the post stands behind the name.
        if c.get(post.end).filter(|_| post.end < heading.end) == Some(&'、') {
            let name = (heading.start..at).rev().take_while(|i| is_han(c[*i])).last().unwrap_or(at)..at;
            beside.extend(Some(name).filter(|name| is_surnamed(&c[name.clone()])));
        }
        // 市长张三牵头, 副市长张三、李四牵头
        let mut start = post.end;
        loop {
            let mut names: Vec<Range<usize>> =
                (2..=DOTTED).map(|n| start..start + n).take_while(|name| name.end < heading.end).collect();
            names.retain(|name| is_person(&c[name.clone()]));
            if let Some(name) = names.iter().find(|name| leads(name.end)) {
                beside.push(name.clone());
                return beside;
            }
            let ends_name = |name: &Range<usize>| {
                let end = if begins(rest(name.end), "同志") { name.end + 2 } else { name.end };
                (end < heading.end && matches!(c[end], '、' | ',')).then_some(end)
            };
            let Some((name, end)) =
                names.into_iter().find_map(|name| Some((name.clone(), ends_name(&name)?)))
            else {
                break;
            };
            beside.push(name);
            start = end + 1;
            if post_at(start).is_some() {
                break;
            }
        }
    }
    Vec::new()
}

/// Words before a post that tell which one, and are no name.
const WHICH: &[&str] = &[
    "分管",
    "联系",
    "常务",
    "主管",
    "协管",
    "有关",
    "相关",
    "各位",
    "包联",
    "挂点",
    "包抓",
    "责任",
    "市政府",
    "县政府",
    "省政府",
];

/// The name in `副市长林见深`, `林见深副市长`, `林见深（副市长）`, `林见深同志`; a post alone stays.
pub(crate) fn name(c: &[char], mut at: Range<usize>) -> Range<usize> {
    // 各县(区)长: a bracket inside a post is part of it.
    let closes = c[at.clone()].last() == Some(&')') || !c[at.clone()].contains(&')');
    if let Some(open) = at.clone().find(|i| c[*i] == '(').filter(|open| *open > at.start && closes) {
        at.end = open;
    }
    if ends(&c[at.clone()], "等") && at.len() > 1 {
        at.end -= 1;
    }
    // 省政府分管领导同志 is a post, 林见深同志 a name.
    let named = at.start..at.end.saturating_sub(2);
    if ends(&c[at.clone()], "同志")
        && (is_person(&c[named.clone()]) || name(c, named.clone()).len() < named.len())
    {
        at = named;
    }
    // Of several posts before a name the last stands beside it.
    if let Some(pause) = at.clone().rev().find(|i| c[*i] == '、') {
        let last = name(c, pause + 1..at.end);
        return if last.len() < at.end - pause - 1 { last } else { at };
    }
    let text = &c[at.clone()];
    // 县委书记陈启明: the office stands before the post.
    let office = (1..text.len().min(7)).filter(|i| begins_post(text[*i])).find_map(|i| {
        let post = POSTS.iter().find(|post| begins(&text[i..], post))?;
        let name = i + post.chars().count();
        (is_surnamed(&text[name..]) && is_office_of_post(&text[..i])).then_some(name)
    });
    if let Some(name) = office {
        return at.start + name..at.end;
    }
    for post in POSTS {
        let n = post.chars().count();
        if text.len() > n && begins(text, post) && is_person(&text[n..]) {
            return at.start + n..at.end;
        }
        if text.len() > n && ends(text, post) {
            let name = &text[..text.len() - n];
            let which = WHICH.iter().any(|word| begins(name, word) || ends(name, word));
            return if is_person(name) && !which { at.start..at.end - n } else { at };
        }
    }
    at
}

/// Whether a word is a post, of which a leader may be named by: `分管副省长`, `市长`.
pub(crate) fn is_post(word: &[char]) -> bool {
    let may_end = word.last().is_some_and(|last| ends_post(*last));
    may_end && word.len() <= 10 && POSTS.iter().any(|post| ends(word, post))
}

/// Whether words before a post tell whose it is: 县委, 市政府, 镇党委.
fn is_office_of_post(words: &[char]) -> bool {
    ["委", "政府", "人大", "政协", "常务", "党组", "办公室", "局", "部", "厅", "镇", "乡", "街道", "管委会"]
        .iter()
        .any(|end| ends(words, end))
}

/// Whether a word is a person's name by its surname too.
pub(crate) fn is_surnamed(word: &[char]) -> bool {
    has_surname(word) && is_person(word)
}

/// Whether a word is a leader's name with a post: `副县长麦正阳`, `麦正阳副县长`.
pub(crate) fn is_named(word: &[char]) -> bool {
    let at = name(word, 0..word.len());
    at.len() < word.len() && is_person(&word[at])
}

/// Whether a list goes on with another post of the same person: 县委常委、副县长某某; 副县长、公安局局长 某某.
pub(crate) fn has_second_post(post: &[char], rest: &[char]) -> bool {
    const FIRST: &[&str] = &["常委", "党组成员", "党委委员", "党组书记", "党委书记", "书记", "委员"];
    let end =
        rest.iter().position(|c| matches!(c, '、' | ',' | ';' | '。' | '\n' | '|')).unwrap_or(rest.len());
    let next = &rest[..end];
    let of_party = FIRST.iter().any(|end| ends(post, end));
    (of_party && (is_post(next) || is_named(next))) || (is_post(post) && !is_named(post) && is_named(next))
}

/// Surnames of one character, then of two, by how common they are (Ministry of Public Security, report on names of 2020).
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜\
    崔谭陆范汪廖石金韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文庞\
    樊兰殷施洪翟安颜倪牛温芦季俞章鲁葛伍申尤毕聂焦柳邢岳齐梅庄辛管祝左涂谷祁时耿牟卜詹关苗凌费纪靳盛童欧甄项曲成\
    游阳裴席卫查屈鲍位霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚\
    廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇祖楚练蔺井巩门丛荆鹿艾竺舒麦路岑厉汲\
    晁巫贝佟栗逄庾邝南东公隗伊乌云那哈巴";

/// Surnames of two characters.
const LONG_SURNAMES: &[&str] = &[
    "欧阳", "上官", "皇甫", "令狐", "诸葛", "司徒", "司马", "申屠", "夏侯", "贺兰", "完颜", "慕容", "尉迟",
    "长孙", "詹台", "澹台", "东方", "南宫", "端木", "公孙", "呼延", "轩辕", "独孤", "闻人", "宇文", "钟离",
    "濮阳", "西门",
];

/// Whether a word begins with a surname and is as long as a name: four characters only behind a surname of two.
pub(crate) fn has_surname(word: &[char]) -> bool {
    let long = || LONG_SURNAMES.iter().any(|name| begins(word, name));
    (2..=4).contains(&word.len())
        && word.iter().all(|c| is_han(*c))
        && ((word.len() < 4 && SURNAMES.contains(word[0])) || long())
}

/// Characters of the longest name in parts: 阿依木·热西提.
const DOTTED: usize = 16;

/// Whether a word may be a person's name: two to four characters, or parts with dots, that end like no unit.
pub(crate) fn is_person(word: &[char]) -> bool {
    let word: Vec<char> = word.iter().copied().filter(|c| !matches!(c, ')' | ' ')).collect();
    if word.len() <= DOTTED && word.contains(&'·') {
        return word.split(|c| *c == '·').all(|part| !part.is_empty() && part.iter().all(|c| is_han(*c)));
    }
    (2..=4).contains(&word.len())
        && word.iter().all(|c| is_han(*c))
        && !is_unit(&word)
        && !matches!(word[0], '各' | '省' | '市' | '县' | '镇' | '乡')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_post_is_met_by_its_first_character() {
        for post in POSTS.iter().filter(|post| **post != "同志") {
            assert!(post.starts_with(begins_post), "{post}");
        }
    }

    #[test]
    fn each_post_is_met_by_its_last_character() {
        for post in POSTS {
            assert!(post.ends_with(ends_post), "{post}");
        }
    }
}
