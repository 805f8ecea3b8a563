//! The sets of contexts in which entries of the key table work.

use super::entry::Context;

pub(in crate::keys) const PANES: &[Context] = &[Context::List, Context::Detail];
pub(in crate::keys) const FILTER: &[Context] = &[Context::Filter, Context::UsesFilter, Context::HelpSearch];
pub(in crate::keys) const LIST_FILTER: &[Context] = &[Context::Filter];
pub(in crate::keys) const USES: &[Context] = &[Context::Uses];
pub(in crate::keys) const OF_USES: &[Context] = &[Context::Uses, Context::UsesText];
pub(in crate::keys) const PALETTE: &[Context] = &[Context::Palette];
/// The contexts in which a list below a line of text is scrolled.
pub(in crate::keys) const LISTED: &[Context] = &[Context::Palette, Context::HelpSearch];
/// The contexts from which the palette opens: no letter is text there, and nothing waits for an answer.
pub(in crate::keys) const COMMANDED: &[Context] = &[
    Context::List,
    Context::Detail,
    Context::Uses,
    Context::UsesText,
    Context::Journal,
    Context::Plan,
    Context::Run,
];
pub(in crate::keys) const MENU: &[Context] = &[Context::Menu];
pub(in crate::keys) const GENERATE: &[Context] = &[Context::Generate];
pub(in crate::keys) const READER: &[Context] = &[Context::Reader];
pub(in crate::keys) const HELP: &[Context] = &[Context::Help];
pub(in crate::keys) const SCROLLED: &[Context] = &[
    Context::List,
    Context::Detail,
    Context::Menu,
    Context::Reader,
    Context::Help,
    Context::Alone,
    Context::Journal,
    Context::Uses,
    Context::UsesText,
    Context::Plan,
    Context::Run,
];
pub(in crate::keys) const QUESTION: &[Context] = &[Context::Question];
pub(in crate::keys) const ALONE: &[Context] = &[Context::Alone];
pub(in crate::keys) const FORM: &[Context] = &[Context::Form];
pub(in crate::keys) const LINE: &[Context] = &[Context::Line];
pub(in crate::keys) const SIGN_IN: &[Context] = &[Context::SignIn];
pub(in crate::keys) const OVERLAYS: &[Context] =
    &[Context::Menu, Context::Reader, Context::Question, Context::Journal, Context::Plan, Context::Run];
pub(in crate::keys) const PLAN: &[Context] = &[Context::Plan];
pub(in crate::keys) const RUN: &[Context] = &[Context::Run];
pub(in crate::keys) const JOURNAL: &[Context] = &[Context::Journal];
/// The contexts in which a letter is no text.
pub(in crate::keys) const NO_TEXT: &[Context] = &[
    Context::List,
    Context::Detail,
    Context::Menu,
    Context::Reader,
    Context::Help,
    Context::Question,
    Context::Alone,
    Context::Journal,
    Context::Uses,
    Context::UsesText,
    Context::Plan,
    Context::Run,
];
/// The contexts in which a letter is no text and the help is not that of the panes.
pub(in crate::keys) const OVER_PANES: &[Context] = &[
    Context::Menu,
    Context::Reader,
    Context::Question,
    Context::Alone,
    Context::Journal,
    Context::Plan,
    Context::Run,
];
/// The contexts in which a letter is text, or chooses.
pub(in crate::keys) const TYPED: &[Context] = &[
    Context::Filter,
    Context::Generate,
    Context::Form,
    Context::Line,
    Context::SignIn,
    Context::UsesFilter,
    Context::Palette,
];
/// The contexts in which `Ctrl-c` mostly quits. In the filter line it leaves the line.
pub(in crate::keys) const AT_ONCE: &[Context] =
    &[Context::List, Context::Detail, Context::Alone, Context::Uses, Context::UsesText];
/// The contexts that may cover something that would be lost: there `Ctrl-c` first acts as `Esc`.
pub(in crate::keys) const AS_ESC_FIRST: &[Context] = &[
    Context::Menu,
    Context::Generate,
    Context::Reader,
    Context::Help,
    Context::Question,
    Context::Form,
    Context::Journal,
    Context::Plan,
    Context::Run,
    Context::Line,
    Context::SignIn,
    Context::Palette,
];
pub(in crate::keys) const EVERYWHERE: &[Context] = &[
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
    Context::Plan,
    Context::Run,
    Context::Line,
    Context::SignIn,
    Context::Uses,
    Context::UsesFilter,
    Context::UsesText,
    Context::Palette,
    Context::HelpSearch,
];
