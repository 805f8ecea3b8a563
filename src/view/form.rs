//! A form: rows with labels, fields and remarks, of which as many are in sight as fit, and below them a row of buttons
//! and keys. `S` names the places that the focus can go to.
//!
//! The rows are laid out without a theme, because scrolling depends on them; drawing gives them their styles. No widget
//! of ratatui's scrolls rows of fields by the place of the focus.

pub mod facts;
mod last;
mod row;
pub mod text;

pub use last::{Button, Hint, Last};
pub use row::{LABEL, Room, Row, Span};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::{Draw, after, before};
use super::drawn::Drawn;
use super::keys::{self, GAP};
use super::step::Step;
use super::theme::{Name, Theme};
use crate::layout::{Modal, Under};
use crate::text::Sentence;
use last::{BUTTON_GAP, Hints};

/// The columns that the frame of a modal takes from its content.
const FRAME: u16 = 10;
/// The rows below the cursor that stay in sight: the field's facts and faults.
const BELOW: usize = 4;

/// The content of a form.
#[derive(Debug)]
pub struct Content<S> {
    /// The rows.
    pub rows: Vec<Row<S>>,
    /// The buttons.
    pub buttons: Vec<Button<S>>,
    /// The keys.
    pub hints: Vec<Hint>,
    /// The work that is under way, shown with a spinner in place of the buttons.
    pub busy: Option<&'static str>,
    /// The place that stays in sight.
    pub focus: S,
    /// The form asks for a decision: it has no field whose focus would bring the rest of the rows into sight.
    pub asks: bool,
    /// A second row of keys is always kept, so that nothing jumps.
    pub keeps_second_row: bool,
    /// The first row in sight, if the user has scrolled; otherwise the rows follow the focus.
    pub scrolled: Option<usize>,
}

/// The form, laid out for the screen.
#[derive(Debug)]
pub struct FormView<S> {
    /// The title.
    pub title: Sentence,
    /// The columns of the whole modal, if it has a frame.
    pub width: u16,
    /// All rows.
    pub rows: Vec<Row<S>>,
    /// The row below them.
    pub last: Last<S>,
    /// The areas on the screen.
    pub areas: Modal,
    /// The first row in sight.
    pub first: usize,
}

impl<S: Copy + PartialEq + Default> FormView<S> {
    /// Lays out a form of `width` columns in this area: in a frame, or over the whole area with labels above their
    /// fields where a frame does not fit.
    pub fn new(title: Sentence, width: u16, under: Under, content: impl Fn(Room) -> Content<S>) -> Self {
        let framed = Room { columns: usize::from(width.saturating_sub(FRAME)), stacked: false };
        let in_frame = |rows| Modal::new(under, width, rows);
        let form_view = Self::lay_out(title, width, framed, content(framed), in_frame);
        if form_view.areas.framed {
            return form_view;
        }
        let room = Room { columns: usize::from(under.area.width).saturating_sub(4), stacked: true };
        Self::lay_out(form_view.title, width, room, content(room), |_| Modal::whole(under))
    }

    fn lay_out(
        title: Sentence,
        width: u16,
        room: Room,
        content: Content<S>,
        areas: impl Fn(u16) -> Modal,
    ) -> Self {
        let Content { rows, buttons, mut hints, busy, focus, asks, keeps_second_row, scrolled } = content;
        let rows = if room.stacked { stacked(rows) } else { rows };
        let last = |hints: &[Hint]| {
            let mut last = Last::new(busy, buttons.clone(), hints, room.columns);
            if keeps_second_row {
                last.keys.below.get_or_insert_default();
            }
            // A second row of keys takes the place of the blank one above, which comes back where there is room.
            let rows = rows.len() + usize::from(last.keys.below.is_some());
            (areas(u16::try_from(rows).unwrap_or(u16::MAX)), last)
        };
        let (mut areas, mut shown) = last(&hints);
        if rows.len() > usize::from(areas.content.height) && busy.is_none() {
            let at = if asks { usize::from(hints.len() > 1) } else { hints.len().saturating_sub(1) };
            hints.insert(at, Hint::new("PgDn", "scroll"));
            (areas, shown) = last(&hints);
        }
        let mut form_view = Self { title, width, rows, last: shown, areas, first: 0 };
        let here = form_view.rows.iter().position(|row| row.here && row.spot == Some(focus)).unwrap_or(0);
        let follow = (here + BELOW).saturating_sub(form_view.height());
        form_view.first = scrolled.unwrap_or(follow).min(form_view.last_scroll());
        form_view
    }

    fn height(&self) -> usize {
        self.areas.content.height.into()
    }

    fn last_scroll(&self) -> usize {
        self.rows.len().saturating_sub(self.height())
    }

    /// Returns the range of rows in sight and their number, as text; `None` if all fit.
    pub fn position(&self) -> Option<String> {
        let last = (self.first + self.height()).min(self.rows.len());
        (self.last_scroll() > 0).then(|| format!("{}-{last} of {}", self.first + 1, self.rows.len()))
    }

    /// Returns the first row in sight after scrolling.
    pub fn after(&self, step: Step) -> usize {
        let page = isize::try_from(self.height().saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        let rows = match step {
            Step::Rows(rows) => rows,
            Step::HalfPages(halves) => halves * page / 2,
            Step::First => isize::MIN,
            Step::To(row) => row.cast_signed().saturating_sub_unsigned(self.first),
            Step::Last => isize::MAX,
        };
        self.first.saturating_add_signed(rows).min(self.last_scroll())
    }

    /// Returns the first row in sight after scrolling to the first row of this place; `None` if that is in sight.
    pub fn to_bring_into_sight(&self, spot: S) -> Option<usize> {
        let at = self.rows.iter().position(|row| row.spot == Some(spot))?;
        let is_in_sight = (self.first..self.first + self.height()).contains(&at);
        (!is_in_sight).then_some(at.min(self.last_scroll()))
    }

    /// Draws the rows in sight; `focus` is `None` while something else takes the keys.
    pub fn draw_rows(&self, focus: Option<S>, theme: Theme, buf: &mut Buffer, drawn: &mut Drawn) {
        for (area, row) in self.areas.content.rows().zip(self.rows.iter().skip(self.first)) {
            let focused = focus.is_some() && row.spot == focus;
            self.draw_row(row, focused, theme, area, buf, drawn);
        }
    }

    fn draw_row(
        &self,
        row: &Row<S>,
        focused: bool,
        theme: Theme,
        area: Rect,
        buf: &mut Buffer,
        drawn: &mut Drawn,
    ) {
        let (label, field) = match self.areas.framed {
            true => (area, after(area, LABEL)),
            false => (after(area, 2), after(area, 2)),
        };
        let field = if row.wide && row.field { area } else { field };
        if row.mark {
            buf.text(Rect { x: label.x - 2, ..label }, "●", theme.style(Name::WarningMark));
        }
        buf.text(label, row.label, theme.style(if focused { Name::Focus } else { Name::Muted }));
        let focused_here = focused && row.here;
        if row.field {
            buf.surface(field, theme.surface(if focused_here { Name::FieldOn } else { Name::Field }));
        }
        if focused_here && (row.field || !row.wide) {
            buf.text(field, "▌", theme.style(Name::Accent));
        }
        let text = if row.wide && !row.field { area } else { after(field, 2) };
        if focused_here {
            drawn.stand(text);
        }
        let rest = draw_spans(theme, &row.spans, text, buf);
        if let Some(Span(text, name)) = &row.right {
            buf.text_right(after(rest, 1), text, theme.style(*name));
        }
        if let Some(column) = row.cursor.filter(|_| focused) {
            drawn.cursor(((text.x + column as u16).min(area.right() - 1), text.y));
        }
    }

    /// Draws the last row; returns the parts of it that are free. Nothing is drawn while the wait
    /// is too short for a spinner.
    pub fn draw_last(
        &self,
        focus: S,
        spinner: Option<&str>,
        theme: Theme,
        buf: &mut Buffer,
        drawn: &mut Drawn,
    ) -> Option<Vec<Rect>> {
        let (last, keys) = (&self.last, self.areas.keys);
        let mut rest = Rect { y: keys.y - u16::from(last.keys.below.is_some()), ..keys };
        if let Some(busy) = last.busy {
            rest = buf.text(rest, &format!("{} {busy}", spinner?), theme.style(Name::Text));
            rest = after(rest, BUTTON_GAP as u16);
        }
        for button in &last.buttons {
            let on = button.spot == focus;
            let name = match (on, button.awake) {
                (true, _) => Name::Selected,
                (false, true) => Name::Field,
                (false, false) => Name::Off,
            };
            if on {
                drawn.stand(rest);
            }
            rest = buf.text(rest, &format!("[ {} ]", button.word), theme.style(name));
            rest = after(rest, BUTTON_GAP as u16);
        }
        let beside = after(draw_hints(theme, &last.keys.beside, rest, buf), 1);
        let below = last.keys.below.as_ref().map(|below| draw_hints(theme, below, keys, buf));
        Some(below.into_iter().chain([beside]).collect())
    }

    /// Returns the names of the keys that the form shows. Rows may show one at their right end.
    pub fn told(&self) -> Vec<String> {
        let keys = &self.last.keys;
        let hints = keys.beside.hints.iter().chain(keys.below.iter().flat_map(|below| &below.hints));
        let ends = self.rows.iter().filter_map(|row| row.right.as_ref());
        let ends = ends.filter_map(|Span(text, _)| text.split(' ').next());
        hints.map(|hint| hint.key).chain(ends).map(str::to_owned).collect()
    }
}

/// Puts labels above their fields, for a form without side borders.
fn stacked<S: Copy + Default>(rows: Vec<Row<S>>) -> Vec<Row<S>> {
    let above = |row: Row<S>| {
        if row.label.is_empty() {
            return vec![row];
        }
        let label = Row { mark: row.mark, label: row.label, spot: row.spot, ..Row::default() };
        vec![label, Row { mark: false, label: "", ..row }]
    };
    rows.into_iter().flat_map(above).collect()
}

fn draw_spans(theme: Theme, spans: &[Span], area: Rect, buf: &mut Buffer) -> Rect {
    spans.iter().fold(area, |rest, Span(text, name)| buf.text(rest, text, theme.style(*name)))
}

/// Draws keys at the right end of `area`; returns the rest, before a gap.
fn draw_hints(theme: Theme, hints: &Hints, area: Rect, buf: &mut Buffer) -> Rect {
    let free = before(area, hints.columns() as u16);
    let mut rest = after(area, free.width);
    for hint in &hints.hints {
        let end = buf.spans(rest, &keys::Hint::new(hint.key, hint.word).spans(theme));
        rest = after(end, hints.gap as u16);
    }
    before(free, if hints.hints.is_empty() { 0 } else { GAP })
}
