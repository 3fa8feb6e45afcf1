//! Logs of running calls from outside: reading one never panics, never gives a record
//! that was not appended, and gives all that stand before the first change. The first
//! byte picks what is done to a genuine log; the rest is how, or a log of its own.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parley_app::live::LiveStream;
use parley_app::ports::LogRecord;
use parley_domain::ids::MediaId;
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;
use parley_store::keys::DataKey;
use parley_store::sealed::{LogReader, LogSealer};

/// The same bytes in every run, or a finding could not be repeated.
struct Fixed;

impl Rng for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0x5a);
    }
}

/// As in the format: 28 in front of the records, 36 around each.
const HEADER: usize = 28;
const AROUND: usize = 36;

fuzz_target!(|data: &[u8]| {
    let Some((how, rest)) = data.split_first() else {
        return;
    };
    let (media, key) = (MediaId::new(UtcMillis(0), &Fixed), DataKey::random(&Fixed));
    let stream = LiveStream::Lines;
    let records: Vec<&[u8]> = rest.chunks(usize::from(how >> 2) + 1).collect();
    let mut log = LogSealer::new(Vec::new(), media, stream, &key).expect("memory takes all");
    for record in &records {
        log.append(record, &Fixed).expect("memory takes all");
    }
    let genuine = log.into_inner();

    let place = |at: usize| rest.get(at).map_or(0, |b| usize::from(*b));
    let at = (place(0) << 8 | place(1)) % genuine.len();
    let mut bytes = genuine.clone();
    match how & 3 {
        0 => {}
        1 => bytes[at] ^= rest.get(2).copied().unwrap_or(1),
        2 => bytes.truncate(at),
        _ => {
            bytes.truncate(HEADER);
            bytes.extend_from_slice(rest);
        }
    }
    let same = bytes.iter().zip(&genuine).take_while(|(a, b)| a == b).count();
    let Ok(reader) = LogReader::open(&bytes[..], media, stream, &key) else {
        assert!(same < HEADER, "a genuine log was refused");
        return;
    };
    let found: Vec<LogRecord> = reader.map(|r| r.expect("memory is read")).collect();
    let mut end = HEADER;
    for (number, record) in records.iter().enumerate() {
        end += AROUND + record.len();
        let read = found.get(number);
        let whole = read == Some(&LogRecord::Bytes(record.to_vec()));
        assert!(whole || end > same, "what stands before the change was lost");
        if let Some(LogRecord::Bytes(bytes)) = read {
            assert_eq!(bytes, record, "what was not appended was read");
        }
    }
    let more = found.iter().skip(records.len());
    assert!(!more.into_iter().any(|r| matches!(r, LogRecord::Bytes(_))));
});
