//! Answers requests from the site in memory. Reads no file that a request names: a path is looked up among the
//! files that were built, and what is not there is not found.

use super::connections::{self, LIMITS};
use super::explanation;
use super::findings::{self, ListedFinding};
use super::heading_lines::{self, HeadingLine};
use super::inject::{self, Page, RESERVED, ScriptTag};
use super::listen::Listening;
use super::reply::{self, ServedBody, ServedFile, answer, content_type, words};
use super::snapshot::{Snapshot, SnapshotChannel};
use super::store::{StoredContent, StoredFile};
use super::{ServeOptions, events, host};
use crate::bug::bug;
use crate::diagnostic::words::say;
use crate::diagnostic::{Code, Language, Severity, Words};
use crate::digest::Digest;
use crate::pages::address::{decode, encode};
use crate::pages::page_sources::PageSources;
use crate::platform::stop_requested;
use crate::source::assemble::Drafts;
use axum::body::Bytes;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, LOCATION,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::Response;
use serde::Serialize;
use std::io;
use std::sync::Arc;
use tokio::net::TcpListener;

const SCRIPT: &str = include_str!("client/preview.js");
const STYLE: &str = include_str!("client/preview.css");

/// What stands on every answer: the policy that a portal has, so that what it would block is blocked here, too; and
/// nothing kept by the browser without asking, since any file may be another at the next request.
const HEADERS: [(HeaderName, &str); 5] = [
    (CONTENT_SECURITY_POLICY, "default-src 'self'"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "SAMEORIGIN"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (CACHE_CONTROL, "no-cache"),
];

/// What requests are answered from.
#[derive(Debug)]
pub struct Server {
    state: SnapshotChannel,
    options: ServeOptions,
    client: Digest,
}

/// Serves until the process is told to stop.
///
/// # Errors
/// Where the socket fails, or signals cannot be heard.
pub async fn serve(listening: Listening, server: Arc<Server>) -> io::Result<()> {
    let listener = TcpListener::from_std(listening.socket)?;
    let stop = stop_requested()?;
    tokio::select! {
        () = connections::accept(listener, LIMITS, move |request| {
            let server = Arc::clone(&server);
            async move { server.answer(&request).await }
        }) => Ok(()),
        // Open streams of events never end by themselves: nothing is waited for.
        () = stop => Ok(()),
    }
}

/// What the script asks for after a build.
#[derive(Debug, Serialize)]
struct Facts<'a> {
    build: &'a str,
    broken: bool,
    /// Which bodies stand still, in words.
    still: Vec<&'a str>,
    drafts: bool,
    page: Option<PageFacts<'a>>,
    findings: Vec<ListedFinding<'a>>,
}

#[derive(Debug, Serialize)]
struct PageFacts<'a> {
    file: &'a str,
    files: Vec<&'a str>,
    draft: bool,
    warnings: usize,
    headings: Vec<HeadingLine>,
}

impl Server {
    /// A server of what is put into a state.
    pub fn new(options: ServeOptions, state: SnapshotChannel) -> Self {
        let client = Digest::of_parts([SCRIPT.as_bytes(), STYLE.as_bytes(), options.base.as_bytes()]);
        Self { state, options, client }
    }

    async fn answer(self: &Arc<Self>, request: &Parts) -> Response {
        let mut response = self.route(request).await;
        for (name, value) in HEADERS {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    }

    async fn route(self: &Arc<Self>, request: &Parts) -> Response {
        if !self.host_is_allowed(request) {
            let why = say!(
                "This preview answers only requests for this machine (localhost, 127.0.0.1, [::1]).",
                "预览只响应发往本机的请求（localhost、127.0.0.1、[::1]）。"
            );
            return self.refuse(StatusCode::FORBIDDEN, &why);
        }
        if request.method != Method::GET && request.method != Method::HEAD {
            let why = say!("Only GET and HEAD are answered.", "只接受 GET 和 HEAD 请求。");
            let mut response = self.refuse(StatusCode::METHOD_NOT_ALLOWED, &why);
            response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
            return response;
        }
        let Some(path) = path_of(&request.uri) else {
            let why = say!("This is no address of a page.", "这不是有效的页面地址。");
            return self.refuse(StatusCode::BAD_REQUEST, &why);
        };
        let Some(path) = path.strip_prefix(&self.options.base) else { return self.outside(&path) };
        match path.strip_prefix(RESERVED) {
            Some(own) => self.own(own, request).await,
            None => self.page(path, request).await,
        }
    }

    fn host_is_allowed(&self, request: &Parts) -> bool {
        let asked = self.options.host.as_deref();
        let mut headers = request.headers.get_all(HOST).iter();
        let (Some(header), None) = (headers.next(), headers.next()) else { return false };
        let named = header.to_str().is_ok_and(|header| host::is_allowed(header, asked));
        // The address in the request's first line may name a host of its own.
        named && request.uri.authority().is_none_or(|authority| host::is_allowed(authority.as_str(), asked))
    }

    /// Beside the place where the site stands there is nothing but the way to it.
    fn outside(&self, path: &str) -> Response {
        if path == "/" || format!("{path}/") == self.options.base {
            return self.redirect(&self.options.base);
        }
        self.refuse(StatusCode::NOT_FOUND, &say!("The site stands at {}", "站点位于 {}", &self.options.base))
    }

    fn refuse(&self, status: StatusCode, why: &Words) -> Response {
        words(status, why.text(self.options.language))
    }

    fn redirect(&self, to: &str) -> Response {
        // Not for ever: another site may stand at this port tomorrow.
        answer(StatusCode::TEMPORARY_REDIRECT, Bytes::new(), &[(LOCATION, &encode_header(to))])
    }

    /// The preview's own files.
    async fn own(self: &Arc<Self>, path: &str, request: &Parts) -> Response {
        let still = |text: &'static str| ServedFile {
            body: ServedBody::Bytes(Bytes::from_static(text.as_bytes())),
            kind: content_type(path),
            version: short(Digest::of(text.as_bytes())),
        };
        match path {
            "preview.js" => reply::file(still(SCRIPT), &request.headers),
            "preview.css" => reply::file(still(STYLE), &request.headers),
            "explanation.css" => reply::file(still(explanation::STYLE), &request.headers),
            events::NAME => events::response(&self.state),
            _ if let Some(code) = path.strip_prefix("explain/").and_then(Code::find) => {
                let page = explanation::page(code, self.options.language, &self.options.base, RESERVED);
                answer(StatusCode::OK, Bytes::from(page), &[(CONTENT_TYPE, "text/html; charset=utf-8")])
            }
            "state" => {
                let snapshot = self.state.current().await;
                let query = request.uri.query().unwrap_or_default();
                let page = query.split('&').find_map(|pair| pair.strip_prefix("path=")).map(decode);
                let (server, page) = (Arc::clone(self), page.unwrap_or_default());
                // Files are read and parsed for it: other requests are answered meanwhile.
                let facts = tokio::task::spawn_blocking(move || {
                    let json = serde_json::to_vec(&server.facts(&snapshot, &page));
                    json.unwrap_or_else(|error| bug!("{error}"))
                });
                let json = Bytes::from(facts.await.unwrap_or_else(|error| bug!("{error}")));
                answer(StatusCode::OK, json, &[(CONTENT_TYPE, "application/json; charset=utf-8")])
            }
            _ => self.missing(&*self.state.current().await, request),
        }
    }

    fn facts<'a>(&self, snapshot: &'a Snapshot, path: &str) -> Facts<'a> {
        let address = path.strip_prefix(&self.options.base).unwrap_or_default();
        let address = address.strip_suffix("index.html").unwrap_or(address);
        let page = snapshot.page_sources.get(address).map(|sources| self.page_facts(snapshot, sources));
        let findings = findings::items(snapshot, self.options.language);
        let drafts = self.options.pipeline.drafts == Drafts::Show;
        let still = snapshot.still.iter().map(|words| words.text(self.options.language)).collect();
        Facts { build: &snapshot.id, broken: snapshot.broken, still, drafts, page, findings }
    }

    fn page_facts<'a>(&self, snapshot: &'a Snapshot, sources: &'a PageSources) -> PageFacts<'a> {
        let files = std::iter::once(&sources.file).chain(sources.sections.iter().map(|part| &part.file));
        let files: Vec<&str> = files.map(|file| &**file).collect();
        let warnings = snapshot.diagnostics.iter().filter(|diagnostic| {
            diagnostic.severity == Severity::Warning
                && diagnostic.place.as_ref().is_some_and(|place| files.contains(&&*place.file))
        });
        PageFacts {
            file: &sources.file,
            draft: sources.draft,
            warnings: warnings.count(),
            headings: heading_lines::headings(&self.options.root, sources),
            files,
        }
    }

    async fn page(&self, path: &str, request: &Parts) -> Response {
        let snapshot = self.state.current().await;
        if let Some((file, stored)) = lookup(&snapshot, path) {
            return self.send(&file, stored, request).await;
        }
        if !path.ends_with('/') && lookup(&snapshot, &format!("{path}/")).is_some() {
            let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            return self.redirect(&format!("{}{path}/{query}", self.options.base));
        }
        self.missing(&snapshot, request)
    }

    async fn send(&self, path: &str, stored: &StoredFile, request: &Parts) -> Response {
        let kind = content_type(path);
        let (version, body) = match &stored.content {
            StoredContent::Bytes(bytes) if kind.starts_with("text/html") => {
                return reply::file(self.with_script(bytes, Page::Built), &request.headers);
            }
            StoredContent::Bytes(bytes) => (Digest::of(bytes), ServedBody::Bytes(bytes.clone())),
            StoredContent::File(from) => {
                let size = usize::try_from(from.size).unwrap_or(usize::MAX);
                (from.digest, ServedBody::File(from.on_disk.clone(), size))
            }
            StoredContent::Packed(packed) => {
                let packed = Arc::clone(packed);
                let bytes = tokio::task::spawn_blocking(move || packed.bytes()).await;
                let Ok(Ok(bytes)) = bytes else {
                    let why = say!("This file cannot be read just now.", "暂时无法读取此文件。");
                    return self.refuse(StatusCode::SERVICE_UNAVAILABLE, &why);
                };
                (Digest::of(&bytes), ServedBody::Bytes(Bytes::from(bytes)))
            }
        };
        reply::file(ServedFile { version: short(version), body, kind }, &request.headers)
    }

    /// The page for what is missing; where nothing could be built yet, a page that only holds the script.
    fn missing(&self, snapshot: &Snapshot, request: &Parts) -> Response {
        let (page, kind, status) = match snapshot.files.get("404.html").map(|page| &page.content) {
            Some(StoredContent::Bytes(page)) => {
                (inject::with_base(page, &self.options.base), Page::Built, StatusCode::NOT_FOUND)
            }
            _ => (self.stand_in().into_bytes(), Page::StandIn, StatusCode::SERVICE_UNAVAILABLE),
        };
        let file = self.with_script(&page, kind);
        let mut response = reply::file(file, &request.headers);
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        response
    }

    fn with_script(&self, page: &[u8], kind: Page) -> ServedFile {
        let version = short(Digest::of_parts([page, self.client.bytes()]));
        let tag = ScriptTag { base: &self.options.base, version: &version, lang: self.tag(), page: kind };
        let bytes = Bytes::from(inject::with_script(page, tag));
        ServedFile { body: ServedBody::Bytes(bytes), kind: "text/html; charset=utf-8".to_owned(), version }
    }

    fn stand_in(&self) -> String {
        let title = say!("The site cannot be built yet", "站点暂时无法生成");
        let text = say!(
            "The sources have errors. This page shows the site as soon as they are mended.",
            "源文件中有错误。改正之后，本页会自动显示站点。"
        );
        let (title, text) = (title.text(self.options.language), text.text(self.options.language));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\"></head>\
             <body><main><h1>{title}</h1><p>{text}</p></main></body></html>\n",
            self.tag()
        )
    }

    const fn tag(&self) -> &'static str {
        match self.options.language {
            Language::English => "en",
            Language::Chinese => "zh-Hans",
        }
    }
}

/// The decoded path of a request; none where it is not the path of any page.
fn path_of(uri: &Uri) -> Option<String> {
    let raw = uri.path();
    let path = decode(raw);
    let plain = path.starts_with('/')
        && !path.contains(|c: char| c == '\\' || c.is_control())
        && !path.split('/').any(|part| part == ".." || part == ".")
        // A path that begins with two slashes names another host as soon as a browser follows it.
        && !path.contains("//");
    plain.then_some(path)
}

/// The file at a path: the page of a folder, or a file by its name.
fn lookup<'s>(snapshot: &'s Snapshot, path: &str) -> Option<(String, &'s StoredFile)> {
    let file =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    snapshot.files.get(file.as_str()).map(|stored| (file, stored))
}

/// A version: so much of a digest that two never meet.
fn short(digest: Digest) -> String {
    digest.to_string().chars().take(32).collect()
}

/// A path for a header, which takes ASCII only.
fn encode_header(path: &str) -> String {
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let path = crate::pages::address::encode_ascii(&decode(&encode(path)));
    query.map_or_else(|| path.clone(), |query| format!("{path}?{query}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_names_a_host_is_none() {
        for bad in ["//evil.example/", "/a//b", "//", "/%2f/evil.example"] {
            assert_eq!(path_of(&bad.parse().unwrap()), None, "{bad}");
        }
        assert_eq!(path_of(&"/a/b/?c=//d".parse().unwrap()).as_deref(), Some("/a/b/"));
    }
}
