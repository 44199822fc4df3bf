//! What is booked for coming days, against a new set-up.

use domain::command::{Action, Mode};
use domain::ids::Language;
use engine::{EngineError, Limits, strands_ahead};

use crate::world::*;

fn book(number: u128, day: &str, with: usize) -> Action {
    Action::Book {
        visit: visit(number),
        services: vec![service("pas")],
        starts_at: at(&format!("{day}T10:00:00Z")),
        mode: Mode::InPerson,
        employee: Some(employee(with)),
        language: Language::danish(),
        answers: Vec::new(),
        interpreter: false,
        series: None,
    }
}

#[test]
fn a_set_up_that_lacks_what_a_coming_day_needs_waits_and_one_that_has_it_does_not() {
    let (mut core, _) = core_in_memory();
    for (number, day) in [(1, "2026-03-09"), (2, "2026-04-20")] {
        let mut wish = request(&borger(), day, book(number, day, 3));
        wish.date = Some(day.parse().unwrap());
        give(&mut core, wish, morning()).unwrap();
    }
    let whole = setup_of(&borger(), 2);
    core.holds_all(&whole, "new", morning()).unwrap();

    let mut lacking = whole.clone();
    lacking.services.remove(&service("pas"));
    lacking.employees.remove(&employee(3));
    let found = strands_ahead(core.reader(), &lacking, morning(), &Limits::default()).unwrap();
    assert_eq!(found.services.into_iter().collect::<Vec<_>>(), [(service("pas"), 2)]);
    assert_eq!(found.employees.into_iter().collect::<Vec<_>>(), [(employee(3), 2)]);
    assert!(found.queues.is_empty() && found.desks.is_empty());
    let refused = core.holds_all(&lacking, "new", morning());
    assert!(matches!(refused, Err(EngineError::SetupStrands(..))), "{refused:?}");

    for (number, day) in [(1, "2026-03-09"), (2, "2026-04-20")] {
        let mut wish = request(&borger(), &format!("cancel-{day}"), Action::Cancel { visit: visit(number) });
        wish.date = Some(day.parse().unwrap());
        give(&mut core, wish, morning()).unwrap();
    }
    core.holds_all(&lacking, "new", morning()).unwrap();
}
