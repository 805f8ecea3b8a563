//! `tapis-secrets inject`: fills the values of secrets into a text. Nothing is written unless all of them are there.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;

use zeroize::Zeroizing;

use crate::cli::Inject;
use crate::commands::Outcome;
use crate::commands::script::Script;
use crate::commands::value_target::Target;
use crate::commands::values::{Values, Wanted};
use crate::domain::Exit;
use crate::files::{expanded, reason, shown};
use crate::work::template::{Piece, pieces};

/// The longest template, in bytes.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Fills a template in, and brings the text where the user wants it.
///
/// # Errors
/// The end of the command when it cannot; nothing is written then.
pub fn run(script: &Script<'_>, asked: &Inject) -> Result<(), Outcome> {
    let target = Target::of_text(asked.output.as_deref(), asked.force)?;
    let template = Zeroizing::new(template(asked.input.as_deref().filter(|path| path.as_os_str() != "-"))?);
    let pieces = pieces(&template);
    note_unclear(script, &pieces);
    let wanted: Vec<Wanted> = pieces.iter().filter_map(Piece::reference).map(Wanted::from).collect();
    let values = match wanted.is_empty() {
        true => Values::default(),
        false => {
            let place = script.place()?;
            Values::read(&mut script.sign_in(&place)?, &wanted, false)?
        }
    };
    let mut text = Zeroizing::new(Vec::with_capacity(template.len()));
    for piece in &pieces {
        match piece {
            Piece::Text(plain) | Piece::Unclear(plain) => text.extend_from_slice(plain),
            Piece::Value(reference) => {
                let value = values.get(&Wanted::from(reference).id).ok_or_else(Outcome::unexpected)?;
                text.extend_from_slice(value.expose().as_bytes());
            }
        }
    }
    drop(values);
    target.take_text(&text, asked.mode)
}

/// Reads the template.
fn template(path: Option<&Path>) -> Result<Vec<u8>, Outcome> {
    let mut text = Vec::new();
    let (name, read) = match path {
        Some(path) => {
            let path = expanded(path);
            let read = File::open(&path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut text));
            (shown(&path), read)
        }
        None if io::stdin().is_terminal() => {
            let why = "There is no template: --input FILE names one, or pipe it in.";
            return Err(Outcome::failed(Exit::WrongUsage, why));
        }
        None => ("Standard input".to_owned(), io::stdin().take(LONGEST + 1).read_to_end(&mut text)),
    };
    let failed = |why| Outcome::failed(Exit::Failed, format!("{name} was not read: {why}."));
    match read {
        Err(error) => Err(failed(reason(&error))),
        Ok(_) if text.len() as u64 > LONGEST => Err(failed("it is larger than 16 MiB".to_owned())),
        Ok(_) => Ok(text),
    }
}

/// Says where something begins like a reference and is none.
fn note_unclear(script: &Script<'_>, pieces: &[Piece<'_>]) {
    let mut line = 1;
    for piece in pieces {
        match piece {
            Piece::Text(text) => line += text.iter().filter(|byte| **byte == b'\n').count(),
            Piece::Unclear(_) => script.tell(&format!(
                "Line {line} has a ${{secret: that begins no reference; it stays as it is. $${{secret: says that it is meant so."
            )),
            Piece::Value(_) => {}
        }
    }
}
