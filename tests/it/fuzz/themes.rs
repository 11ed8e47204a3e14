//! A theme's templates, words and parameters, damaged one file at a time.

use super::{Damage, seeds};
use crate::support::effort;
use crate::support::random::Random;
use planpress::internals::output::Memory;
use planpress::internals::pipeline::{self, Options, Silent};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const TIME: Duration = Duration::from_secs(1);

/// What templates and their settings trip over.
const SALT: [&str; 24] = [
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "{% if page %}",
    "{% endif %}",
    "{% for i in page %}",
    "{% endfor %}",
    "{{ page.root }}",
    "{{ 1 / 0 }}",
    "{{ \"x\" * 3 }}",
    "{{ <badge/> }}",
    "{% include \"base.html\" %}",
    "{% extends \"base.html\" %}",
    "{% block main %}",
    "{% endblock %}",
    "| safe",
    "| nosuch",
    "extends: own\n",
    "parameters:\n  a: {type: colour}\n",
    "name: 甲\n",
    "{% set x = x %}",
];

/// The files of the repository's theme that are texts.
fn texts(theme: &Path) -> Vec<(PathBuf, String)> {
    let all = walkdir::WalkDir::new(theme).sort_by_file_name().into_iter().map(Result::unwrap);
    all.filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(theme).unwrap().to_owned();
            Some((path, fs::read_to_string(entry.path()).ok()?))
        })
        .collect()
}

#[test]
fn damaged_themes_make_nothing_panic() {
    let time = effort::time(TIME);
    let mut random = Damage(if time == TIME { Random::seeded(20_170_101) } else { Random::of_the_moment() });
    let texts = texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/gov"));
    let others = seeds();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let theme = root.join("themes/own");
    for (path, text) in &texts {
        let path = theme.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace("name: gov\n", "name: own\n")).unwrap();
    }
    fs::create_dir_all(root.join("content/p")).unwrap();
    fs::write(root.join("site.yaml"), "title: 甲\ntheme: own\n").unwrap();
    let plan = "---\nkind: plan\ntitle: 计划\nyear: 2016\nstatus: published\nindicators: [{id: a, name: 甲, target: 12家以上, actual: 3, baseline: 2}]\n---\n正文[](indicator:a)。\n";
    fs::write(root.join("content/p/_index.md"), plan).unwrap();
    let start = Instant::now();
    let mut done = 0;
    while start.elapsed() < time {
        let (path, text) = &texts[random.below(texts.len())];
        let mut damaged = random.damage(text, &others);
        if random.below(2) == 0 {
            let mut text = String::from_utf8_lossy(&damaged).into_owned();
            let at = random.offset(&text);
            text.insert_str(at, SALT[random.below(SALT.len())]);
            damaged = text.into_bytes();
        }
        fs::write(theme.join(path), &damaged).unwrap();
        let run = || pipeline::run(root, &Options::default(), &Memory::new(), &Silent);
        let ended = catch_unwind(AssertUnwindSafe(run)).is_ok();
        assert!(ended, "{}: {:?}", path.display(), String::from_utf8_lossy(&damaged));
        fs::write(theme.join(path), text.replace("name: gov\n", "name: own\n")).unwrap();
        done += 1;
    }
    println!("{done} damaged themes");
}
