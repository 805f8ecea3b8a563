//! The operations as HTTP: each request, ready to be sent as often as needed, and its whole answer, whether it
//! succeeded or not. `list_stream` reads a list while it arrives; `classify` judges failures.

use bytes::Bytes;
use reqwest::{Method, Url};

use super::classify::{Answered, Verdict, classify};
use super::wire::{bodies, envelope, pod, pod_parts};
use crate::domain::base_url::{BaseUrl, PodPart};
use crate::domain::failure::Limit;
use crate::domain::{Answer, CallSubject, FailureKind, Operation, Pod, PodId, Request, Unclear};
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

/// Reads an answer that came whole.
///
/// `subject` is the secret or pod that was asked for: an answer about another one is not taken (a mixed-up
/// proxy must not make a value appear under the wrong name). `value_limit` is the largest value that is
/// taken, in bytes.
///
/// # Errors
/// When the status, the envelope or the shape say that it did not work.
pub fn read(
    answered: &Answered<'_>,
    subject: Option<&CallSubject>,
    value_limit: u64,
) -> Result<Answer, Verdict> {
    if !(200..300).contains(&answered.status) {
        return Err(classify(answered));
    }
    let body = answered.body;
    let action_log = || pod_parts::action_log(body, answered.is_cut).map_err(unclear);
    if answered.is_cut {
        // Nothing else is worth its beginning, and a head may be missing.
        return action_log().map(Answer::GotActionLog);
    }
    let head = envelope::head(body).map_err(unclear)?;
    if head.is_error() {
        return Err(classify(answered));
    }
    let expected = |id: &str| subject.is_none_or(|asked| asked.as_str() == id);
    let answer = match answered.operation {
        // Nobody asks for it here; a list that is read whole has no meaning of its own.
        Operation::List | Operation::ListPods => return Err(unclear(Unclear::Shape)),
        Operation::GetValue => {
            let value = envelope::value(body).map_err(unclear)?;
            if value.len() as u64 > value_limit {
                return Err(verdict(FailureKind::TooLarge { limit: Limit::Bytes(value_limit) }));
            }
            return Ok(Answer::Value(value));
        }
        Operation::Delete => Answer::Deleted(envelope::deleted(body).map_err(unclear)?),
        Operation::Get => Answer::Got(Box::new(envelope::secret(body).map_err(unclear)?)),
        Operation::Update => Answer::Updated(Box::new(envelope::secret(body).map_err(unclear)?)),
        Operation::GetPod => Answer::GotPod(Box::new(pod::pod(body).map_err(unclear)?)),
        Operation::GetDerivedPod => {
            let pod = pod::pod(body).map_err(unclear)?;
            Answer::GotPod(Box::new(Pod { is_merged: true, ..pod }))
        }
        Operation::RestartPod => Answer::Restarting(Box::new(pod::pod(body).map_err(unclear)?)),
        Operation::GetPodPermissions => {
            Answer::GotPodPermissions(pod_parts::permissions(body).map_err(unclear)?)
        }
        Operation::GetPodLogs => Answer::GotActionLog(action_log()?),
        Operation::Create => Answer::Created {
            secret: Box::new(envelope::secret(body).map_err(unclear)?),
            // An older service overwrites the caller's own secret and says so (contract §2).
            replaced: head.words().joined().original().contains("updated"),
        },
    };
    match &answer {
        Answer::Deleted(id) if !expected(id.as_str()) => Err(unclear(Unclear::Shape)),
        Answer::Got(secret) | Answer::Updated(secret) | Answer::Created { secret, .. }
            if !expected(secret.id.as_str()) =>
        {
            Err(unclear(Unclear::Shape))
        }
        Answer::GotPod(pod) | Answer::Restarting(pod) if !expected(pod.id.as_str()) => {
            Err(unclear(Unclear::Shape))
        }
        _ => Ok(answer),
    }
}

fn unclear(why: Unclear) -> Verdict {
    verdict(FailureKind::Unintelligible(why))
}

fn verdict(kind: FailureKind) -> Verdict {
    Verdict { kind, message: SafeText::default() }
}
