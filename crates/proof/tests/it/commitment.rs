//! Entries and leaves. The vectors were computed with Python's hashlib; the salts are the bytes 0…31 and 32…63.

use proof::commitment::{NotAHash, UnknownAlgorithm};
use proof::{Algorithm, Hash, Salt, commit, entry, entry_of_hashes, leaf};

const PUBLIC: &str = r#"{"seq":7,"at":"2026-05-20T01:00:00.123456Z","who":3,"post":4,"on":5,"kind":"task.cleared","data":{"note":"销号"}}"#;
const PRIVATE: &str = r#"{"name":"样例"}"#;
const PUBLIC_HASH: &str = "5bdddb7173ace1d40cf653086c94ac64bdd1ac5761332595c1bf15c5707fcd21";
const PRIVATE_HASH: &str = "4dd332f9f73300ab1b844cc990d5029285cb0e135db22d915a08e0724fe381a2";
const ZEROS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn salt(first: u8) -> Salt {
    Salt(std::array::from_fn(|i| first + i as u8))
}

fn hash(hex: &str) -> Hash {
    hex.parse().expect("a vector is 64 hex digits")
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all");
        text
    })
}

#[test]
fn entries_and_leaves_are_the_published_vectors() {
    let cases = [
        (
            PUBLIC,
            None,
            format!("0101{PUBLIC_HASH}{ZEROS}"),
            "5a6b04fd6573c2160cc2476bd811873dd665970251628f7bf30caf234009aed0",
        ),
        (
            PUBLIC,
            Some(PRIVATE),
            format!("0101{PUBLIC_HASH}{PRIVATE_HASH}"),
            "50dcd948d1c8ef18e88610fa791f9cb6357954ebf4a65b2cb092ec7c472440a6",
        ),
        (
            "",
            Some(""), // a private part that is empty is there all the same
            "0101630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd\
             72dbb7336c76780023f83da4c355f2eeea85733b13d3477697917790c1229084"
                .to_owned(),
            "82f6200aa850a038ee636f232fe67f2b379e2a4f89eb40a62e42deb7ba3c875c",
        ),
    ];
    let (first, second) = (salt(0), salt(32));
    for (public, private, expected, leaf_hex) in cases {
        let made = entry(
            Algorithm::Sha256,
            (&first, public.as_bytes()),
            private.map(|bytes| (&second, bytes.as_bytes())),
        );
        assert_eq!(hex(&made), expected);
        assert_eq!(leaf(&made), hash(leaf_hex));
    }
}

#[test]
fn an_erased_part_leaves_the_entry_as_it_was() {
    let (first, second) = (salt(0), salt(32));
    let before = entry(Algorithm::Sha256, (&first, PUBLIC.as_bytes()), Some((&second, PRIVATE.as_bytes())));
    let public = commit(Algorithm::Sha256, &first, PUBLIC.as_bytes());
    assert_eq!(entry_of_hashes(Algorithm::Sha256, public, Some(hash(PRIVATE_HASH))), before);
    assert_ne!(entry_of_hashes(Algorithm::Sha256, public, None), before);
}

#[test]
fn sm3_is_reserved_and_says_so() {
    assert_eq!(Algorithm::try_from(1), Ok(Algorithm::Sha256));
    let refused = Algorithm::try_from(2).expect_err("not yet computed");
    assert_eq!(refused, UnknownAlgorithm::Sm3);
    assert!(refused.to_string().contains("reserved for SM3"));
    for byte in [0, 3, 255] {
        assert_eq!(Algorithm::try_from(byte), Err(UnknownAlgorithm::Other(byte)));
    }
}

#[test]
fn a_hash_is_read_as_it_is_written() {
    assert_eq!(hash(PUBLIC_HASH).to_string(), PUBLIC_HASH);
    assert_eq!(hash(&PUBLIC_HASH.to_uppercase()), hash(PUBLIC_HASH));
    let short = &PUBLIC_HASH[1..];
    for bad in ["", short, &format!("{PUBLIC_HASH}0"), &format!("g{short}"), &format!("+{short}")] {
        assert_eq!(bad.parse::<Hash>(), Err(NotAHash), "{bad}");
    }
    // 64 bytes that are no ASCII, cut inside a character.
    let wide = format!("0{}é0", "督".repeat(20));
    assert_eq!((wide.len(), wide.parse::<Hash>()), (64, Err(NotAHash)));
}

#[test]
fn a_salt_is_not_printed() {
    assert_eq!(format!("{:?}", salt(0)), "Salt(…)");
}
