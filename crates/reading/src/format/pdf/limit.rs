//! What a document may cost: a file of a few bytes must not unpack to a full memory or draw for ever.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use memchr::memmem;

/// Bytes that all streams of a document may unpack to.
const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// Instructions and characters that are followed in a document.
const MAX_STEPS: usize = 20_000_000;
/// Bytes before a stream in which its dictionary is looked for.
const DICT_BYTES: usize = 512;
/// The largest stream that is unpacked where its packing has no limit of its own.
const MAX_LOOSE_BYTES: usize = 64 * 1024;

/// What is left.
pub(super) struct Budget {
    steps: usize,
    bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { steps: MAX_STEPS, bytes: MAX_UNPACKED_BYTES }
    }
}

impl Budget {
    /// Takes steps; false where none are left.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        self.steps = self.steps.saturating_sub(steps);
        self.steps > 0
    }

    /// Whether the document was cut off.
    pub(super) fn is_spent(&self) -> bool {
        self.steps == 0 || self.bytes == 0
    }

    /// A content stream, unpacked; None where it cannot be, or is too large.
    pub(super) fn decoded<'a>(&mut self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let data = match stream.filters().as_slice() {
            [] => stream.raw_data(),
            [Filter::FlateDecode] => {
                let mut out = Vec::new();
                let raw = stream.raw_data();
                // What was unpacked before a fault is kept: pages are cut short by faulty programs.
                let _ = inflate(&raw).take(self.bytes).read_to_end(&mut out);
                Cow::Owned(out)
            }
            _ if stream.raw_data().len() <= MAX_LOOSE_BYTES || self.is_flat(stream) => {
                stream.decoded_data().ok()?
            }
            _ => return None,
        };
        self.bytes = self.bytes.saturating_sub(data.len() as u64);
        (self.bytes > 0).then_some(data)
    }

    /// Whether a stream's filters unpack it at most once, and to what is left.
    fn is_flat(&self, stream: &Stream<'_>) -> bool {
        let packs = |filter: &&Filter| {
            !matches!(filter, Filter::AsciiHexDecode | Filter::Ascii85Decode | Filter::Crypt)
        };
        let filters = stream.filters();
        let mut packing = filters.iter().filter(packs);
        // Deflate packs a thousand times at most.
        let most = stream.raw_data().len() as u64 * 1032;
        match (packing.next(), packing.next()) {
            (None, _) => true,
            (Some(Filter::FlateDecode), None) => most <= self.bytes,
            _ => false,
        }
    }
}

fn inflate(data: &[u8]) -> Box<dyn Read + '_> {
    let has_head =
        data.len() > 2 && data[0] & 0x0f == 8 && (usize::from(data[0]) << 8 | usize::from(data[1])) % 31 == 0;
    if has_head { Box::new(ZlibDecoder::new(data)) } else { Box::new(DeflateDecoder::new(data)) }
}

/// Whether all that a file packs unpacks to a size that can be held. The streams are looked for in the file's bytes,
/// before anything follows what the file says of itself.
pub(super) fn unpacks(file: &[u8]) -> bool {
    let mut left = MAX_UNPACKED_BYTES;
    for at in memmem::find_iter(file, b"stream") {
        if file[..at].ends_with(b"end") {
            continue;
        }
        let before = &file[at.saturating_sub(DICT_BYTES)..at];
        let dict = memmem::rfind(before, b"obj").map_or(before, |start| &before[start..]);
        let count = |name: &[u8]| memmem::find_iter(dict, name).count();
        // Abbreviated names stand in the instructions of pages only.
        let packed = count(b"/FlateDecode") + count(b"/LZWDecode") + count(b"/RunLengthDecode");
        if packed == 0 || count(b"/Image") > 0 {
            continue;
        }
        // No program packs twice.
        if packed > 1 {
            return false;
        }
        let data = &file[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        let end = memmem::find(data, b"endstream").unwrap_or(data.len());
        left = left.saturating_sub(length(&mut inflate(&data[..end]), left));
        if left == 0 {
            return false;
        }
    }
    true
}

/// How much can be read, up to a limit.
fn length(unpacked: &mut dyn Read, most: u64) -> u64 {
    let mut buffer = [0; 16 * 1024];
    let mut length = 0;
    while length < most {
        match unpacked.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => length += read as u64,
        }
    }
    length
}
