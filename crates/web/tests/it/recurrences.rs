//! Duties that come again and limits that count from an event: read, shown at their place, corrected as they are printed, kept by the task.

use crate::documents::Desk;
use axum::http::StatusCode;
use ledger::draft::DraftFacts;
use web::words::{Locale, Words};

const TEXT: &str = "岚川省人民政府办公厅关于印发2026年第二季度重点工作方案的通知\n岚政办〔2026〕9号\n\n各市州政府：\n\
    一、稳住企业\n（1）清理涉企收费，每月5日前报送进展。\n牵头单位：省财政厅\n\
    （2）办好进出口贸易会，验收合格后10个工作日内拨付资金。\n牵头单位：省商务厅\n\n岚川省人民政府办公厅\n2026年4月2日\n";

fn rules(facts: &DraftFacts) -> Vec<String> {
    facts.recurrences.iter().map(|duty| format!("{} {}", duty.text, duty.rule)).collect()
}

#[tokio::test]
async fn a_duty_that_comes_again_goes_from_the_document_to_the_task() {
    let mut desk = Desk::with(TEXT).await;
    let tasks = desk.tasks().await;
    let first = tasks[0].0;
    let place = tasks[0].1.recurrences[0].span.unwrap();
    let words: String = TEXT.chars().skip(place.start as usize).take(5).collect();
    assert_eq!((&*words, place.end - place.start), ("每月5日前", 5));
    let page = desk.visitor.get(&format!("/drafts/{}?task={first}", desk.draft)).await;
    assert!(
        page.html.contains(&format!("href=\"#m-{}\">“每月5日前", place.start)),
        "a click leads to its place"
    );

    let span = format!("{}-{}", place.start, place.end);
    let seen = desk.take(first, "recurrences", &[("text", "尽快"), ("span", &span)]).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("认不出“尽快”多久一次") && seen.html.contains("value=\"尽快\""), "{}", seen.html);
    let more = [("text", "每月8日前"), ("span", &*span), ("text", "每季度末"), ("span", ""), ("text", " ")];
    desk.taken(first, "recurrences", &more).await;
    let corrected =
        ["每月8日前 FREQ=MONTHLY;BYMONTHDAY=8", "每季度末 FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"];
    let now = &desk.tasks().await[0].1;
    assert_eq!(rules(now), corrected);
    assert_eq!(now.recurrences.iter().map(|duty| duty.span).collect::<Vec<_>>(), [Some(place), None]);
    assert!(desk.visitor.get(&format!("/drafts/{}", desk.draft)).await.says("改了（1）的重复办理"));
    desk.undo().await;
    assert_eq!(rules(&desk.tasks().await[0].1), ["每月5日前 FREQ=MONTHLY;BYMONTHDAY=5"]);

    let draft = desk.draft;
    let (page, action) = (format!("/drafts/{draft}/confirm"), format!("/drafts/{draft}/confirm"));
    let seen = desk.visitor.fill(&page, &action, &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    let today = desk.office.store.now().in_tz("Asia/Shanghai").unwrap().date();
    let plan: u64 = seen.to().trim_start_matches("/plans/").split('#').next().unwrap().parse().unwrap();
    let since = jiff::civil::date(2026, 4, 1);
    let next = "FREQ=MONTHLY;BYMONTHDAY=5".parse::<ledger::recurrence::Rule>().unwrap();
    let next = next.next(since, today.max(since)).unwrap();
    let task = desk.visitor.get(&format!("/tasks/{}", plan + 1)).await;
    let said = format!("下一次 {}", Words::get(Locale::ZhCn).day(next, today));
    assert!(task.says(&said), "{said}: {}", task.html);
    assert!(task.html.contains("<mark>每月5日前</mark>"), "{}", task.html);
}

#[tokio::test]
async fn a_limit_from_an_event_goes_from_the_document_to_the_task() {
    let mut desk = Desk::with(TEXT).await;
    let tasks = desk.tasks().await;
    let second = tasks[1].0;
    let place = tasks[1].1.relative_deadlines[0].span.unwrap();
    let page = desk.visitor.get(&format!("/drafts/{}?task={second}", desk.draft)).await;
    let link = format!("href=\"#m-{}\">“验收合格后10个工作日内", place.start);
    assert!(page.html.contains(&link), "a click leads to its place: {}", page.html);

    let span = format!("{}-{}", place.start, place.end);
    let wrong = [("text", "10个工作日内"), ("span", &*span), ("text", "交办后3日"), ("span", "")];
    let seen = desk.take(second, "relative_deadlines", &wrong).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("认不出“10个工作日内”从哪件事起算"), "{}", seen.html);
    assert!(seen.html.contains("value=\"10个工作日内\"") && seen.html.contains("value=\"交办后3日\""));
    let more =
        [("text", "验收合格后5日内"), ("span", &*span), ("text", "交办后1周"), ("span", ""), ("text", " ")];
    desk.taken(second, "relative_deadlines", &more).await;
    let told = |facts: &DraftFacts| -> Vec<String> {
        let limits = facts.relative_deadlines.iter();
        limits.map(|due| format!("{}+{}{} {:?}", due.event, due.amount, due.unit.text(), due.span)).collect()
    };
    let place = format!("{:?}", Some(place));
    assert_eq!(
        told(&desk.tasks().await[1].1),
        [format!("验收合格+5day {place}"), "交办+1week None".to_owned()]
    );
    let page = desk.visitor.get(&format!("/drafts/{}", desk.draft)).await;
    assert!(page.says("改了（2）按事件起算的期限"), "{}", page.html);
    desk.taken(second, "relative_deadlines", &[("text", ""), ("span", "")]).await;
    assert_eq!(told(&desk.tasks().await[1].1), [""; 0], "an empty line takes it out");
    desk.undo().await;
    desk.undo().await;
    assert_eq!(told(&desk.tasks().await[1].1), [format!("验收合格+10working_day {place}")]);

    let page = format!("/drafts/{}/confirm", desk.draft);
    let seen = desk.visitor.fill(&page, &page, &[]).await;
    let plan: u64 = seen.to().trim_start_matches("/plans/").split('#').next().unwrap().parse().unwrap();
    let task = desk.visitor.get(&format!("/tasks/{}", plan + 2)).await;
    assert!(task.says("按事件起算"), "{}", task.html);
    assert!(task.html.contains("<mark>验收合格后10个工作日内</mark>"), "{}", task.html);
}
