//! What a call's log comes to for whoever watches it: pure, entry by entry. Words are in
//! it as the log has them, masked, and none of before the recording's gate. Must not know:
//! the call's task, or who watches.

use std::collections::VecDeque;

use parley_app::ports::{LiveCallRow, LiveCallView, LiveEffect, LiveTurn, LiveValue};
use parley_domain::call::{Direction, Side};
use parley_domain::ids::CallId;
use parley_domain::live::{CallPhase, EffectState, TapeGate};
use parley_domain::time::UtcMillis;
use parley_voice::core::{Action, Entry, Event, PhaseName, Turn};
use parley_voice::time::At;

use crate::live::journal::TurnTimes;

/// So many turns are shown; those before are in the log.
const TURNS: usize = 100;
/// How a suppression is named among the effects.
const OPT_OUT: &str = "opt_out";

/// What is known of a call as it begins.
#[derive(Debug, Clone)]
pub struct About {
    pub id: CallId,
    pub since: UtcMillis,
    pub direction: Direction,
    /// As the list of calls names them.
    pub caller: Option<String>,
    pub agent: Option<String>,
    /// A number is set to which the call can be given.
    pub can_take_over: bool,
}

/// A call, as it is seen.
#[derive(Debug)]
pub struct Sight {
    row: LiveCallRow,
    turns: VecDeque<LiveTurn>,
    captured: Vec<LiveValue>,
    outcome: Option<String>,
    /// Of the answer that is being said.
    answered_in: Option<u32>,
}

impl Sight {
    #[must_use]
    pub fn new(about: About) -> Self {
        let row = LiveCallRow {
            id: about.id,
            since: about.since,
            direction: about.direction,
            caller: about.caller,
            agent: about.agent,
            phase: CallPhase::Gate,
            node: None,
            tape: TapeGate::Shut,
            latency_ms: None,
            effect: None,
            can_take_over: about.can_take_over,
        };
        Self {
            row,
            turns: VecDeque::new(),
            captured: Vec::new(),
            outcome: None,
            answered_in: None,
        }
    }

    #[must_use]
    pub fn view(&self) -> LiveCallView {
        LiveCallView {
            call: self.row.clone(),
            turns: self.turns.iter().cloned().collect(),
            captured: self.captured.clone(),
            outcome: self.outcome.clone(),
        }
    }

    /// Whether the recording's gate is open.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.row.tape == TapeGate::Open
    }

    /// Takes an entry of the log; whether anything is seen of it.
    pub fn entry(&mut self, entry: &Entry) -> bool {
        let by_event = match &entry.event {
            Some(Event::Committed { done, .. } | Event::Suppressed { done, .. }) => {
                self.settled(*done);
                true
            }
            Some(Event::Keys(keys)) => {
                self.said(entry.at, Side::Caller, keys.clone(), String::new());
                true
            }
            _ => false,
        };
        let mut seen = by_event;
        for action in &entry.actions {
            seen |= self.action(entry.at, action);
        }
        seen
    }

    fn action(&mut self, at: At, action: &Action) -> bool {
        match action {
            Action::Record(open) => {
                self.row.tape = if *open {
                    TapeGate::Open
                } else {
                    TapeGate::Refused
                };
            }
            Action::Turn(Turn::Caller(said)) => {
                self.said(at, Side::Caller, said.text.clone(), String::new());
            }
            Action::Turn(Turn::Agent { heard, cut }) => {
                self.said(at, Side::Agent, heard.clone(), cut.clone());
            }
            Action::Capture { name, value, .. } => self.capture(name, value),
            Action::Reached { node } => self.row.node = Some(node.clone()),
            Action::Commit { effect, .. } => self.does(&effect.kind),
            Action::Suppress { .. } => self.does(OPT_OUT),
            Action::HangUp { outcome } => self.outcome = Some(outcome.clone()),
            Action::Transfer { reason } => self.outcome = Some(reason.clone()),
            _ => return false,
        }
        true
    }

    fn said(&mut self, at: At, side: Side, heard: String, cut: String) {
        let answer = (side == Side::Agent).then(|| self.answered_in.take());
        self.turns.push_back(LiveTurn {
            at_ms: small(at.0),
            side,
            heard,
            cut,
            latency_ms: answer.flatten(),
        });
        if self.turns.len() > TURNS {
            self.turns.pop_front();
        }
    }

    fn capture(&mut self, name: &str, value: &str) {
        match self.captured.iter_mut().find(|known| known.name == name) {
            Some(known) => value.clone_into(&mut known.value),
            None => self.captured.push(LiveValue {
                name: name.to_owned(),
                value: value.to_owned(),
            }),
        }
    }

    fn does(&mut self, what: &str) {
        self.row.effect = Some(LiveEffect {
            what: Some(what.to_owned()),
            state: EffectState::Doing,
        });
    }

    fn settled(&mut self, done: bool) {
        if let Some(effect) = &mut self.row.effect {
            effect.state = if done {
                EffectState::Done
            } else {
                EffectState::Failed
            };
        }
    }

    /// The call is in another phase.
    pub fn phase(&mut self, phase: PhaseName) {
        self.row.phase = match phase {
            // Who answers a call out is listened to before anything is told.
            PhaseName::Gate | PhaseName::Greet => CallPhase::Gate,
            PhaseName::Disclose => CallPhase::Disclose,
            PhaseName::Dialogue => CallPhase::Dialogue,
            PhaseName::Commit => CallPhase::Commit,
            // A message on a mailbox is the last that is said.
            PhaseName::Wrap | PhaseName::Leave => CallPhase::Wrap,
            PhaseName::Over => CallPhase::Over,
        };
        let asked = self.row.effect.as_ref();
        let declined = asked.is_some_and(|effect| effect.state == EffectState::Asked);
        match self.row.phase {
            CallPhase::Commit => {
                self.row.effect = Some(LiveEffect {
                    what: None,
                    state: EffectState::Asked,
                });
            }
            _ if declined => self.row.effect = None,
            _ => {}
        }
        // There is a conversation, and the gate did not open before it.
        let talks = matches!(self.row.phase, CallPhase::Dialogue | CallPhase::Commit);
        if talks && self.row.tape == TapeGate::Shut {
            self.row.tape = TapeGate::Refused;
        }
    }

    /// The agent answered a turn.
    pub fn turn(&mut self, times: &TurnTimes) {
        let answered = u64::try_from(times.answered.as_millis()).unwrap_or(u64::MAX);
        let waited = small(answered.saturating_sub(times.voice_ended.0));
        self.row.latency_ms = Some(waited);
        self.answered_in = Some(waited);
    }
}

fn small(ms: u64) -> u32 {
    u32::try_from(ms).unwrap_or(u32::MAX)
}

#[cfg(test)]
#[path = "sight_tests.rs"]
mod tests;
