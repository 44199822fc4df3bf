//! How gateways are spoken to over HTTP, and what each failure means for whether a message may be repeated.
//!
//! Every request has a connection of its own. A connection that is kept could be closed by the other side just as the next
//! message is written to it, and nobody could tell that from a lost answer; the few messages of a hall are worth a
//! handshake each.
//!
//! | what happened | result |
//! |---|---|
//! | name, connection or TLS failed, or took too long | `Later`: nothing was sent |
//! | the connection ended, or the time was over, after that | `Unknown`: the message was on its way or there |
//! | 2xx that is read and understood | `Accepted` |
//! | 2xx that is lost, too long or not understood | `Unknown`: perhaps the provider's, perhaps something's in between |
//! | 3xx, 404 to 407, 410, 411, 415, 421, 426, 501, 505, 511 | `Later`: the address is set up wrong, or something in between answers; nothing there knows of messages |
//! | 401, 402, 403 | `Later`: we are not let in (a token that was exchanged, an account that is empty) |
//! | 408, 425, 429 | `Later`: refused before it was looked at |
//! | 503 with `Retry-After` | `Later`: a refusal that was meant |
//! | 500, 502, 503, 504 and other 5xx | `Unknown`: a fault after it had the message, or of something in between that had passed it on |
//! | other 4xx | `Refused`: this message will not be taken |

use std::fmt;
use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{Client, StatusCode, Url};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout, timeout_at};

use crate::messages::hidden::Hidden;
use crate::messages::outgoing::{Answer, Tried, Why};
use crate::messages::trust::{Trust, is_tls};

/// How many requests of one gateway are on their way at once. Providers allow some forty connections of one address.
pub const REQUESTS_MAX: usize = 8;

/// How long a message waits until it is its turn.
pub const TURN: Duration = Duration::from_secs(10);

/// How long a connection with its TLS may take to come about.
pub const CONNECT: Duration = Duration::from_secs(10);

/// How long a request may take with its answer, once there is a connection.
pub const REQUEST: Duration = Duration::from_secs(20);

/// The most bytes of an answer that are read.
pub const ANSWER_BYTES_MAX: usize = 64 * 1024;

/// How long to wait where the set-up is wrong or we are not let in: somebody has to see to it.
pub const PAUSE_SET_UP: Duration = Duration::from_mins(5);

/// How long to wait where the provider is too busy and does not say how long.
pub const PAUSE_BUSY: Duration = Duration::from_secs(30);

/// The longest wait that a provider may ask for.
pub const PAUSE_MAX: Duration = Duration::from_hours(1);

/// The limits of time; tests have shorter ones.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// See [`TURN`].
    pub turn: Duration,
    /// See [`CONNECT`].
    pub connect: Duration,
    /// See [`REQUEST`].
    pub request: Duration,
}

impl Default for Times {
    fn default() -> Self {
        Self { turn: TURN, connect: CONNECT, request: REQUEST }
    }
}

/// Where a gateway is: `https://…` with an optional path, without name, password, query or fragment. Plain `http` only on
/// this very machine, where nobody can listen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseAddress(Url);

/// Why an address is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAddress {
    /// Not an address with a host.
    NotAnAddress,
    /// Not `https`, and not on this machine.
    NotHttps,
    /// A name, password, query or fragment in it.
    TooMuch,
}

impl fmt::Display for NoAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnAddress => "it is not an address like https://gatewayapi.eu",
            Self::NotHttps => "it must begin with https://, or be on this machine",
            Self::TooMuch => "it must not have a name, password, query or fragment",
        })
    }
}

impl std::error::Error for NoAddress {}

impl BaseAddress {
    /// Reads an address of the configuration.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn parse(text: &str) -> Result<Self, NoAddress> {
        let mut url = Url::parse(text).map_err(|_| NoAddress::NotAnAddress)?;
        let host = url.host_str().ok_or(NoAddress::NotAnAddress)?;
        let here = matches!(host, "localhost" | "[::1]")
            || host.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback());
        if url.scheme() != "https" && !(url.scheme() == "http" && here) {
            return Err(NoAddress::NotHttps);
        }
        let login = !url.username().is_empty() || url.password().is_some();
        if login || url.query().is_some() || url.fragment().is_some() {
            return Err(NoAddress::TooMuch);
        }
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Ok(Self(url))
    }

    fn join(&self, path: &str) -> Option<Url> {
        self.0.join(path).ok()
    }
}

/// What speaks to one gateway.
#[derive(Debug)]
pub(crate) struct Requests {
    client: Client,
    url: Url,
    authorization: HeaderValue,
    turns: Semaphore,
    times: Times,
}

/// An answer that says that the message was taken.
pub(crate) struct Taken {
    pub(crate) status: StatusCode,
    /// Empty where there was none.
    pub(crate) body: Vec<u8>,
}

/// An answer that says something else, for the gateway that knows its provider's codes.
pub(crate) struct NotTaken {
    pub(crate) status: StatusCode,
    /// What the table of this module says.
    pub(crate) tried: Tried,
    /// As much as could be read.
    pub(crate) body: Vec<u8>,
}

impl Requests {
    /// `path` is below `base` and does not begin with a slash.
    ///
    /// # Errors
    /// Where `path` is not one, or this machine cannot speak HTTP at all.
    pub(crate) fn new(
        base: &BaseAddress,
        path: &str,
        user: &Hidden,
        password: &Hidden,
        trust: &Trust,
        times: Times,
    ) -> Result<Self, NoAddress> {
        let client = Client::builder()
            .tls_backend_preconfigured(trust.config().as_ref().clone())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .pool_max_idle_per_host(0)
            .connect_timeout(times.connect)
            .build()
            .map_err(|_| NoAddress::NotAnAddress)?;
        let url = base.join(path).ok_or(NoAddress::NotAnAddress)?;
        let authorization = basic(user, password).ok_or(NoAddress::NotAnAddress)?;
        Ok(Self { client, url, authorization, turns: Semaphore::new(REQUESTS_MAX), times })
    }

    /// Posts one message.
    ///
    /// # Errors
    /// `Err(Ok(_))` where the provider answered something else, `Err(Err(_))` where there is no answer to look at.
    pub(crate) async fn post(&self, body: Vec<u8>) -> Result<Taken, Result<NotTaken, Tried>> {
        let turn = timeout(self.times.turn, self.turns.acquire()).await;
        let Ok(Ok(_turn)) = turn else {
            return Err(Err(Tried::Later { why: Why::Busy, after: None }));
        };
        let request = self
            .client
            .post(self.url.clone())
            .header(AUTHORIZATION, self.authorization.clone())
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(body);
        let end = Instant::now() + self.times.connect + self.times.request;
        let mut response = match timeout_at(end, request.send()).await {
            Err(_) => return Err(Err(Tried::Unknown { why: Why::NoAnswer })),
            Ok(Err(error)) => return Err(Err(not_answered(&error))),
            Ok(Ok(response)) => response,
        };
        let status = response.status();
        let retry_after = retry_after(response.headers());
        let mut body = Vec::new();
        let read = timeout_at(end, async {
            while let Some(chunk) = response.chunk().await.map_err(|_| Why::AnswerLost)? {
                if body.len() + chunk.len() > ANSWER_BYTES_MAX {
                    return Err(Why::AnswerTooLong);
                }
                body.extend_from_slice(&chunk);
            }
            Ok(())
        })
        .await
        .unwrap_or(Err(Why::NoAnswer));
        match read {
            Err(why) if status.is_success() => Err(Err(Tried::Unknown { why })),
            _ if status.is_success() => Ok(Taken { status, body }),
            // The status is there and decides; what it is explained with is not needed.
            _ => Err(Ok(NotTaken { status, tried: meaning(status, retry_after), body })),
        }
    }
}

/// The header of Basic authentication (RFC 7617), marked so that nothing prints it.
fn basic(user: &Hidden, password: &Hidden) -> Option<HeaderValue> {
    use base64::Engine as _;
    let both = Hidden::new(format!("{}:{}", user.reveal(), password.reveal()));
    let coded = Hidden::new(base64::engine::general_purpose::STANDARD.encode(both.reveal()));
    let mut header = HeaderValue::from_str(&format!("Basic {}", coded.reveal())).ok()?;
    header.set_sensitive(true);
    Some(header)
}

/// A request without an answer. What failed before there was a connection was not sent.
fn not_answered(error: &reqwest::Error) -> Tried {
    if error.is_connect() {
        let tls = is_tls(error);
        return Tried::Later { why: if tls { Why::NoTls } else { Why::NoConnection }, after: None };
    }
    if error.is_builder() {
        return Tried::Refused { why: Why::Form };
    }
    Tried::Unknown { why: if error.is_timeout() { Why::NoAnswer } else { Why::AnswerLost } }
}

/// See the table of this module.
fn meaning(status: StatusCode, retry_after: Option<Duration>) -> Tried {
    let answer = Answer::of(status.as_u16().into());
    let asked = retry_after.map(|pause| pause.min(PAUSE_MAX));
    match status.as_u16() {
        401..=403 => Tried::Later { why: Why::NotLetIn { answer }, after: Some(asked.unwrap_or(PAUSE_SET_UP)) },
        300..=399 | 404..=407 | 410 | 411 | 415 | 421 | 426 | 501 | 505 | 511 => {
            Tried::Later { why: Why::SetUp { answer }, after: Some(asked.unwrap_or(PAUSE_SET_UP)) }
        }
        408 | 425 | 429 => Tried::Later { why: Why::AskedToWait { answer }, after: Some(asked.unwrap_or(PAUSE_BUSY)) },
        503 if asked.is_some() => Tried::Later { why: Why::AskedToWait { answer }, after: asked },
        400..=499 => Tried::Refused { why: Why::Answered { answer } },
        _ => Tried::Unknown { why: Why::Fault { answer } },
    }
}

/// How long the provider asks to wait (RFC 9110, 10.2.3): seconds, or an instant, which is counted from the answer's own date,
/// so that nobody's clock matters. Where it asks without saying anything that can be read, [`PAUSE_BUSY`].
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let asked = headers.get(RETRY_AFTER)?.to_str().unwrap_or_default().trim();
    if let Ok(seconds) = asked.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let instant = |text: &str| DateTimeParser::new().parse_timestamp(text).ok();
    let from = headers.get(DATE).and_then(|date| instant(date.to_str().ok()?.trim()));
    let until = instant(asked).zip(from).map(|(until, from)| until.duration_since(from));
    Some(until.and_then(|pause| Duration::try_from(pause).ok()).unwrap_or(PAUSE_BUSY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_safe_or_here() {
        assert!(BaseAddress::parse("https://gatewayapi.eu").is_ok());
        let joined = BaseAddress::parse("https://gateway.example.org/in").unwrap().join("sms/send").unwrap();
        assert_eq!(joined.as_str(), "https://gateway.example.org/in/sms/send");
        assert!(BaseAddress::parse("http://127.0.0.1:8080/").is_ok());
        assert!(BaseAddress::parse("http://[::1]:8080").is_ok());
        assert_eq!(BaseAddress::parse("http://gatewayapi.eu"), Err(NoAddress::NotHttps));
        assert_eq!(BaseAddress::parse("http://127.0.0.1.example.org"), Err(NoAddress::NotHttps));
        assert_eq!(BaseAddress::parse("ftp://127.0.0.1"), Err(NoAddress::NotHttps));
        assert_eq!(BaseAddress::parse("gatewayapi.eu"), Err(NoAddress::NotAnAddress));
        assert_eq!(BaseAddress::parse("https://a:b@gatewayapi.eu"), Err(NoAddress::TooMuch));
        assert_eq!(BaseAddress::parse("https://gatewayapi.eu/?token=a"), Err(NoAddress::TooMuch));
    }

    #[test]
    fn each_status_means_one_thing() {
        let kind = |status, after: Option<u64>| match meaning(
            StatusCode::from_u16(status).unwrap(),
            after.map(Duration::from_secs),
        ) {
            Tried::Accepted { .. } => "accepted".to_owned(),
            Tried::Refused { why } => format!("refused {}", why.code()),
            Tried::Later { why, after } => format!("later {} {}", why.code(), after.unwrap().as_secs()),
            Tried::Unknown { why } => format!("unknown {}", why.code()),
        };
        assert_eq!(kind(400, None), "refused answered");
        assert_eq!(kind(401, None), "later not_let_in 300");
        assert_eq!(kind(403, None), "later not_let_in 300");
        for status in [404, 406, 407, 411, 415, 426, 511] {
            assert_eq!(kind(status, None), "later set_up 300", "{status}: nothing about this message");
        }
        assert_eq!(kind(302, None), "later set_up 300");
        assert_eq!(kind(413, None), "refused answered");
        assert_eq!(kind(422, None), "refused answered");
        assert_eq!(kind(429, None), "later asked_to_wait 30");
        assert_eq!(kind(429, Some(7)), "later asked_to_wait 7");
        assert_eq!(kind(429, Some(1_000_000)), "later asked_to_wait 3600");
        assert_eq!(kind(500, Some(7)), "unknown fault");
        assert_eq!(kind(502, None), "unknown fault");
        assert_eq!(kind(503, None), "unknown fault");
        assert_eq!(kind(503, Some(9)), "later asked_to_wait 9");
        assert_eq!(kind(504, None), "unknown fault");
    }

    #[test]
    fn how_long_to_wait_is_seconds_or_an_instant() {
        let asked = |pairs: &[(reqwest::header::HeaderName, &'static str)]| {
            let headers = pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
            retry_after(&headers.collect()).map(|pause| pause.as_secs())
        };
        assert_eq!(asked(&[]), None);
        assert_eq!(asked(&[(RETRY_AFTER, "7")]), Some(7));
        let date = (DATE, "Tue, 03 Mar 2026 09:00:00 GMT");
        assert_eq!(asked(&[(RETRY_AFTER, "Tue, 03 Mar 2026 09:02:00 GMT"), date.clone()]), Some(120));
        for strange in ["Tue, 03 Mar 2026 08:00:00 GMT", "soon", "-1", ""] {
            assert_eq!(asked(&[(RETRY_AFTER, strange), date.clone()]), Some(30), "{strange}");
        }
        assert_eq!(asked(&[(RETRY_AFTER, "Tue, 03 Mar 2026 09:02:00 GMT")]), Some(30), "counted from nothing");
    }

    #[test]
    fn nothing_shows_the_token() {
        let header = basic(&Hidden::new("hemmelig".to_owned()), &Hidden::new(String::new())).unwrap();
        assert_eq!(header.to_str().unwrap(), "Basic aGVtbWVsaWc6");
        let base = BaseAddress::parse("https://gatewayapi.eu").unwrap();
        let secret = Hidden::new("hemmelig".to_owned());
        let requests =
            Requests::new(&base, "rest/mtsms", &secret, &Hidden::new(String::new()), &Trust::usual(), Times::default())
                .unwrap();
        let shown = format!("{requests:?}");
        assert!(!shown.contains("hemmelig") && !shown.contains("aGVtbWVsaWc6"), "{shown}");
    }
}
