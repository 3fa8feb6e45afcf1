//! What a live call's runtime costs: `cargo run --release -p parley-gateway --example
//! live_bench [CALLS]`. Whole calls over real sockets on this machine, all at once, with
//! a scripted recogniser and a voice of tones: voice to voice against when the turn
//! could be known to be over, and the runtime's own share of a turn.
#![expect(clippy::print_stdout, reason = "it prints")]

#[path = "../tests/live/board.rs"]
mod board;
#[path = "../tests/live/caller.rs"]
mod caller;
#[path = "../tests/live/carrier.rs"]
mod carrier;
#[path = "../tests/live/desk.rs"]
mod desk;
#[path = "../tests/live/stage.rs"]
mod stage;

use std::time::{Duration, Instant};

use caller::{Step, Utterance, When};
use carrier::Carrier;
use stage::Stage;

#[derive(Default)]
struct Measured {
    voice_to_voice: Vec<Duration>,
    beyond_the_end: Vec<Duration>,
    answer: Vec<Duration>,
    cut_in: Vec<Duration>,
    longest: Vec<Duration>,
    gone: Vec<Duration>,
    /// Bytes of log a second.
    log: Vec<u64>,
}

/// One that books, cutting in on the disclosure; one that refuses; one that hangs up.
fn steps(number: usize) -> Vec<Step> {
    let step = |when, clip, says| Step { when, clip, says };
    let ms = Duration::from_millis;
    let after = When::AfterAgent(ms(500));
    match number % 8 {
        3 => vec![step(after, Utterance::NOT_THURSDAY, "Stop calling me.")],
        7 => vec![step(When::HangUp(ms(900)), Utterance::HELLO, "")],
        _ => vec![
            step(When::Into(ms(700)), Utterance::WAIT, "Wait a minute."),
            step(after, Utterance::HELLO, "Asha Rao."),
            step(after, Utterance::YES_PLEASE, "Yes please."),
        ],
    }
}

async fn call(number: usize) -> Measured {
    // Not all at the same moment.
    tokio::time::sleep(Duration::from_millis(number as u64 * 137 % 3_000)).await;
    let steps = steps(number);
    let stage = Stage::new(&steps).await;
    let ended = Carrier::call(&stage, "CA1").await.run(steps).await;
    let ending = Instant::now();
    let end = stage.board.end().await;
    stage.all_gone().await;
    let gone = ending.elapsed();
    assert!(
        stage.board.loudspeaker.played().is_empty(),
        "nobody listens"
    );
    let deeds = stage.board.deeds().len();
    assert_eq!(deeds, usize::from(number % 8 != 7));
    assert_eq!(ended.then.contains("<Hangup/>"), deeds == 1);
    assert!(deeds == 0 || ended.unplayed == 0);
    assert!(!stage.board.entries().is_empty() && !stage.board.lines().is_empty());
    assert_eq!(
        stage.board.draft().turns.is_empty(),
        deeds == 0 && ended.spoke.is_empty()
    );
    assert!(
        stage
            .board
            .sides()
            .iter()
            .all(|side| side.len() <= ended.caller.len() + 8_000)
    );
    let mut measured = Measured {
        longest: vec![end.counts.longest_answer],
        gone: vec![gone],
        log: vec![stage.board.lines().len() as u64 / end.lasted.as_secs().max(1)],
        ..Measured::default()
    };
    let cleared = ended.cleared.first().zip(ended.spoke.first());
    measured
        .cut_in
        .extend(cleared.map(|(clear, spoke)| clear.saturating_sub(*spoke)));
    let waits = ended.waited.iter().zip(&ended.stopped);
    for (turn, (waited, stopped)) in stage.board.turns().iter().zip(waits) {
        let over = Duration::from_millis(turn.over().0).saturating_sub(*stopped);
        measured.voice_to_voice.push(*waited);
        measured.beyond_the_end.push(waited.saturating_sub(over));
        measured.answer.push(turn.answer());
    }
    measured
}

fn print(name: &str, mut all: Vec<Duration>) {
    all.sort_unstable();
    let ms = |share: usize| {
        let place = (all.len() * share / 100).min(all.len().saturating_sub(1));
        all.get(place)
            .map_or(0.0, |one| one.as_secs_f64() * 1_000.0)
    };
    println!(
        "{name:42} n {:4}  p50 {:8.2}  p95 {:8.2}  p99 {:8.2}  max {:8.2} ms",
        all.len(),
        ms(50),
        ms(95),
        ms(99),
        ms(100)
    );
}

#[tokio::main]
async fn main() {
    let calls = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let calls: Vec<_> = (0..calls.unwrap_or(8))
        .map(|number| tokio::spawn(call(number)))
        .collect();
    let mut sum = Measured::default();
    for call in calls {
        let Ok(measured) = call.await else {
            println!("a call failed");
            continue;
        };
        sum.voice_to_voice.extend(measured.voice_to_voice);
        sum.beyond_the_end.extend(measured.beyond_the_end);
        sum.answer.extend(measured.answer);
        sum.cut_in.extend(measured.cut_in);
        sum.longest.extend(measured.longest);
        sum.gone.extend(measured.gone);
        sum.log.extend(measured.log);
    }
    print("voice to voice", sum.voice_to_voice);
    print("  of it beyond the end of the turn", sum.beyond_the_end);
    print("  of it from the decision to the frame", sum.answer);
    print("a caller's first sound to the clear", sum.cut_in);
    print("the longest a call kept its worker", sum.longest);
    print("a call's end to nothing left of it", sum.gone);
    let log = sum.log.iter().sum::<u64>() / (sum.log.len() as u64).max(1);
    println!("log: {log} bytes a second of a call");
}
