//! Pages that have another address and say what they said.
//!
//! In: the pages that went and those that came, in outline. Out: pairs of them. Invariant: each page is in one pair at
//! most, and the pairs do not depend on anything but the pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::proof::printed_page::PrintedPage;

/// How many words stand together in a sample: fewer are found in every page of one site.
const SAMPLE_WORDS: usize = 3;
/// How many samples of a page are kept (MinHash, the smallest of all hashes): enough for a tenth of doubt.
const SAMPLES: usize = 64;
/// How much two pages have to share to be one page: with the same title, and with another.
const SHARED_WITH_TITLE: f64 = 0.2;
const SHARED: f64 = 0.6;
/// The most pairs of pages that are compared by their samples.
const MOST_PAIRS: usize = 4_000_000;

/// What is kept of a page to find it again.
#[derive(Debug, Clone)]
pub(super) struct PageOutline {
    pub(super) address: String,
    pub(super) title: String,
    pub(super) redirect: Option<String>,
    /// The hash of all of its words.
    words: [u8; 16],
    /// The smallest hashes of its samples, sorted.
    samples: Vec<u64>,
}

impl PageOutline {
    /// Makes the outline of a page that was read with `/` in place of its own address.
    pub(super) fn new(address: &str, page: &PrintedPage) -> PageOutline {
        let words: Vec<&str> =
            page.main.iter().flat_map(|block| block.words.iter().map(|word| &*word.text)).collect();

        let hash = |words: &[&str]| *blake3::hash(words.join(" ").as_bytes()).as_bytes();
        let whole = hash(&words);
        let mut samples: Vec<u64> = words
            .windows(SAMPLE_WORDS)
            .map(|words| u64::from_le_bytes(first::<8>(&hash(words))))
            .collect();
        samples.sort_unstable();
        samples.dedup();
        samples.truncate(SAMPLES);

        PageOutline {
            address: address.to_owned(),
            title: page.title.clone(),
            redirect: page.redirect.clone(),
            words: first(&whole),
            samples,
        }
    }

    /// Estimates which part of both pages together is in each.
    fn shared(&self, other: &PageOutline) -> f64 {
        let mut union: Vec<u64> = self.samples.iter().chain(&other.samples).copied().collect();
        union.sort_unstable();
        union.dedup();
        union.truncate(SAMPLES);

        let is_in = |samples: &[u64], one: &u64| samples.binary_search(one).is_ok();
        let common =
            union.iter().filter(|it| is_in(&self.samples, it) && is_in(&other.samples, it));
        let common = common.count();

        #[expect(clippy::cast_precision_loss, reason = "there are 64 of them")]
        let shared = common as f64 / union.len().max(1) as f64;
        shared
    }
}

fn first<const LENGTH: usize>(hash: &[u8; 32]) -> [u8; LENGTH] {
    std::array::from_fn(|at| hash[at])
}

/// Returns the pairs of pages that are one page, by their numbers in both lists.
pub(super) fn pairs(gone: &[PageOutline], come: &[PageOutline]) -> Vec<(usize, usize)> {
    let mut pairs = Pairs {
        gone: (0..gone.len()).collect(),
        come: (0..come.len()).collect(),
        found: Vec::new(),
    };

    // The surest first: all words, then the title, then most words.
    let words = |outline: &PageOutline| outline.words.to_vec();
    pairs.take(gone, come, words, |_, _| true);

    let title = |outline: &PageOutline| outline.title.clone().into_bytes();
    pairs.take(gone, come, title, |one, other| one.shared(other) >= SHARED_WITH_TITLE);
    pairs.take_most_alike(gone, come);

    pairs.found
}

/// The pages that have no partner yet, and the pairs.
struct Pairs {
    gone: Vec<usize>,
    come: BTreeSet<usize>,
    found: Vec<(usize, usize)>,
}

impl Pairs {
    /// Pairs pages with the same key, in their order.
    fn take(
        &mut self,
        gone: &[PageOutline],
        come: &[PageOutline],
        key: impl Fn(&PageOutline) -> Vec<u8>,
        fits: impl Fn(&PageOutline, &PageOutline) -> bool,
    ) {
        let mut by_key: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
        for &at in self.come.iter().rev() {
            by_key.entry(key(&come[at])).or_default().push(at);
        }

        let mut rest = Vec::new();
        for one in std::mem::take(&mut self.gone) {
            let candidates = by_key.get_mut(&key(&gone[one]));
            let other = candidates.and_then(|it| it.pop_if(|at| fits(&gone[one], &come[*at])));
            match other {
                Some(other) => self.pair(one, other),
                None => rest.push(one),
            }
        }

        self.gone = rest;
    }

    fn take_most_alike(&mut self, gone: &[PageOutline], come: &[PageOutline]) {
        if self.gone.len() * self.come.len() > MOST_PAIRS {
            return;
        }

        for one in std::mem::take(&mut self.gone) {
            let shared = |at: &usize| gone[one].shared(&come[*at]);
            let best = self.come.iter().copied().max_by(|a, b| {
                // The first of equals, whatever the order of the search.
                shared(a).total_cmp(&shared(b)).then(b.cmp(a))
            });

            if let Some(other) = best.filter(|at| shared(at) >= SHARED) {
                self.pair(one, other);
            }
        }
    }

    fn pair(&mut self, one: usize, other: usize) {
        self.come.remove(&other);
        self.found.push((one, other));
    }
}
