//! Broken content: every sample, mutated at random, is read or refused, never
//! worse; and what is read is sound.

use std::sync::LazyLock;

use parley_app::import::ImportNoteCode;
use parley_app::ports::CallDataReader as _;
use parley_interop::{CallDataFormats, parley};
use proptest::prelude::*;

use crate::samples::{assert_sound, bytes, expected};

/// Every sample of at most 40 KB, and the made-up ones; larger ones only repeat.
static SEEDS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let samples = expected("").into_iter().map(|(path, _)| {
        let bytes = bytes(&path);
        (path, bytes)
    });
    let made_up = crate::made_up::ALL
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
    samples
        .chain(made_up)
        .filter(|(_, bytes)| bytes.len() <= 40_000)
        .collect()
});

#[derive(Debug, Clone)]
enum Damage {
    Truncate(prop::sample::Index),
    Flip(prop::sample::Index, u8),
    /// Writes over a byte with one that means something in these formats.
    Write(prop::sample::Index, u8),
    Delete(prop::sample::Index, usize),
    /// Copies a stretch to another place.
    Splice(prop::sample::Index, prop::sample::Index, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<prop::sample::Index>;
    let telling = prop::sample::select(b"{}[]\",:-0919.eE\\<>&\n\r\t nt\x00\xff".to_vec());
    prop_oneof![
        1 => index().prop_map(Damage::Truncate),
        3 => (index(), 1u8..).prop_map(|(at, mask)| Damage::Flip(at, mask)),
        6 => (index(), telling).prop_map(|(at, byte)| Damage::Write(at, byte)),
        2 => (index(), 1usize..40).prop_map(|(at, count)| Damage::Delete(at, count)),
        2 => (index(), index(), 1usize..200).prop_map(|(from, to, count)| Damage::Splice(from, to, count)),
    ]
}

fn apply(bytes: &mut Vec<u8>, damage: Damage) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    match damage {
        Damage::Truncate(at) => bytes.truncate(at.index(length)),
        Damage::Flip(at, mask) => bytes[at.index(length)] ^= mask,
        Damage::Write(at, byte) => bytes[at.index(length)] = byte,
        Damage::Delete(at, count) => {
            let at = at.index(length);
            bytes.drain(at..(at + count).min(length));
        }
        Damage::Splice(from, to, count) => {
            let from = from.index(length);
            let piece = bytes[from..(from + count).min(length)].to_vec();
            let to = to.index(length);
            bytes.splice(to..to, piece);
        }
    }
}

fn assert_handled(name: &str, bytes: &[u8]) {
    let recognised = CallDataFormats.recognise(name, bytes);
    if let Ok(drafts) = CallDataFormats.read(name, bytes) {
        assert!(
            recognised.is_some(),
            "{name}: read without being recognised"
        );
        for draft in &drafts {
            assert_sound(draft, name);
            let mut again = CallDataFormats
                .read("again", parley::write(draft).as_bytes())
                .unwrap_or_else(|error| panic!("{name}: not read back: {error:?}"))
                .remove(0);
            // Notes are about an import, and an address is not written.
            again.notes.clone_from(&draft.notes);
            again.recording.clone_from(&draft.recording);
            assert_eq!(again, *draft, "{name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_samples_are_read_or_refused(
        seed in any::<prop::sample::Index>(),
        damages in prop::collection::vec(damage(), 1..6),
    ) {
        let (name, bytes) = seed.get(&SEEDS);
        let mut bytes = bytes.clone();
        damages.into_iter().for_each(|damage| apply(&mut bytes, damage));
        assert_handled(name, &bytes);
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        assert_handled("x.vtt", text.as_bytes());
        assert_handled("x", format!("WEBVTT\n\n{text}\n00:00.000 --> 00:01.000\n{text}").as_bytes());
        assert_handled("x", format!("1\n00:00:00,000 --> 00:00:01,000\n{text}\n{text}").as_bytes());
        assert_handled("x", &bytes);
    }
}

#[test]
fn empty_deep_and_large_files_are_refused_by_name() {
    let code = |bytes: &[u8]| CallDataFormats.read("x.json", bytes).unwrap_err().code;
    assert_eq!(code(b""), ImportNoteCode::Empty);
    let deep = format!("{{\"a\":{}", "[".repeat(100_000));
    assert_eq!(code(deep.as_bytes()), ImportNoteCode::Malformed);
    assert_eq!(
        CallDataFormats.recognise("x.json", deep.as_bytes()),
        Some("json")
    );
    let mut large = b"{\"results\": \"".to_vec();
    large.resize((64 << 20) + 1, b'a');
    assert_eq!(code(&large), ImportNoteCode::TooLarge);
    assert_eq!(CallDataFormats.recognise("x.json", &large), Some("json"));
    // Small to write, huge to hold.
    let heavy = format!("[{}{{}}]", "{\"a\":1},".repeat(2 << 20));
    assert_eq!(code(heavy.as_bytes()), ImportNoteCode::TooLarge);
    let mut subtitles = b"WEBVTT\n\n".to_vec();
    subtitles.resize((16 << 20) + 1, b'\n');
    assert_eq!(code(&subtitles), ImportNoteCode::TooLarge);
    large[0] = 0;
    assert_eq!(code(&large), ImportNoteCode::NotRecognised);
}

#[test]
fn repeated_openers_take_no_square_time() {
    for opener in ["&", "<", "{\\", "<v ", "-->", "\n\n"] {
        let body = opener.repeat((1 << 20) / opener.len());
        for head in [
            "WEBVTT\n\n00:00.000 --> 00:01.000\n",
            "1\n00:00:00,000 --> 00:00:01,000\n",
        ] {
            assert_handled("x", format!("{head}{body}").as_bytes());
        }
    }
}

#[test]
fn broken_json_says_where() {
    let refusal = CallDataFormats
        .read("x", b"{\n \"call_id\": \"c\",\n oops}")
        .unwrap_err();
    assert_eq!(refusal.code, ImportNoteCode::Malformed);
    assert_eq!(refusal.detail.as_deref(), Some("line 3, column 2"));
}
