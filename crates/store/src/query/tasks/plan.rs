//! Which way a list is read. Exact counters choose, never an engine's planner: one that believes its statistics
//! walks a million rows for a filter that matches nothing.

use super::{Limits, Question, Sort};

/// The ways.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Plan {
    /// One value's rows in the order of due dates; the other filters are tested.
    Due(usize),
    /// All rows of this filter, tested and sorted.
    Narrow(usize),
    /// The rows in the order of the sort, filters tested.
    Index,
    /// All hits of the words, tested and sorted.
    Hits,
    /// The hits of frequent words from the newest on, tested.
    NewestHits,
}

impl Plan {
    /// Chooses by the count of each filter and the number of hits (one more than may be taken stands for many).
    pub(super) fn choose(
        question: &Question,
        sort: Sort,
        counts: &[i64],
        hits: Option<i64>,
        limits: Limits,
    ) -> Self {
        let rarest = least(counts, |_| true);
        if hits.is_some_and(|hits| hits <= limits.narrow_rows.min(counts[rarest])) {
            return Self::Hits;
        }
        // Every question has a filter of one value, if only that of all tasks.
        let walked = least(counts, |index| question.filters[index].1.len() == 1);
        // The sort's own order is quicker where every second row fits, or where it is the filter's as well.
        let in_order = 2 * counts[rarest] >= counts[counts.len() - 1]
            || sort == Sort::Place && question.only_plan().is_some();
        let narrow = counts[rarest] <= limits.narrow_rows;
        match sort {
            Sort::Due if walked == rarest || !narrow => Self::Due(walked),
            Sort::Place | Sort::Updated | Sort::Newest if in_order && hits.is_none() => Self::Index,
            _ if narrow => Self::Narrow(rarest),
            Sort::Newest if hits.is_some() => Self::NewestHits,
            _ => Self::Index,
        }
    }

    /// Whether the plan looks at every row that there is, given the count of each filter.
    pub(super) fn reads_all(self, counts: &[i64], limits: Limits) -> bool {
        match self {
            Self::Narrow(_) | Self::Hits => true,
            Self::Due(filter) => counts[filter] <= limits.walk_rows,
            Self::Index | Self::NewestHits => false,
        }
    }
}

/// The filter with the lowest count among those that fit.
fn least(counts: &[i64], fits: impl Fn(usize) -> bool) -> usize {
    let filters = (0..counts.len()).filter(|&index| fits(index));
    filters.min_by_key(|&index| counts[index]).unwrap_or(counts.len() - 1)
}
