//! Server-sent events: each open page is told the id of every build.
//!
//! An event carries the id and nothing else. The page asks for what it needs, so a page that missed events
//! (its machine slept, the server was started again) is brought up to date by the next one: the id differs
//! from the one that it knows. Between builds nothing is sent: the system notices a page that has gone.

use super::snapshot::SnapshotChannel;
use axum::response::IntoResponse;
use axum::response::Response;
use axum::response::sse::{Event, Sse};
use futures_util::stream;
use std::convert::Infallible;

/// Its name among the preview's own files.
pub const NAME: &str = "events";

/// The stream of a page: the current build at once, then every new one.
pub fn response(state: &SnapshotChannel) -> Response {
    let mut receiver = state.follow();
    // The build that is there when a page connects is told, too: that is how a page catches up.
    receiver.mark_changed();
    let events = stream::unfold(receiver, |mut receiver| async move {
        loop {
            receiver.changed().await.ok()?;
            let id = receiver.borrow_and_update().as_ref().map(|snapshot| snapshot.id.clone());
            if let Some(id) = id {
                let event = Event::default().event("build").id(id.clone()).data(id);
                return Some((Ok::<_, Infallible>(event), receiver));
            }
        }
    });
    Sse::new(events).into_response()
}
