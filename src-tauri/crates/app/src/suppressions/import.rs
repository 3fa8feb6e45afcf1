//! A list of contacts that somebody brings along: looked at first, then put on the list,
//! all of it or nothing.

use parley_domain::access::{Grant, kinds::SuppressionAdd};
use parley_domain::audit::{Act, Purpose};
use parley_domain::call::Contact;
use parley_domain::ids::{CommandId, SuppressionId};
use parley_domain::suppression::{Pasted, PastedAs, RefusedBy, Suppression, kept_words, read_list};
use serde::{Deserialize, Serialize};

use super::changes;
use crate::audit::ActDraft;
use crate::desk::Workspace;
use crate::error::{AppError, AppResult};
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct PreviewSuppressions {
    /// A contact a line, or in a cell of it; at most 5,000 lines.
    pub text: String,
}

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct ImportSuppressions {
    pub command_id: CommandId,
    /// As it was looked at.
    pub text: String,
    /// Where the list is from; the first 500 characters are kept with each entry.
    pub words: String,
}

/// A line that would not be put on the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PastedLine {
    /// From 1.
    pub line: u32,
    /// As it was typed, or its first 80 characters.
    pub typed: String,
    pub pasted_as: PastedAs,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SuppressionPreview {
    /// Contacts that would be put on the list.
    pub fresh: u32,
    /// The other lines, in order.
    pub left_out: Vec<PastedLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SuppressionsImported {
    /// Contacts that were put on the list.
    pub added: u32,
}

/// What would become of each line.
///
/// # Errors
/// `invalid_input` for `text`: too many lines.
pub async fn suppression_preview(
    workspace: &Workspace,
    grant: Grant<SuppressionAdd>,
    input: PreviewSuppressions,
) -> AppResult<SuppressionPreview> {
    let lines = read_list(&input.text).ok_or(AppError::invalid("text"))?;
    // It tells of each contact whether it is on the list.
    let act = ActDraft::by(grant.subject(), grant.at(), Act::SuppressionsRead)
        .for_purpose(Purpose::Administration);
    workspace.store.commit(Batch::acts(vec![act])).await?;
    let mut preview = SuppressionPreview {
        fresh: 0,
        left_out: Vec::new(),
    };
    for pasted in lines {
        match judge(workspace, &pasted).await? {
            PastedAs::New => preview.fresh += 1,
            pasted_as => preview.left_out.push(PastedLine {
                line: pasted.line,
                typed: pasted.typed,
                pasted_as,
            }),
        }
    }
    Ok(preview)
}

/// Puts those on the list that are not there yet.
///
/// # Errors
/// `invalid_input` for `text` or `words`.
pub async fn suppression_import(
    workspace: &Workspace,
    grant: Grant<SuppressionAdd>,
    input: ImportSuppressions,
) -> AppResult<SuppressionsImported> {
    let words = kept_words(&input.words).ok_or(AppError::invalid("words"))?;
    let lines = read_list(&input.text).ok_or(AppError::invalid("text"))?;
    let mut batch = Batch {
        command_id: Some(input.command_id),
        ..Batch::default()
    };
    for pasted in lines {
        if judge(workspace, &pasted).await? != PastedAs::New {
            continue;
        }
        let Some(contact) = pasted.contact else {
            continue;
        };
        let (entry, act) = entry(workspace, &grant, contact, &words).await?;
        batch.changes.extend(changes(entry));
        batch.acts.push(act);
    }
    let added = u32::try_from(batch.acts.len()).unwrap_or(u32::MAX);
    workspace.store.commit(batch).await?;
    Ok(SuppressionsImported { added })
}

async fn judge(workspace: &Workspace, pasted: &Pasted) -> AppResult<PastedAs> {
    let Some(contact) = &pasted.contact else {
        return Ok(PastedAs::NoContact);
    };
    if pasted.repeats {
        return Ok(PastedAs::Twice);
    }
    let stands = workspace.store.suppressed(contact).await?;
    Ok(stands.map_or(PastedAs::New, |_| PastedAs::Listed))
}

async fn entry(
    workspace: &Workspace,
    grant: &Grant<SuppressionAdd>,
    contact: Contact,
    words: &str,
) -> AppResult<(Suppression, ActDraft)> {
    let person_id = workspace.store.person_by_contact(contact.as_str()).await?;
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::ContactSuppressed)
        .detail("name", contact.as_str())
        .detail("refused_by", RefusedBy::Import.as_str())
        .detail("words", words);
    act.person_id = person_id;
    let entry = Suppression {
        id: SuppressionId::new(grant.at(), &*workspace.deps.rng),
        contact,
        person_id,
        refused_by: RefusedBy::Import,
        words: Some(words.to_owned()),
        call_id: None,
        added_by: Some(grant.subject().user_id),
        since: grant.at(),
        lifted: None,
    };
    Ok((entry, act))
}
