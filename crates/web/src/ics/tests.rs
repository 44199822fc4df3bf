//! The writer by its own word; what other programs read in it is tried in `crates/server/tests/it/peers.rs`.

use super::*;

fn event() -> Event {
    Event {
        uid: "0198f0c2-7c1e-7000-8000-000000000001@nordvig.example".to_owned(),
        made_at: "2026-03-03T09:00:00Z".parse().expect("a time"),
        sequence: 2,
        starts_at: "2026-03-29T09:00:00Z".parse().expect("a time"),
        ends_at: "2026-03-29T09:30:00Z".parse().expect("a time"),
        summary: "Tid i borgerservice; pas, kørekort".to_owned(),
        location: "Rådhuset, Æblevej 1".to_owned(),
        description: "Husk:\r\n- pas\n- foto\\billede\tog\u{7} tålmodighed".to_owned(),
    }
}

fn invitation(method: Method) -> Invitation {
    let person = |name: &str, address: &str| Person { name: Some(name.to_owned()), address: address.to_owned() };
    Invitation {
        method,
        event: event(),
        organiser: person("Nordvig: \"Borgerservice\"", "borgerservice@nordvig.example"),
        attendee: person("Åse Eksempel", "borger@example.org"),
    }
}

fn unfolded(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

#[test]
fn an_invitation_has_what_a_calendar_needs() {
    let lines = unfolded(&invitation(Method::Request).calendar());
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//FrontDesk//FrontDesk//EN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "UID:0198f0c2-7c1e-7000-8000-000000000001@nordvig.example",
        "SEQUENCE:2",
        "DTSTAMP:20260303T090000Z",
        "DTSTART:20260329T090000Z",
        "DTEND:20260329T093000Z",
        "SUMMARY:Tid i borgerservice\\; pas\\, kørekort",
        "LOCATION:Rådhuset\\, Æblevej 1",
        "DESCRIPTION:Husk:\\n- pas\\n- foto\\\\billede og  tålmodighed",
        "STATUS:CONFIRMED",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "ORGANIZER;CN=\"Nordvig: 'Borgerservice'\":mailto:borgerservice@nordvig.example",
        "ATTENDEE;CN=\"Åse Eksempel\";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:borger@example.org",
        "END:VEVENT",
        "END:VCALENDAR",
    ] {
        assert_eq!(lines.iter().filter(|have| *have == line).count(), 1, "{line}\n{lines:#?}");
    }
}

#[test]
fn a_cancellation_takes_out_the_same_event_by_a_higher_number() {
    let (asked, mut off) = (invitation(Method::Request), invitation(Method::Cancel));
    off.event.sequence = sequence(1, true);
    let (asked, off) = (unfolded(&asked.calendar()), unfolded(&off.calendar()));
    assert!(off.contains(&"METHOD:CANCEL".to_owned()) && off.contains(&"STATUS:CANCELLED".to_owned()));
    assert!(off.contains(&"TRANSP:TRANSPARENT".to_owned()) && !off.contains(&"STATUS:CONFIRMED".to_owned()));
    let uid = |lines: &[String]| lines.iter().find(|line| line.starts_with("UID:")).cloned();
    assert!(uid(&asked).is_some() && uid(&asked) == uid(&off));
    assert!(asked.contains(&"SEQUENCE:2".to_owned()) && off.contains(&"SEQUENCE:3".to_owned()));
}

#[test]
fn the_number_rises_with_every_change() {
    let course = [sequence(0, false), sequence(1, false), sequence(2, false), sequence(2, true), sequence(3, false)];
    assert!(course.is_sorted_by(|before, after| before < after), "{course:?}");
    assert!(sequence(0, false) < sequence(0, true) && sequence(0, true) < sequence(1, false));
    assert_eq!(sequence(u32::MAX, true), u32::MAX);
}

#[test]
fn a_file_and_a_feed_name_nobody() {
    let file = file(&event());
    assert!(!file.contains("METHOD") && !file.contains("mailto:") && !file.contains("REFRESH"), "{file}");
    let mut other = event();
    other.uid = "another".to_owned();
    let text = feed(&[event(), other]);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
    assert!(text.contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"), "{text}");
    assert!(!text.contains("ATTENDEE") && !text.contains("ORGANIZER"));
    assert!(feed(&[]).ends_with("END:VCALENDAR\r\n"));
}

#[test]
fn what_has_no_length_has_no_end() {
    let mut wrong = event();
    wrong.ends_at = wrong.starts_at;
    let text = file(&wrong);
    assert!(text.contains("DTSTART:20260329T090000Z\r\n") && !text.contains("DTEND"), "{text}");
}

#[test]
fn long_lines_are_folded_at_75_octets_and_never_within_a_letter() {
    // One octet and letters of two, three and four, so that the fold falls within each of them at some place.
    for letters in ["æ", "ł ", "حجز موعد ", "老虎", "😀a", "a"] {
        let mut long = event();
        long.description = letters.repeat(300);
        let text = file(&long);
        let folded: Vec<&str> = text.trim_end_matches("\r\n").split("\r\n").collect();
        assert!(folded.iter().all(|line| line.len() <= OCTETS_MAX && !line.contains('\n')), "{text}");
        let widest = folded.iter().map(|line| line.len()).max();
        assert!(widest > Some(OCTETS_MAX - 4), "as much as fits: {widest:?}");
        assert!(text.replace("\r\n ", "").contains(&long.description), "{text}");
    }
}

#[test]
fn every_text_stays_inside_its_line() {
    let hostile = "a\r\nMETHOD:CANCEL\nEND:VEVENT\r\rX:\u{85}\u{b}\"; , \\n\\";
    let mut invitation = invitation(Method::Request);
    invitation.event.summary = hostile.to_owned();
    invitation.event.location = hostile.to_owned();
    invitation.event.description = hostile.to_owned();
    invitation.event.uid = hostile.to_owned();
    invitation.attendee.name = Some(hostile.to_owned());
    let text = invitation.calendar();
    assert!(text.trim_end_matches("\r\n").split("\r\n").all(|line| !line.chars().any(char::is_control)), "{text}");
    let lines = unfolded(&text);
    assert_eq!(lines.iter().filter(|line| line.starts_with("END:VEVENT")).count(), 1, "{text}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("METHOD:")).count(), 1, "{text}");
    let said = "DESCRIPTION:a\\nMETHOD:CANCEL\\nEND:VEVENT\\n\\nX:  \"\\; \\, \\\\n\\\\";
    assert!(lines.contains(&said.to_owned()), "{text}");
}

#[test]
fn what_is_too_long_is_shortened_and_not_refused() {
    let mut long = event();
    long.summary = "å".repeat(LINE_MAX + 1);
    long.description = "b".repeat(DESCRIPTION_MAX + 100);
    let lines = unfolded(&file(&long));
    assert!(lines.contains(&format!("SUMMARY:{}…", "å".repeat(LINE_MAX - 1))));
    assert!(lines.contains(&format!("DESCRIPTION:{}…", "b".repeat(DESCRIPTION_MAX - 1))));
}

#[test]
fn nobody_is_shown() {
    let shown = format!("{:?}", invitation(Method::Request));
    for hidden in ["Åse", "borger@", "Rådhuset", "kørekort", "0198f0c2"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}
