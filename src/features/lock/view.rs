//! The locked screen: nothing but the title and how to unlock it.

use crate::core::settings::Unlock;
use crate::text::fit::wrap;
use crate::view::prelude::*;

const TITLE: &str = "tapis-secrets is locked";
const ANY_KEY: &str = "Nothing is kept on this screen. Press any key to go on.";
const SIGN_IN: &str = "Nothing is kept on this screen. Sign in to go on.";

/// The whole screen while it is locked.
pub(crate) struct LockScreen<'a> {
    pub(crate) cx: &'a Context,
    pub(crate) theme: Theme,
}

impl StatefulWidget for LockScreen<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { cx, theme } = self;
        let advice = if cx.settings.unlock == Unlock::SignIn { SIGN_IN } else { ANY_KEY };
        // Two columns stay free at either side, if there is room.
        let room = usize::from(area.width.saturating_sub(4).max(1));
        let lines = |text, name| {
            let rows = wrap(text, room, 4).into_iter();
            rows.map(move |row| Line::from(theme.span(row, name)).centered())
        };
        let all: Vec<_> = lines(TITLE, Name::Strong).chain(lines(advice, Name::Muted)).collect();
        let top = area.height.saturating_sub(all.len() as u16) / 2;
        let area = Rect { y: area.y + top, height: area.height - top, ..area };
        let indent = all.first().map_or(0, |line| area.width.saturating_sub(line.width() as u16) / 2);
        drawn.stand((area.x + indent, area.y));
        buf.lines(area, &all);
    }
}
