//! A draft held against a former plan: two names of one unit are no change, and a person pairs by hand what the
//! comparison did not.

use crate::documents::Desk;
use axum::http::StatusCode;
use ledger::unit::{Add, Facts};

fn document(number: u32, quarter: &str, tasks: &[(&str, &str)]) -> String {
    let mut text = format!(
        "岚川省人民政府办公厅关于印发2026年第{quarter}季度重点工作方案的通知\n岚政办〔2026〕{number}号\n\n各市州政府：\n一、稳住企业\n"
    );
    for (at, (words, lead)) in tasks.iter().enumerate() {
        text += &format!("（{}）{words}\n牵头单位：{lead}\n", at + 1);
    }
    text + "\n岚川省人民政府办公厅\n2026年4月2日\n"
}

#[tokio::test]
async fn tasks_are_paired_by_hand_and_units_by_whom_they_mean() {
    let former = [
        ("清理规范涉企收费，规范行政审批中介服务。", "省发改委"),
        ("办好进出口贸易洽谈会。", "省商务厅"),
        ("疏浚南渠。", "省财政厅"),
    ];
    let mut desk = Desk::with(&document(9, "二", &former)).await;
    let facts =
        Facts { aliases: vec!["省发改委".into()], ..Facts::unit("省发展和改革委员会", 4) };
    desk.office.does(Add { facts }).await;
    let page = format!("/drafts/{}/confirm", desk.draft);
    let seen = desk.visitor.fill(&page, &page, &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    let plan: u64 = seen.to().trim_start_matches("/plans/").parse().unwrap();

    let later = [
        ("清理规范涉企收费，规范行政审批中介服务。", "省发展和改革委员会"),
        ("组织企业参加境外展览。", "省商务厅"),
        ("整治城市内涝。", "省财政厅"),
    ];
    let seen = desk.visitor.upload("/documents", "三季度.txt", document(19, "三", &later).as_bytes()).await;
    let draft: u64 = seen.to().trim_start_matches("/drafts/").parse().unwrap();
    let compare = format!("/drafts/{draft}/compare");
    let page = format!("{compare}?plan={plan}&how=replaces");
    let seen = desk.visitor.get(&page).await;
    let group = |html: &str, key: &str| html.find(&format!("<tbody id=\"{key}\"")).is_some();
    assert!(!group(&seen.html, "changed") && group(&seen.html, "unchanged"), "{}", seen.html);

    let [fair, canal, shows] = [plan + 2, plan + 3, draft + 2].map(|id| id.to_string());
    let flood = (draft + 3).to_string();
    // The first form of the page only chooses the plan.
    let form =
        crate::form::fields(&seen.html[seen.html.find("<form class=\"grid mt\"").unwrap()..], &compare);
    let typed = |into: &str, of: &str| {
        let mut form: Vec<_> = form
            .iter()
            .filter(|(name, _)| name != "into" && name != "of" && name != "from" && name != "to")
            .cloned()
            .collect();
        for (name, value) in [
            ("from", &*fair),
            ("into", into),
            ("from", &canal),
            ("into", ""),
            ("to", &shows),
            ("of", ""),
            ("to", &flood),
            ("of", of),
        ] {
            form.push((name.to_owned(), value.to_owned()));
        }
        form
    };
    let seen = desk.visitor.post(&compare, &typed("出口", "")).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("“出口”对不上哪一项任务") && seen.html.contains("value=\"出口\""), "{}", seen.html);
    let mut bare = typed("", "");
    bare.retain(|(name, _)| name != "reason");
    bare.push(("reason".into(), " ".into()));
    let seen = desk.visitor.post(&compare, &bare).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        seen.says("还没有填") && !seen.says("新方案不再列入"),
        "an empty reason stays empty: {}",
        seen.html
    );
    // From either side; what is paired does not end, though its box was ticked.
    let chosen = typed("（2）组织企业参加境外展览", "南渠");
    let seen = desk.visitor.post(&compare, &chosen).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    let seen = desk.visitor.get(&compare).await;
    assert!(!group(&seen.html, "ended") && !group(&seen.html, "new"), "{}", seen.html);
    assert_eq!(seen.html.matches("人工指定").count(), 2);
    for pair in [format!("{fair}:{shows}"), format!("{canal}:{flood}")] {
        assert!(seen.html.contains(&format!("value=\"{pair}\" checked")), "{pair}: {}", seen.html);
    }
    let page = format!("/drafts/{draft}/confirm");
    let seen = desk.visitor.fill(&page, &page, &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    let task = desk.visitor.get(&format!("/tasks/{canal}")).await;
    assert!(task.says("整治城市内涝"), "{}", task.html);
}
