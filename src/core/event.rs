//! What the app is told and what it wants done: plain data in both directions.

use std::fmt;

use ratatui::layout::Size;
use zeroize::Zeroizing;

use super::editing::{EditJob, EditorEnd, NoEditor};
use super::ticket::{RequestId, SessionId, Ticket};
use crate::core::{CopyJob, CopyReport};
use crate::domain::{
    DigestKey, FileFault, Granted, Hits, ProfileId, Query, Reply, Request, Rows, SaveFault, SecretValue,
    SignInFault, Sort, TokenWay,
};
use crate::keys::Key;
use crate::text::SafeText;

/// Something that happened.
pub enum Event {
    /// A key was pressed. Releases never get here.
    Key(Key),
    /// Text was pasted; it may be a secret.
    Paste(Zeroizing<String>),
    /// Text was pasted whose end did not come; it may be a secret.
    PasteBrokenOff(Zeroizing<String>),
    /// Text was pasted that is too long to be taken; it is gone.
    PasteTooLong,
    /// Something was typed, or pasted, while what is typed belongs to nobody; it is gone.
    Unheard,
    /// The terminal has this size now.
    Resized(Size),
    /// The time that `App::next_wake` asked for has come.
    Wake,
    /// The worker has something to say about a call.
    Reply(Ticket, Reply),
    /// The matcher is done.
    Found(Ticket, Hits),
    /// Random bytes from the system; none when it has none to give.
    Random(RequestId, Option<Zeroizing<Vec<u8>>>),
    /// The file that was to become a value, or why it cannot.
    FileRead(RequestId, Result<SecretValue, FileFault>),
    /// The file of this edit is there, or can be, and the editor has this name; or why none can be started.
    EditorReady(RequestId, Result<SafeText, NoEditor>),
    /// The editor of this edit has ended, or its file was looked at again.
    EditorDone(RequestId, EditorEnd),
    /// The key of this session's digests; none when the system has no randomness to give.
    DigestKey(RequestId, Option<DigestKey>),
    /// The journal is written to this path, or why not.
    JournalSaved(RequestId, String, Result<(), SaveFault>),
    /// The terminal has got or lost the focus.
    Focus(bool),
    /// What has become of the copy with this number.
    Copied(u64, CopyReport),
    /// What came of the wish for a token: calls of this session are sent with it from now on.
    GotToken(SessionId, Result<Box<Granted>, SignInFault>),
    /// The program is in the foreground again.
    Resumed,
    /// The program was not stopped: nobody could have continued it.
    NotStopped,
    /// A signal asks the program to stop, as `Ctrl-z` does.
    Stop,
    /// A signal asks the program to end.
    Terminate,
}

/// Something to be done outside.
pub enum Effect {
    /// Ask the service; the replies carry the ticket.
    Call(Ticket, Request),
    /// The answer of this call is not wanted any more.
    Abort(Ticket),
    /// Sort and filter these rows; the last result may save work.
    Search(Ticket, Rows, Query, Hits),
    /// Make ready to filter these rows, in this order.
    PrepareSearch(Rows, Sort),
    /// Free this list, off the loop's thread.
    Discard(Rows),
    /// Put this into the clipboard; reports carry its number.
    Copy(CopyJob),
    /// Take copies of values out of the clipboard now.
    ClearCopies,
    /// Get a token for a profile; with it begins this session.
    GetToken(SessionId, ProfileId, TokenWay),
    /// Give the terminal to what gets a token for a profile, with these lines on it; with the token begins this
    /// session.
    AskAtTerminal(SessionId, ProfileId, Vec<String>),
    /// Nothing more is asked with the token of this session.
    Close(SessionId),
    /// Get so many random bytes from the system.
    Random(RequestId, usize),
    /// Read the file at this path, to become a value.
    ReadFile(RequestId, String),
    /// Put this into a private file, for an editor.
    Edit(EditJob),
    /// Give the terminal to the editor, with these lines on it until it draws, and run it on the file.
    RunEditor(Vec<String>),
    /// Look at the file again, for an editor that returned before it was done.
    LookAtEdited,
    /// Remove the file; nothing of it is wanted.
    DropEdited,
    /// Make a random key for this session's digests.
    DigestKey(RequestId),
    /// Write the journal to a new file that only its owner may read.
    SaveJournal {
        /// For the answer.
        request: RequestId,
        /// Where, as it was typed.
        path: String,
        /// What.
        text: String,
    },
    /// Write every cell of the screen again.
    Redraw,
    /// Forget what was typed and not read yet: it was meant for an editor that does not come.
    DropKeys,
    /// Give the terminal back and stop, as the shell's `Ctrl-z` does.
    Suspend,
    /// End the program.
    Quit,
}

impl Effect {
    /// What is to be on the terminal while another program has it, where this gives it away.
    pub fn hands_over(&self) -> Option<&[String]> {
        match self {
            Self::RunEditor(words) | Self::AskAtTerminal(.., words) => Some(words),
            _ => None,
        }
    }
}

/// A key, a paste and a reply may carry a secret, so an event tells only its kind.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key(_) => "Key",
            Self::Paste(_) => "Paste",
            Self::PasteBrokenOff(_) => "PasteBrokenOff",
            Self::PasteTooLong => "PasteTooLong",
            Self::Unheard => "Unheard",
            Self::Resized(_) => "Resized",
            Self::Wake => "Wake",
            Self::Reply(..) => "Reply",
            Self::Found(..) => "Found",
            Self::Random(..) => "Random",
            Self::FileRead(..) => "FileRead",
            Self::EditorReady(..) => "EditorReady",
            Self::EditorDone(..) => "EditorDone",
            Self::DigestKey(..) => "DigestKey",
            Self::JournalSaved(..) => "JournalSaved",
            Self::Focus(_) => "Focus",
            Self::Copied(..) => "Copied",
            Self::GotToken(..) => "GotToken",
            Self::Resumed => "Resumed",
            Self::NotStopped => "NotStopped",
            Self::Stop => "Stop",
            Self::Terminate => "Terminate",
        })
    }
}

impl fmt::Debug for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(ticket, request) => {
                write!(f, "Call({:?}, {:?})", ticket.request_key, request.operation())
            }
            Self::Abort(ticket) => write!(f, "Abort({:?})", ticket.request_key),
            Self::PrepareSearch(rows, sort) => write!(f, "PrepareSearch({} rows, {sort:?})", rows.len()),
            Self::Search(_, rows, query, _) => write!(f, "Search({} rows, {:?})", rows.len(), query.sort),
            Self::Discard(rows) => write!(f, "Discard({} rows)", rows.len()),
            Self::Copy(job) => write!(f, "Copy({})", job.id),
            Self::ClearCopies => f.write_str("ClearCopies"),
            Self::GetToken(session, profile, way) => {
                write!(f, "GetToken({session:?}, {profile:?}, {way:?})")
            }
            Self::AskAtTerminal(session, profile, _) => write!(f, "AskAtTerminal({session:?}, {profile:?})"),
            Self::Close(session) => write!(f, "Close({session:?})"),
            Self::Random(_, length) => write!(f, "Random({length})"),
            Self::ReadFile(..) => f.write_str("ReadFile(…)"),
            Self::Edit(_) => f.write_str("Edit(…)"),
            Self::RunEditor(_) => f.write_str("RunEditor"),
            Self::LookAtEdited => f.write_str("LookAtEdited"),
            Self::DropEdited => f.write_str("DropEdited"),
            Self::DigestKey(_) => f.write_str("DigestKey"),
            Self::SaveJournal { .. } => f.write_str("SaveJournal(…)"),
            Self::Redraw => f.write_str("Redraw"),
            Self::DropKeys => f.write_str("DropKeys"),
            Self::Suspend => f.write_str("Suspend"),
            Self::Quit => f.write_str("Quit"),
        }
    }
}
