//! Reads a whole answer to any operation but list, whether it succeeded or not. `list_stream` reads the list while it
//! arrives; `classify` judges failures.

use crate::domain::failure::Limit;
use crate::domain::{Answer, CallSubject, FailureKind, Operation, Pod, Unclear};
use crate::text::SafeText;

use super::classify::{Answered, Verdict, classify};
use super::wire::{envelope, pod, pod_parts};

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
        Operation::GetPodLogs => Answer::GotActionLog(pod_parts::action_log(body).map_err(unclear)?),
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
