//! Files that matter for safety: opened without waiting, and judged once they are open, so that nobody can put
//! another one in their place in between. `trust` finds out who else may change them; their readers read them.

mod changes;
mod enough;
mod filters;
mod open;
mod path;
pub mod private_dir;
mod put;
mod state_file;
mod trust;
mod value;

pub use changes::ChangesFile;
pub use enough::enough;
pub use filters::FiltersFile;
pub use open::{Link, is_ours, is_ours_or_roots, mode, open};
pub use path::{expanded, reason, shown, shown_missing, unexpanded};
pub use put::{Existing, put, put_with_mode};
pub use state_file::Unusable;
pub use trust::{Distrust, open_in_place, open_trusted};
pub use value::{read_patiently, read_text, read_value};
