//! What an `endedReason` says of the outcome. Vapi has some six hundred; only
//! those that leave no doubt are mapped. That a side hung up says nothing.

use parley_domain::call::Outcome;

pub(super) fn outcome(reason: &str) -> Option<Outcome> {
    match reason {
        "voicemail" => Some(Outcome::Voicemail),
        "assistant-forwarded-call"
        | "call.ringing.hook-executed-transfer"
        | "call.ending.hook-executed-transfer" => Some(Outcome::Transferred),
        "customer-did-not-answer" | "customer-busy" => Some(Outcome::NoAnswer),
        "twilio-failed-to-connect-call"
        | "vonage-failed-to-connect-call"
        | "vonage-rejected"
        | "twilio-reported-customer-misdialed"
        | "assistant-not-found"
        | "assistant-not-valid"
        | "assistant-request-failed"
        | "assistant-join-timed-out"
        | "worker-shutdown" => Some(Outcome::Failed),
        other if other.contains(".error-") || other.starts_with("pipeline-error") => {
            Some(Outcome::Failed)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_only_what_leaves_no_doubt() {
        assert_eq!(
            outcome("assistant-forwarded-call"),
            Some(Outcome::Transferred)
        );
        assert_eq!(
            outcome("call.in-progress.error-vapifault-openai-llm-failed"),
            Some(Outcome::Failed)
        );
        assert_eq!(outcome("customer-ended-call"), None);
    }
}
