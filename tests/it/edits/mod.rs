//! A small site, and random changes of its sources, for tests of laws about rebuilding.

pub mod archive;

pub use crate::support::random::Random;
use std::fs;
use std::path::Path;

pub fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

pub fn site(root: &Path) {
    write(root, "site.yaml", "title: 站点\nbase_url: https://a.example/\n");
    write(root, "content/_index.md", "---\ntitle: 首页\n---\n首页，见[甲](a/2016/01-x.md)。\n");
    write(root, "content/about.md", "---\ntitle: 关于\naliases: [/old/]\n---\n见[乙](b/2016/_index.md)。\n");
    for series in ["a", "b"] {
        write(root, &format!("content/{series}/_index.md"), &format!("---\ntitle: 系列{series}\n---\n"));
        for year in [2016, 2017] {
            plan(root, series, year, "published");
            for section in ["01-x", "02-y", "03-z"] {
                self::section(root, series, year, section, 1);
            }
        }
    }
}

pub fn plan(root: &Path, series: &str, year: i32, status: &str) {
    let text = format!(
        "---\nkind: plan\ntitle: {series}{year}年计划\nyear: {year}\nstatus: {status}\n---\n前言，见[一](01-x.md#标题)。\n"
    );
    write(root, &format!("content/{series}/{year}/_index.md"), &text);
}

pub fn section(root: &Path, series: &str, year: i32, name: &str, value: usize) {
    let other = if series == "a" { "b" } else { "a" };
    let text = format!(
        "---\ntitle: 章节{name}\nlead: 科{value}\nindicators:\n  - id: {id}\n    name: 指标{id}\n    measure: flow\n    target: {value}家以上\n    actual: {value}\n---\n## 标题\n\n培育[](indicator:{id})，另一单位[](indicator:{other}/{year}/{id})，上年[](indicator:2016/{id})。\n见[邻](../../{other}/{year}/{name}.md#标题)。\n",
        id = &name[3..]
    );
    write(root, &format!("content/{series}/{year}/{name}.md"), &text);
}

/// Makes one random change of the sources; the site stays free of errors or not, as it happens.
pub fn edit(root: &Path, random: &mut Random, step: usize) {
    let series = ["a", "b"][random.below(2)];
    let year = [2016, 2017][random.below(2)];
    let name = ["01-x", "02-y", "03-z"][random.below(3)];
    let file = format!("content/{series}/{year}/{name}.md");
    let append = |path: &str, text: &str| {
        let old = fs::read_to_string(root.join(path)).unwrap_or_default();
        write(root, path, &(old + text));
    };
    match random.below(29) {
        0..=2 => append(&file, &format!("\n第{step}步。\n")),
        3 => append(&file, &format!("\n### 小标题{step}\n\n文字。\n")),
        4..=6 => section(root, series, year, name, 1 + random.below(90)),
        7 => append(&file, "\n```indicators\nall\n```\n"),
        8 => write(
            root,
            &format!("content/{series}/{year}/04-new{}.md", random.below(3)),
            &format!("---\ntitle: 新{step}\n---\n文字。\n"),
        ),
        9 => {
            let _ =
                fs::remove_file(root.join(format!("content/{series}/{year}/04-new{}.md", random.below(3))));
        }
        10 => plan(root, series, year, if random.below(4) == 0 { "draft" } else { "published" }),
        11 => {
            let old = fs::read_to_string(root.join(&file)).unwrap_or_default();
            write(root, &file, &old.replacen("title: 章节", "title: 章", 1));
        }
        12 => write(
            root,
            "site.yaml",
            &format!(
                "title: 站点{}\nbase_url: https://a.example/\nmarkdown: {}\nembeds: {}\nlang: {}\n",
                random.below(2),
                random.below(3) > 0,
                random.below(3) > 0,
                ["zh-Hans", "en"][random.below(2)]
            ),
        ),
        13 => write(root, "themes/own/theme.yaml", "name: own\nversion: 0.1.0\nextends: gov\n"),
        14 => {
            write(root, "themes/own/theme.yaml", "name: own\nversion: 0.1.0\nextends: gov\n");
            let badge = format!(
                "{{%- component badge(@t) -%}}<b class=\"badge\">{step}</b>{{%- endcomponent badge -%}}\n"
            );
            write(root, "themes/own/templates/badge.html", &badge);
            write(root, "site.yaml", "title: 站点\nbase_url: https://a.example/\ntheme: own\n");
        }
        15 => {
            write(
                root,
                "content/p.svg",
                &format!("<svg xmlns='http://www.w3.org/2000/svg' width='{step}' height='9'/>"),
            );
            append("content/about.md", "\n![图](p.svg)\n");
        }
        16 => write(
            root,
            &format!("content/{series}/_index.md"),
            &format!("---\ntitle: 系列{step}\nissuer: 局\n---\n"),
        ),
        // Not a byte more or less, and a moment after another edit.
        17 => {
            let old = fs::read_to_string(root.join(&file)).unwrap_or_default();
            write(root, &file, &old.replacen("培育", ["扶持", "培植"][random.below(2)], 1));
        }
        // A whole plan, or a series, under another name.
        18 => {
            let (from, to) = (format!("content/{series}/{year}"), format!("content/{series}/{}", year + 2));
            if random.below(2) == 0 {
                let _ = fs::rename(root.join(from), root.join(to));
            } else {
                let _ = fs::rename(root.join(to), root.join(from));
            }
        }
        19 => append(&file, &format!("\n[死链](../nowhere{step}.md)和[锚](02-y.md#无{step})\n")),
        20 => {
            let text =
                ["title: 站点\nseverity:\n  dead-link: warning\n  dead-anchor: note\n", "title: 站点\n"];
            write(root, "site.yaml", text[random.below(2)]);
        }
        // Links from elsewhere lead to this heading.
        21 => {
            let old = fs::read_to_string(root.join(&file)).unwrap_or_default();
            let (from, to) = if old.contains("## 标题\n") {
                ("## 标题\n", "## 题目\n")
            } else {
                ("## 题目\n", "## 标题\n")
            };
            write(root, &file, &old.replacen(from, to, 1));
        }
        // What the pages that look across plans show: names, units, successors, tasks.
        22 => {
            let old = fs::read_to_string(root.join(&file)).unwrap_or_default();
            let (from, to) = if old.contains("name: 指标") {
                ("name: 指标", "name: 项")
            } else {
                ("name: 项", "name: 指标")
            };
            write(root, &file, &old.replacen(from, to, 1));
        }
        23 => {
            // Two of them would have one address.
            let leads = ["lead: 处室", "lead: 科1", "lead: 科 1", "lead: 科-1", "partners: [科2, 处室]"];
            let old = fs::read_to_string(root.join(&file)).unwrap_or_default();
            let lines = old.lines().map(|line| {
                let own = line.starts_with("lead: ") || line.starts_with("partners: ");
                if own { leads[random.below(leads.len())].to_owned() } else { line.to_owned() }
            });
            let text = lines.collect::<Vec<_>>().join("\n") + "\n";
            write(root, &file, &text);
        }
        24 | 25 => {
            let added = [
                "replaces: [z]",
                "replaces: [x, y]",
                "unit: 家",
                "direction: down",
                "milestones: [{due: 2016-06-30, target: 1, actual: 2}]",
                "revisions: [{date: 2016-05-01, field: target, from: 9, to: 8, reason: 故}]",
                "lead: 处室",
            ];
            let added = added[random.below(added.len())];
            let old = fs::read_to_string(root.join(&file)).unwrap_or_default();
            if !old.contains(added.split(':').next().unwrap()) {
                write(root, &file, &old.replacen("    actual:", &format!("    {added}\n    actual:"), 1));
            }
        }
        26 => {
            let old = fs::read_to_string(root.join(&file)).unwrap_or_default();
            if !old.contains("tasks:") {
                let tasks = format!(
                    "tasks: [{{id: t{}, name: 任务{step}, lead: 科{}}}]\n---\n",
                    random.below(2),
                    random.below(3)
                );
                write(root, &file, &old.replacen("---\n## ", &format!("{tasks}## "), 1));
            }
        }
        // An indicator more, or under another id.
        27 => {
            let old = fs::read_to_string(root.join(&file)).unwrap_or_default();
            let one = format!(
                "    actual: {}\n  - {{id: more-{}, name: 多, target: 3, replaces: [{}]}}\n",
                random.below(9),
                random.below(2),
                &name[3..]
            );
            if !old.contains("more-") {
                let from =
                    old.lines().find(|line| line.starts_with("    actual:")).unwrap_or("无").to_owned()
                        + "\n";
                write(root, &file, &old.replacen(&from, &one, 1));
            }
        }
        _ => {
            let to = format!("content/{series}/{year}/05-moved.md");
            let _ = fs::rename(root.join(&file), root.join(&to));
            if random.below(2) == 0 {
                let _ = fs::rename(root.join(&to), root.join(&file));
            }
        }
    }
}
