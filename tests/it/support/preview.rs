//! The real program with a preview, as browsers and editors meet it.

use super::{program, write};
use planpress::internals::output::Memory;
use planpress::internals::pages::address::encode_ascii;
use planpress::internals::pipeline::{self, SearchIndex, Silent};
use planpress::internals::source::assemble::Drafts;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Long enough for a machine that is busy with other tests; nothing waits so long when all is well.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A running preview; it ends with the test.
pub struct Preview {
    pub child: Child,
    pub address: String,
    lines: Receiver<String>,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

impl Preview {
    pub fn start(root: &Path, arguments: &[&str]) -> Self {
        Self::run(program().args(["serve", "--port", "0"]).args(arguments).current_dir(root))
    }

    pub fn run(command: &mut Command) -> Self {
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let first = lines.recv_timeout(PATIENCE).expect("the first line");
        let address = first.split(' ').next().unwrap().to_owned();
        assert!(address.starts_with("http://"), "{first}");
        Self { child, address, lines }
    }

    pub fn host(&self) -> &str {
        self.address.strip_prefix("http://").unwrap().split('/').next().unwrap()
    }

    pub fn connect(&self) -> TcpStream {
        let port: u16 = self.host().rsplit(':').next().unwrap().parse().unwrap();
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a request word for word.
    pub fn raw(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Answer { status, headers, body: bytes[end + 4..].to_vec() }
    }

    pub fn send(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = self.host();
        self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "")
    }

    /// The page as it was built, without what the preview adds.
    pub fn page(&self, path: &str) -> String {
        without_script(&self.get(path).text())
    }

    pub fn state(&self, path: &str) -> serde_json::Value {
        let answer = self.get(&format!("/.planpress/state?path={path}"));
        assert_eq!(answer.status, 200);
        serde_json::from_slice(&answer.body).unwrap()
    }

    pub fn broken(&self) -> bool {
        self.state("/")["broken"].as_bool().unwrap()
    }

    /// Waits until a page holds a text.
    pub fn until(&self, path: &str, text: &str) {
        until(&format!("{text} on {path}"), || self.get(path).text().contains(text));
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    pub fn line_with(&self, text: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).unwrap_or_else(|_| panic!("no line with {text:?}"));
            if line.contains(text) {
                return line;
            }
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

pub fn without_script(page: &str) -> String {
    let Some(name) = page.find(".planpress/preview.js") else { return page.to_owned() };
    let start = page[..name].rfind("<script").unwrap();
    let end = name + page[name..].find("</script>\n").unwrap() + "</script>\n".len();
    format!("{}{}", &page[..start], &page[end..])
}

pub const PLAN: &str = "---\nkind: plan\ntitle: 2016年计划\nyear: 2016\nstatus: published\n---\n前言。\n";

pub fn section(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n## 目标\n\n{text}\n")
}

pub fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "site.yaml", "title: 站点\nbase_url: https://a.example/old/\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n欢迎。\n");
    write(root, "content/2016/_index.md", PLAN);
    write(root, "content/2016/01-one.md", section("一", "第一段。"));
    write(root, "content/2016/02-two.md", section("二", "第二段。"));
    write(root, "content/2017/_index.md", PLAN.replace("2016", "2017").replace("published", "draft"));
    folder
}

/// Reads the ids of builds from the stream of events.
pub struct Events(BufReader<TcpStream>);

impl Events {
    pub fn open(preview: &Preview) -> Self {
        let mut stream = preview.connect();
        let request = format!("GET /.planpress/events HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host());
        stream.write_all(request.as_bytes()).unwrap();
        Self(BufReader::new(stream))
    }

    pub fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
            if let Some(id) = line.strip_prefix("data: ") {
                return id.trim().to_owned();
            }
        }
    }
}

/// Holds what is served against what a clean build gives.
pub struct Clean<'a> {
    preview: &'a Preview,
    root: &'a Path,
    /// The files of the build before: those that are gone since must not be served any more.
    before: BTreeMap<String, Vec<u8>>,
}

impl<'a> Clean<'a> {
    pub fn new(preview: &'a Preview, root: &'a Path) -> Self {
        Self { preview, root, before: BTreeMap::new() }
    }

    /// Waits until the preview is what a clean build of the sources is, or finds as much as that does.
    pub fn until(&mut self, what: &str) {
        let options = pipeline::Options {
            drafts: Drafts::Show,
            search: SearchIndex::LeaveOut,
            ..pipeline::Options::default()
        };
        let memory = Memory::new();
        let report = pipeline::run(self.root, &options, &memory, &Silent).unwrap();
        if report.has_errors() {
            let count = report.diagnostics.len();
            until(&format!("{what}: {count} findings"), || {
                let state = self.preview.state("/");
                state["broken"] == true && state["findings"].as_array().unwrap().len() == count
            });
            return;
        }
        let clean = memory.into_files();
        // Its links start at the base in the preview.
        let files = || clean.iter().filter(|(path, _)| *path != "404.html");
        until(&format!("{what}: as a clean build"), || {
            !self.preview.broken()
                && files().all(|(path, bytes)| self.serves(path, bytes))
                && self
                    .before
                    .keys()
                    .filter(|path| !clean.contains_key(*path))
                    .all(|path| self.get(path).status == 404)
        });
        self.before = clean;
    }

    fn get(&self, path: &str) -> Answer {
        self.preview.get(&format!("/{}", encode_ascii(path)))
    }

    fn serves(&self, path: &str, bytes: &[u8]) -> bool {
        let got = self.get(path);
        let same = if path.ends_with(".html") {
            without_script(&got.text()).as_bytes() == bytes
        } else {
            got.body == bytes
        };
        got.status == 200 && same
    }
}
