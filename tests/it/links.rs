//! Symbolic links, which only a disk has.
