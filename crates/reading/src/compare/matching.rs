//! The pairing of greatest weight in a bipartite graph: shortest augmenting paths with potentials.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Where a search came to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    From(usize),
    To(usize),
}

/// Pairs `from` with `to` so that the sum of weights is the greatest; each at most once, in the order of `from`.
/// Weights are positive; a pair without an edge is never made.
pub(super) fn best(from: usize, to: usize, edges: &[(usize, usize, i64)]) -> Vec<(usize, usize)> {
    let mut near = vec![Vec::new(); from];
    for &(at, other, weight) in edges {
        near[at].push((other, weight));
    }
    // At all times u + v >= weight for each edge, with equality for pairs; v of what is free is 0.
    let mut u: Vec<i64> =
        near.iter().map(|near| near.iter().map(|&(_, weight)| weight).max().unwrap_or(0)).collect();
    let mut v = vec![0_i64; to];
    let mut of_from: Vec<Option<usize>> = vec![None; from];
    let mut of_to: Vec<Option<usize>> = vec![None; to];
    let mut dist_from = vec![i64::MAX; from];
    let mut dist_to = vec![i64::MAX; to];
    let mut came = vec![usize::MAX; to];
    for root in 0..from {
        let (mut seen_from, mut seen_to) = (vec![root], Vec::new());
        dist_from[root] = 0;
        let mut queue = BinaryHeap::from([Reverse((0, Node::From(root)))]);
        // The cheapest end so far: something free, or a `from` that is left alone.
        let (mut length, mut end) = (u[root], Node::From(root));
        while let Some(Reverse((dist, node))) = queue.pop() {
            if dist >= length {
                break;
            }
            match node {
                Node::To(at) if dist > dist_to[at] => {}
                Node::To(at) => match of_to[at] {
                    None => (length, end) = (dist, node),
                    Some(back) => {
                        dist_from[back] = dist;
                        seen_from.push(back);
                        queue.push(Reverse((dist, Node::From(back))));
                    }
                },
                Node::From(at) => {
                    if dist + u[at] < length {
                        (length, end) = (dist + u[at], node);
                    }
                    for &(other, weight) in &near[at] {
                        let dist = dist + u[at] + v[other] - weight;
                        if of_from[at] != Some(other) && dist < dist_to[other] {
                            if dist_to[other] == i64::MAX {
                                seen_to.push(other);
                            }
                            (dist_to[other], came[other]) = (dist, at);
                            queue.push(Reverse((dist, Node::To(other))));
                        }
                    }
                }
            }
        }
        for at in seen_from {
            u[at] -= (length - dist_from[at]).max(0);
            dist_from[at] = i64::MAX;
        }
        for at in seen_to {
            v[at] += (length - dist_to[at]).max(0);
            dist_to[at] = i64::MAX;
        }
        let mut at = match end {
            Node::To(at) => at,
            Node::From(at) if at == root => continue,
            // It gives up its own, which goes to the one that the path came from.
            Node::From(at) => match of_from[at].take() {
                Some(given) => given,
                None => continue,
            },
        };
        loop {
            let back = came[at];
            of_to[at] = Some(back);
            match of_from[back].replace(at) {
                Some(former) if back != root => at = former,
                _ => break,
            }
        }
    }
    (0..from).filter_map(|at| Some((at, of_from[at]?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weight(edges: &[(usize, usize, i64)], pairs: &[(usize, usize)]) -> i64 {
        let of = |pair: &(usize, usize)| edges.iter().find(|edge| (edge.0, edge.1) == *pair).unwrap().2;
        pairs.iter().map(of).sum()
    }

    /// Every way to pair, tried.
    fn tried(at: usize, from: usize, taken: u32, edges: &[(usize, usize, i64)]) -> i64 {
        if at == from {
            return 0;
        }
        let mine = edges.iter().filter(|edge| edge.0 == at && taken & (1 << edge.1) == 0);
        let with = mine.map(|edge| edge.2 + tried(at + 1, from, taken | 1 << edge.1, edges)).max();
        with.unwrap_or(0).max(tried(at + 1, from, taken, edges))
    }

    proptest! {
        #[test]
        fn no_pairing_is_heavier(all in proptest::collection::vec(0_i64..12, 25)) {
            let edges: Vec<_> = all.iter().enumerate().map(|(at, &w)| (at / 5, at % 5, w)).filter(|edge| edge.2 > 0).collect();
            let pairs = best(5, 5, &edges);
            let mut ends: Vec<_> = pairs.iter().map(|pair| pair.1).collect();
            ends.sort_unstable();
            ends.dedup();
            prop_assert_eq!(ends.len(), pairs.len());
            prop_assert_eq!(weight(&edges, &pairs), tried(0, 5, 0, &edges));
        }
    }
}
