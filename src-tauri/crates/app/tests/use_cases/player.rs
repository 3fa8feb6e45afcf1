use parley_app::player::{
    ChooseOutput, ClosePlayer, ListOutputs, OpenPlayer, OutputsView, PausePlayer, PlayPlayer,
    SeekPlayer, SkipSilence, SkippedView, output_choose, output_list, player_close, player_open,
    player_pause, player_play, player_seek, player_silence_skip, restore_output, tick,
};
use parley_app::ports::{Event, OutputDevice};
use parley_app::review::{FlagCall, call_flag};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::listening::Span;
use parley_domain::review::FlagReason;

use crate::bench::{Bench, refused};

async fn open(bench: &Bench, call_id: CallId) {
    let (workspace, grant) = bench.can().await;
    let opened = player_open(&workspace, grant, OpenPlayer { call_id }).await;
    assert!((opened.unwrap().duration_ms - 4_000.0).abs() < 0.5);
}

async fn play(bench: &Bench) {
    let (workspace, grant) = bench.can().await;
    player_play(&workspace, grant, PlayPlayer {}).await.unwrap();
}

/// Lets sound come out, a beat each 40 ms.
async fn hear(bench: &Bench, millis: u32) {
    for _ in 0..millis / 40 {
        bench.hands.player.forward(40.0);
        bench.hands.clock.forward(40);
        tick(&bench.desk).await.unwrap();
    }
}

async fn seek(bench: &Bench, position_ms: f64) {
    let (workspace, grant) = bench.can().await;
    let sought = player_seek(&workspace, grant, SeekPlayer { position_ms }).await;
    sought.unwrap();
}

async fn close(bench: &Bench) {
    let (workspace, grant) = bench.can().await;
    player_close(&workspace, grant, ClosePlayer {})
        .await
        .unwrap();
}

const STARTED: &str = "Asha: recording_play_started Meera";

#[tokio::test]
async fn the_start_is_written_before_the_sound_and_the_spans_after_it() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    open(&bench, call_id).await;
    assert!(bench.acts().await.is_empty());
    play(&bench).await;
    assert_eq!(bench.acts().await, [STARTED]);
    hear(&bench, 1_000).await;
    seek(&bench, 3_000.0).await;
    hear(&bench, 400).await;
    let (workspace, grant) = bench.can().await;
    player_pause(&workspace, grant, PausePlayer {})
        .await
        .unwrap();
    seek(&bench, 3_200.0).await;
    play(&bench).await;
    hear(&bench, 400).await;
    close(&bench).await;
    let heard = "Asha: recording_listened Meera 0-1000,3000-3600";
    assert_eq!(bench.acts().await, [heard]);
    // Nothing was heard since, so nothing is written.
    close(&bench).await;
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn the_page_is_told_four_times_a_second_and_of_a_jump_at_once() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    open(&bench, call_id).await;
    play(&bench).await;
    let told = || {
        let events = bench.hands.events.take();
        events
            .into_iter()
            .filter(|e| matches!(e, Event::Player(_)))
            .count()
    };
    told();
    hear(&bench, 2_000).await;
    let steady = told();
    assert!((7..=9).contains(&steady), "{steady}");
    // The sound goes on somewhere else by itself, as at the end of a loop.
    bench.hands.player.forward(700.0);
    hear(&bench, 40).await;
    assert_eq!(told(), 1);
}

#[tokio::test]
async fn what_was_heard_is_written_at_the_end_and_each_minute() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    open(&bench, call_id).await;
    play(&bench).await;
    bench.acts().await;
    hear(&bench, 400).await;
    bench.hands.clock.forward(60_000);
    hear(&bench, 40).await;
    assert_eq!(bench.acts().await, ["Asha: recording_listened Meera 0-440"]);
    hear(&bench, 4_000).await;
    let rest = "Asha: recording_listened Meera 440-4000";
    assert_eq!(bench.acts().await, [rest]);
    let ended = |event: &Event| matches!(event, Event::Player(p) if p.ended);
    assert!(bench.hands.events.take().iter().any(ended));
}

#[tokio::test]
async fn what_cannot_be_heard_says_why() {
    let bench = Bench::new().await;
    let (workspace, grant) = bench.can().await;
    let nothing = player_play(&workspace, grant, PlayPlayer {}).await;
    assert_eq!(refused(nothing), ErrorCode::NoRecording);
    let call_id = bench.one_call().await.id;
    let (workspace, _) = bench.can::<parley_domain::access::kinds::CallList>().await;
    let record = workspace.store.call(call_id).await.unwrap().unwrap();
    let media_id = record.recording.unwrap().0;
    let vault = bench.hands.workspaces.vault(bench.id).unwrap();
    let hear = async || {
        let (workspace, grant) = bench.can().await;
        player_open(&workspace, grant, OpenPlayer { call_id }).await
    };
    vault.damage(media_id);
    assert_eq!(refused(hear().await), ErrorCode::MediaDamaged);
    vault.lose(media_id);
    assert_eq!(refused(hear().await), ErrorCode::MediaMissing);
    assert!(bench.acts().await.is_empty());
}

#[tokio::test]
async fn a_device_that_vanishes_is_told_once_and_what_was_heard_is_kept() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    open(&bench, call_id).await;
    play(&bench).await;
    hear(&bench, 400).await;
    bench.acts().await;
    bench.hands.events.take();
    bench.hands.player.lose_device();
    hear(&bench, 120).await;
    let told = bench.hands.events.take();
    let lost = told.iter().filter(|e| matches!(e, Event::PlayerDeviceLost));
    assert_eq!(lost.count(), 1);
    close(&bench).await;
    assert_eq!(bench.acts().await, ["Asha: recording_listened Meera 0-400"]);
}

async fn skip(bench: &Bench, skip: bool) -> SkippedView {
    let (workspace, grant) = bench.can().await;
    let input = SkipSilence {
        skip,
        flagged_only: false,
    };
    player_silence_skip(&workspace, grant, input).await.unwrap()
}

#[tokio::test]
async fn silence_is_left_out_and_not_heard() {
    let bench = Bench::new().await;
    let (workspace, grant) = bench.can().await;
    let nothing = player_silence_skip(
        &workspace,
        grant,
        SkipSilence {
            skip: true,
            flagged_only: false,
        },
    )
    .await;
    assert_eq!(refused(nothing), ErrorCode::NoRecording);
    // Words up to 3.5 s; a voice each four seconds.
    let said = "call\ncaller: Meera\n> I want a refund\n< Gladly\n";
    bench
        .import(&[("a.call", said), ("a.tone", "tone 12500 2")])
        .await;
    let store = bench.desk.workspace().unwrap().store.clone();
    let call = store
        .calls(&Default::default(), None, 1)
        .await
        .unwrap()
        .rows[0]
        .clone();
    let (workspace, grant) = bench.can().await;
    let input = OpenPlayer { call_id: call.id };
    player_open(&workspace, grant, input).await.unwrap();
    let span = |from_ms, to_ms| Span { from_ms, to_ms };
    let left_out = vec![span(4_700, 7_850), span(8_700, 11_850)];
    for _ in 0..2 {
        // Found the first time, read back the second.
        let view = skip(&bench, true).await;
        assert_eq!(view.skipped, left_out);
        assert_eq!(view.saved_ms, 6_300);
    }
    let route = bench.hands.player.route().unwrap();
    assert_eq!(route.beside(12_500), left_out);
    bench.acts().await;
    play(&bench).await;
    hear(&bench, 4_680).await;
    bench.hands.player.forward(3_200.0);
    hear(&bench, 400).await;
    close(&bench).await;
    assert_eq!(
        bench.acts().await,
        [STARTED, "Asha: recording_listened Meera 0-4700,7850-8280"]
    );
}

#[tokio::test]
async fn a_call_without_pauses_is_played_whole() {
    let bench = Bench::new().await;
    let call_id = bench.one_call().await.id;
    open(&bench, call_id).await;
    let view = skip(&bench, true).await;
    assert!(view.skipped.is_empty() && view.saved_ms == 0);
    skip(&bench, false).await;
    assert_eq!(bench.hands.player.route(), None);
}

#[tokio::test]
async fn only_what_is_flagged_is_played_each_with_a_little_around_it() {
    let bench = Bench::new().await;
    let said = "call\ncaller: Meera\n> I want a refund\n< Gladly\n";
    bench
        .import(&[("a.call", said), ("a.tone", "tone 30000 2")])
        .await;
    let store = bench.desk.workspace().unwrap().store.clone();
    let page = store.calls(&Default::default(), None, 1).await.unwrap();
    let call_id = page.rows[0].id;
    let (workspace, grant) = bench.can().await;
    let opened = player_open(&workspace, grant, OpenPlayer { call_id }).await;
    assert!((opened.unwrap().duration_ms - 30_000.0).abs() < 0.5);
    let only = async || {
        let (workspace, grant) = bench.can().await;
        let input = SkipSilence {
            skip: false,
            flagged_only: true,
        };
        player_silence_skip(&workspace, grant, input).await.unwrap()
    };
    // Nothing is flagged: all is played.
    assert!(only().await.skipped.is_empty());
    assert_eq!(bench.hands.player.route(), None);
    let (workspace, grant) = bench.can().await;
    let span = |from_ms, to_ms| Span { from_ms, to_ms };
    let input = FlagCall {
        command_id: bench.command_id(),
        call_id,
        span: Some(span(10_000, 12_000)),
        turn_index: None,
        reason: FlagReason::Tone,
        note: None,
    };
    call_flag(&workspace, grant, input).await.unwrap();
    let view = only().await;
    assert_eq!(view.skipped, [span(0, 5_000), span(17_000, 30_000)]);
    assert_eq!(view.saved_ms, 18_000);
    let route = bench.hands.player.route().unwrap();
    assert_eq!(route.spans(), [span(5_000, 17_000)]);
    skip(&bench, false).await;
    assert_eq!(bench.hands.player.route(), None);
}

#[tokio::test]
async fn a_device_is_chosen_for_the_machine_and_again_at_the_next_start() {
    let bench = Bench::new().await;
    let headset = OutputDevice {
        id: "test:headset".to_owned(),
        name: "Headset".to_owned(),
    };
    let player = &bench.hands.player;
    player.connect(std::slice::from_ref(&headset));
    let choose = async |id: Option<&str>| {
        let (workspace, grant) = bench.can().await;
        let id = id.map(str::to_owned);
        output_choose(&workspace, grant, ChooseOutput { id }).await
    };
    assert_eq!(
        refused(choose(Some("test:none")).await),
        ErrorCode::InvalidInput
    );
    assert_eq!(player.output(), None);
    let view = choose(Some("test:headset")).await.unwrap();
    assert_eq!(view.chosen, Some(headset.clone()));
    assert_eq!(player.output().as_deref(), Some("test:headset"));

    // It is pulled out: still chosen, and it can be chosen once more.
    player.connect(&[]);
    let (workspace, grant) = bench.can().await;
    let left = output_list(&workspace, grant, ListOutputs {})
        .await
        .unwrap();
    assert_eq!(
        left,
        OutputsView {
            devices: Vec::new(),
            chosen: Some(headset),
        }
    );
    choose(Some("test:headset")).await.unwrap();

    choose(None).await.unwrap();
    assert_eq!(player.output(), None);
    restore_output(&bench.desk.deps).unwrap();
    assert_eq!(player.output(), None);
}
