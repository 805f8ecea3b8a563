//! The conditions of a filter, and what each says of a secret.

use std::fmt;

use super::facts::Facts;
use super::name::Name;
use crate::domain::AccessMode;
use crate::domain::rows::Row;

/// A condition on what is known of a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It has this access mode.
    Mode(AccessMode),
    /// This user added it.
    Owner(Name),
    /// The user of the session added it.
    Mine,
    /// The pod of this name names it, or it belongs to that pod.
    Pod(Name),
    /// Its scope has this name.
    Scope(Name),
    /// The time since its creation.
    Age(Compare, Span),
    /// The number of pods that name it, of those that the user can list.
    Used(Compare, u32),
    /// None of these pods names it.
    Unlisted,
    /// One of these pods runs the value of before its last known change.
    Stale,
    /// One of these pods names it in a way that does not work.
    Broken,
    /// The user has marked it.
    Marked,
}

/// A comparison with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `<`
    Less,
    /// `>`
    More,
    /// `=`
    Equal,
}

/// A length of time as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The number of units.
    pub count: u32,
    /// The unit.
    pub unit: Unit,
}

/// The units of time, with the lengths that ages in the list have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// What filters and orders depend on besides the secrets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The pods that the user can list.
    pub pods: bool,
    /// The known changes of values.
    pub changes: bool,
    /// The user of the session.
    pub user: bool,
    /// The time.
    pub time: bool,
    /// The marks.
    pub marks: bool,
}

impl Needs {
    /// Returns what either needs.
    pub fn or(self, other: Self) -> Self {
        Self {
            pods: self.pods || other.pods,
            changes: self.changes || other.changes,
            user: self.user || other.user,
            time: self.time || other.time,
            marks: self.marks || other.marks,
        }
    }

    /// Returns what both need.
    pub fn and(self, other: Self) -> Self {
        Self {
            pods: self.pods && other.pods,
            changes: self.changes && other.changes,
            user: self.user && other.user,
            time: self.time && other.time,
            marks: self.marks && other.marks,
        }
    }

    /// Tells whether anything is needed.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

impl Compare {
    /// Compares.
    pub fn holds<T: Ord>(self, it: T, with: T) -> bool {
        match self {
            Self::Less => it < with,
            Self::More => it > with,
            Self::Equal => it == with,
        }
    }
}

impl Unit {
    /// All units, with their signs.
    pub(super) const ALL: [(Self, &'static str); 6] = [
        (Self::Minute, "min"),
        (Self::Hour, "h"),
        (Self::Day, "d"),
        (Self::Week, "w"),
        (Self::Month, "mo"),
        (Self::Year, "y"),
    ];

    /// Returns its length in seconds; months and years have the mean length of the calendar's.
    fn seconds(self) -> i64 {
        match self {
            Self::Minute => 60,
            Self::Hour => 3_600,
            Self::Day => 86_400,
            Self::Week => 7 * 86_400,
            Self::Month => 2_629_746,
            Self::Year => 12 * 2_629_746,
        }
    }
}

impl Span {
    /// Returns its length in microseconds.
    pub fn micros(self) -> i64 {
        i64::from(self.count).saturating_mul(self.unit.seconds()).saturating_mul(1_000_000)
    }
}

impl Condition {
    /// Returns what it depends on besides the secret.
    pub fn needs(&self) -> Needs {
        let none = Needs::default();
        match self {
            Self::Mode(_) | Self::Owner(_) | Self::Scope(_) => none,
            Self::Mine => Needs { user: true, ..none },
            Self::Age(..) => Needs { time: true, ..none },
            Self::Pod(_) | Self::Used(..) | Self::Unlisted | Self::Broken => Needs { pods: true, ..none },
            Self::Stale => Needs { pods: true, changes: true, ..none },
            Self::Marked => Needs { marks: true, ..none },
        }
    }

    /// Tells whether it holds of the secret in the row of this index; `None` where nobody can tell.
    pub fn holds(&self, index: u32, row: Row<'_>, facts: &Facts) -> Option<bool> {
        let owner = || row.owner_text().original();
        match self {
            Self::Mode(mode) => Some(row.access().mode() == *mode),
            Self::Owner(name) => (!row.owner().is_empty()).then(|| name.is(row.owner())),
            Self::Mine => facts.site.is_own(owner(), row.tenant()),
            Self::Scope(name) => row.scope().word().map(|word| name.is(word)),
            Self::Age(compare, span) => {
                let age = facts.now.as_microsecond().saturating_sub(row.created()?);
                Some(compare.holds(age, span.micros()))
            }
            Self::Pod(name) if row.pod().is_some_and(|pod| name.is(pod)) => Some(true),
            Self::Pod(name) => {
                let mut pods = facts.uses.as_ref()?.pods_of(row.sent_id(), owner());
                Some(pods.any(|pod| name.is(pod.id.shown())))
            }
            Self::Used(compare, number) => {
                Some(compare.holds(facts.count(row)?, usize::try_from(*number).unwrap_or(usize::MAX)))
            }
            Self::Unlisted => Some(facts.count(row)? == 0),
            Self::Stale => facts.is_stale(row),
            Self::Broken => Some(facts.uses.as_ref()?.is_broken(row.sent_id(), owner())),
            Self::Marked => Some(facts.marked.as_ref()?.has(index)),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mode(mode) => write!(f, "mode:{}", mode_word(*mode)),
            Self::Owner(name) => write!(f, "owner:{name}"),
            Self::Mine => f.write_str("mine"),
            Self::Pod(name) => write!(f, "pod:{name}"),
            Self::Scope(name) => write!(f, "scope:{name}"),
            Self::Age(compare, span) => write!(f, "age{compare}{span}"),
            Self::Used(compare, number) => write!(f, "used{compare}{number}"),
            Self::Unlisted => f.write_str("unlisted"),
            Self::Stale => f.write_str("stale"),
            Self::Broken => f.write_str("broken"),
            Self::Marked => f.write_str("marked"),
        }
    }
}

/// Returns the word of an access mode after `mode:`.
pub(super) fn mode_word(mode: AccessMode) -> &'static str {
    match mode {
        AccessMode::Full => "rw",
        AccessMode::ReadOnly => "ro",
        AccessMode::WriteOnly => "wo",
        AccessMode::Locked => "locked",
    }
}

impl fmt::Display for Compare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Less => "<",
            Self::More => ">",
            Self::Equal => "=",
        })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = Unit::ALL.iter().find(|(unit, _)| *unit == self.unit).map_or("", |(_, sign)| sign);
        write!(f, "{}{sign}", self.count)
    }
}
