//! The rules of law by themselves: JSON in, JSON out, no workspace. Lines of a batch are
//! answered one by one, in order; a line that cannot be read gets an `error` of its own.

mod mask;
mod recording;
mod refusal;

use std::io::{BufRead, Write};

use parley_domain::error_code::ErrorCode;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::args::{RuleTask, Task};

/// Why a line, or what was typed, cannot be answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unreadable {
    /// The field that is wrong.
    field: &'static str,
}

impl Unreadable {
    fn json(self) -> Value {
        json!({ "code": ErrorCode::InvalidInput, "field": self.field })
    }
}

type Answer = Result<Value, Unreadable>;

fn read<T: DeserializeOwned>(line: &str) -> Result<T, Unreadable> {
    serde_json::from_str(line).map_err(|_| Unreadable { field: "line" })
}

/// Answers a task that needs no workspace; `None` for one that does. `false` where what
/// was typed cannot be read: the answer is an error then.
///
/// # Errors
/// Those of reading and writing.
pub(crate) fn run(
    task: &Task,
    input: impl BufRead,
    mut out: impl Write,
) -> Option<std::io::Result<Result<(), Value>>> {
    let answered = match task {
        Task::Classify => lines(input, &mut out, refusal::classified),
        Task::RecordingDecision => lines(input, &mut out, recording::decided),
        Task::Pii => lines(input, &mut out, mask::spans),
        Task::Rule { task } => match task {
            RuleTask::Recording { parties, joins } if parties.is_empty() && joins.is_none() => {
                lines(input, &mut out, recording::of_line)
            }
            RuleTask::Recording { parties, joins } => {
                one(recording::typed(parties, joins.as_deref()), &mut out)
            }
            RuleTask::Refusal {
                text,
                partial,
                heard,
            } => match text {
                Some(text) => one(Ok(refusal::verdict(heard, text)), &mut out),
                None if *partial => refusal::partials(heard, input, &mut out).map(Ok),
                None => lines(input, &mut out, |text| Ok(refusal::verdict(heard, text))),
            },
            RuleTask::Mask { text: Some(text) } => one(Ok(mask::text(text)), &mut out),
            RuleTask::Mask { text: None } => lines(input, &mut out, mask::turns),
        },
        _ => return None,
    };
    Some(answered)
}

fn one(answer: Answer, out: &mut impl Write) -> std::io::Result<Result<(), Value>> {
    match answer {
        Ok(answer) => writeln!(out, "{answer}").map(Ok),
        Err(error) => Ok(Err(error.json())),
    }
}

fn lines(
    input: impl BufRead,
    out: &mut impl Write,
    answer: impl Fn(&str) -> Answer,
) -> std::io::Result<Result<(), Value>> {
    for line in input.split(b'\n') {
        let line = line?;
        let text = std::str::from_utf8(line.trim_ascii_end());
        let answer = match text
            .map_err(|_| Unreadable { field: "line" })
            .and_then(&answer)
        {
            Ok(answer) => answer,
            Err(error) => json!({ "error": error.json() }),
        };
        writeln!(out, "{answer}")?;
    }
    Ok(Ok(()))
}

#[cfg(test)]
mod tests;
