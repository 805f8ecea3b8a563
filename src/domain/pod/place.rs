//! The places of a pod in which secrets turn up, and what is wrong there. Names and references only, never a text that
//! may be a plaintext.

use crate::domain::reference::Reference;
use crate::text::SafeText;

/// A place in a pod.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The value of this KEY in the `secret_map`.
    Key(SafeText),
    /// The value of this KEY in `template_overrides.secret_map`.
    Override(SafeText),
    /// The environment variable of this name.
    Variable(SafeText),
    /// The config file at this path.
    File(SafeText),
    /// `command`
    Command,
    /// `arguments`
    Arguments,
}

/// A place that reads a KEY: the service puts the value there at the next start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The KEY.
    pub key: SafeText,
    /// A variable or a config file.
    pub by: Place,
}

/// Something that the service does not resolve where it stands: it reaches the container as text, or stops the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The place.
    pub place: Place,
    /// The mistake.
    pub wrong: Wrong,
}

/// The kinds of mistakes (`PODS` §2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// `${secret:…}` as a part of a text, in a form that the service does not recognise, or outside of the
    /// `secret_map`: the container gets the text.
    Text(Reference),
    /// `${secret:NAME}` without a user: a restart ends in `ERROR`.
    Short(SafeText),
    /// `${pods:secrets:KEY}` where KEYs are not read: the container gets the text.
    Key(SafeText),
    /// Another placeholder of the service in a place where it is not replaced, or written in a way that it does not take.
    Placeholder,
    /// `<<TAPIS_…>>` of older pods, which stands for the pod's own password and no secret.
    Legacy,
}

/// A place outside the `secret_map` that seems to hold a credential as it is: the name says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// A variable, `command` or `arguments`.
    pub place: Place,
    /// The name: the variable's, or the option's such as `--password`.
    pub name: SafeText,
}
