//! The document's own words with the places of what was found in them: pure, of the text and the facts' spans.

use ledger::draft::DraftFacts;
use ledger::printed::Span;
use std::collections::BTreeSet;

/// Characters of a part of a document: with its marks some 20 KB, so that a page stays light.
const PART_CHARS: u32 = 4_000;

/// What was found at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A unit or leader.
    Unit,
    /// A date, a rhythm or an amount.
    Figure,
    /// An oddity that nobody has looked at.
    Warning,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Kind::Unit => "unit",
            Kind::Figure => "fact",
            Kind::Warning => "warn",
        }
    }
}

/// A fact and its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    /// Where.
    pub(crate) span: Span,
    /// What.
    pub(crate) kind: Kind,
    /// Of which task.
    pub(crate) task: u64,
}

/// The places that a task's facts carry.
pub(crate) struct Places<'a> {
    /// The task's number as printed.
    pub(crate) number: &'a str,
    /// The whole task.
    pub(crate) span: Option<Span>,
    /// Units and leaders.
    pub(crate) units: Vec<Span>,
    /// Dates, rhythms and amounts.
    pub(crate) figures: Vec<Span>,
    /// Open warnings.
    pub(crate) warnings: Vec<Span>,
}

impl Places<'_> {
    /// All of them, as facts of a task.
    pub(crate) fn found(self, task: u64) -> Vec<Found> {
        // A warning of the whole task would colour all its words: it is shown at the task's number.
        let number = (self.number.chars().count() as u32).max(1);
        let place = |span: Span| match self.span {
            Some(task) if span.start <= task.start && span.end >= task.end => {
                Span { start: task.start, end: task.end.min(task.start + number) }
            }
            _ => span,
        };
        let of = |kind: Kind| move |span: Span| Found { span, kind, task };
        let units = self.units.into_iter().map(of(Kind::Unit));
        let figures = self.figures.into_iter().map(of(Kind::Figure));
        units.chain(figures).chain(self.warnings.into_iter().map(place).map(of(Kind::Warning))).collect()
    }
}

/// The places of a draft's task.
pub(crate) fn places(facts: &DraftFacts) -> Places<'_> {
    let leaders = facts.leaders.iter().filter_map(|leader| leader.span);
    let dates = facts.deadlines.iter().filter_map(|deadline| deadline.span);
    let duties = facts.recurrences.iter().filter_map(|duty| duty.span);
    let limits = facts.relative_deadlines.iter().filter_map(|due| due.span);
    let amounts = facts.targets.iter().filter_map(|target| target.span);
    let open = facts.warnings.iter().filter(|warning| !warning.accepted);
    Places {
        number: &facts.number,
        span: facts.span,
        units: facts.units.iter().filter_map(|unit| unit.span).chain(leaders).collect(),
        figures: dates.chain(duties).chain(limits).chain(amounts).collect(),
        warnings: open.filter_map(|warning| warning.span).collect(),
    }
}

/// A line of the document.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Paragraph {
    /// Where it begins.
    pub(crate) from: u32,
    /// Whether it is of what is looked at.
    pub(crate) now: bool,
    /// Its words.
    pub(crate) pieces: Vec<Piece>,
}

/// A stretch of words, plain or marked.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    /// Where a task begins.
    Start(u64),
    /// Plain words.
    Text(String),
    /// A fact.
    Mark {
        /// Its colour's class.
        class: &'static str,
        /// Its place, by which text and facts find each other.
        at: u32,
        /// Whether this piece is the first that carries the place.
        first: bool,
        /// Where it leads.
        href: String,
        /// Its words.
        words: String,
    },
}

/// Where the parts of a document begin and end: before a heading once a part is half full, and at any line once it is
/// full. Always at least one.
pub(crate) fn parts(text: &str, headings: &[u32]) -> Vec<Span> {
    let headings: BTreeSet<u32> = headings.iter().copied().collect();
    let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
    for line in text.split_inclusive('\n') {
        let length = line.chars().count() as u32;
        let heads = headings.range(at..at + length).next().is_some();
        if at - start >= PART_CHARS || (heads && at - start >= PART_CHARS / 2) {
            parts.push(Span { start, end: at });
            start = at;
        }
        at += length;
    }
    parts.push(Span { start, end: at });
    parts
}

/// What is drawn into a text.
pub(crate) struct Drawing<'a> {
    /// All facts.
    pub(crate) found: &'a [Found],
    /// The tasks and their places.
    pub(crate) tasks: &'a [(u64, Span)],
    /// The task that is looked at.
    pub(crate) current: Option<u64>,
    /// The words that are looked at beside it.
    pub(crate) asked: Option<Span>,
    /// Where a fact leads.
    pub(crate) href: &'a dyn Fn(&Found) -> String,
}

impl Drawing<'_> {
    /// The lines of a part, empty ones left out.
    pub(crate) fn paragraphs(&self, text: &str, part: Span) -> Vec<Paragraph> {
        let found: Vec<&Found> = self.found.iter().filter(|found| found.span.meets(part)).collect();
        let mut seen = BTreeSet::new();
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let here = Span { start: at, end: at + line.chars().count() as u32 };
            at = here.end;
            if here.meets(part) && !line.trim().is_empty() {
                paragraphs.push(self.paragraph(line, here, &found, &mut seen));
            }
        }
        paragraphs
    }

    fn paragraph(&self, line: &str, here: Span, found: &[&Found], seen: &mut BTreeSet<u32>) -> Paragraph {
        let near: Vec<&Found> = found.iter().copied().filter(|found| found.span.meets(here)).collect();
        let starts: Vec<(u32, u64)> = self
            .tasks
            .iter()
            .filter(|(_, span)| (here.start..here.end).contains(&span.start))
            .map(|&(task, span)| (span.start, task))
            .collect();
        let mut cuts: BTreeSet<u32> =
            near.iter().flat_map(|found| [found.span.start, found.span.end]).collect();
        cuts.extend(starts.iter().map(|&(start, _)| start));
        cuts.extend([here.start, here.end]);
        let cuts: Vec<u32> = cuts.into_iter().filter(|cut| (here.start..=here.end).contains(cut)).collect();
        let mut chars = line.chars();
        let mut pieces = Vec::new();
        for (&from, &to) in cuts.iter().zip(&cuts[1..]) {
            pieces.extend(
                starts.iter().filter(|(start, _)| *start == from).map(|&(_, task)| Piece::Start(task)),
            );
            let words: String = chars.by_ref().take((to - from) as usize).collect();
            pieces.push(self.piece(words.trim_end_matches('\n').to_owned(), from, &near, seen));
        }
        let current = self.tasks.iter().filter(|(task, _)| Some(*task) == self.current);
        let now = current.map(|(_, span)| *span).chain(self.asked).any(|span| span.meets(here));
        Paragraph { from: here.start, now, pieces }
    }

    /// A stretch in which the same facts stand: the shortest names it, a warning colours it.
    fn piece(&self, words: String, from: u32, near: &[&Found], seen: &mut BTreeSet<u32>) -> Piece {
        let over = |found: &&&Found| (found.span.start..found.span.end).contains(&from);
        let length = |found: &&Found| (found.kind == Kind::Warning, found.span.end - found.span.start);
        let Some(shown) = near.iter().filter(over).copied().min_by_key(length) else {
            return Piece::Text(words);
        };
        let warned = near.iter().filter(over).any(|found| found.kind == Kind::Warning);
        let class = if warned { Kind::Warning } else { shown.kind }.class();
        let at = shown.span.start;
        Piece::Mark { class, at, first: seen.insert(at), href: (self.href)(shown), words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "（1）上半年降成本25亿元。\n\n牵头：省财政厅2.深化改革。\n（2）一网通办。\n";

    fn at(words: &str) -> Span {
        let byte = TEXT.find(words).unwrap();
        let start = TEXT[..byte].chars().count() as u32;
        Span { start, end: start + words.chars().count() as u32 }
    }

    fn shown(found: &[Found], current: Option<u64>) -> Vec<String> {
        let tasks = [(7, Span { start: 0, end: at("2.深").start }), (8, at("（2）一网通办。"))];
        let drawing =
            Drawing { found, tasks: &tasks, current, asked: None, href: &|found| format!("{}", found.task) };
        let piece = |piece: Piece| match piece {
            Piece::Start(task) => format!("<{task}>"),
            Piece::Text(words) => words,
            Piece::Mark { class, words, href, first, .. } => {
                format!("[{class}{} {href} {words}]", if first { "" } else { "…" })
            }
        };
        let line = |line: Paragraph| {
            let words: String = line.pieces.into_iter().map(piece).collect();
            if line.now { format!("* {words}") } else { words }
        };
        drawing
            .paragraphs(TEXT, Span { start: 0, end: TEXT.chars().count() as u32 })
            .into_iter()
            .map(line)
            .collect()
    }

    #[test]
    fn facts_are_marked_where_they_stand() {
        let of = |words: &str, kind: Kind| Found { span: at(words), kind, task: 7 };
        let found = [
            of("上半年降成本25亿元", Kind::Figure),
            of("上半年", Kind::Figure),
            of("省财政厅", Kind::Unit),
            of("省财政厅2.深化改革。", Kind::Warning),
        ];
        assert_eq!(
            shown(&found, Some(7)),
            [
                "* <7>（1）[fact 7 上半年][fact… 7 降成本25亿元]。",
                "* 牵头：[warn 7 省财政厅][warn… 7 2.深化改革。]",
                "<8>（2）一网通办。",
            ]
        );
        assert_eq!(shown(&[], None)[2], "<8>（2）一网通办。");
    }

    proptest::proptest! {
        #[test]
        fn no_word_is_lost_or_told_twice(spans in proptest::collection::vec((0_u32..60, 0_u32..20), 0..12)) {
            let found: Vec<Found> = spans.iter()
                .map(|&(start, length)| Found { span: Span { start, end: start + length }, kind: Kind::Unit, task: 7 })
                .collect();
            let drawing = Drawing { found: &found, tasks: &[], current: None, asked: None, href: &|_| String::new() };
            let words = |piece: &Piece| match piece {
                Piece::Start(_) => String::new(),
                Piece::Text(words) | Piece::Mark { words, .. } => words.clone(),
            };
            let all = Span { start: 0, end: TEXT.chars().count() as u32 };
            let lines = drawing.paragraphs(TEXT, all);
            let told: String = lines.iter().flat_map(|line| line.pieces.iter().map(words)).collect();
            proptest::prop_assert_eq!(told, TEXT.replace('\n', ""));
        }

        #[test]
        fn parts_make_the_whole(lines in proptest::collection::vec(0_usize..9_000, 0..12), heading in 0_u32..60_000) {
            let text: String = lines.iter().map(|&length| format!("{}\n", "字".repeat(length))).collect();
            let parts = parts(&text, &[heading]);
            proptest::prop_assert_eq!(parts[0].start, 0);
            proptest::prop_assert_eq!(parts[parts.len() - 1].end, text.chars().count() as u32);
            for two in parts.windows(2) {
                proptest::prop_assert_eq!(two[0].end, two[1].start);
                proptest::prop_assert!(two[0].end - two[0].start <= PART_CHARS + 9_001);
            }
        }
    }
}
