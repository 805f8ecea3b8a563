//! Where secrets are used: the pods that refer to each, the value that each of these pods runs, and what is broken.
//! Pure, and made off the loop: from the pods that the user can list and the secrets that they can see.
//!
//! ```text
//! pods ──► KnownPods ─┐
//!                     ├─► Uses ─► of one secret: pods, KEYs, readers, mistakes
//! secrets ────────────┘        ├─► findings: what is broken
//!                              └─► obstacles: why a pod would not come back up
//! ```
//!
//! A pod that the user cannot list may use a secret too (`PODS` §3): nothing here says that nobody uses one.

mod changes;
mod findings;
mod index;
mod job;
mod pods;
mod remembered;
mod resolve;
mod subject;
mod table;
mod value;

pub use changes::{Asked, Changes};
pub use findings::{Broken, Finding};
pub use index::{Radius, Use, Uses};
pub use job::{Build, Built, Done, Found, Job, ListEnd, Look, PodSource, Waste};
pub use pods::KnownPods;
pub use remembered::{KnownChange, Recall, ValueNews, Whose};
pub use resolve::{Obstacle, Resolves};
pub use subject::{Owners, Subject};
pub use table::{PodSort, Table, TableOf, TableRow, joined};
pub use value::{Noted, ValueState};

#[cfg(test)]
mod tests;
