//! Keys that repeat: a key that is held down sends what it asks for once. It sends nothing new while its own
//! request is under way, for a second after the answer, and as long as it keeps coming after that. A key is
//! meant that comes after another key, or for another secret.

use std::time::{Duration, Instant};

use crate::core::Asks;
use crate::domain::SecretId;
use crate::keys::{Action, Context};

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
    pub(in crate::app) fn note(&mut self, pressed: Instant, key: Action, of: Option<SecretId>, asks: Asks) {
        self.sent = Some(Sent { key, of, asks, pressed, answered: None });
    }

    /// A key is pressed: whatever another has sent, that one is not held down any more. The key that shows a
    /// value alone also hides it, under another name.
    pub(in crate::app) fn end(&mut self, context: Context, action: Option<Action>) {
        let hides = context == Context::Alone && action == Some(Action::Back);
        self.sent.take_if(|sent| !hides && action != Some(sent.key));
    }

    /// Whether a key, pressed now, only repeats what it has sent before; `is_open`: what was asked for is under way.
    pub(in crate::app) fn repeats(
        &mut self,
        now: Instant,
        key: Action,
        of: Option<&SecretId>,
        is_open: impl Fn(&Asks) -> bool,
    ) -> bool {
        let is_it = |sent: &&mut Sent| sent.key == key && sent.of.as_ref() == of;
        let Some(sent) = self.sent.as_mut().filter(is_it) else { return false };
        let before = std::mem::replace(&mut sent.pressed, now);
        // A request under the same key after the answer is another one.
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
    pub(in crate::app) fn is_held_down(&mut self, now: Instant, key: Action, of: &SecretId) -> bool {
        let is_it = |sent: &&mut Sent| sent.key == key && sent.of.as_ref() == Some(of);
        let Some(sent) = self.sent.as_mut().filter(is_it) else { return false };
        let before = std::mem::replace(&mut sent.pressed, now);
        before < now && now < before + HELD
    }

    /// Notes that nobody heard a key which is still down.
    pub(in crate::app) fn note_still_down(&mut self, now: Instant, action: Option<Action>) {
        if let Some(sent) = self.sent.as_mut().filter(|sent| Some(sent.key) == action) {
            sent.pressed = now;
        }
    }

    /// Notes the answer to what was asked for, if `is_it`.
    pub(in crate::app) fn note_end(&mut self, now: Instant, is_it: impl Fn(&Asks) -> bool) {
        if let Some(sent) = self.sent.as_mut().filter(|sent| is_it(&sent.asks)) {
            sent.answered = Some(now);
        }
    }
}
