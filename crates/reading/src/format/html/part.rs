//! Parts of a web page that are not its document: menus, bars, footers, links to others.

use super::tag::Tag;

/// Elements that hold no words of the document.
const APART: &[&str] = &["nav", "footer", "aside"];
/// Starts of the classes and names that makers of government pages give such parts.
const PARTS: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "footer",
    "foot",
    "share",
    "bdshare",
    "bdsharebuttonbox",
    "related",
    "sidebar",
    "copyright",
    "toolbar",
    "pagination",
    "qrcode",
    "position",
    "weizhi",
    "dqwz",
    "friendlink",
    "links",
    "search",
    "login",
    "print",
];
/// Starts of those that hold the document itself.
const MAIN: &[&str] = &[
    "zoom",
    "trs_editor",
    "trs_ueditor",
    "trs_uedit",
    "trs_view",
    "trs_",
    "ucap",
    "pages_content",
    "vsb_content",
    "v_news_content",
    "article-con",
    "article_con",
    "articlecon",
    "news_con",
    "newscon",
    "news-con",
    "info_con",
    "info-con",
    "contxt",
    "detail_con",
    "detail-con",
    "art_con",
    "wz_con",
    "xl_con",
    "txt_con",
    "con_text",
    "maincontent",
    "main-content",
    "entry-content",
];
/// Elements that hold the whole page, whatever they are called.
const WHOLE: &[&str] = &["html", "body", "main", "form", "article"];

/// Names that the page gives an element.
fn names(tag: &Tag<'_>) -> String {
    let name = |key| tag.attribute(key).unwrap_or_default();
    name("id") + " " + &name("class")
}

/// Whether an element is not shown, or is a part that is not the document.
pub(super) fn is_apart(tag: &Tag<'_>) -> bool {
    if is_unseen(tag) || APART.contains(&tag.name.as_str()) {
        return true;
    }
    let begins = |name: &str, start: &str| {
        name.strip_prefix(start).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    !WHOLE.contains(&tag.name.as_str())
        && names(tag).split_ascii_whitespace().any(|name| PARTS.iter().any(|part| begins(name, part)))
}

/// Whether an element is not shown.
pub(super) fn is_unseen(tag: &Tag<'_>) -> bool {
    let style = tag.attribute("style").unwrap_or_default().replace(' ', "");
    style.contains("display:none") || style.contains("visibility:hidden") || tag.attribute("hidden").is_some()
}

/// Whether an element holds the document.
pub(super) fn is_main(tag: &Tag<'_>) -> bool {
    names(tag).split_ascii_whitespace().any(|name| MAIN.iter().any(|main| name.starts_with(main)))
}

/// A line of the page.
#[derive(Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Characters of it that are links.
    pub(super) linked: usize,
    /// It stands in an element that holds the document.
    pub(super) is_main: bool,
}

impl Line {
    fn is_link(&self) -> bool {
        let all = self.text.chars().filter(|c| !c.is_whitespace()).count();
        self.linked * 10 >= all * 8
    }
}

/// Links one below the other from which they are a menu.
const MENU_LINES: usize = 4;

/// The text of the lines that are the document's.
pub(super) fn document(lines: &[Line]) -> String {
    let size = |line: &Line| line.text.chars().count();
    let main: usize = lines.iter().filter(|line| line.is_main).map(size).sum();
    let words: usize = lines.iter().filter(|line| !line.is_link()).map(size).sum();
    // Where the element holds most of the words, what stands below it are links to others and the footer.
    let end = if main > 0 && main * 10 >= words * 6 {
        lines.iter().rposition(|line| line.is_main).map_or(0, |at| at + 1)
    } else {
        lines.len()
    };
    let mut out = String::new();
    let mut at = 0;
    for run in lines[..end].chunk_by(|a, b| (a.is_link(), a.is_main) == (b.is_link(), b.is_main)) {
        let is_menu = run[0].is_link() && !run[0].is_main && (main > 0 || run.len() >= MENU_LINES);
        for line in run.iter().filter(|line| !is_menu && !is_way(&line.text)) {
            out.push_str(&line.text);
            out.push('\n');
        }
        at += run.len();
    }
    debug_assert_eq!(at, end);
    out
}

/// `当前位置：首页 > 政务公开`, and what is printed to be clicked on.
fn is_way(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    bare.starts_with("当前位置")
        || bare.starts_with("您的位置")
        || bare.starts_with("您当前的位置")
        || bare.starts_with("分享到")
        || bare.starts_with("扫一扫")
        || (bare.chars().count() < 24 && (bare.contains("打印") && bare.contains("关闭")))
        || (bare.starts_with("字体") || bare.starts_with("字号") || bare.starts_with("【字体"))
            && bare.contains('大')
            && bare.contains('小')
}
