//! The states of a pod (`PODS` §5). A word that is not known is kept as it is.

use jiff::Timestamp;

use crate::text::SafeText;

/// The state that a pod is in, `status`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PodStatus {
    /// It has no container.
    Stopped,
    /// The service was asked for a container. It has read the secrets' values by now.
    Requested,
    /// The spawner has begun.
    SpawnerSetup,
    /// The container is being made.
    Creating,
    /// It runs.
    Available,
    /// The container is being removed.
    Deleting,
    /// It failed to start, or its container failed.
    Error,
    /// Its container has ended by itself.
    Complete,
    /// A word that this program does not know; empty when the service sent none.
    Other(SafeText),
}

/// The state that somebody asked for, `status_requested`. The service takes any text here (`PODS` §4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Requested {
    /// The pod is to run.
    On,
    /// It is to be stopped.
    Off,
    /// It is to be stopped and started again; becomes `On` by itself.
    Restart,
    /// Another word; empty when the service sent none.
    Other(SafeText),
}

/// The start of a run, `start_instance_ts`: set when the pod becomes available, not when its secrets are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// The service did not say, or not in a form that makes sense.
    #[default]
    Unclear,
    /// `null`: it has not come up since it was last asked to.
    Null,
    /// It came up then.
    At(Timestamp),
}

impl PodStatus {
    /// Reads the service's word.
    pub fn from_wire(word: &str) -> Self {
        match word {
            "STOPPED" => Self::Stopped,
            "REQUESTED" => Self::Requested,
            "SPAWNER SETUP" => Self::SpawnerSetup,
            "CREATING" => Self::Creating,
            "AVAILABLE" => Self::Available,
            "DELETING" => Self::Deleting,
            "ERROR" => Self::Error,
            "COMPLETE" => Self::Complete,
            other => Self::Other(other.into()),
        }
    }

    /// Returns the service's word, safe to draw.
    pub fn word(&self) -> &str {
        match self {
            Self::Stopped => "STOPPED",
            Self::Requested => "REQUESTED",
            Self::SpawnerSetup => "SPAWNER SETUP",
            Self::Creating => "CREATING",
            Self::Available => "AVAILABLE",
            Self::Deleting => "DELETING",
            Self::Error => "ERROR",
            Self::Complete => "COMPLETE",
            Self::Other(word) => word.shown(),
        }
    }

    /// Tells whether a start is under way: the container may already be made with the values of before.
    pub fn is_starting(&self) -> bool {
        matches!(self, Self::Requested | Self::SpawnerSetup | Self::Creating)
    }
}

impl Requested {
    /// Reads the service's word.
    pub fn from_wire(word: &str) -> Self {
        match word {
            "ON" => Self::On,
            "OFF" => Self::Off,
            "RESTART" => Self::Restart,
            other => Self::Other(other.into()),
        }
    }

    /// Returns the service's word, safe to draw.
    pub fn word(&self) -> &str {
        match self {
            Self::On => "ON",
            Self::Off => "OFF",
            Self::Restart => "RESTART",
            Self::Other(word) => word.shown(),
        }
    }
}

impl Start {
    /// Returns the time, where there is one.
    pub fn time(self) -> Option<Timestamp> {
        if let Self::At(time) = self { Some(time) } else { None }
    }
}

impl Default for PodStatus {
    fn default() -> Self {
        Self::Other(SafeText::default())
    }
}

impl Default for Requested {
    fn default() -> Self {
        Self::Other(SafeText::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    fn a_word_stays_the_same_there_and_back(
        #[values(
            "STOPPED",
            "REQUESTED",
            "SPAWNER SETUP",
            "CREATING",
            "AVAILABLE",
            "DELETING",
            "ERROR",
            "COMPLETE",
            "SUBMITTED",
            "available",
            ""
        )]
        word: &str,
    ) {
        let status = PodStatus::from_wire(word);
        assert_eq!(status.word(), word);
        let is_known = word.chars().all(|c| c.is_ascii_uppercase() || c == ' ') && word != "SUBMITTED";
        assert_eq!(matches!(status, PodStatus::Other(_)), !is_known || word.is_empty());
    }

    #[rstest]
    #[case("ON", Requested::On)]
    #[case("OFF", Requested::Off)]
    #[case("RESTART", Requested::Restart)]
    #[case("BANANA", Requested::Other("BANANA".into()))]
    fn any_text_may_be_requested(#[case] word: &str, #[case] requested: Requested) {
        assert_eq!(Requested::from_wire(word), requested);
        assert_eq!(requested.word(), word);
    }

    #[test]
    fn an_unknown_word_is_safe_to_draw() {
        assert_eq!(PodStatus::from_wire("UP\u{1b}[31m").word(), "UP\\u{1b}[31m");
        assert_eq!(Requested::from_wire("\u{202e}NO").word(), "\\u{202e}NO");
    }
}
