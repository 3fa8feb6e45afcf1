//! The webhook of a call that rings, by hand.

use std::net::SocketAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::hmac;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What the example server is set up with.
const AUTH_TOKEN: &[u8] = b"load";
const PUBLIC: &str = "http://gateway.test";

/// The token that the answer carries.
pub async fn ring(address: SocketAddr, call: &str) -> Result<String, &'static str> {
    let path = "/twilio/voice";
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, AUTH_TOKEN);
    let signed = format!("{PUBLIC}{path}CallSid{call}From+14155550123To+18005550100");
    let signature = STANDARD.encode(hmac::sign(&key, signed.as_bytes()));
    let body = format!("CallSid={call}&From=%2B14155550123&To=%2B18005550100");
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\n\
         X-Twilio-Signature: {signature}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut socket = TcpStream::connect(address)
        .await
        .map_err(|_| "cannot connect")?;
    socket
        .write_all(request.as_bytes())
        .await
        .map_err(|_| "cannot ask")?;
    let mut answer = String::new();
    socket
        .read_to_string(&mut answer)
        .await
        .map_err(|_| "no answer")?;
    let token = answer.split("name=\"parley_token\" value=\"").nth(1);
    let token = token.and_then(|rest| rest.split('"').next());
    token.map(str::to_owned).ok_or("refused")
}
