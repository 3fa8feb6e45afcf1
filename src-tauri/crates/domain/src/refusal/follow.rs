//! Phrases that have begun, from word to word.

use super::ear::Ear;
use super::kinds::Asked;
use super::rules::{Element, Rules, Start, Want};
use super::splitter::Place;

/// Phrases that are followed at the same time; more are not begun.
const MOST_THREADS: usize = 512;
/// A phrase that has begun.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thread {
    pub(super) rule: u16,
    /// The element that is awaited.
    pub(super) at: u16,
    /// So many words may still come before it.
    pub(super) gap: u8,
    pub(super) scope: u8,
    pub(super) from_word: u32,
    pub(super) from: u32,
    pub(super) to: u32,
    /// How many words that matter came before it.
    pub(super) loud_before: u32,
}

impl Ear {
    /// The threads as they were; their place is empty, with memory of its own.
    pub(super) fn turn_over(&mut self) -> Vec<Thread> {
        let empty = std::mem::take(&mut self.next);
        std::mem::replace(&mut self.threads, empty)
    }

    pub(super) fn begin(
        &mut self,
        rules: &Rules,
        start: Start,
        place: Place,
        loud_before: u32,
        scope: u8,
        done: &mut Vec<Thread>,
    ) {
        let rule = &rules.rules[usize::from(start.rule)];
        let fits = self.tongues >> rule.language as u8 & 1 == 1
            && rule.speech.is_none_or(|s| s == self.listening.is_speech())
            && (!rule.asked || self.listening.asked != Asked::Nothing)
            && (!rule.anchored || self.fresh);
        if fits {
            let thread = Thread {
                rule: start.rule,
                at: start.element,
                gap: 0,
                scope,
                from_word: self.word,
                from: place.from,
                to: place.to,
                loud_before,
            };
            self.arrive(rules, thread, start.element + 1, done);
        }
    }

    /// One more word, or the end of the sentence, for a phrase that has begun.
    pub(super) fn advance(
        &mut self,
        rules: &Rules,
        thread: Thread,
        word: Option<(u16, Place)>,
        done: &mut Vec<Thread>,
    ) {
        let end = rules.rules[usize::from(thread.rule)].end;
        let traits = word.map(|(word, _)| rules.traits_of(word));
        let fill = traits.is_some_and(|traits| traits.fill & self.tongues != 0);
        for at in thread.at..end {
            let element: Element = rules.elements[usize::from(at)];
            match (element.want, word) {
                (Want::Words(set), Some((word, place))) if rules.is_in(set, word) => {
                    let further = Thread {
                        to: place.to,
                        scope: thread.scope | traits.map_or(0, |traits| traits.scope),
                        ..thread
                    };
                    self.arrive(rules, further, at + 1, done);
                }
                (Want::ClauseEnd, None) => done.push(thread),
                (Want::NotNext(_), None) => return done.push(thread),
                (Want::NotNext(set), Some((word, _))) => {
                    if !rules.is_in(set, word) {
                        if fill {
                            break;
                        }
                        done.push(thread);
                    }
                    return;
                }
                _ => {}
            }
            if !element.optional {
                break;
            }
        }
        let Some(traits) = traits else { return };
        let over_gap = thread.gap > 0 && traits.hold & self.tongues == 0;
        if fill || over_gap {
            self.follow(Thread {
                gap: thread.gap - u8::from(!fill),
                scope: thread.scope | traits.scope,
                ..thread
            });
        }
    }

    /// A phrase has come to its element `at`: said whole, or something is awaited.
    fn arrive(&mut self, rules: &Rules, thread: Thread, at: u16, done: &mut Vec<Thread>) {
        let rule = &rules.rules[usize::from(thread.rule)];
        let rest = &rules.elements[usize::from(at)..usize::from(rule.end)];
        let awaited = rest.iter().position(|element| !element.optional);
        if awaited.is_none() {
            done.push(thread);
        }
        if !rest.is_empty() {
            let upto = awaited.map_or(rest.len(), |n| n + 1);
            let gap = rest[..upto].iter().map(|e| e.gap).max().unwrap_or(0);
            self.follow(Thread { at, gap, ..thread });
        }
    }

    fn follow(&mut self, thread: Thread) {
        if self.threads.len() < MOST_THREADS {
            self.threads.push(thread);
        }
    }
}
