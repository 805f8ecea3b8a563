//! A form that takes a change back: it opens while the service is looked at, and shows what is to be done once the
//! present state of the secret is known. From there on it works like any other.

use std::sync::Arc;
use std::time::Instant;

use super::{Form, Kind, Spot, ValueInput};
use crate::domain::{Print, Scope, Secret, SecretValue};
use crate::view::field::Field;
use crate::work::undo::{By, Does, Plan, Restoration, Since};
use crate::work::write::Before;

impl Form {
    /// Returns a form that takes a change back: one that creates a secret again for review, any other while the
    /// program looks at the service, which begins `now`.
    pub fn undoing(Restoration { secret, undoes, by }: Restoration, now: Instant) -> Self {
        let mut form = match by {
            By::Creating { value, description } => Self::again(&secret, value, &description),
            By::Deleting => Self::delete(0, secret),
            By::Changing => Self::edit(0, secret),
        };
        form.undoes = Some(undoes);
        match form.kind {
            Kind::Create => form.review(),
            Kind::Edit(_) | Kind::Delete(_) => form.before = Before::Fetching(now),
        }
        form
    }

    /// Returns a form that creates `secret` again.
    fn again(secret: &Secret, value: Arc<SecretValue>, description: &str) -> Self {
        let mut form = Self::create(0);
        form.id = Field::text_line(secret.id.as_str());
        form.set_value(value);
        form.description = Field::paragraph(description);
        if let Scope::Pod(pod) = &secret.scope {
            form.of_pod = true;
            form.pod = Field::text_line(pod.original());
        }
        form.access = secret.access.mode();
        form
    }

    /// Takes the way in which the change is undone; tells whether the present value has to be read first.
    pub fn follow_plan(&mut self, plan: Plan) -> bool {
        if let Some(undoes) = &mut self.undoes {
            (undoes.description, undoes.value) = (plan.description, plan.since);
        }
        let now = Box::new(plan.now);
        match plan.does {
            Does::Delete { old } => {
                (self.kind, self.value, self.focus) = (Kind::Delete(now), ValueInput::Fixed, Spot::Confirm);
                old.into_iter().for_each(|value| self.write.know_old(value));
                self.fill_in();
                false
            }
            Does::WriteBack { description, value, compares } => {
                (self.kind, self.description) = (Kind::Edit(now), Field::paragraph(&description));
                value.into_iter().for_each(|value| self.set_value(value));
                compares
            }
        }
    }

    /// Takes the present value, with its digest, to be compared with the one that the undone change left.
    pub fn compare(&mut self, value: SecretValue, now: Option<Print>) {
        self.loaded = Some(Arc::new(value));
        if let Some(undoes) = &mut self.undoes {
            undoes.compare(now);
        }
    }

    /// Notes that the present value cannot be compared.
    pub fn cannot_compare(&mut self) {
        if let Some(undoes) = &mut self.undoes {
            undoes.value = if undoes.half_done { Since::Unreadable } else { Since::Unknown };
        }
    }

    /// Returns the number of the change that the form undoes.
    pub fn undone(&self) -> Option<u64> {
        self.undoes.as_ref().map(|undoes| undoes.number)
    }

    /// Returns the number of the failed deletion whose value the form writes back.
    pub fn writes_back(&self) -> Option<u64> {
        let undoes = self.undoes.as_ref().filter(|undoes| undoes.half_done)?;
        matches!(self.kind, Kind::Edit(_)).then_some(undoes.number)
    }

    /// Returns the digest of the value that undoing a creation expects. `None` if the user was told of another value.
    pub fn value_expected(&self) -> Option<Print> {
        let undoes = self.undoes.as_ref().filter(|undoes| undoes.value != Since::Changed)?;
        undoes.left.clone()
    }
}
