//! The two who speak. A text is made into sound once. Must not know: when it is said.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use parley_voice::dialogue::Tongue;
use parley_voice::ledger::SpokenWord;

use crate::live::speech_out::{SpeechOut, SpeechOutError, speech};
use crate::tasks::Nudge;

/// A text's sound: µ-law, 8 kHz, mono, and the places of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    pub codes: Vec<u8>,
    pub words: Vec<SpokenWord>,
}

/// What was made before, by the text.
pub struct Voice {
    port: Arc<dyn SpeechOut>,
    made: Mutex<HashMap<(String, Tongue), Arc<Spoken>>>,
}

impl fmt::Debug for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Voice").finish_non_exhaustive()
    }
}

impl Voice {
    fn new(port: Arc<dyn SpeechOut>) -> Self {
        Self {
            port,
            made: Mutex::default(),
        }
    }

    pub async fn says(&self, text: &str, tongue: Tongue) -> Result<Arc<Spoken>, SpeechOutError> {
        let key = (text.to_owned(), tongue);
        let lock = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = lock().get(&key) {
            return Ok(Arc::clone(made));
        }
        let (mut out, mut pieces) = speech(Nudge::default());
        let mut spoken = Spoken {
            codes: Vec::new(),
            words: Vec::new(),
        };
        let speaks = async {
            self.port.speak(text, tongue, &mut out).await?;
            out.end().await
        };
        let takes = async {
            while let Some(piece) = pieces.recv().await {
                spoken.codes.extend(piece.codes);
                spoken.words.extend(piece.words);
            }
        };
        let (said, ()) = tokio::join!(speaks, takes);
        said?;
        let spoken = Arc::new(spoken);
        lock().insert(key, Arc::clone(&spoken));
        Ok(spoken)
    }
}

/// Somebody on the caller's side, by the name that a scenario has for them.
#[derive(Debug, Clone)]
pub struct Member {
    pub(super) voice: Arc<Voice>,
    /// Louder than a talker, dB.
    pub(super) gain_db: f32,
    /// As the recogniser tells voices apart.
    pub(super) speaker: u8,
}

/// The agent's and the caller's, and those of whoever else speaks. Cheap to clone; clones
/// remember together.
#[derive(Debug, Clone)]
pub struct Voices {
    pub(super) agent: Arc<Voice>,
    pub(super) caller: Arc<Voice>,
    pub(super) cast: BTreeMap<String, Member>,
}

impl Voices {
    #[must_use]
    pub fn new(agent: Arc<dyn SpeechOut>, caller: Arc<dyn SpeechOut>) -> Self {
        Self {
            agent: Arc::new(Voice::new(agent)),
            caller: Arc::new(Voice::new(caller)),
            cast: BTreeMap::new(),
        }
    }

    #[must_use]
    pub fn with_agent(self, agent: Arc<dyn SpeechOut>) -> Self {
        let agent = Arc::new(Voice::new(agent));
        Self { agent, ..self }
    }

    /// The same, and somebody whom steps name.
    #[must_use]
    pub fn and(mut self, name: &str, port: Arc<dyn SpeechOut>, gain_db: f32, speaker: u8) -> Self {
        let voice = Arc::new(Voice::new(port));
        let member = Member {
            voice,
            gain_db,
            speaker,
        };
        self.cast.insert(name.to_owned(), member);
        self
    }
}
