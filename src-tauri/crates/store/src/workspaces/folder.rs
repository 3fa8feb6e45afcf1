//! A workspace's folder: what lies where in it, and finding a place for a new one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The database's file name.
pub(super) const DATABASE_FILE: &str = "parley.db";
const MEDIA_FOLDER: &str = "media";

/// Where the database is.
pub(super) fn database(folder: &Path) -> PathBuf {
    folder.join(DATABASE_FILE)
}

/// Where sealed files are.
pub(super) fn media(folder: &Path) -> PathBuf {
    folder.join(MEDIA_FOLDER)
}

/// Makes the folders of a new workspace, for their owner only. `folder` may exist
/// when it is empty.
///
/// # Errors
/// `AlreadyExists` when it holds something, or the disk's.
pub(super) fn make(folder: &Path) -> io::Result<()> {
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(media(folder))
}

/// Takes back what [`make`] made and a failed creation left. Only ever called for a
/// folder that was empty or absent a moment before.
pub(super) fn unmake(folder: &Path) {
    for name in [
        DATABASE_FILE,
        "parley.db-wal",
        "parley.db-shm",
        "workspace.json",
    ] {
        let _ = fs::remove_file(folder.join(name));
    }
    let _ = fs::remove_file(media(folder).join(".lock"));
    let _ = fs::remove_dir(media(folder));
    let _ = fs::remove_dir(folder);
}

/// A folder name from a workspace's name, and a number where that is taken.
pub(super) fn usual_place(root: &Path, name: &str) -> PathBuf {
    let mut plain = String::new();
    for c in name.trim().chars().take(60) {
        let dull = c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
        // Marks stay, or Devanagari names would fall apart.
        let mark = !c.is_ascii() && !c.is_control() && !c.is_whitespace();
        plain.push(if dull || mark { c } else { '-' });
    }
    let plain = plain.trim_matches(|c| c == ' ' || c == '-');
    let plain = if plain.is_empty() { "workspace" } else { plain };
    let first = root.join(plain);
    if !first.exists() {
        return first;
    }
    (2u32..)
        .map(|n| root.join(format!("{plain} {n}")))
        .find(|path| !path.exists())
        .unwrap_or(first)
}

/// The folder's own name, for when the workspace's name cannot be read.
pub(super) fn shown_name(folder: &Path) -> String {
    folder.file_name().map_or_else(
        || folder.display().to_string(),
        |n| n.to_string_lossy().into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_folders_that_cannot_lead_elsewhere() {
        let root = Path::new("/nowhere");
        let name = |typed: &str| {
            let place = usual_place(root, typed);
            assert_eq!(place.parent(), Some(root), "{typed}");
            shown_name(&place)
        };
        assert_eq!(name("Lakeside Clinic"), "Lakeside Clinic");
        assert_eq!(name("लेकसाइड क्लिनिक"), "लेकसाइड क्लिनिक");
        assert_eq!(name("../../etc/passwd"), "etc-passwd");
        assert_eq!(name("a/b\\c:d\0e"), "a-b-c-d-e");
        assert_eq!(name(" . "), "workspace");
    }
}
