//! `planpress serve` as a browser meets it: the real program over a socket.

use crate::support::preview::{Events, Preview, section, site, until};
use crate::support::{files, program, write};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

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
    // The code of a finding leads to what it means.
    let code = preview.get("/.planpress/explain/dead-link");
    assert_eq!((code.status, code.header("content-type")), (200, "text/html; charset=utf-8"));
    assert!(code.text().contains("<h1>") && code.text().contains("/.planpress/explanation.css"));
    assert_eq!(preview.get("/.planpress/explain/nothing").status, 404);
    assert_eq!(preview.get("/.planpress/explanation.css").header("content-type"), "text/css; charset=utf-8");
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
        preview.signal(signal);
        // It waits neither for the stream, which would never end, nor for the build.
        let mut status = None;
        until(&format!("{signal}: the end"), || {
            status = preview.child.try_wait().unwrap();
            status.is_some()
        });
        assert!(status.unwrap().success(), "{signal}: {status:?}");
        assert_eq!(files(site.path()), before, "{signal}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn it_sleeps_until_something_happens() {
    let site = site();
    let preview = Preview::start(site.path(), &[]);
    preview.line_with("ready");
    let process = Path::new("/proc").join(preview.child.id().to_string());
    // How often its threads went to sleep: who looks at the clock once in a while does so again and again.
    let sleeps = || -> u64 {
        let threads = fs::read_dir(process.join("task")).unwrap();
        let status = threads.map(|thread| fs::read_to_string(thread.unwrap().path().join("status")).unwrap());
        let counts = status.map(|status| {
            let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            line.unwrap().trim().parse::<u64>().unwrap()
        });
        counts.sum()
    };
    let rests = || {
        let before = sleeps();
        std::thread::sleep(Duration::from_millis(300));
        sleeps() == before
    };
    until("it sleeps", rests);
    // With an open page, too; and one that goes is let go.
    let sockets = || {
        let files = fs::read_dir(process.join("fd")).unwrap();
        files
            .filter(|file| {
                fs::read_link(file.as_ref().unwrap().path())
                    .is_ok_and(|to| to.to_string_lossy().starts_with("socket:"))
            })
            .count()
    };
    let without = sockets();
    let mut events = Events::open(&preview);
    events.next();
    assert_eq!(sockets(), without + 1);
    until("it sleeps beside an open page", rests);
    drop(events);
    until("the page that went is let go", || sockets() == without);
}

#[test]
#[cfg(target_os = "linux")]
fn the_browser_is_started_at_the_right_address() {
    let site = site();
    let bin = tempfile::tempdir().unwrap();
    let record = bin.path().join("record");
    // It says what it was given, and stays as a browser does, or fails as where there is none.
    let opener = |end: &str| {
        let script = format!(
            "#!/bin/sh\necho $$ >\"$0.id\"\necho \"$#:$1\" >\"$0.part\"\n/bin/mv \"$0.part\" '{}'\n{end}\n",
            record.display()
        );
        let file = bin.path().join("xdg-open");
        fs::write(&file, script).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    };
    let start = |arguments: &[&str]| {
        let serve = [&["serve", "--port", "0", "--open"], arguments].concat();
        Preview::run(program().args(serve).current_dir(site.path()).env("PATH", bin.path()))
    };
    // The ids and groups of the processes that a preview started and did not bury.
    let children = |preview: &Preview| -> Vec<(String, String)> {
        let all = fs::read_dir("/proc").unwrap();
        let stats = all.filter_map(|entry| fs::read_to_string(entry.unwrap().path().join("stat")).ok());
        stats
            .filter_map(|stat| {
                let (id, rest) = stat.split_once(" (")?;
                let mut fields = rest.rsplit_once(") ")?.1.split(' ').skip(1);
                let (parent, group) = (fields.next()?, fields.next()?);
                (parent == preview.child.id().to_string()).then(|| (id.to_owned(), group.to_owned()))
            })
            .collect()
    };

    opener("exit 0");
    let preview = start(&["--base-path", "计/b"]);
    until("the browser was started", || record.exists());
    let port = preview.host().rsplit(':').next().unwrap();
    assert_eq!(fs::read_to_string(&record).unwrap(), format!("1:http://127.0.0.1:{port}/%E8%AE%A1/b/\n"));
    preview.line_with("ready");
    until("nothing stays behind of the opener", || children(&preview).is_empty());
    drop(preview);

    // A browser that runs for as long as it is open is not waited for, and not taken along at the end.
    fs::remove_file(&record).unwrap();
    opener("exec /bin/sleep 60");
    let preview = start(&[]);
    until("the browser was started", || record.exists());
    preview.until("/2016/one/", "第一段");
    let id = fs::read_to_string(bin.path().join("xdg-open.id")).unwrap().trim().to_owned();
    // In a group of its own, Ctrl-C in the terminal does not reach it.
    assert_eq!(children(&preview), [(id.clone(), id.clone())]);
    drop(preview);
    assert!(Command::new("kill").arg(&id).status().unwrap().success(), "it ended with the preview");

    opener("exit 3");
    let preview = start(&[]);
    let said = preview.line_with("no browser could be started");
    assert!(said.contains(&preview.address), "{said}");
    preview.until("/2016/one/", "第一段");
    assert!(children(&preview).is_empty());
    drop(preview);

    fs::remove_file(bin.path().join("xdg-open")).unwrap();
    let preview = start(&[]);
    let said = preview.line_with("no browser could be started");
    assert!(said.contains(&preview.address), "{said}");
    preview.until("/2016/one/", "第一段");
}

#[test]
fn a_port_that_is_taken_is_said_or_passed_over() {
    let site = site();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = crate::support::run(site.path(), &["serve", "--port", &port]);
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

/// While idle connections hold all that a process may open, a save cannot be read. That is tried again until it can.
#[test]
fn a_save_that_could_not_be_read_is_shown_as_soon_as_it_can_be() {
    let site = site();
    let program = env!("CARGO_BIN_EXE_planpress");
    let script = format!("ulimit -n 64; exec '{program}' serve --port 0 --lang en");
    let preview = Preview::run(Command::new("bash").args(["-c", &script]).current_dir(site.path()));
    preview.until("/2016/one/", "第一段");
    let mut held = Vec::new();
    for _ in 0..90 {
        let mut stream = preview.connect();
        std::io::Write::write_all(&mut stream, b"GET / HTTP/1.1\r\nHost: loc").unwrap();
        held.push(stream);
    }
    std::thread::sleep(Duration::from_millis(300));
    write(site.path(), "content/2016/01-one.md", section("一", "改过的段落"));
    drop(held);
    preview.until("/2016/one/", "改过的段落");
    assert!(!preview.broken());
}

#[test]
fn a_large_file_is_sent_whole_or_in_part_from_the_disk() {
    let site = site();
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|number| (number % 251) as u8).collect();
    write(site.path(), "content/2016/large.pdf", &bytes);
    write(site.path(), "content/2016/01-one.md", section("一", "[附件](large.pdf)"));
    let preview = Preview::start(site.path(), &[]);
    let page = preview.get("/2016/one/").text();
    let start = page.find("../../assets/large.").unwrap();
    let path = page[start..].split('"').next().unwrap().replace("../..", "");
    let whole = preview.get(&path);
    assert_eq!((whole.status, whole.header("content-length")), (200, "3000000"));
    assert!(whole.body == bytes);
    let tag = whole.header("etag").to_owned();
    let part = preview.send("GET", &path, "Range: bytes=1000000-2999998\r\n");
    assert_eq!((part.status, part.header("content-range")), (206, "bytes 1000000-2999998/3000000"));
    assert!(part.body == bytes[1_000_000..2_999_999]);
    assert_eq!(preview.send("GET", &path, &format!("If-None-Match: {tag}\r\n")).status, 304);
    let head = preview.send("HEAD", &path, "");
    assert_eq!((head.header("content-length"), head.body.len()), ("3000000", 0));
}
