//! When to strike: waits for a moment that is worth a kill.

use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

/// Waits until a path exists, or for a second: missing the moment makes for a duller kill, no more.
pub fn wait_for(path: &Path) {
    for _ in 0..20_000 {
        if path.exists() {
            return;
        }
        sleep(Duration::from_micros(50));
    }
}
