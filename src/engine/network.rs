//! The background task that performs the calls: requests in, replies streamed out. It has a thread and a
//! runtime of its own, so that no answer, however large, keeps a key waiting.

use std::collections::HashMap;
use std::error::Error;
use std::io;
use std::sync::Arc;
use std::thread;

use tokio::sync::mpsc::error::SendError;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::{AbortHandle, Id, JoinSet};

use crate::api::{Access, SecretStore};
use crate::core::{SessionId, Ticket};
use crate::domain::{Answer, CallSubject, Exchange, Failure, FailureKind, Operation, Reply, Request};
use crate::logging::{self, Record};
use crate::text::SafeText;

enum Order {
    Open(SessionId, Access),
    Close(SessionId),
    Call(Ticket, Request),
    Abort(Ticket),
}

/// The handle of the worker. The thread ends when the last one is dropped.
#[derive(Clone)]
pub(super) struct NetworkWorker {
    orders: UnboundedSender<Order>,
    deliver: Deliver,
}

impl NetworkWorker {
    /// Starts the thread. `make` makes the store of a session on that thread; `deliver` is called on it with
    /// every reply.
    ///
    /// # Errors
    /// When neither thread nor runtime can be had.
    pub(super) fn start<S, E>(
        make: impl Fn(Access) -> Result<S, E> + Send + 'static,
        deliver: impl Fn(Ticket, Reply) + Send + Sync + 'static,
    ) -> io::Result<Self>
    where
        S: SecretStore + 'static,
        E: Error + 'static,
    {
        let (sender, orders) = unbounded_channel();
        let deliver: Deliver = Arc::new(deliver);
        let desk = Desk { orders, running: HashMap::new(), deliver: deliver.clone() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        thread::Builder::new().name("worker".into()).spawn(move || runtime.block_on(work(desk, make)))?;
        Ok(Self { orders: sender, deliver })
    }

    /// Opens a session: its calls go to this address from now on.
    pub(super) fn open(&self, session: SessionId, access: Access) {
        let _ = self.orders.send(Order::Open(session, access));
    }

    /// Closes a session: no further call is made; those under way go on.
    pub(super) fn close(&self, session: SessionId) {
        let _ = self.orders.send(Order::Close(session));
    }

    /// Makes a call; its replies carry the ticket. When the worker has ended, the reply says so.
    pub(super) fn call(&self, ticket: Ticket, request: Request) {
        if let Err(SendError(Order::Call(ticket, request))) = self.orders.send(Order::Call(ticket, request)) {
            (self.deliver)(ticket, Reply::Final(Err(never_made(&request))));
        }
    }

    /// Gives up a read. A write is not given up: its outcome is always reported.
    pub(super) fn abort(&self, ticket: Ticket) {
        let _ = self.orders.send(Order::Abort(ticket));
    }
}

type Deliver = Arc<dyn Fn(Ticket, Reply) + Send + Sync>;

/// A call under way: everything that it takes to give it up, and to report its end if its task panics.
struct Running {
    ticket: Ticket,
    operation: Operation,
    subject: Option<CallSubject>,
    task: AbortHandle,
}

/// The orders and calls of the worker. Every call gets a final reply, even when the worker panics.
struct Desk {
    orders: UnboundedReceiver<Order>,
    running: HashMap<Id, Running>,
    deliver: Deliver,
}

impl Drop for Desk {
    fn drop(&mut self) {
        if !thread::panicking() {
            return;
        }
        self.orders.close();
        while let Ok(order) = self.orders.try_recv() {
            if let Order::Call(ticket, request) = order {
                (self.deliver)(ticket, Reply::Final(Err(never_made(&request))));
            }
        }
        for (_, call) in self.running.drain() {
            (self.deliver)(call.ticket, Reply::Final(Err(broken(call.operation, call.subject))));
        }
    }
}

async fn work<S, E>(mut desk: Desk, make: impl Fn(Access) -> Result<S, E>)
where
    S: SecretStore + 'static,
    E: Error + 'static,
{
    let deliver = desk.deliver.clone();
    let mut stores: HashMap<SessionId, Result<Arc<S>, String>> = HashMap::new();
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            order = desk.orders.recv() => match order {
                None => return,
                Some(Order::Open(session, access)) => {
                    let store = make(access).map(Arc::new).map_err(|error| error.to_string());
                    stores.insert(session, store);
                }
                Some(Order::Close(session)) => {
                    stores.remove(&session);
                }
                Some(Order::Call(ticket, request)) => {
                    let (operation, subject) = (request.operation(), request.subject());
                    let store = match stores.get(&ticket.session) {
                        Some(Ok(store)) => store.clone(),
                        // A token is only for its own session: it is never sent for another one. The app should
                        // not have asked.
                        None => {
                            let failure = not_made(&request, FailureKind::OurFault, "this session is over");
                            deliver(ticket, Reply::Final(Err(failure)));
                            continue;
                        }
                        Some(Err(why)) => {
                            let kind = FailureKind::NotSetUp(SafeText::from(why.as_str()));
                            deliver(ticket, Reply::Final(Err(not_made(&request, kind, ""))));
                            continue;
                        }
                    };
                    let call = perform(store, ticket.clone(), request, deliver.clone());
                    let task = tasks.spawn(call);
                    desk.running.insert(task.id(), Running { ticket, operation, subject, task });
                }
                Some(Order::Abort(ticket)) => {
                    let call = desk.running.values().find(|call| call.ticket == ticket);
                    if let Some(call) = call.filter(|call| !call.operation.is_write()) {
                        call.task.abort();
                        logging::note(Record::GivenUp(ticket));
                    }
                }
            },
            Some(ended) = tasks.join_next_with_id() => match ended {
                Ok((id, ())) => {
                    desk.running.remove(&id);
                }
                Err(error) => if let Some(call) = desk.running.remove(&error.id()) && error.is_panic() {
                    deliver(call.ticket, Reply::Final(Err(broken(call.operation, call.subject))));
                },
            },
        }
    }
}

async fn perform<S: SecretStore>(store: Arc<S>, ticket: Ticket, request: Request, deliver: Deliver) {
    let (operation, subject) = (request.operation(), request.subject());
    logging::note(Record::Call { ticket: ticket.clone(), operation, subject });
    let replies = |reply| {
        if let Reply::Retrying { attempt, .. } = reply {
            logging::note(Record::Again { ticket: ticket.clone(), attempt });
        }
        deliver(ticket.clone(), reply);
    };
    let result = store.call(request, &replies).await;
    #[cfg(debug_assertions)]
    panic_if_asked(operation);
    log_end(&ticket, &result);
    deliver(ticket, Reply::Final(result));
}

fn log_end(ticket: &Ticket, result: &Result<Answer, Box<Failure>>) {
    let ticket = ticket.clone();
    logging::note(match result {
        Ok(Answer::Listed { rows, unreadable, bytes, parsed_in }) => {
            Record::Listed { ticket, rows: *rows, unreadable: *unreadable, bytes: *bytes, ended: *parsed_in }
        }
        Ok(Answer::PodsListed { rows, unreadable, bytes, .. }) => {
            Record::PodsListed { ticket, rows: *rows, unreadable: *unreadable, bytes: *bytes }
        }
        Ok(_) => Record::Succeeded(ticket),
        Err(failure) => Record::Failed(ticket, failure.clone()),
    });
}

/// Returns the failure of a call that was not made: nothing was sent.
fn not_made(request: &Request, kind: FailureKind, message: &str) -> Box<Failure> {
    let (operation, subject) = (request.operation(), request.subject());
    let exchange = Exchange { message: SafeText::from(message), ..Exchange::default() };
    Box::new(Failure { operation, subject, kind, exchange })
}

/// Returns the failure of a call for which the worker is gone, which is a bug.
fn never_made(request: &Request) -> Box<Failure> {
    let message = "the worker of tapis-secrets has ended; only a new start helps";
    not_made(request, FailureKind::Crashed, message)
}

/// Returns the failure of a call whose task panicked, which is a bug. A write may have been sent.
fn broken(operation: Operation, subject: Option<CallSubject>) -> Box<Failure> {
    Box::new(Failure {
        operation,
        subject,
        kind: FailureKind::Crashed,
        exchange: Exchange {
            message: SafeText::from("the call ended in a panic of tapis-secrets"),
            may_have_arrived: operation.is_write(),
            ..Exchange::default()
        },
    })
}

/// Panics in a call that a test names, because only a panic of the real program shows how it is reported.
#[cfg(debug_assertions)]
fn panic_if_asked(operation: Operation) {
    let asked = std::env::var("TAPIS_SECRETS_TEST_PANIC");
    if asked.is_ok_and(|asked| asked == format!("{operation:?}")) {
        panic!("a test asked for a panic");
    }
}

#[cfg(test)]
mod tests;
