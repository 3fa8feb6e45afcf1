//! Which of a few entries answers a question, or that none does: BM25 (Robertson and
//! Zaragoza, 2009) over the words entries are asked for with, held against the best that
//! the question's own words could reach. Must not know: where entries are kept.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub use parley_domain::knowledge::{Entries, Entry};

use crate::dialogue::{Facts, Found, Tongue};
use crate::slots::Words;

/// How fast more of a word counts less, and how much long entries are held back.
const K1: f32 = 1.2;
const B: f32 = 0.4;
/// Below this part of what the question's words could reach, it is not known.
const KNOWN: f32 = 0.4;
/// A word that stands in no entry counts so much of the rarest that do: people wrap what
/// they ask in words of all kinds, but many of those ask for something else.
const UNKNOWN: f32 = 0.6;

/// Entries that can be asked.
#[derive(Debug, Clone)]
pub struct Knowledge {
    entries: Vec<Entry>,
    /// How often each word stands in each entry.
    counts: Vec<BTreeMap<String, u32>>,
    /// In how many entries a word stands.
    spread: BTreeMap<String, u32>,
    mean: f32,
}

/// Words that say nothing of what is asked.
static STOP: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lines = include_str!("knowledge_stop.txt").lines();
    let words = lines.filter(|line| !line.starts_with('#'));
    words
        .flat_map(|line| Words::of(line).list)
        .map(|word| word.plain)
        .collect()
});

/// The words by which a question is judged, without their endings, each once. An entry
/// that has no word that begins with one of them is no answer.
#[must_use]
pub fn words_of(question: &str) -> BTreeSet<String> {
    terms(question).into_iter().collect()
}

fn terms(text: &str) -> Vec<String> {
    let words = Words::of(text).list.into_iter().map(|word| word.plain);
    words
        .filter(|word| !STOP.contains(word))
        .map(stem)
        .collect()
}

/// Endings that change nothing of what is meant.
fn stem(word: String) -> String {
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= 3
        {
            return stem.to_owned();
        }
    }
    word
}

impl Knowledge {
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        let counted = |entry: &Entry| {
            let mut counts = BTreeMap::new();
            for term in entry.about.iter().flat_map(|about| terms(about)) {
                *counts.entry(term).or_insert(0) += 1;
            }
            counts
        };
        let counts: Vec<BTreeMap<String, u32>> = entries.iter().map(counted).collect();
        let mut spread = BTreeMap::new();
        for term in counts.iter().flat_map(BTreeMap::keys) {
            *spread.entry(term.clone()).or_insert(0) += 1;
        }
        let total: u32 = counts.iter().flat_map(BTreeMap::values).sum();
        Self {
            mean: total as f32 / entries.len().max(1) as f32,
            entries,
            counts,
            spread,
        }
    }

    /// Entries by how well they fit, best first, from 0 to 1; those without any of the
    /// words are left out.
    #[must_use]
    pub fn rank(&self, question: &str) -> Vec<(&Entry, f32)> {
        let asked: BTreeSet<String> = terms(question).into_iter().collect();
        let most: f32 = asked.iter().map(|term| self.weight(term)).sum();
        if most <= 0.0 {
            return Vec::new();
        }
        let scored = self
            .entries
            .iter()
            .zip(&self.counts)
            .map(|(entry, counts)| {
                let length: u32 = counts.values().sum();
                let held = K1 * (1.0 - B + B * length as f32 / self.mean.max(1.0));
                let score: f32 = asked
                    .iter()
                    .filter_map(|term| {
                        let count = *counts.get(term)? as f32;
                        Some(self.weight(term) * (count * (K1 + 1.0) / (count + held)).min(1.0))
                    })
                    .sum();
                (entry, score / most)
            });
        let mut ranked: Vec<(&Entry, f32)> = scored.filter(|(_, score)| *score > 0.0).collect();
        ranked.sort_by(|(one, a), (two, b)| b.total_cmp(a).then_with(|| one.name.cmp(&two.name)));
        ranked
    }

    /// How much a word says: the fewer entries have it, the more.
    fn weight(&self, term: &str) -> f32 {
        let all = self.entries.len() as f32;
        let (with, share) = match self.spread.get(term) {
            Some(with) => (*with as f32, 1.0),
            None => (1.0, UNKNOWN),
        };
        share * ((all - with + 0.5) / (with + 0.5)).ln_1p()
    }

    /// The entry that answers, if one does.
    #[must_use]
    pub fn find(&self, question: &str) -> Option<&Entry> {
        let (entry, score) = *self.rank(question).first()?;
        (score >= KNOWN).then_some(entry)
    }

    /// The look-up `knowledge`: `question` and `language`, to `text` and `entry`.
    #[must_use]
    pub fn answer(&self, asked: &Facts) -> Found {
        let Some(entry) = asked
            .get("question")
            .and_then(|question| self.find(question))
        else {
            return Found::Nothing;
        };
        let tongue = match asked.get("language").map(String::as_str) {
            Some("hi") => Tongue::Hi,
            _ => Tongue::En,
        };
        let text = match tongue {
            Tongue::En => &entry.en,
            Tongue::Hi => &entry.hi,
        };
        Found::Facts(Facts::from([
            ("text".to_owned(), text.clone()),
            ("entry".to_owned(), entry.name.clone()),
        ]))
    }
}
