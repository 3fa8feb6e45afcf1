//! Any status and bytes as an answer of the carrier's REST API.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|answer: (u16, &[u8])| {
    parley_gateway::twilio::exercise::answer(answer.0, answer.1);
});
