//! Taking a change back: the choice of the change, the form for it, and the decision once the service has told the
//! present state of the secret.

use super::state::{Act, Certainty, Held, OFFERED, Undo};
use super::words;
use crate::core::{Context, Notice, Out, Tone};
use crate::domain::{Failure, FailureKind, Scope, Secret};
use crate::text::format::clock_seconds;
use crate::view::Menu;
use crate::words::sentence;
use crate::work::undo::{By, Differing, Does, Plan, Restoration, Since, Undoes};

/// The answer to `u`.
#[derive(Debug, PartialEq, Eq)]
pub enum Choice {
    /// This is the change to undo.
    This(u64),
    /// The user chooses in this menu.
    Menu(Menu),
}

impl Held {
    /// Tells whether it is a deletion that may have removed only the value.
    fn is_half_done(&self) -> bool {
        matches!(self.act, Act::Deleted { .. }) && self.certainty != Certainty::Certain
    }

    fn undoes(&self, cx: &Context) -> Undoes {
        let left = match &self.act {
            Act::Created { print } | Act::Changed { print, .. } => print.clone(),
            Act::Deleted { .. } => None,
        };
        Undoes {
            number: self.number,
            clock: clock_seconds(self.at, &cx.zone),
            until: self.until,
            left,
            without_value: matches!(self.act, Act::Changed { value: None, had_value: true, .. }),
            half_done: self.is_half_done(),
            owner: words::owner_again(&cx.site, &self.secret),
            description: None,
            value: Since::Same,
            gone: false,
            over: false,
        }
    }
}

impl Undo {
    /// `u`: chooses the change that is held, or opens the menu of the changes; `on_offer` is the change that the
    /// present notice offers to undo. If the last change is not held, an older one is not undone without asking.
    pub fn choose(&self, on_offer: Option<u64>, out: &mut Out) -> Option<Choice> {
        match (self.held.as_slice(), &self.lost) {
            ([], lost) => out.warn(words::nothing_held(lost.as_ref())),
            ([one], None) => return Some(Choice::This(one.number)),
            (held, lost) => {
                let is_it = |held: &Held| Some(held.number) == on_offer;
                let at = held.iter().rev().take(OFFERED).position(is_it).unwrap_or(0);
                let not_this = lost.as_ref().and_then(words::not_the_last);
                not_this.into_iter().for_each(|text| out.warn(text));
                return Some(Choice::Menu(Menu::with_letters("123456789", at).of_lines(self.offered())));
            }
        }
        None
    }

    /// Returns the change in the menu line `at`, counted from the newest.
    pub fn in_line(&self, at: usize) -> Option<u64> {
        self.held.iter().rev().nth(at).map(|held| held.number)
    }

    /// Begins to take the change of this number back.
    pub fn restore(&self, cx: &Context, number: u64) -> Option<Restoration> {
        let held = self.held_of(number)?;
        let (secret, undoes) = (held.secret.clone(), held.undoes(cx));
        let by = match &held.act {
            // The form is decided once the service has told what is left of the secret.
            Act::Deleted { .. } if undoes.half_done => By::Changing,
            Act::Deleted { value } => {
                By::Creating { value: value.clone(), description: secret.description.original().to_owned() }
            }
            Act::Changed { .. } => By::Changing,
            Act::Created { .. } => By::Deleting,
        };
        Some(Restoration { secret, undoes, by })
    }

    /// Decides how the change of this number is taken back, now that the service has told the present state of the
    /// secret; `readable`: nothing forbids to read its value. `None` if the change is not held any more.
    pub fn plan(&self, number: u64, now: Secret, readable: bool) -> Option<Plan> {
        let held = self.held_of(number)?;
        let is_fixed = held.certainty == Certainty::HalfAndFixed || now.access.writable == Some(false);
        let before = held.secret.description.original();
        let (left, old_description, old_value) = match &held.act {
            // The failed deletion may have removed the value, which cannot be written back.
            Act::Deleted { value } if is_fixed => {
                let does = Does::Delete { old: Some(value.clone()) };
                return Some(Plan { now, description: None, since: Since::Same, does });
            }
            Act::Deleted { value } => (Some(before), None, Some(value)),
            Act::Changed { description: Some((before, after)), value, .. } => {
                (Some(after.as_str()), Some(before), value.as_ref())
            }
            Act::Changed { description: None, value, .. } => (None, None, value.as_ref()),
            Act::Created { .. } => (Some(before), None, None),
        };
        let left = left.filter(|left| *left != now.description.original());
        let description = left.map(|left| Differing { left: left.into(), now: now.description.clone() });
        let value = old_value.filter(|_| held.secret.access.mode().writable()).cloned();
        let (deletes, reads) = (matches!(held.act, Act::Created { .. }), self.reads_old && readable);
        let since = if (deletes || value.is_some()) && !reads { Since::Unknown } else { Since::Same };
        let does = if deletes {
            Does::Delete { old: None }
        } else {
            let description = old_description.map_or(now.description.original(), String::as_str).to_owned();
            Does::WriteBack { description, compares: value.is_some() && reads, value }
        };
        Some(Plan { now, description, since, does })
    }

    /// Takes the news that the secret is gone: returns the way to create it again as it was before the change.
    /// Otherwise nothing is left to undo, and the change is dropped: the created secret is gone, only a description is
    /// held, or nothing of the secret's scope can be created.
    pub fn is_gone(&mut self, cx: &Context, number: u64) -> Option<Restoration> {
        let held = self.held_of(number).filter(|held| !matches!(held.secret.scope, Scope::Other(_)));
        let again = held.and_then(|held| {
            let (value, before) = match &held.act {
                Act::Changed { value: Some(value), description, .. } => (value, description.as_ref()),
                Act::Deleted { value } => (value, None),
                Act::Changed { .. } | Act::Created { .. } => return None,
            };
            let description = before.map_or(held.secret.description.original(), |(before, _)| before);
            let by = By::Creating { value: value.clone(), description: description.to_owned() };
            Some(Restoration {
                secret: held.secret.clone(),
                undoes: Undoes { gone: true, ..held.undoes(cx) },
                by,
            })
        });
        if again.is_none() {
            self.release(number);
        }
        again
    }

    /// Takes the service's refusal to write a value back after a failed deletion. From then on undo offers to delete
    /// the secret and create it again; returns the notice that says so.
    pub fn write_back_refused(&mut self, cx: &Context, number: u64, failure: &Failure) -> Option<Notice> {
        let refused = matches!(failure.kind, FailureKind::NotWritable | FailureKind::NotPermitted);
        let held = self.held.iter_mut().find(|held| held.number == number).filter(|_| refused)?;
        held.certainty = Certainty::HalfAndFixed;
        let notice = Notice::new(Tone::Error, sentence(failure, &cx.site));
        Some(notice.undoing(number, held.offered_as()).with_details())
    }
}
