//! The keys that open a plan: to rotate the selected secret, or to restart the pods of the marked ones.

use crate::app::App;
use crate::app::words;
use crate::domain::Secret;
use crate::features::bulk::Which;
use crate::keys::Action;

impl App {
    /// `r`: opens the plan for the selected secret, below the rollout that runs, has stopped or was found. With marks it asks
    /// whether that is meant, unless a rollout that is here or that a message tells of is to be looked at.
    pub(in crate::app) fn open_rollouts(&mut self) {
        let (marked, here) = (self.list.marked(), self.rollouts.is_open());
        let only_this = marked.is_empty() || marked.count() == 1 && self.list.is_selected_marked();
        match self.pods.body() {
            // They are the pods of the marked ones.
            Some(body) if body.secret().is_none() => self.restart_marked(),
            None if !only_this && !here && !self.offers().contains(&Action::Rotate) => {
                self.ask_which(Which::RollOut);
            }
            _ => self.open_rotation(),
        }
    }

    /// Opens a plan to restart the pods of the marked secrets, or of the selected one. Asks which are meant where the selected
    /// one is not among the marked ones.
    pub(in crate::app) fn restart_pods(&mut self) {
        match (self.list.marked().is_empty(), self.list.is_selected_marked()) {
            (true, _) => self.restart_selected(),
            (false, true) => self.restart_marked(),
            (false, false) => self.ask_which(Which::Restart),
        }
    }

    /// Opens the plan for the selected secret.
    pub(in crate::app) fn open_rotation(&mut self) {
        let secret = self.list.selected().cloned();
        let saved = self.notice().and_then(|notice| notice.rolls_out.clone());
        let waits = self.rollouts.rollout().is_some() || !self.rollouts.plan_lines(&self.cx).is_empty();
        match secret {
            None if !waits => return self.warn("No secret is selected."),
            Some(secret) if !secret.id.is_addressable() && !waits => {
                return self.warn(words::unaddressable(&secret.id));
            }
            Some(secret) if saved.as_ref() == Some(&secret.id) => self.plan_restart(vec![secret]),
            Some(secret) if secret.id.is_addressable() => {
                self.rolls(|rollouts, around, out| rollouts.plan_rotation(around, secret, out));
                self.ask_pods_for_plan();
            }
            _ => {}
        }
        self.show_rollouts();
    }

    /// Opens a plan to restart the pods of the selected secret.
    pub(in crate::app) fn restart_selected(&mut self) {
        match self.list.selected().cloned() {
            None => self.warn("No secret is selected."),
            Some(secret) => {
                self.plan_restart(vec![secret]);
                self.show_rollouts();
            }
        }
    }

    /// Opens a plan to restart the pods of the marked secrets.
    pub(in crate::app) fn restart_marked(&mut self) {
        let (marked, most) = (self.list.marked().count(), self.cx.settings.bulk_max);
        match marked {
            0 => self.warn("No secret is marked any more."),
            marked if marked > most => self.warn(words::too_many_marked(marked, most)),
            _ => {
                self.plan_restart(self.list.marked_secrets());
                self.show_rollouts();
            }
        }
    }

    fn plan_restart(&mut self, secrets: Vec<Secret>) {
        self.rolls(|rollouts, around, out| rollouts.plan_restart(around, secrets, out));
        self.ask_pods_for_plan();
    }

    fn ask_pods_for_plan(&mut self) {
        self.pods.ask(&self.cx, &mut self.out);
        self.pods.refresh(&self.cx, &mut self.out);
    }

    fn show_rollouts(&mut self) {
        self.rolls(|rollouts, _, out| rollouts.look_again(out));
        self.hide();
        self.show_plan(None);
        self.tick_rollouts();
    }
}
