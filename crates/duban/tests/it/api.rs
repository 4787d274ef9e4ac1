//! The REST API, walked as an integrator would.

use crate::program::{Answer, Server, arg, out};
use serde_json::{Value, json};
use tempfile::TempDir;

struct House {
    _folder: TempDir,
    server: Server,
    data: String,
}

/// A demo two days after its plan was handed out.
fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let data = arg(folder.path()).to_owned();
    out(&["demo", "--fill-only", "--data", &data, "--today", "2026-04-12"]);
    let server = Server::start(&["demo", "--data", &data]);
    House { _folder: folder, server, data }
}

/// Somebody with a token.
struct Person<'a> {
    house: &'a House,
    token: String,
}

impl House {
    fn person(&self, login: &str) -> Person<'_> {
        let token = out(&["token", "create", login, "--data", &self.data]).trim().to_owned();
        Person { house: self, token }
    }
}

impl Person<'_> {
    fn get(&self, path: &str) -> Answer {
        self.house.server.ask("GET", path, &[format!("Authorization: Bearer {}", self.token)], b"")
    }

    fn item(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }

    fn post(&self, path: &str, headers: &[&str], body: &Value) -> Answer {
        let mut all = vec![format!("Authorization: Bearer {}", self.token)];
        all.extend(headers.iter().map(|&header| header.to_owned()));
        self.house.server.ask("POST", path, &all, body.to_string().as_bytes())
    }
}

fn id(value: &Value) -> u64 {
    value["id"].as_u64().unwrap_or_else(|| panic!("no id in {value}"))
}

#[test]
fn a_task_from_signing_to_an_accepted_report() {
    let house = house();
    let (supervisor, liaison, head) = (house.person("ducha"), house.person("gxt"), house.person("gxt-head"));
    let tasks = liaison.item("/api/v1/tasks?state=assigned&sort=number");
    let leads = |task: &&Value| task["leads"][0]["name"] == "省工业和信息化厅" && task["leads"][1].is_null();
    let task = id(tasks["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(leads)
        .expect("it leads a task that is not signed"));
    let parts = liaison.item(&format!("/api/v1/assignments?task={task}"));
    let is_lead = |part: &&Value| part["duty"] == "lead";
    let part = parts["items"].as_array().unwrap().iter().find(is_lead).expect("a lead").clone();
    let sign = format!("/api/v1/assignments/{}/sign", id(&part));

    let stale = liaison.post(&sign, &["If-Match: \"1\""], &json!({}));
    assert_eq!((stale.status, stale.json()["code"].as_str()), (409, Some("stale")), "{stale:?}");
    assert!(stale.head.contains("application/problem+json"), "{stale:?}");
    let version = format!("If-Match: \"{}\"", part["version"]);
    let signed = liaison.post(&sign, &[&version, "Idempotency-Key: sign-1"], &json!({}));
    assert_eq!(signed.status, 200, "{signed:?}");
    let again = liaison.post(&sign, &[&version, "Idempotency-Key: sign-1"], &json!({}));
    assert_eq!((again.status, again.json()), (200, signed.json()), "sent twice, done once");
    assert_eq!(liaison.post(&sign, &[], &json!({})).status, 409);

    let words = json!({"task": task, "assignment": id(&part), "percent": 20, "text": "已开工。"});
    let key = ["Idempotency-Key: report-1"];
    let report = liaison.post("/api/v1/reports", &key, &words);
    assert_eq!(report.status, 200, "{report:?}");
    assert_eq!(liaison.post("/api/v1/reports", &key, &words).json(), report.json());
    let other = json!({"task": task, "assignment": id(&part), "percent": 30, "text": "已开工。"});
    let reused = liaison.post("/api/v1/reports", &key, &other);
    assert_eq!((reused.status, reused.json()["code"].as_str()), (422, Some("key_reused")), "{reused:?}");

    let report = report.json()["seq"].as_u64().unwrap();
    let path = format!("/api/v1/reports/{report}");
    assert_eq!(
        liaison.post(&format!("{path}/approve"), &[], &json!({})).status,
        403,
        "only the head approves"
    );
    assert_eq!(head.post(&format!("{path}/approve"), &["If-Match: 1"], &json!({})).status, 409);
    let version = format!("If-Match: {}", head.item(&path)["version"]);
    assert_eq!(head.post(&format!("{path}/approve"), &[&version], &json!({})).status, 200);
    assert_eq!(supervisor.post(&format!("{path}/accept"), &[], &json!({})).status, 200);
    assert_eq!(supervisor.item(&path)["state"], "accepted");
    let task = supervisor.item(&format!("/api/v1/tasks/{task}"));
    assert_eq!((task["state"].as_str(), task["verified"].as_u64()), (Some("under_way"), Some(20)));
    let log = supervisor.item("/api/v1/events?kind=report.accepted");
    assert!(log["items"].as_array().unwrap().iter().any(|event| event["data"]["report"] == report), "{log}");
}

#[test]
fn a_document_becomes_a_plan_that_is_handed_out() {
    let house = house();
    let supervisor = house.person("ducha");
    let text = std::fs::read(crate::program::examples().join("plan.txt")).unwrap();
    let send = |key: &str| {
        let headers =
            [format!("Authorization: Bearer {}", supervisor.token), format!("Idempotency-Key: {key}")];
        house.server.ask("POST", "/api/v1/documents?name=plan.txt", &headers, &text)
    };
    let read = send("document-1");
    assert_eq!((read.status, read.json()["tasks"].as_u64()), (201, Some(49)), "{read:?}");
    assert_eq!(send("document-1").json(), read.json(), "sent twice, kept once");
    let draft = format!("/api/v1/drafts/{}", read.json()["draft"]);
    assert_eq!(supervisor.post(&format!("{draft}/confirm"), &[], &json!({})).status, 200);
    let plan = supervisor.item(&draft)["plan"].as_u64().expect("it became a plan");
    let assign = format!("/api/v1/plans/{plan}/assign");
    assert_eq!(supervisor.post(&assign, &[], &json!({})).status, 200);
    assert_eq!(supervisor.post(&assign, &[], &json!({})).status, 409, "nothing is left to hand out");
}

#[test]
fn a_task_tells_what_comes_again_and_what_counts_from_an_event() {
    let house = house();
    let supervisor = house.person("ducha");
    let text = "岚川省人民政府办公厅关于印发2026年重点任务的通知\n岚政办〔2026〕31号\n\n各市州政府：\n\
        一、规范项目管理\n（一）自验收合格后10个工作日内完成备案，每季度末月20日前报送进展。\n牵头单位：省财政厅\n\n\
        岚川省人民政府办公厅\n2026年4月2日\n";
    let token = [format!("Authorization: Bearer {}", supervisor.token)];
    let read = house.server.ask("POST", "/api/v1/documents?name=limits.txt", &token, text.as_bytes());
    assert_eq!((read.status, read.json()["tasks"].as_u64()), (201, Some(1)), "{read:?}");
    let draft = format!("/api/v1/drafts/{}", read.json()["draft"]);
    assert_eq!(supervisor.post(&format!("{draft}/confirm"), &[], &json!({})).status, 200);
    let plan = supervisor.item(&draft)["plan"].as_u64().expect("it became a plan");
    let tasks = supervisor.item(&format!("/api/v1/tasks?plan={plan}"));
    let task = supervisor.item(&format!("/api/v1/tasks/{}", id(&tasks["items"][0])));
    assert_eq!(
        task["relative_deadlines"],
        json!([{ "text": "验收合格后10个工作日内", "event": "验收合格", "amount": 10, "unit": "working_day" }])
    );
    let [again] = &task["recurrences"].as_array().unwrap()[..] else { panic!("one duty: {task}") };
    assert_eq!((&again["text"], &again["next"]), (&json!("每季度末月20日前"), &json!("2026-06-20")));
}

#[test]
fn lists_go_on_where_they_ended() {
    let house = house();
    let supervisor = house.person("ducha");
    let mut seen = Vec::new();
    let mut after = String::new();
    loop {
        let page = supervisor.item(&format!("/api/v1/tasks?limit=20{after}"));
        seen.extend(page["items"].as_array().unwrap().iter().map(id));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    let all = seen.len();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!((seen.len(), all), (49, 49));
    let red = supervisor.item("/api/v1/tasks?light=red,yellow");
    assert!(red["items"].as_array().unwrap().iter().all(|task| task["light"] != "green"), "{red}");
    for path in [
        "/api/v1/tasks?light=pink",
        "/api/v1/tasks?limit=500",
        "/api/v1/tasks?plan=x",
        "/api/v1/tasks?section=1",
    ] {
        let answer = supervisor.get(path);
        assert_eq!((answer.status, answer.json()["code"].as_str()), (400, Some("bad_request")), "{path}");
    }
}

#[test]
fn who_may_not_is_told_so() {
    let house = house();
    let (liaison, admin) = (house.person("zjt"), house.person("guanli"));
    for header in ["X-None: 1", "Authorization: Bearer duban_0", "Authorization: Basic eDp5"] {
        let answer = house.server.ask("GET", "/api/v1/tasks", &[header.to_owned()], b"");
        assert_eq!((answer.status, answer.json()["code"].as_str()), (401, Some("no_token")), "{header}");
        assert!(answer.head.contains("www-authenticate: bearer"), "{answer:?}");
    }
    assert_eq!(admin.get("/api/v1/tasks").status, 403);
    assert_eq!(liaison.get("/api/v1/documents").status, 403);
    assert_eq!(liaison.get("/api/v1/events").status, 403);
    assert_eq!(liaison.get("/api/v1/tasks/1").status, 404);
    let none = liaison.get("/api/v1/nothing");
    assert_eq!((none.status, none.json()["code"].as_str()), (404, Some("not_found")), "{none:?}");
    let events = admin.item("/api/v1/events?limit=200");
    let of_work = |event: &Value| event["kind"].as_str().is_some_and(|kind| kind.starts_with("task."));
    assert!(!events["items"].as_array().unwrap().iter().any(of_work), "an administrator reads no work");
    let large = json!({"task": 1, "assignment": 1, "percent": 1, "text": "长".repeat(100_000)});
    let answer = liaison.post("/api/v1/reports", &[], &large);
    assert_eq!((answer.status, answer.json()["code"].as_str()), (413, Some("too_large")));
}

#[test]
fn the_description_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(&["serve", "--data", arg(folder.path())]);
    let described = server.ask("GET", "/openapi.json", &[], b"").json();
    for path in ["/api/v1/tasks", "/api/v1/assignments/{id}/sign", "/api/v1/reports/{id}/approve"] {
        assert!(described["paths"][path].is_object(), "{path}");
    }
}
