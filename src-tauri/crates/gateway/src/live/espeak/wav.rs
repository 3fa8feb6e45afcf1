//! A WAV file that a process writes without knowing its length: RIFF with 16-bit PCM of
//! one channel (Microsoft and IBM, "Multimedia Programming Interface and Data
//! Specifications 1.0", 1991). Must not know: who wrote it.

/// Rates that a voice has, Hz.
const RATES: std::ops::RangeInclusive<u32> = 8_000..=48_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wav {
    /// Hz.
    pub rate: u32,
    pub samples: Vec<i16>,
}

/// The sound of a file; nothing if it is not one of these. The length that is written
/// there is believed only as far as there are bytes.
#[must_use]
pub fn read(file: &[u8]) -> Option<Wav> {
    let (riff, mut rest) = file.split_at_checked(12)?;
    if !riff.starts_with(b"RIFF") || !riff.ends_with(b"WAVE") {
        return None;
    }
    let mut rate = None;
    loop {
        let (head, body) = rest.split_at_checked(8)?;
        let (name, length) = head.split_at(4);
        let length = usize::try_from(u32_at(length, 0)?).ok()?;
        let chunk = body.get(..length).unwrap_or(body);
        match name {
            b"fmt " => rate = Some(format(chunk)?),
            b"data" => {
                let samples = chunk.chunks_exact(2).filter_map(|pair| u16_at(pair, 0));
                return Some(Wav {
                    rate: rate?,
                    samples: samples.map(u16::cast_signed).collect(),
                });
            }
            _ => {}
        }
        // Chunks begin at even places.
        rest = body.get(length.checked_add(length % 2)?..)?;
    }
}

/// The rate, if it is PCM of 16 bits and one channel.
fn format(chunk: &[u8]) -> Option<u32> {
    let is_plain = u16_at(chunk, 0)? == 1 && u16_at(chunk, 2)? == 1 && u16_at(chunk, 14)? == 16;
    let rate = u32_at(chunk, 4)?;
    (is_plain && RATES.contains(&rate)).then_some(rate)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*two))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*four))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(rate: u32, length: u32, samples: &[i16]) -> Vec<u8> {
        let mut file = b"RIFF\xff\xff\xff\x7fWAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
        file.extend(rate.to_le_bytes());
        file.extend((rate * 2).to_le_bytes());
        file.extend(b"\x02\0\x10\0LIST\x03\0\0\0abc\0data");
        file.extend(length.to_le_bytes());
        file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        file
    }

    #[test]
    fn a_stream_without_a_length_is_read_to_its_end() {
        let samples = vec![1, -2, i16::MIN];
        let read_file = read(&file(22_050, 0x7fff_f000, &samples));
        let rate = 22_050;
        assert_eq!(read_file, Some(Wav { rate, samples }));
        let two = read(&file(8_000, 4, &[5, 6, 7])).expect("a file");
        assert_eq!(two.samples, [5, 6]);
    }

    #[test]
    fn what_is_no_plain_sound_is_not_taken() {
        let good = file(22_050, 4, &[5, 6]);
        assert!((0..good.len() - 4).all(|length| read(&good[..length]).is_none()));
        for (at, other) in [(0, b'X'), (8, b'X'), (20, 3), (22, 2), (34, 8), (25, 0)] {
            let mut bad = good.clone();
            bad[at] = other;
            assert_eq!(read(&bad), None, "{at}");
        }
    }

    proptest! {
        #[test]
        fn noise_is_borne(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 12usize..60) {
            let _ = read(&bytes);
            let mut half = file(22_050, 4, &[5, 6]);
            half.truncate(at);
            half.extend(&bytes);
            let _ = read(&half);
        }
    }
}
