//! The ear on scenes of a telephone line: who speaks is heard soon, a room and the
//! agent's own echo are not taken for a caller, and it does not matter how frames come.

mod scene;

use parley_voice::hearing::ear::{Ear, Heard};
use parley_voice::time::At;
use scene::{LEAD, add, agent, coded, echoed, hear, room, utterances};

/// ms between a talker's first sound and `VoiceBegan`, sorted; and what was heard before.
fn onsets(babble: Option<f32>) -> (Vec<u64>, usize) {
    let (mut delays, mut early) = (Vec::new(), 0);
    for (n, said) in utterances().iter().enumerate() {
        let lead = LEAD + n * 27;
        let mut scene = room(lead + said.samples.len() + 4_000, babble, n);
        add(&mut scene, lead, &said.samples, 0.0);
        let onset = ((lead + said.onset) / 8) as u64;
        let told = hear(&mut Ear::default(), &scene, None);
        let began = told
            .iter()
            .filter(|(_, what)| matches!(what, Heard::VoiceBegan { .. }));
        let mut known: Vec<u64> = began.map(|(known, _)| *known).collect();
        early += known.iter().filter(|known| **known <= onset).count();
        known.retain(|known| *known > onset);
        delays.push(known.first().map_or(u64::MAX, |known| known - onset));
    }
    delays.sort_unstable();
    (delays, early)
}

#[test]
fn a_talker_is_heard_soon_on_a_quiet_line_and_before_a_room() {
    for babble in [None, Some(20.0)] {
        let (delays, early) = onsets(babble);
        assert!(delays[delays.len() / 2] <= 100, "{babble:?} {delays:?}");
        assert!(delays[delays.len() - 1] <= 180, "{babble:?} {delays:?}");
        assert!(early <= 1, "{babble:?} {early}");
    }
}

#[test]
fn a_room_full_of_voices_is_seldom_taken_for_the_caller() {
    let scene = room(60 * 8_000, Some(10.0), 3);
    let told = hear(&mut Ear::default(), &scene, None);
    let began = told
        .iter()
        .filter(|(_, what)| matches!(what, Heard::VoiceBegan { .. }));
    assert!(began.count() <= 3);
    let (delays, _) = onsets(Some(10.0));
    assert!(delays[delays.len() * 9 / 10] <= 300, "{delays:?}");
}

#[test]
fn the_end_of_a_voice_is_where_it_was() {
    for (n, said) in utterances().iter().enumerate() {
        let mut scene = room(LEAD + said.samples.len() + 4_000, None, n);
        add(&mut scene, LEAD, &said.samples, 0.0);
        let told = hear(&mut Ear::default(), &scene, None);
        let end = ((LEAD + said.end) / 8) as u64;
        let last = told.iter().rev().find_map(|(known, what)| match what {
            Heard::VoiceEnded { at } => Some((*known, at.0)),
            _ => None,
        });
        let (known, at) = last.unwrap_or_default();
        assert!(at.abs_diff(end) <= 80, "{n}: {at} for {end}");
        assert!(known <= end + 320, "{n}: {known} for {end}");
    }
}

#[test]
fn the_agent_does_not_hear_itself() {
    for (loss, delay) in [(6.0, 1_440), (12.0, 800), (20.0, 4_000)] {
        let agent = agent(12 * 8_000);
        let mut scene = room(agent.len(), None, 0);
        add(&mut scene, 0, &echoed(&agent, delay), loss);
        let began = |told: Vec<(u64, Heard)>| {
            told.iter()
                .filter(|(_, what)| matches!(what, Heard::VoiceBegan { .. }))
                .count()
        };
        assert!(began(hear(&mut Ear::default(), &scene, None)) > 0);
        assert_eq!(
            began(hear(&mut Ear::default(), &scene, Some(&agent))),
            0,
            "{loss} {delay}"
        );
    }
}

#[test]
fn a_caller_is_heard_over_the_echo() {
    for (n, said) in utterances().iter().enumerate().step_by(3) {
        let lead = 5 * 8_000;
        let agent = agent(lead + said.samples.len() + 4_000);
        let mut scene = room(agent.len(), None, n);
        add(&mut scene, 0, &echoed(&agent, 1_440), 15.0);
        add(&mut scene, lead, &said.samples, 0.0);
        let told = hear(&mut Ear::default(), &scene, Some(&agent));
        let began = told
            .iter()
            .find(|(_, what)| matches!(what, Heard::VoiceBegan { .. }));
        let delay = began.map(|(known, _)| known - ((lead + said.onset) / 8) as u64);
        assert!(delay.is_some_and(|delay| delay <= 220), "{n}: {delay:?}");
    }
}

#[test]
fn it_does_not_matter_how_the_sound_is_cut_into_frames() {
    let said = &utterances()[1];
    let mut scene = room(LEAD + said.samples.len() + 4_000, None, 0);
    add(&mut scene, LEAD, &said.samples, 0.0);
    let sound = coded(scene.into_iter());
    let voices = |size: usize| {
        let (mut ear, mut heard) = (Ear::default(), Vec::new());
        for (n, frame) in sound.chunks(size).enumerate() {
            ear.frame(At((n * size / 8) as u64), frame, &mut heard);
        }
        heard.retain(|what| !matches!(what, Heard::Level { .. }));
        heard
    };
    assert!(voices(160).len() >= 2);
    for size in [80, 240, 800, 8] {
        assert_eq!(voices(size), voices(160));
    }
}

#[test]
fn a_line_that_loses_frames_is_still_heard_and_a_dead_one_falls_silent() {
    let said = &utterances()[4];
    let mut scene = room(LEAD + said.samples.len(), None, 0);
    add(&mut scene, LEAD, &said.samples, 0.0);
    let sound = coded(scene.into_iter());
    let (mut ear, mut heard) = (Ear::default(), Vec::new());
    for (n, frame) in sound.chunks(160).enumerate() {
        if n % 17 != 3 {
            ear.frame(At(n as u64 * 20), frame, &mut heard);
        }
        // The line dies in the middle of a word.
        if n * 160 > LEAD + 5_000 {
            break;
        }
    }
    assert!(ear.is_voice(), "{heard:?}");
    assert!(ear.losses().missing.ms() > 100);
    heard.clear();
    ear.silence(At(4_300), &mut heard);
    assert!(
        matches!(heard.as_slice(), [Heard::VoiceEnded { .. }]),
        "{heard:?}"
    );
}

#[test]
fn speech_has_no_keys_and_no_beeps_and_a_mailbox_has_one() {
    let tones = |told: &[(u64, Heard)]| -> Vec<Heard> {
        let tones = told.iter().map(|(_, what)| *what).filter(|what| {
            matches!(
                what,
                Heard::Key { .. }
                    | Heard::BeepBegan { .. }
                    | Heard::BeepEnded { .. }
                    | Heard::Sit { .. }
            )
        });
        tones.collect()
    };
    let talk = agent(16 * 8_000);
    let mut scene = room(20 * 8_000, None, 0);
    add(&mut scene, 0, &talk, 0.0);
    assert_eq!(tones(&hear(&mut Ear::default(), &scene, None)), []);
    let beep: Vec<i16> = (0..3_200)
        .map(|n| ((n as f32 * 1_000.0 / 8_000.0 * std::f32::consts::TAU).sin() * 5_000.0) as i16)
        .collect();
    add(&mut scene, 17 * 8_000, &beep, 0.0);
    let told = tones(&hear(&mut Ear::default(), &scene, None));
    let [Heard::BeepBegan { at, .. }, Heard::BeepEnded { at: ended }] = told[..] else {
        panic!("{told:?}");
    };
    assert!(at.0.abs_diff(17_000) <= 20 && ended.0.abs_diff(17_400) <= 20);
}
