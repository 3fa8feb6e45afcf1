//! Serves the page, the table behind it and its events on one loopback port.

use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use serde_json::Value;

use crate::broadcast::Broadcast;
use crate::http::{self, BadRequest, Request};
use crate::page_files::page_file;

/// Connections answered at a time; a page opens six.
const CONNECTIONS: usize = 64;
/// How long a stream of events may be silent before it says so.
const BREATH: Duration = Duration::from_secs(10);

const JSON: &str = "application/json";
const TEXT: &str = "text/plain; charset=utf-8";

/// One call of the command table: its name and input to its view, or to the
/// error that goes over the wire.
pub type Rpc = dyn Fn(&str, Value) -> Result<Value, Value> + Send + Sync;

/// What is behind the port.
pub struct House {
    /// The folder of the built page.
    pub page: PathBuf,
    pub rpc: Box<Rpc>,
    pub events: Arc<Broadcast>,
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House")
            .field("page", &self.page)
            .finish_non_exhaustive()
    }
}

/// Answers until the listener fails.
///
/// # Errors
/// The listener's.
pub fn serve(listener: &TcpListener, house: &Arc<House>) -> io::Result<()> {
    let address = listener.local_addr()?.to_string();
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let stream = stream?;
        if open.fetch_add(1, Ordering::SeqCst) >= CONNECTIONS {
            open.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let (house, open, address) = (Arc::clone(house), Arc::clone(&open), address.clone());
        std::thread::spawn(move || {
            // A client that went away needs no answer.
            let _ = converse(&stream, &house, &address);
            open.fetch_sub(1, Ordering::SeqCst);
        });
    }
    Ok(())
}

fn converse(stream: &TcpStream, house: &House, address: &str) -> io::Result<()> {
    let request = match http::read(stream) {
        Ok(request) => request,
        Err(BadRequest::Connection(error)) => return Err(error),
        Err(error) => {
            return http::answer(
                stream,
                "400 Bad Request",
                TEXT,
                error.to_string().as_bytes(),
            );
        }
    };
    // A page of another origin may reach this port under a name of its own.
    if request.host.as_deref() != Some(address) {
        return http::answer(stream, "421 Misdirected Request", TEXT, b"another host");
    }
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", path) => match path.strip_prefix("/rpc/") {
            Some(name) => rpc(stream, house, name, &request),
            None => http::answer(stream, "404 Not Found", TEXT, b"no such command"),
        },
        ("GET", "/events") => events(stream, house),
        ("GET", path) => match page_file(&house.page, path)? {
            Some(file) => http::answer(stream, "200 OK", file.content_type, &file.bytes),
            None => http::answer(stream, "404 Not Found", TEXT, b"no such file"),
        },
        _ => http::answer(stream, "405 Method Not Allowed", TEXT, b"GET or POST"),
    }
}

fn rpc(stream: &TcpStream, house: &House, name: &str, request: &Request) -> io::Result<()> {
    let Ok(input) = serde_json::from_slice(&request.body) else {
        return http::answer(stream, "400 Bad Request", TEXT, b"not JSON");
    };
    let (status, body) = match (house.rpc)(name, input) {
        Ok(view) => ("200 OK", view),
        Err(error) => ("422 Unprocessable Content", error),
    };
    http::answer(stream, status, JSON, body.to_string().as_bytes())
}

fn events(mut stream: &TcpStream, house: &House) -> io::Result<()> {
    let heard = house.events.listen();
    stream.write_all(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\
          cache-control: no-store\r\nconnection: close\r\n\r\n: listening\n\n",
    )?;
    loop {
        match heard.recv_timeout(BREATH) {
            Ok(event) => stream.write_all(format!("data: {event}\n\n").as_bytes())?,
            // Also how a page that left is noticed.
            Err(RecvTimeoutError::Timeout) => stream.write_all(b": still here\n\n")?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        stream.flush()?;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use parley_app::ports::{Event, EventSink};
    use serde_json::json;

    use super::*;

    fn raised() -> (std::net::SocketAddr, Arc<House>, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), "page").unwrap();
        let house = Arc::new(House {
            page: folder.path().to_path_buf(),
            rpc: Box::new(|name, input| match name {
                "echo" => Ok(input),
                _ => Err(json!({ "code": "not_found" })),
            }),
            events: Arc::new(Broadcast::default()),
        });
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let served = Arc::clone(&house);
        std::thread::spawn(move || serve(&listener, &served));
        (address, house, folder)
    }

    fn asked(address: std::net::SocketAddr, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "{head} HTTP/1.1\r\nHost: {address}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    #[test]
    fn the_page_and_the_table_are_behind_one_port() {
        let (address, _house, _folder) = raised();
        assert!(asked(address, "GET /calls", "").ends_with("\r\n\r\npage"));
        assert!(asked(address, "POST /rpc/echo", "{\"a\":1}").ends_with("\r\n\r\n{\"a\":1}"));
        let refused = asked(address, "POST /rpc/gone", "{}");
        assert!(refused.starts_with("HTTP/1.1 422 "), "{refused}");
        assert!(refused.ends_with("{\"code\":\"not_found\"}"), "{refused}");
        assert!(asked(address, "POST /rpc/echo", "{").starts_with("HTTP/1.1 400 "));
        assert!(asked(address, "PUT /", "").starts_with("HTTP/1.1 405 "));
    }

    #[test]
    fn another_host_is_refused() {
        let (address, _house, _folder) = raised();
        let mut stream = TcpStream::connect(address).unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 421 "), "{answer}");
    }

    #[test]
    fn events_reach_a_page_that_listens() {
        let (address, house, _folder) = raised();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET /events HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        let mut heard = String::new();
        let mut bytes = [0; 512];
        while !heard.contains("listening") {
            let read = stream.read(&mut bytes).unwrap();
            heard.push_str(std::str::from_utf8(&bytes[..read]).unwrap());
        }
        house.events.send(Event::CallsChanged);
        while !heard.contains("data: {\"kind\":\"calls_changed\"}\n\n") {
            let read = stream.read(&mut bytes).unwrap();
            assert_ne!(read, 0, "{heard}");
            heard.push_str(std::str::from_utf8(&bytes[..read]).unwrap());
        }
    }
}
