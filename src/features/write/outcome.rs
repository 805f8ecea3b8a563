//! News of a write: tells the user why nothing was sent or how a change that was sent ended, and reports that to the
//! list, undo and the journal.

use std::sync::Arc;

use super::form::objection::{Objection, Reason};
use super::form::{Kind, Reading};
use super::{Around, Write, tell, words};
use crate::core::{News, Notice, Out, Tone};
use crate::domain::{Failure, FailureKind, SecretId};
use crate::keys::Action;
use crate::text::Sentence;
use crate::words as shared;
use crate::work::undo::Since;
use crate::work::write::{self, Fate, Namesake, Obstacle, Why};

impl Write {
    /// Takes news of the write of this form.
    pub(super) fn tell_news(&mut self, at: &Around<'_>, number: u64, news: write::News, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        match news {
            write::News::HeldBack(obstacle) => self.held_back(at, number, obstacle, out),
            write::News::Sending => {
                form.dated = None;
                out.report(News::WriteBegan(number, form.verb(), form.subject()));
            }
            write::News::InDoubt(failure) => {
                let cause = shared::cause(&failure, &at.cx.site);
                let text = words::looking(&form.subject(), &form.kind, &cause);
                out.report(News::Failed(failure));
                tell(Tone::Warning, text, false, out);
            }
            write::News::Settled(fate) => self.write_settled(at, number, fate, out),
            write::News::NotCompared(failure) => out.report(News::Failed(failure)),
            write::News::ValueNotRead(failure) => out.report(News::NotRead(form.subject(), failure)),
            // The button that edits the secret needs it in the list.
            write::News::Taken(Namesake::Seen(secret)) => {
                out.report(News::SecretIs { secret, follow: false });
            }
            write::News::Taken(Namesake::Hidden) => form.told = Objection::to_id(Reason::SomebodyElses),
            write::News::Taken(Namesake::Unseen) => {}
            write::News::Found(secret) => form.rebase(*secret),
            write::News::ValueFound => form.loaded = form.new_value(),
            write::News::OldIsExpected(is_expected) => {
                if let Some(undoes) = &mut form.undoes {
                    undoes.value = if is_expected { Since::Same } else { Since::Changed };
                }
            }
        }
    }

    /// Tells why nothing was sent: at the field at fault, and in a notice if the user has left the form.
    fn held_back(&mut self, at: &Around<'_>, number: u64, obstacle: Obstacle, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        let id = form.subject();
        match obstacle {
            Obstacle::Exists(secret) => {
                form.told = Objection::to_id(Reason::Exists);
                // The list did not have the secret, and the button that edits it needs it.
                out.report(News::SecretIs { secret, follow: false });
                self.not_sent(number, &id, "it exists already", out);
            }
            Obstacle::SomebodyElses => {
                form.told = Objection::to_id(Reason::SomebodyElses);
                self.not_sent(number, &id, "somebody else has this id", out);
            }
            Obstacle::ValueFixed => {
                self.put_aside(number, out);
                self.not_sent(number, &id, "its value cannot be changed", out);
            }
            Obstacle::Conflict => self.not_sent(number, &id, "somebody changed its description", out),
            Obstacle::NothingChanged => out.warn(shared::nothing_changed(&id)),
            Obstacle::LookFailed(failure) => {
                let text = words::not_sent(&id, &shared::cause(&failure, &at.cx.site));
                out.report(News::Failed(failure));
                failed(Tone::Error, text, true, out);
            }
            // The user is asked again.
            Obstacle::OldNotRead(failure) => {
                let cause = shared::cause(&failure, &at.cx.site);
                form.reading = Reading::Failed(cause.clone());
                form.came_back = matches!(form.kind, Kind::Delete(_));
                out.report(News::NotRead(id.clone(), failure.clone()));
                note_failure(&failure, out);
                failed(Tone::Error, words::old_value_not_read(&id, &cause), true, out);
            }
            // Undoing a creation would delete a value that somebody has put in since.
            Obstacle::OldChanged => {
                form.reading = Reading::Have;
                form.came_back = true;
                failed(Tone::Warning, words::changed_since(&id), false, out);
            }
        }
    }

    /// Tells why nothing was sent, if the user does not see it in the form.
    fn not_sent(&self, number: u64, id: &SecretId, why: &str, out: &mut Out) {
        let text = words::not_sent(id, why);
        match self.parked.iter().any(|form| form.number() == number) {
            true => failed(Tone::Warning, text, false, out),
            false => {
                out.report(News::WentWrong);
                out.report(News::ForTheEnd(text.into()));
            }
        }
    }

    /// Tells the outcome of a change that was sent.
    fn write_settled(&mut self, at: &Around<'_>, number: u64, fate: Fate, out: &mut Out) {
        let Some(form) = self.form_of_mut(number) else { return };
        let (id, site) = (form.subject(), &at.cx.site);
        let is_applied = matches!(fate, Fate::Applied { .. } | Fate::Replaced(_));
        let pods = form.secret().and_then(|secret| (at.radius)(secret)).and_then(|pods| Some(pods.ok()?.0));
        let (tone, text) = words::settled(form, &fate, pods, site);
        // A pod of a new secret has no old value, and where no pod runs there is nothing to restart.
        let rolls_out = matches!(form.kind, Kind::Edit(_))
            && form.new_value().is_some()
            && pods.is_none_or(|pods| pods.running > 0);
        let last = form.last_words(&fate, &text, site);
        if !is_applied {
            out.report(News::WentWrong);
        }
        match &fate {
            Fate::Applied { .. } if matches!(form.kind, Kind::Delete(_)) => {
                out.report(News::SecretGone(id.clone()));
            }
            Fate::Applied { now: None, .. } if self.leads(at, number) => {
                out.report(News::WorkIsAt(id.clone()));
            }
            Fate::Applied { now: Some(secret), .. } | Fate::Replaced(secret) => {
                let follow = self.leads(at, number);
                out.report(News::SecretIs { secret: secret.clone(), follow });
            }
            Fate::Gone(failure)
            | Fate::HalfRefused(failure)
            | Fate::NotApplied(Why::Refused(failure))
            | Fate::NotThisTime(Why::Refused(failure)) => {
                let failure = failure.clone();
                note_failure(&failure, out);
                if !matches!(fate, Fate::Gone(_)) {
                    self.ended(at, number, fate, last, out);
                    return self.refused(at, number, &failure, (tone, text), out);
                }
            }
            _ => {}
        }
        let closes = is_applied || matches!(fate, Fate::Gone(_));
        let found = matches!(fate, Fate::Applied { .. });
        let may_be_undone = found || matches!(fate, Fate::Gone(_) | Fate::HalfDeleted);
        self.ended(at, number, fate, last, out);
        if closes {
            self.close(number);
        }
        let verify = (found && self.can_verify(at, &id)).then_some(Action::Verify);
        let notice = match is_applied {
            true => {
                let mut notice = Notice::new(tone, text);
                if rolls_out {
                    notice = notice.rolling_out(id);
                }
                notice.offers.extend(verify);
                notice
            }
            false => Notice::new(tone, text).with_details(),
        };
        out.report(match may_be_undone {
            true => News::TellWithUndo(number, notice),
            false => News::Tell(notice),
        });
    }

    /// Tells of a refusal: the form stays open, with the fault at the field concerned.
    fn refused(
        &mut self,
        at: &Around<'_>,
        number: u64,
        failure: &Arc<Failure>,
        (tone, text): (Tone, Sentence),
        out: &mut Out,
    ) {
        let Some(form) = self.form_of_mut(number) else { return };
        let is_final = matches!(failure.kind, FailureKind::NotWritable | FailureKind::NotPermitted);
        if let Some(change) = form.writes_back().filter(|change| is_final && (at.holds)(*change)) {
            self.close(number);
            return out.report(News::CannotWriteBack(change, failure.clone()));
        }
        form.told = Objection::of(failure);
        tell(tone, text, true, out);
    }

    /// Reports all that undo, verifying, the values and the journal need of the end of a write.
    fn ended(&mut self, at: &Around<'_>, number: u64, fate: Fate, last: Option<String>, out: &mut Out) {
        let Some(form) = self.form_of(number) else { return };
        let ended = form.ended();
        let bytes = form.new_value().filter(|_| ended.sent.value).map(|value| value.len());
        out.report(News::WriteEnded(number, form.outcome(&fate, &at.cx.site)));
        out.news.extend(last.map(News::ForTheEnd));
        let news = fate.of_value(ended.deletes, ended.sent.value, form.dated);
        if let Some(news) = news {
            let now = match &fate {
                Fate::Applied { now, .. } => now.as_deref().or(ended.before.as_ref()),
                Fate::Replaced(now) => Some(&**now),
                _ => ended.before.as_ref(),
            };
            let owner = now.map_or(&at.cx.site.claims.user, |secret| &secret.owner).clone();
            out.report(News::Value { id: ended.id.clone(), owner, news });
        }
        if let Fate::Applied { now, .. } = &fate {
            out.news.extend(bytes.map(|bytes| News::ValueIsOfSize(ended.id.clone(), bytes)));
            self.note_saved(now.as_deref().or(ended.before.as_ref()), &ended.sent);
        }
        self.ended.push((ended, fate));
        out.report(News::ChangeEnded);
    }

    /// Tells whether the selection goes to the secret of this form's write: unless the form was left in the background
    /// and the user has acted on a row since.
    fn leads(&self, at: &Around<'_>, number: u64) -> bool {
        let left = self.parked.iter().find(|form| form.number() == number);
        left.is_none_or(|form| form.left_at == at.acts && !at.keys_wait)
    }
}

/// Tells that something did not go as the user wanted, also if the program ends meanwhile.
fn failed(tone: Tone, text: Sentence, details: bool, out: &mut Out) {
    out.report(News::WentWrong);
    out.report(News::ForTheEnd(text.to_string()));
    tell(tone, text, details, out);
}

/// Reports a failure of a look at a secret, or of a change.
pub(super) fn note_failure(failure: &Arc<Failure>, out: &mut Out) {
    out.report(News::Failed(failure.clone()));
    if failure.kind == FailureKind::NotFound {
        out.report(News::ListIsStale);
    }
}
