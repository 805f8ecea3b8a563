//! The plan: every pod with its reason, and what is missing before it can be started.

use std::time::Duration;

use rstest::rstest;

use super::fixtures::{facts, plan, time, value};
use crate::core::records::Process;
use crate::domain::PodId;
use crate::work::rollout::*;

#[rstest]
#[case::up("AVAILABLE ON 1", "Preselected", Some(true))]
#[case::error("ERROR ON -", "Down", Some(false))]
#[case::stopped("STOPPED OFF -", "Stopped", None)]
#[case::stopped_on("STOPPED ON -", "Stopped", None)]
#[case::to_be_stopped("AVAILABLE OFF 1", "Stopped", None)]
#[case::complete("COMPLETE ON -", "Complete", None)]
#[case::starting("CREATING ON -", "Starting", Some(false))]
#[case::restarting("AVAILABLE RESTART 1", "Starting", Some(false))]
#[case::without_a_start("AVAILABLE ON -", "Unclear", None)]
#[case::start_makes_no_sense("AVAILABLE ON ?", "Unclear", None)]
#[case::unknown("SUBMITTED ON 1", "Unclear", None)]
#[case::unknown_request("AVAILABLE BANANA 1", "Unclear", None)]
fn only_a_pod_that_is_up_is_preselected(
    #[case] state: &str,
    #[case] standing: &str,
    #[case] chosen: Option<bool>,
) {
    let mut plan = Plan::new(Vec::new(), Settings::default());
    plan.learn(facts("web", state));
    assert_eq!(format!("{:?}", plan.rows()[0].facts.standing()), standing);
    assert_eq!(plan.rows()[0].is_chosen(), chosen == Some(true));
    plan.choose(&"web".into(), true);
    assert_eq!(plan.rows()[0].is_chosen(), chosen.is_some(), "the user may choose it");
    plan.choose(&"web".into(), false);
    assert!(!plan.rows()[0].is_chosen());
}

#[rstest]
#[case::not_yours(Facts { permission: Permission::NotAdmin, ..facts("a", "AVAILABLE ON 1") }, "NotYours", false)]
#[case::permission_unknown(
    Facts { permission: Permission::Unknown, ..facts("a", "AVAILABLE ON 1") },
    "PermissionUnknown",
    true
)]
#[case::unresolved(
    Facts { troubles: vec![Trouble::Unresolved("K".into())], ..facts("a", "AVAILABLE ON 1") },
    "WouldFail([Unresolved(\"K\")])",
    false
)]
#[case::short_reference(
    Facts { troubles: vec![Trouble::ShortReference("K".into())], ..facts("a", "ERROR ON -") },
    "WouldFail([ShortReference(\"K\")])",
    false
)]
#[case::unseen(
    Facts { unseen: vec!["bob:x".into()], ..facts("a", "AVAILABLE ON 1") },
    "CannotBeChecked([\"bob:x\"])",
    true
)]
#[case::stopped_counts_first(
    Facts { permission: Permission::NotAdmin, ..facts("a", "STOPPED OFF -") },
    "Stopped",
    false
)]
fn a_pod_that_is_up_may_have_a_reason_against_it(
    #[case] facts: Facts,
    #[case] standing: &str,
    #[case] may: bool,
) {
    assert_eq!(format!("{:?}", facts.standing()), standing);
    assert_eq!(facts.standing().may_be_chosen(), may);
    let mut plan = Plan::new(Vec::new(), Settings::default());
    plan.learn(facts);
    assert!(!plan.rows()[0].is_chosen(), "nothing but a pod without a reason is preselected");
}

#[test]
fn remarks_do_not_keep_a_pod_out() {
    let facts = Facts { is_changed: true, loses_time_to_stop: true, ..facts("a", "AVAILABLE ON 1") };
    assert_eq!(facts.standing(), Standing::Preselected);
    assert_eq!(facts.notes(), [Note::Changed, Note::LosesTimeToStop]);
}

fn names(plan: &Plan) -> Vec<&str> {
    plan.chosen().map(|row| row.facts.pod.shown()).collect()
}

#[test]
fn the_order_is_the_users_and_what_is_learned_later_keeps_it() {
    let mut plan = plan(Settings::default());
    let job = PodId::from("job");
    plan.shift(&job, false);
    assert_eq!(names(&plan), ["web", "job", "api"]);
    plan.shift(&"web".into(), false);
    plan.shift(&"api".into(), true);
    assert_eq!(names(&plan), ["web", "job", "api"], "neither end is passed");
    plan.shift(&job, false);
    assert_eq!(names(&plan), ["job", "web", "api"]);
    plan.choose(&"web".into(), false);
    plan.learn(Facts { is_changed: true, ..facts("web", "AVAILABLE ON 1") });
    assert_eq!(names(&plan), ["job", "api"]);
    plan.learn(facts("job", "STOPPED OFF -"));
    assert_eq!(names(&plan), ["api"], "a pod that was chosen and is stopped meanwhile");
}

#[test]
fn a_pod_is_found_wherever_it_was_moved() {
    let mut plan = Plan::new(Vec::new(), Settings::default());
    let pods = ["a", "b", "c", "d", "e"];
    pods.iter().for_each(|pod| plan.learn(facts(pod, "AVAILABLE ON 1")));
    for step in 0..200_usize {
        plan.shift(&pods[step * 7 % 5].into(), step % 3 == 0);
        for pod in pods {
            assert_eq!(plan.row(&pod.into()).map(|row| row.facts.pod.as_str()), Some(pod), "step {step}");
        }
        plan.learn(Facts { is_changed: step % 2 == 0, ..facts(pods[step % 5], "AVAILABLE ON 1") });
        assert_eq!(plan.row(&pods[step % 5].into()).map(|row| row.facts.is_changed), Some(step % 2 == 0));
    }
    assert_eq!(plan.rows().len(), pods.len());
    assert!(plan.row(&"f".into()).is_none());
}

#[test]
fn four_pods_take_about_four_minutes() {
    let mut plan = plan(Settings::default());
    plan.learn(facts("more", "AVAILABLE ON 4"));
    assert_eq!(plan.estimate(), Duration::from_secs(240));
    assert!(plan.outlasts_token(time(200), time(0)));
    assert!(!plan.outlasts_token(time(300), time(0)));
    plan.settings.batch = 3;
    assert_eq!(plan.estimate(), Duration::from_secs(130));
}

#[test]
fn the_logged_reads_are_counted() {
    let mut plan = plan(Settings::default());
    assert_eq!(plan.logged_reads(), 2, "the old value, and the reading back");
    plan.secrets[0].keeps_old = false;
    assert_eq!(plan.logged_reads(), 1);
    plan.secrets[0].is_readable = false;
    assert_eq!(plan.logged_reads(), 0);
    plan.secrets[0].new = Some(NewValue::AlreadySaved);
    plan.secrets[0].is_readable = true;
    assert_eq!(plan.logged_reads(), 0);
}

#[rstest]
#[case::as_it_is(|_: &mut Plan| {}, "")]
#[case::no_value(|plan: &mut Plan| plan.secrets[0].new = None, "Value(SecretId(\"db\"))")]
#[case::no_word(|plan: &mut Plan| plan.provider = None, "Provider")]
#[case::view_only(|plan: &mut Plan| plan.view_only = true, "ViewOnly")]
#[case::no_way_back(|plan: &mut Plan| plan.secrets[0].keeps_old = false, "WayBack(SecretId(\"db\"))")]
#[case::not_readable(|plan: &mut Plan| plan.secrets[0].is_readable = false, "WayBack(SecretId(\"db\"))")]
#[case::production(|plan: &mut Plan| plan.danger = Some("tacc".into()), "Tenant")]
#[case::only_restart_without_a_word(
    |plan: &mut Plan| { plan.secrets[0].new = Some(NewValue::AlreadySaved); plan.provider = None; },
    ""
)]
#[case::nothing_at_all(
    |plan: &mut Plan| {
        plan.secrets[0].new = Some(NewValue::AlreadySaved);
        for pod in ["web", "api", "job"] { plan.choose(&pod.into(), false); }
    },
    "Pods"
)]
fn a_plan_says_what_is_missing(#[case] change: fn(&mut Plan), #[case] missing: &str) {
    let mut plan = plan(Settings::default());
    change(&mut plan);
    let told: Vec<_> = plan.missing().iter().map(|missing| format!("{missing:?}")).collect();
    assert_eq!(told.join(", "), missing);
    assert_eq!(plan.make(Place::default(), Process::default(), time(0)).is_ok(), missing.is_empty());
}

#[test]
fn what_was_missing_can_be_given() {
    let mut plan = plan(Settings::default());
    plan.secrets[0].keeps_old = false;
    plan.danger = Some("tacc".to_owned());
    assert_eq!(plan.missing().len(), 2);
    plan.accepts_no_way_back = true;
    plan.typed = "tacc".to_owned();
    assert_eq!(plan.missing(), []);
    plan.secrets[0].new = Some(NewValue::Value(value("other")));
    assert!(!format!("{plan:?}").contains("other"), "no value in a Debug text");
}
