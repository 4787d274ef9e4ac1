//! One connection that is kept alive: HTTP/1.1 as far as a measurement needs it.

use crate::target::Target;
use std::io;
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What one connection did.
pub struct Sent {
    /// Microseconds from the first byte sent to the last received.
    pub times: Vec<u32>,
    /// Bytes of all answers, heads included.
    pub bytes: usize,
    /// Answers that were neither 2xx nor 3xx.
    pub refused: usize,
}

/// Sends requests until `end`.
pub async fn run(target: Target, end: Instant) -> io::Result<Sent> {
    let mut stream = TcpStream::connect(&target.address).await?;
    stream.set_nodelay(true)?;
    let (mut out, mut answer) = (Vec::new(), vec![0; 256 << 10]);
    let mut sent = Sent { times: Vec::new(), bytes: 0, refused: 0 };
    loop {
        let start = Instant::now();
        if start >= end {
            return Ok(sent);
        }
        target.next(&mut out);
        stream.write_all(&out).await?;
        let (length, accepted) = read(&mut stream, &mut answer).await?;
        sent.times.push(start.elapsed().as_micros() as u32);
        sent.bytes += length;
        sent.refused += usize::from(!accepted);
    }
}

/// Reads one answer: its length with the head, and whether it was 2xx or 3xx.
async fn read(stream: &mut TcpStream, buffer: &mut [u8]) -> io::Result<(usize, bool)> {
    let (mut filled, mut head) = (0, None);
    loop {
        let received = stream.read(&mut buffer[filled..]).await?;
        if received == 0 {
            return Err(io::Error::other(
                "the server closed a connection, or an answer is larger than 256 KiB",
            ));
        }
        filled += received;
        if head.is_none() {
            head = parse_head(&buffer[..filled])?;
        }
        match head {
            Some((whole, accepted)) if filled >= whole => return Ok((whole, accepted)),
            _ => {}
        }
    }
}

/// Once the head is complete: the length of the whole answer, and whether it was 2xx or 3xx.
fn parse_head(bytes: &[u8]) -> io::Result<Option<(usize, bool)>> {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
    let head = String::from_utf8_lossy(&bytes[..end]);
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        if name.eq_ignore_ascii_case("content-length") { value.trim().parse::<usize>().ok() } else { None }
    });
    let length = length.ok_or_else(|| io::Error::other("an answer without Content-Length"))?;
    let accepted = matches!(bytes.get(9), Some(b'2' | b'3'));
    Ok(Some((end + 4 + length, accepted)))
}
