//! What a code of a finding means, as a page of the preview: the text that `planpress explain` prints.

use crate::diagnostic::{Code, Language, explain};
use crate::pages::address::encode;
use pulldown_cmark::{Parser, html};

/// The style sheet of these pages; the preview's policy lets none stand in a page.
pub const STYLE: &str = include_str!("client/explanation.css");

/// The page of a code; `base` is where the site stands.
pub fn page(code: Code, language: Language, base: &str, reserved: &str) -> String {
    // Our own text: nothing in it is a user's.
    let mut text = String::new();
    html::push_html(&mut text, Parser::new(explain::text(code, language)));
    let lang = match language {
        Language::English => "en",
        Language::Chinese => "zh-Hans",
    };
    let style = format!("{}{reserved}explanation.css", encode(base));
    let title = explain::title(code, language);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{code} {title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><link rel=\"stylesheet\" href=\"{style}\"></head>\
         <body><main><p><code>{code}</code></p>\n{text}</main></body></html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_page_in_both_languages() {
        for code in Code::all() {
            for language in [Language::English, Language::Chinese] {
                let page = page(code, language, "/", ".planpress/");
                assert!(page.contains(&format!("<p><code>{code}</code></p>\n<h1>")), "{page}");
                assert!(page.contains("<h2>") && page.contains("<pre>"), "{page}");
                assert!(!page.contains("<script") || page.contains("&lt;script"), "{page}");
            }
        }
    }
}
