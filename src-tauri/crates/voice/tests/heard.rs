//! Whatever the network does and whenever a caller cuts in: no word that was not played
//! is called heard, and what was played without a cut is.

use parley_voice::ledger::{Ledger, OVERLAP, SpokenWord, WordState};
use parley_voice::line::Line;
use parley_voice::reply::{Floor, ReplyId};
use parley_voice::simulate::carrier::{Carrier, Sound};
use parley_voice::time::{At, FRAME, Samples};
use proptest::prelude::*;

/// What happens in a step of 20 ms.
#[derive(Debug, Clone, Copy)]
enum Step {
    Wait,
    /// The caller cuts in, and it turns out to be nothing: the reply goes on.
    Resume,
    /// The caller cuts in; another reply follows.
    Another,
    Delay(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        40 => Just(Step::Wait),
        2 => Just(Step::Resume),
        1 => Just(Step::Another),
        1 => (0u64..200).prop_map(Step::Delay),
    ];
    proptest::collection::vec(step, 1..400)
}

/// Words of 60 to 400 ms that follow each other.
fn words() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(60u64..400, 1..12)
}

struct Call {
    now: At,
    floor: Floor,
    line: Line,
    ledger: Ledger,
    carrier: Carrier,
    lengths: Vec<u64>,
    speaking: ReplyId,
    next: Samples,
    overlaps: Vec<Samples>,
}

impl Call {
    fn new(lengths: Vec<u64>) -> Self {
        let mut floor = Floor::default();
        let (speaking, _) = floor.take();
        let mut call = Self {
            now: At(0),
            floor,
            line: Line::default(),
            ledger: Ledger::default(),
            carrier: Carrier::new(30),
            lengths,
            speaking,
            next: Samples(0),
            overlaps: Vec::new(),
        };
        call.say();
        call
    }

    fn say(&mut self) {
        let mut at = Samples(0);
        let words = self.lengths.iter().map(|ms| {
            let from = at;
            at = at + Samples::of_ms(*ms);
            SpokenWord {
                text: String::new(),
                from,
                to: at,
            }
        });
        let words = words.collect();
        self.ledger.made(self.speaking, at, words);
        self.next = Samples(0);
    }

    fn run(&mut self) {
        for mark in self.carrier.run(self.now) {
            if let Some(proven) = self.line.echoed(self.now, mark) {
                self.ledger.proven(proven);
            }
        }
        for _ in 0..self.line.frames_due(self.now) {
            let waiting = self.ledger.waiting(self.speaking, self.next);
            let length = waiting.min(FRAME);
            if length == Samples(0) {
                break;
            }
            self.ledger
                .sent(self.line.sent(), self.speaking, self.next, length);
            self.carrier.sound(
                self.now,
                Sound {
                    reply: self.speaking,
                    from: self.next,
                    length,
                },
            );
            self.next = self.next + length;
            if let Some(mark) = self.line.send(self.now, length, length == waiting) {
                self.carrier.mark(self.now, mark);
            }
        }
        self.now = self.now.plus_ms(20);
    }

    fn cut(&mut self) -> Samples {
        let cleared = self.line.clear(self.now);
        self.carrier.clear(self.now);
        self.ledger.cleared(self.speaking, cleared)
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Wait => {}
            Step::Delay(ms) => self.carrier.delay(ms),
            Step::Resume => {
                let reckoned = self.line.reckoned(self.now);
                let sent = self.line.sent();
                let before = self.next - (sent - reckoned);
                self.next = self.cut();
                self.overlaps.push(before - self.next);
            }
            Step::Another => {
                self.cut();
                self.ledger.close(self.speaking);
                self.speaking = self.floor.take().0;
                self.say();
            }
        }
        self.run();
    }

    /// How much of a stretch of a reply was played, and whether its end was.
    fn played(&self, reply: ReplyId, from: Samples, to: Samples) -> (Samples, bool) {
        let mut parts = Vec::new();
        let mut ended = false;
        for sound in self.carrier.played().iter().filter(|s| s.reply == reply) {
            let (start, end) = (sound.from.max(from), (sound.from + sound.length).min(to));
            if start < end {
                parts.push((start, end));
                ended |= end == to;
            }
        }
        parts.sort();
        let mut reached = from;
        let mut sum = Samples(0);
        for (start, end) in parts {
            sum = sum + (end - start.max(reached));
            reached = reached.max(end);
        }
        (sum, ended)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_called_heard_was_played(lengths in words(), steps in steps()) {
        let mut call = Call::new(lengths);
        let cuts = steps.iter().any(|s| matches!(s, Step::Resume | Step::Another));
        for step in steps {
            call.step(step);
        }
        for _ in 0..400 {
            call.run();
        }
        for reply in (0..=call.speaking.0).map(ReplyId) {
            for (word, state) in call.ledger.words(reply) {
                let (played, ended) = call.played(reply, word.from, word.to);
                if state == WordState::Heard {
                    prop_assert!(ended, "{word:?} has no end");
                    prop_assert!(played > Samples(0), "{word:?} was never played");
                }
                if !cuts {
                    prop_assert_eq!(state, WordState::Heard);
                }
            }
        }
        for overlap in call.overlaps {
            prop_assert!(overlap <= OVERLAP, "{overlap:?}");
        }
    }
}
