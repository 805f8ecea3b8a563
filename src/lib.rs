//! The library behind the `tapis-secrets` binary.
//! It only declares the modules; what each is for stands at its own top.

pub mod demo;
