//! The service's present data for a form that is being filled in: the metadata that is fetched when it opens, and the
//! value that the user loads. Typed text stays.

use std::sync::Arc;

use super::{App, words};
use crate::domain::{Answer, Failure, Secret};
use crate::features::write::form::{Form, Phase, ValueInput};

type Result<T> = std::result::Result<T, Arc<Failure>>;

impl App {
    /// Takes the metadata that was requested when the form was opened.
    pub(super) fn metadata_came(&mut self, number: u64, now: Secret) {
        let Some(form) = self.form_of(number) else { return };
        if form.follow(now) {
            return self.put_aside(number);
        }
        self.plan_reading_in_review(number);
    }

    /// Tells the user that the typed value cannot be sent, and where it is kept.
    pub(super) fn put_aside(&mut self, number: u64) {
        let Some(form) = self.form_of(number) else { return };
        // The review showed a change that would not be sent now.
        if !matches!(form.phase(), Phase::Filling | Phase::Leaving) {
            form.come_back();
        }
        let text = words::only_described(form);
        self.warn(text);
    }

    /// Takes the answer to the request for the present value.
    pub(super) fn loaded(&mut self, number: u64, answer: Result<Answer>) {
        let Some(form) = self.form_of(number) else { return };
        // A change that is being sent is not compared any more.
        if matches!(form.phase(), Phase::Working(..) | Phase::Doubt) {
            return;
        }
        match answer {
            Ok(Answer::Value(value)) => {
                let value = Arc::new(value);
                // Text typed meanwhile stays; the review compares it with the loaded value.
                let typed = form.value_changed();
                form.loaded = Some(value.clone());
                match typed {
                    // A fixed value is loaded only to be looked at, and never sent.
                    _ if matches!(form.value, ValueInput::Fixed) => {}
                    true => self.warn("Loaded for the review; what you typed is kept."),
                    false => form.set_value(value),
                }
                self.plan_reading_in_review(number);
            }
            Ok(_) => {}
            Err(failure) => self.look_failed(failure),
        }
    }

    /// Updates the note about undo in an open review; closes the review if nothing is changed any more.
    fn plan_reading_in_review(&mut self, number: u64) {
        let in_review =
            |form: &&mut Box<Form>| form.number() == number && matches!(form.phase(), Phase::Review);
        let Some(form) = self.form.as_mut().filter(in_review) else { return };
        if form.change().is_empty() {
            form.come_back();
            let text = words::nothing_changed(&form.subject());
            return self.warn(text);
        }
        self.plan_reading();
    }
}
