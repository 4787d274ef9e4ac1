//! Accounts: the first password, closing, resetting, erasing.

use crate::form::{value, with};
use crate::office::{Office, Seen};
use axum::http::StatusCode;
use ledger::Role;

/// The password that a page shows.
fn shown(seen: &Seen) -> String {
    let after = seen.html.split_once("translate=\"no\">").unwrap_or_else(|| panic!("{}", seen.html)).1;
    after.split('<').next().unwrap().to_owned()
}

async fn signs_in(office: &Office, login: &str, password: &str) -> StatusCode {
    let typed: &[(&str, &[&str])] = &[("login", &[login]), ("password", &[password])];
    office.visitor().fill("/sign-in", "/sign-in", typed).await.status
}

#[tokio::test]
async fn a_new_account_gets_a_password_that_is_shown_once_even_when_the_form_is_sent_twice() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let post = office.people[&Role::Liaison].1.to_string();
    let form = visitor.get(&format!("/accounts/new?post={post}")).await.form("/accounts/new");
    assert_eq!(value(&form, "posts"), Some(post));
    let form = with(&form, &[("login", &["xuyue"]), ("name", &["许越"]), ("phone", &["0971-12345"])]);
    let (first, second) =
        (visitor.post("/accounts/new", &form).await, visitor.post("/accounts/new", &form).await);
    assert_eq!((first.status, shown(&first)), (StatusCode::OK, shown(&second)));
    assert_eq!(signs_in(&office, "xuyue", &shown(&first)).await, StatusCode::SEE_OTHER);
    let list = visitor.get("/accounts?q=xuyue").await;
    assert!(list.says("许越") && list.says("0971-12345") && list.says("共 1 项"));
    let seen =
        visitor.fill("/accounts/new", "/accounts/new", &[("login", &["xuyue"]), ("name", &["许越"])]).await;
    assert!(seen.says("“xuyue”已经有了"), "the login is told first");
}

#[tokio::test]
async fn who_is_closed_is_out_and_nobody_closes_themselves() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let mut inside = office.enter(Role::Head).await;
    assert_eq!(inside.get("/tasks").await.status, StatusCode::OK);
    let path = format!("/accounts/{}", office.people[&Role::Head].0);
    assert_eq!(visitor.fill(&path, &path, &[("closed", &["on"])]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(inside.get("/tasks").await.to(), "/sign-in?next=/tasks");
    assert!(
        !visitor.get("/accounts").await.says("head 某")
            && visitor.get("/accounts?closed=only").await.says("head 某")
    );
    let own = format!("/accounts/{}", office.people[&Role::Administrator].0);
    let seen = visitor.fill(&own, &own, &[("closed", &["on"]), ("phone", &["12345"])]).await;
    assert!(seen.says("不能停用自己正在用的账号或岗位"));
    assert_eq!(value(&seen.form(&own), "phone").as_deref(), Some("12345"));
    let seen = visitor.fill(&own, &own, &[("posts", &[])]).await;
    assert!(seen.html.contains("id=\"posts-err\"") && seen.says("还没有填"));
}

#[tokio::test]
async fn a_reset_password_replaces_the_old_one_lifts_the_lock_and_ends_sessions() {
    let office = Office::founded().await;
    let account = office.people[&Role::Liaison].0;
    office.password(account, "原来的那句密码话").await;
    for _ in 0..5 {
        signs_in(&office, "liaison", "wrong").await;
    }
    let mut inside = office.enter(Role::Liaison).await;
    let mut visitor = office.enter(Role::Administrator).await;
    let path = format!("/accounts/{account}");
    assert!(visitor.get(&path).await.says("锁定到"));
    let reset = format!("{path}/password");
    let password = shown(&visitor.fill(&reset, &reset, &[]).await);
    assert_eq!(inside.get("/tasks").await.to(), "/sign-in?next=/tasks");
    assert_eq!(signs_in(&office, "liaison", "原来的那句密码话").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(signs_in(&office, "liaison", &password).await, StatusCode::SEE_OTHER);
    let mut inside = office.enter(Role::Liaison).await;
    visitor.fill(&path, &format!("{path}/sessions"), &[]).await;
    assert_eq!(inside.get("/tasks").await.to(), "/sign-in?next=/tasks");
    assert_eq!(
        visitor.get(&format!("/accounts/{}/password", office.people[&Role::Administrator].0)).await.to(),
        "/password"
    );
}

#[tokio::test]
async fn what_names_a_person_is_erased_and_what_the_person_did_stays() {
    let office = Office::founded().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let account = office.people[&Role::Leader].0;
    office.password(account, "何以宁的一句密码").await;
    let path = format!("/accounts/{account}");
    let erase = format!("{path}/erase");
    assert!(visitor.get(&erase).await.says("leader 某"));
    let seen = visitor.fill(&erase, &erase, &[]).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER);
    let seen = visitor.get(&path).await;
    assert!(seen.says("个人信息已经抹去") && !seen.says("leader 某") && seen.says(&format!("#{account}")));
    assert_eq!(signs_in(&office, "leader", "何以宁的一句密码").await, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(visitor.get(&erase).await.says("已经抹去"));
    let own = format!("/accounts/{}/erase", office.people[&Role::Administrator].0);
    assert!(visitor.fill(&own, &own, &[]).await.says("不能停用自己"));
}
