//! The words for keys that do nothing.

use crate::keys::{Action, Code, Context, Key, keymap};
use crate::text::SafeText;

/// Says that a key does nothing here, names the key in the other case if that one works, and the key of the help.
pub fn does_nothing(context: Context, key: Key) -> String {
    let help = [Key::char('?'), Key::plain(Code::F(1))]
        .into_iter()
        .find(|key| keymap::action(context, *key) == Some(Action::Help))
        // The help is open already.
        .map_or("Esc closes".to_owned(), |key| format!("{key} lists the keys"));
    let meant = other_case(key).and_then(|other| Some((other, does(keymap::action(context, other)?)?)));
    let meant = meant.map_or(String::new(), |(other, does)| format!("{other} {does}, "));
    format!("{} does nothing here; {meant}{help}.", name(key))
}

/// Says where an action of the palette works, and which key of the list leads there.
pub fn works_elsewhere(there: Context, key: Option<Key>) -> String {
    let name = key.map_or("This".to_owned(), name);
    let (place, opens) = match there {
        Context::Uses | Context::UsesText | Context::UsesFilter => {
            ("in the pods of a secret", Action::WhereUsed)
        }
        Context::Journal => ("in the journal", Action::Journal),
        Context::Plan => ("in the plan of a rollout", Action::Rotate),
        Context::Run => ("while a rollout runs", Action::Rotate),
        Context::Form => ("in a form", Action::Edit),
        _ => return format!("{name} works in the list; Esc goes back to it."),
    };
    let from_list =
        keymap::offer(opens).map_or(String::new(), |(key, _)| format!("; {key} in the list opens it"));
    format!("{name} works {place}{from_list}.")
}

/// Says why an action of the palette does nothing here, although it belongs here.
pub fn nothing_there(action: Action) -> &'static str {
    match action {
        Action::Broken => "The pods are not known yet, so nothing is known to be broken.",
        Action::CopyList => "There is nothing here to copy.",
        Action::View(_) => "No view is saved under this number; [views] in config.toml has them.",
        _ => "There is nothing here that this could act on.",
    }
}

/// For a profile that is chosen where another view is open.
pub const ONLY_IN_PANES: &str = "The profile is switched from the list; Esc goes back to it.";

/// For a saved view that is chosen where another view is open.
pub const VIEWS_ONLY_IN_PANES: &str = "Saved views belong to the list; Esc goes back to it.";

/// For a profile or a theme that is in use.
pub const IS_CURRENT: &str = "It is in use already.";

/// For a chosen action whose place has gone.
pub const PLACE_HAS_CHANGED: &str = "The screen has changed meanwhile, so nothing was run. Choose it again.";

/// Returns the key for the letter in the other case.
fn other_case(key: Key) -> Option<Key> {
    let Code::Char(c) = key.code else { return None };
    let other = if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    (key.is_text() && other != c).then_some(Key::char(other))
}

/// Returns the name of a key for a sentence.
fn name(key: Key) -> String {
    let arrow = match key.code {
        Code::Up => "Up",
        Code::Down => "Down",
        Code::Left => "Left",
        Code::Right => "Right",
        _ => return SafeText::from(key.to_string().as_str()).shown().to_owned(),
    };
    let held = if key.ctrl {
        "Ctrl-"
    } else if key.alt {
        "Alt-"
    } else {
        ""
    };
    format!("{held}{arrow}")
}

/// Returns the words for an action, to follow the name of its key.
fn does(action: Action) -> Option<&'static str> {
    Some(match action {
        Action::First => "goes to the first",
        Action::Last => "goes to the last",
        Action::Down => "goes down",
        Action::Up => "goes up",
        Action::Reveal => "reveals",
        Action::RevealAlone => "shows the value alone",
        Action::CopyValue => "copies",
        Action::CopyId => "copies the id",
        Action::CopyAs => "copies as",
        Action::Create => "creates",
        Action::CreateLike => "creates one like this",
        Action::Edit => "edits",
        Action::EditInEditor => "edits in $EDITOR",
        Action::Delete => "deletes",
        Action::Undo => "undoes",
        Action::Wipe => "wipes what undo holds",
        Action::Mark => "marks",
        Action::Pin => "pins",
        Action::Sort => "sorts",
        Action::Refresh => "refreshes",
        Action::SignIn => "signs in",
        Action::Profiles => "switches the profile",
        Action::Palette => "finds an action by its name",
        Action::WhereUsed => "shows the pods that use it",
        Action::Broken => "shows what is broken",
        Action::CopyList => "copies the list",
        Action::Journal => "shows the journal",
        Action::SaveJournal => "saves the journal",
        Action::Lock => "locks the screen",
        Action::Quit => "quits",
        Action::Back => "closes",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::other_case(Context::List, Key::char('d'), "d does nothing here; D deletes, ? lists the keys.")]
    #[case::no_such(Context::Detail, Key::char('z'), "z does nothing here; ? lists the keys.")]
    #[case::ctrl(Context::List, Key::ctrl('d'), "Ctrl-d does nothing here; ? lists the keys.")]
    #[case::arrow(Context::List, Key::plain(Code::Left), "Left does nothing here; ? lists the keys.")]
    #[case::form(Context::Form, Key::char('x'), "x does nothing here; F1 lists the keys.")]
    #[case::menu(Context::Menu, Key::char('Q'), "Q does nothing here; q closes, ? lists the keys.")]
    #[case::help(Context::Help, Key::char('z'), "z does nothing here; Esc closes.")]
    #[case::escape(Context::List, Key::char('\u{202e}'), "\\u{202e} does nothing here; ? lists the keys.")]
    fn it_names_the_key_that_was_meant(#[case] context: Context, #[case] key: Key, #[case] said: &str) {
        assert_eq!(does_nothing(context, key), said);
    }
}
