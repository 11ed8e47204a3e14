//! Promises of short plans.

use super::*;

fn plan(body: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let index = "---\ntitle: 工作要点\nkind: plan\nyear: 2026\n---\n";
    files.insert("_index.md".to_owned(), index.as_bytes().to_vec());
    files.insert("01-a.md".to_owned(), format!("---\ntitle: 重点工作\n---\n\n{body}\n").into_bytes());
    files
}

/// Each proposal of a text as name=figure.
fn found(body: &str) -> Vec<String> {
    let read = propose(&plan(body), 2026);
    read.proposed.iter().map(|own| format!("{}={}", own.name, own.figure)).collect()
}

#[test]
fn the_issue_s_sentences() {
    for (text, expected) in [
        (
            "计划培育省级创新型试点示范企业和高新技术企业12家以上。",
            "省级创新型试点示范企业和高新技术企业=12家以上",
        ),
        ("技术合同成交额达到50亿元。", "技术合同成交额=50亿元"),
        ("全年新增高新技术企业30家以上。", "新增高新技术企业=30家以上"),
        (
            "省、市、区级企业技术研究开发中心分别建设2家、6家、8家。",
            "省级企业技术研究开发中心=2家 市级企业技术研究开发中心=6家 区级企业技术研究开发中心=8家",
        ),
        ("研发投入占比达到3.1%。", "研发投入占比=3.1%"),
    ] {
        assert_eq!(found(text).join(" "), expected, "{text}");
    }
}

/// A text of `tests/import/promises` with its labels: name, words, target and unit; `?` before a name that nobody can tell.
struct Labelled {
    file: String,
    body: String,
    labels: Vec<[String; 4]>,
}

fn labelled() -> Vec<Labelled> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/promises");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let (body, labels) = text.split_once("\n-----\n").unwrap();
        let label = |line: &str| {
            let parts: Vec<String> = line.split('|').map(str::to_owned).collect();
            <[String; 4]>::try_from(parts).unwrap()
        };
        Labelled {
            file: path.file_name().unwrap().to_string_lossy().into_owned(),
            body: body.to_owned(),
            labels: labels.lines().map(label).collect(),
        }
    };
    paths.into_iter().map(read).collect()
}

/// Targets of a new plan as (name, what it says, unit), in the order of the text.
fn targets(read: &Proposals, files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String)> {
    let mut whole = files.clone();
    whole.extend(read.files.clone());
    let plan = read_files(&whole, 2026);
    let all: Vec<_> = plan.iter().flat_map(PlanFile::indicators).collect();
    let of = |own: &ProposedIndicator| {
        let indicator = all.iter().find(|indicator| indicator.id == own.id).unwrap();
        (own.name.clone(), said(&indicator.target.clone().unwrap()))
    };
    read.proposed.iter().map(of).collect()
}

fn said(target: &crate::model::target::Target) -> String {
    crate::model::target::Target { kind: target.kind.clone(), phrase: None }.chinese().replace(' ', "")
}

#[test]
fn labelled_texts() {
    let (mut told, mut labels, mut proposals, mut right, mut names, mut named) =
        (String::new(), 0, 0, 0, 0, 0);
    for text in labelled() {
        let files = plan(&text.body);
        let read = propose(&files, 2026);
        let mut found = targets(&read, &files);
        proposals += found.len();
        labels += text.labels.len();
        for [name, words, target, unit] in &text.labels {
            let unit = Some(unit.as_str()).filter(|unit| !unit.is_empty());
            let target =
                crate::model::target::Target::read(if target.is_empty() { words } else { target }, unit);
            let expected = target.map(|target| said(&target)).unwrap_or_else(|_| words.clone());
            let by_name = found.iter().position(|(own, target)| own == name && *target == expected);
            let place = by_name.or_else(|| found.iter().position(|(_, target)| *target == expected));
            let Some(place) = place else {
                told.push_str(&format!("{} missed {name} {expected}\n", text.file));
                continue;
            };
            right += 1;
            let (own, _) = found.remove(place);
            if !name.starts_with('?') {
                named += 1;
                names += usize::from(&own == name);
                if own != *name {
                    told.push_str(&format!("{} named {own} for {name}\n", text.file));
                }
            }
        }
        for (name, target) in found {
            told.push_str(&format!("{} too many: {name} {target}\n", text.file));
        }
        for doubt in read.doubtful {
            told.push_str(&format!("{} doubtful: {} ({})\n", text.file, doubt.figure, doubt.why.chinese));
        }
    }
    let summary = format!("{right} of {labels} labels, {proposals} proposals; {names} of {named} names");
    println!("{told}{summary}");
    assert!(right * 100 >= labels * 98 && right * 100 >= proposals * 98, "{told}{summary}");
    assert!(names * 100 >= named * 95, "{told}{summary}");
}
