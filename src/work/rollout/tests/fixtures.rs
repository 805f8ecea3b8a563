//! A rollout whose answers a test gives by hand, and its outputs as lines of text.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::core::records::Process;
use crate::domain::digest::KEY_BYTES;
use crate::domain::pod::{ActionLine, Container, PodStatus, Requested, ScreenOnly, Start};
use crate::domain::{
    Access, DigestKey, Exchange, Failure, FailureKind, Moment, Operation, Secret, SecretId, SecretValue,
};
use crate::work::rollout::*;

/// The present, with a clock that a test sets.
pub(in crate::work::rollout) struct World {
    pub(in crate::work::rollout) now: Moment,
    pub(in crate::work::rollout) key: DigestKey,
}

impl World {
    pub(in crate::work::rollout) fn new() -> Self {
        let wall = Timestamp::from_second(1_800_000_000).unwrap();
        Self {
            now: Moment { instant: Instant::now(), wall },
            key: DigestKey::new(&Zeroizing::new([7; KEY_BYTES])),
        }
    }

    pub(super) fn cx(&self) -> Context<'_> {
        Context { now: self.now, service_time: self.now.wall, digests: Some(&self.key) }
    }

    pub(in crate::work::rollout) fn pass(&mut self, time: Duration) {
        self.now.instant += time;
        self.now.wall += time;
    }
}

/// A time `at` seconds after the world's begin.
pub(in crate::work::rollout) fn time(at: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + at).unwrap()
}

/// Reads `STATUS REQUESTED START [count=N] [unready] [begun=N] [says=WORD]`; START is a number of seconds, `-` for
/// null or `?`.
pub(super) fn reading(text: &str) -> Reading {
    let text = text.replace("SPAWNER SETUP", "SPAWNER_SETUP");
    let mut words = text.split(' ');
    let status = PodStatus::from_wire(&words.next().unwrap().replace('_', " "));
    let requested = Requested::from_wire(words.next().unwrap());
    let start = match words.next().unwrap() {
        "-" => Start::Null,
        "?" => Start::Unclear,
        at => Start::At(time(at.parse().unwrap())),
    };
    let mut container = Container::default();
    for word in words {
        match word.split_once('=').unwrap_or((word, "")) {
            ("count", count) => container.restart_count = Some(count.parse().unwrap()),
            ("unready", _) => container.ready = Some(false),
            ("begun", at) => container.begun = Some(time(at.parse().unwrap())),
            ("says", message) => container.message = ScreenOnly::new(message),
            _ => panic!("{word} is nothing"),
        }
    }
    Reading { status, requested, start, container }
}

pub(super) fn log(lines: &[&str]) -> Vec<ActionLine> {
    lines.iter().map(|line| ActionLine::read(line).unwrap()).collect()
}

pub(super) fn value(text: &str) -> Arc<SecretValue> {
    Arc::new(SecretValue::from(text))
}

pub(super) fn failure(kind: FailureKind, may_have_arrived: bool) -> Arc<Failure> {
    let exchange = Exchange { may_have_arrived, ..Exchange::default() };
    Arc::new(Failure { operation: Operation::Update, subject: None, kind, exchange })
}

pub(super) fn facts(pod: &str, state: &str) -> Facts {
    Facts {
        pod: pod.into(),
        reading: reading(state),
        read: time(-60),
        uses: vec!["db".into()],
        permission: Permission::Admin,
        troubles: Vec::new(),
        unseen: Vec::new(),
        is_changed: false,
        loses_time_to_stop: false,
    }
}

/// A plan that can be started: `db` gets the value `new`, and the pods `web`, `api` and `job` run since 1, 2 and 3 s.
pub(in crate::work::rollout) fn plan(settings: Settings) -> Plan {
    let new = Some(NewValue::Value(value("new")));
    let secret = PlannedSecret { id: "db".into(), new, keeps_old: true, is_readable: true };
    let mut plan = Plan::new(vec![secret], settings);
    plan.provider = Some(Provider::NothingChecks);
    for (pod, start) in [("web", 1), ("api", 2), ("job", 3)] {
        plan.learn(facts(pod, &format!("AVAILABLE ON {start}")));
    }
    plan
}

/// A rollout with a world around it.
pub(super) struct Story {
    pub(super) world: World,
    pub(super) rollout: Rollout,
    /// The requests without an answer.
    open: Vec<(Call, String)>,
    /// Every output since the last look at it.
    told: Vec<String>,
    pub(super) records: Vec<Record>,
    /// The disk takes records.
    pub(super) disk_works: bool,
    /// Records get no answer.
    pub(super) holds_back_records: bool,
    pub(super) question: QuestionId,
}

impl Story {
    pub(super) fn of(plan: Plan) -> Self {
        let world = World::new();
        let rollout = plan.make(Place::default(), Process::default(), world.now.wall).unwrap();
        Self::with(world, rollout)
    }

    pub(super) fn with(world: World, rollout: Rollout) -> Self {
        let (open, told, records) = (Vec::new(), Vec::new(), Vec::new());
        let question = QuestionId(1);
        Self { world, rollout, open, told, records, disk_works: true, holds_back_records: false, question }
    }

    /// Starts, and goes on until the value is saved and verified.
    pub(super) fn saved(plan: Plan) -> Self {
        let mut story = Self::of(plan);
        story.give(Input::Start);
        story.look_up("db");
        story.read_value("db", "old");
        story.written("db", Written::Saved);
        story.read_value("db", "new");
        story
    }

    /// The same, until the restart of the first pod is taken.
    pub(super) fn restarting(plan: Plan) -> Self {
        let mut story = Self::saved(plan);
        story.pod("web", "AVAILABLE ON 1");
        story.restarted("web", Restarted::Accepted);
        story
    }

    /// The same, until the first pod is done and the question after the canary open.
    pub(super) fn after_canary() -> Self {
        let mut story = Self::restarting(plan(Settings::default()));
        story.comes_up("web", 101, 30);
        story
    }

    /// Lets a pod whose restart is taken come up and stay up.
    pub(super) fn comes_up(&mut self, pod: &str, start: i64, soak: u64) {
        let up = format!("AVAILABLE ON {start}");
        if !self.asks(&format!("reads {pod}")) {
            self.wait_until_due();
        }
        self.pod(pod, &up);
        for _ in 0..soak / 2 {
            self.wait(2);
            self.pod_if_asked(pod, &up);
        }
    }

    pub(super) fn give(&mut self, input: Input) {
        let out = self.rollout.step(&self.world.cx(), input);
        for output in out {
            self.hear(output);
        }
    }

    fn hear(&mut self, output: Output) {
        let (call, line) = match output {
            Output::LookUp(call, id) => (Some(call), format!("looks up {id}")),
            Output::ReadValue(call, id) => (Some(call), format!("reads the value of {id}")),
            Output::ReadPod(call, id) => (Some(call), format!("reads {id}")),
            Output::ReadLog(call, id) => (Some(call), format!("reads the log of {id}")),
            Output::Restart(call, id) => (Some(call), format!("RESTARTS {id}")),
            Output::Write(draft, _) => {
                let value = match &draft {
                    crate::work::write::Draft::Edit { change, .. } => change.value.clone().unwrap(),
                    _ => panic!("a rollout changes values only"),
                };
                (None, format!("WRITES {} into {}", value.expose(), draft.id()))
            }
            Output::Record(number, record) => {
                self.records.push(*record);
                if self.holds_back_records {
                    return;
                }
                let works = self.disk_works;
                return self.give(Input::Recorded(number, works));
            }
            Output::DropRecord => (None, "drops the record".to_owned()),
            Output::Ask(question, stop) => {
                self.question = question;
                (None, format!("asks {}", words(&format!("{stop:?}"))))
            }
            Output::Withdraw(_) => return,
            Output::Tell(Event::Ended(id, ending)) => (None, format!("{id}: {}", ending.word())),
            Output::Tell(Event::Joined(id)) => (None, format!("joins {id}")),
            Output::Tell(Event::Settling(id)) => (None, format!("lets {id} settle")),
            Output::Tell(Event::Soaking(id)) => (None, format!("{id} is up")),
            Output::Tell(Event::Over(end)) => (None, format!("is over: {end:?}")),
            Output::Tell(Event::Paused) => (None, "pauses".to_owned()),
            Output::Tell(_) => return,
        };
        self.told.push(line.clone());
        if let Some(call) = call {
            // A new request takes the place of the one before.
            self.open.retain(|(_, asked)| *asked != line);
            self.open.push((call, line));
        }
    }

    /// Returns what was told since the last time.
    pub(super) fn told(&mut self) -> String {
        std::mem::take(&mut self.told).join(", ")
    }

    pub(super) fn asks(&self, line: &str) -> bool {
        self.open.iter().any(|(_, asked)| asked == line)
    }

    /// Returns the number of the open request that begins like this.
    pub(super) fn open(&self, begin: &str) -> Option<Call> {
        self.open.iter().rfind(|(_, asked)| asked.starts_with(begin)).map(|(call, _)| *call)
    }

    fn answer(&mut self, line: &str) -> Call {
        let at = self.open.iter().rposition(|(_, asked)| asked == line);
        let at = at.unwrap_or_else(|| panic!("nothing {line}; open: {:?}", self.open));
        self.open.remove(at).0
    }

    pub(super) fn look_up(&mut self, id: &str) {
        let call = self.answer(&format!("looks up {id}"));
        let access = Access { readable: Some(true), writable: Some(true) };
        self.give(Input::LookedUp(call, Ok(Box::new(Secret { access, ..Secret::named(id) }))));
    }

    pub(super) fn not_looked_up(&mut self, id: &str, why: Unread) {
        let call = self.answer(&format!("looks up {id}"));
        self.give(Input::LookedUp(call, Err(why)));
    }

    pub(super) fn read_value(&mut self, id: &str, text: &str) {
        let call = self.answer(&format!("reads the value of {id}"));
        self.give(Input::ValueRead(call, Ok(value(text))));
    }

    pub(super) fn no_value(&mut self, id: &str, why: Unread) {
        let call = self.answer(&format!("reads the value of {id}"));
        self.give(Input::ValueRead(call, Err(why)));
    }

    pub(super) fn written(&mut self, id: &str, written: Written) {
        self.give(Input::Written(SecretId::from(id), written));
    }

    pub(super) fn pod(&mut self, pod: &str, state: &str) {
        let call = self.answer(&format!("reads {pod}"));
        self.give(Input::PodRead(call, Ok(reading(state))));
    }

    pub(super) fn pod_if_asked(&mut self, pod: &str, state: &str) {
        if self.asks(&format!("reads {pod}")) {
            self.pod(pod, state);
        }
    }

    pub(super) fn no_pod(&mut self, pod: &str, why: Unread) {
        let call = self.answer(&format!("reads {pod}"));
        self.give(Input::PodRead(call, Err(why)));
    }

    pub(super) fn log(&mut self, pod: &str, lines: &[&str]) {
        let call = self.answer(&format!("reads the log of {pod}"));
        self.give(Input::LogRead(call, Ok(log(lines))));
    }

    pub(super) fn restarted(&mut self, pod: &str, answer: Restarted) {
        let call = self.answer(&format!("RESTARTS {pod}"));
        self.give(Input::Restarted(call, answer));
    }

    /// Lets this many seconds pass, and gives a tick.
    pub(super) fn wait(&mut self, seconds: u64) {
        self.world.pass(Duration::from_secs(seconds));
        self.give(Input::Tick);
    }

    /// Waits until the next step is due and gives a tick; returns the seconds.
    pub(super) fn wait_until_due(&mut self) -> u64 {
        let due = self.rollout.next_due().unwrap();
        let wait = due.saturating_duration_since(self.world.now.instant);
        self.wait(wait.as_secs());
        wait.as_secs()
    }

    pub(super) fn choose(&mut self, choice: Choice) {
        assert!(self.rollout.choices().contains(&choice), "{choice:?} of {:?}", self.rollout.choices());
        let question = self.question;
        self.give(Input::Chosen(question, choice));
    }

    /// Returns the choices, by their names and pods.
    pub(super) fn choices(&self) -> String {
        let choices = self.rollout.choices();
        choices.iter().map(|choice| words(&format!("{choice:?}"))).collect::<Vec<_>>().join(", ")
    }

    /// Returns what runs which value: `web new, api old, job down`.
    pub(super) fn account(&self) -> String {
        let line = |line: &PodLine| {
            let runs = match line.runs {
                Runs::Value(ran) => format!("{ran:?}"),
                runs => format!("{runs:?}"),
            };
            format!("{} {}", line.pod, runs.to_lowercase())
        };
        self.rollout.account().iter().map(line).collect::<Vec<_>>().join(", ")
    }
}

/// Returns a `Debug` text without its punctuation: `Late web`.
fn words(debug: &str) -> String {
    let plain = debug.replace("PodId", "").replace("SecretId", "");
    plain.replace(['(', '"'], " ").replace(')', "").split_whitespace().collect::<Vec<_>>().join(" ")
}
