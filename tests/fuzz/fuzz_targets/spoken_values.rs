//! What a recogniser writes of a caller's words: every value lies within its text, and
//! none is invented from nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_voice::slots::{Span, Words, answer, choice, email, moment, name, number, phone, wish};

fuzz_target!(|data: (bool, &str)| {
    let (asked, text) = data;
    let words = Words::of(text);
    let whole = |span: Span| {
        assert!(text.get(span.from..span.to).is_some_and(|said| !said.is_empty()), "outside its text");
    };
    let _ = (wish::wish(&words), choice::place(&words));
    if let Some(heard) = answer::answer(&words) {
        whole(heard.span);
    }
    if let Some(heard) = name::name(&words, asked) {
        whole(heard.span);
    }
    if let Some(heard) = number::number(&words) {
        assert!(heard.value <= 9_999);
        whole(heard.span);
    }
    if let Some(heard) = email::email(&words) {
        assert_eq!(heard.value.matches('@').count(), 1);
        whole(heard.span);
    }
    if let Some(heard) = phone::phone(&words) {
        assert!(heard.value.digits.bytes().all(|byte| byte.is_ascii_digit()));
        whole(heard.span);
    }
    let _ = phone::corrected("9876543210", &words);
    let moment = moment::moment(&words, Default::default(), asked);
    for span in moment.days.iter().map(|days| days.span).chain(moment.times.iter().map(|times| times.span)) {
        whole(span);
    }
});
