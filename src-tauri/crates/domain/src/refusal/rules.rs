//! The phrases of all languages, made ready: words are numbers, classes are sets of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::kinds::{Intent, Language};
use super::sheet::{Fault, FaultKind, read};
use super::vocabulary::{UNKNOWN, Vocabulary};

/// The sheets that Parley ships.
const SHEETS: [(Language, &str); 6] = [
    (Language::En, include_str!("phrases/en.txt")),
    (Language::Es, include_str!("phrases/es.txt")),
    (Language::Fr, include_str!("phrases/fr.txt")),
    (Language::De, include_str!("phrases/de.txt")),
    (Language::Hi, include_str!("phrases/hi.txt")),
    (Language::Hi, include_str!("phrases/hi_latn.txt")),
];

/// What a phrase does when it is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    Says(Intent),
    /// A person has to read it.
    Unclear,
    /// What begins in it, or so many words behind it, counts for nothing.
    Guards(u8),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) does: Does,
    pub(super) language: Language,
    pub(super) bare: bool,
    pub(super) whole: bool,
    pub(super) human_task: bool,
    /// Only spoken, or only written.
    pub(super) speech: Option<bool>,
    pub(super) asked: bool,
    pub(super) anchored: bool,
    /// Its elements, from and to.
    pub(super) first: u16,
    pub(super) end: u16,
}

impl Rule {
    pub(super) fn new(does: Does, language: Language) -> Self {
        Self {
            does,
            language,
            bare: false,
            whole: false,
            human_task: false,
            speech: None,
            asked: false,
            anchored: false,
            first: 0,
            end: 0,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    /// A word of this set.
    Words(u16),
    ClauseEnd,
    /// The next word, if one comes, is none of this set.
    NotNext(u16),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Element {
    pub(super) want: Want,
    pub(super) optional: bool,
    /// So many words may come before it.
    pub(super) gap: u8,
}

/// What a word is besides its meaning in phrases.
/// `fill`, `turn` and `hold` are bits by `Language`: "to" is nothing in one and much in
/// another.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Traits {
    pub(super) fill: u8,
    pub(super) turn: u8,
    pub(super) hold: u8,
    /// Bits by `Scope`.
    pub(super) scope: u8,
}

/// Where a phrase can begin: the rule, and the element a word fits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub(super) rule: u16,
    pub(super) element: u16,
}

/// The phrases to listen for. Made once, shared by every call.
#[derive(Debug)]
pub struct Rules {
    pub(super) vocabulary: Vocabulary,
    traits: Vec<Traits>,
    pub(super) rules: Vec<Rule>,
    pub(super) elements: Vec<Element>,
    /// Bits by word, one row of `width` per set.
    sets: Vec<u64>,
    width: usize,
    /// By word, from and to in `starts`.
    begins: Vec<(u32, u32)>,
    starts: Vec<Start>,
}

impl Rules {
    /// Those that Parley ships.
    #[must_use]
    pub fn of_house() -> &'static Self {
        static HOUSE: LazyLock<Rules> = LazyLock::new(|| Rules::read(&SHEETS).0);
        &HOUSE
    }

    /// Those of Parley's sheets and a tenant's own beside them.
    #[must_use]
    pub fn with(own: &[(Language, &str)]) -> (Self, Vec<Fault>) {
        let mut sheets = SHEETS.to_vec();
        sheets.extend_from_slice(own);
        Self::read(&sheets)
    }

    /// Reads sheets. A line that cannot be read is left out, and told of.
    #[must_use]
    pub fn read(sheets: &[(Language, &str)]) -> (Self, Vec<Fault>) {
        let mut builder = Builder::default();
        let mut faults = Vec::new();
        for (language, text) in sheets {
            read(text, *language, &mut builder, &mut faults);
        }
        (builder.finish(), faults)
    }

    pub(super) fn is_in(&self, set: u16, word: u16) -> bool {
        let word = usize::from(word);
        self.sets
            .get(usize::from(set) * self.width + word / 64)
            .is_some_and(|bits| bits >> (word % 64) & 1 == 1)
    }

    pub(super) fn traits_of(&self, word: u16) -> Traits {
        self.traits
            .get(usize::from(word))
            .copied()
            .unwrap_or_default()
    }

    pub(super) fn starts_with(&self, word: u16) -> &[Start] {
        self.begins
            .get(usize::from(word))
            .and_then(|(from, to)| self.starts.get(*from as usize..*to as usize))
            .unwrap_or_default()
    }

    /// How many phrases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there is nothing to listen for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

/// Gathers what sheets say.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) vocabulary: Vocabulary,
    /// Of the sheet that is being read.
    pub(super) classes: BTreeMap<String, Vec<u16>>,
    traits: Vec<Traits>,
    rules: Vec<Rule>,
    elements: Vec<Element>,
    sets: BTreeMap<Vec<u16>, u16>,
}

impl Builder {
    pub(super) fn traits_of(&mut self, word: u16) -> &mut Traits {
        let word = usize::from(word);
        if self.traits.len() <= word {
            self.traits.resize(word + 1, Traits::default());
        }
        &mut self.traits[word]
    }

    /// The number of a set of words.
    pub(super) fn set(&mut self, mut words: Vec<u16>) -> u16 {
        words.sort_unstable();
        words.dedup();
        let next = u16::try_from(self.sets.len()).unwrap_or(u16::MAX);
        *self.sets.entry(words).or_insert(next)
    }

    pub(super) fn add(&mut self, mut rule: Rule, elements: Vec<Element>) -> Result<(), FaultKind> {
        let number = |n: usize| u16::try_from(n).map_err(|_| FaultKind::TooMuch);
        rule.first = number(self.elements.len())?;
        rule.end = number(self.elements.len() + elements.len())?;
        number(self.rules.len() + 1)?;
        self.elements.extend(elements);
        self.rules.push(rule);
        Ok(())
    }

    fn finish(self) -> Rules {
        let words = self.vocabulary.len();
        let width = words.div_ceil(64);
        let mut sets = vec![0_u64; width * self.sets.len()];
        let mut members: Vec<&[u16]> = vec![&[]; self.sets.len()];
        for (set, number) in &self.sets {
            members[usize::from(*number)] = set;
            for word in set.iter().filter(|word| **word != UNKNOWN) {
                let word = usize::from(*word);
                sets[usize::from(*number) * width + word / 64] |= 1 << (word % 64);
            }
        }
        let mut by_word: Vec<Vec<Start>> = vec![Vec::new(); words];
        for (rule, at) in self.rules.iter().zip(0..) {
            for element in rule.first..rule.end {
                let one = self.elements[usize::from(element)];
                if let Want::Words(set) = one.want {
                    for word in members[usize::from(set)] {
                        by_word[usize::from(*word)].push(Start { rule: at, element });
                    }
                }
                if !one.optional {
                    break;
                }
            }
        }
        let mut starts = Vec::new();
        let begins = by_word
            .into_iter()
            .map(|some| {
                let from = starts.len() as u32;
                starts.extend(some);
                (from, starts.len() as u32)
            })
            .collect();
        Rules {
            vocabulary: self.vocabulary,
            traits: self.traits,
            rules: self.rules,
            elements: self.elements,
            sets,
            width,
            begins,
            starts,
        }
    }
}
