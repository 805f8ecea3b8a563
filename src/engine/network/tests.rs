//! A worker that panics: every call still has its end, which names the program as the cause.

use std::convert::Infallible;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::*;
use crate::api::{Replies, Route};
use crate::core::RequestKey;
use crate::domain::{BaseUrl, Token};

/// A store in which every call panics except the list, which never ends.
struct Broken;

impl SecretStore for Broken {
    async fn call<R: Replies>(&self, request: Request, _: &R) -> Result<Answer, Box<Failure>> {
        if matches!(request, Request::List) {
            std::future::pending::<()>().await;
        }
        panic!("a bug")
    }
}

fn access() -> Access {
    Access {
        base_url: BaseUrl::parse("http://127.0.0.1:1", false).unwrap(),
        token: Arc::new(Token::new("a.b.c".to_owned()).unwrap()),
        route: Route::default(),
    }
}

/// Starts a worker that panics when it makes the store of the second session.
fn worker() -> (NetworkWorker, Receiver<(Ticket, Failure)>) {
    let (sender, ends) = channel();
    let made = std::sync::atomic::AtomicBool::new(false);
    let make = move |_| {
        assert!(!made.swap(true, std::sync::atomic::Ordering::Relaxed), "a bug in making the second");
        Ok::<_, Infallible>(Broken)
    };
    let deliver = move |ticket, reply| {
        if let Reply::Final(Err(failure)) = reply {
            sender.send((ticket, *failure)).unwrap();
        }
    };
    let worker = NetworkWorker::start(make, deliver).unwrap();
    worker.open(SessionId(1), access());
    (worker, ends)
}

fn ticket(session: u32, id: u64) -> Ticket {
    Ticket { session: SessionId(session), id, request_key: RequestKey::Look(id) }
}

fn end(ends: &Receiver<(Ticket, Failure)>) -> (u64, Failure) {
    let (ticket, failure) =
        ends.recv_timeout(Duration::from_secs(60)).expect("a call is left without an end");
    (ticket.id, failure)
}

#[test]
fn a_call_that_panics_is_our_fault_and_a_write_may_have_been_sent() {
    let (worker, ends) = worker();
    worker.call(ticket(1, 1), Request::GetValue("a".into()));
    let (id, failure) = end(&ends);
    assert_eq!((id, &failure.kind, failure.leaves_open()), (1, &FailureKind::Crashed, false));
    worker.call(ticket(1, 2), Request::Delete("a".into()));
    let (id, failure) = end(&ends);
    assert_eq!((id, &failure.kind, failure.leaves_open()), (2, &FailureKind::Crashed, true));
}

#[test]
fn a_worker_that_panics_leaves_no_call_without_an_end() {
    let (worker, ends) = worker();
    worker.call(ticket(1, 1), Request::List);
    worker.open(SessionId(2), access());
    worker.call(ticket(1, 2), Request::Delete("a".into()));
    let mut all = [end(&ends), end(&ends)];
    all.sort_by_key(|(id, _)| *id);
    assert_eq!(
        all.each_ref().map(|(_, failure)| failure.kind.clone()),
        [FailureKind::Crashed, FailureKind::Crashed]
    );
    // Nothing of the deletion was sent, and later calls are not sent either.
    assert!(!all[1].1.leaves_open());
    worker.call(ticket(1, 3), Request::Delete("a".into()));
    let (id, failure) = end(&ends);
    assert_eq!((id, failure.kind.clone(), failure.leaves_open()), (3, FailureKind::Crashed, false));
    assert!(failure.exchange.message.shown().contains("has ended"));
}

#[test]
fn a_call_of_a_session_that_is_over_is_our_fault() {
    let (worker, ends) = worker();
    worker.call(ticket(7, 1), Request::Delete("a".into()));
    let (_, failure) = end(&ends);
    assert_eq!((failure.kind.clone(), failure.leaves_open()), (FailureKind::OurFault, false));
}
