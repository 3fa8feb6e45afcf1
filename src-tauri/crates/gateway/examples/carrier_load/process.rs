//! The server as a process: started, watched from outside (`/proc`), stopped.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// Clock ticks a second in `/proc/PID/stat`, the same on every Linux of today.
const TICKS: f64 = 100.0;

pub struct Server {
    child: Child,
    address: SocketAddr,
    said: Arc<Mutex<Value>>,
}

/// What a process uses.
#[derive(Clone, Copy)]
pub struct Usage {
    pub at: Instant,
    pub cpu_s: f64,
    pub rss_kb: u64,
    pub files: usize,
    pub threads: usize,
}

impl Usage {
    pub fn as_json(&self) -> Value {
        json!({"cpu_s": self.cpu_s, "rss_kb": self.rss_kb, "files": self.files, "threads": self.threads})
    }
}

pub fn per_call(idle: &Usage, start: &Usage, end: &Usage, calls: usize) -> Value {
    let seconds = (end.at - start.at).as_secs_f64();
    let core = (end.cpu_s - start.cpu_s) / seconds;
    json!({
        "measured_s": seconds,
        "server_cores": core,
        "core_per_call_percent": core * 100.0 / calls as f64,
        "calls_per_core": calls as f64 / core,
        "kb_per_call": (end.rss_kb as f64 - idle.rss_kb as f64) / calls as f64,
        "server": end.as_json(),
    })
}

impl Server {
    pub fn start(
        program: &str,
        kind: &str,
        calls: usize,
        is_pinned: bool,
    ) -> std::io::Result<Self> {
        let mut command = if is_pinned {
            // The carrier keeps off the server's core.
            let own = std::process::id().to_string();
            let cores = std::thread::available_parallelism()?.get();
            let rest = format!("1-{}", cores.saturating_sub(1).max(1));
            Command::new("taskset")
                .args(["-pc", rest.as_str(), own.as_str()])
                .stdout(Stdio::null())
                .status()?;
            let mut command = Command::new("taskset");
            command.args(["-c", "0", program]);
            command
        } else {
            Command::new(program)
        };
        let mut child = command
            .args([kind, calls.to_string().as_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let lines = child.stdout.take().ok_or(std::io::ErrorKind::BrokenPipe)?;
        let mut lines = BufReader::new(lines).lines();
        let first = lines.next().ok_or(std::io::ErrorKind::UnexpectedEof)??;
        let first: Value = serde_json::from_str(&first)?;
        let address = first["address"]
            .as_str()
            .and_then(|address| address.parse().ok());
        let address = address.ok_or(std::io::ErrorKind::InvalidData)?;
        let said = Arc::new(Mutex::new(Value::Null));
        let last = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if let (Ok(value), Ok(mut last)) = (serde_json::from_str(&line), last.lock()) {
                    *last = value;
                }
            }
        });
        Ok(Self {
            child,
            address,
            said,
        })
    }

    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The last the server said of itself.
    pub fn said(&self) -> Value {
        self.said
            .lock()
            .map(|said| said.clone())
            .unwrap_or_default()
    }

    pub fn usage(&self) -> Usage {
        let of = format!("/proc/{}", self.child.id());
        let stat = std::fs::read_to_string(format!("{of}/stat")).unwrap_or_default();
        // The name, in brackets, may hold anything.
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let number = |place: usize| {
            fields
                .get(place)
                .and_then(|field| field.parse::<f64>().ok())
        };
        let status = std::fs::read_to_string(format!("{of}/status")).unwrap_or_default();
        let rss = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let rss = rss.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
        Usage {
            at: Instant::now(),
            cpu_s: (number(11).unwrap_or(0.0) + number(12).unwrap_or(0.0)) / TICKS,
            rss_kb: rss.unwrap_or(0),
            files: std::fs::read_dir(format!("{of}/fd")).map_or(0, Iterator::count),
            threads: std::fs::read_dir(format!("{of}/task")).map_or(0, Iterator::count),
        }
    }

    pub fn stop(&mut self) {
        drop(self.child.stdin.take());
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until {
            if self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let killed = self.child.kill();
        assert!(killed.is_ok(), "the server does not stop");
    }
}
