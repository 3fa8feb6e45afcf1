//! What a `disconnection_reason` says of the outcome, where it leaves no doubt.

use parley_domain::call::Outcome;

pub(super) fn outcome(reason: &str) -> Option<Outcome> {
    match reason {
        "call_transfer" | "transfer_bridged" => Some(Outcome::Transferred),
        "voicemail_reached" => Some(Outcome::Voicemail),
        "dial_busy" | "dial_no_answer" | "user_declined" | "error_user_not_joined" => {
            Some(Outcome::NoAnswer)
        }
        "dial_failed"
        | "invalid_destination"
        | "telephony_provider_permission_denied"
        | "telephony_provider_unavailable"
        | "sip_routing_error"
        | "concurrency_limit_reached"
        | "no_concurrency_fallback"
        | "no_valid_payment"
        | "registered_call_timeout" => Some(Outcome::Failed),
        other if other.starts_with("error_") => Some(Outcome::Failed),
        _ => None,
    }
}
