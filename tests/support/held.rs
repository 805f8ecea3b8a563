//! A service whose values wait for the test: lists are answered at once, and each call for a value is
//! handed out with its connection, to be answered late, in another order, or never.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::app_test::real::PATIENCE;

pub(crate) struct Holding {
    /// `http://127.0.0.1:PORT`
    pub(crate) url: String,
    calls: Receiver<Held>,
}

/// A call for a value that waits for its answer.
pub(crate) struct Held {
    /// Everything before the body.
    pub(crate) head: String,
    stream: TcpStream,
}

impl Holding {
    /// A service with secrets of these ids.
    pub(crate) fn start(ids: &[&str]) -> Self {
        let rows: Vec<_> = ids
            .iter()
            .map(|id| serde_json::json!({"secret_id": id, "readable": true, "writable": true}))
            .collect();
        let list = serde_json::json!({"status": "success", "message": "", "result": rows}).to_string();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sender, calls) = channel();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (sender, list) = (sender.clone(), list.clone());
                thread::spawn(move || serve(stream.unwrap(), &list, &sender));
            }
        });
        Self { url, calls }
    }

    /// The next call for a value.
    pub(crate) fn next(&self) -> Held {
        self.calls.recv_timeout(PATIENCE).expect("a value is asked for")
    }

    /// No call for a value came but those that were taken.
    pub(crate) fn assert_no_more(&self) {
        assert!(self.calls.try_recv().is_err(), "a value was asked for once too often");
    }
}

fn serve(mut stream: TcpStream, list: &str, calls: &Sender<Held>) {
    loop {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            match stream.read(&mut byte) {
                Ok(1) => head.push(byte[0]),
                _ => return,
            }
        }
        let head = String::from_utf8(head).unwrap();
        if head.lines().next().unwrap().contains("/value ") {
            let _ = calls.send(Held { head, stream });
            return;
        }
        if stream.write_all(&response(list)).is_err() {
            return;
        }
    }
}

fn response(body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}")
        .into_bytes()
}

impl Held {
    /// Answers, and leaves the connection open. The client may be gone; that is its right.
    pub(crate) fn answer(&mut self, value: &str) {
        let body = serde_json::json!({"status": "success", "result": {"secret_value": value}}).to_string();
        drop(self.stream.write_all(&response(&body)));
    }

    /// Waits until the client has closed its end.
    pub(crate) fn wait_closed(&mut self) {
        self.stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let end = self.stream.read(&mut [0]);
        // A client that leaves unread bytes behind resets.
        let reset = |e: &std::io::Error| e.kind() == std::io::ErrorKind::ConnectionReset;
        assert!(matches!(&end, Ok(0)) || end.as_ref().is_err_and(reset), "still open: {end:?}");
    }

    /// The client waits for its answer.
    pub(crate) fn assert_open(&mut self) {
        self.stream.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
        let end = self.stream.read(&mut [0]);
        assert!(end.is_err_and(|e| e.kind() != std::io::ErrorKind::ConnectionReset), "given up");
    }
}
