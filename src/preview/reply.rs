//! From bytes, or a file of them, to an answer: `ETag`, `Range`, types.

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, IF_NONE_MATCH, IF_RANGE,
    RANGE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use futures_util::{Stream, stream};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;

/// The type of a file, by the end of its name; text says that it is UTF-8.
pub fn content_type(path: &str) -> String {
    // The archive's and the open data's own, which a general table does not have or calls something else.
    let known = match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "csv" => Some("text/csv"),
        "xml" if path == "feed.xml" || path.ends_with("/feed.xml") => Some("application/atom+xml"),
        "ics" => Some("text/calendar"),
        "webmanifest" => Some("application/manifest+json"),
        _ => None,
    };
    let guessed = mime_guess::from_path(path);
    let kind = known.map_or_else(|| guessed.first_or_octet_stream().essence_str().to_owned(), str::to_owned);
    let is_text = kind.starts_with("text/")
        || kind.ends_with("+xml")
        || ["application/json", "application/xml", "application/javascript"].contains(&kind.as_str());
    if is_text { format!("{kind}; charset=utf-8") } else { kind }
}

/// What is sent of a file.
#[derive(Debug, Clone)]
pub enum ServedBody {
    /// These bytes.
    Bytes(Bytes),
    /// Those of a file on disk, of this size, which are read while they are sent.
    File(PathBuf, usize),
}

impl ServedBody {
    const fn len(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::File(_, size) => *size,
        }
    }

    fn stretch(self, start: usize, end: usize) -> Body {
        match self {
            Self::Bytes(bytes) => Body::from(bytes.slice(start..end)),
            Self::File(path, _) => Body::from_stream(pieces(path, start as u64, end as u64)),
        }
    }
}

/// How much of a file is read at once.
const PIECE: u64 = 64 << 10;

/// A stretch of a file, piece by piece. Ends with an error where the file became shorter: the other side then knows that it
/// has not got all.
fn pieces(path: PathBuf, start: u64, end: u64) -> impl Stream<Item = io::Result<Bytes>> {
    stream::try_unfold(start, move |at| {
        let path = path.clone();
        async move {
            if at >= end {
                return Ok(None);
            }
            let read = tokio::task::spawn_blocking(move || {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(at))?;
                let mut piece = Vec::new();
                file.take(PIECE.min(end - at)).read_to_end(&mut piece)?;
                if piece.is_empty() { Err(io::Error::from(io::ErrorKind::UnexpectedEof)) } else { Ok(piece) }
            });
            let piece = read.await.map_err(io::Error::other)??;
            let next = at + piece.len() as u64;
            Ok(Some((Bytes::from(piece), next)))
        }
    })
}

/// A file to be sent.
#[derive(Debug, Clone)]
pub struct ServedFile {
    pub body: ServedBody,
    /// Its type.
    pub kind: String,
    /// Its version, without quotes; another whenever the bytes are others.
    pub version: String,
}

/// The answer to a request for a file that is there: whole, in part, or that it is known already.
pub fn file(file: ServedFile, request: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", file.version);
    if text(request, &IF_NONE_MATCH).is_some_and(|known| matches(known, &tag)) {
        return answer(StatusCode::NOT_MODIFIED, Bytes::new(), &[(ETAG, &tag)]);
    }
    let length = file.body.len();
    // A part of another version is of no use to who has the rest.
    let wanted = text(request, &IF_RANGE).is_none_or(|known| known.trim() == tag);
    match text(request, &RANGE).filter(|_| wanted).map_or(ByteRange::Whole, |range| part(range, length)) {
        ByteRange::Whole => respond(
            StatusCode::OK,
            (file.body.stretch(0, length), length),
            &[(ETAG, &tag), (CONTENT_TYPE, &file.kind), (ACCEPT_RANGES, "bytes")],
        ),
        ByteRange::From(start, end) => respond(
            StatusCode::PARTIAL_CONTENT,
            (file.body.stretch(start, end), end - start),
            &[
                (ETAG, &tag),
                (CONTENT_TYPE, &file.kind),
                (ACCEPT_RANGES, "bytes"),
                (CONTENT_RANGE, &format!("bytes {start}-{}/{length}", end - 1)),
            ],
        ),
        ByteRange::None => {
            let range = format!("bytes */{length}");
            answer(StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new(), &[(CONTENT_RANGE, &range)])
        }
    }
}

/// A short answer in words.
pub fn words(status: StatusCode, words: &str) -> Response {
    answer(status, Bytes::from(format!("{words}\n")), &[(CONTENT_TYPE, "text/plain; charset=utf-8")])
}

/// An answer with these headers.
pub fn answer(status: StatusCode, bytes: Bytes, headers: &[(HeaderName, &str)]) -> Response {
    let length = bytes.len();
    respond(status, (Body::from(bytes), length), headers)
}

/// The same of a body and its length.
fn respond(status: StatusCode, (body, length): (Body, usize), headers: &[(HeaderName, &str)]) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    if status != StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
    }
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn matches(known: &str, tag: &str) -> bool {
    known.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

#[derive(Debug, PartialEq, Eq)]
enum ByteRange {
    Whole,
    From(usize, usize),
    None,
}

/// What a `Range` header asks for. More than one range may be answered with the whole, and is.
fn part(header: &str, length: usize) -> ByteRange {
    let Some(range) = header.trim().strip_prefix("bytes=").filter(|ranges| !ranges.contains(',')) else {
        return ByteRange::Whole;
    };
    let Some((start, end)) = range.trim().split_once('-') else { return ByteRange::Whole };
    let number =
        |text: &str| text.parse::<usize>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let stretch = match (start, end) {
        ("", last) => number(last).map(|last| (length.saturating_sub(last), length)),
        (start, "") => number(start).map(|start| (start, length)),
        (start, end) => number(start)
            .zip(number(end))
            .filter(|(start, end)| start <= end)
            .map(|(start, end)| (start, end.saturating_add(1).min(length))),
    };
    match stretch {
        None => ByteRange::Whole,
        Some((start, end)) if start < end => ByteRange::From(start, end),
        Some(_) => ByteRange::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (header, expected) in [
            ("bytes=0-3", ByteRange::From(0, 4)),
            ("bytes=8-", ByteRange::From(8, 10)),
            ("bytes=-3", ByteRange::From(7, 10)),
            ("bytes=-30", ByteRange::From(0, 10)),
            ("bytes=5-99", ByteRange::From(5, 10)),
            ("bytes=10-", ByteRange::None),
            ("bytes=-0", ByteRange::None),
            ("bytes=99999999999999999999-", ByteRange::Whole),
            ("bytes=0-18446744073709551615", ByteRange::From(0, 10)),
            ("bytes=3-1", ByteRange::Whole),
            ("bytes=0-1,3-4", ByteRange::Whole),
            ("bytes=a-b", ByteRange::Whole),
            ("bytes=+1-2", ByteRange::Whole),
            ("lines=0-1", ByteRange::Whole),
        ] {
            assert_eq!(part(header, 10), expected, "{header}");
        }
        assert_eq!(part("bytes=0-", 0), ByteRange::None);
    }

    #[test]
    fn types_are_known() {
        for (path, expected) in [
            ("a/index.html", "text/html; charset=utf-8"),
            ("assets/style.1.css", "text/css; charset=utf-8"),
            ("assets/disk.1.js", "text/javascript; charset=utf-8"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("a.PNG", "image/png"),
            ("a.woff2", "font/woff2"),
            ("a.json", "application/json; charset=utf-8"),
            ("feed.xml", "application/atom+xml; charset=utf-8"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("indicators.csv", "text/csv; charset=utf-8"),
            ("a.pdf", "application/pdf"),
            ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("a", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path), expected, "{path}");
        }
    }
}
