//! The preview: a site built into memory, served on this machine, and built again whenever a file changes.
//!
//! [`rebuilder`] makes the site into a [`store`] and [`snapshot`] holds the last good one; [`watch`] says when to build again;
//! [`server`] answers requests, [`events`] tells open pages of a new build, [`inject`] puts the script of
//! `client/` into pages as they are served. [`findings`] and [`heading_lines`] are what that script shows.
//! Nothing here writes a file.

pub mod connections;
pub mod events;
mod explanation;
pub mod findings;
pub mod heading_lines;
pub mod host;
pub mod inject;
pub mod listen;
pub mod poll;
pub mod rebuilder;
pub mod reply;
pub mod server;
pub mod snapshot;
pub mod store;
pub mod watch;

use crate::diagnostic::Language;
use crate::pipeline;
use crate::source::cache::DirtyFiles;
use listen::Listening;
use rebuilder::{Rebuilder, Rebuilt};
use snapshot::SnapshotChannel;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use watch::{Wake, Watch, WatchMode, WatchProblem};

/// What the preview is asked to do.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The site's folder.
    pub root: PathBuf,
    /// How the site is built.
    pub pipeline: pipeline::Options,
    /// Where the site stands on its host: `/`, or `/a/b/`.
    pub base: String,
    /// The host that was asked for, if one was: it may stand in a request.
    pub host: Option<String>,
    /// How changes of files are learned of.
    pub mode: WatchMode,
    /// The language of messages in the browser.
    pub language: Language,
}

/// Told what happens, from more than one thread.
pub trait Observer: Send + Sync + 'static {
    /// A build is done, good or not.
    fn rebuilt(&self, rebuilt: &Rebuilt);
    /// Something about the watching that the user should know.
    fn notice(&self, notice: &WatchProblem);
}

/// Builds and serves until the process is told to stop.
///
/// # Errors
/// Where the server cannot be set up.
pub fn run(options: ServeOptions, listening: Listening, observer: Arc<dyn Observer>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let state = SnapshotChannel::default();
    let served = Arc::new(server::Server::new(options.clone(), state.clone()));
    // The builder's thread ends with the process: it holds nothing that outlives it.
    let builder = std::thread::Builder::new().name("planpress builder".to_owned());
    builder.spawn(move || build_on_change(&options, &state, &*observer))?;
    let result = runtime.block_on(server::serve(listening, served));
    runtime.shutdown_background();
    result
}

/// Builds, waits for a change, builds again.
fn build_on_change(options: &ServeOptions, state: &SnapshotChannel, observer: &dyn Observer) {
    // Watching starts first, so that nothing changes unseen during the first build.
    let mut watch = Watch::start(&options.root, options.mode, &|notice| observer.notice(&notice));
    let mut builder = Rebuilder::new(options.root.clone(), options.pipeline.clone());
    let tell = |rebuilt: &Rebuilt| {
        state.publish(Arc::clone(&rebuilt.snapshot));
        observer.rebuilt(rebuilt);
    };
    let mut wake = Wake::Change(DirtyFiles::All);
    loop {
        if let Wake::Change(dirty) = &wake {
            tell(&builder.rebuild(dirty));
        }
        // The page is there; what the system did not name, or did not give, is looked for now that nobody waits.
        if wake != Wake::Change(DirtyFiles::All)
            && let Some(more) = builder.look_at_all()
        {
            tell(&more);
        }
        wake = watch.wait(builder.again, &|notice| observer.notice(&notice));
    }
}
