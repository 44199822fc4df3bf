//! What providers report after they took a message: read, and checked whether they are theirs.
//!
//! Reports come twice, late, in any order, and for each part of a long text; what they come to together is the engine's to say
//! ([`engine::outbox::reports`]).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use engine::outbox::{DeliveryReport, Standing};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Deserialize;
use serde_json::Value;
use sha2::Sha256;

use crate::messages::hidden::Hidden;
use crate::messages::outgoing::{MessageId, provider_text};

/// The most bytes of a report, of its signature and of its login; theirs have some hundred.
pub const REPORT_BYTES_MAX: usize = 16 * 1024;

/// The most parts that a report may speak of (3GPP TS 23.040, 9.2.3.24.1: one octet).
pub const REPORT_PARTS_MAX: u16 = 255;

/// The latest instant that is taken from a report, in milliseconds since 1970: the end of the year 9999.
const AT_MAX: i64 = 253_402_300_799_999;

/// What one report says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Our id, where the provider gives it back.
    pub our_id: Option<MessageId>,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// Which part of a long text it is about; the first is 0.
    pub part: u16,
    /// How many parts the message has, where the report says so; otherwise 1.
    pub parts: u16,
    /// What it says.
    pub status: Status,
    /// When that was, in milliseconds since 1970 (UTC), where the report says so without doubt.
    pub at: Option<i64>,
}

/// How far a message came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Nothing final is known; for some messages nothing ever will be.
    OnItsWay,
    /// A phone has it.
    Delivered,
    /// It was not delivered, and is not tried further by the provider.
    Failed {
        /// Whether the same number would fail again: no such number, barred. Otherwise the phone was off, or full.
        permanent: bool,
        /// The provider's own code, or its word where there is no code; empty where there is neither.
        code: String,
    },
}

impl Report {
    /// The same without the provider's own words.
    pub fn for_engine(&self) -> DeliveryReport {
        DeliveryReport {
            our_id: self.our_id.as_ref().map(|id| id.as_str().to_owned()),
            provider_id: self.provider_id.clone(),
            part: self.part,
            parts: self.parts,
            standing: match self.status {
                Status::OnItsWay => Standing::OnItsWay,
                Status::Delivered => Standing::Delivered,
                Status::Failed { permanent: false, .. } => Standing::FailedForNow,
                Status::Failed { permanent: true, .. } => Standing::FailedForGood,
            },
        }
    }
}

/// Why a report is not taken. It tells nothing of what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoReport {
    /// It has no signature or login.
    Unsigned,
    /// Its signature or login is not of the form that the provider documents.
    Malformed,
    /// It is signed in another way than HS256.
    OtherAlgorithm,
    /// Its signature or login is not right.
    Forged,
    /// More than [`REPORT_BYTES_MAX`].
    TooLong,
    /// It is the provider's, and not a report about a message.
    Other,
}

impl NoReport {
    /// Whether whoever sent it proved to be the provider; then it may be answered as taken, so that it does not come again.
    pub const fn is_theirs(self) -> bool {
        matches!(self, Self::Other)
    }
}

impl fmt::Display for NoReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unsigned => "the report is not signed",
            Self::Malformed => "the report's signature has another form",
            Self::OtherAlgorithm => "the report is signed in another way than HS256",
            Self::Forged => "the report's signature is not right",
            Self::TooLong => "the report is too long",
            Self::Other => "it is no report about a message",
        })
    }
}

impl std::error::Error for NoReport {}

// GatewayAPI ---------------------------------------------------------------------------------------------------------------

/// The header in which GatewayAPI signs.
pub const GATEWAYAPI_HEADER: &str = "X-Gwapi-Signature";

#[derive(Deserialize)]
struct Header<'h> {
    alg: &'h str,
}

#[derive(Deserialize)]
struct GatewayApiReport {
    id: u64,
    status: String,
    // What only explains is read where it has the documented form; where it has not, the report counts without it.
    time: Option<Value>,
    code: Option<Value>,
    userref: Option<Value>,
}

/// Reads a report of GatewayAPI from its header [`GATEWAYAPI_HEADER`], a JSON web token signed with the secret that both
/// sides have (RFC 7515, HS256). Only the token is signed; it has the whole report in it, and the body, which repeats it, is
/// not looked at.
///
/// # Errors
/// Why it is not taken.
pub fn gatewayapi(signature: Option<&str>, secret: &Hidden) -> Result<Report, NoReport> {
    let token = signature.ok_or(NoReport::Unsigned)?;
    let claims = verified(token, secret)?;
    let report: GatewayApiReport = serde_json::from_slice(&claims).map_err(|_| NoReport::Other)?;
    let code = report.code.as_ref().and_then(Value::as_str).and_then(provider_text);
    let failed = |permanent| Status::Failed { permanent, code: code.clone().unwrap_or_else(|| word(&report.status)) };
    let status = match report.status.as_str() {
        "DELIVERED" => Status::Delivered,
        "EXPIRED" => failed(false),
        "UNDELIVERABLE" | "REJECTED" | "DELETED" | "SKIPPED" => failed(true),
        // Also a word that is new to us: nothing final is known by it. ACCEPTED is the network's word, not the phone's.
        _ => Status::OnItsWay,
    };
    Ok(Report {
        our_id: report.userref.as_ref().and_then(Value::as_str).and_then(MessageId::new),
        provider_id: Some(report.id.to_string()),
        part: 0,
        parts: 1,
        status,
        at: report.time.as_ref().and_then(Value::as_f64).and_then(millis),
    })
}

/// The claims of a token whose signature is right.
fn verified(token: &str, secret: &Hidden) -> Result<Vec<u8>, NoReport> {
    if token.len() > REPORT_BYTES_MAX {
        return Err(NoReport::TooLong);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(NoReport::Malformed)?;
    let (header, claims) = signed.split_once('.').ok_or(NoReport::Malformed)?;
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| NoReport::Malformed);
    let (header, claims, signature) = (decode(header)?, decode(claims)?, decode(signature)?);
    // The token does not choose how it is checked (RFC 8725, 3.1); another algorithm is told apart only to be told.
    let header: Header<'_> = serde_json::from_slice(&header).map_err(|_| NoReport::Malformed)?;
    if header.alg != "HS256" {
        return Err(NoReport::OtherAlgorithm);
    }
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.reveal().as_bytes()).map_err(|_| NoReport::Forged)?;
    mac.update(signed.as_bytes());
    mac.verify_slice(&signature).map_err(|_| NoReport::Forged)?;
    Ok(claims)
}

/// Seconds, as GatewayAPI says them.
fn millis(seconds: f64) -> Option<i64> {
    let millis = seconds * 1_000.0;
    // Within the range it is exact; what is not a number is in no range.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "it is within the range of both types"
    )]
    (0.0..=AT_MAX as f64).contains(&millis).then(|| millis.round() as i64)
}

// LINK ---------------------------------------------------------------------------------------------------------------------

/// Who LINK says it is when it reports: the name and password that were agreed for its gate.
#[derive(Debug, Clone)]
pub struct LinkLogin {
    /// The name.
    pub user: Hidden,
    /// The password.
    pub password: Hidden,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LinkReport {
    id: String,
    ref_id: Option<String>,
    result_code: i64,
    timestamp: Option<String>,
    segments: Option<u16>,
}

/// Reads a report of LINK: `authorization` is the request's header, `body` its JSON.
///
/// # Errors
/// Why it is not taken.
pub fn link(authorization: Option<&str>, login: &LinkLogin, body: &[u8]) -> Result<Report, NoReport> {
    let authorization = authorization.ok_or(NoReport::Unsigned)?;
    if authorization.len() > REPORT_BYTES_MAX || body.len() > REPORT_BYTES_MAX {
        return Err(NoReport::TooLong);
    }
    let (scheme, coded) = authorization.split_once(' ').ok_or(NoReport::Malformed)?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return Err(NoReport::Malformed);
    }
    let both = STANDARD.decode(coded.trim()).map_err(|_| NoReport::Malformed)?;
    let colon = both.iter().position(|byte| *byte == b':').ok_or(NoReport::Malformed)?;
    let (user, password) = (&both[..colon], &both[colon + 1..]);
    // Both are looked at always, so that the time does not tell which was wrong.
    let right = login.user.is(user) & login.password.is(password);
    if !right {
        return Err(NoReport::Forged);
    }
    let report: LinkReport = serde_json::from_slice(body).map_err(|_| NoReport::Other)?;
    // A part's id is the message's with `$` and the part's number.
    let (id, part) = match report.id.rsplit_once('$').map(|(id, part)| (id, part.parse())) {
        Some((id, Ok(part))) => (id, part),
        _ => (report.id.as_str(), 0),
    };
    let code = report.result_code.to_string();
    let parts = report.segments.unwrap_or(1).clamp(1, REPORT_PARTS_MAX);
    Ok(Report {
        our_id: report.ref_id.and_then(MessageId::new),
        provider_id: provider_text(id),
        part: part.min(REPORT_PARTS_MAX),
        // How many were reported on is not said; what is not reported part by part is about all of them.
        parts: if report.id.contains('$') { parts } else { 1 },
        status: match report.result_code {
            // 1007 is delivered and not yet charged; nothing is charged here.
            1001 | 1007 => Status::Delivered,
            // On its way, or final without anybody knowing whether it was delivered: 4, 5, 1010.
            1000 | 1008 | 1011 | 1012 | 4 | 5 | 1010 => Status::OnItsWay,
            // Routing, throttling, faults, expiry, a full phone, a subscriber barred for now.
            0 | 1 | 3 | 6 | 105 | 1002 | 1004 | 1006 | 1009 | 2107 => Status::Failed { permanent: false, code },
            // No such number, barred, content or encoding that is not carried, and whatever is new.
            _ => Status::Failed { permanent: true, code },
        },
        at: report
            .timestamp
            .as_deref()
            .and_then(|text| text.parse::<jiff::Timestamp>().ok())
            .map(jiff::Timestamp::as_millisecond),
    })
}

// SMPP ---------------------------------------------------------------------------------------------------------------------

/// In which form a message centre names messages in its reports. Some answer in one and report in another, and only they know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportedIds {
    /// As it was answered.
    #[default]
    AsAnswered,
    /// Answered in hexadecimal, reported in decimal.
    DecimalOfHex,
    /// Answered in decimal, reported in hexadecimal.
    HexOfDecimal,
}

/// Reads the receipt that a message centre delivers (SMPP 3.4, appendix B): `id:… sub:… dlvrd:… submit date:… done date:…
/// stat:… err:… text:…`, and the fields that newer ones add. `None` where it names no message or no state.
///
/// The dates in it have no time zone, so they are not taken.
pub(crate) fn smpp(text: &[u8], named: Option<&str>, state: Option<u8>, ids: ReportedIds) -> Option<Report> {
    let text = String::from_utf8_lossy(text.get(..text.len().min(REPORT_BYTES_MAX))?);
    let id = named.or_else(|| field(&text, "id:"))?;
    let error = field(&text, "err:").and_then(provider_text);
    let said = field(&text, "stat:").map(str::to_ascii_uppercase);
    let word = match (state, said.as_deref()) {
        (Some(state), _) => state_word(state),
        (None, Some(word)) => word,
        (None, None) => return None,
    };
    let failed = |permanent| Status::Failed { permanent, code: error.clone().unwrap_or_else(|| self::word(word)) };
    let status = match word {
        "DELIVRD" => Status::Delivered,
        "EXPIRED" => failed(false),
        "UNDELIV" | "REJECTD" | "DELETED" | "SKIPPED" => failed(true),
        // ENROUTE, ACCEPTD, UNKNOWN, SCHEDULED, and words that are new.
        _ => Status::OnItsWay,
    };
    Some(Report {
        our_id: None,
        provider_id: provider_text(&as_answered(id, ids)),
        part: 0,
        parts: 1,
        status,
        at: None,
    })
}

/// The value after `name`, up to the next space. Names may be in other letters; a name is at the beginning or after a space.
fn field<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let lower = text.to_ascii_lowercase();
    let place = lower.match_indices(name).map(|(place, _)| place).find(|&place| {
        // `text:` is last, and what stands there is a citizen's; nothing after it is looked at.
        let ends = lower.find(" text:").unwrap_or(lower.len());
        place <= ends && (place == 0 || lower.as_bytes().get(place - 1) == Some(&b' '))
    })?;
    let value = text.get(place + name.len()..)?.split_ascii_whitespace().next()?;
    (!value.is_empty()).then_some(value)
}

/// The words of `message_state` (SMPP 3.4, 5.2.28; 5.0 adds the first and the last).
const fn state_word(state: u8) -> &'static str {
    match state {
        1 => "ENROUTE",
        2 => "DELIVRD",
        3 => "EXPIRED",
        4 => "DELETED",
        5 => "UNDELIV",
        6 => "ACCEPTD",
        8 => "REJECTD",
        9 => "SKIPPED",
        _ => "UNKNOWN",
    }
}

fn as_answered(id: &str, ids: ReportedIds) -> String {
    let turned = match ids {
        ReportedIds::AsAnswered => None,
        // Leading zeros are part of neither form.
        ReportedIds::DecimalOfHex => id.parse::<u64>().ok().map(|number| format!("{number:x}")),
        ReportedIds::HexOfDecimal => u64::from_str_radix(id, 16).ok().map(|number| number.to_string()),
    };
    turned.unwrap_or_else(|| id.to_owned())
}

fn word(status: &str) -> String {
    provider_text(status).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn secret() -> Hidden {
        Hidden::new("a shared secret".to_owned())
    }

    fn signed(header: &Value, claims: &Value, secret: &[u8]) -> String {
        let signed =
            format!("{}.{}", URL_SAFE_NO_PAD.encode(header.to_string()), URL_SAFE_NO_PAD.encode(claims.to_string()));
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
        mac.update(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }

    fn token(claims: &Value) -> String {
        signed(&json!({"typ": "JWT", "alg": "HS256"}), claims, secret().reveal().as_bytes())
    }

    fn gateway(claims: &Value) -> Report {
        gatewayapi(Some(&token(claims)), &secret()).unwrap()
    }

    /// RFC 7515, appendix A.1: a token of somebody else's making.
    const RFC_TOKEN: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    #[test]
    fn a_signature_is_checked_as_the_standard_says() {
        // Its key is no text, so it is checked here and not by `verified`.
        let key = URL_SAFE_NO_PAD
            .decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
            .unwrap();
        let (signed, signature) = RFC_TOKEN.rsplit_once('.').unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(signed.as_bytes());
        assert!(mac.verify_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).is_ok());
    }

    #[test]
    fn a_report_of_gatewayapi_is_read_from_its_signature() {
        let claims = json!({"id": 1_000_001, "msisdn": 4_520_000_000_u64, "time": 1_450_000_000, "status": "DELIVERED", "userref": "message-1", "country_code": "DK", "country_prefix": 45, "error": null, "code": null});
        let report = gateway(&claims);
        assert_eq!(report.our_id, MessageId::new("message-1"));
        assert_eq!(report.provider_id.as_deref(), Some("1000001"));
        assert_eq!((report.status, report.at), (Status::Delivered, Some(1_450_000_000_000)));
    }

    #[test]
    fn a_report_counts_also_where_what_explains_it_has_another_form() {
        let report = gateway(&json!({"id": 7, "status": "DELIVERED", "time": "2026-03-03", "code": 17, "userref": 1}));
        assert_eq!((report.provider_id.as_deref(), report.status), (Some("7"), Status::Delivered));
        assert_eq!((report.our_id, report.at), (None, None));
    }

    #[test]
    fn each_state_of_gatewayapi_is_one_of_ours() {
        let status = |word: &str, code: Value| gateway(&json!({"id": 1, "status": word, "code": code})).status;
        for word in ["UNKNOWN", "SCHEDULED", "BUFFERED", "ENROUTE", "ACCEPTED", "SOMETHING NEW"] {
            assert_eq!(status(word, Value::Null), Status::OnItsWay, "{word}");
        }
        let failed = |permanent, code: &str| Status::Failed { permanent, code: code.to_owned() };
        assert_eq!(status("EXPIRED", json!("0x1010")), failed(false, "0x1010"));
        assert_eq!(status("UNDELIVERABLE", Value::Null), failed(true, "UNDELIVERABLE"));
        assert_eq!(status("REJECTED", json!("to 4520000000")), failed(true, "REJECTED"));
        assert_eq!(status("SKIPPED", Value::Null), failed(true, "SKIPPED"));
        assert_eq!(status("DELETED", Value::Null), failed(true, "DELETED"));
    }

    #[test]
    fn what_is_not_signed_right_is_not_believed() {
        let claims = json!({"id": 1, "status": "DELIVERED"});
        let refused = |token: &str| gatewayapi(Some(token), &secret()).unwrap_err();
        assert_eq!(gatewayapi(None, &secret()), Err(NoReport::Unsigned));
        assert_eq!(refused(""), NoReport::Malformed);
        assert_eq!(refused("a.b"), NoReport::Malformed);
        assert_eq!(refused("ä.ö.ü"), NoReport::Malformed);
        assert_eq!(refused(&signed(&json!({"alg": "HS256"}), &claims, b"another secret")), NoReport::Forged);
        assert_eq!(refused(&signed(&json!({"alg": "HS512"}), &claims, b"a shared secret")), NoReport::OtherAlgorithm);
        assert_eq!(refused(&signed(&json!({"alg": "none"}), &claims, b"a shared secret")), NoReport::OtherAlgorithm);
        let right = token(&claims);
        let (signed, _) = right.rsplit_once('.').unwrap();
        assert_eq!(refused(&format!("{signed}.")), NoReport::Forged);
        assert_eq!(refused(&format!("{}{signed}", "a".repeat(REPORT_BYTES_MAX))), NoReport::TooLong);
        // Other claims under the signature of these.
        let others = URL_SAFE_NO_PAD.encode(json!({"id": 2, "status": "DELIVERED"}).to_string());
        let mut pieces: Vec<&str> = right.split('.').collect();
        pieces[1] = &others;
        assert_eq!(refused(&pieces.join(".")), NoReport::Forged);
    }

    #[test]
    fn what_is_theirs_and_no_report_is_told_apart() {
        let message = json!({"id": 1, "msisdn": 4_520_000_000_u64, "receiver": 1204, "message": "Hej", "senttime": 1_450_000_000});
        let refused = gatewayapi(Some(&token(&message)), &secret()).unwrap_err();
        assert_eq!(refused, NoReport::Other);
        assert!(refused.is_theirs() && !NoReport::Forged.is_theirs());
    }

    fn login() -> LinkLogin {
        LinkLogin { user: Hidden::new("link".to_owned()), password: Hidden::new("a:secret".to_owned()) }
    }

    fn basic(both: &str) -> String {
        format!("Basic {}", STANDARD.encode(both))
    }

    fn from_link(body: &Value) -> Report {
        link(Some(&basic("link:a:secret")), &login(), body.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn a_report_of_link_is_read() {
        let body = json!({
            "refId": "message-1", "id": "Dcshuhod0PMAAAFQ+/PbnR3x", "operator": "no.telenor", "sentTimestamp": "2015-11-19T09:37:35Z",
            "timestamp": "2015-11-19T09:37:00Z", "resultCode": 1001, "operatorResultCode": "2", "segments": 1,
            "gateCustomParameters": {}, "customParameters": {"received": "2015-11-19 10:37:36"}
        });
        let report = from_link(&body);
        assert_eq!(report.our_id, MessageId::new("message-1"));
        assert_eq!(report.provider_id.as_deref(), Some("Dcshuhod0PMAAAFQ+/PbnR3x"));
        assert_eq!((report.status, report.at), (Status::Delivered, Some(1_447_925_820_000)));
    }

    #[test]
    fn link_reports_each_part_of_a_long_text() {
        let part = |id: &str, code: i64| from_link(&json!({"refId": "m", "id": id, "resultCode": code, "segments": 2}));
        let (first, second) = (part("abc123$0", 1001), part("abc123$1", 1001));
        assert_eq!((first.provider_id.as_deref(), first.part, first.parts), (Some("abc123"), 0, 2));
        assert_eq!((second.provider_id.as_deref(), second.part, second.parts), (Some("abc123"), 1, 2));
        assert_eq!(folded(&[&first]), Some(Standing::OnItsWay), "half of it");
        assert_eq!(folded(&[&second, &first]), Some(Standing::Delivered));
        let lost = part("abc123$1", 1002);
        assert_eq!(folded(&[&first, &lost]), Some(Standing::FailedForNow));
        assert_eq!(folded(&[&first, &lost, &second]), Some(Standing::Delivered), "the phone's word counts");
    }

    #[test]
    fn each_code_of_link_is_one_of_ours() {
        let status = |code: i64| from_link(&json!({"id": "a", "resultCode": code})).status;
        for code in [1000, 1008, 1010, 1011, 1012, 4, 5] {
            assert_eq!(status(code), Status::OnItsWay, "{code}");
        }
        for code in [1001, 1007] {
            assert_eq!(status(code), Status::Delivered, "{code}");
        }
        for code in [0, 1, 3, 6, 105, 1002, 1004, 1006, 2107] {
            assert_eq!(status(code), Status::Failed { permanent: false, code: code.to_string() });
        }
        for code in [2, 104, 2104, 2105, 2106, 3001, 4001, 9999] {
            assert_eq!(status(code), Status::Failed { permanent: true, code: code.to_string() });
        }
    }

    #[test]
    fn who_is_not_link_is_not_believed() {
        let body = json!({"id": "a", "resultCode": 1001}).to_string();
        let refused = |header: Option<&str>| link(header, &login(), body.as_bytes()).unwrap_err();
        assert_eq!(refused(None), NoReport::Unsigned);
        assert_eq!(refused(Some("Basic")), NoReport::Malformed);
        assert_eq!(refused(Some("Bearer bGluazphOnNlY3JldA==")), NoReport::Malformed);
        assert_eq!(refused(Some("Basic ???")), NoReport::Malformed);
        assert_eq!(refused(Some(&basic("link"))), NoReport::Malformed);
        assert_eq!(refused(Some(&basic("link:another"))), NoReport::Forged);
        assert_eq!(refused(Some(&basic("other:a:secret"))), NoReport::Forged);
        let right = basic("link:a:secret");
        assert_eq!(link(Some(&right), &login(), b"{}"), Err(NoReport::Other));
        assert_eq!(link(Some(&right), &login(), &vec![b' '; REPORT_BYTES_MAX + 1]), Err(NoReport::TooLong));
    }

    fn receipt(text: &str) -> Option<Report> {
        smpp(text.as_bytes(), None, None, ReportedIds::AsAnswered)
    }

    #[test]
    fn a_receipt_of_a_message_centre_is_read() {
        let report = receipt("id:0000001234 sub:001 dlvrd:001 submit date:2603031000 done date:2603031001 stat:DELIVRD err:000 text:Det er din tur").unwrap();
        assert_eq!(report.provider_id.as_deref(), Some("0000001234"));
        assert_eq!((report.our_id, report.at, report.status), (None, None, Status::Delivered));
        let expired = receipt("ID:7 STAT:expired ERR:069").unwrap();
        assert_eq!(expired.status, Status::Failed { permanent: false, code: "069".to_owned() });
        assert_eq!(
            receipt("id:7 stat:UNDELIV").unwrap().status,
            Status::Failed { permanent: true, code: "UNDELIV".to_owned() }
        );
        for word in ["ENROUTE", "ACCEPTD", "UNKNOWN", "NEWWORD"] {
            assert_eq!(receipt(&format!("id:7 stat:{word}")).unwrap().status, Status::OnItsWay);
        }
    }

    #[test]
    fn the_text_in_a_receipt_is_not_taken_for_its_fields() {
        assert_eq!(receipt("sub:001 text:id:9 stat:DELIVRD"), None);
        assert_eq!(receipt("id:7 text:nu stat:DELIVRD"), None);
        assert_eq!(
            receipt("id:7 stat:REJECTD err:001 text:x stat:DELIVRD").unwrap().for_engine().standing,
            Standing::FailedForGood
        );
        assert_eq!(receipt("Hej, hvornår er det min tur?"), None);
        assert_eq!(receipt(""), None);
    }

    #[test]
    fn the_fields_that_newer_centres_add_come_first() {
        let report = smpp(b"id:1 stat:ENROUTE", Some("abc"), Some(2), ReportedIds::AsAnswered).unwrap();
        assert_eq!((report.provider_id.as_deref(), report.status), (Some("abc"), Status::Delivered));
        assert_eq!(
            smpp(b"", Some("abc"), Some(8), ReportedIds::AsAnswered).unwrap().for_engine().standing,
            Standing::FailedForGood
        );
        assert_eq!(
            smpp(&[0xFF, 0xFE], Some("abc"), Some(1), ReportedIds::AsAnswered).unwrap().status,
            Status::OnItsWay
        );
    }

    #[test]
    fn an_id_in_another_form_is_turned_back() {
        let id = |id: &str, ids| smpp(b"", Some(id), Some(2), ids).unwrap().provider_id.unwrap();
        assert_eq!(id("0000000255", ReportedIds::DecimalOfHex), "ff");
        assert_eq!(id("FF", ReportedIds::HexOfDecimal), "255");
        assert_eq!(id("not-a-number", ReportedIds::DecimalOfHex), "not-a-number");
    }

    #[test]
    fn nothing_of_a_report_that_is_refused_is_shown() {
        let refused = gatewayapi(Some("4520000000.4520000000.4520000000"), &secret()).unwrap_err();
        assert!(!format!("{refused} {refused:?} {:?}", login()).contains("4520000000"));
    }

    /// What reports come to together.
    fn folded(reports: &[&Report]) -> Option<Standing> {
        let all: Vec<DeliveryReport> = reports.iter().map(|report| report.for_engine()).collect();
        engine::outbox::reports::fold(&all)
    }

    proptest! {
        #[test]
        fn no_receipt_makes_it_fall(text in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = smpp(&text, None, None, ReportedIds::HexOfDecimal);
        }

        #[test]
        fn no_token_makes_it_fall(token in "[A-Za-z0-9_.=-]{0,200}") {
            prop_assert!(gatewayapi(Some(&token), &secret()).is_err());
        }
    }
}
