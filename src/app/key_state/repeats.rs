//! Keys that are held down: such a key sends its request once. The key sends nothing new while the request is under
//! way, for a second after the answer, and as long as it keeps repeating after that. A press after another key, or
//! for another secret, counts as new.

use std::time::{Duration, Instant};

use crate::core::Asks;
use crate::domain::SecretId;
use crate::keys::{Action, Context};

/// The time after the answer in which the key sends nothing new.
const PAUSE: Duration = Duration::from_secs(1);
/// A key that follows itself within this time is held down.
const HELD: Duration = Duration::from_millis(150);

/// The last request that a key sent.
#[derive(Debug)]
struct Sent {
    key: Action,
    /// The secret that the request was about.
    of: Option<SecretId>,
    asks: Asks,
    /// The time of the last press.
    pressed: Instant,
    answered: Option<Instant>,
}

/// The state of a key that may be held down.
#[derive(Debug, Default)]
pub(in crate::app) struct Repeats {
    sent: Option<Sent>,
}

impl Repeats {
    /// Notes that a key has sent a request.
    pub(in crate::app) fn note(&mut self, pressed: Instant, key: Action, of: Option<SecretId>, asks: Asks) {
        self.sent = Some(Sent { key, of, asks, pressed, answered: None });
    }

    /// Forgets the last request when another key is pressed. The key that shows a value alone also hides it, as
    /// another action, and counts as the same.
    pub(in crate::app) fn end(&mut self, context: Context, action: Option<Action>) {
        let hides = context == Context::Alone && action == Some(Action::Back);
        self.sent.take_if(|sent| !hides && action != Some(sent.key));
    }

    /// Tells whether a key only repeats its request; `is_open` tells whether the request is under way.
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
        // Once answered, an open request of the same kind is a different one.
        let over = matches!(sent.asks, Asks::Service(_)) && sent.answered.is_some();
        if !over && is_open(&sent.asks) {
            return true;
        }
        // A request that was given up ended with the key before.
        let answered = *sent.answered.get_or_insert(before);
        now < answered + PAUSE || now < before + HELD
    }

    /// Tells whether a key that has sent a request is still held down. Keys that arrive all at once are not: no time
    /// passes between them.
    pub(in crate::app) fn is_held_down(&mut self, now: Instant, key: Action, of: &SecretId) -> bool {
        let is_it = |sent: &&mut Sent| sent.key == key && sent.of.as_ref() == Some(of);
        let Some(sent) = self.sent.as_mut().filter(is_it) else { return false };
        let before = std::mem::replace(&mut sent.pressed, now);
        before < now && now < before + HELD
    }

    /// Notes an ignored key that is still held down.
    pub(in crate::app) fn note_still_down(&mut self, now: Instant, action: Option<Action>) {
        if let Some(sent) = self.sent.as_mut().filter(|sent| Some(sent.key) == action) {
            sent.pressed = now;
        }
    }

    /// Notes the answer to the request, if `is_it`.
    pub(in crate::app) fn note_end(&mut self, now: Instant, is_it: impl Fn(&Asks) -> bool) {
        if let Some(sent) = self.sent.as_mut().filter(|sent| is_it(&sent.asks)) {
            sent.answered = Some(now);
        }
    }
}
