//! Copying: what goes to the clipboard, and what is said of it. The clipboard itself is the runtime's.

use std::sync::Arc;
use std::time::Instant;

use jiff::tz::TimeZone;
use serde_json::json;

use super::journal::{Outcome, Verb};
use super::modal::{CopyAs, Modal};
use super::notice::{Notice, Tone, Wait};
use super::repeats::Asks;
use super::telling::AROUND;
use super::{App, words};
use crate::core::copy::fits_osc52;
use crate::core::settings::ClipboardWay;
use crate::core::{CopyFault, CopyJob, CopyReport, Effect};
use crate::domain::{Deadline, Scope, Secret, SecretId, SecretValue, Unreferable};
use crate::keys::Action;
use crate::text::reveal::SHOWN_BYTES;
use crate::text::unseen::Unseen;

/// What is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The value of this secret: cleared when its time is over.
    Value(SecretId),
    /// Something about this secret that is no secret, by the word for it.
    About(&'static str, SecretId),
    /// The details of a failure.
    Details,
}

impl Subject {
    /// Whether the clipboard must not keep it.
    pub fn is_secret(&self) -> bool {
        self.secret().is_some()
    }

    /// The secret whose value it is.
    fn secret(&self) -> Option<&SecretId> {
        match self {
            Self::Value(id) => Some(id),
            Self::About(..) | Self::Details => None,
        }
    }
}

/// The copy whose fate is still open.
#[derive(Debug)]
pub struct OpenCopy {
    id: u64,
    subject: Subject,
    /// Its size.
    bytes: usize,
    /// What pasting it brings along that nobody sees.
    unseen: Unseen,
    /// Nothing has been heard of it yet.
    on_its_way: bool,
}

impl App {
    /// Hands `value` to the clipboard.
    pub(super) fn copy(&mut self, subject: Subject, value: Arc<SecretValue>) {
        if self.clipboard_is_off() {
            return;
        }
        self.forget_copy();
        if value.is_empty() {
            self.notices.end_busy(Wait::Copy);
            self.stay();
            return self.warn(words::nothing_to_copy(&subject));
        }
        let bytes = value.len();
        if !self.has_room_for(bytes) {
            self.notices.end_busy(Wait::Copy);
            self.stay();
            let not_copied = Outcome::Failed("not copied: too large for OSC 52".to_owned());
            subject.secret().into_iter().for_each(|id| self.note(Verb::Copy, id.clone(), not_copied.clone()));
            return self.tell_not_copied(&subject, CopyFault::TooLarge, bytes);
        }
        self.last_copy += 1;
        let clear_after = subject.is_secret().then_some(self.cx.settings.clipboard_for);
        let unseen = value.facts().unseen;
        let job = CopyJob { id: self.last_copy, way: self.cx.settings.clipboard, value, clear_after };
        self.open_copy = Some(OpenCopy { id: job.id, subject, bytes, unseen, on_its_way: true });
        self.out.effects.push(Effect::Copy(job));
    }

    /// What is not in the clipboard yet will not get there: nothing is said of it.
    pub(super) fn forget_copy_on_its_way(&mut self) {
        self.open_copy.take_if(|open| open.on_its_way);
    }

    /// Says so when there is no clipboard to copy to.
    pub(super) fn clipboard_is_off(&mut self) -> bool {
        let off = self.cx.settings.clipboard == ClipboardWay::Off;
        if off {
            self.warn("Nothing was copied: the clipboard is off (--clipboard off).");
        }
        off
    }

    /// Whether the clipboard takes so many bytes.
    pub(super) fn has_room_for(&self, bytes: usize) -> bool {
        match self.cx.settings.clipboard {
            ClipboardWay::Osc52 => fits_osc52(bytes),
            ClipboardWay::System | ClipboardWay::Tmux | ClipboardWay::Off => true,
        }
    }

    /// Says why something was not copied, and what to do instead.
    pub(super) fn tell_not_copied(&mut self, subject: &Subject, fault: CopyFault, bytes: usize) {
        let way = self.cx.settings.clipboard;
        let instead = match (fault, way) {
            (CopyFault::NoHelper, _) => "Try again.".to_owned(),
            (CopyFault::NoClipboard | CopyFault::NotThere, ClipboardWay::System | ClipboardWay::Tmux)
                if fits_osc52(bytes) =>
            {
                "Try --clipboard osc52.".to_owned()
            }
            _ => self.other_ways(subject, bytes),
        };
        let text = words::not_copied(subject, fault, way, &instead);
        self.notices.show(self.cx.now.instant, Notice::new(Tone::Error, text));
    }

    /// How a value of so many bytes can be had without the clipboard.
    pub(super) fn other_ways(&self, subject: &Subject, bytes: usize) -> String {
        let desktop = match self.cx.settings.clipboard {
            ClipboardWay::System => "No other clipboard takes that much.",
            _ => "On a desktop, try --clipboard system.",
        };
        let Some(id) = subject.secret() else { return desktop.to_owned() };
        let is_whole = bytes <= SHOWN_BYTES;
        let shown = self.value.shown().filter(|shown| shown.id == *id);
        let shows = match shown.map(|shown| shown.alone) {
            _ if !is_whole => None,
            None => Some("v shows it, V for the mouse"),
            Some(false) => Some("V shows it for the mouse"),
            Some(true) => Some("The mouse can take it from here"),
        };
        let edits = self.can_be_edited(id).then_some("E opens it in your editor");
        match (shows, edits) {
            (Some(shows), Some(edits)) => format!("{shows}, {edits}."),
            (Some(way), None) | (None, Some(way)) => format!("{way}."),
            (None, None) => desktop.to_owned(),
        }
    }

    pub(super) fn can_be_edited(&self, id: &SecretId) -> bool {
        let secret = self.list.rows().by_id(id);
        !self.cx.settings.view_only && secret.is_some_and(|secret| secret.access.mode().writable())
    }

    /// `c` and the menu: copies something about the selected secret.
    pub(super) fn copy_about(&mut self, what: CopyAs) {
        self.modal = None;
        let Some(secret) = self.list.selected() else {
            return self.warn("No secret is selected.");
        };
        let (id, text) = (secret.id.clone(), copy_text(secret, what));
        let key = if what == CopyAs::Id { Action::CopyId } else { Action::CopyAs };
        // The menu closes with each choice: no key that is held down makes one twice.
        if key == Action::CopyId && self.repeats(key, Some(&id)) {
            return;
        }
        self.note_sent_by(key, Some(id.clone()), Asks::Nothing);
        match text {
            Ok(text) => self.copy(Subject::About(what.word(), id), Arc::new(SecretValue::new(text))),
            Err(why) => self.warn(words::no_reference(&id, why)),
        }
    }

    /// `Y`: the menu of what can be copied.
    pub(super) fn open_copy_as(&mut self) {
        match self.list.selected() {
            Some(_) => self.modal = Some(Modal::CopyAs { cursor: CopyAs::Reference }),
            None => self.warn("No secret is selected."),
        }
    }

    /// The clipboard tells what has become of a copy.
    pub(super) fn copied(&mut self, id: u64, report: CopyReport) {
        let Some(open) = self.open_copy.as_mut().filter(|open| open.id == id) else { return };
        open.on_its_way = false;
        let entry = outcome(&report).zip(open.subject.secret().cloned());
        let (now, until) =
            (self.cx.now.instant, Deadline::after(self.cx.now, self.cx.settings.clipboard_for));
        let way = self.cx.settings.clipboard;
        self.notices.end_busy(Wait::Copy);
        match report {
            CopyReport::Taken | CopyReport::Sent => {
                let sent = report == CopyReport::Sent;
                let columns = |width: u16| usize::from(width).saturating_sub(AROUND);
                // A narrower screen has more rows for a warning.
                let wide = columns(self.cx.size.width.max(80));
                let notice = match words::copied_unseen(&open.subject, sent, &open.unseen, wide) {
                    Some(text) => Notice::new(Tone::Warning, text),
                    None => {
                        let fits = fits_osc52(open.bytes);
                        let columns = columns(self.cx.size.width);
                        let text = words::copied(&open.subject, way, sent, fits, columns);
                        Notice::new(Tone::Success, text)
                    }
                };
                let notice = match open.subject.is_secret() {
                    true => notice.counting_down(until),
                    false => notice,
                };
                self.notices.show(now, notice);
                self.quit_if_asked();
            }
            CopyReport::Failed(fault) => {
                let open = self.open_copy.take();
                self.stay();
                if let Some(OpenCopy { subject, bytes, .. }) = open {
                    self.tell_not_copied(&subject, fault, bytes);
                }
            }
            CopyReport::Left => {
                self.open_copy = None;
                self.notices.show(now, Notice::new(Tone::Error, words::LEFT));
            }
            CopyReport::Lost => {
                self.open_copy = None;
                self.notices.show(now, Notice::new(Tone::Warning, words::LOST));
            }
            CopyReport::Replaced | CopyReport::Cleared => {
                let (secret, fits) = (open.subject.is_secret(), fits_osc52(open.bytes));
                self.open_copy = None;
                if secret && !self.notices.has_worse_news() {
                    let notice = match report {
                        CopyReport::Cleared => Notice::new(Tone::Success, words::cleared(way, fits)),
                        _ => Notice::new(Tone::Warning, words::REPLACED),
                    };
                    self.notices.show(now, notice);
                }
            }
        }
        if let Some((outcome, id)) = entry {
            self.note(Verb::Copy, id, outcome);
        }
    }

    /// Whether something was asked to be copied and is not yet where it can be pasted.
    pub(super) fn is_copying(&self) -> bool {
        self.asked.has_copy() || self.open_copy.as_ref().is_some_and(|open| open.on_its_way)
    }

    /// When the seconds of a copy on the notice line change next.
    pub(super) fn next_countdown(&self) -> Option<Instant> {
        self.notices.countdown()?.next_second(self.cx.now)
    }
}

/// What the journal says of a copy; nothing of its end.
fn outcome(report: &CopyReport) -> Option<Outcome> {
    match report {
        CopyReport::Taken => Some(Outcome::Done("to the clipboard".to_owned())),
        CopyReport::Sent => Some(Outcome::Done("sent to the terminal's clipboard".to_owned())),
        CopyReport::Failed(_) => Some(Outcome::Failed("not copied".to_owned())),
        CopyReport::Replaced | CopyReport::Cleared | CopyReport::Left | CopyReport::Lost => None,
    }
}

/// What the menu copies for a choice.
///
/// # Errors
/// When it is a reference that no pod would resolve.
pub fn copy_text(secret: &Secret, what: CopyAs) -> Result<String, Unreferable> {
    Ok(match what {
        CopyAs::Reference => secret.reference()?.original().to_owned(),
        CopyAs::Id => secret.id.as_str().to_owned(),
        CopyAs::Metadata => metadata_json(secret),
    })
}

/// The nine keys of contract §2 as the service writes them.
fn metadata_json(secret: &Secret) -> String {
    let (scope, pod) = match &secret.scope {
        Scope::User => (Some("user"), None),
        Scope::Pod(pod) => (Some("pod"), Some(pod.original())),
        Scope::Other(word) => (Some(word.original()), None),
        Scope::Unknown => (None, None),
    };
    let json = json!({
        "secret_id": secret.id.as_str(),
        "scope": scope,
        "pod_id": pod,
        "description": secret.description.original(),
        "readable": secret.access.readable,
        "writable": secret.access.writable,
        "sk_secret_name": secret.stored_name().map(|name| name.original().to_owned()),
        "creation_ts": secret.created.map(|at| TimeZone::UTC.to_datetime(at).to_string()),
        "added_by": (!secret.owner.is_empty()).then(|| secret.owner.original()),
    });
    serde_json::to_string_pretty(&json).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_metadata_has_nine_keys_and_no_value() {
        let secret =
            Secret { description: "two\nlines".into(), owner: "alice".into(), ..Secret::named("db") };
        let text = copy_text(&secret, CopyAs::Metadata).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json.as_object().unwrap().len(), 9);
        assert_eq!(
            (json["secret_id"].as_str(), json["description"].as_str()),
            (Some("db"), Some("two\nlines"))
        );
    }
}
