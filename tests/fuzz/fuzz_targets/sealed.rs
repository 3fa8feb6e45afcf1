//! Sealed files from outside: reading one never panics, and what was not sealed with
//! the key never opens. The first byte picks what is done to a genuine file; the
//! rest is how, or a file of its own.
#![no_main]

use std::io::{Read, Seek, SeekFrom, Write};

use libfuzzer_sys::fuzz_target;
use parley_domain::ids::MediaId;
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;
use parley_store::keys::DataKey;
use parley_store::sealed::{CHUNK_BYTES, ChunkSealer, SealedReader};

/// The same bytes in every run, or a finding could not be repeated.
struct Fixed;

impl Rng for Fixed {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0x5a);
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((how, rest)) = data.split_first() else {
        return;
    };
    let (media, key) = (MediaId::new(UtcMillis(0), &Fixed), DataKey::random(&Fixed));
    let plain_len = CHUNK_BYTES * usize::from(how & 3) + rest.len().min(CHUNK_BYTES);
    let plain: Vec<u8> = rest.iter().copied().cycle().take(plain_len).collect();
    let mut sealer = ChunkSealer::new(Vec::new(), media, &key, &Fixed).expect("memory takes all");
    sealer.write_all(&plain).expect("memory takes all");
    let (genuine, facts) = sealer.finish().expect("memory takes all");
    assert_eq!(facts.byte_len, plain.len() as u64);

    let place = |at: usize| rest.get(at).map_or(0, |b| usize::from(*b));
    let at = (place(0) << 16 | place(1) << 8 | place(2)) % genuine.len();
    let mut sealed = genuine.clone();
    match how >> 2 & 3 {
        0 => {}
        1 => sealed[at] ^= rest.get(3).copied().unwrap_or(1),
        2 => sealed.truncate(at),
        _ => sealed = rest.to_vec(),
    }
    let whole = sealed == genuine;
    let read = SealedReader::open(sealed, media, &key)
        .map_err(drop)
        .and_then(|mut reader| {
            let _ = reader.seek(SeekFrom::Start(at as u64));
            let _ = reader.read(&mut [0; 64]);
            reader.rewind().map_err(drop)?;
            let mut out = Vec::new();
            reader.read_to_end(&mut out).map_err(drop)?;
            Ok(out)
        });
    match read {
        Ok(out) => assert!(whole && out == plain, "changed bytes were read"),
        Err(()) => assert!(!whole, "an unchanged file was refused"),
    }
});
