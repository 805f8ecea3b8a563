//! The sets of contexts in which entries of the key table work.

use super::entry::Context;

pub(super) const PANES: &[Context] = &[Context::List, Context::Detail];
pub(super) const FILTER: &[Context] = &[Context::Filter];
pub(super) const MENU: &[Context] = &[Context::Menu];
pub(super) const GENERATE: &[Context] = &[Context::Generate];
pub(super) const READER: &[Context] = &[Context::Reader];
pub(super) const HELP: &[Context] = &[Context::Help];
pub(super) const SCROLLED: &[Context] = &[
    Context::List,
    Context::Detail,
    Context::Menu,
    Context::Reader,
    Context::Help,
    Context::Alone,
    Context::Journal,
];
pub(super) const QUESTION: &[Context] = &[Context::Question];
pub(super) const ALONE: &[Context] = &[Context::Alone];
pub(super) const FORM: &[Context] = &[Context::Form];
pub(super) const LINE: &[Context] = &[Context::Line];
pub(super) const SIGN_IN: &[Context] = &[Context::SignIn];
pub(super) const OVERLAYS: &[Context] =
    &[Context::Menu, Context::Reader, Context::Question, Context::Journal];
pub(super) const JOURNAL: &[Context] = &[Context::Journal];
/// The contexts in which a letter is no text.
pub(super) const NO_TEXT: &[Context] = &[
    Context::List,
    Context::Detail,
    Context::Menu,
    Context::Reader,
    Context::Help,
    Context::Question,
    Context::Alone,
    Context::Journal,
];
/// The contexts in which a letter is no text and the help is not that of the panes.
pub(super) const OVER_PANES: &[Context] =
    &[Context::Menu, Context::Reader, Context::Question, Context::Alone, Context::Journal];
/// The contexts in which a letter is text, or chooses.
pub(super) const TYPED: &[Context] =
    &[Context::Filter, Context::Generate, Context::Form, Context::Line, Context::SignIn];
/// The contexts in which `Ctrl-c` mostly quits. In the filter line it leaves the line.
pub(super) const AT_ONCE: &[Context] = &[Context::List, Context::Detail, Context::Alone];
/// The contexts that may cover something that would be lost: there `Ctrl-c` first acts as `Esc`.
pub(super) const AS_ESC_FIRST: &[Context] = &[
    Context::Menu,
    Context::Generate,
    Context::Reader,
    Context::Help,
    Context::Question,
    Context::Form,
    Context::Journal,
    Context::Line,
    Context::SignIn,
];
pub(super) const EVERYWHERE: &[Context] = &[
    Context::List,
    Context::Detail,
    Context::Filter,
    Context::Menu,
    Context::Generate,
    Context::Reader,
    Context::Help,
    Context::Question,
    Context::Alone,
    Context::Form,
    Context::Journal,
    Context::Line,
    Context::SignIn,
];
