//! Twilio's REST bodies: calls, recordings, messages and transcriptions, single
//! or as pages; other bodies are known and refused. Numbers are often strings,
//! dates are RFC 2822. Source: twilio.com/docs, REST API 2010-04-01.

mod call;
mod message;
mod recording;
mod transcription;

use parley_app::import::{CallDraft, Refusal};
use parley_domain::call::Direction;
use parley_domain::time::UtcMillis;
use serde_json::Value;

use crate::format::{Format, Input, each, malformed, not_a_call};
use crate::instant::rfc2822;
use crate::json::{at, has_list, list_at, str_at};

/// A Twilio REST body.
pub(crate) struct Twilio;

impl Format for Twilio {
    fn name(&self) -> &'static str {
        "twilio"
    }

    fn recognise(&self, input: &Input<'_>) -> bool {
        input
            .json()
            .is_some_and(|json| page(json).is_some() || kind_of(json).is_some())
    }

    fn read(&self, input: &Input<'_>) -> Result<Vec<CallDraft>, Refusal> {
        let json = input.json().ok_or_else(|| malformed("json"))?;
        let Some((name, items)) = page(json) else {
            return one(json).map(|draft| vec![draft]);
        };
        if items.is_empty() {
            return Err(not_a_call(format!("{name}: 0")));
        }
        each(items, one)
    }
}

/// The lists Twilio pages, by the member they sit under.
const LISTS: &[&str] = &[
    "calls",
    "recordings",
    "messages",
    "transcriptions",
    "conferences",
    "participants",
    "notifications",
    "media_list",
    "events",
    "queues",
];

/// The items of a page and the list's name.
fn page(json: &Value) -> Option<(&'static str, &[Value])> {
    at(json, &["page_size"])?;
    at(json, &["first_page_uri"]).or_else(|| at(json, &["uri"]))?;
    let name = LISTS.iter().copied().find(|name| has_list(json, &[name]))?;
    Some((name, list_at(json, &[name])))
}

/// What a SID's two letters stand for. The letters alone are shared by many
/// values, so the members are looked at as well.
fn kind_of(json: &Value) -> Option<&'static str> {
    let sid = str_at(json, &["sid"])?;
    let mut chars = sid.chars();
    let prefix: String = chars.by_ref().take(2).collect();
    if sid.len() != 34 || !chars.all(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    str_at(json, &["account_sid"]).or_else(|| str_at(json, &["call_sid"]))?;
    match prefix.as_str() {
        "CA" => Some("call"),
        "RE" => Some("recording"),
        "SM" | "MM" => Some("message"),
        "TR" => Some("transcription"),
        "CF" => Some("conference"),
        "NO" => Some("notification"),
        "ME" => Some("media"),
        "SR" => Some("siprec"),
        "MZ" => Some("stream"),
        "QU" => Some("queue"),
        _ => None,
    }
}

fn one(json: &Value) -> Result<CallDraft, Refusal> {
    match kind_of(json) {
        Some("call") => Ok(call::draft(json)),
        Some("recording") => Ok(recording::draft(json)),
        Some("message") => Ok(message::draft(json)),
        Some("transcription") => transcription::draft(json),
        Some(other) => Err(not_a_call(other)),
        None => Err(not_a_call("no sid")),
    }
}

/// `inbound`, `outbound-api`, `outbound-dial`, `outbound-reply` …
fn direction(json: &Value) -> Option<Direction> {
    match str_at(json, &["direction"])? {
        "inbound" => Some(Direction::Inbound),
        text if text.starts_with("outbound") => Some(Direction::Outbound),
        _ => None,
    }
}

/// The first of the date members that holds a date.
fn date(json: &Value, keys: &[&str]) -> Option<UtcMillis> {
    keys.iter()
        .find_map(|key| str_at(json, &[key]).and_then(rfc2822))
}
