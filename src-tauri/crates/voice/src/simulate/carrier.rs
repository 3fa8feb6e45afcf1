//! A carrier as its contract has it (Twilio, Media Streams): sound is played in order, a
//! mark comes back when what was before it has played, `clear` throws away what has not
//! and sends its marks back. Messages take their time in both directions.

use std::collections::VecDeque;

use crate::line::MarkId;
use crate::reply::ReplyId;
use crate::time::{At, Samples};

/// A stretch of a reply's sound on its way, or played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sound {
    pub reply: ReplyId,
    pub from: Samples,
    pub length: Samples,
}

#[derive(Debug, Clone, Copy)]
enum Sent {
    Sound(Sound),
    Mark(MarkId),
    Clear,
}

/// The other end of the line.
#[derive(Debug)]
pub struct Carrier {
    /// How long a message takes, ms, each way.
    delay_ms: u64,
    under_way: VecDeque<(At, Sent)>,
    queue: VecDeque<Sent>,
    /// Up to where it has played.
    played_at: At,
    echoes: VecDeque<(At, MarkId)>,
    played: Vec<Sound>,
    /// When each of them began to play.
    began: Vec<At>,
}

impl Carrier {
    #[must_use]
    pub const fn new(delay_ms: u64) -> Self {
        Self {
            delay_ms,
            under_way: VecDeque::new(),
            queue: VecDeque::new(),
            played_at: At(0),
            echoes: VecDeque::new(),
            played: Vec::new(),
            began: Vec::new(),
        }
    }

    /// From now on messages take so long; they do not overtake each other.
    pub const fn delay(&mut self, ms: u64) {
        self.delay_ms = ms;
    }

    fn receive(&mut self, now: At, sent: Sent) {
        let last = self.under_way.back().map_or(At(0), |(at, _)| *at);
        let at = now.plus_ms(self.delay_ms).max(last);
        self.under_way.push_back((at, sent));
    }

    pub fn sound(&mut self, now: At, sound: Sound) {
        self.receive(now, Sent::Sound(sound));
    }

    pub fn mark(&mut self, now: At, id: MarkId) {
        self.receive(now, Sent::Mark(id));
    }

    pub fn clear(&mut self, now: At) {
        self.receive(now, Sent::Clear);
    }

    /// Everything that was played so far, in order.
    #[must_use]
    pub fn played(&self) -> &[Sound] {
        &self.played
    }

    /// When each stretch of [`Self::played`] began.
    #[must_use]
    pub fn began(&self) -> &[At] {
        &self.began
    }

    /// Plays up to `now`; the marks that arrive at the agent by then.
    pub fn run(&mut self, now: At) -> Vec<MarkId> {
        while let Some((at, sent)) = self.under_way.front().copied() {
            if at > now {
                break;
            }
            self.under_way.pop_front();
            self.play(at);
            match sent {
                Sent::Clear => {
                    for left in std::mem::take(&mut self.queue) {
                        if let Sent::Mark(id) = left {
                            self.echo(at, id);
                        }
                    }
                }
                other => self.queue.push_back(other),
            }
        }
        self.play(now);
        let mut arrived = Vec::new();
        while let Some((at, id)) = self.echoes.front().copied() {
            if at > now {
                break;
            }
            self.echoes.pop_front();
            arrived.push(id);
        }
        arrived
    }

    fn echo(&mut self, at: At, id: MarkId) {
        let last = self.echoes.back().map_or(At(0), |(at, _)| *at);
        let arrives = at.plus_ms(self.delay_ms).max(last);
        self.echoes.push_back((arrives, id));
    }

    /// Plays what there is until `until`.
    fn play(&mut self, until: At) {
        while let Some(next) = self.queue.front().copied() {
            match next {
                Sent::Mark(id) => {
                    self.queue.pop_front();
                    self.echo(self.played_at, id);
                }
                Sent::Sound(sound) => {
                    let left = Samples::of_ms(until.ms_since(self.played_at));
                    let now = sound.length.min(left);
                    if now == Samples(0) {
                        return;
                    }
                    self.began.push(self.played_at);
                    self.played.push(Sound {
                        length: now,
                        ..sound
                    });
                    self.played_at = self.played_at.plus_ms(now.ms());
                    self.queue.pop_front();
                    if now < sound.length {
                        self.queue.push_front(Sent::Sound(Sound {
                            from: sound.from + now,
                            length: sound.length - now,
                            ..sound
                        }));
                    }
                }
                Sent::Clear => {
                    self.queue.pop_front();
                }
            }
        }
        self.played_at = until.max(self.played_at);
    }
}
