//! The extra step in production: the user types the tenant's name before anything is sent.

use super::App;
use super::modal::{About, Modal};
use crate::view::Dialog;
use crate::view::field::Field;

const NOT_ITS_NAME: &str = "not its name";

impl App {
    /// Tells whether this is a production profile.
    pub fn is_danger(&self) -> bool {
        self.cx.site.danger
    }

    /// Asks for what has to come before a change is sent: signing in, and in production the tenant's name. Tells
    /// whether the form has to wait for that.
    pub(super) fn is_held_up(&mut self) -> bool {
        if self.must_sign_in() {
            return true;
        }
        if !self.cx.site.danger || std::mem::take(&mut self.tenant_typed) {
            return false;
        }
        self.modal = Some(Modal::Dialog(About::TypeTenant, Dialog::prompt(Field::line())));
        true
    }

    /// Takes the typed name of the tenant: the form goes on if it is right.
    pub(super) fn tenant_entered(&mut self) {
        let tenant = self.cx.site.tenant();
        let Some(prompt) = self.modal.as_mut().and_then(Modal::prompt_mut) else { return };
        if prompt.field.text() != tenant {
            prompt.fault = Some(NOT_ITS_NAME);
            return;
        }
        self.modal = None;
        self.tenant_typed = true;
        self.form_go();
        self.tenant_typed = false;
    }
}
