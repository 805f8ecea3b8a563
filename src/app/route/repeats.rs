//! Keys that repeat: a key that is held down sends what it asks for once. It sends nothing new while its own
//! request is under way, for a second after the answer, and as long as it keeps coming after that. A key is
//! meant that comes after another key, or for another secret.

use std::time::{Duration, Instant};

use crate::app::App;
use crate::app::form::{Form, Kind, Phase};
use crate::core::{Asks, Purpose, Slot};
use crate::domain::SecretId;
use crate::keys::{Action, Context, Key, keymap};

/// For how long after the answer a key sends nothing new.
const PAUSE: Duration = Duration::from_secs(1);
/// A key that follows itself as fast as this is held down.
const HELD: Duration = Duration::from_millis(150);

/// The key that has sent something last.
#[derive(Debug)]
struct Sent {
    key: Action,
    /// About which secret.
    of: Option<SecretId>,
    asks: Asks,
    /// When it was pressed last.
    pressed: Instant,
    answered: Option<Instant>,
}

/// What is known of a key that is held down.
#[derive(Debug, Default)]
pub(in crate::app) struct Repeats {
    sent: Option<Sent>,
}

impl Repeats {
    /// Notes that a key has sent something.
    fn note(&mut self, pressed: Instant, key: Action, of: Option<SecretId>, asks: Asks) {
        self.sent = Some(Sent { key, of, asks, pressed, answered: None });
    }

    /// A key is pressed: whatever another has sent, that one is not held down any more. The key that shows a
    /// value alone also hides it, under another name.
    pub(in crate::app) fn end(&mut self, context: Context, action: Option<Action>) {
        let hides = context == Context::Alone && action == Some(Action::Back);
        self.sent.take_if(|sent| !hides && action != Some(sent.key));
    }

    /// Whether a key, pressed now, only repeats what it has sent before; `is_open`: what was asked for is under way.
    fn repeats(
        &mut self,
        now: Instant,
        key: Action,
        of: Option<&SecretId>,
        is_open: impl Fn(&Asks) -> bool,
    ) -> bool {
        let is_it = |sent: &&mut Sent| sent.key == key && sent.of.as_ref() == of;
        let Some(sent) = self.sent.as_mut().filter(is_it) else { return false };
        let before = std::mem::replace(&mut sent.pressed, now);
        // What is asked in a slot after the answer is another's.
        let over = matches!(sent.asks, Asks::Service(_)) && sent.answered.is_some();
        if !over && is_open(&sent.asks) {
            return true;
        }
        // What was given up got its end with the key before.
        let answered = *sent.answered.get_or_insert(before);
        now < answered + PAUSE || now < before + HELD
    }

    /// Whether a key that has sent something is still held down. Keys that come in one go are not: there is no
    /// time between them.
    fn is_held_down(&mut self, now: Instant, key: Action, of: &SecretId) -> bool {
        let is_it = |sent: &&mut Sent| sent.key == key && sent.of.as_ref() == Some(of);
        let Some(sent) = self.sent.as_mut().filter(is_it) else { return false };
        let before = std::mem::replace(&mut sent.pressed, now);
        before < now && now < before + HELD
    }

    /// Notes that nobody heard a key which is still down.
    fn note_still_down(&mut self, now: Instant, action: Option<Action>) {
        if let Some(sent) = self.sent.as_mut().filter(|sent| Some(sent.key) == action) {
            sent.pressed = now;
        }
    }

    /// Notes the answer to what was asked for, if `is_it`.
    fn note_end(&mut self, now: Instant, is_it: impl Fn(&Asks) -> bool) {
        if let Some(sent) = self.sent.as_mut().filter(|sent| is_it(&sent.asks)) {
            sent.answered = Some(now);
        }
    }
}

impl App {
    /// Notes that a key has sent something.
    pub(in crate::app) fn note_sent_by(&mut self, key: Action, of: Option<SecretId>, asks: Asks) {
        self.keys.repeats.note(self.cx.now.instant, key, of, asks);
    }

    /// Whether a key, pressed now, only repeats what it has sent before.
    pub(in crate::app) fn repeats(&mut self, key: Action, of: Option<&SecretId>) -> bool {
        let (pending, gets_token) = (&self.out.pending, self.here.attempt.is_some());
        self.keys.repeats.repeats(self.cx.now.instant, key, of, |asks| match asks {
            Asks::Service(slot) => pending.is_open(slot),
            Asks::Form(number) => of_form(*number).iter().any(|slot| pending.is_open(slot)),
            Asks::Token => gets_token,
            Asks::Nothing => false,
        })
    }

    /// Notes a key that nobody heard: one that is held down all the while is no new one afterwards.
    pub(in crate::app) fn note_still_down(&mut self, key: Key) {
        let action = keymap::action(self.context(), key);
        self.keys.repeats.note_still_down(self.cx.now.instant, action);
    }

    /// Whether a key that reads the value of the selected secret only repeats itself.
    pub(in crate::app) fn reads_again(&mut self, purpose: Purpose) -> bool {
        let Some(id) = self.list.selected_id() else { return false };
        // One read serves all keys: what is under way is only waited for.
        self.repeats(purpose.key(), Some(&id)) && !self.out.pending.is_open(&Slot::Value(id))
    }

    /// Whether `Ctrl-s` would send, and is only still held down. What it shows it may show again.
    pub(in crate::app) fn saves_again(&mut self) -> bool {
        let sends = |form: &&Form| form.is_about_to_send() || !matches!(form.kind, Kind::Edit(_));
        let Some(id) = self.form().filter(sends).map(Form::subject) else { return false };
        self.keys.repeats.is_held_down(self.cx.now.instant, Action::Save, &id)
    }

    /// Notes what `Ctrl-s` has sent, if anything.
    pub(in crate::app) fn note_save(&mut self) {
        let works = |form: &&Form| matches!(form.phase, Phase::Working(..));
        if let Some((number, id)) = self.form().filter(works).map(|form| (form.number, form.subject())) {
            self.note_sent_by(Action::Save, Some(id), Asks::Form(number));
        }
    }

    /// `Ctrl-o`: loads the present value into the form, or turns what else it stands for.
    pub(in crate::app) fn load_at_key(&mut self) {
        if self.toggle_reading() {
            return;
        }
        let Some((number, id)) = self.form().map(|form| (form.number, form.subject())) else { return };
        if self.repeats(Action::LoadValue, Some(&id)) || self.out.pending.is_open(&Slot::Load(number)) {
            return;
        }
        self.load_present();
        self.note_sent_by(Action::LoadValue, Some(id), Asks::Form(number));
    }

    /// An answer came in this slot.
    pub(in crate::app) fn note_answer(&mut self, slot: &Slot) {
        self.keys.repeats.note_end(self.cx.now.instant, |asks| match asks {
            Asks::Service(asked) => asked == slot,
            Asks::Form(number) => of_form(*number).contains(slot),
            Asks::Token | Asks::Nothing => false,
        });
    }

    /// The wish for a token has its end.
    pub(in crate::app) fn note_token_end(&mut self) {
        self.keys.repeats.note_end(self.cx.now.instant, |asks| *asks == Asks::Token);
    }
}

fn of_form(number: u64) -> [Slot; 3] {
    [Slot::Look(number), Slot::Load(number), Slot::Write(number)]
}
