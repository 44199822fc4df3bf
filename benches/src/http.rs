//! A lean HTTP/1.1 client: one connection, one request at a time, kept alive.
//!
//! It shares the machine with what it measures, so it does nothing that it need not: no pool, no headers kept, no
//! redirects. It understands the answers that the server gives, and refuses all others loudly.

use std::fmt::Write as _;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::failure::{Doing as _, Failure};

/// The most headers of an answer.
const HEADERS_MAX: usize = 32;
/// The longest answer that is taken, in bytes.
const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// One connection.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// One answer.
#[derive(Debug)]
pub struct Answer<'a> {
    /// Its status.
    pub status: u16,
    /// Its body.
    pub body: &'a [u8],
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// Where nobody listens.
    pub async fn open(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await.doing(|| format!("connecting to {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(4_096) })
    }

    /// Sends a request and takes its answer.
    ///
    /// # Errors
    /// Where the connection breaks, or the answer is not one that is understood.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<Answer<'_>, Failure> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let (status, from, to) = loop {
            if self.buffer.capacity() - self.buffer.len() < 2_048 {
                self.buffer.reserve(self.buffer.len().max(4_096));
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(Failure::new("the server closed the connection in the middle of an answer"));
            }
            if let Some(head) = head(&self.buffer)? {
                let to = head.body_from + head.body_length;
                if self.buffer.len() >= to {
                    break (head.status, head.body_from, to);
                }
            }
            if self.buffer.len() > ANSWER_BYTES_MAX {
                return Err(Failure::new("an answer is longer than 64 MiB"));
            }
        };
        Ok(Answer { status, body: &self.buffer[from..to] })
    }
}

struct Head {
    status: u16,
    body_from: usize,
    body_length: usize,
}

fn head(bytes: &[u8]) -> Result<Option<Head>, Failure> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(body_from) = response.parse(bytes)? else { return Ok(None) };
    let mut body_length = 0;
    for header in response.headers.iter() {
        if header.name.eq_ignore_ascii_case("content-length") {
            body_length = std::str::from_utf8(header.value)?.trim().parse()?;
        } else if header.name.eq_ignore_ascii_case("transfer-encoding") {
            return Err(Failure::new("an answer in chunks is not expected here"));
        }
    }
    Ok(Some(Head { status: response.code.unwrap_or(0), body_from, body_length }))
}

/// Puts a command into `request`: a POST with its key, and a JSON body where there is one.
pub fn command(request: &mut Vec<u8>, path: &str, token: &str, key: &str, body: &str) {
    let mut text = String::with_capacity(path.len() + token.len() + key.len() + body.len() + 160);
    let _ = write!(
        text,
        "POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n"
    );
    if !body.is_empty() {
        text.push_str("Content-Type: application/json\r\n");
    }
    let _ = write!(text, "Content-Length: {}\r\n\r\n{body}", body.len());
    request.extend_from_slice(text.as_bytes());
}

/// A GET.
pub fn read(path: &str, token: Option<&str>) -> Vec<u8> {
    let mut text = format!("GET {path} HTTP/1.1\r\nHost: bench\r\n");
    if let Some(token) = token {
        let _ = write!(text, "Authorization: Bearer {token}\r\n");
    }
    text.push_str("\r\n");
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_complete_only_with_its_whole_head() {
        let answer = b"HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello";
        assert!(head(&answer[..30]).expect("a head").is_none());
        let found = head(answer).expect("a head").expect("complete");
        assert_eq!((found.status, &answer[found.body_from..][..found.body_length]), (201, &b"hello"[..]));
    }

    #[test]
    fn an_answer_in_chunks_is_refused() {
        assert!(head(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").is_err());
    }

    #[test]
    fn a_command_carries_its_key() {
        let mut request = Vec::new();
        command(&mut request, "/a", "t", "k-1", "{}");
        let text = String::from_utf8(request).expect("text");
        assert!(text.contains("Idempotency-Key: k-1\r\n") && text.ends_with("Content-Length: 2\r\n\r\n{}"), "{text}");
    }
}
