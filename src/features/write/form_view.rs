//! The form on the screen: its rows, buttons and keys in each phase.
//!
//! `create`, `fill` (a change) and `delete` make the rows of a form that is being filled in, `asks` those of a
//! question, `undo` those of a form that takes a change back.

use super::form::{Form, Kind, Spot};
use super::words::doing;
use crate::domain::Site;
use crate::layout::Under;
use crate::text::Sentence;
use crate::view::Step;
use crate::view::form::{Content, FormView, Hint, Room};
use crate::work::write::{Phase, Work};

mod asks;
mod create;
mod delete;
mod fill;
mod undo;

const FORM_WIDTH: u16 = 76;
const DELETE_WIDTH: u16 = 70;
const LEAVE_WIDTH: u16 = 56;

impl Form {
    /// Lays out the form in this area.
    pub fn view(&self, site: &Site, under: Under) -> FormView<Spot> {
        let width = match self.phase() {
            Phase::Leaving => LEAVE_WIDTH,
            _ if matches!(self.kind, Kind::Delete(_)) => DELETE_WIDTH,
            _ => FORM_WIDTH,
        };
        FormView::new(title(self), width, under, |room| content(self, site, room))
    }

    /// Scrolls the form; typing brings the cursor back into sight.
    pub fn scroll(&mut self, step: Step, site: &Site, under: Under) {
        self.scrolled = Some(self.view(site, under).after(step));
    }

    /// Shows or masks the value. In a question, scrolls to a value that is shown: no field has the cursor there, and
    /// the user has to see that the key worked.
    pub fn toggle_shown(&mut self, site: &Site, under: Option<Under>) {
        self.show = !self.show;
        if let Some(under) = under.filter(|_| self.show && self.is_asking()) {
            self.scrolled = self.view(site, under).to_bring_into_sight(Spot::Value).or(self.scrolled);
        }
    }
}

fn content(form: &Form, site: &Site, room: Room) -> Content<Spot> {
    let (rows, mut buttons, mut hints) = match form.phase() {
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
    let busy = busy(form);
    if let Some((_, leaves)) = busy {
        (buttons, hints) = (Vec::new(), vec![Hint::staying("Esc", leaves)]);
    }
    Content {
        rows: undo::heading(form, room.columns).into_iter().chain(rows).collect(),
        buttons,
        hints,
        busy: busy.map(|(busy, _)| busy),
        focus: if form.focus == Spot::Nowhere { form.spot_in_sight() } else { form.focus },
        asks: form.is_asking(),
        // The value's keys keep their row even without the focus.
        keeps_second_row: form.takes_value(),
        scrolled: form.scrolled,
    }
}

fn title(form: &Form) -> Sentence {
    let undoes = form.undoes.is_some();
    let subject = form.like().map_or_else(|| form.subject(), |secret| secret.id.clone());
    let half_done = form.undoes.as_ref().is_some_and(|undoes| undoes.half_done);
    Sentence::about(subject.shown(), |id| match (form.phase(), &form.kind) {
        (Phase::Leaving, _) if form.write.is_in_doubt() => "Leave without knowing?".to_owned(),
        (Phase::Leaving, _) => "Leave without saving?".to_owned(),
        (_, Kind::Create) if undoes => format!("Create {id} again"),
        (Phase::Review | Phase::Working(..), Kind::Edit(_)) if half_done => format!("Write {id} back"),
        (Phase::Review | Phase::Working(..), Kind::Edit(_)) if undoes => format!("Undo the change of {id}"),
        (Phase::Review | Phase::Theirs(_), _) => format!("Review {id}"),
        (_, Kind::Create) => match form.like() {
            Some(_) => format!("New secret like {id}"),
            None => "New secret".to_owned(),
        },
        (_, Kind::Edit(_)) => format!("Edit {id}"),
        (_, Kind::Delete(_)) if undoes && !half_done => format!("Undo the creation of {id}"),
        (_, Kind::Delete(_)) => format!("Delete {id}"),
    })
}

/// Returns the work that is under way, and the effect of `Esc` meanwhile.
fn busy(form: &Form) -> Option<(&'static str, &'static str)> {
    let Phase::Working(work, _) = form.phase() else { return None };
    let busy = match work {
        Work::Looking | Work::Fetching | Work::Finding => "Checking",
        Work::Reading => "Reading the old value",
        Work::Checking { .. } => "Checking whether it took effect",
        Work::Sending => doing(&form.kind),
    };
    let leaves = match work {
        // An undo has sent nothing yet.
        Work::Fetching => "cancel",
        _ if form.is_sending() => "finish in the background",
        _ => "back",
    };
    Some((busy, leaves))
}
