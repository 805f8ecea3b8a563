//! News of a write: tells the user why nothing was sent or how a change that was sent ended, and passes that on to
//! the list, undo and the journal. The form keeps its text until the service certainly has it.

use std::sync::Arc;

use super::{App, words};
use crate::core::{Notice, RequestKey, Tone};
use crate::domain::{Answer, Failure, FailureKind, Secret};
use crate::features::write::form::inquiry::{Inquiry, Seen as SeenInWords};
use crate::features::write::form::objection::{Objection, Reason};
use crate::features::write::form::past::Reading;
use crate::features::write::form::{Kind, Phase, Work};
use crate::work::undo::Since;
use crate::work::write::{Fate, Input, Namesake, News, Obstacle, Seen, Why};

type Result<T> = std::result::Result<T, Arc<Failure>>;

impl App {
    /// Takes the answer to a request of a form.
    pub(super) fn write_replied(&mut self, request_key: &RequestKey, answer: Result<Answer>) {
        self.note_form_read(request_key, &answer);
        match request_key {
            RequestKey::Write(number) => self.step_write(*number, Input::Written(answer)),
            RequestKey::Look(number) => self.looked(*number, answer),
            RequestKey::Load(number) => return self.loaded(*number, answer),
            _ => return,
        }
        self.quit_if_asked();
    }

    /// Takes the answer to a look at the service.
    fn looked(&mut self, number: u64, answer: Result<Answer>) {
        let Some(form) = self.form_of(number) else { return };
        match (form.phase(), answer) {
            (Phase::Filling, Err(failure)) => self.look_failed(failure),
            (Phase::Working(Work::Fetching, _), answer) => self.fetched(number, answer),
            (Phase::Working(Work::Finding, _), answer) => self.found_taken(number, answer),
            (Phase::Working(..), answer) => self.step_write(number, Input::Looked(answer)),
            (Phase::Filling | Phase::Review | Phase::Theirs(_) | Phase::Leaving, Ok(Answer::Got(secret))) => {
                self.metadata_came(number, *secret);
            }
            _ => {}
        }
    }

    pub(super) fn look_failed(&mut self, failure: Arc<Failure>) {
        let text = words::sentence(&failure, &self.cx.site);
        if failure.kind == FailureKind::NotFound {
            self.load_list();
        }
        self.help.note_failure(failure);
        self.tell_of_write(Tone::Error, text, true);
    }

    /// Takes news of the write of this form.
    pub(super) fn write_news(&mut self, number: u64, news: News) {
        match news {
            News::HeldBack(obstacle) => self.held_back(number, obstacle),
            News::Sending => self.note_sending(number),
            News::InDoubt(failure) => self.in_doubt(number, failure),
            News::Settled(fate) => self.write_settled(number, &fate),
            News::NotCompared(failure) => self.help.note_failure(failure),
            News::ValueNotRead(failure) => {
                let Some(id) = self.seen_form(number).map(|form| form.subject()) else { return };
                self.value.note_denial(&id, &failure);
            }
            News::Taken(namesake) => self.taken(number, namesake),
            News::Found(secret) => {
                if let Some(form) = self.form_of(number) {
                    form.rebase(*secret);
                }
            }
            News::ValueFound => {
                if let Some(form) = self.form_of(number) {
                    form.loaded = form.new_value();
                }
            }
            News::OldIsExpected(is_expected) => {
                if let Some(undoes) = self.form_of(number).and_then(|form| form.past.undoes.as_mut()) {
                    undoes.value = if is_expected { Since::Same } else { Since::Changed };
                }
            }
        }
    }

    /// Tells why nothing was sent: at the field at fault, and in a notice if the user has left the form.
    fn held_back(&mut self, number: u64, obstacle: Obstacle) {
        match obstacle {
            Obstacle::Exists(secret) => {
                self.object_to_id(number, Reason::Exists);
                // The list did not have the secret, and the button that edits it needs it.
                self.put_into_list(*secret);
                self.not_sent(number, "it exists already");
            }
            Obstacle::SomebodyElses => {
                self.object_to_id(number, Reason::SomebodyElses);
                self.not_sent(number, "somebody else has this id");
            }
            Obstacle::ValueFixed => {
                self.put_aside(number);
                self.not_sent(number, "its value cannot be changed");
            }
            Obstacle::Conflict => self.not_sent(number, "somebody changed its description"),
            Obstacle::NothingChanged => {
                let Some(id) = self.seen_form(number).map(|form| form.subject()) else { return };
                self.warn(words::nothing_changed(&id));
            }
            Obstacle::LookFailed(failure) => {
                let Some(id) = self.seen_form(number).map(|form| form.subject()) else { return };
                let text = words::not_sent(&id, &words::cause(&failure, &self.cx.site));
                self.help.note_failure(failure);
                self.note_for_the_end(&text);
                self.tell_of_write(Tone::Error, text, true);
                self.stay();
            }
            Obstacle::OldNotRead(failure) => self.old_value_failed(number, failure),
            Obstacle::OldChanged => self.old_value_changed(number),
        }
    }

    fn object_to_id(&mut self, number: u64, why: Reason) {
        if let Some(form) = self.form_of(number) {
            form.told = Objection::to_id(why);
        }
    }

    fn not_sent(&mut self, number: u64, why: &str) {
        self.stay();
        let Some(id) = self.seen_form(number).map(|form| form.subject()) else { return };
        let text = words::not_sent(&id, why);
        self.note_for_the_end(&text);
        if self.parked.iter().any(|form| form.number() == number) {
            self.tell_of_write(Tone::Warning, text, false);
        }
    }

    /// Asks the user again, because the old value could not be read.
    fn old_value_failed(&mut self, number: u64, failure: Arc<Failure>) {
        let cause = words::cause(&failure, &self.cx.site);
        let Some(form) = self.form_of(number) else { return };
        let id = form.subject();
        form.past.reading = Reading::Failed(cause.clone());
        form.came_back = matches!(form.kind, Kind::Delete(_));
        self.value.note_denial(&id, &failure);
        if failure.kind == FailureKind::NotFound {
            self.load_list();
        }
        self.help.note_failure(failure);
        self.stay();
        let text = words::old_value_not_read(&id, &cause);
        self.note_for_the_end(&text);
        self.tell_of_write(Tone::Error, text, true);
    }

    /// Asks the user again, because undoing a creation would delete a value that somebody has put in since.
    fn old_value_changed(&mut self, number: u64) {
        let Some(form) = self.form_of(number) else { return };
        form.past.reading = Reading::Have;
        form.came_back = true;
        let text = words::changed_since(&form.subject());
        self.stay();
        self.note_for_the_end(&text);
        self.tell_of_write(Tone::Warning, text, false);
    }

    /// Tells that no proper answer came, and that the program looks at the service.
    fn in_doubt(&mut self, number: u64, failure: Arc<Failure>) {
        let cause = words::cause(&failure, &self.cx.site);
        let Some(form) = self.form_of(number) else { return };
        let text = words::looking(&form.subject(), &form.kind, &cause);
        form.inquiry = Inquiry::of(&failure, cause);
        self.help.note_failure(failure);
        self.tell_of_write(Tone::Warning, text, false);
    }

    /// Tells the outcome of a change that was sent.
    fn write_settled(&mut self, number: u64, fate: &Fate) {
        match fate {
            Fate::Applied { now, found } => self.applied(number, fate, now.as_deref(), *found),
            Fate::Replaced(secret) => self.replaced(number, fate, secret),
            Fate::HalfRefused(failure)
            | Fate::NotApplied(Why::Refused(failure))
            | Fate::NotThisTime(Why::Refused(failure)) => self.refused(number, fate, failure),
            Fate::Gone(failure) => self.was_gone(number, fate, failure),
            Fate::HalfDeleted => self.half_deleted(number, fate),
            Fate::ValueOnly | Fate::NotApplied(_) | Fate::NotThisTime(_) | Fate::Unknown(_) => {
                self.did_not(number, fate);
            }
        }
    }

    fn applied(&mut self, number: u64, fate: &Fate, now: Option<&Secret>, found: bool) {
        let Some(form) = self.seen_form(number) else { return };
        let (id, kind, change) = (form.subject(), form.kind.clone(), form.change());
        let sent_value = form.write.sent().is_some_and(|sent| sent.value);
        let (value, description) = (change.value.is_some(), change.description.is_some());
        let text = match &kind {
            Kind::Delete(_) if found => words::deleted_after_all(&id),
            Kind::Delete(_) => words::deleted(&id),
            _ if found => words::after_all(&id, &kind, sent_value),
            Kind::Create => words::created(&id),
            Kind::Edit(_) if form.past.undoes.is_some() => words::restored(&id, value, description),
            Kind::Edit(_) => words::saved(&id, value, description),
        };
        self.settled(number, fate);
        match (&kind, now) {
            (Kind::Delete(_), _) => {
                self.list.remove(&self.cx, &id, &mut self.out);
                self.relay();
            }
            (_, Some(secret)) => self.list_written(number, secret.clone()),
            (_, None) => {
                self.follow_work(number, id.clone());
                self.list.search(&mut self.out);
            }
        }
        self.close_form(number);
        self.tell_of_success(number, &id, text);
    }

    fn replaced(&mut self, number: u64, fate: &Fate, secret: &Secret) {
        self.settled(number, fate);
        self.list_written(number, secret.clone());
        self.close_form(number);
        self.tell_of_write(Tone::Warning, words::overwritten(&secret.id), false);
    }

    /// Tells that the secret was gone already. The value that was read just before can be restored.
    fn was_gone(&mut self, number: u64, fate: &Fate, failure: &Arc<Failure>) {
        let text = words::sentence(failure, &self.cx.site);
        self.settled(number, fate);
        self.help.note_failure(failure.clone());
        self.load_list();
        self.close_form(number);
        self.stay();
        self.show_with_undo(number, Notice::new(Tone::Error, text).with_details());
    }

    /// Tells of a refusal: the form stays open, with the fault at the field concerned.
    fn refused(&mut self, number: u64, fate: &Fate, failure: &Arc<Failure>) {
        self.help.note_failure(failure.clone());
        let text = match (fate, &failure.subject) {
            (Fate::HalfRefused(_), Some(id)) => {
                words::half_refused(id, &words::cause(failure, &self.cx.site))
            }
            _ => words::sentence(failure, &self.cx.site),
        };
        self.settled(number, fate);
        if failure.kind == FailureKind::NotFound {
            self.load_list();
        }
        self.stay();
        if self.cannot_be_written_back(number, failure) {
            return;
        }
        if let Some(form) = self.form_of(number) {
            form.told = Objection::of(failure);
        }
        self.tell_of_write(Tone::Error, text, true);
    }

    /// Adds to a refusal who has the id.
    fn taken(&mut self, number: u64, namesake: Namesake) {
        match namesake {
            // The button that edits the secret needs it in the list.
            Namesake::Seen(secret) => self.put_into_list(*secret),
            Namesake::Hidden => self.object_to_id(number, Reason::SomebodyElses),
            Namesake::Unseen => {}
        }
    }

    /// Tells that the change did not take effect, or only in part, or that this is unknown.
    fn did_not(&mut self, number: u64, fate: &Fate) {
        if let Fate::Unknown(seen) = fate {
            let seen = self.seen_in_words(seen);
            self.form_of(number).into_iter().for_each(|form| form.inquiry.seen = seen.clone());
        }
        let Some(form) = self.seen_form(number) else { return };
        let (id, kind, fault) = (form.subject(), form.kind.clone(), form.inquiry.fault());
        let (tone, text) = match fate {
            Fate::NotApplied(Why::NotSo { is_free: true }) => {
                (Tone::Error, words::did_not(&id, &kind, fault) + words::SAFE_AGAIN)
            }
            Fate::NotApplied(Why::Undeleted { is_another }) => {
                let found = if *is_another { words::VALUE_IS_ANOTHER } else { words::VALUE_IS_THERE };
                (Tone::Error, words::not_deleted(&id, fault, found))
            }
            Fate::ValueOnly => (Tone::Warning, words::value_only(&id)),
            Fate::Unknown(_) => (Tone::Warning, words::doubt(&id, &kind)),
            _ => (Tone::Error, words::did_not(&id, &kind, fault)),
        };
        self.stay();
        self.settled(number, fate);
        self.tell_of_write(tone, text, true);
    }

    fn seen_in_words(&self, seen: &Seen) -> SeenInWords {
        match seen {
            Seen::Nothing | Seen::NotSo => SeenInWords::Nothing,
            Seen::Another => SeenInWords::Another,
            Seen::NoAnswer(failure) => SeenInWords::NoAnswer(words::cause(failure, &self.cx.site)),
        }
    }

    /// Tells that the failed deletion may have removed the value. If undo holds the value, the form closes: `u`
    /// brings the value back.
    fn half_deleted(&mut self, number: u64, fate: &Fate) {
        let Some(id) = self.seen_form(number).map(|form| form.subject()) else { return };
        self.stay();
        self.settled(number, fate);
        let notice = Notice::new(Tone::Warning, words::half_deleted(&id)).with_details();
        match self.undo.holds_of(number) {
            true => {
                self.close_form(number);
                self.show_with_undo(number, notice);
            }
            false => self.notices.show(self.cx.now.instant, notice),
        }
    }
}
