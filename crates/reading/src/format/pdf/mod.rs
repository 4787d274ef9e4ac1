//! PDF documents with a text layer: characters by their places, put together to lines, paragraphs and tables.

mod content;
mod flow;
mod font;
mod glyph_name;
mod limit;
mod line;
mod matrix;
mod path;
mod ruled;

use std::sync::Arc;

use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::Unreadable;
use flow::{Block, Sheet};
use font::Fonts;
use limit::Budget;

/// Pages of the longest document that is read.
const MAX_PAGES: usize = 3_000;

/// The text of a document.
pub(crate) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    if !limit::unpacks(bytes) {
        return Err(Unreadable::TooLarge);
    }
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|why| match why {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Unreadable::Encrypted,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Unreadable::Damaged,
    })?;
    let pages = pdf.pages();
    if pages.len() > MAX_PAGES {
        return Err(Unreadable::TooLarge);
    }
    let (mut fonts, mut budget) = (Fonts::default(), Budget::default());
    let mut pictures = 0;
    let mut read = |page: &Page<'_>, parted: Option<f64>| {
        let mut drawn = content::drawn(page, &mut fonts, &mut budget);
        pictures += drawn.pictures;
        let tables = ruled::tables(&mut drawn, &mut budget);
        let (lines, parted) = line::lines(drawn.glyphs, parted);
        let (width, height) = page.render_dimensions();
        let sheet = Sheet { blocks: blocks(tables, lines), width: width.into(), height: height.into() };
        if budget.is_spent() { Err(Unreadable::TooLarge) } else { Ok((sheet, parted)) }
    };
    let (mut sheets, mut places) = (Vec::with_capacity(pages.len()), Vec::with_capacity(pages.len()));
    for page in pages.iter() {
        let (sheet, parted) = read(page, None)?;
        sheets.push(sheet);
        places.push(parted);
    }
    // Where most pages have two columns, those that do not show it by themselves have them too.
    let parted = places.iter().flatten().next().copied();
    if places.iter().flatten().count() * 2 >= places.len() {
        for ((sheet, page), place) in sheets.iter_mut().zip(pages.iter()).zip(&places) {
            if place.is_none() {
                (*sheet, _) = read(page, parted)?;
            }
        }
    }
    let text = flow::text(sheets);
    match text.trim().is_empty() {
        true if pictures > 0 => Err(Unreadable::Scanned),
        true => Err(Unreadable::Empty),
        false => Ok(text),
    }
}

/// Puts tables between the lines above and below them.
fn blocks(tables: Vec<ruled::Table>, lines: Vec<line::Line>) -> Vec<Block> {
    let mut tables = tables.into_iter().peekable();
    let mut blocks = Vec::new();
    for line in lines {
        while let Some(table) = tables.next_if(|table| table.top > line.y && line.column.is_none()) {
            blocks.push(Block::Table(table));
        }
        blocks.push(Block::Line(line));
    }
    blocks.extend(tables.map(Block::Table));
    blocks
}
