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
        what: "a queue that no desk serves, and a centre without a superuser",
        files: &[
            ("places.toml", "[[desk]]\nid = \"skranke-1\"\nfloor = 0\nname.da = \"Skranke 1\"\n"),
            ("employees.toml", "[[employee]]\nid = \"ab\"\nname = \"Anne\"\ninitials = \"AB\"\nrole = \"manager\"\n"),
        ],
        found: &["employees.toml:1:1 superuser_missing", "queues.toml:1:1 queue_without_desk | pas"],
    },
];
