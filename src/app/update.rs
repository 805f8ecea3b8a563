//! Takes every event: first does what is due, then drops keys meant for something that is gone, and hands the rest to
//! the file that knows the event. At the end each slice is brought up to date.

use super::App;
use crate::core::{Effect, Event};
use crate::domain::Moment;
use crate::features::write::Form;
use crate::keys::Action;

impl App {
    /// Takes an event; returns the effects for the runtime. What is due by now comes first, so no key and no reply
    /// gets in before a lock or a deadline, however late the program notices.
    #[must_use = "an effect that is dropped is lost: a request, a lock, the end of the program"]
    pub fn update(&mut self, now: Moment, event: Event) -> Vec<Effect> {
        let is_due = self.next_wake().is_due(now);
        self.cx.now = now;
        if matches!(event, Event::Unheard) {
            self.note_unheard();
        }
        if is_due {
            let before = self.listener();
            self.tick_all();
            // A key that arrives together with a lock or a question that was due is not meant for that.
            self.note_opened(before);
        }
        let typed = is_typed(&event);
        self.notices.set_answers(false);
        if typed {
            self.lock.note_presence(&self.cx);
            self.notices.note_presence(now.instant);
        }
        self.notices.set_answers(typed);
        let (before, held) = (self.listener(), self.keys.typeahead.len());
        match event {
            Event::Key(key) if self.is_unheard() => self.drop_key(key),
            Event::Unheard => {}
            _ if typed && self.is_unheard() => self.note_unheard(),
            Event::Key(key) if self.is_locked() => self.press_locked(key),
            Event::Key(key) => self.press(key),
            Event::Paste(_) | Event::PasteBrokenOff(_) | Event::PasteTooLong
                if self.is_locked() && !self.signs_in_to_unlock() => {}
            Event::Paste(text) => self.paste(&text),
            Event::PasteBrokenOff(text) => {
                self.paste(&text);
                self.warn("The paste broke off: its end did not arrive. Check what was taken.");
            }
            Event::PasteTooLong => self.warn("The pasted text is too long; none of it was taken."),
            Event::Resized(size) => self.cx.size = size,
            Event::Wake => {}
            Event::Reply(ticket, reply) => self.reply(&ticket, reply),
            Event::Found(ticket, hits) => self.found(&ticket, hits),
            Event::ListWritten(request, written) => self.list_written(request, written),
            Event::FoundAgain(places) => self.list.found_again(places, &mut self.out),
            Event::UsesDone(request, done) => self.uses_done(request, done),
            Event::Stop => self.act(self.context(), Action::Suspend),
            Event::Random(request, bytes) => self.random_came(request, bytes),
            Event::FileRead(request, result) => self.file_came(request, result),
            Event::EditorReady(request, result) => {
                self.editor.ready(request, result, self.lock.is_locked(), &mut self.out);
            }
            Event::EditorDone(request, end) => self.editor.done(request, end, &mut self.out),
            Event::DigestKey(request, key) => self.undo.key_came(request, key),
            Event::JournalSaved(request, path, result) => self.journal_saved(request, &path, result),
            Event::Recalled(whose, result) => {
                self.changed.recalled(&whose, result, &mut self.out);
                self.pods.values_changed();
            }
            Event::FiltersRecalled(whose, result) => {
                self.list.filters_recalled(&self.cx, &whose, result, &mut self.out);
            }
            Event::ValueTested(request, tested) => self.value_tested(request, tested),
            Event::Records(report) => self.records_reported(report),
            Event::Focus(has) => {
                if !has && self.cx.settings.hide_on_focus_loss {
                    self.hide();
                }
            }
            Event::Copied(id, report) => self.value.copied(&self.cx, id, report, &mut self.out),
            Event::GotToken(session, result) => self.got_token(session, result.map(|granted| *granted)),
            Event::Resumed => self.out.effects.push(Effect::Redraw),
            Event::NotStopped => {
                self.notices.set_answers(true);
                self.warn("Ctrl-z does nothing here: no shell could continue the program.");
            }
            Event::Terminate => self.terminate(),
        }
        self.relay();
        let effects = self.finish();
        // Waiting keys may have been played just now; then the user opened what has opened.
        if !typed && self.keys.typeahead.len() >= held {
            self.note_opened(before);
        }
        effects
    }

    pub(super) fn finish(&mut self) -> Vec<Effect> {
        self.tick_all();
        std::mem::take(&mut self.out.effects)
    }

    /// Brings everything up to date that depends on other state.
    pub(super) fn tick_all(&mut self) {
        self.tick_leave();
        self.tick_sign_in();
        self.tick_lock_question();
        self.undo.note_forms(self.write.forms().filter_map(Form::undone));
        self.tick();
        self.tick_unheard();
        self.tick_list();
        self.tick_pods();
        self.tick_value();
        self.tick_editing();
        self.tick_undo();
        self.tick_bulk();
        self.tick_rollouts();
        self.tick_switch();
        self.clamp_reader();
        self.fit_detail();
    }
}

/// Tells whether the event comes from somebody at the keyboard.
fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Key(_) | Event::Paste(_) | Event::PasteBrokenOff(_) | Event::PasteTooLong | Event::Unheard
    )
}
