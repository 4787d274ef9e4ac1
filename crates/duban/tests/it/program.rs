//! Running the program: a command to its end, or a server until the test is over.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// The repository's examples.
pub(crate) fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// A command that nothing around it changes.
pub(crate) fn duban(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    for setting in ["DUBAN_DATA", "DUBAN_LISTEN", "DUBAN_CONFIG", "DUBAN_CONVERTER"] {
        command.env_remove(setting);
    }
    command.args(args).env("DUBAN_LOG", "warn");
    command
}

/// What a command left.
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs a command to its end.
pub(crate) fn run(args: &[&str]) -> Done {
    let Output { status, stdout, stderr } = duban(args).output().expect("the program starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    Done { code: status.code().expect("it ends by itself"), out: text(stdout), err: text(stderr) }
}

/// Runs a command that has to succeed.
pub(crate) fn out(args: &[&str]) -> String {
    let done = run(args);
    assert_eq!(done.code, 0, "{args:?}: {}", done.err);
    done.out
}

/// A folder's path as an argument.
pub(crate) fn arg(folder: &Path) -> &str {
    folder.to_str().expect("temporary paths are UTF-8")
}

/// An address that was free a moment ago.
pub(crate) fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port")
}

/// A server; it is stopped when the test is over.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
    /// What it printed until it served.
    pub(crate) said: Vec<String>,
}

impl Server {
    /// Starts `args` with a free address, and waits for the line that names it.
    pub(crate) fn start(args: &[&str]) -> Self {
        let address = free();
        let mut child = duban(args)
            .args(["--listen", &address.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut said = Vec::new();
        for line in BufReader::new(child.stdout.take().expect("its output is piped")).lines() {
            let line = line.expect("output is UTF-8");
            let serves = line.contains(&format!("http://{address}")) && !line.contains("/start");
            said.push(line);
            if serves {
                return Self { child, address, said };
            }
        }
        let ended = child.wait();
        panic!("it ended before it served: {ended:?} {said:?}");
    }

    /// Tells it to stop as a service manager does, and gives its exit code.
    pub(crate) fn stop(mut self) -> Option<i32> {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill is there");
        assert!(told.success());
        self.child.wait().expect("it ends").code()
    }

    /// Sends a request; headers are lines, the body may be empty.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[String], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        for header in headers {
            head += &format!("{header}\r\n");
        }
        head += &format!("Content-Length: {}\r\n\r\n", body.len());
        stream.write_all(head.as_bytes()).expect("it reads");
        // It may answer before it has read all of a body that is too large.
        let _ = stream.write_all(body);
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split_whitespace().nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The status line and headers in lower case.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> serde_json::Value {
        // A chunked body has its length before it.
        let from = self.body.find(['{', '[']).unwrap_or(0);
        let to = self.body.rfind(['}', ']']).map_or(self.body.len(), |at| at + 1);
        serde_json::from_str(&self.body[from..to]).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
