//! The record of a rollout: what the next run of the program must know if this one dies. It never holds a value, nor
//! the message of a container.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::runs::{Era, Ran};
use super::secret_run::Holds;
use super::settings::Settings;
use crate::core::records::Process;
use crate::domain::{SecretId, Site};

/// The number of this form of the record. A record with another one is shown and never acted on.
pub const SCHEMA: u64 = 1;

/// A rollout, as it is kept on the disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`SCHEMA`].
    pub schema: u64,
    /// The place of the secrets and pods.
    pub place: Place,
    /// The process that has written it.
    pub runner: Process,
    /// The begin of the rollout.
    pub began: Timestamp,
    /// The time of the record.
    pub at: Timestamp,
    /// The settings.
    pub settings: Settings,
    /// It goes back to the old values.
    pub back: bool,
    /// It went on after its first pod.
    pub canary_passed: bool,
    /// It waits for a person.
    pub stopped: bool,
    /// The pods to restart, in their order.
    pub order: Vec<String>,
    /// The secrets.
    pub secrets: Vec<SecretRecord>,
    /// The pods.
    pub pods: Vec<PodRecord>,
}

/// The place of a rollout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The origin of the service.
    pub origin: String,
    /// The tenant.
    pub tenant: String,
    /// The user.
    pub user: String,
}

impl Place {
    /// Returns the place of a rollout at this site.
    pub fn of(site: &Site) -> Self {
        Self {
            origin: site.base_url.original().to_owned(),
            tenant: site.tenant().to_owned(),
            user: site.user().to_owned(),
        }
    }
}

/// A secret in a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretRecord {
    /// Its id.
    pub id: String,
    /// It gets a new value.
    pub is_written: bool,
    /// The value that it holds; unknown from just before a write is sent until its outcome is known.
    pub holds: Holds,
    /// Nothing is left to do with it.
    pub settled: bool,
}

/// A pod in a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PodRecord {
    /// Its id.
    pub pod: String,
    /// The state in which it is restarted, in the service's word.
    pub planned: String,
    /// Its progress.
    pub progress: Progress,
    /// A restart of it was asked for or joined.
    pub restarted: bool,
    /// A person goes on although it ended badly.
    pub accepted: bool,
    /// The value that it runs.
    pub runs: Ran,
    /// The start of that run.
    pub start: Option<Timestamp>,
    /// The values that its next run gets at the earliest.
    pub next_runs: Option<Era>,
}

/// The progress of a pod in a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Its turn has not come.
    Waiting,
    /// Its restart is about to be asked for, or was asked for without an answer.
    Restarting(Noted),
    /// The service has the request for the restart.
    Taken(Noted),
    /// It has ended, with this word.
    Ended(String),
}

/// A pod just before its restart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Its state, in the service's word.
    pub status: String,
    /// Its start; none where it was down.
    pub start: Option<Timestamp>,
    /// The time of the request by the service's clock.
    pub asked: Timestamp,
}

/// The content of a file with a record.
#[derive(Debug)]
pub enum Found {
    /// A record.
    Record(Box<Record>),
    /// A record of another form, made by another version of the program.
    OtherSchema(u64),
    /// Something else.
    Garbage,
}

impl Found {
    /// Reads the content of a file.
    pub fn read(json: &[u8]) -> Self {
        #[derive(Deserialize)]
        struct Form {
            schema: u64,
        }
        match serde_json::from_slice::<Form>(json) {
            Ok(Form { schema: SCHEMA }) => match serde_json::from_slice(json) {
                Ok(record) => Self::Record(record),
                Err(_) => Self::Garbage,
            },
            Ok(Form { schema }) => Self::OtherSchema(schema),
            Err(_) => Self::Garbage,
        }
    }
}

impl Record {
    /// Tells whether both say the same, whenever they were made.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        *self == Self { at: self.at, ..other.clone() }
    }

    /// Tells whether somebody else may be at it: a process that holds its lock, or one on another machine, whose life
    /// cannot be seen from here.
    pub fn is_held(&self, here: &Process, is_locked: bool) -> bool {
        is_locked || self.runner.host != here.host
    }

    /// Returns the ids of its secrets; none where pods are restarted for themselves.
    pub fn ids(&self) -> Vec<SecretId> {
        self.secrets.iter().map(|secret| secret.id.as_str().into()).collect()
    }

    /// Tells whether it is of this secret, by whichever user of this place.
    pub fn concerns(&self, id: &SecretId, here: &Place) -> bool {
        (&self.place.origin, &self.place.tenant) == (&here.origin, &here.tenant)
            && self.secrets.iter().any(|secret| secret.id == id.as_str())
    }

    /// Returns the number of pods that are done, and of all.
    pub fn count(&self) -> (usize, usize) {
        let done = |pod: &&PodRecord| matches!(&pod.progress, Progress::Ended(word) if word == "done");
        let in_order = self.pods.iter().filter(|pod| self.order.contains(&pod.pod));
        (in_order.filter(done).count(), self.order.len())
    }
}
