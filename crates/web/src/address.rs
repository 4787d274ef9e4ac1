//! The address of a list: it holds the filters, the sort and the page, so that a list can be kept and sent.

use crate::page::percent;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use std::convert::Infallible;

/// The parameters of a list's address, empty ones left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    path: String,
    pairs: Vec<(String, String)>,
}

impl<S: Send + Sync> FromRequestParts<S> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let pairs = Query::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        // A query that is no list of pairs filters nothing.
        let pairs = pairs.map(|Query(pairs)| pairs).unwrap_or_default();
        Ok(Self::new(parts.uri.path(), pairs))
    }
}

impl Address {
    /// An address from its path and parameters.
    pub fn new(path: &str, pairs: Vec<(String, String)>) -> Self {
        let pairs = pairs.into_iter().map(|(key, value)| (key, value.trim().to_owned()));
        Self { path: path.to_owned(), pairs: pairs.filter(|(_, value)| !value.is_empty()).collect() }
    }

    /// The first value of a parameter.
    pub fn one<'a>(&'a self, key: &'a str) -> Option<&'a str> {
        self.all(key).next()
    }

    /// A parameter's number.
    pub fn number(&self, key: &str) -> Option<u64> {
        self.one(key)?.parse().ok()
    }

    /// All values of a parameter.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(of, _)| of == key).map(|(_, value)| value.as_str())
    }

    /// Whether a parameter has a value.
    pub fn has(&self, key: &str, value: &str) -> bool {
        self.all(key).any(|of| of == value)
    }

    /// The address with one parameter set to this value alone; the page begins anew.
    pub fn with(&self, key: &str, value: impl ToString) -> String {
        let mut to = self.bare(&[key, "after"]);
        to.pairs.push((key.to_owned(), value.to_string()));
        to.text()
    }

    /// The address without one value of a parameter; what depends on it goes too; the page begins anew.
    pub fn without(&self, key: &str, value: &str) -> String {
        let mut to = self.bare(&["after"]);
        to.pairs.retain(|(of, is)| !(of == key && is == value || key == "plan" && of == "section"));
        to.text()
    }

    /// The same parameters at another path.
    pub fn at(&self, path: &str) -> String {
        Self { path: path.to_owned(), ..self.bare(&["after"]) }.text()
    }

    fn bare(&self, but: &[&str]) -> Self {
        let pairs = self.pairs.iter().filter(|(key, _)| !but.contains(&key.as_str())).cloned().collect();
        Self { path: self.path.clone(), pairs }
    }

    fn text(&self) -> String {
        let encoded = |text: &str| text.bytes().map(percent).collect::<String>();
        let pairs: Vec<_> =
            self.pairs.iter().map(|(k, v)| format!("{}={}", encoded(k), encoded(v))).collect();
        if pairs.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, pairs.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_come_and_go() {
        let pairs = [
            ("plan", "7"),
            ("section", "2"),
            ("light", "red"),
            ("light", "yellow"),
            ("after", "x"),
            ("q", " "),
        ];
        let address = Address::new("/tasks", pairs.map(|(k, v)| (k.into(), v.into())).to_vec());
        assert_eq!(address.with("sort", "due"), "/tasks?plan=7&section=2&light=red&light=yellow&sort=due");
        assert_eq!(address.without("light", "red"), "/tasks?plan=7&section=2&light=yellow");
        assert_eq!(address.without("plan", "7"), "/tasks?light=red&light=yellow");
        assert_eq!(
            address.with("q", "水库 1"),
            "/tasks?plan=7&section=2&light=red&light=yellow&q=%E6%B0%B4%E5%BA%93%201"
        );
        assert_eq!(address.at("/tasks.csv"), "/tasks.csv?plan=7&section=2&light=red&light=yellow");
        assert_eq!(address.number("plan"), Some(7));
        assert!(address.has("light", "yellow") && !address.has("light", "green"));
    }
}
