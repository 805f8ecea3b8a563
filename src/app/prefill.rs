//! What the service has at present, told to a form that is being filled in: the metadata that is fetched
//! when it opens, the value that the user had loaded. What was typed stays.

use std::sync::Arc;

use super::form::{Form, Phase, ValueInput};
use super::{App, words};
use crate::domain::{Answer, Failure, Secret};

type Result<T> = std::result::Result<T, Arc<Failure>>;

impl App {
    /// The metadata that was asked for when the form of this number was opened.
    pub(super) fn metadata_came(&mut self, number: u64, now: Secret) {
        let Some(form) = self.form_of(number) else { return };
        if form.follow(now) {
            return self.put_aside(number);
        }
        self.plan_reading_in_review(number);
    }

    /// The value that was typed cannot be sent: says so, and where it is kept.
    pub(super) fn put_aside(&mut self, number: u64) {
        let Some(form) = self.form_of(number) else { return };
        // What was shown to be sent is not what would be sent now.
        if !matches!(form.phase(), Phase::Filling | Phase::Leaving) {
            form.come_back();
        }
        let text = words::only_described(form);
        self.warn(text);
    }

    /// The present value came that the user has asked for, or why not.
    pub(super) fn loaded(&mut self, number: u64, answer: Result<Answer>) {
        let Some(form) = self.form_of(number) else { return };
        // A change that is on its way is not the one to be compared any more.
        if matches!(form.phase(), Phase::Working(..) | Phase::Doubt) {
            return;
        }
        match answer {
            Ok(Answer::Value(value)) => {
                let value = Arc::new(value);
                // What was typed meanwhile stays; the review compares it with what was loaded.
                let typed = form.value_changed();
                form.loaded = Some(value.clone());
                match typed {
                    // Loaded to be looked at; what the mode forbids is never sent.
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

    /// A review that is open tells what is known now of the undo, and is over when nothing is changed.
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
