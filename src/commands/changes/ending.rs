//! The end of a write as a script and its user see it: the exit code, the word for the JSON, and what happened to
//! which secret, then what to do.

use std::sync::Arc;

use crate::commands::Outcome;
use crate::commands::failure::exit;
use crate::domain::{Exit, Failure, SecretId, Site};
use crate::text::Sentence;
use crate::words;
use crate::work::write::{Fate, Namesake, Obstacle, Seen, Why};

/// The end of a write.
#[derive(Debug)]
pub(super) struct Ended {
    pub(super) end: End,
    /// The failure that left the outcome open at first.
    pub(super) doubted_by: Option<Arc<Failure>>,
    /// A value was sent, a description was sent.
    pub(super) sent: (bool, bool),
    /// The signal that came meanwhile.
    pub(super) signal: Option<Exit>,
}

/// The ways in which a write ends.
#[derive(Debug)]
pub(super) enum End {
    /// Nothing was sent, for this reason.
    HeldBack(Obstacle),
    /// Nothing was sent, because a signal came first.
    GivenUp,
    /// It was sent, and this became of it.
    Settled(Fate),
    /// The name of the new secret was taken meanwhile.
    Taken(Namesake),
    /// It was sent, and nobody waited for its answer.
    Left,
}

/// The commands that change a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::commands) enum Deed {
    Set,
    Create,
    Rm,
    Rotate,
}

impl Deed {
    /// Returns the name of the command.
    pub(in crate::commands) fn command(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Create => "create",
            Self::Rm => "rm",
            Self::Rotate => "rotate",
        }
    }

    fn done(self) -> &'static str {
        match self {
            Self::Set | Self::Rotate => "saved",
            Self::Create => "created",
            Self::Rm => "deleted",
        }
    }

    /// Says how to find out what became of a change.
    fn how_to_find_out(self, id: &SecretId) -> String {
        match self {
            Self::Set | Self::Rotate => {
                format!("To set it again does no harm; tapis-secrets get {} tells its value.", in_shell(id))
            }
            Self::Create | Self::Rm => format!("To find out: tapis-secrets show {}", in_shell(id)),
        }
    }
}

/// Returns an id as the argument of a command that a shell reads.
fn in_shell(id: &SecretId) -> String {
    let word = shell_words::quote(id.shown());
    if word.starts_with('-') { format!("-- {word}") } else { word.into_owned() }
}

/// The state of a change at its end: the word for it in the JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::commands) enum Became {
    /// It took effect.
    Done,
    /// The service had it already; nothing was sent.
    Unchanged,
    /// It would be sent, if this were no trial.
    WouldBeSent,
    /// Nothing was sent.
    NotSent,
    /// It was sent and did not take effect.
    NotDone,
    /// It took effect in part.
    InPart,
    /// It replaced what it was to leave alone.
    Replaced,
    /// It was sent, and nobody can tell.
    Unknown,
}

impl Became {
    /// Returns the word.
    pub(in crate::commands) fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unchanged => "unchanged",
            Self::WouldBeSent => "would_be_sent",
            Self::NotSent => "not_sent",
            Self::NotDone => "not_done",
            Self::InPart => "in_part",
            Self::Replaced => "replaced",
            Self::Unknown => "unknown",
        }
    }
}

/// The end of a change.
#[derive(Debug)]
pub(in crate::commands) struct Ending {
    /// What became of it.
    pub(in crate::commands) became: Became,
    /// The exit code of a command that does nothing else.
    pub(in crate::commands) exit: Exit,
    /// Whole lines for the user, without a newline at the end.
    pub(in crate::commands) text: String,
}

impl Ending {
    /// Returns the end of a change of which nothing was sent.
    pub(in crate::commands) fn not_sent(exit: Exit, text: impl Into<String>) -> Self {
        Self { became: Became::NotSent, exit, text: text.into() }
    }

    /// Returns the end of a change before which a call has failed, or a signal has come.
    pub(in crate::commands) fn before(id: &SecretId, outcome: Outcome) -> Self {
        Self::not_sent(outcome.exit, format!("{}Nothing was sent for {id}.", outcome.err))
    }

    /// Returns the end of a change that the service has already.
    pub(in crate::commands) fn unchanged(id: &SecretId) -> Self {
        Self { became: Became::Unchanged, exit: Exit::Done, text: words::nothing_changed(id).to_string() }
    }

    /// Returns the end of a trial.
    pub(in crate::commands) fn would_be_sent(what: &str) -> Self {
        let text = format!("{what} Nothing was sent.");
        Self { became: Became::WouldBeSent, exit: Exit::Done, text }
    }

    /// Returns the end of a write.
    pub(super) fn of(deed: Deed, id: &SecretId, ended: &Ended, site: &Site) -> Self {
        let told = Told { deed, id, site, doubted_by: ended.doubted_by.as_deref(), sent: ended.sent };
        let (became, exit, text) = match &ended.end {
            End::HeldBack(why) => told.held_back(why),
            End::GivenUp => (Became::NotSent, Exit::Failed, format!("Nothing was sent for {id}.")),
            End::Settled(fate) => told.settled(fate),
            End::Taken(namesake) => (Became::NotDone, Exit::Conflict, told.taken(namesake)),
            End::Left => {
                let text = format!("The change of {id} was sent, and nobody waited for its answer.");
                (Became::Unknown, Exit::OutcomeUnknown, told.unknown(&text))
            }
        };
        Self { became, exit: ended.signal.unwrap_or(exit), text }
    }
}

/// Everything that the sentences name.
struct Told<'a> {
    deed: Deed,
    id: &'a SecretId,
    site: &'a Site,
    doubted_by: Option<&'a Failure>,
    sent: (bool, bool),
}

impl Told<'_> {
    fn held_back(&self, why: &Obstacle) -> (Became, Exit, String) {
        let id = self.id;
        let (exit, text) = match why {
            Obstacle::Exists(_) => {
                let command = format!("tapis-secrets set {}", in_shell(id));
                (Exit::Conflict, format!("{id} exists already. To change it: {command}"))
            }
            Obstacle::SomebodyElses => {
                (Exit::Conflict, format!("{id} belongs to somebody else on this site; choose another id."))
            }
            Obstacle::LookFailed(failure) | Obstacle::OldNotRead(failure) => {
                (exit(failure), words::in_a_command(failure, self.site))
            }
            Obstacle::ValueFixed => {
                (Exit::NotAllowed, format!("The value of {id} cannot be changed any more."))
            }
            Obstacle::Conflict => {
                (Exit::Conflict, format!("Somebody has just changed the description of {id}."))
            }
            Obstacle::OldChanged => (Exit::Conflict, format!("Somebody has just changed the value of {id}.")),
            Obstacle::NothingChanged => {
                let Ending { became, exit, text } = Ending::unchanged(id);
                return (became, exit, text);
            }
        };
        (Became::NotSent, exit, format!("{text}\nNothing was sent."))
    }

    fn settled(&self, fate: &Fate) -> (Became, Exit, String) {
        let (id, done) = (self.id, self.deed.done());
        match fate {
            Fate::Applied { found: false, .. } => (Became::Done, Exit::Done, self.done().to_string()),
            Fate::Applied { found: true, .. } => {
                let text = format!("{id} was {done} after all{}.", self.doubt());
                let changes_value = self.deed == Deed::Set && self.sent.0;
                (Became::Done, Exit::Done, if changes_value { text + " " + words::PODS } else { text })
            }
            Fate::Replaced(_) => {
                let text = format!("{} The value before is lost.", words::overwritten(id));
                (Became::Replaced, Exit::Conflict, text)
            }
            Fate::ValueOnly => (Became::InPart, Exit::StoppedPartWay, words::value_only(id).to_string()),
            Fate::HalfRefused(failure) => {
                let refused = words::in_a_command(failure, self.site);
                let unknown =
                    format!("It is unknown whether the value of {id} was saved before this failure:");
                let text = format!("{unknown}\n{refused}");
                (Became::Unknown, Exit::OutcomeUnknown, self.unknown(&text))
            }
            Fate::HalfDeleted => {
                let text = format!("{}\nTo delete it again does no harm.", words::half_deleted(id));
                (Became::Unknown, Exit::OutcomeUnknown, text)
            }
            Fate::Gone(failure) | Fate::NotApplied(Why::Refused(failure)) => {
                (Became::NotDone, exit(failure), words::in_a_command(failure, self.site))
            }
            Fate::NotApplied(Why::NotSo { .. } | Why::Compared | Why::Undeleted { .. }) => {
                let text = format!("{id} was not {done}{}.\nTo try again is safe.", self.doubt());
                (Became::NotDone, Exit::Failed, text)
            }
            Fate::NotThisTime(_) | Fate::Unknown(_) => {
                let seen = match fate {
                    Fate::Unknown(Seen::Another) => " There is one, but not as it was sent.",
                    _ => "",
                };
                let text = format!("It is unknown whether {id} was {done}{}.{seen}", self.doubt());
                (Became::Unknown, Exit::OutcomeUnknown, self.unknown(&text))
            }
        }
    }

    fn done(&self) -> Sentence {
        match self.deed {
            Deed::Set | Deed::Rotate => words::saved(self.id, self.sent.0, self.sent.1, None),
            Deed::Create => words::created(self.id),
            Deed::Rm => words::deleted(self.id),
        }
    }

    fn taken(&self, namesake: &Namesake) -> String {
        let id = self.id;
        match namesake {
            Namesake::Seen(_) => format!("Somebody created {id} a moment before, so it was not created."),
            Namesake::Hidden | Namesake::Unseen => {
                format!("{id} belongs to somebody else on this site; choose another id.")
            }
        }
    }

    /// Returns the cause of the doubt, to follow a word.
    fn doubt(&self) -> String {
        self.doubted_by.map_or(String::new(), |failure| format!(" ({})", words::cause(failure, self.site)))
    }

    fn unknown(&self, text: &str) -> String {
        format!("{text}\n{}", self.deed.how_to_find_out(self.id))
    }
}

#[cfg(test)]
mod tests;
