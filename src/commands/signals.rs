//! The signals that end a subcommand together with all programs that it has started.

use std::io;
use std::thread;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::children::{foreground, process_group};

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

pub(super) struct Signals([(SignalKind, Signal); 4]);

impl Signals {
    pub(super) fn new() -> io::Result<Self> {
        let caught = |kind: SignalKind| Ok::<_, io::Error>((kind, signal(kind)?));
        let (interrupt, terminate) = (SignalKind::interrupt(), SignalKind::terminate());
        let (hangup, quit) = (SignalKind::hangup(), SignalKind::quit());
        Ok(Self([caught(interrupt)?, caught(terminate)?, caught(hangup)?, caught(quit)?]))
    }

    /// Returns the number of the next signal.
    pub(super) async fn next(&mut self) -> i32 {
        let [(one, a), (two, b), (three, c), (four, d)] = &mut self.0;
        let kind = tokio::select! {
            _ = a.recv() => one,
            _ = b.recv() => two,
            _ = c.recv() => three,
            _ = d.recv() => four,
        };
        kind.as_raw_value()
    }
}
