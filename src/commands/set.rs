//! `tapis-secrets set`: gives a secret that exists another value, another description, or both. Creates nothing.
//!
//! 1. The secret is looked at: what does not exist or cannot be changed is not sent.
//! 2. With `--skip-same` or `--expect-file` its value is read, once.
//! 3. The change is sent once, by the write machine.

use std::sync::Arc;

use super::Outcome;
use super::caller::Caller;
use super::changes::consent::{confirm_tenant, refuse_view_only};
use super::changes::drive::carry_out;
use super::changes::ending::{Deed, Ending};
use super::changes::report::{self, Parts};
use super::changes::value::{Source, Taken, of_file, refuse_argument};
use super::changes::{addressable, refuse_faults};
use super::script::Script;
use crate::cli::Set;
use crate::core::RequestKey;
use crate::domain::{Answer, Change, Exit, Request, Secret, SecretId, SecretValue};
use crate::text::Sentence;
use crate::words;
use crate::work::write::{Draft, Old};

/// Changes a secret.
///
/// # Errors
/// The end of the command, unless the change is done.
pub fn run(script: &Script<'_>, asked: &Set) -> Result<(), Outcome> {
    refuse_argument(Deed::Set, &asked.id, &asked.value)?;
    let id = addressable(&asked.id)?;
    let source = match asked.keep_value {
        true => None,
        false => Some(Source::of(script, Deed::Set, &asked.value)?),
    };
    let change = Change { description: asked.description.clone(), value: None };
    refuse_faults(&change.faults())?;
    let place = script.place()?;
    refuse_view_only(script, &place)?;
    let mut caller = script.sign_in(&place)?;
    if !asked.dry_run {
        confirm_tenant(script, &mut caller, &asked.consent)?;
    }
    let taken = source.map(|source| source.take(&mut caller, &id)).transpose()?;
    let expected = asked.expect_file.as_deref().map(|path| of_file(&mut caller, path)).transpose()?;
    let reads = Reads { skip_same: asked.skip_same, expected };
    let (ending, parts) = make(&mut caller, &id, (change, taken, reads), asked.dry_run);
    report::one(script, Deed::Set, &id, &ending, &parts)
}

/// The reads of the present value that the user wants.
struct Reads {
    skip_same: bool,
    expected: Option<SecretValue>,
}

/// The secret before the change, and its value if that was read.
struct Seen {
    secret: Box<Secret>,
    value: Option<Arc<SecretValue>>,
}

/// Looks at the secret, and takes out of `change` a value that it has already.
fn look(caller: &mut Caller, id: &SecretId, change: &mut Change, reads: Reads) -> Result<Seen, Ending> {
    let before = |outcome| Ending::before(id, outcome);
    let secret = caller.secret(id).map_err(|mut outcome| {
        if outcome.exit == Exit::NotFound {
            outcome.err.push_str("set creates nothing; tapis-secrets create does.\n");
        }
        before(outcome)
    })?;
    let mode = secret.access.mode();
    let forbidden =
        |why: Sentence| Err(Ending::not_sent(Exit::NotAllowed, format!("{why} Nothing was sent.")));
    if change.value.is_some() && !mode.writable() {
        return forbidden(words::unwritable(id, mode));
    }
    if !reads.skip_same && reads.expected.is_none() {
        return Ok(Seen { secret, value: None });
    }
    if !mode.readable() {
        return forbidden(words::unreadable(id, mode));
    }
    let got = caller.call(RequestKey::Value(id.clone()), Request::GetValue(id.clone())).map_err(before)?;
    let Answer::Value(value) = got else { return Err(before(Outcome::unexpected())) };
    if let Some(expected) = reads.expected.filter(|expected| *expected != value) {
        let newline = match expected.expose().strip_suffix('\n') == Some(value.expose()) {
            true => "\nOnly the newline at the end of the file is missing in the value.",
            false => "",
        };
        let text =
            format!("The value of {id} is not the content of that file, so nothing was sent.{newline}");
        return Err(Ending::not_sent(Exit::Conflict, text));
    }
    if reads.skip_same {
        change.value.take_if(|new| **new == value);
    }
    Ok(Seen { secret, value: Some(Arc::new(value)) })
}

/// Makes a change, after which no value is left here.
fn make(
    caller: &mut Caller,
    id: &SecretId,
    (mut change, taken, reads): (Change, Option<Taken>, Reads),
    dry_run: bool,
) -> (Ending, Parts) {
    change.value = taken.as_ref().map(|taken| taken.value.clone());
    let seen = match look(caller, id, &mut change, reads) {
        Ok(seen) => seen,
        Err(ending) => return (ending, Parts::default()),
    };
    let parts = Parts::of(&change, taken.as_ref());
    let says_the_same = |text: &String| *text == seen.secret.description.original();
    if change.value.is_none() && change.description.as_ref().is_none_or(says_the_same) {
        return (Ending::unchanged(id), parts);
    }
    if dry_run {
        return (Ending::would_be_sent(&format!("{id} would get {}.", parts.named())), parts);
    }
    let (old, agreed) = match seen.value {
        Some(value) => (Old::Known(value), true),
        None => (Old::Lost, false),
    };
    let draft = Draft::Edit { base: seen.secret, change };
    (carry_out(caller, Deed::Set, draft, (old, agreed)), parts)
}
