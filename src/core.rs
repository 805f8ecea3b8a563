//! What the parts of the program tell each other: events and effects, the ids of requests, by which an answer
//! finds who asked, what a slice may read ([`Context`]), where it puts what it wants done ([`Out`]) and what it
//! reports to the others ([`News`]). Plain data; what becomes of it is for others to know.

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
pub mod settings;
pub mod ticket;

pub use context::Context;
pub use copy::{CopyFault, CopyJob, CopyReport};
pub use event::{Effect, Event};
pub use news::{Asks, News, Outcome, Purpose, Verb};
pub use notice::{Notice, SHOW_WAIT_AFTER, Tone, Wait};
pub use out::Out;
pub use pending::PendingRequests;
pub use ticket::{FIRST_SESSION, RequestId, RequestKey, SessionId, Ticket};
