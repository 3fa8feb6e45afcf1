//! The port of a recogniser: a caller's frames in, words with their moments out. Must not
//! know: what words mean, or when a turn is over.

use async_trait::async_trait;
use parley_voice::dialogue::{HeardWord, Tongue};
use parley_voice::time::At;
use tokio::sync::mpsc;

use crate::tasks::Nudge;

/// Frames that wait for a recogniser, 2 s of them; what it does not take is lost to it.
const FRAMES: usize = 100;
/// Results that wait for the call; it takes them at once.
const RESULTS: usize = 64;

/// Why a recogniser ended before its call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum SpeechInError {
    #[error("the recogniser is not there")]
    Unavailable,
    #[error("the recogniser failed")]
    Failed,
}

/// Sound of the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Of its first sample, by the carrier's clock. What is missing was lost.
    pub at: At,
    /// µ-law, 8 kHz, mono.
    pub codes: Vec<u8>,
}

/// What was understood since the last final words. Moments are by the carrier's clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// It may change.
    Partial(Vec<HeardWord>),
    /// For good.
    Final(Vec<HeardWord>),
}

impl Recognised {
    #[must_use]
    pub fn words(&self) -> &[HeardWord] {
        let (Self::Partial(words) | Self::Final(words)) = self;
        words
    }
}

/// What makes sound into words.
#[async_trait]
pub trait SpeechIn: Send + Sync + 'static {
    /// Listens until `sound` ends. Dropped when the call does. Before the recording's
    /// gate opens it hears as well, for what must be obeyed at once: it keeps nothing.
    ///
    /// # Errors
    /// [`SpeechInError`]; it is asked again, a few times.
    async fn listen(&self, tongue: Tongue, sound: Sound, words: Words)
    -> Result<(), SpeechInError>;
}

/// A caller's frames as they come.
#[derive(Debug)]
pub struct Sound(mpsc::Receiver<Frame>);

impl Sound {
    /// The next; nothing when the call is over.
    pub async fn next(&mut self) -> Option<Frame> {
        self.0.recv().await
    }
}

/// Where a recogniser puts what it understood.
#[derive(Debug)]
pub struct Words {
    to: mpsc::Sender<Recognised>,
    nudge: Nudge,
}

/// The call is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the call is over")]
pub struct CallOver;

impl Words {
    /// # Errors
    /// [`CallOver`].
    pub async fn send(&self, recognised: Recognised) -> Result<(), CallOver> {
        self.to.send(recognised).await.map_err(|_| CallOver)?;
        self.nudge.nudge();
        Ok(())
    }
}

/// The call's end of a recogniser.
#[derive(Debug)]
pub struct Line {
    pub frames: mpsc::Sender<Frame>,
    pub words: mpsc::Receiver<Recognised>,
}

/// A recogniser's ends, and the call's.
#[must_use]
pub fn line(nudge: Nudge) -> (Sound, Words, Line) {
    let (frames, sound) = mpsc::channel(FRAMES);
    let (to, words) = mpsc::channel(RESULTS);
    (Sound(sound), Words { to, nudge }, Line { frames, words })
}
