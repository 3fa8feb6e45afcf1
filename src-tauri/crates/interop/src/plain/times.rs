//! Times in a transcript for reading: hours, minutes, seconds, milliseconds.

/// `1:02:03.456`.
pub(super) fn written(ms: u64) -> String {
    let (s, ms) = (ms / 1000, ms % 1000);
    format!("{}:{:02}:{:02}.{ms:03}", s / 3600, s / 60 % 60, s % 60)
}

/// The milliseconds of what [`written`] wrote.
pub(super) fn read(text: &str) -> Option<u64> {
    let (clock, ms) = text.trim().split_once('.')?;
    let mut parts = clock.split(':').map(|part| part.parse::<u64>().ok());
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || minutes > 59 || seconds > 59 || ms.len() != 3 {
        return None;
    }
    let seconds = hours
        .checked_mul(3600)?
        .checked_add(minutes * 60 + seconds)?;
    seconds.checked_mul(1000)?.checked_add(ms.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_written() {
        for ms in [0, 999, 3_599_999, 400_000_000] {
            assert_eq!(read(&written(ms)), Some(ms));
        }
        for wrong in [
            "1:02.000",
            "0:60:00.000",
            "0:00:00.5",
            "a:b:c.000",
            "0:0:0:0.000",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
