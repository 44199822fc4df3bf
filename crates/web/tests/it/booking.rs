//! Booking a time without an account: each step, each mistake, what is kept and what never stands anywhere; and the booked
//! time as its holder sees it, moves it and gives it up.

use std::sync::Arc;

use serde_json::{Value, json};
use web::Limits;

use crate::world::{Answered, World};

const PHONE: &str = "/book/borger/skattekort/phone?answers=digital%3Anej&lang=da";
const IN_PERSON: &str = "/book/borger/skattekort/in-person?answers=digital%3Anej&lang=da";

/// The details of somebody who exists nowhere.
const DETAILS: [(&str, &str); 3] = [("name", "Ida Opdigtet"), ("phone", "20 30 40 50"), ("topic", "Min årsopgørelse")];

/// The values of the fields of a name, in the order of the page.
fn values(page: &str, name: &str) -> Vec<String> {
    let begin = format!("name=\"{name}\" value=\"");
    let unescaped = |text: &str| text.replace("&#38;", "&").replace("&amp;", "&");
    page.split(&begin).skip(1).map(|rest| unescaped(rest.split('"').next().unwrap())).collect()
}

/// The address that the page's form is sent to.
fn action(page: &str) -> String {
    let form = page.split("<form id=\"step\"").nth(1).unwrap();
    form.split("action=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
}

#[track_caller]
fn assert_shows(page: &Answered, status: u16, texts: &[&str]) {
    assert_eq!(page.status.as_u16(), status, "{}", page.body);
    for text in texts {
        assert!(page.body.contains(text), "`{text}` is not in {}", page.body);
    }
}

impl World {
    /// Keeps the time of a number on the page of a calendar: where details are asked for.
    async fn keep(&self, calendar: &str, number: usize) -> String {
        let page = self.look(calendar, "").await;
        let (at, id) = (values(&page.body, "at")[number].clone(), values(&page.body, "command_id")[0].clone());
        let kept = self.form(&action(&page.body), "", &[("at", &at), ("command_id", &id)]).await;
        kept.leads_to().to_owned()
    }

    /// Books the first time: the address of its ticket.
    async fn booked(&self, calendar: &str) -> String {
        let details = self.keep(calendar, 0).await;
        self.clock.advance_seconds(20);
        self.form(&details, "", &DETAILS).await.leads_to().to_owned()
    }

    /// Keeps the first time: where details are asked for.
    pub(crate) async fn keep_time(&self, calendar: &str) -> String {
        self.keep(calendar, 0).await
    }

    /// Books the first time with these details: the address of its ticket.
    pub(crate) async fn booked_as(&self, calendar: &str, details: &[(&str, &str)]) -> String {
        let to = self.keep(calendar, 0).await;
        self.clock.advance_seconds(20);
        self.form(&to, "", details).await.leads_to().to_owned()
    }

    /// The bookings of a day.
    async fn appointments(&self, date: &str) -> Vec<Value> {
        let events = self.get(&format!("/api/v1/centres/borger/days/{date}/events"), "manager").await.json();
        let all = events["events"].as_array().cloned().unwrap_or_default();
        all.into_iter().filter(|event| event["fact"] == "booked").collect()
    }

    /// Both advisers are taken at a time.
    async fn take(&self, at: &str) {
        for employee in ["bo", "anna"] {
            let body = json!({"services": ["skattekort"], "mode": "phone", "starts_at": at, "employee": employee});
            let taken = self.post("/api/v1/centres/borger/appointments", "employee", body).await;
            assert_eq!(taken.status, 201, "{}", taken.body);
        }
    }
}

#[tokio::test]
async fn all_that_can_be_booked_is_listed_by_centre_in_the_language_of_the_browser() {
    let world = World::new().await;
    let page = world.look("/book", "").await;
    assert_shows(&page, 200, &["What is it about?", "Citizen Service", "Job Centre", "Tax card", "step 1 of 4"]);
    assert!(!page.body.contains("Renew passport"), "it cannot be booked");
    let page = world.look("/book/borger?lang=da&utm_source=letter", "").await;
    assert_shows(&page, 200, &["Hvad drejer det sig om?", "Borgerservice", "trin 1 af 4"]);
    assert!(!page.body.contains("Jobcenter") && !page.body.contains("style=") && !page.body.contains("onclick"));
    assert_eq!(world.look("/book/nowhere", "").await.status.as_u16(), 404);
    assert_eq!(world.look("/book/borger/forny-pas?lang=da", "").await.leads_to(), "/book/borger?lang=da");
}

#[tokio::test]
async fn a_service_is_found_in_the_citizens_words_and_where_nothing_is_the_page_says_what_else() {
    let world = World::new().await;
    for typed in ["skatekort", "AARSOPGOERELSE", "forskud"] {
        let page = world.look(&format!("/book?lang=da&q={typed}"), "").await;
        assert_shows(&page, 200, &["Skattekort", "Vi fandt 2 ærinder"]);
    }
    let page = world.look("/book?lang=da&q=%3Cscript%3Ealert(1)%3C%2Fscript%3E", "").await;
    assert_shows(&page, 200, &["Vi fandt intet til", "Prøv et andet ord", "Se alle ærinder"]);
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
}

#[tokio::test]
async fn what_a_service_asks_comes_first_and_an_answer_may_lead_elsewhere() {
    let world = World::new().await;
    let page = world.look("/book/borger/skattekort?lang=da", "").await;
    assert_shows(&page, 200, &["Kan du klare det på nettet?", "answers=digital%3Aja", "answers=digital%3Anej"]);
    let page = world.look("/book/borger/skattekort?lang=da&answers=digital:ja", "").await;
    assert_shows(&page, 200, &["Skats selvbetjening", "Log på hjemme", "Vælg et andet ærinde"]);
    let page = world.look("/book/borger/skattekort?lang=da&answers=digital:nej", "").await;
    assert_shows(&page, 200, &["Hvordan vil du mødes?", "Telefonmøde", "Fremmøde", "Første ledige: i dag kl. 11.00"]);
    assert_shows(&page, 200, &["30 minutter", "20 minutter", "Torvet 1", "Jeg har brug for tolk"]);
    let astray = world.look("/book/borger/skattekort?lang=da&answers=alder:ja", "").await;
    assert_eq!(astray.leads_to(), "/book/borger/skattekort?lang=da");
    // The calendar is not reached past a question.
    let early = world.look("/book/borger/skattekort/phone?lang=da", "").await;
    assert_eq!(early.leads_to(), "/book/borger/skattekort?lang=da");
}

#[tokio::test]
async fn how_to_meet_leads_to_the_calendar_with_all_that_was_said() {
    let world = World::new().await;
    let chosen = "/book/borger/skattekort?answers=digital%3Anej&mode=in-person&interpreter=yes&lang=da&adapted=text";
    let to = world.look(chosen, "").await;
    let expected = "/book/borger/skattekort/in-person?answers=digital%3Anej&interpreter=yes&lang=da&adapted=text";
    assert_eq!(to.leads_to(), expected);
    assert_shows(&world.look(expected, "").await, 200, &["booking large", "trin 3 af 4", "Fremmøde, 20 minutter"]);
    let video = world.look("/book/borger/skattekort/video?answers=digital%3Anej&lang=da", "").await;
    assert_eq!(video.leads_to(), "/book/borger/skattekort?answers=digital%3Anej&lang=da");
}

#[tokio::test]
async fn field_fault_25_a_day_that_is_shown_as_free_has_times_and_every_time_shown_can_be_had() {
    let world = World::new().await;
    let page = world.look(PHONE, "").await;
    assert_shows(&page, 200, &["14 ledige", "mandag 2. marts, 14 ledige tider", "tirsdag 3. marts, lukket", "uge 10"]);
    assert_eq!(page.body.matches("aria-current=\"true\"").count(), 2, "the language, and the first day with times");
    let times = values(&page.body, "at").len();
    assert_eq!(times, 14);
    for number in 0..times {
        assert!(world.keep(PHONE, number).await.contains("/details/"), "{number}");
    }
    // A day that has none is no link; one that is asked for all the same shows the first that has.
    let page = world.look(&format!("{PHONE}&date=2026-03-03"), "").await;
    assert_shows(&page, 200, &["<legend>Mandag 2. marts</legend>"]);
    let later = world.look(&format!("{PHONE}&week=2026-03-30"), "").await;
    assert_shows(&later, 200, &["Marts – april", "Tidligere uger", "mandag 30. marts"]);
    let page = world.look(&format!("{PHONE}&week=9999-01-01"), "").await;
    assert_shows(&page, 200, &["senere"]);
}

#[tokio::test]
async fn without_a_time_nothing_is_kept_and_the_page_says_so() {
    let world = World::new().await;
    for fields in [&[][..], &[("at", "yesterday")][..]] {
        let page = world.form(PHONE, "", fields).await;
        assert_shows(&page, 422, &["Vælg et tidspunkt", "id=\"at-mistake\"", "aria-describedby=\"at-mistake\""]);
    }
    for at in ["2026-03-02T10:05:00Z", "2026-03-02T09:30:00Z", "2027-03-02T10:00:00Z"] {
        let page = world.form(PHONE, "", &[("at", at)]).await;
        assert_eq!(page.status.as_u16(), 409, "{at}: {}", page.body);
        assert!(page.body.contains("role=\"alert\""));
    }
}

#[tokio::test]
async fn field_fault_28_no_night_computes_what_the_morning_needs() {
    // The hall stands untouched for a week: nobody asks for a day of it, and the first who does is shown all its times. What a
    // day offers is computed when it is asked for, of its own stream and plan alone.
    let world = Arc::new(World::new().await);
    world.clock.advance_seconds(7 * 24 * 3_600);
    let first = world.look(PHONE, "").await;
    assert_shows(&first, 200, &["14 ledige", "mandag 9. marts, 14 ledige tider"]);
    // And nobody's asking waits for anybody else's: many at once, while times are being kept.
    let mut asking = tokio::task::JoinSet::new();
    for number in 0..12 {
        let world = Arc::clone(&world);
        asking.spawn(async move { world.keep(PHONE, number).await.contains("/details/") });
    }
    let all = tokio::time::timeout(std::time::Duration::from_mins(1), asking.join_all()).await.unwrap();
    assert!(all.len() == 12 && all.iter().any(|kept| *kept));
    // What was kept and not booked is free again, without anybody having cleared it away.
    world.clock.advance_seconds(3_600);
    let later = world.look(&format!("{PHONE}&week=2026-03-16"), "").await;
    assert_shows(&later, 200, &["mandag 16. marts"]);
}

#[tokio::test]
async fn field_fault_26_a_booking_stands_in_the_centre_and_on_the_date_it_was_made_for() {
    let world = World::new().await;
    world.booked(PHONE).await;
    for (centre, date, booked) in
        [("borger", "2026-03-02", 1), ("borger", "2026-03-09", 0), ("job", "2026-03-02", 0), ("job", "2026-03-09", 0)]
    {
        let events = world.get(&format!("/api/v1/centres/{centre}/days/{date}/events"), "system_owner").await.body;
        assert_eq!(events.matches("\"fact\":\"booked\"").count(), booked, "{centre} {date}: {events}");
    }
}

#[tokio::test]
async fn another_language_keeps_what_was_typed_and_books_nothing() {
    let world = World::new().await;
    let details = world.keep(PHONE, 0).await;
    let page = world.look(&details, "").await.body;
    let english =
        page.split("formaction=\"").filter_map(|rest| rest.split('"').next()).find(|to| to.contains("lang=en"));
    let english = english.unwrap().replace("&#38;", "&");
    assert!(!english.contains("Ida") && !english.contains("2030"), "nothing that was typed stands in an address");
    // The first button of the form is what the enter key presses: it books.
    let first = page.split("<button").find(|button| button.contains("form=\"step\"")).unwrap();
    assert!(!first.split('>').next().unwrap().contains("name="), "{first}");
    let typed = [DETAILS[0], DETAILS[1], DETAILS[2], ("email", "not yet"), ("remind", "yes"), ("step", "keep")];
    let page = world.form(&english, "", &typed).await;
    assert_shows(&page, 200, &["<html lang=\"en\"", "Ida Opdigtet", "20 30 40 50", "Min årsopgørelse", "not yet"]);
    assert!(
        page.body.contains("value=\"yes\" aria-describedby=\"remind-text\" checked")
            || !page.body.contains("remind-text")
    );
    assert!(!page.body.contains("id=\"mistakes\""), "nobody has sent it yet");
    let events = world.get("/api/v1/centres/borger/days/2026-03-02/events", "manager").await.body;
    assert!(events.contains("held") && !events.contains("\"booked\""), "{events}");
    world.clock.advance_seconds(20);
    let ticket = world.form(&action(&page.body), "", &DETAILS).await;
    assert!(ticket.leads_to().contains("/ticket/") && ticket.leads_to().contains("lang=en"));
}

#[tokio::test]
async fn whoever_gets_no_further_is_told_where_to_ring_where_the_set_up_says_so() {
    let world = World::new().await;
    for (path, says) in [
        ("/book/borger/skattekort/phone?answers=digital%3Anej&lang=da", "Ring til os på "),
        ("/book/borger/skattekort/phone?answers=digital%3Anej&lang=en", "Call us on "),
    ] {
        let page = world.form(path, "", &[("at", "2027-03-02T10:00:00Z")]).await;
        let said = format!("{says}<a href=\"tel:+4501234567\" dir=\"ltr\">+45 01 23 45 67</a>.");
        assert_shows(&page, 409, &["role=\"alert\"", &said]);
    }
    // The other centre has said no number.
    let path = "/book/job/skattekort/phone?answers=digital%3Anej&lang=da";
    let page = world.form(path, "", &[("at", "2027-03-02T10:00:00Z")]).await;
    assert_shows(&page, 409, &["role=\"alert\""]);
    assert!(!page.body.contains("tel:") && !page.body.contains("Ring til os på"), "{}", page.body);
}

#[tokio::test]
async fn field_fault_20_several_presses_keep_one_time_and_another_one_lets_the_first_go() {
    let world = World::new().await;
    let page = world.look(PHONE, "").await.body;
    let (times, id) = (values(&page, "at"), values(&page, "command_id")[0].clone());
    let mut addresses = Vec::new();
    for _ in 0..3 {
        let kept = world.form(PHONE, "", &[("at", &times[0]), ("command_id", &id)]).await;
        addresses.push(kept.leads_to().to_owned());
    }
    addresses.dedup();
    assert_eq!(addresses.len(), 1, "{addresses:?}");
    let details = world.look(&addresses[0], "").await;
    assert_shows(&details, 200, &["Vi holder tiden til dig til kl. 10.10", "Mandag 2. marts kl. 11.00, telefonmøde"]);
    assert_eq!(details.header("x-robots-tag"), "noindex, nofollow");
    // Two advisers: one of the two is kept, so the time is still there for others, once.
    assert_eq!(values(&world.look(PHONE, "").await.body, "at").len(), 14);
    let other = world.keep(PHONE, 0).await;
    assert_ne!(other, addresses[0]);
    assert_eq!(values(&world.look(PHONE, "").await.body, "at").len(), 13);
    // Whoever goes back has her own time, and chooses another.
    let back = details.body.split("class=\"back\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let back = back.replace("&#38;", "&").replace("&amp;", "&");
    let page = world.look(&back, "").await;
    assert_shows(&page, 200, &["Fortsæt med kl. 11.00"]);
    let again = world.form(&action(&page.body), "", &[("at", &times[5])]).await;
    assert_eq!(again.leads_to().split('?').next(), addresses[0].split('?').next(), "the same visit");
    assert_eq!(values(&world.look(PHONE, "").await.body, "at").len(), 14);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_the_top_and_beside_each_field_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let details = world.keep(PHONE, 0).await;
    let typed = [("name", " "), ("phone", "12"), ("email", "ida@"), ("topic", "<b>Nr. 010190-0000</b>")];
    let page = world.form(&details, "", &typed).await;
    assert_shows(
        &page,
        422,
        &["Noget skal rettes", "href=\"#name\"", "href=\"#phone\"", "href=\"#email\"", "href=\"#topic\""],
    );
    assert_shows(&page, 422, &["id=\"name-mistake\"", "aria-describedby=\"phone-mistake phone-hint\"", "value=\"12\""]);
    assert!(page.body.contains("value=\"ida@\"") && !page.body.contains("<b>Nr."), "{}", page.body);
    let page = world.form(&details, "", &[("name", "Ida"), ("email", "ida@example.org")]).await;
    assert_shows(&page, 422, &["Skriv det nummer, vi skal ringe til"]);
    // In person one way of reaching her will do, or the word that there is none.
    let details = world.keep(IN_PERSON, 3).await;
    let page = world.form(&details, "", &[("name", "Ida")]).await;
    assert_shows(&page, 422, &["Skriv et mobilnummer eller en e-mail"]);
    world.clock.advance_seconds(5);
    world.form(&details, "", &[("name", "Ida"), ("unreachable", "yes")]).await.leads_to();
}

#[tokio::test]
async fn field_fault_21_a_time_that_ran_out_is_taken_again_where_it_is_free() {
    let world = World::new().await;
    let details = world.keep(PHONE, 3).await;
    world.clock.advance_seconds(11 * 60);
    assert_shows(&world.look(&details, "").await, 200, &["Vi holder ikke længere tiden"]);
    let ticket = world.form(&details, "", &DETAILS).await.leads_to().to_owned();
    assert_shows(&world.look(&ticket, "").await, 200, &["Din tid er bestilt", "kl. 12.30"]);
}

#[tokio::test]
async fn field_fault_43_where_it_is_gone_she_chooses_another_and_finds_what_she_typed() {
    let world = World::new().await;
    let details = world.keep(PHONE, 3).await;
    world.clock.advance_seconds(11 * 60);
    world.take("2026-03-02T11:30:00Z").await;
    let page = world.form(&details, "", &DETAILS).await;
    assert_shows(&page, 409, &["Tiden er lige blevet optaget", "Vi har beholdt det, du har skrevet"]);
    assert_eq!(values(&page.body, "name"), ["Ida Opdigtet"]);
    let hidden = [DETAILS.as_slice(), &[("step", "time")]].concat();
    // Another day first, then a time on it.
    let to = action(&page.body);
    let page = world.form(&to, "", &[hidden.as_slice(), &[("date", "2026-03-09")]].concat()).await;
    assert_shows(&page, 200, &["<legend>Mandag 9. marts</legend>", "Ida Opdigtet"]);
    let page = world.form(&to, "", &hidden).await;
    assert_shows(&page, 422, &["Vælg et tidspunkt", "Ida Opdigtet"]);
    let page = world.form(&to, "", &[hidden.as_slice(), &[("at", "2026-03-09T10:00:00Z")]].concat()).await;
    assert_shows(&page, 200, &["Mandag 9. marts kl. 11.00, telefonmøde", "value=\"Ida Opdigtet\"", "Min årsopgørelse"]);
    world.clock.advance_seconds(20);
    let ticket = world.form(&action(&page.body), "", &DETAILS).await.leads_to().to_owned();
    assert_shows(&world.look(&ticket, "").await, 200, &["Mandag 9. marts", "kl. 11.00"]);
}

#[tokio::test]
async fn pressed_twice_in_two_windows_and_with_other_details_it_is_one_booking() {
    let world = World::new().await;
    let details = world.keep(PHONE, 0).await;
    world.clock.advance_seconds(20);
    let first = world.form(&details, "", &DETAILS).await.leads_to().to_owned();
    assert_eq!(world.form(&details, "", &DETAILS).await.leads_to(), first);
    assert_eq!(world.form(&details, "", &[("name", "Bo"), ("phone", "20304051")]).await.leads_to(), first);
    assert_eq!(world.look(&details, "").await.leads_to(), first, "and back leads there too");
    assert_eq!(world.appointments("2026-03-02").await.len(), 1);
}

#[tokio::test]
async fn who_books_faster_than_anybody_types_waits_and_who_fills_the_trap_is_asked_again() {
    let world = World::new().await;
    let details = world.keep(PHONE, 0).await;
    let page = world.form(&details, "", &[DETAILS.as_slice(), &[("website", "x")]].concat()).await;
    assert_shows(&page, 422, &["Et skjult felt var udfyldt", "name=\"website\"", "value=\"Ida Opdigtet\""]);
    assert!(world.appointments("2026-03-02").await.is_empty());
    let began = std::time::Instant::now();
    world.form(&details, "", &DETAILS).await.leads_to();
    assert!(began.elapsed().as_secs() >= 2, "the clock of the hall stands still");
}

#[tokio::test]
async fn from_one_address_only_so_many_times_are_kept_and_booked() {
    let one = std::num::NonZeroU32::MIN;
    let limits = Limits { holds_per_peer_per_hour: one, bookings_per_peer_per_hour: one, ..Limits::default() };
    let world = World::with_limits(limits).await;
    let details = world.keep(PHONE, 0).await;
    let page = world.form(PHONE, "", &[("at", "2026-03-02T12:00:00Z")]).await;
    assert_shows(&page, 429, &["Der er bestilt mange tider herfra", "13.00"]);
    world.clock.advance_seconds(20);
    world.form(&details, "", &DETAILS).await.leads_to();
}

#[tokio::test]
async fn field_fault_29_one_person_has_so_many_times_and_is_told_so_kindly() {
    let world = World::new().await;
    for number in [3, 4] {
        let details = world.keep(PHONE, number).await;
        world.clock.advance_seconds(5);
        world.form(&details, "", &DETAILS).await.leads_to();
    }
    let details = world.keep(PHONE, 6).await;
    world.clock.advance_seconds(5);
    let page = world.form(&details, "", &DETAILS).await;
    assert_shows(&page, 409, &["Du har allerede de tider, du kan have", "value=\"Ida Opdigtet\""]);
    world.form(&details, "", &[("name", "Bo"), ("phone", "20304059")]).await.leads_to();
}

#[tokio::test]
async fn nothing_of_a_person_stands_in_an_address_a_header_or_an_event() {
    let world = World::new().await;
    let details = world.keep(PHONE, 0).await;
    world.clock.advance_seconds(20);
    let answered = world.form(&details, "", &DETAILS).await;
    let ticket = answered.leads_to().to_owned();
    let page = world.look(&ticket, "").await;
    let events = world.get("/api/v1/centres/borger/days/2026-03-02/events", "manager").await.body;
    for (_, secret) in DETAILS {
        for text in [&details, &ticket, &page.body, &events, &format!("{:?}", answered.headers)] {
            assert!(!text.contains(secret) && !text.contains("20304050"), "{secret} in {text}");
        }
    }
    assert_eq!((page.header("cache-control"), page.header("referrer-policy")), ("no-store", "no-referrer"));
}

#[tokio::test]
async fn field_fault_38_a_key_that_is_not_hers_asks_for_a_time_anew() {
    let world = World::new().await;
    let details = world.keep(PHONE, 0).await;
    let key = details.split("/details/").nth(1).unwrap().split('?').next().unwrap();
    for wrong in ["made-up".to_owned(), format!("{}A", &key[1..])] {
        let address = details.replace(key, &wrong);
        let to = world.look(&address, "").await.leads_to().to_owned();
        assert_eq!(to.split('?').next(), Some("/book/borger/skattekort/phone"));
        world.form(&address, "", &DETAILS).await.leads_to();
    }
    assert!(world.appointments("2026-03-02").await.is_empty());
}

#[tokio::test]
async fn the_booked_time_says_when_how_what_to_bring_and_is_found_on_whatever_day_it_is() {
    let world = World::new().await;
    let ticket = world.booked(&format!("{IN_PERSON}&week=2026-03-30&date=2026-03-30")).await;
    let page = world.look(&ticket, "").await;
    assert_shows(
        &page,
        200,
        &["Din tid er bestilt", "Mandag 30. marts", "kl. 8.00", "Skattekort", "Fremmøde, 20 minutter"],
    );
    assert_shows(
        &page,
        200,
        &["Tag dit sundhedskort med", "Torvet 1", "class=\"qr\"", "Føj til kalender", "Flyt eller aflys"],
    );
    assert_eq!(page.header("x-robots-tag"), "noindex, nofollow");
    assert!(!page.body.contains("data-live"), "nothing happens to it today");
    world.clock.advance_seconds(28 * 86_400 - 4 * 3600);
    assert_shows(&world.look(&ticket, "").await, 200, &["kl. 8.00", "data-live", "booking-watch"]);
}

#[tokio::test]
async fn once_it_is_time_to_ring_her_the_booked_time_is_a_ticket() {
    let world = World::new().await;
    world.sign_on().await;
    let ticket = world.booked(PHONE).await;
    world.clock.advance_seconds(3600 + 60);
    // Whatever happens in the hall brings in what the clock owes.
    world.ticket().await;
    assert_shows(&world.look(&ticket, "").await, 200, &["data-now=\"waiting\""]);
}

#[tokio::test]
async fn a_booked_time_goes_into_a_calendar_without_anything_of_hers() {
    let world = World::new().await;
    let ticket = world.booked(PHONE).await;
    let path = ticket.split('?').next().unwrap();
    let calendar = world.look(&format!("{path}/calendar.ics?lang=da"), "").await;
    assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
    for line in
        ["BEGIN:VEVENT", "DTSTART:20260302T100000Z", "DTEND:20260302T103000Z", "SEQUENCE:0", "SUMMARY:Skattekort"]
    {
        assert!(calendar.body.contains(line), "{line}: {}", calendar.body);
    }
    assert!(!calendar.body.contains("METHOD") && !calendar.body.contains("Ida"));
    assert!(!calendar.body.contains(path.rsplit('/').next().unwrap()), "no link that opens it");
    let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).unwrap().to_owned();
    let moved = world.form(&format!("{path}/move?lang=da"), "", &[("at", "2026-03-09T10:00:00Z")]).await;
    moved.leads_to();
    let again = world.look(&format!("{path}/calendar.ics?lang=da"), "").await;
    assert!(again.body.contains("SEQUENCE:2") && again.body.contains("DTSTART:20260309T100000Z"), "{}", again.body);
    assert_eq!(uid(&calendar.body), uid(&again.body));
}

#[tokio::test]
async fn field_fault_27_it_is_moved_by_one_press_or_not_at_all_and_never_once_it_has_begun() {
    let world = World::new().await;
    let week = format!("{PHONE}&week=2026-03-09&date=2026-03-09");
    let ticket = world.booked(&week).await;
    let path = ticket.split('?').next().unwrap().to_owned();
    // The other adviser has that time too by now.
    for employee in ["bo", "anna"] {
        let (mode, starts_at) = ("phone", "2026-03-09T07:00:00Z");
        let body = json!({"services": ["skattekort"], "mode": mode, "starts_at": starts_at, "employee": employee});
        world.post("/api/v1/centres/borger/appointments", "employee", body).await;
    }
    assert_eq!(values(&world.look(&week, "").await.body, "at").len(), 19);
    let page = world.look(&format!("{path}/move?lang=da"), "").await;
    assert_shows(&page, 200, &["Flyt din tid", "Du har mandag 9. marts kl. 8.00", "Behold min tid", "Aflys tiden"]);
    assert_eq!(values(&page.body, "at").len(), 20, "her own time is free for herself");
    world.take("2026-03-09T11:00:00Z").await;
    let refused = world.form(&action(&page.body), "", &[("at", "2026-03-09T11:00:00Z")]).await;
    assert_shows(&refused, 409, &["Den tid kan du ikke få", "Du har mandag 9. marts kl. 8.00"]);
    let id = values(&page.body, "command_id")[0].clone();
    for _ in 0..2 {
        let fields = [("at", "2026-03-16T09:00:00Z"), ("command_id", id.as_str())];
        assert_eq!(world.form(&action(&page.body), "", &fields).await.leads_to(), ticket);
    }
    let moved = world.look(&ticket, "").await;
    assert_shows(&moved, 200, &["Din tid er flyttet", "Mandag 16. marts", "kl. 10.00"]);
    assert!(!moved.body.contains("Din tid er bestilt"), "{}", moved.body);
    let fields = [("at", "2026-03-16T10:00:00Z")];
    world.form(&format!("{path}/move?lang=da"), "", &fields).await.leads_to();
    assert_shows(&world.look(&ticket, "").await, 200, &["Mandag 16. marts", "kl. 11.00"]);
    world.clock.advance_seconds(14 * 86_400 + 3600 + 30);
    assert_eq!(world.look(&format!("{path}/move?lang=da"), "").await.leads_to(), ticket);
}

#[tokio::test]
async fn it_is_cancelled_after_a_question_and_taken_back_and_afterwards_another_can_be_booked() {
    let world = World::new().await;
    let ticket = world.booked(&format!("{PHONE}&week=2026-03-09&date=2026-03-09")).await;
    let path = ticket.split('?').next().unwrap().to_owned();
    let ask = world.look(&format!("{path}/cancel?lang=da"), "").await;
    assert_shows(&ask, 200, &["Vil du aflyse din tid?", "Behold min tid", "Mandag 9. marts"]);
    let id = values(&ask.body, "command_id")[0].clone();
    let first = world.form(&format!("{path}/cancel?lang=da"), "", &[("command_id", &id)]).await;
    assert_eq!(first.leads_to(), ticket);
    let page = world.look(&ticket, "").await;
    assert_shows(&page, 200, &["Din tid er aflyst", "Fortryder du nu, får du tiden igen", "Bestil en ny tid"]);
    let undo = values(&page.body, "command_id")[0].clone();
    world.form(&format!("{path}/undo?lang=da"), "", &[("command_id", &undo)]).await.leads_to();
    assert_shows(&world.look(&ticket, "").await, 200, &["Din tid er bestilt"]);
    world.form(&format!("{path}/cancel?lang=da"), "", &[]).await.leads_to();
    world.clock.advance_seconds(120);
    let page = world.look(&ticket, "").await;
    assert_shows(&page, 200, &["Din tid er aflyst", "Tak, fordi du sagde til"]);
    assert!(!page.body.contains("calendar.ics") && !page.body.contains("/undo"), "{}", page.body);
}

#[tokio::test]
async fn a_cancelled_time_that_somebody_else_has_by_now_is_promised_to_nobody() {
    let world = World::new().await;
    let ticket = world.booked(&format!("{PHONE}&week=2026-03-09&date=2026-03-09")).await;
    let path = ticket.split('?').next().unwrap().to_owned();
    world.form(&format!("{path}/cancel?lang=da"), "", &[]).await.leads_to();
    let undo = values(&world.look(&ticket, "").await.body, "command_id")[0].clone();
    world.take("2026-03-09T07:00:00Z").await;
    let page = world.look(&ticket, "").await;
    assert_shows(&page, 200, &["Din tid er aflyst", "Tak, fordi du sagde til", "Bestil en ny tid"]);
    assert!(!page.body.contains("/undo") && !page.body.contains("får du tiden igen"), "{}", page.body);
    // She pressed on the page that she had open.
    let refused = world.form(&format!("{path}/undo?lang=da"), "", &[("command_id", &undo)]).await;
    assert_shows(&refused, 409, &["Tiden kan ikke fås tilbage. En anden har taget den"]);
    assert!(!refused.body.contains("nummer"), "it is a time, and no number: {}", refused.body);
}

#[tokio::test]
async fn what_is_told_is_said_where_one_agrees_to_it_and_a_birthday_that_is_to_come_is_no_wrong_form() {
    let world = World::new().await;
    let details = world.keep(IN_PERSON, 0).await;
    let page = world.form(&details, "", &[("name", "Bo"), ("unreachable", "yes"), ("birth", "03.03.2026")]).await;
    assert_shows(&page, 422, &["Noget skal rettes", "Den dag er ikke kommet endnu"]);
    let named = world.form(&details, "", &[("name", "\u{202e}\u{200b}"), ("unreachable", "yes")]).await;
    assert_shows(&named, 422, &["Skriv dit navn"]);
}

#[tokio::test]
async fn after_its_time_the_page_says_kindly_what_became_of_it() {
    let world = World::new().await;
    let ticket = world.booked(IN_PERSON).await;
    world.clock.advance_seconds(3600 + 300);
    assert_shows(&world.look(&ticket, "").await, 200, &["Det er nu", "Aflys tiden"]);
    world.clock.advance_seconds(2 * 86_400);
    let date = "2026-03-02".parse().unwrap();
    let by = domain::command::Actor::Clock;
    world
        .command(date, domain::command::Command { by, action: domain::command::Action::CloseDay { confirmed: true } })
        .await;
    let page = world.look(&ticket, "").await;
    assert_shows(&page, 200, &["Vi fik ikke mødt dig", "bestil en ny tid", "Bestil en ny tid"]);
}

#[tokio::test]
async fn field_fault_42_names_in_any_script_are_booked_and_44_each_field_is_named() {
    let world = World::new().await;
    for (number, name) in ["Ø", "محمد", "Олександр Ковальчук", "李"].into_iter().enumerate() {
        let details = world.keep(PHONE, number).await;
        world.clock.advance_seconds(5);
        let phone = format!("2030405{number}");
        world.form(&details, "", &[("name", name), ("phone", &phone)]).await.leads_to();
    }
    let details = world.look(&world.keep(PHONE, 6).await, "").await;
    for field in ["name", "phone", "email", "topic"] {
        assert!(details.body.contains(&format!("<label for=\"{field}\">")), "{field}");
    }
}
