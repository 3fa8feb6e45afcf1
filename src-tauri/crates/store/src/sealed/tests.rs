use std::io::{Read, Seek, SeekFrom, Write};

use parley_app::ports::MediaStream;
use parley_domain::ids::MediaId;
use parley_domain::time::UtcMillis;
use proptest::prelude::*;
use ring::digest::{SHA256, digest};

use super::format::{HEADER, TAG};
use super::*;
use crate::keys::DataKey;
use crate::keys::test_rng::TestRng;

fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    (0..len)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 56) as u8
        })
        .collect()
}

struct Case {
    media: MediaId,
    key: DataKey,
    sealed: Vec<u8>,
}

fn seal(plain: &[u8]) -> Case {
    let rng = TestRng::new(7);
    let media = MediaId::new(UtcMillis(1_700_000_000_000), &rng);
    let key = DataKey::random(&rng);
    let mut sealer = ChunkSealer::new(Vec::new(), media, &key, &rng).unwrap();
    sealer.write_all(plain).unwrap();
    let (sealed, facts) = sealer.finish().unwrap();
    assert_eq!(facts.byte_len, plain.len() as u64);
    assert_eq!(facts.sha256.as_slice(), digest(&SHA256, plain).as_ref());
    Case { media, key, sealed }
}

/// Opens and reads everything.
fn read_all(case: &Case, sealed: Vec<u8>) -> Result<Vec<u8>, SealedError> {
    let mut reader = SealedReader::open(sealed, case.media, &case.key)?;
    let mut plain = Vec::new();
    reader
        .read_to_end(&mut plain)
        .map_err(|e| sealed_error_of(&e).unwrap())?;
    Ok(plain)
}

const LENGTHS: [usize; 7] = [
    0,
    1,
    CHUNK_BYTES - 1,
    CHUNK_BYTES,
    CHUNK_BYTES + 1,
    2 * CHUNK_BYTES,
    3 * CHUNK_BYTES + 17,
];

#[test]
fn every_kind_of_length_comes_back() {
    for len in LENGTHS {
        let plain = noise(len);
        let case = seal(&plain);
        let chunks = len.div_ceil(CHUNK_BYTES).max(1);
        assert_eq!(case.sealed.len(), HEADER + len + chunks * TAG);
        assert_eq!(
            read_all(&case, case.sealed.clone()).unwrap(),
            plain,
            "length {len}"
        );
    }
}

#[test]
fn cut_anywhere_is_damage() {
    let case = seal(&noise(2 * CHUNK_BYTES + 100));
    let chunk = CHUNK_BYTES + TAG;
    let edges = [
        0,
        1,
        HEADER - 1,
        HEADER,
        HEADER + TAG,
        HEADER + chunk,
        HEADER + 2 * chunk,
    ];
    let ends = edges
        .into_iter()
        .chain(case.sealed.len() - 20..case.sealed.len());
    for end in ends {
        let opened = SealedReader::open(case.sealed[..end].to_vec(), case.media, &case.key);
        assert_eq!(
            opened.unwrap_err(),
            SealedError::MediaDamaged,
            "cut at {end}"
        );
    }
}

#[test]
fn appended_swapped_doubled_or_dropped_chunks_are_damage() {
    let case = seal(&noise(4 * CHUNK_BYTES));
    let chunk = CHUNK_BYTES + TAG;
    let at = |n: usize| HEADER + n * chunk..HEADER + (n + 1) * chunk;
    let head = &case.sealed[..HEADER];
    let join = |order: &[usize]| {
        let mut bytes = head.to_vec();
        for n in order {
            bytes.extend_from_slice(&case.sealed[at(*n)]);
        }
        bytes
    };
    assert!(read_all(&case, join(&[0, 1, 2, 3])).is_ok());
    for order in [
        &[1, 0, 2, 3][..],
        &[0, 2, 3],
        &[0, 1, 2],
        &[0, 1, 1, 3],
        &[0, 1, 2, 3, 3],
    ] {
        let damaged = read_all(&case, join(order)).unwrap_err();
        assert_eq!(damaged, SealedError::MediaDamaged, "{order:?}");
    }
    for extra in [1, 15, 16, 17, 5000] {
        let mut longer = case.sealed.clone();
        longer.resize(longer.len() + extra, 0);
        let damaged = SealedReader::open(longer, case.media, &case.key).unwrap_err();
        assert_eq!(damaged, SealedError::MediaDamaged, "{extra} more");
    }
}

#[test]
fn another_files_name_or_key_is_damage_and_a_later_version_is_newer() {
    let rng = TestRng::new(9);
    let case = seal(&noise(100));
    let other = MediaId::new(UtcMillis(5), &rng);
    let named = SealedReader::open(case.sealed.clone(), other, &case.key).unwrap_err();
    assert_eq!(named, SealedError::MediaDamaged);
    let keyed = SealedReader::open(case.sealed.clone(), case.media, &DataKey::random(&rng));
    assert_eq!(keyed.unwrap_err(), SealedError::MediaDamaged);
    let mut renamed = case.sealed.clone();
    renamed[12..28].copy_from_slice(other.0.as_bytes());
    let moved = SealedReader::open(renamed, other, &case.key).unwrap_err();
    assert_eq!(moved, SealedError::MediaDamaged);
    let mut later = case.sealed.clone();
    later[8] = 2;
    let newer = SealedReader::open(later, case.media, &case.key).unwrap_err();
    assert_eq!(newer, SealedError::MediaNewer);
}

#[test]
fn damage_in_one_chunk_leaves_the_others_readable() {
    let plain = noise(3 * CHUNK_BYTES);
    let case = seal(&plain);
    let mut sealed = case.sealed.clone();
    sealed[HEADER + CHUNK_BYTES + TAG + 5] ^= 1;
    let mut reader = SealedReader::open(sealed, case.media, &case.key).unwrap();
    let mut buf = vec![0; 10];
    reader
        .seek(SeekFrom::Start(CHUNK_BYTES as u64 + 5))
        .unwrap();
    let error = reader.read(&mut buf).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
    assert_eq!(sealed_error_of(&error), Some(SealedError::MediaDamaged));
    // Nothing of the refused chunk is served from the cache afterwards.
    assert!(reader.read(&mut buf).is_err());
    reader
        .seek(SeekFrom::Start(2 * CHUNK_BYTES as u64))
        .unwrap();
    reader.read_exact(&mut buf).unwrap();
    assert_eq!(buf, plain[2 * CHUNK_BYTES..2 * CHUNK_BYTES + 10]);
}

#[test]
fn seeking_follows_the_standard_contract() {
    let case = seal(&noise(1000));
    let mut reader = SealedReader::open(case.sealed.clone(), case.media, &case.key).unwrap();
    assert_eq!(reader.byte_len(), 1000);
    assert!(reader.seek(SeekFrom::Current(-1)).is_err());
    assert!(reader.seek(SeekFrom::End(-1001)).is_err());
    assert_eq!(reader.seek(SeekFrom::End(-1)).unwrap(), 999);
    assert_eq!(reader.seek(SeekFrom::End(50)).unwrap(), 1050);
    assert_eq!(reader.read(&mut [0; 4]).unwrap(), 0);
    reader.seek(SeekFrom::Start(u64::MAX)).unwrap();
    assert_eq!(reader.read(&mut [0; 4]).unwrap(), 0);
    assert!(reader.seek(SeekFrom::Current(1)).is_err());
    fn shared<T: Send + Sync + 'static>(_: &T) {}
    shared(&reader);
}

#[test]
fn a_file_appears_only_when_finished() {
    let folder = tempfile::tempdir().unwrap();
    let rng = TestRng::new(11);
    let (media, key) = (MediaId::new(UtcMillis(1), &rng), DataKey::random(&rng));
    let missing = open_media(folder.path(), media, &key).unwrap_err();
    assert_eq!(missing, SealedError::MediaMissing);

    let mut writer = SealedWriter::create(folder.path(), media, &key, &rng).unwrap();
    writer.write_all(b"spoken words").unwrap();
    assert!(!media_path(folder.path(), media).exists());
    assert_eq!(leftover_parts(folder.path()).unwrap().len(), 1);
    let second = SealedWriter::create(folder.path(), media, &key, &rng).unwrap_err();
    assert_eq!(second, SealedError::MediaExists);
    let facts = writer.finish().unwrap();
    assert_eq!(facts.byte_len, 12);
    assert!(leftover_parts(folder.path()).unwrap().is_empty());
    let on_disk = std::fs::read(media_path(folder.path(), media)).unwrap();
    assert!(!on_disk.windows(6).any(|w| w == b"spoken"));
    let mut text = String::new();
    let mut reader = open_media(folder.path(), media, &key).unwrap();
    reader.read_to_string(&mut text).unwrap();
    assert_eq!(text, "spoken words");
    let again = SealedWriter::create(folder.path(), media, &key, &rng).unwrap_err();
    assert_eq!(again, SealedError::MediaExists);
    remove_media(folder.path(), media).unwrap();
    assert_eq!(
        remove_media(folder.path(), media).unwrap_err(),
        SealedError::MediaMissing
    );
}

#[test]
fn abandoned_and_crashed_parts_are_cleaned() {
    let folder = tempfile::tempdir().unwrap();
    let rng = TestRng::new(12);
    let (media, key) = (MediaId::new(UtcMillis(1), &rng), DataKey::random(&rng));
    drop(SealedWriter::create(folder.path(), media, &key, &rng).unwrap());
    assert!(leftover_parts(folder.path()).unwrap().is_empty());
    std::mem::forget(SealedWriter::create(folder.path(), media, &key, &rng).unwrap());
    std::fs::write(folder.path().join("notes.part"), b"somebody else's").unwrap();
    assert_eq!(remove_leftover_parts(folder.path()).unwrap(), 1);
    assert!(folder.path().join("notes.part").exists());
}

struct FullDisk(usize);

impl Write for FullDisk {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self
            .0
            .checked_sub(bytes.len())
            .ok_or(std::io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_said_and_nothing_is_sealed_after_it() {
    let rng = TestRng::new(13);
    let (media, key) = (MediaId::new(UtcMillis(1), &rng), DataKey::random(&rng));
    let mut sealer = ChunkSealer::new(FullDisk(100), media, &key, &rng).unwrap();
    let error = sealer.write_all(&noise(3 * CHUNK_BYTES)).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
    assert!(sealer.finish().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_writes_then_any_seeks_give_the_bytes(
        len in 0usize..3 * CHUNK_BYTES,
        step in 1usize..100_000,
        reads in prop::collection::vec((0usize..3 * CHUNK_BYTES, 0usize..10_000), 1..12),
    ) {
        let plain = noise(len);
        let rng = TestRng::new(len as u64);
        let (media, key) = (MediaId::new(UtcMillis(1), &rng), DataKey::random(&rng));
        let mut sealer = ChunkSealer::new(Vec::new(), media, &key, &rng).unwrap();
        for piece in plain.chunks(step) {
            sealer.write_all(piece).unwrap();
        }
        let (sealed, _) = sealer.finish().unwrap();
        let mut reader = SealedReader::open(sealed, media, &key).unwrap();
        for (from, count) in reads {
            reader.seek(SeekFrom::Start(from as u64)).unwrap();
            let mut got = Vec::new();
            (&mut reader).take(count as u64).read_to_end(&mut got).unwrap();
            let start = from.min(len);
            prop_assert_eq!(&got, &plain[start..(start + count).min(len)]);
        }
    }

    #[test]
    fn any_flipped_bit_is_damage(len in 0usize..2 * CHUNK_BYTES, place: prop::sample::Index, bit in 0u8..8) {
        let case = seal(&noise(len));
        let mut sealed = case.sealed.clone();
        let at = place.index(sealed.len());
        sealed[at] ^= 1 << bit;
        let refused = read_all(&case, sealed).unwrap_err();
        // A flipped version byte may say "newer"; never does it read.
        let expected = refused == SealedError::MediaDamaged
            || (at == 8 && refused == SealedError::MediaNewer);
        prop_assert!(expected, "{:?} at {}", refused, at);
    }

    #[test]
    fn arbitrary_bytes_never_open(mut bytes in prop::collection::vec(any::<u8>(), 0..300), dressed: bool) {
        let case = seal(b"");
        if dressed {
            for (to, from) in bytes.iter_mut().zip(case.sealed.iter().take(HEADER)) {
                *to = *from;
            }
        }
        prop_assume!(bytes != case.sealed);
        prop_assert!(SealedReader::open(bytes, case.media, &case.key).is_err());
    }
}
