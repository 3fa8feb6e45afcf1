//! The sound of the reply that has the speaker, made in a task of its own. It is given up
//! by dropping it. Must not know: how much of it is heard.

use std::sync::Arc;
use std::time::Duration;

use parley_voice::core::Event;
use parley_voice::dialogue::Tongue;
use parley_voice::reply::ReplyId;
use parley_voice::time::Samples;
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TryRecvError;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::live::speech_out::{Made, SpeechOut, SpeechOutError, speech};
use crate::tasks::{CallTasks, Nudge};

/// A voice that is not done by then never will be.
const LONGEST: Duration = Duration::from_secs(20);

pub struct Voice {
    reply: ReplyId,
    codes: Vec<u8>,
    pieces: Option<mpsc::Receiver<Made>>,
    _ends: DropGuard,
}

impl Voice {
    pub fn begin(
        port: Arc<dyn SpeechOut>,
        (reply, text, tongue): (ReplyId, String, Tongue),
        tasks: &CallTasks,
        nudge: &Nudge,
    ) -> Self {
        let over = CancellationToken::new();
        let (mut out, pieces) = speech(nudge.clone());
        let (ends, nudge) = (over.clone().drop_guard(), nudge.clone());
        tasks.spawn(async move {
            let speaks = async {
                let spoken = port.speak(&text, tongue, &mut out).await;
                match spoken {
                    Ok(()) => out.end().await,
                    Err(error) => Err(error),
                }
            };
            let spoken = over.run_until_cancelled(tokio::time::timeout(LONGEST, speaks));
            let failed = match spoken.await {
                Some(Ok(Err(error))) => error,
                Some(Err(_)) => SpeechOutError::TimedOut,
                Some(Ok(Ok(()))) | None => return,
            };
            tracing::warn!(error = %failed, "a reply has no voice");
            nudge.nudge();
        });
        Self {
            reply,
            codes: Vec::new(),
            pieces: Some(pieces),
            _ends: ends,
        }
    }

    pub const fn reply(&self) -> ReplyId {
        self.reply
    }

    /// What it made since, or that it cannot.
    pub fn next(&mut self) -> Option<Event> {
        let reply = self.reply;
        match self.pieces.as_mut()?.try_recv() {
            Ok(made) => {
                self.codes.extend_from_slice(&made.codes);
                if made.last {
                    self.pieces = None;
                }
                Some(Event::Sound {
                    reply,
                    length: Samples(made.codes.len() as u64),
                    words: made.words,
                    last: made.last,
                })
            }
            Err(TryRecvError::Empty) => None,
            // It ended without a last piece, by a failure or a panic.
            Err(TryRecvError::Disconnected) => {
                self.pieces = None;
                Some(Event::Speechless(reply))
            }
        }
    }

    /// A stretch of its sound; shorter if there is less.
    pub fn stretch(&self, from: Samples, length: Samples) -> &[u8] {
        let place = |at: Samples| usize::try_from(at.0).unwrap_or(usize::MAX);
        let from = place(from).min(self.codes.len());
        let to = from.saturating_add(place(length)).min(self.codes.len());
        &self.codes[from..to]
    }
}
