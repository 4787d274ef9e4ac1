//! Renders `templates/kit.html`, every part once, and holds what is true of every page.

use askama::Template;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::chart::Pace;
use crate::cx::{Cx, MenuItem, Person, PostChoice};
use crate::words::{Locale, Words};

struct Row {
    number: &'static str,
    title: &'static str,
    unit: &'static str,
    due: Date,
    light: &'static str,
    what: &'static str,
    why: &'static str,
    percent: u8,
    behind: bool,
    value: &'static str,
}

#[derive(Template)]
#[template(path = "kit.html")]
struct Kit {
    cx: Cx,
    lights: [(&'static str, u64); 4],
    rows: Vec<Row>,
    errors: Vec<(&'static str, String)>,
    choices: [(&'static str, &'static str); 2],
    steps: [(&'static str, &'static str, &'static str); 3],
    hint: &'static str,
    unit: &'static str,
    pace: Pace,
}

fn kit(locale: Locale) -> String {
    let w = Words::get(locale);
    let item = |key, href, word, badge| MenuItem { key, href, word: w.t(word).to_owned(), badge };
    let today = date(2017, 5, 20);
    let page = Kit {
        cx: Cx {
            w,
            lang: locale.tag(),
            title: "kit".to_owned(),
            sample: true,
            who: Some(Person {
                name: "林舟".into(),
                unit: "省政府督查室".into(),
                role: w.t("role-supervisor").into(),
                posts: vec![
                    PostChoice { id: 3, word: "督查室 · 督查".into(), current: true },
                    PostChoice { id: 9, word: "督查室 · 考核".into(), current: false },
                ],
            }),
            nav: "ledger",
            menu: vec![
                item("overview", "/", "nav-overview", None),
                item("ledger", "/tasks", "nav-ledger", None),
                item("todo", "/todo", "nav-todo", Some(3)),
                item("plan", "/plans", "nav-plan", None),
                item("inspection", "/inspections", "nav-inspection", None),
                item("evaluation", "/evaluations", "nav-evaluation", None),
                item("document", "/documents", "nav-document", None),
            ],
            csrf: "t".to_owned(),
            today,
            q: String::new(),
        },
        lights: [("red", 4), ("yellow", 9), ("green", 31), ("blue", 5)],
        rows: vec![
            Row {
                number: "（4）",
                title: "清理规范涉企收费，力争上半年降成本超过 25 亿元",
                unit: "省财政厅",
                due: date(2017, 5, 17),
                light: "red",
                what: "逾期 3 天",
                why: "一般事项，应 7 天内有结果",
                percent: 38,
                behind: true,
                value: "9.6 / 25 亿元",
            },
            Row {
                number: "（2）",
                title: "扩大棚改货币化安置，安置比例 50% 以上",
                unit: "省住房城乡建设厅",
                due: date(2018, 12, 31),
                light: "green",
                what: "按期",
                why: "",
                percent: 92,
                behind: false,
                value: "46% / ≥50%",
            },
        ],
        errors: vec![
            ("until", "应晚于原期限 5月17日。".to_owned()),
            ("done", "累计数不应少于上次 9.6。更正请写原因。".to_owned()),
        ],
        choices: [("a", "一般事项（7 天有结果）"), ("b", "复杂事项（1 个月有说法）")],
        steps: [("交办", "4月24日", "done"), ("办理", "第 26 天", "now"), ("销号", "", "")],
        hint: "原期限 5月17日，至多延 30 天。",
        unit: "亿元",
        pace: Pace {
            start: date(2017, 4, 1),
            end: date(2017, 6, 30),
            today,
            target: Decimal::from(25),
            figures: [(8, 13), (16, 29), (23, 48), (30, 69)]
                .map(|(day, tenths)| (date(2017, 4, day), Decimal::new(tenths, 1)))
                .to_vec(),
        },
    };
    page.render().expect("the kit renders")
}

/// The values of an attribute in their order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    html.split(&format!(" {attribute}=\""))
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(value, _)| value))
        .collect()
}

#[test]
fn parts_hold_nothing_that_the_content_security_policy_forbids() {
    for locale in Locale::ALL {
        let html = kit(locale);
        assert!(!html.contains(" style="), "a style attribute");
        assert!(!html.contains("<style"), "a style element");
        for handler in [" onclick=", " onchange=", " oninput=", " onsubmit=", " hx-on", "javascript:"] {
            assert!(!html.contains(handler), "{handler}");
        }
        for script in html.split("<script").skip(1) {
            assert!(script.starts_with(" src=\"/assets/"), "an inline script");
        }
    }
}

#[test]
fn ids_stand_once_and_what_points_to_one_finds_it() {
    let html = kit(Locale::ZhCn);
    let ids = values(&html, "id");
    for id in &ids {
        assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "id {id}");
    }
    let pointers = ["for", "aria-describedby", "aria-labelledby"].map(|name| values(&html, name)).concat();
    assert!(pointers.len() > 8, "the kit has labels and notes");
    for id in pointers.iter().flat_map(|ids| ids.split_whitespace()) {
        assert!(ids.contains(&id), "nothing has the id {id}");
    }
}

#[test]
fn what_people_typed_is_escaped() {
    let html = kit(Locale::ZhCn);
    assert!(html.contains("value=\"“二季度” &#60;b&#62;&#38;\""));
}

#[test]
fn the_chosen_option_and_the_wrong_field_are_marked() {
    let html = kit(Locale::ZhCn);
    assert!(html.contains("<option value=\"b\" selected>"));
    assert!(html.contains("name=\"state\" value=\"a\" checked"));
    assert!(html.contains(" aria-invalid=\"true\" aria-describedby=\"until-err until-hint\""));
    assert!(html.contains("<a href=\"/tasks\" aria-current=\"page\">"));
}
