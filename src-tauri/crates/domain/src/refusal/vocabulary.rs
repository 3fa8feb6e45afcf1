//! The words that occur in rules, by number. Everything else is number 0.

/// A word that occurs in no rule.
pub(super) const UNKNOWN: u16 = 0;

const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a of a word, byte by byte.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(BASIS, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Words to numbers: open addressing, never more than half full.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    places: Vec<u16>,
    /// What is spelled so, and the number it goes by: two spellings may share one.
    words: Vec<(Box<str>, u16)>,
    numbers: u16,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            places: vec![0; 1024],
            words: vec![(Box::from(""), UNKNOWN)],
            numbers: 1,
        }
    }
}

impl Vocabulary {
    /// How many numbers there are, the unknown one too.
    pub(super) fn len(&self) -> usize {
        usize::from(self.numbers)
    }

    fn slot(&self, word: &[u8]) -> usize {
        let mask = self.places.len() - 1;
        // The low bits of FNV are good enough; the high ones help short words.
        let hash = hash(word);
        let mut at = (hash ^ (hash >> 32)) as usize & mask;
        while let Some((known, _)) = self.entry(at)
            && known.as_bytes() != word
        {
            at = (at + 1) & mask;
        }
        at
    }

    fn entry(&self, slot: usize) -> Option<&(Box<str>, u16)> {
        match self.places[slot] {
            0 => None,
            place => self.words.get(usize::from(place)),
        }
    }

    /// The number of a folded word.
    pub(super) fn number(&self, word: &[u8]) -> u16 {
        self.entry(self.slot(word)).map_or(UNKNOWN, |known| known.1)
    }

    /// The number of a folded word, a new one if need be.
    pub(super) fn learn(&mut self, word: &str) -> u16 {
        match self.number(word.as_bytes()) {
            UNKNOWN => {
                let number = self.numbers;
                self.numbers = self.numbers.saturating_add(1);
                self.spell(word, number);
                number
            }
            number => number,
        }
    }

    /// Another spelling of a number. A spelling that is known keeps what it means.
    pub(super) fn spell(&mut self, word: &str, number: u16) {
        if self.words.len() >= usize::from(u16::MAX) || self.number(word.as_bytes()) != UNKNOWN {
            return;
        }
        if self.words.len() * 2 >= self.places.len() {
            self.grow();
        }
        let slot = self.slot(word.as_bytes());
        self.places[slot] = self.words.len() as u16;
        self.words.push((Box::from(word), number));
    }

    fn grow(&mut self) {
        self.places = vec![0; self.places.len() * 2];
        for place in 1..self.words.len() {
            let slot = self.slot(self.words[place].0.clone().as_bytes());
            self.places[slot] = place as u16;
        }
    }
}
