//! What a driver is given for a step, and what it answers with.

use std::sync::Arc;

use jiff::Timestamp;

use crate::core::RequestKey;
use crate::core::records::RecordJob;
use crate::domain::{DigestKey, Failure, Moment, Request, Site};
use crate::work::rollout::ids::QuestionId;
use crate::work::rollout::output::Event;
use crate::work::rollout::stop::Stop;

/// The surroundings of a step.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The present.
    pub now: Moment,
    /// The present by the service's clock, as far as that is known.
    pub service_time: Timestamp,
    /// The address of the secrets and the user of the token.
    pub site: &'a Site,
    /// The key of the digests that recognise a value.
    pub digests: Option<&'a DigestKey>,
}

/// Something to be done for a rollout, in this order.
#[derive(Debug)]
pub enum Deed {
    /// Ask the service; the answer belongs to the request with this key.
    Call(RequestKey, Request),
    /// Give up the request with this key.
    Abort(RequestKey),
    /// Do this with the record; its report goes back to the driver.
    Record(RecordJob),
    /// Ask the user; the answer is [`Input::Chosen`](crate::work::rollout::Input::Chosen).
    Ask(QuestionId, Stop),
    /// The question is open no more.
    Withdraw(QuestionId),
    /// Tell the user and the journal.
    Tell(Event),
    /// A request failed, and this is why; the rollout knows what follows from it.
    Failed(Arc<Failure>),
}
