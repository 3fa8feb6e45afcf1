//! Measures what the goals are about, as ratios on one machine: peaks against
//! ffmpeg piping PCM into the same peak code, and random seeks in sealed files.
//!
//! `cargo run --release -p parley-audio --example audio_bench [MINUTES [NAME]]`
//! (default 180, all; NAME e.g. `flac`). Needs ffmpeg; files go to a temporary folder.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::error::Error;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use parley_app::ports::{MediaStream, RecordingReader as _};
use parley_audio::player::tempo::Tempo;
use parley_audio::{PeaksBuilder, RecordingCursor, Recordings};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Runs of each whole-file measurement; the best counts.
const RUNS: usize = 3;
const SEEKS: usize = 1_000;
/// More than a processor's caches hold.
const ELSEWHERE: usize = 96 * 1024 * 1024;
const CHUNK: usize = 64 * 1024;

struct PlainFile(File, u64);

impl PlainFile {
    fn open(path: &Path) -> Outcome<Box<Self>> {
        let file = File::open(path)?;
        let len = file.metadata()?.len();
        Ok(Box::new(Self(file, len)))
    }
}

impl Read for PlainFile {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read(buf)
    }
}

impl Seek for PlainFile {
    fn seek(&mut self, pos: SeekFrom) -> io::Result<u64> {
        self.0.seek(pos)
    }
}

impl MediaStream for PlainFile {
    fn byte_len(&self) -> u64 {
        self.1
    }
}

/// A file sealed in chunks of 64 KiB, as the store keeps them, decrypted on reading.
struct SealedFile {
    file: File,
    key: LessSafeKey,
    len: u64,
    at: u64,
    /// Number and clear text of the chunk at hand.
    chunk: Option<(u64, Vec<u8>)>,
}

fn key() -> Outcome<LessSafeKey> {
    let key = UnboundKey::new(&AES_256_GCM, &[7; 32]).map_err(|_| "key")?;
    Ok(LessSafeKey::new(key))
}

fn nonce(chunk: u64) -> Nonce {
    let mut nonce = [0; 12];
    nonce[4..].copy_from_slice(&chunk.to_be_bytes());
    Nonce::assume_unique_for_key(nonce)
}

fn seal(path: &Path) -> Outcome<PathBuf> {
    let sealed = path.with_extension("sealed");
    let (mut from, mut to) = (
        File::open(path)?,
        io::BufWriter::new(File::create(&sealed)?),
    );
    let key = key()?;
    for number in 0.. {
        let mut chunk = Vec::new();
        (&mut from).take(CHUNK as u64).read_to_end(&mut chunk)?;
        if chunk.is_empty() {
            break;
        }
        key.seal_in_place_append_tag(nonce(number), Aad::empty(), &mut chunk)
            .map_err(|_| "seal")?;
        io::Write::write_all(&mut to, &chunk)?;
    }
    Ok(sealed)
}

impl SealedFile {
    fn open(path: &Path, len: u64) -> Outcome<Box<Self>> {
        Ok(Box::new(Self {
            file: File::open(path)?,
            key: key()?,
            len,
            at: 0,
            chunk: None,
        }))
    }
}

impl Read for SealedFile {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.len {
            return Ok(0);
        }
        let wanted = self.at / CHUNK as u64;
        if self
            .chunk
            .as_ref()
            .is_none_or(|(number, _)| *number != wanted)
        {
            let tag = AES_256_GCM.tag_len() as u64;
            self.file
                .seek(SeekFrom::Start(wanted * (CHUNK as u64 + tag)))?;
            let mut text = vec![0; CHUNK + AES_256_GCM.tag_len()];
            let mut filled = 0;
            while filled < text.len() {
                match self.file.read(&mut text[filled..])? {
                    0 => break,
                    n => filled += n,
                }
            }
            let clear = self
                .key
                .open_in_place(nonce(wanted), Aad::empty(), &mut text[..filled])
                .map_err(|_| io::Error::other("sealed chunk"))?
                .len();
            text.truncate(clear);
            self.chunk = Some((wanted, text));
        }
        let Some((_, clear)) = &self.chunk else {
            return Ok(0);
        };
        let rest = &clear[(self.at % CHUNK as u64) as usize..];
        let n = rest.len().min(buf.len());
        buf[..n].copy_from_slice(&rest[..n]);
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for SealedFile {
    fn seek(&mut self, pos: SeekFrom) -> io::Result<u64> {
        let at = match pos {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

impl MediaStream for SealedFile {
    fn byte_len(&self) -> u64 {
        self.len
    }
}

/// A call of `minutes`: noise in phrases, another on each side, with pauses; made
/// once and encoded as asked.
fn make(dir: &Path, minutes: u32, name: &str, codec: &[&str]) -> Outcome<PathBuf> {
    let original = dir.join(format!("{minutes}-original.wav"));
    if !original.exists() {
        let voice = |seed: u32, phrase: &str| {
            format!(
                "anoisesrc=r=8000:c=pink:a=0.6:seed={seed}:d=60,\
                 volume='0.02+abs(sin(t/{phrase}))':eval=frame"
            )
        };
        let minute = dir.join("minute.wav");
        let (left, right) = (voice(1, "2.3"), voice(2, "3.1"));
        let filter = format!("{left}[l];{right}[r];[l][r]join=inputs=2:channel_layout=stereo");
        ffmpeg(&["-filter_complex", &filter, "-ar", "8000"], &minute)?;
        let from = minute.to_string_lossy();
        let more = (minutes - 1).to_string();
        ffmpeg(
            &["-stream_loop", &more, "-i", &from, "-c", "copy"],
            &original,
        )?;
    }
    let path = dir.join(format!("{minutes}-{name}"));
    let mut args = vec!["-i", original.to_str().ok_or("path")?];
    args.extend(codec);
    ffmpeg(&args, &path)?;
    Ok(path)
}

fn ffmpeg(args: &[&str], out: &Path) -> Outcome<()> {
    let status = Command::new("ffmpeg")
        .args(["-v", "error", "-y"])
        .args(args)
        .arg(out)
        .status()?;
    if !status.success() {
        return Err(format!("ffmpeg could not make {}", out.display()).into());
    }
    Ok(())
}

fn best(mut run: impl FnMut() -> Outcome<()>) -> Outcome<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let started = Instant::now();
        run()?;
        best = best.min(started.elapsed());
    }
    Ok(best)
}

/// ffmpeg decodes to a pipe, the same peak code reads it.
fn piped_peaks(path: &Path) -> Outcome<()> {
    let mut ffmpeg = Command::new("ffmpeg")
        .args(["-v", "error", "-i"])
        .arg(path)
        .args(["-f", "s16le", "-"])
        .stdout(Stdio::piped())
        .spawn()?;
    let mut pipe = ffmpeg.stdout.take().ok_or("pipe")?;
    let mut peaks = PeaksBuilder::new(2, 8_000);
    let mut bytes = vec![0; 256 * 1024];
    let mut samples = Vec::new();
    let mut kept = 0;
    loop {
        let got = pipe.read(&mut bytes[kept..])?;
        if got == 0 {
            break;
        }
        let whole = (kept + got) / 4 * 4;
        let (pairs, _) = bytes[..whole].as_chunks::<2>();
        samples.clear();
        samples.extend(
            pairs
                .iter()
                .map(|b| f32::from(i16::from_le_bytes(*b)) / 32_768.0),
        );
        peaks.push(&samples);
        bytes.copy_within(whole..kept + got, 0);
        kept = kept + got - whole;
    }
    ffmpeg.wait()?;
    std::hint::black_box(peaks.finish());
    Ok(())
}

fn own_peaks(path: &Path) -> Outcome<()> {
    let name = path.to_string_lossy();
    let scan = Recordings
        .scan(&name, PlainFile::open(path)?)
        .map_err(|refusal| format!("{refusal:?}"))?;
    std::hint::black_box(scan);
    Ok(())
}

/// What a machine does between two seeks of a person: it touches other memory. A
/// short file would otherwise stay in the processor's cache from seek to seek, which
/// no listener's ever does; both lie in the system's page cache all the time.
#[derive(Clone, Copy)]
enum Between {
    Nothing,
    OtherWork,
}

/// p50 and p99 from the seek to 100 ms of sound.
fn seeks(path: &Path, between: Between) -> Outcome<(Duration, Duration)> {
    let len = std::fs::metadata(path)?.len();
    let scan = Recordings
        .scan("", PlainFile::open(path)?)
        .map_err(|refusal| format!("{refusal:?}"))?;
    let sealed = seal(path)?;
    let mut cursor = RecordingCursor::open(
        SealedFile::open(&sealed, len)?,
        &scan.facts,
        &scan.seek_index,
    )?;
    let channels = usize::from(scan.facts.channels);
    let mut buffer = vec![0.0; scan.facts.rate_hz as usize / 10 * channels];
    let mut state = 88_172_645_463_325_252u64;
    let mut times = Vec::with_capacity(SEEKS);
    let mut elsewhere = match between {
        Between::Nothing => Vec::new(),
        Between::OtherWork => vec![0u64; ELSEWHERE / 8],
    };
    for _ in 0..SEEKS {
        for line in elsewhere.iter_mut().step_by(8) {
            *line = line.wrapping_add(1);
        }
        std::hint::black_box(&mut elsewhere);
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let started = Instant::now();
        cursor.seek(state % scan.facts.frames)?;
        let mut got = 0;
        while got < buffer.len() {
            match cursor.read(&mut buffer[got..])? {
                0 => break,
                n => got += n * channels,
            }
        }
        times.push(started.elapsed());
    }
    times.sort_unstable();
    std::fs::remove_file(sealed)?;
    Ok((times[SEEKS / 2], times[SEEKS * 99 / 100]))
}

/// Times real time that a stereo call is stretched `speed` times as fast.
fn stretch(speed: f64) -> Outcome<f64> {
    const RATE: u32 = 8_000;
    const SECONDS: u32 = 120;
    let mut state = 1u32;
    let sound: Vec<f32> = (0..RATE * SECONDS * 2)
        .map(|n| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = f64::from(state >> 8) / f64::from(1u32 << 24) - 0.5;
            let phrase = (f64::from(n) / 40_000.0).sin().max(0.0);
            (phrase * ((f64::from(n / 2) * 0.15).sin() * 0.3 + noise * 0.1)) as f32
        })
        .collect();
    let took = best(|| {
        let mut tempo = Tempo::new(2, RATE, speed);
        let primer = vec![0.0; 2 * (tempo.history() + tempo.ahead())];
        tempo.prime(&primer);
        for step in sound.chunks(2 * RATE as usize / 50) {
            std::hint::black_box(tempo.push(step));
        }
        Ok(())
    })?;
    Ok(f64::from(SECONDS) / took.as_secs_f64())
}

fn main() -> Outcome<()> {
    let minutes: u32 = match std::env::args().nth(1) {
        Some(minutes) => minutes.parse()?,
        None => 180,
    };
    let dir = tempfile::tempdir()?;
    let kinds: [(&str, &[&str], Option<f64>, f64); 7] = [
        ("call.wav", &["-c:a", "pcm_s16le"], Some(5.0), 1.0),
        ("mulaw.wav", &["-c:a", "pcm_mulaw"], Some(5.0), 1.0),
        (
            "call.mp3",
            &["-c:a", "libmp3lame", "-b:a", "32k"],
            Some(0.9),
            10.0,
        ),
        ("call.m4a", &["-c:a", "aac", "-b:a", "48k"], Some(0.9), 10.0),
        ("call.flac", &["-c:a", "flac"], None, 1.0),
        (
            "speech.opus",
            &["-c:a", "libopus", "-application", "voip", "-b:a", "24k"],
            None,
            5.0,
        ),
        // Transform packets: what a browser or ffmpeg sends unless told otherwise.
        (
            "music.opus",
            &["-c:a", "libopus", "-application", "audio", "-b:a", "64k"],
            None,
            5.0,
        ),
    ];
    println!("{minutes} min, stereo, 8 kHz; goal in brackets");
    let only = std::env::args().nth(2).unwrap_or_default();
    if "stretch".contains(&only) {
        for speed in [0.5, 1.5, 3.0] {
            let ratio = stretch(speed)?;
            println!("stretch    {speed:>3}x: {ratio:5.0}x real time, steps of 20 ms [>= 100]");
        }
    }
    let kinds = kinds.into_iter().filter(|kind| kind.0.contains(&only));
    for (name, codec, goal, goal_ms) in kinds {
        let long = make(dir.path(), minutes, name, codec)?;
        let own = best(|| own_peaks(&long))?;
        let piped = best(|| piped_peaks(&long))?;
        let ratio = piped.as_secs_f64() / own.as_secs_f64();
        let goal = goal.map_or(String::new(), |g| format!(" [>= {g}]"));
        println!("{name:10} peaks {own:9.2?}  ffmpeg {piped:9.2?}  {ratio:5.2}x as fast{goal}");
        let short = make(dir.path(), 3, name, codec)?;
        for (how, between) in [
            ("at once", Between::Nothing),
            ("between other work", Between::OtherWork),
        ] {
            let (short_50, short_99) = seeks(&short, between)?;
            let (long_50, long_99) = seeks(&long, between)?;
            let growth = long_99.as_secs_f64() / short_99.as_secs_f64();
            println!(
                "{name:10} seek + 100 ms, sealed, {how}: 3 min p50 {short_50:.0?} p99 {short_99:.0?}, \
                 {minutes} min p50 {long_50:.0?} p99 {long_99:.0?} [<= {goal_ms} ms], \
                 p99 ratio {growth:.2} [<= 1.2]"
            );
        }
        std::fs::remove_file(long)?;
        std::fs::remove_file(short)?;
    }
    Ok(())
}
