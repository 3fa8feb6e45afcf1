//! What an agent's call finds and does in the workspace: a [`World`] over the use cases.
//! Must not know: what is said, sound, the carrier.

use std::sync::Arc;

use async_trait::async_trait;
use parley_app::agent_call::AgentCall;
use parley_app::bookings::{self, NewBooking, Way};
use parley_app::desk::Workspace;
use parley_app::error::AppResult;
use parley_app::messages::{self, Queued};
use parley_app::{knowledge, suppressions};
use parley_domain::calendar::{Calendar, Day, Moment};
use parley_domain::call::Contact;
use parley_voice::calendar::{answer, moment_in};
use parley_voice::core::IdempotencyKey;
use parley_voice::dialogue::{Effect, Facts, Found};
use parley_voice::knowledge::{Knowledge, words_of};

use crate::live::world::World;

/// One call's world.
#[derive(Debug, Clone)]
pub struct WorkspaceWorld {
    workspace: Arc<Workspace>,
    call: AgentCall,
}

impl WorkspaceWorld {
    #[must_use]
    pub const fn new(workspace: Arc<Workspace>, call: AgentCall) -> Self {
        Self { workspace, call }
    }

    /// The look-up `calendar`; see [`answer`].
    async fn calendar(&self, facts: &Facts) -> AppResult<Found> {
        let business = bookings::business_calendar(&self.workspace).await?;
        let now = business.zone.local(self.workspace.deps.clock.now());
        let wanted = moment_in(facts).unwrap_or(now);
        let (first, behind) = Calendar::looked_at(wanted, now);
        let midnight = |day: Day| -> Moment { day.and_time(Default::default()) };
        let days = (midnight(first), midnight(behind));
        // An appointment is not in its own way when it is moved.
        let taken = bookings::taken(&self.workspace, days, self.call.booking).await?;
        Ok(answer(&business.calendar, &taken, facts, now))
    }

    /// The look-up `knowledge`; see [`Knowledge::answer`].
    async fn knowledge(&self, facts: &Facts) -> AppResult<Found> {
        let Some(question) = facts.get("question") else {
            return Ok(Found::Nothing);
        };
        let words: Vec<String> = words_of(question).into_iter().collect();
        let entries = knowledge::asked(&self.workspace, &words).await?;
        Ok(Knowledge::new(entries).answer(facts))
    }

    async fn book(&self, key: &str, facts: &Facts) -> AppResult<bool> {
        let Some(begins) = moment_in(facts) else {
            return Ok(false);
        };
        let new = NewBooking {
            begins,
            name: facts.get("name").cloned(),
            service: facts.get("service").cloned(),
            contact: facts.get("phone").and_then(|phone| self.contact(phone)),
        };
        let way = bookings::book(&self.workspace, &self.call, key, &new).await?;
        Ok(way == Way::Done)
    }

    /// A number as it was said: often without its country.
    fn contact(&self, said: &str) -> Option<Contact> {
        match &self.call.caller {
            Some(caller) => caller.parse_beside(said),
            None => Contact::parse(said),
        }
    }

    async fn message(&self, key: &str, facts: &Facts) -> AppResult<bool> {
        let (workspace, call) = (&self.workspace, &self.call);
        let text = facts.get("text").map_or("", String::as_str);
        let said = facts.get("to").map(|to| self.contact(to));
        // A number that cannot be read is not the caller's.
        if said.as_ref().is_some_and(Option::is_none) {
            return Ok(false);
        }
        let to = said.flatten();
        let queued = messages::queue(workspace, call, key, to.as_ref(), text).await?;
        Ok(queued == Queued::Waits)
    }

    async fn carry_out(&self, key: &str, effect: &Effect) -> AppResult<bool> {
        let (workspace, call, facts) = (&self.workspace, &self.call, &effect.facts);
        let way = match effect.kind.as_str() {
            "book" => return self.book(key, facts).await,
            "message" => return self.message(key, facts).await,
            "move" => match moment_in(facts) {
                Some(begins) => bookings::move_to(workspace, call, key, begins).await?,
                None => return Ok(false),
            },
            "cancel" => bookings::cancel(workspace, call, key).await?,
            "confirm" => bookings::confirm(workspace, call, key).await?,
            _ => {
                tracing::error!("a script wants done what nobody does");
                return Ok(false);
            }
        };
        Ok(way == Way::Done)
    }
}

/// Whose words and numbers it was about stays out of the log.
fn told<T>(result: AppResult<T>, otherwise: T) -> T {
    result.unwrap_or_else(|error| {
        tracing::error!(code = %error, "the workspace fails a call");
        otherwise
    })
}

#[async_trait]
impl World for WorkspaceWorld {
    async fn ask(&self, tool: &str, facts: &Facts) -> Found {
        let found = match tool {
            "calendar" => self.calendar(facts).await,
            "knowledge" => self.knowledge(facts).await,
            _ => Ok(Found::Nothing),
        };
        told(found, Found::Failed)
    }

    async fn commit(&self, key: &IdempotencyKey, effect: &Effect) -> bool {
        told(self.carry_out(&key.0, effect).await, false)
    }

    async fn suppress(&self, key: &IdempotencyKey, words: &str) -> bool {
        let (workspace, call) = (&self.workspace, &self.call);
        told(
            suppressions::refuse(workspace, call, &key.0, words).await,
            false,
        )
    }
}
