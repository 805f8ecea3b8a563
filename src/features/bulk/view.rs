//! The plan to delete several secrets, and what became of each.
//!
//! ```text
//!   postgres_main_password   4 pods, 2 run
//!   redis_password           none that you can list
//!
//! ▌ [x] Keep the old values for undo (2 logged reads)
//!   Delete 2 secrets
//! ```

use super::state::{Bulk, Item, Line as At, Plan, Stage, State, Which};
use super::words;
use crate::domain::SecretId;
use crate::domain::uses::Uses;
use crate::keys::Action;
use crate::text::fit::{cut_end, cut_middle, width, wrap};
use crate::text::format::count;
use crate::view::menu::draw_cursor;
use crate::view::prelude::*;
use crate::words::{about, number_of_pods, secrets};

const WIDTH: u16 = 76;
/// The columns of an id at most.
const ID: usize = 40;

/// The dialog.
pub(crate) struct BulkDialog<'a> {
    pub(crate) bulk: &'a Bulk,
    /// The line with the cursor.
    pub(crate) cursor: usize,
    /// Where secrets are used, once that is known.
    pub(crate) uses: Option<&'a Uses>,
    /// The pods are being listed.
    pub(crate) lists_pods: bool,
    /// The user wants old values to be read.
    pub(crate) keeps_old: bool,
    pub(crate) frame: ModalFrame<'a>,
}

/// A row, and the line of the cursor that it is.
struct Row<'a> {
    line: Option<At>,
    spans: Vec<Span<'a>>,
}

impl StatefulWidget for BulkDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Some(plan) = &self.bulk.plan else { return };
        let theme = self.frame.theme;
        let mut frame = self.frame.clone().here().writes().choosing("choose");
        if plan.stage == Stage::Runs {
            let stops = frame.keys.iter_mut().filter(|hint| hint.action == Some(Action::Back));
            stops.for_each(|hint| hint.word = "stop after this one".into());
        }
        let room = usize::from(frame.areas(area, WIDTH, 1).content.width);
        let rows = self.rows(plan, room);
        let areas = frame.areas(area, WIDTH, rows.len());
        let on = self.bulk.lines().get(self.cursor).copied();
        let at = rows.iter().position(|row| row.line.is_some() && row.line == on);
        let (height, all) = (usize::from(areas.content.height), rows.len());
        let first = at.map_or(0, |at| (at + 2).saturating_sub(height)).min(all.saturating_sub(height));
        let mut title = format!("Delete {}", secrets(plan.items.len()));
        if height < all {
            title += &format!("   {}-{} of {all}", first + 1, first + height);
        }
        let content = areas.content;
        frame.title(title).draw_in(areas, buf, drawn);
        for (place, row) in content.rows().zip(rows.iter().skip(first)) {
            if row.line.is_some() && row.line == on {
                draw_cursor(theme, place, buf, drawn);
                let plain = |span: &Span<'_>| theme.span(span.content.to_string(), Name::Selected);
                buf.spans(place, &row.spans.iter().map(plain).collect::<Vec<_>>());
            } else {
                buf.spans(place, &row.spans);
            }
        }
    }
}

impl<'a> BulkDialog<'a> {
    fn rows(&self, plan: &Plan, room: usize) -> Vec<Row<'a>> {
        let theme = self.frame.theme;
        let text = |text: String, name: Name| Row { line: None, spans: vec![theme.span(text, name)] };
        let note = |words: &str| {
            wrap(words, room, 3).into_iter().map(|row| text(row, Name::Muted)).collect::<Vec<_>>()
        };
        let mut rows = Vec::new();
        if matches!(plan.stage, Stage::Planned(_)) {
            let what =
                "This deletes them for good, one after the other. The first that is not deleted ends it.";
            rows.extend(note(what));
            rows.push(text(String::new(), Name::Text));
        }
        let ids = plan.items.iter().map(|item| width(item.secret.id.shown())).max().unwrap_or(0).min(ID);
        for (at, item) in plan.items.iter().enumerate() {
            rows.push(Row { line: Some(At::Secret(at)), spans: self.item(plan, item, ids, room) });
        }
        rows.push(text(String::new(), Name::Text));
        if matches!(plan.stage, Stage::Planned(_)) {
            rows.extend(note("Pods that you cannot list may use them, too. Pods fail at their next start."));
            rows.extend(self.keep(plan, room));
            rows.push(text(String::new(), Name::Text));
        }
        let go = match plan.stage {
            Stage::Planned(_) => format!("Delete {}", secrets(plan.items.len())),
            Stage::Runs => "Stop after this one".to_owned(),
            Stage::Stops => "Stopping after this one".to_owned(),
            Stage::Over => "Close".to_owned(),
        };
        rows.push(Row { line: Some(At::Go), spans: vec![theme.span(go, Name::Strong)] });
        rows
    }

    fn item(&self, plan: &Plan, item: &Item, ids: usize, room: usize) -> Vec<Span<'a>> {
        let theme = self.frame.theme;
        let (mark, name) = match &item.state {
            State::Deleted => ("✓ ", Name::SuccessMark),
            State::Failed(_) => ("✗ ", Name::ErrorMark),
            State::Unknown(_) => ("! ", Name::WarningMark),
            _ if item.obstacle.is_some() => ("✗ ", Name::ErrorMark),
            State::Working | State::Left => ("  ", Name::Text),
        };
        let id = cut_middle(item.secret.id.shown(), ids).into_owned();
        let told = match plan.stage {
            Stage::Planned(_) => item.obstacle.clone().unwrap_or_else(|| self.pods(item)),
            stage => words::state(&item.state, stage),
        };
        let left = room.saturating_sub(2 + ids + 2);
        let gap = " ".repeat(ids.saturating_sub(width(&id)) + 2);
        vec![
            theme.span(mark, name),
            theme.span(id, Name::Text),
            theme.span(gap + &cut_end(&told, left), Name::Muted),
        ]
    }

    /// Returns the pods that use a secret, in a few words.
    fn pods(&self, item: &Item) -> String {
        match self.uses {
            Some(uses) => {
                let radius = uses.radius(&item.secret);
                match (radius.pods, radius.up) {
                    (0, _) => "no pod that you can list".to_owned(),
                    (1, 0) => "1 pod, which does not run".to_owned(),
                    (1, _) => "1 pod, which runs".to_owned(),
                    (pods, 0) => format!("{}, none runs", number_of_pods(pods)),
                    (pods, up) if up == pods => format!("{}, all run", number_of_pods(pods)),
                    (pods, up) => format!("{}, {} of them run", number_of_pods(pods), count(up)),
                }
            }
            None if self.lists_pods => "looking for its pods".to_owned(),
            None => "its pods are not known".to_owned(),
        }
    }

    fn keep(&self, plan: &Plan, room: usize) -> Vec<Row<'a>> {
        let theme = self.frame.theme;
        let (readable, all) = (plan.readable(), plan.items.len());
        let mut rows = Vec::new();
        if readable > 0 {
            let reads =
                if readable == 1 { "1 logged read".to_owned() } else { format!("{readable} logged reads") };
            let tick = if self.keeps_old { "x" } else { " " };
            let words = format!("[{tick}] Keep the old values for undo ({reads})");
            rows.push(Row { line: Some(At::Keep), spans: vec![theme.span(words, Name::Text)] });
        }
        if readable < all {
            let lost = match all - readable {
                1 => "1 value cannot be read, so u cannot bring it back.".to_owned(),
                lost => format!("{lost} values cannot be read, so u cannot bring them back."),
            };
            let lines = wrap(&lost, room, 2).into_iter();
            rows.extend(lines.map(|line| Row { line: None, spans: vec![theme.span(line, Name::Warning)] }));
        }
        rows
    }
}

/// Returns the menu that asks whether so many marked secrets are meant or the selected one.
pub(crate) fn which_menu<'a>(
    to: Which,
    (marked, selected): (usize, &SecretId),
    menu: &Menu,
    frame: ModalFrame<'a>,
) -> MenuDialog<'a> {
    let (title, [many, one]) = match to {
        Which::Delete => ("Delete which?", ["", ""]),
        Which::Restart => ("Restart the pods of which?", ["", ""]),
        Which::RollOut => ("Restart pods, or rotate?", ["restart the pods of ", "rotate "]),
    };
    let lines = vec![
        MenuLine::new(menu, 0, "marked", format!("{many}{}", secrets(marked))),
        MenuLine::new(menu, 1, "selected", about(selected, |id| format!("{one}{id} alone"))),
    ];
    MenuDialog { width: 64, word: 12, lines, frame: frame.title(title).here() }
}
