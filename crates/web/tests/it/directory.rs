//! The directory of units: imported from a table, exported to it, merged, and understood when a plan is confirmed.

use crate::form::{value, with};
use crate::office::{J, Office};
use axum::http::StatusCode;
use ledger::unit::{Level, Unit};
use ledger::{Kind, Role, Thing, UnitId};
use store::query::things;

async fn units(office: &Office) -> Vec<(UnitId, Unit)> {
    let all = office.store.read(|db| things::all(db, J, Kind::Unit)).await.unwrap().into_iter();
    all.filter_map(|(seq, entry)| match entry.thing {
        Thing::Unit(unit) => Some((UnitId(seq), unit)),
        _ => None,
    })
    .collect()
}

async fn unit(office: &Office, name: &str) -> (UnitId, Unit) {
    units(office)
        .await
        .into_iter()
        .find(|(_, unit)| unit.facts.name == name)
        .unwrap_or_else(|| panic!("{name}"))
}

const TABLE: &str = "岚川省单位名录\n\
    名称,简称,级别,行政区划代码,单位组,成员,原名称,更名日期,撤销日期,并入,备注\n\
    省发展和改革委员会,发改委、省计委,省级,,,,,,,,牵头\n\
    省自然资源厅,,省级,,,,省土地局（至 2000-05-01）,,,,\n\
    省国土资源厅,国土厅,,,,,,,2018/10/25,自然资源厅,\n\
    东市人民政府,,市州级,630100,,,,,,,\n\
    各市政府,,,,是,东市政府、省财政厅,,,,,\n\
    各级政府,,,,,各市政府,,,,,\n\
    省财政厅,财政厅,,,,,,,,,\n\
    省政府督查室,,,,,,,,,,\n\
    省财政厅,,,,,,,,,,\n\
    ,没有名称,,,,,,,,,\n\
    省林业局,,乡里,63,,,,某天,,,\n\
    省文化厅,,,,否,省才政厅、无此单位,,,,,\n";

#[tokio::test]
async fn a_table_is_shown_before_it_is_taken_and_is_taken_once() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let seen = visitor.upload("/units/import", "单位.csv", TABLE.as_bytes()).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.html);
    for told in [
        "新建 6",
        "修改 1",
        "不变 1",
        "有错 4",
        "没有用到的列：备注",
        "与第 9 行同名",
        "没有写名称",
        "级别“乡里”认不出",
        "“63”不是 6 位数字",
        "日期“某天”认不出",
        "“省才政厅”不在现有单位里，也不在这张表里，最接近：省财政厅",
        "“无此单位”不在现有单位里",
        "又写不是单位组",
    ] {
        assert!(seen.says(told), "{told}: {}", seen.html);
    }
    assert_eq!(units(&office).await.len(), 3, "nothing was done");
    let form = seen.form("/units/import/confirm");
    let seen = visitor.post("/units/import/confirm", &form).await;
    assert_eq!(seen.to(), "/units?added=6&changed=1", "{}", seen.html);
    assert!(visitor.get(seen.to()).await.says("新建 6 个，修改 1 个"));

    let (nature, of_nature) = unit(&office, "省自然资源厅").await;
    assert_eq!(of_nature.facts.level, Some(Level::Province));
    assert_eq!(of_nature.names(), ["省自然资源厅", "省土地局", "省国土资源厅", "国土厅"]);
    let (_, land) = unit(&office, "省国土资源厅").await;
    assert_eq!(
        (land.into, land.facts.ended.map(|day| day.to_string()).as_deref()),
        (Some(nature), Some("2018-10-25"))
    );
    let (east, of_east) = unit(&office, "东市人民政府").await;
    assert_eq!(of_east.facts.area.map(|area| area.to_string()).as_deref(), Some("630100"));
    let (cities, of_cities) = unit(&office, "各市政府").await;
    assert_eq!(of_cities.facts.members, [east, office.finance]);
    let (_, all) = unit(&office, "各级政府").await;
    assert!(all.facts.group && all.facts.members == [cities]);
    assert_eq!(unit(&office, "省财政厅").await.1.facts.aliases, ["财政厅"]);

    // Sent again, as after a break, there is nothing left to do but what has to be mended.
    let before = units(&office).await;
    let again = visitor.post("/units/import/confirm", &form).await;
    assert_eq!(again.to(), "/units?added=0&changed=0");
    assert_eq!(units(&office).await, before);
    assert!(visitor.upload("/units/import", "单位.csv", TABLE.as_bytes()).await.says("没有要导入的"));
}

#[tokio::test]
async fn what_is_exported_is_the_same_when_it_is_imported() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let seen = visitor.upload("/units/import", "单位.csv", TABLE.as_bytes()).await;
    visitor.post("/units/import/confirm", &seen.form("/units/import/confirm")).await;
    for language in ["zh-CN", "en"] {
        visitor.cookies.insert("language".into(), language.into());
        let file = visitor.get("/units.csv?retired=1").await.html;
        let seen = visitor.upload("/units/import", "units.csv", file.as_bytes()).await;
        assert_eq!(seen.status, StatusCode::OK);
        let counts = if language == "en" {
            ["Same 9", "Changed 0", "Faulty 0"]
        } else {
            ["不变 9", "修改 0", "有错 0"]
        };
        for count in counts {
            assert!(seen.says(count), "{count}: {file} {}", seen.html);
        }
    }
}

#[tokio::test]
async fn a_file_that_is_no_table_of_units_is_told() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    for (bytes, told) in [
        (&b""[..], "文件是空的"),
        ("序号,事项\n1,修路\n".as_bytes(), "没有“名称”这个表头"),
        (b"PK\x03\x04 torn", "文件已损坏"),
    ] {
        let seen = visitor.upload("/units/import", "表.csv", bytes).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.says(told), "{told}: {}", seen.html);
    }
    let csrf: Vec<_> = visitor.get("/units/import").await.form("/units/import");
    let gone = with(&csrf, &[("file", &["00"])]);
    assert!(visitor.post("/units/import/confirm", &gone).await.says("请重新选文件"));
    let mut supervisor = office.enter(Role::Supervisor).await;
    assert_eq!(supervisor.get("/units/import").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_unit_is_merged_and_parted_by_its_page() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let path = format!("/units/{}", office.commerce);
    let merge = format!("{path}/merge");
    for (into, date, field, told) in [
        ("省才政厅", "2018-10-25", "into", "没有叫“省才政厅”的单位，最接近：省财政厅。请从列表里选"),
        ("火星办", "2018-10-25", "into", "没有叫“火星办”的单位，请从列表里选一个在用的单位"),
        ("省商务厅", "2018-10-25", "into", "只能并入另一个在用的单位"),
        ("", "2018-10-25", "into", "还没有填"),
        ("省财政厅", "", "date", "还没有填"),
        ("省财政厅", "2999-01-01", "date", "日期应在"),
        ("省财政厅", "2018-257-1", "date", "日期“2018-257-1”认不出"),
        ("省财政厅", "去年10月25日", "date", "日期“去年10月25日”认不出"),
    ] {
        let seen = visitor.fill(&path, &merge, &[("into", &[into]), ("date", &[date])]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{into} {date}");
        assert!(seen.says(told) && seen.html.contains(&format!("id=\"{field}-err\"")), "{}", seen.html);
        let kept = seen.form(&merge);
        assert_eq!(
            (value(&kept, "into").as_deref(), value(&kept, "date").as_deref()),
            (Some(into), Some(date))
        );
    }
    let seen =
        visitor.fill(&path, &merge, &[("into", &["岚川省财政厅"]), ("date", &["2018年10月25日"])]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    let seen = visitor.get(&path).await;
    assert!(
        seen.says("已于 2018-10-25 并入") && !seen.html.contains(&format!("action=\"{path}\"")),
        "{}",
        seen.html
    );
    assert!(visitor.get(&format!("/units/{}", office.finance)).await.says("并入的单位 省商务厅"));
    assert!(visitor.get("/units?retired=1").await.says("已并入"));
    let seen = visitor.fill(&path, &format!("{path}/part"), &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    assert!(!unit(&office, "省商务厅").await.1.facts.retired);
}

#[tokio::test]
async fn names_and_dates_of_a_unit_are_edited() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let path = format!("/units/{}", office.commerce);
    let wrong: &[(&str, &[&str])] = &[("area", &["63"]), ("former", &["省外贸局 某天1"]), ("ended", &["x"])];
    let seen = visitor.fill(&path, &path, wrong).await;
    for told in ["“63”不是 6 位数字", "日期“1”认不出", "日期“x”认不出"] {
        assert!(seen.says(told), "{told}: {}", seen.html);
    }
    let right: &[(&str, &[&str])] = &[
        ("aliases", &["商务厅、外经贸厅"]),
        ("level", &["province"]),
        ("area", &["630000"]),
        ("former", &["省外贸局 2003-03-01\n省商业厅"]),
    ];
    assert_eq!(visitor.fill(&path, &path, right).await.status, StatusCode::SEE_OTHER);
    let seen = visitor.get(&path).await;
    assert!(seen.says("省外贸局（至 2003-03-01）、省商业厅") && seen.says("级别：省级"), "{}", seen.html);
    let same = visitor.fill(&path, &path, &[]).await;
    assert_eq!(same.status, StatusCode::SEE_OTHER);
    let now = unit(&office, "省商务厅").await.1;
    assert_eq!(
        (now.facts.aliases.len(), now.facts.former.len(), now.facts.level),
        (2, 2, Some(Level::Province))
    );
}

const DOCUMENT: &str = "示例省人民政府办公厅关于二季度重点工作的通知\n示政办〔2026〕9号\n各市州政府：\n\
    一、稳增长\n（1）减轻负担。清理规范涉企收费。\n牵头单位：省财厅\n责任单位：岚川省商务厅、各市州政府、省水利局\n\
    示例省人民政府办公厅\n2026年4月2日\n";

#[tokio::test]
async fn a_name_that_nobody_has_is_offered_its_nearest() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Supervisor).await;
    let draft = visitor.upload("/documents", "通知.txt", DOCUMENT.as_bytes()).await.to().to_owned();
    let seen = visitor.get(&draft).await;
    assert!(seen.says("即省商务厅") && seen.says("最接近：省财政厅"), "{}", seen.html);
    let page = format!("{draft}/confirm");
    let seen = visitor.get(&page).await;
    assert!(seen.says("就是省商务厅") && seen.says("就是省财政厅"), "{}", seen.html);
    assert!(seen.says("还没有成员的单位组：1 个"), "{}", seen.html);
    let form = seen.form(&page);
    let finance = office.finance.to_string();
    // The selects belong to the form by its id: names and choices in the order of the page.
    let names: &[&str] = &["省财厅", "岚川省商务厅", "各市州政府", "省水利局"];
    let commerce = office.commerce.to_string();
    let chosen: &[&str] = &[&finance, &commerce, "", ""];
    let seen = visitor.post(&page, &with(&form, &[("names", names), ("units", chosen)])).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    assert_eq!(
        unit(&office, "省财政厅").await.1.facts.aliases,
        ["省财厅"],
        "the next document is understood by itself"
    );
    assert!(unit(&office, "省商务厅").await.1.facts.aliases.is_empty());
    let (_, cities) = unit(&office, "各市州政府").await;
    assert!(cities.facts.group && units(&office).await.len() == 5);
}
