//! What sealing costs: random seek + 100 ms of a WAV, and reading through, each as a
//! ratio to the plain file and to memory. Run with `--release`.
#![expect(clippy::print_stdout, reason = "an example reports to the terminal")]

use std::error::Error;
use std::fs::File;
use std::hint::black_box;
use std::io::{Read, Seek, SeekFrom, Write};
use std::time::{Duration, Instant};

use parley_domain::ids::MediaId;
use parley_domain::rng::Rng;
use parley_domain::time::UtcMillis;
use parley_store::keys::DataKey;
use parley_store::sealed::{SealedWriter, open_media};
use ring::rand::{SecureRandom, SystemRandom};

const FILE_BYTES: usize = 64 << 20;
/// 100 ms of 16-bit stereo at 16 kHz.
const PIECE: usize = 6400;
const SEEKS: u64 = 20_000;

struct SystemRng(SystemRandom);

impl Rng for SystemRng {
    fn fill(&self, bytes: &mut [u8]) {
        // A machine without randomness cannot measure anything either.
        if self.0.fill(bytes).is_err() {
            std::process::abort();
        }
    }
}

/// Places spread over the file, the same in every run.
fn places() -> impl Iterator<Item = u64> {
    let span = (FILE_BYTES - PIECE) as u64;
    (0..SEEKS).map(move |i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) % span)
}

fn seeks(stream: &mut (impl Read + Seek)) -> Result<Vec<Duration>, std::io::Error> {
    let mut piece = vec![0; PIECE];
    let mut times = Vec::with_capacity(SEEKS as usize);
    for place in places() {
        let began = Instant::now();
        stream.seek(SeekFrom::Start(place))?;
        stream.read_exact(&mut piece)?;
        times.push(began.elapsed());
        black_box(&piece);
    }
    times.sort();
    Ok(times)
}

fn through(stream: &mut (impl Read + Seek)) -> Result<Duration, std::io::Error> {
    let mut piece = vec![0; 64 << 10];
    let began = Instant::now();
    stream.seek(SeekFrom::Start(0))?;
    while stream.read(&mut piece)? > 0 {
        black_box(&piece);
    }
    Ok(began.elapsed())
}

fn micros(times: &[Duration], percent: usize) -> f64 {
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(at).map_or(0.0, |t| t.as_secs_f64() * 1e6)
}

fn main() -> Result<(), Box<dyn Error>> {
    let rng = SystemRng(SystemRandom::new());
    let folder = tempfile::tempdir()?;
    let (media, key) = (MediaId::new(UtcMillis(0), &rng), DataKey::random(&rng));
    let mut plain = vec![0u8; FILE_BYTES];
    rng.fill(&mut plain);

    let began = Instant::now();
    let mut writer = SealedWriter::create(folder.path(), media, &key, &rng)?;
    writer.write_all(&plain)?;
    writer.finish()?;
    let sealing = began.elapsed();

    let path = folder.path().join("plain");
    let began = Instant::now();
    let mut file = File::create(&path)?;
    file.write_all(&plain)?;
    file.sync_all()?;
    let writing = began.elapsed();

    let mut sealed = open_media(folder.path(), media, &key)?;
    let mut file = File::open(&path)?;
    let mut memory = std::io::Cursor::new(plain);
    // Warm: each once before it counts.
    through(&mut sealed)?;
    through(&mut file)?;

    let began = Instant::now();
    let opens = 1000u32;
    for _ in 0..opens {
        black_box(open_media(folder.path(), media, &key)?);
    }
    let opening = began.elapsed() / opens;

    let (a, b, c) = (seeks(&mut sealed)?, seeks(&mut file)?, seeks(&mut memory)?);
    println!("seek + {PIECE} bytes, warm, {SEEKS} times, in microseconds");
    for (what, times) in [("sealed", &a), ("file", &b), ("memory", &c)] {
        println!(
            "  {what:7} p50 {:8.2}  p99 {:8.2}",
            micros(times, 50),
            micros(times, 99)
        );
    }
    println!(
        "  ratio at p50: {:.1} to the file, {:.1} to memory",
        micros(&a, 50) / micros(&b, 50),
        micros(&a, 50) / micros(&c, 50)
    );
    let (a, b, c) = (
        through(&mut sealed)?,
        through(&mut file)?,
        through(&mut memory)?,
    );
    let rate = |time: Duration| FILE_BYTES as f64 / time.as_secs_f64() / 1e6;
    println!(
        "through {} MiB: sealed {:.0} MB/s, file {:.0} MB/s, memcpy {:.0} MB/s, ratio {:.2} and {:.2}",
        FILE_BYTES >> 20,
        rate(a),
        rate(b),
        rate(c),
        a.as_secs_f64() / b.as_secs_f64(),
        a.as_secs_f64() / c.as_secs_f64()
    );
    println!(
        "writing and fsync: sealed {:.0} MB/s, file {:.0} MB/s, ratio {:.2}; opening {:.1} microseconds",
        rate(sealing),
        rate(writing),
        sealing.as_secs_f64() / writing.as_secs_f64(),
        opening.as_secs_f64() * 1e6
    );
    Ok(())
}
