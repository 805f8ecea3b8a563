//! Calls on the bulk slice, with the facts about other slices that it needs: the plan to delete the marked secrets, and
//! one write after the other.

use std::sync::Arc;

use super::modal::{About, Modal};
use super::{App, words};
use crate::domain::{Level, Secret, SecretId};
use crate::features::bulk::view::{BulkDialog, which_menu};
use crate::features::bulk::{Candidate, Confirming, Line, Progress, Which};
use crate::features::write::{Deletion, Form, NOT_ITS_NAME};
use crate::view::field::Field;
use crate::view::menu::MenuDialog;
use crate::view::{Dialog, Menu, ModalFrame};

impl App {
    /// `D`: opens a form for the selected secret, or the plan for the marked ones. Asks which are meant where the selected
    /// one is not among the marked ones.
    pub(super) fn ask_to_delete(&mut self) {
        match (self.bulk.progress(), self.list.marked().is_empty(), self.list.is_selected_marked()) {
            (Some(Progress::Runs), ..) => self.show_bulk(None),
            (_, true, _) => self.open_delete(),
            (_, false, true) => self.open_bulk(),
            (_, false, false) => self.ask_which(Which::Delete),
        }
    }

    /// Asks whether the marked secrets are meant or the selected one. Without a selected one the marked ones are.
    pub(super) fn ask_which(&mut self, to: Which) {
        match self.list.selected_id() {
            Some(selected) => self.modal = Some(Modal::which(to, selected)),
            None => self.choose_which(to, SecretId::default(), 0),
        }
    }

    /// Opens what the user has chosen in the menu that asks which secrets are meant.
    pub(super) fn choose_which(&mut self, to: Which, selected: SecretId, line: usize) {
        self.modal = None;
        match (to, line) {
            (_, 1..) if self.list.selected_id().as_ref() != Some(&selected) => {
                self.warn(words::is_not_selected(&selected));
            }
            (Which::Delete, 0) => self.open_bulk(),
            (Which::Delete, _) => self.open_delete(),
            (Which::Restart | Which::RollOut, 0) => self.restart_marked(),
            (Which::Restart, _) => self.restart_selected(),
            (Which::RollOut, _) => self.open_rotation(),
        }
    }

    fn open_bulk(&mut self) {
        let (marked, most) = (self.list.marked().count(), self.cx.settings.bulk_max);
        if marked > most {
            return self.warn(words::too_many_marked(marked, most));
        }
        self.hide();
        let candidate = |secret: Secret| Candidate {
            obstacle: self.obstacle(&secret).map(str::to_owned),
            is_readable: secret.access.readable == Some(true) && self.forbids_reading(&secret).is_none(),
            secret,
        };
        let candidates = self.list.marked_secrets().into_iter().map(candidate).collect();
        self.bulk.open(&self.cx, candidates);
        self.pods.ask(&self.cx, &mut self.out);
        self.relay();
        self.show_bulk(None);
    }

    /// Returns the reason why a secret cannot be deleted now, as the end of a sentence.
    fn obstacle(&self, secret: &Secret) -> Option<&'static str> {
        let id = &secret.id;
        let forms = || self.write.forms().filter(|form| form.subject() == *id);
        match () {
            () if !id.is_addressable() => Some("no request can name it"),
            () if self.rollouts.concerns(id) => Some("it is being rolled out"),
            () if self.refusal(id, Level::Admin).is_some() => Some("the service has refused that"),
            () if forms().any(Form::is_sending) => Some("it is being saved"),
            () if forms().any(Form::is_in_doubt) => Some("what became of its last change is not known"),
            () => None,
        }
    }

    /// Shows the plan, with the cursor in this line, or in the first one after the secrets.
    fn show_bulk(&mut self, line: Option<usize>) {
        let line = line.unwrap_or(self.bulk.count());
        self.modal = Some(Modal::menu(About::Bulk, Menu::new(self.bulk.lines().len(), line)));
    }

    /// Tells whether the plan is on the screen.
    pub(super) fn is_bulk_open(&self) -> bool {
        matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Bulk))
    }

    /// `Esc` in the plan: closes it, or begins no further deletion.
    pub(super) fn leave_bulk(&mut self) {
        match self.bulk.progress() {
            Some(Progress::Runs) => self.bulk.stop(),
            _ => {
                self.modal = None;
                self.bulk.close();
            }
        }
    }

    /// `Esc` while a text is typed before the plan is carried out.
    pub(super) fn back_to_bulk(&mut self) {
        self.show_bulk(Some(self.bulk.lines().len()));
    }

    /// Takes the line of the plan with the cursor.
    pub(super) fn choose_in_bulk(&mut self, line: usize) {
        match (self.bulk.lines().get(line), self.bulk.progress()) {
            (Some(Line::Keep), _) => self.undo.toggle_reading(),
            (Some(Line::Go), Some(Progress::Planned)) => self.confirm_bulk(),
            (Some(Line::Go), _) | (_, Some(Progress::Over)) => self.leave_bulk(),
            _ => {}
        }
    }

    /// `Space` in the plan: keeps the old values, or not, wherever the cursor stands.
    pub(super) fn toggle_in_bulk(&mut self) {
        if self.bulk.lines().contains(&Line::Keep) {
            self.undo.toggle_reading();
        }
    }

    fn confirm_bulk(&mut self) {
        if let Some(objection) = self.bulk.objection() {
            return self.warn(objection);
        }
        let are_coming = self.pods.uses().is_none() && self.lists_pods();
        if are_coming && self.bulk.waits_for_pods(self.cx.now.instant) {
            return self.warn("The pods that use them are still being looked for; try again in a moment.");
        }
        if !self.must_sign_in() {
            self.type_for_bulk(Confirming::Number);
        }
    }

    fn type_for_bulk(&mut self, what: Confirming) {
        self.modal = Some(Modal::Dialog(About::Confirm(what), Dialog::prompt(Field::text_line(""))));
    }

    /// Takes the number or the name that was typed: the plan is carried out if it is right.
    pub(super) fn bulk_line_entered(&mut self, what: Confirming) {
        let (count, tenant) = (self.bulk.count().to_string(), self.cx.site.tenant().to_owned());
        let Some(prompt) = self.modal.as_mut().and_then(Modal::prompt_mut) else { return };
        let (wanted, fault) = match what {
            Confirming::Number => (count, "not the number of secrets"),
            Confirming::Tenant => (tenant, NOT_ITS_NAME),
        };
        if prompt.field.text().trim() != wanted {
            prompt.fault = Some(fault);
        } else if what == Confirming::Number && self.cx.site.danger {
            self.type_for_bulk(Confirming::Tenant);
        } else {
            self.bulk.begin();
            self.show_bulk(Some(0));
            self.tick_bulk();
        }
    }

    /// Returns the menu that asks which secrets are meant.
    pub(super) fn which_dialog<'a>(
        &self,
        to: Which,
        selected: &SecretId,
        menu: &Menu,
        frame: ModalFrame<'a>,
    ) -> MenuDialog<'a> {
        which_menu(to, (self.list.marked().count(), selected), menu, frame)
    }

    /// Returns the plan, with the cursor in this line.
    pub(super) fn bulk_dialog<'a>(&'a self, cursor: usize, frame: ModalFrame<'a>) -> BulkDialog<'a> {
        let (bulk, uses) = (&self.bulk, self.pods.uses().map(Arc::as_ref));
        let (lists_pods, keeps_old) = (self.lists_pods(), self.undo.reads_old());
        BulkDialog { bulk, cursor, uses, lists_pods, keeps_old, frame }
    }

    /// Says what has to be typed before the plan is carried out.
    pub(super) fn before_bulk(&self, what: Confirming) -> String {
        words::before_bulk(self.bulk.count(), what == Confirming::Tenant, &self.cx.site)
    }

    /// Takes note of the deletion that is under way, and begins the next one.
    pub(super) fn tick_bulk(&mut self) {
        if self.bulk.progress().is_none() {
            return;
        }
        if self.leave.is_wished() || self.session.is_switching() {
            self.bulk.stop();
        }
        if let Some(number) = self.bulk.working() {
            let deletion = self.write.deletion(number);
            if deletion == Deletion::UnderWay {
                return;
            }
            if let Deletion::NotDone(cause) = &deletion {
                self.bulk.not_sent(words::nothing_sent(cause.as_deref()));
                self.write.close(number);
            }
            self.bulk.release();
        }
        if let Some(planned) = self.bulk.next() {
            let now = self.list.rows().by_id(&planned.id).filter(|now| now.owner == planned.owner);
            let obstacle = match &now {
                None => Some("it is gone, or somebody else's now"),
                Some(now) if now.created != planned.created => Some("it was created anew since the plan"),
                Some(now) => self.obstacle(now),
            };
            match obstacle {
                Some(why) => self.bulk.cannot_begin(why.to_owned()),
                None => {
                    let mut number = 0;
                    let secret = now.unwrap_or(planned);
                    self.writes(|write, at, out| number = write.delete_without_form(at, secret, out));
                    self.bulk.began(number);
                }
            }
        }
        let undoes = self.undo.held().iter().any(|held| self.bulk.has_deleted(&held.secret.id));
        self.bulk.settle(undoes, &mut self.out);
        self.relay();
        let (lines, row) = (self.bulk.lines().len(), self.bulk.row());
        if let Some(Modal::Dialog(About::Bulk, Dialog::Menu(menu))) = &mut self.modal {
            menu.resize(lines);
            row.into_iter().for_each(|row| menu.select(row));
        }
    }
}
