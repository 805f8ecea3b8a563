//! A client on a bare socket: it sends exactly the bytes it is told to and sees how a connection
//! ends, which a real HTTP client hides. What answers should say is for the tests.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// A limit for what should take milliseconds, generous enough for a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// An answer as it arrived.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Whether as much of the body came as was announced.
    pub(crate) whole: bool,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    pub(crate) fn message(&self) -> String {
        self.json()["message"].to_string()
    }
}

/// A connection.
pub(crate) struct Client {
    stream: TcpStream,
    addr: SocketAddr,
}

impl Client {
    pub(crate) fn connect(addr: SocketAddr) -> Client {
        let stream = TcpStream::connect(addr).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Client { stream, addr }
    }

    pub(crate) fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&[u8]>) {
        let mut request = format!("{method} {path} HTTP/1.1\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            request += &format!("Host: {}\r\n", self.addr);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        if let Some(body) = body {
            request += &format!("Content-Length: {}\r\n", body.len());
        }
        let mut bytes = (request + "\r\n").into_bytes();
        bytes.extend_from_slice(body.unwrap_or_default());
        self.stream.write_all(&bytes).unwrap();
    }

    /// Reads one answer; `None` when the connection ended before its head was there.
    pub(crate) fn receive(&mut self, method: &str) -> Option<Answer> {
        let head = self.read_head()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let mut answer = Answer { status, headers, body: Vec::new(), whole: true };
        let length = answer.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        if method != "HEAD" {
            answer.body = self.read_up_to(length);
            answer.whole = answer.body.len() == length;
        }
        Some(answer)
    }

    /// Reads as many bytes, or fewer when the connection ends.
    pub(crate) fn read_up_to(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        let mut filled = 0;
        while filled < length {
            match self.stream.read(&mut bytes[filled..]) {
                Ok(0) | Err(_) => break,
                Ok(read) => filled += read,
            }
        }
        bytes.truncate(filled);
        bytes
    }

    /// The status line and the headers.
    pub(crate) fn read_head(&mut self) -> Option<String> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let byte = self.read_up_to(1);
            head.push(*byte.first()?);
        }
        Some(String::from_utf8_lossy(&head).trim_end().to_owned())
    }

    /// The service closes the connection.
    pub(crate) fn assert_closed(&mut self) {
        assert!(matches!(self.stream.read(&mut [0]), Ok(0)), "still open");
    }

    /// The service leaves the connection open for half a second.
    pub(crate) fn assert_open(&mut self) {
        self.stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
        assert!(self.stream.read(&mut [0]).is_err(), "closed");
        self.stream.set_read_timeout(Some(PATIENCE)).unwrap();
    }
}

/// One request on a connection of its own.
pub(crate) fn ask(
    addr: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<&str>,
) -> Option<Answer> {
    let mut client = Client::connect(addr);
    client.send(method, path, headers, body.map(str::as_bytes));
    client.receive(method)
}
