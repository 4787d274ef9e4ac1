//! Roles × pages: each address answers as the table of rights says, whoever asks and however.

use crate::office::Office;
use axum::http::StatusCode;
use ledger::{Right, Role};

/// Pages of the office and who may open them; supervisors look at units and leaders, administrators change them.
fn pages(office: &Office) -> Vec<(String, Vec<Role>)> {
    let looks = [Right::ChangeUnits.roles(), &[Role::Supervisor]].concat();
    let changes = Right::ChangeUnits.roles().to_vec();
    let people = Right::ChangeAccounts.roles().to_vec();
    let all = Role::ALL.to_vec();
    let (account, post) = office.people[&Role::Head];
    [
        ("/units".to_owned(), looks.clone()),
        ("/units.csv".to_owned(), looks.clone()),
        (format!("/units/{}", office.finance), looks.clone()),
        ("/units/new".to_owned(), changes.clone()),
        ("/leaders".to_owned(), looks.clone()),
        (format!("/leaders/{}", office.leader), looks),
        ("/leaders/new".to_owned(), changes),
        ("/posts".to_owned(), people.clone()),
        ("/posts/new".to_owned(), people.clone()),
        (format!("/posts/{post}"), people.clone()),
        ("/accounts".to_owned(), people.clone()),
        ("/accounts/new".to_owned(), people.clone()),
        (format!("/accounts/{account}"), people.clone()),
        (format!("/accounts/{account}/password"), people.clone()),
        (format!("/accounts/{account}/erase"), people),
        ("/password".to_owned(), all),
        ("/tasks".to_owned(), Right::ReadTasks.roles().to_vec()),
    ]
    .into()
}

#[tokio::test]
async fn each_page_opens_for_its_roles_alone() {
    let office = Office::founded().await;
    for (path, roles) in pages(&office) {
        for role in Role::ALL {
            let seen = office.enter(role).await.get(&path).await;
            let may = roles.contains(&role);
            assert_eq!(seen.status == StatusCode::OK, may, "{role:?} {path} {}", seen.status);
            if !may {
                assert_eq!(seen.status, StatusCode::FORBIDDEN, "{role:?} {path}");
                assert!(seen.says("权限"), "{path}: the page names the right that is missing");
            }
        }
        let seen = office.visitor().get(&path).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{path}");
        assert!(seen.to().starts_with("/sign-in?next=/"), "{path}");
    }
}

#[tokio::test]
async fn each_form_is_taken_from_its_roles_alone() {
    let office = Office::founded().await;
    let (account, post) = office.people[&Role::Leader];
    let forms = [
        ("/units/new".to_owned(), Right::ChangeUnits),
        (format!("/units/{}", office.finance), Right::ChangeUnits),
        ("/leaders/new".to_owned(), Right::ChangeUnits),
        (format!("/leaders/{}", office.leader), Right::ChangeUnits),
        ("/posts/new".to_owned(), Right::ChangeAccounts),
        (format!("/posts/{post}"), Right::ChangeAccounts),
        ("/accounts/new".to_owned(), Right::ChangeAccounts),
        (format!("/accounts/{account}"), Right::ChangeAccounts),
        (format!("/accounts/{account}/password"), Right::ChangeAccounts),
        (format!("/accounts/{account}/sessions"), Right::ChangeAccounts),
        (format!("/accounts/{account}/erase"), Right::ChangeAccounts),
    ];
    let before = office.store.read(|db| store::head::read(db, crate::office::J)).await.unwrap().unwrap().size;
    for (path, right) in forms {
        for role in Role::ALL.into_iter().filter(|role| !right.roles().contains(role)) {
            let mut visitor = office.enter(role).await;
            let csrf: Vec<_> = visitor
                .get("/password")
                .await
                .form("/password")
                .into_iter()
                .filter(|(name, _)| name == "csrf")
                .collect();
            assert_eq!(csrf.len(), 1);
            let seen = visitor.post(&path, &csrf).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN, "{role:?} {path}");
        }
    }
    let after = office.store.read(|db| store::head::read(db, crate::office::J)).await.unwrap().unwrap().size;
    assert_eq!(before, after, "nothing was written");
}
