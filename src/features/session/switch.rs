//! Going over to another profile: a change under way is waited for, then asked about, as when quitting. What is
//! forgotten then is each slice's own.

use std::time::{Duration, Instant};

use super::state::{Session, SignedOutReason, Switching};
use super::words;
use crate::core::{Context, Effect, News, Notice, Out, Tone, Wait};
use crate::domain::{ProfileId, TokenWay};

/// How long a change that was sent is waited for before the user is asked.
const PATIENCE: Duration = Duration::from_secs(3);

/// What stands in the way to another profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A change is under way.
    Sending {
        /// Something lies over the screen, so that no question can be asked.
        covered: bool,
    },
    /// No change is.
    Quiet {
        /// The user is at something, or has left a form with something in it.
        taken: bool,
        /// Leaving would lose something.
        loses: bool,
    },
}

impl Session {
    /// `p`: the menu of profiles.
    pub fn choose_profile(&self, out: &mut Out) {
        match self.profiles.len() {
            0 | 1 => out.warn(words::NO_OTHER_PROFILE),
            _ => out.report(News::ChooseProfile(self.here.profile)),
        }
    }

    /// Goes over to a profile, once nothing speaks against it.
    pub fn switch_to(&mut self, cx: &Context, to: ProfileId, way: Way, out: &mut Out) {
        let now = cx.now.instant;
        match way {
            _ if to == self.here.profile => {}
            Way::Sending { .. } => {
                self.switching = Switching::AskAt(to, now + PATIENCE);
                let text = "Switching as soon as the change is saved.";
                out.tell(Notice::new(Tone::Busy(Wait::Switch, now), text));
            }
            Way::Quiet { loses: true, .. } => out.report(News::AskBeforeSwitch(to)),
            Way::Quiet { loses: false, .. } => out.report(News::ProfileChosen(to)),
        }
    }

    /// Whether a switch waits for the end of a change.
    pub fn is_switching(&self) -> bool {
        self.switching != Switching::No
    }

    /// Goes on with what waits for the end of a change.
    pub fn tick_switch(&mut self, cx: &Context, way: Way, out: &mut Out) {
        let (Switching::AskAt(to, _) | Switching::Waiting(to)) = self.switching else { return };
        match way {
            Way::Sending { covered } => {
                if !covered && matches!(self.switching, Switching::AskAt(_, at) if at <= cx.now.instant) {
                    self.switching = Switching::Waiting(to);
                    out.report(News::Over(Wait::Switch));
                    out.report(News::AskBeforeSwitch(to));
                }
            }
            Way::Quiet { taken, loses } => {
                self.stop_switching(out);
                out.report(News::SwitchQuestionOver);
                // A form that came back, or anything else that was opened meanwhile, is in the way.
                if !taken {
                    out.report(if loses { News::AskBeforeSwitch(to) } else { News::ProfileChosen(to) });
                    out.report(News::OpenedByItself);
                }
            }
        }
    }

    /// When the patience is over. Where no question can be asked then, it waits for what covers it, not for a time.
    pub(super) fn next_switch_step(&self, cx: &Context) -> Option<Instant> {
        match self.switching {
            Switching::AskAt(_, at) if at > cx.now.instant => Some(at),
            _ => None,
        }
    }

    /// A switch that waits is not wanted any more.
    pub fn stop_switching(&mut self, out: &mut Out) {
        self.switching = Switching::No;
        out.report(News::Over(Wait::Switch));
    }

    /// The profile was left for the present one: gets a token there. Nothing that is asked from here on can go where
    /// the program was before.
    pub fn start_anew(&mut self, cx: &Context, out: &mut Out) {
        self.switching = Switching::No;
        self.here.signed_out = Some(SignedOutReason::NoToken);
        let session = self.get_token(cx, TokenWay::Sources, out);
        let former = out.pending.begin(session);
        out.effects.push(Effect::Close(former));
        out.tell(Notice::new(Tone::Success, words::now_on(&cx.site)));
    }
}
