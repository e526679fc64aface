//! Finds which of the values that pages state for one figure and time disagree.
//!
//! In: the values, earlier pages first. Out: [`Disagreement`]s. Invariant: O(n log n); at most one finding
//! for each page that differs from the majority.

use std::collections::BTreeSet;

use super::PageValue;
use crate::check::prose::ValueBounds;
use crate::site::DocumentId;

/// Two values of which at most one is right.
#[derive(Clone, Copy)]
pub(super) struct Disagreement<'c> {
    pub(super) earlier: PageValue<'c>,
    pub(super) later: PageValue<'c>,
}

/// Finds the pages that differ from the majority; with equal counts, from the value stated first.
pub(super) fn disagreements<'c>(group: &[PageValue<'c>]) -> Vec<Disagreement<'c>> {
    let bounds: Vec<ValueBounds> = group.iter().map(|it| it.stated.bounds).collect();
    let clusters = clusters(&bounds);
    if clusters.len() < 2 {
        return Vec::new();
    }

    // "More than 5,000" is compatible with too many values to count for one of them.
    let pages = |cluster: &Vec<usize>| {
        let exact = cluster.iter().filter(|&&at| bounds[at].is_limited());
        exact.map(|&at| group[at].document).collect::<BTreeSet<DocumentId>>().len()
    };
    let first = |cluster: &Vec<usize>| cluster.iter().copied().min();
    let weight = |cluster: &&Vec<usize>| (std::cmp::Reverse(pages(cluster)), first(cluster));
    let Some(accepted) = clusters.iter().min_by_key(weight) else {
        return Vec::new();
    };

    // The most exact value of the cluster, and the one that was published first.
    let (Some(&exact), Some(oldest)) = (accepted.first(), first(accepted)) else {
        return Vec::new();
    };

    let others = clusters.iter().filter(|it| !std::ptr::eq(*it, accepted)).flatten();
    let mut others: Vec<usize> = others.copied().collect();
    others.sort_unstable();

    let mut reported = BTreeSet::new();
    let mut found = Vec::new();
    for at in others {
        let against = [oldest, exact].into_iter().find(|&it| contradict(&group[it], &group[at]));
        let Some(against) = against else {
            continue;
        };

        // One finding per page is enough: its other values are checked again once that is fixed.
        if reported.insert(group[at].document) {
            let (earlier, later) = (group[at.min(against)], group[at.max(against)]);
            found.push(Disagreement { earlier, later });
        }
    }

    found
}

/// Splits values into the fewest clusters such that some number satisfies all values of a cluster. The first
/// of each cluster has the least upper bound.
fn clusters(bounds: &[ValueBounds]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..bounds.len()).collect();
    order.sort_by(|&one, &two| bounds[one].high.total_cmp(&bounds[two].high).then(one.cmp(&two)));

    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for at in order {
        // In this order, a value that meets the first of a cluster contains its upper bound, as all others
        // do.
        let known = clusters.last_mut().filter(|cluster| bounds[cluster[0]].meets(bounds[at]));
        match known {
            Some(cluster) => cluster.push(at),
            None => clusters.push(vec![at]),
        }
    }

    clusters
}

/// Tells whether two values contradict each other, where both must be of the whole figure.
fn contradict(one: &PageValue<'_>, two: &PageValue<'_>) -> bool {
    // If a clause has other words as well, a number outside this ratio may be that of a part.
    const NEAR: std::ops::RangeInclusive<f64> = 0.8..=1.25;

    let (first, second) = (one.stated, two.stated);
    let are_plain = first.is_plain && second.is_plain;
    let is_near = NEAR.contains(&(first.bounds.value / second.bounds.value));
    // On one page, readers can distinguish "builders completed 5,100 homes" from "councils completed 4,700".
    let may_be_parts = one.document == two.document || !is_near;

    !first.bounds.meets(second.bounds) && (are_plain || !may_be_parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64, half: f64) -> ValueBounds {
        ValueBounds { value, low: value - half, high: value + half }
    }

    #[test]
    fn what_one_number_satisfies_is_one_cluster() {
        let about = number(5_000.0, 500.0);
        let more = ValueBounds { high: f64::INFINITY, ..number(5_000.0, 0.5) };
        let bounds = [number(5_100.0, 50.0), about, number(5_134.0, 0.5), more];
        assert_eq!(clusters(&bounds), [vec![2, 0, 1, 3]]);
        assert!(clusters(&[]).is_empty());
    }

    #[test]
    fn neighbours_that_only_touch_are_two_clusters() {
        let bounds = [number(5_135.0, 0.5), number(5_134.0, 0.5)];
        assert_eq!(clusters(&bounds), [vec![1], vec![0]]);
    }

    #[test]
    fn a_wide_value_joins_the_last_that_it_meets() {
        let wide = number(5_200.0, 300.0);
        let bounds = [number(5_100.0, 50.0), number(5_300.0, 50.0), wide];
        assert_eq!(clusters(&bounds), [vec![0], vec![1, 2]]);
    }
}
