//! What callers are understood to have said, held against tables that were written before
//! the rules. A table may name how many of its lines are not understood yet: that number
//! may only fall.

use chrono::{NaiveDate, NaiveDateTime};
use parley_voice::dialogue::Tongue;
use parley_voice::knowledge::{Entries, Knowledge};
use parley_voice::slots::wish::{Wish, wish};
use parley_voice::slots::{Words, answer, email, moment, name, number, phone};

/// What a table's kind of slot reads in words.
type Reading = fn(&Words<'_>) -> Option<String>;

fn now() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2026, 11, 21);
    day.and_then(|day| day.and_hms_opt(10, 0, 0))
        .unwrap_or_default()
}

/// How many lines are not understood as they should be, each of them printed.
fn misses(table: &str, understood: impl Fn(&Words<'_>) -> Option<String>) -> usize {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let (mut count, mut missed) = (0, Vec::new());
    for line in lines {
        let (wanted, text) = line.split_once('|').unwrap_or_default();
        let got = understood(&Words::of(text)).unwrap_or_else(|| "-".to_owned());
        count += 1;
        if got != wanted {
            missed.push(format!("{text:50} {wanted} is {got}"));
        }
    }
    eprintln!("{} of {count} missed\n{}", missed.len(), missed.join("\n"));
    missed.len()
}

fn yes_or_no(words: &Words<'_>) -> Option<String> {
    let yes = answer::answer(words)?.value;
    Some(if yes { "yes" } else { "no" }.to_owned())
}

fn called(words: &Words<'_>) -> Option<String> {
    Some(name::name(words, true)?.value)
}

fn dialled(words: &Words<'_>) -> Option<String> {
    let phone = phone::phone(words)?.value;
    phone.is_complete().then_some(phone.digits)
}

fn counted(words: &Words<'_>) -> Option<String> {
    Some(number::number(words)?.value.to_string())
}

fn addressed(words: &Words<'_>) -> Option<String> {
    Some(email::email(words)?.value)
}

fn when(words: &Words<'_>) -> Option<String> {
    let moment = moment::moment(words, now(), false);
    let days = moment.days.map(|days| days.value).unwrap_or_default();
    let times = moment.times.map(|times| times.value).unwrap_or_default();
    let time = |time: &chrono::NaiveTime| time.format("%H:%M").to_string();
    let all: Vec<String> = match (days.as_slice(), times.as_slice()) {
        ([], []) => return None,
        (days, []) => days.iter().map(ToString::to_string).collect(),
        ([], times) => times.iter().map(|at| format!("T{}", time(at))).collect(),
        (days, times) => days
            .iter()
            .flat_map(|day| times.iter().map(move |at| format!("{day} {}", time(at))))
            .collect(),
    };
    Some(all.join("/"))
}

fn wished(words: &Words<'_>) -> Option<String> {
    let name = match wish(words)? {
        Wish::OptOut => "opt_out",
        Wish::Human => "human",
        Wish::AsksIfRobot => "robot",
        Wish::Repeat => "repeat",
        Wish::StartOver => "start_over",
        Wish::Goodbye => "goodbye",
        Wish::Speak(Tongue::Hi) => "hindi",
        Wish::Speak(Tongue::En) => "english",
    };
    Some(name.to_owned())
}

#[test]
fn tables_of_one_kind() {
    let tables: [(&str, Reading, usize); 7] = [
        (include_str!("heldout/answer.txt"), yes_or_no, 0),
        (include_str!("heldout/name.txt"), called, 0),
        // "saath" is sixty as often as seven.
        (include_str!("heldout/phone.txt"), dialled, 1),
        (include_str!("heldout/number.txt"), counted, 0),
        (include_str!("heldout/email.txt"), addressed, 0),
        (include_str!("heldout/moment.txt"), when, 0),
        (include_str!("heldout/wish.txt"), wished, 0),
    ];
    for (table, understood, missed) in tables {
        assert_eq!(misses(table, understood), missed);
    }
}

#[test]
fn words_nobody_had_in_mind() {
    let mut missed = 0;
    let kinds: [(&str, Reading); 7] = [
        ("answer|", yes_or_no),
        ("name|", called),
        ("phone|", dialled),
        ("number|", counted),
        ("email|", addressed),
        ("moment|", when),
        ("wish|", wished),
    ];
    for (kind, understood) in kinds {
        let lines = include_str!("heldout/unseen.txt").lines();
        let own: Vec<&str> = lines.filter_map(|line| line.strip_prefix(kind)).collect();
        eprintln!("{kind}");
        missed += misses(&own.join("\n"), understood);
    }
    // 26 of 83 when they were first read; those that named another day than was meant
    // came first to be put right, then the common ones.
    assert_eq!(missed, 9);
}

#[test]
fn questions() {
    let table = include_str!("heldout/question.txt");
    let entries: Entries =
        toml::from_str(include_str!("../scripts/clinic_knowledge.toml")).unwrap();
    let knowledge = Knowledge::new(entries.entries);
    let said = |words: &Words<'_>| Some(knowledge.find(words.text)?.name.clone());
    // Two are answered beside the point, one is not known; the first run missed ten.
    assert_eq!(misses(table, said), 3);
}
