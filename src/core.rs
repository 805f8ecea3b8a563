//! What the parts of the program tell each other: events and effects, and the ids of requests, by which an
//! answer finds who asked. Plain data; what becomes of it is for others to know.

pub mod copy;
pub mod editing;
pub mod event;
pub mod ledger;
pub mod profile;
pub mod settings;
pub mod ticket;

pub use copy::{CopyFault, CopyJob, CopyReport};
pub use event::{Effect, Event};
pub use ledger::Ledger;
pub use ticket::{RequestId, Session, Slot, Ticket};
