//! The word about the provider, which has to accept a value before pods get it: that of the user's `test_command`, or the
//! person's own.

use std::sync::Arc;

use crate::cli::{Rotate, ValueFrom};
use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::config::Profile;
use crate::core::{Effect, Event};
use crate::domain::{Exit, ProfileId, SecretId, SecretValue, Tested};
use crate::work::rollout::Provider;
use crate::work::rollout::words::test_told;

/// Refuses what nobody has vouched for: a generated value that no command tests, and a way back to a value that no command
/// tests.
///
/// # Errors
/// When a word is missing; nothing was sent.
pub(in crate::commands) fn refuse_unvouched(asked: &Rotate, profile: &Profile) -> Result<(), Outcome> {
    use crate::cli::OnFailure;
    let refused = |text: &str| Err(Outcome::failed(Exit::WrongUsage, text));
    if profile.test_command.is_some() {
        return Ok(());
    }
    if asked.value.generate.is_some() && !asked.no_provider {
        return refused(
            "Nobody can have set a generated value at its provider yet, and the profile has no test_command: say with \
             --no-provider that nothing outside the pods checks it, or give a value that is set there. Nothing was sent.",
        );
    }
    if asked.on_failure == OnFailure::Back && !asked.old_value_works {
        return refused(
            "--on-failure back needs a test_command that accepts the old value, or your word: --old-value-works. \
             Nothing was sent.",
        );
    }
    Ok(())
}

/// Asks whether the new value works at its provider.
///
/// # Errors
/// When nobody says so, or a signal ends the command; nothing was sent.
pub(in crate::commands) fn vouch(
    caller: &mut Caller,
    profile: &Profile,
    (id, value): (&SecretId, &Arc<SecretValue>),
    from: &ValueFrom,
    no_provider: bool,
) -> Result<Provider, Outcome> {
    if no_provider {
        return Ok(Provider::NothingChecks);
    }
    if profile.test_command.is_none() {
        return Ok(Provider::SetThere);
    }
    let tested = test(caller, id, value)?;
    match (tested, from.generate) {
        (Tested::Works, _) => Ok(Provider::Works),
        (Tested::NotTested, None) => Ok(Provider::SetThere),
        (tested, generate) => {
            let exit = if generate.is_some() { Exit::WrongUsage } else { Exit::Failed };
            let told = test_told(id, tested, "new");
            Err(Outcome::failed(exit, format!("{told} Nothing was sent.\nWithout that test: --no-provider")))
        }
    }
}

/// Asks the user's command about a value.
///
/// # Errors
/// When a signal ends the command.
pub(super) fn test(caller: &mut Caller, id: &SecretId, value: &Arc<SecretValue>) -> Result<Tested, Outcome> {
    let request = caller.pending.request();
    // A command has one profile.
    caller.engine.perform(Effect::TestValue(request, ProfileId(0), id.clone(), value.clone()));
    loop {
        match caller.next(None)? {
            Event::ValueTested(of, tested) if of == request => return Ok(tested),
            _ => {}
        }
    }
}
