//! The program's side of the clipboard: hands each copy to a holder, a child of the same binary that
//! outlives the program, and passes on what the holder reports. What the holder does is `holder`,
//! which copy comes after which is `keeper`'s.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use crate::core::{CopyJob, CopyReport};
use holders::{Live, Message};
use keeper::Keeper;

pub mod holder;
mod holders;
mod keeper;
pub mod protocol;

/// Time that the holders may take to clear what they hold when the program ends.
const CLEARS_IN: Duration = Duration::from_millis(500);

/// The handle of the thread that keeps the holders.
pub struct Clipboard {
    messages: Sender<Message>,
    live: Arc<Live>,
}

impl Clipboard {
    /// Starts a clipboard whose holders are runs of `program`; `deliver` gets the reports about copies.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(program: PathBuf, deliver: impl Fn(u64, CopyReport) + Send + 'static) -> io::Result<Self> {
        let (messages, receiver) = channel();
        let live = Arc::<Live>::default();
        let keeper = Keeper::new(program, Box::new(deliver), messages.clone(), live.clone());
        thread::Builder::new().name("clipboard".into()).spawn(move || keeper.run(&receiver))?;
        Ok(Self { messages, live })
    }

    /// Starts a copy; reports come later.
    pub fn copy(&self, job: CopyJob) {
        let _ = self.messages.send(Message::Copy(job));
    }

    /// Tells whether a holder runs.
    pub fn is_held(&self) -> bool {
        self.live.is_any()
    }

    /// Ends the holders: they clear what they hold, or drop what they were about to put there.
    pub fn clear(&self) {
        let _ = self.messages.send(Message::Clear);
    }

    /// Ends the holders, and waits for that a little.
    pub fn end(&self) {
        self.clear();
        self.live.wait_until_none(CLEARS_IN);
    }
}
