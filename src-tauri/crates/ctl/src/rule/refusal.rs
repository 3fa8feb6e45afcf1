//! `rule refusal` and `classify`.

use std::io::{BufRead, Write};

use parley_domain::call::Channel;
use parley_domain::refusal::{
    Answer as Said, Asked, Hearing, Hit, Language, Listening, News, Rules, Verdict, classify,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, Unreadable, read};
use crate::args::HeardArgs;

fn listening(heard: &HeardArgs) -> Listening {
    Listening {
        // The arguments' parser lets nothing else pass.
        channel: Channel::parse(&heard.channel).unwrap_or(Channel::Phone),
        language: heard.lang.as_deref().and_then(Language::parse),
        asked: Asked::parse(&heard.asked).unwrap_or(Asked::Nothing),
    }
}

fn words(text: &str, hit: Hit) -> String {
    let from = text.chars().skip(hit.at as usize);
    from.take(hit.len as usize).collect()
}

/// The verdict on a whole text.
pub(super) fn verdict(heard: &HeardArgs, text: &str) -> Value {
    let verdict = classify(Rules::of_house(), listening(heard), text);
    serde_json::to_value(verdict).unwrap_or_default()
}

/// Lines are partial transcripts of one turn as it grows: what became certain with each,
/// then the verdict on the last.
pub(super) fn partials(
    heard: &HeardArgs,
    input: impl BufRead,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let mut hearing = Hearing::new(Rules::of_house(), listening(heard));
    let mut last = String::new();
    for (line, number) in input.lines().zip(1..) {
        last = line?;
        for news in hearing.partial(&last) {
            let told = match news {
                News::Certain(hit) => json!({ "line": number, "certain": hit }),
                News::Withdrawn(intent) => json!({ "line": number, "withdrawn": intent }),
            };
            writeln!(out, "{told}")?;
        }
    }
    let verdict: Verdict = hearing.finish(&last);
    writeln!(out, "{}", json!({ "verdict": verdict }))
}

#[derive(Deserialize)]
struct Line {
    text: String,
    channel: String,
    lang: Option<String>,
    context: Option<String>,
}

/// A line of `{text, channel, lang?, context?}` in the words of the batch.
pub(super) fn classified(line: &str) -> Answer {
    let line: Line = read(line)?;
    let channel = match line.channel.as_str() {
        "voice" => Some(Channel::Phone),
        other => Channel::parse(other),
    };
    let asked = match line.context.as_deref() {
        None => Asked::Nothing,
        Some("asked_yes_no_opt_in") => Asked::OptIn,
        Some("opted_out") => Asked::OptedOut,
        Some(_) => return Err(Unreadable { field: "context" }),
    };
    let listening = Listening {
        channel: channel.ok_or(Unreadable { field: "channel" })?,
        // `en-US` is English; a language without phrases hears all that are known.
        language: line
            .lang
            .as_deref()
            .and_then(|lang| Language::parse(lang.split(['-', '_']).next().unwrap_or(lang))),
        asked,
    };
    let verdict = classify(Rules::of_house(), listening, &line.text);
    let label = match verdict.answer {
        Said::Ambiguous => "ambiguous_human_task",
        other => other.as_str(),
    };
    let mut answer = json!({ "label": label, "human_task": verdict.human_task });
    if let Some(hit) = verdict.decided_by {
        answer["matched"] = json!(words(&line.text, hit));
        if verdict.answer == Said::OptOut {
            answer["scope"] = json!(hit.scope);
        }
    }
    Ok(answer)
}
