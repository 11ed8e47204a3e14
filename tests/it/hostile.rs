//! Hostile and huge sites, through the real program: no panic, no hang, memory within bounds.
//!
//! Every run is held to a time and to an amount of memory, and must end with exit code 0 or 1: the
//! sources were read to their end, whatever they hold. Only what is asked of the output may fail with 2.

#![cfg(unix)]
use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What an unoptimised program on a busy machine takes at most; quadratic work on these inputs takes
/// minutes.
const LIMIT: Duration = Duration::from_secs(30);
/// Kilobytes of address space, threads' stacks and the allocator's reserves included.
const MEMORY: u32 = 3_000_000;

/// A site in a folder of its own.
struct Site {
    folder: TempDir,
}

/// How a run ended.
struct Run {
    code: Option<i32>,
    printed: String,
}

impl Site {
    /// A site with a home page and a plan without sections.
    fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        site.write("site.yaml", "title: 站点\nbase_url: https://plan.example.gov.cn/\n");
        site.write("content/_index.md", "---\ntitle: 首页\n---\n首页\n");
        site.write(
            "content/p/_index.md",
            "---\nkind: plan\ntitle: 计划\nyear: 2016\nstatus: published\n---\n前言\n",
        );
        site
    }

    /// The same with one section of this text.
    fn with_text(text: &str) -> Self {
        Self::with_section("title: 章", text)
    }

    /// The same with one section of this front matter.
    fn with_yaml(yaml: &str) -> Self {
        Self::with_section(yaml, "正文\n")
    }

    fn with_section(yaml: &str, text: &str) -> Self {
        let site = Self::new();
        site.write("content/p/01-a.md", format!("---\n{yaml}\n---\n{text}"));
        site
    }

    /// The same with a theme of these files.
    fn with_theme(files: &[(&str, &str)]) -> Self {
        let site = Self::with_text("正文\n");
        site.write("site.yaml", "title: 站点\ntheme: t\n");
        site.write("themes/t/theme.yaml", "name: t\nversion: '1'\n");
        for (file, text) in files {
            site.write(format!("themes/t/{file}"), text);
        }
        site
    }

    fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn link(&self, to: &str, at: &str) {
        fs::create_dir_all(self.at(at).parent().unwrap()).unwrap();
        symlink(to, self.at(at)).unwrap();
    }

    fn pipe(&self, at: &str) {
        fs::create_dir_all(self.at(at).parent().unwrap()).unwrap();
        assert!(Command::new("mkfifo").arg(self.at(at)).status().unwrap().success());
    }

    /// Runs the program in the site's folder, under a shell that first does `limits`.
    fn limited(&self, name: &str, limits: &str, arguments: &[&str]) -> Run {
        let log = self.folder.path().with_extension("log");
        let printed = fs::File::create(&log).unwrap();
        let mut child = Command::new("sh")
            .args(["-c", &format!("ulimit -v {MEMORY}; {limits}; exec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_planpress"))
            .args(["--lang", "en"])
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(printed.try_clone().unwrap())
            .stderr(printed)
            .spawn()
            .unwrap();
        let start = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if start.elapsed() > LIMIT {
                child.kill().unwrap();
                child.wait().unwrap();
                panic!("{name}: still running after {LIMIT:?}");
            }
            sleep(Duration::from_millis(5));
        };
        let printed = String::from_utf8_lossy(&fs::read(&log).unwrap()).into_owned();
        fs::remove_file(log).unwrap();
        println!("{name}: {:?} in {:?}", status.code(), start.elapsed());
        Run { code: status.code(), printed }
    }

    /// Builds and demands that the program came to its end.
    fn survive(&self, name: &str) -> Run {
        let run = self.limited(name, ":", &["build"]);
        let start = run.printed.chars().take(2_000).collect::<String>();
        assert!(matches!(run.code, Some(0 | 1)), "{name}: {:?}\n{start}", run.code);
        run
    }

    /// Builds and demands success.
    fn build(&self, name: &str) {
        let run = self.survive(name);
        assert_eq!(run.code, Some(0), "{name}: {}", run.printed.chars().take(2_000).collect::<String>());
    }

    /// Builds and demands that these codes are reported.
    fn report(&self, name: &str, codes: &[&str]) -> Run {
        let run = self.survive(name);
        assert_eq!(run.code, Some(1), "{name}");
        for code in codes {
            assert!(run.printed.contains(&format!("[{code}]")), "{name}: {code} in\n{:.2000}", run.printed);
        }
        run
    }
}

impl Run {
    fn count(&self, code: &str) -> usize {
        self.printed.matches(&format!("error[{code}]")).count()
    }
}

/// The numbers up to `n`, each put into a text.
fn repeat(n: usize, line: impl Fn(usize) -> String) -> String {
    (0..n).map(line).collect()
}

fn indicators(n: usize, more: &str) -> String {
    let list = repeat(n, |i| format!("  - {{id: i{i}, name: 指标, target: {i}, unit: 家{more}}}\n"));
    format!("title: 章\nindicators:\n{list}")
}

#[test]
fn folders_two_hundred_deep_are_built() {
    let site = Site::new();
    let deep = |name: &str| repeat(200, |i| format!("{name}{i}/"));
    site.write(format!("content/{}甲.md", deep("d")), "---\ntitle: 甲\n---\n正文\n");
    let plan = format!("content/{}", deep("e"));
    site.write(
        format!("{plan}_index.md"),
        "---\nkind: plan\ntitle: 乙\nyear: 2017\nstatus: published\n---\n",
    );
    let up = "../".repeat(200);
    site.write(format!("{plan}01-a.md"), format!("---\ntitle: 章\n---\n[计划]({up}p/_index.md)\n"));
    site.build("deep folders");
}

#[test]
fn sections_of_five_megabytes_are_built() {
    Site::with_text(&"中文正文一二三四。".repeat(190_000)).build("one line");
    Site::with_text(&"中文**“正文”**一二\n".repeat(100_000)).build("one paragraph");
    let linked = repeat(10_000, |i| format!("## 标题 {i}\n\n[去](#标题-{i})，[再去](01-a.md#标题-{i})\n\n"));
    Site::with_text(&linked).build("headings and links to them");
    Site::with_text(&repeat(20_000, |i| format!("甲[^{i}]\n\n[^{i}]: 注\n\n"))).build("footnotes");
    Site::with_text(&format!("|甲|乙|丙|丁|\n|-|-|-|-|\n{}", "|1|2|3|4|\n".repeat(25_000))).build("table");
    Site::with_text(&format!("{}<b>甲</b>\n", "&amp;".repeat(100_000))).build("ampersands and raw HTML");
}

#[test]
fn thousands_of_indicators_are_built() {
    let figures = repeat(2_000, |i| format!("[](indicator:i{i})\n"));
    let block = format!("```indicators\n{}```\n", repeat(2_000, |i| format!("i{i}\n")));
    Site::with_section(&indicators(2_000, ""), &format!("{figures}\n{block}")).build("in one section");
    let site = Site::new();
    for section in 0..200 {
        let list = repeat(10, |i| format!("  - {{id: i{section}-{i}, name: 指标, target: {i}家}}\n"));
        site.write(
            format!("content/p/s{section}.md"),
            format!("---\ntitle: 章\nindicators:\n{list}---\n[](indicator:i{}-0)\n", (section + 1) % 200),
        );
    }
    site.build("over many sections");
}

#[test]
fn thousands_of_faults_are_reported_each() {
    for (name, yaml, text, code, count) in [
        ("unknown keys", indicators(2_000, ", targt: 1"), String::new(), "unknown-key", 2_000),
        (
            "one id",
            repeat(1, |_| indicators(1, "")) + &"  - {id: i0, name: 甲}\n".repeat(2_000),
            String::new(),
            "duplicate-id",
            2_000,
        ),
        (
            "ids twice",
            format!(
                "{}tasks:\n{}",
                indicators(1_000, ""),
                repeat(1_000, |i| format!("  - {{id: i{i}, name: 甲}}\n"))
            ),
            String::new(),
            "duplicate-id",
            1_000,
        ),
        ("dead links", "title: 章".into(), repeat(2_000, |i| format!("[甲](x{i}.md)\n")), "dead-link", 2_000),
        (
            "dead links in one line",
            "title: 章".into(),
            repeat(2_000, |i| format!("[甲](x{i}.md) ")),
            "dead-link",
            2_000,
        ),
        (
            "dead anchors",
            "title: 章".into(),
            repeat(2_000, |i| format!("## 标题 {i}\n\n[甲](#标题-x{i})\n\n")),
            "dead-anchor",
            2_000,
        ),
        (
            "unknown indicators",
            indicators(2_000, ""),
            repeat(2_000, |i| format!("[](indicator:x{i})\n")),
            "unknown-indicator",
            2_000,
        ),
        (
            "undefined footnotes",
            "title: 章".into(),
            repeat(2_000, |i| format!("甲[^{i}]\n\n")),
            "undefined-footnote",
            2_000,
        ),
    ] {
        let run = Site::with_section(&yaml, &text).report(name, &[code]);
        assert_eq!(run.count(code), count, "{name}");
    }
    let aliases = repeat(3_000, |i| format!("  - /旧{i}/\n"));
    Site::with_yaml(&format!("title: 章\naliases:\n{aliases}")).build("aliases");
    let wide = Site::new();
    for i in 0..500 {
        wide.write(
            format!("content/p/s{i}.md"),
            format!("---\ntitle: 章\n---\n[甲](t{i}.md)\n![乙](t{i}.png)\n"),
        );
    }
    wide.report("dead links over many files", &["dead-link", "missing-picture"]);
}

#[test]
fn hostile_yaml_is_a_finding() {
    let laughs = |inside: &str| {
        let bombs: String = ('b'..='j')
            .zip('a'..)
            .map(|(own, of)| format!("  {own}: &{own} {}\n", inside.replace("of", &format!("*{of}"))))
            .collect();
        format!("title: 章\nextra:\n  a: &a [x, x]\n{bombs}")
    };
    let long = "x".repeat(100_000);
    for (name, yaml) in [
        ("billion laughs", laughs("[of,of,of,of,of,of,of,of,of]")),
        (
            "billion laughs in mappings",
            laughs("{1: of, 2: of, 3: of, 4: of, 5: of, 6: of, 7: of, 8: of, 9: of}"),
        ),
        (
            "a long text many times",
            format!("title: 章\nextra:\n  a: &a {long}\n  b: [{}]\n", "*a,".repeat(20_000)),
        ),
        ("an alias of itself", "title: 章\nextra: &a [*a]".into()),
        ("deep lists", format!("title: 章\nextra: {}{}", "[".repeat(10_000), "]".repeat(10_000))),
        ("deep mappings", format!("title: 章\nextra: {}1{}", "{a: ".repeat(10_000), "}".repeat(10_000))),
        ("deep lists left open", format!("title: 章\nextra: {}", "[".repeat(10_000))),
        (
            "deep blocks",
            format!("title: 章\nextra:\n{}", repeat(5_000, |i| format!("{}a:\n", " ".repeat(i + 1)))),
        ),
        ("deep block lists", format!("title: 章\nextra:\n  {}x", "- ".repeat(10_000))),
        ("a long key", format!("title: 章\n? {}\n: 1", "k".repeat(1_000_000))),
        ("a long unmarked key", format!("title: 章\n{}: 1", "k".repeat(1_000_000))),
        ("a key twice", "title: 章\ntitle: 节".into()),
        ("tabs", "title:\t章\n\tlead: 甲".into()),
        ("NUL", "title: 章\0节".into()),
        ("no end of a quotation", "title: \"章\nfoo: 1".into()),
        ("merge keys", "title: 章\n<<: {lead: 甲}".into()),
        ("tags", "title: !!binary aGVsbG8=\nlead: !甲 乙\nindicators: !!set {a}".into()),
        ("documents", "title: 章\n...\n--- {title: 节}".into()),
        ("an unknown alias", "title: *甲".into()),
        ("keys of other kinds", "title: 章\n? [a]\n: 1\n? {b: 1}\n: 2\n~: 3\n1.5: 4\ntrue: 5".into()),
        ("lone carriage returns", "title: 章\rlead: 甲\rfoo: 1".into()),
        ("other line ends", "title: 章\u{85}foo: 1\n\u{2028}bar: 2".into()),
        ("noncharacters", "title: \u{fffe}\nfoo: \u{ffff}".into()),
        ("directives", "%TAG ! tag:x,2000:\n--- \ntitle: 章".into()),
        ("slashes in keys", "title: 章\n\"a/b\": 1\n\"/\": 2\n\"\": 3".into()),
        ("no title", "title: ~".into()),
        ("a list", "- a\n- b".into()),
        ("nothing", String::new()),
    ] {
        Site::with_yaml(&yaml).report(name, &[]);
    }
    Site::with_yaml(&format!("title: \"{}\"", "题".repeat(350_000))).build("a long title");
    Site::with_yaml("title: \"章\\0\\x07\\u2028\\uFDD0\"\nextra: {a: .nan, b: .inf, c: 1e999}")
        .build("escapes");
}

#[test]
fn hostile_numbers_and_dates_are_findings() {
    let nines = "9".repeat(5_000);
    let list = |key: &str, values: &[&str]| {
        values.iter().enumerate().fold("title: 章\nindicators:\n".to_owned(), |mut yaml, (i, value)| {
            let _ = writeln!(yaml, "  - {{id: i{i}, name: 甲, {key}: {value}}}");
            yaml
        })
    };
    let long = [
        nines.clone(),
        "九".repeat(5_000),
        "十".repeat(3_000),
        format!("1{}", "万".repeat(1_000)),
        "超".repeat(3_000),
        "一百".repeat(3_000),
    ];
    let mut numbers = vec![
        "1e999",
        ".inf",
        "-.inf",
        ".nan",
        "0x10",
        "0o7",
        "1_000",
        "-0",
        "0b1",
        "1e28",
        "1e29",
        "1e-400",
        "'1e999999999'",
        "'99999999999999999999999999999'",
        "0.00000000000000000000000000000001",
        "''",
        "~",
        "true",
        "[1]",
        "'3..'",
        "'>= '",
        "{value: 1e999}",
        "{value: .nan}",
    ];
    numbers.extend(long.iter().map(String::as_str));
    for key in ["target", "actual", "baseline"] {
        Site::with_yaml(&list(key, &numbers)).report(key, &[]);
    }
    for huge in ["99999999999999999999999999999999999999", "340282366920938463463374607431768211456"] {
        Site::with_yaml(&list("target", &[huge])).survive(huge);
    }
    let dates = [
        "2016-02-30",
        "2016-13-01",
        "99999-01-01",
        "-1-01-01",
        "2016年2月30日",
        "0000-00-00",
        "2016-06-30T23:59:60Z",
        &nines,
    ];
    let run = Site::with_yaml(&list("due", &dates)).report("dates", &["bad-date"]);
    assert!(run.count("bad-date") >= 7, "{}", run.printed);
    for year in ["99999999999", "-1", "0", "2016.5", "[2016]", "~", "1e3", ".inf", "20xx"] {
        let site = Site::with_text("正文\n");
        let front =
            format!("---\nkind: plan\ntitle: 计划\nyear: {year}\nstatus: published\nignore: [a]\n---\n");
        site.write("content/p/_index.md", front);
        site.report(year, &[]);
    }
}

#[test]
fn hostile_markdown_is_built() {
    let n = 10_000;
    for flood in [
        ">",
        "*",
        "[",
        "`",
        "_",
        "~",
        "![",
        "(",
        "<",
        "&",
        "\\",
        "|",
        "#",
        "-",
        "+ ",
        "1. ",
        ": ",
        "[[",
        "> ",
        "- ",
        "**甲 ",
        "> [!NOTE]\n",
        "[a](b ",
        "<!-- ",
        "<? ",
        "<![CDATA[ ",
        "<!A ",
        "<div ",
        "**“甲”**乙",
        "```\n",
        "{",
        "甲\n: ",
    ] {
        Site::with_text(&flood.repeat(n)).survive(flood.trim());
    }
    for (name, text) in [
        ("nested lists", repeat(1_000, |i| format!("{}- 甲\n", "  ".repeat(i)))),
        ("lists on one line", format!("{}甲", "- ".repeat(5_000))),
        ("links in links", format!("{}甲{}", "[".repeat(5_000), "](x)".repeat(5_000))),
        ("tags in tags", format!("{}甲", "<div>".repeat(2_000))),
        ("tags across blocks", "<span>\n\n".repeat(5_000)),
        ("tables in tables", "<table><tr><td>".repeat(1_000)),
        ("tags that cross", format!("<a>{}{}", "<b><div>".repeat(1_000), "</a>".repeat(1_000))),
        ("formats reopened", format!("{}{}", "<b><i><u>".repeat(100), "<p>".repeat(1_000))),
        ("attributes", format!("<b {}>甲</b>", repeat(10_000, |i| format!("a{i}=x ")))),
        ("a long attribute", format!("<b title=\"{}\">甲</b>", "x".repeat(1_000_000))),
        ("footnotes in footnotes", "[^a]: ".repeat(2_000)),
        ("footnote flood", "[^a]".repeat(2_000)),
        ("one heading", "## 目标\n".repeat(10_000)),
        ("headings of punctuation", "## ！！！\n\n## ...\n\n##\n\n".repeat(1_000)),
        ("a long heading", format!("# {}\n", "长".repeat(200_000))),
        ("one id", "# 甲 {#x}\n".repeat(5_000)),
        ("control characters", (0..32_u8).map(char::from).chain(['\u{fdd0}', '\u{ffff}']).collect::<String>().repeat(1_000)),
        ("lone carriage returns", "甲\r乙\r\r## 丙\r\r- 丁\r".into()),
        ("definitions that grow", format!("[a]: https://x/{}\n\n{}", "y".repeat(100_000), "[a]".repeat(100_000))),
        ("wide table", format!("{}\n{}\n{}", "|甲".repeat(20_000), "|-".repeat(20_000), "|1\n".repeat(5_000))),
        ("unknown ids in a block", format!("```indicators\n{}```\n", "x\n".repeat(5_000))),
        ("odd targets", "[](indicator:)[](indicator:#)[](indicator:a/b/c#d)[甲](javascript:1)[甲](//evil)[甲](/etc/passwd)[甲](../../../etc/passwd)[甲](%2e%2e/%2e%2e/x)[甲](%00)[甲](%ff)[甲](file:///x)[甲](.)[甲](..)[甲](#)[甲](?)".into()),
    ] {
        Site::with_text(&text).survive(name);
    }
    let site = Site::new();
    site.write("content/p/01-a.md", b"---\ntitle: \xff\n---\n");
    site.write("content/p/02-b.md", b"\xff\xfe\x00\x4e");
    site.report("not UTF-8", &["not-utf8"]);
}

#[test]
fn names_of_every_kind_are_built_or_refused() {
    let site = Site::new();
    for (i, name) in [
        "甲 乙",
        "a b",
        "😀",
        "100%",
        "%2e%2e",
        "c#d",
        "q?x=1",
        "a:b",
        "a\"b",
        "a'b",
        "<b>",
        "&amp;",
        "-rf",
        "--x",
        "CON",
        "a.",
        "..a",
        "a.md",
        "\u{202e}abc",
        "e\u{301}",
        "{{x}}",
        "$HOME",
        "*",
        "|",
        "_main",
        "index",
        "404",
        "assets",
        "01-",
        "001",
        "\u{3000}z",
    ]
    .into_iter()
    .enumerate()
    {
        site.write(format!("content/p/{name}.md"), "---\ntitle: 章\n---\n正文\n");
        site.write(format!("content/f{i}/{name}/_index.md"), "---\ntitle: 页\n---\n正文\n");
    }
    let long = ["a".repeat(251), "字".repeat(83)];
    for name in &long {
        site.write(format!("content/p/{name}.md"), format!("---\ntitle: 章\n---\n![图]({name}.png)\n"));
        site.write(format!("content/p/{name}.png"), name);
    }
    site.build("names");

    for (name, bytes) in
        [("backslash", &b"a\\b.md"[..]), ("line break", b"a\nb.md"), ("not Unicode", b"\xff.md")]
    {
        let site = Site::new();
        let name_on_disk = std::ffi::OsStr::from_bytes(bytes);
        if fs::write(site.at("content").join(name_on_disk), "---\ntitle: 页\n---\n").is_err() {
            eprintln!("SKIPPED: this file system takes no name with a {name}");
            continue;
        }
        site.report(name, &["unreadable"]);
    }
    let site = Site::new();
    for folder in [&b"\xff"[..], b"\xfe"] {
        let folder = site.at("content").join(std::ffi::OsStr::from_bytes(folder));
        if fs::create_dir_all(&folder).is_ok() {
            fs::write(folder.join("a.md"), "---\ntitle: 页\n---\n").unwrap();
        }
    }
    site.report("folders that are not Unicode", &["unreadable"]);

    let site = Site::with_text("正文\n");
    site.write("content/p/A.md", "---\ntitle: 章\n---\n正文\n");
    site.report("names that differ in case", &["duplicate-address"]);
}

#[test]
fn one_picture_in_two_folders_is_published_once() {
    let site = Site::with_text("![图](a.png) ![图](../a.png)\n");
    site.write("content/p/a.png", "x");
    site.write("content/a.png", "x");
    site.build("twins");
}

#[test]
fn links_and_pipes_end_no_run() {
    let site = Site::new();
    for (to, at) in [
        (".", "content/loop"),
        ("..", "content/p/up"),
        ("self", "content/self"),
        ("nowhere", "content/dangling.md"),
        ("/etc", "content/etc"),
        ("/etc/hostname", "content/outside.md"),
        ("/dev/zero", "content/zero.md"),
        ("../b", "content/a/l"),
        ("../a", "content/b/l"),
    ] {
        site.link(to, at);
    }
    site.report("links", &["unreadable", "symlink-outside"]);

    let site = Site::new();
    for i in 0..40 {
        site.link(&format!("../f{}", i + 1), &format!("content/f{i}/l"));
        site.link(&format!("../f{}", i + 1), &format!("content/f{i}/m"));
    }
    site.write("content/f40/a.md", "---\ntitle: 页\n---\n");
    site.report("links that double", &["unreadable"]);

    for at in
        ["content/a.md", "content/p/a.png", "site.yaml", "themes/t/theme.yaml", "themes/t/templates/a.html"]
    {
        let site = Site::with_theme(&[]);
        let _ = fs::remove_file(site.at(at));
        site.pipe(at);
        site.report(at, &["unreadable"]);
    }
    let site = Site::new();
    fs::remove_file(site.at("site.yaml")).unwrap();
    site.link("/dev/zero", "site.yaml");
    site.report("endless site.yaml", &["symlink-outside"]);

    let site = Site::with_text("正文\n");
    fs::set_permissions(site.at("content/p/01-a.md"), fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(site.at("content/p/01-a.md")).is_ok() {
        eprintln!("SKIPPED: this user reads what nobody may read, so no file is unreadable");
    } else {
        site.report("unreadable", &["unreadable"]);
    }
}

#[test]
fn folders_in_place_of_files_and_files_in_place_of_folders() {
    let site = Site::new();
    site.write("content/x.md/_index.md", "---\ntitle: 页\n---\n");
    site.write("content/y/_index.md/a.md", "---\ntitle: 页\n---\n");
    site.write("content/p/z.md/_index.md", "---\ntitle: 章\n---\n正文\n");
    site.build("folders named like files");

    let bare = |content: &str| {
        let site = Site { folder: tempfile::tempdir().unwrap() };
        site.write("site.yaml", "title: 站点\n");
        match content {
            "file" => site.write("content", "x"),
            "folder" => fs::create_dir(site.at("content")).unwrap(),
            "pipe" => site.pipe("content"),
            _ => {}
        }
        site.survive(&format!("content: {content}"));
    };
    for content in ["missing", "folder", "file", "pipe"] {
        bare(content);
    }
    for at in ["themes/t", "themes"] {
        let site = Site::new();
        site.write("site.yaml", "title: 站点\ntheme: t\n");
        site.write(at, "x");
        site.report(at, &["unknown-theme"]);
    }
    let site = Site::new();
    fs::remove_file(site.at("site.yaml")).unwrap();
    fs::create_dir(site.at("site.yaml")).unwrap();
    site.report("site.yaml is a folder", &["unreadable"]);
}

#[test]
fn hostile_site_yaml_is_a_finding() {
    let deep = "{".repeat(10_000);
    for yaml in [
        "",
        "\n",
        "---\n",
        "[]",
        "x",
        "\0",
        "title: ~",
        "title: 甲\nlang: xx",
        "title: 甲\ntheme: ../../etc",
        "title: 甲\ntheme: .",
        "title: 甲\ntheme: \"a\\0b\"",
        "title: 甲\nbase_url: 'http://'",
        "title: 甲\nbase_url: 'https://计划.cn/a b'",
        "title: 甲\nseverity: {dead-link: 3, nope: off, 1: 2}",
        "title: 甲\nparams: [1]\nportal: 3",
        "title: 甲\ntitle: 乙",
        &deep,
    ] {
        let site = Site::with_text("正文\n");
        site.write("site.yaml", yaml);
        site.report(&yaml.chars().take(30).collect::<String>(), &[]);
    }
}

#[test]
fn hostile_themes_are_findings() {
    let (parens, blocks) = ("(".repeat(20_000), "{% if true %}".repeat(20_000));
    let nots = format!("{{{{ {}true }}}}", "not ".repeat(50_000));
    let sum = format!("{{{{ 1{} }}}}", " + 1".repeat(50_000));
    for (name, files) in [
        ("includes itself", &[("templates/home.html", "{% include \"home.html\" %}")][..]),
        (
            "includes in a ring",
            &[
                ("templates/home.html", "{% include \"b.html\" %}"),
                ("templates/b.html", "{% include \"home.html\" %}"),
            ],
        ),
        ("extends itself", &[("templates/home.html", "{% extends \"home.html\" %}")]),
        (
            "component in itself",
            &[(
                "templates/home.html",
                "{% component c(a) %}{{<c a={a} />}}{% endcomponent c %}{{<c a={1} />}}",
            )],
        ),
        ("a billion turns", &[("templates/home.html", "{% for i in range(end=1000000000) %}x{% endfor %}")]),
        (
            "a billion turns in a style",
            &[("static/a.css.tera", "{% for i in range(end=1000000000) %}x{% endfor %}")],
        ),
        ("no step", &[("templates/home.html", "{% for i in range(end=9, step_by=0) %}x{% endfor %}")]),
        ("parentheses", &[("templates/home.html", &format!("{{{{ {parens}"))]),
        ("blocks", &[("templates/home.html", &blocks)]),
        ("negations", &[("templates/home.html", &nots)]),
        ("a long sum", &[("templates/home.html", &sum)]),
        ("division by zero", &[("templates/home.html", "{{ 1 % 0 }}")]),
        ("huge number", &[("templates/home.html", "{{ 99999999999999999999999999999999999999999999 }}")]),
        ("Han outside of quotes", &[("templates/home.html", "计划{{ 计划 }}")]),
        ("broken theme.yaml", &[("theme.yaml", "name: [")]),
        ("empty theme.yaml", &[("theme.yaml", "")]),
        ("deep theme.yaml", &[("theme.yaml", &"{".repeat(10_000))]),
        ("extends what is not there", &[("theme.yaml", "name: t\nversion: '1'\nextends: ../t\n")]),
        ("theme extends itself", &[("theme.yaml", "name: t\nversion: '1'\nextends: t\n")]),
        (
            "odd parameters",
            &[(
                "theme.yaml",
                "name: t\nversion: '1'\nparameters: {a: {type: color, default: [1]}, b: 3, c: {type: choice}, d: {type: integer, default: 1e999}}\n",
            )],
        ),
        ("broken words", &[("i18n/zh-Hans.yaml", "[")]),
    ] {
        Site::with_theme(files).report(name, &[]);
    }
}

/// All files below a folder with their bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    all.filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap()))
        .collect()
}

#[test]
fn an_output_among_the_sources_is_refused_and_harms_nothing() {
    let site = Site::with_text("正文\n");
    site.write("themes/other/theme.yaml", "name: other\nversion: '1'\n");
    site.link("content", "way");
    site.link("nowhere", "dangling");
    let before = files(site.folder.path());
    for output in [
        ".",
        "..",
        "content",
        "content/out",
        "content/p",
        "nope/../content/out",
        "way/out",
        "themes",
        "themes/out",
        "site.yaml",
        "site.yaml/out",
        "dangling",
        "/dev/null",
        "/dev/full",
        "/proc/out",
        "/",
    ] {
        let run = site.limited(output, ":", &["build", "--output", output]);
        assert_eq!(run.code, Some(2), "{output}: {}", run.printed);
        assert!(files(site.folder.path()) == before, "{output}");
    }
    fs::remove_dir_all(site.at("content")).unwrap();
    let run = site.limited("content that is not there", ":", &["build", "--output", "content"]);
    assert_eq!(run.code, Some(2), "{}", run.printed);
    assert!(!site.at("content").exists());
}

#[test]
fn a_disk_that_takes_no_more_leaves_the_output_as_it_was() {
    let site = Site::with_text("正文\n");
    site.build("first");
    let before = files(&site.at("public"));
    site.write("content/p/01-a.md", format!("---\ntitle: 章\n---\n{}", "正文很长。".repeat(100_000)));
    // No file may grow beyond a few blocks: a write fails half-way, as on a full disk.
    let run = site.limited("full", "trap '' XFSZ; ulimit -f 64", &["-q", "build"]);
    assert_eq!(run.code, Some(2), "{}", run.printed);
    assert!(files(&site.at("public")) == before);
    assert!(!site.at(".public.planpress").exists());
    site.build("again");

    let output = site.at("public");
    fs::set_permissions(&output, fs::Permissions::from_mode(0o555)).unwrap();
    let probe = output.join("probe");
    if fs::write(&probe, "").is_ok() {
        fs::remove_file(probe).unwrap();
        eprintln!("SKIPPED: this user writes where nobody may write, so no output is read-only");
    } else {
        let before = files(&output);
        site.write("content/new.md", "---\ntitle: 新\n---\n正文\n");
        let run = site.limited("read-only", ":", &["build"]);
        assert_eq!(run.code, Some(2), "{}", run.printed);
        assert!(files(&output) == before);
    }
    fs::set_permissions(&output, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A manifest of junk is told of in a few lines, and links and missing files cost no more than their number.
#[test]
fn a_bag_of_junk_costs_what_it_holds() {
    let dir = tempfile::tempdir().unwrap();
    let bag = dir.path();
    crate::support::write(bag, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    crate::support::write(bag, "manifest-sha256.txt", "x\n".repeat(1 << 21));
    fs::create_dir(bag.join("data")).unwrap();
    let verify = || {
        let start = Instant::now();
        let script = format!("ulimit -v {}; exec '{}' verify .", MEMORY, env!("CARGO_BIN_EXE_planpress"));
        let done = Command::new("bash").args(["-c", &script]).current_dir(bag).output().unwrap();
        assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
        (done.status.code(), String::from_utf8(done.stdout).unwrap())
    };
    let (code, printed) = verify();
    assert_eq!(code, Some(1));
    assert!(printed.lines().count() < 30 && printed.contains("2097142 more lines"), "{printed:.2000}");
    let (mut manifest, count) = (String::new(), 20_000);
    fs::create_dir(bag.join("data/l")).unwrap();
    for number in 0..count {
        writeln!(manifest, "{}  data/m/{number:06}", "0".repeat(64)).unwrap();
        symlink("x", bag.join(format!("data/l/{number:06}"))).unwrap();
    }
    crate::support::write(bag, "manifest-sha256.txt", manifest);
    let (code, printed) = verify();
    assert_eq!(code, Some(1));
    assert_eq!(printed.matches("missing: ").count(), count);
}

/// Every page has a link to a dozen pages at most, so that many pages do not make each of them large.
#[test]
fn many_ordinary_pages_make_no_page_larger() {
    let site = Site::new();
    for number in 1..=20 {
        site.write(format!("content/top{number:02}.md"), format!("---\ntitle: 顶层{number:02}\n---\n文\n"));
    }
    for number in 1..=300 {
        site.write(format!("content/news/n{number}.md"), format!("---\ntitle: 新闻{number}\n---\n文\n"));
    }
    site.build("pages");
    let read = |path: &str| fs::read_to_string(site.at(format!("public/{path}/index.html"))).unwrap();
    let page = read("news/n7");
    assert!(page.len() < 10_000, "{}", page.len());
    assert!(page.contains("顶层12") && !page.contains("顶层13") && !page.contains("新闻8"), "{page}");
    assert!(page.contains("href=\"../../sitemap/#_pages\">全部页面</a>"), "{page}");
    let map = read("sitemap");
    assert!(map.contains("顶层20") && map.contains("新闻300") && map.contains("id=\"_pages\""));
}

/// The most memory, in bytes, that a run of the program took; it must be well.
fn memory_of(site: &Site, arguments: &[&str]) -> u64 {
    use wait4::Wait4 as _;
    let mut command = crate::support::program();
    let mut child = command.current_dir(site.folder.path()).args(arguments).spawn().unwrap();
    let used = child.wait4().unwrap();
    assert!(used.status.success(), "{arguments:?}");
    used.rusage.maxrss
}

/// An attachment of any size passes through in pieces.
#[test]
fn a_large_attachment_is_never_held_in_memory() {
    const LARGE: u64 = 128 << 20;
    const ROOM: u64 = 64 << 20;
    let steps: [&[&str]; 5] = [
        &["build", "-q"],
        // Sealed, so that the bag's files and its zip are published by the next build.
        &["archive", "p", "--date", "2016-04-01", "-q"],
        &["archive", "p", "--zip", "p.zip", "-q"],
        &["verify", "-q"],
        &["build", "-q", "--output", "again"],
    ];
    let site = |size: u64| {
        let site = Site::with_text("[附件](a.pdf)\n");
        let index = fs::read_to_string(site.at("content/p/_index.md")).unwrap();
        site.write("content/p/_index.md", index.replace("status:", "published: 2016-03-01\nstatus:"));
        site.write("content/p/a.pdf", "%PDF-1.4\n");
        fs::File::options().write(true).open(site.at("content/p/a.pdf")).unwrap().set_len(size).unwrap();
        site
    };
    let (small, large) = (site(1000), site(LARGE));
    for step in steps {
        let (before, after) = (memory_of(&small, step), memory_of(&large, step));
        assert!(after < before + ROOM, "{step:?}: {} MB more", (after - before) >> 20);
    }
    let attachment = |site: &Site, folder: &str| {
        let mut entries = fs::read_dir(site.at(format!("{folder}/assets"))).unwrap().map(Result::unwrap);
        entries.find(|entry| entry.path().extension().is_some_and(|end| end == "pdf")).unwrap().path()
    };
    for folder in ["public", "again", "archive/p/1/data/site"] {
        assert_eq!(fs::metadata(attachment(&large, folder)).unwrap().len(), LARGE, "{folder}");
    }
    fs::write(attachment(&large, "again"), "altered").unwrap();
    memory_of(&large, &["build", "-q", "--output", "again"]);
    assert_eq!(fs::metadata(attachment(&large, "again")).unwrap().len(), LARGE, "put back");
}

/// Control characters in a title reach neither a terminal nor a feed.
#[test]
fn control_characters_stay_out_of_terminals_and_feeds() {
    let site = Site::new();
    let title = "计\\u0007划\\u009B31m\\x1b[2J\\u202E";
    site.write(
        "content/p/_index.md",
        format!("---\nkind: plan\ntitle: \"{title}\"\nyear: 2016\nstatus: published\npublished: 2016-03-01\nno_key\u{9b}: 1\n---\n前言\n"),
    );
    let run = site.survive("findings");
    let json = crate::support::run(site.folder.path(), &["check", "--format", "json"]);
    let archive = crate::support::run(site.folder.path(), &["archive", "p\u{9b}31m", "--lang", "en"]);
    for text in
        [run.printed, String::from_utf8(json.stdout).unwrap(), String::from_utf8(archive.stderr).unwrap()]
    {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    }
    let index = fs::read_to_string(site.at("content/p/_index.md")).unwrap();
    site.write("content/p/_index.md", index.replace("no_key\u{9b}: 1\n", ""));
    site.build("feed");
    for file in ["feed.xml", "sitemap.xml"] {
        let xml = fs::read_to_string(site.at(format!("public/{file}"))).unwrap();
        assert!(!xml.contains(|c: char| c.is_control() && c != '\n'), "{xml:?}");
        roxmltree::Document::parse(&xml).unwrap();
    }
    assert!(fs::read_to_string(site.at("public/feed.xml")).unwrap().contains("计 划 31m [2J<"));
}

#[test]
fn names_that_not_every_system_holds_are_told_once() {
    let site = Site::new();
    for file in [
        "01-Firms",
        "01-firms",
        "02-con",
        "03-a:b",
        "CON",
        "end.",
        "100%",
        "区 科技局",
        "f:g/1",
        "f:g/2",
        "sub/A/1",
        "sub/a/2",
    ] {
        site.write(format!("content/p/{file}.md"), "---\ntitle: 章\n---\n文\n");
    }
    site.write("content/p/end./1.md", "---\ntitle: 章\n---\n文\n");
    let run = site.survive("names");
    let told: Vec<_> = run
        .printed
        .split("[unportable-name]")
        .skip(1)
        .map(|rest| rest.split("--> ").nth(1).unwrap())
        .collect();
    let told: Vec<_> = told.iter().map(|rest| rest.split(":1:1").next().unwrap()).collect();
    let expected = ["01-firms.md", "03-a:b.md", "CON.md", "end.", "f:g", "sub/a"]
        .map(|name| format!("content/p/{name}"));
    assert_eq!(told, expected, "{}", run.printed);
}
