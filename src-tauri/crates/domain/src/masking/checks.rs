//! Check digits.

/// Payment cards: every second digit from the right counts double. `digits` are values.
#[must_use]
pub fn is_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, u32::from(*digit) * 2) {
            (0, _) => u32::from(*digit),
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    !digits.is_empty() && sum.is_multiple_of(10)
}

/// The dihedral group of order ten.
const TIMES: [[u8; 10]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
    [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
    [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
    [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
    [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
    [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];

/// What a place does to a digit; eight places, then again.
const PLACES: [[u8; 10]; 8] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
    [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
    [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
    [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
    [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
    [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
    [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
];

/// Aadhaar: Verhoeff's scheme. `digits` are values.
#[must_use]
pub fn is_verhoeff(digits: &[u8]) -> bool {
    let mut check = 0;
    for (at, digit) in digits.iter().rev().enumerate() {
        let Some(placed) = PLACES[at % 8].get(usize::from(*digit)) else {
            return false;
        };
        check = TIMES[usize::from(check)][usize::from(*placed)];
    }
    !digits.is_empty() && check == 0
}

/// International bank account numbers: ISO 7064, 97 leaves 1. `text` is ASCII letters
/// and digits without spaces.
#[must_use]
pub fn is_iban(text: &[u8]) -> bool {
    let form = matches!(text, [a, b, c, d, ..] if a.is_ascii_alphabetic()
        && b.is_ascii_alphabetic() && c.is_ascii_digit() && d.is_ascii_digit());
    if !form || !(15..=34).contains(&text.len()) {
        return false;
    }
    let (head, body) = text.split_at(4);
    let rest = body.iter().chain(head).try_fold(0_u32, |rest, byte| {
        let value = char::from(*byte).to_digit(36)?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    rest == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<u8> {
        text.bytes().map(|byte| byte - b'0').collect()
    }

    #[test]
    fn published_examples_pass_and_their_neighbours_do_not() {
        for card in ["4111111111111111", "378282246310005", "5555555555554444"] {
            assert!(is_luhn(&values(card)), "{card}");
        }
        assert!(!is_luhn(&values("4111111111111112")) && !is_luhn(&[]));
        // Verhoeff's own: 236 has the check digit 3.
        assert!(is_verhoeff(&values("2363")) && !is_verhoeff(&values("2336")));
        assert!(!is_verhoeff(&[]) && !is_verhoeff(&[12]));
        for iban in [
            "DE89370400440532013000",
            "GB82WEST12345698765432",
            "FR1420041010050500013M02606",
        ] {
            assert!(is_iban(iban.as_bytes()), "{iban}");
        }
        assert!(!is_iban(b"DE89370400440532013001") && !is_iban(b"8937"));
    }
}
