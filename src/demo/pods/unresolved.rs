//! The metadata that tell which `${...}` a pod's texts have, and what the service warns of (pods contract §3). It is
//! no sign of an error: healthy references are told too.

use serde_json::{Map, Value, json};

use super::definition::Definition;
use super::pattern;

/// Adds `unresolved_patterns`, if there are any.
pub(crate) fn add(metadata: &mut Map<String, Value>, pod: &Definition) {
    let secrets = of_texts(pod.secret_map.iter());
    let variables = of_texts(pod.environment_variables.iter());
    let configs: Vec<Value> = configs(pod)
        .map(|(index, text)| (index, of_text(text)))
        .filter(|(_, patterns)| !patterns.is_empty())
        .map(|(index, patterns)| json!({ "index": index, "patterns": patterns }))
        .collect();
    let warnings = syntax_warnings(pod);
    let named =
        |found: &[(&str, Vec<Value>)]| found.iter().map(|(key, _)| *key).collect::<Vec<_>>().join(", ");
    let summary = [
        (!secrets.is_empty())
            .then(|| format!("secret_map keys with unresolved patterns: {}", named(&secrets))),
        (!variables.is_empty())
            .then(|| format!("environment_variables with unresolved patterns: {}", named(&variables))),
        (!configs.is_empty())
            .then(|| format!("{} config_content(s) with unresolved patterns", configs.len())),
        (!warnings.is_empty())
            .then(|| format!("{} syntax warning(s) - check 'syntax_warnings' for details", warnings.len())),
    ];
    let summary: Vec<String> = summary.into_iter().flatten().collect();
    if summary.is_empty() {
        return;
    }
    let entries = |found: Vec<(&str, Vec<Value>)>| -> Vec<Value> {
        found.into_iter().map(|(key, patterns)| json!({ "key": key, "patterns": patterns })).collect()
    };
    metadata.insert(
        "unresolved_patterns".to_owned(),
        json!({
            "has_unresolved": true,
            "secret_map_unresolved": entries(secrets),
            "env_vars_unresolved": entries(variables),
            "config_unresolved": configs,
            "syntax_warnings": warnings,
            "summary": summary.join("; "),
        }),
    );
}

/// Returns what a POST warns of: a password that is asked for where none is made.
pub(crate) fn config_warnings(pod: &Definition) -> Vec<String> {
    let asks = |text: &str| pattern::patterns(text).iter().any(|one| pattern::kind(one) == "random_password");
    let named = pod.environment_variables.iter().filter(|(_, text)| asks(text));
    named
        .map(|(name, _)| {
            format!(
                "WARNING: '{name}' uses pods:random syntax. 'pods:random' syntax (random password generation) \
                 is only valid in secret_map, not environment_variables. Define the value in secret_map and \
                 reference it here using ${{pods:secrets:KEY}}."
            )
        })
        .collect()
}

fn of_texts<'a>(texts: impl Iterator<Item = (&'a str, &'a String)>) -> Vec<(&'a str, Vec<Value>)> {
    let found = texts.map(|(key, text)| (key, of_text(text)));
    found.filter(|(_, patterns)| !patterns.is_empty()).collect()
}

fn of_text(text: &str) -> Vec<Value> {
    let patterns = pattern::patterns(text).into_iter();
    patterns.map(|one| json!({ "pattern": one, "type": pattern::kind(one) })).collect()
}

fn configs(pod: &Definition) -> impl Iterator<Item = (usize, &String)> {
    let texts = pod.volume_mounts.iter().filter_map(|(_, mount)| mount.config_content.as_ref());
    texts.enumerate()
}

fn syntax_warnings(pod: &Definition) -> Vec<Value> {
    let secrets = pod.secret_map.iter().map(|(key, text)| (format!("secret_map['{key}']"), text));
    let variables = pod
        .environment_variables
        .iter()
        .map(|(name, text)| (format!("environment_variables['{name}']"), text));
    let configs = configs(pod).map(|(index, text)| (format!("config_content[{index}]"), text));
    let places = secrets.chain(variables).chain(configs);
    places
        .flat_map(|(place, text)| {
            pattern::patterns(text).into_iter().filter_map(move |found| colon_missing(&place, found))
        })
        .collect()
}

/// Warns of `${pods:secrets:KEY?text}`, which refers to nothing.
fn colon_missing(place: &str, found: &str) -> Option<Value> {
    let (key, text) = found.strip_prefix("${pods:secrets:")?.strip_suffix('}')?.split_once('?')?;
    (!key.ends_with(':')).then(|| {
        json!({
            "location": place,
            "issue": "Missing colon before description",
            "found": found,
            "suggestion": format!("Use '${{pods:secrets:{key}:?{text}}}' (note the ':?' not just '?')"),
            "explanation":
                "Descriptions require ':?' syntax, not just '?'. The pattern ${pods:secrets:KEY?desc} won't \
                 match - use ${pods:secrets:KEY:?desc} instead.",
        })
    })
}
