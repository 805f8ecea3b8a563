//! Going over to another profile: the program waits for a change under way, then asks the user, as when
//! quitting. Each slice decides what it forgets then.

use std::time::{Duration, Instant};

use super::state::{Session, SignedOutReason, Switching};
use super::words;
use crate::core::{Context, Effect, News, Notice, Out, Tone, Wait};
use crate::domain::{ProfileId, TokenWay};

/// The wait for a change that was sent, before the user is asked.
const PATIENCE: Duration = Duration::from_secs(3);

/// The obstacles on the way to another profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A change is under way.
    Sending {
        /// Something covers the screen, so that no question can be asked.
        covered: bool,
    },
    /// No change is under way.
    Quiet {
        /// The user is using something, or has left a form with something in it.
        taken: bool,
        /// Leaving would lose something.
        loses: bool,
    },
}

impl Session {
    /// `p`: opens the menu of profiles.
    pub fn choose_profile(&self, out: &mut Out) {
        match self.profiles.len() {
            0 | 1 => out.warn(words::NO_OTHER_PROFILE),
            _ => out.report(News::ChooseProfile(self.here.profile)),
        }
    }

    /// Goes over to a profile, as soon as nothing stands in the way.
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

    /// Tells whether a switch waits for the end of a change.
    pub fn is_switching(&self) -> bool {
        self.switching != Switching::No
    }

    /// Takes the next step of a switch that waits for the end of a change.
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

    /// Returns the time at which the user is asked. Where something covers the screen then, the switch waits
    /// for that to close instead.
    pub(super) fn next_switch_step(&self, cx: &Context) -> Option<Instant> {
        match self.switching {
            Switching::AskAt(_, at) if at > cx.now.instant => Some(at),
            _ => None,
        }
    }

    /// Gives up a switch that waits.
    pub fn stop_switching(&mut self, out: &mut Out) {
        self.switching = Switching::No;
        out.report(News::Over(Wait::Switch));
    }

    /// Gets a token for the profile that was switched to. From here on no request can go to the profile before.
    pub fn start_anew(&mut self, cx: &Context, out: &mut Out) {
        self.switching = Switching::No;
        self.here.signed_out = Some(SignedOutReason::NoToken);
        let session = self.get_token(cx, TokenWay::Sources, out);
        let former = out.pending.begin(session);
        out.effects.push(Effect::Close(former));
        out.tell(Notice::new(Tone::Success, words::now_on(&cx.site)));
    }
}
