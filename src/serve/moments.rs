//! The site at other moments than the present, for tabs that ask for one.
//!
//! In: a moment. Out: the edition as readers would see it then. Invariant: an edition is linked once for each
//! snapshot, and only if somebody asks for it.

use std::sync::{Arc, Mutex, PoisonError};

use crate::render::Edition;
use crate::value::Moment;
use crate::workspace::edition_as_of;

/// How many moments are kept: a tab shows one, and each costs as much memory as the links of the whole site.
const MOMENTS_MAX: usize = 3;

/// The editions of one snapshot at other moments, the newest first.
#[derive(Default)]
pub(super) struct Moments(Mutex<Vec<(Moment, Arc<Edition>)>>);

impl Moments {
    /// Returns the edition of a moment, which may have to be linked.
    pub(super) fn edition(&self, present: &Edition, moment: Moment) -> Arc<Edition> {
        // Held while linking: the other requests of the same page want the same edition. After a panic what is
        // here is still whole.
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, edition)) = known.iter().find(|(known, _)| *known == moment) {
            return Arc::clone(edition);
        }

        let edition = Arc::new(edition_as_of(present, moment));
        known.insert(0, (moment, Arc::clone(&edition)));
        known.truncate(MOMENTS_MAX);

        edition
    }
}
