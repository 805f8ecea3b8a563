//! The notice line: the newest notice for as long as it matters, and below it the banner, which stays until its
//! reason is gone.

use std::time::{Duration, Instant};

mod line;
mod view;

pub(crate) use line::{NoticeLine, Place};
pub use view::NoticeView;

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Notice, Out, Tone, Wait};
use crate::domain::{Deadline, Moment, Wake};
use crate::keys::Action;
use crate::text::Sentence;

/// The time after which a notice that came by itself counts as seen.
const SEEN_AFTER: Duration = Duration::from_secs(2);

/// The newest notice, and the notices that it covers.
#[derive(Debug, Default)]
pub struct Notices {
    latest: Option<(Notice, Option<Instant>)>,
    /// The error or countdown that comes back when the time of the newest notice is over.
    covered: Option<(Notice, Option<Instant>)>,
    banner: Option<Notice>,
    /// Notices from now on answer a key.
    answers: bool,
    /// The newest notice answers a key, and was not shown before the screen was locked.
    is_answer: bool,
    /// The moment from which the newest notice counts as seen.
    seen_from: Option<Instant>,
    /// The screen is locked: the time of its notices does not run.
    unseen: bool,
    /// A loss that the user may not have seen; told again at the next key.
    untold: Option<Sentence>,
}

impl Notices {
    /// Shows `notice` in place of the one before.
    pub fn show(&mut self, now: Instant, notice: Notice) {
        let life = match notice.tone {
            Tone::Success => Some(Duration::from_secs(6)),
            Tone::Warning => Some(Duration::from_secs(10)),
            Tone::Error | Tone::Busy(..) => None,
        };
        let until = notice.countdown.map(|end| end.boot).or(life.map(|life| now + life));
        let until = [until, notice.not_after].into_iter().flatten().min();
        self.latest = Some((notice, until));
        self.covered = None;
        self.is_answer = self.answers;
        self.seen_from = (!self.answers).then(|| now + SEEN_AFTER);
    }

    /// Notes whether notices from now on answer a key; otherwise they came by themselves.
    pub fn set_answers(&mut self, answers: bool) {
        self.answers = answers;
    }

    /// Shows `notice` for its time only: an error or a countdown that was there comes back after it.
    pub fn show_over(&mut self, now: Instant, notice: Notice) {
        let stays = |notice: &Notice| notice.tone == Tone::Error || notice.countdown.is_some();
        let error = self.latest.take().filter(|(notice, _)| stays(notice));
        let covered = error.or(self.covered.take());
        self.show(now, notice);
        self.covered = covered;
    }

    /// Tells of a loss now, and at the next key again if the notice is not on the screen then.
    pub fn tell_of_loss(&mut self, now: Instant, text: Sentence) {
        self.untold = Some(text.clone());
        if !(self.unseen && self.has_worse_news()) {
            self.show_over(now, Notice::new(Tone::Warning, text).about_loss());
        }
    }

    /// Tells of a loss that the user may not have seen, because a key shows that somebody is there.
    pub fn note_presence(&mut self, now: Instant) {
        if !self.unseen {
            self.tell_untold(now);
            self.untold = None;
        }
    }

    /// If a loss is on the screen, it is the newest.
    fn tell_untold(&mut self, now: Instant) {
        if let Some(text) =
            self.untold.clone().filter(|_| !self.latest().is_some_and(|latest| latest.of_loss))
        {
            self.tell_of_loss(now, text);
        }
    }

    /// Shows `banner` while there is no newer notice. Notices whose time is over do not count.
    pub fn raise_banner(&mut self, now: Moment, banner: Notice) {
        self.expire(now);
        self.banner = Some(banner);
    }

    /// Takes the banner away, because its reason is gone.
    pub fn lower_banner(&mut self) {
        self.banner = None;
    }

    /// Takes away the notice about this wait; other notices stay.
    pub fn end_busy(&mut self, over: Wait) {
        self.latest.take_if(|(notice, _)| notice.is_for(over));
    }

    /// Takes away notices that offer this action, because it is done; other notices stay.
    pub fn end_offer(&mut self, of: Action) {
        self.latest.take_if(|(notice, _)| notice.offers.contains(&of));
        self.covered.take_if(|(notice, _)| notice.offers.contains(&of));
    }

    /// Takes away a warning or an error, which the user has read before going on.
    pub fn dismiss(&mut self) {
        self.covered = None;
        // A countdown is true until its end, whatever comes next.
        self.latest.take_if(|(notice, _)| {
            matches!(notice.tone, Tone::Warning | Tone::Error) && notice.countdown.is_none()
        });
    }

    /// Tells whether a success should not replace the newest notice. It may replace a notice that counts down
    /// to it.
    pub fn has_worse_news(&self) -> bool {
        self.latest().is_some_and(|notice| notice.tone != Tone::Success && notice.countdown.is_none())
    }

    /// Shows `notice` unless something worse than a success stands there.
    pub fn show_unless_worse(&mut self, now: Instant, notice: Notice) {
        if !self.has_worse_news() {
            self.show(now, notice);
        }
    }

    /// Shows `notice` unless there is another. One for the same wait is replaced.
    pub fn show_if_quiet(&mut self, now: Instant, notice: Notice) {
        let is_same = |latest: &Notice| matches!(notice.tone, Tone::Busy(wait, _) if latest.is_for(wait));
        if self.latest().is_none_or(is_same) {
            self.show(now, notice);
        }
    }

    /// Tells whether a notice about a key should not cover the newest notice.
    pub fn has_worse_news_than_a_key(&self) -> bool {
        self.has_worse_news() && self.latest().is_some_and(|notice| !notice.of_key)
    }

    /// Takes away the notice that a key does nothing, because another key did something.
    pub fn end_of_key(&mut self) {
        if self.latest.take_if(|(notice, _)| notice.of_key).is_some() {
            self.uncover();
        }
    }

    /// `Esc`: takes away all notices except those about something under way.
    pub fn clear(&mut self) {
        self.covered = None;
        self.latest.take_if(|(notice, _)| !matches!(notice.tone, Tone::Busy(..)));
    }

    /// Takes away the notice of a row that the user has left, as `is_left` says, once it was seen. Countdowns
    /// and notices about something under way stay.
    pub fn leave(&mut self, now: Instant, is_left: impl Fn(&Notice) -> bool) {
        let over = |notice: &Notice| {
            notice.countdown.is_none() && !matches!(notice.tone, Tone::Busy(..)) && is_left(notice)
        };
        self.covered.take_if(|(notice, _)| over(notice));
        if self.seen_from.is_none_or(|at| at <= now)
            && self.latest.take_if(|(notice, _)| over(notice)).is_some()
        {
            self.uncover();
        }
    }

    /// Takes away notices whose time is over.
    pub fn expire(&mut self, now: Moment) {
        let counted = self.latest().and_then(|notice| notice.countdown).is_some_and(|end| end.is_due(now));
        if counted || self.next_expiry().is_some_and(|at| at <= now.instant) {
            self.uncover();
        }
    }

    /// Brings back the notice that the newest one has covered.
    fn uncover(&mut self) {
        self.latest = self.covered.take();
        self.is_answer = false;
    }

    /// Returns the notice that answers a key at the locked screen.
    pub fn answer(&self) -> Option<&Notice> {
        self.latest().filter(|_| self.is_answer)
    }

    /// Starts the time of the notice anew, because nobody could see it on the locked screen; tells of a loss if there
    /// is no other news.
    pub fn renew(&mut self, now: Moment) {
        self.unseen = false;
        if let Some((notice, _)) = self.latest.take() {
            self.show_over(now.instant, notice);
        }
        self.expire(now);
        if self.latest.is_none() {
            self.tell_untold(now.instant);
        }
    }

    /// Returns the time at which the present notice disappears.
    pub fn next_expiry(&self) -> Option<Instant> {
        self.latest.as_ref().and_then(|(_, until)| *until)
    }

    /// Returns the end to which the present notice counts down.
    pub fn countdown(&self) -> Option<Deadline> {
        self.latest()?.countdown
    }

    /// Returns the time at which the seconds of the countdown change next.
    pub fn next_countdown(&self, now: Moment) -> Option<Instant> {
        self.countdown()?.next_second(now)
    }

    /// Returns the newest notice.
    pub fn latest(&self) -> Option<&Notice> {
        self.latest.as_ref().map(|(notice, _)| notice)
    }

    /// Returns the actions that the notice offers. A notice without any leaves those of the banner.
    pub fn offers(&self) -> &[Action] {
        match (self.latest(), &self.banner) {
            (Some(latest), _) if !latest.offers.is_empty() => &latest.offers,
            (_, Some(banner)) => &banner.offers,
            _ => &[],
        }
    }

    /// Takes the offer of an undo out of the notices when undo does not hold the change any more.
    pub fn withdraw_undo(&mut self, is_held: impl Fn(u64) -> bool) {
        let gone = |notice: &&mut Notice| notice.undoes.is_some_and(|(change, _)| !is_held(change));
        let told = [&mut self.latest, &mut self.covered].into_iter().flatten().map(|(notice, _)| notice);
        for notice in told.filter(gone) {
            notice.undoes = None;
            notice.offers.retain(|offer| *offer != Action::Undo);
        }
    }

    /// Takes away a success without a countdown, because it is no longer the newest event.
    pub fn end_success(&mut self) {
        self.latest.take_if(|(notice, _)| notice.tone == Tone::Success && notice.countdown.is_none());
    }

    /// Returns the notice to show.
    pub fn current(&self) -> Option<&Notice> {
        self.latest().or(self.banner.as_ref())
    }
}

impl Life for Notices {
    fn next_due(&self, _: &Context) -> Wake {
        if self.unseen {
            return Wake::default();
        }
        Wake::default().or_at(self.next_expiry()).or_due(self.countdown())
    }

    fn tick(&mut self, cx: &Context, _: &mut Out) {
        if !self.unseen {
            self.expire(cx.now);
        }
    }

    fn wipe(&mut self, _: &Context, why: Wipe, _: &mut Out) {
        match why {
            // Old notices are not for the person who is at the locked screen now.
            Wipe::Lock => (self.unseen, self.is_answer) = (true, false),
            Wipe::Switch => *self = Self::default(),
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
