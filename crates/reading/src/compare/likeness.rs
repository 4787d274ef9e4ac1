//! How alike two tasks are, and which are worth looking at: an index by bigrams finds them without comparing all texts.

use super::matter::Matter;
use super::{Link, PART, SAME};
use crate::fold::folded;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Words must be as alike as this, of 1000, whatever else is the same.
const WORDS_LEAST: u32 = 250;
/// What words, units and targets weigh.
const WEIGHTS: [u32; 3] = [75, 15, 10];
/// A task is looked up by so many of its rarest bigrams.
const RAREST: usize = 24;
/// Looking up ends once so many places were seen: what is left is common to all.
const PLACES: usize = 1_000;
/// As many tasks are held against each.
const CANDIDATES: usize = 24;
/// A text of fewer bigrams is a part of nothing: too much says as little.
const PART_BIGRAMS: usize = 8;

/// Two characters that stand side by side.
type Bigram = (char, char);

/// One task as it is compared.
struct Side {
    /// Bigrams of its words with the weight of each, in order.
    words: Vec<(Bigram, u32)>,
    /// The sum of these weights.
    weight: u64,
    units: Vec<Bigram>,
    targets: Vec<Bigram>,
    /// A number made from its words, which settles ties the same way whichever document comes first.
    mark: u64,
}

/// All tasks of two documents.
pub(super) struct Likeness {
    equal: Vec<(usize, usize, Link)>,
    sides: [Vec<Side>; 2],
    candidates: Vec<(usize, usize)>,
}

impl Likeness {
    pub(super) fn new(from: &[Matter], to: &[Matter]) -> Self {
        let bigrams =
            [from, to].map(|list| list.iter().map(|matter| bigrams([&*matter.words])).collect::<Vec<_>>());
        // How many tasks of a document have a bigram: in the one where more do.
        let mut common = HashMap::<Bigram, u32>::new();
        for list in &bigrams {
            let mut here = HashMap::<Bigram, u32>::new();
            list.iter().flatten().for_each(|&bigram| *here.entry(bigram).or_default() += 1);
            for (bigram, tasks) in here {
                let most = common.entry(bigram).or_default();
                *most = tasks.max(*most);
            }
        }
        let all = from.len().max(to.len()) as f64;
        let rarity = |bigram: &Bigram| (1_000.0 * (1.0 + all / f64::from(common[bigram])).ln()) as u32;
        let side = |(matter, words): (&Matter, &Vec<Bigram>)| {
            let words: Vec<_> = words.iter().map(|bigram| (*bigram, rarity(bigram))).collect();
            Side {
                weight: words.iter().map(|&(_, weight)| u64::from(weight)).sum(),
                words,
                units: self::bigrams(matter.lead.iter().chain(&matter.responsible).map(String::as_str)),
                targets: self::bigrams(
                    matter.targets.iter().flat_map(|target| [&*target.subject, &target.unit]),
                ),
                mark: mark(&matter.words),
            }
        };
        let [mine, theirs] = &bigrams;
        let sides =
            [from.iter().zip(mine).map(side).collect::<Vec<_>>(), to.iter().zip(theirs).map(side).collect()];
        let candidates = candidates(&sides);
        Self { equal: equal(from, to), sides, candidates }
    }

    /// Tasks that are the same in everything, each once.
    pub(super) fn equal(&self) -> Vec<(usize, usize, Link)> {
        self.equal.clone()
    }

    /// Pairs that share rare words.
    pub(super) fn candidates(&self) -> &[(usize, usize)] {
        &self.candidates
    }

    /// How alike two tasks are, of 1000.
    pub(super) fn of(&self, from: usize, to: usize) -> u32 {
        let (from, to) = (&self.sides[0][from], &self.sides[1][to]);
        let words = words(from, to);
        let parts = [
            Some(words),
            (!from.units.is_empty() && !to.units.is_empty()).then(|| dice(&from.units, &to.units)),
            (!from.targets.is_empty() && !to.targets.is_empty()).then(|| dice(&from.targets, &to.targets)),
        ];
        let there = || parts.iter().zip(WEIGHTS).filter_map(|(part, weight)| Some(((*part)?, weight)));
        let sum: u32 = there().map(|(part, weight)| part * weight).sum();
        sum / there().map(|(_, weight)| weight).sum::<u32>()
    }

    /// What a pair is worth to the whole; none where it is not one matter. Likeness comes first, then the place in
    /// the document, then a number made from the words.
    pub(super) fn weight(&self, from: usize, to: usize) -> Option<i64> {
        let like = self.of(from, to);
        let enough = like >= SAME && words(&self.sides[0][from], &self.sides[1][to]) >= WORDS_LEAST;
        enough.then(|| {
            let mark = self.sides[0][from].mark.wrapping_mul(self.sides[1][to].mark) >> 40;
            i64::from(like) << 32 | (self.near(from, to) as i64) << 24 | mark as i64
        })
    }

    /// How near two tasks stand in their documents, 255 at the same place.
    fn near(&self, from: usize, to: usize) -> usize {
        near(from, self.sides[0].len(), to, self.sides[1].len())
    }

    /// What was left over and is a part of a task of the other document: split off, or merged into it. `main` gives
    /// the pairs there are; what a whole shares with its own pair makes nothing else a part of it.
    pub(super) fn parts(&self, main: &[(usize, usize, Link)]) -> Vec<(usize, usize, Link)> {
        let [mut of_from, mut of_to] = [0, 1].map(|side| vec![None; self.sides[side].len()]);
        for &(from, to, _) in main {
            (of_from[from], of_to[to]) = (Some(to), Some(from));
        }
        let mut split = HashMap::<usize, ((u64, usize, u64), usize)>::new();
        let mut merged = split.clone();
        for &(from, to) in &self.candidates {
            let (one, other) = (&self.sides[0][from], &self.sides[1][to]);
            let mark = one.mark.wrapping_mul(other.mark);
            let keep = |best: &mut HashMap<usize, _>, (at, part): (usize, &Side), (whole_at, whole), main| {
                let worth = ((part_of(part, whole, main), self.near(from, to), mark), whole_at);
                if worth.0.0 >= u64::from(PART) && best.get(&at).is_none_or(|there| *there < worth) {
                    best.insert(at, worth);
                }
            };
            if of_to[to].is_none() {
                keep(&mut split, (to, other), (from, one), of_from[from].map(|to: usize| &self.sides[1][to]));
            }
            if of_from[from].is_none() {
                keep(
                    &mut merged,
                    (from, one),
                    (to, other),
                    of_to[to].map(|from: usize| &self.sides[0][from]),
                );
            }
        }
        let split = split.into_iter().map(|(to, (_, from))| (from, to, Link::Split));
        let mut parts: Vec<_> =
            split.chain(merged.into_iter().map(|(from, (_, to))| (from, to, Link::Merged))).collect();
        parts.sort_unstable();
        parts
    }
}

/// How much of a part stands in a whole, of 1000. Where the whole has no pair of its own, it must be clearly more
/// than the part: else the two are only alike.
fn part_of(part: &Side, whole: &Side, main: Option<&Side>) -> u64 {
    if part.words.len() < PART_BIGRAMS || (main.is_none() && whole.weight * 2 < part.weight * 3) {
        return 0;
    }
    let has =
        |side: &Side, bigram: &Bigram| side.words.binary_search_by_key(bigram, |&(other, _)| other).is_ok();
    let own = part
        .words
        .iter()
        .filter(|(bigram, _)| has(whole, bigram) && !main.is_some_and(|main| has(main, bigram)));
    own.map(|&(_, weight)| u64::from(weight)).sum::<u64>() * 1_000 / part.weight
}

/// Tasks that are the same in everything, the first with the first.
fn equal(from: &[Matter], to: &[Matter]) -> Vec<(usize, usize, Link)> {
    let mut places = HashMap::<&Matter, Vec<usize>>::new();
    for (at, matter) in to.iter().enumerate().rev() {
        places.entry(matter).or_default().push(at);
    }
    let found = from.iter().enumerate().filter_map(|(at, matter)| Some((at, places.get_mut(matter)?.pop()?)));
    found.map(|(from, to)| (from, to, Link::Same)).collect()
}

/// For each task of either document those that share most of its rarest bigrams.
fn candidates(sides: &[Vec<Side>; 2]) -> Vec<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    for (mine, theirs) in [(0, 1), (1, 0)] {
        let mut places = HashMap::<Bigram, Vec<usize>>::new();
        for (at, side) in sides[theirs].iter().enumerate() {
            side.words.iter().for_each(|(bigram, _)| places.entry(*bigram).or_default().push(at));
        }
        let mut sums = vec![0_u32; sides[theirs].len()];
        for (at, side) in sides[mine].iter().enumerate() {
            let mut rare: Vec<_> =
                side.words.iter().filter(|(bigram, _)| places.contains_key(bigram)).collect();
            rare.sort_unstable_by_key(|(bigram, weight)| (Reverse(*weight), *bigram));
            let (mut met, mut seen) = (Vec::new(), 0);
            for (bigram, weight) in rare.into_iter().take(RAREST) {
                if seen > PLACES {
                    break;
                }
                seen += places[bigram].len();
                for &place in &places[bigram] {
                    if sums[place] == 0 {
                        met.push(place);
                    }
                    sums[place] += weight;
                }
            }
            let near = |place: usize| near(at, sides[mine].len(), place, sides[theirs].len());
            met.sort_unstable_by_key(|&place| (Reverse(sums[place]), Reverse(near(place)), place));
            for &place in &met {
                sums[place] = 0;
            }
            let met = met.into_iter().take(CANDIDATES);
            pairs.extend(met.map(|place| if mine == 0 { (at, place) } else { (place, at) }));
        }
    }
    pairs.into_iter().collect()
}

fn near(at: usize, of: usize, other: usize, of_other: usize) -> usize {
    255 - (at * 255 / of).abs_diff(other * 255 / of_other)
}

/// How alike the words are: the weight of what both have against the weight of all.
fn words(from: &Side, to: &Side) -> u32 {
    (shared(from, to) * 2_000 / (from.weight + to.weight).max(1)) as u32
}

/// The weight of the bigrams that both have.
fn shared(from: &Side, to: &Side) -> u64 {
    let (mut sum, mut theirs) = (0, to.words.iter().peekable());
    for (bigram, weight) in &from.words {
        while theirs.next_if(|(other, _)| other < bigram).is_some() {}
        if theirs.next_if(|(other, _)| other == bigram).is_some() {
            sum += u64::from(*weight);
        }
    }
    sum
}

/// How alike two sets of bigrams are, of 1000.
fn dice(from: &[Bigram], to: &[Bigram]) -> u32 {
    let shared = from.iter().filter(|bigram| to.binary_search(bigram).is_ok()).count();
    (shared * 2_000 / (from.len() + to.len())) as u32
}

/// The bigrams of texts, each once, in order. Marks do not count, and one figure is as good as another.
fn bigrams<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Bigram> {
    let mut bigrams = Vec::new();
    for text in texts {
        let bare = text.chars().map(folded).filter(|c| c.is_alphanumeric());
        let mut before = None;
        for c in bare.map(|c| if c.is_numeric() { '0' } else { c }) {
            if let Some(before) = before
                && (before, c) != ('0', '0')
            {
                bigrams.push((before, c));
            }
            before = Some(c);
        }
    }
    bigrams.sort_unstable();
    bigrams.dedup();
    bigrams
}

/// FNV-1a of a text, odd.
fn mark(words: &str) -> u64 {
    words
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
        | 1
}
