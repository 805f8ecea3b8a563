//! The state of rollouts: the plan that is open, the rollout that runs, and the records that were found.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use crate::core::records::{Process, RecordName};
use crate::core::{RequestId, RequestKey};
use crate::domain::pod::ActionLine;
use crate::domain::uses::{Asked, Uses};
use crate::domain::{PodId, Request, Secret, SecretId};
use crate::work::rollout::{Choice, Driver, Found, Permission, Plan, Provider, Users};

/// The rollouts of this run of the program. At most one runs at a time.
#[derive(Debug, Default)]
pub struct Rollouts {
    pub(super) planning: Option<Planning>,
    pub(super) running: Option<Running>,
    pub(super) kept: Vec<Kept>,
    pub(super) process: Process,
    /// The records were asked for at this place.
    pub(super) has_looked: bool,
}

/// A plan that is open.
pub(super) struct Planning {
    /// The secrets, as they were when it was opened.
    pub(super) secrets: Vec<Secret>,
    pub(super) plan: Plan,
    pub(super) source: Source,
    /// No new value can be given: the pods can only be restarted.
    pub(super) only_restarts: Option<OnlyRestarts>,
    /// The new value is on the screen.
    pub(super) shown: bool,
    /// The pending request for random bytes, a file or a test.
    pub(super) asked: Option<RequestId>,
    pub(super) reads: Reads,
    /// The pods could not be listed.
    pub(super) failed: bool,
    /// The number of its reads.
    pub(super) number: u64,
    /// What starts as soon as its record is claimed.
    pub(super) starts: Option<Driver>,
}

/// A reason why the secrets of a plan get no new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnlyRestarts {
    /// The service lets nobody change the value.
    Fixed,
    /// There are several.
    Several,
}

/// The source of the new value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Generated,
    Typed,
    File,
    Editor,
    Saved,
}

/// What is read for a plan, a few pods at a time.
#[derive(Default)]
pub(super) struct Reads {
    /// The index that the facts are made of, and the time at which its pods were listed.
    pub(super) listed: Option<(Arc<Uses>, Timestamp)>,
    /// Those of its pods that are still to be found, or to be put into the plan.
    pub(super) users: Option<Users>,
    /// The numbers of the pods that were put into the plan, by the secrets that these use.
    pub(super) pods_of: HashMap<SecretId, usize>,
    /// Pods that may use the secrets, and are not known in full.
    pub(super) not_looked_into: usize,
    pub(super) queue: VecDeque<Request>,
    pub(super) open: HashMap<u64, PodId>,
    pub(super) last: u64,
    pub(super) permissions: HashMap<PodId, Permission>,
    pub(super) logs: HashMap<PodId, Vec<ActionLine>>,
}

/// The rollout that runs here, or has stopped.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) driver: Driver,
    /// The times of the last steps of pods.
    pub(super) times: HashMap<PodId, Timestamp>,
    /// The time of the last step of the value.
    pub(super) value_at: Option<Timestamp>,
    /// The user wants to leave the program when this has come.
    pub(super) lets_go: Option<LetsGo>,
    /// Its begin.
    pub(super) since: Instant,
    /// The points between two changes of values at which pods were asked for that are being read.
    pub(super) asked: HashMap<RequestKey, Option<Asked>>,
    /// The pending test of the old value.
    pub(super) tested: Option<RequestId>,
}

/// The moment at which a rollout lets the user leave the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LetsGo {
    /// It is over.
    Over,
    /// It is held after the present pod, or over.
    Held,
}

/// A record that was found.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) name: RecordName,
    pub(super) found: Found,
    /// Another process has it.
    pub(super) is_held: bool,
}

/// A line of the plan that the cursor can stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanLine {
    /// The rollout that runs or has stopped here.
    Running,
    /// A record that was found.
    Kept(RecordName),
    /// The new value, where there is one secret.
    Value,
    /// One of several secrets, which is only looked at.
    Secret(SecretId),
    /// A word about the provider.
    Provider(Provider),
    /// Whether the old value is held.
    WayBack,
    /// Whether it goes on after the canary without a question.
    Canary,
    /// A pod.
    Pod(PodId),
}

/// A line of the run that the cursor can stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunLine {
    /// A secret, which is only looked at.
    Value(SecretId),
    /// All of several secrets of which no value is written, likewise.
    Secrets,
    /// A pod, likewise.
    Pod(PodId),
    /// What runs which value, likewise.
    Account,
    /// An answer to the open question.
    Choice(Choice),
    /// The user's word that the old value still works at its provider.
    OldWorks,
    /// Asking the user's command whether it does.
    TestOld,
    /// Looking at the value that the secret holds now.
    LookAtValue,
}

/// A line that the user types for a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typing {
    /// The new value.
    Value,
    /// The path of a file with the new value.
    File,
    /// The tenant, in production.
    Tenant,
}

impl Typing {
    /// Returns the label of the line, and the title of its dialog.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Value => ("value", "Type the new value"),
            Self::File => ("path", "Load the new value from a file"),
            Self::Tenant => ("tenant", "Production: type the tenant's name to start"),
        }
    }
}

/// Prints neither the value nor the pods.
impl fmt::Debug for Planning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<_> = self.secrets.iter().map(|secret| &secret.id).collect();
        f.debug_struct("Planning")
            .field("secrets", &ids)
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}
