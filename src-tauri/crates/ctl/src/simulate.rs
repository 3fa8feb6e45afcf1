//! Plays scenarios: calls on a virtual clock, each held against what it expects.

use std::path::{Path, PathBuf};

use parley_voice::simulate::stage;
use serde_json::{Value, json};

/// A scenario in a folder is known by this.
const EXTENSION: &str = "toml";

/// What came of all of them, and whether every one passed.
pub(crate) fn run(paths: &[PathBuf]) -> (Value, bool) {
    let files: Vec<PathBuf> = paths.iter().flat_map(|path| scenarios(path)).collect();
    let played: Vec<Value> = files.iter().flat_map(|file| played(file)).collect();
    let passed = played.iter().filter(|one| one["passed"] == true).count();
    let good = passed == played.len() && !played.is_empty();
    let all = json!({
        "passed": passed,
        "failed": played.len() - passed,
        "scenarios": played,
    });
    (all, good)
}

/// The scenarios at a path, in order of their names.
fn scenarios(path: &Path) -> Vec<PathBuf> {
    let Ok(inside) = std::fs::read_dir(path) else {
        return vec![path.to_owned()];
    };
    let mut found: Vec<PathBuf> = inside
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == EXTENSION))
        .collect();
    found.sort();
    found
}

fn played(file: &Path) -> Vec<Value> {
    let answer = std::fs::read_to_string(file)
        .map_err(|error| error.to_string())
        .and_then(|text| {
            let script = |name: &str| script(file, name);
            stage::play(&text, script).map_err(|error| error.to_string())
        });
    let rows = match answer {
        Ok(played) => played.iter().map(|one| json!(one)).collect(),
        Err(error) => vec![json!({ "passed": false, "error": error })],
    };
    let named = |mut row: Value| {
        row["file"] = json!(file.display().to_string());
        row
    };
    rows.into_iter().map(named).collect()
}

/// A script of the house by its name, or a file beside the scenario.
fn script(scenario: &Path, name: &str) -> Option<String> {
    if let Some(text) = stage::script_of_house(name) {
        return Some(text.to_owned());
    }
    std::fs::read_to_string(scenario.parent()?.join(name)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRONG_NUMBER: &str = r#"
        name = "has the wrong number"
        script = "appointment"
        [[step]]
        say = "sorry wrong number, goodbye"
        [expect]
        done = []
    "#;

    #[test]
    fn one_that_cannot_be_read_says_why_and_the_others_are_played() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("a file");
        };
        write("a.toml", WRONG_NUMBER);
        write(
            "b.toml",
            "name = \"b\"\nscript = \"appointment\"\n[[step]]\n",
        );
        write("c.toml", "name = \"c\"\nscript = \"no such\"\n");
        write("d.txt", "not a scenario");
        let (table, good) = run(&[folder.path().to_owned()]);
        assert!(!good);
        assert_eq!((&table["passed"], &table["failed"]), (&json!(1), &json!(2)));
        assert_eq!(table["scenarios"][0]["name"], "has the wrong number");
        let why = |n: usize| table["scenarios"][n]["error"].as_str().unwrap_or_default();
        assert!(why(1).contains("step 1"), "{}", why(1));
        assert!(why(2).contains("no such"), "{}", why(2));
        assert!(run(&[folder.path().join("a.toml")]).1);
        // Nothing to play is no success.
        assert!(!run(&[folder.path().join("none")]).1);
    }
}
