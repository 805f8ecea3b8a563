//! The slow steps of looking at uses, for a thread of their own: plain data goes in and comes out.

use std::sync::Arc;

use super::findings::Broken;
use super::index::Uses;
use super::pods::KnownPods;
use super::table::{Table, TableOf};
use crate::domain::{Pod, PodId, Request, Rows};
use crate::text::SafeText;

/// A step to be carried out.
#[derive(Debug)]
pub enum Job {
    /// Makes the index.
    Build(Box<Build>),
    /// Puts the pods of a secret in order.
    Table(Box<TableOf>),
    /// Finds what is broken.
    Find(Arc<Uses>),
}

/// The result of a step.
#[derive(Debug)]
pub enum Done {
    /// The index is made.
    Built(Built),
    /// The pods are in order.
    Table(Table),
    /// Everything that is broken is found.
    Found(Found),
}

/// The pods and the secrets of an index.
#[derive(Debug)]
pub struct Build {
    /// The pods.
    pub pods: PodSource,
    /// What looks into single pods have told since.
    pub looks: Vec<Look>,
    /// The secrets that the user can see.
    pub secrets: Rows,
    /// The user's name.
    pub me: SafeText,
    /// Set when `secrets` is the whole list.
    pub secrets_complete: bool,
}

/// Where the pods of an index come from.
#[derive(Debug)]
pub enum PodSource {
    /// From a list that has come.
    List {
        /// Its batches.
        batches: Vec<Vec<Pod>>,
        /// Its end; `None` when it broke off.
        end: Option<ListEnd>,
    },
    /// From another index.
    Index(Arc<Uses>),
}

/// The end of a list of pods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListEnd {
    /// The service has merged the templates in.
    pub merged: bool,
    /// The number of rows that are missing because nobody could read them.
    pub unreadable: usize,
}

/// The answer to a look into one pod.
#[derive(Debug)]
pub enum Look {
    /// The pod.
    Came(Box<Pod>),
    /// It is gone.
    Gone(PodId),
}

/// An index, and what it was made of.
#[derive(Debug)]
pub struct Built {
    /// The index.
    pub uses: Arc<Uses>,
    /// The secrets, for the rows that the index names.
    pub secrets: Rows,
    /// The looks at pods whose templates are not merged in.
    pub to_look_into: Vec<Request>,
    /// The number of pods that are not known in full.
    pub partly_known: usize,
}

/// Everything that is broken.
#[derive(Debug)]
pub struct Found {
    /// The index.
    pub uses: Arc<Uses>,
    /// Each broken thing, with the place of its pod among all.
    pub broken: Vec<(usize, Broken)>,
    /// How many of them are certain.
    pub certain: usize,
    /// The looks at pods whose config files are not known, so that more may be found.
    pub unknown: Vec<Request>,
}

/// Things to be freed on the thread, because that takes longer than a frame may.
#[derive(Debug, Default)]
pub struct Waste {
    /// Batches of a list.
    pub batches: Vec<Vec<Pod>>,
    /// An index.
    pub uses: Option<Arc<Uses>>,
    /// What was found in one.
    pub found: Option<Found>,
}

impl Job {
    /// Carries the step out.
    pub fn run(self) -> Done {
        match self {
            Self::Build(build) => Done::Built(build.run()),
            Self::Table(table) => Done::Table(table.run()),
            Self::Find(uses) => Done::Found(found(uses)),
        }
    }
}

fn found(uses: Arc<Uses>) -> Found {
    let place = |id: &PodId| uses.pods().position(id);
    let findings = uses.findings().into_iter();
    let broken: Vec<_> = findings.filter_map(|one| Some((place(&one.pod.id)?, one.broken))).collect();
    let certain = broken.iter().filter(|(_, broken)| broken.is_certain()).count();
    let pods = uses.pods().all().iter().filter(|pod| !pod.files_known);
    let unknown = pods.filter_map(KnownPods::look_at).collect();
    Found { broken, certain, unknown, uses }
}

impl Build {
    fn run(self) -> Built {
        let mut pods = self.pods.known();
        for look in self.looks {
            let pods = Arc::make_mut(&mut pods);
            match look {
                Look::Came(pod) => pods.look(*pod),
                Look::Gone(id) => pods.forget(&id),
            }
        }
        let partly = pods.all().iter().filter(|pod| !pod.is_whole());
        let to_look_into = partly.filter_map(KnownPods::look_at).collect();
        let partly_known = pods.not_looked_into();
        let uses = Uses::build(pods, &self.secrets, self.me.original(), self.secrets_complete);
        Built { uses: Arc::new(uses), secrets: self.secrets, to_look_into, partly_known }
    }
}

impl PodSource {
    fn known(self) -> Arc<KnownPods> {
        match self {
            Self::Index(uses) => uses.shared_pods(),
            Self::List { batches, end } => {
                let mut known = KnownPods::default();
                batches.into_iter().for_each(|batch| known.add(batch));
                if let Some(end) = end {
                    known.end(end.merged, end.unreadable);
                }
                Arc::new(known)
            }
        }
    }
}
