//! A week's report as one page of HTML, to send or to keep. It holds numbers of five
//! people or more and nobody's name but those of agents; so whoever may read it may save
//! it, and that is written down as of any other export.

use std::sync::Arc;

use parley_domain::access::{Grant, kinds::ReportRead};
use parley_domain::audit::{Act, Purpose};
use parley_domain::digest::Hashing;
use parley_domain::export::CaseLanguage;
use parley_domain::ids::ExportId;
use parley_domain::report::Zone;
use serde::Deserialize;

use super::one_file::{ExportedFile, code_text, finish, target};
use crate::audit::ActDraft;
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;
use crate::ports::{Batch, WeekPage, unwritable};
use crate::reports::count_week;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ExportWeekly {
    pub export_id: ExportId,
    /// A day of the week, `YYYY-MM-DD`; absent: the last week that is over.
    #[ts(optional)]
    pub day: Option<String>,
    /// In whose time, such as `Asia/Kolkata`.
    pub zone: Zone,
    pub language: CaseLanguage,
    pub purpose: Purpose,
    pub path: String,
    /// Whether a file of that name may be replaced.
    #[serde(default)]
    pub replace: bool,
}

/// # Errors
/// `invalid_input` for a day that is none, or one of a week that is not over, or an
/// empty path; `file_exists`, `file_unwritable`, `disk_full`.
pub async fn weekly_export(
    workspace: &Workspace,
    grant: Grant<ReportRead>,
    input: ExportWeekly,
) -> AppResult<ExportedFile> {
    let path = target(&input.path)?;
    let view = count_week(workspace, grant.at(), input.day.as_deref(), input.zone).await?;
    let week = view.weekly.monday.clone();
    let act = |act: Act| {
        ActDraft::by(grant.subject(), grant.at(), act)
            .on_export(input.export_id)
            .for_purpose(input.purpose)
            .detail("export", input.export_id)
            .detail("format", "weekly_html")
            .detail("language", input.language.as_str())
            .detail("week", &week)
    };
    let begun = Batch::acts(vec![act(Act::WeeklyExported)]);
    workspace.store.commit(begun).await?;
    let page = WeekPage {
        weekly: view.weekly,
        open_flags: view.open_flags,
        language: input.language,
        zone: input.zone,
        workspace: workspace.name.clone(),
        made_at: view.made_at,
        made_by: workspace.user_name.clone(),
        role: grant.subject().role,
        purpose: input.purpose,
        export_id: input.export_id,
    };
    let sources = Arc::clone(&workspace.deps.sources);
    let writer = Arc::clone(&workspace.deps.report_writer);
    let replace = input.replace;
    let written = blocking(move || {
        let mut file = Hashing::new(sources.create(&path, replace)?);
        let text = writer.weekly(&page);
        std::io::Write::write_all(&mut file, text.as_bytes()).map_err(unwritable)?;
        finish(file)
    })
    .await;
    let ended = match &written {
        Ok(file) => act(Act::ExportFinished)
            .detail("outcome", "written")
            .detail("bytes", file.bytes)
            .detail("sha256", &file.sha256),
        Err(error) => act(Act::ExportFinished).detail("outcome", code_text(error)),
    };
    workspace.store.commit(Batch::acts(vec![ended])).await?;
    written
}
