//! Findings as workflow commands, which a forge shows beside the changed lines.
