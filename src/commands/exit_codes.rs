//! `tapis-secrets exit-codes`: the table of the codes with which the program ends.

use serde::Serialize;

use super::{Outcome, json};
use crate::domain::Exit;

/// Returns the table, in lines or as JSON.
pub fn run(as_json: bool) -> Outcome {
    if as_json {
        return Outcome::done(String::from_utf8_lossy(&json::line(&codes())));
    }
    let lines = Exit::ALL.map(|exit| format!("{:<6} {}\n", exit.code(), exit.meaning())).concat();
    Outcome::done(format!("{lines}128+n  ended by signal n\n"))
}

#[derive(Serialize)]
struct Codes {
    codes: Vec<Code>,
}

#[derive(Serialize)]
struct Code {
    code: u8,
    meaning: &'static str,
}

fn codes() -> Codes {
    let code = |exit: Exit| Code { code: exit.code(), meaning: exit.meaning() };
    Codes { codes: Exit::ALL.map(code).into() }
}
