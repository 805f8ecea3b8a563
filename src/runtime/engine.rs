//! Everything that works in the background: the worker and the matcher, behind one handle. Carries out
//! the effects that need neither terminal nor loop, and sends what comes of them as events.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::clipboard::Clipboard;
use super::editor::{Editor, Message};
use super::outside;
use super::worker::Worker;
use crate::api::{BaseUrl, Client, Route, SecretStore};
use crate::app::{Effect, Event};
use crate::domain::Token;
use crate::logging::{self, Record};
use crate::search::Searcher;

/// The handle of the background threads.
pub struct Engine {
    worker: Worker,
    searcher: Searcher,
    clipboard: Clipboard,
    editor: Editor,
    events: UnboundedSender<Event>,
}

impl Engine {
    /// Starts the threads. `open` makes the store on the worker's thread, because that takes time; `helper`
    /// is the program that holds copies, this one itself.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start<S, E>(
        helper: PathBuf,
        open: impl FnOnce() -> Result<S, E> + Send + 'static,
    ) -> io::Result<(Self, UnboundedReceiver<Event>)>
    where
        S: SecretStore + 'static,
        E: std::error::Error + 'static,
    {
        let (events, receiver) = unbounded_channel();
        let replies = events.clone();
        // A send fails only when the loop is gone, and then nobody wants the event.
        let worker = Worker::start(open, move |ticket, reply| {
            let _ = replies.send(Event::Reply(ticket, reply));
        })?;
        let found = events.clone();
        let searcher = Searcher::start(move |ticket, hits| {
            let _ = found.send(Event::Found(ticket, hits));
        })?;
        let copied = events.clone();
        let clipboard = Clipboard::start(helper, move |id, report| {
            logging::note(Record::Copy { number: id, report: Some(report.clone()) });
            let _ = copied.send(Event::Copied(id, report));
        })?;
        let edited = events.clone();
        let editor = Editor::start(move |event| {
            let _ = edited.send(event);
        })?;
        Ok((Self { worker, searcher, clipboard, editor, events }, receiver))
    }

    /// Starts the threads for a client of the real service, which is reached by `route`.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn for_service(
        helper: PathBuf,
        base_url: BaseUrl,
        token: Arc<Token>,
        route: Route,
    ) -> io::Result<(Self, UnboundedReceiver<Event>)> {
        Self::start(helper, move || Client::new(base_url, token, &route))
    }

    /// Carries out an effect of the background; those of the screen are the loop's, which also has given
    /// the terminal away before an editor is run.
    pub fn perform(&self, effect: Effect) {
        match effect {
            Effect::Call(ticket, request) => self.worker.call(ticket, request),
            Effect::Abort(ticket) => self.worker.abort(ticket),
            Effect::Search(ticket, rows, query, former) => self.searcher.search(ticket, rows, query, former),
            Effect::Discard(rows) => self.searcher.discard(rows),
            Effect::Copy(job) => {
                logging::note(Record::Copy { number: job.id, report: None });
                self.clipboard.copy(job);
            }
            Effect::ClearCopies => self.clipboard.clear(),
            Effect::Random(length) => outside::random(length, self.teller()),
            Effect::DigestKey => outside::digest_key(self.teller()),
            Effect::SaveJournal { path, text } => outside::save_journal(path, text, self.teller()),
            Effect::ReadFile(path) => outside::read_file(path, self.teller()),
            Effect::Edit(job) => self.editor.tell(Message::Prepare(job)),
            Effect::RunEditor(_) => self.editor.tell(Message::Run),
            Effect::LookAtEdited => self.editor.tell(Message::Look),
            Effect::DropEdited => self.editor.tell(Message::Drop),
            Effect::Redraw | Effect::Suspend | Effect::Quit => {}
        }
    }

    fn teller(&self) -> impl FnOnce(Event) + Send + 'static {
        let events = self.events.clone();
        move |event| {
            let _ = events.send(event);
        }
    }

    /// Ends the helpers that hold a copy, which clears what they hold.
    pub fn clear_clipboard(&self) {
        if self.clipboard.is_held() {
            self.clipboard.end();
        }
    }

    /// Adds an event of the loop's own.
    pub fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }
}
