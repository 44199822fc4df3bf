//! The parameters after the question mark. One that is not known, or is there twice, is said to be wrong rather than
//! left out: a misspelt `?at=` would else show another minute than was asked for.

use std::ops::RangeInclusive;

use axum::extract::{FromRequestParts, Query};
use axum::http::Uri;
use axum::http::request::Parts;

use crate::problem::Problem;
use crate::state::AppState;

/// The parameters of a query; each is taken once.
#[derive(Debug, Default)]
pub(crate) struct Pairs(Vec<(String, String)>);

impl FromRequestParts<AppState> for Pairs {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        Self::of(&parts.uri)
    }
}

/// A query without parameters: for what takes none.
#[derive(Debug)]
pub(crate) struct NoPairs;

impl FromRequestParts<AppState> for NoPairs {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        Pairs::of(&parts.uri)?.done().map(|()| Self)
    }
}

impl Pairs {
    /// The parameters of an address.
    ///
    /// # Errors
    /// A [`Problem`] where they cannot be read.
    pub(crate) fn of(address: &Uri) -> Result<Self, Problem> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(address);
        pairs.map(|Query(pairs)| Self(pairs)).map_err(|_| Problem::query("?", "why-wrong-form"))
    }

    /// Takes a parameter.
    ///
    /// # Errors
    /// A [`Problem`] where it is there twice.
    pub(crate) fn take(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let Some(found) = self.0.iter().position(|(n, _)| n == name) else { return Ok(None) };
        let (_, value) = self.0.swap_remove(found);
        if self.0.iter().any(|(n, _)| n == name) {
            return Err(Problem::query(name, "why-twice"));
        }
        Ok(Some(value))
    }

    /// Takes a parameter that may be there several times, in the order of the address.
    pub(crate) fn take_all(&mut self, name: &str) -> Vec<String> {
        let (own, others) = std::mem::take(&mut self.0).into_iter().partition(|(known, _)| known == name);
        self.0 = others;
        let own: Vec<(String, String)> = own;
        own.into_iter().map(|(_, value)| value).collect()
    }

    /// Takes a whole number of a range; `otherwise` where it is not there.
    ///
    /// # Errors
    /// A [`Problem`] where it is something else.
    pub(crate) fn take_number(
        &mut self,
        name: &str,
        range: RangeInclusive<u32>,
        otherwise: u32,
    ) -> Result<u32, Problem> {
        let Some(text) = self.take(name)? else { return Ok(otherwise) };
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let number = text.parse().ok().filter(|n| plain && range.contains(n));
        number.ok_or_else(|| Problem::query(name, "why-not-a-number-in-range"))
    }

    /// Says that all parameters were taken.
    ///
    /// # Errors
    /// A [`Problem`] that names one which is not known.
    pub(crate) fn done(self) -> Result<(), Problem> {
        match self.0.first() {
            None => Ok(()),
            Some((name, _)) => {
                let name: String = name.chars().filter(|c| !c.is_control()).take(40).collect();
                Err(Problem::query(&name, "why-unknown-field"))
            }
        }
    }
}
