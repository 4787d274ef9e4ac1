//! A reading becomes a draft's command: the one place where what was read is put into the ledger's words.

use ledger::DocumentId;
use ledger::draft::{DraftFacts, Make, Section};
use ledger::limit::{NAME_CHARS, NOTE_CHARS, TITLE_CHARS};
use ledger::plan::Period;
use ledger::printed::{
    Comparator, Deadline, Duty, NamedLeader, NamedUnit, PrintedDate, Recurrence, RelativeDeadline, Span,
    Target, TimeUnit, Warning,
};
use reading::{About, PartialDate, Reading, Role};

/// The draft of a document's reading. Texts that are longer than the ledger holds are cut: the document itself and
/// the spans keep all of them.
pub fn from_reading(document: DocumentId, reading: &Reading) -> Make {
    let of = &reading.document;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut tasks: Vec<DraftFacts> = reading.tasks.iter().map(facts).collect();
    let mut warnings = Vec::new();
    for of in &reading.warnings {
        match task_at(&reading.tasks, of) {
            Some(task) => tasks[task].warnings.push(warning(of)),
            None => warnings.push(warning(of)),
        }
    }
    Make {
        document,
        title: cut(bare(&text(&of.title)), TITLE_CHARS),
        number: cut(&text(&of.document_number), NAME_CHARS),
        period: of.period.and_then(|p| Period::new(p.start.first_day(), p.end.last_day()).ok()),
        sections: reading.sections.iter().map(section).collect(),
        tasks,
        warnings,
    }
}

/// The task at which a person meets an oddity of the whole document: the one whose words it touches, or, of a heading
/// that runs on, the one whose line it runs on.
fn task_at(tasks: &[reading::Task], of: &reading::Warning) -> Option<usize> {
    if of.about == About::Document {
        return None;
    }
    let runs_on = |task: &reading::Task| of.about == About::Section && task.span.end == of.span.start;
    tasks.iter().position(|task| task.span.meets(of.span) || runs_on(task))
}

/// The heading without its number, which stands beside it.
fn section(of: &reading::Section) -> Section {
    let number = of.number.clone().unwrap_or_default();
    let rest = of.title.strip_prefix(&*number).unwrap_or(&of.title);
    // The mark behind a number belongs to it: `2.深化改革`.
    let title = rest.trim_start_matches(['.', '．', '、', ' ', '\u{3000}']);
    let number = &of.title[..of.title.len() - title.len()];
    Section {
        id: of.id,
        parent: of.parent,
        title: cut(title, NOTE_CHARS),
        number: cut(number, NAME_CHARS),
        span: Some(span(of.span)),
    }
}

/// A task as the reader found it.
pub(super) fn facts(task: &reading::Task) -> DraftFacts {
    let unit = |name: &String, role: Role| {
        let mention = task.unit_spans.iter().find(|mention| mention.role == role && mention.unit == *name);
        let duty = if role == Role::Lead { Duty::Lead } else { Duty::Responsible };
        NamedUnit { name: cut(name, NAME_CHARS), duty, span: mention.map(|mention| span(mention.span)) }
    };
    let leads = task.lead.iter().map(|name| unit(name, Role::Lead));
    let others = task.responsible.iter().map(|name| unit(name, Role::Responsible));
    let leader = |name: &String| {
        let mention = task.leader_spans.iter().find(|mention| mention.leader == *name);
        NamedLeader { name: cut(name, NAME_CHARS), span: mention.map(|mention| span(mention.span)) }
    };
    DraftFacts {
        number: task.number.clone().unwrap_or_default(),
        section: task.section_id.unwrap_or(0),
        title: cut(task.title.as_deref().unwrap_or_default(), TITLE_CHARS),
        body: if task.body.trim().is_empty() {
            task.title.clone().unwrap_or_default()
        } else {
            task.body.clone()
        },
        span: Some(span(task.span)),
        units: leads.chain(others).collect(),
        leaders: task.leaders.iter().map(leader).collect(),
        deadlines: task.deadlines.iter().map(deadline).collect(),
        recurrences: task.recurrences.iter().filter_map(recurrence).collect(),
        relative_deadlines: task.relative_deadlines.iter().filter_map(relative_deadline).collect(),
        targets: task.targets.iter().filter_map(target).collect(),
        warnings: task.warnings.iter().map(warning).collect(),
        ..DraftFacts::default()
    }
}

fn deadline(of: &reading::Deadline) -> Deadline {
    let date = match of.date {
        PartialDate::Day(day) => PrintedDate::Day(day),
        PartialDate::Month(..) => PrintedDate::Month(of.date.first_day()),
        PartialDate::Year(_) => PrintedDate::Year(of.date.first_day()),
    };
    Deadline { text: cut(&of.text, NOTE_CHARS), date, span: Some(span(of.span)) }
}

/// None for a rule that the ledger does not know.
fn recurrence(of: &reading::Recurrence) -> Option<Recurrence> {
    let rule = of.rule.parse().ok()?;
    Some(Recurrence { text: cut(&of.text, NOTE_CHARS), rule, span: Some(span(of.span)) })
}

/// None for a unit of time that the ledger does not know.
pub(super) fn relative_deadline(of: &reading::RelativeDeadline) -> Option<RelativeDeadline> {
    let unit = TimeUnit::of(reading::time_unit(&of.unit)?)?;
    let (text, event) = (cut(&of.text, NOTE_CHARS), cut(&of.event, NAME_CHARS));
    Some(RelativeDeadline { text, event, amount: of.amount, unit, span: Some(span(of.span)) })
}

/// None for a figure with more digits than a decimal number holds.
fn target(of: &reading::Target) -> Option<Target> {
    let comparator = match of.comparator {
        reading::Comparator::Equal => Comparator::Equal,
        reading::Comparator::AtLeast => Comparator::AtLeast,
        reading::Comparator::Above => Comparator::MoreThan,
        reading::Comparator::AtMost => Comparator::AtMost,
        reading::Comparator::Below => Comparator::LessThan,
        reading::Comparator::About => Comparator::About,
    };
    Some(Target {
        text: cut(&of.text, NOTE_CHARS),
        subject: cut(of.subject.as_deref().unwrap_or_default(), NOTE_CHARS),
        value: of.value.parse().ok()?,
        unit: cut(&of.unit, NAME_CHARS),
        comparator,
        span: Some(span(of.span)),
    })
}

fn warning(of: &reading::Warning) -> Warning {
    let about = match of.about {
        About::Task => "task",
        About::Lead => "lead",
        About::Responsible => "responsible",
        About::Leaders => "leaders",
        About::Deadlines => "deadlines",
        About::Targets => "targets",
        About::Section => "section",
        About::Document => "document",
    };
    let (code, message) = (of.code.clone(), of.message.clone());
    Warning { code, about: about.into(), message, span: Some(span(of.span)), accepted: false }
}

fn span(of: reading::Span) -> Span {
    // A document has at most 20 MiB, so its characters are counted in 32 bits.
    Span { start: of.start as u32, end: of.end as u32 }
}

/// A title without the mark that the note lines of a corpus put before it.
pub(super) fn bare(title: &str) -> &str {
    title.trim_start_matches("# title:").trim_start()
}

fn cut(text: &str, chars: usize) -> String {
    text.trim().chars().take(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "示例省人民政府办公厅关于二季度重点工作的通知\n示政办〔2026〕9号\n各市州政府：\n\
        一、稳增长\n1.减轻负担。\n（1）清理规范涉企收费，上半年降成本超过25亿元，每月5日前报送进展。\n牵头单位：省财政厅\n\
        责任单位：省发展改革委、省财政厅等2.深化改革。\n（2）推广一网通办。\n责任单位：各市州政府\n（3）做好统计。\n牵头单位：省统计局\n责任单位：省财政厅\n\
        示例省人民政府办公厅\n2026年4月2日\n";

    fn made() -> Make {
        from_reading(DocumentId(7), &reading::read(TEXT.as_bytes(), None).unwrap())
    }

    fn words(span: Option<Span>) -> String {
        let span = span.unwrap();
        TEXT.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect()
    }

    #[test]
    fn every_fact_comes_with_its_place() {
        let made = made();
        assert_eq!(made.number, "示政办〔2026〕9号");
        let period = made.period.map(|period| (period.start.to_string(), period.end.to_string()));
        assert_eq!(period, Some(("2026-04-01".into(), "2026-06-30".into())));
        let [first, second, _] = &made.tasks[..] else { panic!("three tasks: {:?}", made.tasks) };
        let units: Vec<_> = first.units.iter().map(|unit| (unit.duty.text(), words(unit.span))).collect();
        let expected = [("lead", "省财政厅"), ("responsible", "省发展改革委"), ("responsible", "省财政厅")];
        assert_eq!(units, expected.map(|(duty, name)| (duty, name.to_owned())));
        let deadline = &first.deadlines[0];
        assert_eq!((&*deadline.date.to_string(), &*words(deadline.span)), ("2026-06-30", "上半年"));
        let duty = &first.recurrences[0];
        assert_eq!((&*duty.rule.to_string(), &*words(duty.span)), ("FREQ=MONTHLY;BYMONTHDAY=5", "每月5日前"));
        let target = &first.targets[0];
        assert_eq!(
            (target.comparator.sign(), &*target.value.to_string(), &*target.unit),
            (">", "25", "亿元")
        );
        let heading = made.sections.iter().find(|section| section.id == second.section).unwrap();
        assert_eq!((&*heading.number, &*heading.title), ("2.", "深化改革"));
    }

    #[test]
    fn an_oddity_is_met_at_its_task() {
        let made = made();
        let codes = |task: usize| made.tasks[task].warnings.iter().map(|w| &*w.code).collect::<Vec<_>>();
        assert!(codes(0).contains(&"lead_also_responsible"), "{:?}", codes(0));
        assert!(codes(0).contains(&"heading_runs_on"), "{:?} {:?}", codes(0), made.warnings);
        assert!(codes(1).contains(&"lead_missing"), "{:?}", codes(1));
    }
}
