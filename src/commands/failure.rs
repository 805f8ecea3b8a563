//! How a command for scripts ends when something fails: the exit code, what failed, on what, and what to do.

use super::Outcome;
use super::tokens::login;
use crate::config::Profile;
use crate::domain::{Exit, Failure, FailureKind, SignInFault, Site};
use crate::words;

/// Returns the end of a command whose call failed.
pub(super) fn failed(failure: &Failure, site: &Site) -> Outcome {
    Outcome::failed(exit(failure), words::in_a_command(failure, site))
}

/// What went wrong with several secrets. The first decides the exit code.
#[derive(Default)]
pub(super) struct Failures {
    all: Option<Outcome>,
}

impl Failures {
    /// Adds a failure.
    pub(super) fn add(&mut self, failure: Outcome) {
        match &mut self.all {
            Some(all) => all.err.push_str(&failure.err),
            None => self.all = Some(failure),
        }
    }

    /// Returns them all, if there are any.
    pub(super) fn result(self) -> Result<(), Outcome> {
        self.all.map_or(Ok(()), Err)
    }
}

/// Returns the exit code for a call that failed.
pub(super) fn exit(failure: &Failure) -> Exit {
    if failure.leaves_open() {
        return Exit::OutcomeUnknown;
    }
    match failure.kind {
        FailureKind::SignedOut(_) | FailureKind::OtherTenant { .. } => Exit::NotAuthenticated,
        FailureKind::NotPermitted | FailureKind::NotReadable | FailureKind::NotWritable => Exit::NotAllowed,
        FailureKind::NotFound => Exit::NotFound,
        // The secrets answer there: this service has no pods, or is too old.
        FailureKind::WrongAddress if failure.operation.is_about_pods() => Exit::Failed,
        FailureKind::AlreadyExists => Exit::Conflict,
        FailureKind::NotAddressable => Exit::WrongUsage,
        FailureKind::WrongAddress
        | FailureKind::Unreachable(_)
        | FailureKind::Proxy { .. }
        | FailureKind::TimedOut { .. } => Exit::Unreachable,
        FailureKind::Rejected(_)
        | FailureKind::SlowedDown { .. }
        | FailureKind::ServiceFault
        | FailureKind::NotSetUp(_)
        | FailureKind::TooLarge { .. }
        | FailureKind::Unintelligible(_)
        | FailureKind::OurFault
        | FailureKind::Crashed => Exit::Failed,
    }
}

/// Returns the end of a command that got no token: nothing was sent.
pub(super) fn no_token(fault: &SignInFault, profile: &Profile, site: &Site) -> Outcome {
    let words = match fault {
        SignInFault::NoSource => format!("There is no token for {}.", site.address),
        fault => words::sign_in_fault(fault, site),
    };
    let advice = if site.unnamed { "Set TAPIS_TOKEN. Or sign" } else { "Sign" };
    let advice = login(profile).replacen("Sign", advice, 1);
    Outcome::failed(Exit::NotAuthenticated, format!("{words}\n{advice}"))
}
