//! The frame of a page: what `layout.html` needs.

use crate::words::Words;
use jiff::civil::Date;

/// What every page's template has as its field `cx`.
#[derive(Clone)]
pub struct Cx {
    /// The words of the reader's language.
    pub w: &'static Words,
    /// Their tag, for `lang`.
    pub lang: &'static str,
    /// The page's title.
    pub title: String,
    /// Whether all data are a sample.
    pub sample: bool,
    /// Who reads it.
    pub who: Option<Person>,
    /// The key of the current entry of the menu.
    pub nav: &'static str,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// What every form carries.
    pub csrf: String,
    /// The ledger's day.
    pub today: Date,
    /// What was searched for.
    pub q: String,
}

/// The person as the header names them.
#[derive(Clone)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Unit, office or jurisdiction.
    pub unit: String,
    /// Role.
    pub role: String,
    /// Posts to switch between.
    pub posts: Vec<PostChoice>,
}

/// A post that can be chosen.
#[derive(Clone)]
pub struct PostChoice {
    /// Its seq.
    pub id: u64,
    /// What it is called.
    pub word: String,
    /// The one that is acted in.
    pub current: bool,
}

/// An entry of the menu.
#[derive(Clone)]
pub struct MenuItem {
    /// Its key, also of its word: `nav-KEY`.
    pub key: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Its word.
    pub word: String,
    /// How much waits there.
    pub badge: Option<u64>,
}

impl Cx {
    /// The frame of a page for nobody in particular.
    pub fn public(w: &'static Words, title: String, nav: &'static str) -> Self {
        Self {
            w,
            lang: w.locale().tag(),
            title,
            sample: false,
            who: None,
            nav,
            menu: Vec::new(),
            csrf: String::new(),
            today: Date::MIN,
            q: String::new(),
        }
    }

    /// Whether the reader can search: who sees no tasks has no field for it.
    pub fn searches(&self) -> bool {
        self.menu.iter().any(|item| item.key == "ledger")
    }
}
