//! The forms, and one of them with its versions.

use parley_domain::access::{Grant, kinds::ScoreRead};
use parley_domain::ids::{FormId, UserId};
use parley_domain::scorecard::{FormContent, FormFault};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::view::name_of;
use super::{ScoreForm, existing_form};
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::users::User;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ListForms {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FormListView {
    /// By title.
    pub forms: Vec<FormRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FormRow {
    pub id: FormId,
    pub title: String,
    /// The newest version's number; 0 while nothing was published.
    pub latest: u32,
    /// Whether changes wait to be published.
    pub has_draft: bool,
    pub retired_at: Option<UtcMillis>,
    /// Counts the changes; whoever changes the form names the one they saw.
    pub revision: u32,
    pub changed_at: UtcMillis,
    pub changed_by: Option<String>,
}

impl FormRow {
    fn of(form: &ScoreForm, people: &[User]) -> Self {
        Self {
            id: form.id,
            title: form.title.clone(),
            latest: form.latest,
            has_draft: form.draft.is_some(),
            retired_at: form.retired_at,
            revision: form.revision,
            changed_at: form.changed_at,
            changed_by: name_of(people, form.changed_by),
        }
    }
}

/// # Errors
/// Those of the store.
pub async fn form_list(
    workspace: &Workspace,
    _grant: Grant<ScoreRead>,
    _input: ListForms,
) -> AppResult<FormListView> {
    let people = workspace.store.users().await?;
    let forms = workspace.store.score_forms().await?;
    Ok(FormListView {
        forms: forms.iter().map(|f| FormRow::of(f, &people)).collect(),
    })
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct GetForm {
    pub form_id: FormId,
    /// Which version to show; the newest when absent.
    #[serde(default)]
    pub version: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FormView {
    pub row: FormRow,
    /// What the next version will be, if anything was changed.
    pub draft: Option<FormContent>,
    /// What the draft lacks to be published.
    pub faults: Vec<FormFault>,
    /// Newest first.
    pub versions: Vec<FormVersionRow>,
    /// The version that was asked for; `None` while nothing was published.
    pub shown: Option<ShownVersion>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FormVersionRow {
    pub version: u32,
    pub published_at: UtcMillis,
    pub published_by: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ShownVersion {
    pub version: u32,
    pub content: FormContent,
}

/// # Errors
/// `not_found`.
pub async fn form_get(
    workspace: &Workspace,
    _grant: Grant<ScoreRead>,
    input: GetForm,
) -> AppResult<FormView> {
    let form = existing_form(workspace, input.form_id).await?;
    let view = view(workspace, form, input.version).await?;
    if input.version.is_some() && view.shown.is_none() {
        return Err(AppError::invalid("version"));
    }
    Ok(view)
}

pub(super) async fn view(
    workspace: &Workspace,
    form: ScoreForm,
    version: Option<u32>,
) -> AppResult<FormView> {
    let people = workspace.store.users().await?;
    let mut versions = workspace.store.form_versions(form.id).await?;
    versions.reverse();
    let asked = version.unwrap_or(form.latest);
    let by = |id: UserId| name_of(&people, id);
    Ok(FormView {
        row: FormRow::of(&form, &people),
        faults: form.draft.as_ref().map_or(Vec::new(), FormContent::faults),
        draft: form.draft,
        shown: versions
            .iter()
            .find(|v| v.version == asked)
            .map(|v| ShownVersion {
                version: v.version,
                content: v.content.clone(),
            }),
        versions: versions
            .iter()
            .map(|v| FormVersionRow {
                version: v.version,
                published_at: v.published_at,
                published_by: by(v.published_by),
            })
            .collect(),
    })
}
