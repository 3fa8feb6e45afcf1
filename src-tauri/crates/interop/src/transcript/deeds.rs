//! What the agent did between the turns: tool calls are told in two pieces by most
//! sources, the call and its answer, which are put together by their id.

use parley_domain::call::{AgentDeed, AgentEvent, ToolCall};
use serde_json::Value;

/// More than this of an argument or an answer is cut: some tools answer with whole
/// documents.
const LONGEST: usize = 20_000;

/// When a deed was done: its time, if known, and how many turns were said before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) at_ms: Option<u32>,
    pub(crate) after_turns: usize,
}

/// The deeds so far.
#[derive(Debug, Default)]
pub(crate) struct Deeds {
    events: Vec<AgentEvent>,
    /// The source's ids of tool calls, and where they are in `events`.
    called: Vec<(String, usize)>,
}

impl Deeds {
    /// Anything but a tool call.
    pub(crate) fn push(&mut self, moment: Moment, what: AgentDeed) {
        self.events.push(AgentEvent {
            at_ms: moment.at_ms,
            after_turns: u32::try_from(moment.after_turns).unwrap_or(u32::MAX),
            what,
        });
    }

    /// A tool was called.
    pub(crate) fn called(
        &mut self,
        moment: Moment,
        id: Option<&str>,
        name: &str,
        arguments: Option<&Value>,
    ) {
        if let Some(id) = id {
            self.called.push((id.to_owned(), self.events.len()));
        }
        let call = ToolCall {
            name: cut(name),
            arguments: arguments.map(told),
            ..ToolCall::default()
        };
        self.push(moment, AgentDeed::ToolCall(call));
    }

    /// A tool answered. An answer without its call is kept as one.
    pub(crate) fn answered(
        &mut self,
        moment: Moment,
        id: Option<&str>,
        name: &str,
        result: Option<&Value>,
        succeeded: Option<bool>,
    ) {
        let known = id.and_then(|id| self.called.iter().find(|(called, _)| called == id));
        let known = known.map(|(_, place)| *place);
        let place = match known {
            Some(place) => place,
            None => {
                self.called(moment, id, name, None);
                self.events.len() - 1
            }
        };
        let Some(event) = self.events.get_mut(place) else {
            return;
        };
        if let AgentDeed::ToolCall(call) = &mut event.what {
            call.result = result.map(told);
            call.succeeded = succeeded.or(call.succeeded);
            let took = event.at_ms.zip(moment.at_ms);
            call.took_ms = took
                .and_then(|(from, to)| to.checked_sub(from))
                .filter(|_| known.is_some());
        }
    }

    pub(crate) fn into_events(self) -> Vec<AgentEvent> {
        self.events
    }
}

/// A string as it is, anything else as JSON.
fn told(value: &Value) -> String {
    match value {
        Value::String(text) => cut(text),
        other => cut(&other.to_string()),
    }
}

fn cut(text: &str) -> String {
    let clean = crate::text::clean(text);
    match clean.char_indices().nth(LONGEST) {
        Some((at, _)) => clean.get(..at).unwrap_or_default().to_owned(),
        None => clean,
    }
}
