//! Every limit of the surface, with its name, and what holds requests to them.
//!
//! Past a limit comes a clear answer: 413, 429, 431 or 503, with the time to wait. Rates are counted per token, and per
//! peer where no good token is shown; nothing here looks at what is asked.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, StatusCode};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;
use parking_lot::Mutex;
use serde::Deserialize;

use crate::open_holds::OpenHolds;
use crate::problem::Problem;

/// The limits of the surface.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// The longest body, in bytes.
    pub body_bytes_max: usize,
    /// The most headers of a request.
    pub headers_max: usize,
    /// The longest headers of a request together, its address included, in bytes.
    pub header_bytes_max: usize,
    /// The longest time for an answer, in seconds; streams are not counted.
    pub request_seconds_max: u64,
    /// The most requests of one token in a second.
    pub token_requests_per_second: NonZeroU32,
    /// How many requests one token may send at once after a pause.
    pub token_requests_burst: NonZeroU32,
    /// The most requests of one peer without a good token in a second.
    pub peer_requests_per_second: NonZeroU32,
    /// How many requests one such peer may send at once after a pause.
    pub peer_requests_burst: NonZeroU32,
    /// The most times that are kept for one peer's citizens in an hour: a library has one address for all its readers.
    pub holds_per_peer_per_hour: NonZeroU32,
    /// The most times that are kept for one peer's citizens at once.
    pub holds_open_per_peer_max: usize,
    /// The most times that one peer's citizens book in an hour.
    pub bookings_per_peer_per_hour: NonZeroU32,
    /// The most live streams in all.
    pub streams_max: usize,
    /// The most live streams of one peer.
    pub streams_per_peer_max: u32,
    /// The time between two signs of life on a quiet stream, in seconds.
    pub keep_alive_seconds: u64,
    /// The networks of the proxies in front: `X-Forwarded-For` and `X-Forwarded-Proto` are believed from these alone.
    pub proxies_trusted: Vec<IpNet>,
    /// The most wrong passwords for one login within [`Self::sign_in_seconds`].
    pub sign_in_wrong_max: u32,
    /// The most wrong passwords from one peer within that time.
    pub sign_in_wrong_per_peer_max: u32,
    /// For how long a wrong password is counted, in seconds of the hall's clock.
    pub sign_in_seconds: u32,
    /// The most wrong codes of devices that one account may type within [`Self::sign_in_seconds`].
    pub device_codes_wrong_max: u32,
    /// The most that is looked for at one kiosk in a minute of the hall's clock without finding anybody.
    pub check_in_wrong_per_minute: u32,
    /// The most codes that one peer's devices may ask for within [`Self::sign_in_seconds`].
    pub device_codes_per_peer_max: u32,
}

impl Default for Limits {
    fn default() -> Self {
        let count = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self {
            body_bytes_max: 64 * 1024,
            headers_max: 64,
            header_bytes_max: 16 * 1024,
            request_seconds_max: 10,
            token_requests_per_second: count(200),
            token_requests_burst: count(400),
            peer_requests_per_second: count(50),
            peer_requests_burst: count(200),
            holds_per_peer_per_hour: count(240),
            holds_open_per_peer_max: 20,
            bookings_per_peer_per_hour: count(120),
            streams_max: 20_000,
            streams_per_peer_max: 500,
            keep_alive_seconds: 20,
            proxies_trusted: Vec::new(),
            sign_in_wrong_max: 5,
            sign_in_wrong_per_peer_max: 30,
            sign_in_seconds: 15 * 60,
            device_codes_wrong_max: 10,
            device_codes_per_peer_max: 20,
            check_in_wrong_per_minute: 6,
        }
    }
}

/// After how many looks the peers and tokens that have been quiet are forgotten.
const LOOKS_BETWEEN_TIDYING: u32 = 8_192;

/// Stands among the extensions of a request that came to us by TLS.
#[derive(Debug, Clone, Copy)]
pub struct OverTls;

/// Counts requests and streams.
pub struct Gates {
    limits: Limits,
    tokens: DefaultKeyedRateLimiter<u64>,
    peers: DefaultKeyedRateLimiter<IpAddr>,
    holds: DefaultKeyedRateLimiter<IpAddr>,
    open_holds: OpenHolds,
    bookings: DefaultKeyedRateLimiter<IpAddr>,
    looks: AtomicU32,
    streams: Arc<Streams>,
    clock: DefaultClock,
}

impl std::fmt::Debug for Gates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gates").field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Gates {
    /// Gates that hold to these limits.
    pub fn new(limits: &Limits) -> Self {
        let quota = |rate, burst| Quota::per_second(rate).allow_burst(burst);
        Self {
            tokens: RateLimiter::keyed(quota(limits.token_requests_per_second, limits.token_requests_burst)),
            peers: RateLimiter::keyed(quota(limits.peer_requests_per_second, limits.peer_requests_burst)),
            holds: RateLimiter::keyed(Quota::per_hour(limits.holds_per_peer_per_hour)),
            open_holds: OpenHolds::default(),
            bookings: RateLimiter::keyed(Quota::per_hour(limits.bookings_per_peer_per_hour)),
            looks: AtomicU32::new(0),
            streams: Arc::default(),
            clock: DefaultClock::default(),
            limits: limits.clone(),
        }
    }

    /// Counts a request with a good token or session, by the beginning of its hash.
    ///
    /// # Errors
    /// 429 where it sends too many.
    pub fn held(&self, hash: &[u8; 32]) -> Result<(), Problem> {
        self.tidy();
        let mut key = [0; 8];
        key.copy_from_slice(&hash[..8]);
        let not_until = self.tokens.check_key(&u64::from_le_bytes(key));
        not_until.map_err(|n| too_many(n.wait_time_from(self.clock.now())))
    }

    /// Counts a request without a good token.
    ///
    /// # Errors
    /// 429 where its peer sends too many.
    pub fn peer(&self, headers: &HeaderMap, extensions: &Extensions) -> Result<(), Problem> {
        self.tidy();
        let not_until = self.peers.check_key(&self.peer_of(headers, extensions));
        not_until.map_err(|n| too_many(n.wait_time_from(self.clock.now())))
    }

    /// Counts a time that is to be kept for a peer's citizen.
    ///
    /// # Errors
    /// 429 where too many were within the hour, or are at once.
    pub fn hold(&self, peer: IpAddr) -> Result<(), Problem> {
        self.holds.check_key(&peer).map_err(|n| too_many(n.wait_time_from(self.clock.now())))?;
        self.open_holds.open(peer, self.limits.holds_open_per_peer_max, Instant::now()).map_err(too_many)
    }

    /// Counts a time that a peer's citizen is about to book.
    ///
    /// # Errors
    /// 429 where too many were.
    pub fn booking(&self, peer: IpAddr) -> Result<(), Problem> {
        self.bookings.check_key(&peer).map_err(|n| too_many(n.wait_time_from(self.clock.now())))?;
        self.open_holds.booked(peer);
        Ok(())
    }

    /// Counts a live stream until what is returned is dropped.
    ///
    /// # Errors
    /// 429 where its peer has too many, 503 where there are too many in all.
    pub fn stream(&self, headers: &HeaderMap, extensions: &Extensions) -> Result<StreamPlace, Problem> {
        let peer = self.peer_of(headers, extensions);
        let mut per_peer = self.streams.per_peer.lock();
        if self.streams.all.load(Ordering::Relaxed) >= self.limits.streams_max {
            return Err(Problem::later("too_many_streams"));
        }
        let count = per_peer.entry(peer).or_insert(0);
        if *count >= self.limits.streams_per_peer_max {
            return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_streams").retry_after(30));
        }
        *count += 1;
        self.streams.all.fetch_add(1, Ordering::Relaxed);
        drop(per_peer);
        Ok(StreamPlace { streams: Arc::clone(&self.streams), peer })
    }

    /// How many streams are live.
    pub fn streams(&self) -> usize {
        self.streams.all.load(Ordering::Relaxed)
    }

    /// Who asks: the peer of the connection, or whom a trusted proxy says it passes on. A whole network of IPv6 is one peer: each
    /// site has a /64 at least (RFC 6177), and so all its addresses.
    pub fn peer_of(&self, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
        network(self.address_of(headers, extensions))
    }

    fn address_of(&self, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
        let direct = direct_peer(extensions).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        if !self.is_proxy(direct) {
            return direct;
        }
        // Each proxy adds the peer that it saw at the end; what stands before the last that we do not know anybody can
        // have written.
        let mut peer = direct;
        for line in headers.get_all("x-forwarded-for").iter().rev() {
            for said in line.to_str().unwrap_or_default().rsplit(',') {
                let Ok(said) = said.trim().parse::<IpAddr>() else { return peer };
                peer = said.to_canonical();
                if !self.is_proxy(peer) {
                    return peer;
                }
            }
        }
        peer
    }

    /// Whether a request came by TLS: to us, or to a trusted proxy.
    pub fn is_secure(&self, headers: &HeaderMap, extensions: &Extensions) -> bool {
        if extensions.get::<OverTls>().is_some() {
            return true;
        }
        let said = headers.get("x-forwarded-proto").and_then(|value| value.to_str().ok());
        direct_peer(extensions).is_some_and(|direct| self.is_proxy(direct))
            && said.and_then(|said| said.rsplit(',').next()).is_some_and(|said| said.trim() == "https")
    }

    fn is_proxy(&self, peer: IpAddr) -> bool {
        self.limits.proxies_trusted.iter().any(|network| network.contains(&peer))
    }

    fn tidy(&self) {
        if self.looks.fetch_add(1, Ordering::Relaxed) % LOOKS_BETWEEN_TIDYING == LOOKS_BETWEEN_TIDYING - 1 {
            self.tokens.retain_recent();
            self.peers.retain_recent();
            self.holds.retain_recent();
            self.bookings.retain_recent();
            self.open_holds.tidy(Instant::now());
        }
    }
}

/// Whether a request comes from this very machine, and no proxy says that it passed something on.
pub fn is_this_machine(headers: &HeaderMap, extensions: &Extensions) -> bool {
    let forwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"].iter().any(|name| headers.contains_key(*name));
    !forwarded && direct_peer(extensions).is_some_and(|peer| peer.is_loopback())
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) if !address.is_loopback() => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        address => address,
    }
}

fn direct_peer(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip().to_canonical())
}

fn too_many(wait: Duration) -> Problem {
    let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1);
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests").retry_after(seconds)
}

#[derive(Debug, Default)]
struct Streams {
    all: AtomicUsize,
    per_peer: Mutex<HashMap<IpAddr, u32>>,
}

/// The place of one live stream; it is free again when this is dropped.
#[derive(Debug)]
pub struct StreamPlace {
    streams: Arc<Streams>,
    peer: IpAddr,
}

impl Drop for StreamPlace {
    fn drop(&mut self) {
        let mut per_peer = self.streams.per_peer.lock();
        if let Some(count) = per_peer.get_mut(&self.peer) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                per_peer.remove(&self.peer);
            }
        }
        self.streams.all.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str) -> Extensions {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo::<SocketAddr>(address.parse().expect("an address")));
        extensions
    }

    #[test]
    fn a_stream_gives_its_place_back() {
        let gates = Gates::new(&Limits { streams_per_peer_max: 1, streams_max: 2, ..Limits::default() });
        let (none, one, two, three) = (HeaderMap::new(), from("10.0.0.1:1"), from("10.0.0.2:1"), from("10.0.0.3:1"));
        let first = gates.stream(&none, &one).expect("the first");
        assert_eq!(gates.stream(&none, &one).expect_err("one per peer").status(), 429);
        let _second = gates.stream(&none, &two).expect("another peer");
        assert_eq!(gates.stream(&none, &three).expect_err("two in all").status(), 503);
        drop(first);
        assert_eq!(gates.streams(), 1);
        gates.stream(&none, &one).expect("there is room again");
    }

    #[test]
    fn a_proxy_is_believed_only_where_one_is_said_to_be() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "1.1.1.1, 2.2.2.2".parse().expect("a value"));
        let direct = Gates::new(&Limits::default());
        let proxies_trusted = ["127.0.0.1/32", "10.0.0.0/8"].map(|net| net.parse().expect("a network")).to_vec();
        let behind = Gates::new(&Limits { proxies_trusted, ..Limits::default() });
        assert_eq!(direct.peer_of(&headers, &from("127.0.0.1:1")).to_string(), "127.0.0.1");
        assert_eq!(behind.peer_of(&headers, &from("127.0.0.1:1")).to_string(), "2.2.2.2");
        assert_eq!(behind.peer_of(&headers, &from("10.1.2.3:1")).to_string(), "2.2.2.2");
        assert_eq!(behind.peer_of(&headers, &from("9.9.9.9:1")).to_string(), "9.9.9.9");
        headers.append("x-forwarded-for", "10.9.9.9, 10.8.8.8".parse().expect("a value"));
        assert_eq!(behind.peer_of(&headers, &from("127.0.0.1:1")).to_string(), "2.2.2.2", "past all of our proxies");
        headers.append("x-forwarded-for", "nonsense".parse().expect("a value"));
        assert_eq!(behind.peer_of(&headers, &from("127.0.0.1:1")).to_string(), "127.0.0.1");
        assert!(!is_this_machine(&headers, &from("127.0.0.1:1")));
        assert!(is_this_machine(&HeaderMap::new(), &from("[::ffff:127.0.0.1]:1")));
        assert!(!is_this_machine(&HeaderMap::new(), &Extensions::new()));
    }

    #[test]
    fn that_a_request_came_by_tls_is_believed_of_a_trusted_proxy_alone() {
        let gates = Gates::new(&Limits {
            proxies_trusted: vec!["127.0.0.1/32".parse().expect("a network")],
            ..Limits::default()
        });
        let mut headers = HeaderMap::new();
        assert!(!gates.is_secure(&headers, &from("127.0.0.1:1")));
        headers.insert("x-forwarded-proto", "https".parse().expect("a value"));
        assert!(gates.is_secure(&headers, &from("127.0.0.1:1")));
        assert!(!gates.is_secure(&headers, &from("9.9.9.9:1")));
        let mut extensions = from("9.9.9.9:1");
        extensions.insert(OverTls);
        assert!(gates.is_secure(&HeaderMap::new(), &extensions));
    }

    #[test]
    fn one_peer_keeps_so_many_times_at_once_and_is_told_when_there_is_room() {
        let gates = Gates::new(&Limits { holds_open_per_peer_max: 1, ..Limits::default() });
        let peer = IpAddr::from([10, 0, 0, 1]);
        gates.hold(peer).expect("the first");
        let problem = gates.hold(peer).expect_err("the second");
        assert_eq!((problem.status().as_u16(), problem.code()), (429, "too_many_requests"));
        let response = axum::response::IntoResponse::into_response(problem);
        let seconds = response.headers()["retry-after"].to_str().expect("text").parse::<u32>();
        assert!((1..=601).contains(&seconds.expect("a number")), "{response:?}");
        gates.booking(peer).expect("it is booked");
        gates.hold(peer).expect("there is room again");
    }

    #[test]
    fn too_many_requests_are_told_when_to_come_back() {
        let one = NonZeroU32::MIN;
        let gates =
            Gates::new(&Limits { peer_requests_per_second: one, peer_requests_burst: one, ..Limits::default() });
        gates.peer(&HeaderMap::new(), &from("10.0.0.1:1")).expect("the first");
        let problem = gates.peer(&HeaderMap::new(), &from("10.0.0.1:2")).expect_err("the second");
        assert_eq!((problem.status().as_u16(), problem.code()), (429, "too_many_requests"));
        gates.peer(&HeaderMap::new(), &from("10.0.0.2:1")).expect("another peer");
    }
}
