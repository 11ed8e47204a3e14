//! What must hold for every page of every site: links that lead somewhere, ids that are unique,
//! headings in order, nothing from elsewhere and nothing inline.

use std::collections::{BTreeMap, BTreeSet};

/// A start tag of a page.
#[derive(Debug)]
pub struct Tag {
    /// The element's name.
    pub name: String,
    /// Its attributes in order, their values decoded.
    pub attributes: Vec<(String, String)>,
    /// Whether nothing stands between this tag and the next one.
    pub empty: bool,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The start tags of a page. It has only to read what the program writes: quoted attributes, no text
/// that is not escaped.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = &comment[comment.find("-->").expect("a comment ends") + 3..];
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap();
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            let end =
                rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).expect("a tag ends");
            let key = rest[..end].to_owned();
            rest = &rest[end..];
            let value = rest.strip_prefix("=\"").map(|quoted| {
                let end = quoted.find('"').expect("a quotation ends");
                rest = &quoted[end + 1..];
                unescape(&quoted[..end])
            });
            assert!(!rest.starts_with('='), "an attribute without quotes near {rest:.40}");
            attributes.push((key, value.unwrap_or_default()));
        }
        tags.push(Tag { name, attributes, empty: rest.starts_with('<') });
    }
    tags
}

/// Decodes what the program escapes.
pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// Decodes percent-encoding.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first == b'%' {
            let digits = std::str::from_utf8(&after[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap_or_else(|_| panic!("{text} has a bare %")));
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// How a site names its pages in links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `2016/`
    Folder,
    /// `2016/index.html`
    File,
}

/// Checks all pages of a site; gives what is wrong.
pub fn faults(files: &BTreeMap<String, Vec<u8>>, style: Style, base_url: Option<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    let pages: BTreeMap<&str, Vec<Tag>> = files
        .iter()
        .filter(|(file, _)| file.ends_with(".html"))
        .map(|(file, bytes)| (file.as_str(), tags(std::str::from_utf8(bytes).unwrap())))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|(file, tags)| (*file, tags.iter().filter_map(|tag| tag.get("id")).collect()))
        .collect();
    assert!(!pages.is_empty(), "there are pages");
    for (file, tags) in &pages {
        let mut wrong = |text: String| faults.push(format!("{file}: {text}"));
        structure(tags, &mut wrong);
        for tag in tags {
            safety(tag, &mut wrong);
            for (key, link) in links(tag) {
                if let Some(text) = dead(file, tags, tag, &link, style, base_url, files, &ids) {
                    wrong(format!("<{} {key}=\"{link}\"> {text}", tag.name));
                }
            }
        }
    }
    for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".css") || file.ends_with(".js")) {
        let text = std::str::from_utf8(bytes).unwrap();
        for word in ["http:", "https:", "url(//", "@import", "eval("] {
            if text.contains(word) {
                faults.push(format!("{file}: holds {word}"));
            }
        }
    }
    faults.extend(machine_links(files, base_url));
    faults
}

fn structure(tags: &[Tag], wrong: &mut impl FnMut(String)) {
    let html = tags.iter().find(|tag| tag.name == "html");
    if html.and_then(|html| html.get("lang")).is_none_or(str::is_empty) {
        wrong("no language".to_owned());
    }
    let mut seen = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.get("id")) {
        if id.is_empty() || id.contains(char::is_whitespace) || !seen.insert(id) {
            wrong(format!("the id {id:?} is empty, has blanks or stands twice"));
        }
    }
    for tag in tags {
        for name in ["aria-labelledby", "aria-describedby", "aria-controls", "for"] {
            for id in tag.get(name).into_iter().flat_map(str::split_whitespace) {
                if !seen.contains(id) {
                    wrong(format!("{name} names {id}, which is not there"));
                }
            }
        }
        if tag.name == "img"
            && (tag.get("alt").is_none() || tag.get("width").is_none() || tag.get("height").is_none())
        {
            wrong(format!("a picture lacks its text or size: {tag:?}"));
        }
        if tag.name == "th" && tag.get("scope").is_none() {
            wrong("a heading cell has no scope".to_owned());
        }
    }
    let levels: Vec<u32> = tags
        .iter()
        .filter_map(|tag| tag.name.strip_prefix('h').and_then(|level| level.parse().ok()))
        .collect();
    if levels.iter().filter(|level| **level == 1).count() != 1 || levels.first() != Some(&1) {
        wrong(format!("one h1 comes first, but here is {levels:?}"));
    }
    if levels.windows(2).any(|pair| pair[1] > pair[0] + 1) {
        wrong(format!("a level of headings is skipped: {levels:?}"));
    }
}

fn safety(tag: &Tag, wrong: &mut impl FnMut(String)) {
    // A data block is no script.
    let is_data = tag.get("type") == Some("application/ld+json") && tag.get("src").is_none() && !tag.empty;
    let is_inline = tag.name == "script" && (tag.get("src").is_none() || !tag.empty);
    if tag.name == "style" || is_inline && !is_data {
        wrong(format!("inline <{}>", tag.name));
    }
    for (key, _) in &tag.attributes {
        if key == "style" || key.starts_with("on") {
            wrong(format!("<{} {key}>", tag.name));
        }
    }
}

/// The links of a tag, each with the attribute that holds it.
fn links(tag: &Tag) -> Vec<(&'static str, String)> {
    if tag.name == "base" {
        return Vec::new();
    }
    let mut links: Vec<(&'static str, String)> = ["href", "src", "poster", "action"]
        .into_iter()
        .filter_map(|key| Some((key, tag.get(key)?.to_owned())))
        .collect();
    if tag.get("http-equiv") == Some("refresh") {
        let content = tag.get("content").unwrap();
        links.push(("content", content.split_once("url=").unwrap().1.to_owned()));
    }
    links
}

#[expect(clippy::too_many_arguments, reason = "a link is judged by all that surrounds it")]
fn dead(
    file: &str,
    tags: &[Tag],
    tag: &Tag,
    link: &str,
    style: Style,
    base_url: Option<&str>,
    files: &BTreeMap<String, Vec<u8>>,
    ids: &BTreeMap<&str, BTreeSet<&str>>,
) -> Option<String> {
    if link.starts_with("mailto:") || link.starts_with("tel:") {
        return None;
    }
    let may_be_absolute = tag.name == "link" && matches!(tag.get("rel"), Some("canonical" | "alternate"));
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    if let Some(below) = base_url.and_then(|base| path.strip_prefix(base)) {
        if !may_be_absolute {
            return Some("is absolute".to_owned());
        }
        return (!exists(&decode(below), files)).then(|| "leads nowhere".to_owned());
    }
    // A link that says that it leads out of the site may do so.
    let leaves = tag.name == "a" && tag.get("class") == Some("external") && path.starts_with("https://");
    if leaves {
        return None;
    }
    if has_scheme || path.starts_with('/') {
        return Some("is absolute".to_owned());
    }
    if path.is_empty() && link.is_empty() {
        return Some("is empty".to_owned());
    }
    // The page that is shown where none is found may stand at any depth: its base is the site's root.
    let based = tags.iter().any(|tag| tag.name == "base");
    let mut parts: Vec<&str> = if based { Vec::new() } else { file.split('/').collect() };
    let target = if path.is_empty() {
        file.to_owned()
    } else {
        parts.pop();
        for part in path.split('/') {
            match part {
                "." => {}
                ".." => {
                    if parts.pop().is_none() {
                        return Some("leaves the site".to_owned());
                    }
                }
                part => parts.push(part),
            }
        }
        let decoded: Vec<String> = parts
            .iter()
            .enumerate()
            // The folder's own names come from the disk and are not encoded.
            .map(
                |(index, part)| {
                    if file.split('/').nth(index) == Some(part) { (*part).to_owned() } else { decode(part) }
                },
            )
            .collect();
        decoded.join("/")
    };
    let folder = target.is_empty() || target.ends_with('/');
    if style == Style::File && folder && !may_be_absolute {
        return Some("names a folder, which does not open from disk".to_owned());
    }
    let target = if folder { format!("{target}index.html") } else { target };
    if !files.contains_key(&target) {
        return Some("leads nowhere".to_owned());
    }
    let found = fragment.is_empty()
        || ids.get(target.as_str()).is_some_and(|ids| ids.contains(decode(fragment).as_str()));
    (!found).then(|| "leads to an id that is not there".to_owned())
}

fn exists(path: &str, files: &BTreeMap<String, Vec<u8>>) -> bool {
    let file =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    files.contains_key(&file)
}

/// Feed and site map: absolute addresses below the base, each of a page that is there.
fn machine_links(files: &BTreeMap<String, Vec<u8>>, base_url: Option<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, before, after) in
        [("sitemap.xml", "<loc>", "</loc>"), ("feed.xml", "href=\"", "\""), ("robots.txt", "Sitemap: ", "\n")]
    {
        let Some(bytes) = files.get(file) else {
            continue;
        };
        let text = std::str::from_utf8(bytes).unwrap();
        for part in text.split(before).skip(1) {
            let address = unescape(&part[..part.find(after).unwrap_or(part.len())]);
            let (page, fragment) = address.split_once('#').unwrap_or((&address, ""));
            let below = base_url.and_then(|base| page.strip_prefix(base)).map(decode);
            let shown = below.as_deref().filter(|below| exists(below, files));
            let has = |below: &str| {
                let file = files.get(&format!("{below}index.html"));
                file.is_some_and(|html| {
                    String::from_utf8_lossy(html).contains(&format!("id=\"{}\"", decode(fragment)))
                })
            };
            let found = shown.is_some_and(|below| fragment.is_empty() || has(below));
            if !address.is_ascii() || !found {
                faults.push(format!("{file}: {address} leads nowhere"));
            }
        }
    }
    if base_url.is_some() && (!files.contains_key("sitemap.xml") || !files.contains_key("feed.xml")) {
        faults.push("a site with an address has a feed and a site map".to_owned());
    }
    faults
}
