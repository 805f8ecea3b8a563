//! The way to the session slice: what it has to know of the others is put into its messages here, and the others
//! hear through here of a switch and of a new token.

use std::time::Instant;

use jiff::Timestamp;

use super::connection::Connection;
use super::filter::Filter;
use super::form::{Form, Kind, Phase, Spot, Work};
use super::modal::{About, Modal};
use super::permission::Permissions;
use super::{App, Focus, load};
use crate::core::profile::{Profile, Source};
use crate::core::{Effect, SessionId, Slot, Ticket};
use crate::domain::{Failure, Granted, ProfileId, Request, SignInFault};
use crate::features::notices::Notices;
use crate::features::session::{
    Interrupted, Screen, Session, SignIn, SignedOutReason, Stage, TokenTime, Way,
};
use crate::keys::Action;

impl App {
    /// The same program with these profiles, at the one that is in force. Where that has no token and
    /// nothing to get one from, the form that signs in is there from the first frame on.
    pub fn with_profiles(mut self, profiles: Vec<Profile>, present: ProfileId) -> Self {
        self.session = Session::new(profiles);
        self.arrive(present);
        if self.session.source() == &Source::Password {
            self.session.open_form(&self.cx, &mut self.out);
            self.relay();
        }
        self.settle();
        self
    }

    /// Takes over what the profile says.
    fn arrive(&mut self, to: ProfileId) {
        let Some(profile) = self.session.arrive(to) else { return };
        self.cx.site = profile.site.clone();
        self.cx.settings = profile.settings;
    }

    /// All profiles, in the order of the menu.
    pub fn profiles(&self) -> &[Profile] {
        self.session.profiles()
    }

    /// The profile in force.
    pub fn profile_id(&self) -> ProfileId {
        self.session.profile_id()
    }

    /// Where its token comes from.
    pub fn source(&self) -> &Source {
        self.session.source()
    }

    /// Where a token would be kept for the next start.
    pub fn remembers(&self) -> Option<&str> {
        self.session.remembers()
    }

    /// What the form that signs in says besides.
    pub fn sign_in_hint(&self) -> Option<&str> {
        self.session.hint()
    }

    /// The form that signs in, where it is open.
    pub fn sign_in_form(&self) -> Option<&SignIn> {
        self.session.form()
    }

    /// Why that form is there, as a sentence.
    pub fn why_sign_in(&self) -> String {
        self.session.why_form(&self.cx, self.signs_in_to_unlock())
    }

    /// Why there is no token; `None` while there is one that may be good.
    pub fn signed_out(&self) -> Option<&SignedOutReason> {
        self.session.signed_out()
    }

    /// The same, as a sentence.
    pub fn why_signed_out(&self) -> Option<String> {
        self.session.why_signed_out(&self.cx)
    }

    /// Since when the profile's own source is being asked, while nothing can be done without its answer.
    pub fn getting_token(&self) -> Option<Instant> {
        self.session.getting_token()
    }

    /// What the bar says about the token.
    pub fn token_time(&self) -> TokenTime {
        self.session.token_time(&self.cx)
    }

    /// The time by the service's clock, as far as that is known.
    pub fn service_time(&self) -> Timestamp {
        self.session.service_time(&self.cx)
    }

    /// Says so where nothing can be asked; tells whether that is so.
    pub(super) fn cannot_ask(&mut self) -> bool {
        let cannot = self.session.cannot_ask(&mut self.out);
        self.relay();
        cannot
    }

    /// `s`, or something that takes a token first.
    pub(super) fn sign_in(&mut self) {
        if self.modal.is_none() {
            self.hide_for_sign_in();
            self.session.sign_in(&self.cx, &mut self.out);
            self.relay();
        }
    }

    /// The form that signs in, with nothing asked yet.
    pub(super) fn open_password_form(&mut self) {
        self.session.open_form(&self.cx, &mut self.out);
        self.relay();
    }

    /// The form that signs in is open: nothing of a value is beside it.
    pub(super) fn sign_in_opened(&mut self) {
        self.hide_for_sign_in();
        self.modal = Some(Modal::SignIn);
    }

    fn hide_for_sign_in(&mut self) {
        if self.value().shown().is_some() {
            self.hide();
        }
    }

    /// Signs in first, where the form that is to be sent could not be; tells whether it has to wait.
    pub(super) fn must_sign_in(&mut self) -> bool {
        let form = self.form.as_ref().map(|form| form.number);
        let must = self.session.must_sign_in(form, &mut self.out);
        self.relay();
        must
    }

    /// `R`: the list anew; without a token that takes signing in.
    pub(super) fn refresh_or_sign_in(&mut self) {
        if self.session.signed_out().is_none() {
            return self.refresh();
        }
        self.session.want_list(&mut self.out);
        self.relay();
    }

    /// `Enter` in the form.
    pub(super) fn send_sign_in(&mut self) {
        let is_filled_in = self.session.form().is_some_and(|form| form.stage == Stage::Filling);
        let repeats = is_filled_in && self.repeats(Action::Choose, None);
        self.session.submit(&self.cx, repeats, &mut self.out);
        self.relay();
    }

    /// `Esc` in the form.
    pub(super) fn leave_sign_in(&mut self) {
        self.session.leave_form(&mut self.out);
        self.relay();
    }

    /// Since when the form waits for an answer.
    pub(super) fn signing_in_since(&self) -> Option<Instant> {
        self.session.form().and_then(SignIn::asking_since)
    }

    /// What came of an attempt to get a token.
    pub(super) fn got_token(&mut self, session: SessionId, result: Result<Granted, SignInFault>) {
        let screen = match () {
            () if self.signs_in_to_unlock() => Screen::Locked,
            () if self.has_dialog() || self.form.is_some() => Screen::Covered,
            () => Screen::Panes,
        };
        self.session.got_token(&self.cx, session, result, screen, &mut self.out);
        self.relay();
    }

    /// Renews the token where that is due, and tells of its end.
    pub(super) fn watch_session(&mut self) {
        if self.modal.as_ref().is_none_or(|modal| !matches!(modal, Modal::SignIn)) {
            self.session.drop_form();
        }
        self.session.tick(&self.cx, &mut self.out);
        self.relay();
    }

    /// A call failed for the token. Tells whether that is all there is to do: then nobody else learns of
    /// the failure.
    pub(super) fn failed_for_token(&mut self, ticket: &Ticket, failure: &Failure) -> bool {
        let interrupted = match &ticket.slot {
            Slot::Write(number) => Interrupted::Change(*number),
            Slot::Look(number) => match self.form_of(*number).map(|form| &form.phase) {
                // The user's own save: the form tells of it.
                Some(Phase::Working(Work::Looking | Work::Reading, _)) => Interrupted::Change(*number),
                Some(Phase::Working(Work::Fetching | Work::Finding, _)) => Interrupted::Nothing,
                _ => Interrupted::Read,
            },
            Slot::Load(_) => Interrupted::ToldRead,
            Slot::Value(id) => Interrupted::Value(id.clone(), self.value.purposes(id)),
            _ => Interrupted::Nothing,
        };
        let is_all = self.session.token_refused(&self.cx, ticket, failure, interrupted, &mut self.out);
        self.relay();
        is_all
    }

    /// There is a token again, which may be another user's.
    pub(super) fn token_is_back(&mut self, list_wanted: bool) {
        self.value.forget_denials();
        self.permissions = Permissions::default();
        let failed_for_token = match self.load.phase() {
            load::Phase::Idle => true,
            load::Phase::Failed(failure) => failure.kind.is_of_token(),
            _ => false,
        };
        if list_wanted || failed_for_token {
            self.load_list();
        }
    }

    /// A read of a form that failed for the token is sent again, where the form is still there.
    pub(super) fn read_again(&mut self, slot: Slot, request: Request) {
        if let Slot::Look(number) | Slot::Load(number) = slot
            && self.form_of(number).is_some()
        {
            self.out.call(slot, request);
        }
    }

    /// Brings back the form whose change was not sent, with the focus on what sends it. A deletion is
    /// offered with the focus where it always begins.
    pub(super) fn offer_again(&mut self, number: u64) {
        if self.form.is_none()
            && !self.has_dialog()
            && let Some(at) = self.parked.iter().position(|form| form.number == number)
        {
            let form = self.parked.remove(at);
            self.form = Some(form.into());
        }
        let Some(form) = self.form.as_mut().filter(|form| form.number == number) else { return };
        match (&form.kind, &form.phase) {
            (Kind::Edit(_), Phase::Filling) if !form.change().is_empty() && form.first_fault().is_none() => {
                form.enter(Phase::Review);
                form.focus = Spot::Go;
            }
            (Kind::Delete(_), Phase::Filling) => form.focus = Spot::Safe,
            (Kind::Create, Phase::Filling) | (Kind::Edit(_), Phase::Review | Phase::Theirs(_)) => {
                form.focus = Spot::Go;
            }
            _ => {}
        }
    }

    /// Whether `Ctrl-s` in the open form signs in first.
    pub fn save_signs_in(&self) -> bool {
        let sends_nothing = |form: &Form| {
            matches!(
                (&form.kind, &form.phase),
                (Kind::Delete(_), _) | (_, Phase::Leaving | Phase::Doubt) | (Kind::Edit(_), Phase::Filling)
            )
        };
        let saves = self.form().is_some_and(|form| !sends_nothing(form) || self.was_refused(form));
        self.session.signed_out().is_some() && saves
    }

    /// Whether this is a change that is filled in again because the token was refused: its review needs one.
    pub(super) fn was_refused(&self, form: &Form) -> bool {
        self.session.unsent() == Some(form.number)
            && matches!((&form.kind, &form.phase), (Kind::Edit(_), Phase::Filling))
    }

    /// `p`: the menu of profiles.
    pub(super) fn open_profiles(&mut self) {
        self.session.choose_profile(&mut self.out);
        self.relay();
    }

    /// A profile was chosen in the menu.
    pub(super) fn switch_to(&mut self, to: ProfileId) {
        self.modal = None;
        let way = self.way_to_another();
        self.session.switch_to(&self.cx, to, way, &mut self.out);
        self.relay();
    }

    fn way_to_another(&self) -> Way {
        let asks = matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Switch(_)));
        let covered = self.has_dialog() && !(asks && self.help.is_none());
        if self.is_sending() {
            return Way::Sending { covered };
        }
        let left = self.left_form().is_some();
        let taken = covered || left || self.form.is_some();
        Way::Quiet { taken, loses: left || self.stake().is_some() }
    }

    /// Goes on with a switch that waits for the end of a change.
    pub(super) fn watch_switch(&mut self) {
        if self.session.is_switching() {
            let way = self.way_to_another();
            self.session.watch_switch(&self.cx, way, &mut self.out);
            self.relay();
        }
    }

    /// The button of the question was pressed.
    pub(super) fn answer_switch(&mut self, to: ProfileId, go: bool) {
        if go {
            self.leave_for(to);
        } else if !self.is_sending() {
            self.stop_switching();
        }
    }

    /// A switch that waits is not wanted any more.
    pub(super) fn stop_switching(&mut self) {
        self.session.stop_switching(&mut self.out);
        self.relay();
    }

    /// What leaving would leave behind, in a sentence.
    pub fn switch_question(&self) -> String {
        self.left_behind_by("switching")
    }

    /// Leaves everything of this profile and begins with the other.
    pub(super) fn leave_for(&mut self, to: ProfileId) {
        self.forget_changes();
        let open = self.form.take().map(|form| *form).into_iter();
        for form in open.chain(std::mem::take(&mut self.parked)) {
            if self.out.pending.is_open(&Slot::Write(form.number)) {
                self.session.leave_behind(&self.cx, form.number, form.subject());
            }
        }
        self.forget_everything();
        self.arrive(to);
        self.connection = Connection::new(self.cx.settings.seed);
        self.session.start_anew(&self.cx, &mut self.out);
        self.relay();
    }

    /// What the screen and the memory hold of this profile.
    fn forget_everything(&mut self) {
        self.value.leave_profile(&mut self.out);
        self.relay();
        if self.editing.is_some() {
            self.drop_edited();
        }
        self.out.effects.extend(self.out.pending.cancel_reads().into_iter().map(Effect::Abort));
        let former = std::mem::take(&mut self.list);
        self.out.effects.push(Effect::Discard(former.into_rows()));
        self.out.effects.extend(std::mem::take(&mut self.load).into_rows().map(Effect::Discard));
        self.filter = Filter::default();
        self.permissions = Permissions::default();
        self.notices = Notices::default();
        self.last_failure = None;
        self.wanted = None;
        self.forget_held();
        self.focus = Focus::List;
        self.modal = None;
    }
}
