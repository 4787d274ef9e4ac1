//! Makes sure that the folder of built assets exists, so that `cargo check` works before `make`
//! has filled it; pages are then without style.

fn main() {
    let dist = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/dist");
    println!("cargo::rerun-if-changed={dist}");
    if let Err(error) = std::fs::create_dir_all(dist) {
        println!("cargo::error={dist} cannot be made ({error}); run `make assets`");
    }
}
