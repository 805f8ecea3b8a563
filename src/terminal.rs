//! The terminal: takes it over, draws on it, and gives it back as it was on every way out.

use std::io::{self, Write};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::terminal::EnterAlternateScreen;
use crossterm::{cursor, execute};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, SpecialCodeIndex, tcflush, tcgetattr, tcsetattr,
};

pub mod input;
mod modes;
mod panics;
mod port;
mod stuck;
pub mod writer;

pub use panics::kept_reports;
pub(crate) use port::{Screen, Typing, Wishes};

use crate::children::{can_be_continued, foreground, is_ignored};
use crate::view::Caret;
use modes::{LENT, TAKEN, give_back, let_wait, out, restore_lent};
use writer::{LARGEST, Writer};

const CTRL_C: u8 = 0x03;
/// Stands for a signal that no key sends.
const NO_KEY: u8 = 0;

/// The terminal while it is ours; gives it back when dropped.
pub struct Terminal {
    writer: Writer,
    /// The buffer of the frame on the screen.
    shown: Buffer,
    /// The buffer of the next frame; blank until then.
    next: Buffer,
    /// The terminal reports when it gets or loses the focus.
    focus: bool,
    /// Another program has the terminal.
    lent: bool,
    /// `Ctrl-c` is a signal, because nothing is read.
    interrupts: bool,
    /// The starter of the program does not want it to be stopped.
    never_stops: bool,
}

impl Terminal {
    /// Takes the terminal over: alternate screen, raw mode, bracketed paste, no cursor, and reports of the
    /// focus, if wanted. A mode that cannot be set is left out. Where a panic or a signal ends the program at
    /// once, `clean_up` is called first.
    ///
    /// # Errors
    /// When the terminal cannot be written to, or a signal ends the program before it has the terminal.
    pub fn take(focus: bool, clean_up: fn()) -> io::Result<Self> {
        panics::hook(clean_up);
        stuck::watch_signals(clean_up)?;
        let mut terminal = Self {
            writer: Writer::new()?,
            shown: Buffer::default(),
            next: Buffer::default(),
            focus,
            lent: false,
            interrupts: false,
            never_stops: is_ignored(rustix::process::Signal::TSTP),
        };
        terminal.enter()?;
        Ok(terminal)
    }

    fn enter(&mut self) -> io::Result<()> {
        if !foreground::wait_for_terminal() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        TAKEN.store(true, Ordering::SeqCst);
        let _ = crossterm::terminal::enable_raw_mode();
        self.interrupts = false;
        execute!(out(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        if self.focus {
            execute!(out(), EnableFocusChange)?;
        }
        self.forget();
        Ok(())
    }

    /// Turns reports of the focus on or off.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn report_focus(&mut self, on: bool) -> io::Result<()> {
        if self.focus != on {
            self.focus = on;
            match on {
                true => execute!(out(), EnableFocusChange)?,
                false => execute!(out(), DisableFocusChange)?,
            }
        }
        Ok(())
    }

    /// Returns the size to draw in: the present one, up to the largest; 80 x 24 when the terminal does not
    /// tell.
    pub fn size(&self) -> Size {
        let Size { width, height } = writer::size();
        Size { width: width.min(LARGEST.width), height: height.min(LARGEST.height) }
    }

    /// Draws a frame in the present size of the terminal; writes only the changes.
    ///
    /// # Errors
    /// When the terminal cannot be written to.
    fn draw(&mut self, draw: impl FnOnce(&mut Buffer) -> Caret) -> io::Result<()> {
        let Size { width, height } = self.size();
        let area = Rect::new(0, 0, width, height);
        if self.next.area != area {
            (self.shown, self.next) = (Buffer::empty(area), Buffer::empty(area));
            self.writer.clear();
        }
        let caret = draw(&mut self.next);
        let result = self.writer.write(&self.shown, &self.next, caret);
        std::mem::swap(&mut self.shown, &mut self.next);
        // The buffer may hold a value that is hidden now.
        self.next.reset();
        result
    }

    /// Wipes the copies of the screen: they would stay in memory for as long as another program has the
    /// terminal.
    fn wipe(&mut self) {
        self.shown.reset();
        self.next.reset();
    }
}

impl Screen for Terminal {
    fn size(&self) -> Size {
        self.size()
    }

    fn show(&mut self, wishes: Wishes, draw: impl FnOnce(&mut Buffer) -> Caret) -> io::Result<()> {
        self.report_focus(wishes.focus)?;
        self.writer.soft_wrap(wishes.soft_wrap && writer::size().width <= LARGEST.width);
        self.draw(draw)
    }

    fn forget(&mut self) {
        self.wipe();
        self.writer.clear();
    }

    fn ring(&mut self) {
        if !self.lent {
            let mut out = out();
            // Nobody hears a bell of a terminal that is gone.
            let _ = out.write_all(b"\x07").and_then(|()| out.flush());
        }
    }

    fn can_stop(&self) -> bool {
        !self.never_stops && can_be_continued()
    }

    fn suspend(&mut self) -> io::Result<()> {
        give_back();
        self.wipe();
        // Stops the whole group, so that the program that started this one stops with it. When the system
        // refuses, the program goes on.
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
        self.enter()
    }

    fn resume(&mut self) -> io::Result<()> {
        // Whoever stopped the program may have changed the modes. Only a terminal that was given back is taken
        // over anew.
        if foreground::wait_for_terminal() {
            let _ = crossterm::terminal::disable_raw_mode();
        }
        self.enter()
    }

    fn lend(&mut self, words: &[String]) -> io::Result<()> {
        // Turns all modes off, but stays on the alternate screen, so that nobody can scroll back to anything
        // that the other program shows.
        self.lent = true;
        self.wipe();
        let _ = crossterm::terminal::disable_raw_mode();
        *LENT.lock().unwrap_or_else(PoisonError::into_inner) = tcgetattr(io::stdin()).ok();
        let_wait();
        let mut out = out();
        execute!(out, DisableFocusChange, DisableBracketedPaste, cursor::Show)?;
        out.write_all(b"\x1b[0m\x1b[2J\x1b[H")?;
        for line in words {
            writeln!(out, "{line}")?;
        }
        out.flush()
    }

    fn is_lent(&self) -> bool {
        self.lent
    }

    fn take_back(&mut self) -> io::Result<()> {
        self.lent = false;
        restore_lent(true);
        // Drops keys that were typed for the other program, and late answers of the terminal to it.
        self.drop_typed();
        self.enter()
    }

    fn drop_typed(&self) {
        let _ = tcflush(io::stdin(), QueueSelector::IFlush);
    }

    fn let_interrupt(&mut self, on: bool) {
        if self.interrupts == on {
            return;
        }
        self.interrupts = on;
        if let Ok(mut modes) = tcgetattr(io::stdin()) {
            modes.local_modes.set(LocalModes::ISIG, on);
            if on {
                modes.special_codes[SpecialCodeIndex::VINTR] = CTRL_C;
                for other in [SpecialCodeIndex::VQUIT, SpecialCodeIndex::VSUSP] {
                    modes.special_codes[other] = NO_KEY;
                }
            }
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &modes);
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
        // The process is about to end, and gives back all of its memory at once.
        std::mem::forget((std::mem::take(&mut self.shown), std::mem::take(&mut self.next)));
    }
}
