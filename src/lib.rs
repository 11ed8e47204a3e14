//! Planpress turns a government body's annual plan into a public site.
//!
//! The library behind the `planpress` program: Markdown sections whose YAML front matter holds
//! indicators go in, a static site comes out. `docs/ARCHITECTURE.md` tells how the rooms connect.

mod archive;
mod bug;
mod check;
mod cli;
mod collect;
mod diagnostic;
mod digest;
mod import;
mod markdown;
mod model;
mod new_plan;
mod opendata;
mod output;
mod pages;
mod pipeline;
mod platform;
mod preview;
mod progress;
mod rollover;
mod sealing;
mod search;
mod source;
mod source_path;
mod theme;
mod trial;

pub use cli::main;

/// What the project's own tests and benchmarks look at from outside. Nobody else should: it changes without notice.
#[doc(hidden)]
pub mod internals {
    pub mod bug {
        pub use crate::bug::{found, report_bugs};
    }
    pub mod collect {
        pub use crate::collect::out::{OutRequest, workbooks};
        pub use crate::collect::period::Period;
        pub use crate::collect::site::{SealedPlans, ask};
        pub use crate::collect::{entry, write};
        pub use crate::model::indicator::TaskState;
    }
    pub mod markdown {
        pub use crate::markdown::parse;
    }
    pub mod sealing {
        pub use crate::cli::why_not_sealed as refusal;
        pub use crate::sealing::{SealOutcome, SealRequest, run};
    }
    pub mod archive {
        pub use crate::archive::*;
    }
    pub mod diagnostic {
        pub use crate::diagnostic::{
            Code, Diagnostic, Finding, Language, SealedChange, Severity, SiteFault, human, json,
        };
    }
    pub mod model {
        pub use crate::model::recorder;

        pub mod quantity {
            pub use crate::model::quantity::Quantity;
        }
    }
    pub mod output {
        pub use crate::digest::Digest;
        pub use crate::output::{
            Artifact, ArtifactKind, CommitSummary, GoodFolder, MANIFEST, Memory, NewFolder, OutputError,
            OutputPath, Sink, Stage, good_folder,
        };
    }
    pub mod pages {
        pub use crate::pages::{address, page_sources, reason};
    }
    pub mod pipeline {
        pub use crate::pipeline::{
            BuildReport, Fragments, Options, SearchIndex, Session, extent, readiness, run, walls,
        };
        pub use crate::progress::Silent;
    }
    pub mod progress {
        pub use crate::progress::{ProgressListener, Silent, Step};
    }
    pub mod standing {
        pub use crate::cli::standing::{settle, stage};
    }
    pub mod preview {
        pub use crate::preview::rebuilder;
    }
    pub mod source {
        pub use crate::source::{assemble, cache};
    }
}
