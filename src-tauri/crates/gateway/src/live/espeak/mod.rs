//! espeak-ng as an outside process: a voice that every machine can have, for practice
//! calls, for offline work, and for when a provider is down. A clause at a time, so that
//! the first is heard while the next is made.
//!
//! It does not tell when a word is said: within a clause words are placed by their
//! letters, between the clause's first sound and its last. Must not know: calls.

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
use parley_voice::time::Samples;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

use self::rate::Resampler;
use crate::live::speech_out::{Speech, SpeechOut, SpeechOutError};

/// A clause takes some 10 ms to make.
const CLAUSE_WITHIN: Duration = Duration::from_secs(3);
/// The most sound of a clause, in bytes: a minute of 16 bits at 22,050 Hz.
const MOST: u64 = 60 * 2 * 22_050;
/// What counts as sound in a clause, of 16 bits.
const AUDIBLE: i16 = 200;

/// A voice of this machine.
#[derive(Debug, Clone)]
pub struct Espeak {
    program: PathBuf,
    speaker: Option<String>,
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

    /// A clause's sound, as a WAV file. The process ends when this is dropped.
    async fn clause(&self, text: &str, tongue: Tongue) -> Result<Vec<u8>, SpeechOutError> {
        let language = match tongue {
            Tongue::En => "en",
            Tongue::Hi => "hi",
        };
        let voice = match &self.speaker {
            Some(speaker) => format!("{language}+{speaker}"),
            None => language.to_owned(),
        };
        // What is said goes in by a pipe: arguments are seen by every user of the machine.
        let mut process = Command::new(&self.program)
            .args(["-v", voice.as_str(), "-b", "1", "--stdin", "--stdout"])
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
            let file = self.clause(&clause.join(" "), tongue).await?;
            let sound = wav::read(&file).ok_or(SpeechOutError::Unreadable)?;
            let mut resampler = Resampler::new(sound.rate).ok_or(SpeechOutError::Unreadable)?;
            let mut samples = Vec::new();
            resampler.push(&sound.samples, &mut samples);
            resampler.end(&mut samples);
            for (word, from, to) in placed(&clause, &samples) {
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

/// The words of a clause in its sound: by their letters, and one for the word itself.
fn placed<'a>(words: &[&'a str], samples: &[i16]) -> Vec<(&'a str, Samples, Samples)> {
    let is_sound = |sample: &i16| sample.saturating_abs() >= AUDIBLE;
    let first = samples.iter().position(is_sound).unwrap_or(0);
    let end = samples
        .iter()
        .rposition(is_sound)
        .map_or(samples.len(), |last| last + 1);
    let letters = |word: &str| word.chars().count() as u64 + 1;
    let all: u64 = words.iter().map(|word| letters(word)).sum::<u64>().max(1);
    let length = (end - first) as u64;
    let place = |letters: u64| Samples(first as u64 + length * letters / all);
    let mut so_far = 0;
    let words = words.iter().map(|word| {
        let from = place(so_far);
        so_far += letters(word);
        (*word, from, place(so_far))
    });
    words.collect()
}

#[cfg(test)]
mod tests;
