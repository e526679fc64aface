//! The order of agreements from top to bottom.
//!
//! In: who relates to whom. Out: the layer of each, counted from the top.
//! Invariant: an agreement is above those that it relates to, unless relations form a cycle.

/// Assigns each agreement to a layer; an edge leads from an agreement to the one that it relates to.
pub(super) fn layers(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let (order, edges) = acyclic_order(count, edges);
    let mut layer = vec![0; count];
    for &from in &order {
        for &(_, to) in edges.iter().filter(|edge| edge.0 == from) {
            layer[to] = layer[to].max(layer[from] + 1);
        }
    }

    // A box without a reason to be high moves down to what it relates to, for shorter lines.
    for &from in order.iter().rev() {
        let below = edges.iter().filter(|edge| edge.0 == from).map(|edge| layer[edge.1]);
        let above = edges.iter().filter(|edge| edge.1 == from).count();
        if let Some(highest) = below.clone().min()
            && below.count() >= above
        {
            layer[from] = highest - 1;
        }
    }

    // What moved down may have left a layer empty.
    let mut used = layer.clone();
    used.sort_unstable();
    used.dedup();

    layer.iter().map(|it| used.partition_point(|other| other < it)).collect()
}

/// Orders agreements so that edges point forward, leaving out the edges that close a cycle: the preview shows
/// a page even if a check has found one.
fn acyclic_order(count: usize, edges: &[(usize, usize)]) -> (Vec<usize>, Vec<(usize, usize)>) {
    let mut done = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    let mut kept = Vec::with_capacity(edges.len());

    for start in 0..count {
        let mut path = if seen[start] { Vec::new() } else { vec![(start, 0)] };
        seen[start] = true;

        while let Some((from, next)) = path.last_mut() {
            let from = *from;
            let Some(&(_, to)) = edges.iter().filter(|edge| edge.0 == from).nth(*next) else {
                done.push(from);
                path.pop();
                continue;
            };

            *next += 1;

            if path.iter().all(|&(on_path, _)| on_path != to) {
                kept.push((from, to));
                if !std::mem::replace(&mut seen[to], true) {
                    path.push((to, 0));
                }
            }
        }
    }

    // Each was recorded after everything that it points to.
    done.reverse();

    (done, kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_newcomer_is_beside_its_peers() {
        // 0 builds on 1, 1 on 2 and 3, 2 on 4; 5 builds on 4 alone.
        assert_eq!(layers(6, &[(0, 1), (1, 2), (1, 3), (2, 4), (5, 4)]), [0, 1, 2, 2, 3, 2]);
    }

    #[test]
    fn a_circle_has_layers_too() {
        assert_eq!(layers(3, &[(0, 1), (1, 2), (2, 0)]), [0, 1, 2]);
        assert_eq!(layers(1, &[(0, 0)]), [0]);
    }

    proptest! {
        #[test]
        fn edges_lead_down(edges in prop::collection::vec((0_usize..9, 0_usize..9), 0..30)) {
            let edges: Vec<_> = edges.into_iter().filter(|(from, to)| from < to).collect();
            let layers = layers(9, &edges);
            for (from, to) in edges {
                prop_assert!(layers[from] < layers[to]);
            }
        }

        #[test]
        fn circles_end(edges in prop::collection::vec((0_usize..9, 0_usize..9), 0..40)) {
            let layers = layers(9, &edges);
            for (from, to) in edges {
                prop_assert!(from == to || layers[from] != layers[to], "{layers:?}");
            }
        }
    }
}
