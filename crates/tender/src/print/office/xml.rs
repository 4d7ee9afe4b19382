//! XML as it is written: elements that are closed by whoever opened them, and text that stays text.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The attributes of an element.
pub(crate) type Attributes<'a> = [(&'a str, &'a str)];

/// A part of a package while it is written.
pub(crate) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A part that begins with the declaration.
    pub fn part() -> Self {
        let mut part = Self::piece();
        part.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        part
    }

    /// A piece that another part takes up.
    pub fn piece() -> Self {
        Self(Writer::new(Vec::new()))
    }

    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("writing to memory never fails");
    }

    /// An element with what stands in it.
    pub fn within(&mut self, name: &str, attributes: &Attributes<'_>, inside: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        inside(self);
        self.close(name);
    }

    /// Begins an element, which [`Self::close`] ends.
    pub fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    pub fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element without content.
    pub fn leaf(&mut self, name: &str, attributes: &Attributes<'_>) {
        self.event(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    /// An element that says one thing, as most of Word's properties do.
    pub fn value(&mut self, name: &str, value: &str) {
        self.leaf(name, &[("w:val", value)]);
    }

    pub fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&printable(text))));
    }

    /// Takes up what was written before as it stands.
    pub fn take(&mut self, written: &[u8]) {
        self.0.get_mut().extend_from_slice(written);
    }

    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }
}

/// A text without the characters that XML cannot hold.
pub(crate) fn printable(text: &str) -> String {
    let holds = |c: &char| matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    text.chars().filter(holds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_stay_what_they_are() {
        let mut xml = Xml::piece();
        xml.within("a", &[("b", "\"<&>'")], |xml| xml.text("<c/> & ]]>\u{1}\u{ffff}"));
        let written = String::from_utf8(xml.into_bytes()).unwrap();
        assert_eq!(written, "<a b=\"&quot;&lt;&amp;&gt;&apos;\">&lt;c/&gt; &amp; ]]&gt;</a>");
    }
}
