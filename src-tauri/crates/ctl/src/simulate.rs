//! Plays scenarios: calls on a virtual clock, each held against what it expects.

mod sounding;

use std::path::{Path, PathBuf};

use parley_voice::simulate::stage;
use serde_json::{Value, json};

use crate::args::SoundArgs;
use crate::simulate::sounding::Sounding;

/// A scenario in a folder is known by this.
const EXTENSION: &str = "toml";

/// What came of all of them, and whether every one passed.
pub(crate) fn run(paths: &[PathBuf], sound: &SoundArgs) -> (Value, bool) {
    let files: Vec<PathBuf> = paths.iter().flat_map(|path| scenarios(path)).collect();
    let mut sounding = match Sounding::of(sound) {
        Ok(sounding) => sounding,
        Err(error) => return (json!({ "error": error.to_string() }), false),
    };
    let rows = files.iter().flat_map(|file| played(file, &mut sounding));
    let played: Vec<Value> = rows.collect();
    let passed = played.iter().filter(|one| one["passed"] == true).count();
    let good = passed == played.len() && !played.is_empty();
    let mut all = json!({
        "passed": passed,
        "failed": played.len() - passed,
        "scenarios": played,
    });
    if let Some(sounding) = sounding {
        all["sound"] = sounding.report();
    }
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

fn played(file: &Path, sounding: &mut Option<Sounding>) -> Vec<Value> {
    let answer = std::fs::read_to_string(file)
        .map_err(|error| error.to_string())
        .and_then(|text| {
            let script = |name: &str| script(file, name);
            match sounding {
                Some(sounding) => sounding.play(&text, script).map_err(|e| e.to_string()),
                None => stage::play(&text, script)
                    .map(|played| played.iter().map(|one| json!(one)).collect())
                    .map_err(|error| error.to_string()),
            }
        });
    let rows = match answer {
        Ok(played) => played,
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

    fn silent() -> SoundArgs {
        SoundArgs {
            audio: false,
            line: false,
            caller: "f3".to_owned(),
            seed: 1,
            keep: None,
        }
    }

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
        let (table, good) = run(&[folder.path().to_owned()], &silent());
        assert!(!good);
        assert_eq!((&table["passed"], &table["failed"]), (&json!(1), &json!(2)));
        assert_eq!(table["scenarios"][0]["name"], "has the wrong number");
        let why = |n: usize| table["scenarios"][n]["error"].as_str().unwrap_or_default();
        assert!(why(1).contains("step 1"), "{}", why(1));
        assert!(why(2).contains("no such"), "{}", why(2));
        assert!(run(&[folder.path().join("a.toml")], &silent()).1);
        // Nothing to play is no success.
        assert!(!run(&[folder.path().join("none")], &silent()).1);
    }

    #[test]
    fn a_call_with_sound_is_the_same_each_time_and_can_be_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.toml");
        std::fs::write(&file, WRONG_NUMBER).expect("a file");
        let keep = folder.path().join("kept");
        let sound = SoundArgs {
            line: true,
            keep: Some(keep.clone()),
            ..silent()
        };
        let (table, good) = run(std::slice::from_ref(&file), &sound);
        assert!(good, "{table}");
        let wav = || std::fs::read(keep.join("has-the-wrong-number.wav")).expect("kept");
        let first = wav();
        assert_eq!(&first[..4], b"RIFF");
        assert_eq!(&run(&[file], &sound).0["scenarios"], &table["scenarios"]);
        assert_eq!(wav(), first);
    }
}
