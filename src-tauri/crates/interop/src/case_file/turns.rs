//! The transcript in a case file: turns with a time to go to, and words that can be
//! clicked and are marked as they are heard.

use parley_app::ports::CaseFile;
use parley_domain::call::{Side, Turn};

use super::{clock, escaped};
use crate::words;

pub(super) fn list(case: &CaseFile) -> String {
    let heard = case.sound.is_some();
    let turns = case.call.draft.turns.iter();
    let lines = turns.map(|turn| line(turn, words::side(case.language, turn.side), heard));
    format!("<ol>{}</ol>", lines.collect::<String>())
}

const fn class(side: Side) -> &'static str {
    match side {
        Side::Caller => "caller",
        Side::Agent => "agent",
        Side::Other => "other",
    }
}

fn line(turn: &Turn, side: &str, heard: bool) -> String {
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
        "<li class=\"turn {}\">{at}<div><span class=\"who\">{side}{name}</span><p>{text}</p></div></li>\n",
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
