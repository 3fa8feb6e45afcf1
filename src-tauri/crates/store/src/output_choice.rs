//! The sound device that was chosen on this machine, in a small JSON file beside the
//! list of workspaces.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use parley_app::error::{AppError, AppResult};
use parley_app::ports::{OutputChoice, OutputDevice};
use parley_domain::error_code::ErrorCode;
use serde::{Deserialize, Serialize};

const FILE: &str = "sound.json";

#[derive(Debug, Default, Serialize, Deserialize)]
struct Sound {
    output: Option<OutputDevice>,
}

/// The file.
#[derive(Debug)]
pub struct OutputChoiceFile(PathBuf);

impl OutputChoiceFile {
    /// In `folder`, which is made when something is kept.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self(folder.join(FILE))
    }
}

impl OutputChoice for OutputChoiceFile {
    fn chosen(&self) -> AppResult<Option<OutputDevice>> {
        let bytes = match fs::read(&self.0) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(AppError::because(ErrorCode::FileUnreadable, error)),
        };
        let sound: Sound = serde_json::from_slice(&bytes).unwrap_or_else(|error| {
            tracing::warn!(%error, "the choice of a sound device is damaged: the system's it is");
            Sound::default()
        });
        Ok(sound.output)
    }

    fn keep(&self, chosen: Option<&OutputDevice>) -> AppResult<()> {
        let write = || {
            let text = serde_json::to_vec_pretty(&Sound {
                output: chosen.cloned(),
            })?;
            if let Some(folder) = self.0.parent() {
                fs::create_dir_all(folder)?;
            }
            let part = self.0.with_extension("json.part");
            fs::write(&part, text)?;
            fs::rename(&part, &self.0)
        };
        write().map_err(parley_app::ports::unwritable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_outlives_the_program_and_damage_is_no_choice() {
        let folder = tempfile::tempdir().unwrap();
        let machine = folder.path().join("machine");
        let headset = OutputDevice {
            id: "pulseaudio:usb-headset".to_owned(),
            name: "हेडसेट".to_owned(),
        };
        let file = OutputChoiceFile::new(&machine);
        assert_eq!(file.chosen().unwrap(), None);
        file.keep(Some(&headset)).unwrap();
        assert_eq!(
            OutputChoiceFile::new(&machine).chosen().unwrap(),
            Some(headset)
        );
        file.keep(None).unwrap();
        assert_eq!(file.chosen().unwrap(), None);
        fs::write(machine.join(FILE), "{").unwrap();
        assert_eq!(file.chosen().unwrap(), None);
    }
}
