//! The questions to the service and its answers: plain data over two channels.
//!
//! A call is answered by several replies and then exactly one final one. None of these types prints a
//! value: `SecretValue` and the drafts redact themselves.

use std::time::Duration;

use super::pod::ActionLine;
use super::{
    CallSubject, Change, Chunk, ClockGap, Failure, NewSecret, Operation, Pod, PodId, PodPermissions, Secret,
    SecretId, SecretValue,
};

/// One of the operations, with what it needs (contract §2, `PODS`).
#[derive(Debug)]
pub enum Request {
    /// `GET /pods/secrets`
    List,
    /// `GET /pods/secrets/{id}`
    Get(SecretId),
    /// `GET /pods/secrets/{id}/value`; logged by the service, also when it is refused.
    GetValue(SecretId),
    /// `POST /pods/secrets`
    Create(NewSecret),
    /// `PUT /pods/secrets/{id}`; not atomic (contract §2).
    Update(SecretId, Change),
    /// `DELETE /pods/secrets/{id}`
    Delete(SecretId),
    /// `GET /pods?derived_lite=true`; older services do not merge the templates in, and the answer tells.
    ListPods,
    /// `GET /pods/{id}`; tells which KEYs the pod's own config files read.
    GetPod(PodId),
    /// `GET /pods/{id}/derived`: the pod with its template merged in.
    GetDerivedPod(PodId),
    /// `GET /pods/{id}/permissions`; needs USER.
    GetPodPermissions(PodId),
    /// `GET /pods/{id}/logs`; only the action log is kept of it.
    GetPodLogs(PodId),
    /// `GET /pods/{id}/restart`; needs ADMIN. It costs an outage, and is sent once: never prefetched, never repeated.
    RestartPod(PodId),
}

impl Request {
    /// Returns the operation of the request.
    pub fn operation(&self) -> Operation {
        match self {
            Self::List => Operation::List,
            Self::Get(_) => Operation::Get,
            Self::GetValue(_) => Operation::GetValue,
            Self::Create(_) => Operation::Create,
            Self::Update(..) => Operation::Update,
            Self::Delete(_) => Operation::Delete,
            Self::ListPods => Operation::ListPods,
            Self::GetPod(_) => Operation::GetPod,
            Self::GetDerivedPod(_) => Operation::GetDerivedPod,
            Self::GetPodPermissions(_) => Operation::GetPodPermissions,
            Self::GetPodLogs(_) => Operation::GetPodLogs,
            Self::RestartPod(_) => Operation::RestartPod,
        }
    }

    /// Returns the secret or pod that the request is about; `None` for a list.
    pub fn subject(&self) -> Option<CallSubject> {
        match self {
            Self::List | Self::ListPods => None,
            Self::Get(id) | Self::GetValue(id) | Self::Update(id, _) | Self::Delete(id) => {
                Some(id.clone().into())
            }
            Self::Create(new) => Some(new.id.clone().into()),
            Self::GetPod(id)
            | Self::GetDerivedPod(id)
            | Self::GetPodPermissions(id)
            | Self::GetPodLogs(id)
            | Self::RestartPod(id) => Some(id.clone().into()),
        }
    }
}

/// One message about a call under way.
#[derive(Debug)]
pub enum Reply {
    /// The part of a list that has arrived.
    Progress {
        /// Bytes of the body so far.
        bytes: u64,
    },
    /// Some rows of a list.
    Batch(Chunk),
    /// Some pods of a list.
    Pods(Vec<Pod>),
    /// The call failed and is made again; rows of the failed attempt do not count.
    Retrying {
        /// The attempt that begins now, from 2.
        attempt: u32,
        /// The last attempt that will be made.
        of: u32,
        /// The wait before the next attempt.
        after: Duration,
    },
    /// The service asked to wait; the call goes on by itself after that.
    Paused {
        /// Time that is left from now.
        left: Duration,
    },
    /// The gap between the service's clock and this machine's, or its end; sent when it changes.
    Clock(Option<ClockGap>),
    /// The end; nothing follows.
    Final(Result<Answer, Box<Failure>>),
}

/// The result of a call that succeeded.
#[derive(Debug)]
pub enum Answer {
    /// All rows have been sent as batches.
    Listed {
        /// Number of rows.
        rows: usize,
        /// Number of entries that could not be read as a secret.
        unreadable: usize,
        /// Size of the body.
        bytes: u64,
        /// From the last byte of the body until the last batch was sent.
        parsed_in: Duration,
    },
    /// The metadata of one secret.
    Got(Box<Secret>),
    /// The value of one secret.
    Value(SecretValue),
    /// A secret was created, or, by an older service, overwritten (contract §2).
    Created {
        /// As it is now.
        secret: Box<Secret>,
        /// Set when the service said that it updated a secret that was there before.
        replaced: bool,
    },
    /// As it is now.
    Updated(Box<Secret>),
    /// This secret was deleted.
    Deleted(SecretId),
    /// All pods have been sent in batches.
    PodsListed {
        /// Number of pods.
        rows: usize,
        /// Number of entries that could not be read as a pod.
        unreadable: usize,
        /// Number of pods that the service left out because it could not read them itself.
        left_out: usize,
        /// Set when the service has merged the templates in.
        merged: bool,
        /// Size of the body.
        bytes: u64,
        /// From the last byte of the body until the last batch was sent.
        parsed_in: Duration,
    },
    /// One pod, as it stands or with its template merged in.
    GotPod(Box<Pod>),
    /// The permissions on a pod.
    GotPodPermissions(PodPermissions),
    /// The lines of a pod's action log that have a known form, the oldest first.
    GotActionLog(Vec<ActionLine>),
    /// The service has noted the wish for a restart; the pod as it is, still before it.
    Restarting(Box<Pod>),
}
