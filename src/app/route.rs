//! The way of a key and of a reply: each reaches the slice that it is for. A key waits, is text or means an action.

use std::sync::Arc;

use super::key_state::Typed;
use super::modal::Modal;
use super::of_pods::is_of_pods;
use super::{App, words};
use crate::core::{Effect, Purpose, RequestKey, Ticket, ValueForm};
use crate::domain::{Answer, Operation, Reply};
use crate::features::list::Focus;
use crate::features::value::PublicText;
use crate::features::write::Write;
use crate::keys::{Action, Code, Context, Key, Properties};
use crate::view::Step;

impl App {
    /// Returns the context that keys go to.
    pub fn context(&self) -> Context {
        match (&self.modal, self.list.focus()) {
            _ if self.help.is_typing() => Context::HelpSearch,
            _ if self.help.is_open() => Context::Help,
            _ if self.palette.is_open() => Context::Palette,
            (Some(modal), _) => modal.context(),
            _ if self.form().is_some() => Context::Form,
            _ if self.value().is_alone() => Context::Alone,
            _ if self.pods.body().is_some() => self.context_of_pods(),
            _ if self.list.filter().is_typing() => Context::Filter,
            (None, Focus::Detail { .. }) => Context::Detail,
            (None, Focus::List) => Context::List,
        }
    }

    pub(super) fn press(&mut self, key: Key) {
        self.session.touch();
        if self.editor.takes_keys() {
            self.editor.press(key, &mut self.out);
            return self.relay();
        }
        let context = self.context();
        let action = match self.meaning(context, key) {
            // While keys wait, the filter may be about to close, so `Ctrl-c` is no longer the key that clears it.
            Some(Action::Back) if key == Key::ctrl('c') && !self.keys.typeahead.is_empty() => {
                Some(Action::Interrupt)
            }
            action => action,
        };
        let is_stray = self.is_stray(key, action);
        if action == Some(Action::Interrupt) {
            return self.interrupt();
        }
        if !is_stray {
            self.press_meant(context, Typed::Key(key), action);
        }
    }

    /// Takes a key, or an action of the palette, that is meant for what is on the screen.
    pub(super) fn press_meant(&mut self, context: Context, typed: Typed, action: Option<Action>) {
        // Keys typed after a waiting key have to wait too.
        let is_meant_for_rows = match action {
            Some(action) => action.properties().uses_selection && !self.refuses(action),
            None => matches!(typed, Typed::Key(key) if self.counts(context, key)),
        };
        // A filter that waits for the pods can be kept: its best match is not known, and no key is meant for it.
        let is_unsettled = match action {
            Some(Action::Keep) => self.list.is_searching(),
            _ => self.list.is_unsettled(),
        };
        let waits = is_meant_for_rows && context.has_rows() && (is_unsettled || self.awaits_first_rows());
        if self.gives_up_waiting(action) {
            if action == Some(Action::Back) {
                return;
            }
        } else if waits || !self.keys.typeahead.is_empty() {
            return self.hold(typed);
        }
        match typed {
            Typed::Key(key) => self.dispatch(context, key, action),
            Typed::Chosen(action) => self.carry_out(context, action),
        }
        self.value.restart(&self.cx);
    }

    pub(super) fn dispatch(&mut self, context: Context, key: Key, action: Option<Action>) {
        if let Some(action) = action {
            return self.carry_out(context, action);
        }
        self.keys.missed = false;
        self.keys.repeats.end(context, None);
        match context {
            _ if self.counts(context, key) => return self.count_on(key),
            _ if key.is_after_escape() => self.press_after_escape(context, key),
            Context::Filter => self.type_into_filter(key),
            Context::UsesFilter => self.pods.press(key),
            Context::HelpSearch => self.help.press(key),
            Context::Palette => self.type_into_palette(key),
            Context::Form => self.writes(|write, at, out| write.press(at, key, out)),
            Context::Generate => self.type_length(key),
            Context::Line => self.type_line(key),
            Context::SignIn => self.session.press(key),
            Context::Menu if self.choose_by_letter(key) => {}
            _ if key.may_be_after_escape() => self.press_after_escape(context, key),
            _ => self.tell_of_unbound(context, key),
        }
        self.keys.counting.forget();
    }

    /// Carries out an action, unless the session refuses it.
    pub(super) fn carry_out(&mut self, context: Context, action: Action) {
        let missed = std::mem::take(&mut self.keys.missed) && context.is_panes();
        self.keys.repeats.end(context, Some(action));
        self.notices.end_of_key();
        match (action, context) {
            (Action::Quit | Action::Back | Action::Open, _) if missed => self.close_missed(),
            (Action::Choose, Context::Palette) => return self.run_chosen(),
            _ if self.refuses(action) => self.refuse(context, action),
            _ => self.act_in(context, action),
        }
        self.keys.counting.forget();
    }

    /// Carries out an action, and notes whether it used the selected row or failed to open something.
    fn act_in(&mut self, context: Context, action: Action) {
        self.act(context, action);
        let Properties { opens, uses_selection, .. } = action.properties();
        if uses_selection && context.has_rows() {
            self.list.act_on_row();
        }
        let is_coming = self.value().is_read_alone();
        self.keys.missed = opens && context.is_panes() && self.context() == context && !is_coming;
    }

    /// Tells whether the session is view only and `action` changes something.
    pub(super) fn refuses(&self, action: Action) -> bool {
        self.cx.settings.view_only && action.properties().changes
    }

    fn refuse(&mut self, context: Context, action: Action) {
        self.keys.missed = action.properties().opens && context.is_panes();
        self.warn(words::VIEW_ONLY);
    }

    /// Closes the message of a key that failed to open something. The key to close comes right after it, and must not
    /// end the program or change the list.
    fn close_missed(&mut self) {
        self.notices.dismiss();
    }

    /// Takes a key that arrived together with an `Esc`: terminals send the same bytes for `Alt` and the key. The
    /// function closes what `Esc` closes. A letter does nothing more, because `Alt-D` must not open the delete form.
    /// No key does more in a form, where it would be typed or press a button.
    fn press_after_escape(&mut self, context: Context, key: Key) {
        let is_letter = matches!(key.code, Code::Char(c) if c.is_alphabetic());
        let nothing_to_close =
            context == Context::List && !self.list.filter().is_set() && self.value().id().is_none();
        if is_letter && nothing_to_close {
            return;
        }
        let in_form = self.form().is_some() || matches!(context, Context::Line | Context::SignIn);
        self.act(context, Action::Back);
        if is_letter || in_form {
            return;
        }
        let key = Key { alt: false, ..key };
        match self.keys.typeahead.is_empty() {
            true => self.press(key),
            // It was typed before the keys that still wait.
            false => self.keys.typeahead.push_front(Typed::Key(key)),
        }
    }

    pub(super) fn act(&mut self, context: Context, action: Action) {
        if matches!(context, Context::Plan | Context::Run) && self.act_on_rollout(context, action) {
            return;
        }
        match action {
            Action::Down => self.go(Step::Rows(self.times())),
            Action::Up => self.go(Step::Rows(-self.times())),
            Action::HalfDown => self.go(Step::HalfPages(self.times())),
            Action::HalfUp => self.go(Step::HalfPages(-self.times())),
            Action::PageDown => self.go(Step::HalfPages(2 * self.times())),
            Action::PageUp => self.go(Step::HalfPages(-2 * self.times())),
            Action::First | Action::Last if self.counted_row().is_some() => self.go_to_counted(),
            Action::First => self.go(Step::First),
            Action::Last => self.go(Step::Last),
            Action::Next | Action::Previous if context == Context::Question => self.other_button(),
            Action::Next if context == Context::Generate => self.change_length(1),
            Action::Previous if context == Context::Generate => self.change_length(-1),
            Action::Next if context == Context::Form => self.move_form_focus(1),
            Action::Previous if context == Context::Form => self.move_form_focus(-1),
            Action::Next if context == Context::SignIn => self.session.move_focus(1),
            Action::Previous if context == Context::SignIn => self.session.move_focus(-1),
            Action::Next | Action::Previous => self.list.other_pane(),
            Action::Open => self.list.open_detail(),
            Action::Back => self.back(context),
            Action::Filter if context == Context::Help => self.help.type_search(&self.cx),
            Action::Filter if context == Context::Uses => self.pods.type_filter(true),
            Action::Filter => self.list.open_filter(&mut self.out),
            Action::Keep if context == Context::HelpSearch => self.help.keep_search(),
            Action::Keep if context == Context::UsesFilter => self.pods.type_filter(false),
            Action::Keep => self.list.keep_filter(&self.cx, &mut self.out),
            Action::Complete | Action::CompleteBack => self.complete_filter(action == Action::CompleteBack),
            Action::Older | Action::Newer => self.recall_filter(action == Action::Older),
            Action::View(number) => self.show_view(number),
            Action::Pin => self.toggle_pin(),
            Action::LastChanged => self.go_to_last_changed(),
            Action::Sort if context == Context::Uses => self.modal = Some(Modal::sort_pods(self.pods.sort())),
            Action::Sort => self.modal = Some(Modal::sort(self.list.order().by)),
            Action::Mark => self.mark(),
            Action::MarkShown => self.list.mark_shown(),
            Action::UnmarkAll => self.list.unmark_all(),
            Action::Refresh => self.refresh_or_sign_in(),
            Action::Redraw => self.out.effects.push(Effect::Redraw),
            Action::Palette => self.open_palette(context),
            Action::Help => self.open_help(context),
            Action::Details => self.open_details(),
            Action::Reveal => self.ask_value(Purpose::Reveal),
            Action::RevealAlone => self.ask_value(Purpose::RevealAlone),
            Action::CopyValue if context == Context::Reader => self.copy_details(),
            Action::CopyValue => self.ask_value(Purpose::Copy(ValueForm::Plain)),
            Action::CopyId => self.copy_about(PublicText::Id),
            Action::CopyAs => self.open_copy_as(),
            Action::Choose if context == Context::Uses => self.open_pod(),
            Action::Choose => self.choose(),
            Action::WhereUsed => self.open_uses(),
            Action::Broken => self.pods.open_broken(),
            Action::CopyList => self.copy_pods(),
            Action::Create => self.writes(Write::open_create),
            Action::CreateLike => self.open_like(),
            Action::Edit => self.open_form(Write::open_edit),
            Action::EditInEditor if context == Context::Form => self.edit_form_value(false),
            Action::EditInEditor => self.open_in_editor(),
            Action::Delete => self.ask_to_delete(),
            Action::Save => self.form_save(),
            Action::ShowValue if context == Context::SignIn => self.session.toggle_password(),
            Action::ShowValue => self.writes(|write, at, _| write.toggle_shown(at)),
            Action::LoadValue => self.load_at_key(),
            Action::Generate => self.open_tool(Modal::generate),
            Action::LoadFile => self.open_tool(Modal::load_file),
            Action::RemoveUnseen => self.writes(Write::remove_unseen),
            Action::SignIn => self.sign_in(),
            Action::Profiles => self.open_profiles(),
            Action::Undo => self.open_undo(),
            Action::Wipe => self.wipe_held(),
            Action::Verify => self.verify(),
            Action::Rotate => self.open_rollouts(),
            Action::RestartPods => self.restart_pods(),
            Action::Hold => drop(self.act_on_rollout(context, action)),
            // Those of their dialogs were taken above.
            Action::Rollout(_) => {}
            Action::Journal => self.open_journal(),
            Action::SaveJournal => self.ask_where_to_save(),
            Action::Lock => self.ask_to_lock(),
            // Closes the view of the value that is about to appear.
            Action::Quit if self.value().is_read_alone() => self.hide(),
            Action::Quit => self.quit(),
            Action::Interrupt => self.interrupt(),
            Action::Suspend => {
                self.hide();
                self.out.effects.push(Effect::Suspend);
            }
        }
    }

    /// Takes a reply, unless it is out of date.
    pub(super) fn reply(&mut self, ticket: &Ticket, reply: Reply) {
        if !self.out.pending.is_current(ticket) {
            return;
        }
        if self.write.is_left_behind(&ticket.request_key)
            && let Reply::Final(result) = reply
        {
            return self.left_behind_replied(ticket, result);
        }
        if let Reply::Final(result) = &reply {
            self.out.pending.close(ticket);
            self.note_answer(&ticket.request_key);
            if let Ok(Answer::Value(value)) = result {
                self.note_size(&ticket.request_key, value);
            }
            if result.is_ok() && ticket.session == self.out.pending.session() {
                self.session.token_accepted(&self.cx, &mut self.out);
                self.relay();
            }
            self.learn(&ticket.request_key, result);
            if let Err(failure) = result
                && failure.kind.is_of_token()
                && self.failed_for_token(ticket, failure)
            {
                return;
            }
        }
        match (&ticket.request_key, reply) {
            (_, Reply::Clock(gap)) if ticket.session == self.out.pending.session() => {
                self.session.clock_told(&self.cx, gap, &mut self.out);
                self.relay();
            }
            (_, Reply::Paused { left }) => self.paused(left),
            (key, Reply::Final(result)) if self.rollouts.asked(key) => self.rollout_replied(key, result),
            (key, Reply::Dated(at)) if self.rollouts.asked(key) => self.rollouts.dated(at),
            (RequestKey::Write(number), Reply::Dated(at)) => self.write.dated(*number, at),
            (
                key @ (RequestKey::Write(_) | RequestKey::Look(_) | RequestKey::Load(_) | RequestKey::Verify),
                Reply::Final(result),
            ) => {
                let answer = result.map_err(|failure| Arc::new(*failure));
                self.writes(|write, at, out| write.replied(at, key, answer, out));
                self.quit_if_asked();
            }
            (RequestKey::Value(id), Reply::Retrying { attempt, of, .. }) => {
                self.value_retried(id, attempt, of)
            }
            (RequestKey::Value(id), Reply::Final(Ok(Answer::Value(value)))) => self.value_came(id, value),
            (RequestKey::Value(id), Reply::Final(Err(failure))) => self.value_failed(id, Arc::new(*failure)),
            (RequestKey::Read(Operation::List, _), reply) => self.list_replied(reply),
            (key, reply) if is_of_pods(key) => self.pods_replied(key, reply),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
