//! Whether a webhook is from Twilio: `X-Twilio-Signature`, the base64 of HMAC-SHA1 with
//! the account's auth token over the URL as Twilio called it and, behind it, each form
//! field's name and value, sorted by name (Twilio, "Webhooks Security", Validating
//! Signatures). Must not know: how requests arrive.
//!
//! Twilio's own libraries take the URL with and without the port of its scheme, since it
//! has signed both; so does this.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::hmac;

use super::form::Form;
use super::secret::Secret;

/// The request is not from Twilio, or not as Twilio sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    #[error("no signature")]
    Missing,
    #[error("not a signature")]
    Malformed,
    #[error("the signature is of another request, or by another token")]
    Wrong,
}

/// Checks signatures by one auth token.
#[derive(Debug, Clone)]
pub struct Verifier(hmac::Key);

impl Verifier {
    #[must_use]
    pub fn new(auth_token: &Secret) -> Self {
        Self(hmac::Key::new(
            hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            auth_token.expose(),
        ))
    }

    /// Checks `header` for a POST of `form` to `url`: scheme, host, path and query, as
    /// Twilio was given it. Takes the same time wherever the signature differs.
    ///
    /// # Errors
    /// [`SignatureError`].
    pub fn verify(
        &self,
        url: &str,
        form: &Form,
        header: Option<&str>,
    ) -> Result<(), SignatureError> {
        let given = STANDARD
            .decode(header.ok_or(SignatureError::Missing)?.trim())
            .map_err(|_| SignatureError::Malformed)?;
        let fields = sorted(form);
        let fits = [Some(url.to_owned()), other_port(url)]
            .into_iter()
            .flatten()
            .any(|url| hmac::verify(&self.0, &signed(&url, &fields), &given).is_ok());
        if fits {
            Ok(())
        } else {
            Err(SignatureError::Wrong)
        }
    }

    /// The signature Twilio would send; for whoever plays the carrier.
    #[must_use]
    pub fn sign(&self, url: &str, form: &Form) -> String {
        STANDARD.encode(hmac::sign(&self.0, &signed(url, &sorted(form))))
    }
}

fn sorted(form: &Form) -> Vec<(&str, &str)> {
    let mut fields: Vec<_> = form
        .fields()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.sort_unstable();
    // The same value twice under a name counts once.
    fields.dedup();
    fields
}

fn signed(url: &str, fields: &[(&str, &str)]) -> Vec<u8> {
    let mut text = url.as_bytes().to_vec();
    for (name, value) in fields {
        text.extend_from_slice(name.as_bytes());
        text.extend_from_slice(value.as_bytes());
    }
    text
}

/// The same URL with its scheme's port, or without it; nothing if it has another port.
fn other_port(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let port = match scheme {
        "https" | "wss" => "443",
        "http" | "ws" => "80",
        _ => return None,
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end)?;
    // A colon within brackets is an IPv6 address's own.
    let after = host.rfind(']').unwrap_or(0);
    match host.get(after..)?.rfind(':') {
        None => Some(format!("{scheme}://{host}:{port}{path}")),
        Some(colon) => {
            let (name, with) = host.split_at_checked(after + colon)?;
            (with.get(1..) == Some(port)).then(|| format!("{scheme}://{name}{path}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://mycompany.com/myapp.php?foo=1&bar=2";
    const BODY: &[u8] = b"To=%2B18005551212&CallSid=CA1234567890ABCDE&Digits=1234\
        &Caller=%2B14158675309&From=%2B14158675309";

    fn verifier() -> Verifier {
        Verifier::new(&Secret::new("12345"))
    }

    /// The worked example of the carrier's page.
    #[test]
    fn the_carriers_example_holds() {
        let form = Form::parse(BODY).expect("a form");
        let good = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        assert_eq!(verifier().sign(URL, &form), good);
        assert_eq!(verifier().verify(URL, &form, Some(good)), Ok(()));
        let with_port = "https://mycompany.com:443/myapp.php?foo=1&bar=2";
        assert_eq!(verifier().verify(with_port, &form, Some(good)), Ok(()));
    }

    #[test]
    fn anything_else_is_refused() {
        let form = Form::parse(BODY).expect("a form");
        let good = verifier().sign(URL, &form);
        let check =
            |url: &str, form: &Form, header: Option<&str>| verifier().verify(url, form, header);
        assert_eq!(check(URL, &form, None), Err(SignatureError::Missing));
        assert_eq!(
            check(URL, &form, Some("no base64!")),
            Err(SignatureError::Malformed)
        );
        assert_eq!(check(URL, &form, Some("")), Err(SignatureError::Wrong));
        for url in [
            "http://mycompany.com/myapp.php?foo=1&bar=2",
            "https://mycompany.com:8443/myapp.php?foo=1&bar=2",
            "https://mycompany.com/myapp.php",
        ] {
            assert_eq!(
                check(url, &form, Some(&good)),
                Err(SignatureError::Wrong),
                "{url}"
            );
        }
        let more = Form::parse(&[BODY, b"&Digits=5"].concat()).expect("a form");
        assert_eq!(check(URL, &more, Some(&good)), Err(SignatureError::Wrong));
        let other = Verifier::new(&Secret::new("12346"));
        assert_eq!(
            other.verify(URL, &form, Some(&good)),
            Err(SignatureError::Wrong)
        );
        for place in 0..good.len() - 1 {
            let mut bent = good.clone().into_bytes();
            bent[place] = if bent[place] == b'A' { b'B' } else { b'A' };
            let bent = String::from_utf8(bent).expect("text");
            assert!(check(URL, &form, Some(&bent)).is_err(), "{bent}");
        }
    }

    #[test]
    fn the_port_of_the_scheme_may_be_said_or_not() {
        let cases = [
            (
                "https://a.example/x?y=1",
                Some("https://a.example:443/x?y=1"),
            ),
            ("https://a.example:443/x", Some("https://a.example/x")),
            ("https://a.example:8443/x", None),
            ("http://a.example", Some("http://a.example:80")),
            ("https://[::1]/x", Some("https://[::1]:443/x")),
            ("https://[::1]:443/x", Some("https://[::1]/x")),
            ("no url", None),
        ];
        for (url, other) in cases {
            assert_eq!(other_port(url).as_deref(), other, "{url}");
        }
    }
}
