//! Seeded faults: which requests fail, how, and whether a write has taken effect by then. `serve` applies a fault to
//! an answer.

use std::time::Duration;

use fastrand::Rng;

/// Time for which a [`Kind::Delay`] holds an answer back.
pub(super) const DELAY: Duration = Duration::from_secs(2);

/// A way to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// HTTP 500, of the storage backend or, behind it, of the database: then a write is half done.
    Storage,
    /// HTTP 502 of a proxy, in HTML.
    Proxy,
    /// The connection ends without an answer.
    Drop,
    /// The connection ends in the middle of the answer's body.
    HalfBody,
    /// The right answer, two seconds late.
    Delay,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) kind: Kind,
    /// Lets a write take effect all the same, as far as it gets.
    pub(super) after: bool,
}

/// The sequence of faults; equal seeds give equal sequences.
pub(super) struct Faults(Rng);

impl Faults {
    pub(super) fn new(seed: u64) -> Faults {
        Faults(Rng::with_seed(seed))
    }

    /// Draws the fault of the next request, if it is one of the `percent` of a hundred that have one.
    pub(super) fn draw(&mut self, percent: u8) -> Option<Fault> {
        // All three are always drawn, so that changing the percentage half-way shifts nothing.
        let (chance, kind, after) = (self.0.u8(0..100), self.0.u8(0..5), self.0.bool());
        let kind = match kind {
            0 => Kind::Storage,
            1 => Kind::Proxy,
            2 => Kind::Drop,
            3 => Kind::HalfBody,
            _ => Kind::Delay,
        };
        (chance < percent).then_some(Fault { kind, after })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sequence(seed: u64) -> Vec<Option<Fault>> {
        let mut faults = Faults::new(seed);
        (0..200).map(|_| faults.draw(40)).collect()
    }

    #[test]
    fn equal_seeds_give_equal_sequences() {
        assert_eq!(sequence(7), sequence(7));
        assert_ne!(sequence(7), sequence(8));
    }

    #[test]
    fn zero_percent_never_fails_and_a_hundred_always_do() {
        let mut faults = Faults::new(1);
        assert!((0..200).all(|_| faults.draw(0).is_none()));
        assert!((0..200).all(|_| faults.draw(100).is_some()));
    }
}
