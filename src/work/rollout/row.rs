//! A pod in the plan: the facts about it, and whether it can be restarted, with every reason.

use jiff::Timestamp;

use super::reading::{Reading, is_down};
use super::runs::Ran;
use crate::domain::pod::{PodStatus, Requested, Start};
use crate::domain::{PodId, SecretId};
use crate::text::SafeText;

/// The facts about a pod, as far as they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its id.
    pub pod: PodId,
    /// Its state.
    pub reading: Reading,
    /// The time of that reading.
    pub read: Timestamp,
    /// The secrets of the plan that it uses.
    pub uses: Vec<SecretId>,
    /// The user's permission to restart it.
    pub permission: Permission,
    /// What keeps it from coming up again.
    pub troubles: Vec<Trouble>,
    /// References to secrets of other users that cannot be seen.
    pub unseen: Vec<SafeText>,
    /// It was changed since its start; a restart applies that too.
    pub is_changed: bool,
    /// `time_to_stop_instance` is set, which a restart loses.
    pub loses_time_to_stop: bool,
}

/// The user's permission to restart a pod, by `/pods/{id}/permissions`: that takes ADMIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// It is being asked for, or could not be read.
    Unknown,
    /// The user has ADMIN.
    Admin,
    /// The user has less. A 400 means this too.
    NotAdmin,
}

/// A fault for which a start of the pod fails (`PODS` §2, §3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The reference of this KEY does not resolve: its secret is gone, or its owner is not the reference's user.
    Unresolved(SafeText),
    /// `template_overrides` has a short reference for this KEY.
    ShortReference(SafeText),
    /// This KEY has a required placeholder.
    Placeholder(SafeText),
}

/// The standing of a pod in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// `(AVAILABLE, ON)`: it is chosen unless the user says otherwise.
    Preselected,
    /// The user may choose it: it is down, which a restart may mend.
    Down,
    /// The user may choose it; these references cannot be checked.
    CannotBeChecked(Vec<SafeText>),
    /// The user may choose it; nothing tells whether the user may restart it.
    PermissionUnknown,
    /// It is stopped, or about to be: it takes the value at its next start, and a restart would start it.
    Stopped,
    /// It has ended: a restart would run its job again.
    Complete,
    /// The user may choose it: a start or restart is under way, which is waited for.
    Starting,
    /// Its state is one that this program does not know, or it has no start by which a restart could be told.
    Unclear,
    /// The user may not restart it.
    NotYours,
    /// It would not come back up.
    WouldFail(Vec<Trouble>),
}

/// A remark about a pod that can be restarted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// A restart applies the changes since its start, too.
    Changed,
    /// `time_to_stop_instance` would be lost.
    LosesTimeToStop,
}

/// A pod in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The facts.
    pub facts: Facts,
    /// The user's choice.
    pub(super) choice: Option<bool>,
}

impl Facts {
    /// Judges the pod.
    pub fn standing(&self) -> Standing {
        let Reading { status, requested, start, .. } = &self.reading;
        // What nobody can choose comes first, so that the reason shown is the one that counts.
        match (status, requested) {
            (_, Requested::Off) | (PodStatus::Stopped, _) => return Standing::Stopped,
            (PodStatus::Complete, _) => return Standing::Complete,
            _ => {}
        }
        if self.permission == Permission::NotAdmin {
            return Standing::NotYours;
        }
        if !self.troubles.is_empty() {
            return Standing::WouldFail(self.troubles.clone());
        }
        match (status, requested, start) {
            (PodStatus::Other(_), ..) | (_, Requested::Other(_), _) | (_, _, Start::Unclear) => {
                Standing::Unclear
            }
            (PodStatus::Available, Requested::On, Start::Null) => Standing::Unclear,
            (PodStatus::Deleting, Requested::On, _) => Standing::Unclear,
            _ if !self.unseen.is_empty() => Standing::CannotBeChecked(self.unseen.clone()),
            _ if self.permission == Permission::Unknown => Standing::PermissionUnknown,
            (status, ..) if is_down(status) => Standing::Down,
            (PodStatus::Available, Requested::On, _) => Standing::Preselected,
            _ => Standing::Starting,
        }
    }

    /// Returns the remarks about it.
    pub fn notes(&self) -> Vec<Note> {
        let notes = [(self.is_changed, Note::Changed), (self.loses_time_to_stop, Note::LosesTimeToStop)];
        notes.into_iter().filter_map(|(applies, note)| applies.then_some(note)).collect()
    }

    /// Returns the value of its present run, before anything is written: the old one, if it uses a secret that gets a
    /// new one.
    pub(super) fn runs(&self, is_new: impl Fn(&SecretId) -> bool) -> Ran {
        if self.uses.iter().any(is_new) { Ran::Old } else { Ran::Unknown }
    }

    /// Returns the state in which it is restarted: one that is on its way is waited for until it is up.
    pub(super) fn planned(&self) -> PodStatus {
        match self.reading.status {
            PodStatus::Error => PodStatus::Error,
            _ => PodStatus::Available,
        }
    }
}

impl Standing {
    /// Returns the word for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Preselected => "ready",
            Self::Down => "down",
            Self::CannotBeChecked(_) => "cannot_be_checked",
            Self::PermissionUnknown => "permission_unknown",
            Self::Stopped => "stopped",
            Self::Complete => "complete",
            Self::Starting => "starting",
            Self::Unclear => "unclear",
            Self::NotYours => "not_yours",
            Self::WouldFail(_) => "would_fail",
        }
    }

    /// Tells whether the user can choose it.
    pub fn may_be_chosen(&self) -> bool {
        match self {
            Self::Preselected
            | Self::Down
            | Self::CannotBeChecked(_)
            | Self::PermissionUnknown
            | Self::Starting => true,
            Self::Stopped | Self::Complete | Self::Unclear | Self::NotYours | Self::WouldFail(_) => false,
        }
    }
}

impl Row {
    /// Tells whether the pod is restarted when the plan is started.
    pub fn is_chosen(&self) -> bool {
        let standing = self.facts.standing();
        let by_itself = standing == Standing::Preselected;
        standing.may_be_chosen() && self.choice.unwrap_or(by_itself)
    }
}
