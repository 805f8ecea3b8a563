//! A server that follows a script, byte by byte: what a real one cannot be made to do at will. It knows
//! nothing of the service; what is said is up to the test.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;

/// One thing that a connection does.
#[derive(Clone)]
pub(crate) enum Step {
    /// Reads one whole request.
    Hear,
    /// Writes these bytes.
    Say(Vec<u8>),
    /// Waits until the test allows it to go on.
    Await(Arc<Notify>),
    /// Stays open and silent.
    Hang,
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    /// Which connection it came over, from 0.
    pub(crate) connection: usize,
    /// `GET /path HTTP/1.1`
    pub(crate) line: String,
    /// The header lines, sorted.
    pub(crate) headers: Vec<String>,
    pub(crate) body: String,
}

pub(crate) struct Server {
    /// `http://127.0.0.1:PORT`
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    heard: Vec<Heard>,
    connections: usize,
}

impl Server {
    /// The n-th connection follows the n-th script and is closed at its end; a further one is counted
    /// and closed at once.
    pub(crate) async fn start(scripts: Vec<Vec<Step>>) -> Self {
        Self::listen(scripts, None).await
    }

    /// The same over TLS; a connection that is not agreed on is counted, and its script used up.
    pub(crate) async fn start_tls(scripts: Vec<Vec<Step>>, acceptor: TlsAcceptor) -> Self {
        Self::listen(scripts, Some(acceptor)).await
    }

    async fn listen(scripts: Vec<Vec<Step>>, acceptor: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let url = match acceptor {
            None => format!("http://127.0.0.1:{port}"),
            Some(_) => format!("https://localhost:{port}"),
        };
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            let mut scripts = scripts.into_iter();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let connection = shared.lock().unwrap().connections;
                shared.lock().unwrap().connections += 1;
                let Some(script) = scripts.next() else { continue };
                let (shared, acceptor) = (Arc::clone(&shared), acceptor.clone());
                tokio::spawn(async move {
                    match acceptor {
                        None => follow(script, stream, connection, shared).await,
                        Some(acceptor) => {
                            if let Ok(stream) = acceptor.accept(stream).await {
                                follow(script, stream, connection, shared).await;
                            }
                        }
                    }
                });
            }
        });
        Self { url, state }
    }

    /// A server whose every connection hears one request and says the same.
    pub(crate) async fn saying(times: usize, answer: Vec<u8>) -> Self {
        Self::start(vec![vec![Step::Hear, Step::Say(answer)]; times]).await
    }

    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.state.lock().unwrap().heard.clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.state.lock().unwrap().connections
    }
}

async fn follow(
    script: Vec<Step>,
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    connection: usize,
    state: Arc<Mutex<State>>,
) {
    for step in script {
        match step {
            Step::Hear => match hear(&mut stream, connection).await {
                Some(heard) => state.lock().unwrap().heard.push(heard),
                None => return,
            },
            // The client may have hung up; that is its right.
            Step::Say(bytes) => drop(stream.write_all(&bytes).await),
            Step::Await(go_on) => go_on.notified().await,
            Step::Hang => std::future::pending().await,
        }
    }
    // What was not read would turn the close into a reset, which may overtake the answer.
    drop(stream.shutdown().await);
}

async fn hear(stream: &mut (impl AsyncRead + Unpin), connection: usize) -> Option<Heard> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n").map(str::to_owned);
    let line = lines.next()?;
    let mut headers: Vec<_> = lines.collect();
    headers.sort();
    let length = headers.iter().find_map(|h| h.strip_prefix("content-length: "));
    let length: usize = length.map_or(0, |length| length.parse().unwrap());
    let mut body = bytes[end + 4..].to_vec();
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some(Heard { connection, line, headers, body: String::from_utf8(body).unwrap() })
}

/// A whole answer of the service's kind.
pub(crate) fn answer(status: u16, body: &str) -> Vec<u8> {
    with_headers(status, "content-type: application/json\r\n", body)
}

/// A whole answer with headers of its own, each ended by `\r\n`.
pub(crate) fn with_headers(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status} Whatever\r\n{headers}content-length: {length}\r\n\r\n{body}").into_bytes()
}

/// An answer that announces more than it says.
pub(crate) fn cut(body: &str) -> Vec<u8> {
    let length = body.len() + 1;
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}")
        .into_bytes()
}
