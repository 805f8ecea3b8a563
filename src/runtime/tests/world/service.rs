//! A service with two secrets, whose writes a test answers itself, and an editor that changes nothing.

use std::time::Duration;

use super::State;
use crate::core::editing::EditorEnd;
use crate::core::{Event, RequestKey, Ticket};
use crate::domain::{
    Access, Answer, Exchange, Failure, FailureKind, NoAnswer, Operation, Reply, Request, Scope, Secret,
};

impl State {
    /// Answers like a service with two secrets. A test answers writes itself.
    pub(super) fn answer(&mut self, ticket: Ticket, request: Request) {
        self.log.push(format!("{:?}", request.operation()));
        if self.offline {
            let kind = FailureKind::Unreachable(NoAnswer::Refused);
            let subject = request.subject();
            let failure =
                Failure { operation: request.operation(), subject, kind, exchange: Exchange::default() };
            return self.tell(Event::Reply(ticket, Reply::Final(Err(Box::new(failure)))));
        }
        let answer = match request {
            _ if matches!(ticket.request_key, RequestKey::Write(_)) => {
                self.write = Some(ticket);
                self.log.push("write".to_owned());
                return;
            }
            Request::List => {
                self.tell(Event::Reply(
                    ticket.clone(),
                    Reply::Batch(["alpha", "beta"].map(secret).into_iter().collect()),
                ));
                Answer::Listed { rows: 2, unreadable: 0, bytes: 0, parsed_in: Duration::ZERO }
            }
            Request::GetValue(_) => Answer::Value(crate::domain::SecretValue::new("hunter2".to_owned())),
            _ => Answer::Got(Box::new(secret("alpha"))),
        };
        self.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    }

    /// Answers the waiting write.
    pub(in crate::runtime::tests) fn answer_write(&mut self) {
        let ticket = self.write.take().expect("a write is under way");
        let answer = Answer::Updated(Box::new(secret("alpha")));
        self.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    }

    /// Ends the editor, with nothing changed.
    pub(in crate::runtime::tests) fn end_editor(&mut self) {
        let request = self.edit.expect("an edit was asked for");
        self.tell(Event::EditorDone(request, EditorEnd::Unchanged));
    }

    /// Returns the number of requests of this kind so far.
    pub(in crate::runtime::tests) fn calls(&self, operation: Operation) -> usize {
        self.count(&format!("{operation:?}"))
    }
}

/// Returns a secret that alice owns and has all permissions on.
fn secret(id: &str) -> Secret {
    Secret {
        access: Access { readable: Some(true), writable: Some(true) },
        owner: "alice".into(),
        scope: Scope::User,
        ..Secret::named(id)
    }
}
