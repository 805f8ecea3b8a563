//! Everything that works in the background, behind one handle: calls, searches, copies, the editor, tokens,
//! files. Carries out the effects that need neither terminal nor loop, and sends their results as events.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::accounts::Accounts;
use crate::api::{Access, SecretStore};
use crate::clipboard::Clipboard;
use crate::core::{Effect, Event, RequestId, SessionId};
use crate::domain::{ProfileId, SecretId, SecretValue, SignInFault, Tested, TokenWay};
use crate::external_editor::{Editor, Message};
use crate::logging::{self, Record};

mod changes;
mod files;
mod jobs;
mod matcher;
mod network;
mod random;
mod records;
mod uses;

use changes::{Remember, Remembering};
use matcher::Matcher;
use network::NetworkWorker;
use records::Records;
pub use records::records_folder;
use uses::UsesWorker;

/// The handle of the background threads.
pub struct Engine {
    worker: NetworkWorker,
    matcher: Matcher,
    uses: UsesWorker,
    clipboard: Clipboard,
    accounts: Arc<dyn Accounts>,
    editor: Editor,
    remembering: Remembering,
    records: Records,
    events: UnboundedSender<Event>,
}

impl Engine {
    /// Starts the threads. `make` makes the store of a session on the worker's thread, because that takes time;
    /// `accounts` gets tokens; `holder` is the program that holds copies, which is this program itself; `records` is
    /// the folder of the records of rollouts, without which none is kept.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start<S, E>(
        holder: PathBuf,
        make: impl Fn(Access) -> Result<S, E> + Send + 'static,
        accounts: impl Accounts,
        records: Option<PathBuf>,
    ) -> io::Result<(Self, UnboundedReceiver<Event>)>
    where
        S: SecretStore + 'static,
        E: std::error::Error + 'static,
    {
        let (events, receiver) = unbounded_channel();
        let replies = events.clone();
        // A send fails only after the loop has ended, and then the event is useless.
        let worker = NetworkWorker::start(make, move |ticket, reply| {
            let _ = replies.send(Event::Reply(ticket, reply));
        })?;
        let found = events.clone();
        let matcher = Matcher::start(move |event| {
            let _ = found.send(event);
        })?;
        let worked = events.clone();
        let uses = UsesWorker::start(move |request, done| {
            let _ = worked.send(Event::UsesDone(request, done));
        })?;
        let copied = events.clone();
        let clipboard = Clipboard::start(holder, move |id, report| {
            logging::note(Record::Copy { number: id, report: Some(report.clone()) });
            let _ = copied.send(Event::Copied(id, report));
        })?;
        let edited = events.clone();
        let editor = Editor::start(move |event| {
            let _ = edited.send(event);
        })?;
        let recalled = events.clone();
        let remembering = changes::start(move |event| {
            let _ = recalled.send(event);
        })?;
        let told = events.clone();
        let records = records::start(records, move |event| {
            let _ = told.send(event);
        })?;
        let accounts = Arc::new(accounts);
        Ok((
            Self { worker, matcher, uses, clipboard, accounts, editor, remembering, records, events },
            receiver,
        ))
    }

    /// Opens a session with a token that was there from the start.
    pub fn open(&self, session: SessionId, access: Access) {
        self.worker.open(session, access);
    }

    /// Carries out an effect of the background. The loop carries out those of the screen, and has lent the
    /// terminal before it passes on an editor to run.
    pub fn perform(&self, effect: Effect) {
        match effect {
            Effect::Call(ticket, request) => self.worker.call(ticket, request),
            Effect::Abort(ticket) => self.worker.abort(ticket),
            Effect::Search(ticket, rows, query, former) => self.matcher.search(ticket, rows, query, *former),
            Effect::ForgetResults => self.matcher.forget_results(),
            Effect::PrepareSearch(rows, query) => self.matcher.prepare(rows, query),
            Effect::WriteList(request, wanted) => self.matcher.write(request, wanted),
            Effect::FindAgain(old, new) => self.matcher.find_again(old, new),
            Effect::Discard(rows) => self.matcher.discard(rows),
            Effect::Uses(request, job) => self.uses.perform(request, job),
            Effect::DiscardPods(waste) => self.uses.discard(waste),
            Effect::Copy(job) => {
                logging::note(Record::Copy { number: job.id, report: None });
                self.clipboard.copy(job);
            }
            Effect::ClearCopies => self.clipboard.clear(),
            Effect::GetToken(session, profile, way) => self.get_token(session, profile, way),
            Effect::AskAtTerminal(session, profile, _) => {
                self.get_token(session, profile, TokenWay::AtTerminal);
            }
            Effect::Close(session) => self.worker.close(session),
            Effect::Random(request, length) => random::random(request, length, self.teller()),
            Effect::DigestKey(request) => random::digest_key(request, self.teller()),
            Effect::SaveJournal { request, path, text } => {
                files::save_journal(request, path, text, self.teller());
            }
            Effect::TestValue(request, profile, id, value) => self.test_value(request, profile, id, value),
            Effect::Records(job) => self.records.tell(job),
            Effect::ReadFile(request, path) => files::read_file(request, path, self.teller()),
            Effect::Recall(whose, job) => self.remembering.tell((whose, Remember::Change(job))),
            Effect::KeptFilters(whose, job) => self.remembering.tell((whose, Remember::Filter(job))),
            Effect::Edit(job) => self.editor.tell(Message::Prepare(job)),
            Effect::RunEditor(_) => self.editor.tell(Message::Run),
            Effect::LookAtEdited => self.editor.tell(Message::Look),
            Effect::DropEdited => self.editor.tell(Message::Drop),
            Effect::Bell | Effect::Redraw | Effect::DropKeys | Effect::Suspend | Effect::Quit => {}
        }
    }

    /// Gets a token on a thread of its own, because commands and endpoints may take seconds.
    fn get_token(&self, session: SessionId, profile: ProfileId, way: TokenWay) {
        self.accounts.arrive(profile);
        let (accounts, worker, tell) = (self.accounts.clone(), self.worker.clone(), self.teller());
        let run = move || {
            let result = accounts.token(profile, way).map(|(access, granted)| {
                // The session opens before the app learns of the token: its first call needs it.
                worker.open(session, access);
                Box::new(granted)
            });
            tell(Event::GotToken(session, result));
        };
        if thread::Builder::new().name("token".into()).spawn(run).is_err() {
            let why = SignInFault::Source("The system has no thread left to get a token on.".to_owned());
            self.tell(Event::GotToken(session, Err(why)));
        }
    }

    /// Waits until the records of rollouts are as they are to stay and changes are remembered, but not for long.
    pub fn finish_files(&self) {
        self.records.finish();
        self.remembering.finish();
    }

    /// Tests a value on a thread of its own, because the user's command may take its time.
    fn test_value(&self, request: RequestId, profile: ProfileId, id: SecretId, value: Arc<SecretValue>) {
        let (accounts, tell) = (self.accounts.clone(), self.teller());
        let run = move || tell(Event::ValueTested(request, accounts.test(profile, &id, value)));
        if thread::Builder::new().name("test".into()).spawn(run).is_err() {
            self.tell(Event::ValueTested(request, Tested::NotStarted));
        }
    }

    fn teller(&self) -> impl FnOnce(Event) + Send + 'static {
        let events = self.events.clone();
        move |event| {
            let _ = events.send(event);
        }
    }

    /// Ends the processes that hold a copy, which clears their clipboards, if there are any and `wanted`
    /// agrees.
    pub fn clear_clipboard(&self, wanted: impl FnOnce() -> bool) {
        if self.clipboard.is_held() && wanted() {
            self.clipboard.end();
        }
    }

    fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }
}
