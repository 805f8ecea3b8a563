//! The shapes on the wire (contract §2): JSON in, domain types out, and drafts to request bodies.
//!
//! Reading is lenient, because one odd row must not cost the list; what an answer as a whole means is
//! decided in `classify`, and how the list is cut into rows in `list_stream`.

pub mod bodies;
pub mod envelope;
pub mod grants;
pub mod intern;
mod lenient;
mod loose;
pub mod metadata;
pub mod pod;
pub mod pod_parts;
pub mod row;
mod surrogates;
mod time;
pub mod words;

pub use envelope::Envelope;
pub use intern::Interner;
pub use metadata::Metadata;
pub use pod::read_pod;
pub use row::read_secret;
pub use words::Words;
