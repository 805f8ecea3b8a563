mod fixtures;
mod plan;
mod watch;
