//! What the plan shows of several secrets: each with the number of its pods, and beside each pod which of them it uses.
//! That is told by their names where these fit beside every pod, and else by their numbers.
//!
//! ```text
//! ▌ secrets      1 postgres_main_password  7 pods
//!                2 redis_password          2 pods
//!   restart     [x] webfront       canary  available, up 3 d; uses secrets 1 and 2
//! ```

use jiff::Timestamp;

use super::rows::Row;
use crate::domain::SecretId;
use crate::features::rollout::state::Planning;
use crate::features::rollout::words;
use crate::text::fit::{cut_middle, width};
use crate::view::prelude::*;
use crate::words::number_of_pods;
use crate::work::rollout::Facts;

/// The most columns of an id.
const ID: usize = 40;
/// The columns of the number of its pods.
const PODS: usize = 12;
/// The fewest columns beside a pod's name in which it is told which secrets it uses.
const USES: usize = 30;
/// The most pods for which it is looked whether names fit: each frame does so.
const MOST: usize = 100;

/// The secrets of a plan.
pub(super) struct Several<'a> {
    planning: &'a Planning,
    /// The columns of a row.
    room: usize,
    told: Told,
}

/// How a row tells which secrets a pod uses.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    ByName,
    ByNumber,
    /// There is no room for it.
    Not,
}

impl<'a> Several<'a> {
    /// Decides how the secrets are told in rows of `room` columns, of which a pod has `of_pod` for its words.
    pub(super) fn new(planning: &'a Planning, now: Timestamp, room: usize, of_pod: usize) -> Self {
        let by_name = Self { planning, room, told: Told::ByName };
        let fits =
            |facts: &Facts| width(&words::standing(facts, now)) + width(&by_name.uses(facts)) <= of_pod;
        let rows = planning.plan.rows();
        let told = match () {
            () if of_pod < USES => Told::Not,
            () if rows.len() <= MOST && rows.iter().all(|row| fits(&row.facts)) => Told::ByName,
            () => Told::ByNumber,
        };
        Self { told, ..by_name }
    }

    /// Returns the row of a secret.
    pub(super) fn row(&self, theme: Theme, id: &SecretId) -> Row<'a> {
        let Self { planning, room, told } = self;
        let number = self.number(id);
        let before = if *told == Told::ByNumber { format!("{number:>2} ") } else { String::new() };
        let ids = planning.secrets.iter().map(|secret| width(secret.id.shown()));
        let columns = ids.max().unwrap_or(0).min(ID).min(room.saturating_sub(PODS + before.len()).max(PODS));
        let name = cut_middle(id.shown(), columns);
        let pad = " ".repeat(columns.saturating_sub(width(&name)));
        let pods = match planning.reads.pods_of.get(id) {
            Some(pods) => number_of_pods(*pods),
            None if planning.reads.listed.is_none() || planning.has_more() => String::new(),
            None => "no pod that you can list".to_owned(),
        };
        let before = theme.span(format!("{before}{name}{pad}  "), Name::Text);
        let row = Row::wrapped(theme, before, (&pods, Name::Muted), *room);
        row.labelled(if number == 1 { "secrets" } else { "" })
    }

    /// Says which of them a pod uses, to go on after other words about it.
    pub(super) fn uses(&self, facts: &Facts) -> String {
        if self.told == Told::Not {
            return String::new();
        }
        let called = |id: &SecretId| match self.told {
            Told::ByName => id.to_string(),
            _ => self.number(id).to_string(),
        };
        let secrets = match (self.told, facts.uses.len()) {
            (Told::ByName, _) => "",
            (_, 1) => "secret ",
            _ => "secrets ",
        };
        format!("; uses {secrets}{}", words::and(&facts.uses.iter().map(called).collect::<Vec<_>>()))
    }

    /// Returns the place of a secret in the plan, from 1.
    fn number(&self, id: &SecretId) -> usize {
        self.planning.secrets.iter().take_while(|secret| secret.id != *id).count() + 1
    }
}
