//! How a reception keeps its calls: on the disk while they run, in the list when they are
//! over. Must not know: how a call came about.

use std::sync::{Arc, Mutex};

use parley_app::error::AppResult;
use parley_app::live::{Keeping, LiveCallStart};
use parley_domain::call::{Direction, Party, Side};
use parley_domain::ids::CallId;
use parley_domain::time::UtcMillis;
use parley_voice::time::Samples;

use super::calls::{Reception, whole};
use crate::keep::{About, Line, Lines, draft};

/// Keeps lines on the disk, and in memory for the call's end.
#[derive(Clone)]
pub(super) struct ToDisk {
    pub keeping: Keeping,
    pub lines: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Lines for ToDisk {
    fn line(&mut self, line: Vec<u8>) {
        whole(&self.lines).push(line.clone());
        self.keeping.line(line);
    }

    fn sound(&mut self, side: Side, at: Samples, codes: &[u8]) {
        self.keeping.sound(side, at.0, codes);
    }
}

impl Reception {
    /// What is known of every call of this agent.
    pub(super) fn about(&self, caller: Party, direction: Direction) -> About {
        let profile = &self.setup.agent.profile;
        About {
            direction: Some(direction),
            language: Some(profile.tongue.as_str().to_owned()),
            caller,
            agent: Party {
                name: Some(profile.agent.clone()),
                ..Party::default()
            },
            prices: profile.prices.clone(),
            ..About::default()
        }
    }

    /// Begins to keep a call.
    pub(super) async fn keep(
        &self,
        id: CallId,
        started_at: UtcMillis,
        about: About,
    ) -> AppResult<ToDisk> {
        let start = LiveCallStart {
            call_id: id,
            started_at,
            direction: about.direction.unwrap_or(Direction::Unknown),
            caller: about.caller,
            agent: about.agent,
            simulated: false,
            external_id: about.external_id,
            language: about.language,
        };
        let workspace = &self.setup.workspace;
        let keeping = Keeping::begin(workspace, &workspace.subject(), start).await?;
        Ok(ToDisk {
            keeping,
            lines: Arc::default(),
        })
    }

    /// A call is over: it becomes one of the list.
    pub(super) fn finish(&self, about: About, disk: ToDisk) {
        let lines = std::mem::take(&mut *whole(&disk.lines));
        // Reading and sealing an hour of it takes longer than the gateway waits for us.
        let ended = Arc::clone(&self.setup.ended);
        self.outlasting().spawn(async move {
            // As a recovery would read it.
            let draft = draft(about, &Line::read(&lines));
            if let Err(error) = disk.keeping.finish(draft).await {
                tracing::error!(code = ?error.code, "a call is not in the list");
            }
            ended.notify_one();
        });
    }
}
