//! Pods that use a secret in every way, and answers about pods that a test gives in place of the service.

use std::time::Duration;

use tapis_secrets::domain::pod::{
    Container, Literal, MapKey, MapValue, Mistake, Place, PodStatus, Read, Requested, ScreenOnly, Start,
    Wrong,
};
use tapis_secrets::domain::{Pod, Reference};

use super::clock;
use super::prelude::*;

/// A pod in this state, whose KEY refers to the secret of alice.
pub(crate) fn pod(id: &str, status: &str, key: &str, secret: &str) -> Pod {
    let value = MapValue::Secret(reference(secret));
    let started = match status {
        "AVAILABLE" => Start::At(clock::now() - Duration::from_secs(3 * 86_400)),
        _ => Start::Null,
    };
    Pod {
        status: PodStatus::from_wire(status),
        requested: if status == "STOPPED" { Requested::Off } else { Requested::On },
        started,
        keys: [MapKey { name: key.into(), value, is_override: false }].into(),
        files_known: true,
        ..Pod::named(id)
    }
}

pub(crate) fn reference(secret: &str) -> Reference {
    Reference { user: Some("alice".into()), secret: secret.into() }
}

/// The pod with a variable that reads its KEY.
pub(crate) fn read_by(variable: &str, pod: Pod) -> Pod {
    let key = pod.keys[0].name.clone();
    Pod { reads: [Read { key, by: Place::Variable(variable.into()) }].into(), ..pod }
}

/// Five pods of the mock, and one with everything that can be wrong.
pub(crate) fn mock() -> Vec<Pod> {
    let secret = "postgres_main_password";
    let wrong = Wrong::Key("DB_PW".into());
    let container = Container {
        phase: "Running".into(),
        ready: Some(true),
        restart_count: Some(2),
        message: ScreenOnly::new("Pod is running."),
        ..Container::default()
    };
    let plain = MapKey { name: "TOKEN".into(), value: MapValue::Plaintext, is_override: false };
    let gone = MapKey {
        name: "OLD".into(),
        value: MapValue::Secret(reference("no_such_secret")),
        is_override: false,
    };
    let foreign = Reference { user: Some("bob".into()), secret: "whatever".into() };
    let foreign = MapKey { name: "HIS".into(), value: MapValue::Secret(foreign), is_override: false };
    vec![
        Pod { container, ..read_by("DATABASE_URL", pod("web1", "AVAILABLE", "DB_PW", secret)) },
        read_by("PGPASSWORD", pod("worker", "AVAILABLE", "PGPASS", secret)),
        pod("batch", "STOPPED", "DB_PW", secret),
        Pod {
            mistakes: [Mistake { place: Place::Command, wrong }].into(),
            ..pod("cron", "ERROR", "DB_PW", secret)
        },
        read_by("PW", pod("other", "AVAILABLE", "PW", "redis_password")),
        Pod {
            keys: [plain, gone, foreign].into(),
            literals: [Literal { place: Place::Arguments, name: "--password".into() }].into(),
            ..Pod::named("messy")
        },
    ]
}

impl AppTest {
    /// The last call of this operation is answered.
    pub(crate) fn answer_to(&mut self, operation: Operation, reply: Reply) {
        let asked = self.asked.iter().rfind(|(_, request)| request.operation() == operation);
        let ticket = asked.expect("it was not asked").0.clone();
        self.tell(Event::Reply(ticket, reply));
    }

    /// The pods come; `merged`: with their templates.
    pub(crate) fn pods_come(&mut self, pods: Vec<Pod>, merged: bool) {
        let rows = pods.len();
        self.answer_to(Operation::ListPods, Reply::Pods(pods));
        let answer = Answer::PodsListed {
            rows,
            unreadable: 0,
            left_out: 0,
            merged,
            bytes: 0,
            parsed_in: Duration::ZERO,
        };
        self.answer_to(Operation::ListPods, Reply::Final(Ok(answer)));
    }

    /// The call of this operation fails.
    pub(crate) fn pods_fail(&mut self, operation: Operation, kind: FailureKind) {
        let failure = Failure { operation, subject: None, kind, exchange: Exchange::default() };
        self.answer_to(operation, Reply::Final(Err(Box::new(failure))));
    }

    /// The operations about pods that were asked for, in order.
    pub(crate) fn pods_asked(&self) -> Vec<String> {
        let of_pods = self.asked.iter().filter(|(_, request)| request.operation().is_about_pods());
        let told = |request: &Request| {
            let subject = request.subject().map_or(String::new(), |of| format!(" {}", of.shown()));
            format!("{}{subject}", request.operation().name())
        };
        of_pods.map(|(_, request)| told(request)).collect()
    }
}
