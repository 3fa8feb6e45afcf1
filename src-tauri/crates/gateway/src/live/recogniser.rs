//! A call's recogniser, begun again when it fails, for a while. Frames are given to it
//! and never waited for. Must not know: what comes of its words.

use std::sync::Arc;

use parley_voice::dialogue::{HeardWord, Tongue};
use parley_voice::time::At;
use tokio::sync::mpsc::error::TryRecvError;

use crate::live::speech_in::{Frame, Line, Recognised, SpeechIn, line};
use crate::tasks::{CallTasks, Nudge};

/// A recogniser that failed so often in a call is not begun again.
const FAILURES: u8 = 3;

pub struct Recogniser {
    port: Arc<dyn SpeechIn>,
    tongue: Tongue,
    tasks: CallTasks,
    nudge: Nudge,
    line: Option<Line>,
    /// What is open with it: if it fails, that is all there will be.
    open: Vec<HeardWord>,
    failures: u8,
}

/// What it has to tell.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    Words(Recognised),
    /// Nothing more will be understood in this call.
    Deaf,
}

impl Recogniser {
    pub fn new(port: Arc<dyn SpeechIn>, tongue: Tongue, tasks: CallTasks, nudge: Nudge) -> Self {
        let mut new = Self {
            port,
            tongue,
            tasks,
            nudge,
            line: None,
            open: Vec::new(),
            failures: 0,
        };
        new.begin();
        new
    }

    fn begin(&mut self) {
        let (sound, words, line) = line(self.nudge.clone());
        let (port, tongue) = (Arc::clone(&self.port), self.tongue);
        self.tasks.spawn(async move {
            if let Err(error) = port.listen(tongue, sound, words).await {
                tracing::warn!(%error, "a recogniser ended");
            }
        });
        self.line = Some(line);
    }

    pub fn frame(&self, at: At, codes: &[u8]) {
        let Some(line) = &self.line else { return };
        let codes = codes.to_vec();
        if line.frames.try_send(Frame { at, codes }).is_err() {
            tracing::debug!("a recogniser does not take a frame");
        }
    }

    /// What it told since.
    pub fn next(&mut self) -> Option<Told> {
        match self.line.as_mut()?.words.try_recv() {
            Ok(words) => {
                match &words {
                    Recognised::Partial(open) => self.open.clone_from(open),
                    Recognised::Final(_) => self.open.clear(),
                }
                Some(Told::Words(words))
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                if !self.open.is_empty() {
                    let open = std::mem::take(&mut self.open);
                    return Some(Told::Words(Recognised::Final(open)));
                }
                self.line = None;
                self.failures += 1;
                if self.failures >= FAILURES {
                    return Some(Told::Deaf);
                }
                self.begin();
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use async_trait::async_trait;

    use super::*;
    use crate::live::speech_in::{Sound, SpeechInError, Words};

    #[derive(Default)]
    struct Fails(AtomicU8);

    #[async_trait]
    impl SpeechIn for Fails {
        async fn listen(&self, _: Tongue, _: Sound, words: Words) -> Result<(), SpeechInError> {
            if self.0.fetch_add(1, Ordering::Relaxed) == 0 {
                let word = HeardWord {
                    text: "wait".to_owned(),
                    from: At(0),
                    to: At(300),
                    ..HeardWord::default()
                };
                let sent = words.send(Recognised::Partial(vec![word])).await;
                return sent.map_err(|_| SpeechInError::Failed);
            }
            Err(SpeechInError::Unavailable)
        }
    }

    #[tokio::test]
    async fn what_was_open_counts_and_a_few_failures_are_enough() {
        let tasks = CallTasks::default();
        let port = Arc::new(Fails::default());
        let mut ears = Recogniser::new(port.clone(), Tongue::En, tasks, Nudge::default());
        let mut told = Vec::new();
        for _ in 0..50 {
            tokio::task::yield_now().await;
            ears.frame(At(0), &[0xff; 160]);
            told.extend(ears.next());
        }
        let kinds: Vec<&str> = told
            .iter()
            .map(|told| match told {
                Told::Words(Recognised::Partial(_)) => "partial",
                Told::Words(Recognised::Final(_)) => "final",
                Told::Deaf => "deaf",
            })
            .collect();
        assert_eq!(kinds, ["partial", "final", "deaf"]);
        assert_eq!(port.0.load(Ordering::Relaxed), FAILURES);
    }
}
