//! The transcript in a case file: turns with a time to go to, and words that can be
//! clicked and are marked as they are heard.

use parley_app::ports::CaseFile;
use parley_domain::call::{Side, Turn};

use super::words::Words;
use super::{clock, escaped};
use crate::words as said;

pub(super) fn list(case: &CaseFile, words: &Words) -> String {
    let heard = case.sound.is_some();
    let turns = case.call.draft.turns.iter().zip(0u32..);
    let lines = turns.map(|(turn, place)| {
        let versions = case.call.overlay.turn_versions.get(&place);
        let disputed = versions.map(|all| versions_of(turn, all, words));
        let side = said::side(case.language, turn.side);
        line(turn, side, heard, &disputed.unwrap_or_default())
    });
    format!("<ol>{}</ol>", lines.collect::<String>())
}

const fn class(side: Side) -> &'static str {
    match side {
        Side::Caller => "caller",
        Side::Agent => "agent",
        Side::Other => "other",
    }
}

/// What else the turn says according to people who did not know of each other.
fn versions_of(turn: &Turn, versions: &[String], words: &Words) -> String {
    let others = versions.iter().filter(|text| **text != turn.text);
    let each = others.map(|text| format!("<p class=\"version\">{}</p>", escaped(text)));
    format!(
        "{}<p class=\"state\">{}</p>",
        each.collect::<String>(),
        words.disputed
    )
}

fn line(turn: &Turn, side: &str, heard: bool, disputed: &str) -> String {
    let at = match turn.start_ms {
        None => "<span class=\"at\"></span>".to_owned(),
        Some(start) if heard => format!(
            "<button type=\"button\" class=\"at\" data-s=\"{start}\" data-e=\"{}\">{}</button>",
            turn.end_ms.unwrap_or(start),
            clock(start.into())
        ),
        Some(start) => format!("<span class=\"at\">{}</span>", clock(start.into())),
    };
    let name = turn
        .speaker
        .as_deref()
        .filter(|name| !name.eq_ignore_ascii_case(side));
    let name = name
        .map(|name| format!(" · {}", escaped(name)))
        .unwrap_or_default();
    let text = if heard {
        timed(turn)
    } else {
        escaped(&turn.text)
    };
    format!(
        "<li class=\"turn {}\">{at}<div><span class=\"who\">{side}{name}</span><p>{text}</p>{disputed}</div></li>\n",
        class(turn.side)
    )
}

/// The text with its words in elements of their own.
fn timed(turn: &Turn) -> String {
    let chars: Vec<char> = turn.text.chars().collect();
    let part = |from: usize, to: usize| {
        let part: String = chars.get(from..to).unwrap_or_default().iter().collect();
        escaped(&part)
    };
    let mut text = String::new();
    let mut at = 0;
    for word in &turn.words {
        let (from, to) = (word.at as usize, (word.at + word.len) as usize);
        if from < at || to > chars.len() {
            continue;
        }
        text.push_str(&part(at, from));
        text.push_str(&format!(
            "<span class=\"w\" data-s=\"{}\" data-e=\"{}\">{}</span>",
            word.start_ms,
            word.end_ms,
            part(from, to)
        ));
        at = to;
    }
    text + &part(at, chars.len())
}
