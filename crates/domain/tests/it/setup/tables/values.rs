//! Numbers, words, texts, hours and dates.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case {
        what: "numbers and words outside what the rules allow",
        files: &[(
            "centre.toml",
            r#"name.da = "Borgerservice"
hours.monday = "09:00-15:00"

[rules]
no_show_minutes = 20
recalls_max = 0
undo_seconds = 100_000
next_while_serving = "finnish"
"#,
        )],
        found: &[
            "centre.toml:5:19 number_out_of_range | no_show_minutes | 20 | 30 | 240",
            "centre.toml:6:15 number_out_of_range | recalls_max | 0 | 1 | 20",
            "centre.toml:7:16 number_out_of_range | undo_seconds | 100000 | 10 | 300",
            "centre.toml:8:22 word_unknown | next_while_serving | finnish | finish",
        ],
    },
    Case {
        what: "letters: one in lower case, two queues with one",
        files: &[
            (
                "queues.toml",
                r#"[[queue]]
id = "pas"
letter = "a"
name.da = "Pas"

[[queue]]
id = "flytning"
letter = "B"
name.da = "Flytning"

[[queue]]
id = "mitid"
letter = "B"
name.da = "MitID"
"#,
            ),
            (
                "places.toml",
                r#"[[desk]]
id = "skranke-1"
floor = 0
queues = ["pas", "flytning", "mitid"]
name.da = "Skranke 1"
"#,
            ),
        ],
        found: &["queues.toml:3:10 letter_malformed | a", "queues.toml:13:10 letter_shared | B | lille/queues.toml:8"],
    },
    Case {
        what: "a web address without its beginning",
        files: &[
            (
                "questions.toml",
                r#"[[question]]
id = "mitid"
text.da = "Har du MitID?"
[[question.answer]]
id = "ja"
text.da = "Ja"
refer = "paa-nettet"
[[question.answer]]
id = "nej"
text.da = "Nej"
ticket = true

[[referral]]
id = "paa-nettet"
name.da = "På nettet"
text.da = "Du kan gøre det hjemme"
link = "www.nordvig.example"
"#,
            ),
            (
                "services.toml",
                r#"[[service]]
id = "forny-pas"
queue = "pas"
minutes = 9
question = "mitid"
name.da = "Forny pas"
"#,
            ),
        ],
        found: &["questions.toml:17:8 link_malformed | www.nordvig.example"],
    },
    Case {
        what: "a number to ring with words in it, and one that is too short",
        files: &[
            (
                "municipality.toml",
                r#"name.da = "Nordvig"
phone = "01"
languages = ["da"]
time_zone = "Europe/Copenhagen"
"#,
            ),
            (
                "centre.toml",
                r#"name.da = "Borgerservice"
phone = "+45 01 23 45 67 (omstillingen)"

[hours]
monday = "09:00-15:00"
"#,
            ),
        ],
        found: &[
            "centre.toml:2:9 phone_malformed | +45 01 23 45 67 (omstillingen)",
            "municipality.toml:2:9 phone_malformed | 01",
        ],
    },
    Case {
        what: "initials with a digit, and the same initials twice",
        files: &[(
            "employees.toml",
            r#"[[employee]]
id = "a"
name = "Anne"
initials = "A1"
role = "superuser"

[[employee]]
id = "b"
name = "Bo"
initials = "BO"
role = "employee"

[[employee]]
id = "c"
name = "Birgit"
initials = "BO"
role = "employee"
"#,
        )],
        found: &[
            "employees.toml:4:12 initials_malformed | A1",
            "employees.toml:16:12 initials_shared | BO | lille/employees.toml:10",
        ],
    },
    Case {
        what: "languages and a time zone that do not exist",
        files: &[
            (
                "municipality.toml",
                r#"name.da = "Lille Kommune"
languages = ["dk", "english"]
time_zone = "Europe/Copenhagn"
"#,
            ),
            (
                "centre.toml",
                r#"name.da = "Borgerservice"
languages = ["da"]
hours.monday = "09:00-15:00"
"#,
            ),
        ],
        found: &[
            "municipality.toml:2:20 language_malformed | english",
            "municipality.toml:3:13 time_zone_unknown | Europe/Copenhagn | Europe/Copenhagen",
        ],
    },
    Case {
        what: "the languages lack Danish",
        files: &[(
            "municipality.toml",
            "name.da = \"Lille Kommune\"\nlanguages = [\"dk\"]\ntime_zone = \"Europe/Copenhagen\"\n",
        )],
        found: &["municipality.toml:2:1 danish_missing"],
    },
    Case {
        what: "a language in which nothing is written, and a text in dk",
        files: &[
            (
                "municipality.toml",
                r#"name.da = "Lille Kommune"
languages = ["da", "ua"]
time_zone = "Europe/Copenhagen"
"#,
            ),
            (
                "centre.toml",
                r#"name.dk = "Borgerservice"
languages = ["da"]
hours.monday = "09:00-15:00"
"#,
            ),
            (
                "devices.toml",
                "[[kiosk]]\nid = \"stander\"\nfloor = 0\nbuttons = [\"forny-pas\"]\nname.da = \"Stander\"\nname.uk = \"Термінал\"\n",
            ),
        ],
        found: &[
            "centre.toml:1:6 danish_mistyped | name | dk",
            "devices.toml:6:6 language_not_offered | name | uk | da",
            "municipality.toml:2:20 language_without_texts | ua | uk",
        ],
    },
    Case {
        what: "a text without a language, and one without Danish",
        files: &[
            (
                "centre.toml",
                r#"name = "Borgerservice"
languages = ["da", "en"]
hours.monday = "09:00-15:00"
"#,
            ),
            (
                "municipality.toml",
                r#"name.da = "Lille Kommune"
languages = ["da"]
time_zone = "Europe/Copenhagen"
"#,
            ),
            (
                "queues.toml",
                r#"[[queue]]
id = "pas"
letter = "A"
name.en = "Passport"
"#,
            ),
            (
                "services.toml",
                r#"[[service]]
id = "forny-pas"
queue = "pas"
minutes = 9
name.da = "Forny pas"
name.en = "Renew passport"
"#,
            ),
            (
                "places.toml",
                r#"[[desk]]
id = "skranke-1"
floor = 0
queues = ["pas"]
name.da = "Skranke 1"
name.en = "Counter 1"
name.fr = "Guichet 1"
"#,
            ),
            ("devices.toml", ""),
        ],
        found: &[
            "centre.toml:1:1 text_without_language | name",
            "places.toml:7:6 language_not_offered | name | fr | da, en",
            "queues.toml:4:1 text_missing | name",
        ],
    },
    Case {
        what: "texts that do not fit: a mistake in Danish, a warning in other languages",
        files: &[
            (
                "centre.toml",
                r#"name.da = "Borgerservice"
name.en = "Citizen Service"
languages = ["da", "en"]
hours.monday = "09:00-15:00"
"#,
            ),
            (
                "queues.toml",
                r#"[[queue]]
id = "pas"
letter = "A"
name.da = "Pas"
name.en = "Passport"
"#,
            ),
            (
                "services.toml",
                r#"[[service]]
id = "forny-pas"
queue = "pas"
minutes = 9
name.da = "Forny dit pas eller kørekort nu"
name.en = "Renew your passport or driving licence"
help.da = "Tag dit gamle pas med"
"#,
            ),
            (
                "places.toml",
                r#"[[desk]]
id = "skranke-1"
floor = 0
queues = ["pas"]
name.da = "Skranke\t1"
name.en = "Counter 1"
"#,
            ),
            ("devices.toml", ""),
        ],
        found: &[
            "places.toml:5:11 hidden_character | name | U+0009",
            "services.toml:5:11 text_too_long | name | 31 | 28",
            "services.toml:6:11 translation_too_long | name | en | 38 | 28",
            "services.toml:7:1 translation_missing | help | en | en",
        ],
    },
    Case {
        what: "hours in other forms, reversed, overlapping",
        files: &[(
            "centre.toml",
            r#"name.da = "Borgerservice"

[hours]
monday = "9.30-15"
tuesday = "15:00-09:00"
wednesday = ["09:00-13:00", "12:30-15:00"]
thursday = "lukket"
friday = "20:00-24:00"
mondays = "09:00-15:00"
"#,
        )],
        found: &[
            "centre.toml:4:10 hours_malformed | 9.30-15 | 09:30-15:00",
            "centre.toml:5:11 hours_reversed | 15:00-09:00",
            "centre.toml:6:29 hours_overlap | 09:00-13:00 | 12:30-15:00",
            "centre.toml:7:12 hours_malformed | lukket | 09:00-15:00",
            "centre.toml:9:1 key_unknown | mondays | monday",
        ],
    },
    Case {
        what: "a queue that is never open",
        files: &[("centre.toml", "name.da = \"Borgerservice\"\n")],
        found: &["queues.toml:1:1 hours_missing"],
    },
    Case {
        what: "dates that do not exist, or stand twice",
        files: &[(
            "centre.toml",
            r#"name.da = "Borgerservice"
hours.monday = "09:00-15:00"

[[hours.date]]
date = "24-12-2026"
hours = "closed"

[[hours.date]]
date = 2026-12-31
hours = "closed"

[[hours.date]]
date = "2026-12-31"
hours = "09:00-12:00"
"#,
        )],
        found: &[
            "centre.toml:5:8 date_malformed | 24-12-2026",
            "centre.toml:13:8 date_twice | 2026-12-31 | lille/centre.toml:9",
        ],
    },
    Case {
        what: "an info page that ends before it begins",
        files: &[(
            "devices.toml",
            r#"[[screen]]
id = "skaerm"
queues = ["pas"]
name.da = "Infoskærm"

[[screen.page]]
from = 2026-12-01
until = 2026-11-01
title.da = "Jul"
text.da = "Vi holder lukket"
"#,
        )],
        found: &["devices.toml:8:9 dates_reversed | 2026-12-01 | 2026-11-01"],
    },
];
