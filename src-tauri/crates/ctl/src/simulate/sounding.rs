//! Scenarios with sound: the voices of this machine, the line, and how soon the agent was
//! silent when somebody cut in.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use parley_app::import::RecordingRef;
use parley_gateway::live::espeak::aloud::Lexicon;
use parley_gateway::live::espeak::{Espeak, Manner};
use parley_gateway::live::vowels::Vowels;
use parley_gateway::rehearse::{BargeIn, Legs, Mode, Rehearsal, RehearseError, Voices, rehearse};
use parley_interop::parley;
use parley_voice::simulate::scenario::{Scenario, VoiceOf};
use parley_voice::simulate::stage::Staged;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::args::SoundArgs;

/// Who speaks where espeak-ng is not installed, Hz.
const PITCHES: (f32, f32) = (110.0, 190.0);
/// µ-law in a WAV file (RFC 2361).
const ULAW: u16 = 7;

/// Why there is no sound, or it cannot be kept.
#[derive(Debug, thiserror::Error)]
pub(super) enum SoundingError {
    #[error(transparent)]
    Call(#[from] RehearseError),
    #[error(transparent)]
    Disk(#[from] io::Error),
}

pub(super) struct Sounding {
    runtime: Runtime,
    voices: Voices,
    plain: bool,
    mode: Mode,
    seed: u64,
    keep: Option<PathBuf>,
    barge_ins: Vec<BargeIn>,
}

/// The name of the agent's voice in a scenario.
const AGENT: &str = "agent";

/// `en-us+f2`: the language, and the variant.
fn language(speaks: &str) -> (&str, &str) {
    speaks.split_once('+').unwrap_or((speaks, ""))
}

fn spoken_by(espeak: Espeak, of: &VoiceOf) -> Espeak {
    match language(&of.speaks).1 {
        "" => espeak,
        variant => espeak.spoken_by(variant),
    }
}

fn manner(of: &VoiceOf, pronounce: &Lexicon) -> Manner {
    Manner {
        rate: of.rate,
        pitch: of.pitch,
        lexicon: pronounce.clone(),
        ..Manner::default()
    }
}

fn has_espeak() -> bool {
    let mut version = Command::new("espeak-ng");
    version.arg("--version").stdout(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}

impl Sounding {
    /// Nothing where calls are played in text.
    pub(super) fn of(sound: &SoundArgs) -> Result<Option<Self>, SoundingError> {
        let mode = match (sound.audio, sound.line) {
            (false, false) => return Ok(None),
            (_, true) => Mode::Line,
            (true, false) => Mode::Audio,
        };
        let plain = !has_espeak();
        let voices = if plain {
            let vowels = |pitch| Arc::new(Vowels { pitch });
            Voices::new(vowels(PITCHES.0), vowels(PITCHES.1))
        } else {
            let caller = Espeak::default().spoken_by(&sound.caller);
            Voices::new(Arc::new(Espeak::default()), Arc::new(caller))
        };
        if let Some(folder) = &sound.keep {
            std::fs::create_dir_all(folder)?;
        }
        Ok(Some(Self {
            // One thread: calls come out the same each time.
            runtime: Builder::new_current_thread().enable_all().build()?,
            voices,
            plain,
            mode,
            seed: sound.seed,
            keep: sound.keep.clone(),
            barge_ins: Vec::new(),
        }))
    }

    pub(super) fn play(
        &mut self,
        text: &str,
        script: impl Fn(&str) -> Option<String>,
    ) -> Result<Vec<Value>, SoundingError> {
        let mut rows = Vec::new();
        for staged in Staged::read(text, script).map_err(RehearseError::from)? {
            let voices = self.voices_of(&staged.scenario);
            let call = rehearse(&staged, &voices, self.mode, self.seed);
            let call = self.runtime.block_on(call)?;
            if let Some(folder) = &self.keep {
                keep(folder, &call)?;
            }
            let mut row = json!(call.played);
            row["barge_ins"] = json!(call.barge_ins);
            row["frames_lost"] = json!(call.frames_lost);
            rows.push(row);
            self.barge_ins.extend(call.barge_ins);
        }
        Ok(rows)
    }

    /// Those that the scenario names, where this machine has them.
    fn voices_of(&self, scenario: &Scenario) -> Voices {
        let mut voices = self.voices.clone();
        if self.plain {
            return voices;
        }
        let agent = |of: &VoiceOf| {
            let (language, _) = language(&of.speaks);
            Manner {
                english: language.starts_with("en").then(|| language.to_owned()),
                amplitude: Some((100.0 * 10f32.powf(of.gain_db / 20.0)).min(200.0) as u8),
                ..manner(of, &scenario.pronounce)
            }
        };
        if let Some(of) = scenario.voices.get(AGENT) {
            let agent = Espeak::default().in_manner(agent(of));
            voices = voices.with_agent(Arc::new(spoken_by(agent, of)));
        }
        for (name, of) in scenario.voices.iter().filter(|(name, _)| *name != AGENT) {
            let manner = Manner {
                always: Some(language(&of.speaks).0.to_owned()),
                ..manner(of, &scenario.pronounce)
            };
            let voice = spoken_by(Espeak::default().in_manner(manner), of);
            voices = voices.and(name, Arc::new(voice), of.gain_db, of.speaker);
        }
        voices
    }

    /// What was heard over all calls.
    pub(super) fn report(&self) -> Value {
        let mut times: Vec<u64> = self.barge_ins.iter().filter_map(|b| b.clear_ms).collect();
        times.sort_unstable();
        let part = |of_100: usize| times.get(times.len().saturating_sub(1) * of_100 / 100);
        let voices = if self.plain {
            "plain vowels: espeak-ng is not installed"
        } else {
            "espeak-ng"
        };
        json!({
            "voices": voices,
            "seed": self.seed,
            "barge_ins": self.barge_ins.len(),
            "silenced": times.len(),
            "onset_to_clear_ms": { "p50": part(50), "p95": part(95), "longest": times.last() },
        })
    }
}

/// All that sounded, and beside it the call as it would be in the list: its recording, and
/// what an import takes.
fn keep(folder: &Path, call: &Rehearsal) -> io::Result<()> {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let name: String = call.played.name.chars().map(plain).collect();
    std::fs::write(folder.join(format!("{name}.wav")), wav(&call.legs))?;
    let mut draft = call.kept.call.clone();
    draft.simulated = true;
    if !call.kept.legs.caller.is_empty() {
        let recording = format!("{name}.kept.wav");
        std::fs::write(folder.join(&recording), wav(&call.kept.legs))?;
        draft.recording = Some(RecordingRef::Sidecar {
            file_name: recording,
            caller_channel: Some(0),
            stated_hash: None,
        });
    }
    std::fs::write(
        folder.join(format!("{name}.parley.json")),
        parley::write(&draft),
    )
}

/// Both sides as µ-law: the caller on the first channel.
fn wav(legs: &Legs) -> Vec<u8> {
    let codes = legs.caller.iter().zip(&legs.agent);
    let codes: Vec<u8> = codes
        .flat_map(|(caller, agent)| [*caller, *agent])
        .collect();
    let length = u32::try_from(codes.len()).unwrap_or(u32::MAX);
    let (channels, rate) = (2u16, 8_000u32);
    let mut file = Vec::with_capacity(codes.len() + 58);
    file.extend(b"RIFF");
    file.extend((length.saturating_add(50)).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(18u32.to_le_bytes());
    file.extend(ULAW.to_le_bytes());
    file.extend(channels.to_le_bytes());
    file.extend(rate.to_le_bytes());
    file.extend((rate * u32::from(channels)).to_le_bytes());
    file.extend(channels.to_le_bytes());
    file.extend(8u16.to_le_bytes());
    file.extend(0u16.to_le_bytes());
    file.extend(b"fact");
    file.extend(4u32.to_le_bytes());
    file.extend((length / 2).to_le_bytes());
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(codes);
    file
}
