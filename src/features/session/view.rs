//! The views of the session.

mod bar;
mod no_token;
mod profiles;
mod sign_in;

pub use bar::Bar;
pub use no_token::NoToken;
pub use profiles::ProfilesMenu;
pub use sign_in::SignInForm;
