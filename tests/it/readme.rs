//! The tour of the README, taken step by step in both languages: what it shows is what the program says. Times differ from
//! run to run and are left as they stand. `UPDATE_DOCS=1` puts in what has become another.

use crate::support::{fill_in, run, write};
use std::fs;
use std::path::Path;

/// What the program says at each step of the tour, one text a step.
fn tour(lang: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let said = |root: &Path, arguments: &[&str]| {
        let output = run(root, &[arguments, &["--lang", lang]].concat());
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let mut steps = vec![said(folder.path(), &["init", "my-plan", "--year", "2026"])];
    let root = folder.path().join("my-plan");
    steps.push(said(&root, &["check", "--drafts"]));
    fill_in(&root);
    steps.push(said(&root, &["build"]));
    let (unit, other, twelve, fifteen) = match lang {
        "en" => ("unit: firms", "unit: parks", "12 firms", "15 firms"),
        _ => ("unit: 家", "unit: 项", "12家以上", "15家以上"),
    };
    let file = "content/2026/01-innovators.md";
    let text = fs::read_to_string(root.join(file)).unwrap();
    write(&root, file, text.replace(unit, other).replace("02-services.md", "02-service.md"));
    steps.push(said(&root, &["check"]));
    assert_eq!(text.matches(twelve).count(), 2);
    write(&root, file, text.replace(twelve, fifteen));
    steps.extend([said(&root, &["build"]), said(&root, &["build"])]);
    let document = "docs/word/2027年工作要点.docx";
    fs::create_dir_all(folder.path().join("docs/word")).unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(document), folder.path().join(document)).unwrap();
    steps.push(said(&root, &["import", &format!("../{document}")]));
    steps.push(said(&root, &["accept", "2027", "gaoxin-jishu-qiye"]));
    steps
}

/// A line without the time at its end, and the time.
fn without_time(line: &str) -> (&str, &str) {
    let at = [", 0.", "，用时"].iter().filter_map(|mark| line.rfind(mark)).max();
    line.split_at(at.unwrap_or(line.len()))
}

/// The README's blocks of what the program prints, each after the command that prints it.
fn shown(readme: &str) -> Vec<String> {
    let mut all = Vec::new();
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for step in block.split("$ planpress ").skip(1) {
            let (command, output) = step.split_once('\n').unwrap();
            let output = output.split("\n$ ").next().unwrap().trim_start_matches("$ ");
            let is_step =
                ["init", "build", "check", "import", "accept"].iter().any(|name| command.starts_with(name));
            if is_step && !output.starts_with("cd ") {
                all.push(output.trim_end().to_owned());
            }
        }
    }
    all
}

fn compare(file: &str, lang: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let mut readme = fs::read_to_string(&path).unwrap();
    let shown = shown(&readme);
    let said = tour(lang);
    assert_eq!(shown.len(), said.len(), "{shown:#?}");
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    for (shown, said) in shown.iter().zip(&said) {
        let said = said.trim_end();
        let (shown_last, said_last) = (shown.lines().last().unwrap(), said.lines().last().unwrap());
        // The time stands in the last line.
        let (before, own) = (without_time(shown_last), without_time(said_last));
        let body = |text: &str, last: &str| text[..text.len() - last.len()].to_owned();
        let expected = format!("{}{}{}", body(said, said_last), own.0, before.1);
        if update {
            readme = readme.replacen(shown.as_str(), &expected, 1);
        } else {
            assert_eq!(shown, &expected, "{file}");
        }
    }
    if update {
        fs::write(&path, readme).unwrap();
    }
}

#[test]
fn the_tour_is_what_the_program_says() {
    compare("README.md", "en");
    compare("README.zh-CN.md", "zh");
}
