//! XML as the parts of a package are written in: an element is known by its name, whatever its namespace is called.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What stands in an XML text, in its order.
pub enum Node<'x> {
    /// An element begins
    Open(Element<'x>),
    /// An element of this name ends
    Close(String),
    Text(String),
}

/// The beginning of an element.
pub struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    pub fn name(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// An attribute by its name, without its namespace.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|it| it.key.local_name().as_ref() == name)?;
        Some(
            quick_xml::escape::unescape(&found.value)
                .map_or_else(|_| found.value.to_string(), |value| value.into_owned()),
        )
    }

    /// All attributes by their names, without their namespaces; those that name a namespace are none.
    pub fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = self.0.attributes();
        let all = attributes.with_checks(false).flatten().filter(|it| !it.key.as_ref().starts_with("xmlns"));
        let plain = all.map(|it| {
            let value = quick_xml::escape::unescape(&it.value);
            (it.key.local_name().as_ref().to_owned(), value.map_or_else(|_| it.value.to_string(), |it| it.into_owned()))
        });
        plain.collect()
    }

    /// Whether an attribute says yes.
    pub fn is_set(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }
}

/// Goes through an XML text until it ends or breaks.
pub fn each(xml: &str, mut told: impl FnMut(Node<'_>)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => told(Node::Open(Element(element))),
            Ok(Event::End(element)) => told(Node::Close(element.local_name().as_ref().to_owned())),
            Ok(Event::Text(text)) => told(Node::Text(text.to_string())),
            Ok(Event::CData(text)) => told(Node::Text(text.to_string())),
            Ok(Event::GeneralRef(name)) => {
                let sign = format!("&{};", &*name);
                told(Node::Text(
                    quick_xml::escape::unescape(&sign).map_or_else(|_| sign.clone(), |it| it.into_owned()),
                ));
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}
