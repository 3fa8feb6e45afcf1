//! Any bytes as a carrier's webhook: its form, signature, token, and what it says.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    parley_gateway::twilio::exercise::webhook(bytes);
});
