//! What filters find, compared with the simplest way to find it: no index, no masks, no former results.

use std::sync::Arc;

use jiff::Timestamp;
use proptest::prelude::*;

use crate::domain::filter::Facts;
use crate::domain::pod::{MapKey, MapValue, PodStatus, Requested, Start};
use crate::domain::uses::{Changes, KnownPods, Uses, ValueNews, ValueState};
use crate::domain::{
    Access, Claims, Hits, Marked, Pod, Query, Reference, Rows, Scope, Secret, Site, StoredAs,
};
use crate::index::{Finder, Pattern, never};

const NOW: i64 = 1_800_000_000;
const DAY: i64 = 86_400;

/// A term as the test means it; the text is written here, and read by nothing that the program reads with.
#[derive(Clone, Debug)]
enum Meant {
    Fuzzy(&'static str),
    Exact(&'static str),
    Start(&'static str),
    End(&'static str),
    Mode(&'static str),
    Owner(&'static str),
    Mine,
    Pod(&'static str),
    Scope(&'static str),
    Younger(i64),
    Older(i64),
    MoreThan(usize),
    FewerThan(usize),
    Unlisted,
    Stale,
    Broken,
    Marked,
}

impl Meant {
    fn text(&self) -> String {
        match self {
            Self::Fuzzy(word) => (*word).to_owned(),
            Self::Exact(word) => format!("'{word}"),
            Self::Start(word) => format!("^{word}"),
            Self::End(word) => format!("{word}$"),
            Self::Mode(word) => format!("mode:{word}"),
            Self::Owner(name) => format!("owner:{name}"),
            Self::Mine => "mine".to_owned(),
            Self::Pod(name) => format!("pod:{name}"),
            Self::Scope(name) => format!("scope:{name}"),
            Self::Younger(days) => format!("age<{days}d"),
            Self::Older(days) => format!("age>{days}d"),
            Self::MoreThan(pods) => format!("used>{pods}"),
            Self::FewerThan(pods) => format!("used<{pods}"),
            Self::Unlisted => "unlisted".to_owned(),
            Self::Stale => "stale".to_owned(),
            Self::Broken => "broken".to_owned(),
            Self::Marked => "marked".to_owned(),
        }
    }
}

/// Everything that the simple way looks at.
#[derive(Debug)]
struct World {
    /// `None` while the pods are not known.
    pods: Option<Vec<Pod>>,
    changes: Changes,
    /// The marked rows; `None` while they are not known.
    marked: Option<Vec<u32>>,
}

impl World {
    /// Returns the pods that name a secret.
    fn pods_of<'a>(&'a self, secret: &'a Secret) -> Option<impl Iterator<Item = &'a Pod>> {
        let names = move |pod: &&Pod| {
            pod.references().any(|(_, to)| {
                to.secret.original() == secret.id.as_str()
                    && to.user.as_ref().is_none_or(|user| *user == secret.owner)
            })
        };
        Some(self.pods.as_ref()?.iter().filter(names))
    }

    /// Tells whether a secret is found by a term; `None` where nobody can tell.
    fn finds(&self, meant: &Meant, row: u32, secret: &Secret) -> Option<bool> {
        let texts = [secret.id.shown(), secret.description.shown()].map(str::to_lowercase);
        let any = |is: &dyn Fn(&str) -> bool| Some(texts.iter().any(|text| is(text)));
        let age = secret.created.map(|created| NOW - created.as_second());
        let flags = (secret.access.readable != Some(false), secret.access.writable != Some(false));
        match meant {
            Meant::Fuzzy(word) => any(&|text| {
                let mut letters = text.chars();
                word.chars().all(|wanted| letters.any(|letter| letter == wanted))
            }),
            Meant::Exact(word) => any(&|text| text.contains(word)),
            Meant::Start(word) => any(&|text| text.starts_with(word)),
            Meant::End(word) => any(&|text| text.ends_with(word)),
            Meant::Mode(word) => Some(
                *word
                    == match flags {
                        (true, true) => "rw",
                        (true, false) => "ro",
                        (false, true) => "wo",
                        (false, false) => "locked",
                    },
            ),
            Meant::Owner(_) | Meant::Mine if secret.owner.is_empty() => None,
            Meant::Owner(name) => Some(secret.owner.shown() == *name),
            Meant::Mine => Some(secret.owner.shown() == "alice"),
            Meant::Scope(name) => match &secret.scope {
                Scope::Unknown => None,
                scope => scope.word().map(|word| word == *name),
            },
            Meant::Younger(days) => age.map(|age| age < days * DAY),
            Meant::Older(days) => age.map(|age| age > days * DAY),
            Meant::Pod(name) if secret.scope.pod().is_some_and(|pod| pod.shown() == *name) => Some(true),
            Meant::Pod(name) => Some(self.pods_of(secret)?.any(|pod| pod.id.as_str() == *name)),
            Meant::MoreThan(pods) => Some(self.pods_of(secret)?.count() > *pods),
            Meant::FewerThan(pods) => Some(self.pods_of(secret)?.count() < *pods),
            Meant::Unlisted => Some(self.pods_of(secret)?.next().is_none()),
            Meant::Stale => {
                let old = |pod: &Pod| self.changes.state(secret, pod) == ValueState::Old;
                Some(self.pods_of(secret)?.any(old))
            }
            Meant::Broken => {
                let names_it = |to: &Reference| to.secret.original() == secret.id.as_str();
                let is_wrong = |to: &Reference| match &to.user {
                    None => true,
                    Some(user) => *user != secret.owner && !secret.owner.is_empty(),
                };
                let mut references = self.pods.as_ref()?.iter().flat_map(Pod::references);
                Some(references.any(|(_, to)| names_it(to) && is_wrong(to)))
            }
            Meant::Marked => Some(self.marked.as_ref()?.contains(&row)),
        }
    }

    fn facts(&self) -> Facts {
        let claims = Claims { user: "alice".into(), tenant: "tacc".into(), ..Claims::default() };
        let uses = self.pods.clone().map(|pods| {
            let mut known = KnownPods::default();
            known.add(pods);
            known.end(true, 0);
            Arc::new(Uses::build(Arc::new(known), &Rows::new(), "alice", false))
        });
        Facts {
            version: 1,
            now: Timestamp::from_second(NOW).unwrap(),
            site: Arc::new(Site { claims, ..Site::default() }),
            uses,
            changes: Arc::new(self.changes.clone()),
            marked: self.marked.as_ref().map(|rows| {
                let mut marked = Marked::default();
                marked.add(rows);
                Arc::new(marked)
            }),
        }
    }
}

const IDS: [&str; 6] = ["db", "db_main", "key", "KEY_b", "mine", "web"];

fn any_secret() -> impl Strategy<Value = Secret> {
    let owner = prop::sample::select(vec!["alice", "bob", ""]);
    let scope = prop::sample::select(vec![
        Scope::User,
        Scope::Pod("web".into()),
        Scope::Pod("job".into()),
        Scope::Other("team".into()),
        Scope::Unknown,
    ]);
    let description = prop::sample::select(vec!["", "main db", "Key of the web", "a b"]);
    let access = (any::<Option<bool>>(), any::<Option<bool>>());
    (prop::sample::select(IDS.to_vec()), owner, scope, description, access, prop::option::of(-2i64..400))
        .prop_map(|(id, owner, scope, description, (readable, writable), days)| Secret {
            owner: owner.into(),
            scope,
            description: description.into(),
            access: Access { readable, writable },
            created: days.map(|days| Timestamp::from_second(NOW - days * DAY).unwrap()),
            stored_as: StoredAs::Usual("tacc".into()),
            ..Secret::named(id)
        })
}

fn any_pods() -> impl Strategy<Value = Option<Vec<Pod>>> {
    let user = prop::sample::select(vec![Some("alice"), Some("bob"), None]);
    let reference = (user, prop::sample::select(IDS.to_vec())).prop_map(|(user, secret)| MapKey {
        name: "K".into(),
        value: MapValue::Secret(Reference { user: user.map(Into::into), secret: secret.into() }),
        is_override: false,
    });
    let pod = (prop::collection::vec(reference, 0..4), -3i64..3).prop_map(|(keys, days)| Pod {
        keys: keys.into(),
        status: PodStatus::Available,
        requested: Requested::On,
        started: Start::At(Timestamp::from_second(NOW + days * DAY).unwrap()),
        ..Pod::named("")
    });
    let named = |pods: Vec<Pod>| {
        let names = ["web", "job", "api"].into_iter();
        names.zip(pods).map(|(name, pod)| Pod { id: name.into(), ..pod }).collect()
    };
    prop::option::weighted(0.8, prop::collection::vec(pod, 0..4).prop_map(named))
}

fn any_world() -> impl Strategy<Value = World> {
    let changed = prop::collection::vec((prop::sample::select(IDS.to_vec()), any::<bool>()), 0..3);
    let marked = prop::option::weighted(0.8, prop::collection::vec(0u32..8, 0..6));
    (any_pods(), changed, marked).prop_map(|(pods, changed, marked)| {
        let mut changes = Changes::default();
        for (id, alice) in changed {
            let at = Timestamp::from_second(NOW).unwrap();
            changes.take(id, if alice { "alice" } else { "bob" }, ValueNews::Changed(Some(at)));
        }
        World { pods, changes, marked }
    })
}

fn any_term() -> impl Strategy<Value = (bool, Meant)> {
    let word = || prop::sample::select(vec!["db", "m", "ke", "main", "b", "web", "dbm"]);
    let term = prop_oneof![
        word().prop_map(Meant::Fuzzy),
        word().prop_map(Meant::Exact),
        word().prop_map(Meant::Start),
        word().prop_map(Meant::End),
        prop::sample::select(vec!["ro", "rw", "wo", "locked"]).prop_map(Meant::Mode),
        prop::sample::select(vec!["alice", "bob", "carol"]).prop_map(Meant::Owner),
        Just(Meant::Mine),
        prop::sample::select(vec!["web", "job", "api"]).prop_map(Meant::Pod),
        prop::sample::select(vec!["user", "pod", "team"]).prop_map(Meant::Scope),
        (0i64..400).prop_map(Meant::Younger),
        (0i64..400).prop_map(Meant::Older),
        (0usize..3).prop_map(Meant::MoreThan),
        (0usize..3).prop_map(Meant::FewerThan),
        Just(Meant::Unlisted),
        Just(Meant::Stale),
        Just(Meant::Broken),
        Just(Meant::Marked),
    ];
    (any::<bool>(), term).prop_map(|(not, term)| match term {
        // The opposite of a word that is not written exactly is that of the exact one.
        Meant::Fuzzy(word) if not => (true, Meant::Exact(word)),
        term => (not, term),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A filter finds what the simple way finds, also when it is typed letter by letter and deleted again.
    #[test]
    fn a_filter_finds_what_the_simple_way_finds(
        secrets in prop::collection::vec(any_secret(), 0..8),
        world in any_world(),
        terms in prop::collection::vec(any_term(), 1..4),
    ) {
        let rows: Rows = secrets.iter().cloned().collect();
        let texts: Vec<String> =
            terms.iter().map(|(not, term)| format!("{}{}", if *not { "!" } else { "" }, term.text())).collect();
        let typed = texts.join(" ");
        let simple = |row: u32, secret: &Secret| {
            terms.iter().all(|(not, term)| world.finds(term, row, secret) == Some(!not))
        };
        let expected: Vec<u32> =
            (0..).zip(&secrets).filter(|(row, secret)| simple(*row, secret)).map(|(row, _)| row).collect();

        let facts = world.facts();
        let mut pattern = Pattern::new(&typed).with(facts.clone());
        let found = rows.iter_from(0).filter(|(index, row)| pattern.score(*index, *row).is_some());
        prop_assert_eq!(found.map(|(row, _)| row).collect::<Vec<_>>(), expected.clone(), "{}", typed);

        let (mut finder, mut former) = (Finder::default(), Hits::default());
        let grows = 0..=typed.len();
        for end in grows.clone().chain(grows.clone().rev()).chain(grows) {
            let query = Query { pattern: typed[..end].into(), facts: facts.clone(), ..Query::default() };
            former = finder.search(&rows, query, &former, &never()).unwrap();
        }
        let mut found = former.order.to_vec();
        found.sort_unstable();
        prop_assert_eq!(found, expected, "{}", typed);
    }
}
