//! What machines ask: is it alive, can it work, how does it go.

use crate::app::App;
use crate::problem::Halt;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use ledger::Thing;
use ledger::day::date_of;
use serde::Serialize;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use store::query::{events, things};
use store::{Connection, Fault, Key, head};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

/// What has to be so before anybody is sent here.
#[derive(Serialize)]
struct Ready {
    ready: bool,
    /// The tables are of this release: without that the store does not open.
    migrated: bool,
    /// The writer answers.
    writable: bool,
    /// Each log ends where its head says.
    head: bool,
    /// Each ledger's day is the clock's.
    day: bool,
}

async fn ready(State(app): State<App>) -> Response {
    let writable = app.store.own(|_| Ok(())).await.is_ok();
    let now = app.store.now();
    let checked = app.store.read(move |db| checks(db, now)).await;
    let (head, day) = checked.unwrap_or((false, false));
    let ready = writable && head && day;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Ready { ready, migrated: true, writable, head, day })).into_response()
}

fn checks(db: &mut Connection, now: jiff::Timestamp) -> Result<(bool, bool), Fault> {
    let (mut ends, mut opened) = (true, true);
    for jurisdiction in things::jurisdictions(db)? {
        let Some(head) = head::read(db, jurisdiction)? else { continue };
        let last = events::latest(db, jurisdiction, 1)?.pop();
        ends &= last.is_some_and(|last| last.event.seq + 1 == head.size) && head.frontier.size() == head.size;
        let founded = things::one(db, Key::new(jurisdiction, 0))?;
        if let Some(Thing::Jurisdiction(of)) = founded.map(|entry| entry.thing) {
            // A day that lies ahead was opened by a clock that has since been set back; it is no hindrance.
            opened &= date_of(now, &of.zone).is_ok_and(|today| head.day >= today);
        }
    }
    Ok((ends, opened))
}

/// Upper ends of the histogram's steps, in microseconds: from a page out of memory to a request that somebody notices.
const STEPS_MICROS: [u64; 10] =
    [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 2_500_000];

/// Counters of requests since the start.
#[derive(Default)]
pub struct Requests {
    /// By the first digit of the status, 1 to 5.
    by_class: [AtomicU64; 5],
    /// Requests that took at most so long, by step; not summed up.
    by_step: [AtomicU64; STEPS_MICROS.len()],
    micros: AtomicU64,
    count: AtomicU64,
}

impl Requests {
    fn count(&self, status: StatusCode, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        if let Some(class) = self.by_class.get(usize::from(status.as_u16() / 100).wrapping_sub(1)) {
            class.fetch_add(1, Ordering::Relaxed);
        }
        if let Some(step) = STEPS_MICROS.iter().position(|&end| micros <= end) {
            self.by_step[step].fetch_add(1, Ordering::Relaxed);
        }
        self.micros.fetch_add(micros, Ordering::Relaxed);
        self.count.fetch_add(1, Ordering::Relaxed);
    }
}

/// Counts every request with its status and its time.
pub(crate) async fn count(State(app): State<App>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let response = next.run(request).await;
    app.requests.count(response.status(), begun.elapsed());
    response
}

async fn metrics(State(app): State<App>) -> Result<Response, Halt> {
    let text = exposition(&app);
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; version=0.0.4"))], text)
        .into_response())
}

/// The text that Prometheus reads.
fn exposition(app: &App) -> String {
    let mut text = String::new();
    let seconds = |micros: u64| micros as f64 / 1e6;
    let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    // Writing to a String cannot fail.
    let _ = writeln!(text, "# TYPE duban_requests_total counter");
    for (class, counter) in (1..).zip(&app.requests.by_class) {
        let _ = writeln!(text, "duban_requests_total{{status=\"{class}xx\"}} {}", get(counter));
    }
    let _ = writeln!(text, "# TYPE duban_request_seconds histogram");
    let mut sum = 0;
    for (end, counter) in STEPS_MICROS.iter().zip(&app.requests.by_step) {
        sum += get(counter);
        let _ = writeln!(text, "duban_request_seconds_bucket{{le=\"{}\"}} {sum}", seconds(*end));
    }
    let count = get(&app.requests.count);
    let _ = writeln!(text, "duban_request_seconds_bucket{{le=\"+Inf\"}} {count}");
    let _ = writeln!(text, "duban_request_seconds_sum {}", seconds(get(&app.requests.micros)));
    let _ = writeln!(text, "duban_request_seconds_count {count}");
    let counts = app.store.counts();
    let _ = writeln!(text, "# TYPE duban_writes_total counter");
    for (outcome, n) in
        [("recorded", counts.recorded), ("refused", counts.refused), ("failed", counts.failed)]
    {
        let _ = writeln!(text, "duban_writes_total{{outcome=\"{outcome}\"}} {n}");
    }
    let _ = writeln!(text, "# TYPE duban_writes_waiting gauge\nduban_writes_waiting {}", app.store.waiting());
    let _ = writeln!(text, "# TYPE duban_turn_seconds summary");
    let _ = writeln!(text, "duban_turn_seconds_sum {}", seconds(counts.turn_micros));
    let _ = writeln!(text, "duban_turn_seconds_count {}", counts.turns);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_once_in_its_class_and_step() {
        let requests = Requests::default();
        for (status, millis) in [(200, 0), (204, 3), (404, 3), (503, 60_000)] {
            requests.count(StatusCode::from_u16(status).unwrap(), Duration::from_millis(millis));
        }
        let get = |counters: &[AtomicU64]| {
            counters.iter().map(|one| one.load(Ordering::Relaxed)).collect::<Vec<_>>()
        };
        assert_eq!(get(&requests.by_class), [0, 2, 0, 1, 1]);
        assert_eq!(get(&requests.by_step), [1, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
        assert_eq!(requests.count.load(Ordering::Relaxed), 4);
    }
}
