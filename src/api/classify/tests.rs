//! Every answer of contract §3 and §9 by status and text. The observed ones are in `tests/contract.rs`.
