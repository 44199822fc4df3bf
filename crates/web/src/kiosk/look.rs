//! How a citizen wants a kiosk's pages: in which language, and adapted to her. It stands in every address of her pages
//! and nowhere else, so that nothing of it is left for whoever comes next.

use domain::ids::Language;

use crate::problem::Problem;

/// The languages that a kiosk's texts are there in, in the order in which they are always shown.
pub(super) use crate::texts::CITIZEN_LANGUAGES as WRITTEN;

/// The parameter of the language.
pub(super) const LANGUAGE: &str = "lang";

/// The parameter of how the page is adapted.
pub(super) const ADAPTED: &str = "adapted";

/// What stands there while nothing of it is on.
const NONE: &str = "none";

/// One way of adapting; each works alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aid {
    /// Large text.
    Big,
    /// White on black.
    Contrast,
    /// All that is pressed is low.
    Low,
    /// Read aloud.
    Read,
}

impl Aid {
    /// All, in the order shown.
    pub(super) const ALL: [Self; 4] = [Self::Big, Self::Contrast, Self::Low, Self::Read];

    /// Its word in addresses and class names.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Big => "text",
            Self::Contrast => "contrast",
            Self::Low => "low",
            Self::Read => "read",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// How a page is adapted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Adapted(u8);

impl Adapted {
    /// What somebody gets who asks for an adapted page; reading aloud is for those alone who ask for it.
    pub(super) const USUAL: Self = Self(0b0111);

    /// Whether an aid is on.
    pub(super) fn has(self, aid: Aid) -> bool {
        self.0 & aid.bit() != 0
    }

    /// The same with an aid switched on, or off.
    pub(super) fn toggled(self, aid: Aid) -> Self {
        Self(self.0 ^ aid.bit())
    }

    /// Its words in addresses.
    fn words(self) -> String {
        let on: Vec<&str> = Aid::ALL.into_iter().filter(|aid| self.has(*aid)).map(Aid::word).collect();
        if on.is_empty() { NONE.to_owned() } else { on.join(",") }
    }

    fn read(text: &str) -> Option<Self> {
        if text == NONE {
            return Some(Self::default());
        }
        text.split(',').try_fold(Self::default(), |all, word| {
            let aid = Aid::ALL.into_iter().find(|aid| aid.word() == word)?;
            Some(Self(all.0 | aid.bit()))
        })
    }
}

/// How a citizen wants the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Look {
    /// Her language.
    pub(super) language: Language,
    /// How they are adapted, where they are.
    pub(super) adapted: Option<Adapted>,
    /// The language of whoever has not chosen one.
    main: Language,
}

impl Look {
    /// Of whoever comes: nothing is chosen.
    pub(super) fn fresh(main: Language) -> Self {
        Self { language: main.clone(), adapted: None, main }
    }

    /// As the parameters say; a language that is not offered is the main one.
    ///
    /// # Errors
    /// A [`Problem`] where the way of adapting is none that there is.
    pub(super) fn read(
        main: Language,
        offered: &[Language],
        lang: Option<&str>,
        adapted: Option<&str>,
    ) -> Result<Self, Problem> {
        let language = lang.and_then(|code| offered.iter().find(|known| known.as_str() == code)).unwrap_or(&main);
        let adapted = match adapted {
            None => None,
            Some(text) => Some(Adapted::read(text).ok_or_else(|| Problem::query(ADAPTED, "why-unknown-choice"))?),
        };
        Ok(Self { language: language.clone(), adapted, main })
    }

    /// Whether nobody has chosen anything.
    pub(super) fn is_fresh(&self) -> bool {
        self.adapted.is_none() && self.language == self.main
    }

    /// Whether an aid is on.
    pub(super) fn has(&self, aid: Aid) -> bool {
        self.adapted.is_some_and(|adapted| adapted.has(aid))
    }

    /// The same in another language.
    pub(super) fn spoken(&self, language: &Language) -> Self {
        Self { language: language.clone(), ..self.clone() }
    }

    /// The same, adapted otherwise.
    pub(super) fn adapted(&self, adapted: Option<Adapted>) -> Self {
        Self { adapted, ..self.clone() }
    }

    /// An address with what was chosen, and with other parameters that hold no sign with a meaning of its own there.
    pub(super) fn address(&self, path: &str, others: &[(&str, &str)]) -> String {
        let own = [(LANGUAGE, self.lang()), (ADAPTED, self.words())];
        let own = own.iter().map(|(name, value)| (*name, value.as_str()));
        let mut address = path.to_owned();
        for (name, value) in own.chain(others.iter().copied()).filter(|(_, value)| !value.is_empty()) {
            address.push(if address.contains('?') { '&' } else { '?' });
            address.push_str(name);
            address.push('=');
            address.push_str(value);
        }
        address
    }

    /// The language's parameter; empty where it is the main one.
    pub(super) fn lang(&self) -> String {
        if self.language == self.main { String::new() } else { self.language.to_string() }
    }

    /// The way of adapting as a parameter; empty where there is none.
    pub(super) fn words(&self) -> String {
        self.adapted.map(Adapted::words).unwrap_or_default()
    }

    /// The classes of a page's outermost part.
    pub(super) fn classes(&self) -> String {
        let mut classes = String::from("stand");
        if self.adapted.is_some() {
            classes.push_str(" adapted");
        }
        for aid in Aid::ALL.into_iter().filter(|aid| self.has(*aid)) {
            classes.push_str(" with-");
            classes.push_str(aid.word());
        }
        classes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(lang: Option<&str>, adapted: Option<&str>) -> Result<Look, Problem> {
        let offered = [Language::danish(), Language::english()];
        Look::read(Language::danish(), &offered, lang, adapted)
    }

    #[test]
    fn an_address_carries_what_was_chosen_and_is_read_again_as_the_same() {
        let fresh = look(None, None).expect("nothing chosen");
        assert!(fresh.is_fresh());
        assert_eq!(fresh.address("/kiosk/a/b", &[("page", "2"), ("answers", "")]), "/kiosk/a/b?page=2");
        let chosen = look(Some("en"), Some("text,read")).expect("two aids");
        assert_eq!(chosen.address("/x", &[]), "/x?lang=en&adapted=text,read");
        assert!(chosen.has(Aid::Read) && !chosen.has(Aid::Low) && !chosen.is_fresh());
        assert_eq!(look(Some("en"), Some(&chosen.words())).expect("the same"), chosen);
        assert_eq!(chosen.classes(), "stand adapted with-text with-read");
    }

    #[test]
    fn each_aid_works_alone_and_all_can_be_off() {
        for aid in Aid::ALL {
            let alone = look(None, Some(aid.word())).expect("one aid");
            assert!(Aid::ALL.into_iter().all(|other| alone.has(other) == (other == aid)));
            let off = alone.adapted(alone.adapted.map(|adapted| adapted.toggled(aid)));
            assert_eq!(off.words(), NONE);
        }
        assert_eq!(look(None, Some("none")).expect("none").adapted, Some(Adapted::default()));
    }

    #[test]
    fn a_language_that_is_not_offered_is_the_main_one_and_an_unknown_aid_is_refused() {
        assert_eq!(look(Some("fr"), None).expect("Danish").language, Language::danish());
        assert!(look(None, Some("huge")).is_err() && look(None, Some("")).is_err());
    }
}
