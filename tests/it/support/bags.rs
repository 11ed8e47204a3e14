//! Bags to be judged: a small archive, and what can be done to a bag.

use planpress::internals::archive::{Info, Payload, PayloadContent, SealedBag, Sealing, seal};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A plan to be sealed: a few files of every sort, with names as plans have them.
pub fn sealing(plan: &str, number: u32) -> Sealing {
    let large: Vec<u8> = (0..30_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let files: [(&str, Vec<u8>); 9] = [
        ("site/index.html", format!("<!doctype html><title>{plan}</title>").into_bytes()),
        ("site/style.0a1b.css", b"body { margin: 0 }\n".to_vec()),
        ("site/附件/图 1.png", large),
        ("site/附件/说明(2).txt", "全区研发投入占比3.1%\r\n".into()),
        ("site/innovators/index.html", b"<p>1</p>".to_vec()),
        ("site/.nojekyll", Vec::new()),
        ("source/_index.md", format!("---\nkind: plan\n---\n{plan} {number}\n").into_bytes()),
        ("source/01-innovators.md", "培育12家以上。\n".repeat(400).into()),
        ("source/e\u{301}te\u{301}.md", b"decomposed name\n".to_vec()),
    ];
    Sealing {
        plan: plan.to_owned(),
        number,
        info: Info {
            issuer: Some("某某区科学技术局".into()),
            title: "科技工作计划".into(),
            document_number: Some("科发〔2016〕1号".into()),
            index_number: None,
            published: None,
            sealed: jiff::civil::date(2016, 3, 10),
            reason: (number > 1).then(|| "更正附件\n第三章".into()),
        },
        payload: files
            .into_iter()
            .map(|(path, bytes)| Payload { path: path.to_owned(), content: PayloadContent::Bytes(bytes) })
            .collect(),
    }
}

/// Seals four bags of one series and one of another, in this order.
pub fn archive(root: &Path) -> Vec<SealedBag> {
    let plans = [("d/2016", 1), ("d/2016", 2), ("2015", 1), ("d/2017", 1), ("d/2018", 1)];
    plans.iter().map(|(plan, number)| seal(root, &sealing(plan, *number)).unwrap()).collect()
}

/// One change of a file.
#[derive(Debug, Clone)]
pub enum Edit {
    /// The file has these bytes, whether or not it was there.
    Write(String, Vec<u8>),
    /// The file is gone.
    Remove(String),
    /// An empty folder is there.
    Folder(String),
}

/// Something done to a bag that must not go unseen.
#[derive(Debug, Clone)]
pub struct Damage {
    /// What was done.
    pub name: String,
    /// The changes.
    pub edits: Vec<Edit>,
    /// What sort it is.
    pub sort: Sort,
}

/// Whom a damage must not escape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A payload file is altered, gone or renamed: every tool must see it.
    Payload,
    /// A payload file too many: a list of digests cannot show it, a BagIt tool must.
    PayloadExtra,
    /// Tag files: what other tools see differs.
    Tags,
}

/// The files of a bag by their path in it.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Does the damage.
pub fn damage(bag: &Path, edits: &[Edit]) {
    for edit in edits {
        match edit {
            Edit::Write(path, bytes) => super::write(bag, path, bytes),
            Edit::Remove(path) => fs::remove_file(bag.join(path)).unwrap(),
            Edit::Folder(path) => fs::create_dir_all(bag.join(path)).unwrap(),
        }
    }
}

/// Undoes the damage.
pub fn mend(bag: &Path, edits: &[Edit], files: &Files) {
    for edit in edits.iter().rev() {
        let (Edit::Write(path, _) | Edit::Remove(path) | Edit::Folder(path)) = edit;
        match (files.get(path), edit) {
            (Some(bytes), _) => super::write(bag, path, bytes),
            (None, Edit::Folder(_)) => fs::remove_dir(bag.join(path)).unwrap(),
            (None, _) => {
                let mut path = bag.join(path);
                fs::remove_file(&path).unwrap();
                // Folders that only the damage made.
                while path.pop() && path != bag && fs::remove_dir(&path).is_ok() {}
            }
        }
    }
}

fn flipped(bytes: &[u8], at: usize, mask: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= mask;
    bytes
}

/// Every damage that is tried on a bag.
pub fn damages(files: &Files) -> Vec<Damage> {
    let mut damages = Vec::new();
    let mut add = |name: String, edits: Vec<Edit>, sort| damages.push(Damage { name, edits, sort });
    for (path, bytes) in files {
        let sort = if path.starts_with("data/") { Sort::Payload } else { Sort::Tags };
        let write = |bytes: Vec<u8>| vec![Edit::Write(path.clone(), bytes)];
        // All bytes of the tag manifest, which nothing else in the bag covers; some of the rest.
        let flips = if path.starts_with("tagmanifest") { bytes.len() } else { bytes.len().min(24) };
        for flip in 0..flips {
            let at = flip * bytes.len() / flips;
            // The bit that turns upper case into lower, a digit into a control character, a space into NUL.
            let mask = if flip % 2 == 0 { 0x20 } else { 1 << (flip / 2 % 8) };
            add(format!("flip byte {at} of {path} with {mask:#x}"), write(flipped(bytes, at, mask)), sort);
        }
        if let Some((_, shorter)) = bytes.split_last() {
            add(format!("cut the last byte of {path}"), write(shorter.to_vec()), sort);
            add(format!("empty {path}"), write(Vec::new()), sort);
        }
        for more in [&b"\n"[..], b" ", b"\0"] {
            add(format!("append {more:?} to {path}"), write([bytes, more].concat()), sort);
        }
        add(
            format!("put a byte order mark before {path}"),
            write([b"\xef\xbb\xbf", &bytes[..]].concat()),
            sort,
        );
        add(format!("remove {path}"), vec![Edit::Remove(path.clone())], sort);
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let name = &path[folder.len()..];
        for new in [format!("{path}x"), format!("{folder}sub/{name}"), format!("{folder}_{name}")] {
            let edits = vec![Edit::Remove(path.clone()), Edit::Write(new.clone(), bytes.clone())];
            add(format!("rename {path} to {new}"), edits, sort);
        }
    }
    let payload: Vec<&String> = files.keys().filter(|path| path.starts_with("data/")).collect();
    for pair in payload.windows(2) {
        let edits = vec![
            Edit::Write(pair[0].clone(), files[pair[1]].clone()),
            Edit::Write(pair[1].clone(), files[pair[0]].clone()),
        ];
        add(format!("swap {} and {}", pair[0], pair[1]), edits, Sort::Payload);
    }
    for new in ["data/new", "data/site/.DS_Store", "data/site/附件/Thumbs.db", "data/new/a/b"] {
        add(format!("add {new}"), vec![Edit::Write(new.into(), b"x".to_vec())], Sort::PayloadExtra);
    }
    let extra = [
        "fetch.txt",
        "notes.txt",
        ".DS_Store",
        "manifest-md5.txt",
        "manifest-sha512.txt",
        "tagmanifest-sha1.txt",
        "tags/a.txt",
        "DATA2/x",
    ];
    for new in extra {
        add(format!("add {new}"), vec![Edit::Write(new.into(), b"x".to_vec())], Sort::Tags);
    }
    for new in ["data/site/empty", "empty"] {
        add(format!("add the folder {new}"), vec![Edit::Folder(new.into())], Sort::Tags);
    }
    for name in ["manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"] {
        let text = String::from_utf8(files[name].clone()).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let mut variants = vec![
            ("CR LF in", text.replace('\n', "\r\n")),
            ("CR in", text.replace('\n', "\r")),
            ("one space in", text.replace("  ", " ")),
            ("a star in", text.replace("  ", " *")),
            ("a path beginning with ./ in", text.replace("  ", "  ./")),
            ("upper case in", text.to_uppercase()),
            ("other order in", lines.iter().rev().map(|line| format!("{line}\n")).collect()),
            ("an outside path in", format!("{text}{}  ../outside\n", "0".repeat(64))),
            ("an absolute path in", format!("{text}{}  /etc/passwd\n", "0".repeat(64))),
        ];
        variants.extend(lines.iter().map(|line| ("a line less in", text.replace(&format!("{line}\n"), ""))));
        variants.extend(lines.iter().map(|line| ("a line twice in", format!("{text}{line}\n"))));
        for (what, variant) in variants.into_iter().filter(|(_, variant)| *variant != text) {
            add(format!("{what} {name}"), vec![Edit::Write(name.into(), variant.into_bytes())], Sort::Tags);
        }
    }
    damages
}

/// A bag that is consistent in itself, and not the one that was sealed: made from another plan's payload.
pub fn forge(root: &Path, like: &SealedBag) -> PathBuf {
    let forged = root.join("forged");
    fs::create_dir_all(&forged).unwrap();
    let mut sealing = sealing(&like.place.plan, like.place.number);
    sealing.payload[0].content = PayloadContent::Bytes(b"forged".to_vec());
    let archive = forged.join("archive");
    let real = like.path.ancestors().nth(like.place.to_string().split('/').count()).unwrap();
    // Everything that was sealed before it, so that the forger's own tool makes the same links.
    super::copy(real, &archive);
    for bag in planpress::internals::archive::bags(&forged) {
        let place = bag.place.unwrap();
        let record = planpress::internals::archive::verify::bag(&bag.path).record.unwrap();
        if place.series() == like.place.series() && record.position >= like.record.position {
            fs::remove_dir_all(&bag.path).unwrap();
            let _ = fs::remove_dir(bag.path.parent().unwrap());
        }
    }
    seal(&forged, &sealing).unwrap().path
}
