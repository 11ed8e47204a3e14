//! Where bags lie: `archive/<address of the plan>/<number>/`. Reads folders, not what is in the files.

use super::{BAG_INFO, DECLARATION, MANIFEST, TAG_MANIFEST, names};
use std::fmt;
use std::fs::FileType;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of bags below the site's folder.
pub const ARCHIVE: &str = "archive";
/// How the names of files start that the writer keeps for itself.
const RESERVED: &str = ".planpress";

/// Which bag it is: the plan and the number of the bag among the plan's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BagId {
    /// The address of the plan, without slashes at the ends: `district/2016`.
    pub plan: String,
    /// 1 for the plan as first sealed, then one more for each amendment.
    pub number: u32,
}

impl BagId {
    /// A place; none where the address cannot be a folder below the archive or the number is 0.
    pub fn new(plan: &str, number: u32) -> Option<Self> {
        let plain = names::check(plan).is_ok() && !plan.split('/').any(|name| name.starts_with('.'));
        // A label drops the space around its value.
        let plain = plain && plan.trim() == plan;
        (plain && number > 0).then(|| Self { plan: plan.to_owned(), number })
    }

    /// Reads `district/2016/1`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (plan, number) = text.rsplit_once('/')?;
        Self::new(plan, parse_number(number)?)
    }

    /// The name of the bag as one file or folder: `2016-1`.
    pub fn file_name(&self) -> String {
        format!("{}-{}", self.plan.rsplit_once('/').map_or(self.plan.as_str(), |(_, name)| name), self.number)
    }

    /// The address of the series: what precedes the last name of the plan's; empty for plans at the top.
    pub fn series(&self) -> &str {
        self.plan.rsplit_once('/').map_or("", |(series, _)| series)
    }
}

/// Reads a number as folders are named by: no sign, no leading zero.
fn parse_number(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

impl fmt::Display for BagId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.plan, self.number)
    }
}

/// A folder that is, or should be, a bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BagFolder {
    /// Its path below the archive, `/` between names.
    pub name: String,
    /// Which bag should lie here; none where no bag belongs here.
    pub place: Option<BagId>,
    /// Where it is on disk.
    pub path: PathBuf,
}

/// Something in the archive that belongs to no bag.
#[derive(Debug, PartialEq, Eq)]
pub struct Stray {
    /// Its path below the archive.
    pub name: String,
    /// What it is.
    pub kind: StrayKind,
}

/// What belongs to no bag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StrayKind {
    /// A file: nothing vouches for it, and nothing is claimed of it.
    File,
    /// A symbolic link. Where it leads is not looked at.
    Link,
    /// A folder that cannot be read, and why.
    Unreadable(String),
}

/// What lies in an archive.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ArchiveFolders {
    /// Folders that are, or should be, bags, in the order of plans and numbers.
    pub bags: Vec<BagFolder>,
    /// All else, by name.
    pub strays: Vec<Stray>,
}

/// The bags of a site's archive, in the order of plans and numbers. Whether they hold is another
/// question.
pub fn bags(root: &Path) -> Vec<BagFolder> {
    list_folders(&root.join(ARCHIVE)).bags
}

/// Looks through an archive. One that is not there is empty.
pub(super) fn list_folders(archive: &Path) -> ArchiveFolders {
    let mut folders = ArchiveFolders::default();
    folders.look(archive, "");
    folders.bags.sort_by(|one, other| key(one).cmp(&key(other)));
    folders.strays.sort_by(|one, other| one.name.cmp(&other.name));
    folders
}

fn key(bag: &BagFolder) -> (&str, u32, &str) {
    bag.place.as_ref().map_or((&*bag.name, 0, ""), |place| (&place.plan, place.number, &bag.name))
}

/// One entry of a folder.
struct Child {
    name: String,
    path: PathBuf,
    kind: FileType,
}

impl ArchiveFolders {
    fn look(&mut self, folder: &Path, name: &str) {
        let children = match children(folder) {
            Ok(children) => children,
            Err(error) if name.is_empty() && error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => {
                let kind = StrayKind::Unreadable(error.to_string());
                self.strays.push(Stray { name: name.to_owned(), kind });
                return;
            }
        };
        let number = name.rsplit_once('/').and_then(|(_, last)| parse_number(last)).is_some();
        let marked = children.iter().any(|child| {
            let marks = matches!(&*child.name, DECLARATION | BAG_INFO | MANIFEST | TAG_MANIFEST);
            marks || (number && child.name == "data")
        });
        // A folder that holds no folder is where a bag was, or should be.
        let leaf = !children.iter().any(|child| child.kind.is_dir());
        if !name.is_empty() && (marked || leaf) {
            let place = BagId::parse(name);
            self.bags.push(BagFolder { name: name.to_owned(), place, path: folder.to_owned() });
            return;
        }
        for child in children {
            let below = if name.is_empty() { child.name.clone() } else { format!("{name}/{}", child.name) };
            if child.kind.is_symlink() {
                self.strays.push(Stray { name: below, kind: StrayKind::Link });
            } else if child.kind.is_dir() {
                self.look(&child.path, &below);
            } else {
                self.strays.push(Stray { name: below, kind: StrayKind::File });
            }
        }
    }
}

/// What a folder holds, but for what the writer and version control keep there.
fn children(folder: &Path) -> io::Result<Vec<Child>> {
    let mut children = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with(RESERVED) || matches!(&*name, ".gitattributes" | ".gitignore" | ".gitkeep") {
            continue;
        }
        children.push(Child { name, path: entry.path(), kind: entry.file_type()? });
    }
    Ok(children)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn places_are_read_as_they_are_written() {
        let place = BagId::parse("district/2016/12").unwrap();
        assert_eq!((place.plan.as_str(), place.number, place.series()), ("district/2016", 12, "district"));
        assert_eq!(place.to_string(), "district/2016/12");
        assert_eq!(BagId::new("2016", 1).unwrap().series(), "");
        for text in [
            "1", "/1", "2016/0", "2016/01", "2016/+1", "../1", ".git/1", "a//b/1", "2016/", "2016/1/",
            " 2016/1",
        ] {
            assert_eq!(BagId::parse(text), None, "{text}");
        }
    }

    #[test]
    fn bags_are_found_by_what_is_left_of_them() {
        let dir = tempfile::tempdir().unwrap();
        let archive = dir.path().join(ARCHIVE);
        for file in [
            "2016/10/bagit.txt",
            "2016/2/data/a",
            "2016/1/bag-info.txt",
            "x/data/1/manifest-sha256.txt",
            "x/notes/about.txt",
            "x/2017/1/dat/a",
            "read.me",
            ".planpress-staging/lock",
            ".gitattributes",
        ] {
            let path = archive.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        fs::create_dir_all(archive.join("2018/1")).unwrap();
        let folders = list_folders(&archive);
        let names: Vec<&str> = folders.bags.iter().map(|bag| bag.name.as_str()).collect();
        assert_eq!(names, ["2016/1", "2016/2", "2016/10", "2018/1", "x/2017/1/dat", "x/data/1", "x/notes"]);
        assert_eq!(folders.bags.iter().filter(|bag| bag.place.is_none()).count(), 2);
        assert_eq!(folders.strays, [Stray { name: "read.me".into(), kind: StrayKind::File }]);
        assert_eq!(bags(&dir.path().join("none")), []);
    }
}
