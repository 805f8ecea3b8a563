//! What a test of revealing and copying asks of the driver.

use tapis_secrets::core::{CopyReport, Event};

use super::driver::Driver;

impl Driver {
    /// Moves to the secret with this id, with keys.
    pub(crate) fn select(&mut self, id: &str) {
        self.press("g");
        for _ in 0..self.app.list().shown() {
            if self.selected() == id {
                return;
            }
            self.press("j");
        }
        panic!("{id} is not in the list\n{}", self.screen());
    }

    /// The paths of the values that were asked for, in order.
    pub(crate) fn values_asked_for(&self) -> Vec<String> {
        let requests = self.service().requests().into_iter();
        requests.map(|request| request.path).filter(|path| path.ends_with("/value")).collect()
    }

    /// The value on the screen.
    pub(crate) fn shown(&self) -> Option<&str> {
        self.app.value().shown().map(|shown| shown.value.expose())
    }

    /// Waits until a value is on the screen.
    pub(crate) fn wait_shown(&mut self) -> String {
        self.wait_for("hides in ")
    }

    /// Waits until something was given to the clipboard, and gives the newest of it.
    pub(crate) fn wait_copied(&mut self, count: usize) -> String {
        while self.copies.len() < count {
            self.take_one();
        }
        self.copies[count - 1].value.expose().to_owned()
    }

    /// The clipboard tells what has become of the last copy.
    pub(crate) fn report(&mut self, report: CopyReport) {
        let id = self.copies.last().expect("something was copied").id;
        self.send(Event::Copied(id, report));
    }
}
