//! Going on with the record of an earlier run of the program. Nothing is sent before a person says so; a restart whose
//! outcome the record does not tell is settled by looking, and never sent again by itself.

use std::time::Duration;

use jiff::Timestamp;

use super::ending::Ending;
use super::ids::{Call, QuestionId};
use super::input::Context;
use super::pod_run::{PodRun, PodState};
use super::record::{PodRecord, Progress, Record};
use super::runs::Track;
use super::secret_run::{At, SecretRun};
use super::settings::Settings;
use super::state::{Canary, Keeping, Leg, Phase, Rollout};
use super::stop::Stop;
use super::watch::{From, Limits, Watch};
use crate::core::records::Process;
use crate::domain::SecretId;
use crate::domain::pod::PodStatus;

impl Rollout {
    /// Makes the rollout that a record tells of. The values are gone: there is no way back, and what was not written
    /// cannot be written. `runner` is this process.
    pub fn resume(record: &Record, runner: Process, cx: &Context<'_>) -> Self {
        let secrets = record.secrets.iter().map(|kept| {
            let at = if kept.settled { At::Settled } else { At::Ready };
            let id = SecretId::from(kept.id.as_str());
            let (holds, is_written) = (kept.holds, kept.is_written);
            SecretRun { holds, held: holds, is_written, at, ..SecretRun::new(id, None, false) }
        });
        let question = QuestionId(1);
        let mut rollout = Self {
            settings: record.settings.clone(),
            place: record.place.clone(),
            runner,
            began: record.began,
            secrets: secrets.collect(),
            pods: Vec::new(),
            phase: Phase::Stopped { stop: Stop::Found, question, left: false },
            leg: Leg {
                back: record.back,
                order: record.order.iter().map(|id| id.as_str().into()).collect(),
                canary: if record.canary_passed { Canary::Passed } else { Canary::Ahead },
                only: None,
            },
            hold: false,
            paused: None,
            old_works: false,
            keeping: Keeping { last: Some(Box::new(record.clone())), ..Keeping::default() },
            last_call: Call(0),
            signed_in: Call(0),
            last_question: question,
        };
        rollout.pods = record.pods.iter().map(|kept| pod(kept, &record.settings, record.at, cx)).collect();
        rollout
    }
}

fn pod(kept: &PodRecord, settings: &Settings, at: Timestamp, cx: &Context<'_>) -> PodRun {
    let track = Track::resume(kept.runs, kept.start, kept.next_runs, at);
    let watch = |noted: &super::record::Noted, is_taken| {
        let status = PodStatus::from_wire(&noted.status);
        let from = From { status, noted: noted.start, asked: noted.asked, log: None };
        let limits = Limits { timeout: settings.pod_timeout, soak: soak(settings) };
        PodState::Watching(Box::new(Watch::begin(cx.now.instant, from, limits, is_taken)))
    };
    let state = match &kept.progress {
        Progress::Waiting => PodState::Waiting,
        Progress::Restarting(noted) => watch(noted, false),
        Progress::Taken(noted) => watch(noted, true),
        Progress::Ended(word) => PodState::Ended(Ending::from_word(word)),
    };
    PodRun {
        state,
        was_restarted: kept.restarted,
        is_accepted: kept.accepted,
        soak: soak(settings),
        ..PodRun::new(kept.pod.as_str().into(), PodStatus::from_wire(&kept.planned), track)
    }
}

/// Returns the longer of the two soaks: a pod may have been the first one.
fn soak(settings: &Settings) -> Duration {
    settings.soak.max(settings.canary_soak)
}
