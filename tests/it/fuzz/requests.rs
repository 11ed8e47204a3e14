//! Requests to the preview: whatever is sent, it goes on, and gives nothing from outside the site.

use crate::support::effort;
use crate::support::preview::{Preview, site};
use crate::support::random::Random;
use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

const TIME: Duration = Duration::from_secs(1);

const PARTS: [&str; 40] = [
    "GET",
    "HEAD",
    "POST",
    "OPTIONS",
    " ",
    "/",
    "//",
    "/..",
    "/%2e%2e",
    "/..%2f",
    "/%00",
    "/%",
    "/%ff",
    "\\",
    "?",
    "#",
    "*",
    "http://",
    "HTTP/1.1",
    "HTTP/1.0",
    "HTTP/9",
    "\r\n",
    "\n",
    "\r\n\r\n",
    "Host: ",
    "127.0.0.1",
    "example.org",
    ":",
    "Range: bytes=",
    "0-",
    "-9999999999999999999",
    "Content-Length: ",
    "Transfer-Encoding: chunked",
    "Connection: close",
    "Upgrade: h2c",
    "/2016/one/",
    "/_planpress/",
    "/etc/passwd",
    "计划",
    "\0",
];

#[test]
fn no_request_stops_the_preview_or_leaves_the_site() {
    let time = effort::time(TIME);
    let mut random = if time == TIME { Random::seeded(9110) } else { Random::of_the_moment() };
    let folder = site();
    std::fs::write(folder.path().join("secret.txt"), "not for others").unwrap();
    let preview = Preview::start(folder.path(), &[]);
    preview.until("/2016/one/", "第一段");
    let start = Instant::now();
    let mut done = 0;
    while start.elapsed() < time {
        let whole = random.below(2) == 0;
        let mut request = if whole { "GET /".to_owned() } else { String::new() };
        for _ in 0..random.below(12) {
            request.push_str(PARTS[random.below(PARTS.len())]);
        }
        if whole {
            request.push_str(&format!(" HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", preview.host()));
        }
        let mut bytes = request.clone().into_bytes();
        if random.below(4) == 0 && !bytes.is_empty() {
            let at = random.below(bytes.len());
            bytes[at] = (random.next() % 256) as u8;
        }
        let mut socket = preview.connect();
        // What is cut off may be refused while it is still being sent.
        let _ = socket.write_all(&bytes);
        let _ = socket.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = socket.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer);
        assert!(!answer.contains("not for others") && !answer.contains("root:x:0"), "{request:?}\n{answer}");
        done += 1;
        if done % 50 == 0 {
            assert!(preview.page("/2016/one/").contains("第一段"), "{request:?}");
        }
    }
    assert!(preview.page("/2016/one/").contains("第一段"));
    println!("{done} requests");
}
