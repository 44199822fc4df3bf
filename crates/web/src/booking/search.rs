//! Finding a service in the citizen's own words: whatever letters her keyboard has, and with a small slip of the finger.

use strsim::osa_distance;

/// The longest search that is looked at, in characters.
pub(super) const QUERY_CHARS_MAX: usize = 80;

/// The most words of a search that are looked at.
const WORDS_MAX: usize = 8;

/// From how many letters on one slip is forgiven, and from how many two.
const ONE_SLIP_FROM: usize = 4;
const TWO_SLIPS_FROM: usize = 8;

/// From how many letters on a known word counts as the beginning of a longer one: shorter ones begin too many.
const BEGINNING_FROM: usize = 5;

/// How Arabic puts its article before a word, also with what is written together with it. Its words are compared without.
const ARTICLES: [&str; 6] = ["وال", "بال", "فال", "كال", "لل", "ال"];

/// How many letters are left of a word without its article at least: it is part of shorter ones.
const WITHOUT_ARTICLE_MIN: usize = 3;

/// How much a word of each field counts.
const NAME: u32 = 4;
const WORD: u32 = 3;
const HELP: u32 = 2;

/// What is looked through, folded already.
#[derive(Debug, Default)]
pub(super) struct Texts {
    name: Vec<String>,
    words: Vec<String>,
    help: Vec<String>,
}

impl Texts {
    pub(super) fn of<'t>(
        names: impl IntoIterator<Item = &'t str>,
        words: impl IntoIterator<Item = &'t str>,
        help: impl IntoIterator<Item = &'t str>,
    ) -> Self {
        Self { name: all_words(names), words: all_words(words), help: all_words(help) }
    }
}

/// The words of a search.
pub(super) fn query(typed: &str) -> Vec<String> {
    let typed: String = typed.chars().take(QUERY_CHARS_MAX).collect();
    let mut words = words(&typed);
    words.truncate(WORDS_MAX);
    words
}

/// How well a text fits a search: 0 where it does not. Every word counts, so that what has more of them comes first.
pub(super) fn fits(query: &[String], texts: &Texts) -> u32 {
    query.iter().map(|word| word_fits(word, texts)).sum()
}

/// Keeps the best: a text that fits less than half as well as the best one is not what was meant. Equals keep their order.
pub(super) fn best<T>(mut found: Vec<(u32, T)>) -> Vec<T> {
    found.retain(|(score, _)| *score > 0);
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let least = found.first().map_or(0, |(best, _)| best.div_ceil(2));
    found.into_iter().filter(|(score, _)| *score >= least).map(|(_, text)| text).collect()
}

fn word_fits(word: &str, texts: &Texts) -> u32 {
    let fields = [(&texts.name, NAME), (&texts.words, WORD), (&texts.help, HELP)];
    let of =
        |(words, weight): (&Vec<String>, u32)| words.iter().map(|other| alike(word, other)).max().unwrap_or(0) * weight;
    fields.into_iter().map(of).max().unwrap_or(0)
}

/// How alike two words are: the same, the beginning, within a compound as Danish makes them, or a slip apart.
fn alike(word: &str, other: &str) -> u32 {
    let letters = word.chars().count();
    if word == other {
        return 8;
    }
    // A word of two letters is a beginning of too many.
    if letters < 3 {
        return 0;
    }
    if other.starts_with(word) {
        return 6;
    }
    if letters >= ONE_SLIP_FROM && other.contains(word) {
        return 4;
    }
    // She may write the longer one: `skraldespand` where the words say `skrald`.
    if other.chars().count() >= BEGINNING_FROM && word.starts_with(other) {
        return 4;
    }
    let slips = match letters {
        TWO_SLIPS_FROM.. => 2,
        ONE_SLIP_FROM.. => 1,
        _ => return 0,
    };
    // Somebody who slips may not have come to the end of the word either.
    let beginning: String = other.chars().take(letters).collect();
    let apart = osa_distance(word, other).min(osa_distance(word, &beginning));
    if apart <= slips { 3 } else { 0 }
}

fn all_words<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    texts.into_iter().flat_map(words).collect()
}

fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| without_article(word).to_owned()).collect()
}

fn without_article(word: &str) -> &str {
    let stem = ARTICLES.into_iter().find_map(|article| word.strip_prefix(article));
    stem.filter(|stem| stem.chars().count() >= WITHOUT_ARTICLE_MIN).unwrap_or(word)
}

/// Letters as any keyboard has them: `kørekort`, `koerekort` and `korekort` become one, as do Arabic letters with and without
/// their signs.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'æ' | 'ä' | 'å' | 'á' | 'à' | 'â' | 'ą' => folded.push('a'),
            'ø' | 'ö' | 'ó' | 'ô' => folded.push('o'),
            'ü' | 'ú' | 'ù' | 'û' => folded.push('u'),
            'é' | 'è' | 'ê' | 'ë' | 'ę' => folded.push('e'),
            'ı' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ł' => folded.push('l'),
            'ñ' | 'ń' => folded.push('n'),
            'ś' | 'ş' | 'š' => folded.push('s'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'ć' | 'ç' | 'č' => folded.push('c'),
            'ğ' => folded.push('g'),
            'ß' => folded.push_str("ss"),
            'ґ' => folded.push('г'),
            'أ' | 'إ' | 'آ' => folded.push('ا'),
            'ة' => folded.push('ه'),
            'ى' => folded.push('ي'),
            // Signs over and under letters, and the line that draws Arabic words out.
            '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{652}' => {}
            other => folded.push(other),
        }
    }
    // Whoever has no æ, ø or å writes two letters.
    [("ae", "a"), ("oe", "o"), ("aa", "a"), ("ue", "u")]
        .into_iter()
        .fold(folded, |text, (two, one)| text.replace(two, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carport() -> Texts {
        Texts::of(["Carport eller udhus", "Byggesag"], ["carport, skur, garage"], ["Små bygninger på din grund"])
    }

    fn licence() -> Texts {
        Texts::of(["Kørekort", "Pas og kørekort"], ["kørekort, ombyt, bil"], ["Forny, ombyt, mistet"])
    }

    fn score(typed: &str, texts: &Texts) -> u32 {
        fits(&query(typed), texts)
    }

    #[test]
    fn letters_that_a_keyboard_lacks_and_small_slips_are_forgiven() {
        for typed in ["kørekort", "KOEREKORT", "korekort", "køre", "kørekrot", "kørekor", "Mit kørekort?"] {
            assert!(score(typed, &licence()) > 0, "{typed}");
            assert_eq!(score(typed, &carport()), 0, "{typed}");
        }
        for typed in ["carport", "caport", "capport", "udhus", "smaa bygninger", "garager", "skur"] {
            assert!(score(typed, &carport()) > score(typed, &licence()), "{typed}");
        }
    }

    #[test]
    fn arabic_is_found_with_and_without_its_signs() {
        let texts = Texts::of(["رخصة قيادة"], ["سيارة"], []);
        assert!(score("رخصه", &texts) > 0 && score("سيّارة", &texts) > 0);
    }

    #[test]
    fn an_arabic_article_and_the_rest_of_a_compound_keep_nobody_from_what_she_looks_for() {
        let passport = Texts::of(["تجديد جواز السفر"], ["جواز سفر، سفر"], []);
        for typed in ["الجواز", "جواز", "سفر", "والسفر", "للجواز"] {
            assert!(score(typed, &passport) > 0, "{typed}");
        }
        let waste = Texts::of(["Affald og beholdere"], ["skrald, affald"], []);
        assert!(score("skraldespand", &waste) > 0 && score("affaldssortering", &waste) > 0);
        assert!(score("pasport", &Texts::of(["Renew passport"], [], [])) > 0);
        assert_eq!(score("bilag", &Texts::of(["Bil"], [], [])), 0, "a short word begins too many");
    }

    #[test]
    fn the_best_comes_first_and_what_is_far_from_it_is_left_out() {
        assert_eq!(best(vec![(3, "far"), (0, "none"), (32, "best"), (18, "near")]), ["best", "near"]);
        assert!(best(vec![(0, "none")]).is_empty() && query("  ").is_empty());
        assert_eq!(query(&"a ".repeat(200)).len(), WORDS_MAX);
        assert_eq!(score("xyzzy", &carport()), 0);
    }
}
