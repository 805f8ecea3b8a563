//! The points at which a rollout stops and asks, and the answers that a person can give.

use crate::domain::{PodId, SecretId};

/// A reason to stop and ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The record of an earlier run of the program was found; nothing is done before a person says so.
    Found,
    /// The record could not be written.
    NoRecord,
    /// The secret could not be looked up, or its value cannot be replaced; nothing of it was written.
    NotLookedUp(SecretId),
    /// Its old value could not be read; nothing of it was written.
    OldNotRead(SecretId),
    /// It is certain that its value was not saved.
    NotSaved(SecretId),
    /// It is unknown whether its value was saved.
    WriteUnknown(SecretId),
    /// The value was saved, and reading it back shows another one: somebody else has written, too.
    AnotherValue(SecretId),
    /// Before going back: the secret does not hold what this rollout wrote, or it could not be read.
    ChangedMeanwhile(SecretId),
    /// The canary is done.
    AfterCanary(PodId),
    /// The user asked to stop after the present pod.
    Held,
    /// Just before its restart this pod is not as planned.
    Differs(PodId),
    /// The pod's time is over; it is watched on.
    Late(PodId),
    /// The pod came to an end that stops the rollout.
    Pod(PodId),
    /// The pod that a person had restarted again, or had waited for, is done.
    CameUp(PodId),
}

impl Stop {
    /// Returns the word for the journal and for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::NoRecord => "no_record",
            Self::NotLookedUp(_) => "not_looked_up",
            Self::OldNotRead(_) => "old_not_read",
            Self::NotSaved(_) => "not_saved",
            Self::WriteUnknown(_) => "write_unknown",
            Self::AnotherValue(_) => "another_value",
            Self::ChangedMeanwhile(_) => "changed_meanwhile",
            Self::AfterCanary(_) => "after_canary",
            Self::Held => "held",
            Self::Differs(_) => "differs",
            Self::Late(_) => "late",
            Self::Pod(_) => "pod",
            Self::CameUp(_) => "came_up",
        }
    }

    /// Returns the secret that it is about.
    pub fn secret(&self) -> Option<&SecretId> {
        match self {
            Self::NotLookedUp(secret)
            | Self::OldNotRead(secret)
            | Self::NotSaved(secret)
            | Self::WriteUnknown(secret)
            | Self::AnotherValue(secret)
            | Self::ChangedMeanwhile(secret) => Some(secret),
            _ => None,
        }
    }

    /// Returns the pod that it is about.
    pub fn pod(&self) -> Option<&PodId> {
        match self {
            Self::AfterCanary(pod)
            | Self::Differs(pod)
            | Self::Late(pod)
            | Self::Pod(pod)
            | Self::CameUp(pod) => Some(pod),
            _ => None,
        }
    }
}

/// An answer of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Everything stays as it is; the record stays too.
    Leave,
    /// Go on as planned.
    GoOn,
    /// Wait for the pod once more as long.
    WaitOn,
    /// Try again what could not be done: a look, a read, the record.
    TryAgain,
    /// Restart this pod again.
    RestartAgain(PodId),
    /// Restart this pod although it is not as planned.
    RestartAsItIs(PodId),
    /// Go on without this pod.
    LeaveOut(PodId),
    /// Restore the old values, then restart what was restarted.
    Restore,
    /// Write the value again.
    WriteAgain(SecretId),
    /// Read the value, and go on if it is the one that was sent.
    Compare(SecretId),
    /// Write the old value, whatever the secret holds now.
    OverwriteAnyway(SecretId),
    /// Go on without a way back.
    WithoutOld(SecretId),
    /// Go on without a record.
    WithoutRecord,
    /// The value is saved, as the user says who has looked: only the pods are restarted.
    IsSaved(SecretId),
}

impl Choice {
    /// Returns the word for the journal and for programs.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Leave => "leave",
            Self::GoOn => "go_on",
            Self::WaitOn => "wait_on",
            Self::TryAgain => "try_again",
            Self::RestartAgain(_) => "restart_again",
            Self::RestartAsItIs(_) => "restart_as_it_is",
            Self::LeaveOut(_) => "leave_out",
            Self::Restore => "restore",
            Self::WriteAgain(_) => "write_again",
            Self::Compare(_) => "compare",
            Self::OverwriteAnyway(_) => "overwrite_anyway",
            Self::WithoutOld(_) => "without_old",
            Self::WithoutRecord => "without_record",
            Self::IsSaved(_) => "is_saved",
        }
    }

    /// Returns the pod that it is about.
    pub fn pod(&self) -> Option<&PodId> {
        match self {
            Self::RestartAgain(pod) | Self::RestartAsItIs(pod) | Self::LeaveOut(pod) => Some(pod),
            _ => None,
        }
    }
}

/// The answer to "can this rollout go back?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayBack {
    /// There is nothing to go back from, or the old values are not held.
    No,
    /// As soon as somebody says that the old value still works at its provider.
    IfItWorks,
    /// Yes.
    Yes,
}
