# Mistakes in a set-up's files: what is wrong, and what to do. One text for each code in setup/mistake.rs.
# The file, the line and the character are written in front.

## Files

mistake-file_too_large = The file has { $bytes } bytes; it may have { $max } at most. Do not split it: delete what is not used.
mistake-file_twice = The file is given twice. Keep one of them.
mistake-file_unknown =
    { $hint ->
        [near] The file "{ $given }" is not part of a set-up. Should it be called "{ $nearest }"?
       *[none] The file "{ $given }" is not part of a set-up. Move it out of the folder. A centre can have the files { $known }.
    }
mistake-file_missing = The file "{ $missing }" is missing. Make it; see examples/nordvig for an example.
mistake-files_too_many = The centre has { $given } files; it may have { $max } at most. Move those that are not part of the set-up.
mistake-municipality_missing = There is no "municipality.toml". It must be in the top folder with the municipality’s name, languages and time zone.
mistake-centre_missing = There is no folder with a centre’s files. Make one beside "municipality.toml", and put "centre.toml" in it.
mistake-centres_too_many = There are files of several centres: { $centres }. Give the files of one centre only.
mistake-centre_name_malformed = The folder "{ $given }" cannot be a centre’s name. Use lower-case a-z, digits and hyphens, such as "{ $suggestion }".
mistake-mistakes_too_many = There are { $more } more mistakes. Mend the first ones, and check again.

## The form of a file

mistake-syntax = The line cannot be read. Write it as: key = "value", and look for a quotation mark, an equals sign or a bracket that is missing, or for a date that does not exist. The reader’s own words: { $detail }.
mistake-quote_missing = A quotation mark is missing. Write the text between two ", such as name.da = "Passport". A quotation mark inside the text is written \".
mistake-key_twice = "{ $key }" stands twice in one place. Delete one of them. If it was to be a new section, a line such as [[queue]] is missing between them.
mistake-key_unknown =
    { $hint ->
        [moved] "{ $given }" is not known here, but elsewhere. The line above it that begins its section, such as [[queue]] or [hours], is missing or misspelt.
        [near] "{ $given }" is not known here. Did you mean "{ $nearest }"?
       *[none] "{ $given }" is not known here. What can stand here: { $known }.
    }
mistake-key_elsewhere = [[{ $key }]] belongs in the file "{ $belongs }". Move the section there.
mistake-key_missing = "{ $key }" is missing. Add a line with it to this section.
mistake-wrong_kind =
    { $expected ->
        [text] "{ $key }" must be a text between quotation marks.
        [number] "{ $key }" must be a whole number without quotation marks.
        [numbers] "{ $key }" must be a list of whole numbers without quotation marks, such as [0, 2].
        [yes_no] "{ $key }" must be true or false without quotation marks.
        [list] "{ $key }" must be a list of texts, such as ["pas", "mitid"].
        [section] "{ $key }" must be a section.
        [sections] "{ $key }" must be sections in double brackets, such as [[queue]].
        [date] "{ $key }" must be a date, such as 2026-12-24.
       *[other] "{ $key }" has a wrong kind of value. See examples/nordvig for an example.
    }
mistake-section_missing = The file has no [[{ $key }]]. Add at least one.
mistake-too_many = There are { $given } of "{ $key }"; there may be { $max } at most. Delete those that are not used.

## Names

mistake-id_malformed = "{ $given }" cannot be an id. Use lower-case a-z, digits and hyphens, 40 characters at most, such as "{ $suggestion }".
mistake-id_twice = The id "{ $given }" is already used in { $first }. Give one of them another id.
mistake-queue_unknown =
    { $hint ->
        [near] The queue "{ $given }" does not exist. Did you mean "{ $nearest }" ({ $place })?
        [nothing] The queue "{ $given }" does not exist, and there is none yet. Make it in queues.toml.
       *[none] The queue "{ $given }" does not exist. Those that exist: { $known }. Choose one of them, or make it in queues.toml.
    }
mistake-employee_unknown =
    { $hint ->
        [near] The employee "{ $given }" does not exist. Did you mean "{ $nearest }" ({ $place })?
        [nothing] The employee "{ $given }" does not exist, and there is none yet. Make it in employees.toml.
       *[none] The employee "{ $given }" does not exist. Those that exist: { $known }. Choose one of them, or make it in employees.toml.
    }
mistake-capacity_unknown =
    { $hint ->
        [near] The capacity "{ $given }" does not exist. Did you mean "{ $nearest }" ({ $place })?
        [nothing] The capacity "{ $given }" does not exist, and there is none yet. Make it in appointments.toml.
       *[none] The capacity "{ $given }" does not exist. Those that exist: { $known }. Choose one of them, or make it in appointments.toml.
    }
mistake-screen_queue_unknown =
    { $hint ->
        [near] The queue "{ $given }" does not exist. Did you mean "{ $nearest }" ({ $place })? The screen shows the other queues.
        [nothing] The queue "{ $given }" does not exist, and there is none yet. Make it in queues.toml.
       *[none] The queue "{ $given }" does not exist; the screen shows the others. Those that exist: { $known }. Correct the name, or take it out.
    }
mistake-service_unknown =
    { $hint ->
        [near] The service "{ $given }" does not exist. Did you mean "{ $nearest }" ({ $place })?
        [nothing] The service "{ $given }" does not exist, and there is none yet. Make it in services.toml.
       *[none] The service "{ $given }" does not exist. Those that exist: { $known }. Choose one of them, or make it in services.toml.
    }
mistake-question_unknown =
    { $hint ->
        [near] The question "{ $given }" does not exist. Did you mean "{ $nearest }" ({ $place })?
        [nothing] The question "{ $given }" does not exist, and there is none yet. Make it in questions.toml.
       *[none] The question "{ $given }" does not exist. Those that exist: { $known }. Choose one of them, or make it in questions.toml.
    }
mistake-referral_unknown =
    { $hint ->
        [near] The referral "{ $given }" does not exist. Did you mean "{ $nearest }" ({ $place })?
        [nothing] The referral "{ $given }" does not exist, and there is none yet. Make it in questions.toml.
       *[none] The referral "{ $given }" does not exist. Those that exist: { $known }. Choose one of them, or make it in questions.toml.
    }
mistake-area_unknown =
    { $hint ->
        [near] The waiting area "{ $given }" does not exist. Did you mean "{ $nearest }" ({ $place })?
        [nothing] The waiting area "{ $given }" does not exist, and there is none yet. Make it in places.toml.
       *[none] The waiting area "{ $given }" does not exist. Those that exist: { $known }. Choose one of them, or make it in places.toml.
    }
mistake-listed_twice = "{ $given }" stands twice in the list. Delete one of them.

## Values

mistake-number_out_of_range = "{ $key }" is { $given }; it must be from { $min } to { $max }. Change the number.
mistake-word_unknown =
    { $hint ->
        [near] "{ $key }" cannot be "{ $given }". Did you mean "{ $nearest }"?
       *[none] "{ $key }" cannot be "{ $given }". Choose one of: { $known }.
    }
mistake-spot_malformed = "at" has { $given } numbers. Write two: how far to the right and how far down on the floor’s plan, in per cent from the upper left corner, such as at = [35, 75].
mistake-lift_floors_too_few = "floors" has { $given } floors. Write at least two that one can go between, such as floors = [0, 1, 2].
mistake-letter_malformed = The queue’s letter is "{ $given }". It must be one capital letter from A to Z.
mistake-letter_shared = The letter { $letter } is also used in { $first }. The two queues then share numbers; give one another letter unless that is meant.
mistake-link_malformed = "{ $given }" cannot be opened by a QR code. Write the whole address, such as "https://nordvig.example/pas".
mistake-phone_malformed = "{ $given }" is no phone number. Write digits with spaces between, such as "01 23 45 67" or "+45 01 23 45 67".
mistake-initials_malformed = "{ $given }" cannot be initials. Write two or three letters.
mistake-initials_shared = The initials { $given } are also used in { $first }. Give one of them others, so that colleagues can tell them apart.
mistake-time_zone_unknown =
    { $hint ->
        [near] The time zone "{ $given }" does not exist. Did you mean "{ $nearest }"?
       *[none] The time zone "{ $given }" does not exist. In Denmark it is "Europe/Copenhagen".
    }
mistake-language_malformed = "{ $given }" is not a language. Use its code of two or three lower-case letters, such as da, en or uk.
mistake-language_unknown =
    { $hint ->
        [near] The centre does not offer the language "{ $given }". Did you mean "{ $nearest }"?
       *[none] The centre does not offer the language "{ $given }". Choose one of: { $known }.
    }
mistake-language_without_texts =
    { $hint ->
        [near] Not one text is written in "{ $given }". Did you mean "{ $nearest }"?
       *[none] Not one text is written in "{ $given }". Write the texts in it, or take it out of "languages".
    }
mistake-danish_missing = Danish is missing from the languages. Add "da" to "languages".

## Texts

mistake-text_without_language = The text has no language. Write { $key }.da = "…" instead of { $key } = "…".
mistake-text_missing = The Danish text is missing. Add { $key }.da = "…".
mistake-danish_mistyped = The Danish text is missing, and there is one in "{ $given }", which the centre does not offer. Should it be { $key }.da = "…"?
mistake-translation_missing = "{ $key }" is missing in: { $languages }. Add, say, { $key }.{ $first } = "…". Until then English or Danish is shown.
mistake-language_not_offered = "{ $key }" has a text in "{ $language }", which the centre does not offer ({ $offered }). Add the language to "languages", or mend the code.
mistake-text_too_long = The text has { $length } characters; there is room for { $max }. Make it shorter.
mistake-translation_too_long = The text in "{ $language }" has { $length } characters; there is room for { $max }. Make it shorter, or it is cut off.
mistake-hidden_character = "{ $key }" has a character that cannot be seen ({ $character }). Delete it, or write the text again on one line.

## Hours and dates

mistake-hours_malformed = "{ $given }" is not an opening time. Write, say, "{ $suggestion }", or "closed".
mistake-hours_reversed = "{ $given }" ends before it begins. Swap the times; midnight at the end of the day is 24:00.
mistake-periods_overlap = The period holds on dates on which the one in { $first } holds, too, and then the first one counts. Change the dates so that they do not overlap.
mistake-hours_overlap = "{ $first }" and "{ $second }" overlap. Join them, or change the times.
mistake-hours_missing = The queue is never open. Give it, the centre or the municipality opening hours, such as hours.monday = "09:00-15:00".
mistake-date_malformed = There is no date "{ $given }". Write year-month-day, such as 2026-12-24, and look how many days that month has.
mistake-date_twice = The date { $given } also stands in { $first }. Delete one of them.
mistake-time_malformed = "{ $given }" is no time of day. Write it as 08:00.
mistake-holiday_unknown =
    { $hint ->
        [near] "{ $given }" is no day that can stand here. Did you mean "{ $nearest }"?
       *[none] "{ $given }" is no day that can stand here. Choose one of: { $known }. Public holidays are closed by themselves; a single date goes under [[hours.date]].
    }
mistake-dates_reversed = The period ends on { $until }, before it begins on { $from }. Swap the dates.

## How things hang together

mistake-service_without_queue = The service "{ $id }" leads to no queue. Add queue = "…" with an id from queues.toml.
mistake-question_on_parent = The service "{ $id }" has choices, so its question is never asked. Move "question" to the choices.
mistake-choice_on_kiosk = "{ $given }" is a choice of "{ $parent }" and cannot have a button of its own. Put "{ $parent }" on the kiosk.
mistake-kiosk_without_buttons = The kiosk "{ $id }" has no buttons. Add buttons = ["…"] with services from services.toml.
mistake-screen_without_queues = The screen "{ $id }" shows no queues. Add queues = ["…"] with queues from queues.toml.
mistake-answers_too_few = The question "{ $id }" has fewer than two answers. Add [[question.answer]], or delete the question.
mistake-answer_leads_nowhere = The answer "{ $id }" leads nowhere. Add ticket = true, ask = "…" or refer = "…".
mistake-answer_leads_twice = The answer "{ $id }" leads to two places. Keep only one of ticket, ask and refer.
mistake-question_circle = The questions go round in a circle: { $path }. Let one of the answers lead to a number or a referral.
mistake-question_unreachable = No service and no answer leads to the question "{ $id }". Use it with question = "{ $id }" or ask = "{ $id }", or delete it.
mistake-referral_unused = No answer leads to the referral "{ $id }". Use it with refer = "{ $id }", or delete it.
mistake-queue_without_desk = No desk serves the queue "{ $id }", so it is called only when an employee chooses it herself. Add it to a desk in places.toml.
mistake-capacity_of_nobody = The capacity needs either parallel (how many appointments at the desks at once) or employees (who holds the appointments), not both.
mistake-capacity_without_hours = The capacity is never open. Write hours under [capacity.hours], or take it out.
mistake-capacity_unused = No appointment takes the capacity "{ $id }". Write it at a service under capacity = […], or take it out.
mistake-opens_too_late = The times open at { $given }, but the last hour ends at { $last }, so nobody can have them. Write an earlier opens, or later hours.
mistake-notice_too_long = The notice is { $notice } days, but only { $ahead } days ahead can be booked, so no citizen can book. Write a shorter notice_minutes or a longer days_ahead.
mistake-appointment_twice = Appointments for "{ $given }" also stand in { $first }. Put them in one place.
mistake-appointment_of_parent = "{ $given }" has choices below it, and it is one of them that a time is booked for. Write the id of the choice.
mistake-appointment_without_mode = The appointment can be held in no way. Add [appointment.in_person], [appointment.phone] or [appointment.video].
mistake-meeting_never_fits = The meeting takes { $minutes } minutes with the pause after it, and it is never open for so long without a break. Make the meeting shorter or the hours longer.
mistake-appointment_missing = "{ $id }" needs an appointment, and no time can be booked for it. Add it to appointments.toml.
mistake-sender_malformed = The sender "{ $given }" cannot be used in text messages. Write { $max } letters (a-z) and digits at most.
mistake-quiet_malformed = "{ $given }" is no span of hours. Write the quiet hours as "20:00-08:00", or "none".
mistake-message_twice = The message "{ $kind }" also stands in { $first }. Delete one of them.
mistake-placeholder_unknown =
    { $hint ->
        [near] "{"{"}{ $given }{"}"}" is not filled in. Did you mean "{"{"}{ $nearest }{"}"}"?
       *[none] "{"{"}{ $given }{"}"}" is not filled in. Use one of these words: { $known }.
    }
mistake-message_names_errand = The text ({ $language }) names the errand, and here it must not. Take {"{"}service{"}"} out.
mistake-message_in_parts = The text ({ $language }) takes { $parts } text messages. Make it shorter, so that it fits one.
mistake-superuser_missing = The centre has no superuser. Give an employee role = "superuser".

## Behind a mistake that stands in several places

mistake-also = Also in: { $places }.
