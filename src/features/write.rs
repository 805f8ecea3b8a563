//! Creating, changing and deleting a secret: the forms, their review, sending in the background, and verifying.
//!
//! A form keeps its text until the service certainly has it. `work::write` decides what is sent and when; this slice
//! turns keys and answers into its inputs, and its news into words and into reports for other slices.

mod around;
mod background;
mod form;
mod form_view;
mod life;
mod loading;
mod opening;
mod outcome;
mod pressing;
mod sending;
mod several;
mod state;
mod undoing;
mod verify;
pub mod view;
mod words;

pub use around::Around;
pub use form::{Form, Kind, Spot, ValueInput};
pub use state::{Deletion, Write};
pub use words::{NOT_ITS_NAME, NOT_PASTED, NOWHERE, VIEW_ONLY, doubt, unseen_question};

use std::sync::Arc;

use jiff::Timestamp;

use crate::core::{News, Notice, Out, Tone};
use crate::domain::{SecretId, SecretValue};
use crate::text::Sentence;
use crate::work::undo::Ended;
use crate::work::write::Fate;
pub use crate::work::write::{Phase, Work};

impl Write {
    /// Returns the open form.
    pub fn form(&self) -> Option<&Form> {
        self.open.as_deref()
    }

    /// Returns the open form, to be changed.
    pub fn form_mut(&mut self) -> Option<&mut Form> {
        self.open.as_deref_mut()
    }

    /// Returns all forms: the open one, then those in the background.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        self.open.as_deref().into_iter().chain(&self.parked)
    }

    /// Returns all forms, to be changed.
    pub fn forms_mut(&mut self) -> impl Iterator<Item = &mut Form> {
        self.open.as_deref_mut().into_iter().chain(&mut self.parked)
    }

    /// Returns the form of this number, open or in the background.
    pub fn form_of(&self, number: u64) -> Option<&Form> {
        self.forms().find(|form| form.number() == number)
    }

    /// Returns the form of this number, to be changed.
    pub fn form_of_mut(&mut self, number: u64) -> Option<&mut Form> {
        self.forms_mut().find(|form| form.number() == number)
    }

    /// Takes the time of the answer to the write of this form.
    pub fn dated(&mut self, number: u64, at: Timestamp) {
        self.form_of_mut(number).into_iter().for_each(|form| form.dated = Some(at));
        let left = self.left_behind.iter_mut().filter(|left| left.write.number() == number);
        left.for_each(|left| left.dated = Some(at));
    }

    /// Closes the form of this number.
    pub fn close(&mut self, number: u64) {
        self.open.take_if(|form| form.number() == number);
        self.parked.retain(|form| form.number() != number);
    }

    /// Returns a form in the background that leaving would lose, one in doubt first.
    pub fn left_form(&self) -> Option<&Form> {
        let left = self.parked.iter().filter(|form| form.is_left_open());
        left.min_by_key(|form| !form.write.is_in_doubt())
    }

    /// Tells whether the focus is on a value that can be changed.
    pub fn is_in_value(&self) -> bool {
        self.form().is_some_and(|form| form.focus == Spot::Value && form.takes_value())
    }

    /// Puts a value into the open form.
    pub fn put_value(&mut self, value: Arc<SecretValue>) {
        self.open.iter_mut().for_each(|form| form.set_value(value.clone()));
    }

    /// Returns the secret that was saved last.
    pub fn saved_id(&self) -> Option<SecretId> {
        self.saved.as_ref().map(|saved| saved.secret.id.clone())
    }

    /// Returns the writes that have ended since the last time.
    pub fn take_ended(&mut self) -> Vec<(Ended, Fate)> {
        std::mem::take(&mut self.ended)
    }

    /// Wipes the old values in forms. A form that would undo something closes, unless it is being sent.
    pub fn forget_old_values(&mut self) {
        let unsent = |form: &Form| form.undone().is_some() && !form.is_sending();
        self.open.take_if(|form| unsent(form));
        self.parked.retain(|form| !unsent(form));
        self.forms_mut().for_each(|form| form.write.forget_old());
    }
}

/// Tells of a write.
fn tell(tone: Tone, text: impl Into<Sentence>, details: bool, out: &mut Out) {
    let notice = Notice::new(tone, text);
    out.tell(if details { notice.with_details() } else { notice });
}

/// Tells that a key did not work. A notice about why the form came back shows again after that.
fn say(why: &str, out: &mut Out) {
    out.report(News::TellOver(Notice::new(Tone::Warning, why)));
}
