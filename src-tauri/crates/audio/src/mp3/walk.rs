//! Walks from frame to frame, over tags and rubbish.

use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use parley_app::ports::MediaStream;

use super::FrameHeader;
use crate::fault::DecodeFault;
use crate::media::read_up_to;
use crate::recognise::id3_len;

/// Bytes of rubbish (tags, zeros) skipped in one place before giving up.
const MAX_RUBBISH: u64 = 1024 * 1024;

pub(crate) struct FrameWalk {
    reader: BufReader<Box<dyn MediaStream>>,
    /// Byte offset of what the reader yields next.
    at: u64,
    len: u64,
    /// The first frame of the stream; later ones must go with it.
    kind: Option<FrameHeader>,
    /// The last frame is cut short.
    pub(crate) truncated: bool,
}

impl FrameWalk {
    pub(crate) fn new(mut stream: Box<dyn MediaStream>) -> Result<Self, DecodeFault> {
        let len = stream.byte_len();
        stream.seek(SeekFrom::Start(0))?;
        let mut head = [0u8; 10];
        let got = read_up_to(&mut *stream, &mut head)?;
        let start = head[..got]
            .strip_prefix(b"ID3")
            .and_then(id3_len)
            .map_or(0, |tag| tag as u64);
        stream.seek(SeekFrom::Start(start))?;
        Ok(Self {
            reader: BufReader::with_capacity(8 * 1024, stream),
            at: start,
            len,
            kind: None,
            truncated: false,
        })
    }

    /// Goes on at a byte offset that [`FrameWalk::next_frame`] returned before.
    pub(crate) fn go_to(&mut self, offset: u64) -> Result<(), DecodeFault> {
        self.reader.seek(SeekFrom::Start(offset))?;
        self.at = offset;
        Ok(())
    }

    /// Reads the next frame into `frame`; its offset and header, `None` at the end.
    pub(crate) fn next_frame(
        &mut self,
        frame: &mut Vec<u8>,
    ) -> Result<Option<(u64, FrameHeader)>, DecodeFault> {
        let mut rubbish = 0;
        loop {
            let mut head = [0u8; 4];
            if read_up_to(&mut self.reader, &mut head)? < head.len() {
                return Ok(None);
            }
            match FrameHeader::parse(head).filter(|h| self.fits(h)) {
                Some(header) => {
                    let offset = self.at;
                    frame.clear();
                    frame.extend_from_slice(&head);
                    let body = (header.byte_len() - head.len()) as u64;
                    (&mut self.reader).take(body).read_to_end(frame)?;
                    if frame.len() < header.byte_len() {
                        self.truncated = true;
                        return Ok(None);
                    }
                    self.at = offset + frame.len() as u64;
                    if rubbish == 0 && self.kind.is_some() || self.followed(&header)? {
                        self.kind.get_or_insert(header);
                        return Ok(Some((offset, header)));
                    }
                    // A sync word by chance: go on one byte behind it.
                    self.go_to(offset + 1)?;
                }
                None => self.step()?,
            }
            rubbish += 1;
            if rubbish > MAX_RUBBISH {
                return Ok(None);
            }
        }
    }

    /// One byte on. Stays within the buffer where it can: rubbish may be long.
    fn step(&mut self) -> Result<(), DecodeFault> {
        self.reader.seek_relative(-3)?;
        self.at += 1;
        Ok(())
    }

    fn fits(&self, header: &FrameHeader) -> bool {
        header.byte_len() > header.main_data_start()
            && self.kind.is_none_or(|kind| header.continues(&kind))
    }

    /// Whether the stream ends here or another frame of the same kind comes next.
    fn followed(&mut self, header: &FrameHeader) -> Result<bool, DecodeFault> {
        if self.at + 4 > self.len {
            return Ok(true);
        }
        let mut head = [0u8; 4];
        let ahead = self.reader.fill_buf()?;
        if let Some(ahead) = ahead.get(..4) {
            head.copy_from_slice(ahead);
        } else {
            let got = read_up_to(&mut self.reader, &mut head)?;
            self.reader.seek(SeekFrom::Start(self.at))?;
            if got < 4 {
                return Ok(true);
            }
        }
        // Tags at the end of the file.
        let tag = head.starts_with(b"TAG") || &head == b"APET" || head == [0; 4];
        Ok(tag || FrameHeader::parse(head).is_some_and(|next| next.continues(header)))
    }
}
