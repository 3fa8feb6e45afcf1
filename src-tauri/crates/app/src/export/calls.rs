//! Many calls: all that a filter leaves, as one file or as a folder. A call that the
//! format cannot hold is left out and counted; every other one has its own act.

use std::sync::Arc;

use parley_domain::access::{
    Grant,
    kinds::{CallExport, TranscriptRead},
};
use parley_domain::audit::{Act, Purpose};
use parley_domain::error_code::ErrorCode;
use parley_domain::export::CallsFormat;
use parley_domain::ids::ExportId;
use serde::{Deserialize, Serialize};

use super::leaving::leaving;
use super::one_file::{ExportedFile, code_text, target};
use super::sink::{Piece, Sink};
use super::{Running, names, sheet};
use crate::audit::ActDraft;
use crate::calls::{CallFilter, CallRecord, CallRow, about, existing};
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, Event};

/// Calls whose acts are kept in one transaction, and which are then written.
const AT_ONCE: u32 = 100;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExportCalls {
    pub export_id: ExportId,
    #[serde(default)]
    pub filter: CallFilter,
    pub format: CallsFormat,
    pub purpose: Purpose,
    /// A file or, for a file each, a folder, which is made if need be.
    pub path: String,
    /// Whether one file of that name may be replaced. In a folder none ever is.
    #[serde(default)]
    pub replace: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ExportReport {
    pub written: u32,
    /// Calls without the times that subtitles need.
    pub skipped: u32,
    pub cancelled: bool,
    /// The one file; `null` for a folder, and when cancelled: then there is none.
    pub file: Option<ExportedFile>,
}

/// # Errors
/// `permission_denied` for a role that may not read transcripts, `conflict` when an
/// export of this id is running, `file_exists`, `file_unwritable`, `disk_full`.
pub async fn calls_export(
    workspace: &Workspace,
    grant: Grant<CallExport>,
    input: ExportCalls,
) -> AppResult<ExportReport> {
    if input.format.transcript().is_some() {
        workspace
            .check::<TranscriptRead>(grant.subject(), grant.at())
            .await?;
    }
    let running = workspace
        .exports
        .begin(input.export_id)
        .ok_or(AppError::new(ErrorCode::Conflict))?;
    let total = workspace.store.call_count(&input.filter).await?;
    let begun = act(&grant, &input, Act::ExportStarted)
        .on_export(input.export_id)
        .detail("calls", total);
    workspace.store.commit(Batch::acts(vec![begun])).await?;

    let mut report = ExportReport::default();
    let run = Run {
        workspace,
        grant: &grant,
        input: &input,
        running: &running,
        total,
    };
    let ran = run.all(&mut report).await;
    let ended = act(&grant, &input, Act::ExportFinished)
        .on_export(input.export_id)
        .detail("written", report.written)
        .detail("skipped", report.skipped);
    let ended = match (&ran, &report.file) {
        (Err(error), _) => ended.detail("outcome", code_text(error)),
        (Ok(()), _) if report.cancelled => ended.detail("outcome", "cancelled"),
        (Ok(()), Some(file)) => ended
            .detail("outcome", "written")
            .detail("bytes", file.bytes)
            .detail("sha256", &file.sha256),
        (Ok(()), None) => ended.detail("outcome", "written"),
    };
    workspace.store.commit(Batch::acts(vec![ended])).await?;
    ran.map(|()| report)
}

fn act(grant: &Grant<CallExport>, input: &ExportCalls, act: Act) -> ActDraft {
    ActDraft::by(grant.subject(), grant.at(), act)
        .for_purpose(input.purpose)
        .detail("export", input.export_id)
        .detail("format", input.format.as_str())
}

struct Run<'a> {
    workspace: &'a Workspace,
    grant: &'a Grant<CallExport>,
    input: &'a ExportCalls,
    running: &'a Running<'a>,
    total: u32,
}

impl Run<'_> {
    async fn all(&self, report: &mut ExportReport) -> AppResult<()> {
        let (path, format) = (target(&self.input.path)?, self.input.format);
        let replace = self.input.replace;
        let sources = Arc::clone(&self.workspace.deps.sources);
        let mut sink = blocking(move || Sink::open(&*sources, path, format, replace)).await?;
        let mut after = None;
        loop {
            if self.running.is_cancelled() {
                report.cancelled = true;
                return Ok(());
            }
            let page = self
                .workspace
                .store
                .calls(&self.input.filter, after, AT_ONCE)
                .await?;
            sink = self.page(sink, &page.rows, report).await?;
            self.tell(report);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        report.file = blocking(move || sink.finish()).await?;
        Ok(())
    }

    /// Composes a page of calls, writes down that they leave, and lets them.
    async fn page(
        &self,
        mut sink: Sink,
        rows: &[CallRow],
        report: &mut ExportReport,
    ) -> AppResult<Sink> {
        let mut pieces = Vec::with_capacity(rows.len());
        let mut acts = Vec::with_capacity(rows.len());
        for row in rows {
            let call = existing(self.workspace, row.id).await?;
            match self.text(&call).await {
                Ok(text) => {
                    let stem = names::stem(&call.row);
                    pieces.push(Piece { stem, text });
                    acts.push(about(act(self.grant, self.input, Act::CallExported), &call));
                }
                Err(error) if error.code == ErrorCode::NoTimes => report.skipped += 1,
                Err(error) => return Err(error),
            }
        }
        self.workspace.store.commit(Batch::acts(acts)).await?;
        let written = u32::try_from(pieces.len()).unwrap_or(u32::MAX);
        let sources = Arc::clone(&self.workspace.deps.sources);
        let sink = blocking(move || {
            sink.put(&*sources, &pieces)?;
            Ok(sink)
        })
        .await?;
        report.written += written;
        Ok(sink)
    }

    async fn text(&self, call: &CallRecord) -> AppResult<String> {
        let Some(format) = self.input.format.transcript() else {
            return Ok(sheet::line(call));
        };
        let leaving = leaving(self.workspace, call, self.grant.at()).await?;
        self.workspace.deps.call_writer.write(format, &leaving)
    }

    fn tell(&self, report: &ExportReport) {
        let deps = &self.workspace.deps;
        deps.events.send(Event::ExportProgress {
            export_id: self.input.export_id,
            done: report.written + report.skipped,
            total: self.total,
        });
        // Somebody waits for it: the workspace is not idle.
        self.workspace.touch(deps.clock.now());
    }
}
