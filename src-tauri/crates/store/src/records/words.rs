//! Word times, packed: about five bytes a word instead of seventeen.
//!
//! LEB128 numbers (the DWARF form): the count, then for each word the gap to the end
//! of the word before in the text (zigzag), its length, the step of its start from
//! the start before (zigzag), its duration (zigzag), and its confidence as one byte.
//! Signed steps, because sources exist whose words run backwards.

use parley_domain::call::Word;

use super::error::{RecordsError, RecordsResult};

const DAMAGED: RecordsError = RecordsError::Damaged("words");

fn put(out: &mut Vec<u8>, mut value: u64) {
    loop {
        let low = u8::try_from(value & 0x7f).unwrap_or(0);
        value >>= 7;
        if value == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

fn put_step(out: &mut Vec<u8>, step: i64) {
    put(out, (step.unsigned_abs() << 1) | u64::from(step < 0));
}

/// Packs.
pub(crate) fn pack(words: &[Word]) -> Vec<u8> {
    if words.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::with_capacity(2 + words.len() * 6);
    put(&mut out, words.len() as u64);
    let (mut text_end, mut start) = (0i64, 0i64);
    for word in words {
        let (at, begins) = (i64::from(word.at), i64::from(word.start_ms));
        put_step(&mut out, at - text_end);
        put(&mut out, u64::from(word.len));
        put_step(&mut out, begins - start);
        put_step(&mut out, i64::from(word.end_ms) - begins);
        out.push(word.confidence);
        text_end = at + i64::from(word.len);
        start = begins;
    }
    out
}

struct Packed<'a>(&'a [u8]);

impl Packed<'_> {
    fn byte(&mut self) -> RecordsResult<u8> {
        let (&first, rest) = self.0.split_first().ok_or(DAMAGED)?;
        self.0 = rest;
        Ok(first)
    }

    /// At most five groups: nothing stored is larger than 34 bits.
    fn number(&mut self) -> RecordsResult<i64> {
        let mut value = 0i64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(DAMAGED)
    }

    fn step(&mut self) -> RecordsResult<i64> {
        let value = self.number()?;
        Ok(if value & 1 == 0 {
            value >> 1
        } else {
            -(value >> 1)
        })
    }
}

fn small(value: i64) -> RecordsResult<u32> {
    u32::try_from(value).map_err(|_| DAMAGED)
}

/// Unpacks what [`pack`] made.
///
/// # Errors
/// [`RecordsError::Damaged`]
pub(crate) fn unpack(bytes: &[u8]) -> RecordsResult<Vec<Word>> {
    if bytes.is_empty() {
        return Ok(Vec::new());
    }
    let mut packed = Packed(bytes);
    let count = usize::try_from(packed.number()?).map_err(|_| DAMAGED)?;
    // A word takes five bytes at least, so a damaged count cannot ask for much memory.
    if count > bytes.len() / 5 {
        return Err(DAMAGED);
    }
    let mut words = Vec::with_capacity(count);
    let (mut text_end, mut start) = (0i64, 0i64);
    for _ in 0..count {
        let at = text_end + packed.step()?;
        let len = packed.number()?;
        let begins = start + packed.step()?;
        let ends = begins + packed.step()?;
        words.push(Word {
            at: small(at)?,
            len: small(len)?,
            start_ms: small(begins)?,
            end_ms: small(ends)?,
            confidence: packed.byte()?,
        });
        text_end = at + len;
        start = begins;
    }
    if packed.0.is_empty() {
        Ok(words)
    } else {
        Err(DAMAGED)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word() -> impl Strategy<Value = Word> {
        (
            any::<u32>(),
            any::<u32>(),
            any::<u32>(),
            any::<u32>(),
            any::<u8>(),
        )
            .prop_map(|(at, len, start_ms, end_ms, confidence)| Word {
                at,
                len,
                start_ms,
                end_ms,
                confidence,
            })
    }

    proptest! {
        #[test]
        fn words_come_back(words in prop::collection::vec(word(), 0..40)) {
            prop_assert_eq!(unpack(&pack(&words)).unwrap(), words);
        }

        #[test]
        fn damaged_bytes_are_refused_or_read_but_never_panic(bytes: Vec<u8>) {
            let _ = unpack(&bytes);
        }
    }

    #[test]
    fn a_spoken_word_takes_six_bytes_or_less() {
        let words: Vec<Word> = (0..100)
            .map(|i| Word {
                at: i * 6,
                len: 5,
                start_ms: 60_000 + i * 350,
                end_ms: 60_000 + i * 350 + 300,
                confidence: 97,
            })
            .collect();
        assert!(pack(&words).len() <= 100 * 7 + 8);
    }
}
