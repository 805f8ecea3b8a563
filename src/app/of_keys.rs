//! Calls on the state of the keys, with the facts about other slices that it needs.

use super::key_state::{Typeahead, Typed};
use super::{App, words};
use crate::core::{Asks, Notice, Purpose, RequestKey, Tone, Wait};
use crate::domain::SecretId;
use crate::features::list::HeldFor;
use crate::keys::{Action, Code, Context, Key, keymap};
use crate::view::Step;

impl App {
    /// Lets a key wait, and tells the user if the wait may be long.
    pub(super) fn hold(&mut self, typed: Typed) {
        let (now, typeahead) = (self.cx.now.instant, &mut self.keys.typeahead);
        let is_first = typeahead.is_empty();
        typeahead.push(now, typed, || self.list.held_for());
        if is_first && typeahead.waits_for() != Some(HeldFor::Search) {
            let text = "What you typed waits for the list; Esc discards it.";
            self.notices.show(now, Notice::new(Tone::Busy(Wait::List, now), text));
        } else if is_first && self.list.waits_for_pods() {
            let text = "What you typed waits for the pods; Esc discards it.";
            self.notices.show(now, Notice::new(Tone::Busy(Wait::Pods, now), text));
        }
    }

    /// Drops the waiting keys if the user wants to stop waiting; tells whether they were dropped.
    pub(super) fn gives_up_waiting(&mut self, action: Option<Action>) -> bool {
        let gives_up = self.keys.typeahead.is_given_up(self.cx.now.instant, action);
        if gives_up {
            self.keys.typeahead.clear();
            self.end_waits();
        }
        gives_up
    }

    pub(super) fn forget_typeahead(&mut self) {
        self.keys.typeahead = Typeahead::default();
        self.end_waits();
    }

    fn end_waits(&mut self) {
        self.notices.end_busy(Wait::List);
        self.notices.end_busy(Wait::Pods);
    }

    /// Plays the keys that waited, up to the next search. Keys typed ahead mean the whole list, not the best match
    /// among the rows that happen to be there.
    pub(super) fn play_typeahead(&mut self) {
        while !self.list.is_unsettled() && !self.list.load().is_first() {
            let Some(typed) = self.keys.typeahead.pop() else { return };
            let context = self.context();
            match typed {
                Typed::Key(key) => self.dispatch(context, key, self.meaning(context, key)),
                Typed::Chosen(action) if context.is_panes() => self.carry_out(context, action),
                Typed::Chosen(_) => {}
            }
            // A tick follows every key, as it does for keys that did not wait: the value closes with its row.
            self.tick_all();
            if self.list.is_unsettled() && !self.keys.typeahead.is_empty() {
                return;
            }
        }
    }

    /// Tells whether a key is a digit of a count. A count does not begin with 0.
    pub(super) fn counts(&self, context: Context, key: Key) -> bool {
        context.counts()
            && key.is_text()
            && matches!(key.code, Code::Char('0'..='9'))
            && (key.code != Code::Char('0') || self.counted().is_some())
    }

    /// Adds a digit to the count.
    pub(super) fn count_on(&mut self, key: Key) {
        let Code::Char(c) = key.code else { return };
        let digit = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()).unwrap_or(0);
        self.keys.counting.push(self.cx.now.instant, digit);
    }

    fn counted(&self) -> Option<usize> {
        self.keys.counting.number(self.cx.now.instant)
    }

    /// Returns how many times a key moves.
    pub(super) fn times(&self) -> isize {
        self.counted().and_then(|number| number.try_into().ok()).unwrap_or(1)
    }

    /// Returns the row that the count names, from 0.
    pub(super) fn counted_row(&self) -> Option<usize> {
        self.counted().map(|number| number.saturating_sub(1))
    }

    /// Goes to the row that the count names.
    pub(super) fn go_to_counted(&mut self) {
        if let Some(row) = self.counted_row() {
            self.go(Step::To(row));
        }
    }

    /// Tells the user that a key does nothing here, and which key does. A worse message stays.
    pub(super) fn tell_of_unbound(&mut self, context: Context, key: Key) {
        let now = self.cx.now.instant;
        // A value shown alone leaves no row for a message.
        if !self.keys.counting.may_tell(now)
            || context == Context::Alone
            || self.notices.has_worse_news_than_a_key()
        {
            return;
        }
        self.keys.counting.note_told(now);
        let notice = Notice::new(Tone::Warning, words::does_nothing(context, key)).about_key();
        self.notices.show_over(now, notice);
    }

    /// Notes that a key has sent a request.
    pub(super) fn note_sent_by(&mut self, key: Action, of: Option<SecretId>, asks: Asks) {
        self.keys.repeats.note(self.cx.now.instant, key, of, asks);
    }

    /// Tells whether a key only repeats a request that it sent before.
    pub(super) fn repeats(&mut self, key: Action, of: Option<&SecretId>) -> bool {
        let (pending, gets_token) = (&self.out.pending, self.session.is_getting_token());
        self.keys.repeats.repeats(self.cx.now.instant, key, of, |asks| match asks {
            Asks::Service(request_key) => pending.is_open(request_key),
            Asks::Form(number) => of_form(*number).iter().any(|request_key| pending.is_open(request_key)),
            Asks::Token => gets_token,
            Asks::Nothing => false,
        })
    }

    /// Notes an ignored key: if it is held down, it does not count as pressed anew afterwards.
    pub(super) fn note_still_down(&mut self, key: Key) {
        let action = keymap::action(self.context(), key);
        self.keys.repeats.note_still_down(self.cx.now.instant, action);
    }

    /// Tells whether a key that reads the selected secret's value only repeats itself.
    pub(super) fn reads_again(&mut self, purpose: Purpose) -> bool {
        let Some(id) = self.list.selected_id() else { return false };
        // One read serves all keys, so a key may wait for a read that is under way.
        self.repeats(purpose.key(), Some(&id)) && !self.out.pending.is_open(&RequestKey::Value(id))
    }

    /// Notes that the request with this key was answered.
    pub(super) fn note_answer(&mut self, request_key: &RequestKey) {
        self.keys.repeats.note_end(self.cx.now.instant, |asks| match asks {
            Asks::Service(asked) => asked == request_key,
            Asks::Form(number) => of_form(*number).contains(request_key),
            Asks::Token | Asks::Nothing => false,
        });
    }

    /// Notes that the token has come or failed.
    pub(super) fn note_token_end(&mut self) {
        self.keys.repeats.note_end(self.cx.now.instant, |asks| *asks == Asks::Token);
    }
}

fn of_form(number: u64) -> [RequestKey; 3] {
    [RequestKey::Look(number), RequestKey::Load(number), RequestKey::Write(number)]
}
