//! Findings as a modern compiler prints them: message, place, the line itself, help.
