//! The words other systems have for the two sides of a call. Only words that
//! name a side count; a number or a letter names a speaker, not a side.

use parley_domain::call::Side;

/// The side a role word names.
pub(crate) fn side_of(role: &str) -> Option<Side> {
    match role.trim().to_ascii_lowercase().as_str() {
        "user" | "customer" | "caller" | "client" | "contact" | "patient" | "guest" => {
            Some(Side::Caller)
        }
        "assistant" | "agent" | "bot" | "ai" | "representative" | "operator" => Some(Side::Agent),
        _ => None,
    }
}
