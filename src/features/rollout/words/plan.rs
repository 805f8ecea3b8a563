//! The words of the plan: the standing of each pod, and the estimate.

use std::time::Duration;

use jiff::Timestamp;

use crate::domain::PodId;
use crate::domain::pod::Start;
use crate::text::SafeText;
use crate::text::format::age;
use crate::work::rollout::{Facts, Note, Standing, Trouble};

/// Returns the words about a pod in the plan.
pub(in super::super) fn standing(facts: &Facts, now: Timestamp) -> String {
    let state = facts.reading.status.word().to_lowercase();
    let words = match facts.standing() {
        Standing::Preselected => state + &up(facts.reading.start, now),
        Standing::Down => format!("{state}: it is down"),
        Standing::CannotBeChecked(secrets) => format!("cannot be checked: {}", names(&secrets)),
        Standing::PermissionUnknown => format!("{state}; your permission is not known"),
        Standing::Stopped => "stopped: takes it at its next start".to_owned(),
        Standing::Complete => "complete: a restart would run it again".to_owned(),
        Standing::Starting => format!("{state}: waits until it is up"),
        Standing::Unclear => format!("{state}: not clear, so not restarted"),
        Standing::NotYours => "you may not restart it (needs ADMIN)".to_owned(),
        Standing::WouldFail(troubles) => {
            let why: Vec<_> = troubles.iter().map(trouble).collect();
            format!("would not come back up: {}", why.join("; "))
        }
    };
    facts.notes().into_iter().fold(words, |words, note| format!("{words}; {}", noted(note)))
}

fn up(start: Start, now: Timestamp) -> String {
    match start {
        Start::At(time) => format!(", up {}", age(time, now)),
        Start::Null | Start::Unclear => String::new(),
    }
}

fn names(secrets: &[SafeText]) -> String {
    secrets.iter().map(SafeText::shown).collect::<Vec<_>>().join(", ")
}

fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Unresolved(key) => format!("{key} does not resolve"),
        Trouble::ShortReference(key) => format!("{key} in template_overrides names no user"),
        Trouble::Placeholder(key) => format!("{key} has no value"),
    }
}

fn noted(note: Note) -> &'static str {
    match note {
        Note::Changed => "changed since its start, a restart applies that too",
        Note::LosesTimeToStop => "its time to stop would be lost",
    }
}

/// Says why a pod cannot be chosen.
pub(in super::super) fn not_chosen(pod: &PodId, standing: &Standing) -> String {
    let pod = pod.shown();
    match standing {
        Standing::Stopped => format!("{pod} is stopped: a restart would start it."),
        Standing::Complete => format!("{pod} has ended: a restart would run it again."),
        Standing::NotYours => format!("You may not restart {pod}: that needs ADMIN."),
        Standing::WouldFail(_) => format!("{pod} would not come back up."),
        _ => format!("The state of {pod} is not clear, so it is not restarted."),
    }
}

/// Returns the estimate of the restarts.
pub(in super::super) fn estimate(pods: usize, time: Duration) -> String {
    let minutes = time.as_secs().div_ceil(60);
    match pods {
        0 => "No pod is restarted.".to_owned(),
        1 => format!("1 pod, about {minutes} min. A restart is an outage of the pod."),
        pods => format!("{pods} pods, about {minutes} min. Each restart is an outage of that pod."),
    }
}
