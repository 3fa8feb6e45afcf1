//! The port by which the agent calls somebody. Must not know: who may let it, or whether
//! they may be called: a permit is that.

use std::collections::BTreeMap;

use async_trait::async_trait;
use parley_domain::call::Contact;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::{BookingId, CallId};
use parley_domain::permit::Permit;
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use crate::error::AppResult;

/// A call that is to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallOut {
    pub id: CallId,
    /// A telephone number.
    pub to: Contact,
    /// The appointment it is about.
    pub booking: Option<BookingId>,
    /// Known before it is answered: by a slot's name it fills the slot.
    pub facts: BTreeMap<String, String>,
}

/// What the carrier made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialled {
    /// It rings, or will; by this id the carrier knows it.
    Taken(String),
    /// It may ring: the carrier was asked and did not answer.
    Uncertain,
}

/// A call that was placed and that nobody has answered yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RingingCallRow {
    pub id: CallId,
    /// When the carrier was asked for it.
    pub since: UtcMillis,
    /// The number that is called.
    pub to: String,
    /// It was called off, and the carrier is being told.
    pub ending: bool,
}

/// A line by which calls can be placed.
#[async_trait]
pub trait OutboundLine: Send + Sync {
    /// Whether a call could be placed now.
    ///
    /// # Errors
    /// `line_closed`, `no_calls_out`, `line_full`.
    fn ready(&self) -> AppResult<()>;

    /// Places a call, once. From here on it is kept, and becomes a call of the list
    /// whatever comes of it: also if nobody answers, or the carrier refuses it.
    ///
    /// # Errors
    /// Those of [`Self::ready`]; `no_appointment` when what is to be said is not known;
    /// `conflict` when the permit ran out; `carrier_refused` and `carrier_unreached`, and
    /// those of the store. Nobody was called then.
    async fn dial(&self, call: CallOut, permit: Permit) -> AppResult<Dialled>;

    /// The carrier's id of a call that was placed and is not over.
    fn carrier_id(&self, call: CallId) -> Option<String>;

    /// Calls that were placed and that nobody has answered yet, the longest first.
    fn ringing(&self) -> Vec<RingingCallRow>;

    /// Ends a call that rings, at the carrier; also one that is answered in that very
    /// moment. One that the carrier has not named yet is ended when it does. Twice does
    /// no harm.
    ///
    /// # Errors
    /// `not_found`: it does not ring, or no longer; `call_not_ended`: it rings on.
    async fn call_off(&self, call: CallId) -> AppResult<()>;
}

/// A shell that calls nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoOutboundLine;

#[async_trait]
impl OutboundLine for NoOutboundLine {
    fn ready(&self) -> AppResult<()> {
        Err(ErrorCode::LineClosed.into())
    }

    async fn dial(&self, _call: CallOut, _permit: Permit) -> AppResult<Dialled> {
        Err(ErrorCode::LineClosed.into())
    }

    fn carrier_id(&self, _call: CallId) -> Option<String> {
        None
    }

    fn ringing(&self) -> Vec<RingingCallRow> {
        Vec::new()
    }

    async fn call_off(&self, _call: CallId) -> AppResult<()> {
        Err(ErrorCode::NotFound.into())
    }
}
