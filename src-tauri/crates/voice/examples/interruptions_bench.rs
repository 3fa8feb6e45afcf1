//! Plays calls of callers drawn by chance, on every core of this machine, and counts the
//! promises that were broken: `interruptions_bench [CALLS] [SEED]`. Ends with 1 if any was.
//! `interruptions_bench tell SEED` shows the call of a seed that it named.

use std::io::{self, Write as _};
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::time::Instant;

use parley_voice::simulate::promises::{Broken, Count, told};

/// What a bench plays; a million is asked for by hand.
const CALLS: u64 = 20_000;

fn main() -> io::Result<ExitCode> {
    let mut asked = std::env::args().skip(1);
    if asked.next().as_deref() == Some("tell") {
        let seed = asked.next().and_then(|seed| seed.parse().ok());
        io::stdout().write_all(told(seed.unwrap_or(1)).as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut numbers = std::env::args().skip(1).map_while(|arg| arg.parse().ok());
    let calls: u64 = numbers.next().unwrap_or(CALLS);
    let seed: u64 = numbers.next().unwrap_or(1);
    let began = Instant::now();
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get) as u64;
    let count = std::thread::scope(|scope| {
        let each: Vec<_> = (0..cores)
            .map(|core| {
                scope.spawn(move || {
                    let mut count = Count::default();
                    for n in (core..calls).step_by(cores as usize) {
                        count.play(seed.wrapping_mul(1 << 32).wrapping_add(n));
                    }
                    count
                })
            })
            .collect();
        each.into_iter()
            .filter_map(|each| each.join().ok())
            .fold(Count::default(), Count::with)
    });
    let seconds = began.elapsed().as_secs_f64();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "{} calls with {} cut-ins and {} bookings in {seconds:.1} s: {:.0} calls/s",
        count.calls,
        count.interruptions,
        count.bookings,
        count.calls as f64 / seconds
    )?;
    writeln!(out, "{:#?}", count.broken)?;
    if count.calls == calls && count.broken == Broken::default() {
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "broken by the seeds {:?}", count.seeds)?;
    Ok(ExitCode::FAILURE)
}
