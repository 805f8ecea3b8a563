//! Makes sure that a signal ends the program even when its loop is stuck in writing to a terminal that takes
//! nothing.

use std::io;
use std::thread;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};

use crate::children::note_ending;

/// The time that the loop has to end in order on a signal: longer than it waits for a write under way.
const GRACE: Duration = Duration::from_secs(5);

/// Ends the process when a signal has asked for that and the loop has not done it in time. The terminal cannot
/// be given back, because it takes nothing.
///
/// # Errors
/// When no thread can be started or no signal caught.
pub(super) fn watch_signals(clean_up: fn()) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    thread::Builder::new().name("signals".into()).spawn(move || {
        let caught = runtime.block_on(async {
            let mut terminate = signal(SignalKind::terminate())?;
            let mut hang_up = signal(SignalKind::hangup())?;
            let caught = tokio::select! {
                _ = terminate.recv() => SignalKind::terminate(),
                _ = hang_up.recv() => SignalKind::hangup(),
            };
            note_ending(caught.as_raw_value());
            tokio::time::sleep(GRACE).await;
            io::Result::Ok(caught)
        });
        if let Ok(caught) = caught {
            clean_up();
            #[expect(
                clippy::disallowed_methods,
                reason = "the loop is stuck and the terminal takes nothing"
            )]
            std::process::exit(128 + caught.as_raw_value());
        }
    })?;
    Ok(())
}
