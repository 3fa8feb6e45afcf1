//! Scripts as tenants write them, and turns by lines behind the first NUL: any text is
//! a script or faults, and what is a script can be followed.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use parley_voice::dialogue::{Dialogue, Facts, Input, Tongue, Utterance};
use parley_voice::flow::{Flow, FlowContext, Script};
use parley_voice::time::At;

fuzz_target!(|data: &str| {
    let (script, turns) = data.split_once('\0').unwrap_or((data, ""));
    let script = match Script::read(script) {
        Ok(script) => Arc::new(script),
        Err(faults) => return assert!(!faults.is_empty()),
    };
    let context = FlowContext {
        now: Default::default(),
        tongue: Tongue::En,
        facts: Facts::new(),
    };
    let mut flow = Flow::new(script, context);
    let _ = flow.on(At(0), Input::Begin);
    for text in turns.lines().take(50) {
        let said = Utterance { text: text.to_owned(), words: Vec::new() };
        let _ = flow.on(At(1_000), Input::Said(said));
    }
});
