//! The sources of a token: within a profile and in this order `token_command`, `token_file`, and a token that was
//! remembered at an earlier sign-in; when there is none, the user signs in. Everything here may block for seconds
//! (commands, files) and so runs on no thread that draws.
//!
//! `domain::token` reads what a token says about itself; `api::sign_in` asks the service for one.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use zeroize::Zeroizing;

use crate::config::sources::{ClientKey, SecretSource, TokenSources};
use crate::domain::token::UnusableToken;
use crate::domain::{SecretValue, Token};
use crate::text::format::date;

pub mod command;
pub mod file;
mod longest;
pub mod remembered;

pub use command::{CommandFault, Manner};
pub use file::FileFault;
pub use remembered::{CannotRemember, Memory};

/// The result of asking a profile's sources.
#[derive(Debug)]
pub enum TokenState {
    /// A token: the first that has not ended, or else the first. The service decides whether it has ended: the clock
    /// here may be wrong.
    Found {
        /// The token.
        token: Arc<Token>,
        /// The source of the token.
        from: TokenFrom,
        /// The faults of the sources before that one, each a sentence for the user.
        faults: Vec<TokenFault>,
    },
    /// None: the user has to sign in.
    SignIn {
        /// The faults of the sources, each a sentence for the user; empty where there are no sources.
        faults: Vec<TokenFault>,
    },
}

/// The source of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFrom {
    /// It was given at the start: `TAPIS_TOKEN`, or the demo's own.
    Given,
    /// `token_command`
    Command,
    /// `token_file`
    File,
    /// An earlier sign-in.
    Remembered,
}

/// A reason why a source had no token. Its text is for the user and holds nothing of a token.
#[derive(Debug, thiserror::Error)]
pub enum TokenFault {
    /// The command had none.
    #[error("token_command: {0}")]
    Command(#[source] CommandFault),
    /// The file had none.
    #[error("token_file: {0}")]
    File(#[source] FileFault),
    /// The source had something that is not a token.
    #[error("{from} gave no token: {why}.")]
    Unusable {
        /// The source.
        from: TokenFrom,
        /// The fault of the text.
        why: UnusableToken,
    },
    /// It has ended.
    #[error("The token from {from} ended at {}.", date(*at, &TimeZone::system()))]
    Ended {
        /// The source.
        from: TokenFrom,
        /// The time at which it ended.
        at: Timestamp,
    },
}

impl std::fmt::Display for TokenFrom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Given => "TAPIS_TOKEN",
            Self::Command => "token_command",
            Self::File => "token_file",
            Self::Remembered => "an earlier sign-in",
        })
    }
}

impl TokenSources {
    /// Asks the sources in their order until one has a token that has not ended by `now`. Blocks for as long as the
    /// user likes where a command has the terminal, else for ten seconds at most.
    ///
    /// `memory` has the tokens of earlier sign-ins; `None` where nothing can be remembered.
    pub fn obtain(&self, memory: Option<&Memory>, now: Timestamp, manner: Manner) -> TokenState {
        let mut faults = Vec::new();
        let mut ended = None;
        for from in [TokenFrom::Given, TokenFrom::Command, TokenFrom::File, TokenFrom::Remembered] {
            match self.ask(from, memory, manner) {
                Ok(Some(token)) => match token.claims().expires.filter(|at| *at <= now) {
                    None => {
                        faults.extend(ended.map(|(_, from, at)| TokenFault::Ended { from, at }));
                        return TokenState::Found { token, from, faults };
                    }
                    Some(at) => ended = ended.or(Some((token, from, at))),
                },
                Ok(None) => {}
                Err(fault) => faults.push(fault),
            }
        }
        match ended {
            Some((token, from, _)) => TokenState::Found { token, from, faults },
            None => TokenState::SignIn { faults },
        }
    }

    /// Keeps a token for the next start, if the next start would use it.
    ///
    /// # Errors
    /// When it would not, or the token cannot be kept.
    pub fn remember(&self, memory: &Memory, token: &Token) -> Result<(), CannotRemember> {
        let user = token.claims().user;
        if let Some(usual) = self.username.as_ref().filter(|usual| *usual != user.original()) {
            return Err(CannotRemember::AnotherUser(usual.as_str().into()));
        }
        memory.keep(&self.profile, &self.origin, token)
    }

    fn ask(&self, from: TokenFrom, memory: Option<&Memory>, manner: Manner) -> Obtained {
        match from {
            TokenFrom::Given => Ok(self.given.clone()),
            TokenFrom::Command => self.ask_command(manner),
            TokenFrom::File => self.read_file(),
            TokenFrom::Remembered => Ok(memory.and_then(|memory| self.remembered(memory))),
        }
    }

    fn ask_command(&self, manner: Manner) -> Obtained {
        let Some(words) = &self.command else { return Ok(None) };
        let line = command::first_line(words, manner).map_err(TokenFault::Command)?;
        token(&line, TokenFrom::Command)
    }

    fn read_file(&self) -> Obtained {
        let Some(path) = &self.file else { return Ok(None) };
        let line = file::first_line(path).map_err(TokenFault::File)?;
        token(&line, TokenFrom::File)
    }

    fn remembered(&self, memory: &Memory) -> Option<Arc<Token>> {
        memory.recall(&self.profile, &self.origin, self.username.as_deref()).map(Arc::new)
    }
}

type Obtained = Result<Option<Arc<Token>>, TokenFault>;

fn token(line: &str, from: TokenFrom) -> Obtained {
    let token = Token::new(line.to_owned()).map_err(|why| TokenFault::Unusable { from, why })?;
    Ok(Some(Arc::new(token)))
}

/// A reason why there is no client key. Its text is for the user and holds nothing of the key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// The command had none.
    #[error("client_key_command: {0}")]
    Command(#[source] CommandFault),
    /// The file had none.
    #[error("client_key_file: {0}")]
    File(#[source] FileFault),
}

impl ClientKey {
    /// Gets the key, from a command that has no terminal. Blocks like [`TokenSources::obtain`].
    ///
    /// # Errors
    /// When command or file have none.
    pub fn obtain(&self) -> Result<SecretValue, KeyFault> {
        let line: Zeroizing<String> = match &self.key {
            SecretSource::Command(words) => {
                command::first_line(words, Manner::Alone).map_err(KeyFault::Command)?
            }
            SecretSource::File(path) => file::first_line(path).map_err(KeyFault::File)?,
        };
        Ok(SecretValue::new(line.as_str().to_owned()))
    }
}

#[cfg(test)]
mod tests;
