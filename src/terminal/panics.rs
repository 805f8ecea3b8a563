//! The handling of a panic: gives the screen back before anything is reported, and reports nothing that was
//! typed or received.

use std::any::Any;
use std::backtrace::{Backtrace, BacktraceStatus};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::modes::give_back;
use crate::logging::{self, Record};
use crate::patient::Patient;

/// Reports of panics on other threads, which must not be written over the screen.
static REPORTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Sets the panic hook. A panic of the main thread gives the screen back before it is reported. One of another
/// thread is kept for later when it is contained (the worker's tasks), and ends the program otherwise.
pub(super) fn hook(clean_up: fn()) {
    panic::set_hook(Box::new(move |info| {
        let at = info.location().map(ToString::to_string).unwrap_or_default();
        logging::note(Record::Panicked { at });
        let report = report(info);
        if thread::current().name() == Some("worker") {
            REPORTS.lock().unwrap_or_else(PoisonError::into_inner).push(report);
            return;
        }
        clean_up();
        give_back();
        let _ = writeln!(Patient(io::stderr()), "{report}");
        if thread::current().name() != Some("main") {
            #[expect(clippy::disallowed_methods, reason = "the terminal has just been given back")]
            std::process::exit(101);
        }
    }));
}

/// Returns the reports of other threads from the time in which the screen was ours.
pub fn kept_reports() -> Vec<String> {
    std::mem::take(&mut REPORTS.lock().unwrap_or_else(PoisonError::into_inner))
}

fn report(info: &PanicHookInfo<'_>) -> String {
    let thread = thread::current();
    let name = thread.name().unwrap_or("?");
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let mut report =
        format!("tapis-secrets: thread '{name}' panicked at {place}:\n{}", message(info.payload()));
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        let _ = write!(report, "\n{trace}");
    }
    report
}

/// Returns a message that is written in the program. One that was composed at run time may quote a text: the
/// standard library quotes a string that is cut inside a letter.
fn message(payload: &dyn Any) -> &str {
    payload.downcast_ref::<&'static str>().copied().unwrap_or("(the message may quote a value: left out)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_may_quote_a_text_is_left_out() {
        let value = "hunter2é".to_owned();
        let caught = panic::catch_unwind(|| value[..8].len()).unwrap_err();
        assert!(caught.downcast_ref::<String>().is_some_and(|told| told.contains("hunter2")));
        assert!(!message(&*caught).contains("hunter2"));
        assert_eq!(message(&"a bug"), "a bug");
    }
}
