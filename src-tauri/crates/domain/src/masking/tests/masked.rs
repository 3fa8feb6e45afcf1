use super::{kinds, said};
use crate::call::Side::{Agent, Caller};
use crate::masking::{Certainty, SecretKind, mask_turns};

#[test]
fn cards_are_masked_however_they_are_written() {
    for (text, kept) in [
        ("it's 4111 1111 1111 1111 thanks", "it's [card] thanks"),
        ("4111-1111-1111-1111.", "[card]."),
        ("card:4111111111111111,exp 12/27", "card:[card],exp 12/27"),
        ("3782 822463 10005", "[card]"),
        ("４１１１ １１１１ １１１１ １１１１", "[card]"),
        ("४१११ ११११ ११११ ११११ है", "[card] है"),
        ("4111.1111.1111.1111", "[card]"),
        ("4111111111111111/12/27", "[card]"),
        ("no: card4111111111111111", "no: [card]"),
        // Misheard by one digit: its length is enough.
        ("4111 1111 1111 1112", "[card]"),
    ] {
        assert_eq!(said(text), kept);
    }
}

#[test]
fn cards_are_masked_however_they_are_spoken() {
    for (text, kept) in [
        (
            "four one double one, one one one one, double one double one, triple one one please",
            "[card] please",
        ),
        (
            "so five five five five uh five five five five and then five five five five four four four four",
            "so [card]",
        ),
        (
            "forty-two forty-two forty-two forty-two forty-two forty-two forty-two forty-two",
            "[card]",
        ),
        (
            "cuatro uno uno uno, uno uno uno uno, uno uno uno uno, uno uno uno uno gracias",
            "[card] gracias",
        ),
        (
            "quatre un un un un un un un un un un un un un un un merci",
            "[card] merci",
        ),
        (
            "vier eins eins eins eins eins eins eins eins eins eins eins eins eins eins eins danke",
            "[card] danke",
        ),
        (
            "चार एक एक एक एक एक एक एक डबल एक एक एक एक एक एक एक जी लिखिए",
            "[card] जी लिखिए",
        ),
        (
            "chaar ek ek ek ek ek ek ek ek ek ek ek ek ek ek ek likhiye",
            "[card] likhiye",
        ),
        ("4111 eleven eleven 1111 1111", "[card]"),
    ] {
        assert_eq!(said(text), kept);
    }
}

#[test]
fn a_card_in_several_turns_is_one_card() {
    let (texts, masked) = mask_turns(&[
        (Agent, "What is your card number?"),
        (Caller, "It's 4111 1111"),
        (Agent, "Okay."),
        (Caller, "eleven eleven and"),
        (Agent, "go on"),
        (Caller, "1111. Expires in May."),
    ]);
    assert_eq!(
        texts,
        [
            "What is your card number?",
            "It's [card]",
            "Okay.",
            "[card]",
            "go on",
            "[card]. Expires in May."
        ]
    );
    assert_eq!(masked.len(), 3);
    assert!(
        masked
            .iter()
            .all(|m| m.certainty == Certainty::Checked && !m.was_released)
    );
    assert_eq!((masked[0].turn, masked[0].at, masked[0].len), (1, 5, 9));
}

#[test]
fn what_stands_on_the_back_is_masked_after_it_was_asked_for() {
    assert_eq!(said("the CVV is 123 okay"), "the CVV is [cvv] okay");
    assert_eq!(
        kinds(&[
            (Agent, "And the security code?"),
            (Caller, "four two seven")
        ]),
        [SecretKind::Cvv]
    );
    assert_eq!(
        kinds(&[(Agent, "सीवीवी बताइए"), (Caller, "छह सात दो")]),
        [SecretKind::Cvv]
    );
    // A card, its month and year, and what is on the back in one breath.
    assert_eq!(
        said("4111 1111 1111 1111 12 27 123 that's it"),
        "[card] 12 27 [cvv] that's it"
    );
}

#[test]
fn numbers_of_the_state_and_of_banks_are_masked() {
    for (text, kept) in [
        ("Aadhaar 2341 2341 2346", "Aadhaar [aadhaar]"),
        ("मेरा आधार 2341 2341 2340 है", "मेरा आधार [aadhaar] है"),
        ("it is 2341 2341 2346", "it is [aadhaar]"),
        ("PAN ABCPK1234F.", "PAN [pan]."),
        ("A B C P K one two three four F", "[pan]"),
        ("abcpk1234f", "[pan]"),
        ("my social is 123 45 6789", "my social is [ssn]"),
        ("123-45-6789", "[ssn]"),
        (
            "social security number one two three four five six seven eight nine",
            "social security number [ssn]",
        ),
        (
            "IBAN DE89 3704 0044 0532 0130 00 bitte",
            "IBAN [iban] bitte",
        ),
        ("GB82WEST12345698765432", "[iban]"),
        ("GB82 WEST 1234 5698 7654 32", "[iban]"),
        ("D E acht neun 3704 0044 0532 0130 00", "[iban]"),
    ] {
        assert_eq!(said(text), kept);
    }
}
