//! The REST API under `/api/v1`: one file for each resource, each handler with its description beside it.
//!
//! A description and its route are registered together, so that `/openapi.json` cannot name what is not served; the
//! same text is kept in `docs/openapi.json`, and a test holds the two together. v1 only grows.

mod asker;
mod assignment;
mod document;
mod draft;
mod event;
mod list;
mod plan;
mod report;
mod task;
mod unit;

use crate::app::App;
use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use axum::routing::get;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What stands above all routes.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "duban",
        version = "1",
        description = "Plans, tasks, assignments, reports and their history. Lists answer `{\"items\", \"next\"}`; \
            `next` is given as `after` to go on. Errors are problem details (RFC 9457) with a stable `code`. Writes \
            take `Idempotency-Key` (sent twice, done once) and `If-Match` (the version that was looked at).",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    modifiers(&Bearer),
    security(("token" = []))
)]
struct Description;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        openapi.components.get_or_insert_default().add_security_scheme("token", scheme);
    }
}

fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(task::list))
        .routes(routes!(task::one))
        .routes(routes!(task::classify))
        .routes(routes!(task::submit))
        .routes(routes!(task::clear))
        .routes(routes!(task::reopen))
        .routes(routes!(assignment::list))
        .routes(routes!(assignment::one))
        .routes(routes!(assignment::sign))
        .routes(routes!(assignment::refuse))
        .routes(routes!(assignment::designate))
        .routes(routes!(report::list, report::write))
        .routes(routes!(report::one))
        .routes(routes!(report::approve))
        .routes(routes!(report::give_back))
        .routes(routes!(report::accept))
        .routes(routes!(document::list, document::upload))
        .routes(routes!(document::one))
        .routes(routes!(draft::one))
        .routes(routes!(draft::confirm))
        .routes(routes!(plan::list))
        .routes(routes!(plan::one))
        .routes(routes!(plan::assign))
        .routes(routes!(unit::units))
        .routes(routes!(unit::leaders))
        .routes(routes!(event::list))
}

/// The description of the API, as `docs/openapi.json` keeps it.
pub fn openapi() -> String {
    // A description is data that always has a JSON form; were it not so, the test would find it empty.
    described().to_openapi().to_pretty_json().unwrap_or_default() + "\n"
}

pub(crate) fn routes() -> Router<App> {
    let (router, _) = described().split_for_parts();
    router.route("/openapi.json", get(description))
}

async fn description() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], openapi())
}

#[cfg(test)]
mod tests {
    /// `UPDATE_OPENAPI=1 cargo test -p web openapi` writes the file anew.
    #[test]
    fn the_kept_description_is_the_served_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
        let served = super::openapi();
        if std::env::var_os("UPDATE_OPENAPI").is_some() {
            std::fs::write(path, &served).unwrap();
        }
        let kept = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            kept == served,
            "docs/openapi.json is not what the program serves: UPDATE_OPENAPI=1 writes it anew"
        );
        assert!(served.contains("/api/v1/tasks"));
    }
}
