use std::io;

use parley_app::live::LiveStream;
use parley_app::ports::LogRecord;
use parley_domain::ids::MediaId;
use parley_domain::time::UtcMillis;
use proptest::prelude::*;

use super::log::{HEAD, HEADER, NONCE, TAG};
use super::*;
use crate::keys::DataKey;
use crate::keys::test_rng::TestRng;

struct Case {
    media: MediaId,
    key: DataKey,
    bytes: Vec<u8>,
}

fn sealed(records: &[Vec<u8>]) -> Case {
    let rng = TestRng::new(7);
    let (media, key) = (MediaId::new(UtcMillis(1), &rng), DataKey::random(&rng));
    let mut log = LogSealer::new(Vec::new(), media, LiveStream::Caller, &key).unwrap();
    for record in records {
        log.append(record, &rng).unwrap();
    }
    Case {
        media,
        key,
        bytes: log.into_inner(),
    }
}

fn read(case: &Case, bytes: &[u8]) -> Result<Vec<LogRecord>, SealedError> {
    LogReader::open(bytes, case.media, LiveStream::Caller, &case.key)?.collect()
}

fn whole(records: &[Vec<u8>]) -> Vec<LogRecord> {
    records.iter().cloned().map(LogRecord::Bytes).collect()
}

/// Where each record begins, and where the last one ends.
fn borders(records: &[Vec<u8>]) -> Vec<usize> {
    let mut at = vec![HEADER];
    for record in records {
        at.push(at[at.len() - 1] + HEAD + NONCE + record.len() + TAG);
    }
    at
}

fn three() -> Vec<Vec<u8>> {
    vec![b"one".to_vec(), Vec::new(), vec![3; 2_000]]
}

#[test]
fn records_come_back_in_their_order_and_only_with_their_key_place_and_stream() {
    let case = sealed(&three());
    assert_eq!(read(&case, &case.bytes).unwrap(), whole(&three()));
    assert!(!case.bytes.windows(3).any(|w| w == b"one"));
    let other = MediaId::new(UtcMillis(2), &TestRng::new(8));
    for (media, stream) in [(other, LiveStream::Caller), (case.media, LiveStream::Agent)] {
        let opened = LogReader::open(&case.bytes[..], media, stream, &case.key);
        assert_eq!(opened.unwrap_err(), SealedError::MediaDamaged);
    }
    let stranger = DataKey::random(&TestRng::new(9));
    let reader = LogReader::open(&case.bytes[..], case.media, LiveStream::Caller, &stranger);
    let found: Vec<_> = reader.unwrap().map(Result::unwrap).collect();
    assert!(found.iter().all(|r| !matches!(r, LogRecord::Bytes(_))));
    let mut newer = case.bytes.clone();
    newer[8] += 1;
    assert_eq!(read(&case, &newer).unwrap_err(), SealedError::MediaNewer);
}

#[test]
fn a_log_that_was_torn_anywhere_has_all_records_before() {
    let (case, records) = (sealed(&three()), three());
    let borders = borders(&records);
    assert_eq!(case.bytes.len(), borders[3]);
    for length in 0..case.bytes.len() {
        let found = read(&case, &case.bytes[..length]).unwrap();
        let kept = borders.iter().skip(1).filter(|end| **end <= length).count();
        let mut expected = whole(&records[..kept]);
        if !borders.contains(&length) {
            expected.push(LogRecord::Torn);
        }
        assert_eq!(found, expected, "{length}");
        // The system kept the length and not the bytes.
        let mut zeros = case.bytes[..length].to_vec();
        zeros.resize(case.bytes.len().max(length + 20), 0);
        if length >= HEADER {
            let found = read(&case, &zeros).unwrap();
            assert_eq!(found[..kept], whole(&records[..kept]), "{length}");
        }
    }
}

#[test]
fn damage_in_the_middle_is_said_and_what_follows_is_read() {
    let (case, records) = (sealed(&three()), three());
    let at = borders(&records)[0] + HEAD + NONCE;
    let mut bytes = case.bytes.clone();
    bytes[at] ^= 1;
    let mut expected = whole(&records);
    expected[0] = LogRecord::Damaged;
    assert_eq!(read(&case, &bytes).unwrap(), expected);
    // A length that is not one: what follows cannot be found, and that is said.
    let mut bytes = case.bytes.clone();
    bytes[borders(&records)[1] + 3] ^= 1;
    let found = read(&case, &bytes).unwrap();
    assert_eq!(found, [whole(&records)[0].clone(), LogRecord::Damaged]);
    // Taken from its place, a record is damage there.
    let ends = borders(&records);
    let mut moved = case.bytes[..ends[0]].to_vec();
    moved.extend_from_slice(&case.bytes[ends[1]..]);
    let found = read(&case, &moved).unwrap();
    assert_eq!(found, [LogRecord::Damaged, LogRecord::Torn]);
}

/// Takes so many bytes, and half of what no longer fits.
#[derive(Debug)]
struct SmallDisk {
    bytes: Vec<u8>,
    room: usize,
    cuts: bool,
}

impl Growing for SmallDisk {
    fn grow(&mut self, bytes: &[u8]) -> io::Result<()> {
        let room = self.room - self.bytes.len();
        self.bytes.extend(bytes.iter().take(room));
        match bytes.len() > room {
            true => Err(io::ErrorKind::StorageFull.into()),
            false => Ok(()),
        }
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        if !self.cuts {
            return Err(io::ErrorKind::Other.into());
        }
        self.bytes.truncate(length as usize);
        Ok(())
    }
}

#[test]
fn what_a_full_disk_took_half_of_is_taken_back_and_tried_again() {
    let rng = TestRng::new(3);
    let (media, key) = (MediaId::new(UtcMillis(1), &rng), DataKey::random(&rng));
    for cuts in [true, false] {
        let disk = SmallDisk {
            bytes: Vec::new(),
            room: 200,
            cuts,
        };
        let mut log = LogSealer::new(disk, media, LiveStream::Caller, &key).unwrap();
        log.append(&[1; 60], &rng).unwrap();
        let full = log.append(&[2; 100], &rng).unwrap_err();
        assert_eq!(full, SealedError::Io(io::ErrorKind::StorageFull));
        // Torn, as a process that ends now would leave it.
        assert!(log.append(&[2; 100], &rng).is_err());
        let mut disk = log.into_inner();
        (disk.room, disk.cuts) = (1_000, true);
        let torn = read(
            &Case {
                media,
                key: key.clone(),
                bytes: Vec::new(),
            },
            &disk.bytes,
        );
        assert_eq!(torn.unwrap()[0], LogRecord::Bytes(vec![1; 60]));
    }
    let disk = SmallDisk {
        bytes: Vec::new(),
        room: 170,
        cuts: true,
    };
    let mut log = LogSealer::new(disk, media, LiveStream::Caller, &key).unwrap();
    log.append(&[1; 60], &rng).unwrap();
    assert!(log.append(&[2; 60], &rng).is_err());
    log.append(&[3], &rng).unwrap();
    let bytes = log.into_inner().bytes;
    let case = Case { media, key, bytes };
    let found = read(&case, &case.bytes).unwrap();
    assert_eq!(found, whole(&[vec![1; 60], vec![3]]));
}

#[test]
fn a_log_on_the_disk_is_begun_once_and_found_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let rng = TestRng::new(12);
    let (media, key) = (MediaId::new(UtcMillis(1), &rng), DataKey::random(&rng));
    let open = || open_log(folder.path(), media, LiveStream::Lines, &key).unwrap();
    assert!(open().is_none());
    let mut log = create_log(folder.path(), media, LiveStream::Lines, &key).unwrap();
    let again = create_log(folder.path(), media, LiveStream::Lines, &key).unwrap_err();
    assert_eq!(again, SealedError::MediaExists);
    log.append(b"a line", &rng).unwrap();
    let too_long = log.append(&vec![0; MOST_RECORD_BYTES + 1], &rng);
    assert_eq!(too_long.unwrap_err(), SealedError::TooLong);
    // Read while it grows.
    let found: Vec<_> = open().unwrap().map(Result::unwrap).collect();
    assert_eq!(found, [LogRecord::Bytes(b"a line".to_vec())]);
    assert!(leftover_parts(folder.path()).unwrap().is_empty());
    remove_log(folder.path(), media).unwrap();
    assert!(!log_path(folder.path(), media).exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_records_cut_anywhere_are_a_prefix(
        records in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let case = sealed(&records);
        prop_assert_eq!(read(&case, &case.bytes).unwrap(), whole(&records));
        let found = read(&case, &case.bytes[..cut.index(case.bytes.len())]).unwrap();
        let kept = found.iter().filter(|r| **r != LogRecord::Torn).count();
        prop_assert_eq!(&found[..kept], &whole(&records)[..kept]);
    }

    #[test]
    fn any_changed_byte_changes_no_other_record(
        records in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 1..8),
        place in any::<prop::sample::Index>(),
        bits in 1u8..,
    ) {
        let case = sealed(&records);
        let mut bytes = case.bytes.clone();
        let at = HEADER + place.index(bytes.len() - HEADER);
        bytes[at] ^= bits;
        let found = read(&case, &bytes).unwrap();
        let held: Vec<_> = found.iter().enumerate().filter(|r| matches!(r.1, LogRecord::Bytes(_))).collect();
        for (number, record) in held {
            prop_assert_eq!(record, &LogRecord::Bytes(records[number].clone()));
        }
        prop_assert!(found.iter().any(|r| !matches!(r, LogRecord::Bytes(_))));
    }

    #[test]
    fn any_bytes_are_read_without_a_record(noise in prop::collection::vec(any::<u8>(), 0..400)) {
        let case = sealed(&[]);
        let mut bytes = case.bytes.clone();
        bytes.extend_from_slice(&noise);
        let found = read(&case, &bytes).unwrap();
        prop_assert!(found.iter().all(|r| !matches!(r, LogRecord::Bytes(_))));
    }
}
