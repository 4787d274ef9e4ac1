//! Any text: no panic, every span lies in the text, and the time grows with its length.
#![no_main]

use std::time::Duration;

use cpu_time::ThreadTime;

/// What a megabyte may take; a short text has a tenth of a second.
const PER_MEGABYTE: Duration = Duration::from_secs(2);

libfuzzer_sys::fuzz_target!(|text: &str| {
    let start = ThreadTime::now();
    if let Ok(reading) = reading::read(text.as_bytes(), Some("a.txt")) {
        spans::check(&reading);
    }
    let allowed = PER_MEGABYTE.mul_f64(text.len() as f64 / 1e6) + Duration::from_millis(100);
    // A build that counts its branches is slower.
    assert!(start.elapsed() < allowed * 5, "{:?} for {} bytes", start.elapsed(), text.len());
});

#[path = "../spans.rs"]
mod spans;
