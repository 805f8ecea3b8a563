//! The body while there is no token and no list.

use crate::features::session::Session;
use crate::text::fit::wrap;
use crate::view::keys::line_of;
use crate::view::prelude::*;

/// The statement that there is no token yet.
pub(crate) struct NoToken<'a> {
    pub(crate) session: &'a Session,
    /// There are details of a failure.
    pub(crate) has_details: bool,
    pub(crate) cx: &'a Context,
    pub(crate) theme: Theme,
}

impl StatefulWidget for NoToken<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { session, has_details, cx, theme } = self;
        drawn.stand(area);
        if let Some(since) = session.getting_token() {
            if let Some(spinner) = theme.spinner(cx, since) {
                buf.text(area, &format!("{spinner} Getting a token"), theme.style(Name::Muted));
            }
            return;
        }
        let mut lines = vec![Line::default()];
        lines.push(theme.span("Sign in to see the secrets.", Name::Strong).into());
        let why =
            session.why_signed_out(cx).map(|why| wrap(&why, area.width.into(), 3)).into_iter().flatten();
        lines.extend(why.map(|row| Line::from(theme.span(row, Name::Muted))));
        let switch = (session.profiles().len() > 1).then(|| Hint::new("p", "switch the profile"));
        let details = has_details.then(|| Hint::new("!", "details"));
        let keys: Vec<_> = [Hint::new("s", "sign in")].into_iter().chain(switch).chain(details).collect();
        lines.extend([Line::default(), line_of(theme, &keys)]);
        buf.lines(area, &lines);
    }
}
