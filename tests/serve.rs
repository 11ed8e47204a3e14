//! `planpress serve` as a browser and an editor meet it: the real program over a socket, on real files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    reason = "helpers of a test fail as tests do"
)]

mod support;

use planpress::output::Memory;
use planpress::pipeline::{self, Silent};
use planpress::source::assemble::Drafts;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use support::{files, program, write};

/// Long enough for a machine that is busy with other tests; nothing waits so long when all is well.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running preview; it ends with the test.
struct Preview {
    child: Child,
    address: String,
    lines: Receiver<String>,
}

/// An answer.
#[derive(Debug)]
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

impl Preview {
    fn start(root: &Path, arguments: &[&str]) -> Self {
        Self::run(program().args(["serve", "--port", "0"]).args(arguments).current_dir(root))
    }

    fn run(command: &mut Command) -> Self {
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

    fn host(&self) -> &str {
        self.address.strip_prefix("http://").unwrap().split('/').next().unwrap()
    }

    fn connect(&self) -> TcpStream {
        let port: u16 = self.host().rsplit(':').next().unwrap().parse().unwrap();
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends a request word for word.
    fn raw(&self, request: &str) -> Answer {
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

    fn send(&self, method: &str, path: &str, headers: &str) -> Answer {
        let host = self.host();
        self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"))
    }

    fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "")
    }

    /// The page as it was built, without what the preview adds.
    fn page(&self, path: &str) -> String {
        without_script(&self.get(path).text())
    }

    fn state(&self, path: &str) -> serde_json::Value {
        let answer = self.get(&format!("/.planpress/state?path={path}"));
        assert_eq!(answer.status, 200);
        serde_json::from_slice(&answer.body).unwrap()
    }

    fn broken(&self) -> bool {
        self.state("/")["broken"].as_bool().unwrap()
    }

    /// Waits until a page holds a text.
    fn until(&self, path: &str, text: &str) {
        until(&format!("{text} on {path}"), || self.get(path).text().contains(text));
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    fn line_with(&self, text: &str) -> String {
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

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn without_script(page: &str) -> String {
    let script = page.lines().find(|line| line.contains(".planpress/preview.js")).unwrap_or_default();
    if script.is_empty() { page.to_owned() } else { page.replacen(&format!("{script}\n"), "", 1) }
}

const PLAN: &str = "---\nkind: plan\ntitle: 2016年计划\nyear: 2016\nstatus: published\n---\n前言。\n";

fn section(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n## 目标\n\n{text}\n")
}

fn site() -> tempfile::TempDir {
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

#[test]
fn pages_are_served_with_the_script_and_a_strict_policy() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let page = preview.get("/2016/one/");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("content-security-policy"), "default-src 'self'");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert!(page.text().contains("第一段") && page.text().contains("src=\"/.planpress/preview.js\""));
    let script = preview.get("/.planpress/preview.js");
    assert_eq!((script.status, script.header("content-type")), (200, "text/javascript; charset=utf-8"));
    assert_eq!(preview.get("/.planpress/preview.css").header("content-type"), "text/css; charset=utf-8");
    let folder = preview.get("/2016");
    assert_eq!((folder.status, folder.header("location")), (307, "/2016/"));
    assert_eq!(preview.get("/2016/index.html").status, 200);
    for folder in ["/assets/", "/assets", "/.planpress/", "/.planpress", "/.planpress/x"] {
        assert_eq!(preview.get(folder).status, 404, "{folder}");
    }
    assert!(preview.get("/feed.xml").header("content-type").starts_with("application/atom+xml"));
    // A draft is shown, and the plan says that it is one.
    assert_eq!(preview.get("/2017/").status, 200);
    assert_eq!(preview.state("/2017/")["page"]["draft"], true);
}

#[test]
fn only_local_hosts_are_answered() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let port = preview.host().rsplit(':').next().unwrap().to_owned();
    let ask = |lines: &str| preview.raw(&format!("{lines}Connection: close\r\n\r\n")).status;
    for host in ["localhost", "127.0.0.1", "[::1]", "LocalHost:80", &format!("127.0.0.1:{port}")] {
        assert_eq!(ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n")), 200, "{host}");
    }
    for lines in [
        "GET / HTTP/1.1\r\nHost: evil.example\r\n",
        "GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n",
        "GET / HTTP/1.1\r\nHost: 192.168.1.2\r\n",
        "GET / HTTP/1.1\r\nHost: \r\n",
        "GET / HTTP/1.0\r\n",
        "GET /.planpress/state HTTP/1.1\r\nHost: evil.example\r\n",
        "GET /.planpress/events HTTP/1.1\r\nHost: evil.example\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
    ] {
        let status = ask(lines);
        assert!([400, 403].contains(&status), "{status} for {lines}");
    }
}

#[test]
fn only_reading_is_allowed_and_nothing_outside_the_site() {
    let site = site();
    write(site.path(), "secret.txt", "geheim");
    let preview = Preview::start(site.path(), &[]);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let answer = preview.send(method, "/", "");
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    for path in [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/2016/../../secret.txt",
        "/2016/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/etc/passwd",
        "/secret.txt",
        "/site.yaml",
        "/content/_index.md",
        "/.planpress/../secret.txt",
        "/index.html%00.md",
        "/a%0d%0aSet-Cookie:%20a=b",
    ] {
        let answer = preview.get(path);
        assert!([400, 404].contains(&answer.status), "{} for {path}", answer.status);
        assert!(!answer.text().contains("geheim"), "{path}");
        assert!(answer.header("set-cookie").is_empty());
    }
}

#[test]
fn known_files_are_not_sent_again_and_parts_are() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    for path in ["/2016/one/", "/robots.txt", "/.planpress/preview.js"] {
        let whole = preview.get(path);
        let tag = whole.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 20, "{tag}");
        let known = preview.send("GET", path, &format!("If-None-Match: \"x\", W/{tag}\r\n"));
        assert_eq!((known.status, known.body.len(), known.header("etag")), (304, 0, tag.as_str()));
        assert_eq!(preview.send("GET", path, "If-None-Match: \"x\"\r\n").status, 200);

        let head = preview.send("HEAD", path, "");
        assert_eq!((head.status, head.body.len()), (200, 0));
        for name in ["content-length", "etag", "content-type"] {
            assert_eq!(head.header(name), whole.header(name), "{name}");
        }

        let length = whole.body.len();
        let part = preview.send("GET", path, "Range: bytes=2-5\r\n");
        assert_eq!((part.status, part.body.as_slice()), (206, &whole.body[2..6]));
        assert_eq!(part.header("content-range"), format!("bytes 2-5/{length}"));
        let last = preview.send("GET", path, "Range: bytes=-4\r\n");
        assert_eq!((last.status, last.body.as_slice()), (206, &whole.body[length - 4..]));
        let beyond = preview.send("GET", path, &format!("Range: bytes={length}-\r\n"));
        assert_eq!(
            (beyond.status, beyond.header("content-range")),
            (416, format!("bytes */{length}").as_str())
        );
        let other = preview.send("GET", path, "Range: bytes=2-5\r\nIf-Range: \"x\"\r\n");
        assert_eq!((other.status, other.body.len()), (200, length));
    }
}

#[test]
fn what_is_missing_gets_the_sites_own_page_with_links_that_work() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    let answer = preview.get("/no/such/page");
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("<base href=\"/\">"), "{}", answer.text());
    assert!(!answer.text().contains("/old/\">"));
    assert_eq!(preview.send("HEAD", "/no/such/page", "").status, 404);
}

#[test]
fn a_site_stands_where_the_portal_will_have_it() {
    let site = site();
    let preview = Preview::start(site.path(), &["--base-path", "a/b"]);
    assert!(preview.address.ends_with("/a/b/"), "{}", preview.address);
    assert_eq!(preview.get("/a/b/2016/one/").status, 200);
    assert!(preview.get("/a/b/").text().contains("src=\"/a/b/.planpress/preview.js\""));
    assert_eq!(preview.get("/a/b/.planpress/preview.js").status, 200);
    assert!(preview.get("/a/b/none/x").text().contains("<base href=\"/a/b/\">"));
    for (path, to) in [("/", "/a/b/"), ("/a/b", "/a/b/"), ("/a/b/2016?x=1", "/a/b/2016/?x=1")] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (307, to), "{path}");
    }
    for path in ["/2016/one/", "/a/", "/a/bc/", "/.planpress/state"] {
        assert_eq!(preview.get(path).status, 404, "{path}");
    }
    let state = preview.get("/a/b/.planpress/state?path=%2Fa%2Fb%2F2016%2Fone%2F").text();
    assert!(state.contains("content/2016/01-one.md"), "{state}");
}

#[test]
fn the_page_follows_every_way_of_saving() {
    let site = site();
    let root = site.path();
    fs::create_dir(root.join("public")).unwrap();
    fs::write(root.join("public/index.html"), "old").unwrap();
    let before = files(&root.join("public"));
    let preview = Preview::start(root, &[]);
    preview.until("/2016/one/", "第一段");

    // In place.
    write(root, "content/2016/01-one.md", section("一", "改过一次。"));
    preview.until("/2016/one/", "改过一次");
    assert!(preview.get("/2016/").text().contains("改过一次"));
    preview.line_with("2 pages changed");

    // By a new file and a rename, with swap files and backups around it, as editors do.
    write(root, "content/2016/.01-one.md.swp", "x");
    write(root, "content/2016/01-one.md.tmp", section("一", "改过两次。"));
    fs::rename(root.join("content/2016/01-one.md"), root.join("content/2016/01-one.md~")).unwrap();
    fs::rename(root.join("content/2016/01-one.md.tmp"), root.join("content/2016/01-one.md")).unwrap();
    preview.until("/2016/one/", "改过两次");

    // Again, to the new file.
    write(root, "content/2016/01-one.md", section("一", "改过三次。"));
    preview.until("/2016/one/", "改过三次");

    // A new file, a delete.
    write(root, "content/2016/03-three.md", section("三", "第三段。"));
    preview.until("/2016/three/", "第三段");
    fs::remove_file(root.join("content/2016/03-three.md")).unwrap();
    until("the page is gone", || preview.get("/2016/three/").status == 404);

    // A folder gets another name, and files in it are still followed.
    fs::rename(root.join("content/2016"), root.join("content/2018")).unwrap();
    preview.until("/2018/one/", "改过三次");
    assert_eq!(preview.get("/2016/one/").status, 404);
    write(root, "content/2018/01-one.md", section("一", "改过四次。"));
    preview.until("/2018/one/", "改过四次");

    // Folders in folders that come at once, as a checkout makes them.
    write(root, "content/help/a/b/c.md", "---\ntitle: 深\n---\n深处。\n");
    preview.until("/help/a/b/c/", "深处");
    write(root, "content/help/a/b/c.md", "---\ntitle: 深\n---\n更深处。\n");
    preview.until("/help/a/b/c/", "更深处");

    // All content goes away and comes back.
    fs::rename(root.join("content"), root.join("away")).unwrap();
    until("the pages are gone", || preview.get("/2018/one/").status == 404);
    fs::rename(root.join("away"), root.join("content")).unwrap();
    preview.until("/2018/one/", "改过四次");
    write(root, "content/2018/01-one.md", section("一", "改过五次。"));
    preview.until("/2018/one/", "改过五次");

    // The theme and the configuration.
    write(root, "themes/own/theme.yaml", "name: own\nversion: 1\n");
    write(
        root,
        "themes/own/templates/page.html",
        "<html><head></head><body>ours {{ page.title }}</body></html>",
    );
    write(root, "site.yaml", "title: 站点\ntheme: own\n");
    preview.until("/help/a/b/c/", "ours 深");
    write(
        root,
        "themes/own/templates/page.html",
        "<html><head></head><body>mine {{ page.title }}</body></html>",
    );
    preview.until("/help/a/b/c/", "mine 深");

    assert_eq!(files(&root.join("public")), before, "the output is untouched");
    assert!(!root.join("public/.planpress-manifest").exists());
}

#[test]
fn polling_sees_the_same() {
    let site = site();
    let root = site.path();
    let preview = Preview::start(root, &["--poll"]);
    preview.until("/2016/one/", "第一段");
    // Twice within a second, with as many bytes each time.
    for text in ["改一次。", "改两次。"] {
        write(root, "content/2016/01-one.md", section("一", text));
        preview.until("/2016/one/", text);
    }
    fs::rename(root.join("content/2016"), root.join("content/2018")).unwrap();
    preview.until("/2018/one/", "改两次");
    write(root, "content/2018/03-new.md", section("新", "新的。"));
    preview.until("/2018/new/", "新的");
}

/// Reads the ids of builds from the stream of events.
struct Events(BufReader<TcpStream>);

impl Events {
    fn open(preview: &Preview) -> Self {
        let mut stream = preview.connect();
        let request = format!("GET /.planpress/events HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host());
        stream.write_all(request.as_bytes()).unwrap();
        Self(BufReader::new(stream))
    }

    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
            if let Some(id) = line.strip_prefix("data: ") {
                return id.trim().to_owned();
            }
        }
    }
}

#[test]
fn errors_leave_the_last_good_page_and_go_with_their_cause() {
    let site = site();
    let root = site.path();
    let preview = Preview::start(root, &[]);
    preview.until("/2016/one/", "第一段");
    let good = preview.page("/2016/one/");
    let mut events = Events::open(&preview);
    let first = events.next();
    assert_eq!(preview.state("/")["build"], first);

    write(root, "content/2016/01-one.md", "---\ntitle: \"<b>一\nlead: [\n---\n新的。\n");
    until("the fault is found", || preview.broken());
    let second = events.next();
    assert_ne!(first, second);
    assert_eq!(preview.page("/2016/one/"), good, "the last good page stays");
    let state = preview.state("/2016/one/");
    let finding = &state["findings"][0];
    assert_eq!((&finding["code"], &finding["severity"]), (&"bad-yaml".into(), &"error".into()), "{state}");
    assert_eq!(finding["file"], "content/2016/01-one.md");
    assert!(
        finding["line"].as_u64().unwrap() >= 2 && !finding["excerpt"].as_str().unwrap().is_empty(),
        "{finding}"
    );
    preview.line_with("bad-yaml");
    preview.line_with("the last good pages stay");

    write(root, "content/2016/01-one.md", section("一", "改好了。"));
    preview.until("/2016/one/", "改好了");
    assert!(!preview.broken());
    assert_ne!(events.next(), second);
    preview.line_with("no errors any more");

    // A page that connects late is told the build that is there.
    let now = preview.state("/")["build"].as_str().unwrap().to_owned();
    assert_eq!(Events::open(&preview).next(), now);
}

#[test]
fn a_file_caught_half_written_ends_as_the_whole() {
    let site = site();
    let root = site.path();
    let preview = Preview::start(root, &[]);
    preview.until("/2016/one/", "第一段");
    let mut file = fs::File::create(root.join("content/2016/01-one.md")).unwrap();
    file.write_all(b"---\ntitle: \"\xe4\xb8").unwrap();
    file.flush().unwrap();
    until("the half is read", || preview.broken());
    file.write_all(b"\x80\"\n---\nwhole\n").unwrap();
    preview.until("/2016/one/", "whole");
    assert!(!preview.broken());
}

#[test]
fn a_site_that_is_broken_from_the_start_heals() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let preview = Preview::start(root, &[]);
    let page = preview.get("/");
    assert_eq!(page.status, 503);
    assert!(
        page.text().contains("data-stand-in") && page.text().contains(".planpress/preview.js"),
        "{}",
        page.text()
    );
    assert_eq!(preview.state("/")["findings"][0]["code"], "missing-site");
    write(root, "content/_index.md", "---\ntitel: 首页\n---\n欢迎。\n");
    write(root, "site.yaml", "title: 站点\n");
    until("the next fault", || preview.get("/.planpress/state").text().contains("unknown-key"));
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n欢迎。\n");
    preview.until("/", "欢迎");
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn the_bar_is_told_where_a_page_comes_from() {
    let site = site();
    let root = site.path();
    write(root, "content/2016/02-two.md", "---\ntitle: 二\n---\n## 甲\n\n![](p.png)\n\n## 乙\n");
    write(root, "content/2016/p.png", [0x89, b'P', b'N', b'G']);
    let preview = Preview::start(root, &[]);
    let section = preview.state("/2016/two/")["page"].clone();
    assert_eq!((&section["file"], &section["draft"]), (&"content/2016/02-two.md".into(), &false.into()));
    assert!(section["warnings"].as_u64().unwrap() >= 1, "{section}");
    let lines = |page: &serde_json::Value| -> Vec<(String, u64)> {
        let headings = page["headings"].as_array().unwrap().iter();
        headings
            .map(|one| {
                (
                    format!("{}#{}", one["file"].as_str().unwrap(), one["id"].as_str().unwrap()),
                    one["line"].as_u64().unwrap(),
                )
            })
            .collect()
    };
    assert_eq!(
        lines(&section),
        [("content/2016/02-two.md#甲".to_owned(), 4), ("content/2016/02-two.md#乙".to_owned(), 8)]
    );
    let plan = preview.state("/2016/")["page"].clone();
    assert_eq!(plan["file"], "content/2016/_index.md");
    assert!(lines(&plan).contains(&("content/2016/02-two.md#two/乙".to_owned(), 8)), "{plan}");
    assert!(lines(&plan).contains(&("content/2016/01-one.md#section:one".to_owned(), 1)), "{plan}");
    // Every one of these ids is on the page.
    let html = preview.get("/2016/").text();
    for heading in plan["headings"].as_array().unwrap() {
        let id = heading["id"].as_str().unwrap();
        assert!(html.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(preview.state("/404.html")["page"].is_null());
}

#[test]
fn drafts_can_be_left_out() {
    let site = site();
    let preview = Preview::start(site.path(), &["--no-drafts"]);
    assert_eq!(preview.get("/2016/").status, 200);
    assert_eq!(preview.get("/2017/").status, 404);
}

#[test]
#[cfg(unix)]
fn it_ends_at_once_and_leaves_nothing() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let site = site();
        let before = files(site.path());
        let mut preview = Preview::start(site.path(), &[]);
        preview.until("/2016/one/", "第一段");
        // An open page, and a build that has just begun.
        let mut events = Events::open(&preview);
        events.next();
        write(site.path(), "content/2016/01-one.md", section("一", "第一段。"));
        let start = Instant::now();
        preview.signal(signal);
        let status = preview.child.wait().unwrap();
        let time = start.elapsed();
        assert!(status.success(), "{signal}: {status}");
        assert!(time < Duration::from_millis(100), "{signal}: {time:?}");
        assert_eq!(files(site.path()), before, "{signal}");
    }
}

#[test]
fn a_port_that_is_taken_is_said_or_passed_over() {
    let site = site();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = support::run(site.path(), &["serve", "--port", &port]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&format!("port {port} is taken")), "{said}");
    // None asked for: two previews at once have two ports.
    let one = Preview::run(program().arg("serve").current_dir(site.path()));
    let two = Preview::run(program().arg("serve").current_dir(site.path()));
    assert_ne!(one.address, two.address);
    assert_eq!((one.get("/").status, two.get("/").status), (200, 200));
}

#[test]
fn listening_beyond_this_machine_is_said_plainly() {
    let site = site();
    // An address of the loopback range that is none of the usual names: nothing leaves this machine.
    let preview = Preview::run(
        program().args(["serve", "--port", "0", "--host", "127.0.0.2"]).current_dir(site.path()),
    );
    assert!(preview.address.starts_with("http://127.0.0.2:"), "{}", preview.address);
    drop(preview);
    // Everywhere: a warning, numeric hosts are answered, and names still are not.
    let everywhere = ["serve", "--port", "0", "--host", "0.0.0.0"];
    let preview = Preview::run(program().args(everywhere).current_dir(site.path()));
    assert!(preview.address.starts_with("http://127.0.0.1:"), "{}", preview.address);
    preview.line_with("no password and no encryption");
    let ask = |host: &str| {
        preview.raw(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).status
    };
    assert_eq!((ask("10.0.0.1:1111"), ask("evil.example")), (200, 403));
    let output = Command::new(env!("CARGO_BIN_EXE_planpress"))
        .args(["serve", "--host", "no.such.host.invalid", "--lang", "zh"])
        .current_dir(site.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("无法监听"));
}

#[test]
#[cfg(target_os = "linux")]
fn where_the_system_watches_no_more_files_they_are_polled() {
    // A limit for this process alone, in a user namespace of its own: the machine's is not touched.
    let limit = "echo 2 > /proc/sys/user/max_inotify_watches";
    let can = Command::new("unshare").args(["-r", "sh", "-c", limit]).stderr(Stdio::null()).status();
    if !can.is_ok_and(|status| status.success()) {
        eprintln!("not tested: this system gives no user namespaces");
        return;
    }
    let site = site();
    let serve = format!("{limit} && exec {} serve --port 0", env!("CARGO_BIN_EXE_planpress"));
    let preview = Preview::run(
        Command::new("unshare").args(["-r", "sh", "-c", &serve]).current_dir(site.path()).env("LC_ALL", "C"),
    );
    preview.line_with("limit of watched files");
    preview.until("/2016/one/", "第一段");
    write(site.path(), "content/2016/01-one.md", section("一", "改过。"));
    preview.until("/2016/one/", "改过");
}

#[test]
fn after_a_burst_of_changes_the_preview_is_what_a_clean_build_is() {
    let number =
        |name: &str, default: u64| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(default);
    let (bursts, seed) = (number("PLANPRESS_BURSTS", 25), number("PLANPRESS_SEED", 1));
    let site = site();
    let root = site.path();
    let preview = Preview::start(root, &[]);
    let mut random = seed;
    let mut below = |n: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % n
    };
    for burst in 0..bursts {
        for edit in 0..=below(40) {
            let file = format!("content/{}/0{}-s{}.md", 2016 + below(3), below(4), below(4));
            let path = root.join(&file);
            match below(8) {
                0 => drop(fs::remove_file(path)),
                1 => {
                    let to = format!("content/{}", 2016 + below(4));
                    drop(fs::rename(path.parent().unwrap(), root.join(to)));
                }
                2 => {
                    let temporary = root.join("content/x.tmp");
                    fs::write(&temporary, section("改", &format!("{burst}-{edit}"))).unwrap();
                    if path.parent().unwrap().is_dir() {
                        fs::rename(temporary, path).unwrap();
                    }
                }
                3 => write(
                    root,
                    &format!("content/{}/_index.md", 2016 + below(3)),
                    PLAN.replace("2016年", "某年"),
                ),
                4 => drop(fs::remove_dir_all(path.parent().unwrap())),
                5 => write(root, &file, "---\ntitle: [\n---\n"),
                6 => write(root, "site.yaml", format!("title: 站点{}\n", below(3))),
                _ => write(root, &file, section("节", &format!("{burst}-{edit}"))),
            }
        }
        let options = pipeline::Options { drafts: Drafts::Show, ..pipeline::Options::default() };
        let memory = Memory::new();
        let report = pipeline::run(root, &options, &memory, &Silent).unwrap();
        if report.has_errors() {
            let count = report.diagnostics.len();
            until(&format!("seed {seed}, burst {burst}: {count} findings"), || {
                let state = preview.state("/");
                state["broken"] == true && state["findings"].as_array().unwrap().len() == count
            });
            continue;
        }
        let clean = memory.into_files();
        until(&format!("seed {seed}, burst {burst}: as a clean build"), || {
            !preview.broken()
                && clean.iter().filter(|(path, _)| *path != "404.html").all(|(path, bytes)| {
                    let got = preview.get(&format!("/{}", planpress::pages::address::encode_ascii(path)));
                    let same = if path.ends_with(".html") {
                        without_script(&got.text()).as_bytes() == bytes.as_slice()
                    } else {
                        got.body == *bytes
                    };
                    got.status == 200 && same
                })
        });
    }
}
