//! The words for why a page was rendered again, for `serve --verbose`.

use crate::diagnostic::Words;
use crate::diagnostic::words::{joined, say};
use crate::pages::reason::RebuildReason;
use crate::source_path::SourcePath;

/// So many files are named; more are counted.
const NAMED: usize = 3;

/// One line for a page that was rendered.
pub fn rendered(page: &str, why: &RebuildReason) -> Words {
    let reason = match why {
        RebuildReason::Shared => say!(
            "the theme, `site.yaml` or a name in the navigation changed, which every page shows",
            "主题、`site.yaml` 或导航中的名称有变化，所有页面都会用到"
        ),
        RebuildReason::New => say!("the page is new", "这是新页面"),
        RebuildReason::Sources(files) => say!("{} changed", "{}有变化", list(files)),
        RebuildReason::Figures(files) => {
            say!("it shows figures from {}, which changed", "页面引用的数字出自{}，该处有变化", list(files))
        }
        RebuildReason::Files(files) => {
            say!("it shows {}, which changed", "页面用到的{}有变化", list(files))
        }
        RebuildReason::Surroundings => say!("pages around it came, went or moved", "相邻页面有增减或移动"),
    };
    say!("rendered {page}: {}", "重新生成 {page}：{}", reason)
}

fn list(files: &[SourcePath]) -> Words {
    let named: Vec<String> = files.iter().take(NAMED).map(|file| format!("`{file}`")).collect();
    let named = joined(&named);
    match files.len().saturating_sub(NAMED) {
        0 => named,
        more => Words {
            english: format!("{} and {more} more", named.english),
            chinese: format!("{}等 {} 个文件", named.chinese, files.len()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_files_are_named_and_many_are_counted() {
        let files: Vec<SourcePath> = ["a.md", "b.md", "c.md", "d.md"].map(SourcePath::from).to_vec();
        let one = RebuildReason::Sources(vec![files[0].clone()]);
        assert_eq!(rendered("2016/", &one).english, "rendered 2016/: `a.md` changed");
        assert_eq!(rendered("2016/", &one).chinese, "重新生成 2016/：`a.md`有变化");
        let all = RebuildReason::Sources(files);
        assert_eq!(
            rendered("2016/", &all).english,
            "rendered 2016/: `a.md`, `b.md`, `c.md` and 1 more changed"
        );
        assert_eq!(
            rendered("2016/", &all).chinese,
            "重新生成 2016/：`a.md`、`b.md`、`c.md`等 4 个文件有变化"
        );
    }
}
