//! The directions in which the house's crates may know each other, read from
//! what cargo itself would build.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::tree::root;

/// Every crate of the house with all of the house's crates it may name, for
/// whatever purpose: building, testing or generating.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("parley-domain", &[]),
    ("parley-app", &["parley-domain"]),
    ("parley-store", &["parley-domain", "parley-app"]),
    ("parley-interop", &["parley-domain", "parley-app"]),
    ("parley-audio", &["parley-domain", "parley-app"]),
    ("parley-ipc", &["parley-domain", "parley-app"]),
    ("parley-voice", &["parley-domain"]),
    (
        "parley-gateway",
        &["parley-domain", "parley-app", "parley-voice"],
    ),
    ("parley-ctl", ADAPTERS),
    ("parley", SHELL),
    ("parley-tests", SHELL),
];

/// Only the shells put adapters behind the ports; how, the terminal's crate
/// knows for all of them.
const SHELL: &[&str] = &[
    "parley-domain",
    "parley-app",
    "parley-store",
    "parley-interop",
    "parley-audio",
    "parley-voice",
    "parley-gateway",
    "parley-ipc",
    "parley-ctl",
];

const ADAPTERS: &[&str] = &[
    "parley-domain",
    "parley-app",
    "parley-store",
    "parley-interop",
    "parley-audio",
    "parley-voice",
    "parley-gateway",
    "parley-ipc",
];

/// Outside crates that belong to one corner of the house.
const BELONGS_TO: &[(&str, &[&str])] = &[
    ("tauri", &["parley"]),
    ("tauri-build", &["parley"]),
    ("tauri-plugin-deep-link", &["parley"]),
    ("tauri-plugin-dialog", &["parley"]),
    ("tauri-plugin-single-instance", &["parley"]),
    ("tauri-plugin-window-state", &["parley"]),
    ("sqlx", &["parley-store"]),
    ("libsqlite3-sys", &["parley-store"]),
    ("keyring", &["parley-store"]),
    ("argon2", &["parley-store"]),
    ("krilla", &["parley-interop"]),
    ("harfrust", &["parley-interop"]),
    ("cpal", &["parley-audio"]),
    ("ksni", &["parley"]),
    ("signalsmith-stretch", &["parley-audio"]),
    ("symphonia", &["parley-audio", "parley-interop"]),
];

/// Crates that the rules must not reach for: the world is behind ports, and so
/// are its time and chance.
const NOT_IN_DOMAIN: &[&str] = &["tokio", "async-trait", "tracing", "rand", "getrandom"];

/// Package name to the names it depends on.
fn edges() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .map(|package| {
            let named = package["dependencies"]
                .as_array()
                .expect("dependencies")
                .iter()
                .map(name)
                // A crate may name itself, to test with a feature on.
                .filter(|dependency| *dependency != name(package))
                .collect();
            (name(package), named)
        })
        .collect()
}

#[test]
fn every_crate_of_the_house_has_its_place() {
    let known: BTreeSet<_> = MAY_NAME
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let found: BTreeSet<_> = edges().into_keys().collect();
    assert_eq!(found, known, "say in MAY_NAME what a new crate may know");
}

#[test]
fn crates_know_each_other_in_one_direction() {
    let edges = edges();
    for (name, allowed) in MAY_NAME {
        for named in edges.get(*name).into_iter().flatten() {
            assert!(
                !named.starts_with("parley") || allowed.contains(&named.as_str()),
                "{name} must not know {named}"
            );
        }
    }
}

#[test]
fn outside_crates_stay_in_their_corner() {
    for (name, named) in edges() {
        for (outside, corner) in BELONGS_TO {
            assert!(
                !named.contains(*outside) || corner.contains(&name.as_str()),
                "{outside} belongs to {corner:?}, not to {name}"
            );
        }
        if name == "parley-domain" {
            for outside in NOT_IN_DOMAIN {
                assert!(
                    !named.contains(*outside),
                    "the rules must not need {outside}"
                );
            }
        }
    }
}
