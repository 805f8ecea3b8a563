//! A pod, as far as secrets need it (`PODS` §1): its state and times, the secrets that it refers to, and where their
//! values go. A pod's answer can hold plaintext secrets; none of these types keeps one.
//!
//! `map_value` and `scan` read the texts, and drop them.

use jiff::Timestamp;

use super::reference::Reference;
use crate::text::SafeText;

mod action_log;
mod container;
mod credential;
mod id;
mod map_value;
mod permissions;
mod place;
mod scan;
mod status;

pub use action_log::{Action, ActionLine, ActionLog};
pub use container::{Container, ScreenOnly};
pub use credential::is_credential;
pub use id::PodId;
pub use map_value::MapValue;
pub use permissions::PodPermissions;
pub use place::{Literal, Mistake, Place, Read, Wrong};
pub use scan::{Arguments, Found};
pub use status::{PodStatus, Requested, Start};

/// One pod. A time or state that the service did not send, or that makes no sense, counts as unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pod {
    /// The pod's name.
    pub id: PodId,
    /// The state that it is in.
    pub status: PodStatus,
    /// The state that somebody asked for.
    pub requested: Requested,
    /// The start of the present run, `start_instance_ts`.
    pub started: Start,
    /// The time at which the service will stop it.
    pub stops: Option<Timestamp>,
    /// Seconds until the stop that were set for this run only, `time_to_stop_instance`; a restart loses them.
    pub stops_after: Option<i64>,
    /// The time of creation.
    pub created: Option<Timestamp>,
    /// The time of the last change. Before 26Q2 the service's own writes move it too (`PODS` §5).
    pub updated: Option<Timestamp>,
    /// The container.
    pub container: Container,
    /// The template that it is made of, with its tag.
    pub template: Option<SafeText>,
    /// Set when the template's share is in `keys`, `reads` and `literals` too.
    pub is_merged: bool,
    /// The KEYs of its `secret_map`, with what `template_overrides` put in their place.
    pub keys: Box<[MapKey]>,
    /// The places that read a KEY.
    pub reads: Box<[Read]>,
    /// The places where something is written that the service does not resolve there.
    pub mistakes: Box<[Mistake]>,
    /// The places outside the `secret_map` that seem to hold a credential as it is.
    pub literals: Box<[Literal]>,
    /// Set when it is known which KEYs its config files read.
    pub files_known: bool,
    /// Set when `template_overrides` put other things than KEYs in the template's place.
    pub overrides_more: bool,
    /// The variables and files among `reads` that the template brings; `None` where that is not known. It takes the pod
    /// both with its template and without.
    pub from_template: Option<Box<[Place]>>,
}

/// One entry of a pod's `secret_map`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapKey {
    /// The KEY.
    pub name: SafeText,
    /// The kind of its value.
    pub value: MapValue,
    /// Set when the value comes from `template_overrides`.
    pub is_override: bool,
}

impl MapKey {
    /// Returns the place of its value.
    pub fn place(&self) -> Place {
        let name = self.name.clone();
        if self.is_override { Place::Override(name) } else { Place::Key(name) }
    }
}

impl Pod {
    /// Makes a pod of which only the name is known.
    pub fn named(id: impl Into<PodId>) -> Self {
        Self {
            id: id.into(),
            status: PodStatus::default(),
            requested: Requested::default(),
            started: Start::default(),
            stops: None,
            stops_after: None,
            created: None,
            updated: None,
            container: Container::default(),
            template: None,
            is_merged: false,
            keys: Box::default(),
            reads: Box::default(),
            mistakes: Box::default(),
            literals: Box::default(),
            files_known: false,
            overrides_more: false,
            from_template: None,
        }
    }

    /// Tells whether all KEYs and variables are known: a template adds its own.
    pub fn is_whole(&self) -> bool {
        self.template.is_none() || self.is_merged
    }

    /// Returns the variables and files that read a KEY by the template's doing, where that is known.
    pub fn from_template(&self) -> Option<&[Place]> {
        if self.template.is_none() { Some(&[]) } else { self.from_template.as_deref() }
    }

    /// Returns the entry of a KEY.
    pub fn key(&self, name: &str) -> Option<&MapKey> {
        self.keys.iter().find(|key| key.name.original() == name)
    }

    /// Returns the references of the `secret_map`, each with its KEY.
    pub fn references(&self) -> impl Iterator<Item = (&MapKey, &Reference)> {
        self.keys.iter().filter_map(|key| Some((key, key.value.reference()?)))
    }

    /// Returns the places that read a KEY.
    pub fn readers(&self, key: &str) -> impl Iterator<Item = &Place> {
        self.reads.iter().filter(move |read| read.key.original() == key).map(|read| &read.by)
    }

    /// Tells whether the pod runs or is about to: a state from which a missing secret would bring it down.
    pub fn is_up(&self) -> bool {
        matches!(
            self.status,
            PodStatus::Available | PodStatus::Requested | PodStatus::SpawnerSetup | PodStatus::Creating
        )
    }
}
