//! A form for a new secret that begins with what another one has: its description, scope and mode, and on demand its
//! value. The id is typed, because it is unique on the site, and the owner is always the user (contract §2).

use std::sync::Arc;

use super::like::Like;
use super::{Form, Kind, Spot, ValueInput};
use crate::domain::{AccessMode, Secret, SecretId, SecretValue};
use crate::view::field::Field;

impl Form {
    /// Returns a form for a new secret that begins with what `secret` has.
    pub fn create_like(secret: Secret) -> Self {
        let mut form =
            Self::new(Kind::Create, 0, ValueInput::empty(), secret.description.original(), Spot::Id);
        let pod = secret.scope.pod().map(|pod| pod.original().to_owned());
        form.of_pod = pod.is_some();
        form.pod = Field::text_line(pod.as_deref().unwrap_or_default());
        form.access = secret.access.mode();
        form.like = Some(Box::new(Like { secret, carried: None }));
        form
    }

    /// Returns the secret that the new one begins with.
    pub fn like(&self) -> Option<&Secret> {
        self.like.as_ref().map(|like| &like.secret)
    }

    /// Returns the secret whose present value can be loaded into the form.
    pub fn source(&self) -> Option<&Secret> {
        match &self.kind {
            Kind::Edit(secret) => Some(secret),
            Kind::Create => self.like(),
            Kind::Delete(_) => None,
        }
    }

    /// Returns the id of the secret whose value the form reads.
    pub fn reads_from(&self) -> SecretId {
        self.source().map_or_else(|| self.subject(), |secret| secret.id.clone())
    }

    /// Takes the value of the other secret, unless the user has typed one meanwhile; tells whether it was taken.
    pub(in crate::features::write) fn carry(&mut self, value: Arc<SecretValue>) -> bool {
        let takes = !self.value_changed();
        if let Some(like) = self.like.as_mut().filter(|_| takes) {
            like.carried = Some(value.clone());
            self.set_value(value);
        }
        takes
    }

    /// Drops the value of the other secret, because the screen is locked. A value that was changed since is the user's.
    pub(in crate::features::write) fn forget_carried(&mut self) {
        let carried = self.like.as_mut().and_then(|like| like.carried.take());
        if carried.is_some_and(|carried| self.new_value() == Some(carried)) {
            self.value = ValueInput::empty();
        }
    }

    /// Tells whether a new secret differs from what the form began with, besides its value.
    pub(super) fn differs_from_beginning(&self) -> bool {
        let access = self.like().map_or(AccessMode::Full, |secret| secret.access.mode());
        self.description_changed()
            || !self.id.is_empty()
            || self.of_pod != self.first_pod().is_some()
            || self.has_another_pod()
            || self.access != access
    }

    /// Tells whether the pod is another one than at the beginning of the form.
    pub(in crate::features::write) fn has_another_pod(&self) -> bool {
        self.pod.text() != self.first_pod().unwrap_or_default()
    }

    fn first_pod(&self) -> Option<&str> {
        self.like().and_then(|secret| secret.scope.pod()).map(|pod| pod.original())
    }
}
