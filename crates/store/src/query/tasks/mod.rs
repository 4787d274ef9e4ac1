//! The ledger's list: any filters, any sort, keyset pages.

mod plan;
mod sql;

use crate::engine::{Connection, Fault, Value};
use crate::row::task::{TaskRow, read};
use crate::terms::match_query;
use ledger::Facet;
use plan::Plan;

/// Counts that no counter holds are exact up to here.
pub const COUNTED_TO: i64 = 1_000;

/// How many rows a list reads at most before it says so.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Rows of the rarest filter, or hits of a search, that are taken all and sorted: beyond it, walking in the
    /// order of the sort is cheaper.
    pub narrow_rows: i64,
    /// Rows that a walk reads; the page then says so and offers to go on.
    pub walk_rows: i64,
    /// The same where frequent words have to be looked for row by row, which costs a hundred times as much.
    pub word_rows: i64,
}

impl Limits {
    /// A page costs at most about ten milliseconds.
    pub const PAGE: Self = Self { narrow_rows: 5_000, walk_rows: 10_000, word_rows: 300 };
}

/// By what a list is sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    /// The earliest clock that runs, soonest first.
    #[default]
    Due,
    /// Plan and place in it.
    Place,
    /// The last event, newest first.
    Updated,
    /// Registered last first: the order in which a search is quickest however frequent its words are.
    Newest,
}

impl Sort {
    /// The sorts that a list offers.
    pub const ALL: [Sort; 3] = [Sort::Due, Sort::Place, Sort::Updated];

    /// The sort's name in addresses.
    pub fn text(self) -> &'static str {
        match self {
            Sort::Due => "due",
            Sort::Place => "number",
            Sort::Updated => "updated",
            Sort::Newest => "newest",
        }
    }

    /// The sort of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Sort::Newest]).find(|sort| sort.text() == name)
    }
}

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The tenant.
    pub jurisdiction: u32,
    /// Filters, all of which hold; within one entry any of its values. The reader's scope is one of them.
    pub filters: Vec<(Facet, Vec<u64>)>,
    /// Due on or before this day, `YYYY-MM-DD`.
    pub due_before: Option<String>,
    /// Words that the task's text holds.
    pub words: Option<String>,
    /// By what it is sorted.
    pub sort: Sort,
    /// Where the former page ended.
    pub after: Option<Cursor>,
    /// Rows of a page.
    pub limit: usize,
}

impl Question {
    /// The plan, where the question is of one alone.
    fn only_plan(&self) -> Option<u64> {
        self.filters.iter().find_map(|(facet, values)| match values[..] {
            [plan] if *facet == Facet::Plan => Some(plan),
            _ => None,
        })
    }
}

/// The last row of a page: its sort values and key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// The due date, or plan and place, or the time, or the seq, as they sort.
    pub sort: Vec<String>,
    /// The task's seq.
    pub seq: u64,
}

impl Cursor {
    /// Where a row stands in a sort.
    fn of(sort: Sort, row: &TaskRow) -> Self {
        let due = row.due.as_ref().map_or(ledger::task::NO_DUE, |&(due, _)| due);
        let sort = match sort {
            Sort::Due => vec![due.to_string()],
            Sort::Place => vec![row.plan.to_string(), row.place.to_string()],
            Sort::Updated => vec![row.updated.to_string()],
            Sort::Newest => vec![row.task.to_string()],
        };
        Self { sort, seq: row.task.0 }
    }
}

/// A page of the list.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// The rows.
    pub rows: Vec<TaskRow>,
    /// Where the next page begins; none at the end.
    pub next: Option<Cursor>,
    /// How many rows there are in all.
    pub total: Total,
    /// The walk stopped at its limit before the page was full; `next` goes on from there.
    pub stopped: bool,
}

/// How many rows a list has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Total {
    /// So many.
    Exactly(i64),
    /// More than [`COUNTED_TO`], or more than could be looked at.
    Over,
}

/// Answers a question with one page and its count, in one state of the database.
pub fn page(db: &mut Connection, question: &Question) -> Result<Page, Fault> {
    page_within(db, question, Limits::PAGE)
}

/// As [`page`], within other limits.
pub fn page_within(db: &mut Connection, question: &Question, limits: Limits) -> Result<Page, Fault> {
    let Some(asked) = Asked::of(db, question, limits)? else {
        return Ok(Page { rows: Vec::new(), next: None, total: Total::Exactly(0), stopped: false });
    };
    let (sql, args) = asked.page();
    let mut rows = db.query(&sql, &args, read)?;
    let more = rows.len() > question.limit;
    rows.truncate(question.limit);
    let next = match rows.last() {
        Some(row) if more => Some(Cursor::of(question.sort, row)),
        _ => asked.end(db)?,
    };
    let stopped = !more && next.is_some();
    let whole = question.after.is_none() && next.is_none();
    let total = if whole { Total::Exactly(rows.len() as i64) } else { asked.total(db)? };
    Ok(Page { rows, next, total, stopped })
}

/// How the engine would answer a question, one line for each step: a test holds the indexes against it.
pub fn explain(db: &mut Connection, question: &Question, limits: Limits) -> Result<Vec<String>, Fault> {
    let Some(asked) = Asked::of(db, question, limits)? else { return Ok(Vec::new()) };
    let (sql, args) = asked.page();
    let mut steps = db.explain(&sql, &args)?;
    if let Some((sql, args)) = asked.count() {
        steps.extend(db.explain(&sql, &args)?);
    }
    Ok(steps)
}

/// A question with what the counters say of it, and the plan that follows.
struct Asked {
    question: Question,
    /// The words as the text index is asked for them.
    words: Option<String>,
    /// How many tasks carry each filter.
    counts: Vec<i64>,
    limits: Limits,
    /// How the page is read.
    plan: Plan,
    /// How its rows are counted, which needs no order.
    counting: Plan,
}

impl Asked {
    /// None where the counters, or the words, say that there is nothing.
    fn of(db: &mut Connection, question: &Question, limits: Limits) -> Result<Option<Self>, Fault> {
        let mut question = question.clone();
        for (_, values) in &mut question.filters {
            values.sort_unstable();
            values.dedup();
        }
        // What every task carries filters nothing, but its rows can be walked.
        question.filters.retain(|(facet, _)| *facet != Facet::All);
        question.filters.push((Facet::All, vec![0]));
        let mut counts = Vec::with_capacity(question.filters.len());
        for (facet, values) in &question.filters {
            counts.push(count_of(db, question.jurisdiction, *facet, values)?);
        }
        let words = match &question.words {
            Some(words) => match match_query(words) {
                Some(query) => Some(query),
                None => return Ok(None),
            },
            None => None,
        };
        let hits = match &words {
            Some(words) => Some(sql::hits(db, question.jurisdiction, words, limits.narrow_rows)?),
            None => None,
        };
        if counts.contains(&0) || hits == Some(0) {
            return Ok(None);
        }
        let choose = |sort| Plan::choose(&question, sort, &counts, hits, limits);
        let (plan, counting) = (choose(question.sort), choose(Sort::Due));
        Ok(Some(Self { question, words, counts, limits, plan, counting }))
    }

    /// How many rows there are: from a counter where one filter is all, else counted up to a thousand.
    fn total(&self, db: &mut Connection) -> Result<Total, Fault> {
        let question = &self.question;
        if question.due_before.is_none() && self.words.is_none() {
            match &question.filters[..] {
                [_] => return Ok(Total::Exactly(self.counts[0])),
                [(facet, values), _] if values.len() == 1 || one_of_each(*facet) => {
                    return Ok(Total::Exactly(self.counts[0]));
                }
                _ => {}
            }
        }
        let Some((sql, args)) = self.count() else { return Ok(Total::Over) };
        let n = db.first(&sql, &args, |row| row.int(0))?.unwrap_or(0);
        let whole = self.counting.reads_all(&self.counts, self.limits);
        Ok(if n > COUNTED_TO || !whole { Total::Over } else { Total::Exactly(n) })
    }
}

/// Whether a task carries exactly one value of a facet, so that values can be added up.
fn one_of_each(facet: Facet) -> bool {
    matches!(facet, Facet::Plan | Facet::Section | Facet::State | Facet::Light | Facet::Pace)
}

/// How many tasks carry a value, from counters: exact for one, several are added up.
fn count_of(db: &mut Connection, jurisdiction: u32, facet: Facet, values: &[u64]) -> Result<i64, Fault> {
    // A scope's tasks are counted by their lights, of which each has one; other facets within the whole.
    let sql = match facet {
        Facet::All | Facet::Plan | Facet::Section | Facet::Unit | Facet::Lead | Facet::Leader => {
            "SELECT coalesce(sum(n), 0) FROM counter
             WHERE jurisdiction = $1 AND scope = $2 AND scope_value = $3 AND facet = 7"
        }
        _ => {
            "SELECT coalesce(sum(n), 0) FROM counter
             WHERE jurisdiction = $1 AND scope = 0 AND scope_value = 0 AND facet = $2 AND value = $3"
        }
    };
    let mut sum = 0;
    for &value in values {
        let args: [Value; 3] = [jurisdiction.into(), (facet as i64).into(), value.into()];
        sum += db.first(sql, &args, |row| row.int(0))?.unwrap_or(0);
    }
    Ok(sum)
}
