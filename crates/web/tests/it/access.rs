//! Signing in and out, invitations, the own account, devices; and what another site cannot do.

use axum::body::Body;
use axum::http::{Request, header};
use engine::identifiers;
use serde_json::{Value, json};
use store::Role;
use web::Limits;

use crate::world::{Answered, FORM, HOST, World};

const PASSWORD: &str = "tre små kinesere";

async fn with_mette() -> World {
    let world = World::new().await;
    world.add_account("mette", Role::Manager, Some("borger"), Some(PASSWORD)).await;
    world
}

async fn try_out(world: &World, login: &str, password: &str) -> Answered {
    world.form("/sign-in", "", &[("login", login), ("password", password), ("next", ""), ("lang", "en")]).await
}

#[tokio::test]
async fn somebody_signs_in_and_comes_to_her_own_page() {
    let world = with_mette().await;
    let page = world.look("/sign-in?lang=en", "").await;
    assert_eq!(page.status, 200);
    for shown in
        ["<label for=\"login\"", "autocomplete=\"username\"", "autocomplete=\"current-password\"", "method=\"post\""]
    {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    let answered = try_out(&world, " Mette ", PASSWORD).await;
    assert_eq!(answered.leads_to(), "/manage/borger");
    let [cookie] = answered.cookies()[..] else { panic!("{:?}", answered.cookies()) };
    let attributes: Vec<&str> = cookie.split("; ").skip(1).collect();
    assert_eq!(attributes, ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"]);
    let account = world.look("/account?lang=en", &answered.cookie("__Host-frontdesk")).await;
    assert!(account.status == 200 && account.body.contains("mette") && account.body.contains("Manager"));
    assert!(account.body.contains("Citizen Service") && account.body.contains("this one"), "{}", account.body);
}

#[tokio::test]
async fn each_role_has_its_own_first_page() {
    let world = World::new().await;
    for (login, role, centre, leads_to) in [
        ("bo", Role::Employee, Some("job"), "/counter/job"),
        ("anna", Role::Superuser, Some("borger"), "/manage/borger"),
        ("lb", Role::SystemOwner, None, "/manage/borger"),
    ] {
        world.add_account(login, role, centre, Some(PASSWORD)).await;
        assert_eq!(try_out(&world, login, PASSWORD).await.leads_to(), leads_to);
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_in_one_sentence_and_the_login_is_kept() {
    let world = with_mette().await;
    let (wrong, unknown) = (try_out(&world, "mette", "gættet adgang").await, try_out(&world, "jens", "gættet").await);
    for (answered, login) in [(&wrong, "mette"), (&unknown, "jens")] {
        assert_eq!(answered.status, 422);
        assert!(answered.body.contains("Login or password is not right") && answered.body.contains("autofocus"));
        assert!(answered.body.contains(&format!("value=\"{login}\"")), "{}", answered.body);
        assert!(!answered.body.contains("gættet") && answered.cookies().is_empty(), "{}", answered.body);
    }
    assert_eq!(wrong.body.replace("mette", "jens"), unknown.body, "nobody learns which logins there are");
    let empty = try_out(&world, "", "").await;
    assert!(
        empty.status == 422
            && empty.body.contains("href=\"#login\"")
            && empty.body.contains("aria-describedby=\"login-mistake\"")
    );
}

#[tokio::test]
async fn after_five_wrong_passwords_one_waits_whether_the_login_is_known_or_not() {
    let world = with_mette().await;
    for login in ["mette", "nobody"] {
        for _ in 0..5 {
            assert_eq!(try_out(&world, login, "gættet adgang").await.status, 422);
        }
        let waits = try_out(&world, login, PASSWORD).await;
        assert_eq!((waits.status.as_u16(), waits.header("retry-after")), (429, "900"));
        assert!(waits.body.contains("Try again in 15 min"), "{}", waits.body);
    }
    world.clock.advance_seconds(900);
    assert_eq!(try_out(&world, "mette", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_right_password_is_no_guess_and_a_peer_has_a_limit_of_its_own() {
    let world = World::with_limits(Limits { sign_in_wrong_per_peer_max: 3, ..Limits::default() }).await;
    world.add_account("mette", Role::Manager, Some("borger"), Some(PASSWORD)).await;
    for _ in 0..4 {
        assert_eq!(try_out(&world, "mette", PASSWORD).await.status, 303);
    }
    for login in ["a", "b", "c"] {
        assert_eq!(try_out(&world, login, "x").await.status, 422);
    }
    assert_eq!(try_out(&world, "mette", PASSWORD).await.status, 429);
}

#[tokio::test]
async fn a_page_without_a_session_leads_to_the_sign_in_and_back() {
    let world = with_mette().await;
    let led = world.look("/account?lang=en", "").await;
    assert_eq!(led.leads_to(), "/sign-in?next=%2Faccount%3Flang%3Den");
    let page = world.look(led.leads_to(), "").await;
    assert!(page.body.contains("name=\"next\" value=\"/account?lang=en\""), "{}", page.body);
    assert!(page.body.contains("Log ind for at fortsætte"), "why she is here: {}", page.body);
    assert!(!world.look("/sign-in", "").await.body.contains("why-here"), "opened by itself");
    let english = "href=\"/sign-in?next=%2Faccount%3Flang%3Den&#38;lang=en\"";
    assert!(page.body.contains(english), "another language leads to the same place: {}", page.body);
    let fields = [("login", "mette"), ("password", PASSWORD), ("next", "/account?lang=en")];
    assert_eq!(world.form("/sign-in", "", &fields).await.leads_to(), "/account?lang=en");
    let ended = world.look("/account", "__Host-frontdesk=fds_unknown").await;
    assert_eq!(ended.leads_to(), "/sign-in?next=%2Faccount");
    let with_password = [("password", PASSWORD), ("new_password", "x"), ("new_password_again", "x")];
    let sent = world.form("/account", "", &with_password).await;
    assert_eq!(sent.leads_to(), "/sign-in", "a form cannot be asked for again, and a password is shown in no page");
    let script = world.browser("GET", "/account", "").header("hx-request", "true").body(Body::empty()).unwrap();
    assert_eq!(world.send(script).await.status, 401);
    let program = world.get("/account", "").await;
    program.assert_problem(401, "session_missing");
    world.get("/account", "manager").await.assert_problem(403, "not_allowed");
}

#[tokio::test]
async fn field_fault_43_a_form_that_was_filled_in_outlives_the_session() {
    let world = World::new().await;
    world.add_account("anna", Role::Superuser, Some("borger"), Some(PASSWORD)).await;
    let filled = [("code", "ABCD EFGH \"<b>"), ("device", "borger/stander-1"), ("lang", "en")];
    let ended = world.form("/devices", "__Host-frontdesk=fds_ended", &filled).await;
    assert_eq!(ended.status, 401);
    assert!(ended.body.contains("go on with what you had written") || ended.body.contains("Log ind igen"));
    let carried = serde_html_form::to_string(filled).unwrap();
    let sign_in = [
        ("login", "anna"),
        ("password", PASSWORD),
        ("carry_to", "/devices"),
        ("carry_fields", &carried),
        ("lang", "en"),
    ];
    assert!(ended.body.contains("name=\"carry_to\" value=\"/devices\""), "{}", ended.body);
    assert!(!ended.body.contains("hreflang"), "a link would leave the form behind: {}", ended.body);
    let on = world.form("/sign-in", "", &sign_in).await;
    assert_eq!(on.status, 200);
    assert!(on.body.contains("action=\"/devices\"") && on.body.contains("name=\"device\" value=\"borger/stander-1\""));
    assert!(on.body.contains("ABCD EFGH") && !on.body.contains("<b>"), "{}", on.body);
    let sent = world.form("/devices", &on.cookie("__Host-frontdesk"), &filled).await;
    assert!(sent.status == 422 && sent.body.contains("No device shows that code"), "{}", sent.body);
    for evil in ["//evil.example", "https://evil.example", "/sign-out"] {
        let mut fields = sign_in;
        fields[2].1 = evil;
        assert_eq!(world.form("/sign-in", "", &fields).await.leads_to(), "/manage/borger", "{evil}");
    }
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let world = with_mette().await;
    for evil in
        ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/sign-in", "\n//x"]
    {
        let fields = [("login", "mette"), ("password", PASSWORD), ("next", evil)];
        assert_eq!(world.form("/sign-in", "", &fields).await.leads_to(), "/manage/borger", "{evil:?}");
        let query = serde_html_form::to_string([("next", evil)]).unwrap();
        let page = world.look(&format!("/sign-in?{query}"), "").await;
        assert!(page.body.contains("name=\"next\" value=\"\""), "{evil:?}: {}", page.body);
    }
}

#[tokio::test]
async fn signing_out_ends_this_session_and_everywhere_all() {
    let world = with_mette().await;
    let mut sessions = Vec::new();
    for _ in 0..3 {
        sessions.push(world.session("mette").await);
    }
    let is_open = async |session: &str| world.look("/account", session).await.status == 200;
    let out = world.form("/sign-out", &sessions[0], &[]).await;
    assert_eq!(out.leads_to(), "/sign-in");
    assert!(out.cookies()[0].starts_with("__Host-frontdesk=; ") && out.cookies()[0].ends_with("Max-Age=0"));
    assert!(!is_open(&sessions[0]).await && is_open(&sessions[1]).await);
    assert_eq!(world.form("/sign-out-everywhere", &sessions[1], &[]).await.leads_to(), "/sign-in");
    assert!(!is_open(&sessions[1]).await && !is_open(&sessions[2]).await);
}

#[tokio::test]
async fn whoever_is_signed_in_nowhere_any_more_leaves_her_desk_unless_a_citizen_is_there() {
    let world = World::new().await;
    world.sign_on().await;
    let sits = async || {
        let hall = world.get("/api/v1/centres/borger/hall", "employee").await.json();
        let desks = hall["desks"].as_array().unwrap().clone();
        desks.iter().find(|desk| desk["desk"] == "skranke-1").unwrap()["employee"].as_str().map(str::to_owned)
    };
    let her = sits().await.expect("she sits there");
    world.add_account(&her, Role::Employee, Some("borger"), None).await;
    let (here, there) = (world.session(&her).await, world.session(&her).await);
    world.form("/sign-out", &here, &[]).await;
    assert_eq!(sits().await.as_ref(), Some(&her), "she is signed in elsewhere");
    world.form("/sign-out", &there, &[]).await;
    assert_eq!(sits().await, None);
    world.sign_on().await;
    world.ticket().await;
    assert_eq!(world.post("/api/v1/centres/borger/desks/skranke-1/next", "employee", Value::Null).await.status, 200);
    world.form("/sign-out-everywhere", &world.session(&her).await, &[]).await;
    assert_eq!(sits().await, Some(her), "a citizen is on the way to her");
}

#[tokio::test]
async fn signing_out_with_a_citizen_at_the_desk_asks_what_becomes_of_her_and_does_that() {
    let world = World::new().await;
    world.sign_on().await;
    let hall = async || world.get("/api/v1/centres/borger/hall", "employee").await.json();
    let her = hall().await["desks"][0]["employee"].as_str().unwrap().to_owned();
    world.add_account(&her, Role::Employee, Some("borger"), None).await;
    let session = world.session(&her).await;
    let visit = world.ticket().await["id"].as_str().unwrap().to_owned();
    let asked = world.look("/counter/borger/leaving?lang=en", &session).await;
    assert!(asked.body.contains("action=\"/sign-out\"") && !asked.body.contains("name=\"how\""), "{}", asked.body);
    assert_eq!(world.post("/api/v1/centres/borger/desks/skranke-1/next", "employee", Value::Null).await.status, 200);
    let page = world.look("/counter/borger?lang=en", &session).await.body;
    assert!(page.contains("/counter/borger/leaving?") && !page.contains("action=\"/sign-out\""), "{page}");
    let asked = world.look("/counter/borger/leaving?lang=en", &session).await.body;
    assert!(asked.contains("A 1 is at your desk") && asked.contains("Send A 1 back to the queue"), "{asked}");
    assert!(!asked.contains("Finish A 1"), "nobody is served yet: {asked}");
    let refused = [("centre", "borger"), ("visit", visit.as_str()), ("how", "finish")];
    assert_eq!(world.form("/sign-out", &session, &refused).await.status, 409);
    assert_eq!(world.look("/account", &session).await.status, 200, "what is refused leaves her signed in");
    let back = [("centre", "borger"), ("visit", visit.as_str()), ("how", "return")];
    assert_eq!(world.form("/sign-out", &session, &back).await.leads_to(), "/sign-in");
    let hall = hall().await;
    assert!(hall["desks"][0]["employee"].is_null() && hall["called"].as_array().unwrap().is_empty(), "{hall}");
    assert_eq!(hall["waiting"].as_array().unwrap().len(), 1, "{hall}");
}

#[tokio::test]
async fn the_own_account_leads_to_all_pages_that_are_hers() {
    let world = World::new().await;
    let page = world.look("/account?lang=en", &world.signed_in(Role::Employee).await).await.body;
    assert!(!page.contains("href=\"/manage/borger") && !page.contains("href=\"/devices"), "{page}");
    let page = world.look("/account?lang=en", &world.signed_in(Role::Manager).await).await.body;
    assert!(page.contains("href=\"/manage/borger?lang=en\"") && !page.contains("href=\"/devices"), "{page}");
    let page = world.look("/account?lang=en", &world.signed_in(Role::SystemOwner).await).await.body;
    assert!(page.contains("href=\"/manage/job?lang=en\"") && page.contains("href=\"/devices?lang=en\""), "{page}");
    let devices = world.look("/devices?lang=en", &world.session("system-owner").await).await.body;
    assert!(devices.contains("href=\"/account?lang=en\""), "{devices}");
}

#[tokio::test]
async fn a_device_that_is_shut_out_is_led_to_its_code_also_where_a_citizen_presses() {
    let world = World::new().await;
    let ended = "__Host-frontdesk-device=fd_nothing";
    assert_eq!(world.look("/kiosk/borger/stander-1", ended).await.leads_to(), "/device");
    let pressed = world.form("/kiosk/borger/stander-1/ticket", ended, &[("service", "forny-pas")]).await;
    assert_eq!(pressed.leads_to(), "/device", "{}", pressed.body);
    assert!(!pressed.body.contains("password"), "nobody signs in at a kiosk: {}", pressed.body);
}

#[tokio::test]
async fn an_own_password_is_changed_and_all_other_sessions_end() {
    let world = with_mette().await;
    let (here, there) = (world.session("mette").await, world.session("mette").await);
    let change = async |before: &str, new: &str, again: &str| {
        let fields = [("password", before), ("new_password", new), ("new_password_again", again), ("lang", "en")];
        world.form("/account", &here, &fields).await
    };
    for (before, new, again, told) in [
        (PASSWORD, "kort", "kort", "too short"),
        (PASSWORD, "Mette-12345678", "Mette-12345678", "like your login"),
        (PASSWORD, "adgangskode123", "adgangskode123", "guess that password first"),
        (PASSWORD, "en helt anden", "en helt andem", "not the same"),
        ("gættet adgang", "en helt anden", "en helt anden", "not your password now"),
    ] {
        let answered = change(before, new, again).await;
        assert!(answered.status == 422 && answered.body.contains(told), "{told}: {}", answered.body);
        assert!(!answered.body.contains(new), "what was typed is not shown again");
    }
    let changed = change(PASSWORD, "en helt anden", "en helt anden").await;
    assert_eq!(changed.leads_to(), "/account");
    assert_eq!(world.look("/account", &there).await.status, 303);
    assert_eq!(world.look("/account", &changed.cookie("__Host-frontdesk")).await.status, 200);
    assert_eq!(try_out(&world, "mette", "en helt anden").await.status, 303);
}

#[tokio::test]
async fn an_invitation_sets_a_password_once_and_signs_in() {
    let world = World::new().await;
    let secret = identifiers::new_secret(identifiers::INVITATION_PREFIX).unwrap();
    let new = store::NewAccount {
        login: "bo".parse().unwrap(),
        role: Role::Employee,
        centres: vec!["borger".parse().unwrap()],
        subject: "bo".parse().unwrap(),
        invitation: Some(store::Invitation { hash: secret.hash, until: world.engine.now().plus_minutes(60) }),
    };
    world.engine.create_account(new, "test").await.unwrap();
    let path = format!("/invitation/{}", secret.text);
    let page = world.look(&path, "").await;
    assert!(page.status == 200 && page.body.contains("value=\"bo\"") && page.body.contains("new-password"));
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    let accept = async |new: &str| world.form(&path, "", &[("new_password", new), ("new_password_again", new)]).await;
    assert_eq!(accept("for kort").await.status, 422);
    let accepted = accept(PASSWORD).await;
    assert_eq!(accepted.leads_to(), "/counter/borger");
    assert_eq!(world.look("/account", &accepted.cookie("__Host-frontdesk")).await.status, 200);
    assert_eq!(accept("en anden adgang").await.status, 410);
    assert_eq!(world.look(&path, "").await.status, 410);
    assert_eq!(try_out(&world, "bo", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_session_does_in_the_hall_what_its_role_may_as_its_employee() {
    let world = World::new().await;
    world.add_account("bo", Role::Employee, Some("borger"), None).await;
    let session = world.session("bo").await;
    let path = "/api/v1/centres/borger/desks/skranke-1/sign-on";
    let request = world.browser("POST", path, &session).body(Body::empty()).unwrap();
    assert_eq!(world.send(request).await.status, 204);
    let hall = world.engine.hall(&"borger".parse().unwrap()).await.unwrap();
    assert!(format!("{hall:?}").contains("bo"), "{hall:?}");
    let request = world.browser("GET", "/api/v1/centres/borger/account", &session).body(Body::empty()).unwrap();
    assert_eq!(world.send(request).await.status.as_u16() / 100, 4, "that is a manager's");
}

#[tokio::test]
async fn field_fault_38_another_offices_address_opens_nothing() {
    let world = World::new().await;
    world.add_account("anna", Role::Superuser, Some("borger"), None).await;
    let session = world.session("anna").await;
    for centre in ["borger", "job"] {
        let path = format!("/api/v1/centres/{centre}/hall");
        let own = world.send(world.browser("GET", &path, &session).body(Body::empty()).unwrap()).await;
        let events = format!("/api/v1/centres/{centre}/days/2026-03-02/events");
        let events = world.send(world.browser("GET", &events, &session).body(Body::empty()).unwrap()).await;
        if centre == "job" {
            assert_eq!(events.status, 403, "{}", events.body);
            assert!(!own.body.contains("Hemmelig"), "{}", own.body);
        } else {
            assert_ne!(events.status, 403, "{}", events.body);
        }
    }
    let other = [("code", "ABCDEFGH"), ("device", "job/stander-1"), ("lang", "en")];
    let refused = world.form("/devices", &session, &other).await;
    assert!(refused.status == 422 && refused.body.contains("Choose which kiosk"), "{}", refused.body);
    assert!(!refused.body.contains("job/"), "{}", refused.body);
}

#[tokio::test]
async fn field_fault_39_no_secret_stands_in_a_page() {
    let world = with_mette().await;
    let session = world.session("mette").await;
    let superuser = world.signed_in(Role::Superuser).await;
    for (path, cookies) in [("/account", &session), ("/devices", &superuser), ("/sign-in", &session)] {
        let page = world.look(path, cookies).await;
        assert_eq!(page.status, 200, "{path}");
        for secret in ["argon2", "fds_", "fd_", "fdi_", "__Host"] {
            assert!(!page.body.contains(secret), "{path}: {secret}");
        }
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn field_fault_40_no_script_can_read_what_lets_somebody_in() {
    let world = with_mette().await;
    let signed_in = try_out(&world, "mette", PASSWORD).await;
    let device = world.look("/device", "").await;
    for cookie in signed_in.cookies().into_iter().chain(device.cookies()) {
        assert!(
            cookie.starts_with("__Host-") && cookie.contains("; HttpOnly") && cookie.contains("; Secure"),
            "{cookie}"
        );
        assert!(cookie.contains("; Path=/;") && !cookie.contains("Domain"), "{cookie}");
    }
    // Where a password is typed there is no script; the device's is a file of ours.
    for (page, may_run) in [(&signed_in, false), (&device, true), (&world.look("/sign-in", "").await, false)] {
        assert!(!page.body.contains("Storage"), "{}", page.body);
        assert!(may_run || !page.body.contains("<script"), "{}", page.body);
        assert_eq!(page.body.matches("<script").count(), page.body.matches("src=\"/assets/").count());
        assert!(page.header("content-security-policy").contains("default-src 'none'"));
        assert!(page.header("permissions-policy").contains("camera=()"));
        assert_eq!(page.header("cross-origin-opener-policy"), "same-origin");
    }
}

#[tokio::test]
async fn a_device_shows_a_code_is_confirmed_and_goes_to_its_place() {
    let world = World::new().await;
    let superuser = world.signed_in(Role::Superuser).await;
    let first = world.look("/device?lang=en", "").await;
    assert!(first.status == 200 && first.body.contains("http-equiv=\"refresh\" content=\"3\""), "{}", first.body);
    let pairing = first.cookie("__Host-frontdesk-pairing");
    let code = shown_code(&first.body);
    let again = world.look("/device", &pairing).await;
    assert_eq!((shown_code(&again.body), again.cookies().len()), (code.clone(), 0), "the same until it is over");

    let confirm = async |code: &str| {
        let fields = [("code", code), ("device", "borger/stander-1"), ("lang", "en")];
        world.form("/devices", &superuser, &fields).await
    };
    let wrong = confirm("ABCD EFGH").await;
    assert!(wrong.status == 422 && wrong.body.contains("No device shows that code"), "{}", wrong.body);
    assert!(wrong.body.contains("value=\"ABCD EFGH\"") && wrong.body.contains("selected"), "{}", wrong.body);
    assert_eq!(confirm(&code.to_lowercase()).await.leads_to(), "/devices");

    let let_in = world.look("/device", &pairing).await;
    assert_eq!(let_in.leads_to(), "/kiosk/borger/stander-1");
    let cookies = let_in.cookies();
    let device = cookies.iter().find(|c| c.starts_with("__Host-frontdesk-device=")).unwrap();
    assert!(device.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=34560000"), "{device}");
    let device = let_in.cookie("__Host-frontdesk-device=");
    let ticket = json!({"services": ["forny-pas"]}).to_string();
    let request = world.browser("POST", "/api/v1/centres/borger/visits", &device);
    let request = request.header(header::CONTENT_TYPE, "application/json").body(Body::from(ticket)).unwrap();
    assert_eq!(world.send(request).await.status, 201);
    assert_eq!(world.look("/device", &device).await.leads_to(), "/kiosk/borger/stander-1");

    let list = world.look("/devices?lang=en", &superuser).await;
    assert!(list.body.contains("Kiosk 1") && list.body.contains("name=\"revoke\""), "{}", list.body);
    let mut named = list.body.split("name=\"revoke\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let token = named.find(|name| name.starts_with("device borger")).unwrap();
    assert_eq!(world.form("/devices", &superuser, &[("revoke", token)]).await.leads_to(), "/devices");
    assert_eq!(world.look("/device", &device).await.status, 200, "a code again");
    let unknown = world.form("/devices", &superuser, &[("revoke", "system_owner")]).await;
    assert_eq!(unknown.status, 404, "only devices");
}

fn shown_code(page: &str) -> String {
    let code = page.split("<p class=\"code\">").nth(1).expect("a code").split("</p>").next().unwrap();
    code.chars()
        .scan(false, |inside, c| {
            let was = *inside;
            *inside = if c == '<' {
                true
            } else if c == '>' {
                false
            } else {
                was
            };
            Some((!was && c != '<' && c.is_ascii_alphanumeric()).then_some(c))
        })
        .flatten()
        .collect()
}

#[tokio::test]
async fn codes_of_devices_are_not_guessed() {
    let world = World::with_limits(Limits { device_codes_wrong_max: 2, ..Limits::default() }).await;
    let superuser = world.signed_in(Role::Superuser).await;
    let guess = async || {
        let fields = [("code", "ABCDEFGH"), ("device", "borger/stander-1")];
        world.form("/devices", &superuser, &fields).await.status.as_u16()
    };
    assert_eq!((guess().await, guess().await, guess().await), (422, 422, 429));
}

#[tokio::test]
async fn one_peer_asks_for_so_many_codes_and_no_more() {
    let world = World::with_limits(Limits { device_codes_per_peer_max: 2, ..Limits::default() }).await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(world.look("/device", "").await.status.as_u16());
    }
    assert_eq!(seen, [200, 200, 429]);
}

#[tokio::test]
async fn a_page_of_a_device_without_its_cookie_leads_to_the_code() {
    let world = World::new().await;
    // These pages come from elsewhere; what leads away from them is the same for every path of theirs.
    for path in ["/kiosk/borger/stander-1", "/screen/borger/sal"] {
        let answered = world.look(path, "").await;
        assert!(matches!(answered.status.as_u16(), 303 | 404), "{path}: {}", answered.status);
        if answered.status == 303 {
            assert_eq!(answered.leads_to(), "/device");
        }
    }
}

#[tokio::test]
async fn another_site_can_send_no_command() {
    let world = with_mette().await;
    let session = world.session("mette").await;
    let send = async |headers: &[(&str, &str)]| {
        let mut request = Request::builder().method("POST").uri("/sign-out-everywhere").header(header::HOST, HOST);
        request = request.header(header::COOKIE, &session).header(header::CONTENT_TYPE, FORM);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        world.send(request.body(Body::empty()).unwrap()).await
    };
    for other in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site"), ("origin", "http://hall.example")],
        &[("origin", "http://evil.example")],
        &[("origin", "null")],
        &[],
    ] {
        send(other).await.assert_problem(403, "cross_site");
    }
    assert_eq!(world.look("/account", &session).await.status, 200, "nothing has happened");
    assert_eq!(send(&[("origin", "http://hall.example")]).await.status, 303);
}

#[tokio::test]
async fn tls_is_asked_for_from_then_on_where_a_request_came_by_it() {
    let world = World::new().await;
    assert_eq!(world.look("/sign-in", "").await.header("strict-transport-security"), "");
    let mut request = world.browser("GET", "/sign-in", "").body(Body::empty()).unwrap();
    request.extensions_mut().insert(web::OverTls);
    assert_eq!(world.send(request).await.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn a_disabled_account_and_an_idle_session_open_nothing() {
    let world = with_mette().await;
    let session = world.session("mette").await;
    world.clock.advance_seconds(4 * 3_600);
    assert_eq!(world.look("/account", &session).await.status, 303);
    let session = world.session("mette").await;
    world.engine.change_account(&"mette".parse().unwrap(), store::AccountChange::Disable, "owner").await.unwrap();
    assert_eq!(world.look("/account", &session).await.status, 303);
    assert_eq!(try_out(&world, "mette", PASSWORD).await.status, 422);
}
