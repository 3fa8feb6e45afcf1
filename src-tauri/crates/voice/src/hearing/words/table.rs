//! Tables of phrases: sections of lines, phrases between commas. A phrase is folded as a
//! caller's words are, so it can be written as people write. Must not know: what a
//! section means.

use std::collections::HashMap;

use crate::hearing::words::text::Text;

/// Phrases by section.
#[derive(Debug, Clone, Default)]
pub struct Table {
    sections: HashMap<&'static str, Phrases>,
}

/// Phrases that mean the same.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// By their first word; the longest first.
    by_first: HashMap<String, Vec<Vec<String>>>,
}

impl Table {
    /// Reads `[section]`, `# comment` and lines of phrases; what is before the first
    /// section belongs to none and is left out.
    #[must_use]
    pub fn read(source: &'static str) -> Self {
        let mut table = Self::default();
        let mut section = None;
        for line in source.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                section = Some(name);
                continue;
            }
            let Some(section) = section else { continue };
            let phrases = table.sections.entry(section).or_default();
            line.split(',').for_each(|phrase| phrases.add(phrase));
        }
        table
    }

    /// A section's phrases; none if there is no such section.
    #[must_use]
    pub fn section(&self, name: &str) -> Phrases {
        self.sections.get(name).cloned().unwrap_or_default()
    }
}

impl Phrases {
    fn add(&mut self, phrase: &str) {
        let words = Text::of(phrase).words().to_vec();
        let Some(first) = words.first() else { return };
        let known = self.by_first.entry(first.clone()).or_default();
        known.push(words);
        known.sort_by_key(|words| std::cmp::Reverse(words.len()));
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.by_first.values().map(Vec::len).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// The length in words of the longest phrase that these words begin with; 0 for none.
    #[must_use]
    pub fn at_start(&self, words: &[String]) -> usize {
        let known = words.first().and_then(|first| self.by_first.get(first));
        let fitting = known
            .into_iter()
            .flatten()
            .find(|phrase| words.starts_with(phrase));
        fitting.map_or(0, Vec::len)
    }

    /// Whether a phrase stands anywhere in these words.
    #[must_use]
    pub fn anywhere(&self, words: &[String]) -> bool {
        (0..words.len()).any(|from| self.at_start(&words[from..]) > 0)
    }

    /// Whether a phrase ends these words.
    #[must_use]
    pub fn at_end(&self, words: &[String]) -> bool {
        (0..words.len()).any(|from| self.at_start(&words[from..]) == words.len() - from)
    }

    /// The words without any phrase of these.
    #[must_use]
    pub fn without(&self, words: &[String]) -> Vec<String> {
        let (mut left, mut from) = (Vec::new(), 0);
        while let Some(word) = words.get(from) {
            match self.at_start(&words[from..]) {
                0 => {
                    left.push(word.clone());
                    from += 1;
                }
                length => from += length,
            }
        }
        left
    }
}
