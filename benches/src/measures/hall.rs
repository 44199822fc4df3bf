//! A hall that goes on as on an ordinary morning, command by command: tickets, calls, starts.

use std::net::SocketAddr;

use serde_json::Value;

use super::{Bench, ticket};
use crate::failure::Failure;
use crate::http::{self, Connection};
use crate::load::expect;
use crate::municipality;

/// One hall and who works in it, over one connection.
#[derive(Debug)]
pub struct Hall {
    token: String,
    connection: Connection,
    centre: String,
    sent: u64,
}

impl Hall {
    /// Connects to the hall of a centre, by its place.
    ///
    /// # Errors
    /// Where nobody listens.
    pub async fn open(bench: &Bench, address: SocketAddr, centre: usize) -> Result<Self, Failure> {
        let connection = Connection::open(address).await?;
        Ok(Self { token: bench.installation.token.clone(), connection, centre: municipality::centre(centre), sent: 0 })
    }

    fn key(&mut self) -> String {
        self.sent += 1;
        format!("{}-{}", self.centre, self.sent)
    }

    /// A citizen takes a ticket, in one queue after the other.
    ///
    /// # Errors
    /// Where it is refused.
    pub async fn ticket(&mut self) -> Result<(), Failure> {
        let key = self.key();
        let service = usize::try_from(self.sent)? % municipality::QUEUES;
        let mut request = Vec::new();
        ticket(&mut request, &self.token, &self.centre, service, &key);
        let answer = self.connection.exchange(&request).await?;
        expect(201, answer.status, answer.body)
    }

    /// A command without a body that answers with a visit; its id.
    ///
    /// # Errors
    /// Where it is refused, or no one waits.
    pub async fn command(&mut self, path: &str) -> Result<String, Failure> {
        let key = self.key();
        let path = format!("/api/v1/centres/{}/{path}", self.centre);
        let mut request = Vec::new();
        http::command(&mut request, &path, &self.token, &key, "");
        let answer = self.connection.exchange(&request).await?;
        expect(200, answer.status, answer.body)?;
        let body: Value = serde_json::from_slice(answer.body)?;
        let visit = body.get("id").and_then(Value::as_str);
        visit.map(str::to_owned).ok_or_else(|| Failure::new("an answer names no visit"))
    }

    /// How many events are in the hall's state now.
    ///
    /// # Errors
    /// Where the hall does not say.
    pub async fn version(&mut self) -> Result<u64, Failure> {
        let path = format!("/api/v1/centres/{}/hall", self.centre);
        let answer = self.connection.exchange(&http::read(&path, None)).await?;
        expect(200, answer.status, answer.body)?;
        let hall: Value = serde_json::from_slice(answer.body)?;
        let version = hall.get("version").and_then(Value::as_u64);
        version.ok_or_else(|| Failure::new("the hall does not say its version"))
    }
}
