//! From a call to a transcript for reading.

use parley_app::ports::LeavingCall;
use parley_domain::call::Turn;

use super::{INDENT, SIGNATURE, times};
use crate::instant::within_reason;
use crate::transcript::voice;

pub(crate) fn write(call: &LeavingCall) -> String {
    let draft = &call.draft;
    let mut file = format!("{SIGNATURE}\n");
    let mut fact = |name: &str, value: Option<String>| {
        let line = value.unwrap_or_default();
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            file.push_str(&format!("{name}: {line}\n"));
        }
    };
    let started = draft.started_at.and_then(|at| within_reason(at.0));
    fact("Call", draft.external_id.clone());
    fact("Started", started.map(|at| at.to_rfc3339()));
    fact("Length", draft.stated_duration_ms.map(times::written));
    fact("Channel", draft.channel.map(|one| one.as_str().to_owned()));
    fact(
        "Direction",
        draft.direction.map(|one| one.as_str().to_owned()),
    );
    fact("Language", draft.language.clone());
    fact("Outcome", draft.outcome.map(|one| one.as_str().to_owned()));
    for (side, party) in [("Caller", &draft.caller), ("Agent", &draft.agent)] {
        fact(&format!("{side} name"), party.name.clone());
        fact(&format!("{side} phone"), party.phone.clone());
        fact(&format!("{side} e-mail"), party.email.clone());
    }
    fact("Summary", draft.summary.clone());
    for (place, versions) in &call.overlay.turn_versions {
        let Some(turn) = draft.turns.get(*place as usize) else {
            continue;
        };
        let others = versions.iter().filter(|text| **text != turn.text);
        let others: Vec<&str> = others.map(String::as_str).collect();
        let number = place.saturating_add(1);
        let line = format!("turn {number}, also read as: {}", others.join(" / "));
        fact("In dispute", Some(line));
    }
    file.push('\n');
    draft.turns.iter().for_each(|turn| push(&mut file, turn));
    file
}

fn push(file: &mut String, turn: &Turn) {
    if let Some(start) = turn.start_ms {
        let end = turn
            .end_ms
            .map(|end| format!(" - {}", times::written(end.into())));
        let start = times::written(start.into());
        file.push_str(&format!("[{start}{}] ", end.unwrap_or_default()));
    }
    file.push_str(&format!("{}: ", voice(turn)));
    file.push_str(&turn.text.replace('\n', &format!("\n{INDENT}")));
    file.push('\n');
}
