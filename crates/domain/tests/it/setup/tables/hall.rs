//! How services, questions, queues, desks, devices and employees hang together.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case {
        what: "a service without a queue, and one whose choice has none",
        files: &[(
            "services.toml",
            r#"[[service]]
id = "forny-pas"
minutes = 9
name.da = "Forny pas"

[[service]]
id = "koerekort"
name.da = "Kørekort"
[[service.choice]]
id = "ombyt"
queue = "pas"
minutes = 8
name.da = "Ombyt"
[[service.choice]]
id = "mistet"
minutes = 8
name.da = "Meld mistet"
"#,
        )],
        found: &[
            "services.toml:1:1 service_without_queue | forny-pas",
            "services.toml:14:1 service_without_queue | mistet",
        ],
    },
    Case {
        what: "a kiosk's button is a choice of another service; one kiosk has no buttons; a screen shows no queues",
        files: &[
            (
                "services.toml",
                r#"[[service]]
id = "pas"
queue = "pas"
name.da = "Pas"
[[service.choice]]
id = "forny-pas"
minutes = 9
name.da = "Forny pas"
"#,
            ),
            (
                "devices.toml",
                r#"[[kiosk]]
id = "stander"
floor = 0
buttons = ["forny-pas"]
name.da = "Stander"

[[kiosk]]
id = "stander-2"
floor = 0
name.da = "Stander 2"

[[screen]]
id = "skaerm"
queues = []
name.da = "Infoskærm"
"#,
            ),
        ],
        found: &[
            "devices.toml:4:12 choice_on_kiosk | forny-pas | pas",
            "devices.toml:7:1 kiosk_without_buttons | stander-2",
            "devices.toml:14:1 screen_without_queues | skaerm",
        ],
    },
    Case {
        what: "questions: too few answers, answers that lead nowhere or twice, a question on a service with choices",
        files: &[
            (
                "services.toml",
                r#"[[service]]
id = "forny-pas"
queue = "pas"
question = "billede"
name.da = "Pas"
[[service.choice]]
id = "forny"
minutes = 9
question = "billede"
name.da = "Forny pas"
"#,
            ),
            (
                "questions.toml",
                r#"[[question]]
id = "billede"
text.da = "Har du et billede med?"
[[question.answer]]
id = "ja"
text.da = "Ja"
[[question.answer]]
id = "nej"
text.da = "Nej"
ticket = true
ask = "gammelt-pas"

[[question]]
id = "gammelt-pas"
text.da = "Har du dit gamle pas med?"
[[question.answer]]
id = "ja"
text.da = "Ja"
ticket = true
"#,
            ),
        ],
        found: &[
            "questions.toml:4:1 answer_leads_nowhere | ja",
            "questions.toml:7:1 answer_leads_twice | nej",
            "questions.toml:13:1 answers_too_few | gammelt-pas",
            "services.toml:4:1 question_on_parent | forny-pas",
        ],
    },
    Case {
        what: "questions that go round in a circle, one that nobody asks, referrals unknown and unused",
        files: &[
            (
                "services.toml",
                r#"[[service]]
id = "forny-pas"
queue = "pas"
minutes = 9
question = "en"
name.da = "Pas"
"#,
            ),
            (
                "questions.toml",
                r#"[[question]]
id = "en"
text.da = "En?"
answer = [
    { id = "ja", text.da = "Ja", ticket = true },
    { id = "nej", text.da = "Nej", ask = "to" },
]

[[question]]
id = "to"
text.da = "To?"
answer = [
    { id = "ja", text.da = "Ja", ask = "en" },
    { id = "nej", text.da = "Nej", refer = "jobcentrt" },
]

[[question]]
id = "tre"
text.da = "Tre?"
answer = [
    { id = "ja", text.da = "Ja", ticket = true },
    { id = "nej", text.da = "Nej", ticket = true },
]

[[referral]]
id = "jobcentret"
name.da = "Jobcentret"
text.da = "Gå til 1. sal"
"#,
            ),
        ],
        found: &[
            "questions.toml:13:34 question_circle | en → to → en",
            "questions.toml:14:44 referral_unknown | jobcentrt | jobcentret | lille/questions.toml:26",
            "questions.toml:17:1 question_unreachable | tre",
        ],
    },
    Case {
        what: "a referral that no answer leads to",
        files: &[(
            "questions.toml",
            "[[referral]]\nid = \"jobcentret\"\nname.da = \"Jobcentret\"\ntext.da = \"Gå til 1. sal\"\n",
        )],
        found: &["questions.toml:1:1 referral_unused | jobcentret"],
    },
    Case {
        what: "places on a plan and lifts that are not what they must be",
        files: &[(
            "places.toml",
            r#"[[desk]]
id = "skranke-1"
floor = 0
at = [35]
queues = ["pas"]
name.da = "Skranke 1"

[[area]]
id = "venteomraade"
floor = 0
at = [101, -1]
name.da = "Venteområde"

[[area]]
id = "bag-elevatoren"
floor = 1
at = "35, 75"
name.da = "Bag elevatoren"

[[lift]]
id = "elevator"
kind = "elevator"
floors = [0, 1, 0, 61]

[[lift]]
id = "trappe"
kind = "stairs"
at = [10, 20, 30]
floors = [0]

[[lift]]
id = "rulletrappe"
floors = [0, 1, 1]

[[lift]]
id = "paternoster"
floors = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

[[lift]]
id = "trappe"
floor = [0, 1]
"#,
        )],
        found: &[
            "places.toml:4:1 spot_malformed | 1",
            "places.toml:11:7 number_out_of_range | at | 101 | 0 | 100",
            "places.toml:11:12 number_out_of_range | at | -1 | 0 | 100",
            "places.toml:17:1 wrong_kind | at | numbers",
            "places.toml:22:8 word_unknown | kind | elevator",
            "places.toml:23:20 number_out_of_range | floors | 61 | -5 | 60",
            "places.toml:28:1 spot_malformed | 3",
            "places.toml:29:1 lift_floors_too_few | 1",
            "places.toml:33:17 listed_twice | 1",
            "places.toml:37:49 too_many | floors | 13 | 12",
            "places.toml:40:6 id_twice | trappe | lille/places.toml:26",
            "places.toml:41:1 key_unknown | floor | floors",
        ],
    },
    Case {
        what: "screens: a theme, a sound, a language and a picture that there are not, and a colour",
        files: &[
            (
                "devices.toml",
                r#"[[screen]]
id = "skaerm"
queues = ["pas"]
theme = "darkk"
sound = "off"
language = "en"
name.da = "Infoskærm"

[[screen.page]]
picture = "torvet"
title.da = "Jul"
text.da = "Vi holder lukket"
"#,
            ),
            (
                "centre.toml",
                "name.da = \"Borgerservice\"\ncolour = \"blaa\"\nhours.monday = \"09:00-15:00\"\n[rules]\narrival_pass_on_seconds = 5\n",
            ),
        ],
        found: &[
            "centre.toml:2:10 word_unknown | colour | blaa",
            "centre.toml:5:27 number_out_of_range | arrival_pass_on_seconds | 5 | 15 | 600",
            "devices.toml:4:9 word_unknown | theme | darkk | dark",
            "devices.toml:5:1 wrong_kind | sound | yes_no",
            "devices.toml:6:12 language_unknown | en",
            "devices.toml:10:11 word_unknown | picture | torvet",
        ],
    },
    Case {
        what: "check-in by what nobody can, by the same twice, and what a reader does not put before what it reads",
        files: &[
            (
                "centre.toml",
                "name.da = \"Borgerservice\"\nhours.monday = \"09:00-15:00\"\ncheck_in = [\"qr\", \"fone\"]\n",
            ),
            (
                "devices.toml",
                r#"[[kiosk]]
id = "stander"
floor = 0
buttons = ["forny-pas"]
check_in = ["qr", "mitid", "qr"]
scan_prefixes = ["]C1", "", "en helt almindelig sætning"]
name.da = "Stander"
"#,
            ),
        ],
        found: &[
            "centre.toml:3:19 word_unknown | check_in | fone | phone",
            "devices.toml:5:19 word_unknown | check_in | mitid",
            "devices.toml:5:28 listed_twice | qr",
            "devices.toml:6:25 wrong_kind | scan_prefixes | text",
            "devices.toml:6:29 text_too_long | scan_prefixes | 26 | 16",
        ],
    },
    Case {
        what: "more lifts than a centre may have",
        files: &[(
            "places.toml",
            r#"desk = [{ id = "skranke-1", floor = 0, queues = ["pas"], name.da = "Skranke 1" }]
lift = [
    { id = "a", floors = [0, 1] }, { id = "b", floors = [0, 1] }, { id = "c", floors = [0, 1] },
    { id = "d", floors = [0, 1] }, { id = "e", floors = [0, 1] }, { id = "f", floors = [0, 1] },
    { id = "g", floors = [0, 1] }, { id = "h", floors = [0, 1] }, { id = "i", floors = [0, 1] },
    { id = "j", floors = [0, 1] }, { id = "k", floors = [0, 1] },
]
"#,
        )],
        found: &["places.toml:6:36 too_many | lift | 11 | 10"],
    },
    Case {
        what: "a queue that no desk serves, and a centre without a superuser",
        files: &[
            ("places.toml", "[[desk]]\nid = \"skranke-1\"\nfloor = 0\nname.da = \"Skranke 1\"\n"),
            ("employees.toml", "[[employee]]\nid = \"ab\"\nname = \"Anne\"\ninitials = \"AB\"\nrole = \"manager\"\n"),
        ],
        found: &["employees.toml:1:1 superuser_missing", "queues.toml:1:1 queue_without_desk | pas"],
    },
];
