//! One file about one call: the act, the file, the outcome.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use parley_domain::access::{Grant, kinds::CallExport};
use parley_domain::audit::{Act, Purpose};
use parley_domain::digest::{Hashing, hex};
use parley_domain::ids::ExportId;
use serde::{Deserialize, Serialize};

use crate::audit::ActDraft;
use crate::calls::{CallRecord, about};
use crate::desk::{Workspace, blocking};
use crate::error::{AppError, AppResult};
use crate::ports::{Batch, NewFile};

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ExportedFile {
    #[ts(as = "f64")]
    pub bytes: u64,
    /// Hexadecimal; also in the audit log, so that the file can be told to be this one.
    pub sha256: String,
}

/// What is exported, why, and where to.
pub(super) struct OneFile<'a> {
    pub export_id: ExportId,
    pub call: &'a CallRecord,
    pub purpose: Purpose,
    pub format: &'a str,
    /// What else belongs to the act, such as the stretch of a clip.
    pub details: Vec<(&'static str, String)>,
    pub path: String,
    pub replace: bool,
}

impl OneFile<'_> {
    /// Writes what `fill` gives.
    ///
    /// # Errors
    /// `invalid_input` for an empty path, `file_exists`, `file_unwritable`,
    /// `disk_full`, and those of `fill`.
    pub(super) async fn write(
        self,
        workspace: &Workspace,
        grant: &Grant<CallExport>,
        fill: impl FnOnce(&mut dyn Write) -> AppResult<()> + Send + 'static,
    ) -> AppResult<ExportedFile> {
        let path = target(&self.path)?;
        let begun = self.act(grant, Act::CallExported);
        workspace.store.commit(Batch::acts(vec![begun])).await?;
        let sources = Arc::clone(&workspace.deps.sources);
        let replace = self.replace;
        let written = blocking(move || {
            let mut file = Hashing::new(sources.create(&path, replace)?);
            fill(&mut file)?;
            finish(file)
        })
        .await;
        let act = self.act(grant, Act::ExportFinished);
        let ended = match &written {
            Ok(file) => act
                .detail("outcome", "written")
                .detail("bytes", file.bytes)
                .detail("sha256", &file.sha256),
            Err(error) => act.detail("outcome", code_text(error)),
        };
        workspace.store.commit(Batch::acts(vec![ended])).await?;
        written
    }

    fn act(&self, grant: &Grant<CallExport>, act: Act) -> ActDraft {
        let named = ActDraft::by(grant.subject(), grant.at(), act)
            .for_purpose(self.purpose)
            .detail("export", self.export_id)
            .detail("format", self.format);
        let detailed = self
            .details
            .iter()
            .fold(named, |act, (name, value)| act.detail(name, value));
        about(detailed, self.call)
    }
}

/// The path as typed or chosen.
pub(super) fn target(path: &str) -> AppResult<PathBuf> {
    let path = path.trim();
    if path.is_empty() {
        return Err(AppError::invalid("path"));
    }
    Ok(PathBuf::from(path))
}

/// Makes the file durable and says what it is.
pub(super) fn finish(file: Hashing<Box<dyn NewFile>>) -> AppResult<ExportedFile> {
    let (file, sha256, bytes) = file.finish();
    file.finish()?;
    Ok(ExportedFile {
        bytes,
        sha256: hex(&sha256),
    })
}

/// An error's code, as the log keeps it.
pub(super) fn code_text(error: &AppError) -> String {
    serde_json::to_value(error.code)
        .ok()
        .and_then(|code| code.as_str().map(str::to_owned))
        .unwrap_or_default()
}
