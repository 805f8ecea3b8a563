//! One step more in production: what would be sent is sent once the tenant's name was typed.

use super::App;
use super::modal::{About, Modal};
use crate::view::Dialog;
use crate::view::field::Field;

/// Said beside a name that is not the tenant's.
const NOT_ITS_NAME: &str = "not its name";

impl App {
    /// Whether what is done here is done in production.
    pub fn is_danger(&self) -> bool {
        self.cx.site.danger
    }

    /// What stands between the last button and the service: signing in, and in production the tenant's
    /// name. Tells whether the form has to wait for one of them.
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

    /// `Enter` in the line: goes on where the form stopped, if the name is right.
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
