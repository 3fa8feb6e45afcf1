//! The token that ties a media stream to the webhook which asked for it. The webhook is
//! signed, the socket is open to the world and its address carries no query, so the token
//! travels as a `<Parameter>` and comes back in `start`.
//!
//! `v1.EXPIRES.NONCE.MAC`: ms since 1970, 128 random bits, and HMAC-SHA256 over the call
//! and both. Any instance with the key can check it; that it is used once is for the one
//! who checks it. Must not know: the clock, chance (both are passed in).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;

use super::secret::Secret;
use super::sid::CallSid;

/// The name of the parameter that carries it.
pub const PARAMETER: &str = "parley_token";
/// The longest text looked at.
const MAX_LENGTH: usize = 160;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    #[error("no token")]
    Missing,
    #[error("not a token")]
    Malformed,
    #[error("a token of another call, or by another key")]
    Wrong,
    #[error("the token has expired")]
    Expired,
}

/// A token that was checked: what to remember so that it is not taken again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pass {
    nonce: [u8; 16],
    expires_at_ms: u64,
}

impl Pass {
    /// From then on it need not be remembered.
    #[must_use]
    pub const fn expires_at_ms(&self) -> u64 {
        self.expires_at_ms
    }
}

/// Makes and checks tokens by one key.
#[derive(Debug, Clone)]
pub struct Tokens(hmac::Key);

impl Tokens {
    #[must_use]
    pub fn new(key: &Secret) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key.expose()))
    }

    /// A token for one stream of this call, until `expires_at_ms`.
    #[must_use]
    pub fn mint(&self, call: &CallSid, expires_at_ms: u64, nonce: [u8; 16]) -> String {
        let mac = hmac::sign(&self.0, &signed(call, expires_at_ms, &nonce));
        format!(
            "v1.{expires_at_ms}.{}.{}",
            URL_SAFE_NO_PAD.encode(nonce),
            URL_SAFE_NO_PAD.encode(mac)
        )
    }

    /// Checks a token for `call` at `now_ms`, in the same time wherever it differs.
    ///
    /// # Errors
    /// [`TokenError`]; `Expired` only if it was good once.
    pub fn check(
        &self,
        token: Option<&str>,
        call: &CallSid,
        now_ms: u64,
    ) -> Result<Pass, TokenError> {
        let token = token.ok_or(TokenError::Missing)?;
        let (expires_at_ms, nonce, mac) = split(token).ok_or(TokenError::Malformed)?;
        hmac::verify(&self.0, &signed(call, expires_at_ms, &nonce), &mac)
            .map_err(|_| TokenError::Wrong)?;
        if now_ms >= expires_at_ms {
            return Err(TokenError::Expired);
        }
        Ok(Pass {
            nonce,
            expires_at_ms,
        })
    }
}

fn signed(call: &CallSid, expires_at_ms: u64, nonce: &[u8; 16]) -> Vec<u8> {
    // A call's name has no line end, so no two of these are the same text.
    let mut text = format!("parley stream v1\n{call}\n{expires_at_ms}\n").into_bytes();
    text.extend_from_slice(nonce);
    text
}

fn split(token: &str) -> Option<(u64, [u8; 16], Vec<u8>)> {
    if token.len() > MAX_LENGTH {
        return None;
    }
    let mut parts = token.split('.');
    let (version, expires, nonce, mac) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if version != "v1" || parts.next().is_some() {
        return None;
    }
    let nonce = URL_SAFE_NO_PAD.decode(nonce).ok()?.try_into().ok()?;
    Some((
        expires.parse().ok()?,
        nonce,
        URL_SAFE_NO_PAD.decode(mac).ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens() -> Tokens {
        Tokens::new(&Secret::new(*b"an ordinary key of thirty-two by"))
    }

    fn call(name: &str) -> CallSid {
        CallSid::new(name).expect("a name")
    }

    #[test]
    fn a_token_is_for_one_call_until_it_expires() {
        let token = tokens().mint(&call("CA1"), 1_000, [7; 16]);
        let pass = tokens()
            .check(Some(&token), &call("CA1"), 999)
            .expect("good");
        assert_eq!(pass.expires_at_ms(), 1_000);
        let check = |token, name, now| tokens().check(token, &call(name), now);
        assert_eq!(check(Some(&token), "CA1", 1_000), Err(TokenError::Expired));
        assert_eq!(check(Some(&token), "CA2", 999), Err(TokenError::Wrong));
        assert_eq!(check(None, "CA1", 0), Err(TokenError::Missing));
        let later = token.replace("v1.1000.", "v1.9000.");
        assert_eq!(check(Some(&later), "CA1", 999), Err(TokenError::Wrong));
        for bad in [
            "",
            "v1",
            "v1...",
            "v2.1000.a.b",
            "v1.x.AAAA.AAAA",
            &format!("{token}.x"),
            &"a".repeat(200),
        ] {
            assert_eq!(
                check(Some(bad), "CA1", 0),
                Err(TokenError::Malformed),
                "{bad}"
            );
        }
        let other = Tokens::new(&Secret::new("another"));
        assert_eq!(
            other.check(Some(&token), &call("CA1"), 0),
            Err(TokenError::Wrong)
        );
    }

    proptest! {
        #[test]
        fn no_other_text_passes(
            expires in any::<u64>(), nonce in any::<[u8; 16]>(),
            place in any::<prop::sample::Index>(), byte in b'0'..b'z',
        ) {
            let token = tokens().mint(&call("CA1"), expires, nonce);
            let mut bent = token.clone().into_bytes();
            let place = place.index(bent.len());
            prop_assume!(bent[place] != byte);
            bent[place] = byte;
            let bent = String::from_utf8(bent).expect("text");
            // The last letter of unpadded base64 has bits that must be zero.
            prop_assert!(tokens().check(Some(&bent), &call("CA1"), 0).is_err(), "{}", bent);
            prop_assert_eq!(tokens().check(Some(&token), &call("CA1"), 0).is_ok(), expires > 0);
        }
    }
}
