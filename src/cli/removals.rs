//! What is said of a build that would remove many published pages, and was not asked to.

use crate::diagnostic::Words;
use crate::diagnostic::words::say;
use crate::output::RemovedPages;
use std::path::Path;

/// So many addresses are listed.
const MOST_LISTED: usize = 100;

/// Why nothing was written, which pages would go, and how to let them.
pub fn words(pages: &RemovedPages, output: &Path) -> Words {
    let count = pages.removed.len();
    let (list, more) = listed(&pages.removed);
    say!(
        "this build would remove {} of the {} pages in {}; nothing was written{}{}\nif they are to go, give \
         --allow-removals {}",
        "本次生成将删除 {2} 中 {1} 个页面里的 {0} 个，没有写入任何文件：{3}{4}\n确要删除，请加上 --allow-removals {5}",
        count,
        pages.published,
        output.display(),
        list,
        more,
        count
    )
}

/// Why no list is given: sending it on would remove many pages.
pub fn not_sent(pages: &RemovedPages) -> Words {
    let count = pages.removed.len();
    let (list, more) = listed(&pages.removed);
    say!(
        "{} of the {} pages that were sent before would vanish; no list is given{}{}\nif they are to go, give \
         --allow-removals {}",
        "此前传送的 {1} 个页面中，有 {0} 个将消失，不给出列表：{2}{3}\n确要删除，请加上 --allow-removals {4}",
        count,
        pages.published,
        list,
        more,
        count
    )
}

/// Why no list is given: addresses of sealed plans would vanish.
pub fn sealed(paths: &[&str]) -> Words {
    let (list, more) = listed(paths);
    say!(
        "{} addresses of sealed plans would vanish; no list is given{}{}\nwhat is sealed stays public: look for the \
         missing bags in archive/; if they are to go all the same, give --allow-sealed-removals",
        "已归档计划的 {} 个地址将消失，不给出列表：{}{}\n已归档的应当长期公开，请查找 archive/ 中缺少的归档包；\
         仍要删除的，请加上 --allow-sealed-removals",
        paths.len(),
        list,
        more
    )
}

/// The addresses of files, one a line, and how many more there are.
fn listed(paths: &[impl AsRef<str>]) -> (String, Words) {
    let (listed, rest) = paths.split_at(paths.len().min(MOST_LISTED));
    let mut list = String::new();
    for page in listed.iter().map(AsRef::as_ref) {
        list.push_str("\n  /");
        list.push_str(page.strip_suffix("index.html").unwrap_or(page));
    }
    let more = match rest.len() {
        0 => Words::default(),
        more => say!("\n  and {} more", "\n  另有 {} 个", more),
    };
    (list, more)
}
