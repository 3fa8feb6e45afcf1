//! What a driver sends: media, marks, clears, and the end of the stream. It is written as
//! messages at once and bounded; the socket takes it from here. Must not know: the socket.

use std::collections::VecDeque;

use crate::twilio::outbound::{self, OutboundError};
use crate::twilio::sid::StreamSid;
use crate::twilio::twiml::Verb;

/// So many bytes wait at most for a socket that does not take them: some 25 s of sound.
pub const MAX_WAITING: usize = 512 * 1024;

/// Messages on their way out.
#[derive(Debug)]
pub struct Outbox {
    stream: StreamSid,
    waiting: VecDeque<Waiting>,
    bytes: usize,
    overflowed: bool,
    closing: Option<Vec<Verb>>,
}

#[derive(Debug)]
struct Waiting {
    text: String,
    is_sound: bool,
}

impl Outbox {
    #[must_use]
    pub fn new(stream: StreamSid) -> Self {
        Self {
            stream,
            waiting: VecDeque::new(),
            bytes: 0,
            overflowed: false,
            closing: None,
        }
    }

    /// Sound to play behind all that was sent: µ-law, 8 kHz, mono; frames of 20 ms (160
    /// bytes) as a rule. The carrier keeps at most 10 minutes.
    ///
    /// # Errors
    /// [`OutboundError`] if it is empty or longer than 1 s.
    pub fn media(&mut self, sound: &[u8]) -> Result<(), OutboundError> {
        let text = outbound::media(&self.stream, sound)?;
        self.put(text, true);
        Ok(())
    }

    /// A mark behind all that was sent.
    ///
    /// # Errors
    /// [`OutboundError`] if its name is not a plain word of at most 64 letters.
    pub fn mark(&mut self, name: &str) -> Result<(), OutboundError> {
        let text = outbound::mark(&self.stream, name)?;
        self.put(text, false);
        Ok(())
    }

    /// The carrier throws away what it has not played; sound that still waits here is not
    /// sent at all. Marks of both come back and prove nothing.
    pub fn clear(&mut self) {
        self.waiting.retain(|waiting| !waiting.is_sound);
        self.bytes = self.waiting.iter().map(|waiting| waiting.text.len()).sum();
        let text = outbound::clear(&self.stream);
        self.put(text, false);
    }

    /// Ends the stream once all before it is sent. The call goes on with `then`; with
    /// nothing it is hung up. What the carrier has not played by then is lost: whoever
    /// wants the last word heard waits for its mark.
    pub fn close(&mut self, then: Vec<Verb>) {
        self.closing.get_or_insert(then);
    }

    /// Messages that wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    pub(crate) fn next(&mut self) -> Option<String> {
        let next = self.waiting.pop_front()?;
        self.bytes -= next.text.len();
        Some(next.text)
    }

    /// More was sent than may wait.
    pub(crate) const fn has_overflowed(&self) -> bool {
        self.overflowed
    }

    pub(crate) const fn is_closing(&self) -> bool {
        self.closing.is_some()
    }

    /// What is to follow, if it is to be closed.
    pub(crate) fn closed(&mut self) -> Option<Vec<Verb>> {
        self.closing.take()
    }

    fn put(&mut self, text: String, is_sound: bool) {
        if self.closing.is_some() || self.overflowed {
            return;
        }
        if self.bytes + text.len() > MAX_WAITING {
            self.overflowed = true;
            return;
        }
        self.bytes += text.len();
        self.waiting.push_back(Waiting { text, is_sound });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outbox() -> Outbox {
        Outbox::new(StreamSid::new("MZ1").expect("a name"))
    }

    #[test]
    fn a_clear_takes_waiting_sound_with_it_but_no_mark() {
        let mut out = outbox();
        assert_eq!(out.media(&[0; 160]), Ok(()));
        assert_eq!(out.mark("m1"), Ok(()));
        assert_eq!(out.media(&[0; 160]), Ok(()));
        out.clear();
        let texts: Vec<String> = std::iter::from_fn(|| out.next()).collect();
        assert_eq!(texts.len(), 2);
        assert!(texts[0].contains("\"mark\"") && texts[1].contains("\"clear\""));
        assert_eq!(out.bytes, 0);
    }

    #[test]
    fn nothing_follows_a_close() {
        let mut out = outbox();
        assert_eq!(out.media(&[0; 160]), Ok(()));
        out.close(vec![Verb::HangUp]);
        out.close(Vec::new());
        assert_eq!(out.media(&[0; 160]), Ok(()));
        assert_eq!(out.waiting(), 1);
        assert!(out.is_closing());
        assert_eq!(out.closed(), Some(vec![Verb::HangUp]));
    }

    #[test]
    fn what_waits_is_bounded() {
        let mut out = outbox();
        for _ in 0..10_000 {
            assert_eq!(out.media(&[0; 160]), Ok(()));
        }
        assert!(out.has_overflowed());
        assert!(out.bytes <= MAX_WAITING);
    }
}
