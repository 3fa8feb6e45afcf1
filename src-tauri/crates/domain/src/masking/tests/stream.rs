use proptest::prelude::*;

use crate::call::Side;
use crate::listening::Span;
use crate::masking::{MOST_SYMBOLS, Mask, Released, is_luhn, mask_turns};

/// How a digit is said, by language.
const SPOKEN: [[&str; 10]; 5] = [
    [
        "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ],
    [
        "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve",
    ],
    [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
    ],
    [
        "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun",
    ],
    [
        "शून्य",
        "एक",
        "दो",
        "तीन",
        "चार",
        "पाँच",
        "छह",
        "सात",
        "आठ",
        "नौ",
    ],
];

fn card() -> impl Strategy<Value = Vec<u8>> {
    (2_u8..=6, prop::collection::vec(0_u8..10, 14)).prop_map(|(first, rest)| {
        let mut digits = vec![first];
        digits.extend(rest);
        digits.push(0);
        let fits = (0..10).find(|last| {
            digits[15] = *last;
            is_luhn(&digits)
        });
        assert!(fits.is_some());
        digits
    })
}

/// The words that say a card: each digit typed or spoken, in groups or alone.
fn words() -> impl Strategy<Value = Vec<(String, usize)>> {
    (card(), prop::collection::vec((0_usize..6, 1_usize..5), 16)).prop_map(|(digits, how)| {
        let mut words = Vec::new();
        let mut at = 0;
        for (language, group) in how {
            let group = group.min(digits.len() - at);
            if group == 0 {
                break;
            }
            let part = &digits[at..at + group];
            if let Some(names) = SPOKEN.get(language) {
                // A number does not begin with "oh".
                words.extend(part.iter().map(|d| (names[usize::from(*d)].to_owned(), 1)));
            } else {
                let typed = part.iter().map(|d| char::from(b'0' + d)).collect();
                words.push((typed, group));
            }
            at += group;
        }
        words
    })
}

proptest! {
    /// Whatever is said around it, however it is cut into turns and pieces: what was let
    /// out holds no seven digits of the card in a row at any time.
    #[test]
    fn no_prefix_tells_a_card(
        words in words(),
        turns in prop::collection::vec(any::<bool>(), 16),
        cuts in prop::collection::vec(1_usize..6, 64),
        before in "(yes |the number is |so it's |uh )?",
    ) {
        let mut mask = Mask::new();
        let mut out = Released::default();
        let mut shown = String::new();
        let check = |out: &mut Released, shown: &mut String| {
            for piece in out.pieces.drain(..) {
                shown.push_str(&piece.text);
            }
            // The longest part of the card, anywhere in it, that was shown in a row.
            let kept: Vec<&str> = shown.split_whitespace().collect();
            (0..words.len())
                .flat_map(|from| (0..kept.len()).map(move |at| (from, at)))
                .map(|(from, at)| {
                    words[from..]
                        .iter()
                        .zip(&kept[at..])
                        .take_while(|((word, _), shown)| word == *shown)
                        .map(|((_, digits), _)| digits)
                        .sum::<usize>()
                })
                .max()
                .unwrap_or(0)
        };
        mask.begin(Side::Caller);
        mask.push(Side::Caller, &before, None, &mut out);
        let mut cuts = cuts.into_iter().cycle();
        for ((word, _), turn) in words.iter().zip(turns.iter().cycle()) {
            let chars: Vec<char> = format!("{word} ").chars().collect();
            for piece in chars.chunks(cuts.next().unwrap_or(1)) {
                let piece: String = piece.iter().collect();
                mask.push(Side::Caller, &piece, None, &mut out);
                prop_assert!(check(&mut out, &mut shown) < 7, "{shown}");
            }
            if *turn {
                mask.end(Side::Caller, &mut out);
                prop_assert!(check(&mut out, &mut shown) < 7, "{shown}");
                mask.begin(Side::Caller);
            }
        }
        mask.push(Side::Caller, "thank you", None, &mut out);
        mask.finish(&mut out);
        prop_assert!(!out.masked.is_empty());
        prop_assert!(check(&mut out, &mut shown) < 7, "{shown}");
    }

    /// Cut anywhere, the same comes out, and nothing is lost but what is masked.
    #[test]
    fn cuts_change_nothing(text in "([a-z]{1,8}|[0-9]{1,6}|one|two|double|,|\\.| |-|/){0,40}", cut in 1_usize..7) {
        let whole = mask_turns(&[(Side::Caller, &text)]);
        let mut mask = Mask::new();
        let mut out = Released::default();
        mask.begin(Side::Caller);
        let chars: Vec<char> = text.chars().collect();
        for piece in chars.chunks(cut) {
            let piece: String = piece.iter().collect();
            mask.push(Side::Caller, &piece, None, &mut out);
        }
        mask.finish(&mut out);
        let pieces: String = out.pieces.iter().map(|p| p.text.as_str()).collect();
        prop_assert_eq!(&pieces, &whole.0[0]);
        prop_assert_eq!(&out.masked, &whole.1);
        if out.masked.is_empty() {
            prop_assert_eq!(pieces, text);
        }
    }
}

#[test]
fn what_waits_of_one_turn_takes_nothing_of_the_next() {
    let turns = [(Side::Caller, "it is 4111 1111"), (Side::Caller, "  wait")];
    let (texts, masked) = mask_turns(&turns);
    assert_eq!(texts, ["it is 4111 1111", "  wait"]);
    assert!(masked.is_empty());
}

#[test]
fn little_is_held_back() {
    let mut mask = Mask::new();
    let mut out = Released::default();
    mask.begin(Side::Caller);
    mask.push(Side::Caller, "I live in ", None, &mut out);
    assert_eq!(mask.held(Side::Caller), 0);
    mask.push(Side::Caller, "house 12", None, &mut out);
    assert_eq!(mask.held(Side::Caller), 2);
    // The end of a turn lets out what tells nothing.
    mask.end(Side::Caller, &mut out);
    assert_eq!(mask.held(Side::Caller), 0);
    // However long somebody reads digits, no more than a number waits.
    mask.begin(Side::Caller);
    let mut most = 0;
    for _ in 0..500 {
        mask.push(Side::Caller, "7 ", None, &mut out);
        most = most.max(mask.held(Side::Caller));
    }
    assert!(most <= 2 * (MOST_SYMBOLS + 1), "{most}");
}

#[test]
fn sound_is_silenced_from_the_first_digit_to_the_last() {
    let mut mask = Mask::new();
    let mut out = Released::default();
    mask.begin(Side::Caller);
    for (at, word) in "it is 4111 1111 1111 1111 thanks".split(' ').enumerate() {
        let from_ms = at as u32 * 500;
        let span = Span {
            from_ms,
            to_ms: from_ms + 400,
        };
        mask.push(Side::Caller, &format!("{word} "), Some(span), &mut out);
    }
    mask.finish(&mut out);
    assert_eq!(
        out.masked[0].span,
        Some(Span {
            from_ms: 1_000,
            to_ms: 2_900
        })
    );
}
