//! The first page of an empty house.

use crate::office::{Visitor, empty};
use axum::http::StatusCode;
use store::query::things;

const PERSON: &[(&str, &[&str])] = &[
    ("name", &["岚川省人民政府"]),
    ("person", &["唐见山"]),
    ("login", &["tangjianshan"]),
    ("password", &["岚川的山和水我都记得"]),
];

#[tokio::test]
async fn the_code_founds_the_house_once() {
    let (_folder, app, store) = empty();
    let now = store.now();
    let code = store.own(move |db| store::start::make(db, now)).await.unwrap();
    let mut visitor = Visitor::of(&app);
    assert_eq!(visitor.get("/").await.to(), "/sign-in?next=/");
    assert_eq!(visitor.get("/sign-in?next=/").await.to(), "/start");

    let wrong = [PERSON, &[("code", &["0000-0000-0000-0000"]), ("zone", &["Lanchuan"])]].concat();
    let seen = visitor.fill("/start", "/start", &wrong).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(seen.says("启用码不对") && seen.says("没有这个时区"), "all that is wrong is told at once");
    assert!(seen.html.contains("value=\"唐见山\"") && seen.html.contains("value=\"Lanchuan\""));
    assert_eq!(store.read(things::jurisdictions).await.unwrap(), [] as [u32; 0]);

    let form = crate::form::with(
        &visitor.get("/start").await.form("/start"),
        &[PERSON, &[("code", &[&code.to_uppercase()])]].concat(),
    );
    let seen = visitor.post("/start", &form).await;
    assert_eq!((seen.status, seen.to()), (StatusCode::SEE_OTHER, "/units"), "{}", seen.html);
    assert!(visitor.get("/units").await.says("唐见山"));

    for seen in [visitor.get("/start").await, visitor.post("/start", &form).await] {
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
    }
    let signed = Visitor::of(&app).fill("/sign-in", "/sign-in", &PERSON[2..]).await;
    assert_eq!((signed.status, signed.to()), (StatusCode::SEE_OTHER, "/"));
}
