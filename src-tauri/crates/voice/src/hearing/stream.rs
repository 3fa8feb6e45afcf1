//! Frames of a caller's sound as the carrier sends them, made into sound without gaps:
//! put in order within a small window, what is missing filled with silence, what came
//! twice left out. A frame that comes in order is never kept waiting.
//!
//! Places are counted from the carrier's own moments, so what is off is off by at most
//! [`SLACK`] and never more for having run longer. Must not know: what the sound is.

use crate::time::{At, Samples};

/// Carriers round their moments: so much apart still follows on. 10 ms.
const SLACK: Samples = Samples::of_ms(10);
/// So many frames wait for one that is missing before it is given up: 60 ms of 20 ms
/// frames.
const WINDOW: usize = 3;
/// A moment that is so far from where the sound is was not meant, unless the next frame
/// follows on it.
const FAR: Samples = Samples::of_ms(5_000);
/// No carrier sends more at once.
const LONGEST: usize = 8_000;
/// No call is so long: 34 years.
const LATEST: At = At(1 << 40);
/// Gaps that are remembered, to tell a late frame from a doubled one.
const GAPS: usize = 8;

/// What became of frames that did not come as they should.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Losses {
    /// Filled with silence.
    pub missing: Samples,
    /// Frames that others had to wait for.
    pub reordered: u32,
    /// Frames whose gap was already filled.
    pub late: u32,
    /// Frames that had come before.
    pub doubled: u32,
    /// Frames that were empty, too long, or of a moment that cannot be.
    pub refused: u32,
    /// How often the carrier's moments began anew.
    pub restarts: u32,
}

/// A stretch of the sound, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Sound(&'a [u8]),
    Silence(Samples),
    /// Nothing is known for so long; what came before has no bearing on what follows.
    Break(Samples),
}

/// One direction of a call's sound.
#[derive(Debug, Clone, Default)]
pub struct Stream {
    /// This moment of the carrier's is this place.
    base: Option<(At, Samples)>,
    next: Samples,
    /// In order of their places.
    held: Vec<(Samples, Vec<u8>)>,
    gaps: Vec<(Samples, Samples)>,
    /// Where a frame would follow on one that was too far off.
    suspect: Option<At>,
    losses: Losses,
}

impl Stream {
    #[must_use]
    pub const fn losses(&self) -> Losses {
        self.losses
    }

    /// The end of the sound so far.
    #[must_use]
    pub const fn at(&self) -> Samples {
        self.next
    }

    /// A frame whose first sample is of the moment `at` by the carrier's clock. `take`
    /// gets each stretch and where it begins.
    pub fn push(&mut self, at: At, codes: &[u8], mut take: impl FnMut(Samples, Piece<'_>)) {
        if codes.is_empty() || codes.len() > LONGEST || at > LATEST {
            self.losses.refused += 1;
            return;
        }
        let Some(mut place) = self.place(at, codes.len()) else {
            return;
        };
        if place > self.next + FAR {
            self.release(&mut take);
            take(self.next, Piece::Break(place - self.next));
            self.next = place;
        }
        if place > self.next + SLACK {
            self.hold(place, codes);
            place = self.held.first().map_or(place, |(place, _)| *place);
            // Less than a frame is nothing that could still come: the clocks differ.
            let missing = place - self.next;
            if missing.0 >= codes.len() as u64 && self.held.len() < WINDOW {
                return;
            }
            self.fill(place, &mut take);
        } else {
            let awaited = place >= self.next && !self.held.is_empty();
            self.losses.reordered += u32::from(awaited);
            self.deliver(place, codes, &mut take);
        }
        self.follow(&mut take);
    }

    /// Nothing has come for a while: what waits is let go, and there is silence up to
    /// `until` by the carrier's clock.
    pub fn silence(&mut self, until: At, mut take: impl FnMut(Samples, Piece<'_>)) {
        self.release(&mut take);
        let Some(base) = self.base else { return };
        let place = on(base, until);
        if place > self.next && place <= self.next + FAR {
            self.fill(place, &mut take);
        }
    }

    /// Where a frame belongs; nothing if its moment cannot be.
    fn place(&mut self, at: At, length: usize) -> Option<Samples> {
        let Some(base) = self.base else {
            self.next = Samples::of_ms(at.0);
            self.base = Some((at, self.next));
            return Some(self.next);
        };
        let place = on(base, at);
        let suspect = self.suspect.take();
        if place <= self.next + FAR && self.next <= place + FAR {
            return Some(place);
        }
        let follows =
            suspect.is_some_and(|next| at.ms_since(next).max(next.ms_since(at)) <= SLACK.ms());
        if !follows {
            self.suspect = Some(at.plus_ms(Samples(length as u64).ms()));
            self.losses.refused += 1;
            return None;
        }
        if place > self.next {
            return Some(place);
        }
        // A clock that was set back: the sound goes on where it was.
        self.losses.restarts += 1;
        self.held.clear();
        self.gaps.clear();
        self.base = Some((at, self.next));
        Some(self.next)
    }

    fn hold(&mut self, place: Samples, codes: &[u8]) {
        let known = self.held.binary_search_by_key(&place, |(place, _)| *place);
        match known {
            Ok(_) => self.losses.doubled += 1,
            Err(index) => self.held.insert(index, (place, codes.to_vec())),
        }
    }

    /// Silence up to `place`.
    fn fill(&mut self, place: Samples, take: &mut impl FnMut(Samples, Piece<'_>)) {
        let missing = place - self.next;
        if missing == Samples(0) {
            return;
        }
        if self.gaps.len() == GAPS {
            self.gaps.remove(0);
        }
        self.gaps.push((self.next, place));
        self.losses.missing = self.losses.missing + missing;
        take(self.next, Piece::Silence(missing));
        self.next = place;
    }

    /// What of a frame is new.
    fn deliver(&mut self, place: Samples, codes: &[u8], take: &mut impl FnMut(Samples, Piece<'_>)) {
        let known = self.next - place;
        let skip = if known <= SLACK { 0 } else { known.0 as usize };
        match codes.get(skip..) {
            Some(fresh) if !fresh.is_empty() => {
                take(self.next, Piece::Sound(fresh));
                self.next = self.next + Samples(fresh.len() as u64);
            }
            _ if self
                .gaps
                .iter()
                .any(|(from, to)| *from <= place && place < *to) =>
            {
                self.losses.late += 1;
            }
            _ => self.losses.doubled += 1,
        }
    }

    /// Those that waited and follow on now.
    fn follow(&mut self, take: &mut impl FnMut(Samples, Piece<'_>)) {
        while let Some((place, _)) = self.held.first()
            && *place <= self.next + SLACK
        {
            let (place, codes) = self.held.remove(0);
            self.deliver(place, &codes, take);
        }
    }

    /// Those that waited, whatever is missing before them.
    fn release(&mut self, take: &mut impl FnMut(Samples, Piece<'_>)) {
        while let Some((place, _)) = self.held.first() {
            self.fill(*place, take);
            self.follow(take);
        }
    }
}

fn on(base: (At, Samples), at: At) -> Samples {
    let (moment, place) = base;
    if at >= moment {
        place + Samples::of_ms(at.ms_since(moment))
    } else {
        place - Samples::of_ms(moment.ms_since(at))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(place: u64) -> u8 {
        (place.wrapping_mul(2_654_435_761) >> 24) as u8
    }

    fn frame(from_ms: u64, ms: u64) -> Vec<u8> {
        (from_ms * 8..(from_ms + ms) * 8).map(code).collect()
    }

    /// Feeds frames of (from, length) in ms; checks that each code is at its place.
    fn run(frames: &[(u64, u64)]) -> (Stream, u64) {
        let (mut stream, mut heard) = (Stream::default(), 0);
        let mut place = frames.first().map_or(0, |(from, _)| from * 8);
        for (from, ms) in frames {
            stream.push(At(*from), &frame(*from, *ms), |at, piece| match piece {
                Piece::Sound(codes) => {
                    assert_eq!(at.0, place);
                    for (n, got) in codes.iter().enumerate() {
                        assert_eq!(*got, code(place + n as u64), "at {place}");
                    }
                    place += codes.len() as u64;
                    heard += codes.len() as u64;
                }
                Piece::Silence(length) | Piece::Break(length) => place += length.0,
            });
            assert_eq!(place, stream.at().0);
        }
        (stream, heard)
    }

    #[test]
    fn frames_in_order_pass_at_once() {
        let (stream, heard) = run(&[(0, 20), (20, 20), (40, 30), (70, 10)]);
        assert_eq!((stream.at(), heard), (Samples::of_ms(80), 640));
        assert_eq!(stream.losses(), Losses::default());
    }

    #[test]
    fn what_comes_wrong_is_put_right_and_counted() {
        let (stream, heard) = run(&[(0, 20), (40, 20), (20, 20), (20, 20), (60, 20)]);
        assert_eq!((stream.at().ms(), heard), (80, 640));
        assert_eq!((stream.losses().reordered, stream.losses().doubled), (1, 1));
        let (stream, _) = run(&[(0, 20), (40, 20), (60, 20), (80, 20), (20, 20)]);
        assert_eq!(stream.at().ms(), 100);
        assert_eq!(stream.losses().missing.ms(), 20);
        assert_eq!(stream.losses().late, 1);
    }

    #[test]
    fn moments_that_cannot_be_are_not_believed() {
        let (stream, _) = run(&[(1_000, 20), (900_000_000, 20), (1_020, 20)]);
        assert_eq!((stream.at().ms(), stream.losses().refused), (1_040, 1));
        let mut stream = Stream::default();
        stream.push(At(u64::MAX), &[0; 160], |_, _| {});
        assert_eq!(stream.at(), Samples(0));
        // A clock that begins anew; then one that was on hold.
        for at in [60_000, 60_020, 0, 20, 40] {
            stream.push(At(at), &[0; 160], |_, _| {});
        }
        assert_eq!((stream.at().ms(), stream.losses().restarts), (60_080, 1));
        for at in [20_000, 20_020] {
            stream.push(At(at), &[0; 160], |_, _| {});
        }
        assert_eq!(stream.at().ms(), 60_040 + 20_020);
    }

    #[test]
    fn rounded_moments_do_not_add_up() {
        let mut stream = Stream::default();
        for n in 0..50_000u64 {
            // 20.01 ms by the carrier's clock.
            stream.push(At(n * 2_001 / 100), &[0; 160], |_, _| {});
            let off = stream.at().ms().abs_diff(n * 2_001 / 100 + 20);
            assert!(off <= SLACK.ms() + 1, "{n}: {off}");
        }
    }

    proptest! {
        #[test]
        fn no_sound_is_ever_at_a_wrong_place(
            frames in proptest::collection::vec((0u64..200, 1u64..4), 1..200),
        ) {
            let frames: Vec<_> = frames.iter().map(|(at, n)| (at * 20, n * 20)).collect();
            run(&frames);
        }

        #[test]
        fn a_line_that_loses_and_swaps_keeps_its_time(
            fates in proptest::collection::vec(0u8..20, 20..200),
        ) {
            let mut frames: Vec<(u64, u64)> = Vec::new();
            for (n, fate) in fates.iter().enumerate() {
                let frame = (n as u64 * 20, 20);
                match fate {
                    0 if n > 0 => {}
                    1 => frames.extend([frame, frame]),
                    2 if frames.len() > 1 => frames.insert(frames.len() - 1, frame),
                    _ => frames.push(frame),
                }
            }
            let (stream, heard) = run(&frames);
            let missing = stream.losses().missing.0;
            prop_assert!(stream.at().0 <= fates.len() as u64 * 160);
            prop_assert_eq!(heard + missing, stream.at().0 - frames[0].0 * 8);
            prop_assert!(stream.at().ms() + 80 + 20 * WINDOW as u64 >= fates.len() as u64 * 20
                || stream.held.len() < WINDOW);
        }
    }
}
