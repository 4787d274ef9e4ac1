//! The bare program: the same rows and the same bytes as the main one, without rights and without rules.
//! What it reaches in a run is what axum and `SQLite` allow on that machine in that run.
//!
//! `bare FILE --fill TASKS` makes a database and the request lists for `load`; `bare FILE` serves it.

mod db;
mod fill;
mod page;
mod report;

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

const USAGE: &str = "bare FILE [--fill TASKS] [--listen ADDRESS]";
const LISTEN: &str = "127.0.0.1:7200";

/// The filter of a list page: one facet value, and where the page before ended.
#[derive(Deserialize)]
struct Filter {
    facet: i64,
    value: i64,
    #[serde(default)]
    due: String,
    #[serde(default)]
    after: i64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let file = args.next().ok_or(USAGE)?;
    let mut listen = LISTEN.to_owned();
    while let Some(flag) = args.next() {
        let value = args.next().ok_or(USAGE)?;
        match flag.as_str() {
            "--fill" => return fill::fill(&file, value.parse()?),
            "--listen" => listen = value,
            _ => return Err(USAGE.into()),
        }
    }
    serve(&file, &listen)
}

#[tokio::main]
async fn serve(file: &str, listen: &str) -> Result<(), Box<dyn std::error::Error>> {
    db::set_file(file);
    let routes = Router::new()
        .route("/tasks", get(list))
        .route("/tasks/{seq}", get(task))
        .route("/tasks/{seq}/reports", post(add_report))
        .with_state(report::Writer::start(file)?);
    let listener = tokio::net::TcpListener::bind(listen).await?;
    println!("http://{listen} pid {}", std::process::id());
    Ok(axum::serve(listener, routes).await?)
}

async fn list(headers: HeaderMap, Query(filter): Query<Filter>) -> Response {
    db::with(|db| {
        let Some(session) = db::session(db, cookie(&headers))? else { return Ok(None) };
        page::list(db, &session, (filter.facet, filter.value), (&filter.due, filter.after)).map(Some)
    })
    .map_or_else(|error| failed(&error), |page| page.map_or_else(unknown, |page| Html(page).into_response()))
}

async fn task(headers: HeaderMap, Path(seq): Path<i64>) -> Response {
    db::with(|db| {
        let Some(session) = db::session(db, cookie(&headers))? else { return Ok(None) };
        page::task(db, &session, seq)
    })
    .map_or_else(|error| failed(&error), |page| page.map_or_else(unknown, |page| Html(page).into_response()))
}

async fn add_report(
    State(writer): State<report::Writer>,
    headers: HeaderMap,
    Path(seq): Path<i64>,
    Form(body): Form<report::Body>,
) -> Response {
    match db::with(|db| db::session(db, cookie(&headers))) {
        Ok(Some(session)) => match writer.write(seq, session, body).await {
            Some(_) => Redirect::to(&format!("/tasks/{seq}")).into_response(),
            None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
        Ok(None) => unknown(),
        Err(error) => failed(&error),
    }
}

fn cookie(headers: &HeaderMap) -> &str {
    let sent = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    sent.split("; ").find_map(|pair| pair.strip_prefix("session=")).unwrap_or_default()
}

fn unknown() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

fn failed(error: &rusqlite::Error) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response()
}
