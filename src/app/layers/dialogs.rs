//! The dialog that is open: which panel draws it, and with what.

use ratatui::prelude::Rect;

use super::Layers;
use crate::app::modal::{About, Modal};
use crate::features::generate::GenerateDialog;
use crate::features::help::view::DetailsDialog;
use crate::features::journal::view::JournalDialog;
use crate::features::list::view::sort_menu;
use crate::features::pods::view::pods_menu;
use crate::features::rollout::Typing;
use crate::features::rollout::view::{PlanDialog, RunDialog, quit_menu};
use crate::features::session::view::ProfilesMenu;
use crate::features::undo::view::undo_menu;
use crate::features::value::view::{copy_menu, marked_menu};
use crate::keys::Context;
use crate::view::{Dialog, LineDialog, Question};

impl<'a> Layers<'a> {
    pub(super) fn dialog(&mut self, area: Rect, about: &'a About, dialog: &'a Dialog) {
        let app = self.app;
        let frame = self.frame(app.modal().map_or(Context::Menu, Modal::context));
        match (about, dialog) {
            (About::Generate(generator), Dialog::Menu(menu)) => {
                self.show(GenerateDialog { cursor: menu.cursor(), length: generator.length, frame }, area);
            }
            (About::Journal, Dialog::Menu(menu)) => {
                self.show(JournalDialog { journal: &app.journal, cursor: menu.cursor(), frame }, area);
            }
            (About::Plan, Dialog::Menu(menu)) => {
                let (rollouts, now, lists) = (&app.rollouts, app.service_time(), app.lists_pods());
                self.show(PlanDialog { rollouts, cursor: menu.cursor(), now, lists, frame }, area);
            }
            (About::Run, Dialog::Menu(menu)) => {
                self.show(RunDialog { rollouts: &app.rollouts, cursor: menu.cursor(), frame }, area);
            }
            (About::QuitRollout, Dialog::Menu(menu)) => {
                self.show(quit_menu(&app.rollouts, menu, frame), area)
            }
            (About::PlanLine(typing, _), Dialog::Prompt(prompt)) => {
                let (label, title) = typing.words();
                let masked = *typing == Typing::Value;
                self.show(LineDialog { label, masked, prompt, frame: frame.title(title) }, area);
            }
            (About::Profiles, Dialog::Menu(menu)) => {
                self.show(ProfilesMenu { session: &app.session, cursor: menu.cursor(), frame }, area);
            }
            (About::Undo, Dialog::Menu(menu)) => self.show(undo_menu(&app.undo, menu, area, frame), area),
            (About::SortPods, Dialog::Menu(menu)) => {
                self.show(pods_menu(app.pods.sort(), menu, frame), area);
            }
            (About::CopyAs, Dialog::Menu(menu)) => {
                let Some(secret) = app.list.selected() else { return };
                self.show(copy_menu(secret, app.value_is(secret), menu, frame), area);
            }
            (About::Which(to, selected), Dialog::Menu(menu)) => {
                self.show(app.which_dialog(*to, selected, menu, frame), area);
            }
            (About::Bulk, Dialog::Menu(menu)) => self.show(app.bulk_dialog(menu.cursor(), frame), area),
            (About::Confirm(what), Dialog::Prompt(prompt)) => {
                let frame = frame.title(app.before_bulk(*what)).writes().choosing("go on");
                self.show(LineDialog { label: "type", masked: false, prompt, frame }, area);
            }
            (About::CopyMarked, Dialog::Menu(menu)) => {
                self.show(marked_menu(app.list.marked().count(), menu, frame), area);
            }
            (_, Dialog::Menu(menu)) => self.show(sort_menu(app.list.order(), menu, frame), area),
            (about, Dialog::Confirm(confirm)) => {
                let (title, text, buttons) = app.question(about);
                let frame = frame.title(title).here();
                self.show(Question { text, buttons, confirm: *confirm, frame }, area);
            }
            (about, Dialog::Prompt(prompt)) => {
                let frame = match about {
                    About::SaveJournal { .. } => frame.title("Save the journal as Markdown").choosing("save"),
                    _ => frame.title("Load the value from a file").choosing("load"),
                };
                self.show(LineDialog { label: "path", masked: false, prompt, frame }, area);
            }
            (About::Details(failure), Dialog::Reader(reader)) => {
                self.show(DetailsDialog { failure, reader: *reader, frame }, area);
            }
            (_, Dialog::Reader(_)) => {}
        }
    }
}
