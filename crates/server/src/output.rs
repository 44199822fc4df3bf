//! What a command prints for whoever reads it. A reader that has had enough, as `head` has, is no fault.

use std::fmt::Display;
use std::io::Write as _;

/// Prints a line. Whether anybody still reads it is nobody's concern.
pub(crate) fn line(text: impl Display) {
    let _gone = writeln!(std::io::stdout(), "{text}");
}

/// Prints a line about what went wrong.
pub(crate) fn error_line(text: impl Display) {
    let _gone = writeln!(std::io::stderr(), "{text}");
}
