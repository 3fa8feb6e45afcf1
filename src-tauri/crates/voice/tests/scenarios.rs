//! The scenarios that come with the runtime, each played and held against what it
//! expects.

use std::path::Path;

use parley_voice::simulate::stage::{play, script_of_house};

#[test]
fn every_scenario_passes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = std::fs::read_dir(folder).expect("the folder of scenarios");
    let mut played = 0;
    let mut failed = Vec::new();
    for file in files {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("text");
        let script = |name: &str| script_of_house(name).map(str::to_owned);
        match play(&text, script) {
            Err(error) => failed.push(format!("{}: {error}", path.display())),
            Ok(all) => {
                played += all.len();
                for one in all.into_iter().filter(|one| !one.passed) {
                    let asserts = one.asserts.iter().filter(|assert| !assert.holds);
                    let asserts: Vec<String> = asserts.map(|a| format!("{a:?}")).collect();
                    failed.push(format!(
                        "{}\n  {}\n  {}",
                        one.name,
                        asserts.join("\n  "),
                        one.transcript.join("\n  ")
                    ));
                }
            }
        }
    }
    assert!(
        failed.is_empty(),
        "{} of {played}:\n{}",
        failed.len(),
        failed.join("\n")
    );
    assert!(played > 0);
}
