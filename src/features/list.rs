//! The list: its rows in their order, what is selected, how it gets here, and the filter over it.

mod filter;
mod load;
mod ordered;

pub use filter::{Filter, LONGEST, Pasted, full};
pub use load::{Load, Phase};
pub use ordered::{Follow, Ordered};
