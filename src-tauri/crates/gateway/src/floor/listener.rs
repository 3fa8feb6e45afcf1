//! Both sides of a call as one sound, for an output device. What comes is what may be
//! kept, each side by the carrier's clock: the caller's a little late, the agent's when it
//! is proven. Must not know: calls, or who listens.

use std::collections::VecDeque;
use std::sync::Arc;

use parley_app::ports::MonitorLine;
use parley_domain::call::Side;
use parley_voice::sound::g711::from_ulaw;
use parley_voice::time::Samples;

use super::seat::Seat;

/// The caller's side is laid down so much later than the agent's.
const APART: Samples = Samples::of_ms(300);
/// A gap longer than this is not played: nothing was kept of it.
const GAP: Samples = Samples::of_ms(2_000);

/// Somebody listens.
pub(super) struct Listener {
    pub(super) seat: Arc<Seat>,
    mix: Mix,
    line: Box<dyn MonitorLine>,
}

impl Listener {
    pub(super) fn new(seat: Arc<Seat>, line: Box<dyn MonitorLine>) -> Self {
        Self {
            seat,
            mix: Mix::default(),
            line,
        }
    }

    /// Plays what is ready by that; from and to of what came out, ms.
    pub(super) fn sound(&mut self, side: Side, at: Samples, codes: &[u8]) -> Option<(u32, u32)> {
        self.mix.add(at, codes);
        let to = at + Samples(codes.len() as u64);
        match side {
            Side::Agent => self.mix.agent_to = to,
            _ => self.mix.caller_to = to,
        }
        let (from, samples) = self.mix.ready();
        if samples.is_empty() {
            return None;
        }
        self.line.play(&samples);
        let to = from + Samples(samples.len() as u64);
        let ms = |at: Samples| u32::try_from(at.ms()).unwrap_or(u32::MAX);
        Some((ms(from), ms(to)))
    }
}

/// Sound that waits for the other side.
#[derive(Debug, Default)]
struct Mix {
    /// Of the first that waits.
    from: Samples,
    waiting: VecDeque<i16>,
    caller_to: Samples,
    agent_to: Samples,
}

impl Mix {
    fn add(&mut self, at: Samples, codes: &[u8]) {
        let end = self.from + Samples(self.waiting.len() as u64);
        if at - end > GAP {
            self.waiting.clear();
            self.from = at;
        }
        // What comes behind what was played is not played any more.
        let late = usize::try_from((self.from - at).0).unwrap_or(usize::MAX);
        let place = usize::try_from((at - self.from).0).unwrap_or(usize::MAX);
        let fresh = codes.get(late..).unwrap_or_default();
        let length = place.saturating_add(fresh.len());
        if length > self.waiting.len() && !fresh.is_empty() {
            self.waiting.resize(length, 0);
        }
        for (waiting, code) in self.waiting.iter_mut().skip(place).zip(fresh) {
            *waiting = waiting.saturating_add(from_ulaw(*code));
        }
    }

    /// Takes what no side adds to any more, and where it begins.
    fn ready(&mut self) -> (Samples, Vec<i16>) {
        let until = self.caller_to.max(self.agent_to - APART);
        let count = usize::try_from((until - self.from).0).unwrap_or(usize::MAX);
        let count = count.min(self.waiting.len());
        let from = self.from;
        self.from = from + Samples(count as u64);
        (from, self.waiting.drain(..count).collect())
    }
}

#[cfg(test)]
mod tests {
    use parley_voice::sound::g711::to_ulaw;

    use super::*;

    fn tone(level: i16, ms: u64) -> Vec<u8> {
        vec![to_ulaw(level); usize::try_from(ms * 8).expect("short")]
    }

    #[test]
    fn both_sides_are_mixed_where_they_were_said() {
        let mut mix = Mix::default();
        let at = Samples::of_ms;
        // The agent's stretch is there first, the caller's comes frame by frame behind it.
        mix.add(at(5_000), &tone(1_000, 100));
        mix.agent_to = at(5_100);
        assert_eq!(mix.ready().1.len(), 0);
        let mut played = Vec::new();
        for frame in 0..10 {
            let place = at(5_000 + frame * 20);
            mix.add(place, &tone(2_000, 20));
            mix.caller_to = place + at(20);
            let (from, samples) = mix.ready();
            assert_eq!((from, samples.len()), (place, 160));
            played.extend(samples);
        }
        let near = |sample: i16, level: i16| (sample - level).abs() < 150;
        assert!(played[..800].iter().all(|sample| near(*sample, 3_000)));
        assert!(played[800..].iter().all(|sample| near(*sample, 2_000)));
    }

    #[test]
    fn nobody_waits_for_a_side_that_is_withheld_or_for_a_gap() {
        let mut mix = Mix::default();
        let at = Samples::of_ms;
        mix.add(at(60_000), &tone(1_000, 500));
        mix.agent_to = at(60_500);
        assert_eq!(
            mix.ready(),
            (at(60_000), vec![from_ulaw(to_ulaw(1_000)); 1_600])
        );
        // The caller's comes too late for what was played.
        mix.add(at(60_100), &tone(2_000, 200));
        mix.caller_to = at(60_300);
        let (from, samples) = mix.ready();
        assert_eq!((from, samples.len()), (at(60_200), 800));
    }
}
