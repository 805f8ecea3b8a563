//! The look at a pod just before its restart: it is restarted, its restart is on its way already, it is waited for,
//! or it is not as planned (`PODS` §5).

use jiff::Timestamp;

use super::reading::{Reading, is_down};
use crate::domain::pod::{PodStatus, Requested, Start};

/// What the look tells to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// It can be restarted; its start, or none where the pod is down, is noted.
    Restart(Option<Timestamp>),
    /// A restart is on its way: nothing is sent. Its start is noted.
    Join(Option<Timestamp>),
    /// A start is under way, which may have read the old value: it is waited for.
    Settle,
    /// It is not as planned.
    Differs,
}

/// Judges a pod that is to be restarted while it is in the state `planned`.
pub fn judge(planned: &PodStatus, reading: &Reading) -> Before {
    let Reading { status, requested, start, .. } = reading;
    if status.is_starting() {
        return Before::Settle;
    }
    let noted = match start {
        Start::At(time) => Some(Some(*time)),
        Start::Null => Some(None),
        // A start that makes no sense cannot be told from another one.
        Start::Unclear => None,
    };
    match (requested, noted) {
        (Requested::Restart, Some(noted)) if takes_restart(status) => Before::Join(noted),
        (Requested::On, Some(noted)) if status == planned => match (status, noted) {
            (PodStatus::Available, Some(_)) => Before::Restart(noted),
            (status, noted) if is_down(status) => Before::Restart(noted),
            _ => Before::Differs,
        },
        _ => Before::Differs,
    }
}

/// Tells whether a restart that is requested in this state will happen.
fn takes_restart(status: &PodStatus) -> bool {
    matches!(
        status,
        PodStatus::Available
            | PodStatus::Error
            | PodStatus::Complete
            | PodStatus::Stopped
            | PodStatus::Deleting
    )
}
