//! `parleyctl`: the same commands without a window. JSON on stdout; a failure is
//! one JSON error on stderr and exit 1; bad usage is exit 2.

mod args;
mod orders;
mod rule;
mod run;
mod serve;
mod simulate;
mod typed;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use parley_gateway::line::GatewayLine;

fn main() -> ExitCode {
    let args = args::Args::parse();
    parley_ipc::log::init(parley_ipc::log::Level::Warn);
    if let args::Task::Simulate { paths, sound } = &args.task {
        let (table, good) = simulate::run(paths, sound);
        let _ = writeln!(std::io::stdout().lock(), "{table}");
        return if good {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    match rule::run(
        &args.task,
        std::io::stdin().lock(),
        std::io::stdout().lock(),
    ) {
        None => {}
        Some(Ok(Err(error))) => return failed(&error),
        // A closed pipe is the reader's choice, not a failure.
        Some(Ok(Ok(())) | Err(_)) => return ExitCode::SUCCESS,
    }
    let (serving, line) = match &args.task {
        args::Task::Serve(serve_args) => match serve::Serving::read(serve_args) {
            Ok((serving, line)) => (Some(serving), line),
            Err(error) => {
                return failed(&serde_json::json!({
                    "code": "invalid_input", "message": error.to_string(),
                }));
            }
        },
        _ => (None, GatewayLine::default()),
    };
    let (Ok(runtime), Ok(desk)) = (
        tokio::runtime::Runtime::new(),
        parley_ctl::compose::silent_desk(line),
    ) else {
        return failed(&serde_json::json!({
            "code": "internal", "message": "The system gives no more threads.",
        }));
    };
    let ran = runtime.block_on(async {
        match &serving {
            Some(serving) => run::serve(&desk, &args, serving).await,
            None => run::run(&desk, args).await,
        }
    });
    match ran {
        Ok(outcome) => {
            // A closed pipe is the reader's choice, not a failure.
            let _ = writeln!(std::io::stdout().lock(), "{}", outcome.json);
            if outcome.good {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => failed(&serde_json::to_value(error).unwrap_or_default()),
    }
}

fn failed(error: &serde_json::Value) -> ExitCode {
    let _ = writeln!(std::io::stderr().lock(), "{error}");
    ExitCode::FAILURE
}
