//! What is masked, what stays, and what a stream may never let out.

mod kept;
mod masked;
mod stream;

use super::{Masked, SecretKind, mask_turns};
use crate::call::Side;

/// One turn of the caller, masked.
fn said(text: &str) -> String {
    mask_turns(&[(Side::Caller, text)]).0.concat()
}

fn kinds(turns: &[(Side, &str)]) -> Vec<SecretKind> {
    let (_, masked) = mask_turns(turns);
    let mut kinds: Vec<SecretKind> = masked.iter().map(|m: &Masked| m.kind).collect();
    kinds.dedup();
    kinds
}
