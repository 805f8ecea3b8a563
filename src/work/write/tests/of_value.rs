//! What the outcome of a write says about the value.

use std::sync::Arc;

use jiff::Timestamp;
use rstest::rstest;

use crate::domain::uses::ValueNews::{self, Changed, Doubted, Gone};
use crate::domain::{Exchange, Failure, FailureKind, Operation, Secret};
use crate::work::write::{Fate, Seen, Why};

fn failure() -> Arc<Failure> {
    let exchange = Exchange::default();
    Arc::new(Failure {
        operation: Operation::Update,
        subject: None,
        kind: FailureKind::NotPermitted,
        exchange,
    })
}

const DATED: Option<Timestamp> = Some(Timestamp::UNIX_EPOCH);

#[rstest]
#[case::saved(Fate::Applied { now: None, found: false }, Some(Changed(DATED)), Some(Gone))]
#[case::saved_by_a_look(Fate::Applied { now: None, found: true }, Some(Changed(None)), Some(Gone))]
#[case::overwritten(Fate::Replaced(Box::new(Secret::named("a"))), Some(Changed(DATED)), None)]
#[case::the_value_alone(Fate::ValueOnly, Some(Changed(None)), None)]
#[case::refused_in_part(Fate::HalfRefused(failure()), Some(Doubted), None)]
#[case::refused(Fate::NotApplied(Why::Refused(failure())), None, None)]
#[case::refused_after_a_doubt(Fate::NotThisTime(Why::Compared), Some(Doubted), Some(Doubted))]
#[case::unknown(Fate::Unknown(Seen::Nothing), Some(Doubted), Some(Doubted))]
#[case::half_deleted(Fate::HalfDeleted, None, Some(Gone))]
#[case::gone_already(Fate::Gone(failure()), Some(Gone), Some(Gone))]
fn an_outcome_tells_what_became_of_the_value(
    #[case] fate: Fate,
    #[case] sent: Option<ValueNews>,
    #[case] deleted: Option<ValueNews>,
) {
    if !matches!(fate, Fate::HalfDeleted) {
        assert_eq!(fate.of_value(false, true, DATED), sent, "a value was sent");
    }
    if let Some(news) = deleted {
        assert_eq!(fate.of_value(true, false, DATED), Some(news), "it was to be deleted");
    }
    let is_gone = matches!(fate, Fate::Gone(_) | Fate::HalfDeleted);
    assert_eq!(fate.of_value(false, false, DATED).is_some(), is_gone, "only the description was sent");
}
