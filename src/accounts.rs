//! The accounts of the user: where tokens come from, and who gets them.

pub mod credentials;
mod port;
mod profiles;
mod value_test;

pub use port::Accounts;
pub use profiles::ProfileAccounts;
