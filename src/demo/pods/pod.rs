//! A pod: its row, its container, and an old copy of the row that somebody is about to write over it. `life` moves it
//! on.

use jiff::Timestamp;

use super::behaviour::{Behaviour, PodOutcome};
use super::resolve::{self, Resolved};
use super::row::{PodStatus, Row};

/// A pod. Deliberately without `Debug`: it holds values.
pub(crate) struct Pod {
    pub(crate) row: Row,
    pub(crate) behaviour: Behaviour,
    /// The pod's own password, which is no secret of Tapis.
    pub(crate) password: String,
    /// The output of the last container that ran.
    pub(crate) output: String,
    /// The time from which on the health loop can see the request.
    pub(super) since: Timestamp,
    pub(super) held: Option<Held>,
    pub(super) container: Option<Container>,
    /// The end of the container that is being ended.
    pub(super) gone: Option<Timestamp>,
    /// The values of each container so far.
    #[cfg(feature = "test-support")]
    pub(super) starts: Vec<super::start::PodStart>,
}

/// A copy of the row in the hands of somebody who will write all of it, over whatever was written meanwhile.
pub(super) struct Held {
    pub(super) row: Box<Row>,
    pub(super) by: Holder,
}

pub(super) enum Holder {
    /// The spawner, since it was asked, with the values that were resolved then.
    Spawner { since: Timestamp, values: Resolved },
    /// The health loop, until then.
    Health { until: Timestamp },
}

pub(super) struct Container {
    pub(super) created: Timestamp,
    pub(super) values: Resolved,
    pub(super) outcome: PodOutcome,
    /// The number of times that it fell down and was up again.
    pub(super) falls: u32,
}

impl Pod {
    pub(crate) fn new(row: Row, behaviour: Behaviour) -> Self {
        Self {
            since: row.created,
            row,
            behaviour,
            password: resolve::password(30, b""),
            output: String::new(),
            held: None,
            container: None,
            gone: None,
            #[cfg(feature = "test-support")]
            starts: Vec::new(),
        }
    }

    /// Returns the values of the containers so far.
    #[cfg(feature = "test-support")]
    pub(crate) fn starts(&self) -> &[super::start::PodStart] {
        &self.starts
    }

    /// Changes the row for a user, and logs the line. The change may be lost later, and the line with it.
    pub(crate) fn write(&mut self, at: Timestamp, line: &str, change: impl FnOnce(&mut Row)) {
        let is_lost = self.behaviour.losing > 0 && self.row.status == PodStatus::Available;
        let before = (is_lost && self.held.is_none()).then(|| Box::new(self.row.clone()));
        let requested = self.row.requested().to_owned();
        change(&mut self.row);
        self.row.updated = at;
        self.row.log(at, line);
        if self.row.requested() == requested {
            return;
        }
        self.since = at;
        if let Some(row) = before {
            self.behaviour.losing -= 1;
            self.held = Some(Held { row, by: Holder::Health { until: at + self.behaviour.pace.notice } });
        }
    }

    /// Asks the spawner for a container with these values. It has read the row now, and will write it back.
    pub(crate) fn request(&mut self, at: Timestamp, values: Resolved) {
        for (key, password) in &values.generated {
            self.row.definition.secret_map.set(key, password.clone());
        }
        "ON".clone_into(&mut self.row.definition.status_requested);
        self.row.status = PodStatus::Requested;
        let row = Box::new(self.row.clone());
        self.held = Some(Held { row, by: Holder::Spawner { since: at, values } });
    }
}
