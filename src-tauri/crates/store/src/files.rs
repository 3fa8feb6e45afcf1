//! The files outside the workspace: those chosen for import, and those Parley is
//! asked to write. Must not know: formats.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use parley_app::error::{AppError, AppResult};
use parley_app::ports::{MediaStream, NewFile, SourceEntry, SourceFiles, unwritable};
use parley_domain::error_code::ErrorCode;

/// The real file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct DiskFiles;

/// Folders deeper than this are not walked: a loop of mounts ends somewhere.
const DEEPEST: usize = 64;

fn unreadable(error: io::Error) -> AppError {
    AppError::because(ErrorCode::FileUnreadable, error)
}

fn hidden(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| name.starts_with('.'))
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<SourceEntry>) -> io::Result<()> {
    if depth > DEEPEST {
        return Ok(());
    }
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // Not followed: a link may lead out of what was chosen, or back into it.
        let kind = entry.file_type()?;
        if hidden(&path) {
            continue;
        }
        if kind.is_dir() {
            walk(&path, depth + 1, found)?;
        } else if kind.is_file() {
            let byte_len = entry.metadata()?.len();
            found.push(SourceEntry { path, byte_len });
        }
    }
    Ok(())
}

impl SourceFiles for DiskFiles {
    fn list(&self, paths: &[PathBuf]) -> AppResult<Vec<SourceEntry>> {
        let mut found = Vec::new();
        for path in paths {
            let facts = fs::metadata(path).map_err(unreadable)?;
            if facts.is_dir() {
                walk(path, 0, &mut found).map_err(unreadable)?;
            } else {
                found.push(SourceEntry {
                    path: path.clone(),
                    byte_len: facts.len(),
                });
            }
        }
        let mut seen = std::collections::HashSet::new();
        found.retain(|entry| seen.insert(entry.path.clone()));
        Ok(found)
    }

    fn read(&self, path: &Path, limit: u64) -> AppResult<Vec<u8>> {
        let file = File::open(path).map_err(unreadable)?;
        let mut bytes = Vec::new();
        file.take(limit)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        Ok(bytes)
    }

    fn open(&self, path: &Path) -> AppResult<Box<dyn MediaStream>> {
        let file = File::open(path).map_err(unreadable)?;
        let byte_len = file.metadata().map_err(unreadable)?.len();
        Ok(Box::new(DiskStream { file, byte_len }))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> AppResult<()> {
        let mut file = self.create(path, true)?;
        file.write_all(bytes).map_err(unwritable)?;
        file.finish()
    }

    fn create(&self, path: &Path, replace: bool) -> AppResult<Box<dyn NewFile>> {
        if !replace && path.symlink_metadata().is_ok() {
            return Err(unwritable(io::ErrorKind::AlreadyExists.into()));
        }
        let mut name = path
            .file_name()
            .ok_or_else(|| AppError::new(ErrorCode::FileUnwritable))?
            .to_owned();
        name.push(".part");
        let part = path.with_file_name(name);
        let file = File::create(&part).map_err(unwritable)?;
        Ok(Box::new(PartFile {
            file: BufWriter::new(file),
            part,
            path: path.to_owned(),
            replace,
        }))
    }

    fn create_folder(&self, path: &Path) -> AppResult<()> {
        fs::create_dir_all(path).map_err(unwritable)
    }
}

/// A file under its working name, which goes when it is dropped.
#[derive(Debug)]
struct PartFile {
    file: BufWriter<File>,
    part: PathBuf,
    path: PathBuf,
    replace: bool,
}

impl Write for PartFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl PartFile {
    fn complete(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        if self.replace {
            return fs::rename(&self.part, &self.path);
        }
        // A second name fails where a file is, which renaming does not.
        match fs::hard_link(&self.part, &self.path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                // Not every file system has second names. What appeared under the
                // name since the first look is still not replaced.
                if self.path.symlink_metadata().is_ok() {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                fs::rename(&self.part, &self.path)
            }
            linked => linked,
        }
    }
}

impl NewFile for PartFile {
    fn finish(mut self: Box<Self>) -> AppResult<()> {
        self.complete().map_err(unwritable)
    }
}

impl Drop for PartFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.part);
    }
}

#[derive(Debug)]
struct DiskStream {
    file: File,
    byte_len: u64,
}

impl Read for DiskStream {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.file.read(buf)
    }
}

impl Seek for DiskStream {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl MediaStream for DiskStream {
    fn byte_len(&self) -> u64 {
        self.byte_len
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order_without_hidden_files_and_links() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.wav"), b"x").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("b")).unwrap();
        for name in ["b/2.wav", "b/10.wav", "a.json", ".hidden"] {
            fs::write(root.join(name), name).unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path(), root.join("link")).unwrap();
        let found = DiskFiles
            .list(&[root.to_owned(), root.join("a.json")])
            .unwrap();
        let names: Vec<_> = found
            .iter()
            .map(|e| {
                e.path
                    .strip_prefix(root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned()
            })
            .collect();
        assert_eq!(names, ["a.json", "b/10.wav", "b/2.wav"]);
        assert_eq!(found[1].byte_len, 8);
        let missing = DiskFiles.list(&[root.join("nothing")]).unwrap_err();
        assert_eq!(missing.code, ErrorCode::FileUnreadable);
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        DiskFiles.write(&path, b"one").unwrap();
        DiskFiles.write(&path, b"two").unwrap();
        assert_eq!(DiskFiles.read(&path, 2).unwrap(), b"tw");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let refused = DiskFiles
            .write(&folder.path().join("no/report.csv"), b"x")
            .unwrap_err();
        assert_eq!(refused.code, ErrorCode::FileUnwritable);
    }

    #[test]
    fn what_is_there_stays_unless_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("call.txt");
        let begin = |replace| DiskFiles.create(&path, replace);
        let mut first = begin(false).unwrap();
        first.write_all(b"first").unwrap();
        // Nothing under the name until it is complete, nothing left when it never is.
        assert!(!path.exists());
        drop(first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);

        let mut late = begin(false).unwrap();
        late.write_all(b"late").unwrap();
        fs::write(&path, b"there meanwhile").unwrap();
        assert_eq!(late.finish().unwrap_err().code, ErrorCode::FileExists);
        assert_eq!(begin(false).err().unwrap().code, ErrorCode::FileExists);
        assert_eq!(fs::read(&path).unwrap(), b"there meanwhile");

        let mut told = begin(true).unwrap();
        told.write_all(b"told").unwrap();
        told.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"told");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
