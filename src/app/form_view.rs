//! What a form shows: its rows, laid out for the room there is, and how far they are scrolled; so that
//! scrolling ends where the rows do.
//!
//! Which rows there are is `create`, `fill` (a change) and `delete` for a form being filled in, `asks` for
//! one that asks something; what stands below them is `last`.

use super::App;
use super::form::{Form, Kind, Phase, Spot, Work};
use crate::layout::Modal;
use crate::text::Sentence;
use crate::view::Step;
use crate::view::canvas::Span;
use crate::view::theme::Name;

mod asks;
mod create;
mod delete;
mod fill;
pub mod last;
mod undo;
mod whole;

use last::{Button, Hint, Last};

/// Columns of the labels, beside their fields.
pub const LABEL: u16 = 12;
const FORM_WIDTH: u16 = 76;
const DELETE_WIDTH: u16 = 70;
const LEAVE_WIDTH: u16 = 56;
/// Columns of a framed modal that are not its content's.
const FRAME: u16 = 10;
/// Rows below the one with the cursor that stay in sight: its facts and faults.
const BELOW: usize = 4;

/// One row of a form.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// It was changed.
    pub mark: bool,
    /// Its label.
    pub label: &'static str,
    /// It is a field with its own surface.
    pub field: bool,
    /// What it says.
    pub spans: Vec<Span>,
    /// Where the cursor stands in the text, in columns.
    pub cursor: Option<usize>,
    /// At the right end.
    pub right: Option<Span>,
    /// What it belongs to.
    pub spot: Option<Spot>,
    /// Of the rows of its spot, the one that stays in sight.
    pub here: bool,
    /// It begins where labels begin, not where fields do.
    pub wide: bool,
}

impl Row {
    fn blank() -> Self {
        Self::default()
    }

    /// A line of text over the whole width.
    fn text(text: impl Into<String>, name: Name) -> Self {
        Self { spans: vec![Span::new(text, name)], wide: true, ..Self::default() }
    }

    /// A line of text under a field.
    fn note(spans: Vec<Span>) -> Self {
        Self { spans, ..Self::default() }
    }
}

/// The room for the rows.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// Columns of the content.
    columns: usize,
    /// The label stands above its field.
    stacked: bool,
}

impl Room {
    /// Columns of the text in a field.
    fn field(self) -> usize {
        self.columns.saturating_sub(if self.stacked { 4 } else { usize::from(LABEL) + 2 })
    }
}

/// A form as it is shown.
#[derive(Debug)]
pub struct FormView {
    /// What it is called.
    pub title: Sentence,
    /// Columns of the whole modal, where it has a frame.
    pub width: u16,
    /// All rows.
    pub rows: Vec<Row>,
    /// What stands below them.
    pub last: Last,
    /// Where it stands.
    pub areas: Modal,
    /// The first row in sight.
    pub first: usize,
}

impl FormView {
    /// How many rows can be in sight.
    pub fn height(&self) -> usize {
        self.areas.content.height.into()
    }

    /// How far it can be scrolled.
    fn last_scroll(&self) -> usize {
        self.rows.len().saturating_sub(self.height())
    }

    /// Which rows are in sight, of how many; nothing where all are.
    pub fn position(&self) -> Option<String> {
        let last = (self.first + self.height()).min(self.rows.len());
        (self.last_scroll() > 0).then(|| format!("{}-{last} of {}", self.first + 1, self.rows.len()))
    }
}

impl App {
    /// The open form as it is shown; `None` without one, or when the screen is too small.
    pub fn form_view(&self) -> Option<FormView> {
        let (form, under) = (self.form()?, self.under()?);
        let width = match form.phase() {
            Phase::Leaving => LEAVE_WIDTH,
            _ if matches!(form.kind, Kind::Delete(_)) => DELETE_WIDTH,
            _ => FORM_WIDTH,
        };
        let framed = Room { columns: usize::from(width - FRAME), stacked: false };
        let form_view = lay_out(form, width, framed, |rows| Modal::new(under, width, rows));
        if form_view.areas.framed {
            return Some(form_view);
        }
        let room = Room { columns: usize::from(under.area.width).saturating_sub(4), stacked: true };
        Some(lay_out(form, width, room, |_| Modal::whole(under)))
    }

    /// Scrolls the form by hand; what is typed next brings the cursor back into sight.
    pub(super) fn scroll_form(&mut self, step: Step) {
        let Some(form_view) = self.form_view() else { return };
        let page = isize::try_from(form_view.height().saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        let rows = match step {
            Step::Rows(rows) => rows,
            Step::HalfPages(halves) => halves * page / 2,
            Step::First => isize::MIN,
            Step::To(row) => row.cast_signed().saturating_sub_unsigned(form_view.first),
            Step::Last => isize::MAX,
        };
        let to = form_view.first.saturating_add_signed(rows).min(form_view.last_scroll());
        if let Some(form) = &mut self.form {
            form.scrolled = Some(to);
        }
    }

    /// Where a form asks, no field has the cursor: a value that is shown there is scrolled to, for a key that
    /// shows it to be seen to do so.
    pub(super) fn bring_shown_into_sight(&mut self) {
        let Some(form_view) = self.form_view() else { return };
        let Some(form) = self.form.as_mut().filter(|form| form.show && form.is_asking()) else { return };
        let is_in_sight = |at: usize| (form_view.first..form_view.first + form_view.height()).contains(&at);
        let at = form_view.rows.iter().position(|row| row.spot == Some(Spot::Value));
        if let Some(at) = at.filter(|at| !is_in_sight(*at)) {
            form.scrolled = Some(at.min(form_view.last_scroll()));
        }
    }
}

fn lay_out(form: &Form, width: u16, room: Room, areas: impl Fn(u16) -> Modal) -> FormView {
    let (rows, buttons, mut hints) = match form.phase() {
        Phase::Working(Work::Fetching, _) => undo::looking(room),
        Phase::Filling | Phase::Working(..) => match &form.kind {
            Kind::Create => create::rows(form, room),
            Kind::Edit(secret) => fill::rows(form, secret, room),
            Kind::Delete(_) => delete::rows(form, room),
        },
        Phase::Review if form.kind == Kind::Create => undo::again(form, room),
        _ => asks::rows(form, room),
    };
    if form.focus == Spot::Nowhere {
        hints.insert(1, Hint::new("Tab", "next"));
    }
    let rows: Vec<Row> = undo::heading(form, room.columns).into_iter().chain(rows).collect();
    let rows = if room.stacked { stacked(rows) } else { rows };
    let last = |hints: &[Hint]| {
        let last = Last::new(form, buttons.clone(), hints, room.columns);
        // A second row takes the blank one above the last, which comes back where there is room.
        let rows = rows.len() + usize::from(last.keys.below.is_some());
        (areas(u16::try_from(rows).unwrap_or(u16::MAX)), last)
    };
    let (mut area, mut shown) = last(&hints);
    if rows.len() > usize::from(area.content.height) {
        // Where there is no field, nothing else brings the rest into sight.
        let at = if form.is_asking() { usize::from(hints.len() > 1) } else { hints.len().saturating_sub(1) };
        hints.insert(at, Hint::new("PgDn", "scroll"));
        (area, shown) = last(&hints);
    }
    let mut form_view = FormView { title: title(form), width, rows, last: shown, areas: area, first: 0 };
    let focus = if form.focus == Spot::Nowhere { form.spot_in_sight() } else { form.focus };
    let here = form_view.rows.iter().position(|row| row.here && row.spot == Some(focus)).unwrap_or(0);
    let follow = (here + BELOW).saturating_sub(form_view.height());
    form_view.first = form.scrolled.unwrap_or(follow).min(form_view.last_scroll());
    form_view
}

fn title(form: &Form) -> Sentence {
    let (subject, undoes) = (form.subject(), form.past.undoes.is_some());
    let half_done = form.past.undoes.as_ref().is_some_and(|undoes| undoes.half_done);
    Sentence::about(subject.shown(), |id| match (form.phase(), &form.kind) {
        (Phase::Leaving, _) if form.write.is_in_doubt() => "Leave without knowing?".to_owned(),
        (Phase::Leaving, _) => "Leave without saving?".to_owned(),
        (_, Kind::Create) if undoes => format!("Create {id} again"),
        (Phase::Review | Phase::Working(..), Kind::Edit(_)) if half_done => format!("Write {id} back"),
        (Phase::Review | Phase::Working(..), Kind::Edit(_)) if undoes => format!("Undo the change of {id}"),
        (Phase::Review | Phase::Theirs(_), _) => format!("Review {id}"),
        (_, Kind::Create) => "New secret".to_owned(),
        (_, Kind::Edit(_)) => format!("Edit {id}"),
        (_, Kind::Delete(_)) if undoes && !half_done => format!("Undo the creation of {id}"),
        (_, Kind::Delete(_)) => format!("Delete {id}"),
    })
}

/// Without side borders the label stands above its field.
fn stacked(rows: Vec<Row>) -> Vec<Row> {
    let above = |row: Row| {
        if row.label.is_empty() {
            return vec![row];
        }
        let label = Row { mark: row.mark, label: row.label, spot: row.spot, ..Row::default() };
        vec![label, Row { mark: false, label: "", ..row }]
    };
    rows.into_iter().flat_map(above).collect()
}
