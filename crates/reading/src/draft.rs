//! A task while it is being put together: its ranges in the text, before dates and amounts are read.

use std::ops::Range;

use crate::mark::ends;
use crate::numeral::is_han_numeral;
use crate::reading::Role;
use crate::table::Doubt;
use crate::who::Unit;

/// Characters of the shortest text that is likely a task: a shorter one is a name cut at a line's end.
pub(crate) const SHORTEST_TASK: usize = 5;

/// What closed a task's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closed {
    No,
    /// Lines with labels, which may be followed by more of them.
    Labels,
    /// A bracket or sentence, after which something new begins.
    Bracket,
}

/// A unit with its role.
#[derive(Clone, Debug)]
pub(crate) struct Assigned {
    pub(crate) unit: Unit,
    pub(crate) role: Role,
    /// The printed word that gives the role.
    pub(crate) label: Option<Range<usize>>,
    /// Its role depends on whether other units stand beside it (主要责任单位).
    pub(crate) primary: bool,
}

/// A leader by name or post.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) at: Range<usize>,
    pub(crate) label: Option<Range<usize>>,
}

/// Where a task stands in the outline.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Its printed number.
    pub(crate) number: Option<Range<usize>>,
    /// The heading that its own number makes, if it has one.
    pub(crate) own: Option<usize>,
    /// The innermost heading that it stands under.
    pub(crate) under: Option<usize>,
}

/// A task's ranges.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) place: Place,
    /// A printed heading of its own.
    pub(crate) title: Option<Range<usize>>,
    /// Its words.
    pub(crate) texts: Vec<Range<usize>>,
    pub(crate) units: Vec<Assigned>,
    pub(crate) leaders: Vec<Named>,
    /// Where time limits stand apart from its words.
    pub(crate) dues: Vec<Range<usize>>,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) closed: Closed,
    /// A label such as 整改措施 stood behind its units: what follows are words of the same task.
    pub(crate) measures: bool,
    /// A label such as 整改措施 stood before its numbered words.
    pub(crate) announced: bool,
    /// Up to where its texts only tell what is wrong: before 整改目标 and the like.
    pub(crate) told: usize,
    /// Its units come from a sentence without label or bracket.
    pub(crate) doubtful: bool,
    /// What is doubtful of the row that it is.
    pub(crate) doubt: Doubt,
}

impl Draft {
    pub(crate) fn new(
        start: usize,
        number: Option<Range<usize>>,
        own: Option<usize>,
        under: Option<usize>,
    ) -> Self {
        Self {
            place: Place { number, own, under },
            title: None,
            texts: Vec::new(),
            units: Vec::new(),
            leaders: Vec::new(),
            dues: Vec::new(),
            start,
            end: start,
            closed: Closed::No,
            measures: false,
            announced: false,
            told: 0,
            doubtful: false,
            doubt: Doubt::Nothing,
        }
    }

    /// Its texts without what only tells what is wrong.
    pub(crate) fn asked(&self) -> impl Iterator<Item = Range<usize>> {
        self.texts.iter().map(|text| text.start.max(self.told)..text.end).filter(|text| !text.is_empty())
    }

    /// Whether it carries an assignment and words.
    pub(crate) fn is_task(&self) -> bool {
        (!self.units.is_empty() || !self.leaders.is_empty()) && self.texts.iter().any(|text| !text.is_empty())
    }

    /// Takes a line above labelled words that only numbers what they are about (`工单编号 003`) for its name.
    pub(crate) fn name_by_line(&mut self, c: &[char]) {
        const NUMBERED: &[&str] = &["编号", "单号", "文号", "任务", "问题", "事项"];
        let is_figure = |c: char| c.is_ascii_alphanumeric() || is_han_numeral(c);
        if let [line] = &self.texts[..]
            && self.place.own.is_none()
            && self.units.is_empty()
            && let figures = c[line.clone()].iter().rev().take_while(|c| is_figure(**c)).count()
            && figures > 0
            && NUMBERED.iter().any(|word| ends(&c[line.start..line.end - figures], word))
        {
            self.title = self.texts.pop();
        }
    }

    /// Adds words, if there are any.
    pub(crate) fn words(&mut self, c: &[char], range: Range<usize>) {
        let mut range = trimmed(c, range);
        while range.start < range.end
            && matches!(c[range.start], '△' | '▲' | '☆' | '★' | '◇' | '□' | '▶' | '➢' | '※' | '*' | '-')
        {
            range.start += 1;
        }
        if !range.is_empty() {
            self.end = self.end.max(range.end);
            self.texts.push(range);
        }
    }

    /// Adds units with one role.
    pub(crate) fn assign(&mut self, units: Vec<Unit>, role: Role, label: Option<&Range<usize>>) {
        // ★ before one of several: the others answer, whatever the label says of them all.
        let marked = units.iter().any(|unit| unit.leads);
        for unit in units {
            let role = match (unit.leads, marked) {
                (true, _) => Role::Lead,
                (false, true) => Role::Responsible,
                (false, false) => role,
            };
            self.end = self.end.max(unit.at.end);
            self.units.push(Assigned { unit, role, label: label.cloned(), primary: false });
        }
    }
}

/// A range without blanks, stops and cell bars at its ends; a full stop at its end stays.
pub(crate) fn trimmed(c: &[char], mut range: Range<usize>) -> Range<usize> {
    while range.start < range.end
        && matches!(
            c[range.start],
            ' ' | '\n' | '|' | '。' | ',' | ';' | '、' | ':' | '.' | '●' | '■' | '◆' | '•' | '▪' | '○'
        )
    {
        range.start += 1;
    }
    while range.start < range.end && matches!(c[range.end - 1], ' ' | '\n' | '|') {
        range.end -= 1;
    }
    range
}
