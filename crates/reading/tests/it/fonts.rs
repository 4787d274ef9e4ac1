//! PDF documents whose fonts say in other ways which characters they print.

use std::path::Path;

use encoding_rs::GB18030;
use reading::{Unreadable, read};

const WORDS: &str = "完善标准体系。（省教育厅负责）";

/// A page that prints a string of bytes in a font.
fn page(font: &str, bytes: &[u8]) -> Vec<u8> {
    let shown: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let contents = format!("BT /F1 12 Tf 72 700 Td <{shown}> Tj ET");
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{contents}\nendstream endobj\n5 0 obj{font}endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        contents.len()
    )
    .into_bytes()
}

/// A font of a predefined encoding that is not in the file.
fn predefined(encoding: &str) -> String {
    format!(
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[<</Type/Font/Subtype/CIDFontType0\
         /BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>]>>"
    )
}

#[test]
fn predefined_encodings() {
    let wide: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let national = GB18030.encode(WORDS).0.into_owned();
    for (encoding, bytes) in [
        ("UniGB-UCS2-H", &wide),
        ("UniGB-UTF16-H", &wide),
        ("GBK-EUC-H", &national),
        ("GBKp-EUC-H", &national),
        ("GBK2K-H", &national),
        ("GB-EUC-H", &national),
    ] {
        let reading =
            read(&page(&predefined(encoding), bytes), None).unwrap_or_else(|why| panic!("{encoding}: {why}"));
        assert_eq!(reading.text.trim(), WORDS, "{encoding}");
    }
}

#[test]
fn glyphs_by_name() {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Fang/FirstChar 1/Widths[1000 1000 500]\
                /Encoding<</Differences[1/uni516C/u56ED/three]>>>>";
    assert_eq!(read(&page(font, &[1, 2, 3]), None).expect("a page").text.trim(), "公园3");
}

#[test]
fn pages_without_characters() {
    let unknown = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>";
    assert_eq!(read(&page(unknown, &[0, 1, 0, 2]), None), Err(Unreadable::Scanned));
    let picture = String::from_utf8(page("null", b""))
        .expect("text")
        .replace("BT /F1 12 Tf", "BI /W 1 /H 1 ID x EI BT");
    assert_eq!(read(picture.as_bytes(), None), Err(Unreadable::Scanned));
    assert_eq!(read(&page("null", b""), None), Err(Unreadable::Empty));
}

#[test]
fn locked_documents() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/locked.pdf");
    assert_eq!(read(&std::fs::read(path).expect("a readable file"), None), Err(Unreadable::Encrypted));
}
