//! A server under load: where it listens, which process it is, what it is asked.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Linux counts processor time in hundredths of a second for every program (`USER_HZ`).
const MICROSECONDS_PER_TICK: f64 = 10_000.0;

#[derive(Clone)]
pub struct Target {
    pub name: String,
    pub address: String,
    pid: u32,
    requests: Arc<Vec<Request>>,
    next: Arc<AtomicUsize>,
}

struct Request {
    method: String,
    path: String,
    headers: Vec<String>,
    body: String,
}

impl Target {
    pub fn read(name: String, address: String, pid: &str, file: &str) -> Result<Self, Box<dyn Error>> {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        let requests: Vec<Request> = text.lines().filter(|line| !line.is_empty()).map(request).collect();
        if requests.is_empty() {
            return Err(format!("{file} holds no requests").into());
        }
        Ok(Self { name, address, pid: pid.parse()?, requests: Arc::new(requests), next: Arc::default() })
    }

    /// Puts the bytes of the next request into `buffer`.
    pub fn next(&self, buffer: &mut Vec<u8>) {
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        let number = turn.to_string();
        let fill = |field: &str| field.replace("{n}", &number);
        let Request { method, path, headers, body } = &self.requests[turn % self.requests.len()];
        let (path, body) = (fill(path), fill(body));
        buffer.clear();
        buffer
            .extend_from_slice(format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n", self.address).as_bytes());
        for header in headers {
            buffer.extend_from_slice(fill(header).as_bytes());
            buffer.extend_from_slice(b"\r\n");
        }
        if method != "GET" {
            buffer.extend_from_slice(format!("Content-Length: {}\r\n", body.len()).as_bytes());
        }
        buffer.extend_from_slice(b"\r\n");
        buffer.extend_from_slice(body.as_bytes());
    }

    /// User and system time of the server's process so far, in microseconds.
    pub fn processor_microseconds(&self) -> Result<f64, Box<dyn Error>> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid))?;
        // The second field is the program's name in brackets and may hold blanks; utime and stime are 14 and 15.
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks = |field: usize| {
            fields
                .get(field - 3)
                .ok_or("/proc/PID/stat is too short")?
                .parse::<f64>()
                .map_err(Box::<dyn Error>::from)
        };
        Ok((ticks(14)? + ticks(15)?) * MICROSECONDS_PER_TICK)
    }
}

fn request(line: &str) -> Request {
    let mut fields = line.split('\t').map(str::to_owned);
    let mut field = || fields.next().unwrap_or_default();
    Request {
        method: field(),
        path: field(),
        headers: field().split(" | ").filter(|header| !header.is_empty()).map(str::to_owned).collect(),
        body: field(),
    }
}
