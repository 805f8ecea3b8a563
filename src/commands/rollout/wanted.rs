//! The pods that the command line names, and whether each may be restarted.

use crate::commands::Outcome;
use crate::commands::failure::Failures;
use crate::domain::{Exit, PodId};
use crate::work::rollout::words::not_chosen;
use crate::work::rollout::{Facts, Standing};

/// The pods to restart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::commands) enum Wanted {
    /// None.
    None,
    /// Those that a plan chooses by itself, by name.
    All,
    /// These, in this order.
    Named(Vec<PodId>),
}

impl Wanted {
    /// Reads `--restart`.
    ///
    /// # Errors
    /// When it is missing, or names a pod twice or none.
    pub(in crate::commands) fn read(text: Option<&str>) -> Result<Self, Outcome> {
        match text {
            Some("none") => Ok(Self::None),
            Some("all") => Ok(Self::All),
            Some(text) => Self::named(text.split(',').map(str::trim)),
            None => Err(refused(
                "Say which pods to restart: --restart none, --restart all, or --restart POD,POD. Nothing was sent.",
            )),
        }
    }

    /// Takes names of pods.
    ///
    /// # Errors
    /// When one is empty, stands twice or cannot be part of a URL.
    pub(in crate::commands) fn named<'a>(names: impl Iterator<Item = &'a str>) -> Result<Self, Outcome> {
        let mut pods: Vec<PodId> = Vec::new();
        for name in names {
            let pod = PodId::from(name);
            match () {
                () if !pod.is_addressable() => {
                    return Err(refused(
                        "An id of a pod is missing, or no URL can name it. Nothing was sent.",
                    ));
                }
                () if pods.contains(&pod) => {
                    return Err(refused(&format!("{} is named twice. Nothing was sent.", pod.shown())));
                }
                () => pods.push(pod),
            }
        }
        Ok(Self::Named(pods))
    }

    /// Returns the pods that are named, with the canary.
    pub(super) fn names<'a>(&'a self, canary: Option<&'a PodId>) -> Vec<&'a PodId> {
        let named = if let Self::Named(pods) = self { &pods[..] } else { &[] };
        let mut all: Vec<_> = canary.into_iter().collect();
        all.extend(named.iter().filter(|pod| Some(*pod) != canary));
        all
    }

    /// Refuses a canary that is not among the pods to restart.
    ///
    /// # Errors
    /// When it is not.
    pub(in crate::commands) fn refuse_stray_canary(&self, canary: Option<&PodId>) -> Result<(), Outcome> {
        let Some(canary) = canary else { return Ok(()) };
        let is_among = match self {
            Self::None => false,
            Self::All => canary.is_addressable(),
            Self::Named(pods) => pods.contains(canary),
        };
        let stray =
            || refused(&format!("{} is not among the pods to restart. Nothing was sent.", canary.shown()));
        is_among.then_some(()).ok_or_else(stray)
    }

    /// Puts the pods in their order, those that are restarted first; returns the number of these. A pod that was named
    /// has to be one that can be restarted, and one of the secret where there is one.
    ///
    /// # Errors
    /// When a named pod cannot; all that cannot are told, and the first decides the exit code.
    pub(super) fn order(
        &self,
        mut pods: Vec<Facts>,
        canary: Option<&PodId>,
        of_secrets: bool,
    ) -> Result<(Vec<Facts>, usize), Outcome> {
        pods.sort_by(|a, b| a.pod.as_str().cmp(b.pod.as_str()));
        let names = self.names(canary);
        let mut failures = Failures::default();
        for name in &names {
            let facts = pods.iter().find(|facts| facts.pod == **name);
            if let Some(why) = facts.and_then(|facts| refusal(facts, of_secrets)) {
                failures.add(why);
            }
        }
        failures.result()?;
        let place = |facts: &Facts| match names.iter().position(|name| **name == facts.pod) {
            Some(place) => Some(place),
            None => (*self == Self::All && facts.standing() == Standing::Preselected).then_some(names.len()),
        };
        // Those of the same place stay in the order of their names.
        pods.sort_by_key(|facts| place(facts).unwrap_or(usize::MAX));
        let chosen = pods.iter().filter(|facts| place(facts).is_some()).count();
        Ok((pods, chosen))
    }
}

/// Says why a pod that was named is not restarted.
fn refusal(facts: &Facts, of_secrets: bool) -> Option<Outcome> {
    let standing = facts.standing();
    let pod = facts.pod.shown();
    if of_secrets && facts.uses.is_empty() {
        let text = format!(
            "{pod} does not refer to the secret. To restart it all the same: tapis-secrets restart {pod}\n\
             Nothing was sent."
        );
        return Some(refused(&text));
    }
    let exit = match standing {
        Standing::NotYours | Standing::WouldFail(_) => Exit::NotAllowed,
        _ if standing.may_be_chosen() => return None,
        _ => Exit::Conflict,
    };
    let why = match &standing {
        Standing::WouldFail(_) => {
            format!("{pod} {}.", crate::work::rollout::words::standing(facts, facts.read))
        }
        standing => not_chosen(&facts.pod, standing),
    };
    Some(Outcome::failed(exit, format!("{why} Nothing was changed.")))
}

fn refused(text: &str) -> Outcome {
    Outcome::failed(Exit::WrongUsage, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::none("none", Some(Wanted::None))]
    #[case::all("all", Some(Wanted::All))]
    #[case::one("web1", Some(Wanted::Named(vec!["web1".into()])))]
    #[case::several("b, a", Some(Wanted::Named(vec!["b".into(), "a".into()])))]
    #[case::twice("a,a", None)]
    #[case::nothing("", None)]
    #[case::an_end("a,", None)]
    #[case::no_segment("a,..", None)]
    fn the_pods_are_read(#[case] text: &str, #[case] wanted: Option<Wanted>) {
        assert_eq!(Wanted::read(Some(text)).ok(), wanted);
    }

    #[test]
    fn without_a_word_about_pods_nothing_begins() {
        let why = Wanted::read(None).unwrap_err();
        assert!(why.exit == Exit::WrongUsage && why.err.contains("--restart none"), "{}", why.err);
    }

    #[test]
    fn a_canary_is_one_of_the_pods_and_goes_first() {
        let named = Wanted::Named(vec!["a".into(), "b".into()]);
        let (b, c): (PodId, PodId) = ("b".into(), "c".into());
        assert!(named.refuse_stray_canary(Some(&b)).is_ok() && named.refuse_stray_canary(Some(&c)).is_err());
        assert!(Wanted::All.refuse_stray_canary(Some(&c)).is_ok());
        assert!(Wanted::None.refuse_stray_canary(Some(&c)).is_err());
        assert_eq!(named.names(Some(&b)), [&"b".into(), &"a".into()] as [&PodId; 2]);
    }
}
