//! What happens to the archive of a site, and to the sources of what is sealed in it.

use super::{Random, plan, section, write};
use planpress::internals::archive::{BagFolder, bags, next_number};
use planpress::internals::sealing::{self, SealRequest};
use std::fs;
use std::path::{Path, PathBuf};

/// More bags would only take time.
const MOST_BAGS: usize = 3;
/// Where an archive is kept that was taken away.
const AWAY: &str = "archive-away";
/// Where an archive is kept before it is broken.
const WHOLE: &str = "archive-whole";

/// Makes one random change that has to do with sealing; gives what it was.
pub fn edit(root: &Path, random: &mut Random) -> &'static str {
    let sealed = bags(root);
    let one: Option<&BagFolder> = (!sealed.is_empty()).then(|| &sealed[random.below(sealed.len())]);
    match (random.below(8), one) {
        (0..=2, _) if sealed.len() < MOST_BAGS => {
            let plan = format!("{}/{}", ["a", "b"][random.below(2)], [2016, 2017][random.below(2)]);
            seal(root, plan);
            "seal"
        }
        (3, Some(bag)) => {
            let file = any_file(&bag.path, random);
            if !root.join(WHOLE).exists() {
                copy(&root.join("archive"), &root.join(WHOLE));
            }
            let mut bytes = fs::read(&file).unwrap();
            bytes.push(b'\n');
            fs::write(file, bytes).unwrap();
            "break"
        }
        (4, Some(bag)) => {
            let own = bag.name.rsplit_once('/').unwrap().0;
            let _ = fs::remove_dir_all(root.join("content").join(own));
            "delete"
        }
        (5, Some(bag)) => {
            let own = bag.name.rsplit_once('/').unwrap().0;
            let (series, year) = own.split_once('/').unwrap();
            plan(root, series, year.parse().unwrap(), "published");
            for name in ["01-x", "02-y", "03-z"] {
                section(root, series, year.parse().unwrap(), name, 1 + random.below(9));
            }
            "write again"
        }
        (6, Some(bag)) => {
            let own = bag.name.rsplit_once('/').unwrap().0;
            let nonsense = ["---\n\t: [}\n---\n", "文字。\n", "---\nkind: page\n---\n"][random.below(3)];
            write(root, &format!("content/{own}/_index.md"), nonsense);
            "write nonsense"
        }
        _ if root.join(AWAY).exists() => {
            bring_back(root);
            "bring back"
        }
        (_, Some(_)) => {
            fs::rename(root.join("archive"), root.join(AWAY)).unwrap();
            "take away"
        }
        _ => "nothing",
    }
}

/// Seals a plan for the first time or once more, if it can be: what cannot be sealed is refused.
fn seal(root: &Path, plan: String) {
    let again = next_number(root, &plan) > 1;
    let request = SealRequest {
        plan,
        date: Some(jiff::civil::date(2020, 1, 2)),
        today: jiff::civil::date(2020, 1, 2),
        amendment: again.then(|| "更正".to_owned()),
        base_url: Some("https://a.example/".to_owned()),
    };
    sealing::run(root, &request, &planpress::internals::progress::Silent).unwrap();
}

fn bring_back(root: &Path) {
    let _ = fs::remove_dir_all(root.join("archive"));
    fs::rename(root.join(AWAY), root.join("archive")).unwrap();
}

fn any_file(bag: &Path, random: &mut Random) -> PathBuf {
    let mut files = Vec::new();
    let mut folders = vec![bag.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files.swap_remove(random.below(files.len()))
}

/// Takes back what was broken.
pub fn mend(root: &Path) {
    if root.join(WHOLE).exists() {
        let _ = fs::remove_dir_all(root.join("archive"));
        let _ = fs::remove_dir_all(root.join(AWAY));
        fs::rename(root.join(WHOLE), root.join("archive")).unwrap();
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(path, to).unwrap();
        }
    }
}
