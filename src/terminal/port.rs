//! The terminal as the loop sees it: a screen to draw on, and the typed input. The loop's tests have their own.

use std::io;
use std::task::Poll;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::core::Event;
use crate::view::Caret;

/// The modes that a frame wants.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wishes {
    /// The terminal reports when it gets or loses the focus.
    pub(crate) focus: bool,
    /// A row that ends before the right edge does not run on into the next.
    pub(crate) soft_wrap: bool,
}

/// The terminal. Each of its errors means that it is gone.
pub(crate) trait Screen {
    /// Returns the present size.
    fn size(&self) -> Size;
    /// Updates the screen with the frame that `draw` puts into an empty buffer.
    fn show(&mut self, wishes: Wishes, draw: impl FnOnce(&mut Buffer) -> Caret) -> io::Result<()>;
    /// Forgets the content of the screen, so that the next frame is written whole.
    fn forget(&mut self);
    /// Rings the bell, unless another program has the terminal.
    fn ring(&mut self);
    /// Tells whether somebody could continue the program if it stopped.
    fn can_stop(&self) -> bool;
    /// Gives the terminal back and stops, like every program on `Ctrl-z`; returns in the foreground.
    fn suspend(&mut self) -> io::Result<()>;
    /// Takes the terminal over anew after the program was stopped from outside.
    fn resume(&mut self) -> io::Result<()>;
    /// Lends the terminal to another program, with nothing but `words` on it.
    fn lend(&mut self, words: &[String]) -> io::Result<()>;
    /// Tells whether another program has the terminal: it is neither read nor written then.
    fn is_lent(&self) -> bool;
    /// Takes the lent terminal over anew.
    fn take_back(&mut self) -> io::Result<()>;
    /// Discards what was typed and is still unread.
    fn drop_typed(&self);
    /// Makes `Ctrl-c` a signal, for as long as nothing is read.
    fn let_interrupt(&mut self, on: bool);
}

/// The typed input. `Some(None)` is input without a meaning here, `None` the end of the terminal.
pub(crate) trait Typing {
    /// Waits for the next event. Can be dropped at any time: nothing is lost.
    async fn next(&mut self) -> Option<Option<Event>>;
    /// Returns an event that is there already.
    fn ready(&mut self) -> Poll<Option<Option<Event>>>;
    /// Tells whether anything was read since the last question, even if only the beginning of a paste.
    fn take_typed(&mut self) -> bool;
    /// Reads all input and forgets it, because nobody listens. Returns the events that the app has to hear all
    /// the same: that something was `typed`, also before this call, and reports of the focus.
    fn hush(&mut self, typed: bool) -> Vec<Event>;
    /// Forgets input that was read and not reported: it was typed for another program.
    fn discard(&mut self);
    /// Waits until the terminal is gone, without reading it. Can be dropped at any time.
    async fn gone(&mut self);
}
