//! The signals that end a subcommand, and with it what it has started.

use std::io;
use std::thread;

use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::children::{foreground, process_group};

/// From now on a signal that ends the program ends first what the program has started.
pub fn end_groups_on_signals() {
    // Without the thread a signal still ends the program itself.
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

/// The signals that end the program.
pub(super) struct Signals([(SignalKind, Signal); 3]);

impl Signals {
    pub(super) fn new() -> io::Result<Self> {
        let caught = |kind: SignalKind| Ok::<_, io::Error>((kind, signal(kind)?));
        let (interrupt, terminate) = (SignalKind::interrupt(), SignalKind::terminate());
        Ok(Self([caught(interrupt)?, caught(terminate)?, caught(SignalKind::hangup())?]))
    }

    /// The number of the next one that comes.
    pub(super) async fn next(&mut self) -> i32 {
        let [(one, a), (two, b), (three, c)] = &mut self.0;
        let kind = tokio::select! {
            _ = a.recv() => one,
            _ = b.recv() => two,
            _ = c.recv() => three,
        };
        kind.as_raw_value()
    }
}
