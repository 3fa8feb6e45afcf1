//! A practice call is kept like any other, as a simulated one.

use std::sync::Arc;

use async_trait::async_trait;
use parley_domain::access::AccessSubject;
use parley_domain::call::{Direction, Party, Side};
use parley_domain::live::PracticeScript;

use crate::desk::Workspace;
use crate::error::AppResult;
use crate::live::{Keeping, LiveCallStart};
use crate::ports::{CallLogReader, PracticeCall, Recorder};

pub(super) struct PracticeRecorder {
    keeping: Keeping,
    reader: Arc<dyn CallLogReader>,
    lines: Vec<Vec<u8>>,
}

impl PracticeRecorder {
    /// # Errors
    /// Those of the store.
    pub(super) async fn begin(
        workspace: &Arc<Workspace>,
        actor: &AccessSubject,
        call: &PracticeCall,
    ) -> AppResult<Self> {
        let party = |name: &str| Party {
            name: Some(name.to_owned()),
            ..Party::default()
        };
        let start = LiveCallStart {
            call_id: call.id,
            started_at: call.since,
            direction: match call.script {
                PracticeScript::Appointment => Direction::Inbound,
                PracticeScript::Reminder => Direction::Outbound,
            },
            caller: party(&call.person),
            agent: party(&call.business),
            simulated: true,
            external_id: None,
            language: Some(call.language.as_str().to_owned()),
        };
        Ok(Self {
            keeping: Keeping::begin(workspace, actor, start).await?,
            reader: Arc::clone(&workspace.deps.call_logs),
            lines: Vec::new(),
        })
    }
}

#[async_trait]
impl Recorder for PracticeRecorder {
    fn line(&mut self, line: Vec<u8>) {
        self.lines.push(line.clone());
        self.keeping.line(line);
    }

    fn sound(&mut self, side: Side, at: u64, codes: &[u8]) {
        self.keeping.sound(side, at, codes);
    }

    async fn finish(self: Box<Self>) -> AppResult<bool> {
        let draft = self.reader.call(&self.lines);
        self.keeping.finish(draft).await.map(|_| true)
    }
}
