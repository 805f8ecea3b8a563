//! Calls on the rollout slice, with the facts about other slices that it needs, and the keys of its dialogs.

mod coming;
mod opening;

use super::key_state::Typed;
use super::modal::{About, Modal};
use super::{App, words};
use crate::core::Out;
use crate::core::records::RecordName;
use crate::features::rollout::{Around, Objection, PlanLine, Rollouts, RunLine, Typing};
use crate::features::value::{Subject, Target};
use crate::keys::{Action, Context, Key, RolloutKey};
use crate::view::field::Field;
use crate::view::{Dialog, Menu};

impl App {
    /// Lets the rollout slice take a message.
    fn rolls<R>(&mut self, message: impl FnOnce(&mut Rollouts, &Around<'_>, &mut Out) -> R) -> R {
        let on = self.rollouts.plan_lines(&self.cx).into_iter().nth(self.cursor());
        let around = Around {
            cx: &self.cx,
            service_time: self.session.service_time(&self.cx),
            digests: self.undo.key(),
            profile: self.session.profile_id(),
        };
        let result = message(&mut self.rollouts, &around, &mut self.out);
        self.follow(on);
        self.relay();
        self.rollouts.pods_asked(self.changed.asked_now());
        result
    }

    /// Keeps the cursor of the plan on its line, wherever that stands now.
    fn follow(&mut self, line: Option<PlanLine>) {
        let lines = self.rollouts.plan_lines(&self.cx);
        let at = line.and_then(|line| lines.iter().position(|one| *one == line));
        if let (Some(Modal::Dialog(About::Plan, Dialog::Menu(menu))), Some(at)) = (&mut self.modal, at) {
            menu.resize(lines.len());
            menu.select(at);
        }
    }

    /// Returns the rollouts.
    pub fn rollouts(&self) -> &Rollouts {
        &self.rollouts
    }

    /// Shows the plan, with the cursor in this line, or where the first choice is to be made.
    pub(super) fn show_plan(&mut self, line: Option<usize>) {
        let line = line.unwrap_or_else(|| self.rollouts.first_line(&self.cx));
        let lines = self.rollouts.plan_lines(&self.cx).len();
        self.modal = Some(Modal::menu(About::Plan, Menu::new(lines, line)));
    }

    fn show_run(&mut self) {
        let (lines, first) =
            (self.run_lines().len(), self.rollouts.first_run_line(self.cx.settings.tests_values));
        self.modal = Some(Modal::menu(About::Run, Menu::new(lines, first)));
    }

    fn run_lines(&self) -> Vec<RunLine> {
        self.rollouts.run_lines(self.cx.settings.tests_values)
    }

    fn cursor(&self) -> usize {
        match &self.modal {
            Some(Modal::Dialog(_, Dialog::Menu(menu))) => menu.cursor(),
            _ => 0,
        }
    }

    /// Carries out a key of the plan or the run; tells whether it is one of theirs.
    pub(super) fn act_on_rollout(&mut self, context: Context, action: Action) -> bool {
        let line = self.cursor();
        match (context, action) {
            (Context::Plan, _) if self.rollouts.is_starting() => {}
            (
                Context::Plan,
                Action::Generate
                | Action::EditInEditor
                | Action::LoadFile
                | Action::Rollout(RolloutKey::TypeValue),
            ) if !self.rollouts.may_get_value() => self.tell_why_only_restarts(),
            (Context::Plan, Action::Rollout(RolloutKey::Toggle)) => {
                self.rolls(|rollouts, around, out| rollouts.toggle(around, line, out))
            }
            (Context::Plan, Action::Rollout(RolloutKey::Later | RolloutKey::Earlier)) => {
                let down = action == Action::Rollout(RolloutKey::Later);
                let line = self.rolls(|rollouts, around, _| rollouts.shift(around, line, down));
                self.show_plan(Some(line));
            }
            (Context::Plan, Action::Save) => self.start_rollout(),
            (Context::Plan, Action::ShowValue) => self.rollouts.toggle_shown(),
            (Context::Plan, Action::Generate) => self.rolls(|rollouts, _, out| rollouts.generate(out)),
            (Context::Plan, Action::EditInEditor) => self.edit_for_plan(),
            (Context::Plan, Action::LoadFile) => self.type_for_plan(Typing::File),
            (Context::Plan, Action::Rollout(RolloutKey::TypeValue)) => self.type_for_plan(Typing::Value),
            (Context::Plan, Action::Rollout(RolloutKey::AlreadySaved)) => self.rollouts.already_saved(),
            (Context::Plan, Action::CopyValue) => self.copy_new_value(),
            (Context::Plan, Action::Rollout(RolloutKey::End)) => self.end_in_line(line),
            (Context::Run, Action::Rollout(RolloutKey::End)) => {
                self.rolls(|rollouts, around, out| rollouts.end_running(around, out));
                self.modal.take_if(|_| self.rollouts.rollout().is_none());
            }
            (Context::Run, Action::Rollout(RolloutKey::Toggle)) => {
                if self.run_lines().get(line) == Some(&RunLine::OldWorks) {
                    self.rolls(|rollouts, around, out| rollouts.choose(around, line, out));
                }
            }
            (_, Action::Hold) => self.rolls(|rollouts, around, out| rollouts.hold(around, out)),
            (Context::Run, Action::SignIn) => {
                self.modal = None;
                self.sign_in();
            }
            (Context::Run, Action::Details) => self.open_details(),
            _ => return false,
        }
        true
    }

    /// `Esc` in the run: it goes on in the background.
    pub(super) fn close_run(&mut self) {
        self.rollouts.close_run();
        self.modal = None;
    }

    /// Takes the line of the plan with the cursor.
    pub(super) fn choose_in_plan(&mut self, line: usize) {
        match self.rollouts.plan_lines(&self.cx).get(line) {
            _ if self.rollouts.is_starting() => {}
            Some(PlanLine::Running) => self.show_run(),
            Some(PlanLine::Kept(name)) => {
                let may_be_at_work = self.rolls(|rollouts, _, out| rollouts.take(name, out));
                if may_be_at_work {
                    self.modal = Some(Modal::confirm(About::TakeRollout(name.clone())));
                }
            }
            Some(PlanLine::Value) if !self.rollouts.may_get_value() => self.tell_why_only_restarts(),
            Some(PlanLine::Value) => self.type_for_plan(Typing::Value),
            Some(_) => self.rolls(|rollouts, around, out| rollouts.toggle(around, line, out)),
            None => {}
        }
    }

    /// Says why the plan gets no new value.
    fn tell_why_only_restarts(&mut self) {
        let why = self.rollouts.why_only_restarts();
        why.into_iter().for_each(|why| self.warn(why));
    }

    /// Takes the line of the run with the cursor.
    pub(super) fn choose_in_run(&mut self, line: usize) {
        if self.run_lines().get(line) == Some(&RunLine::LookAtValue) {
            return self.look_at_value();
        }
        self.rolls(|rollouts, around, out| rollouts.choose(around, line, out));
        if !self.rollouts.is_stopped() && self.is_run_open() {
            self.show_run();
        }
    }

    /// Reveals the value that the secret in doubt holds now, for a person to judge: as its key does, which waits
    /// until the secret is selected.
    fn look_at_value(&mut self) {
        let Some(id) = self.rollouts.in_doubt().cloned() else { return };
        if self.list.rows().by_id(&id).is_none() {
            return self.warn(words::is_not_listed(&id));
        }
        self.modal = None;
        self.pods.close(&mut self.out);
        if self.list.selected_id().as_ref() != Some(&id) {
            self.list.show(id, &mut self.out);
        }
        self.press_meant(self.context(), Typed::Key(Key::char('v')), Some(Action::Reveal));
    }

    fn type_for_plan(&mut self, typing: Typing) {
        let field = if typing == Typing::Value { Field::secret("") } else { Field::text_line("") };
        self.modal = Some(Modal::Dialog(About::PlanLine(typing, self.cursor()), Dialog::prompt(field)));
    }

    /// Takes a line that was typed for the plan.
    pub(super) fn plan_line_entered(&mut self) {
        let Some(Modal::Dialog(About::PlanLine(typing, line), Dialog::Prompt(prompt))) = &mut self.modal
        else {
            return;
        };
        let (typing, line) = (*typing, *line);
        match typing {
            _ if prompt.field.is_empty() => prompt.fault = Some("Nothing is typed."),
            Typing::Value => {
                self.rollouts.value_typed(prompt.field.value());
                self.show_plan(Some(line));
            }
            Typing::File => {
                let path = prompt.field.text().to_owned();
                self.rolls(|rollouts, _, out| rollouts.ask_file(&path, out));
                self.show_plan(Some(line));
            }
            Typing::Tenant => {
                if !self.rollouts.tenant_typed(prompt.field.text()) {
                    prompt.fault = Some(crate::features::write::NOT_ITS_NAME);
                    return;
                }
                self.show_plan(Some(line));
                self.start_rollout();
            }
        }
    }

    fn start_rollout(&mut self) {
        let line = self.cursor();
        match self.rolls(|rollouts, around, out| rollouts.start(around, out)) {
            Ok(()) | Err(Objection::Told) => {}
            Err(Objection::Tenant) => self.type_for_plan(Typing::Tenant),
            Err(Objection::NoWayBack) => self.modal = Some(Modal::confirm(About::NoWayBack(line))),
        }
    }

    /// Takes the answer to the question about a start without a way back.
    pub(super) fn answer_no_way_back(&mut self, line: usize, go: bool) {
        self.show_plan(Some(line));
        if go {
            self.rollouts.accept_no_way_back();
            self.start_rollout();
        }
    }

    /// Takes the answer to the question about a rollout of another machine.
    pub(super) fn answer_take_rollout(&mut self, name: &RecordName, go: bool) {
        self.show_plan(None);
        if go {
            self.rolls(|rollouts, _, out| rollouts.take_anyway(name, out));
        }
    }

    fn end_in_line(&mut self, line: usize) {
        match self.rollouts.plan_lines(&self.cx).get(line) {
            Some(PlanLine::Running) => self.rolls(|rollouts, around, out| rollouts.end_running(around, out)),
            Some(PlanLine::Kept(name)) => self.rolls(|rollouts, _, out| rollouts.end_kept(name, out)),
            _ => self.warn("X ends a rollout, in its row."),
        }
    }

    fn copy_new_value(&mut self) {
        let (Some(value), Some(id)) = (self.rollouts.new_value().cloned(), self.rollouts.planned().cloned())
        else {
            return self.warn("There is no new value to copy.");
        };
        let secret = self.list.rows().by_id(&id);
        let target = secret.map_or(Target::unknown(id), |secret| Target::new(&secret, &self.cx));
        self.value.copy(&self.cx, Subject::Value(target), value, &mut self.out);
        self.relay();
    }
}
