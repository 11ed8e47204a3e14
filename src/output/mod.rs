//! Artifacts in, a folder out, safely.
