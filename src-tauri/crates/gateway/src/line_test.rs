//! Owners of calls that only try out a line: one gives back what it hears, one plays a
//! tone. For tests, for measuring, and for a number that says whether a carrier is set up
//! rightly. Must not know: what a conversation is.

use std::time::Duration;

use crate::outbox::Outbox;
use crate::switchboard::{CallDriver, Event};

/// 20 ms in bytes of µ-law at 8 kHz.
const FRAME: usize = 160;
/// The tone is sent so much ahead of what plays.
pub const LEAD: Duration = Duration::from_millis(300);
/// A mark follows so many frames.
pub const MARK_EVERY: u64 = 5;
/// One period of 400 Hz at 8 kHz in µ-law, a fourth of full scale; a frame holds eight.
const PERIOD: [u8; 20] = [
    0xff, 0xbb, 0xad, 0xa6, 0xa1, 0xa0, 0xa1, 0xa6, 0xad, 0xbb, 0xff, 0x3b, 0x2d, 0x26, 0x21, 0x20,
    0x21, 0x26, 0x2d, 0x3b,
];

/// Gives back each frame as it comes; `#` closes the stream.
#[derive(Debug, Clone, Copy, Default)]
pub struct Echo;

impl CallDriver for Echo {
    fn on(&mut self, _now: Duration, event: Event<'_>, out: &mut Outbox) {
        match event {
            Event::Media { sound, .. } => {
                let sent = out.media(sound);
                debug_assert!(sent.is_ok(), "what came may go");
            }
            Event::Key { key: '#', .. } => out.close(Vec::new()),
            _ => {}
        }
    }
}

/// Plays 400 Hz without end, with a lead and marks; `*` clears what is ahead, `#` closes
/// the stream.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tone {
    /// The carrier has sound until then, in frames since the stream began.
    until: u64,
    sent: u64,
}

impl CallDriver for Tone {
    fn on(&mut self, now: Duration, event: Event<'_>, out: &mut Outbox) {
        match event {
            Event::Tick => self.play(now, out),
            Event::Key { key: '*', .. } => {
                out.clear();
                self.until = frames_in(now);
            }
            Event::Key { key: '#', .. } => out.close(Vec::new()),
            _ => {}
        }
    }
}

impl Tone {
    fn play(&mut self, now: Duration, out: &mut Outbox) {
        let mut frame = [0; FRAME];
        for (sample, wave) in frame.iter_mut().zip(PERIOD.iter().cycle()) {
            *sample = *wave;
        }
        // After a gap the carrier has nothing left: what was to play then is not made up.
        self.until = self.until.max(frames_in(now));
        while self.until < frames_in(now + LEAD) {
            self.until += 1;
            self.sent += 1;
            let sent = out.media(&frame).and_then(|()| {
                if self.sent.is_multiple_of(MARK_EVERY) {
                    out.mark(&format!("t{}", self.sent))
                } else {
                    Ok(())
                }
            });
            debug_assert!(sent.is_ok(), "a frame and a plain word");
        }
    }
}

fn frames_in(length: Duration) -> u64 {
    u64::try_from(length.as_millis() / 20).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::twilio::sid::StreamSid;

    #[test]
    fn a_tone_keeps_its_lead_and_its_marks() {
        let mut out = Outbox::new(StreamSid::new("MZ1").expect("a name"));
        let mut tone = Tone::default();
        tone.on(Duration::ZERO, Event::Tick, &mut out);
        assert_eq!(out.waiting(), 15 + 3);
        for tick in 1..=5 {
            tone.on(Duration::from_millis(tick * 20), Event::Tick, &mut out);
        }
        assert_eq!(out.waiting(), 20 + 4);
        let at = Duration::from_millis(110);
        let (arrived, key) = (at, '*');
        tone.on(at, Event::Key { arrived, key }, &mut out);
        assert_eq!(out.waiting(), 4 + 1, "marks and the clear");
        tone.on(Duration::from_millis(120), Event::Tick, &mut out);
        assert_eq!(out.waiting(), 5 + 15 + 3);
    }
}
