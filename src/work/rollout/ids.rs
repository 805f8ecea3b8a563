//! The numbers by which answers find their questions.

/// The number of a request; its answer carries the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Call(pub u64);

/// The number of a question. An answer to an earlier question does nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QuestionId(pub u64);
