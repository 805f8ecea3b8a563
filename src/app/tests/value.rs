//! What the stories about showing and copying share: three secrets, and answers with a value.

use super::story::Story;
use crate::core::{CopyReport, Event, Slot};
use crate::domain::{Access, Answer, Exchange, Failure, FailureKind, Operation, Reply, Secret, SecretValue};

pub(super) const VALUE: &str = "hunter2-sentinel";

pub(super) fn secret(id: &str, readable: Option<bool>, writable: bool) -> Secret {
    Secret { access: Access { readable, writable: Some(writable) }, ..Secret::named(id) }
}

pub(super) fn three() -> Story {
    Story::begin().loaded(vec![
        secret("a", Some(true), true),
        secret("b", Some(true), false),
        secret("c", Some(false), true),
    ])
}

impl Story {
    /// The value that was asked for last comes.
    pub(super) fn value(&mut self, text: &str) {
        let ticket = self.values.last().unwrap().clone();
        let answer = Answer::Value(SecretValue::new(text.to_owned()));
        self.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    }

    pub(super) fn value_fails(&mut self, kind: FailureKind) {
        let ticket = self.values.last().unwrap().clone();
        let Slot::Value(id) = &ticket.slot else { panic!() };
        let failure = Failure {
            operation: Operation::GetValue,
            subject: Some(id.clone()),
            kind,
            exchange: Exchange::default(),
        };
        self.tell(Event::Reply(ticket, Reply::Final(Err(Box::new(failure)))));
    }

    pub(super) fn shown(&self) -> Option<&str> {
        self.app.value().shown().map(|shown| shown.value.expose())
    }

    pub(super) fn copied(&self) -> Vec<&str> {
        self.copies.iter().map(|job| job.value.expose()).collect()
    }

    pub(super) fn report(&mut self, report: CopyReport) {
        let id = self.copies.last().unwrap().id;
        self.tell(Event::Copied(id, report));
    }
}
