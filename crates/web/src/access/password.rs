//! A new password in a form: is it taken, and what is said where it is not.

use domain::ids::Language;
use engine::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, Unfit, check_password};

use super::Mistakes;
use crate::state::AppState;
use crate::texts::Values;

/// What is wrong with a new password, as typed twice.
pub(super) fn mistakes(app: &AppState, language: &Language, login: &str, new: &str, again: &str) -> Mistakes {
    let mut values = Values::new();
    values.set("least", PASSWORD_CHARS_MIN);
    values.set("most", PASSWORD_CHARS_MAX);
    let say = |field, message| Mistakes::one(field, app.texts.with(language, message, &values));
    match check_password(login, new) {
        Err(Unfit::TooShort) => say("new_password", "password-too-short"),
        Err(Unfit::TooLong) => say("new_password", "password-too-long"),
        Err(Unfit::IsLogin) => say("new_password", "password-is-login"),
        Err(Unfit::Common) => say("new_password", "password-common"),
        Ok(()) if new != again => say("new_password_again", "password-not-the-same"),
        Ok(()) => Mistakes::default(),
    }
}

/// What is asked of a password, told before it is typed.
pub(super) fn hint(app: &AppState, language: &Language) -> String {
    let mut values = Values::new();
    values.set("least", PASSWORD_CHARS_MIN);
    app.texts.with(language, "password-hint", &values)
}
