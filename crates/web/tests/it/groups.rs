//! A group that gets its members after its task was handed out: who joined is told and handed the task.

use crate::documents::Desk;
use axum::http::StatusCode;
use ledger::unit::{Change, Facts};
use ledger::{Role, UnitId};

const TEXT: &str = "岚川省人民政府办公厅关于印发2026年第二季度重点工作方案的通知\n岚政办〔2026〕9号\n\n各市州政府：\n\
    一、改善服务\n（1）推广一网通办。\n牵头单位：各市州政府\n责任单位：省财政厅\n（2）清理收费。\n牵头单位：省财政厅\n\n\
    岚川省人民政府办公厅\n2026年4月2日\n";

#[tokio::test]
async fn who_joins_a_group_is_handed_its_task_by_a_button() {
    let mut desk = Desk::with(TEXT).await;
    let page = format!("/drafts/{}/confirm", desk.draft);
    let seen = desk.visitor.fill(&page, &page, &[]).await;
    let plan = seen.to().to_owned();
    let task = format!("/tasks/{}", plan.trim_start_matches("/plans/").parse::<u64>().unwrap() + 1);
    assert!(desk.visitor.get(&task).await.says("各市州政府（还没有成员）"));
    let assign = format!("{plan}/assign");
    assert_eq!(desk.visitor.fill(&plan, &assign, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(desk.visitor.get(&plan).await.says("任务都已交办"));

    let office = &desk.office;
    let members: Vec<UnitId> = vec![office.unit("东市政府", 10).await, office.unit("西市政府", 11).await];
    let group = office.store.read(|db| store::query::things::all(db, crate::office::J, ledger::Kind::Unit));
    let group = group.await.unwrap().into_iter().find(|(_, entry)| match &entry.thing {
        ledger::Thing::Unit(unit) => unit.facts.name == "各市州政府",
        _ => false,
    });
    let (group, _) = group.unwrap();
    office.does(Change { unit: UnitId(group), facts: Facts::group("各市州政府", members, 9) }).await;

    let mut liaison = desk.office.enter(Role::Liaison).await;
    let seen = liaison.get(&task).await;
    assert!(seen.says("各市州政府（2 个单位）") && !seen.says("补交给新成员"), "{}", seen.html);
    assert!(desk.visitor.get(&plan).await.says("1 项任务的单位组后来增加了成员"));
    let seen = desk.visitor.get(&task).await;
    assert!(seen.says("单位组又增加了 2 个单位：东市政府、西市政府"), "{}", seen.html);
    let assign = format!("{task}/assign");
    assert_eq!(desk.visitor.post(&assign, &seen.form(&assign)).await.status, StatusCode::SEE_OTHER);
    let seen = desk.visitor.get(&task).await;
    assert!(!seen.says("补交给新成员") && seen.says("3 个"), "{}", seen.html);
    let places = ["各市州政府（2 个单位）", "东市政府", "西市政府", "责任单位", "省财政厅"];
    let table = seen.html.rfind("id=\"units\"").unwrap();
    let mut at = table;
    for name in places {
        at += seen.html[at..]
            .find(name)
            .unwrap_or_else(|| panic!("{name} in its order: {}", &seen.html[table..]));
    }
    assert!(desk.visitor.get(&plan).await.says("任务都已交办"));
}
