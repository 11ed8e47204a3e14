//! Gives the program an identity: a digest of its own sources and of the versions it is built with.
//!
//! Page keys hold it, so that pages made by another version of Planpress are made again.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::Path;

fn main() {
    let mut hasher = DefaultHasher::new();
    for source in ["src", "themes/gov", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={source}");
        add(Path::new(source), &mut hasher);
    }
    println!("cargo::rustc-env=PLANPRESS_BUILD={:016x}", hasher.finish());
}

/// Adds a file, or a folder's files in the order of their names.
fn add(path: &Path, hasher: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(path) else {
        hasher.write(path.to_string_lossy().as_bytes());
        hasher.write(&fs::read(path).unwrap_or_default());
        return;
    };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        add(&path, hasher);
    }
}
