//! What is said, in turns and pieces: nothing is lost but what is masked, no place is
//! outside its turn, and no long run of digits comes out that passes as a card.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_domain::call::Side;
use parley_domain::masking::{Mask, Released, mask_turns};

fuzz_target!(|data: (u8, &str)| {
    let (step, text) = data;
    let turns: Vec<(Side, &str)> = text
        .split('\n')
        .zip([Side::Caller, Side::Agent].into_iter().cycle())
        .map(|(text, side)| (side, text))
        .collect();
    let (texts, masked) = mask_turns(&turns);
    for hit in &masked {
        let length = turns[hit.turn as usize].1.chars().count() as u32;
        assert!(hit.len > 0 && hit.at + hit.len <= length, "outside its turn");
    }
    for (at, (_, text)) in turns.iter().enumerate() {
        if masked.iter().all(|hit| hit.turn as usize != at) {
            assert_eq!(&texts[at], text, "what is not masked stays");
        }
    }
    // In pieces of any size the same comes out.
    let mut mask = Mask::new();
    let mut out = Released::default();
    let mut again = vec![String::new(); turns.len()];
    for (side, text) in &turns {
        mask.begin(*side);
        let chars: Vec<char> = text.chars().collect();
        for piece in chars.chunks(usize::from(step % 7) + 1) {
            mask.push(*side, &piece.iter().collect::<String>(), None, &mut out);
        }
        mask.end(*side, &mut out);
    }
    mask.finish(&mut out);
    for piece in out.pieces {
        again[piece.turn as usize].push_str(&piece.text);
    }
    assert_eq!(again, texts);
});
