//! Calls that we place, from the moment the carrier is asked until somebody picks up or
//! nobody does. Each is kept from its first moment on. Must not know: how a call is placed,
//! or whether it may be.

use std::sync::{Arc, Weak};
use std::time::Duration;

use parley_app::error::{AppError, AppResult};
use parley_app::ports::CallOut;
use parley_domain::call::{Direction, Party};
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::time::UtcMillis;
use parley_voice::dialogue::Facts;
use tokio::sync::Notify;

use super::calls::{Reception, whole};
use super::kept::ToDisk;
use crate::keep::{About, Line, Lines as _, Ringing, Unanswered};
use crate::twilio::phone::Phone;
use crate::twilio::sid::CallSid;
use crate::twilio::webhook::CallStatus;

/// A telephone that is called rings so long.
pub const RINGS: Duration = Duration::from_secs(30);
/// What became of a call is told by the carrier within this, or not at all.
const TOLD_WITHIN: Duration = Duration::from_secs(180);
/// Countries where a number without its country's code is dialled as it stands.
const TEN_DIGITS: [&str; 2] = ["+1", "+91"];

/// A call that was placed and is not answered.
pub struct Placed {
    pub(super) call: CallOut,
    disk: ToDisk,
    pub(super) at: UtcMillis,
    pub(super) sid: Option<CallSid>,
    /// Told once the carrier has named it, or it no longer rings.
    pub(super) named: Arc<Notify>,
    /// Whoever watches wants it ended.
    pub(super) called_off: bool,
}

/// Whoever is called.
pub fn party(call: &CallOut) -> Party {
    Party {
        phone: Some(call.to.as_str().to_owned()),
        ..Party::default()
    }
}

/// What a last status says of a call that nobody could be spoken to in.
pub const fn unanswered(status: CallStatus) -> Option<Unanswered> {
    Some(match status {
        CallStatus::Busy => Unanswered::Busy,
        CallStatus::NoAnswer => Unanswered::NoAnswer,
        CallStatus::Failed => Unanswered::Failed,
        CallStatus::Canceled => Unanswered::Canceled,
        CallStatus::Completed => Unanswered::HungUp,
        CallStatus::Queued
        | CallStatus::Initiated
        | CallStatus::Ringing
        | CallStatus::InProgress => return None,
    })
}

/// The number to be called back at, as whoever is called would dial it.
fn called_back(number: &Phone, to: &str) -> String {
    let number = number.as_str();
    let near = TEN_DIGITS
        .iter()
        .filter(|code| to.starts_with(**code))
        .find_map(|code| number.strip_prefix(code));
    let whole = number.strip_prefix('+').unwrap_or(number);
    near.unwrap_or(whole).to_owned()
}

impl ToDisk {
    fn out(&mut self, ringing: Ringing) {
        match serde_json::to_vec(&Line::Out(ringing)) {
            Ok(line) => self.line(line),
            Err(error) => tracing::error!(%error, "a line of a call's log is lost"),
        }
    }
}

impl Reception {
    /// Keeps a call that is about to be placed.
    ///
    /// # Errors
    /// `no_appointment` when the script needs more than is known; those of the store.
    pub async fn place(self: &Arc<Self>, call: CallOut) -> AppResult<()> {
        let facts = self.facts(Some(&call));
        let mut needed = self.setup.agent.script_out.known_before();
        if needed.any(|slot| !facts.contains_key(slot)) {
            return Err(AppError::new(ErrorCode::NoAppointment));
        }
        let now = self.setup.workspace.deps.clock.now();
        let id = call.id;
        let about = self.about(party(&call), Direction::Outbound);
        let mut disk = self.keep(id, now, about).await?;
        disk.out(Ringing::Dialled);
        let placed = Placed {
            call,
            disk,
            at: now,
            sid: None,
            named: Arc::default(),
            called_off: false,
        };
        whole(&self.placed).insert(id, placed);
        self.rings_changed();
        tokio::spawn(give_up(Arc::downgrade(self), id));
        Ok(())
    }

    /// The carrier took it.
    pub fn taken(&self, id: CallId, sid: CallSid) {
        if let Some(placed) = whole(&self.placed).get_mut(&id) {
            placed.name(sid);
        }
    }

    /// Nobody is spoken to in it: it becomes a call of the list as it is. Told of a call
    /// that was answered, or a second time, it does nothing.
    pub fn unanswered(&self, id: CallId, why: Unanswered) {
        let Some(mut placed) = whole(&self.placed).remove(&id) else {
            return;
        };
        placed.named.notify_one();
        placed.disk.out(Ringing::Unanswered(why));
        let about = About {
            external_id: placed.sid.map(|sid| sid.as_str().to_owned()),
            started_at: Some(placed.at),
            ..self.about(party(&placed.call), Direction::Outbound)
        };
        self.finish(about, placed.disk);
        self.rings_changed();
    }

    /// Whether the call is one that rings and is to be answered; from here on `sid` is its
    /// name.
    pub(super) fn rings(&self, id: CallId, sid: &CallSid) -> bool {
        let mut all = whole(&self.placed);
        all.get_mut(&id).is_some_and(|placed| {
            placed.name(sid.clone());
            !placed.called_off
        })
    }

    /// Somebody, or something, picked up.
    pub(super) fn pick_up(&self, id: CallId, at: UtcMillis) -> Option<(CallOut, ToDisk)> {
        let mut placed = whole(&self.placed).remove(&id)?;
        placed.named.notify_one();
        placed.disk.out(Ringing::Answered { at });
        self.rings_changed();
        Some((placed.call, placed.disk))
    }

    /// What is known of a call before it begins.
    pub(super) fn facts(&self, call: Option<&CallOut>) -> Facts {
        let Some(call) = call else {
            return Facts::new();
        };
        let mut facts = self.setup.agent.profile.facts.clone();
        facts.extend(call.facts.clone());
        // Where a script asks for a telephone number, theirs is meant.
        let asks = self.setup.agent.script_out.slot("phone").is_some();
        if let Some(number) = self.setup.number.as_ref().filter(|_| !asks) {
            let number = called_back(number, call.to.as_str());
            facts.entry("phone".to_owned()).or_insert(number);
        }
        facts
    }
}

impl Placed {
    fn name(&mut self, sid: CallSid) {
        if self.sid.as_ref() != Some(&sid) {
            self.disk.out(Ringing::Taken(sid.as_str().to_owned()));
            self.sid = Some(sid);
            self.named.notify_one();
        }
    }
}

/// Nobody may ever tell what became of a call.
async fn give_up(reception: Weak<Reception>, id: CallId) {
    tokio::time::sleep(RINGS + TOLD_WITHIN).await;
    if let Some(reception) = reception.upgrade() {
        reception.unanswered(id, Unanswered::Untold);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_as_it_is_dialled_there() {
        let number = |text: &str| Phone::new(text).expect("a number");
        for (own, to, told) in [
            ("+16145550100", "+14155550123", "6145550100"),
            ("+912012345678", "+919820000000", "2012345678"),
            ("+912012345678", "+14155550123", "912012345678"),
            ("+442079460000", "+442079460001", "442079460000"),
        ] {
            assert_eq!(called_back(&number(own), to), told, "{own} {to}");
        }
    }
}
