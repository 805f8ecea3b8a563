//! The words for the end of a write.

use std::sync::Arc;

use crate::core::Tone;
use crate::domain::uses::Radius;
use crate::domain::{Failure, FailureKind, SecretId, Site};
use crate::features::write::form::{Form, Kind};
use crate::text::Sentence;
use crate::words::{
    PODS, SENTENCE, about, cause, created, deleted, half_deleted, overwritten, saved, sentence, value_only,
};
use crate::work::write::{Fate, Why};

/// Returns the word for a finished write.
pub(in crate::features::write) fn verb(kind: &Kind) -> &'static str {
    match kind {
        Kind::Create => "created",
        Kind::Edit(_) => "saved",
        Kind::Delete(_) => "deleted",
    }
}

/// Says that the outcome of a write is unknown.
pub fn doubt(id: &SecretId, kind: &Kind) -> Sentence {
    about(id, |id| format!("Unknown whether {id} was {}.", verb(kind)))
}

/// Says how the write of a form has ended; `pods` are those that use its secret, where that is known.
pub(in crate::features::write) fn settled(
    form: &Form,
    fate: &Fate,
    pods: Option<Radius>,
    site: &Site,
) -> (Tone, Sentence) {
    let (id, kind) = (form.subject(), &form.kind);
    let is_fault = |kind: &FailureKind| *kind == FailureKind::ServiceFault || kind.is_ours();
    let doubted_by = form.write.doubted_by().filter(|failure| is_fault(&failure.kind));
    let fault = doubted_by.map(|failure| format!(": {}", cause(failure, site)));
    match fate {
        Fate::Applied { found, .. } => (Tone::Success, applied(form, &id, *found, pods)),
        Fate::Replaced(secret) => (Tone::Warning, overwritten(&secret.id)),
        Fate::HalfRefused(failure) => match failure.secret() {
            Some(id) => (Tone::Error, half_refused(id, &cause(failure, site))),
            None => (Tone::Error, sentence(failure, site)),
        },
        Fate::Gone(failure)
        | Fate::NotApplied(Why::Refused(failure))
        | Fate::NotThisTime(Why::Refused(failure)) => (Tone::Error, sentence(failure, site)),
        Fate::HalfDeleted => (Tone::Warning, half_deleted(&id)),
        Fate::ValueOnly => (Tone::Warning, value_only(&id)),
        Fate::Unknown(_) => (Tone::Warning, doubt(&id, kind)),
        Fate::NotApplied(Why::Undeleted { is_another }) => {
            let fault = fault.unwrap_or_default();
            let found = match is_another {
                true => " Its value was changed meanwhile, and is there.",
                false => " Its value is still there.",
            };
            (Tone::Error, about(&id, |id| format!("{id} was not deleted{fault}.")) + found)
        }
        Fate::NotApplied(_) | Fate::NotThisTime(_) => {
            let fault = fault.unwrap_or_else(|| "; the form has all you typed".to_owned());
            let text = about(&id, |id| format!("{id} was not {}{fault}.", verb(kind)));
            let is_free = matches!(fate, Fate::NotApplied(Why::NotSo { is_free: true }));
            (Tone::Error, if is_free { text + " Creating it again is safe." } else { text })
        }
    }
}

fn applied(form: &Form, id: &SecretId, found: bool, pods: Option<Radius>) -> Sentence {
    let change = form.change();
    let (value, description) = (change.value.is_some(), change.description.is_some());
    match &form.kind {
        kind if found => {
            let text = about(id, |id| format!("{id} was {} after all.", verb(kind)));
            let sent_value = form.write.sent().is_some_and(|sent| sent.value);
            if sent_value && matches!(kind, Kind::Edit(_)) { text + " " + PODS } else { text }
        }
        Kind::Create => created(id),
        Kind::Delete(_) => deleted(id),
        Kind::Edit(_) if form.undoes.is_some() => restored(id, value, description),
        Kind::Edit(_) => saved(id, value, description, pods),
    }
}

/// Says that an undo of a change is saved.
fn restored(id: &SecretId, value: bool, description: bool) -> Sentence {
    let what = match (value, description) {
        (true, true) => "value and description",
        (true, false) => "the value",
        (false, _) => "the description",
    };
    about(id, |id| format!("Restored {what} of {id}."))
}

/// Says that the description was refused, which leaves the fate of the value unknown.
fn half_refused(id: &SecretId, cause: &str) -> Sentence {
    let text = about(id, |id| format!("{id}: {cause}; its value may have been saved."));
    if text.around() <= SENTENCE {
        return text;
    }
    // The cause is beside its field, or in the details.
    about(id, |id| format!("{id} was refused; its value may have been saved all the same."))
}

/// Says how a change ended whose profile the user has left.
pub(in crate::features::write) fn left_behind(
    id: &SecretId,
    tenant: &str,
    kind: &Kind,
    fate: &Fate,
    doubted_by: Option<&Arc<Failure>>,
) -> (Tone, Sentence) {
    let say = |rest: &str| about(id, |id| format!("{id} on {tenant} {rest}"));
    match fate {
        Fate::Applied { .. } | Fate::Replaced(_) => (Tone::Success, say(&format!("was {}.", verb(kind)))),
        Fate::Unknown(_) => {
            let status = doubted_by.and_then(|failure| failure.exchange.status);
            let why = status.map_or("no answer came", |_| "its answer does not tell");
            (Tone::Warning, say(&format!("may have been changed: {why}.")))
        }
        Fate::HalfRefused(_) => (Tone::Warning, say("was refused, but its value may have been saved.")),
        _ => (Tone::Error, say("was not changed: it was refused.")),
    }
}
