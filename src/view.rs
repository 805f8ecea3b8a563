//! The parts that panels are made of, on ratatui's types: named styles, drawing, frames of dialogs, rows of keys, the
//! text field.
//!
//! # How to add a panel
//!
//! A panel is a struct with the borrowed state that it shows, and a [`Theme`]. It stands in the folder of its slice,
//! `features/X/view.rs` or a file below `features/X/view/`, and it implements ratatui's
//! [`Widget`](ratatui::widgets::Widget):
//!
//! ```
//! use tapis_secrets::features::journal::Journal;
//! use tapis_secrets::view::prelude::*;
//!
//! /// The number of the user's actions, at the right end of a row.
//! pub struct Count<'a> {
//!     pub journal: &'a Journal,
//!     pub cx: &'a Context,
//!     pub theme: Theme,
//! }
//!
//! impl Widget for Count<'_> {
//!     fn render(self, area: Rect, buf: &mut Buffer) {
//!         let Self { journal, cx, theme } = self;
//!         let count = theme.span(journal.entries().len().to_string(), Name::Strong);
//!         let user = theme.span(cx.site.user(), Name::Muted);
//!         let line = Line::from_iter([count, theme.span(" actions of ", Name::Muted), user]);
//!         buf.line(area.inner(Margin::new(2, 0)), &line.right_aligned());
//!     }
//! }
//! ```
//!
//! 1. **State.** Take the slice (`&Journal`), the surroundings (`&core::Context`: time, place, settings, size) and
//!    what of other slices it needs as plain values; never `&App`. A view changes and remembers nothing.
//! 2. **Styles.** Name the role of a text, never a colour: `theme.style(Name::Muted)`, `theme.span(text, Name::Muted)`.
//! 3. **Text** is `Line` and `Span`, borrowed where it is there already. [`Draw`] adds to `Buffer` what every text needs
//!    here: `buf.line(area, &line)` and `buf.text(area, text, style)` write into the first row of `area`, end with an
//!    ellipsis where there is too little room, and return the rest of the row, so that the next text goes there.
//!    `buf.surface(area, style)` erases and paints. [`draw`] says why they are not ratatui's.
//! 4. **Areas** are `Rect`s: `area.rows()`, `area.inner(..)`, `Layout`; [`draw::after`] and [`draw::before`] cut columns
//!    off. The areas of the whole screen are in [`crate::layout`].
//! 5. **The caret.** A panel that has the focus, or a field, implements
//!    [`StatefulWidget`](ratatui::widgets::StatefulWidget) with `State = `[`Drawn`] instead, and calls
//!    `drawn.stand(area)` (hidden, at the focus) or `drawn.cursor((x, y))` (where the user types).
//! 6. **A dialog** has a [`ModalFrame`] as a field, which `app` makes with the keys that work. Its view gives the frame
//!    what it alone knows, and draws into the area that comes back:
//!    `let content = frame.title("Journal").here().draw(area, WIDTH, rows, buf, drawn);`. A menu is a function that
//!    returns a [`menu::MenuDialog`], a question a [`Question`], a line to type a [`LineDialog`]; keys are [`Hint`]s.
//! 7. **A value** that is revealed is never copied into a `String`: `buf.exact(area, text, style)` takes it as it is
//!    borrowed, and the terminal erases the buffer after the next frame.
//! 8. **Glyphs.** Draw `▌`, `│`, `…` and the others as they are: [`glyph`] replaces them where only ASCII may be drawn.
//! 9. **Which panels are drawn**, bottom to top, is decided in `app/layers.rs`: add the panel there. Its screens go to
//!    `tests/screens/`.

pub mod dialog;
pub mod draw;
pub mod drawn;
pub mod field;
pub mod footer;
pub mod form;
pub mod found;
pub mod frame;
pub mod glyph;
pub mod heading;
pub mod input;
pub mod keys;
pub mod menu;
pub mod prelude;
pub mod prompt;
pub mod question;
pub mod step;
pub mod theme;
pub mod value_input;

pub use dialog::{Confirm, Dialog, Menu, Prompt, Reader};
pub use draw::Draw;
pub use drawn::{Caret, Drawn};
pub use frame::ModalFrame;
pub use keys::Hint;
pub use prompt::LineDialog;
pub use question::Question;
pub use step::Step;
pub use theme::{Name, Theme};
