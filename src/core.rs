//! The messages between the parts of the program: events and effects, the ids of requests, by which an answer
//! finds its question, the context that a slice may read ([`Context`]), and the outlet for its effects and for
//! its reports to other slices ([`Out`], [`News`]). All of this is plain data; other modules act on it.

mod context;
pub mod copy;
pub mod editing;
pub mod event;
pub mod life;
mod news;
mod notice;
mod out;
pub mod pending;
pub mod profile;
pub mod records;
pub mod settings;
pub mod ticket;

pub use context::{Context, SPINNER_FRAME};
pub use copy::{CopyFault, CopyJob, CopyReport, ValueForm};
pub use event::{Effect, Event};
pub use news::{Asks, News, Outcome, Purpose, Verb};
pub use notice::{Notice, SHOW_WAIT_AFTER, Tone, Wait};
pub use out::Out;
pub use pending::PendingRequests;
pub use ticket::{FIRST_SESSION, RequestId, RequestKey, SessionId, Ticket};
