//! Markdown in, a [`Body`] out: HTML with slots for what only the whole site knows.
//!
//! Takes a source file's text; gives the HTML and the lists of links, pictures, figures, blocks and
//! headings in it, each with its place. Never reads a file and never knows another document: a
//! link's address, a figure's value and a heading's number are filled in later by [`Body::fill`].
