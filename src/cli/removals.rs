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
    let (listed, rest) = pages.removed.split_at(count.min(MOST_LISTED));
    let mut list = String::new();
    for page in listed {
        list.push_str("\n  /");
        list.push_str(page.strip_suffix("index.html").unwrap_or(page));
    }
    let more = match rest.len() {
        0 => Words::default(),
        more => say!("\n  and {} more", "\n  另有 {} 个", more),
    };
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
