//! The limits of a set-up, each with its name. A file past one of them is refused with the limit in the message.
//!
//! Lengths are counted in characters as people see them in the file, never in bytes: a Ukrainian button may be as long
//! as a Danish one.

/// The most files one centre may have.
pub const FILES_PER_CENTRE_MAX: usize = 64;
/// The most bytes one file may have: 256 KiB.
pub const FILE_BYTES_MAX: usize = 256 * 1024;
/// The most centres one municipality may have.
pub const CENTRES_MAX: usize = 64;
/// The most mistakes that are listed in one run; the rest are counted.
pub const MISTAKES_MAX: usize = 500;

/// The most services of a centre, choices included.
pub const SERVICES_MAX: usize = 60;
/// The most queues of a centre: one for each letter.
pub const QUEUES_MAX: usize = 26;
/// The most waiting areas of a centre.
pub const AREAS_MAX: usize = 26;
/// The most lifts and stairs of a centre.
pub const LIFTS_MAX: usize = 10;
/// The most floors that one lift goes to.
pub const LIFT_FLOORS_MAX: usize = 12;
/// The most floors that the drawing of a way shows.
pub const ROUTE_FLOORS_MAX: usize = 4;
/// The most desks of a centre.
pub const DESKS_MAX: usize = 200;
/// The most kiosks of a centre.
pub const KIOSKS_MAX: usize = 40;
/// The most screens of a centre.
pub const SCREENS_MAX: usize = 40;
/// The most info pages of one screen.
pub const INFO_PAGES_MAX: usize = 20;
/// The most employees of a centre.
pub const EMPLOYEES_MAX: usize = 500;
/// The most system owners of a municipality.
pub const SYSTEM_OWNERS_MAX: usize = 20;
/// The most capacities of a centre.
pub const CAPACITIES_MAX: usize = 60;
/// The most things that one service asks to bring.
pub const BRING_MAX: usize = 8;
/// The most reminders of one appointment.
pub const REMINDERS_MAX: usize = 4;
/// The longest meeting, in minutes.
pub const MEETING_MINUTES_MAX: u16 = 480;
/// The most questions of a centre.
pub const QUESTIONS_MAX: usize = 60;
/// The most answers to one question: a kiosk shows no more on one page.
pub const ANSWERS_MAX: usize = 7;
/// The most referrals of a centre.
pub const REFERRALS_MAX: usize = 60;
/// The most languages of a centre: the kiosk's row of languages holds no more.
pub const LANGUAGES_MAX: usize = 12;
/// The most names in one list of a file.
pub const LIST_MAX: usize = 200;
/// The most spans of opening hours in one day.
pub const SPANS_MAX: usize = 4;
/// The most weeks for a while, per list of hours.
pub const PERIODS_MAX: usize = 24;
/// The most dates that differ from the week, per list.
pub const DATES_MAX: usize = 366;

/// Characters of the name of a municipality, a centre or a referral.
pub const NAME_CHARS_MAX: usize = 40;
/// Characters of the number that citizens ring, with its spaces.
pub const PHONE_CHARS_MAX: usize = 24;
/// Characters of an address.
pub const ADDRESS_CHARS_MAX: usize = 80;
/// The most texts that a kiosk's reader may put before what it reads, and the characters of each.
pub const SCAN_PREFIXES_MAX: usize = 8;
/// Characters of such a text.
pub const SCAN_PREFIX_CHARS_MAX: usize = 16;
/// Characters on a kiosk's button, and of a queue's name on a screen.
pub const BUTTON_CHARS_MAX: usize = 28;
/// Characters of the help line under a button.
pub const HELP_CHARS_MAX: usize = 40;
/// Characters of what an employee should remember.
pub const REMEMBER_CHARS_MAX: usize = 240;
/// Characters of a desk's name.
pub const DESK_CHARS_MAX: usize = 20;
/// Characters of the name of an area, a kiosk or a screen.
pub const PLACE_CHARS_MAX: usize = 28;
/// Characters of a way, from the kiosk or from the waiting area.
pub const WAY_CHARS_MAX: usize = 160;
/// Characters of what is left when a queue gives no tickets.
pub const INSTEAD_CHARS_MAX: usize = 160;
/// Characters of a question.
pub const QUESTION_CHARS_MAX: usize = 90;
/// Characters of an answer's button.
pub const ANSWER_CHARS_MAX: usize = 40;
/// Characters of what a referral tells to do.
pub const REFERRAL_CHARS_MAX: usize = 240;
/// Characters of a web address.
pub const LINK_CHARS_MAX: usize = 200;
/// Characters of an info page's heading.
pub const INFO_TITLE_CHARS_MAX: usize = 40;
/// Characters of an info page's text.
pub const INFO_TEXT_CHARS_MAX: usize = 180;
/// Characters of an employee's name.
pub const EMPLOYEE_CHARS_MAX: usize = 60;
/// Characters of a message's text.
pub const MESSAGE_CHARS_MAX: usize = 480;
/// The most texts of messages of a centre.
pub const MESSAGES_MAX: usize = 200;
/// Characters of one thing to bring.
pub const BRING_CHARS_MAX: usize = 80;
/// Characters of the note on how one meets.
pub const NOTE_CHARS_MAX: usize = 120;
/// Characters of the words by which a service is found.
pub const WORDS_CHARS_MAX: usize = 300;
