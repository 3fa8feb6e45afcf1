//! A running call in the hands of whoever runs it.

use std::fmt;
use std::sync::Arc;

use parley_domain::access::AccessSubject;
use parley_domain::call::Side;
use parley_domain::ids::CallId;

use super::writer::Writer;
use super::{LiveCallStart, LiveStream};
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::import::CallDraft;

/// Keeps one call while it runs. Cheap to clone; what it is given is taken at once and
/// written by others. Let go of without [`Self::finish`], the call becomes one of the
/// list with the next [`recover`](super::recover).
#[derive(Clone)]
pub struct Keeping(pub(super) Arc<Writer>);

impl fmt::Debug for Keeping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keeping").field(&self.call_id()).finish()
    }
}

impl Keeping {
    /// Writes down that the call begins, with the row of its logs: only then is there
    /// anything to write into. To be called inside of a tokio runtime, which writes from
    /// then on.
    ///
    /// # Errors
    /// `conflict` for a call that is known, `disk_full`, and those of the store.
    pub async fn begin(
        workspace: &Arc<Workspace>,
        actor: &AccessSubject,
        start: LiveCallStart,
    ) -> AppResult<Self> {
        super::begin::begin(workspace, actor, start).await
    }

    #[must_use]
    pub fn call_id(&self) -> CallId {
        self.0.id()
    }

    /// Sound of a side, µ-law at 8 kHz; `from` counts samples since the call was
    /// answered. What is left out between two pieces is silence; what is given twice
    /// stays as it was given first.
    pub fn sound(&self, side: Side, from: u64, codes: &[u8]) {
        let stream = LiveStream::of(side);
        self.0.pending().sound(stream, from, codes);
    }

    /// One entry of the call's log, JSON without a line end.
    pub fn line(&self, line: Vec<u8>) {
        self.0.pending().line(line);
    }

    /// Whether something could not be written and is lost. The call goes on.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.0.lost().any()
    }

    /// The call is over: makes one of the list of it. `draft` is what its log tells; what
    /// it leaves empty is taken from the start.
    ///
    /// # Errors
    /// `not_signed_in` when the workspace was locked meanwhile, `disk_full`, and those of
    /// the store. Nothing is lost then: the next recovery tries again.
    pub async fn finish(self, draft: CallDraft) -> AppResult<CallId> {
        super::finish::finish(self.0, draft).await
    }
}
