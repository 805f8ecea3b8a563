//! The operations of the service that this program uses, and what each is about.

use super::{PodId, SecretId};

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
