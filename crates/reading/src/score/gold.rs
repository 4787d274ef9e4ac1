//! The annotation of one document: what a careful reader takes from it.

use serde::Deserialize;

/// An annotation, as `gold/NAME.json` holds it.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    /// What the document prints of itself.
    #[serde(default)]
    pub document: GoldDocument,
    /// Its tasks.
    pub tasks: Vec<GoldTask>,
}

/// What the document prints of itself; null where it prints nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct GoldDocument {
    pub title: Option<String>,
    pub issuer: Option<String>,
    pub document_number: Option<String>,
    pub index_number: Option<String>,
    pub written_on: Option<String>,
    pub issued_on: Option<String>,
}

/// A task.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct GoldTask {
    /// Its printed number.
    pub number: Option<String>,
    /// How its words begin, at least twelve characters or all of them.
    pub text_start: String,
    /// Lead units.
    pub lead: Vec<String>,
    /// Responsible units.
    pub responsible: Vec<String>,
    /// Leaders.
    pub leaders: Vec<String>,
    /// Dates.
    pub deadlines: Vec<GoldDeadline>,
    /// Amounts.
    pub targets: Vec<GoldTarget>,
}

/// A date by which something is to be done.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldDeadline {
    /// A day, a month or a year.
    pub date: String,
}

/// An amount that the task must reach.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldTarget {
    /// A decimal.
    pub value: Figure,
    /// The unit printed after the figure.
    #[serde(default)]
    pub unit: Option<String>,
    /// How to compare; `=` where nothing is said.
    #[serde(default)]
    pub comparator: Option<String>,
}

/// A decimal, written as text or as a number.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
#[allow(missing_docs)]
pub enum Figure {
    Text(String),
    Whole(i64),
    Real(f64),
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Whole(whole) => write!(f, "{whole}"),
            Self::Real(real) => write!(f, "{real}"),
        }
    }
}
