//! Names of fields, and how they are found.
//!
//! In: the name of a field. Out: its hash, and its place in a table. Invariant: hashes only rule out; names decide.

use std::num::NonZeroU32;

/// The name of a field, with its hash: comparing two numbers rules out nearly every other name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldName<'n> {
    pub(crate) text: &'n str,
    pub(crate) hash: u32,
}

impl<'n> FieldName<'n> {
    /// Hashes a name, by FNV-1a (draft-eastlake-fnv): short, and possible while compiling.
    pub(crate) const fn new(text: &'n str) -> FieldName<'n> {
        let bytes = text.as_bytes();
        let mut hash = 0x811c_9dc5_u32;
        let mut index = 0;
        while index < bytes.len() {
            hash = (hash ^ bytes[index] as u32).wrapping_mul(0x0100_0193);
            index += 1;
        }

        FieldName { text, hash }
    }

    pub(crate) fn is(self, other: FieldName<'_>) -> bool {
        self.hash == other.hash && self.text == other.text
    }
}

/// Returns the name that templates know a field by: `type` for `r#type`.
pub(crate) const fn field_name(name: &'static str) -> FieldName<'static> {
    match name.as_bytes() {
        [b'r', b'#', ..] => FieldName::new(name.split_at(2).1),
        _ => FieldName::new(name),
    }
}

/// Where the fields of an object are, by the hash of their names: a table that is at most half full, in which a field is
/// at its hash or, where others are, behind it.
#[derive(Debug)]
pub(super) struct NameTable(Box<[Option<NonZeroU32>]>);

impl NameTable {
    /// Makes the table of fields with these hashes, in the order of their numbers.
    pub(super) fn new(hashes: &[u32]) -> NameTable {
        let mut places = vec![None; (hashes.len() * 2).next_power_of_two()];

        for (number, hash) in (1..).zip(hashes) {
            let mut place = *hash as usize % places.len();
            while places[place].is_some() {
                place = (place + 1) % places.len();
            }
            places[place] = NonZeroU32::new(number);
        }

        NameTable(places.into_boxed_slice())
    }

    /// Returns the numbers of the fields that may have a name, from nought.
    pub(super) fn candidates(&self, hash: u32) -> impl Iterator<Item = usize> {
        let start = hash as usize;
        let places = (start..).map(|place| self.0[place % self.0.len()]);
        places.map_while(|place| place.map(|number| number.get() as usize - 1))
    }
}
