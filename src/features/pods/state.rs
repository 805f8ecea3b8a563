//! The state of the pods. Its transitions stand in the files beside this one.

use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use super::body::Body;
use super::index::Index;
use super::looks::Looks;
use crate::domain::uses::{Asked, PodSort};
use crate::domain::{Failure, Pod};
use crate::text::SafeText;

/// The pods that the user can list, and where they use secrets.
#[derive(Debug, Default)]
pub struct Pods {
    pub(super) phase: Phase,
    /// The user who asked: another one sees other pods.
    pub(super) user: SafeText,
    /// The batches of the list under way.
    pub(super) batches: Vec<Vec<Pod>>,
    /// The time at which the newest list came.
    pub(super) as_of: Option<Timestamp>,
    pub(super) looks: Looks,
    pub(super) index: Index,
    /// The point between two changes of values at which the list was asked for; `None` until it is known.
    pub(super) asked: Option<Asked>,
    /// The order of tables.
    pub(super) sort: PodSort,
    /// The view of the pods of one secret.
    pub(super) body: Option<Body>,
}

/// The state of the last call for the pods.
#[derive(Debug, Default)]
pub enum Phase {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// The call is under way, or the index is being made.
    Asking {
        /// The time of its beginning.
        since: Instant,
        /// The pods that have come.
        pods: usize,
    },
    /// The pods are known.
    Known,
    /// The call failed. Pods of an earlier one, or those that came before it broke off, are known.
    Failed(Arc<Failure>),
}
