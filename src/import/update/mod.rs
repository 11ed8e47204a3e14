//! A later version of the same document, brought into the plan that an earlier one became.

mod blocks;
mod body;
mod figures;

#[cfg(test)]
mod tests;
