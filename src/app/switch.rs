//! Going over to another profile: what belongs to the one before is gone from screen and memory. A change
//! under way is waited for, then asked about, as when quitting.

use std::time::{Duration, Instant};

use super::modal::{About, Modal};
use super::session::SignedOutReason;
use super::{App, words};
use crate::core::{Effect, Notice, Outcome, Slot, Tone, Wait};
use crate::domain::{Answer, Failure, ProfileId, SecretId, TokenWay};
use crate::features::notices::Notices;
use crate::view::Menu;

/// How long a change that was sent is waited for before the user is asked.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether the program is about to go elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Switching {
    /// It is not.
    #[default]
    No,
    /// As soon as no change is under way; asked about at this moment.
    AskAt(ProfileId, Instant),
    /// The user was asked and waits.
    Waiting(ProfileId),
}

/// A change of the profile before, whose end is still to come.
#[derive(Debug)]
pub(super) struct LeftBehind {
    number: u64,
    id: SecretId,
    tenant: String,
}

impl App {
    /// `p`: the menu of profiles.
    pub(super) fn open_profiles(&mut self) {
        if self.here.profiles.len() < 2 {
            return self.warn(words::NO_OTHER_PROFILE);
        }
        let menu = Menu::new(self.here.profiles.len(), self.here.present.0);
        self.modal = Some(Modal::menu(About::Profiles, menu));
    }

    /// Goes over to a profile, once nothing speaks against it.
    pub(super) fn switch_to(&mut self, to: ProfileId) {
        self.modal = None;
        if to == self.here.present {
            return;
        }
        let now = self.cx.now.instant;
        if self.is_sending() {
            self.switching = Switching::AskAt(to, now + PATIENCE);
            let text = "Switching as soon as the change is saved.";
            self.notices.show(now, Notice::new(Tone::Busy(Wait::Switch, now), text));
        } else if self.left_form().is_some() || self.stake().is_some() {
            self.modal = Some(Modal::confirm(About::Switch(to)));
        } else {
            self.leave_for(to);
        }
    }

    /// Goes on with what waits for the end of a change.
    pub(super) fn watch_switch(&mut self) {
        let now = self.cx.now.instant;
        let (Switching::AskAt(to, _) | Switching::Waiting(to)) = self.switching else { return };
        if !self.is_sending() {
            self.switching = Switching::No;
            self.notices.end_busy(Wait::Switch);
            self.modal.take_if(|modal| matches!(modal.about(), Some(About::Switch(_))));
            // A form that came back, or anything else that was opened meanwhile, is in the way.
            if self.form.is_none() && !self.has_dialog() && self.left_form().is_none() {
                match self.stake() {
                    Some(_) => self.modal = Some(Modal::confirm(About::Switch(to))),
                    None => self.leave_for(to),
                }
                self.hear_nobody();
            }
            return;
        }
        if matches!(self.switching, Switching::AskAt(_, at) if at <= now) && !self.has_dialog() {
            self.switching = Switching::Waiting(to);
            self.notices.end_busy(Wait::Switch);
            self.modal = Some(Modal::confirm(About::Switch(to)));
        }
    }

    /// When the patience is over.
    pub(super) fn next_switch_step(&self) -> Option<Instant> {
        match self.switching {
            Switching::AskAt(_, at) if !self.has_dialog() => Some(at),
            _ => None,
        }
    }

    /// The button of the question was pressed.
    pub(super) fn answer_switch(&mut self, to: ProfileId, go: bool) {
        if go {
            self.leave_for(to);
        } else if !self.is_sending() {
            self.switching = Switching::No;
        }
    }

    /// What leaving would leave behind, in a sentence.
    pub fn switch_question(&self) -> String {
        self.left_behind_by("switching")
    }

    /// Leaves everything of this profile and begins with the other.
    fn leave_for(&mut self, to: ProfileId) {
        self.forget_changes();
        let tenant = self.cx.site.tenant().to_owned();
        let open = self.form.take().map(|form| *form).into_iter();
        for form in open.chain(std::mem::take(&mut self.parked)) {
            if self.out.pending.is_open(&Slot::Write(form.number)) {
                let (number, id) = (form.number, form.subject());
                self.left_behind.push(LeftBehind { number, id, tenant: tenant.clone() });
            }
        }
        self.forget_everything();
        self.arrive(to);
        self.here.lack = Some(SignedOutReason::NoToken);
        // From here on nothing that is asked can go where the program was before.
        let session = self.get_token(TokenWay::Sources);
        let former = self.out.pending.begin(session);
        self.out.effects.push(Effect::Close(former));
        let text = words::now_on(&self.cx.site);
        self.notices.show(self.cx.now.instant, Notice::new(Tone::Success, text));
    }

    /// What the screen and the memory hold of this profile.
    fn forget_everything(&mut self) {
        self.value.leave_profile(&mut self.out);
        self.relay();
        if self.editing.is_some() {
            self.drop_edited();
        }
        self.out.effects.extend(self.out.pending.cancel_reads().into_iter().map(Effect::Abort));
        self.list.leave_profile(&self.cx, &mut self.out);
        self.here.forget_interrupted();
        self.here.forget_token_time();
        self.here.clock = None;
        self.switching = Switching::No;
        self.notices = Notices::default();
        self.last_failure = None;
        self.forget_typeahead();
        self.modal = None;
        self.warned_of_token = false;
    }

    /// The end of a change that was left behind; tells whether it was one.
    pub(super) fn left_behind_replied(&mut self, slot: &Slot, result: &Result<Answer, Box<Failure>>) -> bool {
        let Slot::Write(number) = slot else { return false };
        let Some(at) = self.left_behind.iter().position(|left| left.number == *number) else { return false };
        let LeftBehind { id, tenant, .. } = self.left_behind.remove(at);
        let (tone, text) = words::left_behind(&id, &tenant, result.as_ref().map_err(|failure| &**failure));
        // After the profile was left nobody looks whether it took effect.
        self.note_outcome(
            *number,
            match tone {
                Tone::Success => Outcome::Done("done, after the profile was switched".to_owned()),
                Tone::Error => Outcome::Failed("not done: the service refused it".to_owned()),
                _ => Outcome::Doubtful("unknown whether it took effect".to_owned()),
            },
        );
        self.notices.show(self.cx.now.instant, Notice::new(tone, text));
        self.quit_if_asked();
        true
    }

    /// A change of the profile before whose end is still to come.
    pub(super) fn left_behind(&self) -> Option<&SecretId> {
        self.left_behind.first().map(|left| &left.id)
    }
}
