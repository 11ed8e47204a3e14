//! The interface's words: `i18n/<lang>.yaml` of every theme in the chain, the nearest winning.

use crate::diagnostic::{Diagnostic, Form};
use crate::model::config::Lang;
use crate::source::fields::{Faults, scalar_text, wrong_type};
use crate::source::mending::{place_faults, read_yaml};
use crate::source::text::{SourceFile, without_mark};
use crate::source::theme::ThemeFiles;
use crate::source::yaml::KeyOrValue;
use std::collections::BTreeMap;

/// Reads the words of a language from all themes.
pub fn read(chain: &[ThemeFiles], lang: Lang) -> (BTreeMap<String, String>, Vec<Diagnostic>) {
    let mut words = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let name = format!("i18n/{}.yaml", lang.tag());
    for file in chain.iter().rev().filter_map(|theme| theme.files.get(&name)) {
        let text = String::from_utf8_lossy(&file.bytes);
        let source = SourceFile::new(file.file.clone(), without_mark(&text).to_owned());
        let whole = 0..source.text.len();
        let words_of_theme = match read_yaml(&source, whole.clone()) {
            Ok(map) => map,
            Err(found) => {
                diagnostics.extend(found);
                continue;
            }
        };
        let mut faults = Faults::default();
        for (key, value) in &words_of_theme {
            let Some(key) = scalar_text(key) else {
                faults.add(KeyOrValue::Value, wrong_type("i18n", Form::Text, key));
                continue;
            };
            // The text is kept as written: separators such as `": "` end in a blank.
            match value {
                serde_yaml::Value::String(text) => {
                    words.insert(key, text.clone());
                }
                other => faults.add_at(&key, KeyOrValue::Value, wrong_type(&key, Form::Text, other)),
            }
        }
        diagnostics.extend(place_faults(&source, whole, faults.into_list()));
    }
    (words, diagnostics)
}
