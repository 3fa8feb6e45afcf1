//! Any text as a carrier's media stream, a message a line, put in order.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    parley_gateway::twilio::exercise::messages(text);
});
