//! The README's own claims: each path and each make target that it names exists.

use std::fs;
use std::path::Path;

use crate::tree::root;

/// What stands between backquotes in `text`, fenced blocks left out.
fn quoted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut fenced = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            found.extend(line.split('`').skip(1).step_by(2));
        }
    }
    found
}

/// True if `words` reads as a path of this repository: it starts with one of
/// the top folders or is a file at the top.
fn is_path(words: &str) -> bool {
    const TOP: &[&str] = &[
        "src-tauri/",
        "ui/",
        "tests/",
        "migrations/",
        "icons/",
        ".ci/",
    ];
    !words.contains(char::is_whitespace) && TOP.iter().any(|folder| words.starts_with(folder))
}

/// `ui/src/routes/<screen>/+page.svelte` exists if its part before the blank does.
fn certain_part(path: &str) -> &str {
    let end = path.find(['<', '*', '{', '…']).unwrap_or(path.len());
    let certain = &path[..end];
    if end == path.len() {
        return certain;
    }
    certain
        .rfind('/')
        .map_or(certain, |slash| &certain[..slash])
}

#[test]
fn paths_in_the_readme_exist() {
    let root = root();
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let paths: Vec<_> = quoted(&readme)
        .into_iter()
        .filter(|words| is_path(words))
        .collect();
    assert!(!paths.is_empty(), "the README says where things are");
    let missing: Vec<_> = paths
        .iter()
        .filter(|path| !root.join(Path::new(certain_part(path))).exists())
        .collect();
    assert!(
        missing.is_empty(),
        "the README names what is not there: {missing:?}"
    );
}

#[test]
fn make_targets_in_the_readme_exist() {
    let root = root();
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let makefile = fs::read_to_string(root.join("Makefile")).expect("Makefile");
    let missing: Vec<_> = readme
        .split('`')
        .filter_map(|words| words.trim().strip_prefix("make "))
        .filter_map(|words| words.split_whitespace().next())
        .filter(|target| {
            !makefile.lines().any(|line| {
                line.strip_prefix(*target)
                    .is_some_and(|rest| rest.starts_with(':'))
            })
        })
        .collect();
    assert!(missing.is_empty(), "the Makefile does not know {missing:?}");
}

#[test]
fn a_blank_in_a_path_is_left_out() {
    assert_eq!(
        certain_part("ui/src/routes/<screen>/+page.svelte"),
        "ui/src/routes"
    );
    assert_eq!(certain_part("migrations/*.sql"), "migrations");
    assert_eq!(certain_part("tests/it/house.rs"), "tests/it/house.rs");
}
