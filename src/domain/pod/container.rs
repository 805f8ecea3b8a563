//! The container of a pod, `status_container` (`PODS` §1a).

use std::fmt;

use jiff::Timestamp;

use crate::text::SafeText;

/// The facts about a pod's container; all of them are missing while there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Container {
    /// Kubernetes' word for its phase; empty when there is none.
    pub phase: SafeText,
    /// The time at which it was begun.
    pub begun: Option<Timestamp>,
    /// Its readiness, where the service tells it (26Q2 on).
    pub ready: Option<bool>,
    /// Starts of the container after failures, where the service counts them (26Q2 on).
    pub restart_count: Option<u64>,
    /// The message of the service or of Kubernetes.
    pub message: ScreenOnly,
}

impl Container {
    /// Tells whether there is a container.
    pub fn is_there(&self) -> bool {
        !self.phase.is_empty()
    }
}

/// A text that may repeat what a container printed: it goes to the screen, and no `Debug` or log has it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ScreenOnly(SafeText);

impl ScreenOnly {
    /// Wraps a text.
    pub fn new(text: impl Into<SafeText>) -> Self {
        Self(text.into())
    }

    /// Returns the text for the screen.
    pub fn for_screen(&self) -> &SafeText {
        &self.0
    }
}

impl fmt::Debug for ScreenOnly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "ScreenOnly()" } else { "ScreenOnly(…)" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_for_the_screen_only() {
        let container = Container { message: ScreenOnly::new("printed hunter2"), ..Container::default() };
        assert!(!format!("{container:?}").contains("hunter2"));
        assert_eq!(container.message.for_screen().shown(), "printed hunter2");
    }
}
