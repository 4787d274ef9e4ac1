//! One correction of one task of a draft, as the history shows it.

use super::facts::{DraftFacts, title_of};
use crate::clock::Class;
use crate::printed::{Deadline, Duty, NamedLeader, NamedUnit, Recurrence, RelativeDeadline, Target, Warning};
use crate::refusal::{Code, Refusal};
use serde::{Deserialize, Serialize};

/// What a reviewer changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// Number, title and words.
    Text {
        /// The number as it should be.
        number: String,
        /// The title; empty for the first words of the body.
        title: String,
        /// The body.
        body: String,
    },
    /// The heading that it stands under.
    Section(u32),
    /// Ordinary or complex.
    Class(Class),
    /// A unit that the reader missed.
    AddUnit {
        /// Its name.
        name: String,
        /// Its duty.
        duty: Duty,
    },
    /// A unit that is none, or not of this task.
    RemoveUnit {
        /// Its name.
        name: String,
        /// Its duty.
        duty: Duty,
    },
    /// The same unit with the other duty.
    Duty {
        /// Its name.
        name: String,
        /// The duty it should have.
        duty: Duty,
    },
    /// A name that was read wrongly.
    RenameUnit {
        /// The name as read.
        from: String,
        /// The name as it should be.
        to: String,
    },
    /// A leader that the reader missed.
    AddLeader(String),
    /// A leader who is none of this task.
    RemoveLeader(String),
    /// All dates.
    Deadlines(Vec<Deadline>),
    /// All duties that come again.
    Recurrences(Vec<Recurrence>),
    /// All time limits that count from an event.
    RelativeDeadlines(Vec<RelativeDeadline>),
    /// All targets.
    Targets(Vec<Target>),
    /// This warning was looked at.
    AcceptWarning(usize),
    /// The unit has exactly this duty: it is added where it is not named, changed where it has the other.
    Unit {
        /// Its name.
        name: String,
        /// Its only duty.
        duty: Duty,
    },
    /// A unit that is none of this task, whatever its duty.
    DropUnit(String),
    /// All warnings of this code were looked at.
    AcceptCode(String),
}

impl Correction {
    /// The correction's name in the keys of `locales/`.
    pub fn text(&self) -> &'static str {
        match self {
            Correction::Text { .. } => "text",
            Correction::Section(_) => "section",
            Correction::Class(_) => "class",
            Correction::AddUnit { .. } => "add_unit",
            Correction::RemoveUnit { .. } => "remove_unit",
            Correction::Duty { .. } => "duty",
            Correction::RenameUnit { .. } => "rename_unit",
            Correction::AddLeader(_) => "add_leader",
            Correction::RemoveLeader(_) => "remove_leader",
            Correction::Deadlines(_) => "deadlines",
            Correction::Recurrences(_) => "recurrences",
            Correction::RelativeDeadlines(_) => "relative_deadlines",
            Correction::Targets(_) => "targets",
            Correction::AcceptWarning(_) => "accept_warning",
            Correction::Unit { .. } => "unit",
            Correction::DropUnit(_) => "drop_unit",
            Correction::AcceptCode(_) => "accept_code",
        }
    }

    /// The facts after it.
    ///
    /// # Errors
    /// `UnitNotThere` where the fact to change is absent (or would be there twice); limits.
    pub fn of(&self, facts: &DraftFacts) -> Result<DraftFacts, Refusal> {
        let mut after = facts.clone();
        let missing = |name: &str| Refusal::of(Code::UnitNotThere).with("name", name);
        match self {
            Correction::Text { number, title, body } => {
                let followed = facts.title == title_of(&facts.body) && *title == facts.title;
                after.number.clone_from(number);
                after.body.clone_from(body);
                // A title that was the body's first words goes on following the body.
                after.title = if followed { String::new() } else { title.clone() };
            }
            Correction::Section(section) => after.section = *section,
            Correction::Class(class) => after.class = *class,
            Correction::AddUnit { name, duty } => {
                let name = name.trim();
                if after.units.iter().any(|unit| unit.name == name && unit.duty == *duty) {
                    return Err(Refusal::of(Code::NamedAlready).with("name", name).at("name"));
                }
                after.units.push(NamedUnit { name: name.to_owned(), duty: *duty, span: None });
            }
            Correction::RemoveUnit { name, duty } => {
                after.units.retain(|unit| !(unit.name == *name && unit.duty == *duty));
                if after.units.len() == facts.units.len() {
                    return Err(missing(name));
                }
            }
            Correction::Duty { name, duty } => {
                let unit = after.units.iter_mut().find(|unit| unit.name == *name && unit.duty != *duty);
                unit.ok_or_else(|| missing(name))?.duty = *duty;
                each_once(&mut after.units);
            }
            Correction::RenameUnit { from, to } => {
                if !after.units.iter().any(|unit| unit.name == *from) {
                    return Err(missing(from));
                }
                for unit in after.units.iter_mut().filter(|unit| unit.name == *from) {
                    to.trim().clone_into(&mut unit.name);
                }
                each_once(&mut after.units);
            }
            Correction::AddLeader(name) => {
                let name = name.trim();
                if after.leaders.iter().any(|leader| leader.name == name) {
                    return Err(Refusal::of(Code::NamedAlready).with("name", name).at("name"));
                }
                after.leaders.push(NamedLeader { name: name.to_owned(), span: None });
            }
            Correction::RemoveLeader(name) => {
                after.leaders.retain(|leader| leader.name != *name);
                if after.leaders.len() == facts.leaders.len() {
                    return Err(missing(name));
                }
            }
            Correction::Deadlines(deadlines) => after.deadlines.clone_from(deadlines),
            Correction::Recurrences(recurrences) => after.recurrences.clone_from(recurrences),
            Correction::RelativeDeadlines(limits) => after.relative_deadlines.clone_from(limits),
            Correction::Targets(targets) => after.targets.clone_from(targets),
            Correction::AcceptWarning(index) => {
                let warning = after.warnings.get_mut(*index).filter(|warning| !warning.accepted);
                warning.ok_or_else(|| Refusal::of(Code::ChangedSince))?.accepted = true;
            }
            Correction::Unit { name, duty } => {
                let name = name.trim();
                let of_name = |unit: &&mut NamedUnit| unit.name == name;
                for unit in after.units.iter_mut().filter(of_name) {
                    unit.duty = *duty;
                }
                each_once(&mut after.units);
                if !after.units.iter().any(|unit| unit.name == name) {
                    after.units.push(NamedUnit { name: name.to_owned(), duty: *duty, span: None });
                }
                if after.units == facts.units {
                    return Err(missing(name));
                }
            }
            Correction::DropUnit(name) => {
                after.units.retain(|unit| unit.name != name.trim());
                if after.units.len() == facts.units.len() {
                    return Err(missing(name));
                }
            }
            Correction::AcceptCode(code) => {
                let of_code = |warning: &&mut Warning| warning.code == *code && !warning.accepted;
                let accepted =
                    after.warnings.iter_mut().filter(of_code).map(|warning| warning.accepted = true);
                if accepted.count() == 0 {
                    return Err(Refusal::of(Code::ChangedSince));
                }
            }
        }
        after.checked()
    }
}

/// Of two units that became the same by a correction, the first stays.
fn each_once(units: &mut Vec<NamedUnit>) {
    let mut seen = std::collections::BTreeSet::new();
    units.retain(|unit| seen.insert((unit.name.clone(), unit.duty)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> DraftFacts {
        let unit = |name: &str, duty| NamedUnit { name: name.into(), duty, span: None };
        DraftFacts {
            body: "建设水库。".into(),
            title: "建设水库".into(),
            units: vec![unit("甲厅", Duty::Lead), unit("乙局", Duty::Responsible)],
            ..DraftFacts::default()
        }
    }

    #[test]
    fn corrections_change_what_they_name_or_are_refused() {
        let units = |facts: &DraftFacts| {
            facts.units.iter().map(|u| format!("{}:{}", u.name, u.duty.text())).collect::<Vec<_>>().join(" ")
        };
        let name = String::from;
        for (correction, after) in [
            (
                Correction::AddUnit { name: name("丙委"), duty: Duty::Lead },
                Ok("甲厅:lead 乙局:responsible 丙委:lead"),
            ),
            (Correction::AddUnit { name: name(" 甲厅 "), duty: Duty::Lead }, Err(Code::NamedAlready)),
            (Correction::AddUnit { name: name("  "), duty: Duty::Lead }, Err(Code::Empty)),
            (Correction::RemoveUnit { name: name("乙局"), duty: Duty::Responsible }, Ok("甲厅:lead")),
            (Correction::RemoveUnit { name: name("乙局"), duty: Duty::Lead }, Err(Code::UnitNotThere)),
            (Correction::Duty { name: name("乙局"), duty: Duty::Lead }, Ok("甲厅:lead 乙局:lead")),
            (Correction::Duty { name: name("甲厅"), duty: Duty::Lead }, Err(Code::UnitNotThere)),
            (
                Correction::RenameUnit { from: name("甲厅"), to: name("丁厅") },
                Ok("丁厅:lead 乙局:responsible"),
            ),
            (
                Correction::Unit { name: name(" 丙委 "), duty: Duty::Lead },
                Ok("甲厅:lead 乙局:responsible 丙委:lead"),
            ),
            (Correction::Unit { name: name("乙局"), duty: Duty::Lead }, Ok("甲厅:lead 乙局:lead")),
            (Correction::Unit { name: name("甲厅"), duty: Duty::Lead }, Err(Code::UnitNotThere)),
            (Correction::Unit { name: name(" "), duty: Duty::Lead }, Err(Code::Empty)),
            (Correction::DropUnit(name("甲厅")), Ok("乙局:responsible")),
            (Correction::DropUnit(name("丙委")), Err(Code::UnitNotThere)),
        ] {
            let result = correction.of(&facts()).map(|facts| units(&facts)).map_err(|refusal| refusal.code);
            assert_eq!(result.as_deref(), after.as_ref().map(|s| *s), "{correction:?}");
        }
    }

    #[test]
    fn a_title_made_of_the_body_follows_it() {
        let text = |title: &str| Correction::Text {
            number: "1".into(),
            title: title.into(),
            body: "修建大坝。".into(),
        };
        assert_eq!(text("建设水库").of(&facts()).unwrap().title, "修建大坝");
        assert_eq!(text("水利").of(&facts()).unwrap().title, "水利");
    }
}
