//! From a transcript for reading back to a draft.

use parley_app::import::CallDraft;
use parley_domain::call::{Channel, Direction, Outcome};

use super::{INDENT, times};
use crate::instant::rfc3339;
use crate::language::tag;
use crate::text::{clean, stated};
use crate::transcript::{Spoken, Transcript, read_voice};

pub(super) fn draft(text: &str) -> CallDraft {
    let text = clean(text);
    let mut lines = text.split('\n').skip(1);
    let mut draft = CallDraft::default();
    for line in lines.by_ref().take_while(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(": ") {
            fact(&mut draft, name, value);
        }
    }
    let mut transcript = Transcript::default();
    let mut open: Option<Spoken> = None;
    for line in lines {
        if let Some(further) = line.strip_prefix(INDENT) {
            match open.as_mut().and_then(|turn| turn.text.as_mut()) {
                Some(text) => text.push_str(&format!("\n{further}")),
                None => transcript.skip(1),
            }
        } else if let Some(turn) = turn(line) {
            open.replace(turn)
                .into_iter()
                .for_each(|before| transcript.push(before));
        } else if !line.trim().is_empty() {
            transcript.skip(1);
        }
    }
    open.into_iter().for_each(|last| transcript.push(last));
    transcript.give_to(&mut draft);
    draft
}

fn fact(draft: &mut CallDraft, name: &str, value: &str) {
    let text = || stated(value);
    match name {
        "Call" => draft.external_id = text(),
        "Started" => draft.started_at = rfc3339(value),
        "Length" => draft.stated_duration_ms = times::read(value),
        "Channel" => draft.channel = Channel::parse(value),
        "Direction" => draft.direction = Direction::parse(value),
        "Language" => draft.language = tag(value),
        "Outcome" => draft.outcome = Outcome::parse(value),
        "Caller name" => draft.caller.name = text(),
        "Caller phone" => draft.caller.phone = text(),
        "Caller e-mail" => draft.caller.email = text(),
        "Agent name" => draft.agent.name = text(),
        "Agent phone" => draft.agent.phone = text(),
        "Agent e-mail" => draft.agent.email = text(),
        "Summary" => draft.summary = text(),
        _ => {}
    }
}

fn turn(line: &str) -> Option<Spoken> {
    let (start, end, rest) = match line.strip_prefix('[') {
        None => (None, None, line),
        Some(timed) => {
            let (times, rest) = timed.split_once("] ")?;
            let (start, end) = times.split_once(" - ").unzip();
            (
                Some(moment(start.unwrap_or(times))?),
                end.and_then(moment),
                rest,
            )
        }
    };
    let (side, name, said) = read_voice(rest)?;
    Some(Spoken {
        side: Some(side),
        speaker: name.map(str::to_owned),
        text: Some(said.to_owned()),
        start,
        end,
        ..Spoken::default()
    })
}

fn moment(text: &str) -> Option<u32> {
    times::read(text).and_then(|ms| u32::try_from(ms).ok())
}
