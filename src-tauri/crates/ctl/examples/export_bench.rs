//! Measures the export of many calls as the page asks for it, with permission, an act
//! for each call and files made durable, beside writing the same files and nothing
//! else. `export_bench [CALLS]`: 1,000 calls of ten turns unless told; the goal is 200
//! calls a second as text.
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::error::Error;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use parley_app::desk::Desk;
use parley_app::passphrase::Secret;
use parley_app::ports::Typed;
use parley_ctl::compose::silent_desk_in;
use parley_ctl::demo;
use parley_ipc::dispatch;
use serde_json::{Value, json};

type Outcomes<T> = Result<T, Box<dyn Error>>;

const PASSPHRASE: &str = "sunrise over the buckeye";
const ROUNDS: u128 = 3;
/// Calls a second, as text.
const GOAL: f64 = 200.0;

fn failed(error: impl std::fmt::Debug) -> Box<dyn Error> {
    format!("{error:?}").into()
}

/// Writes every file of `from` again into `to`, durable one by one; the seconds.
fn plain_writes(from: &Path, to: &Path) -> Outcomes<f64> {
    let mut files = Vec::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        files.push((entry.file_name(), fs::read(entry.path())?));
    }
    fs::create_dir_all(to)?;
    let begun = Instant::now();
    for (name, bytes) in files {
        let mut file = File::create(to.join(name))?;
        file.write_all(&bytes)?;
        file.sync_all()?;
    }
    Ok(begun.elapsed().as_secs_f64())
}

/// The seconds of one export, and the calls it wrote.
async fn export(desk: &Desk, format: &str, path: &Path, round: u128) -> Outcomes<(f64, f64)> {
    let input = json!({
        "export_id": uuid::Uuid::from_u128(round), "format": format,
        "purpose": "administration", "path": path, "replace": true,
    });
    let begun = Instant::now();
    let report: Value = dispatch(desk, "calls_export", input)
        .await
        .map_err(failed)?;
    let took = begun.elapsed().as_secs_f64();
    let written = report["written"].as_f64().ok_or("no count")?;
    Ok((took, written))
}

#[tokio::main]
async fn main() -> Outcomes<()> {
    let calls: u32 = std::env::args().nth(1).map_or(Ok(1_000), |n| n.parse())?;
    let folder = tempfile::tempdir()?;
    let desk = silent_desk_in(folder.path());
    let secret = Secret::from_typed(Typed::new(PASSPHRASE.to_owned()));
    let place = folder.path().join("bench");
    let made = demo::make(&desk, &place, &secret, calls)
        .await
        .map_err(failed)?;
    let input = json!({
        "workspace_id": made.workspace_id, "user_name": made.people.first(),
        "passphrase": PASSPHRASE,
    });
    dispatch(&desk, "workspace_unlock", input)
        .await
        .map_err(failed)?;
    let mut text = 0.0;
    for (kind, format) in (1..).zip(["text_files", "vcon_files", "pdf_files", "json", "csv"]) {
        let (mut fastest, mut beside) = (f64::INFINITY, f64::INFINITY);
        let mut written = 0.0;
        for round in 0..ROUNDS {
            let path = folder.path().join(format!("{format}-{round}"));
            let (took, count) = export(&desk, format, &path, kind * 100 + round).await?;
            (fastest, written) = (fastest.min(took), count);
            if path.is_dir() {
                beside = beside.min(plain_writes(&path, &path.with_extension("beside"))?);
            }
        }
        let speed = written / fastest;
        if format == "text_files" {
            text = speed;
        }
        print!("{format:<11} {written:>6} calls {speed:>7.0} calls/s");
        match beside.is_finite() {
            true => println!("; plain writes {:>7.0} files/s", written / beside),
            false => println!(),
        }
    }
    println!(
        "goal: {GOAL} calls/s as text, {}",
        if text >= GOAL { "kept" } else { "missed" }
    );
    dispatch(&desk, "workspace_lock", json!({}))
        .await
        .map_err(failed)?;
    Ok(())
}
