//! What is broken in the pods that the user can list.

use std::collections::HashSet;

use super::index::Uses;
use super::resolve::Resolves;
use crate::domain::pod::{MapKey, MapValue, Mistake, Place};
use crate::domain::{Pod, Reference};
use crate::text::SafeText;

/// One thing that is broken, in one pod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding<'a> {
    /// The pod.
    pub pod: &'a Pod,
    /// What is broken.
    pub broken: Broken,
}

/// The kinds of broken things. None holds a text of the pod that may be a plaintext.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The reference of a KEY does not resolve, or nobody here can tell.
    Reference {
        /// The KEY's value, in the map or in the overrides.
        place: Place,
        /// The reference.
        reference: Reference,
        /// The reason; never [`Resolves::Yes`] or [`Resolves::Short`].
        why: Resolves,
    },
    /// Something is not resolved where it stands.
    Mistake(Mistake),
    /// A plaintext: the value of a KEY, or a credential as it is.
    Plaintext {
        /// The place.
        place: Place,
        /// The KEY, the variable or the option.
        name: SafeText,
    },
    /// Nothing reads the KEY that has its value here.
    NeverRead(Place),
    /// A variable or file reads a KEY that does not exist.
    NoSuchKey {
        /// The KEY.
        key: SafeText,
        /// The reader.
        by: Place,
    },
}

impl Broken {
    /// Tells whether it is certain, and counts.
    pub fn is_certain(&self) -> bool {
        !matches!(self, Self::Reference { why: Resolves::CannotBeChecked, .. })
    }
}

impl Uses {
    /// Returns everything that is broken, pod by pod.
    pub fn findings(&self) -> Vec<Finding<'_>> {
        self.pods().all().iter().flat_map(|pod| self.of_pod(pod)).collect()
    }

    fn of_pod<'a>(&self, pod: &'a Pod) -> Vec<Finding<'a>> {
        let mut broken: Vec<Broken> = pod.keys.iter().filter_map(|key| self.reference(key)).collect();
        broken.extend(pod.mistakes.iter().cloned().map(Broken::Mistake));
        broken.extend(plaintexts(pod));
        // A template may read a KEY, and may have one.
        if pod.is_whole() {
            broken.extend(never_read(pod));
            broken.extend(without_a_key(pod));
        }
        broken.into_iter().map(|broken| Finding { pod, broken }).collect()
    }

    fn reference(&self, key: &MapKey) -> Option<Broken> {
        let reference = key.value.reference()?;
        match self.resolve(reference) {
            // The one without a user stands among the mistakes.
            Resolves::Yes | Resolves::Short => None,
            why => Some(Broken::Reference { place: key.place(), reference: reference.clone(), why }),
        }
    }
}

fn plaintexts(pod: &Pod) -> impl Iterator<Item = Broken> {
    let in_map = pod.keys.iter().filter(|key| key.value == MapValue::Plaintext);
    let in_map = in_map.map(|key| Broken::Plaintext { place: key.place(), name: key.name.clone() });
    let elsewhere = pod.literals.iter();
    in_map.chain(elsewhere.map(|one| Broken::Plaintext { place: one.place.clone(), name: one.name.clone() }))
}

/// Returns the KEYs that nothing reads; none where it is not known what config files read.
fn never_read(pod: &Pod) -> impl Iterator<Item = Broken> {
    let read: HashSet<&str> = pod.reads.iter().map(|read| read.key.original()).collect();
    let never = pod.keys.iter().filter(move |key| pod.files_known && !read.contains(key.name.original()));
    never.map(|key| Broken::NeverRead(key.place()))
}

fn without_a_key(pod: &Pod) -> impl Iterator<Item = Broken> {
    let keys: HashSet<&str> = pod.keys.iter().map(|key| key.name.original()).collect();
    let lost = pod.reads.iter().filter(move |read| !keys.contains(read.key.original()));
    lost.map(|read| Broken::NoSuchKey { key: read.key.clone(), by: read.by.clone() })
}
