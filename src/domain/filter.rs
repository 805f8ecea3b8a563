//! The language of the filter, the same in the browser and in `list FILTER`: words that are looked for in the id and the
//! description, and conditions on what is known of a secret, combined freely.
//!
//! ```text
//! text ──read──► terms with their places ─► words       matched and ranked by `index`
//!                                        └► conditions  judged here, from the row and from `Facts`
//! ```
//!
//! A condition is judged in three ways: it holds, it does not, or nobody can tell. A secret of which nobody can tell is
//! found neither by the condition nor by its opposite.

mod complete;
mod condition;
mod facts;
mod kept;
mod language;
mod name;
mod read;
mod term;
mod view;

pub use complete::{Names, completions};
pub use condition::{Compare, Condition, Needs, Span, Unit};
pub use facts::Facts;
pub use kept::KeptFilters;
pub use language::LANGUAGE;
pub use name::Name;
pub use read::{Placed, read};
pub use term::{Sense, Term, Unfinished};
pub use view::{VIEWS_WITH_A_KEY, View};

/// The longest filter, in characters: more than any id or description has.
pub const LONGEST: usize = 300;

#[cfg(test)]
mod tests;
