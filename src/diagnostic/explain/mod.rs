//! What each code means, why it matters and how to mend it, at length.
//!
//! Takes a code and a language, gives Markdown; the texts are files beside this one, one for each
//! code and language, taken in where the code is declared, with a wrong and a right example. From them the reference in `docs/` is made,
//! so that the program and its documentation never say different things. Reads no file at run time.

use super::{Code, Language};

/// The explanation of a code, as Markdown: a title, the meaning, the reason, a wrong and a
/// right example, and how to change its severity where that makes sense.
pub fn text(code: Code, language: Language) -> &'static str {
    let [english, chinese] = code.declaration().explanation;
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// The title of a code's explanation: what is wrong, in a few words.
pub fn title(code: Code, language: Language) -> &'static str {
    let first = text(code, language).lines().next().unwrap_or_default();
    first.strip_prefix("# ").unwrap_or(first)
}

/// All codes with their severity and title, one a line: what `planpress explain` prints.
pub fn list(language: Language) -> String {
    let line = |code: Code| {
        format!("{:<22} {:<8} {}\n", code.as_str(), code.severity().label(language), title(code, language))
    };
    Code::all().map(line).collect()
}

/// All explanations as one Markdown page: the page of `docs/` in this language.
pub fn reference(language: Language) -> String {
    let (head, table) = match language {
        Language::English => (include_str!("en.md"), "| code | severity | meaning |\n| --- | --- | --- |\n"),
        Language::Chinese => (include_str!("zh.md"), "| 代码 | 级别 | 含义 |\n| --- | --- | --- |\n"),
    };
    let mut out = format!("{head}\n{table}");
    for code in Code::all() {
        let severity = code.severity().label(language);
        out.push_str(&format!("| [`{code}`](#{code}) | {severity} | {} |\n", title(code, language)));
    }
    for code in Code::all() {
        let severity = code.severity().label(language);
        let title = title(code, language);
        out.push_str(&format!("\n## {code}\n\n**{title}** ({severity})\n"));
        push_body(&mut out, text(code, language));
    }
    out
}

/// Appends an explanation without its title, its headings one level lower.
fn push_body(out: &mut String, text: &str) {
    let mut in_code = false;
    for line in text.lines().skip(1) {
        in_code ^= line.starts_with("```");
        if line.starts_with("## ") && !in_code {
            out.push('#');
        }
        out.push_str(line);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests;
