//! Everything that the file of a panel names: `use crate::view::prelude::*;`.

pub use ratatui::prelude::{Buffer, Constraint, Layout, Line, Margin, Modifier, Rect, Span, Style};
pub use ratatui::widgets::{StatefulWidget, Widget};

pub use super::draw::{Draw, after, before};
pub use super::frame::{BADGE, ModalFrame};
pub use super::heading::heading;
pub use super::menu::{MenuDialog, MenuLine};
pub use super::theme::{Name, Theme};
pub use super::{Drawn, Hint, Menu, Prompt, Reader};
pub use crate::core::Context;
