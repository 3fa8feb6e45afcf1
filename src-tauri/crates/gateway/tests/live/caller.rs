//! A caller: real speech (made by espeak-ng for the tests of hearing), said when it is
//! time. What it "says" is what the scripted recogniser makes of it.

use std::collections::VecDeque;
use std::time::Duration;

const SPEECH: &[u8] = include_bytes!("../../../voice/tests/fixtures/hearing/speech.ulaw");
const SILENCE: u8 = 0xff;

/// A stretch of the fixture from its first sound to its last, in samples.
#[derive(Debug, Clone, Copy)]
pub struct Utterance {
    from: usize,
    to: usize,
}

impl Utterance {
    pub const WAIT: Self = Self::at(5_200, 6_560);
    pub const NOT_THURSDAY: Self = Self::at(12_560, 11_600);
    pub const YES_PLEASE: Self = Self::at(24_960, 6_880);
    pub const HELLO: Self = Self::at(43_840, 6_000);

    const fn at(start: usize, end: usize) -> Self {
        Self {
            from: start + 800,
            to: start + end,
        }
    }

    /// ms.
    pub const fn length(self) -> u64 {
        (self.to - self.from) as u64 / 8
    }
}

#[derive(Debug, Clone, Copy)]
pub enum When {
    /// So long after the agent was last heard.
    AfterAgent(Duration),
    /// So long after the agent began to be heard: a cut-in.
    Into(Duration),
    /// The same, and the caller hangs up instead.
    HangUp(Duration),
}

#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub when: When,
    pub clip: Utterance,
    pub says: &'static str,
}

/// What the caller does in a frame.
#[derive(Debug)]
pub enum Does {
    Sounds([u8; 160]),
    /// A voice begins with this frame, or ends with it.
    Begins([u8; 160]),
    Ends([u8; 160]),
    HangsUp,
}

#[derive(Debug)]
pub struct Caller {
    steps: VecDeque<Step>,
    saying: &'static [u8],
    agent_since: Option<Duration>,
    agent_last: Option<Duration>,
}

impl Caller {
    pub fn new(steps: Vec<Step>) -> Self {
        Self {
            steps: steps.into(),
            saying: &[],
            agent_since: None,
            agent_last: None,
        }
    }

    /// The agent is heard in the frame that ends now, or is not.
    pub fn hears(&mut self, now: Duration, agent: bool) {
        if agent {
            self.agent_since.get_or_insert(now);
            self.agent_last = Some(now);
        }
    }

    /// The next frame.
    pub fn frame(&mut self, now: Duration) -> Does {
        let mut frame = [SILENCE; 160];
        if !self.saying.is_empty() {
            let length = self.saying.len().min(160);
            frame[..length].copy_from_slice(&self.saying[..length]);
            self.saying = &self.saying[length..];
            if self.saying.is_empty() {
                // What was heard before is answered.
                (self.agent_since, self.agent_last) = (None, None);
                return Does::Ends(frame);
            }
            return Does::Sounds(frame);
        }
        let Some(step) = self.steps.front().copied() else {
            return Does::Sounds(frame);
        };
        let since = |then: Option<Duration>, long| then.is_some_and(|then| now >= then + long);
        let is_due = match step.when {
            When::AfterAgent(long) => since(self.agent_last, long),
            When::Into(long) | When::HangUp(long) => since(self.agent_since, long),
        };
        if !is_due {
            return Does::Sounds(frame);
        }
        self.steps.pop_front();
        if matches!(step.when, When::HangUp(_)) {
            return Does::HangsUp;
        }
        self.saying = &SPEECH[step.clip.from..step.clip.to];
        frame.copy_from_slice(&self.saying[..160]);
        self.saying = &self.saying[160..];
        Does::Begins(frame)
    }
}
