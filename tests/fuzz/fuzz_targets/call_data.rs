//! Call data of every format. The first byte picks the file's ending, which may
//! support a recognition but never decide it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_app::ports::CallDataReader as _;
use parley_interop::{CallDataFormats, parley};

const NAMES: [&str; 4] = ["call.json", "call.vtt", "call.srt", "call"];

fuzz_target!(|data: &[u8]| {
    let Some((pick, content)) = data.split_first() else {
        return;
    };
    let name = NAMES[usize::from(*pick) % NAMES.len()];
    let recognised = CallDataFormats.recognise(name, content);
    let Ok(drafts) = CallDataFormats.read(name, content) else {
        return;
    };
    assert!(recognised.is_some(), "read without being recognised");
    for draft in &drafts {
        for turn in &draft.turns {
            if let (Some(start), Some(end)) = (turn.start_ms, turn.end_ms) {
                assert!(start <= end, "a turn ends before it starts");
            }
            let length = turn.text.chars().count() as u64;
            for word in &turn.words {
                assert!(
                    u64::from(word.at) + u64::from(word.len) <= length,
                    "a word outside its text"
                );
                assert!(word.start_ms <= word.end_ms, "a word ends before it starts");
            }
        }
        // What Parley read it can hand out and read again.
        let written = parley::write(draft);
        let again = CallDataFormats
            .read("call.json", written.as_bytes())
            .expect("Parley's own JSON reads back");
        assert_eq!(again.len(), 1);
        assert_eq!(again[0].turns, draft.turns);
    }
});
