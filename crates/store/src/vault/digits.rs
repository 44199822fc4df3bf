//! Digits of any script as those of ours.

/// The zero of each script's decimal digits; the nine after it are the others, in order.
///
/// Unicode 16.0, `extracted/DerivedGeneralCategory.txt`, all of category `Nd`; by Unicode's stability policy they come in runs of
/// ten, and a run that is there stays.
const ZEROS: [char; 76] = [
    '\u{30}',
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{ff10}',
    '\u{104a0}',
    '\u{10d30}',
    '\u{10d40}',
    '\u{11066}',
    '\u{110f0}',
    '\u{11136}',
    '\u{111d0}',
    '\u{112f0}',
    '\u{11450}',
    '\u{114d0}',
    '\u{11650}',
    '\u{116c0}',
    '\u{116d0}',
    '\u{116da}',
    '\u{11730}',
    '\u{118e0}',
    '\u{11950}',
    '\u{11bf0}',
    '\u{11c50}',
    '\u{11d50}',
    '\u{11da0}',
    '\u{11f50}',
    '\u{16130}',
    '\u{16a60}',
    '\u{16ac0}',
    '\u{16b50}',
    '\u{16d70}',
    '\u{1ccf0}',
    '\u{1d7ce}',
    '\u{1d7d8}',
    '\u{1d7e2}',
    '\u{1d7ec}',
    '\u{1d7f6}',
    '\u{1e140}',
    '\u{1e2f0}',
    '\u{1e4f0}',
    '\u{1e5f1}',
    '\u{1e950}',
    '\u{1fbf0}',
];

/// A text with every decimal digit of Unicode as the digit that it is in ASCII: who writes Arabic writes `٢٠` for `20`, and some
/// keyboards write full-width digits. Everything else stays.
pub fn plain_digits(text: &str) -> String {
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

fn digit(c: char) -> Option<char> {
    let zero = *ZEROS.get(ZEROS.partition_point(|zero| *zero <= c).checked_sub(1)?)?;
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_of_any_script_is_its_digit_and_nothing_else_is_one() {
        for text in ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "\u{ff10}１２３４５６７８９", "०१२३४५६७८९"]
        {
            assert_eq!(plain_digits(text), "0123456789", "{text}");
        }
        assert_eq!(plain_digits("x½²Ⅷ五①\u{65a}/:\u{66a}"), "x½²Ⅷ五①\u{65a}/:\u{66a}");
    }

    #[test]
    fn the_table_is_in_order_and_every_run_of_it_is_ten_numbers() {
        assert!(ZEROS.is_sorted());
        for zero in ZEROS {
            let run = (0..10).filter_map(|more| char::from_u32(u32::from(zero) + more));
            assert_eq!(run.filter(|c| c.is_numeric()).count(), 10, "{:x}", u32::from(zero));
        }
    }
}
