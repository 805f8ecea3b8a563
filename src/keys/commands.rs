//! The lines of the palette, made from the table: each action once, with its keys and what it does in a context.

use super::action::{Action, Entry};
use super::key::Key;
use super::keymap::{Context, Group, entries, working};

/// The contexts whose own keys the palette shows everywhere, so that an action is found before its view is open.
const VIEWS: [Context; 5] = [Context::Uses, Context::Journal, Context::Plan, Context::Run, Context::Form];

/// The actions of the panes that have no key of their own: each with the one after which it stands, and what it does.
const WITHOUT_KEY: [(Action, Action, &str); 1] =
    [(Action::RestartPods, Action::Rotate, "restart the pods of the marked secrets, or of this one")];

/// An action with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// The action.
    pub action: Action,
    /// Its keys; the first one is pressed when the action is chosen. None where only the palette has it.
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
    let mut commands: Vec<_> = here.flat_map(|one| with_those_without_key(one, context)).collect();
    let is_here: Vec<Action> = commands.iter().map(|command| command.action).collect();
    let panes = entries(Context::List).flat_map(|entry| of(entry, Context::List, Some(Context::List)));
    let panes = panes.flat_map(|one| with_those_without_key(one, Context::List));
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

/// Returns a command, and behind it the actions without a key that belong there, where `context` is one of the panes.
fn with_those_without_key(one: Command, context: Context) -> Vec<Command> {
    let Command { action, topic, elsewhere, .. } = one;
    let behind = WITHOUT_KEY.iter().filter(|(_, after, _)| context.is_panes() && *after == action);
    let behind =
        behind.map(|&(action, _, does)| Command { action, keys: Vec::new(), topic, does, elsewhere });
    std::iter::once(one).chain(behind).collect()
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
        for command in commands(context).into_iter().filter(|command| !command.keys.is_empty()) {
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
    fn an_action_without_a_key_is_there_once_and_says_where_it_works() {
        for context in [Context::List, Context::Detail, Context::Uses, Context::Plan] {
            let all = commands(context).into_iter();
            let found: Vec<_> = all.filter(|command| command.keys.is_empty()).collect();
            let elsewhere = (!context.is_panes()).then_some(Context::List);
            let said: Vec<_> = found.iter().map(|one| (one.action, one.topic, one.elsewhere)).collect();
            assert_eq!(said, [(Action::RestartPods, "Change", elsewhere)], "{context:?}");
        }
    }

    #[test]
    fn an_action_that_shares_its_line_has_words_of_its_own() {
        let lines: Vec<_> = commands(Context::List).into_iter().map(|command| command.does).collect();
        assert!(lines.contains(&"half a page up") && lines.contains(&"half a page down"));
    }
}
