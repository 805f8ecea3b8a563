//! Resolves the references of a pod that starts (pods contract §3) to values, or says why they have none.

use super::definition::Definition;
use super::ordered::Ordered;
use super::pattern::{self, Whole};
use super::template::Templates;
use crate::demo::store::Store;

/// The places where a start looks things up.
pub(crate) struct World<'a> {
    pub(crate) secrets: &'a Store,
    pub(crate) templates: &'a Templates,
    /// Set while the Security Kernel, which keeps the values, is down.
    pub(crate) storage_down: bool,
}

/// The values with which a container is made. Deliberately without `Debug`.
#[derive(Clone, Default)]
pub(crate) struct Resolved {
    /// The `secret_map` with values instead of references.
    pub(crate) secrets: Ordered<String>,
    pub(crate) environment: Ordered<String>,
    /// Passwords made by this start, which the stored map keeps from now on.
    pub(crate) generated: Vec<(String, String)>,
    /// The command, in one line.
    pub(crate) command: Option<String>,
}

impl World<'_> {
    /// Resolves everything that a container of this pod is given. `actor` is the caller of a POST or a `/start`;
    /// restarts have none, and then nobody asks for whom a secret is.
    ///
    /// # Errors
    /// A line for each KEY that could not be resolved.
    pub(crate) fn resolve(
        &self,
        pod: &Definition,
        actor: Option<&str>,
        password: &str,
    ) -> Result<Resolved, Vec<String>> {
        let pod = self.templates.derive(pod);
        let (resolved, faults) = self.resolve_map(&pod.secret_map, actor);
        if !faults.is_empty() {
            return Err(faults);
        }
        let environment = pod
            .environment_variables
            .iter()
            .map(|(name, text)| (name.to_owned(), legacy(&with_values(text, &resolved.secrets), password)));
        let command = pod.command.map(|words| legacy(&words.join(" "), password));
        Ok(Resolved { environment: environment.collect(), command, ..resolved })
    }

    /// Resolves a map as far as possible: leaves a KEY out that has no value, and says why.
    pub(crate) fn resolve_map(&self, map: &Ordered<String>, actor: Option<&str>) -> (Resolved, Vec<String>) {
        let (mut resolved, mut faults) = (Resolved::default(), Vec::new());
        for (key, text) in map.iter() {
            let value = match Whole::of(text) {
                Whole::Secret { user, name } => self.secret(key, user, name, actor),
                Whole::Random(length) => match generate(key, length) {
                    Ok(password) => {
                        resolved.generated.push((key.to_owned(), password.clone()));
                        Ok(password)
                    }
                    Err(fault) => Err(fault),
                },
                Whole::Default { value, .. } => Ok(value.to_owned()),
                Whole::Required(text) => {
                    Err(format!("Required secret for env var '{key}' not provided. Description: {text}"))
                }
                Whole::Literal => Ok(text.clone()),
            };
            match value {
                Ok(value) => resolved.secrets.set(key, value),
                Err(fault) => faults.push(fault),
            }
        }
        (resolved, faults)
    }

    fn secret(
        &self,
        key: &str,
        user: Option<&str>,
        name: &str,
        actor: Option<&str>,
    ) -> Result<String, String> {
        let user = match (user, actor) {
            (Some(user), Some(actor)) if user != actor => {
                return Err(format!(
                    "Key '{key}': Secret reference specifies user '{user}' but requesting user is '{actor}'."
                ));
            }
            (Some(user), _) | (None, Some(user)) => user,
            (None, None) => {
                return Err(format!(
                    "Key '{key}': Short secret form '${{secret:{name}}}' requires actor context for \
                     auto-expansion."
                ));
            }
        };
        let Some(secret) = self.secrets.get(name) else {
            return Err(format!("Key '{key}': Secret '{name}' not found."));
        };
        let owner = &secret.metadata.added_by;
        if owner != user {
            return Err(format!(
                "Key '{key}': Secret '{name}' is owned by '{owner}' in database, not '{user}'."
            ));
        }
        let failed = |why: &str| format!("Key '{key}': Failed to resolve secret '{name}': {why}");
        match &secret.value {
            _ if self.storage_down => Err(failed("message: Connection refused calling SK; op: read")),
            Some(value) => Ok(value.clone()),
            None => Err(failed("message: the value was not found; op: read")),
        }
    }
}

/// Puts values where a text refers to KEYs; an unknown KEY stays as it is.
pub(crate) fn with_values(text: &str, secrets: &Ordered<String>) -> String {
    pattern::replace(text, |pattern| pattern::key(pattern).and_then(|key| secrets.get(key)).cloned())
}

/// Replaces `<<TAPIS_x>>` and `<<tapissecret_x>>`, the references of old, by the pod's own password.
pub(crate) fn legacy(text: &str, password: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once("<<") {
        let Some((name, after)) = from.split_once(">>") else { break };
        replaced.push_str(before);
        match name.starts_with("TAPIS_") || name.starts_with("tapissecret_") {
            true => replaced.push_str(password),
            false => replaced.extend(["<<", name, ">>"]),
        }
        rest = after;
    }
    replaced + rest
}

/// Makes the password of a `${pods:random:LENGTH}`.
///
/// # Errors
/// A line for a length that the service does not take.
pub(crate) fn generate(key: &str, length: usize) -> Result<String, String> {
    match length {
        0..8 => {
            Err(format!("Key '{key}': Random password length must be at least 8 characters, got {length}"))
        }
        8..=128 => Ok(password(length, b"!@#$%^&*")),
        _ => Err(format!("Key '{key}': Random password length must be at most 128 characters, got {length}")),
    }
}

/// Makes a password of letters, digits and `more`. Nobody is to be kept out by it: it belongs to a demonstration.
pub(crate) fn password(length: usize, more: &[u8]) -> String {
    let mut rng = fastrand::Rng::new();
    let mut letter = || match more.get(rng.usize(0..more.len() * 5 + 1)) {
        Some(sign) => char::from(*sign),
        None => rng.alphanumeric(),
    };
    (0..length).map(|_| letter()).collect()
}
