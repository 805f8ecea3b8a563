//! The keys that do something here and now, for the footer below a dialog or form and for the help.

use super::App;
use super::modal::{About, Modal};
use crate::features::pods::Body;
use crate::features::session::{Spot as SignInSpot, Stage};
use crate::features::write::Form;
use crate::keys::keymap::Spot;
use crate::keys::{Action, Context, RolloutKey};

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
            (Context::Reader | Context::Help | Context::HelpSearch, _) if moves => {
                self.last_scroll().is_some_and(|last| last > 0)
            }
            (Context::Menu | Context::Journal, _) if moves => self.lines_in_modal() > 1,
            (Context::Uses, Action::Choose | Action::Sort | Action::Filter | Action::CopyList) => {
                self.pods.body().is_some_and(Body::has_rows)
            }
            (_, Action::View(number)) => self.view(number).is_some(),
            (Context::Uses, Action::Broken) => self.pods.uses().is_some(),
            (Context::UsesText, Action::CopyList) => self.pods.can_copy(),
            (
                Context::Plan,
                Action::Generate
                | Action::EditInEditor
                | Action::LoadFile
                | Action::ShowValue
                | Action::CopyValue
                | Action::Rollout(RolloutKey::TypeValue | RolloutKey::AlreadySaved),
            ) => self.rollouts.may_get_value(),
            (Context::Journal, Action::Choose | Action::SaveJournal) => self.lines_in_modal() > 0,
            (Context::Question, Action::Back) => self.can_leave_question(),
            (Context::SignIn, Action::Next | Action::Previous | Action::ShowValue) => self.types_sign_in(),
            (Context::Form, Action::Generate | Action::LoadFile) => self.write.is_in_value(),
            (Context::Form, Action::RemoveUnseen) => self.form().is_some_and(Form::can_remove_unseen),
            (Context::Form, Action::PageDown) => {
                self.form_view().is_some_and(|form_view| form_view.position().is_some())
            }
            (Context::Form, _) => self.write.works(action),
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

    /// Returns the focused part, as far as it has keys of its own.
    pub fn spot(&self) -> Spot {
        match (self.context(), self.session.form(), self.form()) {
            (Context::Filter | Context::Line | Context::Palette | Context::HelpSearch, ..) => Spot::LastLine,
            (Context::SignIn, Some(form), _) if form.stage == Stage::Filling => match form.focus {
                SignInSpot::User | SignInSpot::Password => Spot::LastLine,
                SignInSpot::Remember => Spot::Box,
            },
            (Context::Form, _, Some(form)) => form.spot(),
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
