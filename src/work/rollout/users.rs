//! The pods that refer to the secrets of a plan, each once, whichever of them it uses.

use std::collections::BTreeMap;

use crate::domain::uses::Uses;
use crate::domain::{Pod, Secret, SecretId};

/// Returns the pods that refer to one of these secrets and that a request can name, in the order in which they were
/// listed, each with the secrets that it refers to. Looks at no other pod.
pub fn users<'a, 's>(
    uses: &'a Uses,
    secrets: impl IntoIterator<Item = &'s Secret>,
) -> impl Iterator<Item = (&'a Pod, Vec<SecretId>)> {
    let mut used: BTreeMap<usize, Vec<SecretId>> = BTreeMap::new();
    for secret in secrets {
        for pod in uses.users_of(secret) {
            used.entry(pod).or_default().push(secret.id.clone());
        }
    }
    let pods = used.into_iter().filter_map(|(at, secrets)| Some((uses.pods().all().get(at)?, secrets)));
    pods.filter(|(pod, _)| pod.id.is_addressable())
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
