//! The keys of the panes.

use super::entry::{Group, Needs};
use super::places::{AT_ONCE, COMMANDED, EVERYWHERE, NO_TEXT, PANES, SCROLLED};
use crate::keys::action::{alt, below, char, ctrl, entry, key, left, right, under};
use crate::keys::{Action, Code, Entry};

/// The keys of the panes. The order is that of the footer and, within a group, of the help.
pub(super) const OF_PANES: &[Entry] = &[
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
    entry(Group::Change, PANES, &[char('A', Action::CreateLike)], "new one like this"),
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
    entry(Group::Change, PANES, &[char('r', Action::Rotate)], "rotate, roll out"),
    entry(Group::Change, PANES, &[char('H', Action::Hold)], "hold a rollout"),
    Entry {
        footer: left("filter"),
        needs: Needs::Rows,
        ..entry(Group::Find, PANES, &[char('/', Action::Filter)], "filter as you type")
    },
    Entry {
        also: &[
            alt('2', Action::View(2)),
            alt('3', Action::View(3)),
            alt('4', Action::View(4)),
            alt('5', Action::View(5)),
            alt('6', Action::View(6)),
            alt('7', Action::View(7)),
            alt('8', Action::View(8)),
            alt('9', Action::View(9)),
        ],
        ..entry(Group::Find, PANES, &[alt('1', Action::View(1))], "saved views, to Alt-9")
    },
    Entry {
        footer: left("sort"),
        needs: Needs::Rows,
        ..entry(Group::Find, PANES, &[char('S', Action::Sort)], "sort")
    },
    entry(Group::Find, PANES, &[char(' ', Action::Mark)], "mark, and go on"),
    entry(
        Group::Find,
        PANES,
        &[char('*', Action::MarkShown), char('-', Action::UnmarkAll)],
        "mark all, none",
    ),
    Entry {
        also: &[key(Code::F(5), Action::Refresh)],
        footer: left("refresh"),
        ..entry(Group::Find, PANES, &[char('R', Action::Refresh)], "refresh")
    },
    entry(Group::Find, PANES, &[char('P', Action::Pin)], "pin to the top, unpin"),
    entry(Group::Find, PANES, &[char('\'', Action::LastChanged)], "to the last changed"),
    entry(Group::Find, PANES, &[char('w', Action::WhereUsed)], "pods that use it"),
    under(
        "palette",
        entry(
            Group::Find,
            COMMANDED,
            &[char(':', Action::Palette), ctrl('k', Action::Palette)],
            "an action by its name",
        ),
    ),
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
];
