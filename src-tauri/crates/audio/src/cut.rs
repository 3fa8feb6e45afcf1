//! Stretches of a recording with something left out between them: what is heard when
//! pauses are skipped, and what a clip without them holds. Both are cut here, so that
//! what one hears is what one gets.

use parley_domain::listening::Span;

/// From the first frame up to, not including, the second.
pub(crate) type Frames = (u64, u64);

/// At either edge of a stretch the sound comes and goes within so long: what is cut
/// there is not quite silent.
const EDGE_MS: u32 = 5;

/// The frames of a stretch of a recording that has `all` of them.
pub(crate) fn frames_of(span: Span, rate_hz: u32, all: u64) -> Frames {
    let at = |ms: u32| (u64::from(ms) * u64::from(rate_hz) / 1000).min(all);
    (at(span.from_ms), at(span.to_ms))
}

/// The shape of a recording, as far as edges need it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) channels: u16,
    pub(crate) rate_hz: u32,
    pub(crate) frames: u64,
}

/// Fades what lies near an edge, in interleaved sound that begins with frame `first`;
/// the recording's own beginning and end are no edges.
pub(crate) fn soften(sound: &mut [f32], first: u64, (from, to): Frames, shape: Shape) {
    let long = u64::from(shape.rate_hz * EDGE_MS / 1000).max(1);
    let channels = usize::from(shape.channels);
    for (frame, at) in sound.chunks_exact_mut(channels).zip(first..) {
        let since = if from == 0 { long } else { at - from };
        let until = if to >= shape.frames { long } else { to - at };
        let near = since.min(until);
        if near < long {
            let gain = near as f32 / long as f32;
            frame.iter_mut().for_each(|sample| *sample *= gain);
        }
    }
}
