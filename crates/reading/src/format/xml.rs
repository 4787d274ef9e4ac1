//! The walk through an XML part, whatever a page makes of its elements.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::resolved;

/// What takes the elements of a part.
pub(super) trait Page {
    /// An element begins; an empty one ends at once, which it is told by `close` itself.
    fn open(&mut self, element: &BytesStart<'_>, empty: bool);
    /// The element of this name ends.
    fn close(&mut self, name: &str);
    /// Words between elements.
    fn words(&mut self, text: &str);
    /// How deep the walk is inside an element whose words are not on the page.
    fn hidden(&mut self) -> &mut usize;
    /// Whether the page holds as much as a document may.
    fn is_full(&self) -> bool;
}

/// Walks through a part's elements until the page is full; None where they are no XML.
pub(super) fn walk(xml: &str, page: &mut impl Page) -> Option<()> {
    let mut reader = Reader::from_str(xml);
    while !page.is_full() {
        match reader.read_event().ok()? {
            Event::Start(element) => page.open(&element, false),
            Event::Empty(element) => page.open(&element, true),
            Event::End(_) if *page.hidden() > 0 => *page.hidden() -= 1,
            Event::End(element) => page.close(element.local_name().as_ref()),
            Event::Text(text) => page.words(&text.xml10_content()),
            Event::GeneralRef(entity) => page.words(&resolved(&entity)),
            Event::Eof => break,
            _ => {}
        }
    }
    Some(())
}
