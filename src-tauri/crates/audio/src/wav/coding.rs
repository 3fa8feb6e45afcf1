//! How one plain sample is stored, and what it is worth.

/// Storage of one sample in a WAV `data` chunk. Little endian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SampleCoding {
    U8,
    S16,
    S24,
    S32,
    F32,
    F64,
    /// ITU-T G.711 µ-law.
    MuLaw,
    /// ITU-T G.711 A-law.
    ALaw,
}

impl SampleCoding {
    pub(crate) fn bytes(self) -> usize {
        match self {
            Self::U8 | Self::MuLaw | Self::ALaw => 1,
            Self::S16 => 2,
            Self::S24 => 3,
            Self::S32 | Self::F32 => 4,
            Self::F64 => 8,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::U8 => "pcm_u8",
            Self::S16 => "pcm_s16le",
            Self::S24 => "pcm_s24le",
            Self::S32 => "pcm_s32le",
            Self::F32 => "pcm_f32le",
            Self::F64 => "pcm_f64le",
            Self::MuLaw => "pcm_mulaw",
            Self::ALaw => "pcm_alaw",
        }
    }

    /// Converts as many whole samples of `bytes` as fit into `out`.
    pub(crate) fn to_f32(self, bytes: &[u8], out: &mut [f32]) {
        match self {
            Self::U8 => each(bytes, out, |[b]| (f32::from(b) - 128.0) / 128.0),
            Self::S16 => each(bytes, out, |b| f32::from(i16::from_le_bytes(b)) / 32_768.0),
            Self::S24 => each(bytes, out, |[a, b, c]| {
                // Into the upper three bytes of an i32, so that the sign comes along.
                i32::from_le_bytes([0, a, b, c]) as f32 / 2_147_483_648.0
            }),
            Self::S32 => each(bytes, out, |b| {
                i32::from_le_bytes(b) as f32 / 2_147_483_648.0
            }),
            Self::F32 => each(bytes, out, |b| finite(f32::from_le_bytes(b))),
            Self::F64 => each(bytes, out, |b| finite(f64::from_le_bytes(b) as f32)),
            Self::MuLaw => each(bytes, out, |[b]| {
                f32::from(MU_LAW[usize::from(b)]) / 32_768.0
            }),
            Self::ALaw => each(bytes, out, |[b]| {
                f32::from(A_LAW[usize::from(b)]) / 32_768.0
            }),
        }
    }
}

fn each<const N: usize>(bytes: &[u8], out: &mut [f32], value: impl Fn([u8; N]) -> f32) {
    let (samples, _) = bytes.as_chunks::<N>();
    for (out, sample) in out.iter_mut().zip(samples) {
        *out = value(*sample);
    }
}

/// Not-a-number and infinity have no place in a loudspeaker.
fn finite(value: f32) -> f32 {
    if value.is_finite() { value } else { 0.0 }
}

static MU_LAW: [i16; 256] = {
    let mut table = [0i16; 256];
    let mut code = 0;
    while code < 256 {
        table[code] = mu_law(code as u8);
        code += 1;
    }
    table
};

static A_LAW: [i16; 256] = {
    let mut table = [0i16; 256];
    let mut code = 0;
    while code < 256 {
        table[code] = a_law(code as u8);
        code += 1;
    }
    table
};

/// ITU-T G.711 table 2a, scaled to 16 bits.
const fn mu_law(code: u8) -> i16 {
    let code = !code;
    let exponent = (code >> 4) & 0x07;
    let mantissa = (code & 0x0f) as i16;
    let magnitude = (((mantissa << 3) + 0x84) << exponent) - 0x84;
    if code & 0x80 != 0 {
        -magnitude
    } else {
        magnitude
    }
}

/// ITU-T G.711 table 1a, scaled to 16 bits.
const fn a_law(code: u8) -> i16 {
    let code = code ^ 0x55;
    let exponent = (code >> 4) & 0x07;
    let mantissa = ((code & 0x0f) as i16) << 4;
    let magnitude = if exponent == 0 {
        mantissa + 8
    } else {
        (mantissa + 0x108) << (exponent - 1)
    };
    if code & 0x80 != 0 {
        magnitude
    } else {
        -magnitude
    }
}

/// µ-law codes put in the order of their values.
#[inline]
pub(super) fn mu_law_rank(code: u8) -> u8 {
    // Positive codes (top bit set) fall as they grow; negative ones rise.
    code ^ (((code as i8) >> 7) as u8 & 0x7f)
}

/// The µ-law code of a rank.
#[inline]
pub(super) fn mu_law_of_rank(rank: u8) -> u8 {
    mu_law_rank(rank)
}

/// A-law codes put in the order of their values.
#[inline]
pub(super) fn a_law_rank(code: u8) -> u8 {
    let code = code ^ 0x55;
    // Positive codes (top bit set) rise; negative ones fall.
    code ^ (!((code as i8) >> 7) as u8 & 0x7f)
}

/// The A-law code of a rank.
#[inline]
pub(super) fn a_law_of_rank(rank: u8) -> u8 {
    (rank ^ (!((rank as i8) >> 7) as u8 & 0x7f)) ^ 0x55
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_follow_the_values() {
        for rank in 0..255u8 {
            let low = MU_LAW[usize::from(mu_law_of_rank(rank))];
            let high = MU_LAW[usize::from(mu_law_of_rank(rank + 1))];
            assert!(low <= high, "mu-law rank {rank}");
            let low = A_LAW[usize::from(a_law_of_rank(rank))];
            let high = A_LAW[usize::from(a_law_of_rank(rank + 1))];
            assert!(low < high, "A-law rank {rank}");
        }
        for code in 0..=255u8 {
            assert_eq!(mu_law_of_rank(mu_law_rank(code)), code);
            assert_eq!(a_law_of_rank(a_law_rank(code)), code);
        }
    }

    #[test]
    fn known_values() {
        assert_eq!(MU_LAW[0x00], -32_124);
        assert_eq!(MU_LAW[0x80], 32_124);
        assert_eq!(MU_LAW[0xff], 0);
        assert_eq!(A_LAW[0xd5], 8);
        assert_eq!(A_LAW[0x2a], -32_256);
        let mut out = [0.0; 2];
        SampleCoding::S24.to_f32(&[0, 0, 0x80, 0xff, 0xff, 0x7f], &mut out);
        assert_eq!(out[0], -1.0);
        assert!(out[1] > 0.999_999);
        SampleCoding::F32.to_f32(&f32::NAN.to_le_bytes(), &mut out);
        assert_eq!(out[0], 0.0);
    }
}
