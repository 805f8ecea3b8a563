//! Deletions without an open form: those of several secrets, one after the other, which the user has confirmed together.

use super::form::{Form, Reading};
use super::pressing::spare_for;
use super::sending::{draft_of, old_of};
use super::{Around, Deletion, Write};
use crate::core::Out;
use crate::domain::Secret;
use crate::work::write::Input;

impl Write {
    /// Deletes `secret`, after its old value is read where the user wants that. Returns the number of its form.
    pub fn delete_without_form(&mut self, at: &Around<'_>, secret: Secret, out: &mut Out) -> u64 {
        let mut form = Form::delete(0, secret);
        self.last += 1;
        form.write.renumber(self.last);
        form.left_at = at.acts;
        let (denied, spare) = (form.secret().is_some_and(|secret| at.denies(secret)), spare_for(at, &form));
        form.plan_reading(denied, at.reads_old, spare);
        let (number, confirmed) = (form.number(), Input::Confirmed(draft_of(at, &form), old_of(&form)));
        self.parked.push(form);
        self.step(at, number, confirmed, out);
        number
    }

    /// Returns how far the deletion with the form of this number has got.
    pub fn deletion(&self, number: u64) -> Deletion {
        match self.form_of(number) {
            None => Deletion::Over,
            Some(form) if form.is_sending() => Deletion::UnderWay,
            Some(form) if form.write.is_in_doubt() => Deletion::InDoubt,
            Some(form) => Deletion::NotDone(match &form.reading {
                Reading::Failed(cause) => Some(cause.clone()),
                _ => None,
            }),
        }
    }
}
