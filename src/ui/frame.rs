//! The frame of a modal: centred under the bar, or, where that does not fit, the whole screen under the bar without
//! side borders.
//!
//! ```text
//! ╭─ Sort ──────────────────────────╮
//!
//!      name                       n
//!
//!      Enter choose   Esc close
//!
//! ╰─────────────────────────────────╯
//! ```

use ratatui::layout::Rect;

use super::danger::BADGE;
use super::footer::GAP;
use crate::layout::{Modal, Under};
use crate::text::Sentence;
use crate::text::fit::{cut_middle, width};
use crate::view::canvas::{Canvas, Over, Span};
use crate::view::theme::Name;

/// The parts of a framed modal.
pub(super) struct Frame {
    /// The title, at the left of the upper border.
    pub(super) title: Sentence,
    /// The tenant and user at the right, for modals that act there.
    pub(super) place: Option<String>,
    /// The columns of the whole modal.
    pub(super) width: u16,
    /// The rows of content, if there is room.
    pub(super) rows: u16,
}

/// Draws the frame and its keys; returns the area for the content.
pub(super) fn draw(canvas: &mut Canvas<'_>, under: Under, frame: &Frame, keys: &[Span]) -> Rect {
    let areas = Modal::new(under, frame.width, frame.rows);
    draw_in(canvas, areas, &frame.title, frame.place.as_deref(), keys);
    areas.content
}

/// Draws the frame of a modal with known areas.
pub(super) fn draw_in(
    canvas: &mut Canvas<'_>,
    areas: Modal,
    title: &Sentence,
    place: Option<&str>,
    keys: &[Span],
) {
    let Modal { area, keys: last, framed, .. } = areas;
    let border = if canvas.is_danger() { Name::BorderDanger } else { Name::Border };
    canvas.fill(area, Name::Modal);
    if framed {
        let (right, bottom) = (area.right(), area.bottom());
        for y in area.y + 1..bottom - 1 {
            canvas.text(area.x, y, right, "│", border);
            canvas.text(right - 1, y, right, "│", border);
        }
        for (y, corners) in [(area.y, ["╭", "╮"]), (bottom - 1, ["╰", "╯"])] {
            canvas.text(area.x, y, right, corners[0], border);
            canvas.line(area.x + 1, y, right - 1, border);
            canvas.text(right - 1, y, right, corners[1], border);
        }
        heading(canvas, Rect { x: area.x + 1, width: area.width - 2, ..area }, title, place);
    } else {
        canvas.line(area.x, area.y, area.right(), border);
        heading(canvas, area, title, place);
    }
    let end = canvas.spans(last.x, last.y, last.right(), &fitted(keys, last.width.into()));
    // A form draws its own keys.
    let free = if keys.is_empty() { Vec::new() } else { vec![(last.y, end + GAP..last.right())] };
    let names = keys.iter().filter(|Span(_, name)| *name == Name::Accent);
    let told = names.flat_map(|Span(text, _)| text.split(' ').map(str::to_owned)).collect();
    canvas.set_over(Over { areas, told, free });
    canvas.stand(areas.content.x, areas.content.y);
}

/// Moves keys closer together if they are too wide for their row.
fn fitted(keys: &[Span], columns: usize) -> Vec<Span> {
    let wide = keys.iter().map(|Span(text, _)| width(text)).sum::<usize>() > columns;
    let closer = |Span(text, name): &Span| {
        Span(if wide && text == "   " { "  ".to_owned() } else { text.clone() }, *name)
    };
    keys.iter().map(closer).collect()
}

/// Draws title and place in the upper border; the place gives way if there is no room for both.
fn heading(canvas: &mut Canvas<'_>, area: Rect, title: &Sentence, place: Option<&str>) {
    let mut right = area.right() - 1;
    if canvas.is_danger() {
        right = canvas.text_right(area.x, area.y, right, BADGE, Name::Danger);
    }
    let room = usize::from(right - area.x).saturating_sub(3);
    let title = title.fit(room);
    let title = cut_middle(&title, room);
    let mut end = canvas.text(area.x + 1, area.y, right, " ", Name::Text);
    end = canvas.text(end, area.y, right, &title, Name::Strong);
    end = canvas.text(end, area.y, right, " ", Name::Strong);
    let Some(place) = place else { return };
    let room = usize::from(right.saturating_sub(end + 4));
    if room >= 5 {
        let text = format!(" {} ", cut_middle(place, room));
        canvas.text_right(end + 1, area.y, right, &text, Name::Muted);
    }
}

/// Draws lines, scrolled by `scroll` but not past the end.
pub(super) fn lines(canvas: &mut Canvas<'_>, area: Rect, lines: &[Vec<Span>], scroll: usize) {
    let scroll = scroll.min(lines.len().saturating_sub(area.height.into()));
    for (y, line) in (area.top()..area.bottom()).zip(&lines[scroll..]) {
        canvas.spans(area.x, y, area.right(), line);
    }
}
