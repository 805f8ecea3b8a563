//! The slice by itself: what it asks, and what it knows after each answer.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;

use super::*;
use crate::core::settings::Settings;
use crate::core::{FIRST_SESSION, News, PendingRequests, RequestKey, Ticket};
use crate::domain::pod::{MapKey, MapValue, PodStatus};
use crate::domain::uses::{Changes, Subject};
use crate::domain::{
    Answer, Claims, Exchange, Failure, FailureKind, Moment, Operation, Pod, PodId, Reference, Reply, Request,
    Secret, Site,
};

struct Alone {
    cx: Context,
    out: Out,
    pods: Pods,
    secrets: Rows,
    calls: Vec<(Ticket, String)>,
    aborted: usize,
}

impl Alone {
    fn begin(settings: Settings) -> Self {
        let now = Moment { instant: Instant::now(), wall: Timestamp::UNIX_EPOCH };
        let claims = Claims { user: "alice".into(), ..Claims::default() };
        let site = Site { claims, ..Site::default() };
        let size = Size { width: 80, height: 24 };
        Self {
            cx: Context { now, site, zone: TimeZone::UTC, settings, size },
            out: Out::new(PendingRequests::new(FIRST_SESSION)),
            pods: Pods::default(),
            secrets: ["db", "api"].into_iter().map(Secret::named).collect(),
            calls: Vec::new(),
            aborted: 0,
        }
    }

    fn asked() -> Self {
        let mut it = Self::begin(Settings::default());
        it.does(|pods, cx, out| pods.ask(cx, out));
        it
    }

    /// Lets the slice do something, and carries out what it asks for.
    fn does(&mut self, act: impl FnOnce(&mut Pods, &Context, &mut Out)) {
        act(&mut self.pods, &self.cx, &mut self.out);
        loop {
            let changes = &Changes::default();
            let now = self.cx.now.wall;
            let facts = Facts { secrets: &self.secrets, are_all: true, more_come: false, changes, now };
            self.pods.keep_up(&self.cx, facts, &mut self.out);
            let effects = std::mem::take(&mut self.out.effects);
            if effects.is_empty() {
                return;
            }
            for effect in effects {
                match effect {
                    Effect::Call(ticket, request) => {
                        let of = request.subject().map_or(String::new(), |of| format!(" {}", of.shown()));
                        self.calls.push((ticket, format!("{}{of}", request.operation().name())));
                    }
                    Effect::Abort(_) => self.aborted += 1,
                    Effect::Uses(request, job) => {
                        self.pods.worked(&self.cx, request, job.run(), &mut self.out);
                    }
                    _ => {}
                }
            }
        }
    }

    fn reply(&mut self, operation: Operation, pod: Option<&str>, reply: Reply) {
        let request_key = RequestKey::Read(operation, pod.map(|id| PodId::from(id).into()));
        self.does(|pods, cx, out| pods.replied(cx, &request_key, reply, out));
    }

    fn listed(&mut self, pods: Vec<Pod>, merged: bool) {
        let rows = pods.len();
        self.reply(Operation::ListPods, None, Reply::Pods(pods));
        let (unreadable, left_out, bytes, parsed_in) = (0, 0, 0, Duration::ZERO);
        let answer = Answer::PodsListed { rows, unreadable, left_out, merged, bytes, parsed_in };
        self.reply(Operation::ListPods, None, Reply::Final(Ok(answer)));
    }

    fn looked(&mut self, id: &str, result: Result<Pod, FailureKind>) {
        let result = match result {
            Ok(pod) => Ok(Answer::GotPod(Box::new(pod))),
            Err(kind) => Err(failure(Operation::GetDerivedPod, kind)),
        };
        self.reply(Operation::GetDerivedPod, Some(id), Reply::Final(result));
    }

    /// The page of the first of six pods, which are looked into.
    fn at_page() -> Self {
        let mut it = Self::asked();
        it.listed(names(6).iter().map(|id| uses_db(id)).collect(), false);
        it.does(|pods, cx, out| pods.open(cx, Subject::One(Secret::named("db").into()), out));
        it.does(|pods, cx, out| pods.open_pod(cx, Changes::default().asked_now(), out));
        it
    }

    fn calls(&mut self) -> Vec<String> {
        std::mem::take(&mut self.calls).into_iter().map(|(_, call)| call).collect()
    }

    fn known(&self) -> usize {
        self.pods.uses().map_or(0, |uses| uses.pods().all().len())
    }
}

fn failure(operation: Operation, kind: FailureKind) -> Box<Failure> {
    Box::new(Failure { operation, subject: None, kind, exchange: Exchange::default() })
}

fn templated(id: &str) -> Pod {
    Pod { template: Some("base:1".into()), ..Pod::named(id) }
}

fn uses_db(id: &str) -> Pod {
    let value = MapValue::Secret(Reference { user: None, secret: "db".into() });
    Pod { keys: [MapKey { name: "KEY".into(), value, is_override: false }].into(), ..templated(id) }
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("p{n}")).collect()
}

#[test]
fn the_pods_are_asked_for_once_and_again_only_on_demand() {
    let mut it = Alone::asked();
    it.does(|pods, cx, out| pods.ask(cx, out));
    it.does(|pods, cx, out| pods.refresh(cx, out));
    assert_eq!(it.calls(), ["list_pods"]);
    assert!(matches!(it.pods.phase(), Phase::Asking { pods: 0, .. }) && it.pods.uses().is_none());
    it.listed(vec![Pod::named("a"), Pod::named("b")], true);
    assert!(matches!(it.pods.phase(), Phase::Known));
    assert_eq!((it.known(), it.pods.as_of()), (2, Some(Timestamp::UNIX_EPOCH)));
    it.does(|pods, cx, out| pods.ask(cx, out));
    assert!(it.calls().is_empty());
    it.does(|pods, cx, out| pods.refresh(cx, out));
    assert_eq!(it.calls(), ["list_pods"]);
    assert_eq!(it.known(), 2, "the former pods stay meanwhile");
}

#[test]
fn a_refresh_asks_for_no_pods_that_nobody_asked_for() {
    let mut it = Alone::begin(Settings::default());
    it.does(|pods, cx, out| pods.refresh(cx, out));
    it.does(|pods, cx, out| pods.list_came(cx, out));
    assert!(it.calls().is_empty());
}

#[test]
fn a_profile_may_have_them_asked_for_with_the_list() {
    let mut it = Alone::begin(Settings { pods_at_start: true, ..Settings::default() });
    it.does(|pods, cx, out| pods.list_came(cx, out));
    it.does(|pods, cx, out| pods.list_came(cx, out));
    assert_eq!(it.calls(), ["list_pods"]);
}

#[test]
fn rows_of_an_attempt_that_failed_do_not_count() {
    let mut it = Alone::asked();
    it.reply(Operation::ListPods, None, Reply::Pods(vec![Pod::named("lost"), Pod::named("a")]));
    assert!(matches!(it.pods.phase(), Phase::Asking { pods: 2, .. }));
    it.reply(Operation::ListPods, None, Reply::Retrying { attempt: 2, of: 3, after: Duration::ZERO });
    it.listed(vec![Pod::named("a")], true);
    assert_eq!(it.known(), 1);
}

#[test]
fn a_failure_is_told_and_keeps_what_is_known() {
    let mut it = Alone::asked();
    it.listed(vec![Pod::named("a")], true);
    it.does(|pods, cx, out| pods.refresh(cx, out));
    it.reply(Operation::ListPods, None, Reply::Pods(vec![Pod::named("b")]));
    let failed = failure(Operation::ListPods, FailureKind::ServiceFault);
    it.reply(Operation::ListPods, None, Reply::Final(Err(failed)));
    assert!(matches!(it.pods.phase(), Phase::Failed(_)));
    assert!(matches!(it.out.news.pop_back(), Some(News::Failed(_))));
    assert!(it.pods.uses().unwrap().pods().get(&"a".into()).is_some());
    it.calls();
    it.does(|pods, cx, out| pods.ask(cx, out));
    assert_eq!(it.calls(), ["list_pods"], "a key asks again");
}

#[test]
fn of_a_first_list_that_breaks_off_its_part_is_known() {
    let mut it = Alone::asked();
    it.reply(Operation::ListPods, None, Reply::Pods(vec![Pod::named("a")]));
    let failed = failure(Operation::ListPods, FailureKind::ServiceFault);
    it.reply(Operation::ListPods, None, Reply::Final(Err(failed)));
    assert!(matches!(it.pods.phase(), Phase::Failed(_)));
    assert_eq!(it.known(), 1);
    assert!(!it.pods.uses().unwrap().pods().is_complete());
}

#[test]
fn pods_with_a_template_are_looked_into_four_at_a_time() {
    let mut it = Alone::asked();
    it.calls();
    let ids = names(6);
    let pods = ids.iter().map(|id| templated(id)).chain([Pod::named("plain")]);
    it.listed(pods.collect(), false);
    assert_eq!(it.pods.looking(), Some((0, 6)));
    assert_eq!(
        it.calls(),
        ["get_derived_pod p0", "get_derived_pod p1", "get_derived_pod p2", "get_derived_pod p3"]
    );
    it.looked("p1", Ok(Pod { is_merged: true, ..templated("p1") }));
    assert_eq!(it.calls(), ["get_derived_pod p4"]);
    // One was deleted meanwhile, one may not be read.
    it.looked("p0", Err(FailureKind::NotFound));
    it.looked("p2", Err(FailureKind::NotPermitted));
    assert_eq!(it.calls(), ["get_derived_pod p5"]);
    for id in ["p3", "p4", "p5"] {
        it.looked(id, Ok(Pod { is_merged: true, ..templated(id) }));
    }
    assert_eq!(it.pods.looking(), None);
    let known = it.pods.uses().unwrap().pods();
    assert_eq!((known.all().len(), known.not_looked_into()), (6, 1));
}

#[test]
fn a_service_that_fails_is_not_asked_about_every_pod() {
    let mut it = Alone::asked();
    it.listed(names(50).iter().map(|id| templated(id)).collect(), false);
    it.calls();
    for id in ["p0", "p1", "p2", "p3"] {
        it.looked(id, Err(FailureKind::ServiceFault));
    }
    assert!(it.calls().is_empty() && it.pods.looking().is_none());
    let failures = it.out.news.iter().filter(|news| matches!(news, News::Failed(_))).count();
    assert_eq!(failures, 1, "one is told");
    assert_eq!(it.pods.uses().unwrap().pods().not_looked_into(), 50);
}

#[test]
fn looking_can_be_given_up() {
    let mut it = Alone::asked();
    it.listed(names(6).iter().map(|id| templated(id)).collect(), false);
    it.looked("p0", Ok(Pod { is_merged: true, ..templated("p0") }));
    it.does(|pods, cx, out| pods.open(cx, Subject::One(Secret::named("db").into()), out));
    it.does(|pods, _, out| pods.back(out));
    assert_eq!((it.pods.looking(), it.aborted), (None, 4));
    assert_eq!(it.pods.uses().unwrap().pods().not_looked_into(), 5, "what came is kept");
    assert!(it.pods.body().is_some());
    it.does(|pods, _, out| pods.back(out));
    assert!(it.pods.body().is_none());
}

#[test]
fn a_page_takes_no_look_away_from_the_others() {
    let mut it = Alone::at_page();
    let look = RequestKey::read(&Request::GetDerivedPod("p0".into()));
    let read = RequestKey::read(&Request::GetPod("p0".into()));
    it.reply(Operation::GetPodLogs, Some("p0"), Reply::Final(Ok(Answer::GotActionLog(Default::default()))));
    assert_eq!(it.pods.looking(), Some((0, 6)), "that was another question");
    assert!(it.out.pending.is_open(&read) && it.out.pending.is_open(&look));
    it.does(|pods, _, out| pods.back(out));
    assert!(!it.out.pending.is_open(&read) && it.out.pending.is_open(&look));
    it.looked("p0", Ok(Pod { is_merged: true, ..uses_db("p0") }));
    assert_eq!(it.pods.looking(), Some((1, 6)));
}

#[test]
fn the_reads_of_a_page_end_with_the_view_that_another_user_takes_away() {
    let mut it = Alone::at_page();
    it.cx.site.claims.user = "bob".into();
    it.does(|_, _, _| {});
    for read in [Request::GetPod("p0".into()), Request::GetPodLogs("p0".into())] {
        assert!(!it.out.pending.is_open(&RequestKey::read(&read)), "{read:?}");
    }
}

#[test]
fn a_pod_that_was_read_for_something_else_keeps_what_its_template_brings() {
    let mut it = Alone::asked();
    it.listed(vec![uses_db("a")], true);
    it.does(|pods, _, _| pods.saw(&Pod { status: PodStatus::Error, ..templated("a") }));
    let known = it.pods.uses().unwrap().pods().get(&"a".into()).unwrap();
    assert_eq!((&known.status, known.keys.len()), (&PodStatus::Error, 1));
}

#[test]
fn pods_whose_templates_are_merged_take_no_look() {
    let mut it = Alone::asked();
    it.calls();
    it.listed(vec![templated("a")], true);
    assert!(it.calls().is_empty() && it.pods.uses().unwrap().pods().not_looked_into() == 0);
}

#[test]
fn the_index_follows_the_secrets() {
    let mut it = Alone::asked();
    it.listed(vec![Pod::named("a")], true);
    assert_eq!(it.pods.uses().unwrap().unused().len(), 2);
    it.secrets = ["db"].into_iter().map(Secret::named).collect();
    it.does(|_, _, _| {});
    assert_eq!(it.pods.uses().unwrap().unused().len(), 1);
    assert_eq!(it.pods.secrets().len(), 1);
}

#[test]
fn another_user_sees_other_pods() {
    let mut it = Alone::asked();
    it.listed(vec![Pod::named("a")], true);
    it.calls();
    it.cx.site.claims.user = "bob".into();
    it.does(|_, _, _| {});
    assert_eq!(it.calls(), ["list_pods"]);
    assert_eq!(it.known(), 0);
}

#[test]
fn a_lock_keeps_them_and_another_profile_does_not() {
    let mut it = Alone::asked();
    it.listed(vec![Pod::named("a")], true);
    it.does(|pods, cx, out| pods.wipe(cx, Wipe::Lock, out));
    assert_eq!(it.known(), 1);
    it.does(|pods, cx, out| pods.wipe(cx, Wipe::Switch, out));
    assert!(it.known() == 0 && matches!(it.pods.phase(), Phase::NotAsked));
}

#[test]
fn what_failed_without_a_token_is_read_again() {
    let mut it = Alone::asked();
    it.listed(vec![templated("a")], false);
    it.calls();
    it.does(|pods, cx, out| pods.read_again(cx, Request::GetDerivedPod("a".into()), out));
    assert_eq!(it.calls(), ["get_derived_pod a"]);
    it.does(|pods, cx, out| pods.read_again(cx, Request::GetDerivedPod("gone".into()), out));
    assert!(it.calls().is_empty(), "nobody waits for it");
}
