//! SHA-2 of bytes and of streams (FIPS 180-4), for content hashes.

use std::io::{self, Read, Write};

use ring::digest::{Context, SHA256, SHA512};

/// SHA-256 of all `parts`, one after the other.
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let mut out = [0u8; 32];
    out.copy_from_slice(context.finish().as_ref());
    out
}

/// A writer that hashes what passes through it.
pub struct Hashing<W> {
    inner: W,
    context: Context,
    byte_len: u64,
}

impl<W> std::fmt::Debug for Hashing<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hashing")
            .field("byte_len", &self.byte_len)
            .finish_non_exhaustive()
    }
}

impl<W> Hashing<W> {
    /// Nothing hashed yet.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            context: Context::new(&SHA256),
            byte_len: 0,
        }
    }

    /// The writer beneath, the SHA-256 and the number of bytes.
    pub fn finish(self) -> (W, [u8; 32], u64) {
        let mut sha256 = [0u8; 32];
        sha256.copy_from_slice(self.context.finish().as_ref());
        (self.inner, sha256, self.byte_len)
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.context.update(&bytes[..written]);
        self.byte_len += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// `bytes` as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    crate::audit::hex(bytes)
}

/// The hashes and the length of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamDigest {
    pub sha256: [u8; 32],
    pub sha512: [u8; 64],
    pub byte_len: u64,
}

/// Reads `stream` to its end.
///
/// # Errors
/// Those of the stream.
pub fn of_stream(stream: &mut dyn Read) -> io::Result<StreamDigest> {
    let mut short = Context::new(&SHA256);
    let mut long = Context::new(&SHA512);
    let mut buffer = vec![0u8; 64 * 1024];
    let mut byte_len = 0u64;
    loop {
        let n = stream.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        short.update(&buffer[..n]);
        long.update(&buffer[..n]);
        byte_len += n as u64;
    }
    let mut digest = StreamDigest {
        sha256: [0; 32],
        sha512: [0; 64],
        byte_len,
    };
    digest.sha256.copy_from_slice(short.finish().as_ref());
    digest.sha512.copy_from_slice(long.finish().as_ref());
    Ok(digest)
}
