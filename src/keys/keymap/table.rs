//! The entries of the key table. `keymap` looks them up and explains them.

use super::entry::{Context, Entry, Footer, Group, Needs, Place};
use super::places::*;
use crate::keys::{Action, Code, Key};

const fn key(code: Code, action: Action) -> (Key, Action) {
    (Key::plain(code), action)
}

const fn char(c: char, action: Action) -> (Key, Action) {
    (Key::char(c), action)
}

const fn ctrl(c: char, action: Action) -> (Key, Action) {
    (Key::ctrl(c), action)
}

const fn left(word: &'static str) -> Option<Footer> {
    Some(Footer { word, place: Place::Left })
}

const fn right(word: &'static str) -> Option<Footer> {
    Some(Footer { word, place: Place::Right })
}

const fn below(word: &'static str) -> Option<Footer> {
    Some(Footer { word, place: Place::Under })
}

/// Shows the entry in the footer under a modal.
const fn under(word: &'static str, entry: Entry) -> Entry {
    Entry { footer: below(word), ..entry }
}

/// Makes an entry that the footer does not show.
const fn entry(
    group: Group,
    contexts: &'static [Context],
    keys: &'static [(Key, Action)],
    help: &'static str,
) -> Entry {
    Entry { group, keys, also: &[], contexts, help, footer: None, needs: Needs::Nothing }
}

/// All keys. The order is that of the footer and, within a group, of the help.
pub const TABLE: &[Entry] = &[
    under(
        "move",
        entry(
            Group::Move,
            SCROLLED,
            &[
                char('j', Action::Down),
                char('k', Action::Up),
                key(Code::Down, Action::Down),
                key(Code::Up, Action::Up),
            ],
            "down, up (5j: by 5)",
        ),
    ),
    Entry {
        also: &[key(Code::Home, Action::First), key(Code::End, Action::Last)],
        footer: below("first, last"),
        ..entry(Group::Move, SCROLLED, &[char('g', Action::First), char('G', Action::Last)], "first, last")
    },
    under(
        "half a page",
        entry(
            Group::Move,
            SCROLLED,
            &[ctrl('d', Action::HalfDown), ctrl('u', Action::HalfUp)],
            "half a page",
        ),
    ),
    under(
        "page",
        entry(
            Group::Move,
            SCROLLED,
            &[key(Code::PageDown, Action::PageDown), key(Code::PageUp, Action::PageUp)],
            "a page",
        ),
    ),
    Entry {
        also: &[key(Code::BackTab, Action::Previous)],
        ..entry(
            Group::Move,
            PANES,
            &[key(Code::Tab, Action::Next), key(Code::Enter, Action::Open)],
            "to the detail and back",
        )
    },
    entry(Group::Move, PANES, &[key(Code::Esc, Action::Back)], "back; never quits"),
    Entry {
        footer: left("reveal"),
        needs: Needs::Secret,
        ..entry(Group::Value, PANES, &[char('v', Action::Reveal)], "reveal, hide")
    },
    entry(Group::Value, PANES, &[char('V', Action::RevealAlone)], "alone, for the mouse"),
    Entry {
        footer: left("copy"),
        needs: Needs::Secret,
        ..entry(Group::Value, PANES, &[char('y', Action::CopyValue)], "copy without showing")
    },
    entry(Group::Value, PANES, &[char('Y', Action::CopyAs)], "copy as"),
    entry(Group::Value, PANES, &[char('c', Action::CopyId)], "copy the id"),
    Entry {
        footer: left("edit"),
        needs: Needs::Secret,
        ..entry(Group::Change, PANES, &[char('e', Action::Edit)], "edit")
    },
    entry(Group::Change, PANES, &[char('E', Action::EditInEditor)], "in $EDITOR"),
    Entry { footer: left("new"), ..entry(Group::Change, PANES, &[char('a', Action::Create)], "new secret") },
    Entry {
        footer: left("delete"),
        needs: Needs::Secret,
        ..entry(Group::Change, PANES, &[char('D', Action::Delete)], "delete")
    },
    Entry {
        footer: right("undo"),
        needs: Needs::Held,
        ..entry(Group::Change, PANES, &[char('u', Action::Undo)], "undo a change")
    },
    entry(Group::Change, PANES, &[char('X', Action::Wipe)], "wipe what undo holds"),
    entry(Group::Change, PANES, &[char('=', Action::Verify)], "verify the last save"),
    Entry {
        footer: left("filter"),
        needs: Needs::Rows,
        ..entry(Group::Find, PANES, &[char('/', Action::Filter)], "filter as you type")
    },
    Entry {
        footer: left("sort"),
        needs: Needs::Rows,
        ..entry(Group::Find, PANES, &[char('S', Action::Sort)], "sort")
    },
    Entry {
        also: &[key(Code::F(5), Action::Refresh)],
        footer: left("refresh"),
        ..entry(Group::Find, PANES, &[char('R', Action::Refresh)], "refresh")
    },
    entry(Group::Session, PANES, &[char('!', Action::Details)], "details of a message"),
    entry(Group::Session, PANES, &[char('s', Action::SignIn)], "sign in"),
    entry(Group::Session, PANES, &[char('p', Action::Profiles)], "switch the profile"),
    entry(Group::Session, PANES, &[char('J', Action::Journal)], "journal"),
    under("lock", entry(Group::Session, NO_TEXT, &[char('L', Action::Lock)], "lock the screen")),
    under("redraw", entry(Group::Session, EVERYWHERE, &[ctrl('l', Action::Redraw)], "redraw")),
    under("suspend", entry(Group::Session, EVERYWHERE, &[ctrl('z', Action::Suspend)], "suspend")),
    Entry {
        also: &[key(Code::F(1), Action::Help)],
        footer: right("help"),
        ..entry(Group::Session, PANES, &[char('?', Action::Help)], "these keys")
    },
    Entry { footer: right("quit"), ..entry(Group::Session, PANES, &[char('q', Action::Quit)], "quit") },
    under("quit now", entry(Group::Session, AT_ONCE, &[ctrl('c', Action::Interrupt)], "quit now")),
    Entry {
        footer: left("keep"),
        ..entry(Group::Local, FILTER, &[key(Code::Enter, Action::Keep)], "keep the filter")
    },
    Entry {
        also: &[ctrl('c', Action::Back)],
        footer: left("clear"),
        ..entry(Group::Local, FILTER, &[key(Code::Esc, Action::Back)], "clear the filter")
    },
    Entry {
        also: &[ctrl('n', Action::Down), ctrl('p', Action::Up)],
        footer: left("move"),
        needs: Needs::Secret,
        ..entry(
            Group::Local,
            FILTER,
            &[key(Code::Down, Action::Down), key(Code::Up, Action::Up)],
            "move without leaving the filter",
        )
    },
    Entry {
        also: &[char('V', Action::Back), char('q', Action::Back), key(Code::Esc, Action::Back)],
        footer: left("hide"),
        ..entry(Group::Local, ALONE, &[char('v', Action::Back)], "hide the value")
    },
    entry(Group::Local, ALONE, &[char('y', Action::CopyValue)], "copy the value"),
    Entry {
        footer: left("press"),
        ..entry(Group::Local, QUESTION, &[key(Code::Enter, Action::Choose)], "press the button")
    },
    Entry {
        also: &[
            key(Code::BackTab, Action::Previous),
            key(Code::Left, Action::Previous),
            key(Code::Right, Action::Next),
        ],
        footer: left("next"),
        ..entry(Group::Local, QUESTION, &[key(Code::Tab, Action::Next)], "the other button")
    },
    Entry {
        footer: left("copy"),
        ..entry(Group::Local, READER, &[char('y', Action::CopyValue)], "copy these lines")
    },
    under("next", entry(Group::Local, FORM, &[key(Code::Tab, Action::Next)], "next field or button")),
    under(
        "previous",
        entry(Group::Local, FORM, &[key(Code::BackTab, Action::Previous)], "previous field or button"),
    ),
    under("save", entry(Group::Local, FORM, &[ctrl('s', Action::Save)], "go on: review, save, delete")),
    under("show", entry(Group::Local, FORM, &[ctrl('r', Action::ShowValue)], "show or mask the value")),
    under(
        "load",
        entry(Group::Local, FORM, &[ctrl('o', Action::LoadValue)], "load the value; keep the old one"),
    ),
    under("generate", entry(Group::Local, FORM, &[ctrl('g', Action::Generate)], "generate a value")),
    under("file", entry(Group::Local, FORM, &[ctrl('f', Action::LoadFile)], "load the value from a file")),
    under(
        "remove unseen",
        entry(
            Group::Local,
            FORM,
            &[ctrl('t', Action::RemoveUnseen)],
            "remove from the value what cannot be seen",
        ),
    ),
    under(
        "editor",
        entry(Group::Local, FORM, &[ctrl('x', Action::EditInEditor)], "edit the value in $EDITOR"),
    ),
    Entry {
        also: &[ctrl('s', Action::Choose)],
        footer: below("sign in"),
        ..entry(Group::Local, SIGN_IN, &[key(Code::Enter, Action::Choose)], "sign in")
    },
    under("next", entry(Group::Local, SIGN_IN, &[key(Code::Tab, Action::Next)], "next field")),
    under(
        "previous",
        entry(Group::Local, SIGN_IN, &[key(Code::BackTab, Action::Previous)], "previous field"),
    ),
    under("show", entry(Group::Local, SIGN_IN, &[ctrl('r', Action::ShowValue)], "show or mask the password")),
    entry(Group::Local, SIGN_IN, &[key(Code::Esc, Action::Back)], "leave; the password is wiped"),
    under(
        "length",
        entry(
            Group::Local,
            GENERATE,
            &[key(Code::Left, Action::Previous), key(Code::Right, Action::Next)],
            "shorter, longer",
        ),
    ),
    Entry {
        also: &[
            char('k', Action::Up),
            char('j', Action::Down),
            key(Code::Home, Action::First),
            key(Code::End, Action::Last),
        ],
        footer: below("set"),
        ..entry(
            Group::Local,
            GENERATE,
            &[key(Code::Up, Action::Up), key(Code::Down, Action::Down)],
            "the set before, the next",
        )
    },
    Entry {
        also: &[ctrl('s', Action::Choose)],
        footer: left("generate"),
        ..entry(Group::Local, GENERATE, &[key(Code::Enter, Action::Choose)], "generate")
    },
    Entry {
        footer: left("close"),
        ..entry(Group::Local, GENERATE, &[key(Code::Esc, Action::Back)], "close")
    },
    Entry {
        footer: left("go to it"),
        ..entry(Group::Local, JOURNAL, &[key(Code::Enter, Action::Choose)], "go to the secret")
    },
    Entry {
        footer: left("save"),
        ..entry(Group::Local, JOURNAL, &[char('s', Action::SaveJournal)], "save it to a file")
    },
    entry(Group::Local, JOURNAL, &[char('J', Action::Back)], "close"),
    Entry {
        also: &[ctrl('s', Action::Choose)],
        footer: left("go on"),
        ..entry(Group::Local, LINE, &[key(Code::Enter, Action::Choose)], "take what is typed")
    },
    under(
        "scroll",
        entry(
            Group::Local,
            FORM,
            &[key(Code::PageDown, Action::PageDown), key(Code::PageUp, Action::PageUp)],
            "scroll",
        ),
    ),
    entry(Group::Local, FORM, &[key(Code::Esc, Action::Back)], "back"),
    Entry { footer: left("cancel"), ..entry(Group::Local, LINE, &[key(Code::Esc, Action::Back)], "back") },
    Entry {
        footer: left("choose"),
        ..entry(Group::Local, MENU, &[key(Code::Enter, Action::Choose)], "choose")
    },
    Entry {
        footer: left("scroll"),
        ..entry(
            Group::Local,
            &[Context::Reader, Context::Help],
            &[key(Code::Down, Action::Down), key(Code::Up, Action::Up)],
            "scroll",
        )
    },
    Entry {
        also: &[char('q', Action::Back), char('?', Action::Back), key(Code::F(1), Action::Back)],
        footer: left("close"),
        ..entry(Group::Local, HELP, &[key(Code::Esc, Action::Back)], "close")
    },
    Entry {
        also: &[key(Code::F(1), Action::Help)],
        ..entry(Group::Local, OVER_PANES, &[char('?', Action::Help)], "these keys")
    },
    Entry {
        footer: right("help"),
        ..entry(Group::Local, TYPED, &[key(Code::F(1), Action::Help)], "these keys")
    },
    Entry {
        also: &[char('q', Action::Back)],
        footer: left("close"),
        ..entry(Group::Local, OVERLAYS, &[key(Code::Esc, Action::Back)], "close")
    },
    under(
        "quit now",
        entry(
            Group::Session,
            AS_ESC_FIRST,
            &[ctrl('c', Action::Interrupt)],
            "quit now; with unsaved changes, or while saving, as Esc",
        ),
    ),
];
