//! Takes connections, a bounded number at a time, and ends those that stay silent.
//!
//! Knows nothing of what is asked: each whole request goes to a function that answers it.

use super::events;
use super::inject::RESERVED;
use axum::http::Request;
use axum::http::request::Parts;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use socket2::{SockRef, TcpKeepalive};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

/// What connections may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long one may take to send a whole request, from its opening or its last answer on.
    pub wait: Duration,
    /// So many are held. A browser opens six, and each open page keeps one for events.
    pub connections: usize,
}

/// The limits of a preview.
pub const LIMITS: Limits = Limits { wait: Duration::from_secs(30), connections: 100 };
/// How long nothing is accepted after the system refused to.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
/// How long a connection is silent before the system asks whether the other side is still there.
const ALIVE: Duration = Duration::from_secs(60);

/// The connections that are held.
#[derive(Debug, Default)]
struct Held(Mutex<Vec<Connection>>);

#[derive(Debug)]
struct Connection {
    number: u64,
    task: AbortHandle,
    /// When it was opened or last sent a request.
    last: Instant,
    /// Whether it is open for events, which is what it is for.
    lasting: bool,
}

impl Held {
    fn with<T>(&self, work: impl FnOnce(&mut Vec<Connection>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Ends the connection that has been silent longest; one that is open for events only where all are.
    fn end_one(&self) {
        self.with(|held| {
            let longest = held.iter().enumerate().min_by_key(|(_, one)| (one.lasting, one.last));
            if let Some(index) = longest.map(|(index, _)| index) {
                held.swap_remove(index).task.abort();
            }
        });
    }

    fn asked(&self, number: u64, lasting: bool) {
        self.with(|held| {
            if let Some(one) = held.iter_mut().find(|one| one.number == number) {
                (one.last, one.lasting) = (Instant::now(), lasting);
            }
        });
    }
}

/// Takes connections for ever. Where there are too many, or the system gives no more, the longest silent one ends; one that
/// sends no whole request for a while ends by itself, whether it is idle between two requests or half-way through one.
pub async fn accept<F>(
    listener: TcpListener,
    limits: Limits,
    answer: impl Fn(Parts) -> F + Clone + Send + 'static,
) where
    F: Future<Output = Response> + Send + 'static,
{
    let held = Arc::new(Held::default());
    for number in 0.. {
        let stream = loop {
            match listener.accept().await {
                Ok((stream, _)) => break stream,
                // The other side has gone, or too many files are open.
                Err(_) => {
                    held.end_one();
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            }
        };
        if held.with(|held| held.len()) >= limits.connections {
            held.end_one();
        }
        let (own, answer) = (Arc::clone(&held), answer.clone());
        let task = tokio::spawn(async move {
            let asked = Arc::clone(&own);
            serve(stream, limits.wait, move |request| {
                asked.asked(number, request.uri.path().ends_with(&format!("{RESERVED}{}", events::NAME)));
                answer(request)
            })
            .await;
            own.with(|held| held.retain(|one| one.number != number));
        });
        let task = task.abort_handle();
        held.with(|held| held.push(Connection { number, task, last: Instant::now(), lasting: false }));
    }
}

/// Serves one connection to its end.
async fn serve<F>(stream: TcpStream, wait: Duration, answer: impl Fn(Parts) -> F)
where
    F: Future<Output = Response>,
{
    // An event is a few bytes, and they are waited for.
    let _ = stream.set_nodelay(true);
    // Where the machine of an open page is switched off, the system finds out, and nothing here need wake for it.
    let _ = SockRef::from(&stream).set_tcp_keepalive(&TcpKeepalive::new().with_time(ALIVE));
    let service = service_fn(move |request: Request<Incoming>| {
        let response = answer(request.into_parts().0);
        async move { Ok::<_, Infallible>(response.await) }
    });
    let mut connection = http1::Builder::new();
    connection.timer(TokioTimer::new()).header_read_timeout(wait);
    // What goes wrong here went wrong at the other side.
    let _ = connection.serve_connection(TokioIo::new(stream), service).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse as _;
    use std::io::{Read as _, Write as _};
    use std::net::{SocketAddr, TcpStream};

    /// A server in a thread of its own that answers everything; gives its address.
    fn start(limits: Limits) -> SocketAddr {
        let socket = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        socket.set_nonblocking(true).unwrap();
        let address = socket.local_addr().unwrap();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::from_std(socket).unwrap();
                accept(listener, limits, async |_| "answer".into_response()).await;
            });
        });
        address
    }

    fn connect(address: SocketAddr, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(text.as_bytes()).unwrap();
        stream
    }

    const KEPT: &str = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    const CLOSED: &str = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    fn text(mut stream: TcpStream) -> String {
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn who_sends_no_whole_request_is_let_go() {
        let address = start(Limits { wait: Duration::from_millis(200), connections: 10 });
        assert_eq!(text(connect(address, "")), "");
        // What it sent is no request, and it is told so or not; then it is closed.
        text(connect(address, "GET / HTTP/1.1\r\nHost: loc"));
        // Kept alive after its answer, and then idle.
        assert!(text(connect(address, KEPT)).starts_with("HTTP/1.1 200"));
    }

    #[test]
    fn where_there_are_too_many_the_longest_silent_one_goes() {
        let address = start(Limits { wait: Duration::from_secs(600), connections: 3 });
        let silent: Vec<_> = (0..300).map(|_| connect(address, "GET /")).collect();
        let answer = text(connect(address, CLOSED));
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("answer"), "{answer}");
        for stream in silent.into_iter().take(297) {
            // Ended, one way or the other.
            let _ = std::io::copy(&mut { stream }, &mut std::io::sink());
        }
    }
}
