//! Files, their form, and the names in them.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case {
        what: "a file's name is misspelt",
        files: &[("queue.toml", "")],
        found: &["queue.toml:1:1 file_unknown | queue.toml | queues.toml"],
    },
    Case {
        what: "a folder has a name with a capital letter",
        files: &[("Øst/centre.toml", "name.da = \"Øst\"\n")],
        found: &[
            "Øst/centre.toml:1:1 file_missing | Øst/places.toml",
            "Øst/centre.toml:1:1 file_missing | Øst/queues.toml",
            "Øst/centre.toml:1:1 file_missing | Øst/services.toml",
            "Øst/centre.toml:1:1 centre_name_malformed | Øst | oest",
        ],
    },
    Case {
        what: "lines that cannot be read, told once each, and nothing else of that file",
        files: &[(
            "queues.toml",
            r#"[[queue]]
id = "pas
letter = A
name.da = "Pas"
name.da = "Pas og kørekort"
target_minutes 20
"#,
        )],
        found: &[
            "queues.toml:2:10 quote_missing",
            "queues.toml:3:10 quote_missing",
            "queues.toml:5:6 key_twice | da",
            "queues.toml:6:16 syntax | key with no value, expected `=`",
        ],
    },
    Case {
        what: "a key is misspelt: that it is missing is not told beside it",
        files: &[(
            "services.toml",
            r#"[[service]]
id = "forny-pas"
queue = "pas"
minute = 9
name.da = "Forny pas"
"#,
        )],
        found: &["services.toml:4:1 key_unknown | minute | minutes"],
    },
    Case {
        what: "a key is missing",
        files: &[("services.toml", "[[service]]\nid = \"forny-pas\"\nqueue = \"pas\"\nname.da = \"Forny pas\"\n")],
        found: &["services.toml:1:1 key_missing | minutes"],
    },
    Case {
        what: "a desk stands in the queues' file",
        files: &[(
            "queues.toml",
            r#"[[queue]]
id = "pas"
letter = "A"
name.da = "Pas"

[[desk]]
id = "skranke-2"
"#,
        )],
        found: &["queues.toml:6:3 key_elsewhere | desk | places.toml"],
    },
    Case {
        what: "values of another kind than the keys take",
        files: &[(
            "services.toml",
            r#"[[service]]
id = "forny-pas"
queue = 1
minutes = "9"
appointment_only = "no"
name = 3
help.da = true
"#,
        )],
        found: &[
            "services.toml:3:1 wrong_kind | queue | text",
            "services.toml:4:1 wrong_kind | minutes | number",
            "services.toml:5:1 wrong_kind | appointment_only | yes_no",
            "services.toml:6:1 wrong_kind | name | section",
            "services.toml:7:6 wrong_kind | da | text",
        ],
    },
    Case {
        what: "a section in single brackets, and a text where a list is wanted",
        files: &[
            ("places.toml", "[desk]\nid = \"skranke-1\"\n"),
            (
                "employees.toml",
                r#"[[employee]]
id = "ab"
name = "Anne"
initials = "AB"
role = "superuser"
queues = "pas"
"#,
            ),
        ],
        found: &["employees.toml:6:1 wrong_kind | queues | list", "places.toml:1:2 wrong_kind | desk | sections"],
    },
    Case {
        what: "a file is empty",
        files: &[("services.toml", "# tom\n"), ("devices.toml", "")],
        found: &["services.toml:1:1 section_missing | service"],
    },
    Case {
        what: "more answers than a kiosk can show",
        files: &[
            (
                "questions.toml",
                r#"[[question]]
id = "hvad"
text.da = "Hvad drejer det sig om?"
answer = [
    { id = "a", text.da = "1", ticket = true },
    { id = "b", text.da = "2", ticket = true },
    { id = "c", text.da = "3", ticket = true },
    { id = "d", text.da = "4", ticket = true },
    { id = "e", text.da = "5", ticket = true },
    { id = "f", text.da = "6", ticket = true },
    { id = "g", text.da = "7", ticket = true },
    { id = "h", text.da = "8", ticket = true },
]
"#,
            ),
            (
                "services.toml",
                r#"[[service]]
id = "forny-pas"
queue = "pas"
minutes = 9
question = "hvad"
name.da = "Forny pas"
"#,
            ),
        ],
        found: &["questions.toml:12:5 too_many | answer | 8 | 7"],
    },
    Case {
        what: "an id with spaces and Danish letters, and one that is used twice",
        files: &[(
            "employees.toml",
            r#"[[employee]]
id = "Åse Øst"
name = "Åse"
initials = "ÅØ"
role = "superuser"

[[employee]]
id = "bo"
name = "Bo"
initials = "BO"
role = "employee"

[[employee]]
id = "bo"
name = "Børge"
initials = "BØ"
role = "employee"
"#,
        )],
        found: &[
            "employees.toml:2:6 id_malformed | Åse Øst | aase-oest",
            "employees.toml:14:6 id_twice | bo | lille/employees.toml:8",
        ],
    },
    Case {
        what: "references to what does not exist, with the nearest that does",
        files: &[
            (
                "services.toml",
                r#"[[service]]
id = "forny-pas"
queue = "pasx"
minutes = 9
question = "billede"
name.da = "Forny pas"
"#,
            ),
            (
                "places.toml",
                r#"[[area]]
id = "venteomraade-1"
floor = 0
name.da = "Venteområde 1"

[[desk]]
id = "skranke-1"
floor = 0
queues = ["pas", "mitid", "pas"]
name.da = "Skranke 1"
"#,
            ),
            (
                "queues.toml",
                r#"[[queue]]
id = "pas"
letter = "A"
name.da = "Pas"
area = "venteomraade-2"
"#,
            ),
        ],
        found: &[
            "places.toml:9:18 queue_unknown | mitid",
            "places.toml:9:27 listed_twice | pas",
            "queues.toml:5:8 area_unknown | venteomraade-2 | venteomraade-1 | lille/places.toml:2",
            "services.toml:3:9 queue_unknown | pasx | pas | lille/queues.toml:2",
            "services.toml:5:12 question_unknown | billede",
        ],
    },
    Case {
        what: "a kiosk that names something unknown is stopped here; a screen shows what there is (field fault 15)",
        files: &[(
            "devices.toml",
            r#"[[kiosk]]
id = "stander"
floor = 0
buttons = ["forny-pas", "forny-pass"]
name.da = "Stander"

[[screen]]
id = "skaerm"
queues = ["pas", "flytning"]
name.da = "Infoskærm"
"#,
        )],
        found: &[
            "devices.toml:4:25 service_unknown | forny-pass | forny-pas | lille/services.toml:2",
            "devices.toml:9:18 screen_queue_unknown | flytning",
        ],
    },
];
