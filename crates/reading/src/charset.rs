//! Bytes → text: which charset, and the text without BOM and with line ends LF.

use crate::Unreadable;

/// First bytes of images and of sound, which hold no text.
const PICTURES: &[&[u8]] = &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"];

/// A share of replacement and control characters from which a text is no text, in thousandths.
const MAX_GARBAGE_PER_MILLE: usize = 10;

/// Decodes a text. `named` is the charset that the document says of itself (html).
pub(crate) fn decode(bytes: &[u8], named: Option<&str>) -> Result<String, Unreadable> {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return plain(&encoding.decode_without_bom_handling(&bytes[length..]).0);
    }
    if PICTURES.iter().any(|start| bytes.starts_with(start) && memchr::memchr(0, bytes).is_some()) {
        return Err(Unreadable::Picture);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return plain(text);
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return plain(&encoding.decode_without_bom_handling(bytes).0);
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(Unreadable::NotText);
    }
    // A page that says gb2312 holds GB18030 as often; the label of the first means the second to encoding_rs.
    let said = named.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let guessed = || {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, chardetng::Utf8Detection::Allow)
    };
    for encoding in [said.unwrap_or_else(guessed), encoding_rs::GB18030] {
        let encoding = if encoding == encoding_rs::GBK { encoding_rs::GB18030 } else { encoding };
        let (text, wrong) = encoding.decode_without_bom_handling(bytes);
        if !wrong && is_chinese(&text) {
            return plain(&text);
        }
    }
    let (text, _) = encoding_rs::UTF_8.decode_without_bom_handling(bytes);
    if garbage_per_mille(&text) <= MAX_GARBAGE_PER_MILLE {
        plain(&text)
    } else {
        Err(Unreadable::UnknownCharset)
    }
}

/// UTF-16 without a BOM: line ends and figures leave a zero in every second byte.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd == 0 || bytes.len() % 2 == 1 || even.min(odd) * 10 > even.max(odd) {
        None
    } else if odd > even {
        Some(encoding_rs::UTF_16LE)
    } else {
        Some(encoding_rs::UTF_16BE)
    }
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)) || text.is_ascii()
}

fn garbage_per_mille(text: &str) -> usize {
    let bad = |c: char| c == '\u{fffd}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'));
    let (all, garbage) =
        text.chars().fold((0, 0), |(all, garbage), c| (all + 1, garbage + usize::from(bad(c))));
    (garbage * 1000).checked_div(all).unwrap_or(0)
}

/// Line ends LF, nothing else changed.
fn plain(text: &str) -> Result<String, Unreadable> {
    if garbage_per_mille(text) > MAX_GARBAGE_PER_MILLE {
        return Err(Unreadable::NotText);
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    };
    if text.trim().is_empty() { Err(Unreadable::Empty) } else { Ok(text) }
}
