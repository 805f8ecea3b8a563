//! The sign-in form: name, password, whether to remember. Pure data and its keys.

use std::fmt;
use std::time::Instant;

use crate::domain::{Credentials, SecretValue, SignInFault};
use crate::keys::{Code, Key};
use crate::view::field::Field;

/// The field that has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The user's name.
    User,
    /// The password.
    Password,
    /// The box that keeps the token for the next start.
    Remember,
}

/// The progress of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The user types.
    Filling,
    /// The source of the profile is asked for a token, since this moment; nothing has to be typed yet.
    AskingSource(Instant),
    /// Name and password were sent at this moment.
    Asking(Instant),
    /// The source had a token while the user typed: the form stays, so that the next letters are no commands.
    SignedIn,
}

/// The sign-in form.
pub struct SignIn {
    /// The user's name.
    pub user: Field,
    /// The password; wiped when the form closes, and when it was not accepted.
    pub password: Field,
    /// The token is to be kept; `None` where there is no folder that could keep it.
    pub remember: Option<bool>,
    /// The field that has the focus.
    pub focus: Spot,
    /// The password is shown, not masked.
    pub show: bool,
    /// The progress.
    pub stage: Stage,
    /// The last fault, until something is typed.
    pub fault: Option<Fault>,
}

/// A fault of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A field is empty.
    Empty(Spot),
    /// No token came, for this reason.
    NoToken(SignInFault),
}

impl SignIn {
    /// Makes an empty form for `user`, with the focus on the first empty field. `remembers`: there is a folder
    /// that can keep a token.
    pub fn new(user: &str, remembers: bool) -> Self {
        Self {
            focus: if user.is_empty() { Spot::User } else { Spot::Password },
            user: Field::text_line(user),
            password: Field::line(),
            remember: remembers.then_some(false),
            show: false,
            stage: Stage::Filling,
            fault: None,
        }
    }

    /// Moves the focus by `step`, and from the last field to the first.
    pub fn move_focus(&mut self, step: isize) {
        let mut spots = vec![Spot::User, Spot::Password];
        spots.extend(self.remember.map(|_| Spot::Remember));
        let at = spots.iter().position(|spot| *spot == self.focus).unwrap_or(0);
        let to = (at.cast_signed() + step).rem_euclid(spots.len().cast_signed());
        self.focus = spots[to.unsigned_abs()];
    }

    /// Takes a key that no binding claims.
    pub fn press(&mut self, key: Key) {
        if self.stage != Stage::Filling {
            return;
        }
        match (self.focus, key.code) {
            (_, Code::Up) => self.move_focus(-1),
            (_, Code::Down) => self.move_focus(1),
            (Spot::Remember, Code::Char(' ')) => self.remember = self.remember.map(|on| !on),
            (Spot::Remember, _) => {}
            (Spot::User, _) => self.typed(|form| form.user.press(key)),
            (Spot::Password, _) => self.typed(|form| form.password.press(key)),
        }
    }

    /// Takes pasted text; tells whether there is a field for it.
    pub fn paste(&mut self, text: &str) -> bool {
        if self.stage != Stage::Filling {
            return false;
        }
        match self.focus {
            Spot::User => self.typed(|form| form.user.paste(text)),
            // White space may be part of a password; the end of the line comes from the clipboard.
            Spot::Password => self.typed(|form| form.password.paste_exactly(text)),
            Spot::Remember => return false,
        }
        true
    }

    fn typed(&mut self, change: impl FnOnce(&mut Self) -> bool) {
        if change(self) {
            self.fault = None;
        }
    }

    /// `Enter`: goes on to the password, or returns the credentials to send. Does nothing while something is
    /// under way; shows a fault while a field is empty.
    pub fn enter(&mut self) -> Option<Credentials> {
        if self.stage != Stage::Filling {
            return None;
        }
        if self.focus == Spot::User && self.password.is_empty() && !self.user.is_empty() {
            self.focus = Spot::Password;
            return None;
        }
        let empty = [(Spot::User, &self.user), (Spot::Password, &self.password)]
            .into_iter()
            .find(|(_, field)| field.text().trim().is_empty());
        if let Some((spot, _)) = empty {
            self.focus = spot;
            self.fault = Some(Fault::Empty(spot));
            return None;
        }
        Some(Credentials {
            username: self.user.text().trim().to_owned(),
            password: SecretValue::new(self.password.text().to_owned()),
            remember: self.remember == Some(true),
        })
    }

    /// Shows the fault, and keeps the typed text except for a wrong password.
    pub fn fail(&mut self, fault: SignInFault) {
        self.stage = Stage::Filling;
        self.show = false;
        if fault.is_refusal() {
            self.password = Field::line();
            self.focus = Spot::Password;
        }
        self.fault = Some(Fault::NoToken(fault));
    }

    /// Returns the time since which something is under way.
    pub fn asking_since(&self) -> Option<Instant> {
        match self.stage {
            Stage::Filling | Stage::SignedIn => None,
            Stage::AskingSource(since) | Stage::Asking(since) => Some(since),
        }
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::NoAnswer;

    fn typed(form: &mut SignIn, text: &str) {
        text.chars().for_each(|c| form.press(Key::char(c)));
    }

    #[test]
    fn the_focus_begins_at_what_is_missing() {
        assert_eq!(SignIn::new("", true).focus, Spot::User);
        assert_eq!(SignIn::new("alice", true).focus, Spot::Password);
    }

    #[test]
    fn enter_goes_on_and_sends_only_what_is_complete() {
        let mut form = SignIn::new("", true);
        assert!(form.enter().is_none());
        assert_eq!(form.fault, Some(Fault::Empty(Spot::User)));
        typed(&mut form, "alice");
        assert!(form.enter().is_none());
        assert_eq!((form.focus, &form.fault), (Spot::Password, &None));
        assert!(form.enter().is_none());
        assert_eq!(form.fault, Some(Fault::Empty(Spot::Password)));
        typed(&mut form, "s3cret q");
        let sent = form.enter().unwrap();
        assert_eq!((sent.username.as_str(), sent.password.expose()), ("alice", "s3cret q"));
        assert!(!sent.remember);
        assert_eq!(format!("{sent:?} {form:?}"), "Credentials(…) SignIn(…)");
    }

    #[test]
    fn the_box_is_there_only_where_a_token_can_be_kept() {
        let mut form = SignIn::new("alice", false);
        form.move_focus(1);
        assert_eq!(form.focus, Spot::User);
        let mut form = SignIn::new("alice", true);
        form.move_focus(1);
        form.press(Key::char(' '));
        assert_eq!((form.focus, form.remember), (Spot::Remember, Some(true)));
    }

    #[test]
    fn a_wrong_password_goes_and_one_that_did_not_arrive_stays() {
        let mut form = SignIn::new("alice", false);
        typed(&mut form, "right");
        form.stage = Stage::Asking(Instant::now());
        typed(&mut form, "x");
        form.fail(SignInFault::Unreachable(NoAnswer::Refused));
        assert_eq!(form.password.text(), "right");
        form.fail(SignInFault::Refused);
        assert_eq!((form.password.text(), form.focus), ("", Spot::Password));
        typed(&mut form, "a");
        assert_eq!(form.fault, None);
    }

    #[test]
    fn a_pasted_password_keeps_its_blanks_and_loses_the_end_of_the_line() {
        let mut form = SignIn::new("alice", false);
        assert!(form.paste(" two words \r\n"));
        assert_eq!(form.password.text(), " two words ");
    }
}
