//! The pods that refer to the secrets of a plan, each once, whichever of them it uses.

use std::collections::BTreeMap;

use crate::domain::uses::Uses;
use crate::domain::{Pod, Secret, SecretId};

/// The pods that refer to one of several secrets, as far as they were looked for. A secret may be used by ten thousand, so
/// that this is done in steps.
#[derive(Debug, Default)]
pub struct Users {
    /// The secrets that a pod refers to, by the pod's place among all.
    found: BTreeMap<usize, Vec<SecretId>>,
    /// The secret that is next, and its places that were looked at.
    next: (usize, usize),
}

impl Users {
    /// Looks at so many further places that name one of the secrets; tells whether that were all. Both are to be the same in
    /// all steps.
    pub fn look(&mut self, uses: &Uses, secrets: &[Secret], most: usize) -> bool {
        let mut left = most;
        while let Some(secret) = secrets.get(self.next.0) {
            let (from, all) = (self.next.1, uses.names_of(&secret.id));
            let to = all.min(from.saturating_add(left));
            for pod in uses.users_of(secret, from..to) {
                let ids = self.found.entry(pod).or_default();
                if ids.last() != Some(&secret.id) {
                    ids.push(secret.id.clone());
                }
            }
            left -= to - from;
            if to < all {
                self.next.1 = to;
                return false;
            }
            self.next = (self.next.0 + 1, 0);
        }
        true
    }

    /// Takes out the pod that was listed first of those that were found and that a request can name, with the secrets that it
    /// refers to.
    pub fn take<'a>(&mut self, uses: &'a Uses) -> Option<(&'a Pod, Vec<SecretId>)> {
        loop {
            let (at, secrets) = self.found.pop_first()?;
            if let Some(pod) = uses.pods().all().get(at).filter(|pod| pod.id.is_addressable()) {
                return Some((pod, secrets));
            }
        }
    }
}

/// Returns the pods that refer to one of these secrets and that a request can name, in the order in which they were
/// listed, each with the secrets that it refers to. Looks at no other pod.
pub fn users<'a>(uses: &'a Uses, secrets: &[Secret]) -> impl Iterator<Item = (&'a Pod, Vec<SecretId>)> {
    let mut users = Users::default();
    users.look(uses, secrets, usize::MAX);
    std::iter::from_fn(move || users.take(uses))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::pod::{MapKey, MapValue};
    use crate::domain::uses::KnownPods;
    use crate::domain::{Reference, Rows};

    /// A pod with KEYs that refer to these secrets, given as `owner:id`, or `id` without a user.
    fn pod(id: &str, secrets: &[&str]) -> Pod {
        let key = |named: &&str| {
            let (user, secret) = named.split_once(':').map_or((None, *named), |(user, id)| (Some(user), id));
            let reference = Reference { user: user.map(Into::into), secret: secret.into() };
            MapKey { name: secret.into(), value: MapValue::Secret(reference), is_override: false }
        };
        Pod { keys: secrets.iter().map(key).collect(), ..Pod::named(id) }
    }

    fn found(pods: &[Pod], secrets: &[&str]) -> Vec<String> {
        let mut known = KnownPods::default();
        known.add(pods.iter().cloned());
        let uses = Uses::build(Arc::new(known), &Rows::default(), "alice", true);
        let secret = |id: &&str| Secret { owner: "alice".into(), ..Secret::named(*id) };
        let secrets: Vec<_> = secrets.iter().map(secret).collect();
        let told = |(pod, of): (&Pod, Vec<SecretId>)| {
            let of: Vec<_> = of.iter().map(SecretId::as_str).collect();
            format!("{}: {}", pod.id, of.join(" "))
        };
        users(&uses, &secrets).map(told).collect()
    }

    #[test]
    fn a_pod_of_several_secrets_is_there_once_with_all_of_them() {
        let pods = [
            pod("web", &["alice:b", "alice:a", "alice:a"]),
            pod("none", &["alice:c"]),
            pod("api", &["alice:b"]),
        ];
        assert_eq!(found(&pods, &["a", "b"]), ["web: a b", "api: b"], "in the order of the pods");
        assert_eq!(found(&pods, &["b", "a"]), ["web: b a", "api: b"]);
        assert_eq!(found(&pods, &[]), [""; 0]);
    }

    #[test]
    fn steps_of_any_length_find_the_same() {
        let known =
            (0..9).map(|n| pod(&format!("pod{n}"), &["alice:b", "alice:a", "alice:a", "bob:a"][n % 3..]));
        let mut pods = KnownPods::default();
        pods.add(known);
        let uses = Uses::build(Arc::new(pods), &Rows::default(), "alice", true);
        let secrets = ["a", "b", "c"].map(|id| Secret { owner: "alice".into(), ..Secret::named(id) });
        let all: Vec<_> = users(&uses, &secrets).collect();
        assert_eq!(all.len(), 9);
        for most in 1..40 {
            let mut users = Users::default();
            let steps =
                std::iter::repeat_with(|| users.look(&uses, &secrets, most)).take_while(|done| !done).count();
            assert_eq!(steps, 27_usize.div_ceil(most) - 1, "{most} places in a step");
            let found: Vec<_> = std::iter::from_fn(|| users.take(&uses)).collect();
            assert!(found == all, "{most} places in a step");
        }
    }

    #[test]
    fn only_what_a_start_of_the_pod_resolves_counts() {
        let pods = [
            pod("bobs", &["bob:a"]),
            pod("short", &["a"]),
            pod("secrets", &["alice:a"]),
            pod("web", &["alice:a"]),
        ];
        assert_eq!(found(&pods, &["a"]), ["short: a", "web: a"], "one that no request can name is left out");
    }
}
