//! As much of HTTP/1.1 as a page on this machine needs: one request per
//! connection, every length bounded. It must not know what is asked for.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The longest request line and headers together, in bytes.
const HEAD_LIMIT: u64 = 16 * 1024;
/// The longest body, in bytes: an import names paths, it does not carry files.
const BODY_LIMIT: usize = 1024 * 1024;
/// How long a client may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request, read whole.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// Without the query.
    pub path: String,
    pub host: Option<String>,
    pub body: Vec<u8>,
}

/// Why a request was not read.
#[derive(Debug, thiserror::Error)]
pub enum BadRequest {
    #[error("not HTTP/1.1")]
    Malformed,
    #[error("too long")]
    TooLong,
    #[error(transparent)]
    Connection(#[from] io::Error),
}

/// Reads one request from a connection.
///
/// # Errors
/// [`BadRequest`]; nothing has been answered then.
pub fn read(stream: &TcpStream) -> Result<Request, BadRequest> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    read_from(BufReader::new(stream))
}

fn read_from(mut reader: impl BufRead) -> Result<Request, BadRequest> {
    let mut head = reader.by_ref().take(HEAD_LIMIT);
    let first = line(&mut head)?;
    let mut parts = first.split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1"), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(BadRequest::Malformed);
    };
    let path = target.split(['?', '#']).next().unwrap_or(target).to_owned();
    let method = method.to_owned();
    let (mut host, mut length) = (None, 0usize);
    loop {
        let header = line(&mut head)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or(BadRequest::Malformed)?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "host" => host = Some(value.to_owned()),
            "content-length" => length = value.parse().map_err(|_| BadRequest::Malformed)?,
            // A body without a length is never sent by a page.
            "transfer-encoding" => return Err(BadRequest::Malformed),
            _ => {}
        }
    }
    if length > BODY_LIMIT {
        return Err(BadRequest::TooLong);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Request {
        method,
        path,
        host,
        body,
    })
}

/// A line without its end. The reader ends at the limit, so a line cut there is
/// one that was too long.
fn line(head: &mut impl BufRead) -> Result<String, BadRequest> {
    let mut bytes = Vec::new();
    head.read_until(b'\n', &mut bytes)?;
    if bytes.pop() != Some(b'\n') {
        return Err(BadRequest::TooLong);
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    String::from_utf8(bytes).map_err(|_| BadRequest::Malformed)
}

/// Answers and closes.
///
/// # Errors
/// The connection's.
pub fn answer(
    mut stream: impl Write,
    status: &str,
    content_type: &str,
    body: &[u8],
) -> io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {}\r\n\
         cache-control: no-store\r\nx-content-type-options: nosniff\r\nconnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body)?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Request, BadRequest> {
        read_from(text.as_bytes())
    }

    #[test]
    fn a_request_is_read_whole() {
        let request = parsed(
            "POST /rpc/call_list?x=1 HTTP/1.1\r\nHost: 127.0.0.1:9\r\nContent-Length: 2\r\n\r\n{}rest",
        )
        .unwrap();
        assert_eq!(request.method, "POST");
        assert_eq!(request.path, "/rpc/call_list");
        assert_eq!(request.host.as_deref(), Some("127.0.0.1:9"));
        assert_eq!(request.body, b"{}");
    }

    #[test]
    fn what_is_not_bounded_is_refused() {
        let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(20_000));
        assert!(matches!(parsed(&long), Err(BadRequest::TooLong)));
        let large = "POST / HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n";
        assert!(matches!(parsed(large), Err(BadRequest::TooLong)));
        let chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert!(matches!(parsed(chunked), Err(BadRequest::Malformed)));
    }

    #[test]
    fn a_body_cut_short_is_an_error() {
        let cut = "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n{}";
        assert!(matches!(parsed(cut), Err(BadRequest::Connection(_))));
    }
}
