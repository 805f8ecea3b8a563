//! The menu of the orders of the list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::StatefulWidget;

use crate::domain::Sort;
use crate::features::list::words::sort_name;
use crate::text::Sentence;
use crate::view::menu::{self, MenuLine};
use crate::view::{Drawn, Menu, ModalFrame};

const WIDTH: u16 = 34;
/// The columns of the names.
const NAME: u16 = 14;

/// The menu over the panes.
#[derive(Debug)]
pub struct SortMenu<'a> {
    /// The present order.
    pub present: Sort,
    /// The menu.
    pub menu: &'a Menu,
    /// Its frame.
    pub frame: ModalFrame<'a>,
}

impl StatefulWidget for SortMenu<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { present, menu, frame } = self;
        let lines = Sort::ALL.into_iter().enumerate().map(|(at, sort)| MenuLine {
            word: sort_name(sort),
            more: if sort == present { "current".into() } else { Sentence::default() },
            letter: menu.letter(at),
            on: at == menu.cursor(),
            off: false,
        });
        let (lines, theme) = (lines.collect::<Vec<_>>(), frame.theme);
        let area = frame.title("Sort").draw(area, WIDTH, lines.len(), buf, drawn);
        menu::draw(theme, &lines, NAME, area, buf, drawn);
    }
}
