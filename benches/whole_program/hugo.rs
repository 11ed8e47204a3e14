//! Writes a corpus as a Hugo site whose theme does the work of Planpress' default theme: the same pages, and on
//! each the same parts. Sections' bodies are the same bytes; links and bound figures are resolved by a hook.
//!
//! Two things Hugo does less of: heading ids repeat on a whole plan's page, and headings are not numbered.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::body;
use crate::corpus::{self, Indicator, Plan, Section, Shape};
use crate::files::write;

const THEME: &[(&str, &str)] = &[
    ("assets/style.css", include_str!("hugo/assets/style.css")),
    ("layouts/404.html", include_str!("hugo/layouts/404.html")),
    ("layouts/_markup/render-link.html", include_str!("hugo/layouts/_markup/render-link.html")),
    ("layouts/_partials/assets.html", include_str!("hugo/layouts/_partials/assets.html")),
    ("layouts/_partials/breadcrumb.html", include_str!("hugo/layouts/_partials/breadcrumb.html")),
    ("layouts/_partials/columns.html", include_str!("hugo/layouts/_partials/columns.html")),
    ("layouts/_partials/contents.html", include_str!("hugo/layouts/_partials/contents.html")),
    ("layouts/_partials/footer.html", include_str!("hugo/layouts/_partials/footer.html")),
    ("layouts/_partials/header.html", include_str!("hugo/layouts/_partials/header.html")),
    ("layouts/_partials/indicators.html", include_str!("hugo/layouts/_partials/indicators.html")),
    ("layouts/_partials/list-of-plan.html", include_str!("hugo/layouts/_partials/list-of-plan.html")),
    ("layouts/_partials/list-of-section.html", include_str!("hugo/layouts/_partials/list-of-section.html")),
    ("layouts/_partials/phrase.html", include_str!("hugo/layouts/_partials/phrase.html")),
    ("layouts/_partials/plans.html", include_str!("hugo/layouts/_partials/plans.html")),
    ("layouts/_partials/row.html", include_str!("hugo/layouts/_partials/row.html")),
    ("layouts/baseof.html", include_str!("hugo/layouts/baseof.html")),
    ("layouts/home.atom.xml", include_str!("hugo/layouts/home.atom.xml")),
    ("layouts/home.html", include_str!("hugo/layouts/home.html")),
    ("layouts/indicators.html", include_str!("hugo/layouts/indicators.html")),
    ("layouts/page.html", include_str!("hugo/layouts/page.html")),
    ("layouts/plan.html", include_str!("hugo/layouts/plan.html")),
    ("layouts/robots.txt", include_str!("hugo/layouts/robots.txt")),
    ("layouts/section.html", include_str!("hugo/layouts/section.html")),
];
const CONFIG: &str = include_str!("hugo/hugo.toml");

/// How the links in the output are written.
#[derive(Clone, Copy)]
pub enum Links {
    /// Relative to the page, as Planpress writes them: the site works in any folder.
    Relative,
    /// From the root of the host: less work, for comparison only.
    FromRoot,
}

/// Writes the site below `root`.
pub fn generate(shape: Shape, root: &Path, links: Links) -> io::Result<()> {
    let config = match links {
        Links::Relative => CONFIG.to_owned(),
        Links::FromRoot => CONFIG.replace("relativeURLs = true\n", ""),
    };
    write(root, "hugo.toml", &config)?;
    for (path, text) in THEME {
        write(root, path, text)?;
    }
    write(root, "content/_index.md", "---\ntitle: 计划库\n---\n\n各单位年度计划。\n")?;
    for series in 0..shape.series {
        let title = corpus::issuer(series);
        let text = format!("---\ntitle: {title}\nweight: {}\n---\n\n历年工作计划。\n", series + 1);
        write(root, &format!("content/{}/_index.md", corpus::series_folder(series)), &text)?;
    }
    for number in 0..shape.plans {
        let plan = shape.plan(number);
        let folder = format!("content/{}", plan.folder());
        write(root, &format!("{folder}/_index.md"), &plan_page(&plan))?;
        write(
            root,
            &format!("{folder}/indicators/_index.md"),
            "---\ntitle: 指标总表\nlayout: indicators\n---\n",
        )?;
        for section in shape.sections_of(&plan) {
            let text = format!("{}\n{}", front_matter(&section), body::markdown(shape, &section));
            write(root, &format!("{folder}/{}", section.file()), &text)?;
        }
    }
    Ok(())
}

fn plan_page(plan: &Plan) -> String {
    let mut out =
        format!("---\nlayout: plan\ntitle: {}\nweight: {}\nyear: {}\n", plan.title(), plan.year, plan.year);
    let mut catalogue = String::from("catalogue:\n");
    for (key, name, value) in plan.catalogue() {
        if key == "published" {
            let _ = writeln!(out, "issued: \"{value}\"");
        }
        let _ = writeln!(catalogue, "  - name: {name}\n    value: \"{value}\"");
    }
    let _ = write!(out, "{catalogue}---\n\n本计划由各责任单位共同落实。\n");
    out
}

fn front_matter(section: &Section) -> String {
    let mut out = format!(
        "---\ntitle: {}\nslug: {}\nweight: {}\nlead: {}\nindicators:\n",
        section.title,
        section.slug(),
        section.place(),
        section.lead
    );
    for indicator in &section.indicators {
        let Indicator { id, name, unit, bound, target, baseline, actual, level } = indicator;
        let sign = bound.sign();
        let _ = write!(
            out,
            "  - id: {id}\n    name: {name}\n    unit: \"{unit}\"\n    bound: \"{sign}\"\n    target: {target}\n    \
             baseline: {baseline}\n    actual: {actual}\n    level: {level}\n"
        );
    }
    out.push_str("---\n");
    out
}
