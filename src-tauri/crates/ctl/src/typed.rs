//! Where a passphrase comes from: a file descriptor, the environment, a prompt.

use std::fs::File;
use std::io::Read as _;

use parley_app::error::{AppError, AppResult};
use parley_app::passphrase::Secret;
use parley_domain::error_code::ErrorCode;
use zeroize::Zeroizing;

/// A passphrase is short; what is longer is the wrong file.
const LIMIT: u64 = 4096;

/// The passphrase, without its line end.
///
/// # Errors
/// `file_unreadable` for a descriptor that cannot be read, `invalid_input` when
/// there is nowhere to ask.
pub fn passphrase(descriptor: Option<u32>) -> AppResult<Secret> {
    let mut text = Zeroizing::new(String::new());
    if let Some(number) = descriptor {
        File::open(format!("/dev/fd/{number}"))
            .and_then(|file| file.take(LIMIT).read_to_string(&mut text))
            .map_err(|e| AppError::because(ErrorCode::FileUnreadable, e))?;
    } else if let Ok(value) = std::env::var("PARLEY_PASSPHRASE") {
        *text = value;
    } else {
        *text = rpassword::prompt_password("Passphrase: ")
            .map_err(|_| AppError::invalid("passphrase"))?;
    }
    let trimmed = text.trim_end_matches(['\r', '\n']).len();
    text.truncate(trimmed);
    Ok(Secret::from_typed(text))
}
