//! What agents' calls left behind in the demo: who wants no more of them, what was booked,
//! which messages followed. It is dated as its call is, so it is brought over as calls are;
//! what people did about it since goes through the use cases, by whoever did it.
//! Must not know: what was said in the calls beyond what their files captured.

mod diary;
mod refusals;

use parley_app::audit::ActDraft;
use parley_app::bookings::{CalendarView, SetCalendar, calendar_set};
use parley_app::calls::CallRecord;
use parley_app::error::AppResult;
use parley_domain::audit::Act;
use parley_domain::call::{Contact, Party};
use serde::Deserialize;

use super::broken;
use super::hands::Hands;

#[derive(Debug, Deserialize)]
pub(super) struct Desk {
    calendar: CalendarView,
    /// Whose calendar it is.
    calendar_by: String,
    refusals: refusals::Refusals,
    diary: diary::Diary,
}

/// Makes all of `listed`.
pub(super) async fn keep(hands: &Hands<'_>, listed: Desk) -> AppResult<()> {
    let input = SetCalendar {
        command_id: hands.command_id(),
        calendar: listed.calendar,
    };
    calendar_set(
        hands.workspace,
        hands.as_person(&listed.calendar_by)?,
        input,
    )
    .await?;
    diary::keep(hands, listed.diary).await?;
    // After what was sent: whoever refuses gets nothing that still waits.
    refusals::keep(hands, listed.refusals).await
}

impl Hands<'_> {
    async fn record(&self, file: &str) -> AppResult<CallRecord> {
        let found = self.workspace.store.call(self.call(file)?).await?;
        found.ok_or_else(|| broken("a call is not there"))
    }

    /// An act of the agent that had the call, as it is brought over now.
    fn act_of_agent(&self, call: &CallRecord, act: Act) -> ActDraft {
        let draft = ActDraft::by_nobody(self.desk.deps.clock.now(), act);
        let draft = draft.on_call(call.id(), call.person_id);
        let draft = draft.detail("agent", call.row.agent.as_deref().unwrap_or_default());
        match contact_of(&call.caller) {
            Some(contact) => draft.detail("call", contact.as_str()),
            None => draft,
        }
    }
}

/// Where somebody can be reached again.
fn contact_of(party: &Party) -> Option<Contact> {
    let ways = [party.phone.as_deref(), party.email.as_deref()];
    ways.into_iter().flatten().find_map(Contact::parse)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::demo::{Manifest, listed};

    #[test]
    fn every_call_that_is_named_is_there() {
        let desk: Desk = listed("desk.json").unwrap();
        let manifest: Manifest = listed("manifest.json").unwrap();
        let known: HashSet<String> = manifest.calls.iter().map(|call| call.file.name()).collect();
        let named: Vec<&str> = desk.refusals.calls().chain(desk.diary.calls()).collect();
        assert!(named.len() > 30, "{}", named.len());
        for file in named {
            assert!(known.contains(file), "{file}");
        }
    }
}
