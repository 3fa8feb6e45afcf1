//! Proving the log: the chain, entry by entry, the payloads beside it, and the
//! newest signed checkpoint.

use parley_domain::access::{Grant, kinds};
use parley_domain::audit::{
    Act, ChainCheck, Digest, Fault, FaultKind, Frontier, Purpose, SubjectKind, Verdict,
};
use parley_domain::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::ActDraft;
use crate::desk::Workspace;
use crate::error::AppResult;
use crate::ports::Batch;

#[derive(Debug, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct VerifyAudit {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AuditVerdictView {
    #[ts(as = "f64")]
    pub entries: u64,
    /// Empty: the log is whole.
    pub faults: Vec<Fault>,
    /// The Merkle root over all entries, in hexadecimal.
    pub root: String,
    /// When the newest checkpoint was signed, if there is one.
    pub checkpoint_at: Option<UtcMillis>,
    /// How many entries it covers.
    #[ts(as = "Option<f64>")]
    pub checkpoint_size: Option<u64>,
}

/// What reading the log from end to end gives.
struct Reading {
    verdict: Verdict,
    payload_faults: Vec<Fault>,
    /// Over the entries that the checkpoint covers, and over all.
    covered: Digest,
    root: Digest,
}

/// Reads page by page: a log of millions is never in memory at once.
async fn read(workspace: &Workspace, covered_size: u64) -> AppResult<Reading> {
    const PAGE: u32 = 5_000;
    let mut check = ChainCheck::default();
    let mut payload_faults = Vec::new();
    let mut tree = Frontier::default();
    let mut covered = None;
    let mut from = 0;
    loop {
        let page = workspace.store.audit_links(from, PAGE).await?;
        for (link, payload_intact) in &page {
            check.look(link);
            if !payload_intact {
                payload_faults.push(Fault {
                    seq: link.seq,
                    kind: FaultKind::PayloadChanged,
                });
            }
            if link.seq >= covered_size && covered.is_none() {
                covered = Some(tree.root());
            }
            tree.push(&link.leaf);
            from = link.seq + 1;
        }
        if page.len() < PAGE as usize {
            let root = tree.root();
            return Ok(Reading {
                verdict: check.verdict(),
                payload_faults,
                covered: covered.unwrap_or(root),
                root,
            });
        }
    }
}

/// # Errors
/// Those of the store and the header.
pub async fn audit_verify(
    workspace: &Workspace,
    grant: Grant<kinds::AuditVerify>,
    _input: VerifyAudit,
) -> AppResult<AuditVerdictView> {
    let checkpoint = workspace.keys.last_checkpoint().await?;
    let covered_size = checkpoint.as_ref().map(|(c, _)| c.checkpoint.size);
    let reading = read(workspace, covered_size.unwrap_or(0)).await?;
    let entries = reading.verdict.entries;
    let mut faults = reading.verdict.faults;
    faults.extend(reading.payload_faults);
    if let Some((signed, _)) = &checkpoint {
        let size = signed.checkpoint.size;
        if entries < size {
            faults.push(Fault {
                seq: entries,
                kind: FaultKind::CutOff,
            });
        } else if faults.is_empty() && reading.covered != signed.checkpoint.root {
            faults.push(Fault {
                seq: size.saturating_sub(1),
                kind: FaultKind::Rewritten,
            });
        }
    }
    let mut act = ActDraft::by(grant.subject(), grant.at(), Act::AuditVerified)
        .for_purpose(Purpose::Security)
        .detail("faults", faults.len());
    act.subject = Some((SubjectKind::AuditLog, workspace.id.0));
    workspace.store.commit(Batch::acts(vec![act])).await?;
    Ok(AuditVerdictView {
        entries,
        faults,
        root: reading.root.iter().map(|b| format!("{b:02x}")).collect(),
        checkpoint_at: checkpoint.as_ref().map(|(_, at)| *at),
        checkpoint_size: covered_size,
    })
}
