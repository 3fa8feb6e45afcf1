use super::*;
use crate::time::FRAME;

fn frame(code: u8) -> Vec<u8> {
    vec![code; 160]
}

fn caller(recording: &mut Recording, ms: u64, code: u8) {
    recording.caller(Samples::of_ms(ms), &frame(code));
}

/// One side as it would be kept, silence between.
fn side(laid: &[Laid], agent: bool) -> Vec<u8> {
    let mut sound = Vec::new();
    for laid in laid {
        let (at, codes) = match laid {
            Laid::Caller { at, codes } if !agent => (at, codes),
            Laid::Agent { at, codes } if agent => (at, codes),
            _ => continue,
        };
        let at = usize::try_from(at.0).expect("a place");
        assert!(sound.len() <= at, "places grow");
        sound.resize(at, SILENCE);
        sound.extend(codes);
    }
    sound
}

fn reply() -> ReplyId {
    crate::reply::Floor::default().take().0
}

/// Sends `frames` frames with a mark behind each five, as the line does.
fn send(recording: &mut Recording, from: u64, frames: u64, mark: &mut u32) {
    for n in 0..frames {
        let place = Samples((from + n) * FRAME.0);
        recording.sent(reply(), place, &frame((from + n) as u8));
        if (from + n) % 5 == 4 {
            recording.marked(MarkId(*mark));
            *mark += 1;
        }
    }
}

#[test]
fn nothing_of_before_the_gate_is_kept_and_nothing_comes_back() {
    let mut recording = Recording::default();
    caller(&mut recording, 0, 1);
    recording.gate(At(30), true);
    // It began before the gate opened.
    caller(&mut recording, 20, 2);
    caller(&mut recording, 40, 3);
    recording.gate(At(60), false);
    caller(&mut recording, 60, 4);
    recording.gate(At(100), true);
    caller(&mut recording, 80, 5);
    caller(&mut recording, 100, 6);
    recording.over();
    let kept = side(&recording.take(), false);
    assert_eq!(kept.len(), 120 * 8);
    assert!(kept[..800].iter().all(|code| *code == SILENCE));
    assert!(kept[800..].iter().all(|code| *code == 6));
}

#[test]
fn frames_that_come_twice_are_kept_once_and_missing_ones_are_silence() {
    let mut recording = Recording::default();
    recording.gate(At(0), true);
    for ms in [0, 20, 20, 0, 60, 40] {
        caller(&mut recording, ms, ms as u8);
    }
    recording.over();
    let kept = side(&recording.take(), false);
    assert_eq!(kept[160..320], frame(20));
    assert_eq!(kept[320..480], frame(SILENCE));
    assert_eq!(kept[480..640], frame(60));
    assert_eq!(kept.len(), 640);
}

#[test]
fn a_number_that_nobody_may_keep_is_silence() {
    let mut recording = Recording::default();
    recording.gate(At(0), true);
    caller(&mut recording, 0, 1);
    recording.withhold(true);
    for ms in (20..2_000).step_by(20) {
        caller(&mut recording, ms, 2);
    }
    assert_eq!(recording.take(), []);
    recording.silence(At(500), At(1_500));
    recording.withhold(false);
    caller(&mut recording, 2_000, 3);
    let kept = side(&recording.take(), false);
    assert!(kept[500 * 8..1_500 * 8].iter().all(|c| *c == SILENCE));
    assert_eq!(kept[499 * 8], 2);
    assert_eq!(kept[1_500 * 8], 2);
    // A call that ends in the middle of one keeps nothing of it.
    recording.withhold(true);
    caller(&mut recording, 2_020, 4);
    recording.over();
    assert_eq!(recording.take(), []);
}

#[test]
fn the_agent_is_kept_where_its_marks_prove_it() {
    let mut recording = Recording::default();
    recording.gate(At(0), true);
    let mut mark = 0;
    send(&mut recording, 0, 15, &mut mark);
    assert_eq!(recording.take(), []);
    // 65 ms of network, then less: no gap where there was none.
    recording.proven(MarkId(0), At(1_165));
    recording.proven(MarkId(1), At(1_240));
    recording.cleared();
    // The mark of what was thrown away.
    recording.proven(MarkId(2), At(1_250));
    send(&mut recording, 10, 5, &mut mark);
    recording.proven(MarkId(3), At(3_100));
    let laid = recording.take();
    let kept = side(&laid, true);
    assert_eq!(kept.len(), 3_100 * 8);
    assert_eq!(kept[1_065 * 8 - 1], SILENCE);
    assert_eq!(kept[1_065 * 8], 0);
    assert_eq!(kept[1_265 * 8 - 1], 9);
    assert_eq!(kept[1_265 * 8], SILENCE);
    assert_eq!(kept[3_000 * 8], 10);
    let heard = laid.iter().filter(|laid| matches!(laid, Laid::Heard(_)));
    assert_eq!(heard.count(), 15);
}

#[test]
fn an_hour_of_marks_does_not_drift() {
    let mut recording = Recording::default();
    recording.gate(At(0), true);
    let mut mark = 0;
    let mut worst = 0;
    // An utterance of 3 s each 10 s, the way of each message 40 to 70 ms.
    for turn in 0..360u64 {
        let began = turn * 10_000;
        for stretch in 0..30u64 {
            send(&mut recording, stretch * 5, 5, &mut mark);
            let way = 40 + (turn * 7 + stretch * 13) % 30;
            recording.proven(MarkId(mark - 1), At(began + (stretch + 1) * 100 + way));
            for laid in recording.take() {
                if let Laid::Heard(heard) = laid {
                    let true_ms = began + heard.from.ms();
                    worst = worst.max(heard.at.ms().abs_diff(true_ms + 55));
                }
            }
        }
    }
    assert!(worst <= 20, "{worst} ms");
}
