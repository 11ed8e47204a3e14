//! What looks like the address of a link, and what is amiss in it.
//!
//! Takes what stands between two brackets; gives the address as it should be written, or nothing where it is text.

use super::{is_blank, is_han, is_wide_mark, narrow};

/// The endings of files that plans link to, and of pictures.
const FILES: [&str; 26] = [
    "md", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "csv", "txt", "rtf",
    "zip", "rar", "7z", "html", "htm", "shtml", "mp4", "mp3", "ceb", "odt", "ods",
];
const PICTURES: [&str; 10] = ["jpg", "jpeg", "png", "gif", "svg", "webp", "bmp", "tif", "tiff", "avif"];

/// How certain it is that an address is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A value of an indicator.
    Figure,
    /// A page of the site, or a path that begins with `./` or `../`.
    Page,
    /// A heading of the same page.
    Heading,
    /// A file; text names files too.
    File,
    /// A place on the web; text names these too.
    Web,
    /// Anything that could be the name of a file or page if there is one.
    Unknown,
}

/// Why an address in half-width brackets is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    Blank,
    Size,
}

/// An address.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) kind: Kind,
    /// As the site would resolve it.
    pub(super) target: String,
    title: Option<String>,
    /// Whether it holds full-width characters that must be half-width.
    pub(super) is_wide: bool,
    pub(super) trouble: Option<Trouble>,
}

impl Address {
    /// Reads what stands between two brackets.
    pub(super) fn read(content: &str) -> Option<Self> {
        let mut rest = content.trim_matches(is_blank);
        let (mut is_wide, mut trouble, mut title) = (content.trim() != rest, None, None);
        if let Some((before, words)) = split_title(rest) {
            is_wide |= !rest.ends_with(['"', '\'']);
            title = Some(words.to_owned());
            rest = before;
        }
        if let Some(before) = without_size(rest) {
            trouble = Some(Trouble::Size);
            rest = before;
        }
        if let Some(inner) = rest.strip_prefix(['<', '＜']).and_then(|rest| rest.strip_suffix(['>', '＞']))
        {
            is_wide |= rest.contains(['＜', '＞']);
            rest = inner;
        }
        if rest.is_empty() || rest.len() > 300 || rest.contains('\n') {
            return None;
        }
        let narrowed: String = rest.chars().map(narrow).collect();
        let is_sure = |kind: &Kind| *kind != Kind::Unknown;
        let (kind, target) = match (kind(rest), kind(&narrowed)) {
            (Some(Kind::Unknown) | None, Some(kind)) if is_sure(&kind) => {
                is_wide = true;
                (kind, narrowed)
            }
            (kind, _) => (kind?, rest.to_owned()),
        };
        let has_blank = target.contains(is_blank);
        if has_blank && trouble.is_none() {
            trouble = Some(Trouble::Blank);
        }
        // No address but a file's has a blank.
        let target = if kind == Kind::File || kind == Kind::Page {
            target
        } else {
            target.chars().filter(|c| !is_blank(*c)).collect()
        };
        Some(Self { kind, target, title, is_wide, trouble })
    }

    /// Whether a picture may be meant.
    pub(super) fn is_picture(&self) -> bool {
        is_picture_name(&self.target)
    }

    /// The address between its brackets, as it should be written.
    pub(super) fn written(&self) -> String {
        let mut depth = 0_i32;
        let is_even = self.target.chars().all(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth >= 0
        }) && depth == 0;
        let target = match self.target.strip_prefix("www.") {
            Some(rest) => format!("https://www.{rest}"),
            None if is_even && !self.target.contains([' ', '\t']) => self.target.clone(),
            None => format!("<{}>", self.target),
        };
        match &self.title {
            Some(title) => format!("({target} \"{title}\")"),
            None => format!("({target})"),
        }
    }
}

/// Splits off words in quotation marks behind an address.
fn split_title(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(['"', '\'', '”', '’', '“'])?;
    let start = inner.rfind(['"', '\'', '“', '‘', '”'])?;
    let before = inner.get(..start)?;
    let words = inner.get(start..)?.chars().next().and_then(|mark| inner.get(start + mark.len_utf8()..))?;
    let address = before.trim_end_matches(is_blank);
    (address.len() < before.len() && !address.is_empty()).then_some((address, words))
}

/// An address without the size that other programs have behind it: `图.jpg =600x400`, `图.jpg width=600`.
fn without_size(text: &str) -> Option<&str> {
    let (address, size) = text.match_indices(is_blank).find_map(|(at, _)| {
        let (address, size) = text.split_at_checked(at)?;
        (kind(address.trim_matches(['<', '>'])) == Some(Kind::File)).then_some((address, size))
    })?;
    let size: String = size.chars().filter(|c| !is_blank(*c)).collect();
    let size = size.trim_start_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '=' | '＝'));
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, 'x' | '×' | '*' | '%' | '=' | ',' | '"');
    (size.starts_with(|c: char| c.is_ascii_digit() || c == '"') && size.chars().all(is_part))
        .then_some(address)
}

fn kind(text: &str) -> Option<Kind> {
    let lower = text.to_ascii_lowercase();
    let begins = |names: &[&str]| names.iter().find_map(|name| lower.strip_prefix(name));
    if let Some(id) = begins(&["indicator:", "task:", "section:"]) {
        let id = id.trim_matches(is_blank);
        let is_id = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '#');
        return (!id.is_empty() && id.chars().all(is_id)).then_some(Kind::Figure);
    }
    if let Some(rest) = begins(&["http://", "https://", "mailto:", "tel:", "www."]) {
        // One blank is a slip, words with several are text.
        let parts = rest.split(is_blank).filter(|part| !part.is_empty()).count();
        let is_whole = parts == 1 && !rest.contains(is_blank) || parts <= 2 && rest.is_ascii();
        let is_address = parts > 0 && is_whole && !rest.contains(is_stop);
        return is_address.then_some(Kind::Web);
    }
    if let Some(heading) = text.strip_prefix('#') {
        let is_words = heading.starts_with(|c: char| is_han(c) || c.is_ascii_alphabetic());
        return (is_words && !heading.contains(is_blank) && !heading.contains(is_stop))
            .then_some(Kind::Heading);
    }
    // 见附件.docx, 详见第三章.md: words about a file, not its name.
    if text.contains(is_stop) || text.starts_with(['见', '详']) {
        return None;
    }
    if lower.starts_with("./") || lower.starts_with("../") {
        return Some(Kind::Page);
    }
    let path = lower.split_once('#').map_or(lower.as_str(), |(path, _)| path);
    let Some((stem, ending)) = path.rsplit_once('.') else { return unknown(text) };
    if stem.rsplit('/').next().is_none_or(str::is_empty) {
        return None;
    }
    match ending {
        "md" => Some(Kind::Page),
        _ if FILES.contains(&ending) || PICTURES.contains(&ending) => Some(Kind::File),
        _ => unknown(text),
    }
}

/// What could be a name: no words with a blank or with brackets.
fn unknown(text: &str) -> Option<Kind> {
    let is_name = !text.contains(is_blank) && text.chars().all(|c| !is_wide_mark(c)) && text.len() <= 120;
    is_name.then_some(Kind::Unknown)
}

/// Marks that end a sentence or part it, and stand in no address.
const fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '、' | '？' | '！')
}

/// Whether a target is named like a picture.
pub(in crate::markdown) fn is_picture_name(target: &str) -> bool {
    let ending = target.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| PICTURES.contains(&ending.as_str()))
}

/// What a link's target should be where its scheme or its `#` is full-width: `indicator：firms`.
pub(in crate::markdown) fn misspelt(target: &str) -> Option<String> {
    if target.starts_with('＃') {
        return Some(target.chars().map(narrow).collect());
    }
    let (scheme, rest) = target.split_once('：')?;
    let scheme: String = scheme.trim_matches(is_blank).chars().map(narrow).collect();
    let is_scheme =
        ["indicator", "http", "https", "mailto", "tel"].iter().any(|name| scheme.eq_ignore_ascii_case(name));
    is_scheme.then(|| {
        let rest: String = rest.chars().map(narrow).filter(|c| !is_blank(*c)).collect();
        format!("{scheme}:{rest}")
    })
}
