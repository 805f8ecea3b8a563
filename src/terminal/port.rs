//! What the loop asks of a terminal: to draw on it, and what is typed there. The loop's tests have one of
//! their own.

use std::io;
use std::task::Poll;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::core::Event;
use crate::view::canvas::Caret;

/// How a frame wants the terminal to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wishes {
    /// It tells when it gets or loses the focus.
    pub(crate) focus: bool,
    /// A row that ends before the terminal's does not run on into the next.
    pub(crate) soft_wrap: bool,
}

/// The terminal. Each of its errors means that it is gone.
pub(crate) trait Screen {
    /// The present size.
    fn size(&self) -> Size;
    /// Brings the screen up to date with what `draw` puts into an empty buffer.
    fn show(&mut self, wishes: Wishes, draw: impl FnOnce(&mut Buffer) -> Caret) -> io::Result<()>;
    /// Forgets what is on the screen, so that the next frame is written whole.
    fn forget(&mut self);
    /// Whether somebody could continue the program if it stopped.
    fn can_stop(&self) -> bool;
    /// Gives the terminal back and stops, like every program on `Ctrl-z`; returns in the foreground.
    fn suspend(&mut self) -> io::Result<()>;
    /// Takes the terminal over anew after the program was stopped from outside.
    fn resume(&mut self) -> io::Result<()>;
    /// Lends the terminal to another program, with nothing but `words` on it.
    fn lend(&mut self, words: &[String]) -> io::Result<()>;
    /// Whether another program has the terminal: it is neither read nor written then.
    fn is_lent(&self) -> bool;
    /// Takes the lent terminal over anew.
    fn take_back(&mut self) -> io::Result<()>;
    /// Discards what was typed and is still unread.
    fn drop_typed(&self);
    /// Lets `Ctrl-c` come as a signal, for as long as nothing is read.
    fn let_interrupt(&mut self, on: bool);
}

/// What is typed. `Some(None)` is something that means nothing here, `None` the end of the terminal.
pub(crate) trait Typing {
    /// What comes next. Can be dropped at any time: nothing is lost.
    async fn next(&mut self) -> Option<Option<Event>>;
    /// What is there already.
    fn ready(&mut self) -> Poll<Option<Option<Event>>>;
    /// Tells whether anything was read since this was last asked, be it the beginning of a paste only.
    fn take_typed(&mut self) -> bool;
    /// Reads what there is and forgets it: it was typed for nobody. Gives what the app has to hear all the
    /// same: that something was `typed`, also before this, and news of the focus.
    fn hush(&mut self, typed: bool) -> Vec<Event>;
    /// Forgets what was read and not told: it was typed for somebody else.
    fn discard(&mut self);
    /// Waits until the terminal is gone, without reading it. Can be dropped at any time.
    async fn gone(&mut self);
}
