//! Commits that are cut off, and builds after any history.

use proptest::prelude::*;

use super::*;

/// States that meet every kind of step.
fn before_and_after() -> (State, State) {
    (
        state([
            ("s.css", "1"),
            ("index.html", "1"),
            ("f.xml", "1"),
            ("a", "1"),
            ("b/c/d", "1"),
            ("g/h", "1"),
        ]),
        state([
            ("s.css", "2"),
            ("t/t.css", "2"),
            ("index.html", "2"),
            ("a/i.html", "2"),
            ("b", "2"),
            ("f.xml", "1"),
        ]),
    )
}

#[test]
fn a_commit_cut_off_after_any_step_is_finished_by_the_next_run() {
    let (old, new) = before_and_after();
    let third = state([("index.html", "3"), ("a", "3")]);
    let mut cut = 0;
    loop {
        let (dir, output) = place();
        build(&output, &old).unwrap();
        let steps = staged(&output, &new).unwrap().commit_until(cut);
        for (path, text) in seen(&output) {
            let whole = path.ends_with('/') || old.get(&path) == Some(&text) || new.get(&path) == Some(&text);
            assert!(whole, "{path} after {cut} steps");
        }
        // Opening alone finishes; whatever is built then comes out right.
        drop(Stage::open(&output).unwrap());
        assert_eq!(seen(&output), clean(&new), "{cut}");
        only_output_in(&dir);
        let next = [&old, &new, &third][cut % 3];
        build(&output, next).unwrap();
        assert_eq!(seen(&output), clean(next), "{cut}");
        if cut == steps {
            break;
        }
        cut += 1;
    }
    assert!(cut > 12);
}

#[test]
fn the_first_build_cut_off_is_finished_too() {
    let site = before_and_after().1;
    for cut in 0..10 {
        let (_dir, output) = place();
        staged(&output, &site).unwrap().commit_until(cut);
        assert_eq!(build(&output, &site).unwrap().written, 0, "{cut}");
        assert_eq!(seen(&output), clean(&site));
    }
}

#[test]
fn an_output_removed_or_put_back_after_an_interruption_comes_out_right() {
    let (old, new) = before_and_after();
    for cut in [3, 7] {
        let (_dir, output) = place();
        build(&output, &old).unwrap();
        staged(&output, &new).unwrap().commit_until(cut);
        fs::remove_dir_all(&output).unwrap();
        build(&output, &new).unwrap();
        assert_eq!(seen(&output), clean(&new));
        // A page set back by hand, at the same size, between the kill and the next run.
        staged(&output, &old).unwrap().commit_until(cut);
        fs::write(output.join("s.css"), "9").unwrap();
        build(&output, &old).unwrap();
        assert_eq!(seen(&output), clean(&old));
        assert_eq!(build(&output, &old).unwrap().written, 0);
    }
}

#[test]
fn a_staged_file_lost_in_a_power_cut_is_not_published() {
    let (dir, output) = place();
    build(&output, &state([("a", "old")])).unwrap();
    staged(&output, &state([("a", "new")])).unwrap().commit_until(0);
    fs::write(dir.path().join(".public.planpress/0"), "").unwrap();
    drop(Stage::open(&output).unwrap());
    assert_eq!(seen(&output), state([("a", "old")]));
    build(&output, &state([("a", "new")])).unwrap();
    assert_eq!(seen(&output), state([("a", "new")]));
}

/// A site without paths that exclude each other.
fn any_site() -> impl Strategy<Value = State> {
    const PATHS: &[&str] = &["a", "a/b", "a/b/c", "a b", "d/e", "d/f", "d", "g.css", "i.html"];
    prop::collection::vec((prop::sample::select(PATHS), "[xy]{0,2}"), 0..8).prop_map(|files| {
        let mut site = State::new();
        for (path, text) in files {
            let inside = format!("{path}/");
            let excluded = path::ancestors(path).any(|folder| site.contains_key(folder))
                || site.keys().any(|other| other.starts_with(&inside));
            if !excluded {
                site.insert(path.to_owned(), text);
            }
        }
        site
    })
}

#[derive(Debug, Clone)]
enum Event {
    Build(State),
    Cut(State, usize),
    Abandon(State),
    Edit(usize, String),
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        any_site().prop_map(Event::Build),
        (any_site(), 0_usize..12).prop_map(|(site, steps)| Event::Cut(site, steps)),
        any_site().prop_map(Event::Abandon),
        (0_usize..9, "[xyz]{0,2}").prop_map(|(at, text)| Event::Edit(at, text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_came_before_a_build_equals_a_clean_one(events in prop::collection::vec(any_event(), 1..8), last in any_site()) {
        let (dir, output) = place();
        build(&output, &State::new()).unwrap();
        fs::write(output.join("foreign"), "f").unwrap();
        for event in events {
            match event {
                Event::Build(site) => { build(&output, &site).unwrap(); }
                Event::Cut(site, steps) => { staged(&output, &site).unwrap().commit_until(steps); }
                Event::Abandon(site) => drop(staged(&output, &site).unwrap()),
                Event::Edit(at, text) => {
                    let files: Vec<_> = seen(&output).into_keys().filter(|path| !path.ends_with('/') && path != "foreign").collect();
                    if let Some(path) = files.get(at) {
                        fs::write(output.join(path), text).unwrap();
                    }
                }
            }
        }
        build(&output, &last).unwrap();
        let mut expected = clean(&last);
        expected.insert("foreign".into(), "f".into());
        prop_assert_eq!(seen(&output), expected);
        only_output_in(&dir);
    }
}
