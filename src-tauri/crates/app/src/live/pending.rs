//! What was taken and is not written yet. It is bounded: a disk that cannot keep up makes
//! a recording with a hole, never a call that waits or a process that grows. Must not
//! know: logs, disks.

use std::collections::VecDeque;

use super::LiveStream;

/// So much sound of a side may wait: ten seconds.
const MOST_SAMPLES: usize = 80_000;
/// So many bytes of lines may wait.
const MOST_LINE_BYTES: usize = 4 << 20;
/// The longest line, as logs take it: a longer one would stand in the way of all that
/// follow.
const LONGEST_LINE: usize = 1 << 20;
/// No call lasts longer: twelve hours, in samples. What is said to lie behind that is a
/// caller's mistake, and must not become a file of silence.
pub(super) const LONGEST: u64 = 12 * 3_600 * SAMPLES_A_SECOND;
pub(super) const SAMPLES_A_SECOND: u64 = 8_000;
/// A record of sound begins with its place: eight bytes, big-endian.
pub(super) const PLACE: usize = 8;

/// Records of one log, oldest first.
#[derive(Debug, Default)]
struct Queue {
    records: VecDeque<Vec<u8>>,
    bytes: usize,
    /// Where the last record of sound ends; what goes on there is one record with it.
    end: Option<u64>,
}

/// What was lost because it could not be written in time.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lost {
    pub samples: u64,
    pub lines: u64,
}

impl Lost {
    pub(super) const fn any(self) -> bool {
        self.samples > 0 || self.lines > 0
    }
}

/// Of one call.
#[derive(Debug, Default)]
pub(super) struct Pending {
    caller: Queue,
    agent: Queue,
    lines: Queue,
    pub lost: Lost,
    /// The call is over: nothing more is taken.
    pub closed: bool,
}

impl Pending {
    fn queue(&mut self, stream: LiveStream) -> &mut Queue {
        match stream {
            LiveStream::Caller => &mut self.caller,
            LiveStream::Agent => &mut self.agent,
            LiveStream::Lines => &mut self.lines,
        }
    }

    /// Takes sound that begins at sample `from`.
    pub(super) fn sound(&mut self, stream: LiveStream, from: u64, codes: &[u8]) {
        if self.closed || codes.is_empty() {
            return;
        }
        let queue = self.queue(stream);
        let to = from.saturating_add(codes.len() as u64);
        if to > LONGEST || queue.bytes.saturating_add(codes.len()) > MOST_SAMPLES {
            self.lost.samples += codes.len() as u64;
            return;
        }
        match queue.records.back_mut() {
            Some(last) if queue.end == Some(from) => last.extend_from_slice(codes),
            _ => {
                let mut record = Vec::with_capacity(PLACE + codes.len());
                record.extend_from_slice(&from.to_be_bytes());
                record.extend_from_slice(codes);
                queue.records.push_back(record);
            }
        }
        queue.bytes += codes.len();
        queue.end = Some(to);
    }

    /// Takes an entry of the call's log.
    pub(super) fn line(&mut self, line: Vec<u8>) {
        if self.closed {
            return;
        }
        let waiting = self.lines.bytes.saturating_add(line.len());
        if line.len() > LONGEST_LINE || waiting > MOST_LINE_BYTES {
            self.lost.lines += 1;
            return;
        }
        self.lines.bytes += line.len();
        self.lines.records.push_back(line);
    }

    /// All that waits for a log. The first records are given back with
    /// [`Self::give_back`] if they could not be written.
    pub(super) fn take(&mut self, stream: LiveStream) -> VecDeque<Vec<u8>> {
        let queue = self.queue(stream);
        queue.bytes = 0;
        queue.end = None;
        std::mem::take(&mut queue.records)
    }

    /// Puts what could not be written in front of what came since.
    pub(super) fn give_back(&mut self, stream: LiveStream, mut records: VecDeque<Vec<u8>>) {
        let bytes: usize = records.iter().map(|record| size(stream, record)).sum();
        let queue = self.queue(stream);
        queue.bytes = queue.bytes.saturating_add(bytes);
        records.append(&mut queue.records);
        queue.records = records;
    }

    /// Gives up on records that can no longer be written.
    pub(super) fn lose(&mut self, stream: LiveStream, records: &VecDeque<Vec<u8>>) {
        for record in records {
            match stream {
                LiveStream::Lines => self.lost.lines += 1,
                _ => self.lost.samples += size(stream, record) as u64,
            }
        }
    }
}

fn size(stream: LiveStream, record: &[u8]) -> usize {
    match stream {
        LiveStream::Lines => record.len(),
        _ => record.len().saturating_sub(PLACE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_that_goes_on_is_one_record_and_a_gap_begins_another() {
        let mut pending = Pending::default();
        pending.sound(LiveStream::Caller, 160, &[1; 160]);
        pending.sound(LiveStream::Caller, 320, &[2; 160]);
        pending.sound(LiveStream::Caller, 640, &[3; 160]);
        let taken = pending.take(LiveStream::Caller);
        let places: Vec<_> = taken
            .iter()
            .map(|r| (r[..PLACE].to_vec(), r.len()))
            .collect();
        let place = |at: u64| at.to_be_bytes().to_vec();
        assert_eq!(places, [(place(160), 328), (place(640), 168)]);
        // What was taken is gone, so what goes on is a record of its own.
        pending.sound(LiveStream::Caller, 800, &[4; 160]);
        assert_eq!(pending.take(LiveStream::Caller).len(), 1);
        assert!(!pending.lost.any());
    }

    #[test]
    fn what_cannot_wait_is_counted_and_what_came_back_goes_first() {
        let mut pending = Pending::default();
        pending.sound(LiveStream::Agent, 0, &[1; 60_000]);
        let failed = pending.take(LiveStream::Agent);
        pending.sound(LiveStream::Agent, 60_000, &[2; 40_000]);
        pending.give_back(LiveStream::Agent, failed);
        pending.sound(LiveStream::Agent, 100_000, &[3; 160]);
        assert_eq!(pending.lost.samples, 160);
        let taken = pending.take(LiveStream::Agent);
        assert_eq!((taken[0][PLACE], taken[1][PLACE], taken.len()), (1, 2, 2));
        pending.lose(LiveStream::Agent, &taken);
        assert_eq!(pending.lost.samples, 100_160);
        pending.sound(LiveStream::Agent, u64::MAX, &[0]);
        assert_eq!(pending.lost.samples, 100_161);
        pending.line(vec![0; LONGEST_LINE + 1]);
        assert_eq!(pending.lost.lines, 1);
        for _ in 0..5 {
            pending.line(vec![0; LONGEST_LINE]);
        }
        assert_eq!(pending.lost.lines, 2);
        assert_eq!(pending.take(LiveStream::Lines).len(), 4);
        pending.closed = true;
        pending.line(vec![1]);
        pending.sound(LiveStream::Caller, 0, &[1]);
        assert!(pending.take(LiveStream::Lines).is_empty());
        assert!(pending.take(LiveStream::Caller).is_empty());
    }
}
