//! Refusals: a stable code for programs, and what a sentence for the person is made of.

use std::fmt::{self, Display};

/// What the caller can do about a refusal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// Mend the input.
    Invalid,
    /// Ask for the right.
    Forbidden,
    /// There is no such thing.
    Missing,
    /// Look again: the thing is in another state.
    Conflict,
    /// A fault of the program: a rule used what it did not ask for.
    Fault,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $text:literal $class:ident),+ $(,)?) => {
        /// Every reason for which the ledger refuses; `locales/` holds a sentence `refusal-CODE` for each.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Code { $($(#[$doc])* $variant),+ }

        impl Code {
            /// All codes, for the test that each has its sentence.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The stable code that programs see.
            pub fn text(self) -> &'static str {
                match self { $(Code::$variant => $text),+ }
            }

            /// What the caller can do.
            pub fn class(self) -> Class {
                match self { $(Code::$variant => Class::$class),+ }
            }
        }
    };
}

codes! {
    /// A thing was used that no need asked for.
    Unasked "unasked" Fault,
    /// No such thing, or not in this person's sight.
    NotFound "not_found" Missing,
    /// The role has not the right.
    NoRight "no_right" Forbidden,
    /// The account does not hold the post it acts in.
    NotYourPost "not_your_post" Forbidden,
    /// The assignment is another unit's.
    NotYourUnit "not_your_unit" Forbidden,
    /// Cleared by someone who is not of its units.
    ClearedByOwnUnit "cleared_by_own_unit" Forbidden,
    /// A required field is empty.
    Empty "empty" Invalid,
    /// Longer than the limit.
    TooLong "too_long" Invalid,
    /// More than the limit.
    TooMany "too_many" Invalid,
    /// Outside its range.
    OutOfRange "out_of_range" Invalid,
    /// A date that is no date, or lies where it cannot.
    BadDate "bad_date" Invalid,
    /// A figure that is no number.
    BadNumber "bad_number" Invalid,
    /// No time zone of that name.
    BadZone "bad_zone" Invalid,
    /// The name is in use.
    NameTaken "name_taken" Conflict,
    /// The thing named here does not exist.
    UnknownName "unknown_name" Invalid,
    /// Only a group has members, and none through which it would be a member of itself.
    GroupInGroup "group_in_group" Invalid,
    /// More groups in groups than are handed out.
    GroupTooDeep "group_too_deep" Invalid,
    /// No code of GB/T 2260.
    BadArea "bad_area" Invalid,
    /// A group, the unit itself, or one out of use cannot be a successor.
    NoSuccessor "no_successor" Invalid,
    /// The unit was merged into another one.
    UnitMerged "unit_merged" Conflict,
    /// The unit was not merged.
    NotMerged "not_merged" Conflict,
    /// The successor was merged itself.
    SuccessorMerged "successor_merged" Conflict,
    /// A role that needs a unit (or a leader) and has none.
    PostNeedsUnit "post_needs_unit" Invalid,
    /// The end lies before the beginning.
    PeriodReversed "period_reversed" Invalid,
    /// The draft is confirmed or dropped.
    DraftClosed "draft_closed" Conflict,
    /// The task is not of this draft, or was removed.
    NotInDraft "not_in_draft" Missing,
    /// The unit is not there, or already has this duty.
    UnitNotThere "unit_not_there" Conflict,
    /// The unit or the leader who is added is there.
    NamedAlready "named_already" Conflict,
    /// Only a text with at least one character on each side can be split.
    SplitOutside "split_outside" Invalid,
    /// Only a neighbour can be merged.
    MergeNeighbours "merge_neighbours" Invalid,
    /// This person has corrected nothing that could be undone.
    NothingToUndo "nothing_to_undo" Conflict,
    /// Somebody changed the same task since.
    ChangedSince "changed_since" Conflict,
    /// It is so already in every task that was meant.
    NothingToChange "nothing_to_change" Conflict,
    /// A plan without tasks cannot be confirmed.
    NoTasks "no_tasks" Invalid,
    /// The plan is withdrawn.
    PlanWithdrawn "plan_withdrawn" Conflict,
    /// A task with work done keeps its plan.
    PlanHasWork "plan_has_work" Conflict,
    /// Nothing is left to assign.
    NothingToAssign "nothing_to_assign" Conflict,
    /// The assignment is not in a state that allows this.
    AssignmentState "assignment_state" Conflict,
    /// "Not ours" is allowed within the limit only.
    RefuseTooLate "refuse_too_late" Conflict,
    /// The unit already leads.
    AlreadyLeads "already_leads" Conflict,
    /// The task is not in a state that allows this.
    TaskState "task_state" Conflict,
    /// The task has this class already.
    SameClass "same_class" Conflict,
    /// A report of this unit waits for its head.
    ReportWaiting "report_waiting" Conflict,
    /// The report is not in a state that allows this.
    ReportState "report_state" Conflict,
    /// A cumulative figure below the last one needs a reason.
    FigureFalls "figure_falls" Invalid,
    /// The task has no such target.
    NoSuchTarget "no_such_target" Invalid,
    /// A target is neither met nor explained.
    TargetOpen "target_open" Conflict,
    /// No evidence was handed in.
    NoEvidence "no_evidence" Conflict,
    /// A lead unit has no approved report.
    LeadSilent "lead_silent" Conflict,
    /// The lead's last report is not accepted.
    NotAccepted "not_accepted" Conflict,
    /// More events than one write may hold.
    WriteTooLarge "write_too_large" Invalid,
    /// A person's data is erased already.
    NothingToErase "nothing_to_erase" Conflict,
    /// The administrator's account cannot close itself.
    OwnAccount "own_account" Conflict,
    /// The ledger's day can only go on, one day after the other.
    DayOrder "day_order" Conflict,
}

/// A command that was refused: nothing happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The reason.
    pub code: Code,
    /// The field of the input that has to be mended.
    pub field: Option<&'static str>,
    /// What the sentence names: place and value.
    pub args: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal that names no field.
    pub fn of(code: Code) -> Self {
        Self { code, field: None, args: Vec::new() }
    }

    /// Names the field that has to be mended.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Fills a place of the sentence.
    #[must_use]
    pub fn with(mut self, place: &'static str, value: impl Display) -> Self {
        self.args.push((place, value.to_string()));
        self
    }
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.text())?;
        for (place, value) in &self.args {
            write!(f, " {place}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// `Err(Refusal)` unless `holds`.
pub(crate) fn ensure(holds: bool, code: Code) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(Refusal::of(code)) }
}
