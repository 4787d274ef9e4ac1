//! Any bytes: no panic, and every span lies in the text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let names = [None, Some("a.csv"), Some("a.html")];
    let name = names[bytes.first().map_or(0, |byte| usize::from(*byte) % names.len())];
    if let Ok(reading) = reading::read(bytes, name) {
        spans::check(&reading);
    }
});

#[path = "../spans.rs"]
mod spans;
