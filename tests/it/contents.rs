//! Tables of contents say what the headings say, figures filled from the data included.

use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, Options, Silent};
use std::fs;

#[test]
fn a_figure_in_a_heading_stands_in_the_contents_too() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("content/2016")).unwrap();
    fs::write(root.join("site.yaml"), "title: 站点\n").unwrap();
    fs::write(
        root.join("content/2016/_index.md"),
        "---\nkind: plan\ntitle: 计划\nyear: 2016\nstatus: published\n---\n",
    )
    .unwrap();
    fs::write(
        root.join("content/2016/01-a.md"),
        "---\ntitle: 甲 <乙>\nlead: 综合科\ndue: continuous\nindicators: [{id: firms, name: 企业, target: 12家以上}]\n---\n## 培育[](indicator:firms) & **新**\n\n文。\n",
    )
    .unwrap();
    let memory = Memory::new();
    let report = pipeline::run(root, &Options::default(), &memory, &Silent).unwrap();
    assert_eq!(report.diagnostics, []);
    let files = memory.into_files();
    for page in ["2016/index.html", "2016/a/index.html"] {
        let html = String::from_utf8(files.get(page).unwrap().clone()).unwrap();
        let contents = html.split("<nav class=\"contents\"").nth(1).unwrap().split("</nav>").next().unwrap();
        assert!(contents.contains("培育12家以上 &amp; <strong>新</strong></a>"), "{page}: {contents}");
        assert!(contents.contains("甲 &lt;乙&gt;"), "{page}: {contents}");
    }
}
