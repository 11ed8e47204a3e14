//! Writes a corpus as a Planpress site: `site.yaml` and `content/`.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use crate::body;
use crate::corpus::{self, Indicator, Plan, Section, Shape};
use crate::files::write;

/// Writes the site below `root`.
pub fn generate(shape: Shape, root: &Path) -> io::Result<()> {
    write(root, "site.yaml", "title: 计划库\nbase_url: https://plan.example/\nlang: zh-Hans\n")?;
    write(root, "content/_index.md", "---\ntitle: 计划库\n---\n\n各单位年度计划。\n")?;
    for series in 0..shape.series {
        let text = format!("---\ntitle: {}\n---\n\n历年工作计划。\n", corpus::issuer(series));
        write(root, &format!("content/{}/_index.md", corpus::series_folder(series)), &text)?;
    }
    for number in 0..shape.plans {
        let plan = shape.plan(number);
        write(root, &format!("content/{}/_index.md", plan.folder()), &plan_page(&plan))?;
        for section in shape.sections_of(&plan) {
            let text = format!("{}\n{}", front_matter(&section), body::markdown(shape, &section));
            write(root, &format!("content/{}/{}", plan.folder(), section.file()), &text)?;
        }
    }
    Ok(())
}

fn plan_page(plan: &Plan) -> String {
    let mut out = format!(
        "---\nkind: plan\ntitle: {}\nyear: {}\nstatus: published\nnumbering: none\n",
        plan.title(),
        plan.year
    );
    for (key, _, value) in plan.catalogue() {
        let _ = writeln!(out, "{key}: {value}");
    }
    let _ = write!(out, "as_of: {}-12-31\n---\n\n本计划由各责任单位共同落实。\n", plan.year);
    out
}

fn front_matter(section: &Section) -> String {
    let mut out = format!(
        "---\ntitle: {}\nlead: {}\ndue: {}-12-31\nindicators:\n",
        section.title, section.lead, section.plan.year
    );
    for indicator in &section.indicators {
        let Indicator { id, name, unit, bound, target, baseline, actual, level } = indicator;
        let sign = bound.sign();
        let _ = write!(
            out,
            "  - id: {id}\n    name: {name}\n    unit: \"{unit}\"\n    target: \"{sign} {target}\"\n    \
             baseline: {baseline}\n    actual: {actual}\n    level: {level}\n"
        );
    }
    out.push_str("---\n");
    out
}
