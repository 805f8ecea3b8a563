//! Makes the facts about a pod of what was read: the pod, the index of uses, its permissions, and its action log.

use std::time::Duration;

use jiff::Timestamp;

use super::reading::Reading;
use super::row::{Facts, Permission, Trouble};
use crate::domain::pod::{Action, ActionLine, Start};
use crate::domain::uses::{Obstacle, Resolves, Uses};
use crate::domain::{Pod, SecretId};
use crate::text::SafeText;

/// The action log tells minutes only.
const MINUTE: Duration = Duration::from_secs(60);

impl Facts {
    /// Makes the facts of a pod that was read at `read`. `secrets` are those of the plan. `log` is its action log, where
    /// that is needed and was read: see [`Facts::needs_log`].
    pub fn of(
        pod: &Pod,
        uses: &Uses,
        secrets: Vec<SecretId>,
        permission: Permission,
        log: Option<&[ActionLine]>,
        read: Timestamp,
    ) -> Self {
        let (mut troubles, mut unseen) = (Vec::new(), Vec::new());
        for obstacle in uses.obstacles(pod) {
            match trouble(&obstacle) {
                Some(trouble) => troubles.push(trouble),
                None => unseen.extend(obstacle.reference.map(|reference| reference.secret)),
            }
        }
        Self {
            pod: pod.id.clone(),
            reading: Reading::from(pod),
            read,
            uses: secrets,
            permission,
            troubles,
            unseen,
            is_changed: is_changed(pod, log),
            loses_time_to_stop: pod.stops_after.is_some(),
        }
    }

    /// Tells whether only the action log can show that the pod was changed since its start: before 26Q2 the service's own
    /// writes move the time of the last change, too (`PODS` §5). Since then it counts the container's restarts.
    pub fn needs_log(pod: &Pod) -> bool {
        pod.container.is_there() && pod.container.restart_count.is_none()
    }
}

fn trouble(obstacle: &Obstacle) -> Option<Trouble> {
    let key: SafeText = obstacle.key.clone();
    match obstacle.why {
        None => Some(Trouble::Placeholder(key)),
        Some(Resolves::Short) => Some(Trouble::ShortReference(key)),
        Some(Resolves::Gone | Resolves::OtherOwner(_)) => Some(Trouble::Unresolved(key)),
        Some(Resolves::Yes | Resolves::CannotBeChecked) => None,
    }
}

fn is_changed(pod: &Pod, log: Option<&[ActionLine]>) -> bool {
    let Start::At(start) = pod.started else { return false };
    if !Facts::needs_log(pod) {
        return pod.updated.is_some_and(|updated| updated > start);
    }
    // A change in the minute of the start counts: nobody can tell which came first.
    let is_after = |line: &ActionLine| {
        matches!(line.action, Action::Changed(_)) && line.at.is_some_and(|at| at + MINUTE > start)
    };
    log.is_some_and(|log| log.iter().any(is_after))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rstest::rstest;

    use super::*;
    use crate::domain::pod::{Container, MapKey, MapValue};
    use crate::domain::uses::KnownPods;
    use crate::domain::{Reference, Rows};

    const START: &str = "2026-11-26T23:03:30Z";

    fn key(name: &str, value: MapValue) -> MapKey {
        MapKey { name: name.into(), value, is_override: false }
    }

    fn secret(user: Option<&str>, secret: &str) -> MapValue {
        MapValue::Secret(Reference { user: user.map(Into::into), secret: secret.into() })
    }

    fn facts(pod: &Pod, log: Option<&[ActionLine]>) -> Facts {
        let mut pods = KnownPods::default();
        pods.add([pod.clone()]);
        let uses = Uses::build(Arc::new(pods), &Rows::default(), "alice", true);
        Facts::of(pod, &uses, vec!["db".into()], Permission::Admin, log, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn what_keeps_a_pod_down_and_what_cannot_be_seen_are_told_apart() {
        let keys = [
            key("GONE", secret(Some("alice"), "gone")),
            key("SHORT", secret(None, "db")),
            key("BOBS", secret(Some("bob"), "his")),
            key("WANTED", MapValue::Required),
            key("TEXT", MapValue::Plaintext),
        ];
        let facts = facts(&Pod { keys: Box::new(keys), ..Pod::named("web") }, None);
        let wanted = [
            Trouble::Unresolved("GONE".into()),
            Trouble::ShortReference("SHORT".into()),
            Trouble::Placeholder("WANTED".into()),
        ];
        assert_eq!((facts.troubles.as_slice(), facts.unseen.as_slice()), (&wanted[..], &["his".into()][..]));
    }

    #[rstest]
    #[case::after_its_start("2026-11-26T23:04:00Z", true)]
    #[case::by_its_restart("2026-11-26T23:03:00Z", false)]
    fn since_26q2_the_time_of_the_last_change_tells(#[case] updated: &str, #[case] expected: bool) {
        let container = Container { restart_count: Some(0), phase: "Running".into(), ..Container::default() };
        let started = Start::At(START.parse().unwrap());
        let updated = Some(updated.parse().unwrap());
        let pod = Pod { container, started, updated, ..Pod::named("web") };
        assert_eq!(facts(&pod, None).is_changed, expected);
    }

    #[rstest]
    #[case::after_its_start("26/11/26 23:04: 'alice' updated pod: image", true)]
    #[case::in_its_minute("26/11/26 23:03: 'alice' updated pod: image", true)]
    #[case::before_it("26/11/26 23:02: 'alice' updated pod: image", false)]
    #[case::something_else("26/11/26 23:04: health set status to AVAILABLE", false)]
    fn before_that_its_action_log_tells(#[case] line: &str, #[case] expected: bool) {
        let container = Container { phase: "Running".into(), ..Container::default() };
        let started = Start::At(START.parse().unwrap());
        let updated = Some("2026-11-27T00:00:00Z".parse().unwrap());
        let pod = Pod { container, started, updated, ..Pod::named("web") };
        assert!(!facts(&pod, None).is_changed, "the service's own writes move that time");
        assert_eq!(facts(&pod, Some(&[ActionLine::read(line).unwrap()])).is_changed, expected);
    }
}
