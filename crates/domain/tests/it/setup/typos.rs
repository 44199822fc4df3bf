//! One slip in the example municipality is told as one mistake: at its place, and nothing that only follows from it.

use domain::ids::CentreId;
use domain::setup::{SourceFile, files_of};

use super::{nordvig, small};

/// A slip: the file, what stood there, what stands there now, and what is told.
type Slip = (&'static str, &'static str, &'static str, &'static str);

/// The slips of people who write such files. Each changes the first place that fits.
const SLIPS: &[Slip] = &[
    // A reference to what does not exist.
    ("borgerservice/services.toml", "queue = \"pas\"", "queue = \"pass\"", "services.toml:8 queue_unknown"),
    (
        "borgerservice/services.toml",
        "question = \"pasbillede\"",
        "question = \"pasbilled\"",
        "services.toml:27 question_unknown",
    ),
    ("borgerservice/questions.toml", "  refer = \"", "  refer = \"x", "questions.toml referral_unknown"),
    ("borgerservice/queues.toml", "area = \"", "area = \"x", "queues.toml area_unknown"),
    ("borgerservice/devices.toml", "buttons = [\"", "buttons = [\"x", "devices.toml service_unknown"),
    ("jobcenter/places.toml", "queues = [\"modtagelsen\"]", "queues = [\"modtagelse\"]", "places.toml queue_unknown"),
    (
        "jobcenter/employees.toml",
        "queues = [\"modtagelsen\"]",
        "queues = [\"modtagelse\"]",
        "employees.toml queue_unknown",
    ),
    // An id: misspelt where it is given, malformed, missing, used twice.
    ("borgerservice/queues.toml", "id = \"pas\"", "id = \"pass\"", "devices.toml queue_unknown"),
    ("borgerservice/queues.toml", "id = \"pas\"", "id = \"Pas\"", "queues.toml id_malformed"),
    ("borgerservice/queues.toml", "id = \"pas\"\n", "", "queues.toml key_missing"),
    ("borgerservice/queues.toml", "id = \"pas\"", "id = \"mitid\"", "queues.toml id_twice"),
    ("borgerservice/services.toml", "id = \"pas-og-koerekort\"", "id = \"forny-pas\"", "services.toml id_twice"),
    ("borgerservice/questions.toml", "id = \"pasbillede\"", "id = \"samtykke\"", "questions.toml id_twice"),
    ("pensionskontor/places.toml", "[[area]]\nid = \"", "[[area]]\nid = \"Æ", "places.toml id_malformed"),
    // A key that is missing or misspelt.
    ("borgerservice/services.toml", "queue = \"pas\"\n", "", "services.toml:6 service_without_queue"),
    ("borgerservice/services.toml", "queue = \"pas\"", "kø = \"pas\"", "services.toml syntax"),
    ("borgerservice/services.toml", "queue = \"pas\"", "quee = \"pas\"", "services.toml:8 key_unknown"),
    ("borgerservice/services.toml", "minutes = 9\n", "", "services.toml key_missing"),
    ("borgerservice/services.toml", "  [[service.choice]]", "  [[service.choise]]", "services.toml key_unknown"),
    ("jobcenter/queues.toml", "letter = ", "leter = ", "queues.toml key_unknown"),
    ("jobcenter/centre.toml", "[hours]", "[hour]", "centre.toml key_unknown"),
    ("jobcenter/centre.toml", "[hours]\n", "", "centre.toml key_unknown"),
    ("jobcenter/centre.toml", "monday = ", "mandag = ", "centre.toml key_unknown"),
    ("jobcenter/devices.toml", "buttons = ", "button = ", "devices.toml key_unknown"),
    ("jobcenter/devices.toml", "[[kiosk]]\n", "", "devices.toml key_unknown"),
    ("jobcenter/places.toml", "[[desk]]\n", "", "places.toml key_twice"),
    ("jobcenter/places.toml", "[[desk]]", "[desk]", "places.toml key_twice"),
    ("jobcenter/questions.toml", "  ticket = true\n", "  tickets = true\n", "questions.toml key_unknown"),
    ("jobcenter/questions.toml", "refer = \"udbetaling\"\n", "", "questions.toml answer_leads_nowhere"),
    ("jobcenter/employees.toml", "role = \"superuser\"", "rolle = \"superuser\"", "employees.toml key_unknown"),
    // A value: letter, hours, number, word, date.
    ("borgerservice/queues.toml", "letter = \"A\"", "letter = \"a\"", "queues.toml letter_malformed"),
    ("jobcenter/centre.toml", "monday = \"09:00-15:00\"", "monday = \"9-15\"", "centre.toml hours_malformed"),
    ("jobcenter/centre.toml", "monday = \"09:00-15:00\"", "monday = \"15:00-09:00\"", "centre.toml hours_reversed"),
    ("jobcenter/places.toml", "floor = 1", "floor = 100", "places.toml number_out_of_range"),
    ("jobcenter/places.toml", "kind = \"counter\"", "kind = \"countr\"", "places.toml word_unknown"),
    ("jobcenter/employees.toml", "role = \"superuser\"", "role = \"superusr\"", "employees.toml word_unknown"),
    ("municipality.toml", "date = 2026-12-24", "date = \"24-12-2026\"", "municipality.toml date_malformed"),
    ("municipality.toml", "Europe/Copenhagen", "Europe/Copenhagn", "municipality.toml time_zone_unknown"),
    // A value of another kind.
    ("borgerservice/services.toml", "queue = \"pas\"", "queue = 1", "services.toml:8 wrong_kind"),
    (
        "jobcenter/devices.toml",
        "queues = [\"modtagelsen\", \"samtale\"]",
        "queues = \"samtale\"",
        "devices.toml wrong_kind",
    ),
    ("jobcenter/questions.toml", "  ticket = true\n", "  ticket = \"true\"\n", "questions.toml wrong_kind"),
    ("municipality.toml", "languages = [\"da\",", "languages = [[\"da\"],", "municipality.toml wrong_kind"),
    // Languages.
    ("borgerservice/services.toml", "name.da", "name.dk", "services.toml danish_mistyped"),
    ("borgerservice/services.toml", "name.da", "name.dansk", "services.toml language_malformed"),
    ("borgerservice/services.toml", "name.en", "name.eng", "services.toml language_not_offered"),
    ("borgerservice/services.toml", "name.da", "nane.da", "services.toml key_unknown"),
    ("municipality.toml", "languages = [\"da\"", "languages = [\"dk\"", "municipality.toml danish_missing"),
    ("municipality.toml", "\"uk\"", "\"ua\"", "municipality.toml language_without_texts"),
    ("municipality.toml", ", \"uk\"", "", "borgerservice/appointments.toml language_not_offered"),
    // A line that cannot be read.
    ("borgerservice/services.toml", "queue = \"pas\"", "queue = \"pas", "services.toml:8 quote_missing"),
    ("borgerservice/places.toml", "queues = [", "queues = ", "places.toml syntax"),
    ("jobcenter/places.toml", "[[desk]]", "[desk]]", "places.toml syntax"),
    ("jobcenter/places.toml", "[[desk]]", "[[desk]", "places.toml syntax"),
    ("jobcenter/places.toml", "[[desk]]", "[[desk", "places.toml syntax"),
];

/// What is told, as `file:line code`, the warnings too.
fn told(files: &[SourceFile]) -> Vec<String> {
    small::found(files).iter().map(|m| format!("{}:{} {}", m.file, m.line, m.code.as_str())).collect()
}

/// Whether a line says the file's end, the line where it is named, and the code.
fn is_expected(line: &str, expected: &str) -> bool {
    let (place, code) = expected.split_once(' ').expect("a place and a code");
    let (file, line_number) = place.split_once(':').unwrap_or((place, ""));
    let (at, found) = line.split_once(' ').expect("a place and a code");
    let (path, number) = at.split_once(':').expect("a file and a line");
    found == code && path.ends_with(file) && (line_number.is_empty() || number == line_number)
}

#[test]
fn one_slip_is_told_once() {
    let nordvig = nordvig::files();
    let mut wrong = String::new();
    for (file, from, to, expected) in SLIPS {
        let mut files = nordvig.clone();
        let changed = files.iter_mut().find(|one| one.path == *file).expect("a file of the example");
        assert!(changed.text.contains(from), "{file} has no {from}");
        changed.text = changed.text.replacen(from, to, 1);
        let told = told(&files);
        if told.len() != 1 || !is_expected(&told[0], expected) {
            let what = [file, ": ", from, " -> ", to, ": expected ", expected, ", told\n  ", &told.join("\n  "), "\n"];
            wrong.extend(what);
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_wrong_name_in_several_places_is_told_with_all_of_them() {
    let mut files = nordvig::files();
    let queues = files.iter_mut().find(|one| one.path == "jobcenter/queues.toml").expect("a file of the example");
    queues.text = queues.text.replace("id = \"samtale\"", "id = \"samtaler\"");
    let found = small::found(&files);
    let also = found[0].arg("also").expect("other places");
    for file in ["jobcenter/employees.toml:", "jobcenter/places.toml:", "jobcenter/services.toml:"] {
        assert!(also.contains(file), "{also}");
    }
    assert_eq!((found.len(), found[0].arg("nearest")), (1, Some("samtaler")));
}

/// The slips that a line allows: gone, another key, another kind of value, another text.
fn slips(line: &str) -> Vec<Option<String>> {
    let mut slips = vec![None];
    if let Some((key, value)) = line.split_once(" = ") {
        slips.push(Some(format!("{key}x = {value}")));
        slips.push(Some(format!("x{} = {value}", key.trim())));
        slips.push(Some(format!("{key} = 3.5")));
        slips.push(Some(line.replacen('"', "\"zx", 1)));
    } else {
        slips.push(Some(line.replace(']', "x]").replacen("x]x]", "x]]", 1)));
        slips.push(Some(line.replace("[[", "[").replace("]]", "]")));
    }
    slips
}

#[test]
fn any_slip_in_any_line_is_told_once_at_most() {
    /// Every so many lines one is tried; a number that has nothing to do with the files' order.
    const STEP: usize = 29;
    for centre in ["borgerservice", "jobcenter", "sundhedscenter"] {
        let files = files_of(&nordvig::files(), &CentreId::new(centre).expect("a name"));
        for which in 0..files.len() {
            let lines: Vec<&str> = files[which].text.lines().collect();
            let read = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
            for at in (which % STEP..lines.len()).step_by(STEP).filter(|at| read(lines[*at])) {
                for slip in slips(lines[at]) {
                    let mut changed = lines.clone();
                    changed.splice(at..=at, slip.as_deref());
                    let mut files = files.clone();
                    files[which].text = changed.join("\n");
                    let told = told(&files);
                    assert!(told.len() <= 1, "{}:{}: {slip:?}\n{}", files[which].path, at + 1, told.join("\n"));
                }
            }
        }
    }
}
