//! The call as review shows it, from the lines of its log. Moments are on the recording's
//! clock, which begins when the call was answered.

use std::collections::BTreeMap;

use parley_app::import::CallDraft;
use parley_domain::call::{
    AgentDeed, AgentEvent, CapturedVariable, Channel, Direction, Party, Side, ToolCall, Turn, Usage,
};
use parley_domain::time::UtcMillis;
use parley_voice::core::{Action, Entry, Event, IdempotencyKey, Turn as Told};
use parley_voice::dialogue::{AskId, Found};
use parley_voice::reply::ReplyId;
use parley_voice::time::At;
use serde_json::json;

use super::line::{Line, Ringing, Unanswered};
use super::outcome::outcome;
use super::prices::Prices;
use super::spoken::{Placed, Spoken};
use super::words::{Whose, aligned, placed, said_at, small, voices, whose};
use crate::live::journal::TurnTimes;

/// What is known of a call beside what happened in it.
#[derive(Debug, Clone, Default)]
pub struct About {
    pub external_id: Option<String>,
    pub started_at: Option<UtcMillis>,
    pub direction: Option<Direction>,
    pub language: Option<String>,
    pub caller: Party,
    pub agent: Party,
    /// A practice call.
    pub simulated: bool,
    pub prices: Option<Prices>,
}

/// The call. Lines that are missing at the end leave out what was in them.
#[must_use]
pub fn draft(about: About, lines: &[Line]) -> CallDraft {
    let mut reading = Reading::default();
    for line in lines {
        match line {
            Line::Core(entry) => {
                if let Some(Event::Sound { reply, words, .. }) = &entry.event {
                    reading.spoken.made(*reply, words);
                }
            }
            Line::Heard(heard) => reading.spoken.heard(*heard),
            Line::Begun(_) | Line::Answered(_) | Line::Summary(_) | Line::Out(_) => {}
        }
    }
    for line in lines {
        match line {
            Line::Core(entry) => reading.entry(entry),
            Line::Answered(times) => reading.answered(times),
            Line::Summary(summary) => reading.summary = Some(summary.clone()),
            Line::Out(ringing) => reading.ringing(ringing),
            Line::Begun(_) | Line::Heard(_) => {}
        }
    }
    reading.draft(about)
}

#[derive(Debug, Default)]
struct Reading {
    spoken: Spoken,
    reply: Option<ReplyId>,
    turns: Vec<Turn>,
    events: Vec<AgentEvent>,
    asks: BTreeMap<AskId, (usize, At)>,
    effects: BTreeMap<IdempotencyKey, (usize, At)>,
    done: Vec<String>,
    variables: BTreeMap<String, CapturedVariable>,
    /// Names of what was captured and not said by the caller, until a reply tells it.
    unsaid: Vec<String>,
    told: Vec<(ReplyId, String)>,
    recorded: bool,
    conversing: bool,
    ended: Option<String>,
    transferred: bool,
    summary: Option<String>,
    spoken_chars: usize,
    last: At,
    /// Of a call that we placed, until somebody picks up.
    rings: bool,
    answered_at: Option<UtcMillis>,
    carrier_id: Option<String>,
}

impl Reading {
    fn deed(&mut self, at: At, what: AgentDeed) -> usize {
        self.events.push(AgentEvent {
            at_ms: Some(small(at)),
            after_turns: 0,
            what,
        });
        self.events.len() - 1
    }

    fn ringing(&mut self, ringing: &Ringing) {
        match ringing {
            Ringing::Dialled => self.rings = true,
            Ringing::Taken(carrier_id) => self.carrier_id = Some(carrier_id.clone()),
            Ringing::Answered { at } => {
                self.rings = false;
                self.answered_at = Some(*at);
            }
            Ringing::Unanswered(why) => self.ended = Some(why.as_str().to_owned()),
        }
    }

    fn entry(&mut self, entry: &Entry) {
        self.last = entry.at;
        match &entry.event {
            Some(Event::Keys(digits)) => {
                let digits = digits.clone();
                self.deed(entry.at, AgentDeed::Keys { digits });
            }
            Some(Event::Found { ask, found }) => self.found(entry.at, *ask, found),
            Some(Event::Committed { key, done } | Event::Suppressed { key, done }) => {
                self.committed(entry.at, key, *done);
            }
            _ => {}
        }
        for action in &entry.actions {
            self.action(entry.at, action);
        }
    }

    fn action(&mut self, at: At, action: &Action) {
        match action {
            Action::Synthesize { reply, text, .. } => {
                self.reply = Some(*reply);
                let names = std::mem::take(&mut self.unsaid).into_iter();
                self.told.extend(names.map(|name| (*reply, name)));
                self.spoken_chars += text.chars().count();
            }
            Action::Record(on) => {
                // A gate that is shut, and shut again, is no news.
                if self.recorded != *on {
                    self.deed(at, AgentDeed::Recording { on: *on });
                }
                self.recorded = *on;
            }
            Action::Turn(turn) => self.turn(at, turn),
            Action::Reached { node } => {
                self.conversing = true;
                let name = node.clone();
                self.deed(at, AgentDeed::Step { name });
            }
            Action::Ask { ask, tool, facts } => {
                let call = ToolCall {
                    name: tool.clone(),
                    arguments: Some(json!(facts).to_string()),
                    ..ToolCall::default()
                };
                let place = self.deed(at, AgentDeed::ToolCall(call));
                self.asks.insert(*ask, (place, at));
            }
            Action::Commit { key, effect } => {
                let call = ToolCall {
                    name: effect.kind.clone(),
                    arguments: Some(json!(effect.facts).to_string()),
                    ..ToolCall::default()
                };
                let place = self.deed(at, AgentDeed::ToolCall(call));
                self.effects.insert(key.clone(), (place, at));
            }
            Action::Suppress { key, .. } => {
                let call = ToolCall {
                    name: "suppress".to_owned(),
                    ..ToolCall::default()
                };
                let place = self.deed(at, AgentDeed::ToolCall(call));
                self.effects.insert(key.clone(), (place, at));
            }
            Action::Capture {
                name,
                value,
                at: said,
            } => {
                let variable = CapturedVariable {
                    name: name.clone(),
                    value: value.clone(),
                    said_at_ms: said.map(small),
                };
                if said.is_none() {
                    self.unsaid.push(name.clone());
                }
                self.variables.insert(name.clone(), variable);
            }
            Action::Transfer { reason } => {
                self.transferred = true;
                self.ended = Some(reason.clone());
                self.deed(at, AgentDeed::HandOff { to: None });
            }
            Action::HangUp { outcome } => self.ended = Some(outcome.clone()),
            _ => {}
        }
    }

    fn turn(&mut self, at: At, turn: &Told) {
        match turn {
            Told::Caller(said) if voices(&said.words).nth(1).is_none() => {
                let words: Vec<Placed> = said.words.iter().map(placed).collect();
                self.push(at, whose(&said.words), &said.text, &words);
            }
            // Another voice behind the caller has turns of its own.
            Told::Caller(said) => {
                for words in voices(&said.words) {
                    let text: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
                    let placed: Vec<Placed> = words.iter().map(placed).collect();
                    self.push(at, whose(words), &text.join(" "), &placed);
                }
            }
            Told::Agent { heard, cut } => {
                // What is read back is the caller's as well: unrecorded, it is not kept.
                if (self.recorded || !self.conversing) && !heard.is_empty() {
                    let reply = self.reply;
                    let words = reply.map(|reply| self.spoken.words(reply, heard));
                    let agent = (Side::Agent, None);
                    self.push(at, agent, heard, &words.unwrap_or_default());
                    self.link(reply);
                }
                // What nobody heard was put aside, not cut off: a look-up was quicker than
                // the words that ask to wait for it.
                if !heard.is_empty() && !cut.is_empty() && self.ended.is_none() {
                    self.deed(at, AgentDeed::BargeIn);
                }
            }
        }
    }

    /// What was captured with a reply that tells it, and was not said by the caller before,
    /// is found at its words there.
    fn link(&mut self, reply: Option<ReplyId>) {
        let Some(turn) = self.turns.last() else {
            return;
        };
        let mut told = std::mem::take(&mut self.told);
        told.retain(|(by, name)| {
            let value = self.variables.get_mut(name);
            match value.filter(|_| Some(*by) == reply) {
                Some(variable) => {
                    variable.said_at_ms = said_at(turn, &variable.value);
                    false
                }
                None => true,
            }
        });
        self.told = told;
    }

    fn push(&mut self, at: At, (side, speaker): Whose, text: &str, words: &[Placed]) {
        let words = aligned(text, words);
        let start = words.first().map_or(small(at), |word| word.start_ms);
        let end = words.last().map_or(start, |word| word.end_ms);
        self.turns.push(Turn {
            side,
            speaker,
            text: text.to_owned(),
            start_ms: Some(start),
            end_ms: Some(end.max(start)),
            words,
        });
    }

    fn tool(&mut self, place: usize) -> Option<&mut ToolCall> {
        match &mut self.events.get_mut(place)?.what {
            AgentDeed::ToolCall(call) => Some(call),
            _ => None,
        }
    }

    fn found(&mut self, at: At, ask: AskId, found: &Found) {
        let Some((place, asked)) = self.asks.remove(&ask) else {
            return;
        };
        if let Some(call) = self.tool(place) {
            call.took_ms = Some(small(At(at.ms_since(asked))));
            call.succeeded = Some(!matches!(found, Found::Failed));
            call.result = match found {
                Found::Facts(facts) => Some(json!(facts).to_string()),
                Found::Nothing => Some("null".to_owned()),
                Found::Failed => None,
            };
        }
    }

    fn committed(&mut self, at: At, key: &IdempotencyKey, done: bool) {
        let Some((place, asked)) = self.effects.remove(key) else {
            return;
        };
        let mut kind = None;
        if let Some(call) = self.tool(place) {
            call.took_ms = Some(small(At(at.ms_since(asked))));
            call.succeeded = Some(done);
            kind = done.then(|| call.name.clone());
        }
        self.done.extend(kind);
    }

    fn answered(&mut self, times: &TurnTimes) {
        let at = At(u64::try_from(times.answered.as_millis()).unwrap_or(u64::MAX));
        let waited = at.ms_since(times.voice_ended);
        self.deed(
            at,
            AgentDeed::Answered {
                after_ms: small(At(waited)),
            },
        );
    }

    fn used(&mut self, prices: Option<&Prices>) {
        let mut usage = Usage {
            line_ms: small(self.last),
            spoken_chars: u32::try_from(self.spoken_chars).unwrap_or(u32::MAX),
            listened_ms: small(self.last),
            ..Usage::default()
        };
        if let Some(prices) = prices {
            usage.cost_micros = u32::try_from(prices.of(&usage)).ok();
            usage.currency = Some(prices.currency.clone());
        }
        self.deed(self.last, AgentDeed::Used(usage));
    }

    fn draft(mut self, about: About) -> CallDraft {
        if self.rings {
            // The lines end there: whoever would have been told of it was gone.
            let untold = || Unanswered::Untold.as_str().to_owned();
            self.ended.get_or_insert_with(untold);
        } else {
            self.used(about.prices.as_ref());
        }
        // A sign of listening is told before the words it was said under are.
        self.turns.sort_by_key(|turn| turn.start_ms);
        for event in &mut self.events {
            let before = self
                .turns
                .iter()
                .filter(|turn| turn.start_ms <= event.at_ms);
            event.after_turns = u32::try_from(before.count()).unwrap_or(u32::MAX);
        }
        let outcome = outcome(self.ended.as_deref(), self.transferred, &self.done);
        CallDraft {
            external_id: about.external_id.or(self.carrier_id),
            started_at: about.started_at.or(self.answered_at),
            stated_duration_ms: Some(self.last.0),
            channel: Some(Channel::Phone),
            direction: about.direction,
            language: about.language,
            outcome: Some(outcome),
            ended_reason: self.ended,
            caller: about.caller,
            agent: about.agent,
            turns: self.turns,
            events: self.events,
            summary: self.summary,
            variables: self.variables.into_values().collect(),
            simulated: about.simulated,
            ..CallDraft::default()
        }
    }
}
