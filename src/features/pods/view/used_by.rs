//! The pods of the selected secret in its detail, under the value: a few, those with trouble first.
//!
//! ```text
//! Used by ─────────────── 4 pods · 2 run the old value
//! ! web1      available   old value    DB_PW
//! ✓ api       available   new value    DB_PW
//!   batch     stopped     next start   DB_PW
//!   w all   r rotate
//! ```

use super::table::{is_trouble, mark};
use crate::domain::uses::{Changes, Uses, ValueState};
use crate::domain::{Pod, Secret};
use crate::features::pods::state::{Phase, Pods};
use crate::features::pods::words;
use crate::text::fit::{cut_end, cut_middle, width};
use crate::view::prelude::*;
use crate::words as shared;

/// The most pods that are shown.
const ROWS: usize = 5;
/// The most pods that are looked at for each drawing; of more, nothing is said about their values.
const LOOKED_AT: usize = 100;
/// The columns of the mark before a pod.
const MARK: usize = 2;

/// The section; draws nothing while nothing is known, or where there is no room.
pub(crate) struct UsedBy<'a> {
    pub(crate) pods: &'a Pods,
    pub(crate) changes: &'a Changes,
    pub(crate) secret: &'a Secret,
    pub(crate) cx: &'a Context,
    pub(crate) theme: Theme,
}

impl Widget for UsedBy<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        if area.height < 2 {
            return;
        }
        match (self.pods.uses(), self.pods.phase()) {
            (Some(uses), _) => self.known(uses, area, buf),
            (None, Phase::Failed(failure)) => {
                self.heading("unknown", Name::Muted, area, buf);
                let why = String::from(shared::not_listed(failure, &self.cx.site));
                buf.text(Rect { y: area.y + 1, ..area }, &why, self.theme.style(Name::Muted));
            }
            (None, _) => {}
        }
    }
}

impl UsedBy<'_> {
    fn heading(&self, told: &str, name: Name, area: Rect, buf: &mut Buffer) {
        let theme = self.theme;
        let line =
            heading(theme, theme.span("Used by", Name::Text), theme.span(told, name), area.width.into());
        buf.line(area, &line);
    }

    fn known(&self, uses: &Uses, area: Rect, buf: &mut Buffer) {
        let theme = self.theme;
        let mut rows: Vec<_> = uses
            .first_of(self.secret, LOOKED_AT)
            .map(|one| (self.changes.value_of(self.secret, &one), one))
            .collect();
        let all = match rows.len() {
            LOOKED_AT => uses.count(self.secret.id.as_str(), self.secret.owner.original()),
            all => all,
        };
        if all == 0 {
            self.heading("no pod that you can list", Name::Muted, area, buf);
            return;
        }
        let old = rows.iter().filter(|(value, _)| *value == Some(ValueState::Old)).count();
        let old = if all > LOOKED_AT { 0 } else { old };
        let (long, short) = words::used_by(all, old);
        let told = if width(&long) + width("Used by ") <= area.width.into() { long } else { short };
        self.heading(&told, if old > 0 { Name::Warning } else { Name::Muted }, area, buf);
        rows.sort_by_key(|(value, one)| (!is_trouble(*value, one), *value == Some(ValueState::NextStart)));
        rows.truncate(ROWS.min(usize::from(area.height) - 1));
        let widest = |of: fn(&Pod) -> usize| rows.iter().map(|(_, one)| of(one.pod)).max().unwrap_or(0);
        let pod = widest(|pod| width(pod.id.shown()));
        let pod = (pod + MARK + 2).min(usize::from(area.width) / 2);
        let state = widest(|pod| width(&words::state(pod))) + 2;
        for (row, (value, one)) in area.rows().skip(1).zip(&rows) {
            let id = cut_middle(one.pod.id.shown(), pod.saturating_sub(MARK + 1)).into_owned();
            buf.line(row, &Line::from_iter([mark(theme, *value, one), theme.span(id, Name::Text)]));
            let texts = [
                (words::state(one.pod), state, Name::Text),
                (value.map_or("-", shared::pod_value).to_owned(), 15, Name::Text),
                (words::keys(one), usize::from(area.width), Name::Muted),
            ];
            let mut left = after(row, pod as u16);
            for (text, columns, name) in texts {
                buf.text(left, &cut_end(&text, left.width.into()), theme.style(name));
                left = after(left, columns as u16);
            }
        }
        if let Some(row) = area.rows().nth(rows.len() + 1) {
            let keys = [Hint::new("w", "all"), Hint::new("r", "rotate")];
            buf.line(after(row, MARK as u16), &crate::view::keys::line_of(theme, &keys));
        }
    }
}
