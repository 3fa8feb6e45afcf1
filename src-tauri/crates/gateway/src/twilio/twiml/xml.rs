//! As much XML as TwiML needs: elements, attributes, text, all escaped (XML 1.0, 2.2 and
//! 2.4). Must not know: which elements there are.

use std::fmt::Write;

/// A document being written.
#[derive(Debug)]
pub struct Xml(String);

impl Xml {
    pub fn begin() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>".to_owned())
    }

    pub fn end(mut self) -> String {
        self.0.push_str("</Response>");
        self.0
    }

    /// An attribute without a value is left out.
    pub fn open(&mut self, name: &'static str, attributes: &[(&'static str, Option<&str>)]) {
        self.tag(name, attributes, ">");
    }

    pub fn empty(&mut self, name: &'static str, attributes: &[(&'static str, Option<&str>)]) {
        self.tag(name, attributes, "/>");
    }

    pub fn close(&mut self, name: &'static str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    pub fn text(&mut self, text: &str) {
        for char in text.chars() {
            self.char(char);
        }
    }

    fn tag(
        &mut self,
        name: &'static str,
        attributes: &[(&'static str, Option<&str>)],
        end: &'static str,
    ) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            let Some(value) = value else { continue };
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push_str(end);
    }

    fn char(&mut self, char: char) {
        match char {
            '&' => self.0.push_str("&amp;"),
            '<' => self.0.push_str("&lt;"),
            '>' => self.0.push_str("&gt;"),
            '"' => self.0.push_str("&quot;"),
            '\'' => self.0.push_str("&apos;"),
            // Within an attribute they would come out as spaces.
            '\t' | '\n' | '\r' => {
                let written = write!(self.0, "&#{};", u32::from(char));
                debug_assert!(written.is_ok(), "a String takes all");
            }
            // Not characters of XML at all.
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => self.0.push('\u{fffd}'),
            _ => self.0.push(char),
        }
    }
}
