//! The requests to the service: each with its operation, the secret or pod that it is about, and its answer.
//!
//! None of these types prints a value: `SecretValue` and the drafts redact themselves.

use std::time::Duration;

use super::pod::ActionLog;
use super::{Change, Level, NewSecret, Pod, PodId, PodPermissions, Secret, SecretId, SecretValue};

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

/// The operations: six on secrets, six on pods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// `list_secrets`
    List,
    /// `get_secret`
    Get,
    /// `get_secret_value`
    GetValue,
    /// `create_secret`
    Create,
    /// `update_secret`
    Update,
    /// `delete_secret`
    Delete,
    /// `list_pods`
    ListPods,
    /// `get_pod`
    GetPod,
    /// `get_derived_pod`
    GetDerivedPod,
    /// `get_pod_permissions`
    GetPodPermissions,
    /// `get_pod_logs`
    GetPodLogs,
    /// `restart_pod`, a GET that changes something
    RestartPod,
}

impl Operation {
    /// Returns the name in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Get => "get",
            Self::GetValue => "get_value",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::ListPods => "list_pods",
            Self::GetPod => "get_pod",
            Self::GetDerivedPod => "get_derived_pod",
            Self::GetPodPermissions => "get_pod_permissions",
            Self::GetPodLogs => "get_pod_logs",
            Self::RestartPod => "restart_pod",
        }
    }

    /// Returns the level that the operation needs on its secret or pod. Anybody creates secrets, and becomes their
    /// ADMIN.
    pub fn level(self) -> Level {
        match self {
            Self::List
            | Self::Get
            | Self::ListPods
            | Self::GetPod
            | Self::GetDerivedPod
            | Self::GetPodLogs => Level::Read,
            Self::GetValue | Self::Create | Self::Update | Self::GetPodPermissions => Level::User,
            Self::Delete | Self::RestartPod => Level::Admin,
        }
    }

    /// Tells whether the operation changes anything at the service.
    pub fn is_write(self) -> bool {
        matches!(self, Self::Create | Self::Update | Self::Delete | Self::RestartPod)
    }

    /// Tells whether the operation asks for a list, which arrives row by row.
    pub fn is_list(self) -> bool {
        matches!(self, Self::List | Self::ListPods)
    }

    /// Tells whether the operation is about pods.
    pub fn is_about_pods(self) -> bool {
        match self {
            Self::List | Self::Get | Self::GetValue | Self::Create | Self::Update | Self::Delete => false,
            Self::ListPods
            | Self::GetPod
            | Self::GetDerivedPod
            | Self::GetPodPermissions
            | Self::GetPodLogs
            | Self::RestartPod => true,
        }
    }

    /// Tells whether an answer may hold a plaintext secret: a value, or a pod with whatever stands in it.
    pub fn brings_plaintext(self) -> bool {
        self == Self::GetValue || self.is_about_pods()
    }
}

/// The secret or pod that a call is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CallSubject {
    /// A secret.
    Secret(SecretId),
    /// A pod.
    Pod(PodId),
}

impl CallSubject {
    /// Returns the exact id.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Secret(id) => id.as_str(),
            Self::Pod(id) => id.as_str(),
        }
    }

    /// Returns the id in a form that is safe to draw.
    pub fn shown(&self) -> &str {
        match self {
            Self::Secret(id) => id.shown(),
            Self::Pod(id) => id.shown(),
        }
    }

    /// Returns the secret, when it is one.
    pub fn secret(&self) -> Option<&SecretId> {
        if let Self::Secret(id) = self { Some(id) } else { None }
    }

    /// Returns the pod, when it is one.
    pub fn pod(&self) -> Option<&PodId> {
        if let Self::Pod(id) = self { Some(id) } else { None }
    }
}

impl From<SecretId> for CallSubject {
    fn from(id: SecretId) -> Self {
        Self::Secret(id)
    }
}

impl From<PodId> for CallSubject {
    fn from(id: PodId) -> Self {
        Self::Pod(id)
    }
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
    /// The action log of a pod.
    GotActionLog(ActionLog),
    /// The service has noted the wish for a restart; the pod as it is, still before it.
    Restarting(Box<Pod>),
}
