//! Puts secrets into a chunk, one after the other.

use std::collections::HashMap;

use jiff::Timestamp;

use super::packed::{Ends, Facts, Origin, Packed, RowMasks, UNKNOWN, fingerprint};
use super::widths::Widths;
use crate::domain::Secret;
use crate::domain::char_mask::CharMask;

/// A chunk that is still growing.
#[derive(Default)]
pub(super) struct Pack {
    text: String,
    ends: Vec<Ends>,
    facts: Vec<Facts>,
    origins: Vec<Origin>,
    known: HashMap<Origin, u32>,
    prints: Vec<u32>,
    letters: Vec<RowMasks>,
    widths: Widths,
    odd: Vec<(u32, Secret)>,
}

impl Pack {
    pub(super) fn add(&mut self, secret: Secret) {
        let (id, description) = (secret.id.text().shown(), secret.description.shown());
        self.letters.push(RowMasks { id: CharMask::of(id), description: CharMask::of(description) });
        self.widths.add(id, secret.owner.shown(), description);
        self.prints.push(fingerprint(secret.id.as_str()));
        self.text.push_str(id);
        let id_end = self.text.len() as u32;
        self.text.push_str(description);
        let at = self.ends.len() as u32;
        self.ends.push(Ends { id: id_end, description: self.text.len() as u32 });
        let created = secret.created.map_or(UNKNOWN, Timestamp::as_microsecond);
        let as_sent = secret.id.text().is_as_sent() && secret.description.is_as_sent();
        let exact = secret.created.is_none_or(|at| at.subsec_nanosecond() % 1_000 == 0);
        let odd = (!as_sent || !exact).then(|| secret.clone());
        let Secret { owner, scope, stored_as, access, .. } = secret;
        let origin = self.origin(Origin { owner, scope, stored_as });
        self.facts.push(Facts { created, origin, access });
        self.odd.extend(odd.map(|secret| (at, secret)));
    }

    /// Returns the index of an origin. Neighbours mostly have the same.
    fn origin(&mut self, origin: Origin) -> u32 {
        if let Some(last) = self.facts.last()
            && self.origins[last.origin as usize] == origin
        {
            return last.origin;
        }
        let next = self.origins.len() as u32;
        let index = *self.known.entry(origin.clone()).or_insert(next);
        if index == next {
            self.origins.push(origin);
        }
        index
    }

    /// Returns the packed rows, in no more memory than they take.
    pub(super) fn finish(self) -> Packed {
        Packed {
            text: self.text.into(),
            ends: self.ends.into(),
            facts: self.facts.into(),
            origins: self.origins.into(),
            prints: self.prints.into(),
            letters: self.letters.into(),
            widths: self.widths,
            odd: self.odd.into(),
        }
    }
}
