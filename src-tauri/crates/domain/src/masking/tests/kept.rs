use super::said;

#[test]
fn telephones_dates_prices_and_orders_stay() {
    for text in [
        "call me at 555 123 4567 please",
        "my number is (614) 555-0142.",
        "five five five one two three four five six seven",
        "+91 98765 43210",
        "91 98765 43210",
        "+49 151 2345 6789 0",
        "मेरा नंबर नौ आठ सात छह पांच चार तीन दो एक शून्य है",
        "the twenty first of November twenty twenty six at ten thirty",
        "2026-11-21 at 10:30, or 12/11/2026",
        "that is $1,234.56 or 1,20,000 rupees",
        "order number 2026 1121 0012 35 arrived",
        "tracking 9400 1000 0000 0000 0000 01",
        "I live at 4211 Elm Street, 43215 Columbus",
        "card ending in 4242",
        "room 12, the 3rd floor, 5pm, 20 percent, 2nd door",
        "one moment, no one called, I am on the way",
        "between 9 and 5, 2 or 3 people",
        "a b c and x y z",
        "version 1.2.3.4 and 10.0.0.1",
        "oh no, to be or not to be",
        "my card was declined, call me at 555 123 4567",
        "invoice 4000 1234 5678 9011",
        "my card is the blue one, 614 555 0142",
        "  spaces   stay\n and  123   lines\t4 ",
        "",
    ] {
        assert_eq!(said(text), text);
    }
}

#[test]
fn a_telephone_number_after_a_card_stays() {
    assert_eq!(
        said("my card is 4111 1111 1111 1111 and you reach my son at home, 6145550142"),
        "my card is [card] and you reach my son at home, 6145550142"
    );
    assert_eq!(
        said("card 4111 1111 1111 1111. 6145550142 is me"),
        "card [card]. 6145550142 is me"
    );
}
