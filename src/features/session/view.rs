//! The views of the session.

mod bar;
mod no_token;
mod profiles;
mod sign_in;

pub(crate) use bar::Bar;
pub(crate) use no_token::NoToken;
pub(crate) use profiles::ProfilesMenu;
pub(crate) use sign_in::SignInForm;
