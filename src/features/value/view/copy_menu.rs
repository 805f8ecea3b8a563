//! The menu of texts to copy, with each text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::StatefulWidget;

use crate::domain::Secret;
use crate::features::value::CopyAs;
use crate::view::menu::{self, MenuLine};
use crate::view::{Drawn, Menu, ModalFrame};
use crate::words;

const WIDTH: u16 = 64;
/// The columns of the first words.
const WORD: u16 = 11;

/// The menu over the panes.
#[derive(Debug)]
pub struct CopyMenu<'a> {
    /// The selected secret.
    pub secret: &'a Secret,
    /// The menu.
    pub menu: &'a Menu,
    /// Its frame.
    pub frame: ModalFrame<'a>,
}

impl StatefulWidget for CopyMenu<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { secret, menu, frame } = self;
        let lines = CopyAs::ALL.into_iter().enumerate().map(|(at, what)| MenuLine {
            word: what.word(),
            more: match what {
                CopyAs::Reference => match secret.reference() {
                    Ok(reference) => reference.shown().into(),
                    Err(why) => words::unreferable_in_short(why).into(),
                },
                CopyAs::Id => secret.id.shown().into(),
                CopyAs::Metadata => "JSON, 9 keys, no value".into(),
            },
            letter: menu.letter(at),
            on: at == menu.cursor(),
            off: what == CopyAs::Reference && secret.reference().is_err(),
        });
        let (lines, theme) = (lines.collect::<Vec<_>>(), frame.theme);
        let area = frame.title("Copy as").choosing("copy").draw(area, WIDTH, lines.len(), buf, drawn);
        menu::draw(theme, &lines, WORD, area, buf, drawn);
    }
}
