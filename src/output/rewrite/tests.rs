//! Every state in which a run can be cut off, and what hands do to files in between.

use super::*;
use proptest::prelude::*;

const NAMES: [&str; 3] = ["content/2016/_index.md", "content/2016/01-a.md", "content/2016/02-b/_index.md"];

fn old(index: usize) -> String {
    format!("旧{index}\r\n")
}

fn new(index: usize) -> String {
    format!("新的{index}\r\n")
}

fn site() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("content/2016/02-b")).unwrap();
    for (index, name) in NAMES.iter().enumerate() {
        fs::write(dir.path().join(name), old(index)).unwrap();
    }
    dir
}

fn files(root: &Path) -> Vec<Rewrite> {
    let of = |(index, name): (usize, &&str)| Rewrite {
        on_disk: root.join(name),
        file: (*name).to_owned(),
        old: Some(Digest::of(old(index).as_bytes())),
        new: new(index).into_bytes(),
    };
    NAMES.iter().enumerate().map(of).collect()
}

fn texts(root: &Path) -> Vec<String> {
    NAMES.iter().map(|name| fs::read_to_string(root.join(name)).unwrap()).collect()
}

fn all(text: fn(usize) -> String) -> Vec<String> {
    (0..NAMES.len()).map(text).collect()
}

fn is_clean(root: &Path) -> bool {
    !root.join(FOLDER).exists()
}

/// A run that was cut off once its journal was there and so many files were renamed.
fn cut_off(root: &Path, renamed: usize) {
    let held = Held::claim(root).unwrap();
    let steps = held.stage(&files(root)).unwrap();
    for (index, step) in steps.iter().enumerate().take(renamed) {
        platform::rename(held.staged_new(index), held.root.join(&step.path)).unwrap();
    }
}

#[test]
fn all_files_are_rewritten_and_keep_their_modes() {
    let dir = site();
    let readable = |name: &str| fs::metadata(dir.path().join(name)).unwrap().permissions();
    let mut permissions = readable(NAMES[1]);
    permissions.set_readonly(true);
    fs::set_permissions(dir.path().join(NAMES[1]), permissions.clone()).unwrap();
    rewrite(dir.path(), &files(dir.path())).unwrap();
    assert_eq!(texts(dir.path()), all(new));
    assert_eq!(readable(NAMES[1]), permissions);
    assert!(is_clean(dir.path()));
}

#[test]
fn a_run_that_was_cut_off_is_finished_by_the_next_command() {
    for renamed in 0..=NAMES.len() {
        let dir = site();
        cut_off(dir.path(), renamed);
        let finished = Settled::Finished(NAMES.map(ToOwned::to_owned).to_vec());
        assert_eq!(settle_rewrite(dir.path()).unwrap(), finished);
        assert_eq!(texts(dir.path()), all(new), "{renamed}");
        assert!(is_clean(dir.path()));
        assert_eq!(settle_rewrite(dir.path()).unwrap(), Settled::Nothing);
    }
    // Without a journal nothing was decided.
    let dir = site();
    cut_off(dir.path(), 0);
    fs::remove_file(dir.path().join(FOLDER).join(JOURNAL)).unwrap();
    assert_eq!(settle_rewrite(dir.path()).unwrap(), Settled::Nothing);
    assert_eq!(texts(dir.path()), all(old));
    assert!(is_clean(dir.path()));
}

#[test]
fn what_is_edited_by_hand_is_never_lost() {
    let edit = |root: &Path, index: usize, text: &str| fs::write(root.join(NAMES[index]), text).unwrap();
    // Before it is staged.
    let dir = site();
    let asked = files(dir.path());
    edit(dir.path(), 2, "手改");
    assert!(matches!(rewrite(dir.path(), &asked), Err(RewriteError::Edited(file)) if file == NAMES[2]));
    assert_eq!(texts(dir.path()), [old(0), old(1), "手改".to_owned()]);
    assert!(is_clean(dir.path()));
    // While it is renamed.
    let dir = site();
    let held = Held::claim(dir.path()).unwrap();
    let steps = held.stage(&files(dir.path())).unwrap();
    edit(dir.path(), 1, "手改");
    assert!(matches!(held.commit(&steps), Err(RewriteError::Edited(file)) if file == NAMES[1]));
    assert_eq!(texts(dir.path()), [old(0), "手改".to_owned(), old(2)]);
    assert!(is_clean(dir.path()));
    // Once it was cut off: in a file that was old, one that was new, one that was put back.
    for (index, text, ends_new) in [(2, "手改", false), (0, "手改", true), (0, "旧0\r\n", false)] {
        let dir = site();
        cut_off(dir.path(), 1);
        edit(dir.path(), index, text);
        let settled = settle_rewrite(dir.path()).unwrap();
        assert_eq!(matches!(settled, Settled::Finished(_)), ends_new);
        let mut expected = all(if ends_new { new } else { old });
        expected[index] = text.to_owned();
        assert_eq!(texts(dir.path()), expected);
        assert!(is_clean(dir.path()));
    }
    // Both: nobody can tell, and nothing is touched until it is told.
    let dir = site();
    cut_off(dir.path(), 1);
    edit(dir.path(), 0, "手改新");
    edit(dir.path(), 1, "手改旧");
    let error = settle_rewrite(dir.path()).unwrap_err();
    let RewriteError::HalfWritten { new: has_new, old: has_old, folder } = error else { panic!("{error:?}") };
    assert_eq!(
        (has_new, has_old),
        (vec![NAMES[0].to_owned()], vec![NAMES[1].to_owned(), NAMES[2].to_owned()])
    );
    assert_eq!(texts(dir.path()), ["手改新".to_owned(), "手改旧".to_owned(), old(2)]);
    fs::remove_dir_all(folder).unwrap();
    assert_eq!(settle_rewrite(dir.path()).unwrap(), Settled::Nothing);
}

/// A file that is not there is made with the others, or with none of them.
#[test]
fn new_files_come_with_the_others() {
    let name = "content/2016/03-c.md";
    let asked = |root: &Path| {
        let mut files = files(root);
        let made = Rewrite { on_disk: root.join(name), file: name.to_owned(), old: None, new: b"c".to_vec() };
        files.insert(1, made);
        files
    };
    let made = |root: &Path| fs::read(root.join(name)).ok();
    let dir = site();
    rewrite(dir.path(), &asked(dir.path())).unwrap();
    assert_eq!((texts(dir.path()), made(dir.path())), (all(new), Some(b"c".to_vec())));
    for renamed in 0..=NAMES.len() + 1 {
        // Cut off, then finished; cut off, then something was edited by hand that was not written yet.
        for edits in [false, true] {
            let dir = site();
            let root = dir.path();
            let held = Held::claim(root).unwrap();
            let steps = held.stage(&asked(root)).unwrap();
            for (index, step) in steps.iter().enumerate().take(renamed) {
                platform::rename(held.staged_new(index), held.root.join(&step.path)).unwrap();
            }
            drop(held);
            let edits = edits && renamed <= NAMES.len();
            if edits {
                fs::write(root.join(NAMES[2]), "手改").unwrap();
            }
            settle_rewrite(root).unwrap();
            let (mut expected, last) = (all(if edits { old } else { new }), made(root));
            if edits {
                expected[2] = "手改".to_owned();
            }
            assert_eq!((texts(root), last.is_some()), (expected, !edits), "{renamed}");
            assert!(is_clean(root));
        }
    }
    // Somebody made one in the meantime.
    let dir = site();
    fs::write(dir.path().join(name), "别人的").unwrap();
    assert!(
        matches!(rewrite(dir.path(), &asked(dir.path())), Err(RewriteError::Edited(file)) if file == name)
    );
    assert_eq!((texts(dir.path()), made(dir.path())), (all(old), Some("别人的".as_bytes().to_vec())));
    assert!(is_clean(dir.path()));
}

#[test]
fn a_journal_that_is_cut_or_leads_elsewhere_is_not_followed() {
    let step =
        |path: &str| Step { path: path.to_owned(), old: Some(Digest::of(b"a")), new: Digest::of(b"b") };
    let steps = [step("content/2016/01 上半年.md"), step("content/a.md")];
    let text = to_text(&steps);
    assert_eq!(parse(text.as_bytes()).unwrap(), steps);
    for at in 0..text.len() {
        assert_eq!(parse(&text.as_bytes()[..at]), None);
    }
    assert_eq!(parse(to_text(&[step("../a.md")]).as_bytes()), None);
    let dir = site();
    cut_off(dir.path(), 1);
    fs::write(dir.path().join(FOLDER).join(JOURNAL), "planpress-rewrite 1\n").unwrap();
    assert!(matches!(settle_rewrite(dir.path()), Err(RewriteError::Damaged(_))));
}

#[test]
fn another_process_is_waited_for() {
    let dir = site();
    let held = Held::claim(dir.path()).unwrap();
    let root = dir.path().to_owned();
    let waiting = std::thread::spawn(move || settle_rewrite(&root).unwrap());
    sleep(Duration::from_millis(100));
    assert!(!waiting.is_finished());
    let steps = held.stage(&files(dir.path())).unwrap();
    held.commit(&steps).unwrap();
    assert_eq!(waiting.join().unwrap(), Settled::Nothing);
    assert_eq!(texts(dir.path()), all(new));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Cut off anywhere, edited anywhere, settled: a file that was edited has its edit, and the others are all old or all
    /// new, unless it is told that they are not.
    #[test]
    fn after_the_next_command_all_is_old_or_new(renamed in 0usize..=3, edits in proptest::collection::vec(0u8..4, 3)) {
        let dir = site();
        cut_off(dir.path(), renamed);
        for (index, edit) in edits.iter().enumerate() {
            let text = match edit { 0 => continue, 1 => old(index), 2 => new(index), _ => "手改".to_owned() };
            fs::write(dir.path().join(NAMES[index]), text).unwrap();
        }
        let before = texts(dir.path());
        match settle_rewrite(dir.path()) {
            Ok(_) => {
                let after = texts(dir.path());
                let rest: Vec<usize> = (0..3).filter(|index| after[*index] != "手改").collect();
                prop_assert!(rest.iter().all(|index| after[*index] == old(*index)) || rest.iter().all(|index| after[*index] == new(*index)), "{before:?} {after:?}");
                for index in 0..3 {
                    prop_assert_eq!(before[index] == "手改", after[index] == "手改");
                }
                prop_assert!(is_clean(dir.path()));
            }
            Err(RewriteError::HalfWritten { .. }) => prop_assert_eq!(texts(dir.path()), before),
            Err(error) => prop_assert!(false, "{error:?}"),
        }
    }
}
