//! Who is heard, and how loud.

use serde::Deserialize;

use crate::call::Side;

/// What is wanted of one side of a call.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, schemars::JsonSchema, ts_rs::TS)]
pub struct SideMix {
    pub side: Side,
    /// 0 to 2; 1 is as recorded.
    pub volume: f32,
    pub muted: bool,
    /// Only sides that are soloed are heard, if any is.
    pub soloed: bool,
}

impl SideMix {
    pub const LOUDEST: f32 = 2.0;

    #[must_use]
    pub fn is_valid(&self) -> bool {
        (0.0..=Self::LOUDEST).contains(&self.volume)
    }
}

/// How loud each of two channels is in the left and in the right ear.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChannelMix(pub [[f32; 2]; 2]);

impl Default for ChannelMix {
    /// As recorded: the first on the left, the second on the right.
    fn default() -> Self {
        Self([[1.0, 0.0], [0.0, 1.0]])
    }
}

/// The mix of a recording whose channels are `sides`. A side that is not told of is
/// as recorded. One that is heard alone is in both ears: with a headset on, an empty
/// ear is taken for a fault.
#[must_use]
pub fn mix(wanted: &[SideMix], sides: &[Side]) -> ChannelMix {
    let of = |side: Side| wanted.iter().find(|each| each.side == side);
    let soloed = sides.iter().any(|side| of(*side).is_some_and(|w| w.soloed));
    let volume = |side: Side| match of(side) {
        None if soloed => 0.0,
        None => 1.0,
        Some(side) if side.muted || soloed && !side.soloed => 0.0,
        Some(side) => side.volume,
    };
    match *sides {
        [first, second] => {
            let (left, right) = (volume(first), volume(second));
            match (left > 0.0, right > 0.0) {
                (true, false) => ChannelMix([[left, left], [0.0; 2]]),
                (false, true) => ChannelMix([[0.0; 2], [right, right]]),
                _ => ChannelMix([[left, 0.0], [0.0, right]]),
            }
        }
        // A recording with one channel is on both sides already.
        [one] => ChannelMix([[volume(one), 0.0], [0.0, volume(one)]]),
        _ => ChannelMix::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(side: Side) -> SideMix {
        SideMix {
            side,
            volume: 1.0,
            muted: false,
            soloed: false,
        }
    }

    const STEREO: [Side; 2] = [Side::Caller, Side::Agent];
    const SWAPPED: [Side; 2] = [Side::Agent, Side::Caller];

    #[test]
    fn nothing_wanted_is_as_recorded() {
        for sides in [&STEREO[..], &SWAPPED, &[Side::Other]] {
            assert_eq!(mix(&[], sides), ChannelMix::default());
            let plain = [side(Side::Caller), side(Side::Agent), side(Side::Other)];
            assert_eq!(mix(&plain, sides), ChannelMix::default());
        }
    }

    #[test]
    fn a_side_is_itself_on_whatever_channel() {
        let quiet = SideMix {
            volume: 0.25,
            ..side(Side::Caller)
        };
        assert_eq!(mix(&[quiet], &STEREO).0, [[0.25, 0.0], [0.0, 1.0]]);
        assert_eq!(mix(&[quiet], &SWAPPED).0, [[1.0, 0.0], [0.0, 0.25]]);
    }

    #[test]
    fn who_is_alone_is_in_both_ears() {
        let muted = SideMix {
            muted: true,
            ..side(Side::Agent)
        };
        let solo = SideMix {
            soloed: true,
            ..side(Side::Caller)
        };
        let alone = [[1.0, 1.0], [0.0, 0.0]];
        assert_eq!(mix(&[muted], &STEREO).0, alone);
        assert_eq!(mix(&[solo], &STEREO).0, alone);
        assert_eq!(mix(&[solo, side(Side::Agent)], &STEREO).0, alone);
        assert_eq!(mix(&[solo], &SWAPPED).0, [[0.0, 0.0], [1.0, 1.0]]);
        // Muting wins over soloing; both soloed is as recorded.
        let both = STEREO.map(|each| SideMix {
            soloed: true,
            ..side(each)
        });
        assert_eq!(mix(&both, &STEREO), ChannelMix::default());
        let neither = STEREO.map(|each| SideMix {
            muted: true,
            soloed: true,
            ..side(each)
        });
        assert_eq!(mix(&neither, &STEREO).0, [[0.0; 2]; 2]);
        // A side that this recording does not have changes nothing.
        let other = SideMix {
            soloed: true,
            ..side(Side::Other)
        };
        assert_eq!(mix(&[other], &STEREO), ChannelMix::default());
    }

    #[test]
    fn only_volumes_that_are_some() {
        for (volume, valid) in [
            (0.0, true),
            (2.0, true),
            (-0.1, false),
            (2.1, false),
            (f32::NAN, false),
        ] {
            let mix = SideMix {
                volume,
                ..side(Side::Caller)
            };
            assert_eq!(mix.is_valid(), valid, "{volume}");
        }
    }
}
