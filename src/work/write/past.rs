//! The memory of a write: the old value, everything that was sent, and the part of it that is in doubt.

use std::sync::Arc;

use super::draft::Draft;
use super::input::Context;
use super::news::{Fate, Seen};
use crate::domain::{Failure, Moment, Print, SecretValue};

#[derive(Debug, Default)]
pub(super) struct Past {
    pub(super) old: Option<Arc<SecretValue>>,
    pub(super) sent: Option<Sent>,
    pub(super) sent_at: Option<Moment>,
    /// The failure that left the outcome of the last sending open.
    pub(super) failure: Option<Arc<Failure>>,
    /// The result of the last look.
    pub(super) seen: Seen,
}

/// Everything that was sent, if need be in several goes.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// The description before and after.
    pub description: Option<(String, String)>,
    /// A value was among it.
    pub value: bool,
    /// The digest of that value.
    pub print: Option<Print>,
    doubt: Doubt,
    /// A part of it is known to have taken effect.
    in_part: bool,
}

/// The sending whose outcome is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Doubt {
    #[default]
    Nothing,
    /// The last one.
    Last,
    /// One before the last.
    Earlier,
}

impl Past {
    pub(super) fn is_in_doubt(&self) -> bool {
        self.sent.as_ref().is_some_and(|sent| sent.doubt != Doubt::Nothing)
    }

    /// Tells whether a sending before the last one may have taken effect.
    pub(super) fn was_in_doubt(&self) -> bool {
        self.sent.as_ref().is_some_and(|sent| sent.doubt == Doubt::Earlier)
    }

    pub(super) fn note_sending(&mut self, cx: &Context<'_>, draft: &Draft) {
        let earlier = self.sent.take().unwrap_or_default();
        let value = draft.value();
        let description = match (earlier.description, draft.description()) {
            (Some((before, _)), Some((_, after))) => Some((before, after)),
            (earlier, now) => now.or(earlier),
        };
        self.sent = Some(Sent {
            description,
            value: value.is_some() || earlier.value,
            print: value.map_or(earlier.print, |value| cx.print(value)),
            doubt: if earlier.doubt == Doubt::Nothing { Doubt::Nothing } else { Doubt::Earlier },
            in_part: earlier.in_part,
        });
        self.sent_at = Some(cx.now);
    }

    pub(super) fn note_fate(&mut self, fate: &Fate) {
        if let Fate::Unknown(seen) = fate {
            self.seen = seen.clone();
        }
        let Some(sent) = &mut self.sent else { return };
        let is_open = matches!(fate, Fate::Unknown(_) | Fate::HalfRefused(_) | Fate::NotThisTime(_));
        sent.doubt = match sent.doubt {
            _ if !is_open => Doubt::Nothing,
            Doubt::Nothing => Doubt::Last,
            doubt => doubt,
        };
        match fate {
            Fate::ValueOnly => {
                sent.description = None;
                sent.in_part = true;
            }
            Fate::HalfRefused(_) => sent.description = None,
            Fate::NotApplied(_) if !sent.in_part => self.sent = None,
            _ => {}
        }
    }
}
