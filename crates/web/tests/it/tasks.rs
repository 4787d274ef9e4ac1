//! The way of a task through its forms: signed for, reported with a figure and a file, approved, accepted, asked to be
//! cleared, cleared; and what stops on the way.

use crate::form;
use crate::office::{HOST, J, Office, Seen, Visitor};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ledger::document::{self, Kept};
use ledger::draft::{self, DraftFacts};
use ledger::plan::Period;
use ledger::printed::{Comparator, Duty, NamedUnit, Span, Target};
use ledger::report::ReportState;
use ledger::task::{self, State, Task};
use ledger::{AssignmentId, DocumentId, DraftId, PlanId, Role, TaskId, Thing};
use rust_decimal::Decimal;
use store::query::{events, things};
use store::{Key, blob};
use web::words::{Locale, Words};

const TEXT: &str = "前言。\n1.降低企业成本超过25亿元。\n牵头单位：省财政厅　责任单位：省商务厅\n";
const FILE: &[u8] = b"month,figure\n4,9.6\n";

/// An office with one task of two units, handed out.
struct Road {
    office: Office,
    task: TaskId,
    /// The finance office's part: it leads.
    part: AssignmentId,
    today: Date,
}

fn span(words: &str) -> Option<Span> {
    let at = TEXT.find(words)?;
    let start = TEXT[..at].chars().count() as u32;
    Some(Span { start, end: start + words.chars().count() as u32 })
}

impl Road {
    async fn new() -> Self {
        let office = Office::founded().await;
        let now = office.store.now();
        let today = TimeZone::get("Asia/Shanghai").unwrap().to_datetime(now).date();
        let hash =
            office.store.own(move |db| blob::put(db, "text/plain", TEXT.as_bytes(), now)).await.unwrap();
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        let kept = Kept {
            name: "方案.txt".into(),
            sha256: hex.clone(),
            bytes: TEXT.len() as u64,
            text: hex.clone(),
            reading: hex,
        };
        let document = DocumentId(office.does(document::Keep { document: kept }).await);
        let unit = |name: &str, duty| NamedUnit { name: name.into(), duty, span: span(name) };
        let target = Target {
            text: "超过25亿元".into(),
            subject: "降低企业成本".into(),
            value: 25.into(),
            unit: "亿元".into(),
            comparator: Comparator::AtLeast,
            span: span("超过25亿元"),
        };
        let facts = DraftFacts {
            number: "1.".into(),
            title: "降低企业成本".into(),
            body: "降低企业成本超过25亿元。".into(),
            span: span("1.降低企业成本超过25亿元。\n牵头单位：省财政厅　责任单位：省商务厅"),
            units: vec![unit("省财政厅", Duty::Lead), unit("省商务厅", Duty::Responsible)],
            targets: vec![target],
            ..DraftFacts::default()
        };
        let period = Period { start: today - 50.days(), end: today + 50.days() };
        let draft = draft::Make {
            document,
            title: "季度方案".into(),
            number: String::new(),
            period: Some(period),
            sections: Vec::new(),
            tasks: vec![facts],
            warnings: Vec::new(),
        };
        let draft = DraftId(office.does(draft).await);
        let plan = office.does(draft::Confirm::of(draft)).await;
        let of = Key::new(J, plan);
        let entry = office.store.read(move |db| things::one(db, of)).await.unwrap().unwrap();
        let Thing::Plan(state) = entry.thing else { panic!("the first event of confirming makes the plan") };
        let task = state.tasks[0];
        office.does(task::Assign { plan: PlanId(plan), tasks: Vec::new() }).await;
        let mut road = Self { office, task, part: AssignmentId(0), today };
        let finance = road.office.finance;
        road.part = road.task().await.assignments.iter().find(|part| part.unit == finance).unwrap().id;
        road
    }

    async fn thing(&self, seq: u64) -> Thing {
        let key = Key::new(J, seq);
        self.office.store.read(move |db| things::one(db, key)).await.unwrap().unwrap().thing
    }

    async fn task(&self) -> Task {
        let Thing::Task(task) = self.thing(self.task.0).await else { panic!("a task") };
        task
    }

    async fn events(&self) -> usize {
        let key = Key::new(J, self.task.0);
        self.office.store.read(move |db| events::of(db, key)).await.unwrap().len()
    }

    fn page(&self) -> String {
        format!("/tasks/{}", self.task)
    }

    fn address(&self, what: &str) -> String {
        format!("/tasks/{}/assignments/{}/{what}", self.task, self.part)
    }

    /// The liaison signs by the button on the task's page.
    async fn signed(&self) -> Visitor {
        let mut liaison = self.office.enter(Role::Liaison).await;
        let seen = liaison.fill(&self.page(), &self.address("sign"), &[]).await;
        assert_eq!((seen.status, seen.to()), (StatusCode::SEE_OTHER, &*self.page()));
        liaison
    }

    /// The fields of a fresh report's form, filled in.
    async fn filled(&self, liaison: &mut Visitor, changes: &[(&str, &[&str])]) -> Vec<(String, String)> {
        let seen = liaison.get(&self.address("report")).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.html);
        let day = self.today.to_string();
        let fields = form::with(
            &seen.form(&self.address("report")),
            &[
                ("text", &["已印发实施意见，电价自本月起下调。"]),
                ("percent", &["100"]),
                ("figure-0", &["２６．５"]),
                ("as_of", &[&day]),
                ("do", &["send"]),
                ("evidence", &[]),
            ],
        );
        form::with(&fields, changes)
    }

    async fn send(&self, who: &mut Visitor, fields: &[(String, String)], files: &[(&str, &[u8])]) -> Seen {
        multipart(who, &self.address("report"), fields, files).await
    }

    /// A report that waits for the head, and the visitor who wrote it.
    async fn reported(&self) -> (Visitor, u64) {
        let mut liaison = self.signed().await;
        let fields = self.filled(&mut liaison, &[]).await;
        let seen = self.send(&mut liaison, &fields, &[("附件1 数据.csv", FILE)]).await;
        assert_eq!((seen.status, seen.to()), (StatusCode::SEE_OTHER, &*self.page()), "{}", seen.html);
        let task = self.task().await;
        let report = task.assignment(self.part).unwrap().waiting.as_ref().unwrap().report.0;
        (liaison, report)
    }

    async fn approved(&self) -> u64 {
        let (_, report) = self.reported().await;
        let mut head = self.office.enter(Role::Head).await;
        let seen = decide(&mut head, report, "approve", "").await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
        report
    }
}

/// Sends a form with files as browsers do.
async fn multipart(
    who: &mut Visitor,
    path: &str,
    fields: &[(String, String)],
    files: &[(&str, &[u8])],
) -> Seen {
    const LINE: &str = "--a-line-that-no-file-has";
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    for (name, bytes) in files {
        let part = format!(
            "{LINE}\r\nContent-Disposition: form-data; name=\"evidence\"; filename=\"{name}\"\r\n\
             Content-Type: text/html\r\n\r\n"
        );
        body.extend_from_slice(part.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("{LINE}--\r\n").as_bytes());
    let cookies: Vec<_> = who.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::post(path)
        .header(header::HOST, HOST)
        .header(header::COOKIE, cookies.join("; "))
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={}", &LINE[2..]));
    who.send(request.body(Body::from(body)).unwrap()).await
}

/// Approves, accepts or returns a report by the form on its page.
async fn decide(who: &mut Visitor, report: u64, what: &str, reason: &str) -> Seen {
    let page = who.get(&format!("/reports/{report}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.html);
    let fields = form::with(&page.form(&format!("/reports/{report}/return")), &[("reason", &[reason])]);
    who.post(&format!("/reports/{report}/{what}"), &fields).await
}

#[tokio::test]
async fn a_task_goes_from_signing_to_clearing() {
    let road = Road::new().await;
    let report = road.approved().await;
    let task = road.task().await;
    assert_eq!(task.state(), State::UnderWay);
    assert_eq!(
        task.targets[0].claimed.map(|(value, _)| value),
        Some(Decimal::new(265, 1)),
        "full-width digits"
    );
    assert_eq!((task.targets[0].verified, task.evidence()), (None, 1));

    let mut supervisor = road.office.enter(Role::Supervisor).await;
    let work = supervisor.get("/work").await;
    assert!(work.says("待采纳 1") && work.says(&format!("/reports/{report}")), "it waits for supervision");
    let seen = decide(&mut supervisor, report, "accept", "").await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);

    let mut head = road.office.enter(Role::Head).await;
    let submit = format!("{}/submit", road.page());
    let seen = head.fill(&submit, &submit, &[("note", &["已完成"])]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    assert_eq!(road.task().await.state(), State::Submitted);

    let clear = format!("{}/clear", road.page());
    let page = supervisor.get(&clear).await;
    assert!(page.says("已完成") && page.says("核实 26.5 亿元，达标") && page.says("1 个责任单位尚未反馈"));
    let seen = supervisor.fill(&clear, &clear, &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    assert_eq!(road.task().await.state(), State::Cleared);

    let page = supervisor.get(&road.page()).await;
    for words in
        ["指标全部核实达标", "申请办结", "采纳反馈", "省财政厅（liaison 某）", "降低企业成本：26.5 亿元"]
    {
        assert!(page.says(words), "the history says {words}");
    }
}

#[tokio::test]
async fn the_page_shows_the_words_of_the_document_with_their_marks() {
    let road = Road::new().await;
    let page = road.office.enter(Role::Supervisor).await.get(&road.page()).await;
    assert!(page.says("1.降低企业成本<mark>超过25亿元</mark>。"));
    assert!(page.says("<mark class=\"unit\">省财政厅</mark>"));
    assert!(
        page.says(&format!("/document?task={0}#task-{0}", road.task)),
        "a supervisor may see it in the document"
    );
    let page = road.office.enter(Role::Liaison).await.get(&road.page()).await;
    assert!(!page.says("/document?task="), "a liaison sees no documents");
}

#[tokio::test]
async fn a_refused_report_keeps_what_was_typed_and_uploaded() {
    let road = Road::new().await;
    let mut liaison = road.signed().await;
    let text = "第一句。\n“第二句” <b>";
    let changes: &[(&str, &[&str])] =
        &[("text", &[text]), ("percent", &["三成"]), ("figure-0", &["约9"]), ("as_of", &["上周"])];
    let fields = road.filled(&mut liaison, changes).await;
    let seen = road.send(&mut liaison, &fields, &[("数据.csv", FILE), ("空.txt", b"")]).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["“三成”", "“约9”", "“上周”", "“空.txt”是空文件"] {
        assert!(seen.says(words), "{words} is named");
    }
    let again = seen.form(&road.address("report"));
    for (name, value) in [("text", text), ("percent", "三成"), ("figure-0", "约9"), ("as_of", "上周")] {
        assert_eq!(form::value(&again, name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(road.task().await.assignment(road.part).unwrap().waiting, None);

    let mended = form::with(
        &again,
        &[
            ("percent", &["38%"]),
            ("figure-0", &["9.6"]),
            ("as_of", &[&road.today.to_string()]),
            ("do", &["send"]),
            ("evidence", &[]),
        ],
    );
    let seen = road.send(&mut liaison, &mended, &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    let waiting = road.task().await.assignment(road.part).unwrap().waiting.clone().unwrap();
    assert_eq!((waiting.percent, waiting.evidence), (38, 1), "the file was uploaded once");
}

#[tokio::test]
async fn a_report_sent_twice_counts_once() {
    let road = Road::new().await;
    let mut liaison = road.signed().await;
    let fields = road.filled(&mut liaison, &[]).await;
    let before = road.events().await;
    for _ in 0..2 {
        let seen = road.send(&mut liaison, &fields, &[("数据.csv", FILE)]).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
    }
    assert_eq!(road.events().await, before + 1);
}

#[tokio::test]
async fn a_falling_total_needs_its_reason() {
    let road = Road::new().await;
    road.approved().await;
    let mut liaison = road.office.enter(Role::Liaison).await;
    let fields = road.filled(&mut liaison, &[("figure-0", &["8.9"])]).await;
    let seen = road.send(&mut liaison, &fields, &[]).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("累计数低于上次的 26.5 亿元"));
    let again = form::with(
        &seen.form(&road.address("report")),
        &[("correction", &["重复计入"]), ("do", &["send"]), ("evidence", &[])],
    );
    assert_eq!(road.send(&mut liaison, &again, &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_draft_waits_for_its_writer() {
    let road = Road::new().await;
    let mut liaison = road.signed().await;
    let fields = road.filled(&mut liaison, &[("text", &["写到一半"])]).await;
    let saved = liaison.post(&format!("/unsent?form={}", road.address("report")), &fields).await;
    assert_eq!(saved.status, StatusCode::OK);
    assert!(saved.says("草稿已存"));
    let page = liaison.get(&road.address("report")).await;
    assert_eq!(form::value(&page.form(&road.address("report")), "text").as_deref(), Some("写到一半"));

    let fields = road.filled(&mut liaison, &[("do", &["keep"])]).await;
    let kept = road.send(&mut liaison, &fields, &[("数据.csv", FILE)]).await;
    assert_eq!(kept.to(), road.address("report"));
    assert!(liaison.get(&road.address("report")).await.says("数据.csv"), "the file waits with it");

    let fields = road.filled(&mut liaison, &[]).await;
    assert_eq!(road.send(&mut liaison, &fields, &[]).await.status, StatusCode::SEE_OTHER);
    let waiting = road.task().await.assignment(road.part).unwrap().waiting.clone().unwrap();
    assert_eq!(waiting.evidence, 1);
}

#[tokio::test]
async fn a_form_with_files_needs_its_token_first() {
    let road = Road::new().await;
    let mut liaison = road.signed().await;
    let fields = road.filled(&mut liaison, &[("csrf", &["guess"])]).await;
    let seen = road.send(&mut liaison, &fields, &[("数据.csv", FILE)]).await;
    assert_eq!(seen.status, StatusCode::FORBIDDEN);
    let none: Vec<_> = fields.into_iter().filter(|(name, _)| name != "csrf").collect();
    assert_eq!(road.send(&mut liaison, &none, &[]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn others_see_nothing_of_it() {
    let road = Road::new().await;
    let (_, report) = road.reported().await;
    let water = road.office.unit("省水利厅", 9).await;
    let (account, post) = road.office.person("water", Role::Liaison, Some(water)).await;
    let mut stranger = road.office.enter_as(account, post).await;
    let file = format!("/reports/{report}/attachments/{}", hash());
    for path in [
        road.page(),
        format!("/reports/{report}"),
        road.address("report"),
        road.address("refuse"),
        file.clone(),
    ] {
        assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut administrator = road.office.enter(Role::Administrator).await;
    for path in [road.page(), file.clone()] {
        assert_eq!(administrator.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    // The leader of the lead unit's portfolio, and a unit that takes part, see it.
    let (account, post) = road.office.person("commerce", Role::Liaison, Some(road.office.commerce)).await;
    for mut reader in [road.office.enter(Role::Leader).await, road.office.enter_as(account, post).await] {
        assert_eq!(reader.get(&road.page()).await.status, StatusCode::OK);
        let seen = reader.get(&file).await;
        assert_eq!((seen.status, seen.html.as_bytes()), (StatusCode::OK, FILE));
        assert_eq!(seen.headers[header::CONTENT_TYPE], "application/octet-stream");
        assert_eq!(seen.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        let name = seen.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.starts_with("attachment; filename*=UTF-8''%E9%99%84"), "{name}");
        let other = format!("/reports/{report}/attachments/{}", "0".repeat(64));
        assert_eq!(reader.get(&other).await.status, StatusCode::NOT_FOUND, "a file of no report");
    }
}

fn hash() -> String {
    blob::hash(FILE).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn each_step_is_taken_by_its_own_role() {
    let road = Road::new().await;
    let (liaison, report) = road.reported().await;
    let mut supervisor = road.office.enter(Role::Supervisor).await;
    let page = supervisor.get(&format!("/reports/{report}")).await;
    assert!(
        page.says("这份反馈在等本单位负责人审签") && !page.says("formaction"),
        "no button that would be refused"
    );
    let steps = [(&supervisor, "approve"), (&liaison, "approve"), (&liaison, "accept"), (&liaison, "return")];
    for (who, what) in steps {
        let mut who = who.clone();
        let csrf = form::value(&who.get("/work").await.form("/sign-out"), "csrf").unwrap();
        let fields = [("csrf".to_owned(), csrf), ("reason".to_owned(), "不实".to_owned())];
        let seen = who.post(&format!("/reports/{report}/{what}"), &fields).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN, "{what}: {}", seen.html);
    }
    let Thing::Report(state) = road.thing(report).await else { panic!("a report") };
    assert_eq!(state.state, ReportState::Written);
}

#[tokio::test]
async fn returning_needs_a_reason_and_keeps_the_page() {
    let road = Road::new().await;
    let (_, report) = road.reported().await;
    let mut head = road.office.enter(Role::Head).await;
    let seen = decide(&mut head, report, "return", " ").await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    let seen = decide(&mut head, report, "return", "请附分项数据").await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    let page = road.office.enter(Role::Liaison).await.get(&road.page()).await;
    assert!(page.says("请附分项数据") && page.says("补充反馈"));
}

#[tokio::test]
async fn a_page_that_is_no_longer_true_is_told_so() {
    let road = Road::new().await;
    let (_, report) = road.reported().await;
    let mut head = road.office.enter(Role::Head).await;
    let page = head.get(&format!("/reports/{report}")).await;
    let stale = form::with(&page.form(&format!("/reports/{report}/return")), &[("reason", &["写好的理由"])]);
    assert_eq!(decide(&mut head, report, "approve", "").await.status, StatusCode::SEE_OTHER);
    let fields = form::with(&stale, &[("key", &["another"])]);
    let seen = head.post(&format!("/reports/{report}/return"), &fields).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says(&Words::get(Locale::ZhCn).fill("refusal-stale", &[])), "{}", seen.html);
    assert!(seen.says("写好的理由"), "what was typed is still there");
}

#[tokio::test]
async fn asking_to_clear_names_every_open_target_and_keeps_the_words() {
    let road = Road::new().await;
    let mut liaison = road.signed().await;
    let mut head = road.office.enter(Role::Head).await;
    let page = head.get(&road.page()).await;
    assert!(page.says("还不能申请办结"), "what is missing is said");
    let fields = road.filled(&mut liaison, &[("figure-0", &["20"])]).await;
    road.send(&mut liaison, &fields, &[("数据.csv", FILE)]).await;
    let report = road.task().await.assignment(road.part).unwrap().waiting.as_ref().unwrap().report.0;
    decide(&mut head, report, "approve", "").await;
    let submit = format!("{}/submit", road.page());
    let seen = head.fill(&submit, &submit, &[("note", &["基本完成"])]).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("“降低企业成本超过25亿元”未达标，也没有说明"));
    assert_eq!(form::value(&seen.form(&submit), "note").as_deref(), Some("基本完成"));
    let again = form::with(&seen.form(&submit), &[("explained", &["余下项目转入下季度"])]);
    assert_eq!(head.post(&submit, &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(road.task().await.explained, [0]);
}

#[tokio::test]
async fn a_refused_assignment_is_designated() {
    let road = Road::new().await;
    let mut liaison = road.office.enter(Role::Liaison).await;
    let refuse = road.address("refuse");
    assert_eq!(liaison.fill(&refuse, &refuse, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let seen = liaison.fill(&refuse, &refuse, &[("reason", &["不属本单位职责"])]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    let mut supervisor = road.office.enter(Role::Supervisor).await;
    assert!(supervisor.get("/work?wait=designate").await.says("待指定 1"));
    let page = format!("{}/designate?assignment={}", road.page(), road.part);
    let action = format!("{}/designate", road.page());
    let seen = supervisor.fill(&page, &action, &[("reason", &["再议"])]).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(form::value(&seen.form(&action), "reason").as_deref(), Some("再议"));
    let again = form::with(&seen.form(&action), &[("unit", &[&road.office.commerce.to_string()])]);
    assert_eq!(supervisor.post(&action, &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(road.task().await.leads().collect::<Vec<_>>(), [road.office.commerce]);
    assert_eq!(liaison.get(&road.page()).await.status, StatusCode::NOT_FOUND, "it is no longer theirs");
}

#[tokio::test]
async fn several_are_signed_for_at_once() {
    let road = Road::new().await;
    let mut liaison = road.office.enter(Role::Liaison).await;
    let page = liaison.get("/work").await;
    assert!(page.says("待签收 1"));
    let none = form::with(&page.form("/work/sign"), &[("one", &[])]);
    assert_eq!(liaison.post("/work/sign", &none).await.status, StatusCode::CONFLICT, "nothing was ticked");
    let picked = format!("{}:{}", road.task, road.part);
    let fields = form::with(&page.form("/work/sign"), &[("one", &[]), ("pick", &[&picked])]);
    assert_eq!(liaison.post("/work/sign", &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(road.task().await.assignment(road.part).unwrap().signed, Some(road.today));
    assert!(liaison.get("/work").await.says("待反馈 1"));
}

#[tokio::test]
async fn a_class_is_changed_once_and_a_task_sent_back() {
    let road = Road::new().await;
    let mut supervisor = road.office.enter(Role::Supervisor).await;
    let action = format!("{}/classify?class=ordinary", road.page());
    let fields = supervisor.get(&road.page()).await.form(&action);
    for _ in 0..2 {
        assert_eq!(supervisor.post(&action, &fields).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(road.task().await.class, ledger::clock::Class::Ordinary);
    let stale = form::with(&fields, &[("key", &["another"])]);
    let seen = supervisor.post(&format!("{}/classify?class=complex", road.page()), &stale).await;
    assert_eq!(seen.status, StatusCode::CONFLICT, "the page that it was sent from was older");
    let reopen = format!("{}/reopen", road.page());
    let seen = supervisor.fill(&reopen, &reopen, &[("reason", &["太早"])]).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "it was not asked to be cleared");
    assert_eq!(form::value(&seen.form(&reopen), "reason").as_deref(), Some("太早"));
}
