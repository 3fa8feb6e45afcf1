//! The recordings of an import by their names: each look-up takes as long among ten
//! as among ten thousand.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::catalogue::{CatalogueFile, FileKind, file_name};

/// Indexes into the catalogue, by lower-case name.
#[derive(Debug, Default)]
pub(super) struct AudioNames {
    /// With its folder; by whole names and by those without their ending.
    anywhere: HashMap<String, Vec<(PathBuf, usize)>>,
    /// By folder and name without its ending.
    stems: HashMap<(PathBuf, String), usize>,
    all: Vec<usize>,
}

fn folder(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).to_owned()
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

impl AudioNames {
    pub(super) fn of(files: &[CatalogueFile]) -> Self {
        let mut names = Self::default();
        for (index, file) in files.iter().enumerate() {
            if !matches!(file.what, FileKind::Audio { .. }) {
                continue;
            }
            let name = file_name(&file.path).to_lowercase();
            let stem = stem(&name).to_owned();
            let place = (folder(&file.path), index);
            if stem != name {
                let same = names.anywhere.entry(stem.clone()).or_default();
                same.push(place.clone());
            }
            names.anywhere.entry(name).or_default().push(place.clone());
            names.stems.insert((place.0, stem), index);
            names.all.push(index);
        }
        names
    }

    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        self.all.iter().copied()
    }

    /// The recording with this name, beside `from` if there is one. Carriers'
    /// addresses often end in the recording's id without an ending.
    pub(super) fn named(&self, name: &str, from: &Path) -> Option<usize> {
        let found = self.anywhere.get(&name.to_lowercase())?;
        let here = folder(from);
        let beside = found.iter().find(|(folder, _)| *folder == here);
        beside.or(found.first()).map(|&(_, index)| index)
    }

    /// The recording whose name `sidecar` begins with; the longest such name wins.
    pub(super) fn beside(&self, sidecar: &Path) -> Option<usize> {
        let name = file_name(sidecar).to_lowercase();
        let here = folder(sidecar);
        name.rmatch_indices('.').find_map(|(dot, _)| {
            let stem = name.get(..dot)?.to_owned();
            self.stems.get(&(here.clone(), stem)).copied()
        })
    }
}
