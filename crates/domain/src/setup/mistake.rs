//! What is wrong in a set-up's files, and where.
//!
//! A mistake carries a stable code and what it speaks of, never a sentence: the sentences stand in
//! `locales/<language>/mistakes.ftl` as `mistake-<code>`, and say what is wrong and what to do. A warning stops nothing;
//! a mistake stops the whole set-up, so that a centre never runs on half of one.

use std::collections::BTreeSet;

use super::consequences::{parts, together, without_consequences};
use super::file::SourceFile;
use super::limits::MISTAKES_MAX;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal $weight:ident),+ $(,)?) => {
        /// What kind of mistake it is. The text of each is in the locales under `mistake-<code>`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)+
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The code as programs and tests know it; it never changes its meaning.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }

            /// How much it weighs.
            pub fn weight(self) -> Weight {
                match self {
                    $(Self::$name => Weight::$weight,)+
                }
            }
        }
    };
}

/// How much a mistake weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The set-up cannot be used.
    Mistake,
    /// The set-up can be used; somebody should look at this.
    Warning,
}

codes! {
    // Files
    /// A file has more than the allowed bytes. Args: `bytes`, `max`.
    FileTooLarge = "file_too_large" Mistake,
    /// The same path is given twice.
    FileTwice = "file_twice" Mistake,
    /// A file with a name that is not one of the set-up's. Args: `given`, `hint`, `nearest`, `known`.
    FileUnknown = "file_unknown" Mistake,
    /// A centre lacks a file. Args: `missing`.
    FileMissing = "file_missing" Mistake,
    /// Too many files in a centre. Args: `given`, `max`.
    FilesTooMany = "files_too_many" Mistake,
    /// There is no `municipality.toml`.
    MunicipalityMissing = "municipality_missing" Mistake,
    /// There is no folder with a centre's files beside `municipality.toml`.
    CentreMissing = "centre_missing" Mistake,
    /// One centre was asked for, and there are files of several. Args: `centres`.
    CentresTooMany = "centres_too_many" Mistake,
    /// A centre's folder cannot be its name. Args: `given`, `suggestion`.
    CentreNameMalformed = "centre_name_malformed" Mistake,
    /// There are more mistakes than are listed. Args: `more`.
    MistakesTooMany = "mistakes_too_many" Mistake,

    // The form of a file
    /// A line that cannot be read. Args: `detail` (as the reader of the format says it, in English).
    Syntax = "syntax" Mistake,
    /// A text without quotation marks, or with one of them missing.
    QuoteMissing = "quote_missing" Mistake,
    /// The same key stands twice in one place. Args: `key`, and `also` where others of the file do.
    KeyTwice = "key_twice" Mistake,
    /// A key that is not known where it stands. Args: `given`, `hint` (`moved`: it is known elsewhere), `nearest`, `known`, and `also`
    /// where others of the same section are told with it.
    KeyUnknown = "key_unknown" Mistake,
    /// A section that belongs in another file. Args: `key`, `belongs`.
    KeyElsewhere = "key_elsewhere" Mistake,
    /// A key that must be there. Args: `key`.
    KeyMissing = "key_missing" Mistake,
    /// A value of another kind than the key takes. Args: `key`, `expected` (`text`, `number`, `numbers`, `yes_no`, `list`, `section`, `sections`, `date`).
    WrongKind = "wrong_kind" Mistake,
    /// A file has none of what it is there for. Args: `key`.
    SectionMissing = "section_missing" Mistake,
    /// More of something than a centre may have. Args: `key`, `given`, `max`.
    TooMany = "too_many" Mistake,

    // Names
    /// An `id` in a form that it may not have. Args: `given`, `suggestion`.
    IdMalformed = "id_malformed" Mistake,
    /// Two of the same kind have one `id`. Args: `given`, `first`.
    IdTwice = "id_twice" Mistake,
    /// A queue that does not exist. Args: `given`, `hint`, `nearest`, `place`, `known`, and `also` where it is named elsewhere.
    QueueUnknown = "queue_unknown" Mistake,
    /// A queue on a screen that does not exist: the screen shows those that do. Args as for a queue.
    ScreenQueueUnknown = "screen_queue_unknown" Warning,
    /// A service that does not exist. Args as for a queue.
    ServiceUnknown = "service_unknown" Mistake,
    /// A question that does not exist. Args as for a queue.
    QuestionUnknown = "question_unknown" Mistake,
    /// A referral that does not exist. Args as for a queue.
    ReferralUnknown = "referral_unknown" Mistake,
    /// A waiting area that does not exist. Args as for a queue.
    AreaUnknown = "area_unknown" Mistake,
    /// An employee that does not exist. Args as for a queue.
    EmployeeUnknown = "employee_unknown" Mistake,
    /// A capacity that does not exist. Args as for a queue.
    CapacityUnknown = "capacity_unknown" Mistake,
    /// The same name stands twice in one list. Args: `given`.
    ListedTwice = "listed_twice" Mistake,

    // Values
    /// A number outside its range. Args: `key`, `given`, `min`, `max`.
    NumberOutOfRange = "number_out_of_range" Mistake,
    /// A word that is not one of those the key takes. Args: `key`, `given`, `hint`, `nearest`, `known`.
    WordUnknown = "word_unknown" Mistake,
    /// A place on a floor's plan that is not two numbers. Args: `given` (how many they are).
    SpotMalformed = "spot_malformed" Mistake,
    /// A lift that goes to fewer than two floors. Args: `given` (how many they are).
    LiftFloorsTooFew = "lift_floors_too_few" Mistake,
    /// A queue's letter that is not one of A to Z. Args: `given`.
    LetterMalformed = "letter_malformed" Mistake,
    /// Two queues have the same letter and share its numbers. Args: `letter`, `first`.
    LetterShared = "letter_shared" Warning,
    /// A web address that a phone cannot open. Args: `given`.
    LinkMalformed = "link_malformed" Mistake,
    /// A number to ring that is not digits with spaces between. Args: `given`.
    PhoneMalformed = "phone_malformed" Mistake,
    /// Initials that are not two or three letters. Args: `given`.
    InitialsMalformed = "initials_malformed" Mistake,
    /// Two employees have the same initials. Args: `given`, `first`.
    InitialsShared = "initials_shared" Warning,
    /// A time zone that does not exist. Args: `given`, `hint`, `nearest`.
    TimeZoneUnknown = "time_zone_unknown" Mistake,
    /// A language that is not a code of two or three letters. Args: `given`.
    LanguageMalformed = "language_malformed" Mistake,
    /// Danish is not among the languages.
    DanishMissing = "danish_missing" Mistake,
    /// A screen's language that the centre does not offer. Args: `given`, `hint`, `nearest`, `known`.
    LanguageUnknown = "language_unknown" Mistake,
    /// A language in which not one text of the set-up is written. Args: `given`, `hint`, `nearest`.
    LanguageWithoutTexts = "language_without_texts" Warning,

    // Texts
    /// A text without a language. Args: `key`.
    TextWithoutLanguage = "text_without_language" Mistake,
    /// A text that lacks Danish. Args: `key`.
    TextMissing = "text_missing" Mistake,
    /// A text that lacks Danish and has a language which the centre does not offer: `dk`. Args: `key`, `given`.
    DanishMistyped = "danish_mistyped" Mistake,
    /// A text that lacks languages which the centre offers. Args: `key`, `languages`, `first`.
    TranslationMissing = "translation_missing" Warning,
    /// A text in a language that the centre does not offer. Args: `key`, `language`, `offered`, and `also` where others are.
    LanguageNotOffered = "language_not_offered" Warning,
    /// A Danish text that is too long for its place. Args: `key`, `length`, `max`.
    TextTooLong = "text_too_long" Mistake,
    /// A text in another language that is too long for its place. Args: `key`, `language`, `length`, `max`.
    TranslationTooLong = "translation_too_long" Warning,
    /// A text with a character that cannot be seen: a new line, a tab, a sign for the direction of writing. Args: `key`, `character`.
    HiddenCharacter = "hidden_character" Mistake,

    // Hours and dates
    /// Opening hours in another form than `09:00-15:00`. Args: `given`, `suggestion`.
    HoursMalformed = "hours_malformed" Mistake,
    /// Opening hours that end before they begin. Args: `given`.
    HoursReversed = "hours_reversed" Mistake,
    /// Weeks for a while of which two hold on the same dates: the first one counts. Args: `first`.
    PeriodsOverlap = "periods_overlap" Warning,
    /// Two spans of one day overlap. Args: `first`, `second`.
    HoursOverlap = "hours_overlap" Mistake,
    /// A queue that is never open. Args: `also` where others are not either.
    HoursMissing = "hours_missing" Mistake,
    /// A time of day in another form than `08:00`. Args: `given`.
    TimeMalformed = "time_malformed" Mistake,
    /// A date that does not exist, or is in another form than `2026-12-24`. Args: `given`.
    DateMalformed = "date_malformed" Mistake,
    /// The same date stands twice. Args: `given`, `first`.
    DateTwice = "date_twice" Mistake,
    /// A day of the year that is not one of those that can be named. Args: `given`, `hint`, `nearest`, `known`.
    HolidayUnknown = "holiday_unknown" Mistake,
    /// The last date is before the first. Args: `from`, `until`.
    DatesReversed = "dates_reversed" Mistake,

    // How things hang together
    /// A service that leads to no queue. Args: `id`.
    ServiceWithoutQueue = "service_without_queue" Mistake,
    /// A service with choices asks a question, which would never be asked. Args: `id`.
    QuestionOnParent = "question_on_parent" Mistake,
    /// A kiosk's button names a choice of another service. Args: `given`, `parent`.
    ChoiceOnKiosk = "choice_on_kiosk" Mistake,
    /// A kiosk without buttons. Args: `id`.
    KioskWithoutButtons = "kiosk_without_buttons" Mistake,
    /// A screen without queues. Args: `id`.
    ScreenWithoutQueues = "screen_without_queues" Mistake,
    /// A question with fewer than two answers. Args: `id`.
    AnswersTooFew = "answers_too_few" Mistake,
    /// An answer that leads nowhere. Args: `id`.
    AnswerLeadsNowhere = "answer_leads_nowhere" Mistake,
    /// An answer that leads to two places. Args: `id`.
    AnswerLeadsTwice = "answer_leads_twice" Mistake,
    /// Questions that lead round in a circle. Args: `path`.
    QuestionCircle = "question_circle" Mistake,
    /// A question that no service and no answer leads to. Args: `id`.
    QuestionUnreachable = "question_unreachable" Mistake,
    /// A referral that no answer leads to. Args: `id`.
    ReferralUnused = "referral_unused" Warning,
    /// A queue that no desk serves. Args: `id`.
    QueueWithoutDesk = "queue_without_desk" Warning,
    /// A capacity with neither desks nor employees, or with both.
    CapacityOfNobody = "capacity_of_nobody" Mistake,
    /// A capacity that is never open.
    CapacityWithoutHours = "capacity_without_hours" Mistake,
    /// A capacity that no appointment takes. Args: `id`.
    CapacityUnused = "capacity_unused" Warning,
    /// Acute times that open when all of their hours are over. Args: `given`, `last`.
    OpensTooLate = "opens_too_late" Warning,
    /// A notice longer than one can book ahead, so that no citizen can book. Args: `notice`, `ahead`, both in days.
    NoticeTooLong = "notice_too_long" Warning,
    /// Two sections for the appointments of one service. Args: `given`, `first`.
    AppointmentTwice = "appointment_twice" Mistake,
    /// Appointments for a service with choices, which is never chosen itself. Args: `given`.
    AppointmentOfParent = "appointment_of_parent" Mistake,
    /// Appointments that can be held in no way.
    AppointmentWithoutMode = "appointment_without_mode" Mistake,
    /// A meeting longer than the longest span of its capacities' hours. Args: `minutes`.
    MeetingNeverFits = "meeting_never_fits" Mistake,
    /// A service by booked time only for which no time can be booked. Args: `id`.
    AppointmentMissing = "appointment_missing" Warning,
    /// A sender's name that text messages do not allow. Args: `given`, `max`.
    SenderMalformed = "sender_malformed" Mistake,
    /// Quiet hours in another form than `20:00-08:00`. Args: `given`.
    QuietMalformed = "quiet_malformed" Mistake,
    /// Two texts for messages of one kind and service. Args: `kind`, `first`.
    MessageTwice = "message_twice" Mistake,
    /// A word in braces that is not filled in. Args: `given`, `hint`, `nearest`, `known`.
    PlaceholderUnknown = "placeholder_unknown" Mistake,
    /// A text that names the errand of a service where that must not be known. Args: `language`.
    MessageNamesErrand = "message_names_errand" Mistake,
    /// A text that takes several text messages. Args: `language`, `parts`.
    MessageInParts = "message_in_parts" Warning,
    /// A centre without a superuser.
    SuperuserMissing = "superuser_missing" Warning,
}

/// One mistake, with its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file, with its path as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The character in the line, from 1.
    pub column: u32,
    /// What kind of mistake it is.
    pub code: Code,
    /// What the sentence speaks of, by name.
    pub args: Vec<(&'static str, String)>,
}

impl Mistake {
    /// Whether it stops nothing.
    pub fn is_warning(&self) -> bool {
        self.code.weight() == Weight::Warning
    }

    /// The name of its sentence in the locales.
    pub fn message_id(&self) -> String {
        format!("mistake-{}", self.code.as_str())
    }

    /// The value of one of its args, where it has it.
    pub fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }
}

/// A place in one of the files: which, and the byte in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The index of the file in the list that is read.
    pub(super) file: usize,
    /// The byte, which need not be in the file.
    pub(super) offset: usize,
}

/// Gathers the mistakes of all files.
pub(super) struct Notes<'a> {
    files: &'a [SourceFile],
    line_starts: Vec<Vec<usize>>,
    found: Vec<Found>,
    /// For each key that nothing knows: its section, and the key that was surely meant; empty where none is like it.
    misspelt: BTreeSet<(Place, String)>,
    /// Keys that are known in some section.
    known: BTreeSet<&'static str>,
}

/// One finding.
pub(super) struct Found {
    pub(super) place: Place,
    pub(super) code: Code,
    pub(super) args: Vec<(&'static str, String)>,
    /// The keys that are missing, each with its section, where that is what was found.
    pub(super) lacks: Vec<(Place, String)>,
}

impl Found {
    pub(super) fn arg(&self, name: &str) -> Option<&str> {
        self.args.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_str())
    }
}

impl<'a> Notes<'a> {
    pub(super) fn new(files: &'a [SourceFile]) -> Self {
        let line_starts = files.iter().map(|file| line_starts(&file.text)).collect();
        Self { files, line_starts, found: Vec::new(), misspelt: BTreeSet::new(), known: BTreeSet::new() }
    }

    /// Notes a mistake. Args are cut to a length that can be read.
    pub(super) fn add<const N: usize>(&mut self, place: Place, code: Code, args: [(&'static str, &str); N]) {
        self.lacking(&[], place, code, args);
    }

    /// Notes what is wrong because keys are missing. One that is there and misspelt is told instead.
    pub(super) fn lacking<const N: usize>(
        &mut self,
        keys: &[(Place, &str)],
        place: Place,
        code: Code,
        args: [(&'static str, &str); N],
    ) {
        let args = args.into_iter().map(|(name, value)| (name, shortened(value))).collect();
        let lacks = keys.iter().map(|(section, key)| (*section, (*key).to_owned())).collect();
        self.found.push(Found { place, code, args, lacks });
    }

    /// Remembers that a section has a key that nothing knows, and which was surely meant.
    pub(super) fn misspelt(&mut self, section: Place, meant: Option<&str>) {
        self.misspelt.insert((section, meant.unwrap_or_default().to_owned()));
    }

    /// Remembers the keys of a kind of section.
    pub(super) fn knows(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    /// Whether a key is known in some section.
    pub(super) fn is_known(&self, key: &str) -> bool {
        self.known.contains(key)
    }

    /// A place as people write it: `borgerservice/queues.toml:12`.
    pub(super) fn named(&self, place: Place) -> String {
        let (file, line, _) = self.locate(place);
        format!("{file}:{line}")
    }

    /// All mistakes and warnings in the order of files and lines, without those that only follow from others; from a
    /// file that cannot be read as a whole only the lines that stop it, since all else there would be a guess.
    pub(super) fn sorted(mut self) -> Vec<Mistake> {
        let broken: BTreeSet<usize> =
            self.found.iter().filter(|f| stops_reading(f.code)).map(|f| f.place.file).collect();
        let mut found = std::mem::take(&mut self.found);
        found.retain(|f| stops_reading(f.code) || !broken.contains(&f.place.file));
        without_consequences(&mut found, self.files, &self.misspelt);
        let key = |f: &Found| (self.files.get(f.place.file).map(|file| file.path.as_str()), f.place.offset, f.code);
        found.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.args.cmp(&b.args)));
        found.dedup_by(|a, b| key(a) == key(b) && a.args == b.args);
        let mut found = together(found, &self, self.files);
        let over = found.len().saturating_sub(MISTAKES_MAX);
        if over > 0 {
            // What makes the set-up wrong is never cut off by what is only worth a look.
            found.sort_by_key(|f| f.code.weight() != Weight::Mistake);
            found.truncate(MISTAKES_MAX + 1);
            found[MISTAKES_MAX].code = Code::MistakesTooMany;
            found[MISTAKES_MAX].args = vec![("more", over.to_string())];
        }
        found.into_iter().map(|f| self.mistake(f)).collect()
    }

    /// Whether a file of a centre may hold more than could be read from it so far: a name that is missing may well be there.
    pub(super) fn is_doubtful(&self, place: Place, name: &str) -> bool {
        let wrong = |f: &Found| f.place.file == place.file && f.code.weight() == Weight::Mistake;
        let moved = |f: &Found| f.code == Code::KeyElsewhere && f.arg("belongs") == Some(name);
        self.found.iter().any(|f| wrong(f) || (moved(f) && self.beside(f.place, place)))
    }

    /// Whether a file beside another has a name that is not known, and was surely meant to be this one.
    pub(super) fn is_misspelt_file(&self, beside: Place, name: &str) -> bool {
        let meant = |f: &Found| f.code == Code::FileUnknown && f.arg("nearest") == Some(name);
        self.found.iter().any(|f| meant(f) && self.beside(f.place, beside))
    }

    fn beside(&self, one: Place, other: Place) -> bool {
        parts(self.files, one).0 == parts(self.files, other).0
    }

    /// Whether a file has lines that cannot be read.
    pub(super) fn is_broken(&self, file: usize) -> bool {
        self.found.iter().any(|f| f.place.file == file && stops_reading(f.code))
    }

    fn mistake(&self, found: Found) -> Mistake {
        let (file, line, column) = self.locate(found.place);
        Mistake { file, line, column, code: found.code, args: found.args }
    }

    fn locate(&self, place: Place) -> (String, u32, u32) {
        let (Some(file), Some(starts)) = (self.files.get(place.file), self.line_starts.get(place.file)) else {
            return (String::new(), 1, 1);
        };
        let line = starts.partition_point(|start| *start <= place.offset).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        let before = file.text[start..].char_indices().take_while(|(at, _)| start + at < place.offset).count();
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        (file.path.clone(), count(line), count(before + 1))
    }
}

/// Where each line begins; always on the edge of a character.
fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

fn stops_reading(code: Code) -> bool {
    matches!(code, Code::Syntax | Code::QuoteMissing | Code::KeyTwice | Code::FileTooLarge)
}

/// The longest an arg may be, in characters.
const ARG_CHARS_MAX: usize = 200;

fn shortened(text: &str) -> String {
    let clean = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    match text.char_indices().nth(ARG_CHARS_MAX) {
        Some((cut, _)) => text[..cut].chars().map(clean).chain(['…']).collect(),
        None => text.chars().map(clean).collect(),
    }
}

/// The one of `known` that looks most like `given`, where one looks like it at all.
pub(super) fn nearest<'k>(given: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    /// Less alike than this is no help: half of the letters differ.
    const ALIKE_MIN: f64 = 0.5;
    let given: String = given.chars().take(60).flat_map(char::to_lowercase).collect();
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        let alike = strsim::normalized_damerau_levenshtein(&given, &name.to_lowercase());
        if alike >= ALIKE_MIN && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, name));
        }
    }
    best.map(|(_, name)| name)
}

/// What is known, for a message: the first dozen names.
pub(super) fn listed<'k>(known: impl IntoIterator<Item = &'k str>) -> String {
    const LISTED_MAX: usize = 12;
    let mut names: Vec<&str> = known.into_iter().take(LISTED_MAX + 1).collect();
    if names.len() > LISTED_MAX {
        names[LISTED_MAX] = "…";
    }
    names.join(", ")
}
