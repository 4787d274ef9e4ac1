//! The way of a document: uploaded, read, corrected, confirmed, handed out; and what is not taken.

use crate::office::{J, Office, Seen, Visitor};
use axum::http::{StatusCode, header};
use ledger::draft::{Draft, DraftFacts};
use ledger::{Kind, Role, Thing};
use store::Key;
use store::query::things;

/// Three tasks, of which the last names no lead and a group; finance and commerce are known.
const TEXT: &str = "岚川省人民政府办公厅关于印发2026年第二季度重点工作方案的通知\n岚政办〔2026〕9号\n\n各市州政府：\n\
    一、稳住企业\n（1）清理涉企收费。上半年降成本超过25亿元。\n牵头单位：省财政厅\n责任单位：省商务厅、省税务局\n\
    （2）办好进出口贸易会。\n牵头单位：省商务厅\n责任单位：省财政厅\n二、改善服务\n（3）推广一网通办。\n责任单位：各市州政府\n\n\
    岚川省人民政府办公厅\n2026年4月2日\n";

/// A document that was uploaded, and the supervisor who did.
pub(crate) struct Desk {
    pub(crate) office: Office,
    pub(crate) visitor: Visitor,
    pub(crate) draft: u64,
}

impl Desk {
    async fn new() -> Self {
        Self::with(TEXT).await
    }

    /// A desk on which this document lies.
    pub(crate) async fn with(text: &str) -> Self {
        let office = Office::founded().await;
        let mut visitor = office.enter(Role::Supervisor).await;
        let seen = visitor.upload("/documents", "方案.txt", text.as_bytes()).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);
        let draft = seen.to().strip_prefix("/drafts/").unwrap().parse().unwrap();
        Self { office, visitor, draft }
    }

    pub(crate) async fn draft(&self) -> Draft {
        let key = Key::new(J, self.draft);
        let found = self.office.store.read(move |db| things::one(db, key)).await.unwrap();
        let Some(Thing::Draft(draft)) = found.map(|entry| entry.thing) else { panic!("a draft") };
        draft
    }

    /// The tasks that are in the draft now, in order.
    pub(crate) async fn tasks(&self) -> Vec<(u64, DraftFacts)> {
        let seqs: Vec<u64> = self.draft().await.tasks.iter().map(|task| task.0).collect();
        let of = seqs.clone();
        let mut found = self.office.store.read(move |db| things::some(db, J, of)).await.unwrap();
        let task = |seq: u64| match found.remove(&seq)?.thing {
            Thing::DraftTask(task) if !task.removed => Some((seq, task.facts)),
            _ => None,
        };
        seqs.into_iter().filter_map(task).collect()
    }

    /// The form of a step as it stands on the page of the task, with more fields.
    pub(crate) async fn form(
        &mut self,
        task: u64,
        step: &str,
        more: &[(&str, &str)],
    ) -> Vec<(String, String)> {
        let page = self.visitor.get(&format!("/drafts/{}?task={task}", self.draft)).await;
        let mut fields = page.form(&format!("/drafts/{}/tasks/{task}/{step}", self.draft));
        fields.retain(|(name, _)| !more.iter().any(|(of, _)| of == name));
        fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        fields
    }

    pub(crate) async fn take(&mut self, task: u64, step: &str, more: &[(&str, &str)]) -> Seen {
        let fields = self.form(task, step, more).await;
        self.visitor.post(&format!("/drafts/{}/tasks/{task}/{step}", self.draft), &fields).await
    }

    /// As `take`, and it has to be done.
    pub(crate) async fn taken(&mut self, task: u64, step: &str, more: &[(&str, &str)]) {
        let seen = self.take(task, step, more).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{step}: {}", seen.html);
    }

    pub(crate) async fn undo(&mut self) -> Seen {
        let (page, action) = (format!("/drafts/{}", self.draft), format!("/drafts/{}/undo", self.draft));
        self.visitor.fill(&page, &action, &[]).await
    }

    pub(crate) async fn units(&self, task: usize) -> String {
        let (_, facts) = &self.tasks().await[task];
        facts
            .units
            .iter()
            .map(|unit| format!("{}:{}", unit.duty.text(), unit.name))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

async fn count(office: &Office, kind: Kind) -> usize {
    office.store.read(move |db| things::all(db, J, kind)).await.unwrap().len()
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_not_kept() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Supervisor).await;
    let secret = format!("秘密★10年\n{TEXT}");
    let large = vec![b'a'; 20 * 1024 * 1024 + 1];
    let noise = [0xfd, 0x81, 0xff, 0xfc, 0x80, 0xff].repeat(20);
    let cases: [(&str, &[u8], &str); 6] = [
        ("a.txt", b"", "文件是空的"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "文件是图片"),
        ("a.bin", &[0, 1, 2, 3, 0, 0, 9, 0, 1, 2], "文件不是文字材料"),
        ("a.txt", &noise, "认不出文件的文字编码"),
        ("a.txt", &large, "文件超过 20 MB"),
        ("a.txt", secret.as_bytes(), "文件标有密级"),
    ];
    for (name, bytes, sentence) in cases {
        let seen = visitor.upload("/documents", name, bytes).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        assert!(seen.says(sentence), "{sentence}: {}", seen.html);
        assert!(seen.says(&format!("没有收下“{name}”")), "the file is named");
    }
    assert_eq!((count(&office, Kind::Document).await, count(&office, Kind::Draft).await), (0, 0));
    let hash = store::blob::hash(secret.as_bytes());
    assert!(
        office.store.read(move |db| store::blob::about(db, &hash)).await.unwrap().is_none(),
        "no trace of it"
    );
}

#[tokio::test]
async fn only_who_reviews_uploads_and_downloads() {
    let desk = Desk::new().await;
    let document = desk.draft().await.document;
    let mut liaison = desk.office.enter(Role::Liaison).await;
    for path in
        ["/documents".to_owned(), format!("/drafts/{}", desk.draft), format!("/documents/{document}/file")]
    {
        assert_eq!(liaison.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let mut visitor = desk.visitor.clone();
    let file = visitor.get(&format!("/documents/{document}/file")).await;
    assert_eq!(file.html, TEXT, "byte for byte");
    assert_eq!(file.headers[header::CONTENT_TYPE], "application/octet-stream");
    assert!(file.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment;"));
    assert_eq!(file.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
}

#[tokio::test]
async fn the_same_file_is_kept_once() {
    let mut desk = Desk::new().await;
    let seen = desk.visitor.upload("/documents", "又一份.txt", TEXT.as_bytes()).await;
    assert!(
        seen.says("已经收过") && seen.html.contains(&format!("href=\"/drafts/{}\"", desk.draft)),
        "{}",
        seen.html
    );
    assert_eq!((count(&desk.office, Kind::Document).await, count(&desk.office, Kind::Draft).await), (1, 1));
}

#[tokio::test]
async fn a_document_without_tasks_is_shown_and_can_be_dropped_and_read_again() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Supervisor).await;
    let seen =
        visitor.upload("/documents", "通知.txt", "关于放假的通知\n五月一日放假一天。\n".as_bytes()).await;
    let draft = seen.to().to_owned();
    assert!(visitor.get(&draft).await.says("没有读出任务"));
    assert!(visitor.get(&format!("{draft}/confirm")).await.says("没有任务，不能确认"));
    let seen = visitor.fill(&format!("{draft}/confirm"), &format!("{draft}/drop"), &[]).await;
    assert_eq!(seen.to(), "/documents");
    let list = visitor.get("/documents").await;
    assert!(list.says("已放弃"));
    let action = list
        .html
        .split("action=\"")
        .find_map(|rest| rest.split('"').next().filter(|to| to.ends_with("/read")));
    let seen = visitor.fill("/documents", action.unwrap(), &[]).await;
    assert!(seen.to().starts_with("/drafts/") && seen.to() != draft, "{}", seen.to());
}

#[tokio::test]
async fn what_was_read_stands_beside_its_words() {
    let mut desk = Desk::new().await;
    let tasks = desk.tasks().await;
    assert_eq!(tasks.len(), 3);
    let page = desk.visitor.get(&format!("/drafts/{}?task={}", desk.draft, tasks[0].0)).await;
    let at = tasks[0].1.units[0].span.unwrap().start;
    assert!(
        page.html.contains(&format!("id=\"m-{at}\"")) && page.html.contains(&format!("id=\"f-{at}\"")),
        "both ends"
    );
    assert!(page.html.contains("省税务局") && page.says("新单位"), "an unknown unit is told");
    let others = format!("?task={}#f-", tasks[2].0);
    assert!(page.html.contains(&others), "a mark of another task leads to it");
}

#[tokio::test]
async fn corrections_are_undone_and_made_again() {
    let mut desk = Desk::new().await;
    let first = desk.tasks().await[0].0;
    let read = "lead:省财政厅 responsible:省商务厅 responsible:省税务局";
    let switched = "lead:省财政厅 lead:省商务厅 responsible:省税务局";
    for _ in 0..2 {
        assert_eq!(desk.units(0).await, read);
        desk.taken(first, "duty", &[("unit", "responsible 省商务厅")]).await;
        assert_eq!(desk.units(0).await, switched);
        assert_eq!(desk.undo().await.status, StatusCode::SEE_OTHER);
    }
    desk.taken(first, "add-unit", &[("name", "省统计局"), ("duty", "responsible")]).await;
    desk.taken(first, "rename-unit", &[("unit", "responsible 省税务局"), ("name", "省税务总局")]).await;
    desk.taken(first, "deadlines", &[("date", "2026年6月15日"), ("text", "6月中旬"), ("span", "")]).await;
    desk.taken(first, "class", &[("class", "ordinary")]).await;
    desk.taken(first, "text", &[("number", "一"), ("title", "清费"), ("body", "清理收费。降成本。")]).await;
    assert_eq!(
        desk.units(0).await,
        "lead:省财政厅 responsible:省商务厅 responsible:省税务总局 responsible:省统计局"
    );
    let (_, facts) = &desk.tasks().await[0];
    assert_eq!(
        (&*facts.title, facts.class.text(), &*facts.deadlines[0].date.to_string()),
        ("清费", "ordinary", "2026-06-15")
    );
}

#[tokio::test]
async fn what_is_refused_comes_back_as_it_was_typed() {
    let mut desk = Desk::new().await;
    let first = desk.tasks().await[0].0;
    let more = [("date", "尽快"), ("text", "上半年"), ("span", "")];
    let seen = desk.take(first, "deadlines", &more).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("认不出日期“尽快”") && seen.html.contains("value=\"尽快\""), "{}", seen.html);
    let seen = desk.take(first, "text", &[("number", "1"), ("title", "改了"), ("body", " ")]).await;
    assert!(seen.says("还没有填") && seen.html.contains("value=\"改了\""), "{}", seen.html);

    for (step, field, typed, id, sentence) in [
        ("add-unit", "name", "", "name", "这里还没有填"),
        ("add-unit", "name", "省财政厅", "name", "“省财政厅”已经列在这里，不用再加"),
        ("rename-unit", "name", &*"厅".repeat(99), "new-name", "最多 80 字"),
        ("add-leader", "leader", &*"某".repeat(99), "leader", "最多 80 字"),
        ("targets", "value", "", "value-0", "还没有填数值"),
        ("targets", "value", "许多", "value-0", "“许多”不是数"),
    ] {
        let more = [(field, typed), ("duty", "lead"), ("unit", "lead 省财政厅"), ("subject", "降成本")];
        let seen = desk.take(first, step, &more).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{step} {typed}");
        let at_field = format!("aria-describedby=\"{id}-err \"");
        let kept = format!("value=\"{typed}\"");
        assert!(
            seen.says(sentence) && seen.html.contains(&at_field) && seen.html.contains(&kept),
            "{step} {typed}: {}",
            seen.html
        );
    }

    let stale = desk.form(first, "text", &[("number", "1"), ("title", "旧页"), ("body", "旧页写的。")]).await;
    desk.taken(first, "class", &[("class", "ordinary")]).await;
    let seen = desk.visitor.post(&format!("/drafts/{}/tasks/{first}/text", desk.draft), &stale).await;
    assert!(seen.says("有人改过这项内容") && seen.html.contains("旧页写的。"), "{}", seen.html);
    assert_ne!(desk.tasks().await[0].1.title, "旧页");
}

#[tokio::test]
async fn a_task_is_split_merged_and_taken_out() {
    let mut desk = Desk::new().await;
    let tasks = desk.tasks().await;
    let (first, body) = (tasks[0].0, tasks[0].1.body.clone());
    let at = body.chars().position(|c| c == '。').unwrap() + 1;
    desk.taken(first, "split", &[("at", &at.to_string())]).await;
    let split = desk.tasks().await;
    let counted =
        |of: &[(u64, DraftFacts)]| of.iter().map(|(_, facts)| facts.targets.len()).collect::<Vec<_>>();
    assert_eq!(
        (split.len(), counted(&split)[0..2].to_vec()),
        (4, vec![0, 1]),
        "the target goes with its words"
    );
    let fields = desk.form(split[1].0, "remove", &[]).await;
    let merge = format!("/drafts/{}/tasks/{}/merge", desk.draft, split[1].0);
    assert_eq!(desk.visitor.post(&merge, &fields).await.status, StatusCode::SEE_OTHER);
    let merged = desk.tasks().await;
    assert_eq!((merged.len(), &*merged[0].1.body), (3, &*body));
    desk.taken(merged[2].0, "remove", &[]).await;
    assert_eq!(desk.tasks().await.len(), 2);
    assert_eq!(desk.undo().await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.tasks().await.len(), 3);
}

#[tokio::test]
async fn accepting_a_warning_goes_on_to_the_next() {
    let mut desk = Desk::new().await;
    let open =
        |tasks: &[(u64, DraftFacts)]| tasks.iter().map(|(_, facts)| facts.open_warnings()).sum::<usize>();
    let tasks = desk.tasks().await;
    let all = open(&tasks);
    assert!(all > 0, "the missing lead is warned of");
    let (task, _) = tasks.iter().find(|(_, facts)| facts.open_warnings() > 0).unwrap();
    desk.taken(*task, "accept", &[]).await;
    assert_eq!(open(&desk.tasks().await), all - 1);
}

#[tokio::test]
async fn a_confirmed_draft_is_a_plan_that_is_handed_out_once() {
    let mut desk = Desk::new().await;
    let (page, action) = (format!("/drafts/{}/confirm", desk.draft), format!("/drafts/{}/edit", desk.draft));
    let told = desk.visitor.get(&page).await;
    assert!(
        told.says("省税务局") && told.says("各市州政府") && told.says("新单位组（成员待选）"),
        "{}",
        told.html
    );
    let bad = desk.visitor.fill(&page, &action, &[("end", &["2026-01-01"])]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    let seen = desk
        .visitor
        .fill(
            &page,
            &action,
            &[("title", &["二季度方案"]), ("start", &["2026年4月"]), ("end", &["2026年6月"])],
        )
        .await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.html);

    let units = count(&desk.office, Kind::Unit).await;
    let fields = desk.visitor.get(&page).await.form(&page);
    let seen = desk.visitor.post(&page, &fields).await;
    assert!(seen.to().starts_with("/plans/"), "{}", seen.html);
    let plan = seen.to().to_owned();
    assert_eq!(desk.visitor.post(&page, &fields).await.to(), plan, "a double click is answered once");
    assert_eq!(
        (count(&desk.office, Kind::Unit).await, count(&desk.office, Kind::Plan).await),
        (units + 2, 1)
    );
    let again: Vec<_> = fields.into_iter().filter(|(name, _)| name == "csrf").collect();
    let seen = desk.visitor.post(&page, &again).await;
    assert!(seen.status == StatusCode::UNPROCESSABLE_ENTITY && seen.says("已经确认或放弃"), "{}", seen.html);

    let shown = desk.visitor.get(&plan).await;
    assert!(shown.says("还有 3 项没有交办") && shown.says("有 1 个单位组还没有成员"), "{}", shown.html);
    let assign = format!("{plan}/assign");
    let fields = shown.form(&assign);
    assert_eq!(desk.visitor.post(&assign, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(desk.visitor.get(&plan).await.says("任务都已交办"));
    let again: Vec<_> = fields.into_iter().filter(|(name, _)| name == "csrf").collect();
    assert_eq!(
        desk.visitor.post(&assign, &again).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nothing is left"
    );

    let words = desk.visitor.get(&format!("{plan}/document")).await;
    assert!(words.html.contains("id=\"task-") && words.html.contains("href=\"/tasks/"), "{}", words.html);
    let mut liaison = desk.office.enter(Role::Liaison).await;
    assert_eq!(liaison.get(&plan).await.status, StatusCode::OK, "the finance office has tasks in it");
}
