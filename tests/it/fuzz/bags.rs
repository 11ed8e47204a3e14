//! Bags, their own and those of other tools: any change of any byte, name or file is seen.

use crate::support::random::Random;
use crate::support::{bags, effort, files, write};
use planpress::internals::archive::Verdict;
use planpress::internals::archive::verify::bag;
use std::fs;
use std::time::{Duration, Instant};

const TIME: Duration = Duration::from_secs(1);

/// What lines of manifests and tag files trip over.
const SALT: [&str; 16] = [
    "\n",
    "\r",
    "  ",
    "\t",
    "%0A",
    "%",
    "data/",
    "../",
    "./",
    "*",
    "/",
    ":",
    "Planpress-Format: 1\n",
    "\u{feff}",
    "计划",
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  data/x\n",
];

#[test]
fn no_random_damage_to_a_bag_is_taken_for_whole() {
    let time = effort::time(TIME);
    let mut random = if time == TIME { Random::seeded(8493) } else { Random::of_the_moment() };
    let dir = tempfile::tempdir().unwrap();
    let folder = bags::archive(dir.path()).swap_remove(1).path;
    let whole = files(&folder);
    let names: Vec<&String> = whole.keys().collect();
    let start = Instant::now();
    let mut done = 0;
    while start.elapsed() < time {
        let mut changed = Vec::new();
        for _ in 0..=random.below(3) {
            // Half of the damage is to the tag files, which are what is parsed.
            let tags = random.below(2) == 0;
            let among: Vec<&&String> =
                names.iter().filter(|name| name.starts_with("data/") != tags).collect();
            let name = among[random.below(among.len())].as_str();
            let mut bytes = whole[name].clone();
            let at = random.below(bytes.len() + 1);
            match random.below(4) {
                0 if at < bytes.len() => bytes[at] ^= 1 << random.below(8),
                1 => bytes.truncate(at),
                2 => {
                    let gone = random.below(bytes.len() - at + 1);
                    bytes.drain(at..at + gone);
                }
                _ => {
                    let salt = SALT[random.below(SALT.len())].repeat(1 + random.below(3));
                    bytes.splice(at..at, salt.into_bytes());
                }
            }
            write(&folder, name, &bytes);
            changed.push((name, bytes));
        }
        let is_other = files(&folder) != whole;
        let judgement = bag(&folder);
        assert_eq!(judgement.verdict() != Verdict::Whole, is_other, "{:?}\n{changed:?}", judgement.faults);
        for (name, _) in changed {
            fs::write(folder.join(name), &whole[name]).unwrap();
        }
        done += 1;
    }
    println!("{done} damaged bags");
}
