//! The variables that say where to go.

/// The address in the environment.
pub const BASE_URL_VARIABLE: &str = "TAPIS_BASE_URL";
/// The token in the environment.
pub const TOKEN_VARIABLE: &str = "TAPIS_TOKEN";
