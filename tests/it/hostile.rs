//! Input that nobody means well: nothing panics, and nothing is written that was not asked for.
