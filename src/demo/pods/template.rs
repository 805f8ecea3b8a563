//! Templates: what a pod takes over from them, and which placeholders they leave to it (pods contract §7).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::definition::Definition;
use super::ordered::Ordered;
use super::pattern::Whole;

/// A tag of a template.
#[derive(Deserialize)]
#[serde(default)]
pub(crate) struct Template {
    /// The template below this one.
    parent: Option<String>,
    /// The time of the tag, which a pod's `template` carries behind `@`.
    stamp: String,
    definition: Definition,
}

impl Default for Template {
    fn default() -> Self {
        let definition = Definition::default();
        Self { parent: None, stamp: "2026-01-02-03:04:05".to_owned(), definition }
    }
}

/// The templates of the site by `NAME:TAG`.
#[derive(Default)]
pub(crate) struct Templates(BTreeMap<String, Template>);

/// The most templates below each other; one that is its own parent ends there.
const DEEPEST: usize = 8;

impl Templates {
    pub(crate) fn insert(&mut self, name: String, template: Template) {
        self.0.insert(name, template);
    }

    fn find(&self, name: &str) -> Option<(&str, &Template)> {
        let name = name.split('@').next()?;
        self.0.get_key_value(name).map(|(name, template)| (name.as_str(), template))
    }

    /// Returns the name with the time of its tag, as pods keep it.
    pub(crate) fn stamped(&self, name: &str) -> Option<String> {
        self.find(name).map(|(name, template)| format!("{name}@{}", template.stamp))
    }

    /// Merges a pod with its templates: deeper template, nearer template, the pod, its overrides.
    pub(crate) fn derive(&self, pod: &Definition) -> Definition {
        let mut layers = Vec::new();
        let mut name = Some(pod.template.as_str());
        while let Some((_, template)) =
            name.and_then(|name| self.find(name)).filter(|_| layers.len() < DEEPEST)
        {
            layers.push(&template.definition);
            name = template.parent.as_deref();
        }
        let mut merged = pod.clone();
        for layer in &layers {
            if merged.image.is_empty() {
                merged.image.clone_from(&layer.image);
            }
            merged.command = merged.command.or_else(|| layer.command.clone());
            merged.arguments = merged.arguments.or_else(|| layer.arguments.clone());
        }
        layers.reverse();
        layers.push(pod);
        (merged.environment_variables, merged.secret_map, merged.volume_mounts) = Default::default();
        for layer in layers {
            merged.environment_variables.overlay(&layer.environment_variables);
            merged.secret_map.overlay(&layer.secret_map);
            merged.volume_mounts.overlay(&layer.volume_mounts);
        }
        merged.secret_map.overlay(&pod.overriding_map());
        merged
    }
}

/// Tells which values of a map a pod must give, and which it may.
pub(crate) struct Placeholders {
    pub(crate) required: Vec<String>,
    pub(crate) optional: Vec<String>,
}

impl Placeholders {
    pub(crate) fn of<'a>(map: impl Iterator<Item = (&'a str, &'a String)>) -> Self {
        let (mut required, mut optional) = (Vec::new(), Vec::new());
        for (key, value) in map {
            match Whole::of(value) {
                Whole::Required(text) => {
                    required.push(format!("REQUIRED: '{key}' - {text}. Add to pod's secret_map."));
                }
                Whole::Default { value, description } => {
                    let text = description.map(|text| format!(" - {text}")).unwrap_or_default();
                    optional.push(format!("OPTIONAL: '{key}'{text}. Default: '{value}'."));
                }
                _ => {}
            }
        }
        Self { required, optional }
    }

    /// Finds the placeholders of the merged map that the pod has left as they are.
    pub(crate) fn left(merged: &Ordered<String>, own: &Ordered<String>) -> Self {
        Self::of(merged.iter().filter(|(key, _)| own.get(key).is_none()))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.required.is_empty() && self.optional.is_empty()
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({ "required": self.required, "optional": self.optional })
    }
}
