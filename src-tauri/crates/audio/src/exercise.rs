//! All that outsiders' bytes can reach, in one call, for fuzzing and for the tests
//! that damage files.

use std::io::Cursor;

use parley_app::ports::RecordingReader as _;

use crate::{RecordingCursor, Recordings};

/// Scans `bytes` as a recording and, if that yields one, draws it and decodes here
/// and there. Returns whether it yielded one.
///
/// # Panics
/// If what a scan yields is not fit for drawing, which no bytes may bring about.
pub fn exercise(bytes: &[u8]) -> bool {
    let stream = || Box::new(Cursor::new(bytes.to_vec()));
    let Ok(scan) = Recordings.scan("recording", stream()) else {
        return false;
    };
    assert!(scan.facts.frames > 0 && matches!(scan.facts.channels, 1 | 2));
    assert!(Recordings.peaks(&scan.peaks, 0, u64::MAX, 64).is_ok());
    let Ok(mut cursor) = RecordingCursor::open(stream(), &scan.facts, &scan.seek_index) else {
        return true;
    };
    let mut buffer = [0.0; 512];
    for quarter in [0, 3, 1, 2] {
        // A damaged place may fail; it must not do worse.
        if cursor.seek(scan.facts.frames / 4 * quarter).is_ok() {
            let _ = cursor.read(&mut buffer);
        }
    }
    true
}
