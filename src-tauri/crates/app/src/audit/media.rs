//! Proving the sealed files: each is read whole, so that a missing file, a
//! changed bit or a swapped chunk is found before somebody needs it.

use std::io::Read as _;
use std::sync::Arc;

use parley_domain::access::{Grant, kinds::AuditVerify};
use parley_domain::audit::{Act, Purpose};
use parley_domain::digest;
use parley_domain::error_code::ErrorCode;
use parley_domain::ids::MediaId;
use serde::{Deserialize, Serialize};

use super::ActDraft;
use crate::desk::{Workspace, blocking};
use crate::error::AppResult;
use crate::live::LiveLog;
use crate::ports::{Batch, LogRecord, MediaVault};

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct VerifyMedia {}

/// A sealed file that is not as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MediaFault {
    pub media_id: MediaId,
    /// `media_missing` or `media_damaged`.
    pub code: ErrorCode,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MediaVerdictView {
    pub files: u32,
    #[ts(as = "f64")]
    pub bytes: u64,
    /// Empty: all are whole.
    pub faults: Vec<MediaFault>,
}

/// How much a running call's log holds. Its end may be torn: it grows, or its process
/// was killed.
fn log_bytes(vault: &dyn MediaVault, log: &LiveLog) -> AppResult<u64> {
    let mut bytes = 0;
    for record in vault.log_records(log)? {
        match record? {
            LogRecord::Bytes(record) => bytes += record.len() as u64,
            LogRecord::Damaged => return Err(ErrorCode::MediaDamaged.into()),
            LogRecord::Torn => {}
        }
    }
    Ok(bytes)
}

/// # Errors
/// Those of the store.
pub async fn media_verify(
    workspace: &Workspace,
    grant: Grant<AuditVerify>,
    _input: VerifyMedia,
) -> AppResult<MediaVerdictView> {
    let mut view = MediaVerdictView {
        files: 0,
        bytes: 0,
        faults: Vec::new(),
    };
    for media_id in workspace.store.media_ids().await? {
        let Some(record) = workspace.store.media(media_id).await? else {
            continue;
        };
        view.files += 1;
        view.bytes += record.byte_len;
        let vault = Arc::clone(&workspace.media);
        let checked = blocking(move || {
            let mut stream = vault.open(&record)?;
            let read = digest::of_stream(&mut stream.by_ref());
            match read {
                Ok(found) if found.sha256 == record.sha256 => Ok(()),
                _ => Err(ErrorCode::MediaDamaged.into()),
            }
        })
        .await;
        if let Err(error) = checked {
            view.faults.push(MediaFault {
                media_id,
                code: error.code,
            });
        }
    }
    for call in workspace.store.live_calls().await? {
        for log in call.logs {
            view.files += 1;
            let (media_id, vault) = (log.id, Arc::clone(&workspace.media));
            match blocking(move || log_bytes(&*vault, &log)).await {
                Ok(bytes) => view.bytes += bytes,
                Err(error) => view.faults.push(MediaFault {
                    media_id,
                    code: error.code,
                }),
            }
        }
    }
    let act = ActDraft::by(grant.subject(), grant.at(), Act::AuditVerified)
        .for_purpose(Purpose::Security)
        .detail("media_files", view.files)
        .detail("faults", view.faults.len());
    workspace.store.commit(Batch::acts(vec![act])).await?;
    Ok(view)
}
