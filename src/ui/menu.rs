//! Menus: a few lines of which one is chosen, by cursor or by letter.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::footer::modal_keys;
use super::frame::{self, Frame};
use super::theme::Name;
use crate::app::modal::{sort_letter, sort_name};
use crate::domain::Sort;
use crate::input::Context;

const SORT_WIDTH: u16 = 34;

pub(super) fn draw_sort(canvas: &mut Canvas<'_>, under: Rect, cursor: Sort, present: Sort) {
    let frame = Frame { title: "Sort", place: None, width: SORT_WIDTH, rows: Sort::ALL.len() as u16 };
    let keys = modal_keys(canvas, Context::Menu);
    let area = frame::draw(canvas, under, &frame, &keys);
    for (y, sort) in (area.top()..area.bottom()).zip(Sort::ALL) {
        let on = sort == cursor;
        let row = Rect { x: area.x.saturating_sub(2), y, width: area.width + 4, height: 1 };
        if on {
            canvas.fill(row, Name::Selected);
            canvas.text(row.x, y, row.right(), "▌", Name::Accent);
        }
        let name = if on { Name::Selected } else { Name::Text };
        let end = canvas.text(area.x, y, area.right(), sort_name(sort), name);
        if sort == present {
            canvas.text(end + 2, y, area.right() - 2, "present", if on { name } else { Name::Muted });
        }
        let letter = sort_letter(sort).to_string();
        canvas.text_right(area.x, y, area.right(), &letter, if on { name } else { Name::Accent });
    }
}
