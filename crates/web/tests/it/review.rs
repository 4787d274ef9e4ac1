//! The review of a document: many tasks at once, tasks moved and added, people side by side, what is saved as a corpus.

use crate::documents::Desk;
use crate::office::Seen;
use axum::http::{StatusCode, header};
use ledger::Role;
use reading::score::{Gold, score};

/// Four tasks under two headings; its two dates differ, and nobody leads the last one.
const TEXT: &str = "发布机构：岚川省人民政府办公厅 成文日期：2026-04-09\n\n岚川省人民政府办公厅关于印发2026年第二季度重点工作方案的通知\n\
    岚政办〔2026〕9号\n\n各市州政府：\n一、稳住企业\n（1）清理涉企收费。上半年降成本超过25亿元。\n牵头单位：省财政厅\n责任单位：省商务厅、省税务局\n\
    （2）办好进出口贸易会。\n牵头单位：省商务厅\n责任单位：省财政厅\n二、改善服务\n（3）推广一网通办。\n牵头单位：省数据局\n责任单位：省财政厅\n\
    （4）办好热线。\n责任单位：各市州政府\n省统计局要核实数据。\n\n岚川省人民政府办公厅\n2026年4月2日\n";

/// The tasks' numbers with their sections.
async fn order(desk: &Desk) -> String {
    desk.tasks().await.iter().map(|(_, facts)| format!("{}{}", facts.number, facts.section)).collect()
}

async fn page(desk: &mut Desk, query: &str) -> Seen {
    let path = format!("/drafts/{}{query}", desk.draft);
    desk.visitor.get(&path).await
}

/// Fills the form of a page that goes to this path below the draft's.
async fn fill(desk: &mut Desk, query: &str, to: &str, fields: &[(&str, &[&str])]) -> Seen {
    let (page, action) = (format!("/drafts/{}{query}", desk.draft), format!("/drafts/{}{to}", desk.draft));
    desk.visitor.fill(&page, &action, fields).await
}

/// Where a look at a change of many tasks leads to, and its fields; the form before it asks for another look.
fn change(desk: &Desk, mut seen: Seen) -> (String, Vec<(String, String)>) {
    let many = format!("/drafts/{}/many", desk.draft);
    let at = seen.html.find(&format!("<form method=\"post\" action=\"{many}\"")).unwrap();
    seen.html.drain(..at);
    let fields = seen.form(&many);
    (many, fields)
}

#[tokio::test]
async fn warnings_are_accepted_one_after_the_other_the_documents_own_first() {
    let mut desk = Desk::with(TEXT).await;
    let mut seen = page(&mut desk, "").await;
    assert!(seen.says("成文日期与落款日期不一致"), "{}", seen.html);
    let mut accepted = 0;
    while !seen.says("提示都看过了") {
        let action = ["/accept\"", "/accept?"].iter().find_map(|end| {
            seen.html
                .split("action=\"")
                .skip(1)
                .find(|rest| rest.split_inclusive('"').next().unwrap().ends_with(end))
        });
        let action = action.unwrap().split('"').next().unwrap().to_owned();
        let sent = desk.visitor.post(&action, &seen.form(&action)).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
        seen = desk.visitor.get(sent.to().split('#').next().unwrap()).await;
        accepted += 1;
        assert!(accepted < 20, "it comes to an end");
    }
    let draft = desk.draft().await;
    assert!(!draft.warnings.is_empty() && draft.warnings.iter().all(|warning| warning.accepted));
    assert!(desk.tasks().await.iter().all(|(_, facts)| facts.open_warnings() == 0));
    assert_eq!(desk.undo().await.status, StatusCode::SEE_OTHER);
    let seen = page(&mut desk, "").await;
    assert!(!seen.says("提示都看过了") && seen.says("重做"), "the last one is open again");
}

#[tokio::test]
async fn a_task_is_moved_by_one_place_or_under_another_heading() {
    let mut desk = Desk::with(TEXT).await;
    assert_eq!(order(&desk).await, "（1）1（2）1（3）2（4）2");
    let tasks: Vec<u64> = desk.tasks().await.iter().map(|(id, _)| *id).collect();
    desk.taken(tasks[1], "up", &[]).await;
    assert_eq!(order(&desk).await, "（2）1（1）1（3）2（4）2");
    let fields = desk.form(tasks[0], "up", &[]).await;
    let down = format!("/drafts/{}/tasks/{}/down", desk.draft, tasks[0]);
    assert_eq!(desk.visitor.post(&down, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(order(&desk).await, "（2）1（1）2（3）2（4）2");
    desk.taken(tasks[1], "section", &[("section", "2")]).await;
    assert_eq!(order(&desk).await, "（1）2（3）2（4）2（2）2");
    for _ in 0..3 {
        assert_eq!(desk.undo().await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(order(&desk).await, "（1）1（2）1（3）2（4）2");
    let redo = format!("/drafts/{}/redo", desk.draft);
    let fields = page(&mut desk, "").await.form(&format!("/drafts/{}/undo", desk.draft));
    assert_eq!(desk.visitor.post(&redo, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(order(&desk).await, "（2）1（1）1（3）2（4）2");
}

#[tokio::test]
async fn a_task_is_added_from_the_document_or_typed_and_split_at_a_place_of_the_document() {
    let mut desk = Desk::with(TEXT).await;
    let at = |words: &str| {
        let byte = TEXT.find(words).unwrap();
        TEXT[..byte].chars().count()
    };
    let words = "省统计局要核实数据。";
    let seen = fill(&mut desk, "", "/add", &[("words", &[words])]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    let (_, added) = desk.tasks().await.pop().unwrap();
    assert_eq!((&*added.body, added.span.unwrap().start as usize), (words, at(words)), "with its place");
    assert_eq!(added.section, 2);
    let seen = fill(&mut desk, "", "/add", &[("words", &["自己写的一项。"])]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    assert!(
        desk.tasks().await.iter().any(|(_, facts)| facts.body == "自己写的一项。" && facts.span.is_none())
    );
    let seen = fill(&mut desk, "", "/add", &[("words", &["  "])]).await;
    assert!(seen.status == StatusCode::UNPROCESSABLE_ENTITY && seen.says("还没有填"), "{}", seen.html);

    let first = desk.tasks().await[0].0;
    let place = at("上半年降成本").to_string();
    desk.taken(first, "split", &[("at", ""), ("place", &place)]).await;
    let bodies: Vec<String> = desk.tasks().await.into_iter().map(|(_, facts)| facts.body).take(2).collect();
    assert_eq!(bodies, ["清理涉企收费。", "上半年降成本超过25亿元。"]);
    let fields = desk.form(desk.tasks().await[2].0, "remove", &[("place", &place)]).await;
    let split = format!("/drafts/{}/tasks/{}/split", desk.draft, desk.tasks().await[2].0);
    let seen = desk.visitor.post(&split, &fields).await;
    assert!(
        seen.status == StatusCode::UNPROCESSABLE_ENTITY && seen.says("拆分处前后都要有字"),
        "another's words"
    );
}

#[tokio::test]
async fn many_tasks_are_changed_at_once_after_a_look() {
    let mut desk = Desk::with(TEXT).await;
    let tasks: Vec<u64> = desk.tasks().await.iter().map(|(id, _)| *id).collect();
    let leads = async |desk: &Desk| {
        let leads = |facts: &ledger::draft::DraftFacts| {
            facts.units.iter().any(|u| u.name == "省财政厅" && u.duty.text() == "lead")
        };
        desk.tasks().await.iter().map(|(_, facts)| u8::from(leads(facts)).to_string()).collect::<String>()
    };
    assert_eq!(leads(&desk).await, "1000");
    let chosen = format!("/many?what=to-lead&scope=tasks&task={}&task={}&name=省财政厅", tasks[1], tasks[3]);
    for (query, told, after) in [
        ("/many?what=lead&scope=section&section=2&name=省财政厅", "会改 2 项，范围内共 2 项", "1011"),
        ("/many?what=to-lead&scope=all&name=省财政厅", "会改 2 项，范围内共 4 项", "1110"),
        (&chosen, "会改 1 项，范围内共 2 项", "1100"),
    ] {
        let query: String = query
            .bytes()
            .map(|b| if b.is_ascii() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect();
        let seen = page(&mut desk, &query).await;
        assert!(seen.says(told), "{told}: {}", seen.html);
        let (many, fields) = change(&desk, seen);
        let seen = desk.visitor.post(&many, &fields).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
        assert_eq!(leads(&desk).await, after);
        assert_eq!(desk.undo().await.status, StatusCode::SEE_OTHER, "in one step");
        assert_eq!(leads(&desk).await, "1000");
    }
    let seen = page(&mut desk, "/many?what=ordinary&scope=all").await;
    assert!(seen.says("会改 4 项"));
    assert!(page(&mut desk, "/many?what=rename&scope=all&name=x").await.says("还有一栏没有填"));
    assert!(page(&mut desk, "/many?what=section&scope=section&section=1&into=1").await.says("没有要改的"));

    // A look that has become old is told, and nothing is done.
    let (many, fields) = change(&desk, seen);
    desk.taken(tasks[0], "class", &[("class", "ordinary")]).await;
    let seen = desk.visitor.post(&many, &fields).await;
    assert!(seen.says("有人改过这项内容") && seen.says("会改 3 项"), "{}", seen.html);
}

#[tokio::test]
async fn people_side_by_side_see_each_other_and_what_was_changed() {
    let mut desk = Desk::with(TEXT).await;
    let first = desk.tasks().await[0].0;
    let other = desk.office.person("另一位", Role::Supervisor, Some(desk.office.supervision)).await;
    let mut other = desk.office.enter_as(other.0, other.1).await;
    let task = format!("?task={first}");
    let poll = |seen: &Seen| {
        let of = seen.html.split("<live-poll id=\"live\" src=\"").nth(1).unwrap();
        of.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
    };
    let own = poll(&page(&mut desk, &task).await);
    assert_eq!(desk.visitor.get(&own).await.status, StatusCode::NO_CONTENT, "nothing is new");
    let theirs = poll(&other.get(&format!("/drafts/{}{task}", desk.draft)).await);
    let seen = desk.visitor.get(&own).await;
    assert!(seen.status == StatusCode::OK && seen.says("正在看（1）"), "{}", seen.html);
    let own = poll(&seen);
    assert_eq!(desk.visitor.get(&own).await.status, StatusCode::NO_CONTENT);
    desk.taken(first, "duty", &[("unit", "responsible 省商务厅")]).await;
    let seen = other.get(&theirs).await;
    assert!(seen.says("把（1）的省商务厅改为牵头单位"), "{}", seen.html);
    desk.office.later(1);
    assert!(!page(&mut desk, &task).await.says("正在看"), "whoever asks no more has gone");
    let mut liaison = desk.office.enter(Role::Liaison).await;
    assert_eq!(liaison.get(&own).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_was_reviewed_is_saved_in_the_form_of_a_corpus() {
    let mut desk = Desk::with(TEXT).await;
    let text = page(&mut desk, "/annotation.txt").await;
    let (notes, body) = text.html.split_once("\n\n").unwrap();
    assert_eq!(
        notes,
        "# source: 岚川省人民政府办公厅 岚政办〔2026〕9号\n# title: 岚川省人民政府办公厅关于印发2026年第二季度重点工作方案的通知"
    );
    assert_eq!(body, TEXT);
    let read = reading::read(TEXT.as_bytes(), None).unwrap();
    let json = page(&mut desk, "/annotation.json").await;
    assert_eq!(json.headers[header::CONTENT_TYPE], "application/json");
    let gold: Gold = serde_json::from_str(&json.html).unwrap();
    let (all, misses) = score(&gold, Some(&read));
    assert!((all.mean() - 1.0).abs() < 1e-9, "nothing was corrected: {misses:?}");
    let first = desk.tasks().await[0].0;
    desk.taken(first, "add-unit", &[("name", "省审计厅"), ("duty", "lead")]).await;
    let gold: Gold = serde_json::from_str(&page(&mut desk, "/annotation.json").await.html).unwrap();
    assert!(score(&gold, Some(&read)).0.mean() < 1.0, "what a person found is asked of the reader");
}
