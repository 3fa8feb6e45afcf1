//! Many calls: all that a filter leaves, as one file or as a folder. A call that the
//! format cannot hold is left out and counted; every other one has its own act.

use std::sync::Arc;

use parley_domain::access::{
    Grant,
    kinds::{CallExport, TranscriptRead},
};
use parley_domain::audit::{Act, Purpose};
use parley_domain::error_code::ErrorCode;
use parley_domain::export::{CallsFormat, CaseLanguage, EachCall};
use parley_domain::ids::{CallId, ExportId};
use serde::{Deserialize, Serialize};

use super::leaving::leaving;
use super::one_file::{ExportedFile, code_text, target};
use super::paper::{Setting, paper};
use super::sink::{Piece, Sink};
use super::{Running, names, sheet};
use crate::audit::ActDraft;
use crate::bulk::{CallSelection, chosen};
use crate::calls::{CallFilter, CallRecord, CallRow, about, existing};
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, CallCursor, Event};

/// Calls whose acts are kept in one transaction, and which are then written.
const AT_ONCE: u32 = 100;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExportCalls {
    pub export_id: ExportId,
    #[serde(default)]
    pub filter: CallFilter,
    /// Which calls, instead of all that the filter leaves.
    #[ts(optional)]
    pub selection: Option<CallSelection>,
    pub format: CallsFormat,
    pub purpose: Purpose,
    /// A file or, for a file each, a folder, which is made if need be.
    pub path: String,
    /// Whether one file of that name may be replaced. In a folder none ever is.
    #[serde(default)]
    pub replace: bool,
    /// What PDFs are written in; English unless said.
    #[ts(optional)]
    pub language: Option<CaseLanguage>,
    /// In whose time PDFs tell it, such as `Asia/Kolkata`; UTC unless said.
    #[ts(optional)]
    pub zone: Option<String>,
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
/// export of this id is running, `invalid_input` for a zone that is none, `file_exists`, `file_unwritable`, `disk_full`.
pub async fn calls_export(
    workspace: &Workspace,
    grant: Grant<CallExport>,
    input: ExportCalls,
) -> AppResult<ExportReport> {
    if input.format.each() != EachCall::Line {
        workspace
            .check::<TranscriptRead>(grant.subject(), grant.at())
            .await?;
    }
    let running = workspace
        .exports
        .begin(input.export_id)
        .ok_or(AppError::new(ErrorCode::Conflict))?;
    let chosen = match &input.selection {
        Some(selection) => Some(chosen(workspace, grant.subject(), grant.at(), selection).await?),
        None => None,
    };
    let total = match &chosen {
        Some(ids) => u32::try_from(ids.len()).unwrap_or(u32::MAX),
        None => workspace.store.call_count(&input.filter).await?,
    };
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
        chosen: chosen.as_deref(),
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

/// Where a run has come to.
#[derive(Clone, Copy)]
enum Place {
    Start,
    After(CallCursor),
    /// So many of the chosen ones.
    Chosen(usize),
}

struct Run<'a> {
    workspace: &'a Workspace,
    grant: &'a Grant<CallExport>,
    input: &'a ExportCalls,
    running: &'a Running<'a>,
    total: u32,
    /// The calls that were chosen one by one or by words.
    chosen: Option<&'a [CallId]>,
}

impl Run<'_> {
    async fn all(&self, report: &mut ExportReport) -> AppResult<()> {
        let (path, format) = (target(&self.input.path)?, self.input.format);
        let replace = self.input.replace;
        let sources = Arc::clone(&self.workspace.deps.sources);
        let mut sink = blocking(move || Sink::open(&*sources, path, format, replace)).await?;
        let mut place = Place::Start;
        loop {
            if self.running.is_cancelled() {
                report.cancelled = true;
                return Ok(());
            }
            let (rows, next) = self.rows(place).await?;
            sink = self.page(sink, &rows, report).await?;
            self.tell(report);
            match next {
                Some(next) => place = next,
                None => break,
            }
        }
        report.file = blocking(move || sink.finish()).await?;
        Ok(())
    }

    /// The next lines, and where those after them begin.
    async fn rows(&self, place: Place) -> AppResult<(Vec<CallRow>, Option<Place>)> {
        let store = &self.workspace.store;
        if let Some(ids) = self.chosen {
            let done = if let Place::Chosen(done) = place {
                done
            } else {
                0
            };
            let end = ids.len().min(done + AT_ONCE as usize);
            let rows = store.call_rows(&ids[done..end]).await?;
            return Ok((rows, (end < ids.len()).then_some(Place::Chosen(end))));
        }
        let after = if let Place::After(cursor) = place {
            Some(cursor)
        } else {
            None
        };
        let page = store.calls(&self.input.filter, after, AT_ONCE).await?;
        Ok((page.rows, page.next.map(Place::After)))
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
            match self.content(&call).await {
                Ok(content) => {
                    let stem = names::stem(&call.row);
                    pieces.push(Piece { stem, content });
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

    async fn content(&self, call: &CallRecord) -> AppResult<Vec<u8>> {
        match self.input.format.each() {
            EachCall::Line => {
                let store = &self.workspace.store;
                let corrections = store.captured_corrections(call.id()).await?;
                Ok(sheet::line(call, &corrections).into_bytes())
            }
            EachCall::Transcript(format) => {
                let leaving = leaving(self.workspace, call, self.grant.at()).await?;
                let writer = &self.workspace.deps.call_writer;
                writer.write(format, &leaving).map(String::into_bytes)
            }
            EachCall::Paper => {
                let setting = Setting {
                    export_id: self.input.export_id,
                    purpose: self.input.purpose,
                    language: self.input.language.unwrap_or(CaseLanguage::En),
                    zone: self.input.zone.clone(),
                };
                paper(self.workspace, self.grant, call, setting).await
            }
        }
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
