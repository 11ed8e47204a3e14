//! Bodies that cannot stop one another: what one gets wrong, the others do not pay for.

mod county;
mod kinds;
mod preview;
mod seals;
mod sequences;
mod states;
