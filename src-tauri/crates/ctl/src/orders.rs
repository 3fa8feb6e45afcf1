//! Calls that another program lets `serve` place or end: a JSON line of standard input each,
//! and a line of answer for each, in order.

use std::io::{BufRead as _, IsTerminal as _, Read as _, Write as _};

use parley_app::desk::Desk;
use parley_app::error::AppError;
use parley_domain::ids::{BookingId, CallId, CommandId};
use parley_ipc::{WireError, dispatch};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc;

/// No order is longer, in bytes.
const LONGEST: u64 = 4 * 1024;
/// So many wait to be read on.
const WAITING: usize = 64;

/// What is to be done.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Order {
    Place(Place),
    End(End),
}

/// A call that goes on, or rings, is to be ended.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    end: CallId,
}

/// A call to place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    /// The number, with its country's code.
    call: String,
    /// Given again, nobody is called a second time.
    #[serde(default)]
    id: Option<CommandId>,
    /// The appointment it is about.
    #[serde(default)]
    booking: Option<BookingId>,
}

/// Lines as they come.
pub struct Orders(mpsc::Receiver<String>);

impl Orders {
    /// Those of standard input. A terminal gives none: in the background it would stop
    /// whoever reads from it.
    pub fn from_stdin() -> Self {
        let (to, orders) = mpsc::channel(WAITING);
        // A read cannot be given up; this thread ends with the process.
        std::thread::spawn(move || {
            let mut input = std::io::stdin().lock();
            if std::io::stdin().is_terminal() {
                return;
            }
            let mut line = Vec::new();
            while matches!(
                (&mut input).take(LONGEST).read_until(b'\n', &mut line),
                Ok(1..)
            ) {
                let line = String::from_utf8_lossy(&std::mem::take(&mut line)).into_owned();
                if !line.trim().is_empty() && to.blocking_send(line).is_err() {
                    return;
                }
            }
        });
        Self(orders)
    }
}

/// Does what is ordered, one after the other, for as long as it is waited for.
pub async fn carry_out(desk: &Desk, mut orders: Orders) {
    while let Some(line) = orders.0.recv().await {
        let answer = match done(desk, &line).await {
            Ok(answer) => answer,
            Err(error) => json!({ "error": error }),
        };
        // A closed pipe is the reader's choice, not a failure.
        let _ = writeln!(std::io::stdout().lock(), "{answer}");
    }
    // No more orders; the calls go on.
    std::future::pending().await
}

async fn done(desk: &Desk, line: &str) -> Result<Value, WireError> {
    let order: Order = serde_json::from_str(line)
        .map_err(|_| WireError::report(desk, "serve", &AppError::invalid("call")))?;
    let deps = &desk.deps;
    let fresh = || CommandId::new(deps.clock.now(), &*deps.rng);
    match order {
        Order::Place(Place { call, id, booking }) => {
            let id = id.unwrap_or_else(fresh);
            let input = json!({ "command_id": id, "number": call, "booking_id": booking });
            dispatch(desk, "call_place", input).await
        }
        Order::End(End { end }) => {
            let input = json!({ "command_id": fresh(), "call_id": end });
            dispatch(desk, "live_call_end", input).await
        }
    }
}
