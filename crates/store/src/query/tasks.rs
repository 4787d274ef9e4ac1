//! The ledger's list: any filters, any sort, keyset pages. The plan of a query is chosen by exact counters, never by
//! a planner: the rarest filter's rows are walked in the order of due dates, or taken all and sorted, or the sort's
//! own index is walked and the filters are tested.

use crate::engine::{Connection, Fault, Value, text_match};
use crate::key::Key;
use crate::migrate::SEARCH;
use crate::row::task::{COLUMNS, TaskRow, read};
use crate::terms::match_query;
use ledger::Facet;
use std::fmt::Write as _;

/// Rows of the rarest filter that are taken all and sorted: beyond it, walking the sort's index is cheaper.
const NARROW_ROWS: i64 = 5_000;
/// Rows that a walk reads at most; the page then says so and offers to go on.
const WALK_ROWS: i64 = 20_000;
/// Hits of a search that are tested at most.
const SEARCH_ROWS: i64 = 20_000;
/// Counts that no counter holds are exact up to here.
pub const COUNTED_TO: i64 = 1_000;

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
}

impl Sort {
    /// All sorts.
    pub const ALL: [Sort; 3] = [Sort::Due, Sort::Place, Sort::Updated];

    /// The sort's name in addresses.
    pub fn text(self) -> &'static str {
        match self {
            Sort::Due => "due",
            Sort::Place => "number",
            Sort::Updated => "updated",
        }
    }

    /// The sort of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.text() == name)
    }
}

/// What is asked for. The first filter is the reader's scope.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The tenant.
    pub jurisdiction: u32,
    /// Filters, all of which hold; within one entry any of its values.
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

/// The last row of a page: its sort values and key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cursor {
    /// The due date, or plan and place, or the time, as they sort.
    pub sort: Vec<String>,
    /// The task's seq.
    pub seq: u64,
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
    /// More than [`COUNTED_TO`].
    Over,
}

/// Answers a question with one page and its count, in one state of the database.
pub fn page(db: &mut Connection, question: &Question) -> Result<Page, Fault> {
    let mut question = question.clone();
    if question.filters.is_empty() {
        question.filters.push((Facet::All, vec![0]));
    }
    let counts = question
        .filters
        .iter()
        .map(|filter| count_of(db, &question, filter))
        .collect::<Result<Vec<_>, _>>()?;
    let rarest = (0..counts.len()).min_by_key(|&index| counts[index]).unwrap_or(0);
    let total = total(db, &question, &counts, rarest)?;
    if counts[rarest] == 0 {
        return Ok(Page { rows: Vec::new(), next: None, total: Total::Exactly(0), stopped: false });
    }
    let plan = Plan::choose(&question, counts[rarest], rarest);
    let (mut rows, walked) = plan.run(db, &question)?;
    let more = rows.len() > question.limit;
    rows.truncate(question.limit);
    let stopped = !more && walked.is_some();
    let next = if more { rows.last().map(|row| cursor(question.sort, row)) } else { walked };
    Ok(Page { rows, next, total, stopped })
}

/// Where a row stands in a sort.
fn cursor(sort: Sort, row: &TaskRow) -> Cursor {
    let due =
        || row.due.as_ref().map_or_else(|| ledger::task::NO_DUE.to_string(), |(due, _)| due.to_string());
    let sort = match sort {
        Sort::Due => vec![due()],
        Sort::Place => vec![row.plan.to_string(), row.place.to_string()],
        Sort::Updated => vec![row.updated.to_string()],
    };
    Cursor { sort, seq: row.task.0 }
}

/// How many rows a filter has: exact, from counters (several values of one filter are added up).
fn count_of(db: &mut Connection, question: &Question, filter: &(Facet, Vec<u64>)) -> Result<i64, Fault> {
    let (facet, values) = filter;
    let mut sum = 0;
    for &value in values {
        // A scope's tasks are counted by their lights; other facets within the whole jurisdiction.
        let (sql, args): (&str, [Value; 3]) = match facet {
            Facet::All | Facet::Plan | Facet::Section | Facet::Unit | Facet::Lead | Facet::Leader => (
                "SELECT coalesce(sum(n), 0) FROM counter
                 WHERE jurisdiction = $1 AND scope = $2 AND scope_value = $3 AND facet = 7",
                [question.jurisdiction.into(), (*facet as i64).into(), value.into()],
            ),
            _ => (
                "SELECT coalesce(sum(n), 0) FROM counter
                 WHERE jurisdiction = $1 AND scope = 0 AND scope_value = 0 AND facet = $2 AND value = $3",
                [question.jurisdiction.into(), (*facet as i64).into(), value.into()],
            ),
        };
        sum += db.first(sql, &args, |row| row.int(0))?.unwrap_or(0);
    }
    Ok(sum)
}

/// The SQL of a question, put together from constant fragments, and its arguments.
struct Statement<'a> {
    sql: String,
    args: Vec<Value<'a>>,
}

impl<'a> Statement<'a> {
    fn new(sql: &str) -> Self {
        Self { sql: sql.into(), args: Vec::new() }
    }

    /// Adds an argument and returns its place.
    fn arg(&mut self, value: impl Into<Value<'a>>) -> usize {
        self.args.push(value.into());
        self.args.len()
    }

    fn push(&mut self, sql: &str) {
        self.sql.push_str(sql);
    }

    /// `facet.value IN ($4,$5)`
    fn any_of(&mut self, column: &str, values: &[u64]) {
        let _ = write!(self.sql, "{column} IN (");
        for (index, &value) in values.iter().enumerate() {
            let place = self.arg(value);
            let _ = write!(self.sql, "{}${place}", if index == 0 { "" } else { "," });
        }
        self.push(")");
    }

    /// The filters but one, each tested on the facets of a row whose due date is known.
    fn test_filters(&mut self, question: &Question, but: Option<usize>, table: &str) {
        for (index, (facet, values)) in question.filters.iter().enumerate() {
            if Some(index) == but || *facet == Facet::All {
                continue;
            }
            match facet {
                // What the row itself holds is tested there.
                Facet::State | Facet::Light | Facet::Pace | Facet::Plan if table == "task" => {
                    let column = match facet {
                        Facet::State => "task.state",
                        Facet::Light => "task.light",
                        Facet::Pace => "task.pace",
                        _ => "task.plan",
                    };
                    self.push(" AND ");
                    self.any_of(column, values);
                }
                _ => {
                    let place = self.arg(question.jurisdiction);
                    let _ = write!(
                        self.sql,
                        " AND EXISTS (SELECT 1 FROM facet AS f WHERE f.jurisdiction = ${place} AND f.facet = {} AND ",
                        *facet as i64
                    );
                    self.any_of("f.value", values);
                    let _ = write!(self.sql, " AND f.due = {table}.due AND f.key = {table}.key)");
                }
            }
        }
        if let Some(day) = &question.due_before {
            let place = self.arg(day.clone());
            let _ = write!(self.sql, " AND {table}.due <= ${place}");
        }
    }

    /// The words, tested on the text index by key.
    fn test_words(&mut self, words: &str, table: &str) {
        let place = self.arg(words.to_owned());
        let _ = write!(
            self.sql,
            " AND {table}.key IN (SELECT rowid FROM {SEARCH} WHERE {})",
            text_match(SEARCH, place)
        );
    }
}

enum Plan {
    /// The rarest filter's facet rows, in the order of due dates.
    Walk(usize),
    /// The rarest filter's rows, taken all and sorted.
    Narrow(usize),
    /// The sort's own index, filters tested.
    Index,
    /// The newest hits of a search, tested and sorted by key.
    Search,
}

impl Plan {
    fn choose(question: &Question, rarest_rows: i64, rarest: usize) -> Self {
        let one_value = question.filters[rarest].1.len() == 1;
        match question.sort {
            _ if question.words.is_some() && rarest_rows > NARROW_ROWS => Plan::Search,
            Sort::Due if one_value => Plan::Walk(rarest),
            _ if rarest_rows <= NARROW_ROWS => Plan::Narrow(rarest),
            Sort::Due => Plan::Narrow(rarest),
            Sort::Place | Sort::Updated => Plan::Index,
        }
    }

    /// The rows, one more than the page holds; and where the walk stopped, if it did before the page was full.
    fn run(&self, db: &mut Connection, question: &Question) -> Result<(Vec<TaskRow>, Option<Cursor>), Fault> {
        let words = question.words.as_deref().and_then(match_query);
        if question.words.is_some() && words.is_none() {
            return Ok((Vec::new(), None));
        }
        let words = words.as_deref();
        let limit = question.limit + 1;
        let statement = match self {
            Plan::Walk(rarest) => walk(question, *rarest, words, limit),
            Plan::Narrow(rarest) => narrow(question, *rarest, words, limit),
            Plan::Index => index(question, words, limit),
            Plan::Search => search(question, words.unwrap_or_default(), limit),
        };
        let rows = db.query(&statement.sql, &statement.args, read)?;
        let stopped = match self {
            Plan::Walk(rarest) if rows.len() < limit => end_of_walk(db, question, *rarest)?,
            Plan::Index if rows.len() < limit => end_of_index(db, question)?,
            _ => None,
        };
        Ok((rows, stopped))
    }
}

const TASK: &str = " JOIN task ON task.key = facet.key";

/// The part of a walk over facets that lies after the cursor.
fn facet_range<'a>(statement: &mut Statement<'a>, question: &Question, rarest: usize) {
    let (facet, values) = &question.filters[rarest];
    let jurisdiction = statement.arg(question.jurisdiction);
    let value = statement.arg(values[0]);
    let _ = write!(
        statement.sql,
        " FROM facet WHERE facet.jurisdiction = ${jurisdiction} AND facet.facet = {} AND facet.value = ${value}",
        *facet as i64
    );
    if let Some(cursor) = question.after.as_ref().filter(|cursor| cursor.sort.len() == 1) {
        let due = statement.arg(cursor.sort[0].clone());
        let key = statement.arg(Key::new(question.jurisdiction, cursor.seq));
        let _ = write!(statement.sql, " AND (facet.due, facet.key) > (${due}, ${key})");
    }
}

fn walk<'a>(question: &Question, rarest: usize, words: Option<&str>, limit: usize) -> Statement<'a> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS} FROM (SELECT facet.due, facet.key"));
    facet_range(&mut statement, question, rarest);
    let walk = statement.arg(WALK_ROWS);
    let _ = write!(statement.sql, " ORDER BY facet.due, facet.key LIMIT ${walk}) AS facet{TASK} WHERE 1 = 1");
    statement.test_filters(question, Some(rarest), "task");
    if let Some(words) = words {
        statement.test_words(words, "task");
    }
    let limit = statement.arg(limit);
    let _ = write!(statement.sql, " ORDER BY facet.due, facet.key LIMIT ${limit}");
    statement
}

/// The facet row at which a walk that was cut short ended.
fn end_of_walk(db: &mut Connection, question: &Question, rarest: usize) -> Result<Option<Cursor>, Fault> {
    let mut statement = Statement::new("SELECT facet.due, facet.key");
    facet_range(&mut statement, question, rarest);
    let last = statement.arg(WALK_ROWS - 1);
    let _ = write!(statement.sql, " ORDER BY facet.due, facet.key LIMIT 1 OFFSET ${last}");
    db.first(&statement.sql, &statement.args, |row| {
        Ok(Cursor { sort: vec![row.text(0)?], seq: row.key(1)?.seq() })
    })
}

fn order_of(sort: Sort) -> &'static str {
    match sort {
        Sort::Due => " ORDER BY task.due, task.key",
        Sort::Place => " ORDER BY task.plan, task.place, task.key",
        Sort::Updated => " ORDER BY task.updated DESC, task.key DESC",
    }
}

/// The rows after the cursor, in the question's sort.
fn after<'a>(statement: &mut Statement<'a>, question: &Question) {
    let Some(cursor) = &question.after else { return };
    let number = |index: usize| cursor.sort.get(index).and_then(|text| text.parse::<i64>().ok()).unwrap_or(0);
    let key = Key::new(question.jurisdiction, cursor.seq);
    match question.sort {
        Sort::Due => {
            let due = statement.arg(cursor.sort.first().cloned().unwrap_or_default());
            let key = statement.arg(key);
            let _ = write!(statement.sql, " AND (task.due, task.key) > (${due}, ${key})");
        }
        Sort::Place => {
            let (plan, place, key) = (statement.arg(number(0)), statement.arg(number(1)), statement.arg(key));
            let _ =
                write!(statement.sql, " AND (task.plan, task.place, task.key) > (${plan}, ${place}, ${key})");
        }
        Sort::Updated => {
            let (updated, key) = (statement.arg(number(0)), statement.arg(key));
            let _ = write!(statement.sql, " AND (task.updated, task.key) < (${updated}, ${key})");
        }
    }
}

fn narrow<'a>(question: &Question, rarest: usize, words: Option<&str>, limit: usize) -> Statement<'a> {
    let (facet, values) = &question.filters[rarest];
    let mut statement =
        Statement::new("WITH hit AS MATERIALIZED (SELECT DISTINCT facet.key FROM facet WHERE ");
    let jurisdiction = statement.arg(question.jurisdiction);
    let _ = write!(
        statement.sql,
        "facet.jurisdiction = ${jurisdiction} AND facet.facet = {} AND ",
        *facet as i64
    );
    statement.any_of("facet.value", values);
    let _ = write!(statement.sql, ") SELECT {COLUMNS} FROM hit JOIN task ON task.key = hit.key WHERE 1 = 1");
    statement.test_filters(question, Some(rarest), "task");
    if let Some(words) = words {
        statement.test_words(words, "task");
    }
    after(&mut statement, question);
    statement.push(order_of(question.sort));
    let limit = statement.arg(limit);
    let _ = write!(statement.sql, " LIMIT ${limit}");
    statement
}

fn index<'a>(question: &Question, words: Option<&str>, limit: usize) -> Statement<'a> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS} FROM (SELECT task.* FROM task WHERE "));
    let jurisdiction = statement.arg(question.jurisdiction);
    let _ = write!(statement.sql, "task.jurisdiction = ${jurisdiction}");
    after(&mut statement, question);
    statement.push(order_of(question.sort));
    let walk = statement.arg(WALK_ROWS);
    let _ = write!(statement.sql, " LIMIT ${walk}) AS task WHERE 1 = 1");
    statement.test_filters(question, None, "task");
    if let Some(words) = words {
        statement.test_words(words, "task");
    }
    statement.push(order_of(question.sort));
    let limit = statement.arg(limit);
    let _ = write!(statement.sql, " LIMIT ${limit}");
    statement
}

/// The row at which a walk of the sort's index that was cut short ended.
fn end_of_index(db: &mut Connection, question: &Question) -> Result<Option<Cursor>, Fault> {
    let mut statement = Statement::new(&format!("SELECT {COLUMNS} FROM task WHERE "));
    let jurisdiction = statement.arg(question.jurisdiction);
    let _ = write!(statement.sql, "task.jurisdiction = ${jurisdiction}");
    after(&mut statement, question);
    statement.push(order_of(question.sort));
    let last = statement.arg(WALK_ROWS - 1);
    let _ = write!(statement.sql, " LIMIT 1 OFFSET ${last}");
    Ok(db.first(&statement.sql, &statement.args, read)?.map(|row| cursor(question.sort, &row)))
}

/// The newest hits, tested; sorted as asked within what the search's budget reaches.
fn search<'a>(question: &Question, words: &str, limit: usize) -> Statement<'a> {
    let mut statement = Statement::new("WITH hit AS MATERIALIZED (SELECT rowid AS key FROM ");
    let place = statement.arg(words.to_owned());
    let keys = Key::all_of(question.jurisdiction);
    let (first, last) = (statement.arg(*keys.start()), statement.arg(*keys.end()));
    let budget = statement.arg(SEARCH_ROWS);
    let _ = write!(
        statement.sql,
        "{SEARCH} WHERE {} AND rowid BETWEEN ${first} AND ${last} ORDER BY rowid DESC LIMIT ${budget})
         SELECT {COLUMNS} FROM hit JOIN task ON task.key = hit.key WHERE 1 = 1",
        text_match(SEARCH, place)
    );
    statement.test_filters(question, None, "task");
    after(&mut statement, question);
    statement.push(order_of(question.sort));
    let limit = statement.arg(limit);
    let _ = write!(statement.sql, " LIMIT ${limit}");
    statement
}

/// How many rows there are: from a counter where one filter is all, else counted up to a thousand.
fn total(db: &mut Connection, question: &Question, counts: &[i64], rarest: usize) -> Result<Total, Fault> {
    let bare = question.due_before.is_none() && question.words.is_none();
    let telling = question.filters.iter().filter(|(facet, _)| *facet != Facet::All).count();
    let disjoint = question.filters[rarest].1.len() == 1
        || matches!(
            question.filters[rarest].0,
            Facet::State | Facet::Light | Facet::Pace | Facet::Plan | Facet::Section
        );
    if bare && telling <= 1 && disjoint {
        return Ok(Total::Exactly(counts[rarest]));
    }
    let all = Question { after: None, limit: COUNTED_TO as usize, ..question.clone() };
    let plan = Plan::choose(&all, counts[rarest], rarest);
    let words = all.words.as_deref().and_then(match_query);
    if all.words.is_some() && words.is_none() {
        return Ok(Total::Exactly(0));
    }
    let words = words.as_deref();
    let limit = COUNTED_TO as usize + 1;
    let statement = match plan {
        Plan::Walk(rarest) => walk(&all, rarest, words, limit),
        Plan::Narrow(rarest) => narrow(&all, rarest, words, limit),
        Plan::Index => index(&all, words, limit),
        Plan::Search => search(&all, words.unwrap_or_default(), limit),
    };
    let sql = statement.sql.replace(COLUMNS, "task.key");
    let sql = format!("SELECT count(*) FROM ({sql}) AS counted");
    let n = db.first(&sql, &statement.args, |row| row.int(0))?.unwrap_or(0);
    Ok(if n > COUNTED_TO { Total::Over } else { Total::Exactly(n) })
}
