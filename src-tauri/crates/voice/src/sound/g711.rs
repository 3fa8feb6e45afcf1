//! G.711 (ITU-T, 11/1988): 8-bit codes of a telephone line to linear samples and back.
//! µ-law is used by carriers in North America and Japan and by most media streams, A-law
//! elsewhere. Linear values are the standard's, scaled to 16 bits: its 14-bit µ-law
//! values times 4, its 13-bit A-law values times 8. Must not know: streams or frames.

/// The µ-law code of silence.
pub const ULAW_SILENCE: u8 = 0xff;
/// The A-law code next to silence: A-law has no zero.
pub const ALAW_SILENCE: u8 = 0xd5;

/// Added to a µ-law magnitude so that each segment begins at a power of two (33 of the
/// standard's steps).
const ULAW_BIAS: i32 = 33 * 4;
/// The largest µ-law magnitude (8159 of the standard's steps), less one 16-bit step.
const ULAW_MOST: i32 = 8159 * 4 - 1;
/// A-law codes have their even bits inverted on the line (§2.2).
const ALAW_FLIP: u8 = 0x55;

const ULAW: [i16; 256] = table(true);
const ALAW: [i16; 256] = table(false);

const fn table(ulaw: bool) -> [i16; 256] {
    let mut values = [0; 256];
    let mut code = 0u8;
    loop {
        values[code as usize] = if ulaw {
            ulaw_value(code)
        } else {
            alaw_value(code)
        };
        if code == u8::MAX {
            return values;
        }
        code += 1;
    }
}

const fn ulaw_value(code: u8) -> i16 {
    // All bits are inverted on the line (§3.2).
    let plain = !code;
    let segment = (plain >> 4) & 7;
    let step = (plain & 15) as i32;
    let magnitude = (((step << 3) + ULAW_BIAS) << segment) - ULAW_BIAS;
    (if plain & 0x80 == 0 {
        magnitude
    } else {
        -magnitude
    }) as i16
}

const fn alaw_value(code: u8) -> i16 {
    let plain = code ^ ALAW_FLIP;
    let segment = (plain >> 4) & 7;
    let step = ((plain & 15) as i32) << 4;
    let magnitude = if segment == 0 {
        step + 8
    } else {
        (step + 0x108) << (segment - 1)
    };
    (if plain & 0x80 == 0 {
        -magnitude
    } else {
        magnitude
    }) as i16
}

/// A µ-law code as a 16-bit sample.
#[must_use]
pub const fn from_ulaw(code: u8) -> i16 {
    ULAW[code as usize]
}

/// An A-law code as a 16-bit sample.
#[must_use]
pub const fn from_alaw(code: u8) -> i16 {
    ALAW[code as usize]
}

/// The µ-law code nearest to a 16-bit sample.
#[must_use]
pub const fn to_ulaw(sample: i16) -> u8 {
    let wide = sample as i32;
    let magnitude = if wide.abs() > ULAW_MOST {
        ULAW_MOST
    } else {
        wide.abs()
    };
    let biased = (magnitude + ULAW_BIAS) as u32;
    // 132 to 32767: the highest bit is bit 7 to 14.
    let segment = 24 - biased.leading_zeros();
    let step = (biased >> (segment + 3)) & 15;
    let sign = if wide < 0 { 0x80 } else { 0 };
    !(sign | (segment << 4) as u8 | step as u8)
}

/// The A-law code nearest to a 16-bit sample.
#[must_use]
pub const fn to_alaw(sample: i16) -> u8 {
    // -1 is the first negative step, as 0 is the first positive one.
    let (sign, magnitude) = if sample < 0 {
        (0, !sample as u32)
    } else {
        (0x80, sample as u32)
    };
    let code = if magnitude < 0x100 {
        magnitude >> 4
    } else {
        let segment = 24 - magnitude.leading_zeros();
        (segment << 4) | ((magnitude >> (segment + 3)) & 15)
    };
    (sign | code as u8) ^ ALAW_FLIP
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decision values by the standard's table of segments: so many intervals of such a
    /// size (G.711 table 2a for µ-law, 1a for A-law).
    fn decisions(segments: &[(usize, i32)]) -> Vec<i32> {
        let mut bounds = vec![0];
        for (count, size) in segments {
            for _ in 0..*count {
                bounds.push(bounds[bounds.len() - 1] + size);
            }
        }
        bounds
    }

    fn ulaw_decisions() -> Vec<i32> {
        let mut segments = vec![(1, 1), (15, 2)];
        segments.extend((2..9).map(|power| (16, 1 << power)));
        decisions(&segments)
    }

    fn alaw_decisions() -> Vec<i32> {
        let mut segments = vec![(32, 2)];
        segments.extend((2..8).map(|power| (16, 1 << power)));
        decisions(&segments)
    }

    #[test]
    fn every_ulaw_code_has_the_standards_value() {
        let bounds = ulaw_decisions();
        assert_eq!((bounds.len(), bounds[128]), (129, 8159));
        for number in 0..128usize {
            let twice = match number {
                0 => 0,
                _ => bounds[number] + bounds[number + 1],
            };
            let code = !(number as u8);
            assert_eq!(i32::from(from_ulaw(code)), twice * 2, "{number}");
            assert_eq!(from_ulaw(code ^ 0x80), -from_ulaw(code));
        }
        assert_eq!(from_ulaw(0x80), 32_124);
        assert_eq!(from_ulaw(0x00), -32_124);
        assert_eq!(from_ulaw(ULAW_SILENCE), 0);
    }

    #[test]
    fn every_alaw_code_has_the_standards_value() {
        let bounds = alaw_decisions();
        assert_eq!((bounds.len(), bounds[128]), (129, 4096));
        for number in 0..128usize {
            let twice = bounds[number] + bounds[number + 1];
            let code = (number as u8 | 0x80) ^ ALAW_FLIP;
            assert_eq!(i32::from(from_alaw(code)), twice * 4, "{number}");
            assert_eq!(from_alaw(code ^ 0x80), -from_alaw(code));
        }
        assert_eq!(from_alaw(0xaa), 32_256);
        assert_eq!(from_alaw(ALAW_SILENCE), 8);
    }

    #[test]
    fn codes_survive_the_way_there_and_back() {
        for code in 0..=u8::MAX {
            assert_eq!(to_alaw(from_alaw(code)), code);
            // There is one zero too many.
            let expected = if code == 0x7f { ULAW_SILENCE } else { code };
            assert_eq!(to_ulaw(from_ulaw(code)), expected);
        }
    }

    #[test]
    fn every_sample_gets_the_interval_it_lies_in() {
        let within = |bounds: &[i32], scale: i32, number: usize, sample: i16| {
            let magnitude = i32::from(sample).abs();
            let clipped = magnitude >= bounds[128] * scale;
            clipped || (bounds[number] * scale..=bounds[number + 1] * scale).contains(&magnitude)
        };
        let (ulaw, alaw) = (ulaw_decisions(), alaw_decisions());
        for sample in i16::MIN..=i16::MAX {
            let number = usize::from(!to_ulaw(sample) & 0x7f);
            assert!(within(&ulaw, 4, number, sample), "{sample}");
            let number = usize::from((to_alaw(sample) ^ ALAW_FLIP) & 0x7f);
            assert!(within(&alaw, 8, number, sample), "{sample}");
        }
    }
}
