//! A text that may be longer than its area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Draw, Reader};

/// Draws lines, scrolled as far as the user wants but not past the end.
pub fn draw_scrolled(lines: &[Line<'_>], reader: Reader, area: Rect, buf: &mut Buffer) {
    let scroll = reader.scroll.min(lines.len().saturating_sub(area.height.into()));
    buf.lines(area, lines.iter().skip(scroll));
}
