//! The shapes on the wire (contract §2): JSON in, domain types out, and drafts to request bodies.
//!
//! Reading is lenient, because one odd row must not cost the list; what an answer as a whole means is
//! decided in `classify`, and how the list is cut into rows in `list_stream`.

pub mod bodies;
pub mod envelope;
pub mod grants;
pub mod intern;
mod loose;
pub mod row;
mod surrogates;
mod time;
pub mod words;

pub use envelope::Envelope;
pub use intern::Interner;
pub use row::read_secret;
pub use words::Words;
