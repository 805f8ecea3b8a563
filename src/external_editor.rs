//! Edits a value in the user's own editor: a thread makes the private file, runs the editor on it, reads the
//! saved text, and removes all of it. `app::editor` asks for the edit and uses its result.
//!
//! ```text
//! Effect::Edit ─► file made ─► EditorReady ─► (the loop gives the terminal away) ─► Effect::RunEditor
//!   ─► child ─► file read and removed ─► EditorDone ─► (the loop takes the terminal back)
//! ```

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::core::editing::{EditJob, EditorEnd, Exit, NoEditor};
use crate::core::{Event, RequestId};
use crate::domain::file::FILE_LIMIT;
use crate::domain::{SecretId, SecretValue};
use crate::files::read_value;
use crate::text::SafeText;

mod child;
mod command;
mod home;
mod known;

use crate::files::private_dir::{self, PrivateDir};
use command::EditorCommand;

/// The time within which an editor returns that has only told another one to open the file.
const AT_ONCE: Duration = Duration::from_secs(1);

/// The state that must not outlive the program. There is at most one directory.
static LIVE: Mutex<Live> = Mutex::new(Live { directory: None, over: false });

struct Live {
    /// The private directory.
    directory: Option<PathBuf>,
    /// The program ends: no directory is made any more.
    over: bool,
}

fn live() -> MutexGuard<'static, Live> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes the private directory, on every way out of the program; the editor has ended before.
pub fn abandon() {
    let directory = {
        let mut live = live();
        live.over = true;
        live.directory.take()
    };
    if let Some(directory) = directory {
        private_dir::remove(&directory);
    }
}

/// The handle of the thread.
pub struct Editor(Sender<Message>);

/// An order to the thread.
pub enum Message {
    /// Make the file, or only find out whether that is possible.
    Prepare(EditJob),
    /// Run the editor on the file; the terminal is free.
    Run,
    /// Read the file once more.
    Look,
    /// Remove the file.
    Drop,
}

impl Editor {
    /// Starts the thread, which first removes directories that earlier programs have left behind.
    ///
    /// # Errors
    /// When no thread can be started.
    pub fn start(deliver: impl Fn(Event) + Send + 'static) -> io::Result<Self> {
        let (messages, receiver) = channel();
        thread::Builder::new().name("editor".into()).spawn(move || {
            private_dir::sweep();
            keep(&receiver, deliver);
        })?;
        Ok(Self(messages))
    }

    /// Gives the thread an order; its result comes as an event.
    pub fn tell(&self, message: Message) {
        let _ = self.0.send(message);
    }
}

struct Open {
    /// The request of this edit.
    request: RequestId,
    editor: EditorCommand,
    file: PathBuf,
    /// The text that the file began with.
    before: Arc<SecretValue>,
    directory: PrivateDir,
}

fn keep(messages: &Receiver<Message>, deliver: impl Fn(Event)) {
    let mut open = None;
    while let Ok(message) = messages.recv() {
        match message {
            Message::Prepare(job) => {
                close(&mut open);
                let request = job.request;
                let keeps = job.text.is_some();
                let result = prepare(job).map(|new| {
                    let name = new.editor.name();
                    open = Some(new);
                    name
                });
                if !keeps {
                    close(&mut open);
                }
                deliver(Event::EditorReady(request, result));
            }
            Message::Run | Message::Look => {
                let Some(edited) = &open else { continue };
                let request = edited.request;
                let end = match message {
                    Message::Run => run(edited),
                    _ => edited.judge(Exit::Code(0), true),
                };
                if !end.keeps_file() {
                    close(&mut open);
                }
                deliver(Event::EditorDone(request, end));
            }
            Message::Drop => close(&mut open),
        }
    }
}

fn close(open: &mut Option<Open>) {
    if open.take().is_some() {
        live().directory = None;
    }
}

fn prepare(job: EditJob) -> Result<Open, NoEditor> {
    let editor = EditorCommand::of_user()?;
    let text = job.text.unwrap_or_else(|| Arc::new(SecretValue::new(String::new())));
    let mut parents = private_dir::in_memory();
    if job.on_disk {
        parents.push(private_dir::on_disk());
    }
    let shown = |path: &Path| SafeText::from(path.to_string_lossy().into_owned());
    let last = parents.last().cloned();
    let (directory, file) =
        parents.iter().find_map(|parent| open_under(parent, &job.id, &text)).ok_or_else(|| match last {
            Some(parent) if job.on_disk => NoEditor::NoDirectory(shown(&parent)),
            _ => NoEditor::OnDisk(shown(&private_dir::on_disk())),
        })?;
    Ok(Open { request: job.request, editor, file, before: text, directory })
}

/// Makes the directory and the file in it; `None` where that is not possible.
fn open_under(parent: &Path, id: &SecretId, text: &SecretValue) -> Option<(PrivateDir, PathBuf)> {
    let directory = PrivateDir::under(parent).ok()?;
    {
        let mut live = live();
        // The program is ending, and nothing would remove the directory.
        if live.over {
            return None;
        }
        live.directory = Some(directory.path().to_owned());
    }
    let file = directory.file(id.as_str(), text.expose().as_bytes()).ok()?;
    Some((directory, file))
}

fn run(open: &Open) -> EditorEnd {
    let started = Instant::now();
    if live().over {
        return EditorEnd::Unchanged;
    }
    let exit = child::run(&open.editor, &open.file, open.directory.path()).unwrap_or(Exit::NotStarted);
    open.judge(exit, started.elapsed() < AT_ONCE)
}

impl Open {
    fn judge(&self, exit: Exit, at_once: bool) -> EditorEnd {
        // One byte more, for the newline that an editor adds.
        EditorEnd::judge(&self.before, read_value(&self.file, FILE_LIMIT + 1), exit, at_once)
    }
}
