//! The modes of the terminal that outlive a program unless it gives them back.

use std::io::{self, Stdout, Write};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, PopKeyboardEnhancementFlags,
};
use crossterm::terminal::LeaveAlternateScreen;
use crossterm::{cursor, execute};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::termios::{InputModes, OptionalActions, Termios, tcsetattr};

use crate::children::foreground;
use crate::patient::Patient;

/// The terminal is ours: the guard, the panic hook and `suspend` give it back only once.
pub(super) static TAKEN: AtomicBool = AtomicBool::new(false);

/// The modes that the terminal was lent with: the borrower may leave others behind.
pub(super) static LENT: Mutex<Option<Termios>> = Mutex::new(None);

/// Returns the terminal, for writing outside of frames.
pub(super) fn out() -> Patient<Stdout> {
    Patient(io::stdout())
}

/// Turns non-blocking mode off, which an earlier program may have left on: few programs can read such a
/// terminal.
pub(super) fn let_wait() {
    for file in [io::stdin().as_fd(), io::stdout().as_fd()] {
        if let Ok(flags) = fcntl_getfl(file)
            && flags.contains(OFlags::NONBLOCK)
        {
            let _ = fcntl_setfl(file, flags - OFlags::NONBLOCK);
        }
    }
}

/// Turns the modes of another program off, which may have been killed, and restores those that the terminal was
/// lent with, unless the terminal is not `ours`.
pub(super) fn restore_lent(ours: bool) {
    let modes = LENT.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(modes) = modes else { return };
    // A Ctrl-s that was meant for the other program may have stopped all output. Turning the stop key off
    // starts it again.
    let mut flowing = modes.clone();
    flowing.input_modes.remove(InputModes::IXON);
    for modes in [&flowing, &modes].into_iter().filter(|_| ours) {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
    }
    let _ = execute!(
        out(),
        DisableMouseCapture,
        PopKeyboardEnhancementFlags,
        cursor::SetCursorStyle::DefaultUserShape,
    );
    // Cursor keys and keypad as usual.
    let _ = out().write_all(b"\x1b[?1l\x1b>");
}

/// Gives the terminal back, once. Errors have nowhere to go: the terminal may be what failed.
pub(super) fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // If the program was stopped from outside, it left its screen behind, and the shell has modes of its
        // own.
        let ours = !foreground::is_in_background();
        foreground::unstopped(|| {
            restore_lent(ours);
            let mut out = out();
            // Plain and empty first: not every terminal has a second screen to leave.
            let _ = out.write_all(b"\x1b[0m\x1b[2J\x1b[H");
            let _ =
                execute!(out, DisableFocusChange, DisableBracketedPaste, cursor::Show, LeaveAlternateScreen);
            let _ = out.flush();
            if ours {
                let _ = crossterm::terminal::disable_raw_mode();
            }
        });
    }
}
