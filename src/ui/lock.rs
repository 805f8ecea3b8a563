//! The locked screen: nothing but the title and how to unlock it.

use super::danger::BADGE;
use super::sign_in;
use crate::app::App;
use crate::core::settings::Unlock;
use crate::text::fit::{width, wrap};
use crate::view::canvas::Canvas;
use crate::view::theme::Name;

const TITLE: &str = "tapis-secrets is locked";
const ANY_KEY: &str = "Nothing is kept on this screen. Press any key to go on.";
const SIGN_IN: &str = "Nothing is kept on this screen. Sign in to go on.";

/// Fills the screen. In production it shows the badge, as every screen does.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let area = canvas.area();
    if app.is_danger() {
        canvas.text(area.x, area.y, area.right(), BADGE, Name::Danger);
    }
    if let (Some(under), true) = (app.under(), app.signs_in_to_unlock()) {
        return sign_in::draw(app, canvas, under);
    }
    let advice = if app.settings().unlock == Unlock::SignIn { SIGN_IN } else { ANY_KEY };
    // Two columns stay free at either side, if there is room.
    let room = usize::from(area.width.saturating_sub(4).max(1));
    let lines = |text, name| wrap(text, room, 4).into_iter().map(move |line| (line, name));
    let all: Vec<_> = lines(TITLE, Name::Strong).chain(lines(advice, Name::Muted)).collect();
    let top = area.height.saturating_sub(all.len() as u16) / 2;
    for (y, (line, name)) in (top..area.height).zip(all) {
        let x = area.width.saturating_sub(width(&line) as u16) / 2;
        canvas.text(x, y, area.right(), &line, name);
        if y == top {
            canvas.stand(x, y);
        }
    }
}
