use std::sync::atomic::AtomicUsize;
use std::time::{Duration, Instant};

use parley_app::ports::{LiveTurn, LogReplay, MicrophoneLine, MonitorLine, PlayerError, TakeSound};
use parley_domain::call::Side;
use parley_domain::live::{CallPhase, EffectState, PracticeLanguage, TapeGate};
use parley_domain::report::Zone;
use parley_domain::time::UtcMillis;
use parley_voice::dialogue::Tongue;
use parley_voice::ledger::SpokenWord;
use parley_voice::sound::g711::to_ulaw;
use parley_voice::time::Samples;

use super::*;
use crate::keep::{Line as LogLine, run_again};
use crate::live::espeak::Espeak;
use crate::live::speech_out::Speech;

/// A word of it is as long as this, ms.
const WORD_MS: u64 = 60;

/// A voice that is in a hurry.
struct Quick;

#[async_trait]
impl SpeechOut for Quick {
    async fn speak(
        &self,
        text: &str,
        _tongue: Tongue,
        out: &mut Speech,
    ) -> Result<(), SpeechOutError> {
        for word in text.split_whitespace() {
            let from = out.at();
            let to = from + Samples::of_ms(WORD_MS);
            let text = word.to_owned();
            out.word(SpokenWord { text, from, to });
            let codes: Vec<u8> = (0..to.0 - from.0)
                .map(|n| to_ulaw(if n % 20 < 10 { 6_000 } else { -6_000 }))
                .collect();
            out.sound(&codes).await?;
        }
        Ok(())
    }
}

/// Counts what is played.
#[derive(Clone, Default)]
struct Speaker(Arc<AtomicUsize>);

impl Monitor for Speaker {
    fn open(&self) -> Result<Box<dyn MonitorLine>, PlayerError> {
        Ok(Box::new(self.clone()))
    }
}

impl MonitorLine for Speaker {
    fn play(&mut self, samples: &[i16]) {
        let loud = samples
            .iter()
            .filter(|sample| sample.unsigned_abs() > 1_000);
        self.0.fetch_add(loud.count(), Ordering::Relaxed);
    }
}

struct NoSound;

impl Monitor for NoSound {
    fn open(&self) -> Result<Box<dyn MonitorLine>, PlayerError> {
        Err(PlayerError::NoDevice)
    }
}

impl Microphone for NoSound {
    fn open(&self, _take: TakeSound) -> Result<Box<dyn MicrophoneLine>, PlayerError> {
        Err(PlayerError::NoDevice)
    }
}

#[derive(Default)]
struct Kept {
    lines: Vec<LogLine>,
    caller: usize,
    agent: usize,
    /// From when on anything was kept, ms.
    from: Option<u64>,
    finished: bool,
}

#[derive(Clone, Default)]
struct Tape(Arc<Mutex<Kept>>);

impl Tape {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().expect("whole")
    }
}

#[async_trait]
impl Recorder for Tape {
    fn line(&mut self, line: Vec<u8>) {
        let line = serde_json::from_slice(&line).expect("a line");
        self.kept().lines.push(line);
    }

    fn sound(&mut self, side: Side, at: u64, codes: &[u8]) {
        let mut kept = self.kept();
        kept.from.get_or_insert(at / 8);
        match side {
            Side::Agent => kept.agent += codes.len(),
            _ => kept.caller += codes.len(),
        }
    }

    async fn finish(self: Box<Self>) -> AppResult<bool> {
        self.kept().finished = true;
        Ok(true)
    }
}

fn call(script: PracticeScript, by: PracticeBy) -> PracticeCall {
    PracticeCall {
        id: "0199aaaa-0000-7000-8000-000000000001"
            .parse()
            .expect("an id"),
        // A Monday noon in Pune.
        since: UtcMillis(1_772_433_000_000),
        zone: Zone::try_from("Asia/Kolkata".to_owned()).expect("a zone"),
        script,
        language: PracticeLanguage::En,
        by,
        business: "Lakeside Clinic".to_owned(),
        person: "Asha".to_owned(),
    }
}

/// Waits until it is so; the last state says why not.
async fn until(calls: &PracticeCalls, what: impl Fn(&PracticeNow) -> bool) -> PracticeNow {
    let began = Instant::now();
    loop {
        let now = calls.now().expect("a call");
        if what(&now) {
            return now;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{now:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn agent_says(now: &PracticeNow, part: &str) -> bool {
    let last = now.view.turns.last();
    last.is_some_and(|turn| turn.side == Side::Agent && turn.heard.contains(part))
}

fn text(turns: &[LiveTurn]) -> Vec<String> {
    let each = turns.iter().map(|turn| match turn.side {
        Side::Caller => format!("C {}", turn.heard),
        _ => format!("A {}", turn.heard),
    });
    each.collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reminder_is_confirmed_by_typing() {
    let speaker = Speaker::default();
    let calls = PracticeCalls::new(
        Arc::new(Quick),
        Arc::new(speaker.clone()),
        Arc::new(NoSound),
    );
    let tape = Tape::default();
    let asked = call(PracticeScript::Reminder, PracticeBy::Typing);
    calls
        .start(asked, Box::new(tape.clone()))
        .await
        .expect("starts");
    let busy = call(PracticeScript::Appointment, PracticeBy::Typing);
    let refused = calls.start(busy, Box::new(Tape::default())).await;
    assert_eq!(refused.expect_err("busy").code, ErrorCode::Conflict);
    let disclosed = until(&calls, |now| agent_says(now, "May we record it?")).await;
    assert!(disclosed.audible && disclosed.view.call.tape == TapeGate::Shut);
    // Nothing was kept before the caller agreed to it.
    assert_eq!(tape.kept().from, None);
    calls.say("yes", true).expect("said");
    until(&calls, |now| agent_says(now, "Am I speaking with Asha?")).await;
    calls.say("yes this", false).expect("said");
    calls.say("yes this is she", true).expect("said");
    let reads = until(&calls, |now| agent_says(now, "Will you come?")).await;
    assert_eq!(reads.view.call.phase, CallPhase::Commit);
    let state = reads.view.call.effect.expect("asked").state;
    assert_eq!(state, EffectState::Asked);
    calls.say("yes", true).expect("said");
    let over = until(&calls, |now| now.kept.is_some()).await;
    assert!(over.over && over.kept == Some(true));
    assert_eq!(over.view.outcome.as_deref(), Some("confirmed"));
    let effect = over.view.call.effect.clone().expect("done");
    assert_eq!(
        (effect.what.as_deref(), effect.state),
        (Some("confirm"), EffectState::Done)
    );
    let said = text(&over.view.turns);
    assert!(said.contains(&"C yes this is she".to_owned()), "{said:?}");
    assert!(
        over.view
            .turns
            .iter()
            .filter(|turn| turn.latency_ms.is_some())
            .count()
            >= 3
    );
    assert_eq!(
        calls.say("hello", true).expect_err("over").code,
        ErrorCode::NotFound
    );
    let kept = tape.kept();
    assert!(kept.finished && kept.caller > 8_000 && kept.agent > 8_000);
    assert!(matches!(kept.lines.last(), Some(LogLine::Summary(_))));
    let lines = kept.lines.iter().map(serde_json::to_vec);
    let mut lines: Vec<Vec<u8>> = lines.collect::<Result<_, _>>().expect("lines");
    assert!(matches!(run_again(&lines), LogReplay::Same { events } if events > 100));
    // One word of the caller's that is another one, and it is another call.
    let word = lines.iter().rposition(|line| {
        let line = String::from_utf8_lossy(line);
        line.contains("understood") && line.contains("\"agrees\":true")
    });
    let word = word.expect("the caller says yes");
    let other =
        String::from_utf8_lossy(&lines[word]).replace("\"agrees\":true", "\"agrees\":false");
    lines[word] = other.into_bytes();
    assert!(matches!(run_again(&lines), LogReplay::Differs { .. }));
    lines.remove(0);
    assert_eq!(run_again(&lines), LogReplay::NoPlan);
    assert!(kept.from.expect("kept") > 2_000, "{:?}", kept.from);
    assert!(speaker.0.load(Ordering::Relaxed) > 8_000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn typing_while_the_agent_speaks_cuts_it_off() {
    let calls = PracticeCalls::new(Arc::new(Quick), Arc::new(NoSound), Arc::new(NoSound));
    let tape = Tape::default();
    let asked = call(PracticeScript::Appointment, PracticeBy::Typing);
    calls
        .start(asked, Box::new(tape.clone()))
        .await
        .expect("starts");
    tokio::time::sleep(Duration::from_millis(900)).await;
    calls.say("wait a", false).expect("said");
    calls.say("wait a moment", true).expect("said");
    let cut = until(&calls, |now| !now.view.turns.is_empty()).await;
    assert!(!cut.audible);
    let first = cut.view.turns.first().expect("cut");
    assert!(
        first.heard.starts_with("Hello,") && first.cut.ends_with("May we record it?"),
        "{first:?}"
    );
    calls.end();
    until(&calls, |now| now.kept == Some(true)).await;
    // What was said before the gate is nowhere.
    let entries = serde_json::to_string(&tape.kept().lines).expect("JSON");
    assert!(!entries.contains("wait a"), "{entries}");
    calls.forget();
    assert!(calls.now().is_none());
}

#[tokio::test]
async fn what_is_missing_is_said() {
    let mute = Arc::new(Espeak::at("/nowhere/espeak-ng"));
    let calls = PracticeCalls::new(mute, Arc::new(NoSound), Arc::new(NoSound));
    let asked = call(PracticeScript::Appointment, PracticeBy::Typing);
    let refused = calls.start(asked, Box::new(Tape::default())).await;
    assert_eq!(refused.expect_err("no voice").code, ErrorCode::NoVoice);
    let calls = PracticeCalls::new(Arc::new(Quick), Arc::new(NoSound), Arc::new(NoSound));
    let asked = call(PracticeScript::Appointment, PracticeBy::Microphone);
    let refused = calls.start(asked, Box::new(Tape::default())).await;
    assert_eq!(
        refused.expect_err("no microphone").code,
        ErrorCode::NoMicrophone
    );
    assert!(calls.now().is_none());
}
