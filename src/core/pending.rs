//! The requests that wait for an answer: gives out their tickets, and tells whether a reply is still wanted.
//! Gives out the ids of requests to the system as well; the slice that sends such a request keeps its id.
//!
//! Reads are superseded: only the answer to the newest request under a key counts. Each write has a key of its own,
//! and its answer is always delivered.

use std::collections::HashMap;

use super::ticket::{RequestId, RequestKey, SessionId, Ticket};

/// The requests that wait for an answer, the newest of each key.
#[derive(Debug)]
pub struct PendingRequests {
    session: SessionId,
    last_id: u64,
    open: HashMap<RequestKey, Ticket>,
}

impl PendingRequests {
    /// Starts this session without any request.
    pub fn new(session: SessionId) -> Self {
        Self { session, last_id: 0, open: HashMap::new() }
    }

    /// Returns the session that new requests belong to.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// Lets new requests belong to `session`, and returns the session before. Open requests stay open.
    pub fn begin(&mut self, session: SessionId) -> SessionId {
        std::mem::replace(&mut self.session, session)
    }

    /// Forgets all reads, and returns their tickets to abort. Writes stay open.
    pub fn cancel_reads(&mut self) -> Vec<Ticket> {
        let reads = self.open.extract_if(|request_key, _| !request_key.is_write());
        reads.map(|(_, ticket)| ticket).collect()
    }

    /// Returns a ticket for a new request under this key, and the ticket that it supersedes.
    pub fn open(&mut self, request_key: RequestKey) -> (Ticket, Option<Ticket>) {
        self.last_id += 1;
        let ticket = Ticket { session: self.session, id: self.last_id, request_key: request_key.clone() };
        let superseded = self.open.insert(request_key, ticket.clone());
        (ticket, superseded)
    }

    /// Returns an id for a new request to the system.
    pub fn request(&mut self) -> RequestId {
        self.last_id += 1;
        RequestId(self.last_id)
    }

    /// Tells whether an answer with this `ticket` is still wanted.
    pub fn is_current(&self, ticket: &Ticket) -> bool {
        self.open.get(&ticket.request_key) == Some(ticket)
    }

    /// Tells whether a request waits under this key.
    pub fn is_open(&self, request_key: &RequestKey) -> bool {
        self.open.contains_key(request_key)
    }

    /// Returns the keys of this kind under which a request waits.
    pub fn request_keys(&self, kind: impl Fn(&RequestKey) -> bool) -> Vec<RequestKey> {
        self.open.keys().filter(|request_key| kind(request_key)).cloned().collect()
    }

    /// Closes the request whose final answer came.
    pub fn close(&mut self, ticket: &Ticket) {
        if self.is_current(ticket) {
            self.open.remove(&ticket.request_key);
        }
    }

    /// Forgets a request, and returns its ticket to abort, if it was open.
    pub fn cancel(&mut self, request_key: &RequestKey) -> Option<Ticket> {
        self.open.remove(request_key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_question_supersedes_the_one_before_in_its_slot_only() {
        let mut pending = PendingRequests::new(SessionId(1));
        let (list, none) = pending.open(RequestKey::LIST);
        let (value, _) = pending.open(RequestKey::Value("a".into()));
        assert_eq!(none, None);
        let (again, superseded) = pending.open(RequestKey::LIST);
        assert_eq!(superseded.as_ref(), Some(&list));
        assert!(!pending.is_current(&list));
        assert!(pending.is_current(&again) && pending.is_current(&value));
    }

    #[test]
    fn a_late_final_reply_does_not_close_the_newer_question() {
        let mut pending = PendingRequests::new(SessionId(1));
        let (old, _) = pending.open(RequestKey::LIST);
        let (new, _) = pending.open(RequestKey::LIST);
        pending.close(&old);
        assert!(pending.is_current(&new));
        pending.close(&new);
        assert!(!pending.is_open(&RequestKey::LIST));
    }

    #[test]
    fn a_new_session_keeps_what_is_open_and_reads_can_be_given_up_at_once() {
        let mut pending = PendingRequests::new(SessionId(1));
        let (list, _) = pending.open(RequestKey::LIST);
        let (write, _) = pending.open(RequestKey::Write(1));
        assert_eq!(pending.begin(SessionId(2)), SessionId(1));
        assert!(pending.is_current(&list) && pending.is_current(&write));
        assert_eq!(pending.cancel_reads(), [list]);
        assert!(pending.is_current(&write));
        assert_eq!(pending.open(RequestKey::LIST).0.session, SessionId(2));
    }

    #[test]
    fn what_was_cancelled_is_not_waited_for() {
        let mut pending = PendingRequests::new(SessionId(1));
        let (ticket, _) = pending.open(RequestKey::LIST);
        assert_eq!(pending.cancel(&RequestKey::LIST), Some(ticket.clone()));
        assert!(!pending.is_current(&ticket));
        assert_eq!(pending.cancel(&RequestKey::LIST), None);
    }
}
