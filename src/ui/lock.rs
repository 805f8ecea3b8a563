//! The locked screen: nothing on it but why.

use super::canvas::Canvas;
use super::danger::BADGE;
use super::theme::Name;
use crate::text::fit::{width, wrap};

const TITLE: &str = "tapis-secrets is locked";
const ADVICE: &str = "Nothing is kept on this screen. Press any key to go on.";

/// Fills the screen. What is behind it may be production: that is told as everywhere.
pub(super) fn draw(canvas: &mut Canvas<'_>, danger: bool) {
    let area = canvas.area();
    if danger {
        canvas.text(area.x, area.y, area.right(), BADGE, Name::Danger);
    }
    // Two columns at either side, where there is room for them.
    let room = usize::from(area.width.saturating_sub(4).max(1));
    let lines = |text, name| wrap(text, room, 4).into_iter().map(move |line| (line, name));
    let all: Vec<_> = lines(TITLE, Name::Strong).chain(lines(ADVICE, Name::Muted)).collect();
    let top = area.height.saturating_sub(all.len() as u16) / 2;
    for (y, (line, name)) in (top..area.height).zip(all) {
        let x = area.width.saturating_sub(width(&line) as u16) / 2;
        canvas.text(x, y, area.right(), &line, name);
    }
}
