//! Stories about the state: keys and replies in, effects and state out.
