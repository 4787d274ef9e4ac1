//! The warnings of a review in the order in which they are looked at: the document's own first, then task by task.

use super::review::Review;
use ledger::printed::Warning;

/// The place of a warning in a review.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum At {
    /// Among those that are about no task.
    Whole(usize),
    /// Of the task at `place`, the one numbered `index`.
    Task { place: usize, index: usize },
}

/// A warning that is looked at.
pub(super) struct Shown {
    pub(super) warning: Warning,
    /// Its number among its task's, or among the document's own.
    pub(super) index: usize,
    /// The form that accepts it.
    pub(super) accept: String,
    /// Its place among all.
    pub(super) n: usize,
    pub(super) quote: String,
    /// The next open one, or "".
    pub(super) next: String,
    /// Where its fact is corrected, or "".
    pub(super) field: &'static str,
    /// How many open ones have its code.
    pub(super) alike: usize,
}

impl Review {
    fn every_warning(&self) -> impl Iterator<Item = (At, &Warning)> {
        let whole = self.draft.warnings.iter().enumerate();
        let whole = whole.map(|(index, warning)| (At::Whole(index), warning));
        let of_tasks = self.tasks.iter().enumerate().flat_map(|(place, task)| {
            let warnings = task.facts.warnings.iter().enumerate();
            warnings.map(move |(index, warning)| (At::Task { place, index }, warning))
        });
        whole.chain(of_tasks)
    }

    /// Those that nobody has looked at, in order.
    pub(super) fn open_warnings(&self) -> impl Iterator<Item = At> {
        self.every_warning().filter(|(_, warning)| !warning.accepted).map(|(at, _)| at)
    }

    /// How many there are, looked at or not.
    pub(super) fn warnings(&self) -> usize {
        self.every_warning().count()
    }

    /// The open warning behind a place, from the beginning again after the last.
    pub(super) fn next_warning(&self, after: At) -> Option<At> {
        self.open_warnings().find(|&at| at > after).or_else(|| self.open_warnings().next())
    }

    /// The address at which a warning is looked at.
    pub(super) fn warning_address(&self, at: At) -> String {
        match at {
            At::Whole(index) => format!("/drafts/{}?whole={index}#warning", self.id),
            At::Task { place, index } => {
                format!("/drafts/{}?task={}&warning={index}#warning", self.id, self.tasks[place].id)
            }
        }
    }

    /// A warning as it is shown, where it is still open.
    pub(super) fn shown(&self, at: At) -> Option<Shown> {
        let before = self.every_warning().take_while(|(of, _)| *of != at).count();
        let (_, warning) = self.every_warning().nth(before).filter(|(_, warning)| !warning.accepted)?;
        let open = || self.every_warning().filter(|(_, warning)| !warning.accepted);
        let next = self.next_warning(at).filter(|&next| next != at);
        let (index, accept) = match at {
            At::Whole(index) => (index, format!("/drafts/{}/accept", self.id)),
            At::Task { place, index } => {
                (index, format!("/drafts/{}/tasks/{}/accept", self.id, self.tasks[place].id))
            }
        };
        Some(Shown {
            index,
            accept,
            n: before + 1,
            quote: self.quote(warning.span),
            next: next.map(|next| self.warning_address(next)).unwrap_or_default(),
            field: match (at, &*warning.about) {
                (At::Whole(_), _) => "",
                (_, "lead" | "responsible") => "units",
                (_, "leaders") => "leaders",
                (_, "deadlines") => "deadlines",
                (_, "targets") => "targets",
                (_, "section") => "section",
                _ => "text",
            },
            alike: open().filter(|(_, other)| other.code == warning.code).count(),
            warning: warning.clone(),
        })
    }
}
