//! The events that the app receives, and the effects that it asks for: plain data in both directions.

use std::fmt;
use std::sync::Arc;

use ratatui::layout::Size;
use zeroize::Zeroizing;

use super::editing::{EditJob, EditorEnd, NoEditor};
use super::records::{RecordJob, RecordReport};
use super::ticket::{RequestId, SessionId, Ticket};
use crate::core::{CopyJob, CopyReport};
use crate::domain::filter::KeptFilters;
use crate::domain::listing::{Wanted, Written};
use crate::domain::uses::{Done, Job, KnownChange, Recall, Waste, Whose};
use crate::domain::{
    DigestKey, FileFault, Granted, Hits, Places, ProfileId, Query, Reply, Request, Rows, SaveFault, SecretId,
    SecretValue, SignInFault, Tested, TokenWay,
};
use crate::keys::Key;
use crate::text::SafeText;

/// Something that happened.
pub enum Event {
    /// A key was pressed. Releases never get here.
    Key(Key),
    /// Text was pasted; it may be a secret.
    Paste(Zeroizing<String>),
    /// Text was pasted, but the end of the paste did not come; the text may be a secret.
    PasteBrokenOff(Zeroizing<String>),
    /// The pasted text is too long, and was thrown away.
    PasteTooLong,
    /// Something was typed or pasted at a moment when nothing takes keys; it was thrown away.
    Unheard,
    /// The terminal has this size now.
    Resized(Size),
    /// The time that `App::next_wake` asked for has come.
    Wake,
    /// The worker reports on a call.
    Reply(Ticket, Reply),
    /// The matcher is done.
    Found(Ticket, Hits),
    /// The places of the secrets of a list in a newer one are known.
    FoundAgain(Places),
    /// A text about marked secrets is written.
    ListWritten(RequestId, Written),
    /// A step of looking at uses is done.
    UsesDone(RequestId, Done),
    /// Random bytes from the system; `None` when the system has none to give.
    Random(RequestId, Option<Zeroizing<Vec<u8>>>),
    /// The content of a file that is to become a value, or the reason why it cannot.
    FileRead(RequestId, Result<SecretValue, FileFault>),
    /// The file of this edit exists, or can be made, and the editor has this name; or the reason why no editor
    /// can be started.
    EditorReady(RequestId, Result<SafeText, NoEditor>),
    /// The editor of this edit has ended, or its file was read again.
    EditorDone(RequestId, EditorEnd),
    /// The key of this session's digests; `None` when the system has no randomness to give.
    DigestKey(RequestId, Option<DigestKey>),
    /// The journal was written to this path, or the reason why it was not.
    JournalSaved(RequestId, String, Result<(), SaveFault>),
    /// The changes that are remembered, where they were asked for; or the reason why they are not remembered.
    Recalled(Whose, Result<Vec<KnownChange>, String>),
    /// The filters that are kept, the newest last, where they were asked for; or the reason why they are not kept.
    FiltersRecalled(Whose, Result<Vec<String>, String>),
    /// The user's command has told whether a value works at its provider.
    ValueTested(RequestId, Tested),
    /// A report on the records of rollouts.
    Records(RecordReport),
    /// The terminal has got or lost the focus.
    Focus(bool),
    /// A report on the copy with this number.
    Copied(u64, CopyReport),
    /// The result of asking for a token: with a token, this session begins, and its calls are sent with the
    /// token.
    GotToken(SessionId, Result<Box<Granted>, SignInFault>),
    /// The program is in the foreground again.
    Resumed,
    /// The program was not stopped, because nobody could have continued it.
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
    /// Give up this call: its answer is not wanted any more.
    Abort(Ticket),
    /// Sort and filter these rows; the last result may save work.
    Search(Ticket, Rows, Query, Box<Hits>),
    /// Make ready to filter these rows, in the order of this query.
    PrepareSearch(Rows, Query),
    /// Forget the results of searches before: the filter line was closed, and is empty.
    ForgetResults,
    /// Write a text about marked secrets, off the loop's thread.
    WriteList(RequestId, Wanted),
    /// Find the secrets of the first list in the second, before the next search is done.
    FindAgain(Rows, Rows),
    /// Free this list, off the loop's thread.
    Discard(Rows),
    /// Carry out a step of looking at uses, off the loop's thread.
    Uses(RequestId, Job),
    /// Free these pods, off the loop's thread.
    DiscardPods(Waste),
    /// Put this into the clipboard; reports carry its number.
    Copy(CopyJob),
    /// Take copies of values out of the clipboard now.
    ClearCopies,
    /// Get a token for a profile; this session begins with the token.
    GetToken(SessionId, ProfileId, TokenWay),
    /// Lend the terminal to the command that gets a token for a profile, with these lines on it; this session
    /// begins with the token.
    AskAtTerminal(SessionId, ProfileId, Vec<String>),
    /// End this session: no further call is sent with its token.
    Close(SessionId),
    /// Get this many random bytes from the system.
    Random(RequestId, usize),
    /// Read the file at this path, to become a value.
    ReadFile(RequestId, String),
    /// Put this into a private file, for an editor.
    Edit(EditJob),
    /// Lend the terminal to the editor, with these lines on it until the editor draws, and run the editor on
    /// the file.
    RunEditor(Vec<String>),
    /// Look at the file again, for an editor that returned before it was done.
    LookAtEdited,
    /// Remove the file.
    DropEdited,
    /// Make a random key for this session's digests.
    DigestKey(RequestId),
    /// Write the journal to a new file that only its owner may read.
    SaveJournal {
        /// The id of the request, which the answer carries.
        request: RequestId,
        /// The path as the user typed it.
        path: String,
        /// The text of the journal.
        text: String,
    },
    /// Do this with the file of remembered changes.
    Recall(Whose, Recall),
    /// Do this with the file of kept filters.
    KeptFilters(Whose, KeptFilters),
    /// Ask the user's command for this profile whether the value of a secret works at its provider.
    TestValue(RequestId, ProfileId, SecretId, Arc<SecretValue>),
    /// Do something with the records of rollouts.
    Records(RecordJob),
    /// Ring the terminal's bell.
    Bell,
    /// Write every cell of the screen again.
    Redraw,
    /// Forget keys that were typed and not read yet: they were meant for an editor that does not start.
    DropKeys,
    /// Give the terminal back and stop, as the shell's `Ctrl-z` does.
    Suspend,
    /// End the program.
    Quit,
}

impl Effect {
    /// Returns the lines to show on the terminal while another program has it, where this effect lends it.
    pub fn hands_over(&self) -> Option<&[String]> {
        match self {
            Self::RunEditor(words) | Self::AskAtTerminal(.., words) => Some(words),
            _ => None,
        }
    }
}

/// Prints only the kind of an event: a key, a paste and a reply may carry a secret.
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
            Self::FoundAgain(_) => "FoundAgain",
            Self::ListWritten(..) => "ListWritten",
            Self::UsesDone(..) => "UsesDone",
            Self::Random(..) => "Random",
            Self::FileRead(..) => "FileRead",
            Self::EditorReady(..) => "EditorReady",
            Self::EditorDone(..) => "EditorDone",
            Self::DigestKey(..) => "DigestKey",
            Self::JournalSaved(..) => "JournalSaved",
            Self::Recalled(..) => "Recalled",
            Self::FiltersRecalled(..) => "FiltersRecalled",
            Self::ValueTested(..) => "ValueTested",
            Self::Records(_) => "Records",
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
            Self::PrepareSearch(rows, query) => {
                write!(f, "PrepareSearch({} rows, {:?})", rows.len(), query.order.by)
            }
            Self::ForgetResults => f.write_str("ForgetResults"),
            Self::Search(_, rows, query, _) => write!(f, "Search({} rows, {:?})", rows.len(), query.order.by),
            Self::WriteList(_, wanted) => write!(f, "WriteList({:?})", wanted.form),
            Self::FindAgain(old, new) => write!(f, "FindAgain({} rows, {} rows)", old.len(), new.len()),
            Self::Discard(rows) => write!(f, "Discard({} rows)", rows.len()),
            Self::Uses(..) => f.write_str("Uses(…)"),
            Self::DiscardPods(_) => f.write_str("DiscardPods(…)"),
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
            Self::Recall(_, job) => write!(f, "Recall({job:?})"),
            Self::KeptFilters(_, job) => write!(f, "KeptFilters({job:?})"),
            Self::TestValue(_, profile, id, _) => write!(f, "TestValue({profile:?}, {id:?})"),
            Self::Records(job) => write!(f, "{job:?}"),
            Self::Bell => f.write_str("Bell"),
            Self::Redraw => f.write_str("Redraw"),
            Self::DropKeys => f.write_str("DropKeys"),
            Self::Suspend => f.write_str("Suspend"),
            Self::Quit => f.write_str("Quit"),
        }
    }
}
