//! Which codec an Ogg file carries, from its first page, so that a refusal can say
//! its name. Source: RFC 3533, RFC 5334.

use std::io::SeekFrom;

use parley_app::ports::MediaStream;

use crate::fault::DecodeFault;
use crate::media::read_up_to;

/// Fails with the codec's name if it is not one this crate decodes.
pub(crate) fn check_codec(stream: &mut dyn MediaStream) -> Result<(), DecodeFault> {
    let mut page = [0u8; 27 + 255 + 16];
    stream.seek(SeekFrom::Start(0))?;
    let got = read_up_to(stream, &mut page)?;
    let page = &page[..got];
    let segments = page.get(26).ok_or(DecodeFault::Broken("ogg page"))?;
    let packet = page
        .get(27 + usize::from(*segments)..)
        .ok_or(DecodeFault::Broken("ogg page"))?;
    let unsupported = |name: &str| Err(DecodeFault::Unsupported(name.to_owned()));
    let decoded: [&[u8]; 3] = [b"OpusHead", b"\x01vorbis", b"\x7fFLAC"];
    if decoded.iter().any(|magic| packet.starts_with(magic)) {
        Ok(())
    } else if packet.starts_with(b"Speex   ") {
        unsupported("speex")
    } else if packet.starts_with(b"\x80theora") || packet.starts_with(b"fishead") {
        unsupported("theora")
    } else {
        unsupported("ogg")
    }
}
