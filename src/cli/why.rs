//! The words for why a page was rendered again, for `serve --verbose`.

use crate::diagnostic::Language;
use crate::pages::reason::RebuildReason;
use crate::source_path::SourcePath;

/// So many files are named; more are counted.
const NAMED: usize = 3;

/// One line for a page that was rendered.
pub fn rendered(page: &str, why: &RebuildReason, language: Language) -> String {
    match language {
        Language::English => {
            let reason = match why {
                RebuildReason::Shared => {
                    "the theme, `site.yaml` or a name in the navigation changed, which every page shows"
                        .to_owned()
                }
                RebuildReason::New => "the page is new".to_owned(),
                RebuildReason::Sources(files) => format!("{} changed", list(files, language)),
                RebuildReason::Figures(files) => {
                    format!("it shows figures from {}, which changed", list(files, language))
                }
                RebuildReason::Files(files) => format!("it shows {}, which changed", list(files, language)),
                RebuildReason::Surroundings => "pages around it came, went or moved".to_owned(),
            };
            format!("rendered {page}: {reason}")
        }
        Language::Chinese => {
            let reason = match why {
                RebuildReason::Shared => {
                    "主题、`site.yaml` 或导航中的名称有变化，所有页面都会用到".to_owned()
                }
                RebuildReason::New => "这是新页面".to_owned(),
                RebuildReason::Sources(files) => format!("{}有变化", list(files, language)),
                RebuildReason::Figures(files) => {
                    format!("页面引用的数字出自{}，该处有变化", list(files, language))
                }
                RebuildReason::Files(files) => format!("页面用到的{}有变化", list(files, language)),
                RebuildReason::Surroundings => "相邻页面有增减或移动".to_owned(),
            };
            format!("重新生成 {page}：{reason}")
        }
    }
}

fn list(files: &[SourcePath], language: Language) -> String {
    let named: Vec<String> = files.iter().take(NAMED).map(|file| format!("`{file}`")).collect();
    let more = files.len().saturating_sub(NAMED);
    match language {
        Language::English if more > 0 => format!("{} and {more} more", named.join(", ")),
        Language::English => named.join(", "),
        Language::Chinese if more > 0 => format!("{}等 {} 个文件", named.join("、"), files.len()),
        Language::Chinese => named.join("、"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_files_are_named_and_many_are_counted() {
        let files: Vec<SourcePath> = ["a.md", "b.md", "c.md", "d.md"].map(SourcePath::from).to_vec();
        let one = RebuildReason::Sources(vec![files[0].clone()]);
        assert_eq!(rendered("2016/", &one, Language::English), "rendered 2016/: `a.md` changed");
        assert_eq!(rendered("2016/", &one, Language::Chinese), "重新生成 2016/：`a.md`有变化");
        let all = RebuildReason::Sources(files);
        assert_eq!(
            rendered("2016/", &all, Language::English),
            "rendered 2016/: `a.md`, `b.md`, `c.md` and 1 more changed"
        );
        assert_eq!(
            rendered("2016/", &all, Language::Chinese),
            "重新生成 2016/：`a.md`、`b.md`、`c.md`等 4 个文件有变化"
        );
    }
}
