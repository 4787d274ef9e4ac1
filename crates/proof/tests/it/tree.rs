//! The frontier against RFC 6962's own definition of the tree, and its bytes there and back.

use proof::tree::NotAFrontier;
use proof::{Frontier, Hash, leaf};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

/// The leaves of the test tree that Certificate Transparency's programs share, and its root at each size.
const LEAVES: [&[u8]; 8] =
    [b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno"];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn grown(leaves: &[Hash]) -> Frontier {
    let mut tree = Frontier::default();
    for leaf in leaves {
        tree.push(*leaf);
    }
    tree
}

/// MTH of RFC 6962 section 2.1, word for word.
fn defined(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Hash(Sha256::digest([]).into()),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            let both = [&[1][..], &defined(left).0, &defined(right).0].concat();
            Hash(Sha256::digest(both).into())
        }
    }
}

fn some_leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|i| leaf(&i.to_be_bytes())).collect()
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    let leaves = LEAVES.map(leaf);
    for (size, root) in ROOTS.iter().enumerate() {
        assert_eq!(grown(&leaves[..size]).root().to_string(), *root, "{size} leaves");
    }
}

#[test]
fn every_small_tree_has_the_defined_root() {
    let leaves = some_leaves(300);
    let mut tree = Frontier::default();
    for (index, leaf) in leaves.iter().enumerate() {
        assert_eq!(tree.size(), index as u64);
        tree.push(*leaf);
        assert_eq!(tree.root(), defined(&leaves[..=index]), "{} leaves", index + 1);
    }
}

#[test]
fn bytes_that_are_no_frontier_are_refused() {
    let bytes = grown(&some_leaves(5)).to_bytes(); // 5 is two full subtrees
    assert_eq!(bytes.len(), 8 + 2 * 32);
    let refused = |bytes: &[u8]| Frontier::from_bytes(bytes).expect_err("no frontier");
    assert_eq!(refused(&[]), NotAFrontier::NoSize(0));
    assert_eq!(refused(&bytes[..7]), NotAFrontier::NoSize(7));
    for found in [8, 40, 71] {
        assert_eq!(refused(&bytes[..found]), NotAFrontier::Length { size: 5, expected: 72, found });
    }
    let longer = [&bytes[..], &[0; 32]].concat();
    assert_eq!(refused(&longer), NotAFrontier::Length { size: 5, expected: 72, found: 104 });
    assert_eq!(refused(&[0xff; 8 + 64 * 32]), NotAFrontier::TooLarge(u64::MAX));
}

proptest! {
    #[test]
    fn any_tree_has_the_defined_root(
        leaves in prop::collection::vec(any::<[u8; 32]>().prop_map(Hash), 0..1500),
    ) {
        prop_assert_eq!(grown(&leaves).root(), defined(&leaves));
    }

    #[test]
    fn a_tree_goes_on_from_its_bytes(before in 0_usize..600, after in 0_usize..40) {
        let leaves = some_leaves(before + after);
        let tree = grown(&leaves[..before]);
        let mut read = Frontier::from_bytes(&tree.to_bytes()).expect("written by to_bytes");
        prop_assert_eq!(&read, &tree);
        for leaf in &leaves[before..] {
            read.push(*leaf);
        }
        prop_assert_eq!(read, grown(&leaves));
    }

    #[test]
    fn any_size_is_read_with_its_hashes_and_nothing_else(
        size in prop_oneof![any::<u64>(), 0..70_u64],
        excess in prop_oneof![Just(0), -40_i32..40],
    ) {
        let length = (size.count_ones() as i32 * 32 + excess).max(0) as usize;
        let bytes = [&size.to_be_bytes()[..], &vec![7; length]].concat();
        let whole = length == size.count_ones() as usize * 32 && i64::try_from(size).is_ok();
        match Frontier::from_bytes(&bytes) {
            Ok(mut tree) => {
                prop_assert!(whole);
                prop_assert_eq!(tree.to_bytes(), bytes);
                tree.push(tree.root());
                prop_assert_eq!(tree.size(), size + 1);
            }
            Err(_) => prop_assert!(!whole),
        }
    }
}
