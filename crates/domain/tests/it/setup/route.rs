//! The way from a kiosk to a waiting area; and that places, lifts, screens and colours are read as they are written.

use domain::ids::{AreaId, CentreId, KioskId, Language};
use domain::setup::{Area, Desk, Kiosk, Lift};
use domain::setup::{Colour, DeskKind, LiftKind, Picture, Setup, Spot, Stand, Texts, Theme, parse_municipality, route};

use super::nordvig::nordvig;
use super::small;
use crate::centre::reception;

fn of_nordvig(centre: &str) -> Setup {
    let centre = CentreId::new(centre).unwrap();
    nordvig().centres.into_iter().find(|setup| setup.centre == centre).unwrap()
}

fn spot(x: u8, y: u8) -> Spot {
    Spot { x, y }
}

fn area(floor: i8) -> Area {
    Area { name: Texts::default(), floor, at: None, way: Texts::default() }
}

fn kiosk(floor: i8) -> Kiosk {
    Kiosk {
        name: Texts::default(),
        floor,
        at: None,
        buttons: Vec::new(),
        check_in: Vec::new(),
        scan_prefixes: Vec::new(),
    }
}

/// The centre of the cases on one floor, with lifts and stairs of its own.
fn house(lifts: &[(&str, LiftKind, Option<Spot>, &[i8])]) -> Setup {
    let lift = |(id, kind, at, floors): &(&str, LiftKind, Option<Spot>, &[i8])| {
        (id.parse().unwrap(), Lift { kind: *kind, at: *at, floors: floors.to_vec() })
    };
    Setup { lifts: lifts.iter().map(lift).collect(), ..reception() }
}

/// The name of the lift by which one goes from the ground floor to the second.
fn taken(setup: &Setup) -> Option<String> {
    let by = route(setup, &kiosk(0), &area(2)).by?;
    setup.lifts.iter().find(|(_, lift)| *lift == by).map(|(id, _)| id.to_string())
}

#[test]
fn the_way_in_nordvig_goes_by_the_lift_to_the_second_floor() {
    let setup = of_nordvig("borgerservice");
    let way = route(
        &setup,
        &setup.kiosks[&KioskId::new("stander-1").unwrap()],
        &setup.areas[&AreaId::new("venteomraade-2").unwrap()],
    );
    assert_eq!(way.floors, [0, 2]);
    assert_eq!(way.from, Stand { floor: 0, at: spot(35, 75) });
    assert_eq!(way.to, Stand { floor: 2, at: spot(30, 40) });
    let by = way.by.unwrap();
    assert_eq!((by.kind, by.spot(), by.floors.as_slice()), (LiftKind::Lift, spot(85, 60), [0, 1, 2].as_slice()));
}

#[test]
fn every_area_of_nordvig_is_reached_from_every_kiosk() {
    for setup in &nordvig().centres {
        for (kiosk, area) in setup.kiosks.values().flat_map(|k| setup.areas.values().map(move |a| (k, a))) {
            let way = route(setup, kiosk, area);
            assert_eq!(way.by.is_some(), kiosk.floor != area.floor, "{}", setup.centre);
            assert!(kiosk.at.is_some() && area.at.is_some(), "{}", setup.centre);
        }
    }
}

#[test]
fn a_place_nobody_gave_is_drawn_somewhere_sensible() {
    let setup = house(&[("lift", LiftKind::Lift, None, &[0, 2])]);
    let way = route(&setup, &kiosk(0), &area(2));
    assert_eq!((way.from.at, way.to.at, way.by.unwrap().spot()), (spot(35, 75), spot(30, 40), spot(85, 60)));
}

#[test]
fn on_one_floor_nothing_is_taken() {
    let setup = house(&[("lift", LiftKind::Lift, None, &[0, 2])]);
    let way = route(&setup, &kiosk(0), &area(0));
    assert_eq!((way.by, way.floors), (None, vec![0]));
}

#[test]
fn a_lift_that_does_not_go_to_both_floors_is_never_taken() {
    let none = house(&[("a", LiftKind::Lift, None, &[0, 1]), ("b", LiftKind::Lift, None, &[1, 2])]);
    assert_eq!(taken(&none), None);
    let one = house(&[("a", LiftKind::Lift, None, &[0, 1]), ("z", LiftKind::Stairs, None, &[0, 2])]);
    assert_eq!(taken(&one), Some("z".to_owned()));
}

#[test]
fn a_lift_is_taken_before_stairs_and_the_nearest_of_lifts() {
    let near = Some(spot(35, 70));
    let lift_far = house(&[("stairs", LiftKind::Stairs, near, &[0, 2]), ("lift", LiftKind::Lift, None, &[0, 2])]);
    assert_eq!(taken(&lift_far), Some("lift".to_owned()));
    let two = house(&[("a", LiftKind::Lift, None, &[0, 2]), ("b", LiftKind::Lift, near, &[0, 1, 2])]);
    assert_eq!(taken(&two), Some("b".to_owned()));
    let alike = house(&[("b", LiftKind::Lift, near, &[0, 2]), ("a", LiftKind::Lift, near, &[0, 2])]);
    assert_eq!(taken(&alike), Some("a".to_owned()));
}

#[test]
fn four_floors_are_drawn_at_most_and_those_of_the_way_always() {
    let mut setup = house(&[]);
    let names = ["a", "b", "c", "d", "e", "f", "g"].map(|id| AreaId::new(id).unwrap());
    setup.areas = names.into_iter().zip(-1..).map(|(id, floor)| (id, area(floor))).collect();
    assert_eq!(route(&setup, &kiosk(0), &area(5)).floors, [0, 1, 2, 5], "those between, from below");
    assert_eq!(route(&setup, &kiosk(0), &area(1)).floors, [-1, 0, 1, 2], "those beside");
    assert_eq!(route(&setup, &kiosk(5), &area(-1)).floors, [-1, 0, 1, 5]);
    assert_eq!(route(&setup, &kiosk(9), &area(9)).floors, [3, 4, 5, 9]);
}

#[test]
fn a_phone_line_is_no_floor_to_go_to() {
    let mut setup = house(&[]);
    let desk =
        |kind, floor| Desk { name: Texts::default(), kind, floor, at: None, way: Texts::default(), queues: Vec::new() };
    setup.desks.insert("room".parse().unwrap(), desk(DeskKind::Room, 1));
    setup.desks.insert("phone".parse().unwrap(), desk(DeskKind::Phone, 3));
    assert_eq!(route(&setup, &kiosk(0), &area(0)).floors, [0, 1]);
}

#[test]
fn what_is_not_written_has_its_usual_value() {
    let lille = parse_municipality(&small::files()).unwrap().centres.remove(0);
    assert_eq!((lille.colour, lille.rules.arrival_pass_on_seconds, lille.lifts.len()), (Colour::Fjord, 60, 0));
    let screen = lille.screens.values().next().unwrap();
    assert_eq!((screen.theme, screen.sound, &screen.language), (Theme::Auto, true, &Language::danish()));
    assert_eq!((lille.desks.values().next().unwrap().at, lille.kiosks.values().next().unwrap().at), (None, None));
}

#[test]
fn what_is_written_is_read() {
    let files = small::files_with(&[
        (
            "municipality.toml",
            &format!("colour = \"skov\"\n{}", small::MUNICIPALITY.replace("[\"da\"]", "[\"da\", \"en\"]")),
        ),
        (
            "lille/devices.toml",
            "[[screen]]\nid = \"skaerm\"\nqueues = [\"pas\"]\ntheme = \"dark\"\nsound = false\nlanguage = \"en\"\n\
             name.da = \"Infoskærm\"\n[[screen.page]]\npicture = \"help\"\ntitle.da = \"Jul\"\ntext.da = \"Lukket\"\n\
             title.en = \"Yule\"\ntext.en = \"Closed\"\n",
        ),
        (
            "lille/places.toml",
            &format!(
                "{}at = [0, 100]\n[[lift]]\nid = \"trappe\"\nkind = \"stairs\"\nfloors = [2, -1, 0]\n",
                small::PLACES
            ),
        ),
    ]);
    let lille = parse_municipality(&files).unwrap().centres.remove(0);
    assert_eq!(lille.colour, Colour::Skov, "the municipality's");
    let screen = lille.screens.values().next().unwrap();
    assert_eq!((screen.theme, screen.sound, screen.language.as_str()), (Theme::Dark, false, "en"));
    assert_eq!(screen.pages[0].picture, Picture::Help);
    assert_eq!(lille.desks.values().next().unwrap().at, Some(spot(0, 100)));
    let stairs = Lift { kind: LiftKind::Stairs, at: None, floors: vec![-1, 0, 2] };
    assert_eq!(lille.lifts.values().collect::<Vec<_>>(), [&stairs]);
}

#[test]
fn a_centres_colour_goes_before_the_municipalitys() {
    assert_eq!(of_nordvig("jobcenter").colour, Colour::Hav);
    assert_eq!(of_nordvig("borgerservice").colour, Colour::Fjord);
}
