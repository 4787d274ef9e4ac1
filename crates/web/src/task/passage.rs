//! A task's words as they stand in the document, with the places of what was read there.

use ledger::printed::Span;
use ledger::task::Registered;

/// A run of characters that are marked alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    pub text: String,
    /// What was found here; none for plain words.
    pub mark: Option<Mark>,
}

/// What was found, by rising rank: where two meet, the higher shows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Mark {
    /// A date, a rhythm or an amount.
    Fact,
    /// A unit.
    Unit,
    /// An oddity.
    Warning,
}

impl Mark {
    /// The class of the mark in the style sheet.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Mark::Fact => "",
            Mark::Unit => "unit",
            Mark::Warning => "warn",
        }
    }
}

/// The paragraphs of the task in the extracted text; without its place there, its own words unmarked.
pub(super) fn paragraphs(of: &Registered, text: Option<&str>) -> Vec<Vec<Piece>> {
    let placed =
        of.span.zip(text).map(|(span, text)| marked(of, span, text)).filter(|found| !found.is_empty());
    placed.unwrap_or_else(|| {
        let lines = of.body.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| vec![Piece { text: line.to_owned(), mark: None }]).collect()
    })
}

fn marked(of: &Registered, span: Span, text: &str) -> Vec<Vec<Piece>> {
    let length = span.end.saturating_sub(span.start) as usize;
    let mut chars: Vec<(char, Option<Mark>)> =
        text.chars().skip(span.start as usize).take(length).map(|c| (c, None)).collect();
    let mut put = |found: Option<Span>, mark: Mark| {
        let Some(found) = found else { return };
        let from = found.start.saturating_sub(span.start) as usize;
        let to = (found.end.saturating_sub(span.start) as usize).min(chars.len());
        for (_, has) in chars.iter_mut().take(to).skip(from) {
            *has = (*has).max(Some(mark));
        }
    };
    of.units.iter().for_each(|unit| put(unit.span, Mark::Unit));
    of.deadlines.iter().for_each(|deadline| put(deadline.span, Mark::Fact));
    of.recurrences.iter().for_each(|duty| put(duty.span, Mark::Fact));
    of.relative_deadlines.iter().for_each(|due| put(due.span, Mark::Fact));
    of.targets.iter().for_each(|target| put(target.span, Mark::Fact));
    // A warning of the whole task would mark all its words.
    let within = |found: &Span| found.end - found.start < span.end - span.start;
    of.warnings.iter().for_each(|warning| put(warning.span.filter(within), Mark::Warning));
    let lines = chars.split(|(c, _)| *c == '\n').map(pieces);
    lines.filter(|line| line.iter().any(|piece| !piece.text.trim().is_empty())).collect()
}

fn pieces(line: &[(char, Option<Mark>)]) -> Vec<Piece> {
    let runs = line.chunk_by(|(_, left), (_, right)| left == right);
    runs.map(|run| Piece { text: run.iter().map(|(c, _)| c).collect(), mark: run[0].1 }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use ledger::UnitId;
    use ledger::clock::Class;
    use ledger::printed::{Deadline, Duty, PrintedDate, Warning};
    use ledger::task::TaskUnit;

    fn at(text: &str, words: &str) -> Option<Span> {
        let start = text.find(words)?;
        let start = text[..start].chars().count() as u32;
        Some(Span { start, end: start + words.chars().count() as u32 })
    }

    fn task(text: &str, span: Option<Span>) -> Registered {
        let unit = |name: &str| TaskUnit {
            unit: UnitId(3),
            name: name.into(),
            duty: Duty::Lead,
            span: at(text, name),
        };
        let deadline = Deadline {
            text: "6月底".into(),
            date: PrintedDate::Month(date(2026, 6, 1)),
            span: at(text, "6月底"),
        };
        let warning = |span| Warning {
            code: "lead_missing".into(),
            about: "lead".into(),
            message: "m".into(),
            span,
            accepted: false,
        };
        Registered {
            plan: ledger::PlanId(1),
            order: 0,
            number: "1.".into(),
            section: 0,
            title: "t".into(),
            body: "own\n\n words".into(),
            span,
            class: Class::Complex,
            start: date(2026, 4, 1),
            end: date(2026, 6, 30),
            units: vec![unit("省财政厅"), unit("省商务厅")],
            leaders: Vec::new(),
            deadlines: vec![deadline],
            recurrences: Vec::new(),
            relative_deadlines: Vec::new(),
            targets: Vec::new(),
            warnings: vec![warning(at(text, "商务厅")), warning(span)],
            clocks: Vec::new(),
            carries: Vec::new(),
        }
    }

    fn shown(paragraphs: &[Vec<Piece>]) -> Vec<String> {
        let piece = |piece: &Piece| match piece.mark {
            None => piece.text.clone(),
            Some(mark) => format!("[{} {}]", mark.class(), piece.text),
        };
        paragraphs.iter().map(|line| line.iter().map(piece).collect()).collect()
    }

    #[test]
    fn what_was_read_is_marked_where_it_stands() {
        let text = "前文。\n1.到6月底办完。\n\n牵头单位：省财政厅、省商务厅\n后文";
        let span = at(text, "1.到6月底办完。\n\n牵头单位：省财政厅、省商务厅");
        let lines = shown(&paragraphs(&task(text, span), Some(text)));
        assert_eq!(lines, ["1.到[ 6月底]办完。", "牵头单位：[unit 省财政厅]、[unit 省][warn 商务厅]"]);
    }

    #[test]
    fn without_a_place_its_own_words_stand() {
        let none = paragraphs(&task("", None), Some("any text"));
        assert_eq!(shown(&none), ["own", "words"]);
        let lost = paragraphs(&task("", Some(Span { start: 90, end: 99 })), Some("short"));
        assert_eq!(shown(&lost), ["own", "words"], "a place outside the text");
    }
}
