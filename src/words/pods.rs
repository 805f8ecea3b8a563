//! The sentences about pods that use secrets.

use super::failure::{about, sentence};
use crate::domain::pod::{Mistake, Place, Wrong};
use crate::domain::uses::{Radius, ValueState};
use crate::domain::{Failure, FailureKind, SecretId, Site};
use crate::text::format::count;
use crate::text::{SafeText, Sentence};

/// Says where in a pod something stands: `env DB_PASSWORD`.
pub fn place(place: &Place) -> String {
    whole_place(place_words(place))
}

/// Returns a place with its name.
pub(super) fn whole_place((place, name): (&str, Option<&SafeText>)) -> String {
    name.map_or(place.to_owned(), |name| format!("{place} {name}"))
}

/// Returns the words of programs for a place: the kind, and the name of the one that it is.
pub fn place_words(place: &Place) -> (&'static str, Option<&SafeText>) {
    match place {
        Place::Key(key) => ("secret_map", Some(key)),
        Place::Override(key) => ("template_overrides", Some(key)),
        Place::Variable(name) => ("env", Some(name)),
        Place::File(path) => ("file", Some(path)),
        Place::Command => ("command", None),
        Place::Arguments => ("arguments", None),
    }
}

/// Says what is wrong there, behind the place.
pub fn mistake(mistake: &Mistake) -> String {
    match &mistake.wrong {
        Wrong::Text(reference) => format!("{reference} is not replaced there"),
        Wrong::Short(secret) => format!("${{secret:{secret}}} names no user: a restart fails"),
        Wrong::Key(key) => format!("${{pods:secrets:{key}}} is not replaced there"),
        Wrong::Placeholder => "a placeholder is not replaced there, or is not well-formed".to_owned(),
        Wrong::Legacy => "<<TAPIS_…>> stands for the pod's own password, not for a secret".to_owned(),
    }
}

/// Says that none of the listed pods names a secret, and no more: pods of others may use it (`PODS` §3).
pub fn used_by_none(id: &SecretId, listed: usize) -> String {
    about(id, |id| none_of(listed, ["does not name", "names"], id, "")).to_string()
}

/// Says the same of all marked secrets.
pub fn marked_used_by_none(listed: usize) -> String {
    none_of(listed, ["does not name", "names"], "any of the marked secrets", "")
}

/// Says why the pods could not be listed.
pub fn not_listed(failure: &Failure, site: &Site) -> Sentence {
    match failure.kind {
        FailureKind::WrongAddress => "The pods could not be listed: this service does not know them.".into(),
        _ => sentence(failure, site),
    }
}

/// Names the value that a pod runs.
pub fn pod_value(value: ValueState) -> &'static str {
    match value {
        ValueState::Old => "old value",
        ValueState::New => "new value",
        ValueState::StartedSince => "started since",
        ValueState::NextStart => "next start",
        ValueState::Starting => "starting",
        ValueState::Unknown => "unknown",
    }
}

/// Says that some pods are not known in full.
pub fn not_looked_into(pods: usize) -> String {
    match pods {
        1 => "One pod was not looked into, and may use secrets, too.".to_owned(),
        pods => format!("{} pods were not looked into, and may use secrets, too.", count(pods)),
    }
}

/// Says how many of the listed pods name a secret.
pub fn used_by_some(found: usize, listed: usize) -> String {
    format!("{} of the {} that you can list.", number_of_pods(found), count(listed))
}

/// Says what the deletion of a secret breaks.
pub fn breaks(id: &SecretId, radius: Radius, listed: usize) -> String {
    about(id, |id| breaking(id, radius, listed)).to_string()
}

/// Says in a form what the deletion of its secret breaks; where that is no listed pod, that others may use it.
pub fn breaks_it(radius: Radius, listed: usize) -> String {
    match radius.pods {
        0 => none_of(listed, REFERS, "it", "; others may"),
        _ => breaking("it", radius, listed),
    }
}

/// Says what the deletion of `it` breaks; never that nothing does, for pods of others may use it.
fn breaking(it: &str, Radius { pods: found, up, .. }: Radius, listed: usize) -> String {
    match (found, up) {
        (0, _) => none_of(listed, REFERS, it, ""),
        (1, 0) => format!("1 pod refers to {it}; it fails at its next start."),
        (1, _) => format!("1 pod refers to {it}, and runs; it fails at its next start."),
        (found, up) => {
            let run = match up {
                0 => "none of them runs".to_owned(),
                1 => "1 of them runs".to_owned(),
                up if up == found => "all of them run".to_owned(),
                up => format!("{} of them run", count(up)),
            };
            format!("{} refer to {it}, {run}; they fail at their next start.", number_of_pods(found))
        }
    }
}

const REFERS: [&str; 2] = ["does not refer to", "refers to"];

fn none_of(listed: usize, [does_not, does]: [&str; 2], it: &str, more: &str) -> String {
    match listed {
        0 => format!("You can list no pods, so nothing is known of the uses of {it}."),
        1 => format!("The one pod that you can list {does_not} {it}{more}."),
        _ => format!("None of the {} pods that you can list {does} {it}{more}.", count(listed)),
    }
}

/// Says how many pods.
pub fn number_of_pods(number: usize) -> String {
    if number == 1 { "1 pod".to_owned() } else { format!("{} pods", count(number)) }
}

/// Says that nothing broken was found.
pub fn nothing_broken(listed: usize) -> String {
    format!("Nothing is broken in the {} that you can list.", number_of_pods(listed))
}

/// Says that no pod is known to run the value of before a change.
pub fn none_is_known_to_be_old(listed: usize) -> String {
    format!("None of the {} that you can list is known to run an old value.", number_of_pods(listed))
}

/// The heading of the secrets that no listed pod refers to.
pub fn not_used(listed: usize) -> String {
    format!("Not used by one of the {} that you can list", number_of_pods(listed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, 0, 12, "None of the 12 pods that you can list refers to it.")]
    #[case(0, 0, 1, "The one pod that you can list does not refer to it.")]
    #[case(0, 0, 0, "You can list no pods, so nothing is known of the uses of it.")]
    #[case(1, 0, 12, "1 pod refers to it; it fails at its next start.")]
    #[case(1, 1, 12, "1 pod refers to it, and runs; it fails at its next start.")]
    #[case(3, 0, 12, "3 pods refer to it, none of them runs; they fail at their next start.")]
    #[case(3, 1, 12, "3 pods refer to it, 1 of them runs; they fail at their next start.")]
    #[case(3, 2, 12, "3 pods refer to it, 2 of them run; they fail at their next start.")]
    #[case(3, 3, 12, "3 pods refer to it, all of them run; they fail at their next start.")]
    fn a_deletion_says_what_it_breaks(
        #[case] pods: usize,
        #[case] up: usize,
        #[case] listed: usize,
        #[case] said: &str,
    ) {
        assert_eq!(breaking("it", Radius { pods, up, running: up }, listed), said);
    }
}
