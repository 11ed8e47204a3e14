//! The programs that are compared: how each is found, and how it is told to build.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::ValueEnum;

use crate::corpus::Shape;
use crate::hugo::{self, Links};
use crate::planpress;

/// A program that turns a corpus into a site.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Contender {
    /// This project.
    Planpress,
    /// Hugo with the equivalent theme.
    Hugo,
    /// Hugo with links from the root of the host: less work than Planpress does.
    HugoFromRoot,
}

impl Contender {
    /// Its name, which is also the name of its folder in a corpus.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planpress => "planpress",
            Self::Hugo => "hugo",
            Self::HugoFromRoot => "hugo-from-root",
        }
    }

    /// Writes its form of the corpus below `corpus`.
    pub fn generate(self, shape: Shape, corpus: &Path) -> io::Result<()> {
        let root = corpus.join(self.name());
        match self {
            Self::Planpress => planpress::generate(shape, &root),
            Self::Hugo => hugo::generate(shape, &root, Links::Relative),
            Self::HugoFromRoot => hugo::generate(shape, &root, Links::FromRoot),
        }
    }

    /// The command that builds its form of the corpus with `program`.
    pub fn command(self, program: &Path, corpus: &Path) -> Command {
        let mut command = Command::new(program);
        let root = corpus.join(self.name());
        match self {
            Self::Planpress => command.arg("build").arg("--root").arg(root),
            Self::Hugo | Self::HugoFromRoot => {
                command.args(["--quiet", "--noBuildLock", "--cacheDir"]).arg(self.cache(corpus));
                command.arg("--source").arg(root)
            }
        };
        // Both know the long name of this option.
        command
            .arg(if self == Self::Planpress { "--output" } else { "--destination" })
            .arg(self.output(corpus));
        command
    }

    /// Where it builds to.
    pub fn output(self, corpus: &Path) -> PathBuf {
        corpus.join(format!("{}-public", self.name()))
    }

    fn cache(self, corpus: &Path) -> PathBuf {
        corpus.join(format!("{}-cache", self.name()))
    }

    /// Puts away what earlier builds left: the next one is cold.
    ///
    /// It is moved, not removed, until all measuring is done: ext4 does not give out the numbers of files that were
    /// removed within the last minutes, and looks at each of them again for every new file, so a build after a removal
    /// would be charged for it. What is still to be written to the disk is written first, for the same reason.
    pub fn forget(self, corpus: &Path) -> io::Result<()> {
        let root = corpus.join(self.name());
        for folder in [self.output(corpus), self.cache(corpus), root.join("resources")] {
            if !folder.exists() {
                continue;
            }
            let old = corpus.join("old");
            fs::create_dir_all(&old)?;
            let free = (0..).map(|n: usize| old.join(n.to_string())).find(|path| !path.exists());
            fs::rename(&folder, free.unwrap_or(old))?;
        }
        Command::new("sync").status().map(drop)
    }
}

/// Finds Hugo's own binary and its version line.
///
/// The `hugo` on the path may be a launcher in a scripting language (the Python package has one), whose start
/// would be charged to Hugo: such a launcher names the binary that it starts, and that one is taken.
///
/// # Errors
/// Why there is none.
pub fn find_hugo(named: Option<&Path>) -> Result<(PathBuf, String), String> {
    let program = named.map_or_else(|| PathBuf::from("hugo"), Path::to_path_buf);
    let said = version(&program)?;
    let Some((_, launched)) = said.split_once("via hugo-python-distributions at ") else {
        return Ok((program, said.trim().to_owned()));
    };
    let binary = launched.lines().next().unwrap_or_default().trim_end_matches("\u{1b}[0m");
    let binary = PathBuf::from(binary);
    let said = version(&binary)?;
    Ok((binary, said.trim().to_owned()))
}

fn version(program: &Path) -> Result<String, String> {
    let ran = Command::new(program).arg("version").output();
    let ran = ran.map_err(|error| format!("{}: {error}", program.display()))?;
    if !ran.status.success() {
        return Err(format!("{} version: {}", program.display(), ran.status));
    }
    Ok(String::from_utf8_lossy(&ran.stdout).into_owned())
}
