//! A live client: one connection that reads server-sent events, and knows of each state only its version and when it
//! was there.
//!
//! It keeps the first few hundred bytes of a state and counts the rest, so that thousands of it fit beside the server.

use std::cell::RefCell;
use std::net::SocketAddr;

use memchr::memmem;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::failure::{Doing as _, Failure};

/// How much of a state is kept to find its version in.
const KEPT_BYTES_MAX: usize = 512;

/// A live client.
#[derive(Debug)]
pub struct Watcher {
    stream: TcpStream,
    chunks: Chunks,
    frames: Frames,
    /// Bytes that came with the head of the answer.
    pending: Vec<u8>,
}

/// A state that has come completely.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The hall's version in it: how many events are in the state.
    pub version: u64,
    /// Its size in bytes, without the chunks around it.
    pub bytes: usize,
}

impl Watcher {
    /// Connects and asks for the stream.
    ///
    /// # Errors
    /// Where the answer is not a stream.
    pub async fn open(address: SocketAddr, path: &str) -> Result<Self, Failure> {
        let mut stream = TcpStream::connect(address).await.doing(|| "connecting a live client".to_owned())?;
        stream.set_nodelay(true)?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut head = Vec::with_capacity(1_024);
        let body = loop {
            if stream.read_buf(&mut head).await? == 0 {
                return Err(Failure::new("the server closed a live stream at its start"));
            }
            if let Some(end) = memmem::find(&head, b"\r\n\r\n") {
                break end + 4;
            }
        };
        if !head.starts_with(b"HTTP/1.1 200") {
            return Err(Failure::new(format!("a live stream was refused: {}", String::from_utf8_lossy(&head))));
        }
        let pending = head.split_off(body);
        Ok(Self { stream, chunks: Chunks::default(), frames: Frames::default(), pending })
    }

    /// Waits for the next bytes, and tells of every state that is complete with them. `buffer` is shared by all clients
    /// of a thread: nothing stays in it. Make it with [`buffer`].
    ///
    /// # Errors
    /// Where the stream ends or is not one of server-sent events.
    pub async fn next(&mut self, buffer: &RefCell<Vec<u8>>, mut tell: impl FnMut(Frame)) -> Result<(), Failure> {
        let frames = &mut self.frames;
        if !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending);
            return self.chunks.feed(&pending, |data| frames.feed(data, &mut tell));
        }
        self.stream.readable().await?;
        let mut buffer = buffer.borrow_mut();
        match self.stream.try_read(&mut buffer) {
            Ok(0) => Err(Failure::new("the server closed a live stream")),
            Ok(read) => self.chunks.feed(&buffer[..read], |data| frames.feed(data, &mut tell)),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// A buffer to read into, for all clients of a thread.
pub fn buffer() -> RefCell<Vec<u8>> {
    RefCell::new(vec![0; READ_BYTES])
}

/// How much is read at a time.
const READ_BYTES: usize = 64 * 1_024;

/// Takes the chunks of HTTP apart.
#[derive(Debug, Default)]
struct Chunks {
    state: ChunkState,
}

#[derive(Debug, Clone, Copy)]
enum ChunkState {
    /// In the line with the size, which is this so far.
    Size(usize),
    /// After the digits of the size.
    SizeEnd(usize),
    /// So many bytes of data are left.
    Data(usize),
    /// In the line end after the data.
    DataEnd,
}

impl Default for ChunkState {
    fn default() -> Self {
        Self::Size(0)
    }
}

impl Chunks {
    fn feed(&mut self, mut bytes: &[u8], mut data: impl FnMut(&[u8])) -> Result<(), Failure> {
        while let Some((first, rest)) = bytes.split_first() {
            self.state = match self.state {
                ChunkState::Data(left) => {
                    let now = left.min(bytes.len());
                    data(&bytes[..now]);
                    bytes = &bytes[now..];
                    self.state = if now == left { ChunkState::DataEnd } else { ChunkState::Data(left - now) };
                    continue;
                }
                ChunkState::DataEnd if *first == b'\n' => ChunkState::Size(0),
                ChunkState::DataEnd => ChunkState::DataEnd,
                ChunkState::Size(size) | ChunkState::SizeEnd(size) if *first == b'\n' => match size {
                    0 => return Err(Failure::new("the server ended a live stream")),
                    size => ChunkState::Data(size),
                },
                ChunkState::Size(size) => match char::from(*first).to_digit(16) {
                    Some(digit) => ChunkState::Size(size * 16 + usize::try_from(digit)?),
                    None => ChunkState::SizeEnd(size),
                },
                ChunkState::SizeEnd(size) => ChunkState::SizeEnd(size),
            };
            bytes = rest;
        }
        Ok(())
    }
}

/// Finds the ends of states.
#[derive(Debug, Default)]
struct Frames {
    kept: Vec<u8>,
    bytes: usize,
    line_ended: bool,
}

impl Frames {
    fn feed(&mut self, mut data: &[u8], tell: &mut impl FnMut(Frame)) {
        while !data.is_empty() {
            let end = self.end_in(data);
            let part = &data[..end.unwrap_or(data.len())];
            self.keep(part);
            data = &data[part.len()..];
            if end.is_some() {
                if let Some(version) = version(&self.kept) {
                    tell(Frame { version, bytes: self.bytes });
                }
                *self = Self { kept: std::mem::take(&mut self.kept), ..Self::default() };
                self.kept.clear();
            }
        }
    }

    /// Where the state ends: after an empty line.
    fn end_in(&self, data: &[u8]) -> Option<usize> {
        if self.line_ended && data.first() == Some(&b'\n') {
            return Some(1);
        }
        memmem::find(data, b"\n\n").map(|at| at + 2)
    }

    fn keep(&mut self, part: &[u8]) {
        let room = KEPT_BYTES_MAX.saturating_sub(self.kept.len()).min(part.len());
        self.kept.extend_from_slice(&part[..room]);
        self.bytes += part.len();
        self.line_ended = part.last() == Some(&b'\n');
    }
}

/// The version in the beginning of a state; none in a sign of life.
fn version(kept: &[u8]) -> Option<u64> {
    let after = memmem::find(kept, b"\"version\":").map(|at| &kept[at + 10..])?;
    let digits = after.iter().skip_while(|b| **b == b' ').take_while(|b| b.is_ascii_digit());
    digits.fold(None, |number, digit| Some(number.unwrap_or(0) * 10 + u64::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames_of(body: &[u8], piece: usize) -> Vec<Frame> {
        let (mut chunks, mut frames, mut found) = (Chunks::default(), Frames::default(), Vec::new());
        for bytes in body.chunks(piece) {
            chunks.feed(bytes, |data| frames.feed(data, &mut |frame| found.push(frame))).expect("a stream");
        }
        found
    }

    #[test]
    fn states_are_found_however_the_bytes_are_cut() {
        let body = b"1e\r\nevent: hall\ndata: {\"version\":7\r\n3\r\n}\n\n\r\n3\r\n:\n\n\r\n15\r\ndata: {\"version\":8}\n\n\r\n";
        for piece in 1..body.len() {
            let found = frames_of(body, piece);
            let versions: Vec<u64> = found.iter().map(|frame| frame.version).collect();
            assert_eq!(versions, [7, 8], "in pieces of {piece}: {found:?}");
        }
    }

    #[test]
    fn the_end_of_a_stream_is_told() {
        assert!(Chunks::default().feed(b"0\r\n\r\n", |_| {}).is_err());
    }
}
