//! The menu of texts to copy, with each text. A value is not read before it is chosen, so only its form is told.

use crate::core::ValueForm;
use crate::domain::Secret;
use crate::domain::listing::Form;
use crate::domain::reference::map_key;
use crate::features::value::{CopyAs, PublicText, public_text};
use crate::text::SafeText;
use crate::view::prelude::*;
use crate::words::{secrets, unreferable_in_short};

/// The columns of the words.
const WORD: u16 = 14;

/// What the menu says of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueIs {
    /// It is on the screen, so that nothing has to be read.
    Shown,
    /// It can be read.
    Readable,
    /// It would not be read.
    Forbidden,
}

/// Returns the menu about this secret, with the cursor where `menu` has it.
pub(crate) fn copy_menu<'a>(
    secret: &Secret,
    value: ValueIs,
    menu: &Menu,
    frame: ModalFrame<'a>,
) -> MenuDialog<'a> {
    let line = |(at, what): (usize, CopyAs)| {
        let more = match what {
            CopyAs::Public(PublicText::Metadata) => Ok("JSON, 9 keys, no value".to_owned()),
            // What is copied is exact; what is shown is safe.
            CopyAs::Public(what) => public_text(secret, what)
                .map(|text| SafeText::from(text).shown().to_owned())
                .map_err(unreferable_in_short),
            CopyAs::Value(form) => of_value(secret, form, value),
        };
        let off = more.is_err();
        let (Ok(more) | Err(more)) = more;
        MenuLine { off, ..MenuLine::new(menu, at, what.word(), more) }
    };
    let lines = CopyAs::ALL.into_iter().enumerate().map(line).collect();
    MenuDialog { width: 64, word: WORD, lines, frame: frame.title("Copy as").choosing("copy") }
}

/// Returns the words for a form of the value, or the reason why there is none.
fn of_value(secret: &Secret, form: ValueForm, value: ValueIs) -> Result<String, String> {
    if value == ValueIs::Forbidden {
        return Err("its value cannot be read".to_owned());
    }
    let form = match form {
        ValueForm::Plain => "the value".to_owned(),
        ValueForm::ShellWord => "the value, quoted".to_owned(),
        ValueForm::Base64 => "the value, encoded".to_owned(),
        ValueForm::Assignment => format!("{}=…", map_key(secret.id.as_str())),
    };
    Ok(if value == ValueIs::Shown { form } else { format!("{form} · one logged read") })
}

/// Returns the menu about so many marked secrets.
pub(crate) fn marked_menu<'a>(marked: usize, menu: &Menu, frame: ModalFrame<'a>) -> MenuDialog<'a> {
    let line = |(at, form): (usize, Form)| {
        let (word, more) = match form {
            Form::Ids => ("ids", "one in each line"),
            Form::References => ("references", "${secret:owner:id}, one in each line"),
            Form::Map => ("secret_map", "\"KEY\": \"${secret:owner:id}\", one in each line"),
            Form::Json => ("JSON", "metadata, as list --json prints it; no values"),
            Form::Lines => ("TSV", "metadata between tabs, with a header; no values"),
            Form::Markdown => ("Markdown", "metadata as a table; no values"),
        };
        MenuLine::new(menu, at, word, more)
    };
    let lines = Form::ALL.into_iter().enumerate().map(line).collect();
    let title = format!("Copy about {}", secrets(marked));
    MenuDialog { width: 66, word: 12, lines, frame: frame.title(title).choosing("copy") }
}
