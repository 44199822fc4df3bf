//! The screen on the wall: who is called where, the state of every queue, news, the time; read from metres away.
//!
//! It shows numbers, desks and queues, and nobody's name. It only reads, and needs no hand: what it shows comes by one
//! live view, whole every time, so that a screen which was gone for a while shows the present and never an old call. A
//! screen, a queue or a desk that its set-up does not know is left out or shown by its bare name; **it never takes the
//! page down**. Whatever is said aloud is seen as well.

mod asked;
mod calls;
mod canvas;
mod card;
mod chime;
mod hours;
mod info;
mod page;
mod sizes;
mod sound;
mod wall;

use crate::route::Route;

pub(crate) use page::VIEW;

/// The word of the screen in addresses.
pub(crate) const WORD: &str = "screen";

pub(crate) fn routes() -> Vec<Route> {
    page::routes().into_iter().chain(sound::routes()).collect()
}
