//! One step more in production: what would be sent is sent once the tenant's name was typed.

use super::App;
use super::field::Field;
use super::modal::Modal;
use crate::keys::Key;

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
        self.modal = Some(Modal::TypeTenant { typed: Field::line().into(), wrong: false });
        true
    }

    /// Types into the line.
    pub(super) fn type_tenant(&mut self, key: Key) {
        if let Some(Modal::TypeTenant { typed, wrong }) = &mut self.modal
            && typed.press(key)
        {
            *wrong = false;
        }
    }

    /// `Enter` in the line: goes on where the form stopped, if the name is right.
    pub(super) fn tenant_entered(&mut self) {
        let tenant = self.cx.site.tenant();
        let Some(Modal::TypeTenant { typed, wrong }) = &mut self.modal else { return };
        if typed.text() != tenant {
            *wrong = true;
            return;
        }
        self.modal = None;
        self.tenant_typed = true;
        self.form_go();
        self.tenant_typed = false;
    }
}
