//! A request of the domain as an HTTP request, ready to be sent as often as needed. `attempt` sends it.

use bytes::Bytes;
use reqwest::{Method, Url};

use crate::api::wire::bodies;
use crate::domain::base_url::{BaseUrl, PodPart};
use crate::domain::{CallSubject, FailureKind, Operation, PodId, Request};
use crate::text::SafeText;

/// A request that is ready to be sent. It holds a value, so it has no `Debug`.
pub(super) struct Prepared {
    pub(super) operation: Operation,
    pub(super) subject: Option<CallSubject>,
    pub(super) method: Method,
    pub(super) method_name: &'static str,
    pub(super) url: Url,
    pub(super) body: Option<Bytes>,
    /// Set when the request gets a connection of its own.
    pub(super) fresh: bool,
}

/// The reason why nothing was sent.
pub(super) struct NotSent {
    pub(super) kind: FailureKind,
    pub(super) message: SafeText,
}

impl Prepared {
    pub(super) fn new(base: &BaseUrl, request: &Request) -> Result<Self, NotSent> {
        let refused = |kind| NotSent { kind, message: SafeText::default() };
        let bug = |e: serde_json::Error| NotSent {
            kind: FailureKind::OurFault,
            message: SafeText::from(e.to_string()),
        };
        let of_pod = |id: &PodId, part| Ok((Method::GET, "GET", base.pod(id, part).map_err(refused)?, None));
        let (method, method_name, url, body) = match request {
            Request::List => (Method::GET, "GET", base.secrets(), None),
            Request::Get(id) => (Method::GET, "GET", base.secret(id).map_err(refused)?, None),
            Request::GetValue(id) => (Method::GET, "GET", base.value(id).map_err(refused)?, None),
            Request::Create(new) => {
                (Method::POST, "POST", base.secrets(), Some(bodies::create(new).map_err(bug)?))
            }
            Request::Update(id, change) => {
                let url = base.secret(id).map_err(refused)?;
                (Method::PUT, "PUT", url, Some(bodies::update(change).map_err(bug)?))
            }
            Request::Delete(id) => (Method::DELETE, "DELETE", base.secret(id).map_err(refused)?, None),
            Request::ListPods => (Method::GET, "GET", base.pods(), None),
            Request::GetPod(id) => of_pod(id, PodPart::Itself)?,
            Request::GetDerivedPod(id) => of_pod(id, PodPart::Derived)?,
            Request::GetPodPermissions(id) => of_pod(id, PodPart::Permissions)?,
            Request::GetPodLogs(id) => of_pod(id, PodPart::Logs)?,
            Request::RestartPod(id) => of_pod(id, PodPart::Restart)?,
        };
        let operation = request.operation();
        let fresh = operation.is_write() || operation.brings_plaintext();
        Ok(Self { operation, subject: request.subject(), method, method_name, url, body, fresh })
    }
}
