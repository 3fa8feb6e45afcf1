//! A line that calls nobody and remembers who was to be called.

use std::sync::Mutex;

use async_trait::async_trait;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::permit::Permit;
use parley_domain::time::UtcMillis;

use super::held;
use crate::error::AppResult;
use crate::ports::{CallOut, Dialled, OutboundLine, RingingCallRow};

/// Closed until it is opened; answers as told.
#[derive(Debug, Default)]
pub struct HandOutboundLine {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    open: bool,
    /// The next answers; where none is left, the carrier takes the call.
    answers: Vec<Result<Dialled, ErrorCode>>,
    dialled: Vec<CallOut>,
    ringing: Vec<RingingCallRow>,
    /// The carrier ends nothing.
    is_stubborn: bool,
    called_off: Vec<CallId>,
}

impl HandOutboundLine {
    pub fn open(&self) {
        held(&self.state).open = true;
    }

    /// The next call comes to this.
    pub fn answer(&self, answer: Result<Dialled, ErrorCode>) {
        held(&self.state).answers.push(answer);
    }

    /// A call rings.
    pub fn ring(&self, row: RingingCallRow) {
        held(&self.state).ringing.push(row);
    }

    /// Whether the carrier refuses to end calls from now on.
    pub fn refuse_ends(&self, refuses: bool) {
        held(&self.state).is_stubborn = refuses;
    }

    /// The calls that the carrier was asked to end, in order.
    #[must_use]
    pub fn called_off(&self) -> Vec<CallId> {
        held(&self.state).called_off.clone()
    }

    /// Who was called since the last look.
    pub fn take(&self) -> Vec<CallOut> {
        std::mem::take(&mut held(&self.state).dialled)
    }
}

#[async_trait]
impl OutboundLine for HandOutboundLine {
    fn ready(&self) -> AppResult<()> {
        match held(&self.state).open {
            true => Ok(()),
            false => Err(ErrorCode::LineClosed.into()),
        }
    }

    async fn dial(&self, call: CallOut, permit: Permit) -> AppResult<Dialled> {
        self.ready()?;
        let now = UtcMillis(permit.until().0 - 1);
        permit
            .redeem(call.to.as_str(), now)
            .map_err(|_| ErrorCode::Conflict)?;
        let mut state = held(&self.state);
        let answer = state.answers.pop();
        state.dialled.push(call);
        match answer {
            None => Ok(Dialled::Taken(format!("CA{:032}", state.dialled.len()))),
            Some(answer) => Ok(answer?),
        }
    }

    fn carrier_id(&self, call: CallId) -> Option<String> {
        let state = held(&self.state);
        let at = state
            .dialled
            .iter()
            .position(|dialled| dialled.id == call)?;
        Some(format!("CA{:032}", at + 1))
    }

    fn ringing(&self) -> Vec<RingingCallRow> {
        held(&self.state).ringing.clone()
    }

    async fn call_off(&self, call: CallId) -> AppResult<()> {
        let mut state = held(&self.state);
        if state.ringing.iter().all(|row| row.id != call) {
            return Err(ErrorCode::NotFound.into());
        }
        state.called_off.push(call);
        if state.is_stubborn {
            return Err(ErrorCode::CallNotEnded.into());
        }
        state.ringing.retain(|row| row.id != call);
        Ok(())
    }
}
