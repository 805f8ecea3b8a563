//! Copying: the texts that go to the clipboard, and the notices about them.

use std::sync::Arc;

use super::form;
use super::public::{PublicText, public_text};
use super::state::{OpenCopy, Subject, Value};
use super::target::Target;
use super::words;
use crate::core::copy::{fits_osc52, has_room_for};
use crate::core::settings::ClipboardWay;
use crate::core::{
    Asks, Context, CopyFault, CopyJob, CopyReport, Effect, News, Notice, Out, Outcome, RequestId, Tone,
    ValueForm, Verb, Wait,
};
use crate::domain::listing::{Wanted, Written};
use crate::domain::{Deadline, Secret, SecretValue};
use crate::keys::Action;
use crate::layout::notice_columns;
use crate::text::reveal::SHOWN_BYTES;
use crate::words as shared;

impl Value {
    /// Copies a value in the form of its target.
    pub(super) fn copy_in_form(
        &mut self,
        cx: &Context,
        target: Target,
        value: Arc<SecretValue>,
        out: &mut Out,
    ) {
        if let Some(value) = form::formed(&target, value) {
            return self.copy(cx, Subject::Value(target), value, out);
        }
        self.forget_copy(out);
        out.report(News::Over(Wait::Copy));
        out.report(News::WentWrong);
        let outcome = Outcome::Failed("not copied: a NUL character".to_owned());
        out.report(News::Done(Verb::Copy, target.id.clone(), outcome));
        out.warn(words::no_shell_holds(&target.id));
    }

    /// Hands `value` to the clipboard.
    pub fn copy(&mut self, cx: &Context, subject: Subject, value: Arc<SecretValue>, out: &mut Out) {
        if is_off(cx, out) {
            return;
        }
        self.forget_copy(out);
        if value.is_empty() {
            out.report(News::Over(Wait::Copy));
            out.report(News::WentWrong);
            return out.warn(words::nothing_to_copy(&subject));
        }
        let bytes = value.len();
        if !has_room_for(cx.settings.clipboard, bytes) {
            out.report(News::Over(Wait::Copy));
            out.report(News::WentWrong);
            let not_copied = Outcome::Failed("not copied: too large for OSC 52".to_owned());
            let id = subject.secret().cloned();
            id.into_iter().for_each(|id| out.report(News::Done(Verb::Copy, id, not_copied.clone())));
            return self.tell_not_copied(cx, &subject, CopyFault::TooLarge, bytes, out);
        }
        self.last_copy += 1;
        let clear_after = subject.is_secret().then_some(cx.settings.clipboard_for);
        let unseen = value.facts().unseen;
        let job = CopyJob { id: self.last_copy, way: cx.settings.clipboard, value, clear_after };
        self.open = Some(OpenCopy { id: job.id, subject, bytes, unseen, on_its_way: true });
        out.effects.push(Effect::Copy(job));
    }

    /// Hides the shown value and gives up copies at a lock. No notice is shown about a copy that will not reach
    /// the clipboard.
    pub(super) fn lock(&mut self, out: &mut Out) {
        self.hide(out);
        self.forget_copy(out);
        self.open.take_if(|open| open.on_its_way);
        out.report(News::Over(Wait::Value));
        out.report(News::Over(Wait::Copy));
    }

    /// Says why something was not copied, and what to do instead.
    fn tell_not_copied(
        &self,
        cx: &Context,
        subject: &Subject,
        fault: CopyFault,
        bytes: usize,
        out: &mut Out,
    ) {
        let way = cx.settings.clipboard;
        let instead = match (fault, way) {
            (CopyFault::NoHolder, _) => "Try again.".to_owned(),
            (CopyFault::NoClipboard | CopyFault::NotThere, ClipboardWay::System | ClipboardWay::Tmux)
                if fits_osc52(bytes) =>
            {
                "Try --clipboard osc52.".to_owned()
            }
            _ => self.other_ways(cx, subject, bytes),
        };
        out.tell(Notice::new(Tone::Error, words::not_copied(subject, fault, way, &instead)));
    }

    /// Says how the user can get a value of this many bytes without the clipboard.
    pub(super) fn other_ways(&self, cx: &Context, subject: &Subject, bytes: usize) -> String {
        let desktop = match cx.settings.clipboard {
            ClipboardWay::System => "No other clipboard takes that much.",
            _ => "On a desktop, try --clipboard system.",
        };
        let Subject::Value(target) = subject else { return desktop.to_owned() };
        let is_whole = bytes <= SHOWN_BYTES;
        let shown = self.state.shown().filter(|shown| shown.id == target.id);
        let shows = match shown.map(|shown| shown.alone) {
            _ if !is_whole => None,
            None => Some("v shows it, V for the mouse"),
            Some(false) => Some("V shows it for the mouse"),
            Some(true) => Some("The mouse can take it from here"),
        };
        let edits = target.editable.then_some("E opens it in your editor");
        match (shows, edits) {
            (Some(shows), Some(edits)) => format!("{shows}, {edits}."),
            (Some(way), None) | (None, Some(way)) => format!("{way}."),
            (None, None) => desktop.to_owned(),
        }
    }

    /// `c` and the menu: copies something about a secret.
    pub fn copy_about(&mut self, cx: &Context, secret: &Secret, what: PublicText, out: &mut Out) {
        let id = secret.id.clone();
        out.report(News::KeySent(what.key(), Some(id.clone()), Asks::Nothing));
        match public_text(secret, what) {
            Ok(text) => {
                self.copy(cx, Subject::About(what.word(), id), Arc::new(SecretValue::new(text)), out);
            }
            Err(why) => out.warn(shared::no_reference(&id, why)),
        }
    }

    /// Copies a text about the marked secrets, which is written off the loop's thread.
    pub fn copy_list(&mut self, cx: &Context, wanted: Wanted, out: &mut Out) {
        if !is_off(cx, out) {
            out.report(News::KeySent(Action::CopyId, None, Asks::Nothing));
            self.forget_copy(out);
            out.report(News::Over(Wait::Copy));
            let request = out.pending.request();
            self.writing = Some(request);
            out.effects.push(Effect::WriteList(request, wanted));
        }
    }

    /// Takes the text about marked secrets, unless another one is wanted by now.
    pub fn list_written(&mut self, cx: &Context, request: RequestId, written: Written, out: &mut Out) {
        if self.writing.take_if(|wanted| *wanted == request).is_none() {
            return;
        }
        if written.secrets == 0 {
            return out.warn(words::NO_REFERENCES);
        }
        let subject = Subject::Text(words::listed(&written).into());
        self.copy(cx, subject, Arc::new(SecretValue::new(written.text)), out);
    }

    /// Takes a report of the clipboard about a copy.
    pub fn copied(&mut self, cx: &Context, id: u64, report: CopyReport, out: &mut Out) {
        let Some(open) = self.open.as_mut().filter(|open| open.id == id) else { return };
        open.on_its_way = false;
        let entry = outcome(&report, open.subject.form()).zip(open.subject.secret().cloned());
        let way = cx.settings.clipboard;
        out.report(News::Over(Wait::Copy));
        match report {
            CopyReport::Taken | CopyReport::Sent => {
                out.tell(open.made(cx, report == CopyReport::Sent));
                out.report(News::CopyMade);
            }
            CopyReport::Failed(fault) => {
                out.report(News::WentWrong);
                if let Some(OpenCopy { subject, bytes, .. }) = self.open.take() {
                    self.tell_not_copied(cx, &subject, fault, bytes, out);
                }
            }
            CopyReport::Left => {
                self.open = None;
                out.tell(Notice::new(Tone::Error, words::LEFT));
            }
            CopyReport::Lost => {
                self.open = None;
                out.tell(Notice::new(Tone::Warning, words::LOST));
            }
            CopyReport::Replaced | CopyReport::Cleared => {
                let (secret, fits) = (open.subject.is_secret(), fits_osc52(open.bytes));
                self.open = None;
                let notice = match report {
                    CopyReport::Cleared => Notice::new(Tone::Success, words::cleared(way, fits)),
                    _ => Notice::new(Tone::Warning, words::REPLACED),
                };
                if secret {
                    out.report(News::TellUnlessWorse(notice));
                }
            }
        }
        if let Some((outcome, id)) = entry {
            out.report(News::Done(Verb::Copy, id, outcome));
        }
    }

    /// Tells whether a copy was asked for that is not in the clipboard yet.
    pub(super) fn is_copying(&self) -> bool {
        self.wanted.is_some()
            || self.writing.is_some()
            || self.open.as_ref().is_some_and(|open| open.on_its_way)
    }

    /// Forgets everything of the profile, and takes copies out of the clipboard.
    pub(super) fn leave_profile(&mut self, out: &mut Out) {
        self.hide(out);
        if self.open.is_some() {
            out.effects.push(Effect::ClearCopies);
        }
        *self = Self { last_copy: self.last_copy, ..Self::default() };
    }
}

impl OpenCopy {
    /// Returns the notice that the copy is in the clipboard.
    fn made(&self, cx: &Context, sent: bool) -> Notice {
        // A narrower screen has more rows for a warning.
        let wide = notice_columns(cx.size.width.max(80));
        let notice = match words::copied_unseen(&self.subject, sent, &self.unseen, wide) {
            Some(text) => Notice::new(Tone::Warning, text),
            None => {
                let (fits, columns) = (fits_osc52(self.bytes), notice_columns(cx.size.width));
                let text = words::copied(&self.subject, cx.settings.clipboard, sent, fits, columns);
                Notice::new(Tone::Success, text)
            }
        };
        match self.subject.is_secret() {
            true => notice.counting_down(Deadline::after(cx.now, cx.settings.clipboard_for)),
            false => notice,
        }
    }
}

/// Warns the user when there is no clipboard to copy to; tells whether that is so.
pub(super) fn is_off(cx: &Context, out: &mut Out) -> bool {
    let off = cx.settings.clipboard == ClipboardWay::Off;
    if off {
        out.warn(shared::CLIPBOARD_OFF);
    }
    off
}

/// Returns the outcome of a copy for the journal; `None` for reports about its end.
fn outcome(report: &CopyReport, form: ValueForm) -> Option<Outcome> {
    let done = |place: &str| Some(Outcome::Done(format!("{} {place}", form.told()).trim_start().to_owned()));
    match report {
        CopyReport::Taken => done("to the clipboard"),
        CopyReport::Sent => done("sent to the terminal's clipboard"),
        CopyReport::Failed(_) => Some(Outcome::Failed("not copied".to_owned())),
        CopyReport::Replaced | CopyReport::Cleared | CopyReport::Left | CopyReport::Lost => None,
    }
}
