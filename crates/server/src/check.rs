//! `frontdesk check`: is a set-up right? Nothing is written and nothing is published.

use domain::setup;

use crate::cli::Check;
use crate::failure::Failure;
use crate::output::line;
use crate::setup_files;
use crate::words::Words;

/// Checks the set-up that a path belongs to, and prints each mistake and warning.
pub(crate) fn run(options: &Check, words: &Words) -> Result<(), Failure> {
    let path = &options.path;
    if !path.exists() {
        return Err(Failure::new(words.tell("cli-check-no-path", &[("path", &path.display())])));
    }
    let folder = setup_files::folder_of(path)
        .ok_or_else(|| Failure::new(words.tell("cli-check-no-municipality", &[("path", &path.display())])))?;
    let files = setup_files::read(&folder, words)?;
    match setup::parse_municipality(&files) {
        Ok(municipality) => {
            if !municipality.warnings.is_empty() {
                line(setup_files::tell_all(&municipality.warnings, words));
            }
            for centre in &municipality.centres {
                line(words.tell(
                    "cli-check-centre",
                    &[
                        ("centre", &centre.name.get(words.language())),
                        ("id", &centre.centre),
                        ("services", &centre.services.len()),
                        ("queues", &centre.queues.len()),
                        ("desks", &centre.desks.len()),
                        ("employees", &centre.employees.len()),
                    ],
                ));
            }
            let (centres, warnings) = (municipality.centres.len(), municipality.warnings.len());
            line(words.tell("cli-check-right", &[("centres", &centres), ("warnings", &warnings)]));
            Ok(())
        }
        Err(mistakes) => {
            line(setup_files::tell_all(&mistakes, words));
            let count = mistakes.iter().filter(|mistake| !mistake.is_warning()).count();
            Err(Failure::new(words.tell("cli-check-wrong", &[("count", &count), ("files", &files.len())])))
        }
    }
}
