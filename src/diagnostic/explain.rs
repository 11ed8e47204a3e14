//! What each code means, why it matters and how to mend it, at length.
