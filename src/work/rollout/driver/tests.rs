//! Stories of the driver: the requests and records that it asks for, and what it makes of the answers.

use std::sync::Arc;
use std::time::Duration;

use rstest::rstest;

use super::*;
use crate::core::records::Process;
use crate::domain::pod::{PodStatus, Requested, Start};
use crate::domain::{Access, Exchange, FailureKind, Pod, Secret, SecretValue, SignedOut, Site};
use crate::work::rollout::tests::fixtures::{World, plan, time};
use crate::work::rollout::{Choice, Found, Phase, Place, QuestionId, Settings};

const NUMBER: u64 = 7;

struct Story {
    world: World,
    site: Site,
    driver: Driver,
    /// The requests without an answer.
    open: Vec<(RequestKey, Request)>,
    /// Everything else that it asked for since the last look, in words.
    told: Vec<String>,
    question: QuestionId,
    /// The texts of the records.
    records: Vec<String>,
    disk_works: bool,
}

impl Story {
    fn begin() -> Self {
        let world = World::new();
        let rollout =
            plan(Settings::default()).make(Place::default(), Process::default(), world.now.wall).unwrap();
        let driver = Driver::new(NUMBER, RecordName::new(1, 2), rollout);
        Self {
            world,
            site: Site::default(),
            driver,
            open: Vec::new(),
            told: Vec::new(),
            question: QuestionId(0),
            records: Vec::new(),
            disk_works: true,
        }
    }

    fn drive(&mut self, take: impl FnOnce(&mut Driver, &Surroundings<'_>) -> Vec<Deed>) {
        let around = Surroundings {
            now: self.world.now,
            service_time: self.world.now.wall,
            site: &self.site,
            digests: Some(&self.world.key),
        };
        for deed in take(&mut self.driver, &around) {
            self.hear(deed);
        }
    }

    fn hear(&mut self, deed: Deed) {
        match deed {
            Deed::Call(key, request) => {
                assert!(self.driver.asked(&key), "{key:?}");
                self.told.push(format!("{:?}", request.operation()));
                self.open.push((key, request));
            }
            Deed::Abort(key) => self.open.retain(|(open, _)| *open != key),
            Deed::Record(RecordJob::Keep(name, number, text)) => {
                self.told.push("record".to_owned());
                self.records.push(text);
                let report = RecordReport::Kept(name, number, self.disk_works);
                self.drive(|driver, around| driver.reported(around, &report));
            }
            Deed::Record(job) => self.told.push(job.word().to_owned()),
            Deed::Ask(question, stop) => {
                self.question = question;
                self.told.push(format!("{stop:?}"));
            }
            Deed::Failed(_) => self.told.push("failed".to_owned()),
            Deed::Withdraw(_) | Deed::Tell(_) => {}
        }
    }

    fn start(&mut self) {
        self.drive(|driver, around| driver.step(around, Input::Start));
    }

    /// Answers the open request for this operation.
    fn answer(&mut self, operation: Operation, answer: Result<Answer, FailureKind>) {
        let at = self.open.iter().position(|(_, request)| request.operation() == operation);
        let (key, request) =
            self.open.remove(at.unwrap_or_else(|| panic!("no {operation:?}: {:?}", self.open)));
        let exchange = Exchange { may_have_arrived: true, ..Exchange::default() };
        let failure = |kind| Arc::new(Failure { operation, subject: request.subject(), kind, exchange });
        let answer = answer.map_err(failure);
        self.drive(|driver, around| driver.answered(around, &key, answer));
    }

    fn secret() -> Answer {
        let access = Access { readable: Some(true), writable: Some(true) };
        Answer::Got(Box::new(Secret { access, ..Secret::named("db") }))
    }

    fn value(text: &str) -> Answer {
        Answer::Value(SecretValue::from(text))
    }

    fn pod(start: i64) -> Answer {
        let started = Start::At(time(start));
        let (status, requested) = (PodStatus::Available, Requested::On);
        Answer::GotPod(Box::new(Pod { status, requested, started, ..Pod::named("web") }))
    }

    /// Starts, and goes on until the value is being sent.
    fn sending() -> Self {
        let mut story = Self::begin();
        story.start();
        story.answer(Operation::Get, Ok(Self::secret()));
        story.answer(Operation::GetValue, Ok(Self::value("old")));
        story
    }

    /// The same, until the first restart is sent.
    fn restarting() -> Self {
        let mut story = Self::sending();
        story.answer(Operation::Update, Ok(Answer::Updated(Box::new(Secret::named("db")))));
        story.answer(Operation::GetValue, Ok(Self::value("new")));
        story.answer(Operation::GetPod, Ok(Self::pod(1)));
        story
    }

    fn told(&mut self) -> String {
        std::mem::take(&mut self.told).join(" ")
    }
}

#[test]
fn each_request_that_changes_something_comes_after_a_record_that_is_on_the_disk() {
    let mut story = Story::begin();
    story.start();
    assert_eq!(story.told(), "Get record");
    story.answer(Operation::Get, Ok(Story::secret()));
    story.answer(Operation::GetValue, Ok(Story::value("old")));
    assert_eq!(story.told(), "GetValue record Update");
    assert_eq!(story.driver.writes().map(SecretId::as_str), Some("db"));
    story.answer(Operation::Update, Ok(Answer::Updated(Box::new(Secret::named("db")))));
    story.answer(Operation::GetValue, Ok(Story::value("new")));
    story.told();
    story.answer(Operation::GetPod, Ok(Story::pod(1)));
    assert_eq!(story.told(), "record RestartPod");
    assert!(matches!(Found::read(story.records.last().unwrap().as_bytes()), Found::Record(_)));
    assert!(story.records.iter().all(|text| !text.contains("\"old\"") || !text.contains("value")));
}

#[test]
fn a_disk_that_takes_no_record_stops_it_before_anything_is_changed() {
    let mut story = Story::begin();
    story.disk_works = false;
    story.start();
    story.answer(Operation::Get, Ok(Story::secret()));
    assert!(story.told().contains("NoRecord"), "{:?}", story.driver.rollout().phase());
    assert!(story.open.iter().all(|(key, _)| !key.is_write()));
}

#[rstest]
#[case::restart_taken(Ok(Answer::Restarting(Box::new(Pod::named("web")))), false, "")]
#[case::restart_refused(Err(FailureKind::NotPermitted), true, "Pod")]
#[case::restart_in_doubt(Err(FailureKind::ServiceFault), false, "failed GetPod")]
fn the_answer_to_a_restart_goes_to_its_pod(
    #[case] answer: Result<Answer, FailureKind>,
    #[case] stops: bool,
    #[case] told: &str,
) {
    let mut story = Story::restarting();
    story.told();
    story.answer(Operation::RestartPod, answer);
    assert_eq!(matches!(story.driver.rollout().phase(), Phase::Stopped { .. }), stops);
    let said = story.told();
    assert!(said.contains(told) && !said.contains("RestartPod"), "{said}");
}

#[test]
fn a_write_in_doubt_is_settled_by_the_write_machine() {
    let mut story = Story::sending();
    story.told();
    story.answer(Operation::Update, Err(FailureKind::ServiceFault));
    assert_eq!(story.told(), "failed GetValue", "it looks at the value to find out");
    story.answer(Operation::GetValue, Ok(Story::value("new")));
    assert_eq!(story.driver.writes(), None);
    assert!(story.told().contains("GetValue"), "it is verified");
}

#[rstest]
#[case::by_the_answer(Ok(Answer::Updated(Box::new(Secret::named("db")))), Some(time(9)))]
#[case::by_a_look(Err(FailureKind::ServiceFault), None)]
fn the_time_of_a_saved_value_is_that_of_the_answer_that_says_so(
    #[case] answer: Result<Answer, FailureKind>,
    #[case] at: Option<Timestamp>,
) {
    let mut story = Story::sending();
    story.driver.dated(time(9));
    story.answer(Operation::Update, answer);
    story.answer(Operation::GetValue, Ok(Story::value("new")));
    assert_eq!(story.driver.saved(), ValueNews::Changed(at));
}

#[test]
fn a_write_that_is_refused_stops_it() {
    let mut story = Story::sending();
    story.answer(Operation::Update, Err(FailureKind::NotPermitted));
    assert!(story.told().contains("NotSaved"));
}

#[test]
fn without_a_token_nothing_is_sent_until_there_is_one() {
    let mut story = Story::sending();
    story.answer(Operation::Update, Err(FailureKind::SignedOut(SignedOut::Missing)));
    story.told();
    story.world.pass(Duration::from_secs(600));
    story.drive(Driver::tick);
    assert!(story.open.is_empty(), "{:?}", story.open);
    story.drive(Driver::signed_in);
    assert!(story.told().contains("Update"));
}

#[test]
fn what_is_due_is_done_at_its_time() {
    let mut story = Story::restarting();
    story.answer(Operation::RestartPod, Ok(Answer::Restarting(Box::new(Pod::named("web")))));
    story.told();
    let due = story.driver.next_due().unwrap();
    story.drive(Driver::tick);
    assert_eq!(story.told(), "");
    let wait = due.saturating_duration_since(story.world.now.instant);
    assert_eq!(wait, Duration::from_secs(2));
    story.world.pass(wait);
    story.drive(Driver::tick);
    assert_eq!(story.told(), "GetPod");
}

#[test]
fn another_place_leaves_the_record_and_an_end_for_good_removes_it() {
    let mut story = Story::restarting();
    story.told();
    story.drive(Driver::session_over);
    assert_eq!(story.told(), "leave");
    let mut story = Story::restarting();
    story.answer(Operation::RestartPod, Err(FailureKind::NotPermitted));
    story.told();
    let question = story.question;
    story.drive(|driver, around| driver.step(around, Input::Chosen(question, Choice::Leave)));
    story.drive(|driver, around| driver.step(around, Input::Abandon));
    assert!(story.told().ends_with("remove"));
}

#[test]
fn what_belongs_to_another_rollout_is_not_taken() {
    let story = Story::restarting();
    for key in
        [RequestKey::Restart(8, 1), RequestKey::RolloutRead(8, 1), RequestKey::Write(8), RequestKey::LIST]
    {
        assert!(!story.driver.asked(&key), "{key:?}");
    }
}
