//! A QR code of an address, as one path.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use super::{Markup, escaped};

/// The quiet zone around a code, in modules (ISO/IEC 18004 asks for four; the card around ours is white too).
const QUIET: usize = 2;

/// The code of an address, with words for those who cannot see it; nothing where the address is too long for one.
pub(crate) fn qr(address: &str, label: &str) -> Option<Markup> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _in_memory = write!(path, "M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        }
    }
    let side = width + 2 * QUIET;
    Some(Markup(format!(
        r#"<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{}" shape-rendering="crispEdges"><path d="{path}"/></svg>"#,
        escaped(label)
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_code_and_an_endless_one_none() {
        let svg = qr("https://nordvig.example/t/0123456789", "Scan \"her\"").unwrap().0;
        assert!(svg.contains("M2 2h1v1h-1z") && svg.contains("Scan &quot;her&quot;"), "{svg}");
        assert!(qr(&"x".repeat(5_000), "").is_none());
    }
}
