//! The parts that the forms of all kinds are made of.

use crate::features::write::form::Spot;
use crate::view::form::{Button, Hint, Row};

/// The rows, buttons and keys of a form.
pub(super) type Rows = (Vec<Row<Spot>>, Vec<Button<Spot>>, Vec<Hint>);

pub(super) fn buttons(safe: &'static str, go: &'static str) -> Vec<Button<Spot>> {
    [(safe, Spot::Safe), (go, Spot::Go)].map(|(word, spot)| Button { word, spot, awake: true }).into()
}
