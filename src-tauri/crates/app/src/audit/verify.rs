//! Proving the log: the chain, entry by entry, the payloads beside it, and the
//! newest signed checkpoint.

use parley_domain::access::{Grant, kinds};
use parley_domain::audit::{Act, Fault, FaultKind, Link, Purpose, SubjectKind, root, verify};
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

/// All links and, per link, whether its payload is still the one that was hashed.
pub(super) async fn read_links(workspace: &Workspace) -> AppResult<Vec<(Link, bool)>> {
    const PAGE: u32 = 5_000;
    let mut all: Vec<(Link, bool)> = Vec::new();
    loop {
        let from = all.last().map_or(0, |(link, _)| link.seq + 1);
        let page = workspace.store.audit_links(from, PAGE).await?;
        let last = page.len() < PAGE as usize;
        all.extend(page);
        if last {
            return Ok(all);
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
    let links = read_links(workspace).await?;
    let verdict = verify(links.iter().map(|(link, _)| link));
    let mut faults = verdict.faults;
    faults.extend(
        links
            .iter()
            .filter(|(_, payload_intact)| !payload_intact)
            .map(|(link, _)| Fault {
                seq: link.seq,
                kind: FaultKind::PayloadChanged,
            }),
    );
    let checkpoint = workspace.keys.last_checkpoint().await?;
    if let Some((signed, _)) = &checkpoint {
        let size = signed.checkpoint.size;
        let covered = links
            .iter()
            .take_while(|(link, _)| link.seq < size)
            .map(|(link, _)| link.leaf.as_slice());
        if verdict.entries < size {
            faults.push(Fault {
                seq: verdict.entries,
                kind: FaultKind::CutOff,
            });
        } else if faults.is_empty() && root(covered) != signed.checkpoint.root {
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
    let root = root(links.iter().map(|(link, _)| link.leaf.as_slice()));
    Ok(AuditVerdictView {
        entries: verdict.entries,
        faults,
        root: root.iter().map(|b| format!("{b:02x}")).collect(),
        checkpoint_at: checkpoint.as_ref().map(|(_, at)| *at),
        checkpoint_size: checkpoint.as_ref().map(|(c, _)| c.checkpoint.size),
    })
}
