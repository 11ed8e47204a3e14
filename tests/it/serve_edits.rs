//! The preview as an editor meets it: however files are saved, it ends as a clean build.

use crate::support::preview::{Clean, Events, PLAN, Preview, section, site, until};
use crate::support::{files, write};
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

/// A file is saved as editors and tools do it.
#[test]
fn the_page_follows_every_way_of_saving() {
    let site = site();
    let root = site.path();
    fs::create_dir(root.join("public")).unwrap();
    fs::write(root.join("public/index.html"), "old").unwrap();
    let before = files(&root.join("public"));
    let preview = Preview::start(root, &[]);
    let mut clean = Clean::new(&preview, root);
    clean.until("from the start");
    let path = |name: &str| root.join("content/2016").join(name);
    let text = |text: &str| section("一", text);

    // In place.
    fs::write(path("01-one.md"), text("改过一次。")).unwrap();
    clean.until("in place");
    preview.line_with("2 pages changed");

    // With a swap file and a trial of the folder, the old file as a backup, a new one in its place.
    fs::write(path(".01-one.md.swp"), "x").unwrap();
    fs::write(path("4913"), "").unwrap();
    fs::remove_file(path("4913")).unwrap();
    fs::rename(path("01-one.md"), path("01-one.md~")).unwrap();
    fs::write(path("01-one.md"), text("改过两次。")).unwrap();
    fs::remove_file(path("01-one.md~")).unwrap();
    fs::remove_file(path(".01-one.md.swp")).unwrap();
    clean.until("with a backup");

    // A whole new file takes its name; then again, in that one.
    fs::write(path("01-one.md.tmp"), text("改过三次。")).unwrap();
    fs::rename(path("01-one.md.tmp"), path("01-one.md")).unwrap();
    clean.until("by rename");
    fs::write(path("01-one.md"), text("改过四次。")).unwrap();
    clean.until("in the new file");

    // In two steps with a pause in which the half may be read.
    let whole = text("改过五次。");
    let (one, two) = whole.as_bytes().split_at(20);
    let mut file = fs::File::create(path("01-one.md")).unwrap();
    file.write_all(one).unwrap();
    std::thread::sleep(Duration::from_millis(60));
    file.write_all(two).unwrap();
    drop(file);
    clean.until("in two steps");

    // Deleted and made again, at once and after it was seen to be gone.
    fs::remove_file(path("01-one.md")).unwrap();
    fs::write(path("01-one.md"), text("改过六次。")).unwrap();
    clean.until("deleted and made again");
    fs::remove_file(path("01-one.md")).unwrap();
    clean.until("deleted");
    fs::write(path("01-one.md"), text("改过七次。")).unwrap();
    clean.until("made again later");

    assert_eq!(files(&root.join("public")), before, "the output is untouched");
    assert!(!root.join("public/.planpress-manifest").exists());
}

#[test]
fn the_page_follows_folders() {
    let site = site();
    let root = site.path();
    let preview = Preview::start(root, &[]);
    let mut clean = Clean::new(&preview, root);
    clean.until("from the start");

    // A folder gets another name, and files in it are still followed.
    fs::rename(root.join("content/2016"), root.join("content/2018")).unwrap();
    clean.until("a plan's folder has another name");
    write(root, "content/2018/01-one.md", section("一", "改过一次。"));
    clean.until("a file in it");

    // Folders in folders that come at once, as a checkout makes them.
    write(root, "content/help/a/b/c.md", "---\ntitle: 深\n---\n深处。\n");
    clean.until("folders in folders");
    write(root, "content/help/a/b/c.md", "---\ntitle: 深\n---\n更深处。\n");
    clean.until("a file deep in them");

    // All content goes away and comes back, and is deleted and made again.
    fs::rename(root.join("content"), root.join("away")).unwrap();
    clean.until("no content");
    fs::rename(root.join("away"), root.join("content")).unwrap();
    clean.until("all content back");
    write(root, "content/2018/01-one.md", section("一", "改过两次。"));
    clean.until("a file after that");
    crate::support::copy(&root.join("content"), &root.join("copy"));
    fs::remove_dir_all(root.join("content")).unwrap();
    crate::support::copy(&root.join("copy"), &root.join("content"));
    write(root, "content/2018/02-two.md", section("二", "改过三次。"));
    clean.until("all content made again");
    write(root, "content/2018/02-two.md", section("二", "改过四次。"));
    clean.until("a file in the new folders");
}

#[test]
fn the_page_follows_theme_and_configuration() {
    let site = site();
    let root = site.path();
    let preview = Preview::start(root, &[]);
    let mut clean = Clean::new(&preview, root);
    clean.until("from the start");
    let template = |word: &str| format!("<html><head></head><body>{word} {{{{ page.title }}}}</body></html>");
    write(root, "themes/own/theme.yaml", "name: own\nversion: 1\nextends: gov\n");
    write(root, "themes/own/templates/page.html", template("ours"));
    write(root, "content/about.md", "---\ntitle: 关于\n---\n");
    write(root, "site.yaml", "title: 站点\ntheme: own\n");
    clean.until("the first theme of its own");
    write(root, "themes/own/templates/page.html", template("mine"));
    clean.until("a template");
    preview.until("/about/", "mine 关于");
    write(root, "themes/own/static/own.css", "body { color: black }\n");
    clean.until("a file in a new folder of it");
    fs::remove_dir_all(root.join("themes")).unwrap();
    clean.until("the theme is gone");
    write(root, "site.yaml", "title: 本站\n");
    clean.until("the configuration");
}

#[test]
#[cfg(unix)]
fn the_page_follows_what_links_lead_to() {
    use std::os::unix::fs::symlink;
    let site = site();
    let root = site.path();
    write(root, "shared/a.md", section("甲", "共用一。"));
    write(root, "other/deep/b.md", section("乙", "共用二。"));
    let link = root.join("content/2016/03-link.md");
    symlink("../../shared/a.md", &link).unwrap();
    let preview = Preview::start(root, &[]);
    let mut clean = Clean::new(&preview, root);
    clean.until("from the start");
    write(root, "shared/a.md", section("甲", "共用一改。"));
    clean.until("what it leads to");
    write(root, "shared/a.md.tmp", section("甲", "共用一又改。"));
    fs::rename(root.join("shared/a.md.tmp"), root.join("shared/a.md")).unwrap();
    clean.until("what it leads to, by rename");

    // The link is made to lead into a folder that was of no interest before.
    fs::remove_file(&link).unwrap();
    symlink("../../other/deep/b.md", &link).unwrap();
    clean.until("another link");
    write(root, "other/deep/b.md", section("乙", "共用二改。"));
    clean.until("what the other link leads to");

    // One that leads to nothing yet.
    write(root, "third/x", "");
    symlink("../../third/c.md", root.join("content/2016/04-none.md")).unwrap();
    clean.until("a link to nothing");
    write(root, "third/c.md", section("丙", "共用三。"));
    clean.until("what was missing");

    // A folder.
    symlink("../other/deep", root.join("content/linked")).unwrap();
    clean.until("a link to a folder");
    write(root, "other/deep/d.md", "---\ntitle: 丁\n---\n");
    clean.until("a file in a linked folder");
}

#[test]
fn a_checkout_of_many_files_ends_as_a_clean_build() {
    let site = site();
    let root = site.path();
    let preview = Preview::start(root, &[]);
    let mut clean = Clean::new(&preview, root);
    clean.until("from the start");
    // To a branch with 300 more files, to one where they are others, and back; each file by delete and rename.
    let checkout = |text: Option<&str>| {
        for n in 0..300 {
            let kind = if n % 10 == 0 { "md" } else { "txt" };
            let file = format!("content/guide-{}/p{n}.{kind}", n % 7);
            drop(fs::remove_file(root.join(&file)));
            if let Some(text) = text {
                write(root, &format!("{file}.lock"), format!("---\ntitle: {n}\n---\n{text}\n"));
                fs::rename(root.join(format!("{file}.lock")), root.join(&file)).unwrap();
            }
        }
        write(root, "content/2016/01-one.md", section("一", text.unwrap_or("没有。")));
    };
    checkout(Some("一"));
    clean.until("another branch");
    checkout(Some("二"));
    clean.until("a third branch");
    checkout(None);
    clean.until("back");
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
    let mut clean = Clean::new(&preview, root);
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
        clean.until(&format!("seed {seed}, burst {burst}"));
    }
}
