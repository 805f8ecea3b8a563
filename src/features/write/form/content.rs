//! The content of a form: the value, the changes, the draft to send, and the faults.

use std::sync::Arc;

use super::objection::Reason;
use super::{Form, Kind, Spot, ValueInput};
use crate::core::editing::Original;
use crate::domain::draft::{check_description, check_id, check_pod_id};
use crate::domain::{Change, Field as Name, NewScope, NewSecret, Secret, SecretValue};
use crate::features::write::words;
use crate::text::unseen::without_unseen;
use crate::view::field::Field;
use crate::work::write::Phase;

impl Form {
    /// Returns the new value, if the form has one.
    pub fn new_value(&self) -> Option<Arc<SecretValue>> {
        self.value.value()
    }

    /// Puts in a value: into the text field if it fits, whole if not, and aside if the value cannot be changed.
    pub fn set_value(&mut self, value: Arc<SecretValue>) {
        self.trimmed = false;
        self.line_added = false;
        if matches!(self.value, ValueInput::Fixed) {
            self.aside = Some(value);
            return;
        }
        self.value = ValueInput::of(value);
    }

    /// Returns the value as the editor gets it; `denied`: the present value may not be read.
    pub fn original(&self, denied: bool) -> Original {
        let unread = match &self.kind {
            Kind::Edit(secret) if matches!(self.value, ValueInput::Unchanged) && self.loaded.is_none() => {
                Some(secret)
            }
            _ => None,
        };
        let is_read_first = unread.is_some_and(|secret| secret.access.readable == Some(true) && !denied);
        let text = || {
            let text = self.new_value().or_else(|| self.loaded.clone());
            text.unwrap_or_else(|| Arc::new(SecretValue::new(String::new())))
        };
        Original {
            form: self.number(),
            id: self.subject(),
            is_new: self.kind == Kind::Create,
            text: (!is_read_first).then(text),
            hidden: unread.is_some(),
        }
    }

    /// Takes the value from the editor.
    pub fn take_edited(&mut self, value: Arc<SecretValue>, trimmed: bool) {
        self.set_value(value);
        self.trimmed = trimmed;
        if !matches!(self.value, ValueInput::Fixed) {
            self.focus = Spot::Value;
        }
    }

    /// Tells whether a value can be put into the form now.
    pub fn takes_value(&self) -> bool {
        matches!(self.phase(), Phase::Filling)
            && !matches!(self.kind, Kind::Delete(_))
            && !matches!(self.value, ValueInput::Fixed)
    }

    /// Returns the number of lines of the typed value, once `Enter` has added a line instead of moving on.
    pub fn lines_typed(&self) -> Option<usize> {
        match &self.value {
            ValueInput::Typed(field) if self.line_added && self.focus == Spot::Value => {
                Some(field.lines().len()).filter(|lines| *lines > 1)
            }
            _ => None,
        }
    }

    /// Tells whether invisible characters can be removed from the value. Not in an undo, which restores the exact
    /// value.
    pub fn can_remove_unseen(&self) -> bool {
        matches!(self.phase(), Phase::Filling | Phase::Review)
            && self.undoes.is_none()
            && self.value_changed()
            && self.new_value().is_some_and(|value| !value.facts().unseen.removable().is_nothing())
    }

    /// Removes invisible characters from the value; returns the value as it was. `None` if there are none to remove.
    pub fn remove_unseen(&mut self) -> Option<Arc<SecretValue>> {
        let value = self.new_value().filter(|_| self.can_remove_unseen())?;
        self.set_value(Arc::new(SecretValue::from(without_unseen(value.expose()).as_str())));
        self.told.retain(|objection| objection.field != Name::Value);
        Some(value)
    }

    /// Takes over metadata that came while the user fills in the form. An untouched description follows the metadata;
    /// a changed one stays, and the review shows both. Tells whether a typed value had to be put aside.
    pub fn follow(&mut self, mut now: Secret) -> bool {
        let Kind::Edit(then) = &self.kind else { return false };
        if self.description_changed() {
            now.description = then.description.clone();
        } else {
            self.description = Field::paragraph(now.description.original());
        }
        self.rest_on(now)
    }

    /// Bases the change on the secret that was found before sending. A description that the service has already is no
    /// change any more.
    pub fn rebase(&mut self, found: Secret) {
        if !self.follow(found.clone()) {
            self.kind = Kind::Edit(Box::new(found));
        }
    }

    /// Makes `secret` the one that is changed. If its mode forbids changing the value, a typed value is put aside; if
    /// the mode allows it again, the value comes back. Tells whether a value was put aside.
    fn rest_on(&mut self, secret: Secret) -> bool {
        let writable = secret.access.mode().writable();
        self.kind = Kind::Edit(Box::new(secret));
        if !writable && self.focus == Spot::Value {
            // The next keys are meant for the value, and must not show up in the description.
            self.focus = Spot::Nowhere;
        }
        match (&self.value, writable) {
            (ValueInput::Fixed, true) => {
                self.value = ValueInput::Unchanged;
                if let Some(value) = self.aside.take() {
                    self.set_value(value);
                }
                false
            }
            (ValueInput::Fixed, false) | (_, true) => false,
            (_, false) => {
                self.aside = self.new_value().filter(|_| self.value_changed());
                self.value = ValueInput::Fixed;
                self.aside.is_some()
            }
        }
    }

    /// Tells whether the value differs from the beginning; any new value of an edit does, except the loaded one.
    pub fn value_changed(&self) -> bool {
        match (&self.kind, &self.value) {
            (_, ValueInput::Unchanged | ValueInput::Fixed) => false,
            (Kind::Create, ValueInput::Typed(field)) => !field.is_empty(),
            (Kind::Create, ValueInput::Whole(_)) => true,
            _ => self.new_value() != self.loaded || self.loaded.is_none(),
        }
    }

    /// Tells whether the description differs from the beginning.
    pub fn description_changed(&self) -> bool {
        match &self.kind {
            Kind::Create => {
                let began = self.like().map_or("", |secret| secret.description.original());
                self.description.joined() != began
            }
            Kind::Edit(secret) => self.description.joined() != secret.description.original(),
            Kind::Delete(_) => false,
        }
    }

    /// Tells whether leaving would lose typed text, or the view of a write in doubt.
    pub fn holds_something(&self) -> bool {
        self.is_changed() || self.write.is_in_doubt()
    }

    /// Tells whether leaving would lose anything that the user typed.
    pub fn is_changed(&self) -> bool {
        match self.kind {
            Kind::Delete(_) => false,
            Kind::Edit(_) => self.value_changed() || self.description_changed() || self.aside.is_some(),
            Kind::Create => self.value_changed() || self.differs_from_beginning(),
        }
    }

    /// Returns the changes of an edit, without the fields that stayed the same.
    pub fn change(&self) -> Change {
        Change {
            description: self.description_changed().then(|| self.description.joined()),
            value: self.new_value().filter(|_| self.value_changed()),
        }
    }

    /// Returns the new secret as it would be sent.
    pub fn draft(&self) -> NewSecret {
        NewSecret {
            id: self.subject(),
            value: self.new_value().unwrap_or_else(|| Arc::new(SecretValue::new(String::new()))),
            description: self.description.joined(),
            scope: if self.of_pod { NewScope::Pod(self.pod.text().to_owned()) } else { NewScope::User },
            access: self.access,
        }
    }

    /// Returns the fault of a field, to be shown below it now. A field that the user has not typed into has none.
    pub fn fault(&self, name: Name) -> Option<String> {
        let told = self.told.iter().find(|objection| objection.field == name);
        let taken = name == Name::Id && self.kind == Kind::Create && self.taken;
        if let Some(why) = told.map(|told| &told.why).or(taken.then_some(&Reason::Exists)) {
            return Some(words::objection(why).to_owned());
        }
        let fault = match (&self.kind, name) {
            (Kind::Create, Name::Id) if self.tried || !self.id.is_empty() => check_id(self.id.text()),
            (Kind::Create, Name::PodId) if self.of_pod && (self.tried || !self.pod.is_empty()) => {
                check_pod_id(self.pod.text())
            }
            (Kind::Create | Kind::Edit(_), Name::Description) => {
                check_description(&self.description.joined())
            }
            _ => None,
        };
        fault.map(|fault| fault.text)
    }

    /// Returns the first field with a fault, in the order of the form.
    pub fn first_fault(&self) -> Option<Spot> {
        [
            (Name::Id, Spot::Id),
            (Name::Value, Spot::Value),
            (Name::Description, Spot::Description),
            (Name::PodId, Spot::PodId),
        ]
        .into_iter()
        .find(|(name, _)| self.fault(*name).is_some())
        .map(|(_, spot)| spot)
    }
}
