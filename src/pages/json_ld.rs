//! What a page says of itself in the words of schema.org, as JSON-LD in a data block.
//!
//! Takes plain values; gives the text between `<script type="application/ld+json">` and its end tag. A data block is no script:
//! no browser runs it, so a strict content security policy lets it be. What a plan does not say is left out and never made up, and
//! so is every address where the site has none of its own. schema.org has no word for a target, so targets are in no block; they
//! stand on the page and in the data files.

use crate::bug::bug;
use serde_json::{Map, Value};

/// The vocabulary.
const CONTEXT: &str = "https://schema.org";

/// A thing of schema.org. What has no value is no part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing(Map<String, Value>);

/// A file with data: its address, its media type and how many bytes it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataFile<'a> {
    /// The whole address, or one that is relative to the page.
    pub address: &'a str,
    /// The media type: `text/csv`.
    pub media_type: &'a str,
    /// The size in bytes.
    pub bytes: u64,
}

impl Thing {
    /// A thing of a type.
    pub fn of(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), Value::from(kind))]))
    }

    /// A public body: whoever issues plans is one.
    pub fn government(name: &str) -> Self {
        Self::of("GovernmentOrganization").text("name", Some(name))
    }

    /// The licence of a content: an address by itself, other words as the name of a work.
    pub fn licensed(self, licence: Option<&str>) -> Self {
        match licence.map(str::trim) {
            Some(address) if address.starts_with("https://") || address.starts_with("http://") => {
                self.text("license", Some(address))
            }
            name => {
                let named = |name: &str| Self::of("CreativeWork").text("name", Some(name));
                self.thing("license", name.filter(|name| !name.is_empty()).map(named))
            }
        }
    }

    /// With a text, unless it is blank or the property has a value already.
    pub fn text(self, property: &str, text: Option<&str>) -> Self {
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        self.put(property, text.map(Value::from))
    }

    /// With its whole address, by which others name it too.
    pub fn at(self, address: Option<&str>) -> Self {
        self.text("@id", address).text("url", address)
    }

    /// With another thing.
    pub fn thing(self, property: &str, thing: Option<Self>) -> Self {
        self.put(property, thing.map(|thing| Value::Object(thing.0)))
    }

    /// With a list of things; nothing where it is empty.
    pub fn things(self, property: &str, things: impl IntoIterator<Item = Self>) -> Self {
        let list: Vec<Value> = things.into_iter().map(|thing| Value::Object(thing.0)).collect();
        self.put(property, (!list.is_empty()).then_some(Value::Array(list)))
    }

    /// With a list of texts; nothing where it is empty.
    pub fn texts(self, property: &str, texts: &[String]) -> Self {
        let list: Vec<Value> = texts.iter().map(|text| Value::from(text.as_str())).collect();
        self.put(property, (!list.is_empty()).then_some(Value::Array(list)))
    }

    /// With the files that its data are in.
    pub fn distributed<'f>(self, files: impl IntoIterator<Item = DataFile<'f>>) -> Self {
        let download = |file: DataFile<'_>| {
            Self::of("DataDownload")
                .text("contentUrl", Some(file.address))
                .text("encodingFormat", Some(file.media_type))
                .text("contentSize", Some(&format!("{} B", file.bytes)))
        };
        self.things("distribution", files.into_iter().map(download))
    }

    /// The data block's text. No end tag and no comment of HTML can stand in it.
    pub fn block(&self) -> String {
        let mut whole = self.0.clone();
        whole.insert("@context".to_owned(), Value::from(CONTEXT));
        // Plain values: they can always be written.
        let json = serde_json::to_string(&whole).unwrap_or_else(|error| bug!("{error}"));
        let mut block = String::with_capacity(json.len());
        for c in json.chars() {
            // Outside of texts JSON has none of these.
            match c {
                '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                    block.push_str(&format!("\\u{:04x}", u32::from(c)))
                }
                c => block.push(c),
            }
        }
        block
    }

    fn put(mut self, property: &str, value: Option<Value>) -> Self {
        if let Some(value) = value {
            self.0.entry(property).or_insert(value);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_no_value_is_left_out() {
        let file = DataFile { address: "../indicators.csv", media_type: "text/csv", bytes: 120 };
        let block = Thing::of("Dataset")
            .text("name", Some("指标"))
            .text("name", Some("later"))
            .text("description", Some(" "))
            .at(None)
            .licensed(Some("政府信息公开"))
            .texts("keywords", &[])
            .distributed([file])
            .block();
        assert_eq!(
            block,
            r#"{"@context":"https://schema.org","@type":"Dataset","distribution":[{"@type":"DataDownload","contentSize":"120 B","contentUrl":"../indicators.csv","encodingFormat":"text/csv"}],"license":{"@type":"CreativeWork","name":"政府信息公开"},"name":"指标"}"#
        );
        let licensed = Thing::of("Report").licensed(Some("https://creativecommons.org/licenses/by/4.0/"));
        assert!(licensed.block().contains(r#""license":"https://creativecommons.org/licenses/by/4.0/""#));
        assert!(!Thing::of("Report").licensed(Some("")).block().contains("license"));
        assert!(!Thing::of("Dataset").distributed([]).block().contains("distribution"));
    }

    proptest! {
        #[test]
        fn no_text_ends_the_block(text in "[<>&/!a-z\\-\"\\\\\u{2028}科]{0,40}") {
            let block = Thing::of("Report").text("name", Some(&text)).block();
            let ends = block.contains(['<', '>', '&', '\u{2028}']);
            prop_assert!(!ends);
            let read: Value = serde_json::from_str(&block).unwrap();
            let name = read.get("name").and_then(Value::as_str).unwrap_or_default();
            prop_assert_eq!(name, text.trim());
        }
    }
}
