//! The keys that do something here and now, for the footer below a dialog or form and for the help.

use super::App;
use super::modal::{About, Modal};
use crate::features::session::{Spot as SignInSpot, Stage};
use crate::features::write::form::{Form, Kind, Phase, Spot as FormSpot, ValueInput};
use crate::keys::keymap::Spot;
use crate::keys::{Action, Context};

impl App {
    /// Tells whether the key for `action` does something in this context.
    pub fn works_in(&self, context: Context, action: Action) -> bool {
        let moves = matches!(
            action,
            Action::Down
                | Action::Up
                | Action::HalfDown
                | Action::HalfUp
                | Action::PageDown
                | Action::PageUp
                | Action::First
                | Action::Last
        );
        match (context, action) {
            // Otherwise it works like `Esc`.
            (_, Action::Interrupt) => !self.has_something_to_lose(),
            (Context::Reader | Context::Help, _) if moves => self.last_scroll().is_some_and(|last| last > 0),
            (Context::Menu | Context::Journal, _) if moves => self.lines_in_modal() > 1,
            (Context::Journal, Action::Choose | Action::SaveJournal) => self.lines_in_modal() > 0,
            (Context::Question, Action::Back) => self.can_leave_question(),
            (Context::SignIn, Action::Next | Action::Previous | Action::ShowValue) => self.types_sign_in(),
            (Context::Form, Action::Generate | Action::LoadFile) => self.is_in_value(),
            (Context::Form, Action::RemoveUnseen) => self.form().is_some_and(Form::can_remove_unseen),
            (Context::Form, Action::PageDown) => {
                self.form_view().is_some_and(|form_view| form_view.position().is_some())
            }
            (Context::Form, _) => self.works_in_form(action),
            _ => true,
        }
    }

    /// Tells whether a key does more on the locked screen than unlock it.
    pub fn works_locked(&self, action: Action) -> bool {
        match action {
            Action::Interrupt => !self.has_something_to_lose(),
            action => matches!(action, Action::Suspend | Action::Redraw),
        }
    }

    /// Tells whether a key does something in the open form, with the focus on the field concerned.
    pub(super) fn works_in_form(&self, action: Action) -> bool {
        let Some(form) = self.form() else { return true };
        let fills = matches!(form.phase(), Phase::Filling);
        let is_sent = matches!(form.phase(), Phase::Working(..));
        let of_value = !matches!(form.value, ValueInput::Fixed);
        match action {
            Action::Save => !is_sent && !matches!(form.phase(), Phase::Leaving | Phase::Doubt),
            Action::Next | Action::Previous => !is_sent && form.spots().len() > 1,
            Action::ShowValue if matches!(form.kind, Kind::Delete(_)) => form.past.undoes.is_some(),
            Action::ShowValue => {
                of_value && (fills || matches!(form.phase(), Phase::Review) && form.value_changed())
            }
            Action::LoadValue => {
                form.asks_to_read() || of_value && fills && matches!(form.kind, Kind::Edit(_))
            }
            Action::Generate | Action::LoadFile | Action::RemoveUnseen | Action::EditInEditor => {
                form.takes_value()
            }
            _ => true,
        }
    }

    /// Returns the focused part, as far as it has keys of its own.
    pub fn spot(&self) -> Spot {
        match (self.context(), self.session.form(), self.form()) {
            (Context::Filter | Context::Line, ..) => Spot::LastLine,
            (Context::SignIn, Some(form), _) if form.stage == Stage::Filling => match form.focus {
                SignInSpot::User | SignInSpot::Password => Spot::LastLine,
                SignInSpot::Remember => Spot::Box,
            },
            (Context::Form, _, Some(form)) if !matches!(form.phase(), Phase::Working(..)) => spot_of(form),
            _ => Spot::Other,
        }
    }

    fn types_sign_in(&self) -> bool {
        self.session.form().is_some_and(|form| form.stage == Stage::Filling)
    }

    /// Returns the number of lines in the open menu.
    fn lines_in_modal(&self) -> usize {
        match self.modal().and_then(Modal::about) {
            Some(About::Profiles) => self.session.profiles().len(),
            Some(About::Undo) => self.undo.offered(),
            Some(About::Journal) => self.journal.entries().len(),
            // All others have more than one line.
            _ => 2,
        }
    }
}

fn spot_of(form: &Form) -> Spot {
    match (form.focus, &form.value) {
        (FormSpot::Value, ValueInput::Typed(_)) => Spot::Lines,
        (FormSpot::Value, _) | (FormSpot::Nowhere, _) => Spot::Other,
        (FormSpot::Scope | FormSpot::Access, _) => Spot::Choice,
        (FormSpot::Keep, _) => Spot::Box,
        (FormSpot::Safe | FormSpot::Go, _) => Spot::Button,
        (FormSpot::Id | FormSpot::Description | FormSpot::PodId | FormSpot::Confirm, _) => Spot::Line,
    }
}
