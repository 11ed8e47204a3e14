//! Findings as one JSON object, for tools.
