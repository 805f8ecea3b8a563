//! The index: from a secret to the pods that name it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::pods::KnownPods;
use super::resolve::{Obstacle, Resolves};
use super::subject::{Owners, Subject};
use crate::domain::pod::{MapKey, Mistake, Place, PodStatus, Wrong};
use crate::domain::{Pod, Reference, Rows, Secret, SecretId};
use crate::text::SafeText;

/// Where secrets are used.
#[derive(Debug)]
pub struct Uses {
    pods: Arc<KnownPods>,
    /// The places that name a secret, by its id: ids are unique on a site.
    named: HashMap<SafeText, Vec<Named>>,
    /// The owners of the secrets that are named and can be seen.
    owners: HashMap<SafeText, SafeText>,
    /// Rows of secrets that no listed pod refers to.
    unused: Box<[u32]>,
    /// The user; empty when the token does not tell.
    me: SafeText,
    /// Set when all secrets that the user can see are known.
    secrets_complete: bool,
}

/// A place that names a secret, by the indices of the pod and of the KEY or mistake in it.
#[derive(Clone, Copy, Debug)]
enum Named {
    Key(u32, u32),
    Mistake(u32, u32),
}

/// One pod that names a secret.
#[derive(Clone, Debug)]
pub struct Use<'a> {
    /// The pod.
    pub pod: &'a Pod,
    /// The KEYs that refer to the secret.
    pub keys: Vec<&'a MapKey>,
    /// The places that read one of these KEYs.
    pub readers: Vec<&'a Place>,
    /// The mistakes that concern the secret or one of these KEYs.
    pub mistakes: Vec<&'a Mistake>,
}

/// The pods that a deletion would break at their next start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Radius {
    /// Pods that refer to the secret.
    pub pods: usize,
    /// Those among them that run or are starting.
    pub up: usize,
    /// Those among them that run.
    pub running: usize,
}

impl Uses {
    /// Makes the index. `me` is the user's name, and `secrets_complete` says that `secrets` is the whole list.
    pub fn build(pods: Arc<KnownPods>, secrets: &Rows, me: &str, secrets_complete: bool) -> Self {
        let mut named: HashMap<SafeText, Vec<Named>> = HashMap::new();
        for (pod, at) in pods.all().iter().zip(0..) {
            for (key, index) in pod.keys.iter().zip(0..) {
                if let Some(reference) = key.value.reference() {
                    named.entry(reference.secret.clone()).or_default().push(Named::Key(at, index));
                }
            }
            for (mistake, index) in pod.mistakes.iter().zip(0..) {
                if let Wrong::Text(reference) = &mistake.wrong {
                    named.entry(reference.secret.clone()).or_default().push(Named::Mistake(at, index));
                }
            }
        }
        let mut owners = HashMap::new();
        let mut unused = Vec::new();
        for (row, secret) in secrets.iter_from(0) {
            let (id, owner) = (secret.sent_id(), secret.owner_text());
            let mut is_used = false;
            if let Some((id, places)) = named.get_key_value(id) {
                owners.insert(id.clone(), owner.clone());
                is_used = places.iter().any(|place| place.refers_to(pods.all(), owner.original()));
            }
            if !is_used {
                unused.push(row);
            }
        }
        Self { pods, named, owners, unused: unused.into(), me: me.into(), secrets_complete }
    }

    /// Returns the pods.
    pub fn pods(&self) -> &KnownPods {
        &self.pods
    }

    /// Returns the pods, to be shared with the next index.
    pub(super) fn shared_pods(&self) -> Arc<KnownPods> {
        self.pods.clone()
    }

    /// Returns the rows of the secrets that no listed pod refers to, in the order of the list.
    pub fn unused(&self) -> &[u32] {
        &self.unused
    }

    /// Returns the pods that name `secret`, in the order of the list.
    pub fn of(&self, secret: &Secret) -> Vec<Use<'_>> {
        self.first_of(secret, usize::MAX).collect()
    }

    /// Returns the first pods that name `secret`, at most so many.
    pub fn first_of<'a, 's>(
        &'a self,
        secret: &'s Secret,
        most: usize,
    ) -> impl Iterator<Item = Use<'a>> + use<'a, 's> {
        let pods = each_once(self.places(secret.id.as_str(), secret.owner.original()));
        pods.take(most).map(|pod| Use::new(secret, pod))
    }

    /// Returns the secrets of `subject` that a pod may name; one alone in any case.
    pub(super) fn named_of(&self, subject: &Subject) -> Vec<Secret> {
        subject.secrets(|id| self.named.contains_key(id))
    }

    /// Returns the number of pods that name a secret, for the list's column.
    pub fn count(&self, id: &str, owner: &str) -> usize {
        each_once(self.places(id, owner)).count()
    }

    /// Returns the pods that name a secret, each as often as it does.
    pub fn pods_of<'a>(&'a self, id: &'a str, owner: &'a str) -> impl Iterator<Item = &'a Pod> {
        self.places(id, owner).map(|(pod, _)| pod)
    }

    /// Returns the number of places that name a secret of this id, whoever owns it.
    pub fn names_of(&self, id: &SecretId) -> usize {
        self.named.get(id.as_str()).map_or(0, Vec::len)
    }

    /// Returns the pods that refer to `secret`, by their places among all, in that order: as far as those of the places that
    /// name it tell.
    pub fn users_of(&self, secret: &Secret, of_places: Range<usize>) -> impl Iterator<Item = usize> {
        let named = self.named.get(secret.id.as_str()).and_then(|named| named.get(of_places));
        let refers = |place: &&Named| place.refers_to(self.pods.all(), secret.owner.original());
        let mut last = None;
        let places = named.unwrap_or_default().iter().filter(refers).map(|place| place.pod());
        places.filter(move |pod| last.replace(*pod) != Some(*pod))
    }

    /// Tells whether a pod names a secret in a way that does not work: as somebody else's, without its user, where nothing
    /// is replaced, or by a KEY that is.
    pub fn is_broken(&self, id: &str, owner: &str) -> bool {
        let places = self.named.get(id).map_or(&[][..], Vec::as_slice);
        places.iter().any(|place| {
            let means_it = place.names(self.pods.all(), owner);
            match place {
                Named::Mistake(..) => means_it,
                Named::Key(..) if !means_it => !owner.is_empty(),
                Named::Key(pod, key) => self.pods.all().get(*pod as usize).is_some_and(|pod| {
                    let Some(key) = pod.keys.get(*key as usize) else { return false };
                    let is_short = key.value.reference().is_some_and(|reference| reference.user.is_none());
                    let is_wrong =
                        |one: &Mistake| matches!(&one.wrong, Wrong::Key(wrong) if *wrong == key.name);
                    is_short || pod.mistakes.iter().any(is_wrong)
                }),
            }
        })
    }

    /// Returns the pods that a deletion of `secret` would break.
    pub fn radius(&self, secret: &Secret) -> Radius {
        let mut radius = Radius::default();
        let places = self.places(secret.id.as_str(), secret.owner.original());
        for pod in each_once(places.filter(|(_, place)| matches!(place, Named::Key(..)))) {
            radius.pods += 1;
            radius.up += usize::from(pod.is_up());
            radius.running += usize::from(pod.status == PodStatus::Available);
        }
        radius
    }

    /// Looks a reference up.
    pub fn resolve(&self, reference: &Reference) -> Resolves {
        let Some(user) = &reference.user else { return Resolves::Short };
        match self.owners.get(&reference.secret) {
            Some(owner) if owner.is_empty() => Resolves::CannotBeChecked,
            Some(owner) if owner == user => Resolves::Yes,
            Some(owner) => Resolves::OtherOwner(owner.clone()),
            // Whoever has added a secret sees it.
            None if self.secrets_complete && *user == self.me && !user.is_empty() => Resolves::Gone,
            None => Resolves::CannotBeChecked,
        }
    }

    /// Returns the reasons why `pod` would not come back up.
    pub fn obstacles(&self, pod: &Pod) -> Vec<Obstacle> {
        pod.keys.iter().filter_map(|key| Obstacle::of(key, |reference| self.resolve(reference))).collect()
    }

    /// Returns the places that name a secret, pod by pod. A reference without a user may mean it.
    fn places(&self, id: &str, owner: &str) -> impl Iterator<Item = (&Pod, Named)> {
        let places = self.named.get(id).map_or(&[][..], Vec::as_slice);
        let concern = move |place: &&Named| place.names(self.pods.all(), owner);
        places.iter().filter(concern).filter_map(|place| Some((self.pods.all().get(place.pod())?, *place)))
    }
}

/// Returns each pod of these places once; those of a pod stand together.
fn each_once<'a>(places: impl Iterator<Item = (&'a Pod, Named)>) -> impl Iterator<Item = &'a Pod> {
    let mut last: Option<&Pod> = None;
    let pods = places.map(|(pod, _)| pod);
    pods.filter(move |pod| !last.replace(pod).is_some_and(|last| std::ptr::eq(last, *pod)))
}

impl Named {
    fn pod(self) -> usize {
        let (Self::Key(pod, _) | Self::Mistake(pod, _)) = self;
        pod as usize
    }

    fn reference(self, pods: &[Pod]) -> Option<&Reference> {
        let pod = pods.get(self.pod())?;
        match self {
            Self::Key(_, key) => pod.keys.get(key as usize)?.value.reference(),
            Self::Mistake(_, mistake) => match &pod.mistakes.get(mistake as usize)?.wrong {
                Wrong::Text(reference) => Some(reference),
                _ => None,
            },
        }
    }

    /// Tells whether the place may mean a secret of `owner`.
    fn names(self, pods: &[Pod], owner: &str) -> bool {
        let reference = self.reference(pods);
        reference.is_some_and(|named| named.user.as_ref().is_none_or(|user| user.original() == owner))
    }

    /// Tells whether the place is a reference that a start resolves, and not just a mistake.
    fn refers_to(self, pods: &[Pod], owner: &str) -> bool {
        matches!(self, Self::Key(..)) && self.names(pods, owner)
    }
}

impl<'a> Use<'a> {
    /// Returns the places where `pod` names `secret`.
    pub fn new(secret: &Secret, pod: &'a Pod) -> Self {
        Self::of(pod, |reference| {
            let user = reference.user.as_ref();
            reference.secret.original() == secret.id.as_str()
                && user.is_none_or(|user| user.original() == secret.owner.original())
        })
    }

    /// Returns the places where `pod` names one of these secrets.
    pub fn of_any(secrets: &Owners, pod: &'a Pod) -> Self {
        Self::of(pod, |reference| secrets.may_be_meant(reference))
    }

    /// Returns the places of the references that `names` accepts.
    fn of(pod: &'a Pod, names: impl Fn(&Reference) -> bool) -> Self {
        let is_text = |one: &&Mistake| matches!(&one.wrong, Wrong::Text(reference) if names(reference));
        let keys: Vec<_> = pod.keys.iter().filter(|key| key.value.reference().is_some_and(&names)).collect();
        let named: HashSet<&str> = keys.iter().map(|key| key.name.original()).collect();
        let is_of_key = |one: &&Mistake| match (&one.wrong, &one.place) {
            (Wrong::Key(key), _) => named.contains(key.original()),
            (Wrong::Short(_), Place::Key(key) | Place::Override(key)) => named.contains(key.original()),
            _ => false,
        };
        let reads = pod.reads.iter().filter(|read| named.contains(read.key.original()));
        let mistakes = pod.mistakes.iter().filter(is_text).chain(pod.mistakes.iter().filter(is_of_key));
        Self { pod, readers: reads.map(|read| &read.by).collect(), mistakes: mistakes.collect(), keys }
    }

    /// Returns the environment variables that read the secret.
    pub fn variables(&self) -> impl Iterator<Item = &'a SafeText> {
        self.readers
            .iter()
            .filter_map(|place| if let Place::Variable(name) = place { Some(name) } else { None })
    }

    /// Returns the config files that read the secret.
    pub fn files(&self) -> impl Iterator<Item = &'a SafeText> {
        self.readers.iter().filter_map(|place| if let Place::File(path) = place { Some(path) } else { None })
    }
}
