//! Live calls that are moved by hand.

use std::sync::Mutex;

use parley_domain::error_code::ErrorCode;
use parley_domain::ids::CallId;
use parley_domain::listening::Span;

use super::held;
use crate::error::{AppError, AppResult};
use crate::ports::{Floor, LiveCallRow, LiveCallView};

/// Calls that somebody puts here, and what was done to them.
#[derive(Debug, Default)]
pub struct HandFloor(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    calls: Vec<LiveCallView>,
    revision: u64,
    listening: Option<CallId>,
    heard: Option<(CallId, Vec<Span>)>,
    done: Vec<(&'static str, CallId)>,
}

impl HandFloor {
    /// A call begins, or changes.
    pub fn put(&self, view: LiveCallView) {
        let mut inner = held(&self.0);
        inner.calls.retain(|call| call.call.id != view.call.id);
        inner.calls.push(view);
        inner.revision += 1;
    }

    /// A call is over.
    pub fn over(&self, id: CallId) {
        let mut inner = held(&self.0);
        inner.calls.retain(|call| call.call.id != id);
        inner.listening.take_if(|listening| *listening == id);
        inner.revision += 1;
    }

    /// A stretch of the call that is listened to comes out.
    pub fn sound(&self, span: Span) {
        let mut inner = held(&self.0);
        if let Some(id) = inner.listening {
            let (_, spans) = inner.heard.get_or_insert_with(|| (id, Vec::new()));
            spans.push(span);
        }
    }

    /// What was done to calls, in order.
    #[must_use]
    pub fn done(&self) -> Vec<(&'static str, CallId)> {
        held(&self.0).done.clone()
    }

    fn act(&self, what: &'static str, id: CallId) -> AppResult<()> {
        let mut inner = held(&self.0);
        if inner.calls.iter().all(|call| call.call.id != id) {
            return Err(AppError::new(ErrorCode::NotFound));
        }
        inner.done.push((what, id));
        Ok(())
    }
}

impl Floor for HandFloor {
    fn calls(&self) -> Vec<LiveCallRow> {
        let inner = held(&self.0);
        inner.calls.iter().map(|call| call.call.clone()).collect()
    }

    fn call(&self, id: CallId) -> Option<LiveCallView> {
        let inner = held(&self.0);
        inner.calls.iter().find(|call| call.call.id == id).cloned()
    }

    fn revision(&self) -> u64 {
        held(&self.0).revision
    }

    fn end(&self, id: CallId) -> AppResult<()> {
        self.act("end", id)
    }

    fn take_over(&self, id: CallId) -> AppResult<()> {
        self.act("take_over", id)
    }

    fn listen(&self, id: CallId) -> AppResult<()> {
        self.act("listen", id)?;
        held(&self.0).listening = Some(id);
        Ok(())
    }

    fn hush(&self) {
        held(&self.0).listening = None;
    }

    fn listening(&self) -> Option<CallId> {
        held(&self.0).listening
    }

    fn take_heard(&self) -> Option<(CallId, Vec<Span>)> {
        held(&self.0).heard.take()
    }
}
