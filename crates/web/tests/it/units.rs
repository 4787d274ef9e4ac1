//! Units, leaders, posts: lists, forms, what they refuse and what they keep.

use crate::form::{value, with};
use crate::office::{J, Office, Visitor};
use axum::http::{StatusCode, header};
use ledger::unit::Unit;
use ledger::{Kind, Role, Thing, UnitId};
use store::query::things;

async fn units(office: &Office) -> Vec<(u64, Unit)> {
    let all = office.store.read(|db| things::all(db, J, Kind::Unit)).await.unwrap().into_iter();
    all.filter_map(|(seq, entry)| match entry.thing {
        Thing::Unit(unit) => Some((seq, unit)),
        _ => None,
    })
    .collect()
}

async fn unit(office: &Office, id: UnitId) -> Unit {
    units(office).await.into_iter().find(|(seq, _)| *seq == id.0).unwrap().1
}

/// What is typed into a form: fields and their values.
type Typed<'a> = &'a [(&'a str, &'a [&'a str])];

/// The names of the list in the order of the page.
async fn listed(visitor: &mut Visitor, path: &str) -> Vec<String> {
    let seen = visitor.get(path).await;
    assert_eq!(seen.status, StatusCode::OK, "{path}");
    let links = seen
        .html
        .split("<a href=\"/units/")
        .skip(1)
        .filter(|link| link.starts_with(|c: char| c.is_ascii_digit()));
    links.filter_map(|link| Some(link.split_once('>')?.1.split('<').next()?.to_owned())).collect()
}

#[tokio::test]
async fn a_form_that_is_sent_twice_counts_once() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let form = with(&visitor.get("/units/new").await.form("/units/new"), &[("name", &["省水利厅"])]);
    let (first, second) = (visitor.post("/units/new", &form).await, visitor.post("/units/new", &form).await);
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    assert_eq!(first.to(), second.to());
    assert!(visitor.get(first.to()).await.says("已保存，存证 #"));
    assert_eq!(units(&office).await.len(), 4);
    let other = with(&form, &[("name", &["省林草局"])]);
    assert!(visitor.post("/units/new", &other).await.says("已经提交过一次"));
}

#[tokio::test]
async fn a_page_that_somebody_else_changed_since_is_told_and_keeps_what_was_typed() {
    let office = Office::founded().await;
    let path = format!("/units/{}", office.finance);
    let (mut one, mut other) =
        (office.enter(Role::Administrator).await, office.enter(Role::Administrator).await);
    let (form, old) = (other.get(&path).await.form(&path), other.get(&path).await.form(&path));
    one.fill(&path, &path, &[("name", &["省财政厅（新）"])]).await;
    let seen = other.post(&path, &with(&form, &[("order", &["9"])])).await;
    assert!(seen.says("有人改过这项内容"), "{}", seen.html);
    assert!(seen.says("省财政厅 → 省财政厅（新）"), "the history says what was changed");
    assert_eq!(unit(&office, office.finance).await.facts.order, 2);
    let again = seen.form(&path);
    assert_eq!(value(&again, "order").as_deref(), Some("9"));
    other.post(&path, &with(&again, &[("name", &["省财政厅（新）"])])).await;
    let now = unit(&office, office.finance).await;
    assert_eq!((now.facts.name.as_str(), now.facts.order), ("省财政厅（新）", 9));
    // A mistake beside it does not hide that the page is old.
    let seen = other.post(&path, &with(&old, &[("order", &["nine"])])).await;
    let seen = other.post(&path, &with(&seen.form(&path), &[("order", &["3"])])).await;
    assert!(seen.says("有人改过这项内容"));
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_what_was_typed_stays() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let (finance, commerce) = (office.finance.to_string(), office.commerce.to_string());
    let long = "很".repeat(81);
    let cases: [(&str, Typed, &str, &str); 9] = [
        ("/units/new", &[("name", &["省财政厅"])], "name", "“省财政厅”已经有了"),
        ("/units/new", &[("name", &[" "])], "name", "还没有填"),
        ("/units/new", &[("name", &[&long])], "name", "写了 81 字，最多 80 字"),
        ("/units/new", &[("name", &["省水利厅"]), ("order", &["第三"])], "order", "现在是“第三”"),
        (
            "/units/new",
            &[("name", &["省水利厅"]), ("members", &[&commerce])],
            "members",
            "只有单位组可以有成员",
        ),
        (
            "/leaders/new",
            &[("name", &["何以宁"]), ("units", &[&finance, &commerce])],
            "name",
            "“何以宁”已经有了",
        ),
        ("/posts/new", &[("name", &["某岗"])], "role", "请选一个角色"),
        ("/posts/new", &[("name", &["某岗"]), ("role", &["head"])], "unit", "要指明所属单位"),
        (
            "/posts/new",
            &[("name", &["某岗"]), ("role", &["leader"]), ("unit", &[&finance])],
            "leader",
            "要指明是哪位领导",
        ),
    ];
    for (path, typed, field, told) in cases {
        let seen = visitor.fill(path, path, typed).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {told}");
        assert!(seen.says(told), "{path} {told}: {}", seen.html);
        assert!(seen.html.contains(&format!("id=\"{field}-err\"")), "{path} {field}");
        let form = seen.form(path);
        for (name, values) in typed {
            let kept: Vec<_> =
                form.iter().filter(|(of, _)| of == name).map(|(_, value)| value.as_str()).collect();
            assert_eq!(&kept[..], *values, "{path} {name}");
        }
    }
    assert_eq!(units(&office).await.len(), 3);
}

#[tokio::test]
async fn a_group_is_made_of_units_that_are_found_without_scripts() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let (finance, commerce) = (office.finance.to_string(), office.commerce.to_string());
    let typed: &[(&str, &[&str])] = &[
        ("name", &["省直各部门"]),
        ("group", &["on"]),
        ("members", &[&commerce]),
        ("find", &["财政"]),
        ("do", &["find"]),
    ];
    let seen = visitor.fill("/units/new", "/units/new", typed).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.says("已选 1 个"));
    let form = seen.form("/units/new");
    assert_eq!(value(&form, "name").as_deref(), Some("省直各部门"));
    assert_eq!(value(&form, "members"), Some(commerce.clone()), "what was chosen is still there");
    assert!(seen.html.contains(&format!("value=\"{finance}\"")) && !seen.says("省政府督查室 "));
    let seen = visitor.post("/units/new", &with(&form, &[("members", &[&commerce, &finance])])).await;
    let path = seen.to().split('?').next().unwrap().to_owned();
    assert!(visitor.get("/units?kind=group").await.says("省商务厅、省财政厅"));
    visitor.fill(&path, &path, &[("members", &[&finance]), ("retired", &["on"])]).await;
    assert!(visitor.get(&path).await.says("成员：去掉省商务厅"));
    let group = units(&office).await.pop().unwrap().1;
    assert!(group.facts.group && group.facts.retired && group.facts.members == [office.finance]);
}

#[tokio::test]
async fn the_list_is_found_filtered_and_exported() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let path = format!("/units/{}", office.commerce);
    visitor.fill(&path, &path, &[("name", &["省商贸厅"]), ("order", &["0"])]).await;
    assert_eq!(listed(&mut visitor, "/units").await, ["省商贸厅", "省政府督查室", "省财政厅"]);
    assert_eq!(
        listed(&mut visitor, "/units?q=%E5%95%86%E5%8A%A1").await,
        ["省商贸厅"],
        "a former name is found"
    );
    visitor.fill(&path, &path, &[("retired", &["on"])]).await;
    assert_eq!(listed(&mut visitor, "/units").await, ["省政府督查室", "省财政厅"]);
    assert_eq!(listed(&mut visitor, "/units?retired=1").await.len(), 3);
    assert!(visitor.get("/units?kind=group").await.says("没有符合条件的内容"));
    let seen = visitor.get("/units.csv?q=%E8%B4%A2").await;
    assert!(seen.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("units-"));
    let lines: Vec<_> = seen.html.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "排序,名称,简称、别名,级别,行政区划代码,单位组,成员,原名称,撤销日期,并入,停用,分管领导",
            "2,省财政厅,,,,,,,,,,何以宁"
        ]
    );
}

#[tokio::test]
async fn supervisors_look_and_do_not_touch() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Supervisor).await;
    for path in
        ["/units", "/leaders", &format!("/units/{}", office.finance), &format!("/leaders/{}", office.leader)]
    {
        let seen = visitor.get(path).await;
        assert_eq!(seen.status, StatusCode::OK, "{path}");
        assert!(
            !seen.html.contains("action=\"/units/") && !seen.html.contains("action=\"/leaders/"),
            "{path}"
        );
        assert!(!seen.html.contains("/units/new") && !seen.html.contains("/accounts"), "{path}");
    }
}

#[tokio::test]
async fn a_post_is_named_after_its_unit_and_role_and_keeps_both() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let new = format!("/posts/new?unit={}&role=liaison", office.commerce);
    let seen = visitor.fill(&new, "/posts/new", &[]).await;
    let path = seen.to().split('?').next().unwrap().to_owned();
    assert!(visitor.get(&path).await.says("省商务厅 · 联络员"));
    assert!(visitor.get("/posts?only=free").await.says("省商务厅 · 联络员"));
    visitor.fill(&path, &path, &[("name", &["商务厅联络岗"]), ("retired", &["on"])]).await;
    assert!(!visitor.get("/posts").await.says("商务厅联络岗"));
    assert!(visitor.get("/posts?only=retired").await.says("商务厅联络岗"));
    let own = format!("/posts/{}", office.people[&Role::Administrator].1);
    let seen = visitor.fill(&own, &own, &[("retired", &["on"])]).await;
    assert!(seen.says("不能停用自己正在用的账号或岗位"));
}

#[tokio::test]
async fn a_portfolio_is_changed() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let path = format!("/leaders/{}", office.leader);
    let commerce = office.commerce.to_string();
    let seen = visitor.fill(&path, &path, &[("title", &["常务副省长"]), ("units", &[&commerce])]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    let seen = visitor.get(&path).await;
    assert!(seen.says("副省长 → 常务副省长") && seen.says("分管单位：省财政厅 → 省商务厅"), "{}", seen.html);
    assert_eq!(unit(&office, office.commerce).await.leaders, [office.leader]);
    assert!(visitor.get("/leaders?q=%E5%95%86%E5%8A%A1").await.says("何以宁"));
}
