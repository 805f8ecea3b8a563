//! The lines of the palette, made from the table: each action once, with its keys and what it does in a context.

use super::action::{Action, Entry};
use super::key::Key;
use super::keymap::{Context, Group, entries, working};

/// The contexts whose own keys the palette shows everywhere, so that an action is found before its view is open.
const VIEWS: [Context; 5] = [Context::Uses, Context::Journal, Context::Plan, Context::Run, Context::Form];

/// An action with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The action.
    pub action: Action,
    /// Its keys; the first one is pressed when the action is chosen.
    pub keys: Vec<Key>,
    /// The paragraph of the help that explains it, or the place that it belongs to.
    pub topic: &'static str,
    /// What it does.
    pub does: &'static str,
    /// The context where it works, if that is not the present one.
    pub elsewhere: Option<Context>,
}

impl Command {
    /// Returns its words with what they are about, such as `Value: reveal, hide`.
    pub fn text(&self) -> String {
        format!("{}: {}", self.topic, self.does)
    }
}

/// Returns the actions of `context` in the order of its help, with those that only move at the end; then those that work
/// only in other places.
pub fn commands(context: Context) -> Vec<Command> {
    let (moves, others): (Vec<_>, Vec<_>) =
        working(context, |_| true).partition(|entry| entry.group == Group::Move);
    let here = others.into_iter().chain(moves).flat_map(|entry| of(entry, context, None));
    let mut commands: Vec<_> = here.collect();
    let is_here: Vec<Action> = commands.iter().map(|command| command.action).collect();
    let panes = entries(Context::List).flat_map(|entry| of(entry, Context::List, Some(Context::List)));
    commands.extend(panes.filter(|command| !is_here.contains(&command.action)));
    for view in VIEWS.into_iter().filter(|view| *view != context) {
        let own = entries(view).filter(|entry| entry.group == Group::Local);
        commands.extend(
            own.flat_map(|entry| of(entry, view, Some(view))).filter(|command| is_own(command.action)),
        );
    }
    // The palette is open already.
    commands.retain(|command| command.action != Action::Palette);
    commands
}

/// Tells whether an action is worth finding from outside its view.
fn is_own(action: Action) -> bool {
    !matches!(
        action,
        Action::Back
            | Action::Help
            | Action::Details
            | Action::SignIn
            | Action::Refresh
            | Action::Next
            | Action::Previous
            | Action::PageDown
            | Action::PageUp
    )
}

/// Returns the actions of a line of `context`. Those that share its explanation are one command.
fn of(entry: &Entry, context: Context, elsewhere: Option<Context>) -> Vec<Command> {
    let topic = if entry.group == Group::Local { context.place() } else { entry.group.title() };
    let mut commands: Vec<Command> = Vec::new();
    for (key, action) in entry.keys {
        let does = action.apart().unwrap_or(entry.help);
        match commands.iter_mut().find(|command| command.does == does) {
            Some(command) => command.keys.push(*key),
            None => commands.push(Command { action: *action, keys: vec![*key], topic, does, elsewhere }),
        }
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::keymap;
    use rstest::rstest;

    #[rstest]
    fn the_first_key_of_a_command_does_what_the_command_says(
        #[values(
            Context::List,
            Context::Detail,
            Context::Uses,
            Context::Journal,
            Context::Plan,
            Context::Run
        )]
        context: Context,
    ) {
        for command in commands(context) {
            let there = command.elsewhere.unwrap_or(context);
            assert_eq!(keymap::action(there, command.keys[0]), Some(command.action), "{}", command.does);
        }
    }

    #[test]
    fn every_action_of_the_panes_is_there_once_wherever_the_palette_opens() {
        let of_panes = || keymap::entries(Context::List).flat_map(|entry| entry.keys);
        for context in [Context::List, Context::Uses, Context::Plan] {
            let commands = commands(context);
            for (_, action) in of_panes().filter(|(_, action)| *action != Action::Palette) {
                let known = commands.iter().filter(|command| command.action == *action);
                let shares = matches!(action, Action::Open);
                assert!(shares || known.count() >= 1, "{action:?} in {context:?}");
            }
        }
    }

    #[test]
    fn an_action_that_shares_its_line_has_words_of_its_own() {
        let lines: Vec<_> = commands(Context::List).into_iter().map(|command| command.does).collect();
        assert!(lines.contains(&"half a page up") && lines.contains(&"half a page down"));
    }
}
