//! Two documents held against each other: which matters go on, changed or not, which ended, which are new.
//!
//! The same matter is recognised whatever its number, place and wording: by the bigrams of its words, the rare ones
//! weighing most, by its units, and by what its targets count. Of all ways to pair tasks the one with the greatest
//! sum is taken; what is left over may be a part of a task of the other document (split, merged).

mod change;
mod likeness;
mod matching;
mod matter;

pub use change::{Change, changes};
pub use matter::{Amount, Limit, Matter};

use crate::reading::Reading;
use likeness::Likeness;
use serde::Serialize;

/// From this likeness on, of at most 1000, two tasks are one matter.
const SAME: u32 = 430;
/// From this share on, in thousandths, one task's words are a part of another's.
const PART: u32 = 400;

/// What became of the tasks of one document in another. Tasks are told by their place in their list, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Matters that go on, in the order of the later document.
    pub pairs: Vec<Pair>,
    /// Tasks of the former document that the later one does not name.
    pub ended: Vec<usize>,
    /// Tasks of the later document that the former one did not name.
    pub new: Vec<usize>,
}

/// One matter in both documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// The task of the former document.
    pub from: usize,
    /// The task of the later document.
    pub to: usize,
    /// How they belong together.
    pub link: Link,
    /// How alike they are, of at most 1000.
    pub likeness: u32,
    /// What changed; empty where the matter goes on as it was.
    pub changes: Vec<Change>,
}

/// How two tasks belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Link {
    /// One became the other.
    Same,
    /// The later one is a part of the former, of which another task is the main part.
    Split,
    /// The former one went into the later, with another that is its main part.
    Merged,
}

/// Compares two readings.
pub fn compare(from: &Reading, to: &Reading) -> Comparison {
    let matters = |reading: &Reading| reading.tasks.iter().map(Matter::from).collect::<Vec<_>>();
    compare_matters(&matters(from), &matters(to))
}

/// Compares two lists of tasks.
pub fn compare_matters(from: &[Matter], to: &[Matter]) -> Comparison {
    let likeness = Likeness::new(from, to);
    let mut found = likeness.equal();
    let open = Left::after(&found, from.len(), to.len());
    let edges: Vec<_> = likeness
        .candidates()
        .iter()
        .filter(|&&(from, to)| open.from[from] && open.to[to])
        .filter_map(|&(from, to)| Some((from, to, likeness.weight(from, to)?)))
        .collect();
    let best = matching::best(from.len(), to.len(), &edges);
    found.extend(best.into_iter().map(|(from, to)| (from, to, Link::Same)));
    found.extend(likeness.parts(&found));
    let left = Left::after(&found, from.len(), to.len());
    found.sort_by_key(|&(from, to, link)| (to, link, from));
    let pairs = found.into_iter().map(|(at, other, link)| Pair {
        from: at,
        to: other,
        link,
        likeness: likeness.of(at, other),
        changes: change::changes(&from[at], &to[other]),
    });
    let places = |left: &[bool]| (0..left.len()).filter(|&at| left[at]).collect();
    Comparison { pairs: pairs.collect(), ended: places(&left.from), new: places(&left.to) }
}

/// The tasks that no pair has.
struct Left {
    from: Vec<bool>,
    to: Vec<bool>,
}

impl Left {
    fn after(found: &[(usize, usize, Link)], from: usize, to: usize) -> Self {
        let mut left = Self { from: vec![true; from], to: vec![true; to] };
        for &(from, to, _) in found {
            (left.from[from], left.to[to]) = (false, false);
        }
        left
    }
}
