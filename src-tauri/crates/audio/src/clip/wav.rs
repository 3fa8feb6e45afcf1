//! RIFF WAVE with 16-bit PCM.

use std::io::Write;

use super::{ClipFault, Samples};

/// Frames written at a time.
const STEP: usize = 8192;
/// What the header says of itself beside the samples.
const AROUND: u64 = 36;

pub(super) fn write(mut samples: Samples, out: &mut dyn Write) -> Result<(), ClipFault> {
    let channels = samples.channels();
    let frame_bytes = channels * 2;
    let rate = samples.rate_hz();
    let data = samples.left().saturating_mul(frame_bytes.into());
    let too_long = || ClipFault::Unholdable("4 GiB".to_owned());
    let riff_len = u32::try_from(data.saturating_add(AROUND)).map_err(|_| too_long())?;
    let data_len = u32::try_from(data).map_err(|_| too_long())?;

    let mut head = Vec::with_capacity(44);
    head.extend_from_slice(b"RIFF");
    head.extend_from_slice(&riff_len.to_le_bytes());
    head.extend_from_slice(b"WAVEfmt ");
    head.extend_from_slice(&16u32.to_le_bytes());
    head.extend_from_slice(&1u16.to_le_bytes());
    head.extend_from_slice(&channels.to_le_bytes());
    head.extend_from_slice(&rate.to_le_bytes());
    head.extend_from_slice(&(rate * u32::from(frame_bytes)).to_le_bytes());
    head.extend_from_slice(&frame_bytes.to_le_bytes());
    head.extend_from_slice(&16u16.to_le_bytes());
    head.extend_from_slice(b"data");
    head.extend_from_slice(&data_len.to_le_bytes());
    out.write_all(&head).map_err(ClipFault::Write)?;
    while samples.left() > 0 {
        let frames = samples.next(STEP)?;
        let bytes: Vec<u8> = frames
            .iter()
            .flat_map(|sample| sample.to_le_bytes())
            .collect();
        out.write_all(&bytes).map_err(ClipFault::Write)?;
    }
    Ok(())
}
