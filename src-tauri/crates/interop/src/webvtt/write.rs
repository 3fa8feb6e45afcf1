//! From a call to WebVTT. The voice tag names the speaker and its class the side;
//! words with times carry them, so that players can mark the word that is spoken.

use parley_domain::call::{Side, Turn, Word};

use super::side_class;
use crate::cues::{Cue, NoTimes, cues};

pub(crate) fn write(turns: &[Turn]) -> Result<String, NoTimes> {
    let mut file = "WEBVTT\n\n".to_owned();
    for Cue { turn, start, end } in cues(turns)? {
        let tag = voice_tag(turn);
        let text = escaped_lines(&timed(turn, start, end));
        file.push_str(&format!(
            "{} --> {}\n{tag}{text}\n\n",
            time(start),
            time(end)
        ));
    }
    Ok(file)
}

/// `<v.agent Asha>`; a speaker without a name goes by the side.
fn voice_tag(turn: &Turn) -> String {
    let class = side_class(turn.side);
    let name = turn.speaker.as_deref().unwrap_or_default();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match (turn.side, name.as_str()) {
        (Side::Other, "") => String::new(),
        (_, "") => format!("<v.{class} {class}>"),
        _ => format!("<v.{class} {}>", escaped(&name)),
    }
}

/// The escaped text, with the words' starts where they run forward inside the cue,
/// as the standard demands of timestamps.
fn timed(turn: &Turn, start: u32, end: u32) -> String {
    let chars: Vec<char> = turn.text.chars().collect();
    let part = |from: u32, to: u32| -> String {
        let range = from as usize..to as usize;
        escaped(
            &chars
                .get(range)
                .unwrap_or_default()
                .iter()
                .collect::<String>(),
        )
    };
    let mut text = String::new();
    let (mut at, mut last) = (0u32, start);
    for Word {
        at: next, start_ms, ..
    } in &turn.words
    {
        if *start_ms <= last || *start_ms >= end || *next < at {
            continue;
        }
        text.push_str(&part(at, *next));
        text.push_str(&format!("<{}>", time(*start_ms)));
        (at, last) = (*next, *start_ms);
    }
    text + &part(at, u32::try_from(chars.len()).unwrap_or(u32::MAX))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A blank line would end the cue; the newlines around it are written as references.
fn escaped_lines(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut before = '\n';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let lone = before != '\n' && chars.peek().is_some_and(|next| *next != '\n');
        match c {
            '\n' if !lone => lines.push_str("&#10;"),
            c => lines.push(c),
        }
        before = c;
    }
    lines
}

fn time(ms: u32) -> String {
    let (s, ms) = (ms / 1000, ms % 1000);
    format!("{:02}:{:02}:{:02}.{ms:03}", s / 3600, s / 60 % 60, s % 60)
}
