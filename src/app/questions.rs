//! The words of the questions.

use super::modal::About;
use super::{App, words};
use crate::features::editor;
use crate::features::rollout::{no_way_back, not_seen_from_here};
use crate::text::Sentence;

impl App {
    /// Returns the title, the text and the buttons of a question, the safe button first.
    pub(super) fn question(&self, about: &About) -> (Sentence, String, [&'static str; 2]) {
        match about {
            About::Unknown(id, _) => (
                Sentence::about(id.shown(), |id| format!("Ask for the value of {id}?")),
                "The service did not say whether this value may be read. If it may not, asking is refused, and \
                 logged with your name."
                    .to_owned(),
                ["Cancel", "Ask"],
            ),
            About::Unseen(value) => {
                let (title, text, buttons) = words::unseen_question(&value.facts().unseen);
                (title.into(), text, buttons)
            }
            About::Editor(question) => {
                let (title, text, buttons) = editor::question(question);
                (title.into(), text, buttons)
            }
            About::Switch(_) => {
                let stay = if self.is_sending() { "Wait" } else { "Stay" };
                ("Switch the profile?".into(), self.left_behind_by("switching"), [stay, "Switch anyway"])
            }
            About::NoWayBack(_) => {
                let text = self.rollouts.planned().map(no_way_back).unwrap_or_default();
                ("Start without a way back?".into(), text, ["Cancel", "Start"])
            }
            About::TakeRollout(name) => {
                let text = not_seen_from_here(self.rollouts.runner_of(name).unwrap_or_default());
                ("Go on with this rollout?".into(), text, ["Leave it", "Go on"])
            }
            About::Lock => ("Lock the screen?".into(), self.lock_question(), ["Stay", "Lock anyway"]),
            _ => {
                let stay = if self.is_busy() { "Wait" } else { "Stay" };
                ("Quit?".into(), self.quit_question(), [stay, "Quit anyway"])
            }
        }
    }
}
