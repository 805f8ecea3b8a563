//! The pods of one secret, or of several, in an order, for the screen: made off the loop's thread, and drawn row by row.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::changes::Changes;
use super::index::{Use, Uses};
use super::subject::{Owners, Subject};
use super::value::ValueState;
use crate::domain::PodId;
use crate::domain::pod::Pod;
use crate::text::SafeText;
use crate::text::fit::width;

/// An order of pods; equal ones stand by their names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PodSort {
    /// By the value that they run, the old one first.
    #[default]
    Value,
    /// By their names.
    Name,
    /// By their states.
    State,
    /// By their starts, the earliest first.
    Started,
}

/// The question for a table.
#[derive(Debug)]
pub struct TableOf {
    /// The index.
    pub uses: Arc<Uses>,
    /// The secrets.
    pub subject: Subject,
    /// The order.
    pub sort: PodSort,
    /// Words that each pod has, in whatever case.
    pub filter: String,
    /// The known changes of values.
    pub changes: Changes,
}

/// The pods of the secrets.
#[derive(Debug)]
pub struct Table {
    /// The index that it was made of.
    pub uses: Arc<Uses>,
    /// The secrets that pods name.
    pub secrets: Owners,
    /// The pods that the filter leaves, in their order.
    pub rows: Vec<TableRow>,
    /// All pods of the secrets.
    pub all: usize,
    /// The most columns that a name, a state and the KEYs take.
    pub widths: [usize; 3],
}

/// A pod in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// Its place among all pods.
    pub pod: usize,
    /// The value that it runs, of several secrets the one that most wants looking after; `None` where it names them by
    /// mistake only.
    pub value: Option<ValueState>,
}

impl PodSort {
    /// All orders, as a menu has them.
    pub const ALL: [Self; 4] = [Self::Value, Self::Name, Self::State, Self::Started];
}

impl TableOf {
    pub(super) fn run(self) -> Table {
        let Self { uses, subject, sort, filter, changes } = self;
        let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
        let secrets = uses.named_of(&subject);
        let mut found: BTreeMap<usize, Option<ValueState>> = BTreeMap::new();
        for secret in &secrets {
            for one in uses.of(secret) {
                let Some(at) = uses.pods().position(&one.pod.id) else { continue };
                let value = changes.value_of(secret, &one);
                let worst = found.entry(at).or_insert(value);
                *worst = (*worst).into_iter().chain(value).min();
            }
        }
        let secrets: Owners = secrets.iter().collect();
        let all = found.len();
        let mut widths = [0; 3];
        let mut rows: Vec<(TableRow, &Pod)> = Vec::with_capacity(all);
        for (at, value) in found {
            let Some(pod) = uses.pods().all().get(at) else { continue };
            let one = Use::of_any(&secrets, pod);
            let columns = [
                width(one.pod.id.shown()),
                width(one.pod.status.word()),
                width(&joined(one.keys.iter().map(|key| &key.name))),
            ];
            widths = std::array::from_fn(|n| widths[n].max(columns[n]));
            if words.is_empty() || matches(&one, value, &words) {
                rows.push((TableRow { pod: at, value }, one.pod));
            }
        }
        rows.sort_by(|(a, pod), (b, other)| {
            let by = match sort {
                PodSort::Value => a.value.is_none().cmp(&b.value.is_none()).then(a.value.cmp(&b.value)),
                PodSort::Name => std::cmp::Ordering::Equal,
                PodSort::State => pod.status.word().cmp(other.status.word()),
                PodSort::Started => {
                    let key = |pod: &Pod| (pod.started.time().is_none(), pod.started.time());
                    key(pod).cmp(&key(other))
                }
            };
            by.then_with(|| pod.id.as_str().cmp(other.id.as_str()))
        });
        let rows = rows.into_iter().map(|(row, _)| row).collect();
        Table { uses, secrets, rows, all, widths }
    }
}

impl Table {
    /// Returns the pod of a row.
    pub fn pod(&self, row: usize) -> Option<&Pod> {
        self.uses.pods().all().get(self.rows.get(row)?.pod)
    }

    /// Returns the places where `pod` names the secrets.
    pub fn use_in<'a>(&self, pod: &'a Pod) -> Use<'a> {
        Use::of_any(&self.secrets, pod)
    }

    /// Returns the row of a pod.
    pub fn row_of(&self, id: &PodId) -> Option<usize> {
        let at = self.uses.pods().position(id)?;
        self.rows.iter().position(|row| row.pod == at)
    }
}

/// Returns each name once, with commas between them.
pub fn joined<'a>(names: impl Iterator<Item = &'a SafeText>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for name in names.map(SafeText::shown) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all.join(", ")
}

fn matches(one: &Use<'_>, value: Option<ValueState>, words: &[String]) -> bool {
    let names = one.keys.iter().map(|key| &key.name).chain(one.variables()).chain(one.files());
    let mut text = format!("{} {} ", one.pod.id.shown(), one.pod.status.word());
    text.push_str(&value.map_or("", ValueState::word).replace('_', " "));
    for name in names {
        text.push(' ');
        text.push_str(name.shown());
    }
    let text = text.to_lowercase();
    words.iter().all(|word| text.contains(word))
}
