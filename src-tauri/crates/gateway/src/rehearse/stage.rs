//! From scenarios to what came of them, with sound. Must not know: where scenarios, scripts
//! and voices are kept.

use std::sync::{Arc, Mutex};

use parley_voice::simulate::carrier::Carrier;
use parley_voice::simulate::chance::Chance;
use parley_voice::simulate::scenario::Line as Bad;
use parley_voice::simulate::stage::{Played, Staged, Unplayable};
use parley_voice::simulate::world::Deeds;
use parley_voice::time::At;
use tokio_util::task::TaskTracker;

use crate::live::speech_out::SpeechOutError;
use crate::live::{LiveCall, Ports, Setup};
use crate::outbox::Outbox;
use crate::rehearse::call::{BargeIn, Call, Legs};
use crate::rehearse::caller::Speaker;
use crate::rehearse::clockwork::Clockwork;
use crate::rehearse::kept::Kept;
use crate::rehearse::line::{Line, levelled};
use crate::rehearse::overheard::Overheard;
use crate::rehearse::ports::{Desk, Diary, Hears, Speaks, Understands};
use crate::rehearse::voices::Voices;
use crate::switchboard::Stream;
use crate::tasks::{CallTasks, Nudge};
use crate::twilio::sid::{CallSid, NotASid, StreamSid};
use crate::twilio::twiml::Verb;

/// What the room says, one voice over the other.
const ROOM: [&str; 4] = [
    "I told him that we would be there around eight, and then nobody came to the door",
    "could you pass me the other one, no, the big one that stands behind the bottles",
    "they said on the news that it will be much colder from the middle of the week",
    "so the second half was better, but we should have bought the tickets for the train",
];

/// Each of it by both voices; powers add up, so each is fainter by the root of 8.
const PEOPLE: usize = 2 * ROOM.len();

/// How a call sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// On a clean line.
    Audio,
    /// On the scenario's bad one.
    Line,
}

/// Why a scenario cannot be rehearsed.
#[derive(Debug, thiserror::Error)]
pub enum RehearseError {
    #[error(transparent)]
    Unplayable(#[from] Unplayable),
    #[error(transparent)]
    Voice(#[from] SpeechOutError),
    #[error(transparent)]
    Name(#[from] NotASid),
}

/// How a call went, and how it sounded.
#[derive(Debug, Clone)]
pub struct Rehearsal {
    pub played: Played,
    pub legs: Legs,
    /// What would be in the list of calls.
    pub kept: Kept,
    pub barge_ins: Vec<BargeIn>,
    /// Frames of the caller's that never came.
    pub frames_lost: usize,
}

/// Plays a scenario with sound. It is to run on a runtime of one thread: with more, tasks
/// would come in another order each time.
///
/// # Errors
/// [`RehearseError`].
pub async fn rehearse(
    staged: &Staged,
    voices: &Voices,
    mode: Mode,
    seed: u64,
) -> Result<Rehearsal, RehearseError> {
    let scenario = &staged.scenario;
    let core = staged.core()?;
    let steps = staged.steps(&core);
    let clock = Arc::new(Clockwork::default());
    let understands = Arc::new(Understands::default());
    let diary = Diary::default();
    let desk = Arc::new(Desk {
        business: Mutex::new((staged.world()?, Deeds::default())),
        clock: Arc::clone(&clock),
        suppress_ms: scenario.setting.suppress_ms,
    });
    let ports = Ports {
        speech_in: Arc::new(Hears(Arc::clone(&understands))),
        speech_out: Arc::new(Speaks {
            voice: Arc::clone(&voices.agent),
            clock: Arc::clone(&clock),
            after_ms: scenario.setting.speech_ms,
        }),
        world: Arc::<Desk>::clone(&desk),
        outlasting: TaskTracker::new(),
    };
    let (call, stream) = (CallSid::new("CA1")?, StreamSid::new("MZ1")?);
    let out = Outbox::new(stream.clone());
    let tasks = CallTasks::default();
    let stream = Stream {
        call,
        stream,
        account: None,
        parameters: Default::default(),
        tasks: tasks.clone(),
        nudge: Nudge::default(),
    };
    let setup = Setup {
        core,
        tongue: scenario.tongue,
        journal: Box::new(diary.clone()),
        transfer: vec![Verb::HangUp],
    };
    let bad = match mode {
        Mode::Audio => Bad::CLEAN,
        Mode::Line => scenario.line,
    };
    let chance = Chance::named(seed, &scenario.name);
    let network_ms = scenario.setting.network_ms;
    let room = match bad.babble_db {
        Some(_) => room(voices, scenario).await?,
        None => Vec::new(),
    };
    let speaker = Speaker::new(steps, voices, understands, scenario.tongue, chance.clone());
    let call = Call {
        driver: LiveCall::new(stream, ports, setup),
        out,
        speaker,
        line: Line::new(bad, network_ms, chance, room),
        clock,
        diary,
        carrier: Carrier::new(network_ms),
        now: At(0),
        sent: Vec::new(),
        played: 0,
        legs: Legs::default(),
        audible: At(0),
        silence: (0, At(0)),
        barge_ins: Vec::new(),
        told: 0,
        overheard: Overheard::default(),
    };
    let ended = call.whole(&desk).await;
    tasks.cancel();
    let ended = ended?;
    Ok(Rehearsal {
        played: staged.judged(&ended.outcome, &ended.log)?,
        legs: ended.legs,
        kept: ended.kept,
        barge_ins: ended.barge_ins,
        frames_lost: ended.frames_lost,
    })
}

/// Many who talk at once, as loud together as one talker.
async fn room(
    voices: &Voices,
    scenario: &parley_voice::simulate::scenario::Scenario,
) -> Result<Vec<i16>, SpeechOutError> {
    let mut sum: Vec<i32> = Vec::new();
    let both = [&voices.caller, &voices.agent];
    let people = ROOM
        .iter()
        .flat_map(|text| both.map(|voice| (voice, *text)));
    for (n, (voice, text)) in people.enumerate() {
        let spoken = voice.says(text, scenario.tongue).await?;
        let samples = levelled(&spoken.codes);
        sum.resize(sum.len().max(samples.len()), 0);
        let length = sum.len();
        // Each begins elsewhere, and goes on from its start.
        for (at, sample) in samples.iter().cycle().take(length).enumerate() {
            sum[(at + n * length / PEOPLE) % length] += i32::from(*sample) * 10 / 28;
        }
    }
    let clamp = |sample: i32| sample.clamp(-32_000, 32_000) as i16;
    Ok(sum.into_iter().map(clamp).collect())
}
