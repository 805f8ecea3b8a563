//! What is broken in the pods that the user can list, and, outside of that, the secrets that none of them refers to.
//! Only the lines on the screen are made.

use crate::features::pods::body::BrokenPage;
use crate::features::pods::state::Pods;
use crate::text::fit::{cut_end, cut_middle};
use crate::view::prelude::*;
use crate::words::{self, Told};

/// Below this width a thing takes two lines.
const ONE_LINE: u16 = 110;

/// The lines, from the position of the page on.
pub(super) struct Broken<'a> {
    pub(super) pods: &'a Pods,
    pub(super) page: &'a BrokenPage,
    pub(super) theme: Theme,
}

/// Returns the lines of one broken thing on a screen of this width.
fn each(width: u16) -> usize {
    if width < ONE_LINE { 2 } else { 1 }
}

/// Returns the number of lines on a screen of this width.
pub(super) fn line_count(page: &BrokenPage, width: u16) -> usize {
    let Some(found) = &page.found else { return 0 };
    let unused = found.uses.unused().len();
    let below = if unused > 0 { unused + 2 } else { 0 };
    (found.broken.len() * each(width)).max(1) + below
}

impl Widget for Broken<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        for (row, line) in area.rows().zip(self.page.scroll..) {
            self.line(line, row, buf);
        }
    }
}

impl Broken<'_> {
    fn line(&self, at: usize, row: Rect, buf: &mut Buffer) {
        let Some(found) = &self.page.found else { return };
        let (theme, listed) = (self.theme, found.uses.pods().all().len());
        let each = each(row.width + 4);
        let things = (found.broken.len() * each).max(1);
        if found.broken.is_empty() && at == 0 {
            buf.text(row, &words::nothing_broken(listed), theme.style(Name::Text));
        } else if let Some((pod, broken)) = found.broken.get(at / each) {
            let told = Told::of(broken);
            let id = found.uses.pods().all().get(*pod).map_or("", |pod| pod.id.shown());
            let mark = if broken.is_certain() { ("! ", Name::WarningMark) } else { ("? ", Name::Muted) };
            if at % each == 1 {
                buf.text(after(row, 4), &told.text, theme.style(Name::Muted));
                return;
            }
            let rest = buf.text(row, mark.0, theme.style(mark.1));
            let columns = usize::from(rest.width) / if each == 1 { 4 } else { 2 };
            let next = |columns: usize| after(rest, columns as u16 + 2);
            buf.text(rest, &cut_middle(id, columns), theme.style(Name::Text));
            buf.text(next(columns), &cut_end(&told.whole_place(), columns), theme.style(Name::Text));
            if each == 1 {
                buf.text(next(2 * columns + 2), &told.text, theme.style(Name::Muted));
            }
        } else if at == things + 1 {
            buf.text(row, &words::not_used(listed), theme.style(Name::Strong));
        } else if let Some(unused) = at.checked_sub(things + 2).and_then(|n| found.uses.unused().get(n)) {
            let id = self.pods.secrets().get(*unused).map(|row| row.id().to_owned()).unwrap_or_default();
            buf.text(
                after(row, 2),
                &cut_middle(&id, row.width.saturating_sub(2).into()),
                theme.style(Name::Text),
            );
        }
    }
}
