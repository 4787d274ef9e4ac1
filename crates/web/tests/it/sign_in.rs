//! Signing in and out, the lock, forms of other houses, posts, languages, the own password.

use crate::office::{HOST, Office, Seen, Visitor};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use ledger::{Role, account};

const RIGHT: &str = "岚川的山和水";

async fn sign_in(visitor: &mut Visitor, login: &str, password: &str, next: &str) -> Seen {
    visitor
        .fill(&format!("/sign-in?next={next}"), "/sign-in", &[("login", &[login]), ("password", &[password])])
        .await
}

async fn with_password() -> Office {
    let office = Office::founded().await;
    office.password(office.people[&Role::Supervisor].0, RIGHT).await;
    office
}

#[tokio::test]
async fn the_right_password_leads_on_to_where_one_wanted_to_go() {
    let office = with_password().await;
    for (next, to) in [("/units?q=a", "/units?q=a"), ("//evil.example/", "/"), ("", "/")] {
        let mut visitor = office.visitor();
        let seen = sign_in(&mut visitor, " supervisor ", RIGHT, next).await;
        assert_eq!((seen.status, seen.to()), (StatusCode::SEE_OTHER, to));
        let cookie = seen.headers[header::SET_COOKIE].to_str().unwrap();
        for attribute in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
        assert_eq!(visitor.get("/units").await.status, StatusCode::OK);
        let again = visitor.get("/sign-in?next=/units").await;
        assert_eq!(again.to(), "/units", "who is signed in needs no form");
        visitor.fill("/units", "/sign-out", &[]).await;
        assert_eq!(visitor.get("/units").await.to(), "/sign-in?next=/units");
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_are_told_alike() {
    let office = with_password().await;
    let mut told = Vec::new();
    for login in ["supervisor", "nobody", "leader"] {
        let seen = sign_in(&mut office.visitor(), login, "no such word", "/").await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.says("登录名或密码不对"));
        assert!(seen.html.contains(&format!("value=\"{login}\"")), "the login is kept");
        assert!(!seen.html.contains("no such word"), "the password is not");
        told.push(seen.html.replace(login, "LOGIN"));
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0], told[2], "an account without a password is nobody's either");
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour() {
    let office = with_password().await;
    let mut visitor = office.visitor();
    for _ in 0..4 {
        assert!(sign_in(&mut visitor, "supervisor", "wrong", "/").await.says("登录名或密码不对"));
    }
    assert_eq!(
        sign_in(&mut visitor, "supervisor", RIGHT, "/").await.status,
        StatusCode::SEE_OTHER,
        "the fifth may be right"
    );
    let mut visitor = office.visitor();
    for _ in 0..4 {
        sign_in(&mut visitor, "supervisor", "wrong", "/").await;
    }
    let until = office.store.now() + jiff::SignedDuration::from_mins(15);
    let until = until.in_tz("Asia/Shanghai").unwrap().strftime("锁定到 %H:").to_string();
    assert!(sign_in(&mut visitor, "supervisor", "wrong", "/").await.says(&until));
    office.later(14);
    assert!(
        sign_in(&mut visitor, "supervisor", RIGHT, "/").await.says(&until),
        "the right one waits as well"
    );
    office.later(2);
    assert_eq!(sign_in(&mut visitor, "supervisor", RIGHT, "/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn many_attempts_at_once_are_no_more_than_five() {
    let office = with_password().await;
    let form = office.visitor().get("/sign-in").await.form("/sign-in");
    let tries: Vec<_> = (0..9)
        .map(|n| {
            let mut visitor = office.visitor();
            let form = crate::form::with(
                &form,
                &[("login", &["supervisor"]), ("password", &[&format!("wrong {n}")])],
            );
            tokio::spawn(async move { visitor.post("/sign-in", &form).await.says("锁定到") })
        })
        .collect();
    let mut locked = 0;
    for one in tries {
        locked += usize::from(one.await.unwrap());
    }
    assert_eq!(locked, 5, "four were tried, the fifth locked, four were not tried");
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_closed_accounts_do_not_get_in() {
    let office = with_password().await;
    let mut visitor = office.enter(Role::Administrator).await;
    office.later(7 * 60);
    assert_eq!(visitor.get("/units").await.status, StatusCode::OK);
    office.later(9 * 60);
    let seen = visitor.get("/units?q=%E8%B4%A2").await;
    assert_eq!(
        (seen.status, seen.to()),
        (StatusCode::SEE_OTHER, "/sign-in?next=/units%3Fq%3D%25E8%25B4%25A2")
    );
    assert!(visitor.get(seen.to()).await.says("请先登录"));
    let (account, post) = office.people[&Role::Supervisor];
    let mut inside = office.enter(Role::Supervisor).await;
    office
        .does(account::Change {
            account,
            name: "某".into(),
            phone: String::new(),
            posts: vec![post],
            closed: true,
        })
        .await;
    assert_eq!(inside.get("/units").await.to(), "/sign-in?next=/units");
    assert!(sign_in(&mut office.visitor(), "supervisor", RIGHT, "/").await.says("已停用"));
}

#[tokio::test]
async fn a_form_without_the_token_or_from_another_house_does_nothing() {
    let office = with_password().await;
    let mut visitor = office.enter(Role::Administrator).await;
    let form = visitor.get("/units/new").await.form("/units/new");
    for token in [&[][..], &["0000"], &[""]] {
        let seen = visitor
            .post("/units/new", &crate::form::with(&form, &[("csrf", token), ("name", &["省水利厅"])]))
            .await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        assert!(seen.says("没有办") && seen.says("administrator 某"), "the page knows who reads it");
    }
    assert!(!visitor.get("/units").await.says("省水利厅"));
    for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
        for path in ["/sign-in", "/language"] {
            let request = Request::post(path)
                .header(header::HOST, HOST)
                .header(name, value)
                .body(Body::from("login=supervisor&tag=en"))
                .unwrap();
            assert_eq!(office.visitor().send(request).await.status, StatusCode::FORBIDDEN, "{path} {name}");
        }
    }
}

#[tokio::test]
async fn a_post_is_switched_if_it_is_held() {
    let office = Office::founded().await;
    let (account, first) = office.people[&Role::Supervisor];
    let second = office.people[&Role::Administrator].1;
    let posts = vec![first, second];
    office
        .does(account::Change { account, name: "某".into(), phone: String::new(), posts, closed: false })
        .await;
    let mut visitor = office.enter_as(account, first).await;
    assert_eq!(visitor.get("/accounts").await.status, StatusCode::FORBIDDEN);
    let seen = visitor.fill("/units", "/post", &[("post", &[&second.to_string()])]).await;
    assert_eq!(seen.to(), "/");
    assert_eq!(visitor.get("/accounts").await.status, StatusCode::OK);
    let other = office.people[&Role::Liaison].1;
    assert_eq!(
        visitor.fill("/units", "/post", &[("post", &[&other.to_string()])]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_language_is_chosen_before_and_after_signing_in() {
    let office = Office::founded().await;
    let mut visitor = office.visitor();
    assert!(visitor.get("/sign-in").await.html.contains("<html lang=\"zh-CN\">"));
    visitor.fill("/sign-in", "/language", &[("tag", &["en"])]).await;
    let seen = visitor.get("/sign-in").await;
    assert!(seen.html.contains("<html lang=\"en\">") && seen.says("Sign in"));
    let mut visitor = office.enter(Role::Administrator).await;
    visitor.cookies.insert("language".into(), "en".into());
    assert!(visitor.get("/units").await.says("Units"));
    visitor.fill("/units", "/language", &[("tag", &["zh-CN"])]).await;
    assert!(visitor.get("/units").await.says("新建单位"));
}

#[tokio::test]
async fn a_password_is_changed_against_the_old_one_and_other_sessions_end() {
    let office = with_password().await;
    let (mut here, mut there) = (office.enter(Role::Supervisor).await, office.enter(Role::Supervisor).await);
    let cases = [
        ("wrong", "一句新的自己记得的话", "一句新的自己记得的话", "现在的密码不对"),
        (RIGHT, "太短", "太短", "至少要 10 个"),
        (RIGHT, "supervisor", "supervisor", "不能与登录名相同"),
        (RIGHT, "一句新的自己记得的话", "一句新的自己记不得的话", "不一样"),
    ];
    for (old, new, again, told) in cases {
        let seen = here
            .fill("/password", "/password", &[("old", &[old]), ("new", &[new]), ("again", &[again])])
            .await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
        assert!(seen.says(told), "{told}");
    }
    let new = "一句新的自己记得的话";
    let seen =
        here.fill("/password", "/password", &[("old", &[RIGHT]), ("new", &[new]), ("again", &[new])]).await;
    assert!(here.get(seen.to()).await.says("密码已改"));
    assert_eq!(there.get("/units").await.to(), "/sign-in?next=/units");
    assert_eq!(
        sign_in(&mut office.visitor(), "supervisor", RIGHT, "/").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(sign_in(&mut office.visitor(), "supervisor", new, "/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_told_in_the_readers_frame() {
    let office = Office::founded().await;
    for path in ["/no-such-page", "/units/999999", "/accounts/999999"] {
        let seen = office.enter(Role::Administrator).await.get(path).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
        assert!(seen.says("没有找到") && seen.says("administrator 某"), "{path}");
    }
    let seen = office.visitor().get("/no-such-page").await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
    assert!(seen.says("工作人员登录"));
}
