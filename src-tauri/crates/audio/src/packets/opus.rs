//! Opus packets to samples. Sources: RFC 6716, RFC 7845.
//!
//! `opus-decoder` decodes speech packets (SILK: telephony, voice notes) at well over
//! a thousand times real time; its transform packets (CELT: music mode) only at a
//! few times real time. Both are right; the latter make a scan slow.

use opus_decoder::OpusDecoder;

use crate::fault::DecodeFault;

/// Decodes the packets of one Ogg Opus stream.
pub(crate) struct OpusPackets {
    decoder: OpusDecoder,
    rate_hz: u32,
    channels: usize,
    gain: f32,
    pre_skip: u16,
    pcm: Vec<i16>,
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
        let rate_hz = if (1..=16_000).contains(&input_rate) {
            16_000
        } else {
            48_000
        };
        let gain_db = f32::from(i16::from_le_bytes([fixed[16], fixed[17]])) / 256.0;
        let decoder =
            OpusDecoder::new(rate_hz, channels).map_err(|_| DecodeFault::Broken("opus head"))?;
        let pcm = vec![0; decoder.max_frame_size_per_channel() * channels];
        Ok(Self {
            decoder,
            rate_hz,
            channels,
            gain: 10f32.powf(gain_db / 20.0),
            pre_skip: u16::from_le_bytes([fixed[10], fixed[11]]),
            pcm,
        })
    }

    pub(crate) fn rate_hz(&self) -> u32 {
        self.rate_hz
    }

    pub(crate) fn channels(&self) -> usize {
        self.channels
    }

    /// Frames to drop from the start (stated at 48 kHz; symphonia leaves them in).
    pub(crate) fn lead(&self) -> i64 {
        i64::from(self.pre_skip) * i64::from(self.rate_hz) / 48_000
    }

    pub(crate) fn reset(&mut self) {
        self.decoder.reset();
    }

    /// Puts the samples of `packet` into `out`.
    pub(crate) fn decode(&mut self, packet: &[u8], out: &mut Vec<f32>) -> Result<(), DecodeFault> {
        let frames = self
            .decoder
            .decode(packet, &mut self.pcm, false)
            .map_err(|_| DecodeFault::Broken("opus packet"))?;
        let samples = self.pcm.get(..frames * self.channels).unwrap_or_default();
        let scale = self.gain / 32_768.0;
        out.extend(samples.iter().map(|s| f32::from(*s) * scale));
        Ok(())
    }
}
