//! Bags that other tools made: the cases of the Library of Congress' conformance suite for BagIt, written anew,
//! each with our verdict. Where the suite says 'valid' ours is 'unverifiable' at most, because such a bag says
//! nothing of plan and chain; where it says 'invalid', ours is 'broken' or, where there is nothing to judge by,
//! 'unverifiable'; a 'warning' is never 'broken' but where this table says that we are stricter.

use crate::support::write;
use planpress::internals::archive::Verdict;
use planpress::internals::archive::verify::bag;
use std::fs;
use std::path::Path;

/// Something done to a bag.
type Change = dyn Fn(&Path);

/// The digests of `hello`.
const HELLO: [(&str, &str); 6] = [
    ("md5", "5d41402abc4b2a76b9719d911017c592"),
    ("sha1", "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"),
    ("sha224", "ea09ae9cc6768c50fcee903ed054556e5bfc8347907f12598aa24193"),
    ("sha256", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"),
    (
        "sha384",
        "59e1748777448c69de6b800d7a33bbfb9ff1b463e44354c3553bcdb9c666fa90125a3c79f90397bdf5f6a13de828684f",
    ),
    (
        "sha512",
        "9b71d224bd62f3785d96d46ad3ea3d73319bfbc2890caadae2dff72519673ca72323c3d99ba5c11d7c7acc6e14b8c5da0c4663475c2e5c3adef46f73bcdec043",
    ),
];

fn hello(algorithm: &str) -> &'static str {
    HELLO.iter().find(|(name, _)| *name == algorithm).unwrap().1
}

/// A valid bag of one file, `data/hello.txt`.
fn basic(folder: &Path, version: &str, algorithm: &str) {
    write(folder, "bagit.txt", format!("BagIt-Version: {version}\nTag-File-Character-Encoding: UTF-8\n"));
    write(folder, "data/hello.txt", "hello");
    list(folder, algorithm, &["data/hello.txt"]);
}

/// Writes a manifest of files that say `hello`.
fn list(folder: &Path, algorithm: &str, paths: &[&str]) {
    let lines: String = paths.iter().map(|path| format!("{}  {path}\n", hello(algorithm))).collect();
    write(folder, &format!("manifest-{algorithm}.txt"), lines);
}

/// What is found of a basic bag of RFC 8493 in SHA-512 after a change.
fn changed(change: impl FnOnce(&Path)) -> (Verdict, Vec<(String, &'static str)>) {
    changed_version("1.0", change)
}

fn changed_version(version: &str, change: impl FnOnce(&Path)) -> (Verdict, Vec<(String, &'static str)>) {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("bag");
    basic(&folder, version, "sha512");
    change(&folder);
    let judgement = bag(&folder);
    let faults = judgement.faults.iter().map(|fault| (fault.path.clone(), fault.kind.word())).collect();
    (judgement.verdict(), faults)
}

/// The one finding of a bag that is valid by its own manifests.
fn valid() -> (Verdict, Vec<(String, &'static str)>) {
    (Verdict::Unverifiable, vec![(String::new(), "not-planpress")])
}

#[test]
fn valid_bags_of_every_algorithm_and_version_hold() {
    for version in ["1.0", "0.97", "0.96", "0.95", "0.94", "0.93"] {
        for (algorithm, _) in HELLO {
            let dir = tempfile::tempdir().unwrap();
            basic(dir.path(), version, algorithm);
            let judgement = bag(dir.path());
            let words: Vec<_> = judgement.faults.iter().map(|fault| fault.kind.word()).collect();
            let weak = matches!(algorithm, "md5" | "sha1");
            assert_eq!(
                words,
                if weak { vec!["not-planpress", "weak"] } else { vec!["not-planpress"] },
                "{version} {algorithm}"
            );
            assert!(judgement.faults.iter().any(|fault| {
                fault
                    .words()
                    .text(planpress::internals::diagnostic::Language::English)
                    .contains("complete and valid")
            }));
            assert_eq!(judgement.verdict(), Verdict::Unverifiable);
            // The same bag with one letter changed is broken, whatever the algorithm.
            write(dir.path(), "data/hello.txt", "hallo");
            let judgement = bag(dir.path());
            assert_eq!(judgement.verdict(), Verdict::Broken, "{version} {algorithm}");
            assert!(
                judgement
                    .faults
                    .iter()
                    .any(|fault| fault.path == "data/hello.txt" && fault.kind.word() == "altered")
            );
        }
    }
}

#[test]
fn what_the_suite_calls_valid_is_never_broken() {
    let cases: [(&str, &Change); 9] = [
        ("a bag in a bag", &|bag| {
            write(bag, "data/bagit.txt", "hello");
            write(bag, "data/manifest-sha512.txt", "hello");
            list(bag, "sha512", &["data/hello.txt", "data/bagit.txt", "data/manifest-sha512.txt"]);
        }),
        ("labels that stand twice", &|bag| write(bag, "bag-info.txt", "Contact-Name: a\nContact-Name: b\n")),
        ("digits in upper case, a leading dot and slash, the mark of binary files", &|bag| {
            let line = format!("{} *./data/hello.txt\r\n", hello("sha512").to_uppercase());
            write(bag, "manifest-sha512.txt", line);
        }),
        ("line ends CR, no last line end", &|bag| {
            write(bag, "manifest-sha512.txt", format!("{}  data/hello.txt", hello("sha512")));
            write(bag, "bagit.txt", "BagIt-Version: 1.0\rTag-File-Character-Encoding: UTF-8\r");
        }),
        ("names with percent-encoded line ends", &|bag| {
            write(bag, "data/a\nb%c", "hello");
            list(bag, "sha512", &["data/hello.txt", "data/a%0Ab%25c"]);
        }),
        ("names with spaces, dots and Chinese", &|bag| {
            write(bag, "data/ a..b 计划 .txt", "hello");
            list(bag, "sha512", &["data/hello.txt", "data/ a..b 计划 .txt"]);
        }),
        ("a file to fetch that is here", &|bag| {
            write(bag, "fetch.txt", "https://example.org/hello - data/hello.txt\n")
        }),
        ("an empty folder", &|bag| fs::create_dir_all(bag.join("data/empty/deep")).unwrap()),
        ("tag files that no manifest lists", &|bag| {
            write(bag, "bag-info.txt", "Payload-Oxum: 5.1\n");
            write(bag, "notes/readme.txt", "read me");
        }),
    ];
    for (name, change) in cases {
        assert_eq!(changed(change), valid(), "{name}");
    }
    // In the drafts a file needs to be in one manifest only; since the RFC it has to be in all.
    let two = |bag: &Path| {
        write(bag, "data/two.txt", "hello");
        list(bag, "md5", &["data/two.txt"]);
    };
    assert_eq!(changed_version("0.97", two), valid());
    let (verdict, faults) = changed(two);
    assert_eq!(verdict, Verdict::Broken);
    let unlisted = |path: &str| (path.to_owned(), "not-listed");
    assert!(
        faults.contains(&unlisted("data/two.txt")) && faults.contains(&unlisted("data/hello.txt")),
        "{faults:?}"
    );
    // Labels of the first drafts.
    assert_eq!(changed_version("0.94", |bag| write(bag, "package-info.txt", "Payload-Oxum: 5.1\n")), valid());
    // Other encodings of tag files cannot be judged.
    let encoded = changed(|bag| {
        write(bag, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: ISO-8859-1\n")
    });
    assert_eq!(encoded, (Verdict::Unverifiable, vec![("bagit.txt".to_owned(), "encoding")]));
}

#[test]
fn what_the_suite_calls_invalid_is_never_called_valid() {
    use Verdict::{Broken, Unverifiable};
    let sum = hello("sha512");
    let manifest = |line: &str| line.replace("SUM", sum);
    let declared = |text: &'static str| move |bag: &Path| write(bag, "bagit.txt", text);
    let listed = |text: &'static str| move |bag: &Path| write(bag, "manifest-sha512.txt", manifest(text));
    let cases: Vec<(&str, Verdict, &str, &str, Box<Change>)> = vec![
        (
            "no bagit.txt",
            Unverifiable,
            "",
            "not-a-bag",
            Box::new(|bag| fs::remove_file(bag.join("bagit.txt")).unwrap()),
        ),
        (
            "a mark of byte order",
            Unverifiable,
            "bagit.txt",
            "not-a-bag",
            Box::new(declared("\u{feff}BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")),
        ),
        (
            "space before the colon",
            Unverifiable,
            "bagit.txt",
            "not-a-bag",
            Box::new(declared("BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n")),
        ),
        ("no encoding", Unverifiable, "bagit.txt", "not-a-bag", Box::new(declared("BagIt-Version: 1.0\n"))),
        (
            "no version",
            Unverifiable,
            "bagit.txt",
            "not-a-bag",
            Box::new(declared("Tag-File-Character-Encoding: UTF-8\n")),
        ),
        (
            "a version that there is not",
            Unverifiable,
            "bagit.txt",
            "version",
            Box::new(declared("BagIt-Version: 0.42\nTag-File-Character-Encoding: UTF-8\n")),
        ),
        (
            "a version that is no number",
            Unverifiable,
            "bagit.txt",
            "version",
            Box::new(declared("BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n")),
        ),
        (
            "an encoding that there is not",
            Unverifiable,
            "bagit.txt",
            "encoding",
            Box::new(declared("BagIt-Version: 1.0\nTag-File-Character-Encoding: WTF-8\n")),
        ),
        (
            "no manifest",
            Broken,
            "",
            "no-manifest",
            Box::new(|bag| fs::remove_file(bag.join("manifest-sha512.txt")).unwrap()),
        ),
        (
            "no payload folder",
            Broken,
            "data/",
            "missing",
            Box::new(|bag| {
                fs::remove_dir_all(bag.join("data")).unwrap();
                write(bag, "manifest-sha512.txt", "");
            }),
        ),
        (
            "a file that is gone",
            Broken,
            "data/hello.txt",
            "missing",
            Box::new(|bag| fs::remove_file(bag.join("data/hello.txt")).unwrap()),
        ),
        (
            "a file that no manifest lists",
            Broken,
            "data/more.txt",
            "extra",
            Box::new(|bag| write(bag, "data/more.txt", "hello")),
        ),
        (
            "an altered tag file",
            Broken,
            "bag-info.txt",
            "altered",
            Box::new(|bag| {
                write(bag, "bag-info.txt", "hallo: x\n");
                write(bag, "tagmanifest-md5.txt", format!("{}  bag-info.txt\n", hello("md5")));
            }),
        ),
        (
            "a tag file that is gone",
            Broken,
            "bag-info.txt",
            "missing",
            Box::new(|bag| {
                write(bag, "tagmanifest-sha256.txt", format!("{}  bag-info.txt\n", hello("sha256")));
            }),
        ),
        (
            "a path with dots",
            Broken,
            "../hello.txt",
            "outside",
            Box::new(listed("SUM  data/hello.txt\nSUM  ../hello.txt\n")),
        ),
        (
            "dots within",
            Broken,
            "data/../../hello.txt",
            "outside",
            Box::new(listed("SUM  data/hello.txt\nSUM  data/../../hello.txt\n")),
        ),
        (
            "an absolute path",
            Broken,
            "/etc/hello.txt",
            "outside",
            Box::new(listed("SUM  data/hello.txt\nSUM  /etc/hello.txt\n")),
        ),
        (
            "a path of the shell",
            Broken,
            "~/hello.txt",
            "outside",
            Box::new(listed("SUM  data/hello.txt\nSUM  ~/hello.txt\n")),
        ),
        (
            "a path outside to fetch",
            Broken,
            "../hello.txt",
            "outside",
            Box::new(|bag| {
                write(bag, "fetch.txt", "https://example.org/hello - ../hello.txt\n");
            }),
        ),
        (
            "a file to fetch that no manifest lists",
            Broken,
            "data/other.txt",
            "not-listed",
            Box::new(|bag| {
                write(bag, "fetch.txt", "https://example.org/hello - data/other.txt\n");
            }),
        ),
        (
            "a file to fetch that is not here",
            Unverifiable,
            "data/other.txt",
            "fetch",
            Box::new(|bag| {
                write(bag, "fetch.txt", "https://example.org/hello - data/other.txt\n");
                list(bag, "sha512", &["data/hello.txt", "data/other.txt"]);
            }),
        ),
        (
            "the same name twice with other digests",
            Broken,
            "data/hello.txt",
            "duplicate",
            Box::new(listed("SUM  data/hello.txt\n0UM  data/hello.txt\nSUM  data/hello.txt\n")),
        ),
        (
            "a line that is none",
            Broken,
            "manifest-sha512.txt",
            "bad-line",
            Box::new(listed("SUM  data/hello.txt\nSUM\n")),
        ),
        (
            "payload in the tag manifest",
            Broken,
            "tagmanifest-sha512.txt",
            "bad-line",
            Box::new(|bag| {
                write(bag, "tagmanifest-sha512.txt", format!("{}  data/hello.txt\n", hello("sha512")));
            }),
        ),
        (
            "a wrong size",
            Broken,
            "bag-info.txt",
            "size",
            Box::new(|bag| write(bag, "bag-info.txt", "Payload-Oxum: 6.1\n")),
        ),
        (
            "a size that is none",
            Unverifiable,
            "bag-info.txt",
            "label",
            Box::new(|bag| write(bag, "bag-info.txt", "Payload-Oxum: six\n")),
        ),
        (
            "an algorithm that is not known",
            Unverifiable,
            "manifest-blake9.txt",
            "algorithm",
            Box::new(|bag| {
                fs::remove_file(bag.join("manifest-sha512.txt")).unwrap();
                write(bag, "manifest-blake9.txt", "00ff  data/hello.txt\n");
            }),
        ),
    ];
    for (name, verdict, path, word, change) in cases {
        let (found, faults) = changed(change);
        assert_eq!(found, verdict, "{name}: {faults:?}");
        assert!(faults.contains(&(path.to_owned(), word)), "{name}: {faults:?}");
        let dir = tempfile::tempdir().unwrap();
        assert_ne!(bag(dir.path()).verdict(), Verdict::Whole);
    }
}

#[test]
fn what_the_suite_warns_of_is_told() {
    // Letters composed in another way in the manifest than on the disk.
    let recomposed = changed(|bag| {
        write(bag, "data/N\u{e3}.txt", "hello");
        list(bag, "sha512", &["data/hello.txt", "data/Na\u{303}.txt"]);
    });
    let told = vec![(String::new(), "not-planpress"), ("data/N\u{e3}.txt".to_owned(), "recomposed")];
    assert_eq!(recomposed, (Verdict::Unverifiable, told.clone()));
    let twice = changed(|bag| {
        write(bag, "data/N\u{e3}.txt", "hello");
        list(bag, "sha512", &["data/hello.txt", "data/Na\u{303}.txt", "data/N\u{e3}.txt"]);
    });
    assert_eq!(twice, (Verdict::Unverifiable, told));
    // Stricter than the suite: RFC 8493 wants each file listed once, and the same file listed twice is broken.
    let (verdict, faults) = changed(|bag| list(bag, "sha512", &["data/hello.txt", "data/hello.txt"]));
    assert_eq!(verdict, Verdict::Broken);
    assert!(faults.contains(&("data/hello.txt".to_owned(), "duplicate")));
}
