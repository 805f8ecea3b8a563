//! The TCP side: a listener that can go away and come back, and connections that can be closed unannounced or cut in
//! the middle of an answer. `serve` decides about the fate of a connection.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// The fate of a connection after the current answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays open.
    Keep,
    /// It is closed after the answer, with no `Connection: close` to announce it.
    CloseAfter,
    /// It is closed before a byte of the answer.
    Drop,
    /// It is closed after this many bytes of the body.
    Cut(usize),
}

/// A handler's grip on the connection that its request came through.
#[derive(Clone)]
pub(super) struct Link(Arc<Mutex<Fate>>);

impl Link {
    /// Decides the connection's fate; to be called before the answer is returned.
    pub(super) fn set(&self, fate: Fate) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = fate;
    }

    fn get(&self) -> Fate {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connected<IncomingStream<'_, DemoListener>> for Link {
    fn connect_info(stream: IncomingStream<'_, DemoListener>) -> Link {
        stream.io().link.clone()
    }
}

/// The listener. While `online` is false its port is closed, so that connecting is refused.
pub(super) struct DemoListener {
    addr: SocketAddr,
    listener: Option<TcpListener>,
    online: watch::Receiver<bool>,
    bound: watch::Sender<bool>,
}

impl DemoListener {
    /// Takes over a bound listener; `bound` is told whenever the port is opened or closed.
    pub(super) fn new(
        listener: TcpListener,
        online: watch::Receiver<bool>,
        bound: watch::Sender<bool>,
    ) -> io::Result<DemoListener> {
        let addr = listener.local_addr()?;
        bound.send_replace(true);
        Ok(DemoListener { addr, listener: Some(listener), online, bound })
    }
}

impl Listener for DemoListener {
    type Io = Connection;
    type Addr = ();

    async fn accept(&mut self) -> (Connection, ()) {
        loop {
            let online = *self.online.borrow_and_update();
            match &self.listener {
                Some(listener) if online => tokio::select! {
                    accepted = listener.accept() => match accepted {
                        Ok((stream, _)) => {
                            // Answers are small; waiting to merge them only adds delay. Failing is harmless.
                            let _ = stream.set_nodelay(true);
                            return (Connection::new(stream, self.online.clone()), ());
                        }
                        // Usually out of file descriptors: some may be free again soon.
                        Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
                    },
                    changed = self.online.changed() => if changed.is_err() { std::future::pending().await },
                },
                Some(_) => {
                    self.listener = None;
                    self.bound.send_replace(false);
                }
                None if online => match TcpListener::bind(self.addr).await {
                    Ok(listener) => {
                        self.listener = Some(listener);
                        self.bound.send_replace(true);
                    }
                    Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
                },
                None => {
                    if self.online.changed().await.is_err() {
                        std::future::pending::<()>().await;
                    }
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<()> {
        Ok(())
    }
}

pub(super) struct Connection {
    stream: TcpStream,
    link: Link,
    online: watch::Receiver<bool>,
    /// Number of bytes that may still be written once a cut has begun.
    left: Option<usize>,
    /// Set when something was written since the fate was decided.
    wrote: bool,
    closed: bool,
}

impl Connection {
    fn new(stream: TcpStream, online: watch::Receiver<bool>) -> Connection {
        let link = Link(Arc::new(Mutex::new(Fate::Keep)));
        Connection { stream, link, online, left: None, wrote: false, closed: false }
    }

    fn close(&mut self, cx: &mut Context<'_>) {
        self.closed = true;
        // Shutting down TCP never waits, and what failed is closed anyway.
        let _ = Pin::new(&mut self.stream).poll_shutdown(cx);
        // The reader may sleep on the socket; it has to learn that this was the end.
        cx.waker().wake_by_ref();
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.closed {
            return Poll::Ready(Ok(()));
        }
        let before = buf.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(cx, buf))?;
        if !*self.online.borrow() {
            buf.set_filled(before);
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let allowed = match (self.link.get(), self.left) {
            _ if self.closed => 0,
            (Fate::Drop, _) => 0,
            (Fate::Cut(_), Some(left)) => left.min(buf.len()),
            (Fate::Cut(body), None) => {
                // hyper hands over the head in one piece, at the start of the first write.
                let head = buf.windows(4).position(|four| four == b"\r\n\r\n").map_or(0, |at| at + 4);
                self.left = Some(head + body);
                (head + body).min(buf.len())
            }
            (Fate::Keep | Fate::CloseAfter, _) => buf.len(),
        };
        if allowed == 0 && !buf.is_empty() {
            self.close(cx);
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, buf.get(..allowed).unwrap_or(buf)))?;
        self.wrote = true;
        self.left = self.left.map(|left| left.saturating_sub(written));
        Poll::Ready(Ok(written))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.closed || !matches!(self.link.get(), Fate::Keep | Fate::CloseAfter) {
            let first = bufs.iter().find(|buf| !buf.is_empty());
            return self.poll_write(cx, first.map_or(&[], |buf| buf));
        }
        let written = ready!(Pin::new(&mut self.stream).poll_write_vectored(cx, bufs))?;
        self.wrote = true;
        Poll::Ready(Ok(written))
    }

    /// Says yes; otherwise hyper would copy a long list into one piece, and keep that for as long as the connection.
    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        match self.link.get() {
            // What was written so far belongs to an earlier answer.
            Fate::Keep => self.wrote = false,
            Fate::CloseAfter if self.wrote && !self.closed => self.close(cx),
            Fate::Cut(_) if self.left == Some(0) && !self.closed => self.close(cx),
            _ => {}
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
