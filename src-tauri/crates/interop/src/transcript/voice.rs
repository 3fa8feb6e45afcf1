//! Who speaks, written in front of what is said, for formats that have nothing but
//! text for it: `Caller: …`, `Agent (Asha): …`, `Other (unknown): …`.

use parley_domain::call::{Side, Turn};

/// The name of a speaker on neither side who has none.
const NAMELESS: &str = "unknown";

const fn word(side: Side) -> &'static str {
    match side {
        Side::Caller => "Caller",
        Side::Agent => "Agent",
        Side::Other => "Other",
    }
}

/// `text` on one line, without what would end a label early.
fn in_label(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.replace("): ", ") ")
}

/// A turn's label, without the colon.
pub(crate) fn voice(turn: &Turn) -> String {
    let side = word(turn.side);
    let name = turn.speaker.as_deref().map(in_label).unwrap_or_default();
    // A speaker called by the side's own word is not named twice.
    if name.is_empty() || name.eq_ignore_ascii_case(side) {
        return match turn.side {
            Side::Other => format!("{side} ({NAMELESS})"),
            Side::Caller | Side::Agent => side.to_owned(),
        };
    }
    format!("{side} ({name})")
}

/// The side, the name if there is one, and the rest of a line that starts with a
/// label. `Other` alone is a word that any text may start with, and is none.
pub(crate) fn read_voice(line: &str) -> Option<(Side, Option<&str>, &str)> {
    for side in [Side::Caller, Side::Agent, Side::Other] {
        let Some(rest) = line.strip_prefix(word(side)) else {
            continue;
        };
        if let Some(named) = rest.strip_prefix(" (") {
            let (name, said) = named.split_once("): ")?;
            let known = !(side == Side::Other && name == NAMELESS);
            return Some((side, known.then_some(name), said));
        }
        return match side {
            Side::Other => None,
            Side::Caller | Side::Agent => Some((side, None, rest.strip_prefix(": ")?)),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(side: Side, speaker: Option<&str>) -> String {
        let turn = Turn {
            side,
            speaker: speaker.map(str::to_owned),
            text: String::new(),
            start_ms: None,
            end_ms: None,
            words: Vec::new(),
        };
        voice(&turn) + ": hello"
    }

    #[test]
    fn a_label_is_read_as_it_was_written() {
        for (side, name) in [
            (Side::Caller, None),
            (Side::Agent, Some("Asha: night (desk)")),
            (Side::Other, Some("spk_2")),
            (Side::Other, None),
        ] {
            let line = written(side, name);
            assert_eq!(read_voice(&line), Some((side, name, "hello")), "{line}");
        }
        assert_eq!(written(Side::Agent, Some("agent")), "Agent: hello");
        assert_eq!(
            written(Side::Caller, Some("a\n): b")),
            "Caller (a ) b): hello"
        );
        for text in ["Other: things", "Callers: two", "Agent(x): y", "caller: no"] {
            assert_eq!(read_voice(text), None, "{text}");
        }
    }
}
