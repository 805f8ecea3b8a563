//! Answers that the test gives in place of the service and of the system.

use std::time::Duration;

use tapis_secrets::domain::Places;
use zeroize::Zeroizing;

use super::super::prelude::*;
use super::AppTest;

/// The list and the search.
impl AppTest {
    /// The last call for the list says something.
    pub(crate) fn reply(&mut self, reply: Reply) {
        let ticket = self.calls.last().expect("a call for the list is open").clone();
        self.tell(Event::Reply(ticket, reply));
    }

    /// Secrets of these ids arrive.
    pub(crate) fn batch(&mut self, ids: &[&str]) {
        self.bring(ids.iter().map(|id| Secret::named(*id)).collect());
    }

    /// These secrets arrive.
    pub(crate) fn bring(&mut self, secrets: Vec<Secret>) {
        self.reply(Reply::Batch(secrets.into()));
    }

    /// The list is whole.
    pub(crate) fn listed(&mut self) {
        self.listed_but(0);
    }

    /// The list is whole but for so many rows that nobody could read.
    pub(crate) fn listed_but(&mut self, unreadable: usize) {
        let rows = self.rows_listed();
        self.reply(Reply::Final(Ok(Answer::Listed {
            rows,
            unreadable,
            bytes: 0,
            parsed_in: Duration::ZERO,
        })));
    }

    /// A whole list arrives.
    pub(crate) fn list(&mut self, secrets: Vec<Secret>) {
        self.bring(secrets);
        self.listed();
    }

    /// The list does not arrive, for this reason.
    pub(crate) fn failed(&mut self, kind: FailureKind) {
        let failure =
            Failure { operation: Operation::List, subject: None, kind, exchange: Exchange::default() };
        self.fail(failure);
    }

    /// The list does not arrive.
    pub(crate) fn fail(&mut self, failure: Failure) {
        self.reply(Reply::Final(Err(Box::new(failure))));
    }

    /// The places of the marked secrets come that the test has held.
    pub(crate) fn places_come(&mut self) {
        for (old, new) in self.held_places.take().unwrap_or_default() {
            self.tell(Event::FoundAgain(Places::find(&old, &new)));
        }
    }

    /// Answers the searches, in order, until none is left.
    pub(crate) fn match_all(&mut self) {
        while !self.searches.is_empty() {
            let (ticket, rows, query, former) = self.searches.remove(0);
            self.tell(Event::Found(ticket, search(&rows, query, &former)));
        }
    }
}

/// Values that are shown and copied.
impl AppTest {
    /// The value that was asked for last comes.
    pub(crate) fn value(&mut self, text: &str) {
        let answer = Answer::Value(SecretValue::new(text.to_owned()));
        self.value_reply(Reply::Final(Ok(answer)));
    }

    /// The call for the value that was asked for last says something.
    pub(crate) fn value_reply(&mut self, reply: Reply) {
        let ticket = self.values.last().expect("a value was asked for").clone();
        self.tell(Event::Reply(ticket, reply));
    }

    /// The value that was asked for last does not come.
    pub(crate) fn value_fails(&mut self, kind: FailureKind) {
        let RequestKey::Value(id) = self.values.last().expect("a value was asked for").request_key.clone()
        else {
            panic!()
        };
        let exchange = Exchange::default();
        let failure = Failure { operation: Operation::GetValue, subject: Some(id.into()), kind, exchange };
        self.value_reply(Reply::Final(Err(Box::new(failure))));
    }

    /// What was given to the clipboard so far.
    pub(crate) fn copied(&self) -> Vec<&str> {
        self.copies.iter().map(|job| job.value.expose()).collect()
    }

    /// The clipboard tells what has become of the last copy.
    pub(crate) fn report(&mut self, report: CopyReport) {
        let id = self.copies.last().expect("something was copied").id;
        self.tell(Event::Copied(id, report));
    }
}

/// Looks and writes.
impl AppTest {
    /// The last look or write is answered.
    pub(crate) fn answer(&mut self, result: Result<Answer, FailureKind>) {
        let (_, request) = self.asked.last().expect("nothing was asked");
        let failure = |kind| {
            let exchange = Exchange { may_have_arrived: true, attempts: 1, ..Exchange::default() };
            let subject = request.subject();
            Box::new(Failure { operation: request.operation(), subject, kind, exchange })
        };
        let reply = Reply::Final(result.map_err(failure));
        self.answer_with(reply);
    }

    /// The last look or write says this.
    pub(crate) fn answer_with(&mut self, reply: Reply) {
        let ticket = self.asked.last().expect("nothing was asked").0.clone();
        self.tell(Event::Reply(ticket, reply));
        self.match_all();
    }

    /// The metadata that was asked for comes.
    pub(crate) fn got(&mut self, secret: Secret) {
        self.answer(Ok(Answer::Got(Box::new(secret))));
    }

    /// The last look or write fails with all of this.
    pub(crate) fn fails_with(&mut self, failure: Failure) {
        self.answer_with(Reply::Final(Err(Box::new(failure))));
    }

    /// The last look or write fails, for this reason.
    pub(crate) fn fails(&mut self, kind: FailureKind) {
        self.answer(Err(kind));
    }

    /// The value that a form asked for comes.
    pub(crate) fn value_read(&mut self, text: &str) {
        self.answer(Ok(Answer::Value(SecretValue::new(text.to_owned()))));
    }

    pub(crate) fn deleted(&mut self, id: &str) {
        self.answer(Ok(Answer::Deleted(id.into())));
    }

    /// What was asked last, without what was asked before.
    pub(crate) fn last_request(&self) -> &Request {
        &self.asked.last().unwrap().1
    }

    /// Everything that was written so far, as one line each.
    pub(crate) fn writes(&self) -> Vec<String> {
        let line = |request: &Request| match request {
            Request::Create(new) => Some(format!("create {} {}", new.id, new.value.expose())),
            Request::Update(id, change) => {
                let value = change.value.as_ref().map_or("-", |value| value.expose());
                Some(format!("update {id} {value} {}", change.description.as_deref().unwrap_or("-")))
            }
            Request::Delete(id) => Some(format!("delete {id}")),
            _ => None,
        };
        self.asked.iter().filter_map(|(_, request)| line(request)).collect()
    }
}

/// The system: tokens, files, random bytes, the editor.
impl AppTest {
    /// What came of the last wish for a token.
    pub(crate) fn token(&mut self, result: Result<Granted, SignInFault>) {
        let session = self.tokens.last().expect("no token was wished for").0;
        self.tell(Event::GotToken(session, result.map(Box::new)));
    }

    /// The file that was asked for as the `nth`, from 0, is read.
    pub(crate) fn file_read(&mut self, nth: usize, text: &str) {
        let request = self.reads[nth].0;
        self.tell(Event::FileRead(request, Ok(SecretValue::new(text.to_owned()))));
    }

    /// The random bytes that were asked for as the `nth`, from 0: all of them this.
    pub(crate) fn randomness(&mut self, nth: usize, byte: u8) {
        let (request, length) = self.random[nth];
        self.tell(Event::Random(request, Some(Zeroizing::new(vec![byte; length]))));
    }

    /// The file for the editor that was asked for last is there, or why not.
    pub(crate) fn ready(&mut self, result: Result<SafeText, NoEditor>) {
        self.tell(Event::EditorReady(self.last_edit, result));
    }

    /// The editor ends.
    pub(crate) fn ends(&mut self, end: EditorEnd) {
        self.tell(Event::EditorDone(self.last_edit, end));
    }
}
