//! A bounded queue of stereo frames from one thread to another, without locks.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// One writer, one reader. A frame is two `f32` packed into one word, so a slot is
/// never half written.
#[derive(Debug)]
pub(super) struct FrameRing {
    slots: Vec<AtomicU64>,
    written: AtomicUsize,
    taken: AtomicUsize,
}

impl FrameRing {
    pub(super) fn new(frames: usize) -> Self {
        Self {
            slots: (0..frames.max(1)).map(|_| AtomicU64::new(0)).collect(),
            written: AtomicUsize::new(0),
            taken: AtomicUsize::new(0),
        }
    }

    /// Writes as many frames as there is room for; how many. Writer only.
    pub(super) fn push(&self, frames: &[[f32; 2]]) -> usize {
        let written = self.written.load(Ordering::Relaxed);
        let held = written.wrapping_sub(self.taken.load(Ordering::Acquire));
        let room = self.slots.len().saturating_sub(held).min(frames.len());
        for (i, [left, right]) in frames[..room].iter().enumerate() {
            let word = u64::from(left.to_bits()) << 32 | u64::from(right.to_bits());
            self.slots[(written + i) % self.slots.len()].store(word, Ordering::Relaxed);
        }
        self.written.store(written + room, Ordering::Release);
        room
    }

    /// Takes the oldest frame. Reader only.
    pub(super) fn pop(&self) -> Option<[f32; 2]> {
        let taken = self.taken.load(Ordering::Relaxed);
        if taken == self.written.load(Ordering::Acquire) {
            return None;
        }
        let word = self.slots[taken % self.slots.len()].load(Ordering::Relaxed);
        self.taken.store(taken + 1, Ordering::Release);
        Some([
            f32::from_bits((word >> 32) as u32),
            f32::from_bits(word as u32),
        ])
    }

    /// Passes over up to `frames` of the oldest. Reader only.
    pub(super) fn skip(&self, frames: usize) {
        let taken = self.taken.load(Ordering::Relaxed);
        self.taken
            .store(taken + frames.min(self.len()), Ordering::Release);
    }

    pub(super) fn len(&self) -> usize {
        let taken = self.taken.load(Ordering::Acquire);
        self.written.load(Ordering::Acquire).wrapping_sub(taken)
    }

    pub(super) fn is_full(&self) -> bool {
        self.len() == self.slots.len()
    }

    /// Frames taken since the start.
    pub(super) fn taken(&self) -> u64 {
        self.taken.load(Ordering::Acquire) as u64
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn frames_cross_threads_in_order() {
        let ring = Arc::new(FrameRing::new(64));
        let writer = Arc::clone(&ring);
        let thread = std::thread::spawn(move || {
            let frames: Vec<[f32; 2]> = (0..10_000).map(|i| [i as f32, -(i as f32)]).collect();
            let mut sent = 0;
            while sent < frames.len() {
                sent += writer.push(&frames[sent..]);
            }
        });
        let mut expected = 0;
        while expected < 10_000 {
            if let Some(frame) = ring.pop() {
                assert_eq!(frame, [expected as f32, -(expected as f32)]);
                expected += 1;
            }
        }
        thread.join().unwrap();
        assert!(ring.is_empty());
        assert_eq!(ring.taken(), 10_000);
    }
}
