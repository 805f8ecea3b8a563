//! Calls on the list slice, with the facts about other slices that it needs.

use std::sync::Arc;
use std::time::Duration;

use super::{App, words};
use crate::core::{Notice, RequestKey, Ticket, Tone, Wait};
use crate::domain::filter::View;
use crate::domain::{Answer, Failure, Hits, Level, Operation, Refused, Reply, Secret, SecretId, Standing};
use crate::features::list::{Around, DetailView, Recall, ValuePart};
use crate::features::value::ValueState;
use crate::features::write::Form;
use crate::keys::{Action, Code, Context, Key, keymap};
use crate::layout::Layout;
use crate::text::reveal;
use crate::view::Step;

impl App {
    /// Asks for the list, and gives up any request for it that is under way.
    pub(super) fn load_list(&mut self) {
        self.list.fetch(&self.cx, &mut self.out);
        self.relay();
    }

    /// Asks for the list, and for the pods where they were asked for before, unless a request for it is under way.
    pub(super) fn refresh(&mut self) {
        let repeats = self.list.load().since().is_none() && self.repeats(Action::Refresh, None);
        self.list.refresh(&self.cx, repeats, &mut self.out);
        if !repeats {
            self.pods.refresh(&self.cx, &mut self.out);
        }
        self.relay();
    }

    /// Takes a reply to the request for the list.
    pub(super) fn list_replied(&mut self, reply: Reply) {
        self.list.replied(&self.cx, reply, self.session.signed_out().is_some(), &mut self.out);
        self.relay();
    }

    /// Takes the service's wish for a pause.
    pub(super) fn paused(&mut self, left: Duration) {
        self.list.paused(&self.cx, left, &mut self.out);
        self.relay();
    }

    pub(super) fn found(&mut self, ticket: &Ticket, hits: Hits) {
        let held_for = self.keys.typeahead.waits_for();
        self.list.found(ticket, hits, held_for, &mut self.out);
        self.relay();
        self.list.search_more(&mut self.out);
    }

    /// Brings the list up to date, and asks the service again when that is due.
    pub(super) fn tick_list(&mut self) {
        let around = Around {
            now: self.service_time(),
            pods: self.known_pods(),
            uses: self.pods.uses(),
            changes: self.changed.changes(),
        };
        self.list.know(&self.cx, around, &mut self.out);
        self.relay();
        self.list.see_pods(self.known_pods());
        if !self.list.waits_for_pods() {
            self.notices.end_busy(Wait::Pods);
        }
        let height = self.layout().map(|layout| layout.rows.height);
        self.list.keep_up(&self.cx, height, self.session.signed_out().is_none(), &mut self.out);
    }

    /// Takes from any answer what concerns the list.
    pub(super) fn learn(&mut self, request_key: &RequestKey, result: &Result<Answer, Box<Failure>>) {
        let subject = self.subject_of(request_key);
        self.list.learn(&self.cx, request_key, subject, result);
    }

    /// Returns the secret that a request is about.
    pub(super) fn subject_of(&self, request_key: &RequestKey) -> Option<SecretId> {
        match request_key {
            RequestKey::Value(id) => Some(id.clone()),
            RequestKey::Verify => self.write.saved_id(),
            RequestKey::Load(number) => self.write.form_of(*number).map(Form::reads_from),
            RequestKey::Look(number) | RequestKey::Write(number) => {
                self.write.form_of(*number).map(Form::subject)
            }
            RequestKey::Read(_, subject) => subject.as_ref()?.secret().cloned(),
            RequestKey::RolloutRead(..) | RequestKey::Restart(..) | RequestKey::Search => None,
        }
    }

    /// Tells whether the first rows have yet to come, so that no key can be meant for one.
    pub(super) fn awaits_first_rows(&self) -> bool {
        let may_come = self.session.signed_out().is_none() || self.session.getting_token().is_some();
        may_come && self.list.load().is_first() && self.list.ordered().hits().rows == 0
    }

    pub(super) fn move_selection(&mut self, step: Step) {
        self.list.go(step, &mut self.out);
        self.relay();
    }

    /// `Space`: marks the selected secret, or as many as were counted.
    pub(super) fn mark(&mut self) {
        self.list.mark(self.times().unsigned_abs(), &mut self.out);
        self.relay();
    }

    /// Ends the messages about the secret that was selected before.
    pub(super) fn leave_messages(&mut self) {
        let (Some(selected), host) = (self.list.selected(), self.cx.site.address.shown()) else { return };
        let (now, selected) = (self.cx.now.instant, selected.id.shown());
        self.notices.leave(now, |notice| !["", host, selected].contains(&notice.text.name()));
    }

    /// Pins the selected secret, or unpins it.
    pub(super) fn toggle_pin(&mut self) {
        self.list.toggle_pin(&mut self.out);
        self.relay();
    }

    pub(super) fn type_into_filter(&mut self, key: Key) {
        self.list.type_into_filter(key, &mut self.out);
        self.relay();
    }

    pub(super) fn paste_into_filter(&mut self, text: &str) {
        self.list.paste_into_filter(text, &mut self.out);
        self.relay();
    }

    /// Returns the action of a key. Arrows go through earlier filters while the filter line shows one or is empty, and the
    /// key of a view that was not saved means nothing.
    pub(super) fn meaning(&self, context: Context, key: Key) -> Option<Action> {
        let filter = self.list.filter();
        match keymap::action(context, key)? {
            Action::Up if context == Context::Filter && key.code == Code::Up && filter.recalls() => {
                Some(Action::Older)
            }
            Action::Down
                if context == Context::Filter
                    && key.code == Code::Down
                    && filter.recalled() != Recall::No =>
            {
                Some(Action::Newer)
            }
            // Without any view it is an `Esc` with a digit typed just behind it.
            Action::View(_) if self.session.views().is_empty() => None,
            action => Some(action),
        }
    }

    pub(super) fn complete_filter(&mut self, back: bool) {
        self.list.complete_filter(back, &mut self.out);
        self.relay();
    }

    pub(super) fn recall_filter(&mut self, older: bool) {
        self.list.recall_filter(&self.cx, older, &mut self.out);
        self.relay();
    }

    /// Returns the saved view of this number, from 1.
    pub(super) fn view(&self, number: u8) -> Option<&View> {
        self.session.views().get(usize::from(number).checked_sub(1)?)
    }

    /// Shows the saved view of this number.
    pub(super) fn show_view(&mut self, number: u8) {
        match self.view(number).cloned() {
            Some(view) => {
                self.list.show_view(&view, &mut self.out);
                self.relay();
            }
            None => self.warn(words::nothing_there(Action::View(number))),
        }
    }

    /// Scrolls a revealed value, or else the detail.
    pub(super) fn scroll_detail(&mut self, step: Step) {
        let page = usize::from(self.cx.size.height / 2);
        match self.value.shown_mut() {
            Some(shown) => shown.scroll = step.from(shown.scroll, page),
            None => self.list.scroll_detail(step, page),
        }
        self.fit_detail();
    }

    /// Lays out a revealed value for its area, and limits scroll positions to the end of the text.
    pub(super) fn fit_detail(&mut self) {
        let Some(layout) = self.layout() else { return };
        if let Some(shown) = self.value.shown_mut()
            && shown.alone
        {
            shown.fit(layout.screen.width.into(), usize::from(layout.screen.height) - 1);
            return;
        }
        let detail = self.detail_view(&layout);
        if let (Some(shown), Some(area)) = (self.value.shown_mut(), detail.value) {
            shown.fit(area.columns, area.rows);
        }
        self.list.fit_detail(detail.lines.len().saturating_sub(layout.detail.height.into()));
    }

    /// Returns the content of the detail pane in `layout`.
    pub fn detail_view(&self, layout: &Layout) -> DetailView {
        let rows = |secret| self.value.lines(&self.cx, secret, layout.detail.width.into()).len();
        let value = match self.value() {
            ValueState::Shown(shown) => {
                let lines = reveal::lines(shown.value.expose());
                ValuePart::Shown { lines, note: shown.note(&self.cx) }
            }
            _ => ValuePart::Rows(self.list.selected().map_or(0, rows)),
        };
        self.list.detail(&self.cx, layout, &value, self.service_time())
    }

    /// Returns the user's permission on `secret`, as far as it is known.
    pub fn standing(&self, secret: &Secret) -> Standing {
        self.list.standing(&self.cx, secret)
    }

    /// Returns the refusal on the secret `id` that rules out anything that needs `level`.
    pub(super) fn refusal(&self, id: &SecretId, level: Level) -> Option<Refused> {
        self.list.refusal(id, level)
    }

    /// Tells the user that the service is back. This replaces messages about its absence, but neither the progress of
    /// work nor the outcome of a write.
    pub(super) fn tell_online(&mut self) {
        let of_absence =
            self.help.last_failure().is_some_and(|last| last.kind.is_offline() && !last.operation.is_write());
        let is_over = |notice: &Notice| match notice.tone {
            Tone::Success => notice.countdown.is_none(),
            Tone::Warning | Tone::Error => notice.details && of_absence,
            Tone::Busy(..) => false,
        };
        if self.notices.latest().is_none_or(is_over) {
            self.notices.show(self.cx.now.instant, Notice::new(Tone::Success, "Online again."));
        }
    }

    /// Notes that an automatic request failed once more, but keeps the details of any other failure that the user was
    /// told of.
    pub(super) fn note_failed_again(&mut self, failure: Arc<Failure>) {
        if self.help.last_failure().is_none_or(|last| last.operation == Operation::List) {
            self.help.note_failure(failure);
        }
    }
}
