//! What the stories about creating, changing and deleting share: three secrets, answers, and what was
//! written so far.

use std::time::Duration;

use super::story::Story;
use crate::core::{Event, Slot};
use crate::domain::{
    Access, Answer, Exchange, Failure, FailureKind, Reply, Request, Scope, Secret, StoredAs,
};

pub(super) const SAVE: &str = "\x13";
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

pub(super) fn three() -> Story {
    Story::begin().loaded(vec![
        secret("a", "old", true, true),
        secret("b", "", true, false),
        secret("c", "", false, true),
    ])
}

impl Story {
    pub(super) fn answer(&mut self, result: Result<Answer, FailureKind>) {
        let (ticket, request) = self.asked.last().expect("nothing was asked");
        let failure = |kind| {
            let exchange = Exchange { may_have_arrived: true, attempts: 1, ..Exchange::default() };
            let subject = request.subject().cloned();
            Box::new(Failure { operation: request.operation(), subject, kind, exchange })
        };
        let (ticket, reply) = (ticket.clone(), Reply::Final(result.map_err(failure)));
        self.tell(Event::Reply(ticket, reply));
        self.match_all();
    }

    pub(super) fn got(&mut self, secret: Secret) {
        self.answer(Ok(Answer::Got(Box::new(secret))));
    }

    pub(super) fn fails(&mut self, kind: FailureKind) {
        self.answer(Err(kind));
    }

    /// Everything that was written so far, as one line each.
    pub(super) fn writes(&self) -> Vec<String> {
        self.asked
            .iter()
            .filter(|(ticket, _)| matches!(ticket.slot, Slot::Write(_)))
            .map(|(_, request)| match request {
                Request::Create(new) => format!("create {} {}", new.id, new.value.expose()),
                Request::Update(id, change) => {
                    let value = change.value.as_ref().map_or("-", |value| value.expose());
                    format!("update {id} {value} {}", change.description.as_deref().unwrap_or("-"))
                }
                Request::Delete(id) => format!("delete {id}"),
                other => panic!("{:?} is no write", other.operation()),
            })
            .collect()
    }

    pub(super) fn form_value(&self) -> String {
        let form = self.app.form().expect("no form");
        form.new_value().map_or(String::new(), |value| value.expose().to_owned())
    }
}
