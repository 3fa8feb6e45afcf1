//! espeak-ng as an outside process: a voice that every machine can have, for practice
//! calls, for offline work, and for when a provider is down. A clause at a time, so that
//! the first is heard while the next is made.
//!
//! It does not tell when a word is said: within a clause words are placed by their
//! letters ([`place`]). Must not know: calls.

pub mod aloud;
pub mod place;
pub mod rate;
pub mod text;
pub mod wav;

use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use async_trait::async_trait;
use parley_voice::dialogue::Tongue;
use parley_voice::ledger::SpokenWord;
use parley_voice::sound::g711::to_ulaw;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use self::aloud::Lexicon;
use self::place::placed;
use self::rate::Resampler;
use crate::live::speech_out::{Speech, SpeechOut, SpeechOutError};

/// A clause takes some 10 ms to make.
const CLAUSE_WITHIN: Duration = Duration::from_secs(3);
/// The most sound of a clause, in bytes: a minute of 16 bits at 22,050 Hz.
const MOST: u64 = 60 * 2 * 22_050;

/// A voice of this machine.
#[derive(Debug, Clone)]
pub struct Espeak {
    program: PathBuf,
    speaker: Option<String>,
    manner: Manner,
}

/// How somebody speaks. What is not said is as the voice has it.
#[derive(Debug, Clone, Default)]
pub struct Manner {
    /// English as it is spoken somewhere, `en-us`.
    pub english: Option<String>,
    /// One language whatever is said, `hi`.
    pub always: Option<String>,
    /// Words a minute.
    pub rate: Option<u16>,
    /// 0 to 99.
    pub pitch: Option<u8>,
    /// How loud: 0 to 200, and 100 is usual.
    pub amplitude: Option<u8>,
    /// What would be read wrong.
    pub lexicon: Lexicon,
}

impl Default for Espeak {
    /// The one on the path.
    fn default() -> Self {
        Self::at("espeak-ng")
    }
}

impl Espeak {
    #[must_use]
    pub fn at(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            speaker: None,
            manner: Manner::default(),
        }
    }

    /// The same languages by somebody else: a variant of espeak-ng's, `f3`.
    #[must_use]
    pub fn spoken_by(self, speaker: &str) -> Self {
        Self {
            speaker: Some(speaker.to_owned()),
            ..self
        }
    }

    #[must_use]
    pub fn in_manner(self, manner: Manner) -> Self {
        Self { manner, ..self }
    }

    /// A clause's sound, as a WAV file. The process ends when this is dropped.
    async fn clause(&self, text: &str, tongue: Tongue) -> Result<Vec<u8>, SpeechOutError> {
        let manner = &self.manner;
        let language = match (&manner.always, tongue) {
            (Some(language), _) => language,
            (None, Tongue::En) => manner.english.as_deref().unwrap_or("en"),
            (None, Tongue::Hi) => "hi",
        };
        let voice = match &self.speaker {
            Some(speaker) => format!("{language}+{speaker}"),
            None => language.to_owned(),
        };
        let told = |name: &str, value: Option<String>| {
            value.map(|value| [name.to_owned(), value]).into_iter()
        };
        let rate = told("-s", manner.rate.map(|rate| rate.to_string()));
        let amplitude = told(
            "-a",
            manner.amplitude.map(|amplitude| amplitude.to_string()),
        );
        let pitch = told("-p", manner.pitch.map(|pitch| pitch.to_string()));
        // What is said goes in by a pipe: arguments are seen by every user of the machine.
        let mut process = Command::new(&self.program)
            .args(["-v", voice.as_str(), "-b", "1", "--stdin", "--stdout"])
            .args(rate.chain(pitch).chain(amplitude).flatten())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => SpeechOutError::NotInstalled,
                _ => SpeechOutError::Failed,
            })?;
        let (Some(mut input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(SpeechOutError::Failed);
        };
        let mut file = Vec::new();
        let mut output = output.take(MOST + 1);
        let speaks = async {
            let written = async {
                input.write_all(text.as_bytes()).await?;
                // It begins when there is no more to come.
                drop(input);
                Ok::<(), io::Error>(())
            };
            tokio::try_join!(written, output.read_to_end(&mut file))?;
            Ok::<(), io::Error>(())
        };
        match tokio::time::timeout(CLAUSE_WITHIN, speaks).await {
            Err(_) => return Err(SpeechOutError::TimedOut),
            Ok(Err(_)) => return Err(SpeechOutError::Failed),
            Ok(Ok(())) => {}
        }
        if file.len() as u64 > MOST {
            return Err(SpeechOutError::TooLong);
        }
        match tokio::time::timeout(CLAUSE_WITHIN, process.wait()).await {
            Ok(Ok(status)) if status.success() => Ok(file),
            Ok(_) => Err(SpeechOutError::Failed),
            Err(_) => Err(SpeechOutError::TimedOut),
        }
    }
}

#[async_trait]
impl SpeechOut for Espeak {
    async fn ready(&self) -> Result<(), SpeechOutError> {
        let asked = Command::new(&self.program)
            .arg("--version")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .status();
        match tokio::time::timeout(CLAUSE_WITHIN, asked).await {
            Err(_) => Err(SpeechOutError::TimedOut),
            Ok(Ok(status)) if status.success() => Ok(()),
            Ok(Err(error)) if error.kind() == io::ErrorKind::NotFound => {
                Err(SpeechOutError::NotInstalled)
            }
            Ok(_) => Err(SpeechOutError::Failed),
        }
    }

    async fn speak(
        &self,
        text: &str,
        tongue: Tongue,
        out: &mut Speech,
    ) -> Result<(), SpeechOutError> {
        for clause in text::clauses(text) {
            let said = aloud::aloud(&clause, &self.manner.lexicon);
            let text: Vec<&str> = said.iter().map(|said| said.aloud.as_str()).collect();
            let file = self.clause(&text.join(" "), tongue).await?;
            let sound = wav::read(&file).ok_or(SpeechOutError::Unreadable)?;
            let mut resampler = Resampler::new(sound.rate).ok_or(SpeechOutError::Unreadable)?;
            let mut samples = Vec::new();
            resampler.push(&sound.samples, &mut samples);
            resampler.end(&mut samples);
            for (word, from, to) in placed(&said, &samples) {
                out.word(SpokenWord {
                    text: word.to_owned(),
                    from: out.at() + from,
                    to: out.at() + to,
                });
            }
            let codes: Vec<u8> = samples.into_iter().map(to_ulaw).collect();
            out.sound(&codes).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
