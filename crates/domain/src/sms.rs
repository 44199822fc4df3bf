//! What fits into a text message (3GPP TS 23.038 and 23.040).
//!
//! A text of the GSM 7-bit alphabet has 160 characters in one part and 153 in each of several; the Danish letters are in
//! it, and a few signs count twice. One character outside of it makes the whole text UCS-2: 70 in one part, 67 in each of
//! several. So what merely looks different (curly quotes, dashes, an ellipsis, a letter typed as two) is exchanged first,
//! where that makes the text fit the small alphabet; a text that does not fit it anyway keeps its own typography.

use std::borrow::Cow;
use std::fmt;

/// The most parts of one message. More costs more than anybody expects, and is a letter.
pub const PARTS_MAX: usize = 6;

/// The most bytes of a text that are looked at; [`PARTS_MAX`] parts are far below.
pub const TEXT_BYTES_MAX: usize = 16 * 1024;

/// How many of the characters that make a text UCS-2 are named to whoever writes it.
pub const COSTLY_MAX: usize = 8;

/// Leads to the extension table.
const ESCAPE: u8 = 0x1B;

/// The default alphabet (3GPP TS 23.038, 6.2.1), by code. The escape stands for itself and is no character.
const DEFAULT: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å', 'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω',
    'Π', 'Ψ', 'Σ', 'Θ', 'Ξ', '\u{1B}', 'Æ', 'æ', 'ß', 'É', ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+',
    ',', '-', '.', '/', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?', '¡', 'A', 'B',
    'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y',
    'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§', '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p',
    'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à',
];

/// The extension table (3GPP TS 23.038, 6.2.1.1): two units each. The form feed in it is for printers and left out.
const EXTENSION: [(char, u8); 9] = [
    ('^', 0x14),
    ('{', 0x28),
    ('}', 0x29),
    ('\\', 0x2F),
    ('[', 0x3C),
    ('~', 0x3D),
    (']', 0x3E),
    ('|', 0x40),
    ('€', 0x65),
];

/// The alphabet that a message is sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// GSM 7-bit. A unit is a septet.
    Gsm7,
    /// UCS-2 (in practice UTF-16). A unit is 16 bits.
    Ucs2,
}

impl Alphabet {
    /// How many units one message has that is alone.
    pub const fn alone(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// How many units each part of several has: six octets of header say which it is (3GPP TS 23.040, 9.2.3.24.1).
    pub const fn of_several(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }
}

/// How long a text is, for whoever writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// What it is sent in.
    pub alphabet: Alphabet,
    /// How many units it has.
    pub units: usize,
    /// How many parts; 0 of an empty text. It may be more than [`PARTS_MAX`].
    pub parts: usize,
    /// How many units are left before there is one part more.
    pub left: usize,
    /// The first characters that make it UCS-2, each once.
    pub costly: Vec<char>,
}

/// A text as it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The alphabet of all its parts.
    pub alphabet: Alphabet,
    /// The text, with look-alikes exchanged.
    pub text: String,
    /// The parts: one octet for each septet (unpacked), or two octets for each unit of UCS-2, the high one first.
    pub parts: Vec<Vec<u8>>,
}

impl fmt::Debug for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoded")
            .field("alphabet", &self.alphabet)
            .field("parts", &self.parts.len())
            .finish_non_exhaustive()
    }
}

/// Why a text is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoText {
    /// There is nothing to read in it.
    Empty,
    /// It has more than [`PARTS_MAX`] parts.
    TooLong {
        /// How many; 0 where it is so long that nobody counted.
        parts: usize,
    },
}

impl fmt::Display for NoText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the text is empty"),
            Self::TooLong { parts: 0 } => write!(f, "the text has more than {TEXT_BYTES_MAX} bytes"),
            Self::TooLong { parts } => write!(f, "the text has {parts} parts, {PARTS_MAX} is the most"),
        }
    }
}

impl std::error::Error for NoText {}

/// The text with look-alikes exchanged where that makes it fit the GSM alphabet, and otherwise only what is a fault in any
/// text: letters in two pieces, line ends of two characters, control characters, characters without width.
pub fn normalise(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| character != '\r' && units(character).is_some()) {
        return Cow::Borrowed(text);
    }
    let tidy = tidy(text);
    let plain: String = tidy.chars().fold(String::with_capacity(tidy.len()), |mut plain, character| {
        match look_alike(character) {
            Some(other) => plain.push_str(other),
            None => plain.push(character),
        }
        plain
    });
    if plain.chars().all(|character| units(character).is_some()) { Cow::Owned(plain) } else { Cow::Owned(tidy) }
}

/// How long `text` is after [`normalise`].
pub fn count(text: &str) -> Count {
    let text = normalise(text);
    let mut costly = Vec::new();
    for character in text.chars().filter(|&character| units(character).is_none()) {
        if costly.len() < COSTLY_MAX && !costly.contains(&character) {
            costly.push(character);
        }
    }
    let alphabet = alphabet(&text);
    let sizes: Vec<usize> = sizes(&text, alphabet).collect();
    let units: usize = sizes.iter().sum();
    if units <= alphabet.alone() {
        return Count { alphabet, units, parts: usize::from(units > 0), left: alphabet.alone() - units, costly };
    }
    // Counted as it is split: what does not fit whole into a part leaves a gap there.
    let (mut parts, mut used) = (1, 0);
    for size in sizes {
        if used + size > alphabet.of_several() {
            parts += 1;
            used = 0;
        }
        used += size;
    }
    Count { alphabet, units, parts, left: alphabet.of_several() - used, costly }
}

/// The text as it is sent, in parts.
///
/// # Errors
/// Where it is empty or too long.
pub fn encode(text: &str) -> Result<Encoded, NoText> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(NoText::TooLong { parts: 0 });
    }
    let text = normalise(text).into_owned();
    if text.trim().is_empty() {
        return Err(NoText::Empty);
    }
    let alphabet = alphabet(&text);
    let total: usize = sizes(&text, alphabet).sum();
    let room = if total <= alphabet.alone() { alphabet.alone() } else { alphabet.of_several() };
    let (mut parts, mut used) = (vec![Vec::new()], 0);
    for character in text.chars() {
        let size = size(character, alphabet);
        if used + size > room {
            parts.push(Vec::new());
            used = 0;
        }
        used += size;
        if let Some(part) = parts.last_mut() {
            put(character, alphabet, part);
        }
    }
    if parts.len() > PARTS_MAX {
        return Err(NoText::TooLong { parts: parts.len() });
    }
    Ok(Encoded { alphabet, text, parts })
}

/// Whether every character is one unit of UCS-2; some providers take no others.
pub fn within_the_first_plane(text: &str) -> bool {
    text.chars().all(|character| character.len_utf16() == 1)
}

fn alphabet(text: &str) -> Alphabet {
    if text.chars().all(|character| units(character).is_some()) { Alphabet::Gsm7 } else { Alphabet::Ucs2 }
}

fn sizes(text: &str, alphabet: Alphabet) -> impl Iterator<Item = usize> {
    text.chars().map(move |character| size(character, alphabet))
}

/// How many units a character has; what has several is never split.
fn size(character: char, alphabet: Alphabet) -> usize {
    match alphabet {
        Alphabet::Gsm7 => units(character).unwrap_or(1),
        Alphabet::Ucs2 => character.len_utf16(),
    }
}

/// How many septets a character has, where the alphabet has it.
fn units(character: char) -> Option<usize> {
    match gsm(character) {
        Some((None, _)) => Some(1),
        Some((Some(_), _)) => Some(2),
        None => None,
    }
}

/// A character's code, with the escape before it where it is of the extension table.
fn gsm(character: char) -> Option<(Option<u8>, u8)> {
    if character == char::from(ESCAPE) {
        return None;
    }
    if let Some(code) = DEFAULT.iter().position(|&known| known == character) {
        return u8::try_from(code).ok().map(|code| (None, code));
    }
    EXTENSION.iter().find(|(known, _)| *known == character).map(|&(_, code)| (Some(ESCAPE), code))
}

fn put(character: char, alphabet: Alphabet, part: &mut Vec<u8>) {
    match alphabet {
        Alphabet::Gsm7 => {
            if let Some((escape, code)) = gsm(character) {
                part.extend(escape);
                part.push(code);
            }
        }
        Alphabet::Ucs2 => {
            for unit in character.encode_utf16(&mut [0; 2]) {
                part.extend(unit.to_be_bytes());
            }
        }
    }
}

/// Without what is a fault in any text.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut returned = false;
    for character in text.chars() {
        let after_return = std::mem::replace(&mut returned, character == '\r');
        match character {
            // A line end of two characters is one; old ones have only the first of them.
            '\n' if after_return => {}
            '\n' | '\r' => tidy.push('\n'),
            '\t' => tidy.push(' '),
            // Without width, and of no meaning in any script: soft hyphen, zero-width space, word joiner, byte order mark.
            '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
            _ if character.is_control() => {}
            _ => match tidy.chars().next_back().and_then(|before| composed(before, character)) {
                Some(one) => {
                    tidy.pop();
                    tidy.push(one);
                }
                None => tidy.push(character),
            },
        }
    }
    tidy
}

/// Letters in two pieces, as some keyboards and systems write them; those that the GSM alphabet has in one.
fn composed(letter: char, mark: char) -> Option<char> {
    let composed = match (letter, mark) {
        ('a', '\u{30A}') => 'å',
        ('A', '\u{30A}') => 'Å',
        ('a', '\u{308}') => 'ä',
        ('A', '\u{308}') => 'Ä',
        ('o', '\u{308}') => 'ö',
        ('O', '\u{308}') => 'Ö',
        ('u', '\u{308}') => 'ü',
        ('U', '\u{308}') => 'Ü',
        ('e', '\u{301}') => 'é',
        ('E', '\u{301}') => 'É',
        ('a', '\u{300}') => 'à',
        ('e', '\u{300}') => 'è',
        ('i', '\u{300}') => 'ì',
        ('o', '\u{300}') => 'ò',
        ('u', '\u{300}') => 'ù',
        ('n', '\u{303}') => 'ñ',
        ('N', '\u{303}') => 'Ñ',
        ('C', '\u{327}') => 'Ç',
        _ => return None,
    };
    Some(composed)
}

/// What stands for a character that the GSM alphabet does not have and that merely looks different.
fn look_alike(character: char) -> Option<&'static str> {
    let other = match character {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => "\"",
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '´' | '`' => "'",
        '\u{2010}'..='\u{2015}' | '−' => "-",
        '…' => "...",
        '•' | '·' => "*",
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => " ",
        '\u{2028}' | '\u{2029}' => "\n",
        _ => return None,
    };
    Some(other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(text: &str) -> (Alphabet, usize) {
        let encoded = encode(text).unwrap();
        let counted = count(text);
        assert_eq!(
            (counted.alphabet, counted.parts),
            (encoded.alphabet, encoded.parts.len()),
            "the count is the split"
        );
        (encoded.alphabet, encoded.parts.len())
    }

    /// What a phone shows: the parts decoded and joined, by a decoder that shares nothing with the encoder but the tables.
    fn shown(encoded: &Encoded) -> String {
        let octets: Vec<u8> = encoded.parts.concat();
        match encoded.alphabet {
            Alphabet::Ucs2 => {
                let units: Vec<u16> = octets.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16(&units).unwrap()
            }
            Alphabet::Gsm7 => {
                let mut text = String::new();
                let mut codes = octets.into_iter();
                while let Some(code) = codes.next() {
                    if code == ESCAPE {
                        let code = codes.next().unwrap();
                        text.push(EXTENSION.iter().find(|(_, known)| *known == code).unwrap().0);
                    } else {
                        text.push(DEFAULT[usize::from(code)]);
                    }
                }
                text
            }
        }
    }

    #[test]
    fn the_alphabet_has_each_character_once() {
        let mut all: Vec<char> =
            DEFAULT.iter().copied().chain(EXTENSION.iter().map(|(character, _)| *character)).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 128 + 9);
        // Points of the standard's table.
        for (character, code) in
            [('@', 0x00), ('å', 0x0F), ('Å', 0x0E), ('ø', 0x0C), ('Ø', 0x0B), ('æ', 0x1D), ('Æ', 0x1C)]
        {
            assert_eq!(gsm(character), Some((None, code)));
        }
        assert_eq!(gsm('à'), Some((None, 0x7F)));
        assert_eq!(gsm('€'), Some((Some(0x1B), 0x65)));
    }

    #[test]
    fn danish_is_one_part_up_to_160() {
        assert_eq!(parts("Det er din tur. Gå til skranke 4 på 1. sal. Æbler, øl og åer."), (Alphabet::Gsm7, 1));
        assert_eq!(parts(&"å".repeat(160)), (Alphabet::Gsm7, 1));
        assert_eq!(parts(&"å".repeat(161)), (Alphabet::Gsm7, 2));
        assert_eq!(parts(&"å".repeat(306)), (Alphabet::Gsm7, 2));
        assert_eq!(parts(&"å".repeat(307)), (Alphabet::Gsm7, 3));
    }

    #[test]
    fn the_signs_of_the_extension_cost_two_and_are_never_split() {
        assert_eq!(count("[€]").units, 6);
        assert_eq!(parts(&"€".repeat(80)), (Alphabet::Gsm7, 1));
        // 153 is odd: the last septet of each part stays empty.
        let encoded = encode(&"€".repeat(81)).unwrap();
        assert_eq!(encoded.parts.iter().map(Vec::len).collect::<Vec<_>>(), [152, 10]);
        assert_eq!(count(&"€".repeat(81)).left, 153 - 10);
    }

    #[test]
    fn other_scripts_are_70_and_surrogate_pairs_are_never_split() {
        assert_eq!(parts("Zażółć gęślą jaźń"), (Alphabet::Ucs2, 1));
        assert_eq!(parts(&"م".repeat(70)), (Alphabet::Ucs2, 1));
        assert_eq!(parts(&"م".repeat(71)), (Alphabet::Ucs2, 2));
        assert_eq!(parts(&"م".repeat(134)), (Alphabet::Ucs2, 2));
        assert_eq!(parts(&"م".repeat(135)), (Alphabet::Ucs2, 3));
        // 35 pairs are 70 units; 67 is odd, so each part of several has 33 pairs.
        assert_eq!(parts(&"😀".repeat(35)), (Alphabet::Ucs2, 1));
        let encoded = encode(&"😀".repeat(36)).unwrap();
        assert_eq!(encoded.parts.iter().map(Vec::len).collect::<Vec<_>>(), [132, 12]);
        assert!(!within_the_first_plane("😀"));
        assert!(within_the_first_plane("Zażółć م"));
    }

    #[test]
    fn look_alikes_are_exchanged_where_that_saves_a_part() {
        assert_eq!(normalise("“Hej” – ‘nu’ … kl.\u{A0}10—11"), "\"Hej\" - 'nu' ... kl. 10-11");
        assert_eq!(normalise("bla\u{30A}ba\u{308}r, cafe\u{301}"), "blåbär, café");
        assert_eq!(normalise("a\r\nb\rc\td\u{7}\u{200B}e\u{FEFF}"), "a\nb\nc de");
        assert_eq!(count("… “").alphabet, Alphabet::Gsm7);
        assert!(matches!(normalise("Hej på dig"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_text_of_another_script_keeps_its_typography_and_joiners() {
        assert_eq!(normalise("„Zażółć” – «م‌ی»…"), "„Zażółć” – «م‌ی»…");
        assert_eq!(normalise("Zażółć\r\nbla\u{30A}"), "Zażółć\nblå");
    }

    #[test]
    fn whoever_writes_sees_what_costs() {
        let count = count("Hej Łukasz, ł og Ł! 😀");
        assert_eq!(count.costly, ['Ł', 'ł', '😀']);
        assert_eq!((count.units, count.left), (22, 48));
        assert_eq!(super::count("").parts, 0);
        assert_eq!(super::count("").left, 160);
    }

    #[test]
    fn too_much_and_nothing_are_refused() {
        assert_eq!(encode(" \n\u{A0}"), Err(NoText::Empty));
        assert_eq!(encode(&"a".repeat(153 * PARTS_MAX)).unwrap().parts.len(), PARTS_MAX);
        assert_eq!(encode(&"a".repeat(153 * PARTS_MAX + 1)), Err(NoText::TooLong { parts: PARTS_MAX + 1 }));
        assert_eq!(encode(&"a".repeat(TEXT_BYTES_MAX + 1)), Err(NoText::TooLong { parts: 0 }));
    }

    #[test]
    fn an_encoded_text_does_not_show_itself() {
        assert!(!format!("{:?}", encode("Hemmeligt").unwrap()).contains("Hemmeligt"));
    }

    proptest! {
        #[test]
        fn what_arrives_is_what_was_sent(text in "(\\PC|[ -~æøåÆØÅ€\n“–…م😀ł]){1,300}") {
            if let Ok(encoded) = encode(&text) {
                prop_assert_eq!(shown(&encoded), encoded.text.clone());
                let counted = count(&text);
                prop_assert_eq!(counted.parts, encoded.parts.len());
                let room = if encoded.parts.len() == 1 { encoded.alphabet.alone() } else { encoded.alphabet.of_several() };
                let octets = if encoded.alphabet == Alphabet::Ucs2 { 2 } else { 1 };
                for part in &encoded.parts {
                    prop_assert!(!part.is_empty() && part.len() <= room * octets);
                }
                prop_assert_eq!(normalise(&encoded.text).into_owned(), encoded.text.clone(), "once is enough");
            }
        }
    }
}
