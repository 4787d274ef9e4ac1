//! Style sheet, script and icon: built by `make assets`, embedded, served under names that carry
//! their hash and may so be kept by browsers for ever.

use std::borrow::Cow;
use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderValue, VARY,
};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "../../assets/dist"]
struct Dist;

struct Asset {
    name: String,
    url: String,
    kind: &'static str,
    plain: Cow<'static, [u8]>,
    gzip: Option<Cow<'static, [u8]>>,
}

/// The address of an asset by its plain name: `url("app.css")` is `/assets/app-1f2e3d4c.css`.
/// An asset that was not built has the address `/assets/not-built`, which is not found.
pub fn url(name: &str) -> &'static str {
    all().iter().find(|asset| asset.name == name).map_or("/assets/not-built", |asset| &asset.url)
}

/// Answers `GET /assets/{name}`.
pub async fn get(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = all().iter().find(|asset| asset.url.strip_prefix("/assets/") == Some(&name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let wants_gzip = headers.get(ACCEPT_ENCODING).is_some_and(|value| {
        value.to_str().is_ok_and(|encodings| encodings.split(',').any(|e| e.trim().starts_with("gzip")))
    });
    let (body, encoding) = match &asset.gzip {
        Some(gzip) if wants_gzip => (gzip, "gzip"),
        _ => (&asset.plain, "identity"),
    };
    let body: &'static [u8] = body;
    let mut answer = body.into_response();
    for (header, value) in [
        (CONTENT_TYPE, asset.kind),
        (CONTENT_ENCODING, encoding),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (VARY, "Accept-Encoding"),
    ] {
        answer.headers_mut().insert(header, HeaderValue::from_static(value));
    }
    answer
}

/// The text of a built file that is not served; none where `make assets` has not built it.
pub fn text(name: &str) -> Option<String> {
    Dist::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok())
}

fn all() -> &'static [Asset] {
    static ALL: OnceLock<Vec<Asset>> = OnceLock::new();
    ALL.get_or_init(|| {
        Dist::iter()
            .filter_map(|name| {
                let (stem, extension) = name.rsplit_once('.')?;
                let kind = match extension {
                    "css" => "text/css; charset=utf-8",
                    "js" => "text/javascript; charset=utf-8",
                    "svg" => "image/svg+xml",
                    // Compressed twins belong to their plain file; nothing else is served.
                    _ => return None,
                };
                let plain = Dist::get(&name)?;
                let [a, b, c, d, ..] = plain.metadata.sha256_hash();
                Some(Asset {
                    url: format!("/assets/{stem}-{a:02x}{b:02x}{c:02x}{d:02x}.{extension}"),
                    kind,
                    plain: plain.data,
                    gzip: Dist::get(&format!("{name}.gz")).map(|twin| twin.data),
                    name: name.into_owned(),
                })
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ask(name: &str, encodings: &'static str) -> Response {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(encodings));
        get(Path(name.to_owned()), headers).await
    }

    #[tokio::test]
    async fn an_asset_is_found_under_its_hash_only_and_kept_for_ever() {
        for asset in all() {
            let name = url(&asset.name).strip_prefix("/assets/").expect("an address under /assets");
            let answer = ask(name, "br").await;
            assert_eq!(answer.status(), StatusCode::OK);
            assert!(answer.headers()[CACHE_CONTROL].to_str().is_ok_and(|value| value.contains("immutable")));
            assert_eq!(answer.headers()[CONTENT_ENCODING], "identity");
            assert_eq!(ask(&asset.name, "").await.status(), StatusCode::NOT_FOUND);
            if asset.gzip.is_some() {
                assert_eq!(ask(name, "br, gzip").await.headers()[CONTENT_ENCODING], "gzip");
            }
        }
        assert_eq!(ask("not-built", "").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(url("no-such.css"), "/assets/not-built");
    }
}
