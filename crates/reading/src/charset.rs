//! Bytes → text: which charset, and the text without BOM and with line ends LF.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::Unreadable;

/// First bytes of images and of sound, which hold no text.
const PICTURES: &[&[u8]] = &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"];

/// Bytes by which charsets are told apart.
const SAMPLE_BYTES: usize = 16 * 1024;
/// Bytes of a text that may be UTF-8 by chance.
const SHORT_BYTES: usize = 64;
/// The likeness from which a text is Chinese: rare characters alone do.
const LIKELY: f64 = 0.9;
/// Frequent characters of official texts, simplified and traditional.
const FREQUENT: &str = "的一是在不了有和人这中大为上个国以要时来用们到作地于出就分对成会可主发年动同工也能下过产种面而方后多定行学法所民\
经十三进部度家力水化高自二理起实加量体制机当点从业本应开合由其前外政四日社事平全间关各重新内数质第建月公无系情立代通提题\
党程展五员革位文总次设及管特件长求基资级统组计别期农指区强决任务责单县市省厅局委办领导通知方案落实项目完善标准推负牵头教\
育财、。，（）：；这個國時來們對會發動過產種後學經進體機當點從業應開關內數質無黨員總設長資級統組計別農區強決務責單縣廳辦領導\
項標準與為將並業協調";

/// A share of replacement and control characters from which a text is no text, in thousandths.
const MAX_GARBAGE_PER_MILLE: usize = 10;

/// Decodes a text. `named` is the charset that the document says of itself (html).
pub(crate) fn decode(bytes: &[u8], named: Option<&str>) -> Result<String, Unreadable> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return plain(&encoding.decode_without_bom_handling(&bytes[length..]).0);
    }
    if PICTURES.iter().any(|start| bytes.starts_with(start) && memchr::memchr(0, bytes).is_some()) {
        return Err(Unreadable::Picture);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !is_by_chance(text)
    {
        return plain(text);
    }
    // A page that says gb2312 holds GB18030 as often; the label of the first means the second to encoding_rs.
    let said = named.and_then(|label| Encoding::for_label(label.as_bytes()));
    let said = said.map(|said| if said == GBK { GB18030 } else { said });
    let is_right = |said: &&'static Encoding| likeness(said, bytes) >= LIKELY;
    if let Some(encoding) = said.filter(is_right).or_else(|| guessed(bytes)) {
        return plain(&encoding.decode_without_bom_handling(bytes).0);
    }
    if memchr::memchr(0, bytes).is_some() {
        return Err(Unreadable::NotText);
    }
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    if garbage_per_mille(&text) <= MAX_GARBAGE_PER_MILLE {
        plain(&text)
    } else {
        Err(Unreadable::UnknownCharset)
    }
}

/// Whether a few bytes of a Chinese charset happen to be UTF-8: then they are letters that no Chinese text has.
fn is_by_chance(text: &str) -> bool {
    let foreign = |c: &char| ('\u{80}'..'\u{800}').contains(c);
    text.len() <= SHORT_BYTES
        && text.chars().any(|c| foreign(&c))
        && text.chars().all(|c| c.is_ascii() || foreign(&c))
        && likeness(GB18030, text.as_bytes()) >= LIKELY
}

/// The charset in which bytes are most like Chinese.
fn guessed(bytes: &[u8]) -> Option<&'static Encoding> {
    let all = [GB18030, UTF_16LE, UTF_16BE, BIG5].map(|encoding| (encoding, likeness(encoding, bytes)));
    // The first of equals: GB18030 is what most programs write.
    let best = all.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1))?;
    (best.1 >= LIKELY).then_some(best.0)
}

/// How much bytes are like Chinese in a charset: each character counts, a frequent one three times, one that Chinese
/// texts do not have against it.
fn likeness(encoding: &'static Encoding, bytes: &[u8]) -> f64 {
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if is_wide && bytes.len() % 2 == 1 {
        return f64::MIN;
    }
    // What is not ASCII tells charsets apart.
    let from = bytes.iter().position(|byte| *byte == 0 || *byte >= 0x80).unwrap_or(0)
        & if is_wide { !1 } else { !0 };
    let sample = &bytes[from..bytes.len().min(from + SAMPLE_BYTES)];
    let text = encoding.decode_without_bom_handling(sample).0;
    // The sample may end inside a character.
    let text = text.trim_end_matches('\u{fffd}');
    let worth = |c: char| match c {
        _ if FREQUENT.contains(c) => 3.0,
        '\n'
        | '\r'
        | '\t'
        | ' '..='~'
        | '\u{2000}'..='\u{2bff}'
        | '\u{3000}'..='\u{33ff}'
        | '\u{ff00}'..='\u{ffef}'
        | '\u{4e00}'..='\u{9fff}' => 1.0,
        _ => -4.0,
    };
    text.chars().map(worth).sum::<f64>() / text.chars().count().max(1) as f64
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
