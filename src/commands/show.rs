//! `tapis-secrets show`: the metadata of a secret and the reference to it. Never asks for the value.
//!
//! ```text
//! id           postgres_main
//! access       full access: can be read and changed
//! scope        user
//! owner        alice
//! created      2025-03-01T09:30:00Z
//! description  Main cluster
//! stored as    pods_tacc_user+alice+postgres_main
//! reference    ${secret:alice:postgres_main}
//! ```

use serde::Serialize;

use super::Outcome;
use super::json::{self, Metadata};
use super::output::print;
use super::script::Script;
use crate::cli::Show;
use crate::domain::{Scope, Secret, SecretId};
use crate::words::{CANNOT_BE_REFERRED_TO, unreferable};

/// Prints the metadata of a secret.
///
/// # Errors
/// The end of the command when it cannot.
pub fn run(script: &Script<'_>, asked: &Show) -> Result<(), Outcome> {
    let place = script.place()?;
    let mut caller = script.sign_in(&place)?;
    let id = SecretId::from(asked.id.as_str());
    let secret = caller.secret(&id)?;
    match script.cli.scripting.json {
        true => print(&json::line(&Shown::of(&secret))),
        false => print(lines(&secret).as_bytes()),
    }
}

#[derive(Serialize)]
struct Shown<'a> {
    secret: Details<'a>,
}

#[derive(Serialize)]
struct Details<'a> {
    #[serde(flatten)]
    metadata: Metadata<'a>,
    tenant: Option<&'a str>,
    stored_as: Option<String>,
    reference: Option<String>,
}

impl<'a> Shown<'a> {
    fn of(secret: &'a Secret) -> Self {
        let secret = Details {
            metadata: Metadata::of(secret),
            tenant: secret.tenant(),
            stored_as: secret.stored_name().map(|name| name.original().to_owned()),
            reference: secret.reference().ok().map(|reference| reference.original().to_owned()),
        };
        Self { secret }
    }
}

fn lines(secret: &Secret) -> String {
    let mode = secret.access.mode();
    let unknown = || "not known".to_owned();
    let or_unknown = |text: &str| if text.is_empty() { unknown() } else { text.to_owned() };
    let scope = match &secret.scope {
        Scope::Pod(pod) => format!("pod {pod}"),
        Scope::Other(word) => word.to_string(),
        known => known.word().map_or_else(unknown, str::to_owned),
    };
    let reference = match secret.reference() {
        Ok(reference) => reference.to_string(),
        Err(why) => format!("{CANNOT_BE_REFERRED_TO}. {}", unreferable(why)),
    };
    let facts = [
        ("id", secret.id.to_string()),
        ("access", format!("{}: {}", mode.name(), mode.sentence())),
        ("scope", scope),
        ("owner", or_unknown(secret.owner.shown())),
        ("created", secret.created.map_or_else(unknown, |at| at.to_string())),
        ("description", secret.description.to_string()),
        ("stored as", secret.stored_name().map_or_else(unknown, |name| name.to_string())),
        ("reference", reference),
    ];
    facts.map(|(name, fact)| format!("{:<12} {fact}", name).trim_end().to_owned() + "\n").concat()
}
