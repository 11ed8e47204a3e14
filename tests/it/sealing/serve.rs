//! The preview beside an archive: sealing while it runs, a bag that breaks and is mended, sources that change.

use super::site::*;
use crate::support::preview::{Clean, Preview, until};
use crate::support::{run, write};
use planpress::internals::pages::address::encode_ascii;
use std::fs;

#[test]
fn sealing_breaking_mending_and_editing_show_in_the_preview() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    site(root);
    let preview = Preview::start(root, &[]);
    let mut clean = Clean::new(&preview, root);
    let page = "/city/2019/";
    preview.until(page, "前言");
    assert!(!preview.get(page).text().contains("class=\"seal\""));
    let sealed = run(root, &["archive", PLAN]);
    assert!(sealed.status.success(), "{}", String::from_utf8_lossy(&sealed.stderr));
    preview.until(page, "class=\"seal\"");
    clean.until("sealed");
    assert_eq!(preview.get("/archive/city/2019-1.zip").status, 200);

    // Sources of a sealed plan change nothing that is served, and the drafter is told.
    let section = format!("{FOLDER}/01-创新主体.md");
    replace(root, &section, "title: 创新主体", "title: 改过的标题");
    let findings = || preview.state(page)["findings"].as_array().unwrap().clone();
    until("the change is told", || !findings().is_empty());
    let found = findings();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].to_string().contains("sealed-source"), "{found:?}");
    clean.until("a sealed source changed");
    let own = preview.page(&format!("/{}", encode_ascii("city/2019/创新主体/")));
    assert!(own.contains("创新主体") && !own.contains("改过的标题"), "{own}");
    replace(root, &section, "title: 改过的标题", "title: 创新主体");
    until("it is as it was sealed", || findings().is_empty());

    // One byte of the bag, and back.
    let file = "archive/city/2019/1/data/site/city/2019/index.html";
    let good = fs::read(root.join(file)).unwrap();
    let served = preview.page(page);
    let mut bytes = good.clone();
    bytes[100] ^= 1;
    write(root, file, bytes);
    until("the fault is told", || !findings().is_empty());
    assert!(findings()[0].to_string().contains("broken-seal"), "{:?}", findings());
    // The other series goes on.
    let still = &preview.state(page)["still"];
    assert!(!preview.broken() && still.as_array().unwrap().len() == 1, "{still}");
    assert_eq!(preview.page(page), served, "the sealed page stays");
    write(root, file, good);
    until("the fault is gone", || findings().is_empty());
    clean.until("mended");

    // Another seal, then none.
    replace(root, &section, "title: 创新主体", "title: 更正的标题");
    let amended = run(root, &["archive", PLAN, "--amend", "--reason", "更正标题"]);
    assert!(amended.status.success(), "{}", String::from_utf8_lossy(&amended.stderr));
    preview.until(page, "更正标题");
    clean.until("amended");
    fs::remove_dir_all(root.join("archive")).unwrap();
    until("no seal any more", || !preview.get(page).text().contains("class=\"seal\""));
    clean.until("the archive is gone");
}
