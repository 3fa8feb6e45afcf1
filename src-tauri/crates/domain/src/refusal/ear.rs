//! Follows all phrases at once, word by word. What a phrase has said cannot be unsaid by
//! words behind it: that is what lets a refusal count while it is still being spoken.

use super::follow::Thread;
use super::heard::Heard;
use super::kinds::{Intent, Listening};
use super::rules::{Does, Rule, Rules};
use super::splitter::{Piece, Place, Splitter};
use super::verdict::{Hit, Verdict};
use super::vocabulary::UNKNOWN;

/// Single letters that are held back because they may spell a word.
const MOST_LETTERS: usize = 16;
/// Spelling shorter than this is no spelling.
const FEWEST_LETTERS: usize = 3;

/// Words `from..=until` count for nothing.
#[derive(Debug, Clone, Copy)]
struct Cover {
    from: u32,
    until: u32,
}

/// Words that matter, and those of them that a bare phrase accounts for.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    loud: u32,
    covered: u32,
}

const INTENTS: usize = Intent::ALL.len();

/// The state of listening to one text.
#[derive(Debug, Clone)]
pub(super) struct Ear {
    pub(super) listening: Listening,
    /// The languages it hears, bits by `Language`.
    pub(super) tongues: u8,
    splitter: Splitter,
    letters: [(u8, Place); MOST_LETTERS],
    spelled: usize,
    pub(super) threads: Vec<Thread>,
    /// Memory for the threads of the next word, and for those that are said whole.
    pub(super) next: Vec<Thread>,
    done: Vec<Thread>,
    covers: [Option<Cover>; 4],
    pub(super) word: u32,
    /// At the beginning of a sentence, fill words aside.
    pub(super) fresh: bool,
    text: Tally,
    sentence: Tally,
    /// Where the last bare phrase ended, in words that matter.
    covered_to: u32,
    heard: [Option<Heard>; INTENTS],
    /// What counts only if nothing else is said, in this sentence or at all.
    bare: [Option<Heard>; INTENTS],
    whole: [Option<Heard>; INTENTS],
    unclear: Option<Heard>,
    unclear_bare: Option<Heard>,
}

impl Ear {
    pub(super) fn new(listening: Listening) -> Self {
        Self {
            listening,
            tongues: listening.tongues(),
            splitter: Splitter::default(),
            letters: [(0, Place { from: 0, to: 0 }); MOST_LETTERS],
            spelled: 0,
            threads: Vec::new(),
            next: Vec::new(),
            done: Vec::new(),
            covers: [None; 4],
            word: 0,
            fresh: true,
            text: Tally::default(),
            sentence: Tally::default(),
            covered_to: 0,
            heard: [None; INTENTS],
            bare: [None; INTENTS],
            whole: [None; INTENTS],
            unclear: None,
            unclear_bare: None,
        }
    }

    /// Forgets what was heard, keeps its memory.
    pub(super) fn clear(&mut self) {
        let mut threads = std::mem::take(&mut self.threads);
        threads.clear();
        let next = std::mem::take(&mut self.next);
        let done = std::mem::take(&mut self.done);
        *self = Self {
            threads,
            next,
            done,
            ..Self::new(self.listening)
        };
    }

    /// Takes the character at `at`.
    pub(super) fn push(&mut self, rules: &Rules, c: char, at: u32) {
        let mut splitter = std::mem::take(&mut self.splitter);
        splitter.push(c, at, |piece| self.piece(rules, piece));
        self.splitter = splitter;
    }

    /// Nothing more comes.
    pub(super) fn finish(&mut self, rules: &Rules) -> Verdict {
        let mut splitter = std::mem::take(&mut self.splitter);
        splitter.finish(|piece| self.piece(rules, piece));
        if self.text.loud == self.text.covered {
            for intent in 0..INTENTS {
                self.heard[intent] = self.heard[intent].or(self.whole[intent]);
            }
            self.unclear = self.unclear.or(self.unclear_bare);
        }
        let mut hits = [None; INTENTS];
        for intent in Intent::ALL {
            hits[*intent as usize] = self.hit(*intent);
        }
        let unclear = self.unclear.map(|heard| heard.hit(Intent::OptOut));
        Verdict::of(hits, unclear)
    }

    /// What is certain whatever comes behind it.
    pub(super) fn certain(&self, intent: Intent) -> Option<Hit> {
        // Whoever agrees or asks for help may still refuse.
        let early = !matches!(intent, Intent::OptIn | Intent::Help);
        self.hit(intent).filter(|_| early)
    }

    fn hit(&self, intent: Intent) -> Option<Hit> {
        self.heard[intent as usize].map(|heard| heard.hit(intent))
    }

    fn piece(&mut self, rules: &Rules, piece: Piece<'_>) {
        match piece {
            Piece::Word(&[letter @ b'a'..=b'z'], place) if self.spelled < MOST_LETTERS => {
                self.letters[self.spelled] = (letter, place);
                self.spelled += 1;
            }
            Piece::Word(bytes, place) => {
                self.spell(rules);
                self.take(rules, rules.vocabulary.number(bytes), place);
            }
            Piece::Break => {
                self.spell(rules);
                self.sentence_ends(rules);
            }
            Piece::Comma => {
                self.spell(rules);
                self.fresh = true;
            }
        }
    }

    /// Letters that were held back: a word of rules, or letters after all.
    fn spell(&mut self, rules: &Rules) {
        let count = std::mem::take(&mut self.spelled);
        if count == 0 {
            return;
        }
        let letters = self.letters;
        let mut bytes = [0; MOST_LETTERS];
        for (byte, (letter, _)) in bytes.iter_mut().zip(&letters) {
            *byte = *letter;
        }
        let word = rules.vocabulary.number(&bytes[..count]);
        if count >= FEWEST_LETTERS && word != UNKNOWN {
            let place = Place {
                from: letters[0].1.from,
                to: letters[count - 1].1.to,
            };
            return self.take(rules, word, place);
        }
        for (letter, place) in &letters[..count] {
            self.take(rules, rules.vocabulary.number(&[*letter]), *place);
        }
    }

    fn take(&mut self, rules: &Rules, word: u16, place: Place) {
        let traits = rules.traits_of(word);
        self.word += 1;
        let loud_before = self.text.loud;
        if traits.fill & self.tongues == 0 {
            self.text.loud += 1;
            self.sentence.loud += 1;
        }
        if traits.turn & self.tongues != 0 {
            self.covers = [None; 4];
        }
        let mut before = self.turn_over();
        let mut done = std::mem::take(&mut self.done);
        for thread in before.drain(..) {
            self.advance(rules, thread, Some((word, place)), &mut done);
        }
        for start in rules.starts_with(word) {
            self.begin(rules, *start, place, loud_before, traits.scope, &mut done);
        }
        self.settle(rules, &mut done);
        self.done = done;
        self.next = before;
        self.fresh = if self.fresh {
            (traits.fill | traits.turn) & self.tongues != 0
        } else {
            traits.turn & self.tongues != 0
        };
    }

    /// Guards first: what they cover has not been said.
    fn settle(&mut self, rules: &Rules, done: &mut Vec<Thread>) {
        for thread in done.iter() {
            if let Does::Guards(reach) = rules.rules[usize::from(thread.rule)].does {
                self.covers.rotate_right(1);
                self.covers[0] = Some(Cover {
                    from: thread.from_word,
                    until: self.word + u32::from(reach),
                });
            }
        }
        for thread in done.drain(..) {
            let rule = &rules.rules[usize::from(thread.rule)];
            let covered = self
                .covers
                .iter()
                .flatten()
                .any(|cover| cover.from <= thread.from_word && thread.from_word <= cover.until);
            // Questions are questions whatever stands before them.
            let asks = matches!(rule.does, Does::Says(Intent::Help | Intent::AsksIfRobot));
            if asks || !covered {
                self.say(rule, thread);
            }
        }
    }

    fn say(&mut self, rule: &Rule, thread: Thread) {
        let heard = Heard {
            at: thread.from,
            to: thread.to,
            scope: thread.scope,
            human_task: rule.human_task,
        };
        if rule.bare || rule.whole {
            let from = thread.loud_before.max(self.covered_to);
            let more = self.text.loud.saturating_sub(from);
            self.covered_to = self.text.loud;
            self.text.covered += more;
            self.sentence.covered += more;
        }
        match rule.does {
            Does::Says(intent) => {
                let list = match (rule.whole, rule.bare) {
                    (true, _) => &mut self.whole,
                    (_, true) => &mut self.bare,
                    _ => &mut self.heard,
                };
                let slot = &mut list[intent as usize];
                *slot = Some(slot.map_or(heard, |known| known.and(heard)));
            }
            Does::Unclear if rule.bare || rule.whole => {
                self.unclear_bare = self.unclear_bare.or(Some(heard));
            }
            Does::Unclear => self.unclear = self.unclear.or(Some(heard)),
            Does::Guards(_) => {}
        }
    }

    fn sentence_ends(&mut self, rules: &Rules) {
        let mut before = self.turn_over();
        let mut done = std::mem::take(&mut self.done);
        for thread in before.drain(..) {
            self.advance(rules, thread, None, &mut done);
        }
        self.settle(rules, &mut done);
        self.done = done;
        self.next = before;
        let alone = self.sentence.loud == self.sentence.covered;
        for intent in 0..INTENTS {
            if let Some(bare) = self.bare[intent].take().filter(|_| alone) {
                let slot = &mut self.heard[intent];
                *slot = Some(slot.map_or(bare, |known| known.and(bare)));
            }
        }
        self.sentence = Tally::default();
        self.covers = [None; 4];
        self.fresh = true;
    }
}
