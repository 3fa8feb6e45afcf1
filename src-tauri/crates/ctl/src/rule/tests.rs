//! The exact shapes, by golden files: `fixtures/rule/NAME.in` is what stands on standard
//! input, `NAME.out` what is answered. `PARLEY_GEN=write` writes the answers anew.

use std::path::PathBuf;

use clap::Parser as _;

use crate::args::Args;

fn answer(command: &[&str], input: &[u8]) -> String {
    let args = Args::try_parse_from(["parleyctl"].iter().chain(command)).expect("usage");
    let mut out = Vec::new();
    let done = super::run(&args.task, input, &mut out).expect("a task without workspace");
    if let Err(error) = done.expect("memory takes all") {
        out.extend_from_slice(format!("exit 1: {error}\n").as_bytes());
    }
    String::from_utf8(out).expect("JSON is text")
}

fn golden(name: &str, command: &[&str]) {
    let file = |ending: &str| {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/rule/{name}.{ending}"))
    };
    let input = std::fs::read(file("in")).unwrap_or_default();
    let answer = answer(command, &input);
    if std::env::var("PARLEY_GEN").as_deref() == Ok("write") {
        std::fs::write(file("out"), &answer).expect("the fixture is written");
    }
    let kept = std::fs::read_to_string(file("out")).expect("a golden file");
    assert_eq!(answer, kept, "{name}");
}

#[test]
fn recording() {
    golden("recording", &["rule", "recording"]);
    golden(
        "recording-typed",
        &[
            "rule",
            "recording",
            "--party",
            "business:site=US-OH",
            "--party",
            "caller:number=+14155550100,address=US-NV",
            "--joins",
            "joiner:stated=US-WA",
        ],
    );
    golden(
        "recording-wrong",
        &["rule", "recording", "--party", "landlord"],
    );
    golden("recording-decision", &["recording-decision"]);
}

#[test]
fn refusal() {
    golden("refusal", &["rule", "refusal", "--channel", "sms"]);
    golden(
        "refusal-typed",
        &[
            "rule",
            "refusal",
            "--lang",
            "fr",
            "Ne m'appelez plus, merci.",
        ],
    );
    golden("refusal-partial", &["rule", "refusal", "--partial"]);
    golden("classify", &["classify"]);
}

#[test]
fn mask() {
    golden("mask", &["rule", "mask"]);
    golden(
        "mask-typed",
        &["rule", "mask", "it's 4111 1111 1111 1111, thanks"],
    );
    golden("pii", &["pii"]);
}

#[test]
fn a_line_that_is_no_text_does_not_stop_a_batch() {
    let told = answer(&["rule", "refusal"], b"\xff\xfe\nstop calling me\r\n");
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains("invalid_input") && lines[1].contains("\"opt_out\""));
}
