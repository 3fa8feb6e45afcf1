//! What the core wants done: frames, marks and clears into the outbox, replies to the
//! voice, side effects to the world. Must not know: why.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use parley_voice::core::{Action, Event};
use parley_voice::dialogue::Found;
use parley_voice::recording::Recording;
use parley_voice::reply::ReplyId;
use parley_voice::sound::keys::pressed;
use parley_voice::time::{At, FRAME, Samples};
use tokio::sync::mpsc;

use crate::live::call::{Ports, mark_name};
use crate::live::voice::Voice;
use crate::outbox::Outbox;
use crate::switchboard::Stream;
use crate::twilio::outbound::OutboundError;
use crate::twilio::twiml::Verb;

/// A look-up that has not answered by then failed; the core gives up a little later.
const ASK_WITHIN: Duration = Duration::from_secs(9);
/// A side effect that is not done by then is not waited for, and nobody is told that it
/// was not done: it may have been.
const DONE_WITHIN: Duration = Duration::from_secs(60);

/// The agent's side of a call.
pub struct Out {
    stream: Stream,
    ports: Ports,
    transfer: Vec<Verb>,
    voice: Option<Voice>,
    pub playing: Playing,
    pub recording: Recording,
    answers: mpsc::UnboundedReceiver<Event>,
    answer: mpsc::UnboundedSender<Event>,
}

impl Out {
    pub fn new(stream: Stream, ports: Ports, transfer: Vec<Verb>) -> Self {
        let (answer, answers) = mpsc::unbounded_channel();
        Self {
            stream,
            ports,
            transfer,
            voice: None,
            playing: Playing::default(),
            recording: Recording::default(),
            answers,
            answer,
        }
    }

    /// What the voice and the world have to tell.
    pub fn next(&mut self) -> Option<Event> {
        let voice = self.voice.as_mut().and_then(Voice::next);
        voice.or_else(|| self.answers.try_recv().ok())
    }

    /// Does it. Whether a reply begins to be heard by it. `carrier` is now on the carrier's
    /// clock.
    pub fn act(&mut self, now: At, carrier: At, action: Action, out: &mut Outbox) -> bool {
        match action {
            Action::Synthesize {
                reply,
                text,
                tongue,
            } => {
                let port = Arc::clone(&self.ports.speech_out);
                let (tasks, nudge) = (&self.stream.tasks, &self.stream.nudge);
                // The one before has lost the speaker: its sound is not wanted any more.
                self.voice = Some(Voice::begin(port, (reply, text, tongue), tasks, nudge));
            }
            Action::Discard(reply) => {
                self.voice.take_if(|voice| voice.reply() == reply);
            }
            Action::Play {
                reply,
                from,
                length,
            } => return self.play(now, reply, (from, length), out),
            Action::Mark(mark) => {
                sent(out.mark(&mark_name(mark)));
                self.recording.marked(mark);
            }
            Action::Clear => {
                out.clear();
                self.recording.cleared();
                self.playing.clear(now);
            }
            Action::Press(keys) => {
                let codes = pressed(&keys);
                for frame in codes.chunks(FRAME.0 as usize) {
                    sent(out.media(frame));
                }
                self.playing.sent(now, &codes);
            }
            Action::HangUp { .. } => out.close(vec![Verb::HangUp]),
            Action::Transfer { .. } => out.close(self.transfer.clone()),
            Action::Ask { ask, tool, facts } => {
                let world = Arc::clone(&self.ports.world);
                let done = self.done();
                self.stream.tasks.spawn(async move {
                    let found = tokio::time::timeout(ASK_WITHIN, world.ask(&tool, &facts)).await;
                    let found = found.unwrap_or(Found::Failed);
                    done(Event::Found { ask, found });
                });
            }
            Action::Commit { key, effect } => {
                let world = Arc::clone(&self.ports.world);
                let answered = self.done();
                self.outlasting(async move {
                    let done = world.commit(&key, &effect).await;
                    answered(Event::Committed { key, done });
                });
            }
            Action::Suppress { key, words } => {
                let world = Arc::clone(&self.ports.world);
                let answered = self.done();
                self.outlasting(async move {
                    let done = world.suppress(&key, &words).await;
                    answered(Event::Suppressed { key, done });
                });
            }
            Action::Record(open) => self.recording.gate(carrier, open),
            Action::Withhold(on) => self.recording.withhold(on),
            Action::Silence { from, to } => self.recording.silence(from, to),
            // They are in the log, for whoever keeps them.
            Action::Capture { .. } | Action::Turn(_) | Action::Reached { .. } => {}
        }
        false
    }

    fn play(
        &mut self,
        now: At,
        reply: ReplyId,
        (from, length): (Samples, Samples),
        out: &mut Outbox,
    ) -> bool {
        let voice = self.voice.as_ref().filter(|voice| voice.reply() == reply);
        let Some(voice) = voice else { return false };
        let codes = voice.stretch(from, length);
        sent(out.media(codes));
        self.playing.sent(now, codes);
        self.recording.sent(reply, from, codes);
        from == Samples(0)
    }

    /// What a task does with its answer.
    fn done(&self) -> impl FnOnce(Event) + Send + 'static {
        let (answer, nudge) = (self.answer.clone(), self.stream.nudge.clone());
        move |event| {
            // Nobody waits for it once the call is over.
            if answer.send(event).is_ok() {
                nudge.nudge();
            }
        }
    }

    fn outlasting(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.ports.outlasting.spawn(async move {
            if tokio::time::timeout(DONE_WITHIN, work).await.is_err() {
                tracing::error!("a side effect of a call is not done in time");
            }
        });
    }
}

fn sent(result: Result<(), OutboundError>) {
    if let Err(error) = result {
        tracing::error!(%error, "something could not be sent");
    }
}

/// Sound on its way to the caller, with the moment at which it plays, so that its echo
/// can be told from a voice.
#[derive(Debug, Default)]
pub struct Playing {
    ahead: VecDeque<(At, Vec<u8>)>,
    /// When what was sent will have been played.
    until: At,
}

impl Playing {
    fn sent(&mut self, now: At, codes: &[u8]) {
        let from = self.until.max(now);
        self.until = from.plus_ms(Samples(codes.len() as u64).ms());
        self.ahead.push_back((from, codes.to_vec()));
    }

    /// It was thrown away before it played.
    fn clear(&mut self, now: At) {
        self.ahead.retain(|(at, _)| *at <= now);
        self.until = now;
    }

    /// Hands over what plays by `now`.
    pub fn until(&mut self, now: At, mut take: impl FnMut(At, &[u8])) {
        while let Some((at, _)) = self.ahead.front()
            && *at <= now
            && let Some((at, codes)) = self.ahead.pop_front()
        {
            take(at, &codes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_plays_behind_what_was_sent_unless_it_was_cleared() {
        let mut playing = Playing::default();
        for _ in 0..5 {
            playing.sent(At(100), &[0; 160]);
        }
        let mut played = Vec::new();
        playing.until(At(130), |at, _| played.push(at.0));
        playing.clear(At(145));
        playing.sent(At(150), &[0; 160]);
        playing.until(At(1_000), |at, _| played.push(at.0));
        assert_eq!(played, [100, 120, 140, 150]);
    }
}
