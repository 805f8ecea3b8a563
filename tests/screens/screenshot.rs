//! The README's picture, made from the real screen so that it is never stale.
