//! A caller's line: what the telephone adds to the voice and what the network loses of it.
//! Frames go in by 20 ms and come out with the moment they arrive. Must not know: who
//! speaks.

use std::collections::VecDeque;

use parley_voice::simulate::chance::Chance;
use parley_voice::simulate::scenario::Line as Bad;
use parley_voice::sound::g711::{from_ulaw, to_ulaw};
use parley_voice::time::{At, FRAME, Samples};

/// A talker, dBFS while they speak.
pub const TALKER_DB: f32 = -22.0;
/// The circuit's own noise: full scale of it, as samples.
const NOISE: f32 = 32.0;
/// The agent comes back so much later, and duller.
const ECHO_MS: u64 = 120;
const DULL: f32 = 0.6;

/// A frame on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    pub arrives: At,
    /// Of its first sample, by the carrier's clock.
    pub at: At,
    pub codes: Vec<u8>,
}

#[derive(Debug)]
pub struct Line {
    bad: Bad,
    network_ms: u64,
    chance: Chance,
    /// The room's voices, over and over.
    room: Vec<i16>,
    room_at: usize,
    room_gain: f32,
    /// The agent's sound until it comes back.
    echo: VecDeque<i16>,
    dull: f32,
    last: At,
    under_way: VecDeque<Frame>,
    pub lost: usize,
}

fn gain(db: f32) -> f32 {
    10f32.powf(db / 20.0)
}

/// How loud a sound is where it is one, dBFS.
#[must_use]
pub fn loudness(samples: &[i16]) -> f32 {
    let loud = samples
        .iter()
        .filter(|sample| sample.saturating_abs() >= 200);
    let (sum, count) = loud.fold((0.0f64, 0u32), |(sum, count), sample| {
        (sum + f64::from(*sample).powi(2), count + 1)
    });
    let mean = (sum / f64::from(count.max(1))).sqrt().max(1.0);
    (20.0 * (mean / 32_768.0).log10()) as f32
}

/// The same sound as loud as a talker.
#[must_use]
pub fn levelled(codes: &[u8]) -> Vec<i16> {
    let samples: Vec<i16> = codes.iter().map(|code| from_ulaw(*code)).collect();
    let factor = gain(TALKER_DB - loudness(&samples));
    let louder = samples
        .into_iter()
        .map(|sample| (f32::from(sample) * factor).clamp(-32_000.0, 32_000.0) as i16);
    louder.collect()
}

impl Line {
    /// `room`: voices as loud as a talker.
    pub fn new(bad: Bad, network_ms: u64, chance: Chance, room: Vec<i16>) -> Self {
        Self {
            room_gain: bad.babble_db.map_or(0.0, gain),
            bad,
            network_ms,
            chance,
            room,
            room_at: 0,
            echo: std::iter::repeat_n(0, Samples::of_ms(ECHO_MS).0 as usize).collect(),
            dull: 0.0,
            last: At(0),
            under_way: VecDeque::new(),
            lost: 0,
        }
    }

    /// 20 ms from `at` on: what the caller's mouth gives and what their ear is given.
    /// What the telephone sends.
    pub fn frame(&mut self, at: At, mouth: &[i16], ear: &[i16]) -> Vec<u8> {
        let echo_gain = self.bad.echo_db.map_or(0.0, gain);
        let length = FRAME.0 as usize;
        let codes: Vec<u8> = (0..length)
            .map(|n| {
                self.echo.push_back(ear.get(n).copied().unwrap_or(0));
                let back = self.echo.pop_front().unwrap_or(0);
                self.dull += (f32::from(back) - self.dull) * DULL;
                let room = self.room.get(self.room_at).copied().unwrap_or(0);
                self.room_at = (self.room_at + 1) % self.room.len().max(1);
                let noise = (self.chance.share() * 2.0 - 1.0) * NOISE;
                let sum = f32::from(mouth.get(n).copied().unwrap_or(0))
                    + f32::from(room) * self.room_gain
                    + self.dull * echo_gain
                    + noise;
                to_ulaw(sum.clamp(-32_000.0, 32_000.0).round() as i16)
            })
            .collect();
        let is_lost = self.chance.share() < self.bad.loss;
        let jitter = self.chance.below(self.bad.jitter_ms + 1);
        if is_lost {
            self.lost += 1;
            return codes;
        }
        let sent = at.plus_ms(FRAME.ms() + self.network_ms + jitter);
        let arrives = sent.max(self.last);
        self.last = arrives;
        self.under_way.push_back(Frame {
            arrives,
            at,
            codes: codes.clone(),
        });
        codes
    }

    /// The next frame that arrives by `now`.
    pub fn arrived(&mut self, now: At) -> Option<Frame> {
        if self.under_way.front()?.arrives > now {
            return None;
        }
        self.under_way.pop_front()
    }
}
