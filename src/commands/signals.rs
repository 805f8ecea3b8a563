//! The signals that end a subcommand together with all programs that it has started.

use std::future::poll_fn;
use std::io;
use std::task::Poll;
use std::thread;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::children::{foreground, is_ignored, process_group};

/// Lets a signal that ends this program end all programs that it has started, too.
pub fn end_groups_on_signals() {
    // Without the thread, a signal still ends this program.
    let _ = thread::Builder::new().name("signals".into()).spawn(|| {
        if let Ok(number) = first() {
            foreground::abandon();
            process_group::end_all();
            #[expect(clippy::disallowed_methods, reason = "there is no terminal to give back")]
            std::process::exit(128 + number);
        }
    });
}

fn first() -> io::Result<i32> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async { Ok(Signals::new()?.next().await) })
}

/// The signals that end a command, but for those that were ignored when the program was started, as by nohup(1).
pub(super) struct Signals(Vec<(SignalKind, Signal)>);

impl Signals {
    pub(super) fn new() -> io::Result<Self> {
        let kinds =
            [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup(), SignalKind::quit()];
        let mut all = Self(Vec::new());
        all.add(&kinds)?;
        Ok(all)
    }

    /// Catches further signals, which would end the program otherwise.
    pub(super) fn add(&mut self, kinds: &[SignalKind]) -> io::Result<()> {
        for kind in kinds {
            let is_ignored =
                rustix::process::Signal::from_named_raw(kind.as_raw_value()).is_some_and(is_ignored);
            // Rust ignores that of a broken pipe itself, whatever was wanted.
            if !is_ignored || *kind == SignalKind::pipe() {
                self.0.push((*kind, signal(*kind)?));
            }
        }
        Ok(())
    }

    /// Returns the number of the next signal.
    pub(super) async fn next(&mut self) -> i32 {
        poll_fn(|cx| {
            let came =
                self.0.iter_mut().find_map(|(kind, signal)| signal.poll_recv(cx).is_ready().then_some(*kind));
            came.map_or(Poll::Pending, |kind| Poll::Ready(kind.as_raw_value()))
        })
        .await
    }
}
