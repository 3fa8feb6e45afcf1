//! One POST and its answer over HTTP/1.1 and TLS, on a connection of its own: calls are
//! placed seldom, and a connection kept open is one that may be dead when it matters.
//! Must not know: what is asked.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::{HeaderValue, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::rt::TokioIo;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use zeroize::Zeroizing;

use super::twilio::SetUpError;
use crate::twilio::rest::{MAX_ANSWER, Request};
use crate::twilio::secret::Secret;

/// Name, connection and TLS, together.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);
/// From the question to the end of its answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// Where the API is: `https://host[:port]`. Without TLS only on this machine, since the
/// account's token goes with each request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    is_tls: bool,
    host: String,
    port: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an address at which the carrier could be asked")]
pub struct NotABase;

impl BaseUrl {
    /// # Errors
    /// [`NotABase`] if it is none, or is without TLS elsewhere than on this machine.
    pub fn new(text: &str) -> Result<Self, NotABase> {
        let uri: axum::http::Uri = text.parse().map_err(|_| NotABase)?;
        let is_tls = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(NotABase),
        };
        let authority = uri.authority().ok_or(NotABase)?;
        let plain = matches!(uri.path(), "" | "/")
            && uri.query().is_none()
            && !authority.as_str().contains('@');
        let host = authority.host().trim_matches(['[', ']']).to_owned();
        let is_here = host == "localhost"
            || host
                .parse()
                .is_ok_and(|address: IpAddr| address.is_loopback());
        if !plain || (!is_tls && !is_here) {
            return Err(NotABase);
        }
        let port = authority
            .port_u16()
            .unwrap_or(if is_tls { 443 } else { 80 });
        Ok(Self { is_tls, host, port })
    }

    /// Twilio's own.
    #[must_use]
    pub fn twilio() -> Self {
        Self {
            is_tls: true,
            host: "api.twilio.com".to_owned(),
            port: 443,
        }
    }
}

/// Whose word is taken for who the other side is.
#[derive(Debug, Clone)]
pub enum Trust {
    /// The authorities that browsers trust (Mozilla's list, built in).
    PublicRoots,
    /// Only these certificates, DER.
    Only(Vec<Vec<u8>>),
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub retry_after: Option<String>,
    pub body: Vec<u8>,
}

/// Before the question left, or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    Before,
    After,
}

/// Asks one API with one account.
pub struct Connector {
    base: BaseUrl,
    tls: TlsConnector,
    authorization: HeaderValue,
}

impl std::fmt::Debug for Connector {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Connector")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

impl Connector {
    pub fn new(
        base: BaseUrl,
        trust: &Trust,
        user: &str,
        password: &Secret,
    ) -> Result<Self, SetUpError> {
        let mut roots = RootCertStore::empty();
        match trust {
            Trust::PublicRoots => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
            Trust::Only(certificates) => {
                for certificate in certificates {
                    roots
                        .add(CertificateDer::from(certificate.as_slice()))
                        .map_err(|_| SetUpError::Certificate)?;
                }
            }
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| SetUpError::Tls)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut pair = Zeroizing::new(format!("{user}:").into_bytes());
        pair.extend_from_slice(password.expose());
        let basic = Zeroizing::new(format!("Basic {}", STANDARD.encode(&*pair)));
        let mut authorization =
            HeaderValue::from_str(&basic).map_err(|_| SetUpError::Credentials)?;
        authorization.set_sensitive(true);
        Ok(Self {
            base,
            tls: TlsConnector::from(Arc::new(config)),
            authorization,
        })
    }

    /// Asks, and waits for the whole answer.
    pub async fn post(&self, request: &Request) -> Result<Answer, Failure> {
        let message = self.message(request).ok_or(Failure::Before)?;
        let connected = tokio::time::timeout(CONNECT_WITHIN, self.connect()).await;
        let connection = connected
            .map_err(|_| Failure::Before)?
            .ok_or(Failure::Before)?;
        match connection {
            Connection::Clear(connection) => exchange(connection, message).await,
            Connection::Tls(connection) => exchange(*connection, message).await,
        }
    }

    fn message(&self, request: &Request) -> Option<hyper::Request<Full<Bytes>>> {
        let host = if self.base.host.contains(':') {
            format!("[{}]:{}", self.base.host, self.base.port)
        } else {
            format!("{}:{}", self.base.host, self.base.port)
        };
        hyper::Request::post(&request.path)
            .header(header::HOST, host)
            .header(header::AUTHORIZATION, self.authorization.clone())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .header(header::CONNECTION, "close")
            .body(Full::new(Bytes::from(request.body.clone())))
            .ok()
    }

    async fn connect(&self) -> Option<Connection> {
        let to = (self.base.host.as_str(), self.base.port);
        let connection = TcpStream::connect(to).await.ok()?;
        connection.set_nodelay(true).ok()?;
        if !self.base.is_tls {
            return Some(Connection::Clear(connection));
        }
        let name = ServerName::try_from(self.base.host.clone()).ok()?;
        let connection = self.tls.connect(name, connection).await.ok()?;
        Some(Connection::Tls(Box::new(connection)))
    }
}

enum Connection {
    Clear(TcpStream),
    Tls(Box<tokio_rustls::client::TlsStream<TcpStream>>),
}

async fn exchange(
    connection: impl AsyncRead + AsyncWrite + Unpin,
    message: hyper::Request<Full<Bytes>>,
) -> Result<Answer, Failure> {
    let io = TokioIo::new(connection);
    let (mut sender, connection) = hyper::client::conn::http1::handshake(io)
        .await
        .map_err(|_| Failure::Before)?;
    let answer = async {
        let answer = sender.send_request(message).await.ok()?;
        let (head, body) = answer.into_parts();
        let retry_after = head.headers.get(header::RETRY_AFTER);
        // What a body says matters only where there is one to read.
        let body = Limited::new(body, MAX_ANSWER).collect().await;
        let body = match body {
            Ok(body) => body.to_bytes().to_vec(),
            Err(_) if head.status == StatusCode::OK || head.status == StatusCode::CREATED => {
                return None;
            }
            Err(_) => Vec::new(),
        };
        Some(Answer {
            status: head.status.as_u16(),
            retry_after: retry_after
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
            body,
        })
    };
    let both = async {
        let mut answer = std::pin::pin!(answer);
        let mut connection = std::pin::pin!(connection);
        tokio::select! {
            biased;
            answer = &mut answer => return answer,
            _ = &mut connection => {}
        }
        // The connection is over; what it brought may still be read.
        answer.await
    };
    tokio::time::timeout(ANSWER_WITHIN, both)
        .await
        .ok()
        .flatten()
        .ok_or(Failure::After)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_leaves_this_machine_only_by_tls() {
        for good in [
            "https://api.twilio.com",
            "https://api.example:8443/",
            "http://127.0.0.1:8080",
            "http://localhost",
            "http://[::1]:80",
        ] {
            assert!(BaseUrl::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "api.twilio.com",
            "http://api.twilio.com",
            "http://127.0.0.1.example",
            "http://localhost.example",
            "ftp://127.0.0.1",
            "https://a/b",
            "https://a?b",
            "https://user:word@a",
            "http://127.0.0.1@example.com",
        ] {
            assert_eq!(BaseUrl::new(bad), Err(NotABase), "{bad}");
        }
        assert_eq!(
            BaseUrl::new("https://api.twilio.com"),
            Ok(BaseUrl::twilio())
        );
    }
}
