//! A recogniser's texts and moments of any kind: a turn gives back no more words than were
//! said, ends only when nobody speaks, and nobody is spoken to during a beep.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_voice::dialogue::Expecting;
use parley_voice::hearing::answerer::{self, Answerer};
use parley_voice::hearing::turn_end::{Sign, TurnEnd, wait};
use parley_voice::hearing::words::barge_in::classify;
use parley_voice::time::At;

const SLOTS: [Option<Expecting>; 9] = [
    None,
    Some(Expecting::YesNo),
    Some(Expecting::Phone),
    Some(Expecting::Digits),
    Some(Expecting::DateTime),
    Some(Expecting::Email),
    Some(Expecting::Date),
    Some(Expecting::Time),
    Some(Expecting::Name),
];

fuzz_target!(|data: Vec<(u8, u16, &str)>| {
    let (mut turn, mut answerer) = (TurnEnd::default(), Answerer::new(At(0)));
    let (mut now, mut voice, mut beep) = (At(0), false, false);
    let (mut said, mut taken) = (0, 0);
    for (what, step, text) in data {
        now = now.plus_ms(u64::from(step));
        std::hint::black_box(classify(text));
        match what % 8 {
            0 => turn.on(now, Sign::Partial(text)),
            1 => {
                said += text.split_whitespace().count();
                turn.on(now, Sign::Final(text));
                answerer.on(now, answerer::Sign::Words(text));
            }
            2 => {
                voice = true;
                turn.on(now, Sign::VoiceBegan);
                answerer.on(now, answerer::Sign::VoiceBegan);
            }
            3 => {
                voice = false;
                turn.on(now, Sign::VoiceEnded);
                answerer.on(now, answerer::Sign::VoiceEnded);
                assert!(turn.deadline().is_none_or(|at| at <= now.plus_ms(wait::LONGEST)));
            }
            4 => turn.expects(SLOTS[usize::from(step) % SLOTS.len()]),
            5 => {
                // Only what is final can be counted.
                turn.on(now, Sign::Partial(""));
                taken += turn.take().split_whitespace().count();
                assert!(taken <= said, "more than was said");
            }
            6 => {
                beep = true;
                answerer.on(now, answerer::Sign::BeepBegan);
            }
            _ => {
                beep = false;
                answerer.on(now, answerer::Sign::BeepEnded);
            }
        }
        assert!(!voice || turn.deadline().is_none(), "over while somebody speaks");
        assert!(!(voice || beep) || answerer.speak_at().is_none(), "spoke over it");
        std::hint::black_box(answerer.who(now));
    }
});
