//! What cannot happen: the program says so and ends, instead of going on with a page or a row that would be missing.
//!
//! [`bug!`] is for a state that only a fault of Planpress can bring about, never for anything that stands in a user's
//! files. It panics; [`report_bugs`] makes of any panic a message that says what to do, and the exit code 2. The output
//! changes only in a commit, which comes after what reads and renders; one that is cut off is finished by the next run.

use std::fmt::Debug;
use std::panic::PanicHookInfo;
use std::slice::SliceIndex;

/// Ends the program with an internal error: takes a format string and its values, as `format!` does.
macro_rules! bug {
    ($($told:tt)*) => { $crate::bug::found(format_args!($($told)*)) };
}
pub(crate) use bug;

/// Ends the program; called by [`bug!`].
#[cold]
#[track_caller]
#[allow(clippy::panic, reason = "the one place where the program gives up: see the module's description")]
pub fn found(told: std::fmt::Arguments<'_>) -> ! {
    panic!("{told}")
}

/// A stretch of a text whose ends were found in that very text, so that it cannot be missing.
#[track_caller]
#[allow(clippy::needless_pass_by_value, reason = "ranges are written where they are used")]
pub fn slice<R: SliceIndex<str, Output = str> + Clone + Debug>(text: &str, range: R) -> &str {
    text.get(range.clone()).unwrap_or_else(|| bug!("no {range:?} in a text of {} bytes", text.len()))
}

/// A stretch of bytes whose ends were found in those very bytes, so that it cannot be missing.
#[track_caller]
#[allow(clippy::needless_pass_by_value, reason = "ranges are written where they are used")]
pub fn part<R: SliceIndex<[u8], Output = [u8]> + Clone + Debug>(bytes: &[u8], range: R) -> &[u8] {
    bytes.get(range.clone()).unwrap_or_else(|| bug!("no {range:?} in {} bytes", bytes.len()))
}

/// Has every panic of the process reported as a fault of Planpress, in both languages since what failed may be what
/// knows the language, and ends the process with code 2 (rayon and the preview's tasks would otherwise go on without it).
pub fn report_bugs() {
    std::panic::set_hook(Box::new(|info| {
        // Standard error may be closed; there is nothing more to be done then.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), message(info).as_bytes());
        #[allow(
            clippy::exit,
            reason = "a panic in a worker must end the whole program, with the code for its own faults"
        )]
        std::process::exit(2)
    }));
}

fn message(info: &PanicHookInfo<'_>) -> String {
    let told = info.payload_as_str().unwrap_or("no message");
    let place = info.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    format!(
        "failed: this is a fault of Planpress, not of your files; please report the last of these lines\n\
         操作失败：这是 Planpress 自身的错误，与您的文件无关；请将最后一行报告给开发者\n  \
         {told} ({place}, planpress {})\n",
        env!("CARGO_PKG_VERSION")
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_bug_names_its_place_and_what_was_found() {
        let found = std::panic::catch_unwind(|| bug!("no page for {}", "/2016/")).unwrap_err();
        assert_eq!(found.downcast_ref::<String>().map(String::as_str), Some("no page for /2016/"));
    }
}
