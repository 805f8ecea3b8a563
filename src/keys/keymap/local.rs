//! The keys of the filter, of dialogs and of forms.

use super::entry::{Context, Group, Needs};
use super::places::*;
use crate::keys::action::{below, char, ctrl, entry, key, left, right, under};
use crate::keys::{Action, Code, Entry, RolloutKey};

/// The entries, after those of the panes.
pub(super) const LOCAL: &[Entry] = &[
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
        also: &[key(Code::BackTab, Action::CompleteBack)],
        footer: left("complete"),
        ..entry(
            Group::Local,
            LIST_FILTER,
            &[key(Code::Tab, Action::Complete)],
            "complete a condition; again: the next one",
        )
    },
    Entry {
        footer: left("run"),
        ..entry(Group::Local, PALETTE, &[key(Code::Enter, Action::Choose)], "run it, as its own key would")
    },
    Entry {
        footer: left("close"),
        ..entry(Group::Local, PALETTE, &[key(Code::Esc, Action::Back)], "close; nothing is run")
    },
    Entry {
        also: &[ctrl('n', Action::Down), ctrl('p', Action::Up)],
        footer: below("move"),
        ..entry(Group::Local, PALETTE, &[key(Code::Down, Action::Down), key(Code::Up, Action::Up)], "move")
    },
    under(
        "page",
        entry(
            Group::Local,
            LISTED,
            &[key(Code::PageDown, Action::PageDown), key(Code::PageUp, Action::PageUp)],
            "a page",
        ),
    ),
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
        footer: left("roll out"),
        ..entry(Group::Local, USES, &[char('r', Action::Rotate)], "rotate, roll out")
    },
    Entry { footer: left("sort"), ..entry(Group::Local, USES, &[char('S', Action::Sort)], "sort") },
    Entry { footer: left("filter"), ..entry(Group::Local, USES, &[char('/', Action::Filter)], "filter") },
    Entry {
        footer: left("details"),
        ..entry(Group::Local, USES, &[key(Code::Enter, Action::Choose)], "show the pod")
    },
    Entry {
        footer: left("broken"),
        ..entry(Group::Local, USES, &[char('b', Action::Broken)], "broken references")
    },
    Entry {
        also: &[char('q', Action::Back), char('w', Action::Back)],
        footer: left("back"),
        ..entry(Group::Local, OF_USES, &[key(Code::Esc, Action::Back)], "back; stops looking into pods")
    },
    Entry {
        footer: left("copy the list"),
        ..entry(Group::Local, OF_USES, &[char('Y', Action::CopyList)], "copy the list")
    },
    Entry {
        also: &[key(Code::F(5), Action::Refresh)],
        ..entry(Group::Local, OF_USES, &[char('R', Action::Refresh)], "ask again")
    },
    entry(Group::Local, OF_USES, &[char('!', Action::Details)], "details of a message"),
    Entry {
        also: &[key(Code::F(1), Action::Help)],
        footer: right("help"),
        ..entry(Group::Local, OF_USES, &[char('?', Action::Help)], "these keys")
    },
    Entry {
        footer: left("start"),
        ..entry(Group::Local, PLAN, &[ctrl('s', Action::Save)], "start: from here on something is changed")
    },
    Entry {
        footer: left("choose"),
        ..entry(
            Group::Local,
            PLAN,
            &[char(' ', Action::Rollout(RolloutKey::Toggle))],
            "choose the line, or not any more",
        )
    },
    entry(
        Group::Local,
        RUN,
        &[char(' ', Action::Rollout(RolloutKey::Toggle))],
        "say that the old value still works, or not",
    ),
    Entry {
        footer: left("order"),
        ..entry(
            Group::Local,
            PLAN,
            &[char('J', Action::Rollout(RolloutKey::Later)), char('K', Action::Rollout(RolloutKey::Earlier))],
            "restart the pod later, earlier",
        )
    },
    entry(Group::Local, PLAN, &[key(Code::Enter, Action::Choose)], "choose; look at a rollout"),
    entry(Group::Local, PLAN, &[ctrl('r', Action::ShowValue)], "show or mask the new value"),
    entry(Group::Local, PLAN, &[char('y', Action::CopyValue)], "copy the new value"),
    entry(Group::Local, PLAN, &[ctrl('g', Action::Generate)], "generate another value"),
    entry(Group::Local, PLAN, &[char('t', Action::Rollout(RolloutKey::TypeValue))], "type the new value"),
    entry(Group::Local, PLAN, &[ctrl('f', Action::LoadFile)], "load the new value from a file"),
    entry(Group::Local, PLAN, &[ctrl('x', Action::EditInEditor)], "edit the new value in $EDITOR"),
    entry(
        Group::Local,
        PLAN,
        &[char('s', Action::Rollout(RolloutKey::AlreadySaved))],
        "it is saved already: only restart",
    ),
    Entry {
        footer: left("choose"),
        ..entry(Group::Local, RUN, &[key(Code::Enter, Action::Choose)], "take the answer")
    },
    Entry {
        footer: left("hold"),
        ..entry(Group::Local, RUN, &[char('H', Action::Hold)], "hold after the present pod, or not any more")
    },
    Entry {
        footer: left("end it"),
        ..entry(Group::Local, RUN, &[char('X', Action::Rollout(RolloutKey::End))], "end the rollout for good")
    },
    entry(Group::Local, PLAN, &[char('X', Action::Rollout(RolloutKey::End))], "end the rollout of this row"),
    entry(Group::Local, RUN, &[char('!', Action::Details)], "details of a message"),
    entry(Group::Local, RUN, &[char('s', Action::SignIn)], "sign in"),
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
        footer: left("search"),
        ..entry(Group::Local, HELP, &[char('/', Action::Filter)], "search in every action")
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
