//! The ledger of tickets: gives them out, and judges whether a reply is still wanted. Gives out the ids of
//! questions to the system as well; who asks such a question keeps its id.
//!
//! Reads are superseded: the newest question of a slot is the only one whose answer counts. Writes have
//! a slot each and are always delivered.

use std::collections::HashMap;

use super::ticket::{RequestId, SessionId, Slot, Ticket};

/// Which question is the present one in each slot.
#[derive(Debug)]
pub struct Ledger {
    session: SessionId,
    last_id: u64,
    open: HashMap<Slot, Ticket>,
}

impl Ledger {
    /// An empty ledger for a session.
    pub fn new(session: SessionId) -> Self {
        Self { session, last_id: 0, open: HashMap::new() }
    }

    /// The session that new questions belong to.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// New questions belong to `session`; gives the one before. What is open stays open.
    pub fn begin(&mut self, session: SessionId) -> SessionId {
        std::mem::replace(&mut self.session, session)
    }

    /// No read is wanted any more; gives their tickets to abort. Writes stay open.
    pub fn cancel_reads(&mut self) -> Vec<Ticket> {
        let reads = self.open.extract_if(|slot, _| !matches!(slot, Slot::Write(_)));
        reads.map(|(_, ticket)| ticket).collect()
    }

    /// A ticket for a new question in `slot`, and the ticket that it supersedes.
    pub fn open(&mut self, slot: Slot) -> (Ticket, Option<Ticket>) {
        self.last_id += 1;
        let ticket = Ticket { session: self.session, id: self.last_id, slot: slot.clone() };
        let superseded = self.open.insert(slot, ticket.clone());
        (ticket, superseded)
    }

    /// An id for a new question to the system.
    pub fn request(&mut self) -> RequestId {
        self.last_id += 1;
        RequestId(self.last_id)
    }

    /// Whether the answer that carries `ticket` is the one that is waited for.
    pub fn is_current(&self, ticket: &Ticket) -> bool {
        self.open.get(&ticket.slot) == Some(ticket)
    }

    /// Whether an answer is waited for in `slot`.
    pub fn is_open(&self, slot: &Slot) -> bool {
        self.open.contains_key(slot)
    }

    /// The slots of this kind in which an answer is waited for.
    pub fn slots(&self, kind: impl Fn(&Slot) -> bool) -> Vec<Slot> {
        self.open.keys().filter(|slot| kind(slot)).cloned().collect()
    }

    /// The final answer came: nothing is waited for any more.
    pub fn close(&mut self, ticket: &Ticket) {
        if self.is_current(ticket) {
            self.open.remove(&ticket.slot);
        }
    }

    /// The answer is not wanted any more; gives the ticket to abort, if one is open.
    pub fn cancel(&mut self, slot: &Slot) -> Option<Ticket> {
        self.open.remove(slot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_question_supersedes_the_one_before_in_its_slot_only() {
        let mut ledger = Ledger::new(SessionId(1));
        let (list, none) = ledger.open(Slot::List);
        let (value, _) = ledger.open(Slot::Value("a".into()));
        assert_eq!(none, None);
        let (again, superseded) = ledger.open(Slot::List);
        assert_eq!(superseded.as_ref(), Some(&list));
        assert!(!ledger.is_current(&list));
        assert!(ledger.is_current(&again) && ledger.is_current(&value));
    }

    #[test]
    fn a_late_final_reply_does_not_close_the_newer_question() {
        let mut ledger = Ledger::new(SessionId(1));
        let (old, _) = ledger.open(Slot::List);
        let (new, _) = ledger.open(Slot::List);
        ledger.close(&old);
        assert!(ledger.is_current(&new));
        ledger.close(&new);
        assert!(!ledger.is_open(&Slot::List));
    }

    #[test]
    fn a_new_session_keeps_what_is_open_and_reads_can_be_given_up_at_once() {
        let mut ledger = Ledger::new(SessionId(1));
        let (list, _) = ledger.open(Slot::List);
        let (write, _) = ledger.open(Slot::Write(1));
        assert_eq!(ledger.begin(SessionId(2)), SessionId(1));
        assert!(ledger.is_current(&list) && ledger.is_current(&write));
        assert_eq!(ledger.cancel_reads(), [list]);
        assert!(ledger.is_current(&write));
        assert_eq!(ledger.open(Slot::List).0.session, SessionId(2));
    }

    #[test]
    fn what_was_cancelled_is_not_waited_for() {
        let mut ledger = Ledger::new(SessionId(1));
        let (ticket, _) = ledger.open(Slot::List);
        assert_eq!(ledger.cancel(&Slot::List), Some(ticket.clone()));
        assert!(!ledger.is_current(&ticket));
        assert_eq!(ledger.cancel(&Slot::List), None);
    }
}
