//! Plain `write` of the same bytes to as many connections: what the machine can do for live views without any server.
//!
//! Started by the benchmark as a process of its own. It says where it listens, takes as many connections as it was told,
//! says `ready`, and for each line of its input (a version and a size) writes one state of that size to all of them from
//! two threads. It ends with its input.

use std::io::{BufRead as _, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use crate::cli::FanOut;
use crate::failure::Failure;

/// How many threads write.
const THREADS: usize = 2;
const HEAD: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

/// Takes the connections, and writes to all of them until the input ends.
///
/// # Errors
/// Where a connection breaks.
pub fn run(options: FanOut) -> Result<(), Failure> {
    crate::processes::raise_open_files(u64::try_from(options.count)? + 64)?;
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    say(&listener.local_addr()?.to_string())?;
    let mut clients = Vec::with_capacity(options.count);
    for _ in 0..options.count {
        clients.push(welcome(&listener)?);
    }
    say("ready")?;
    let share = clients.len().div_ceil(THREADS).max(1);
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let bytes = state(&line)?;
        std::thread::scope(|scope| {
            let writing = clients.chunks_mut(share).map(|part| scope.spawn(|| write_all(part, &bytes)));
            let threads: Vec<_> = writing.collect();
            threads.into_iter().try_for_each(|thread| {
                thread.join().unwrap_or_else(|_| Err(Failure::new("a thread that writes has failed")))
            })
        })?;
    }
    Ok(())
}

fn welcome(listener: &TcpListener) -> Result<TcpStream, Failure> {
    let (mut client, _) = listener.accept()?;
    client.set_nodelay(true)?;
    let mut asked = Vec::new();
    let mut part = [0; 512];
    while !asked.ends_with(b"\r\n\r\n") {
        let read = client.read(&mut part)?;
        if read == 0 {
            return Err(Failure::new("a client of the plain writes has gone"));
        }
        asked.extend_from_slice(&part[..read]);
    }
    client.write_all(HEAD)?;
    Ok(client)
}

/// One state as one chunk: its version in front, and as many bytes as asked for.
fn state(line: &str) -> Result<Vec<u8>, Failure> {
    let (version, size) = line.split_once(' ').ok_or_else(|| Failure::new("a version and a size are expected"))?;
    let start = format!("data: {{\"version\":{version},\"filler\":\"");
    let filler = size.trim().parse::<usize>()?.saturating_sub(start.len() + 4);
    let state = format!("{start}{}\"}}\n\n", "x".repeat(filler));
    Ok(format!("{:x}\r\n{state}\r\n", state.len()).into_bytes())
}

fn write_all(clients: &mut [TcpStream], bytes: &[u8]) -> Result<(), Failure> {
    clients.iter_mut().try_for_each(|client| client.write_all(bytes).map_err(Failure::from))
}

fn say(line: &str) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{line}")?;
    output.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_state_is_a_chunk_of_the_size_asked_for() {
        let bytes = super::state("12 100").expect("a state");
        let text = String::from_utf8(bytes).expect("text");
        assert!(text.starts_with("64\r\ndata: {\"version\":12,") && text.ends_with("\n\n\r\n"), "{text}");
        assert_eq!(text.len(), 100 + 4 + 2);
    }
}
