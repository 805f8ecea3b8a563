//! The changes of values that are known: those of this session, those that this machine remembers from earlier ones, and
//! the pods that were seen since. They tell which pods run the old value.

use std::sync::Arc;

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Effect, News, Notice, Out, Tone};
use crate::domain::uses::{Asked, Changes, KnownChange, Recall, ValueNews, Whose};
use crate::domain::{Pod, SecretId, Wake};
use crate::text::{SafeText, Sentence};

/// The known changes of this place and user.
#[derive(Debug, Default)]
pub struct Changed {
    /// Shared with searches; a change makes another one.
    changes: Arc<Changes>,
    /// The address and the user that they belong to.
    here: Option<(SafeText, SafeText)>,
    /// The place and user by which they are remembered; `None` where they are not.
    remembered: Option<Whose>,
    /// The user was told why changes are not remembered.
    is_told: bool,
}

impl Changed {
    /// Takes what became of the value of a secret.
    pub fn take(&mut self, id: &SecretId, owner: &SafeText, news: ValueNews, out: &mut Out) {
        Arc::make_mut(&mut self.changes).take(id.as_str(), owner.original(), news);
        let Some(whose) = &self.remembered else { return };
        if let Some(job) = Recall::of(id, owner, news) {
            out.effects.push(Effect::Recall(whose.clone(), job));
        }
    }

    /// Takes the changes that are remembered, or the reason why they are not.
    pub fn recalled(&mut self, whose: &Whose, result: Result<Vec<KnownChange>, String>, out: &mut Out) {
        if self.remembered.as_ref() != Some(whose) {
            return;
        }
        match result {
            Ok(changes) => {
                let known = Arc::make_mut(&mut self.changes);
                changes.iter().for_each(|change| known.remember(change));
            }
            Err(why) if !self.is_told => {
                self.is_told = true;
                let text = Sentence::from(format!("Changes are not remembered: {why}."));
                out.report(News::TellUnlessWorse(Notice::new(Tone::Warning, text)));
            }
            Err(_) => {}
        }
    }

    /// Returns the known changes.
    pub fn changes(&self) -> &Arc<Changes> {
        &self.changes
    }

    /// Returns the present point, to be kept with a request for pods.
    pub fn asked_now(&self) -> Asked {
        self.changes.asked_now()
    }

    /// Notes the starts of pods that were asked for at this point.
    pub fn see<'a>(&mut self, asked: Asked, pods: impl IntoIterator<Item = &'a Pod>) {
        if self.changes.notes_starts() {
            Arc::make_mut(&mut self.changes).see(asked, pods);
        }
    }

    fn is_of(&self, cx: &Context) -> bool {
        self.here.as_ref().is_some_and(|(url, user)| *url == cx.site.base_url && *user == cx.site.claims.user)
    }
}

impl Life for Changed {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default()
    }

    /// Begins anew at another place or with the token of another user: what was seen with one does not count for the
    /// other.
    fn tick(&mut self, cx: &Context, out: &mut Out) {
        if self.is_of(cx) {
            return;
        }
        *self = Self::default();
        self.here = Some((cx.site.base_url.clone(), cx.site.claims.user.clone()));
        if cx.settings.remember_changes {
            self.remembered = Whose::of(&cx.site);
        }
        let read = self.remembered.clone().map(|whose| Effect::Recall(whose, Recall::Read));
        out.effects.extend(read);
    }

    fn wipe(&mut self, _: &Context, why: Wipe, _: &mut Out) {
        if why == Wipe::Switch {
            *self = Self::default();
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
