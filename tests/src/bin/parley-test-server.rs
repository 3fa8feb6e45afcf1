//! `parley-test-server PAGE [live]`: serves the built page in the folder PAGE with the
//! core behind it, for whichever workspaces this machine knows; with `live` two calls go on. Prints its
//! address as one line and ends with its standard input.

use std::io::{self, Read as _, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use parley_app::desk::Desk;
use parley_app::floor;
use parley_app::player::{restore_output, tick};
use parley_app::workspaces::lock_if_idle;
use parley_audio::{SpeakerPlayer, SystemMicrophone};
use parley_ctl::compose::{self, Sound};
use parley_gateway::line::GatewayLine;
use parley_tests::broadcast::Broadcast;
use parley_tests::live_calls;
use parley_tests::serve::{House, serve};
use serde_json::Value;
use tokio::runtime::Runtime;

/// As often as the window asks where the player is.
const BEAT: Duration = Duration::from_millis(33);
/// As often as the window asks whether somebody is still there.
const WATCH: Duration = Duration::from_secs(5);

fn main() -> io::Result<()> {
    let page = std::env::args_os()
        .nth(1)
        .map(PathBuf::from)
        .filter(|page| page.join("index.html").is_file())
        .ok_or_else(|| io::Error::other("usage: parley-test-server PAGE (its folder, built)"))?;
    parley_ipc::log::init(parley_ipc::log::Level::Warn);

    let events = Arc::new(Broadcast::default());
    let sound = Sound::of(
        Arc::new(SpeakerPlayer::default()),
        Arc::new(SystemMicrophone),
    );
    let (desk, live) =
        compose::desk(sound, events.clone(), GatewayLine::default()).map_err(io::Error::other)?;
    if std::env::args().nth(2).is_some_and(|word| word == "live") {
        live_calls::begin(&live, &*desk.deps.clock);
    }
    let desk = Arc::new(desk);
    restore_output(&desk.deps).map_err(io::Error::other)?;
    let runtime = Runtime::new()?;
    runtime.spawn(beat(desk.clone()));
    runtime.spawn(watch(desk.clone()));

    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    writeln!(io::stdout(), "http://{}", listener.local_addr()?)?;
    std::thread::spawn(|| {
        // Whoever started this has ended, or wants it to.
        let _ = io::stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });

    let handle = runtime.handle().clone();
    let house = House {
        page,
        rpc: Box::new(move |name, input| {
            handle
                .block_on(parley_ipc::dispatch(&desk, name, input))
                .map_err(|error| serde_json::to_value(error).unwrap_or(Value::Null))
        }),
        events,
    };
    serve(&listener, &Arc::new(house))
}

async fn beat(desk: Arc<Desk>) {
    let mut beats = tokio::time::interval(BEAT);
    loop {
        beats.tick().await;
        // What cannot be written now is tried again at the next beat.
        let _ = tick(&desk).await;
        let _ = floor::tick(&desk).await;
    }
}

async fn watch(desk: Arc<Desk>) {
    let mut looks = tokio::time::interval(WATCH);
    loop {
        looks.tick().await;
        let _ = lock_if_idle(&desk).await;
    }
}
