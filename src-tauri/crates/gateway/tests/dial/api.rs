//! An API that answers as told, once each, and remembers what it was asked.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

#[derive(Debug, Clone, Copy)]
pub enum Does {
    Answers(u16, &'static str),
    /// Takes the question and closes.
    Closes,
    /// Ends in the middle of its answer.
    BreaksOff,
    /// More than anybody reads.
    AnswersWithoutEnd,
}

pub struct Api {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    runs: JoinHandle<()>,
}

impl Drop for Api {
    fn drop(&mut self) {
        self.runs.abort();
    }
}

impl Api {
    pub async fn new(script: Vec<Does>) -> Self {
        Self::run(script, None).await
    }

    /// With a certificate of its own for `localhost`, given back as DER.
    pub async fn with_tls(script: Vec<Does>) -> (Self, Vec<u8>) {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]);
        let made = made.expect("a certificate");
        let certificate = made.cert.der().clone();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![certificate.clone()], key)
            .expect("a pair");
        let acceptor = TlsAcceptor::from(Arc::new(config));
        (
            Self::run(script, Some(acceptor)).await,
            certificate.to_vec(),
        )
    }

    async fn run(script: Vec<Does>, tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("binds");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&asked);
        let runs = tokio::spawn(async move {
            for does in script {
                loop {
                    let (connection, _) = listener.accept().await.expect("a connection");
                    match &tls {
                        None => break answer(connection, does, &notes).await,
                        // One that does not trust us asks nothing.
                        Some(tls) => {
                            if let Ok(connection) = tls.accept(connection).await {
                                break answer(connection, does, &notes).await;
                            }
                        }
                    }
                }
            }
        });
        Self {
            address,
            asked,
            runs,
        }
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("not poisoned").clone()
    }
}

async fn answer(
    mut connection: impl AsyncRead + AsyncWrite + Unpin,
    does: Does,
    notes: &Mutex<Vec<String>>,
) {
    let mut question = String::new();
    let mut bytes = [0; 4_096];
    while !is_whole(&question) {
        match connection.read(&mut bytes).await {
            Ok(0) | Err(_) => return,
            Ok(read) => question.push_str(std::str::from_utf8(&bytes[..read]).expect("text")),
        }
    }
    notes.lock().expect("not poisoned").push(question);
    let text = match does {
        Does::Answers(status, body) => {
            format!(
                "HTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
        }
        Does::Closes => return,
        Does::BreaksOff => {
            "HTTP/1.1 201 X\r\nContent-Length: 100\r\n\r\n{\"sid\":\"CA1\"".to_owned()
        }
        Does::AnswersWithoutEnd => {
            format!(
                "HTTP/1.1 201 X\r\nContent-Length: 9999999\r\n\r\n{}",
                " ".repeat(100_000)
            )
        }
    };
    // Whoever asked may have heard enough.
    let _ = connection.write_all(text.as_bytes()).await;
    let _ = connection.shutdown().await;
}

fn is_whole(question: &str) -> bool {
    let Some((head, body)) = question.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    length.and_then(|length| length.parse().ok()) == Some(body.len())
}
