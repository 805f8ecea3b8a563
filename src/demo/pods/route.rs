//! The calls on pods, as the real service routes them (pods contract). `demo/route` looks here for what is no secret.

use super::level::PodLevel;

/// A call on a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Get,
    Update,
    Delete,
    Derived,
    Logs,
    Credentials,
    Permissions,
    Grant,
    Revoke,
    Start,
    Stop,
    Restart,
}

/// The target of a request about pods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PodRoute {
    List,
    Create,
    /// A call on one pod; the third is whose permission is revoked.
    One(Verb, String, String),
}

impl PodRoute {
    /// Finds the target by method and the segments below `/pods`.
    pub(crate) fn of(method: &str, below: &[&str]) -> Option<Self> {
        let verb = match (method, below) {
            ("GET", []) => return Some(Self::List),
            ("POST", []) => return Some(Self::Create),
            (_, ["", ..]) => return None,
            ("GET", [_]) => Verb::Get,
            ("PUT", [_]) => Verb::Update,
            ("DELETE", [_]) => Verb::Delete,
            ("GET", [_, "derived"]) => Verb::Derived,
            ("GET", [_, "logs"]) => Verb::Logs,
            ("GET", [_, "credentials"]) => Verb::Credentials,
            ("GET", [_, "permissions"]) => Verb::Permissions,
            ("POST", [_, "permissions"]) => Verb::Grant,
            ("DELETE", [_, "permissions", user]) if !user.is_empty() => Verb::Revoke,
            ("GET", [_, "start"]) => Verb::Start,
            ("GET", [_, "stop"]) => Verb::Stop,
            ("GET", [_, "restart"]) => Verb::Restart,
            _ => return None,
        };
        let segment = |at: usize| below.get(at).map(|text| (*text).to_owned()).unwrap_or_default();
        Some(Self::One(verb, segment(0), segment(2)))
    }

    /// Tells whether the call changes anything; three of them do although they are GETs.
    pub(crate) fn is_write(&self) -> bool {
        match self {
            Self::List => false,
            Self::Create => true,
            Self::One(verb, ..) => !matches!(
                verb,
                Verb::Get | Verb::Derived | Verb::Logs | Verb::Credentials | Verb::Permissions
            ),
        }
    }
}

impl Verb {
    /// Returns the level that the call takes (pods contract §5, §6).
    pub(crate) fn level(self) -> PodLevel {
        match self {
            Self::Get | Self::Derived | Self::Logs => PodLevel::Read,
            Self::Update | Self::Credentials | Self::Permissions => PodLevel::User,
            Self::Delete | Self::Grant | Self::Revoke | Self::Start | Self::Stop | Self::Restart => {
                PodLevel::Admin
            }
        }
    }

    /// Returns the call as the service names it in a refusal.
    pub(crate) fn endpoint(self) -> &'static str {
        match self {
            Self::Get => "GET /pods/{pod_id}",
            Self::Update => "PUT /pods/{pod_id}",
            Self::Delete => "DELETE /pods/{pod_id}",
            Self::Derived => "GET /pods/{pod_id}/derived",
            Self::Logs => "GET /pods/{pod_id}/logs",
            Self::Credentials => "GET /pods/{pod_id}/credentials",
            Self::Permissions => "GET /pods/{pod_id}/permissions",
            Self::Grant => "POST /pods/{pod_id}/permissions",
            Self::Revoke => "DELETE /pods/{pod_id}/permissions/{user}",
            Self::Start => "GET /pods/{pod_id}/start",
            Self::Stop => "GET /pods/{pod_id}/stop",
            Self::Restart => "GET /pods/{pod_id}/restart",
        }
    }
}
