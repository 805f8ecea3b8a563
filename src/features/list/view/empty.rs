//! The body while the list is loading, empty or failed.

use crate::domain::Failure;
use crate::features::list::{Load, Phase};
use crate::text::fit::wrap;
use crate::view::keys::line_of;
use crate::view::prelude::*;
use crate::words;

/// The statement why there are no rows.
pub(crate) struct Empty<'a> {
    pub(crate) load: &'a Load,
    /// There is another profile to switch to.
    pub(crate) can_switch: bool,
    pub(crate) cx: &'a Context,
    pub(crate) theme: Theme,
}

impl StatefulWidget for Empty<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        drawn.stand(area);
        buf.lines(area, &self.text(area.width.into()));
    }
}

impl<'a> Empty<'a> {
    fn text(&self, columns: usize) -> Vec<Line<'a>> {
        let theme = self.theme;
        match self.load.phase() {
            Phase::Idle => Vec::new(),
            Phase::Loading { since, .. } => {
                let spinner = theme.spinner(self.cx, *since).into_iter();
                spinner
                    .map(|spinner| theme.span(format!("{spinner} Loading secrets"), Name::Muted).into())
                    .collect()
            }
            Phase::Ready => {
                let nothing = format!("Nothing on {} is yours or shared with you.", self.cx.site.tenant());
                let switch = self.can_switch.then(|| Hint::new("p", "switch the profile"));
                let keys: Vec<_> = [Hint::new("R", "look again")].into_iter().chain(switch).collect();
                vec![
                    Line::default(),
                    theme.span("No secrets yet.", Name::Strong).into(),
                    theme.span(nothing, Name::Muted).into(),
                    Line::default(),
                    line_of(theme, &keys),
                ]
            }
            Phase::Failed(failure) => self.failed(failure, columns.saturating_sub(2)),
        }
    }

    fn failed(&self, failure: &Failure, columns: usize) -> Vec<Line<'a>> {
        let (theme, site) = (self.theme, &self.cx.site);
        let failed = theme.span(String::from(words::what_failed(failure)), Name::Strong);
        let mut lines = vec![Line::from_iter([theme.span("✗ ", Name::ErrorMark), failed])];
        for text in [words::cause_sentence(failure, site), words::advice(failure, site)] {
            let rows = wrap(&text, columns, 4).into_iter();
            lines.extend(rows.map(|row| Line::from(theme.span(format!("  {row}"), Name::Muted))));
        }
        let mut keys = line_of(theme, &[Hint::new("R", "try again"), Hint::new("!", "details")]);
        keys.spans.insert(0, "  ".into());
        lines.extend([Line::default(), keys]);
        lines
    }
}
