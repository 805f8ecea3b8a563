//! A rollout against the model of the service, with faults on the way and a person at the keys. Each step is checked: who
//! has allowed a restart or a write, what the record says before it, and what the account claims.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::fixtures::{World, failure, log, time, value};
use super::model::{Fate, Service};
use super::op::{Op, PODS};
use crate::core::records::Process;
use crate::domain::{Access, FailureKind, PodId, Secret};
use crate::work::rollout::*;
use crate::work::write::Draft;

pub(super) struct Sim {
    world: World,
    pub(super) service: Service,
    pub(super) rollout: Rollout,
    /// Answers on their way.
    inbox: Vec<Input>,
    lose: Option<Op>,
    token: bool,
    disk_works: bool,
    /// The record on the disk, and the numbers of those that are written.
    disk: Option<Record>,
    keeps_record: bool,
    question: QuestionId,
    /// Restarts and writes that a person has allowed, and that were not made since.
    may_restart: BTreeMap<String, bool>,
    may_write: BTreeMap<&'static str, bool>,
    /// A pod has failed, and since then a person has chosen no more than to restart these again.
    only: Option<Vec<PodId>>,
    /// It stopped, and no person has answered since.
    stopped: bool,
    /// Pods whose restart was joined: nothing was sent for them.
    joined: Vec<String>,
    batch: usize,
    /// The time of the reading with the start that was noted: a later run counts.
    asked: BTreeMap<String, i64>,
    served: BTreeMap<String, i64>,
    pub(super) events: Vec<Event>,
}

impl Sim {
    pub(super) fn new(plan: Plan) -> Self {
        let mut world = World::new();
        world.pass(Duration::from_secs(100));
        let (place, batch) = (Place::default(), plan.settings.batch);
        let rollout = plan.make(place, Process::default(), world.now.wall).unwrap();
        let mut sim = Self {
            world,
            service: Service::new(&PODS),
            rollout,
            inbox: Vec::new(),
            lose: None,
            token: true,
            disk_works: true,
            disk: None,
            keeps_record: true,
            question: QuestionId(1),
            may_restart: PODS.map(|pod| (pod.to_owned(), true)).into(),
            may_write: BTreeMap::from([("new", true), ("old", false)]),
            only: None,
            stopped: false,
            joined: Vec::new(),
            batch,
            asked: BTreeMap::new(),
            served: BTreeMap::new(),
            events: Vec::new(),
        };
        sim.give(Input::Start);
        sim
    }

    pub(super) fn happens(&mut self, op: Op) {
        match op {
            Op::Pass(seconds) => (0..seconds).for_each(|_| self.second()),
            Op::Arrive(at) if !self.inbox.is_empty() => {
                let input = self.inbox.remove(usize::from(at) % self.inbox.len());
                self.give(input);
            }
            Op::Arrive(_) => {}
            Op::LoseRequest | Op::LoseAnswer | Op::Refuse => self.lose = Some(op),
            Op::Fate(pod, fate) => self.service.pods.get_mut(PODS[pod]).unwrap().fate = fate,
            Op::SomebodyRestarts(pod) => self.service.somebody_restarts(PODS[pod]),
            Op::SomebodyStops(pod) => self.service.somebody_stops(PODS[pod]),
            Op::SomebodyRemoves(pod) => self.service.somebody_removes(PODS[pod]),
            Op::TokenDies => self.token = false,
            Op::SignIn => {
                self.token = true;
                self.give(Input::SignedIn);
            }
            Op::Disk(works) => self.disk_works = works,
            Op::Key(key) => self.press(key),
            Op::Hold(hold) => self.give(Input::Hold(hold)),
            Op::OldWorks => self.give(Input::OldWorks(true)),
            Op::LookAround => self.give(Input::LookAround),
            Op::Die => self.die(),
        }
        let waits = self.rollout.is_under_way() && !self.rollout.is_paused();
        let is_stuck = waits && self.inbox.is_empty() && self.rollout.next_due().is_none();
        assert!(!is_stuck, "nothing will ever happen: {:?}", self.rollout.phase());
    }

    fn second(&mut self) {
        self.service.pass();
        self.world.pass(Duration::from_secs(1));
        if self.rollout.next_due().is_some_and(|due| due <= self.world.now.instant) {
            self.give(Input::Tick);
        }
    }

    fn press(&mut self, key: u8) {
        let choices = self.rollout.choices();
        if let Some(choice) = choices.get(usize::from(key) % choices.len().max(1)) {
            self.choose(choice.clone());
        }
    }

    pub(super) fn choose(&mut self, choice: Choice) {
        let value = if self.rollout.leg().back { "old" } else { "new" };
        match &choice {
            // A person says so who has looked.
            Choice::IsSaved(_) if self.service.value != value => return,
            Choice::RestartAgain(id) | Choice::RestartAsItIs(id) => {
                self.only.iter_mut().for_each(|only| only.push(id.clone()));
                self.may_restart.insert(id.as_str().to_owned(), true);
            }
            Choice::GoOn | Choice::LeaveOut(_) | Choice::IsSaved(_) => self.only = None,
            Choice::Restore => {
                self.only = None;
                for id in self.rollout.would_restart() {
                    self.may_restart.insert(id.as_str().to_owned(), true);
                }
                self.may_write = BTreeMap::from([("new", false), ("old", true)]);
            }
            Choice::WriteAgain(_) => drop(self.may_write.insert(value, true)),
            _ => {}
        }
        self.stopped &= choice == Choice::Leave;
        let question = self.question;
        self.give(Input::Chosen(question, choice));
    }

    fn die(&mut self) {
        let is_over = matches!(self.rollout.phase(), Phase::Ended(_) | Phase::Planned);
        if let Some(record) = self.disk.clone().filter(|_| !is_over) {
            let json = serde_json::to_vec(&record).unwrap();
            let Found::Record(record) = Found::read(&json) else { panic!("{record:?}") };
            self.rollout = Rollout::resume(&record, Process::default(), &self.world.cx());
            self.inbox.clear();
            // The disk may have missed the news of a restart that was joined.
            self.may_restart.extend(self.joined.drain(..).map(|id| (id, true)));
            (self.question, self.stopped) = (QuestionId(1), true);
        }
    }

    pub(super) fn give(&mut self, input: Input) {
        let out = self.rollout.step(&self.world.cx(), input);
        for output in out {
            self.carry_out(output);
        }
        self.check();
    }

    fn carry_out(&mut self, output: Output) {
        let lose = match &output {
            Output::Record(..)
            | Output::DropRecord
            | Output::Ask(..)
            | Output::Withdraw(_)
            | Output::Tell(_) => None,
            Output::Write(..) | Output::Restart(..) => self.lose.take(),
            // Nobody refuses a reading here.
            _ => self.lose.take_if(|lose| !matches!(lose, Op::Refuse)),
        };
        let unread = match lose {
            _ if !self.token => Some(Unread::Token),
            Some(_) => Some(Unread::NoAnswer),
            None => None,
        };
        let answer = match output {
            Output::LookUp(call, id) => {
                let access = Access { readable: Some(true), writable: Some(true) };
                let secret = Box::new(Secret { access, ..Secret::named(id) });
                Input::LookedUp(call, unread.map_or(Ok(secret), Err))
            }
            Output::ReadValue(call, _) => {
                let present = value(self.service.value);
                Input::ValueRead(call, unread.map_or(Ok(present), Err))
            }
            Output::ReadPod(call, id) => {
                self.served.insert(id.as_str().to_owned(), self.service.now);
                let reading = self.service.read(id.as_str()).ok_or(Unread::Gone);
                Input::PodRead(call, unread.map_or(reading, Err))
            }
            Output::ReadLog(call, id) => {
                let lines = self.service.log(id.as_str());
                let lines: Vec<_> = lines.iter().map(String::as_str).collect();
                Input::LogRead(call, unread.map_or(Ok(log(&lines)), Err))
            }
            Output::Write(draft, _) => self.write(&draft, lose),
            Output::Restart(call, id) => Input::Restarted(call, self.restart(id.as_str(), lose)),
            Output::Record(number, record) => {
                if self.disk_works {
                    self.disk = Some(*record);
                }
                Input::Recorded(number, self.disk_works)
            }
            Output::DropRecord => return self.disk = None,
            Output::Ask(question, _) => return (self.question, self.stopped) = (question, true),
            Output::Withdraw(_) => return,
            Output::Tell(event) => return self.hear(event),
        };
        self.inbox.push(answer);
    }

    fn write(&mut self, draft: &Draft, lose: Option<Op>) -> Input {
        let Draft::Edit { base, change } = draft else { panic!("a rollout changes values only") };
        let sent = change.value.as_ref().map(Arc::as_ref).unwrap();
        let sent = if sent.expose() == "new" { "new" } else { "old" };
        let may = self.may_write.insert(sent, false);
        assert_eq!(may, Some(true), "{sent} is written without a key for it");
        if self.keeps_record {
            let kept = self.disk.as_ref().unwrap().secrets[0].holds;
            assert_eq!(kept, Holds::Unknown, "the record says before that it may be written");
        }
        let written = match lose {
            _ if !self.token => {
                self.may_write.insert(sent, true);
                Written::Token
            }
            Some(Op::Refuse) => Written::NotSaved,
            Some(Op::LoseRequest) => Written::Unknown,
            Some(_) => {
                self.service.write(sent);
                Written::Unknown
            }
            None => {
                self.service.write(sent);
                Written::Saved
            }
        };
        Input::Written(base.id.clone(), written)
    }

    fn restart(&mut self, id: &str, lose: Option<Op>) -> Restarted {
        assert_eq!(self.may_restart.insert(id.to_owned(), false), Some(true), "{id} is restarted twice");
        let is_chosen = self.only.as_ref().is_none_or(|only| only.iter().any(|pod| pod.as_str() == id));
        assert!(is_chosen, "{id} is restarted after a failure, and no person has chosen it");
        assert!(!self.stopped, "{id} is restarted after a stop, and no person has chosen it");
        if self.keeps_record {
            let kept = self.disk.as_ref().unwrap().pods.iter().find(|pod| pod.pod == id).unwrap();
            assert!(matches!(kept.progress, Progress::Restarting(_)), "{kept:?}");
        }
        self.asked.insert(id.to_owned(), self.served[id]);
        match lose {
            _ if !self.token => {
                self.may_restart.insert(id.to_owned(), true);
                Restarted::Token
            }
            Some(Op::LoseRequest) => Restarted::NoAnswer,
            Some(Op::Refuse) => Restarted::Refused(failure(FailureKind::NotPermitted, true)),
            lose => match (self.service.restart(id), lose) {
                (_, Some(_)) => Restarted::NoAnswer,
                (true, None) => Restarted::Accepted,
                (false, None) => Restarted::Refused(failure(FailureKind::NotFound, true)),
            },
        }
    }

    fn hear(&mut self, event: Event) {
        match &event {
            Event::Ended(id, Ending::Done) => self.check_done(id.as_str()),
            Event::Ended(_, ending) if ending.is_trouble() => {
                self.stopped = true;
                self.only.get_or_insert_default();
            }
            Event::NoRecord => self.keeps_record = false,
            Event::Joined(id) => {
                self.may_restart.insert(id.as_str().to_owned(), false);
                self.joined.push(id.as_str().to_owned());
                let read = self.served[id.as_str()];
                self.asked.insert(id.as_str().to_owned(), read);
            }
            _ => {}
        }
        self.events.push(event);
    }

    /// A pod that is called done has a run that began after its restart was asked for, with the right value.
    fn check_done(&self, id: &str) {
        let run = self.rollout.pods().iter().find(|pod| pod.id.as_str() == id).unwrap();
        let start = run.track.start().unwrap().as_second() - time(0).as_second();
        let (got, at) = self.service.pods[id].runs[&start];
        assert_eq!(got, if self.rollout.leg().back { "old" } else { "new" }, "{id}");
        // One that died before it could ask, and that somebody else restarted, was never asked.
        let asked = self.asked.get(id).copied().unwrap_or_default();
        assert!(at >= asked, "{id} runs since before it was asked");
    }

    /// The account says what the service's own log says.
    fn check(&self) {
        for pod in self.rollout.pods() {
            let Some(start) = pod.track.start() else { continue };
            let start = start.as_second() - time(0).as_second();
            let (got, _) = self.service.pods[pod.id.as_str()].runs[&start];
            let claim = match pod.track.value {
                Ran::New => "new",
                Ran::Old => "old",
                Ran::Unknown => continue,
            };
            assert_eq!(got, claim, "{} since {start}", pod.id);
        }
        for secret in self.rollout.secrets() {
            match secret.holds {
                Holds::New { .. } => assert_eq!(self.service.value, "new"),
                Holds::Old => assert_eq!(self.service.value, "old"),
                Holds::Another => panic!("nobody else writes here"),
                Holds::Unknown => {}
            }
        }
        let at_once = self.rollout.pods().iter().filter(|pod| pod.is_under_way()).count();
        assert!(at_once <= self.batch, "more pods are down than the batch allows");
    }

    /// Lets everything go well from here on: all answers arrive, and the person answers what goes on.
    pub(super) fn go_well(&mut self) {
        (self.lose, self.disk_works) = (None, true);
        self.service.pods.values_mut().for_each(|pod| pod.fate = Fate::ComesUp);
        self.happens(Op::SignIn);
        for round in 0..500 {
            while !self.inbox.is_empty() {
                self.happens(Op::Arrive(0));
            }
            self.happens(Op::Pass(2));
            let choices = self.rollout.choices();
            let goes_on = choices.iter().rfind(|choice| **choice != Choice::Leave).cloned();
            match goes_on {
                _ if matches!(self.rollout.phase(), Phase::Ended(_)) => return,
                Some(choice) if round < 150 => self.choose(choice),
                _ if choices.is_empty() => {}
                _ => self.give(Input::Abandon),
            }
        }
        let (phase, is_paused) = (self.rollout.phase(), self.rollout.is_paused());
        panic!("it has no end: {phase:?}, paused: {is_paused}");
    }
}
