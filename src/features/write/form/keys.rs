//! The keys of a form: text goes to the focused field, other keys move the focus or turn a choice. No key in a field
//! sends or deletes anything. Where `Enter` leads to a button that does, a message says that nothing has been done
//! yet.

use std::mem::discriminant;

use super::{Form, Kind, Reading, Spot, ValueInput};
use crate::domain::{AccessMode, Field as Name};
use crate::features::write::words;
use crate::keys::{Code, Key};
use crate::view::field::{Field, LIMIT};
use crate::work::write::{Before, Phase};

/// The effect of a key that the app has to carry out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing more.
    Nothing,
    /// The button that goes on was pressed.
    Go,
    /// The button that leaves things as they are was pressed.
    Safe,
    /// Switches the reading of old values on or off.
    Keep,
    /// Says that the key means nothing here.
    Unbound,
    /// Says what the key did not do.
    Say(&'static str),
    /// Says that nothing was deleted, and what is missing.
    NotDeleted,
    /// Scrolls by this many rows.
    Scroll(isize),
}

impl Form {
    /// Tells whether the form asks for a decision, with two buttons and no field.
    pub fn is_asking(&self) -> bool {
        !matches!(self.phase(), Phase::Filling | Phase::Working(..))
    }

    /// Moves the focus by `step` places; after the last place comes the first.
    pub fn move_focus(&mut self, step: isize) {
        let spots = self.spots();
        if spots.is_empty() {
            return;
        }
        let position = |focus| spots.iter().position(|spot| *spot == focus);
        let len = isize::try_from(spots.len()).unwrap_or(1);
        self.focus_on(match self.focus {
            Spot::Nowhere if step > 0 => self.first_spot(),
            focus => {
                let at = isize::try_from(position(focus).unwrap_or(0)).unwrap_or(0);
                spots[(at + step).rem_euclid(len).unsigned_abs()]
            }
        });
        self.scrolled = self.scrolled.filter(|_| self.is_asking());
    }

    /// Moves the focus, and remembers the field that had it.
    fn focus_on(&mut self, spot: Spot) {
        if !matches!(self.focus, Spot::Keep | Spot::Safe | Spot::Go | Spot::Nowhere) {
            self.left = self.focus;
        }
        self.focus = spot;
    }

    fn ask(&mut self) {
        self.focus_on(Spot::Safe);
        self.scrolled = None;
    }

    /// Asks whether to leave a changed form.
    pub fn ask_to_leave(&mut self) {
        self.before = Before::Leaving;
        self.ask();
    }

    /// Shows the changes for review.
    pub fn review(&mut self) {
        self.before = Before::Open;
        self.write.review();
        self.ask();
    }

    /// Goes back to the fields, with the focus on the one that had it last.
    pub fn fill_in(&mut self) {
        self.before = Before::Open;
        // No key leads here while the write is reading, so nothing needs cancelling.
        let _ = self.write.cancel();
        self.ask();
        self.focus = self.field_left();
    }

    /// Moves the focus after the write has taken a step by itself.
    pub fn follow_write(&mut self, before: &Phase) {
        let now = self.phase();
        match now {
            _ if discriminant(&now) == discriminant(before) => {}
            Phase::Filling => self.come_back(),
            Phase::Working(..) => {}
            Phase::Leaving | Phase::Review | Phase::Theirs(_) | Phase::Doubt => self.ask(),
        }
    }

    /// Goes one step back from a question. If the question came by itself, the key may belong to text that the user
    /// is typing.
    pub fn step_back(&mut self) {
        match (self.phase(), &self.reading) {
            (Phase::Theirs(_) | Phase::Doubt, _) | (Phase::Review, Reading::Failed(_)) => self.come_back(),
            _ => self.fill_in(),
        }
    }

    /// Returns to the fields without a key: the user may be typing, and those keys must not become a value. They go
    /// nowhere until the user chooses a field. The text that allows a deletion is no value, so that field gets them.
    pub fn come_back(&mut self) {
        self.fill_in();
        if !matches!(self.kind, Kind::Delete(_)) {
            self.focus = Spot::Nowhere;
        }
    }

    /// Puts the focus on a field when the user returns to the form.
    pub fn reopen(&mut self) {
        if self.focus == Spot::Nowhere {
            self.focus = self.first_spot();
        }
    }

    /// Returns the place to keep in sight while the focus is nowhere: the first fault, or the last field.
    pub(in crate::features::write) fn spot_in_sight(&self) -> Spot {
        self.first_fault().unwrap_or(self.field_left())
    }

    /// Returns the place that the focus goes to from nowhere.
    fn first_spot(&self) -> Spot {
        match self.spot_in_sight() {
            Spot::Nowhere => Spot::Description,
            spot => spot,
        }
    }

    /// Returns the field that had the focus last. If that was a value that turned out to be fixed, the user may still
    /// be typing it, and those keys must go nowhere else.
    fn field_left(&self) -> Spot {
        match self.left {
            Spot::Value if matches!(self.value, ValueInput::Fixed) => Spot::Nowhere,
            field => field,
        }
    }

    /// Takes a key that is not bound to an action.
    pub fn press(&mut self, key: Key) -> Wish {
        // A change is not edited while it is being sent.
        if matches!(self.phase(), Phase::Working(..)) {
            return Wish::Nothing;
        }
        // The field that is typed into has to be in sight.
        self.scrolled = self.scrolled.filter(|_| self.is_asking());
        if let Some(why) = self.not_typed(key) {
            return Wish::Say(why);
        }
        // On a button or a choice, a letter with `Ctrl` or `Alt` answers nothing.
        let in_text = self.focus == Spot::Value || self.field().is_some();
        if matches!(key.code, Code::Char(_)) && !key.is_text() && !in_text {
            return Wish::Unbound;
        }
        match (self.focus, key.code) {
            (Spot::Nowhere, Code::Up | Code::Down) => self.move_focus(1),
            (Spot::Nowhere, _) => return Wish::Say(words::NOWHERE),
            (Spot::Go, Code::Enter | Code::Char(' ')) => return Wish::Go,
            (Spot::Safe, Code::Enter | Code::Char(' ')) => return Wish::Safe,
            (Spot::Keep, Code::Char(' ')) => return Wish::Keep,
            (Spot::Keep | Spot::Safe | Spot::Go, Code::Char(_) | Code::Backspace)
                if matches!((&self.kind, self.phase()), (Kind::Delete(_), Phase::Filling)) =>
            {
                self.focus = Spot::Confirm;
                self.type_into(key);
            }
            (Spot::Safe | Spot::Go, Code::Up) if self.is_asking() => return Wish::Scroll(-1),
            (Spot::Safe | Spot::Go, Code::Down) if self.is_asking() => return Wish::Scroll(1),
            (Spot::Safe | Spot::Go, Code::Left | Code::Up) => self.move_focus(-1),
            (Spot::Safe | Spot::Go, Code::Right | Code::Down) => self.move_focus(1),
            // `Enter` here never moves on to the button that deletes.
            (Spot::Confirm, Code::Enter) => {
                self.focus = Spot::Safe;
                return Wish::NotDeleted;
            }
            (spot, Code::Enter) if spot != Spot::Value => return self.go_on(),
            (Spot::Scope | Spot::Access, code) => return self.turn(code),
            (spot, Code::Down) if !matches!(spot, Spot::Value | Spot::Description) => self.move_focus(1),
            (spot, Code::Up) if !matches!(spot, Spot::Value | Spot::Description) => self.move_focus(-1),
            (Spot::Keep | Spot::Safe | Spot::Go, _) => return Wish::Unbound,
            _ => self.type_into(key),
        }
        Wish::Nothing
    }

    /// Moves to the next field. Says so if that is a button, which may look as if it was pressed.
    fn go_on(&mut self) -> Wish {
        self.move_focus(1);
        match (self.focus, &self.kind) {
            (Spot::Go, Kind::Create) => Wish::Say(words::NOT_CREATED_YET),
            (Spot::Go, _) => Wish::Say(words::NOT_SAVED_YET),
            (Spot::Safe, Kind::Create) => Wish::Say(words::NOT_OPENED_YET),
            _ => Wish::Nothing,
        }
    }

    /// Puts pasted text into the focused field; tells whether there is one.
    pub fn paste(&mut self, text: &str) -> bool {
        if !matches!(self.phase(), Phase::Filling) {
            return false;
        }
        self.forget_told();
        self.scrolled = None;
        match self.focus {
            Spot::Value => self.line_added &= self.value.paste(text),
            Spot::Keep | Spot::Safe | Spot::Go | Spot::Nowhere | Spot::Scope | Spot::Access => return false,
            _ => {
                if let Some(field) = self.field() {
                    field.paste(text);
                }
            }
        }
        true
    }

    /// Returns the reason why a key that types or erases does nothing to the value.
    fn not_typed(&self, key: Key) -> Option<&'static str> {
        let Key { code, ctrl: false, alt: false } = key else { return None };
        let adds = matches!(code, Code::Char(_) | Code::Enter);
        match &self.value {
            _ if self.focus != Spot::Value => None,
            // A large value is replaced as a whole, not by a stray key.
            ValueInput::Whole(_) if adds || matches!(code, Code::Backspace | Code::Delete) => {
                Some(words::WHOLE)
            }
            ValueInput::Typed(field) if adds && field.len() >= LIMIT => Some(words::FULL),
            ValueInput::Unchanged if code == Code::Enter => Some(words::UNCHANGED),
            _ => None,
        }
    }

    fn type_into(&mut self, key: Key) {
        let erases =
            matches!(key.code, Code::Backspace) || (key.ctrl && matches!(key.code, Code::Char('u' | 'w')));
        if self.focus == Spot::Value {
            match &self.value {
                // Erasing an empty new value brings the present one back.
                ValueInput::Typed(field)
                    if erases && field.is_empty() && matches!(self.kind, Kind::Edit(_)) =>
                {
                    self.value = ValueInput::Unchanged;
                    return;
                }
                ValueInput::Whole(_) if key == Key::ctrl('u') => {
                    self.value = ValueInput::empty();
                    return;
                }
                ValueInput::Whole(_) | ValueInput::Fixed => return,
                ValueInput::Unchanged if matches!(key.code, Code::Char(_)) && !key.ctrl && !key.alt => {
                    self.value = ValueInput::empty();
                }
                _ => {}
            }
        }
        if let Some(field) = self.field()
            && field.press(key)
        {
            self.line_added |= key.code == Code::Enter && self.focus == Spot::Value;
            self.forget_told();
        }
    }

    /// Returns the focused text field.
    fn field(&mut self) -> Option<&mut Field> {
        match self.focus {
            Spot::Id => Some(&mut self.id),
            Spot::Description => Some(&mut self.description),
            Spot::PodId => Some(&mut self.pod),
            Spot::Confirm => Some(&mut self.confirm),
            Spot::Value => match &mut self.value {
                ValueInput::Typed(field) => Some(field),
                _ => None,
            },
            Spot::Scope | Spot::Access | Spot::Keep | Spot::Safe | Spot::Go | Spot::Nowhere => None,
        }
    }

    /// Forgets the service's objection to the focused field, which is being changed.
    fn forget_told(&mut self) {
        self.trimmed &= self.focus != Spot::Value;
        let name = match self.focus {
            Spot::Id => Name::Id,
            Spot::Value => Name::Value,
            Spot::Description => Name::Description,
            Spot::PodId => Name::PodId,
            _ => return,
        };
        self.told.retain(|objection| objection.field != name);
    }

    /// Turns the focused choice to the next or previous option.
    fn turn(&mut self, code: Code) -> Wish {
        let step = match code {
            Code::Left | Code::Up => -1,
            Code::Right | Code::Down | Code::Char(' ') => 1,
            _ => return Wish::Unbound,
        };
        if self.focus == Spot::Scope {
            self.of_pod = !self.of_pod;
            return Wish::Nothing;
        }
        let all = AccessMode::ALL;
        let at = all.iter().position(|mode| *mode == self.access).unwrap_or(0);
        let to = (at.cast_signed() + step).rem_euclid(all.len().cast_signed());
        self.access = all[to.unsigned_abs()];
        Wish::Nothing
    }
}
