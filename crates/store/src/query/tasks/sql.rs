//! The statements of a list, put together from constant fragments.
//!
//! A page is a list of keys, found by whatever plan, that is then joined with the rows to show: only they are read
//! whole. Counting counts the same keys.

use super::plan::Plan;
use super::{Asked, COUNTED_TO, Cursor, Sort};
use crate::engine::{Connection, Fault, Value, text_match};
use crate::key::Key;
use crate::migrate::SEARCH;
use crate::row::task::COLUMNS;
use ledger::Facet;
use std::fmt::Write as _;

/// A statement and its arguments.
pub(super) type Statement = (String, Vec<Value<'static>>);

impl Asked {
    /// The rows of a page, and one more if there is one.
    pub(super) fn page(&self) -> Statement {
        let (keys, args) = self.keys(self.plan, self.question.limit as i64 + 1, true);
        let order = self.order("task");
        (format!("SELECT {COLUMNS} FROM ({keys}) AS page JOIN task ON task.key = page.key {order}"), args)
    }

    /// How many rows there are, counted to one more than is said; none where frequent words make that too dear.
    pub(super) fn count(&self) -> Option<Statement> {
        if self.words.is_some() && self.counting != Plan::Hits {
            return None;
        }
        let (keys, args) = self.keys(self.counting, COUNTED_TO + 1, false);
        Some((format!("SELECT count(*) FROM ({keys}) AS counted"), args))
    }

    /// Where a walk ended that was cut short by its limit.
    pub(super) fn end(&self, db: &mut Connection) -> Result<Option<Cursor>, Fault> {
        let mut end = Builder::default();
        if !self.walk(&mut end, self.plan, true) {
            return Ok(None);
        }
        let _ = write!(end.sql, " LIMIT 1 OFFSET {}", self.walk_rows(self.plan) - 1);
        let values = match self.question.sort {
            Sort::Place => 2,
            Sort::Due | Sort::Updated => 1,
            Sort::Newest => 0,
        };
        db.first(&end.sql, &end.args, |row| {
            let seq = row.key(values)?.seq();
            let sort = match self.question.sort {
                Sort::Due => vec![row.text(0)?],
                Sort::Place => vec![row.int(0)?.to_string(), row.int(1)?.to_string()],
                Sort::Updated => vec![row.int(0)?.to_string()],
                Sort::Newest => vec![seq.to_string()],
            };
            Ok(Cursor { sort, seq })
        })
    }

    /// The keys of the rows that match: a page's in the sort's order from the cursor on, else all in any.
    fn keys(&self, plan: Plan, limit: i64, page: bool) -> Statement {
        let mut keys = Builder::default();
        match plan {
            Plan::Due(_) | Plan::Index | Plan::NewestHits => self.walked(&mut keys, plan, limit, page),
            Plan::Hits => {
                keys.sql.push_str("WITH hit AS MATERIALIZED (SELECT rowid AS key");
                self.matching(&mut keys);
                keys.sql.push_str(") SELECT task.key");
                self.taken(&mut keys, plan, page);
            }
            Plan::Narrow(filter) if self.words.is_none() => {
                self.narrow(&mut keys, filter);
                keys.sql.push_str("SELECT task.key");
                self.taken(&mut keys, plan, page);
            }
            Plan::Narrow(filter) => {
                // Words are dear to look for: sorted before, only as many rows are looked at as fill the page.
                keys.sql.push_str("SELECT walk.key FROM (");
                self.narrow(&mut keys, filter);
                keys.sql.push_str("SELECT task.due, task.plan, task.place, task.updated, task.key");
                self.taken(&mut keys, plan, page);
                keys.sql.push_str(") AS walk WHERE 1 = 1");
                self.test_words(&mut keys, "walk");
                keys.sql.push_str(self.order("walk"));
            }
        }
        let _ = write!(keys.sql, " LIMIT {limit}");
        (keys.sql, keys.args)
    }

    /// Rows in the order of a walk, tested one by one until the page is full.
    fn walked(&self, keys: &mut Builder, plan: Plan, limit: i64, page: bool) {
        keys.sql.push_str("SELECT walk.key FROM (");
        self.walk(keys, plan, page);
        let tested = self.is_tested(plan);
        // Where every row counts, no more are walked than are wanted.
        let _ = write!(keys.sql, " LIMIT {}) AS walk", if tested { self.walk_rows(plan) } else { limit });
        if tested {
            keys.sql.push_str(" JOIN task ON task.key = walk.key WHERE 1 = 1");
            self.test(keys, plan);
            if plan != Plan::NewestHits {
                self.test_words(keys, "task");
            }
        }
        if page {
            keys.sql.push_str(self.order("walk"));
        }
    }

    /// All rows of what was taken, tested and sorted.
    fn taken(&self, keys: &mut Builder, plan: Plan, page: bool) {
        keys.sql.push_str(" FROM hit JOIN task ON task.key = hit.key WHERE 1 = 1");
        self.test(keys, plan);
        if page {
            self.after(keys, "task");
            keys.sql.push_str(self.order("task"));
        }
    }

    /// Rows that a walk reads at most.
    fn walk_rows(&self, plan: Plan) -> i64 {
        let words = self.words.is_some() && plan != Plan::NewestHits;
        if words { self.limits.word_rows } else { self.limits.walk_rows }
    }

    /// All rows of a filter.
    fn narrow(&self, keys: &mut Builder, filter: usize) {
        let (facet, values) = &self.question.filters[filter];
        // A row that carries two of the values comes once.
        let distinct = if values.len() > 1 { "DISTINCT " } else { "" };
        let _ = write!(keys.sql, "WITH hit AS MATERIALIZED (SELECT {distinct}facet.key FROM facet WHERE ");
        self.facet_is(keys, *facet, values);
        if let Some(day) = &self.question.due_before {
            keys.push(" AND facet.due <= ", day.clone());
        }
        keys.sql.push_str(") ");
    }

    /// The rows that the plan walks, a page's in the sort's order from the cursor on: what the sort needs, and the
    /// key. Whether it walks at all.
    fn walk(&self, walk: &mut Builder, plan: Plan, page: bool) -> bool {
        let table = match plan {
            Plan::Due(filter) => {
                let (facet, values) = &self.question.filters[filter];
                walk.sql.push_str("SELECT facet.due, facet.key FROM facet WHERE ");
                self.facet_is(walk, *facet, values);
                if let Some(day) = &self.question.due_before {
                    walk.push(" AND facet.due <= ", day.clone());
                }
                "facet"
            }
            Plan::Index => {
                let columns = match self.question.sort {
                    Sort::Place => "task.plan, task.place, task.key",
                    Sort::Updated => "task.updated, task.key",
                    Sort::Due | Sort::Newest => "task.key",
                };
                let _ = write!(walk.sql, "SELECT {columns} FROM task WHERE ");
                if self.question.sort == Sort::Newest {
                    let keys = Key::all_of(self.question.jurisdiction);
                    walk.push("task.key BETWEEN ", *keys.start());
                    walk.push(" AND ", *keys.end());
                } else {
                    walk.push("task.jurisdiction = ", self.question.jurisdiction);
                }
                if let Some(plan) = self.question.only_plan().filter(|_| self.question.sort == Sort::Place) {
                    walk.push(" AND task.plan = ", plan);
                }
                "task"
            }
            Plan::NewestHits => {
                walk.sql.push_str("SELECT rowid AS key");
                self.matching(walk);
                if let Some(cursor) = self.question.after.as_ref().filter(|_| page) {
                    walk.push(" AND rowid < ", Key::new(self.question.jurisdiction, cursor.seq));
                }
                walk.sql.push_str(" ORDER BY rowid DESC");
                return true;
            }
            Plan::Narrow(_) | Plan::Hits => return false,
        };
        if page {
            self.after(walk, table);
            walk.sql.push_str(self.order(table));
        }
        true
    }

    /// `facet.jurisdiction = … AND facet.facet = … AND facet.value IN (…)`
    fn facet_is(&self, to: &mut Builder, facet: Facet, values: &[u64]) {
        to.push("facet.jurisdiction = ", self.question.jurisdiction);
        let _ = write!(to.sql, " AND facet.facet = {} AND ", facet as i64);
        to.any_of("facet.value", values);
    }

    /// Whether rows that the plan walks have to be tested at all.
    fn is_tested(&self, plan: Plan) -> bool {
        let due = self.question.due_before.is_some() && !matches!(plan, Plan::Due(_));
        let words = self.words.is_some() && plan != Plan::NewestHits;
        due || words || self.tested_filters(plan).next().is_some()
    }

    /// The filters that the plan does not stand for already.
    fn tested_filters(&self, plan: Plan) -> impl Iterator<Item = &(Facet, Vec<u64>)> {
        let stood_for = match plan {
            Plan::Due(filter) | Plan::Narrow(filter) => Some(filter),
            _ => None,
        };
        let filters = self.question.filters.iter().enumerate();
        filters
            .filter(move |(index, (facet, _))| Some(*index) != stood_for && *facet != Facet::All)
            .map(|(_, filter)| filter)
    }

    /// What a task has to be, beside what the plan stands for already and the words.
    fn test(&self, to: &mut Builder, plan: Plan) {
        for (facet, values) in self.tested_filters(plan) {
            let column = match facet {
                Facet::State => "task.state",
                Facet::Light => "task.light",
                Facet::Pace => "task.pace",
                Facet::Plan => "task.plan",
                _ => {
                    to.sql.push_str(" AND EXISTS (SELECT 1 FROM facet WHERE ");
                    self.facet_is(to, *facet, values);
                    to.sql.push_str(" AND facet.due = task.due AND facet.key = task.key)");
                    continue;
                }
            };
            to.sql.push_str(" AND ");
            to.any_of(column, values);
        }
        // The facet's own rows were bounded already.
        let bounded = matches!(plan, Plan::Due(_) | Plan::Narrow(_));
        if let Some(day) = self.question.due_before.as_ref().filter(|_| !bounded) {
            to.push(" AND task.due <= ", day.clone());
        }
    }

    /// The words have to be in the text of the row.
    fn test_words(&self, to: &mut Builder, table: &str) {
        if let Some(words) = &self.words {
            let place = to.arg(words.clone());
            let words = text_match(SEARCH, place);
            let _ =
                write!(to.sql, " AND EXISTS (SELECT 1 FROM {SEARCH} WHERE {words} AND rowid = {table}.key)");
        }
    }

    /// The rows of the text index that hold the words.
    fn matching(&self, to: &mut Builder) {
        let place = to.arg(self.words.clone().unwrap_or_default());
        let _ = write!(to.sql, " FROM {SEARCH} WHERE {}", text_match(SEARCH, place));
        let keys = Key::all_of(self.question.jurisdiction);
        to.push(" AND rowid BETWEEN ", *keys.start());
        to.push(" AND ", *keys.end());
    }

    fn order(&self, table: &str) -> &'static str {
        match (self.question.sort, table) {
            (Sort::Due, "facet") => " ORDER BY facet.due, facet.key",
            (Sort::Due, "walk") => " ORDER BY walk.due, walk.key",
            (Sort::Due, _) => " ORDER BY task.due, task.key",
            (Sort::Place, "walk") => " ORDER BY walk.plan, walk.place, walk.key",
            (Sort::Place, _) => " ORDER BY task.plan, task.place, task.key",
            (Sort::Updated, "walk") => " ORDER BY walk.updated DESC, walk.key DESC",
            (Sort::Updated, _) => " ORDER BY task.updated DESC, task.key DESC",
            (Sort::Newest, "walk") => " ORDER BY walk.key DESC",
            (Sort::Newest, _) => " ORDER BY task.key DESC",
        }
    }

    /// Only what lies after the cursor in the sort. A cursor of another sort is none that we gave: it finds something
    /// or nothing, and breaks nothing.
    fn after(&self, to: &mut Builder, table: &str) {
        let Some(cursor) = &self.question.after else { return };
        let text = |index: usize| cursor.sort.get(index).cloned().unwrap_or_default();
        let number = |index: usize| text(index).parse::<i64>().unwrap_or(0);
        let key = Key::new(self.question.jurisdiction, cursor.seq);
        match self.question.sort {
            Sort::Due => {
                let (due, key) = (to.arg(text(0)), to.arg(key));
                let _ = write!(to.sql, " AND ({table}.due, {table}.key) > (${due}, ${key})");
            }
            Sort::Place => {
                let (plan, place, key) = (to.arg(number(0)), to.arg(number(1)), to.arg(key));
                let _ =
                    write!(to.sql, " AND (task.plan, task.place, task.key) > (${plan}, ${place}, ${key})");
            }
            Sort::Updated => {
                let (updated, key) = (to.arg(number(0)), to.arg(key));
                let _ = write!(to.sql, " AND (task.updated, task.key) < (${updated}, ${key})");
            }
            Sort::Newest => to.push(" AND task.key < ", key),
        }
    }
}

/// How many tasks hold the words, counted to one more than `limit`.
pub(super) fn hits(db: &mut Connection, jurisdiction: u32, words: &str, limit: i64) -> Result<i64, Fault> {
    let keys = Key::all_of(jurisdiction);
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM {SEARCH} WHERE {} AND rowid BETWEEN $2 AND $3 LIMIT $4) AS hit",
        text_match(SEARCH, 1)
    );
    let args = [words.into(), (*keys.start()).into(), (*keys.end()).into(), (limit + 1).into()];
    Ok(db.first(&sql, &args, |row| row.int(0))?.unwrap_or(0))
}

/// SQL under construction.
#[derive(Default)]
struct Builder {
    sql: String,
    args: Vec<Value<'static>>,
}

impl Builder {
    /// Adds an argument and returns its place.
    fn arg(&mut self, value: impl Into<Value<'static>>) -> usize {
        self.args.push(value.into());
        self.args.len()
    }

    /// Appends SQL that ends in an argument.
    fn push(&mut self, sql: &str, value: impl Into<Value<'static>>) {
        let place = self.arg(value);
        let _ = write!(self.sql, "{sql}${place}");
    }

    /// `facet.value IN ($4,$5)`
    fn any_of(&mut self, column: &str, values: &[u64]) {
        let _ = write!(self.sql, "{column} IN (");
        for (index, &value) in values.iter().enumerate() {
            self.push(if index == 0 { "" } else { "," }, value);
        }
        self.sql.push(')');
    }
}
