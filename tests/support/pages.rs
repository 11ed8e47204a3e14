//! What must hold for every page.
