//! The rows of a form on the screen, laid out for the room there is, and the scroll position.
//!
//!
//! `create`, `fill` (a change) and `delete` make the rows of a form that is being filled in, `asks` those of a
//! question; `last` makes the row below them.

use super::form::{Form, Kind, Spot};
use crate::domain::Site;
use crate::layout::{Modal, Under};
use crate::text::Sentence;
use crate::view::Step;

mod asks;
mod create;
mod delete;
mod fill;
pub mod last;
mod row;
mod undo;
mod whole;

use crate::work::write::{Phase, Work};
use last::{Hint, Last};
use row::Room;
pub use row::{LABEL, Row};

const FORM_WIDTH: u16 = 76;
const DELETE_WIDTH: u16 = 70;
const LEAVE_WIDTH: u16 = 56;
/// The columns that the frame of a modal takes from its content.
const FRAME: u16 = 10;
/// The rows below the cursor that stay in sight: the field's facts and faults.
const BELOW: usize = 4;

/// The form, laid out for the screen.
#[derive(Debug)]
pub struct FormView {
    /// The title.
    pub title: Sentence,
    /// The columns of the whole modal, if it has a frame.
    pub width: u16,
    /// All rows.
    pub rows: Vec<Row>,
    /// The row below them.
    pub last: Last,
    /// The areas on the screen.
    pub areas: Modal,
    /// The first row in sight.
    pub first: usize,
}

impl FormView {
    /// Returns how many rows fit.
    pub fn height(&self) -> usize {
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
}

impl FormView {
    /// Lays out the form in this area.
    pub fn new(form: &Form, site: &Site, under: Under) -> Self {
        let width = match form.phase() {
            Phase::Leaving => LEAVE_WIDTH,
            _ if matches!(form.kind, Kind::Delete(_)) => DELETE_WIDTH,
            _ => FORM_WIDTH,
        };
        let framed = Room { columns: usize::from(width - FRAME), stacked: false };
        let form_view = lay_out(form, site, width, framed, |rows| Modal::new(under, width, rows));
        if form_view.areas.framed {
            return form_view;
        }
        let room = Room { columns: usize::from(under.area.width).saturating_sub(4), stacked: true };
        lay_out(form, site, width, room, |_| Modal::whole(under))
    }
}

impl Form {
    /// Scrolls the form; typing brings the cursor back into sight.
    pub fn scroll(&mut self, step: Step, site: &Site, under: Under) {
        let form_view = FormView::new(self, site, under);
        let page = isize::try_from(form_view.height().saturating_sub(1).max(1)).unwrap_or(isize::MAX);
        let rows = match step {
            Step::Rows(rows) => rows,
            Step::HalfPages(halves) => halves * page / 2,
            Step::First => isize::MIN,
            Step::To(row) => row.cast_signed().saturating_sub_unsigned(form_view.first),
            Step::Last => isize::MAX,
        };
        self.scrolled = Some(form_view.first.saturating_add_signed(rows).min(form_view.last_scroll()));
    }

    /// Shows or masks the value. In a question, scrolls to a value that is shown: no field has the cursor there, and
    /// the user has to see that the key worked.
    pub fn toggle_shown(&mut self, site: &Site, under: Option<Under>) {
        self.show = !self.show;
        let Some(under) = under.filter(|_| self.show && self.is_asking()) else { return };
        let form_view = FormView::new(self, site, under);
        let is_in_sight = |at: usize| (form_view.first..form_view.first + form_view.height()).contains(&at);
        let at = form_view.rows.iter().position(|row| row.spot == Some(Spot::Value));
        if let Some(at) = at.filter(|at| !is_in_sight(*at)) {
            self.scrolled = Some(at.min(form_view.last_scroll()));
        }
    }
}

fn lay_out(form: &Form, site: &Site, width: u16, room: Room, areas: impl Fn(u16) -> Modal) -> FormView {
    let (rows, buttons, mut hints) = match form.phase() {
        Phase::Working(Work::Fetching, _) => undo::looking(room),
        Phase::Filling | Phase::Working(..) => match &form.kind {
            Kind::Create => create::rows(form, room),
            Kind::Edit(secret) => fill::rows(form, secret, room),
            Kind::Delete(_) => delete::rows(form, room),
        },
        Phase::Review if form.kind == Kind::Create => undo::again(form, room),
        _ => asks::rows(form, site, room),
    };
    if form.focus == Spot::Nowhere {
        hints.insert(1, Hint::new("Tab", "next"));
    }
    let rows: Vec<Row> = undo::heading(form, room.columns).into_iter().chain(rows).collect();
    let rows = if room.stacked { stacked(rows) } else { rows };
    let last = |hints: &[Hint]| {
        let last = Last::new(form, buttons.clone(), hints, room.columns);
        // A second row of keys takes the place of the blank one above, which comes back where there is room.
        let rows = rows.len() + usize::from(last.keys.below.is_some());
        (areas(u16::try_from(rows).unwrap_or(u16::MAX)), last)
    };
    let (mut area, mut shown) = last(&hints);
    if rows.len() > usize::from(area.content.height) {
        // A question has no field whose focus would bring the rest into sight.
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

/// Puts labels above their fields, for a form without side borders.
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
