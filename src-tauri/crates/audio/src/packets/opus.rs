//! Opus packets to samples. Sources: RFC 6716, RFC 7845.
//!
//! libopus itself, not a decoder in Rust: those that exist decode speech packets
//! (SILK) well, but transform packets (CELT), which WhatsApp and browsers send above
//! some 24 kbit/s, at a few times real time.

use opusic_c::{Channels, Decoder, SampleRate};

use crate::fault::DecodeFault;

/// Decodes the packets of one Ogg Opus stream.
pub(crate) struct OpusPackets {
    decoder: Decoder,
    rate: SampleRate,
    channels: usize,
    gain: f32,
    pre_skip: u16,
    pcm: Vec<f32>,
}

impl OpusPackets {
    /// `head` is the identification header (RFC 7845 section 5.1).
    pub(crate) fn new(head: &[u8]) -> Result<Self, DecodeFault> {
        let fixed: &[u8; 19] = head.first_chunk().ok_or(DecodeFault::Broken("opus head"))?;
        if !fixed.starts_with(b"OpusHead") {
            return Err(DecodeFault::Broken("opus head"));
        }
        let channels = usize::from(fixed[9]);
        let family = fixed[18];
        if family != 0 || !matches!(channels, 1 | 2) {
            return Err(DecodeFault::Unsupported(format!(
                "opus with {channels} channels"
            )));
        }
        let input_rate = u32::from_le_bytes([fixed[12], fixed[13], fixed[14], fixed[15]]);
        // What was telephone speech before encoding has nothing above 8 kHz: a third
        // of the rate costs a third of the time and loses nothing. 0 = unknown.
        let rate = if (1..=16_000).contains(&input_rate) {
            SampleRate::Hz16000
        } else {
            SampleRate::Hz48000
        };
        let layout = if channels == 2 {
            Channels::Stereo
        } else {
            Channels::Mono
        };
        let gain_db = f32::from(i16::from_le_bytes([fixed[16], fixed[17]])) / 256.0;
        let decoder =
            Decoder::new(layout, rate).map_err(|_| DecodeFault::Broken("opus decoder"))?;
        // The longest packet there is holds 120 ms (RFC 6716 section 2.1.4).
        let longest = rate as usize * 120 / 1_000;
        Ok(Self {
            decoder,
            rate,
            channels,
            gain: 10f32.powf(gain_db / 20.0),
            pre_skip: u16::from_le_bytes([fixed[10], fixed[11]]),
            pcm: vec![0.0; longest * channels],
        })
    }

    pub(crate) fn rate_hz(&self) -> u32 {
        self.rate as u32
    }

    pub(crate) fn channels(&self) -> usize {
        self.channels
    }

    /// Frames to drop from the start (stated at 48 kHz; symphonia leaves them in).
    pub(crate) fn lead(&self) -> i64 {
        i64::from(self.pre_skip) * i64::from(self.rate_hz()) / 48_000
    }

    pub(crate) fn reset(&mut self) -> Result<(), DecodeFault> {
        self.decoder
            .reset()
            .map_err(|_| DecodeFault::Broken("opus decoder"))
    }

    /// Puts the samples of `packet` into `out`.
    pub(crate) fn decode(&mut self, packet: &[u8], out: &mut Vec<f32>) -> Result<(), DecodeFault> {
        // An empty one would ask libopus to invent what was lost.
        if packet.is_empty() {
            return Err(DecodeFault::Broken("opus packet"));
        }
        let frames = self
            .decoder
            .decode_float_to_slice(packet, &mut self.pcm, false)
            .map_err(|_| DecodeFault::Broken("opus packet"))?;
        let samples = self.pcm.get(..frames * self.channels).unwrap_or_default();
        out.extend(samples.iter().map(|s| s * self.gain));
        Ok(())
    }
}
