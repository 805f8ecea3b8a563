//! What the stories about creating, changing and deleting share: three secrets, answers, and what was
//! written so far.

use std::time::Duration;

use crate::support::prelude::*;

pub(super) const SAVE: &str = "\x13";
/// The old value is to be read before it is lost.
pub(super) const READ: &str = "\x0f";
pub(super) const TIMED_OUT: FailureKind = FailureKind::TimedOut { after: Duration::from_secs(30) };

pub(super) fn secret(id: &str, description: &str, readable: bool, writable: bool) -> Secret {
    Secret {
        access: Access { readable: Some(readable), writable: Some(writable) },
        description: description.into(),
        owner: "alice".into(),
        scope: Scope::User,
        stored_as: StoredAs::Usual("tacc".into()),
        ..Secret::named(id)
    }
}

pub(super) fn three() -> AppTest {
    three_with(Settings { clipboard: ClipboardWay::System, ..Settings::default() })
}

/// The same with these settings.
pub(super) fn three_with(settings: Settings) -> AppTest {
    AppTest::begin_with(settings).loaded(vec![
        secret("a", "old", true, true),
        secret("b", "", true, false),
        secret("c", "", false, true),
    ])
}

/// What follows a write.
impl AppTest {
    /// The change is saved, and the secret is like this now.
    pub(super) fn updated(&mut self, id: &str, description: &str) {
        self.answer(Ok(Answer::Updated(Box::new(secret(id, description, id != "c", id != "b")))));
    }

    pub(super) fn created(&mut self, id: &str) {
        let secret = Box::new(secret(id, "", true, true));
        self.answer(Ok(Answer::Created { secret, replaced: false }));
    }

    /// All looks that follow a write bring this.
    pub(super) fn each_look(&mut self, brings: impl Fn(&mut Self)) {
        for wait in [2, 10, 0] {
            brings(self);
            self.advance(Duration::from_secs(wait));
        }
    }

    /// All reads that follow a write bring this value.
    pub(super) fn each_read(&mut self, value: &str) {
        self.each_look(|story| story.value_read(value));
    }

    /// A new value of `a`, `new`, is reviewed; the metadata came meanwhile, and brought nothing new.
    pub(super) fn changing(mut self) -> Self {
        self.press("e");
        self.got(secret("a", "old", true, true));
        self.press(&format!("new{SAVE}"));
        self
    }

    /// The description of `a` is changed from `old` to `older`.
    pub(super) fn redescribed(mut self) -> Self {
        self.press("e");
        self.got(secret("a", "old", true, true));
        self.press(&format!("\ter{SAVE}{SAVE}"));
        self.got(secret("a", "old", true, true));
        self.updated("a", "older");
        self
    }

    /// `new` is created with the value `pw`.
    pub(super) fn created_new(mut self) -> Self {
        self.press(&format!("anew\tpw{SAVE}"));
        self.fails(FailureKind::NotFound);
        self.created("new");
        self
    }

    /// `a` is deleted, with its value read first: `old value`.
    pub(super) fn deleted_with_old_value() -> Self {
        let mut story = three();
        story.press(&format!("D{READ}a\n\t\n"));
        story.value_read("old value");
        story.deleted("a");
        story
    }

    /// The value of `a` is changed from `old value` to `new`, with the old one read first.
    pub(super) fn changed_with_old_value() -> Self {
        three().changed_from_old_value()
    }

    /// The same in a story that has begun.
    pub(super) fn changed_from_old_value(self) -> Self {
        let mut story = self.changing();
        story.press(&format!("{READ}{SAVE}"));
        story.value_read("old value");
        story.updated("a", "old");
        story
    }
}
