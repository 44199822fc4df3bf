//! Opening hours of a while, public holidays, capacities and appointments.

use super::Case;

pub(super) const CASES: &[Case] = &[
    Case {
        what: "a week for a while that ends before it begins, and a day of the year that cannot be named",
        files: &[(
            "centre.toml",
            r#"name.da = "Borgerservice"
address = "Torvet 1"

[hours]
monday = "09:00-15:00"
holidays = "closed"
also_closed = ["christmas_eve", "christmas_day", "new_year"]

[[hours.period]]
from = 2026-07-31
until = 2026-07-01
monday = "10:00-12:00"
tusday = "10:00-12:00"
"#,
        )],
        found: &[
            "centre.toml:7:33 holiday_unknown | christmas_day | christmas_eve",
            "centre.toml:7:50 holiday_unknown | new_year | new_years_eve",
            "centre.toml:11:9 dates_reversed | 2026-07-31 | 2026-07-01",
            "centre.toml:13:1 key_unknown | tusday | tuesday",
        ],
    },
    Case {
        what: "capacities: of nobody, of desks and employees, never open, of an unknown employee, opened at no time, unused",
        files: &[(
            "appointments.toml",
            r#"[[capacity]]
id = "ingen"
name.da = "Ingen"

[[capacity]]
id = "begge"
name.da = "Begge"
parallel = 2
employees = ["ab"]

[[capacity]]
id = "lukket"
name.da = "Lukket"
parallel = 1
hours.holidays = "closed"
hours.monday = "closed"

[[capacity]]
id = "ukendt"
name.da = "Ukendt"
employees = ["ac"]
opens = "8"

[[appointment]]
service = "forny-pas"

[appointment.in_person]
minutes = 20
capacity = ["ingen", "begge", "lukket"]
"#,
        )],
        found: &[
            "appointments.toml:1:1 capacity_of_nobody",
            "appointments.toml:5:1 capacity_of_nobody",
            "appointments.toml:11:1 capacity_without_hours",
            "appointments.toml:18:1 capacity_unused | ukendt",
            "appointments.toml:21:14 employee_unknown | ac | ab | lille/employees.toml:2",
            "appointments.toml:22:9 time_malformed | 8",
        ],
    },
    Case {
        what: "plans by which nothing can be booked: a notice beyond what is ahead, acute times that open too late, weeks at once",
        files: &[(
            "appointments.toml",
            r#"[[capacity]]
id = "akut"
name.da = "Akut"
employees = ["ab"]
opens = "15:00"

[capacity.hours]
monday = "10:00-15:00"

[[capacity.hours.period]]
from = 2026-07-01
until = 2026-07-31
monday = "10:00-12:00"

[[capacity.hours.period]]
from = 2026-07-31
monday = "10:00-13:00"

[[appointment]]
service = "forny-pas"
notice_minutes = 11520
days_ahead = 7

[appointment.phone]
minutes = 20
capacity = ["akut"]
"#,
        )],
        found: &[
            "appointments.toml:5:9 opens_too_late | 15:00 | 15:00",
            "appointments.toml:15:1 periods_overlap | lille/appointments.toml:10",
            "appointments.toml:21:1 notice_too_long | 8 | 7",
        ],
    },
    Case {
        what: "appointments: twice, in no way, of an unknown capacity, longer than it is ever open, by video without an address",
        files: &[(
            "appointments.toml",
            r#"[[capacity]]
id = "skranker"
name.da = "Skranker"
parallel = 2

[[appointment]]
service = "forny-pas"

[appointment.in_person]
minutes = 400
capacity = ["skranker"]

[appointment.video]
minutes = 20
capacity = ["skrankerne"]

[[appointment]]
service = "forny-pas"
"#,
        )],
        found: &[
            "appointments.toml:9:14 meeting_never_fits | 400",
            "appointments.toml:13:14 key_missing | link",
            "appointments.toml:15:13 capacity_unknown | skrankerne | skranker | lille/appointments.toml:2",
            "appointments.toml:17:1 appointment_without_mode",
            "appointments.toml:18:11 appointment_twice | forny-pas | lille/appointments.toml:7",
        ],
    },
    Case {
        what: "an appointment for a service with choices; a choice that needs one and has none",
        files: &[
            (
                "services.toml",
                r#"[[service]]
id = "forny-pas"
queue = "pas"
appointment_only = true
name.da = "Pas"

[[service.choice]]
id = "nyt-pas"
minutes = 9
name.da = "Nyt pas"
"#,
            ),
            (
                "appointments.toml",
                r#"[[capacity]]
id = "skranker"
name.da = "Skranker"
parallel = 2

[[appointment]]
service = "forny-pas"

[appointment.phone]
minutes = 20
capacity = ["skranker"]
"#,
            ),
        ],
        found: &[
            "appointments.toml:7:11 appointment_of_parent | forny-pas",
            "services.toml:7:1 appointment_missing | nyt-pas",
        ],
    },
    Case {
        what: "messages: a sender and quiet hours that cannot be, a text twice, words that are not filled in, an errand that must not be named, a long text",
        files: &[
            (
                "centre.toml",
                r#"name.da = "Borgerservice"
address = "Torvet 1"
hours.monday = "09:00-15:00"

[messages]
sender = "Lille Kommune!"
quiet = "20-8"
"#,
            ),
            (
                "appointments.toml",
                r#"[[capacity]]
id = "skranker"
name.da = "Skranker"
parallel = 2

[[appointment]]
service = "forny-pas"
sensitive = true

[appointment.phone]
minutes = 20
capacity = ["skranker"]
"#,
            ),
            (
                "messages.toml",
                r#"[[message]]
kind = "reminder"
text.da = "Husk {servise} {time}"

[[message]]
kind = "reminder"
text.da = "Husk {time}"

[[message]]
kind = "confirmed"
service = "forny-pas"
text.da = "Din tid til {service} er {date} {time}. Tag gyldig billedlegitimation med, og kom i god tid, så du kan nå at finde vej. Vi ses på {address}: {link}"

[[message]]
kind = "confirmedd"
text.da = "Husk {time}"
"#,
            ),
        ],
        found: &[
            "centre.toml:6:10 sender_malformed | Lille Kommune! | 11",
            "centre.toml:7:9 quiet_malformed | 20-8",
            "messages.toml:3:1 placeholder_unknown | servise | service",
            "messages.toml:5:1 message_twice | reminder | lille/messages.toml:1",
            "messages.toml:12:1 message_names_errand | da",
            "messages.toml:12:1 message_in_parts | da | 2",
            "messages.toml:15:8 word_unknown | kind | confirmedd | confirmed",
        ],
    },
];
