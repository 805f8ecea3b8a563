//! The command line.

mod args;
mod changes;
mod demo;
mod parse;
mod rollouts;
mod scripts;
mod settings;
mod theme;
mod using;

pub use args::{Cli, ClipboardName, Command, Copying, Doctor, Goal, Login, Look, Session};
pub use changes::{Consent, Create, Rm, Set, VALUE_SEEN, ValueFrom};
pub use demo::Demo;
pub use parse::{may_style, parse, program};
pub use rollouts::{OnFailure, Restart, Restarting, Rotate};
pub use scripts::{Completions, Get, List, Man, Scripting, Show, SortName, Uses};
pub use settings::ClipboardHints;
pub use theme::{ColorHints, cannot_draw, is_utf8};
pub use using::{Export, ExportFormat, Inject, Run};
