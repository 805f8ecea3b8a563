//! The ends of a write, with the code and the word for each.

use std::time::Duration;

use rstest::rstest;

use super::*;
use crate::domain::{Exchange, FailureKind, Operation, Secret};

fn failure(operation: Operation, kind: FailureKind) -> Arc<Failure> {
    Arc::new(Failure {
        operation,
        subject: Some(SecretId::from("db").into()),
        kind,
        exchange: Exchange::default(),
    })
}

fn timed_out() -> Arc<Failure> {
    failure(Operation::Update, FailureKind::TimedOut { after: Duration::from_secs(30) })
}

fn refused(kind: FailureKind) -> End {
    End::Settled(Fate::NotApplied(Why::Refused(failure(Operation::Update, kind))))
}

fn secret() -> Box<Secret> {
    Box::new(Secret::named("db"))
}

/// The end of a change whose answer, if it was sent, was waited for in vain.
fn ending(deed: Deed, end: End, signal: Option<Exit>) -> Ending {
    let ended = Ended { end, doubted_by: Some(timed_out()), sent: (true, false), signal };
    Ending::of(deed, &"db".into(), &ended, &Site::default())
}

#[rstest]
#[case::done(Deed::Set, End::Settled(Fate::Applied { now: None, found: false }), Became::Done, Exit::Done, "Saved db: value. Running pods keep the old value until they are restarted.")]
#[case::found(
    Deed::Set, End::Settled(Fate::Applied { now: None, found: true }),
    Became::Done,
    Exit::Done,
    "db was saved after all (no answer within 30 s)."
)]
#[case::in_part(
    Deed::Set,
    End::Settled(Fate::ValueOnly),
    Became::InPart,
    Exit::StoppedPartWay,
    "The value of db was saved, its description was not."
)]
#[case::unknown(
    Deed::Set,
    End::Settled(Fate::Unknown(Seen::Nothing)),
    Became::Unknown,
    Exit::OutcomeUnknown,
    "It is unknown whether db was saved (no answer within 30 s).\n\
     To set it again does no harm; tapis-secrets get db tells its value."
)]
#[case::not_so(
    Deed::Set,
    End::Settled(Fate::NotApplied(Why::Compared)),
    Became::NotDone,
    Exit::Failed,
    "db was not saved (no answer within 30 s).\nTo try again is safe."
)]
#[case::half_refused(
    Deed::Set,
    End::Settled(Fate::HalfRefused(failure(Operation::Update, FailureKind::Rejected(Vec::new())))),
    Became::Unknown,
    Exit::OutcomeUnknown,
    "It is unknown whether the value of db was saved before this failure:"
)]
#[case::left(Deed::Set, End::Left, Became::Unknown, Exit::OutcomeUnknown, "nobody waited for its answer")]
#[case::forbidden(
    Deed::Set,
    refused(FailureKind::NotPermitted),
    Became::NotDone,
    Exit::NotAllowed,
    "you need USER on it"
)]
#[case::signed_out(
    Deed::Set, refused(FailureKind::OtherTenant { token: "dev".into(), site: "tacc".into() }),
    Became::NotDone,
    Exit::NotAuthenticated,
    "the token is for dev"
)]
#[case::gone(Deed::Set, refused(FailureKind::NotFound), Became::NotDone, Exit::NotFound, "it does not exist")]
#[case::not_reached(
    Deed::Set,
    refused(FailureKind::WrongAddress),
    Became::NotDone,
    Exit::Unreachable,
    "db was not saved"
)]
#[case::fixed(
    Deed::Set,
    End::HeldBack(Obstacle::ValueFixed),
    Became::NotSent,
    Exit::NotAllowed,
    "The value of db cannot be changed any more.\nNothing was sent."
)]
#[case::conflict(
    Deed::Set,
    End::HeldBack(Obstacle::Conflict),
    Became::NotSent,
    Exit::Conflict,
    "changed the description of db"
)]
#[case::same(
    Deed::Set,
    End::HeldBack(Obstacle::NothingChanged),
    Became::Unchanged,
    Exit::Done,
    "Nothing was changed in db, so nothing was sent."
)]
#[case::not_looked_at(
    Deed::Set,
    End::HeldBack(Obstacle::LookFailed(failure(Operation::Get, FailureKind::NotFound))),
    Became::NotSent,
    Exit::NotFound,
    "Nothing was sent."
)]
#[case::exists(
    Deed::Create,
    End::HeldBack(Obstacle::Exists(secret())),
    Became::NotSent,
    Exit::Conflict,
    "db exists already. To change it: tapis-secrets set db"
)]
#[case::hidden(
    Deed::Create,
    End::HeldBack(Obstacle::SomebodyElses),
    Became::NotSent,
    Exit::Conflict,
    "db belongs to somebody else on this site"
)]
#[case::taken(
    Deed::Create,
    End::Taken(Namesake::Seen(secret())),
    Became::NotDone,
    Exit::Conflict,
    "Somebody created db a moment before"
)]
#[case::replaced(
    Deed::Create,
    End::Settled(Fate::Replaced(secret())),
    Became::Replaced,
    Exit::Conflict,
    "The service says it updated db instead of creating it. The value before is lost."
)]
#[case::another(
    Deed::Create,
    End::Settled(Fate::Unknown(Seen::Another)),
    Became::Unknown,
    Exit::OutcomeUnknown,
    "There is one, but not as it was sent.\nTo find out: tapis-secrets show db"
)]
#[case::half_deleted(
    Deed::Rm,
    End::Settled(Fate::HalfDeleted),
    Became::Unknown,
    Exit::OutcomeUnknown,
    "its value may be gone.\nTo delete it again does no harm."
)]
#[case::deleted(
    Deed::Rm,
    End::Settled(Fate::Applied { now: None, found: false }),
    Became::Done,
    Exit::Done,
    "Deleted db."
)]
fn a_change_ends_with_a_code_and_a_word(
    #[case] deed: Deed,
    #[case] end: End,
    #[case] became: Became,
    #[case] exit: Exit,
    #[case] said: &str,
) {
    let ending = ending(deed, end, None);
    assert_eq!((ending.became, ending.exit), (became, exit), "{}", ending.text);
    assert!(ending.text.contains(said), "{}", ending.text);
}

#[test]
fn a_signal_decides_the_code_and_not_the_word() {
    let end = || End::Settled(Fate::Applied { now: None, found: false });
    let done = ending(Deed::Rm, end(), Some(Exit::Signal(2)));
    assert_eq!((done.became, done.exit, done.text.as_str()), (Became::Done, Exit::Signal(2), "Deleted db."));
    let given_up = ending(Deed::Set, End::GivenUp, Some(Exit::Signal(15)));
    assert_eq!((given_up.became, given_up.exit.code()), (Became::NotSent, 143));
    assert_eq!(given_up.text, "Nothing was sent for db.");
}
