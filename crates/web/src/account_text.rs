//! The account of a day as a text that a manager reads, in Danish or English.
//!
//! It shows the figures of [`Account`] and makes none of its own but sums and shares of them.

use domain::account::{Account, CallPlace, OutOfTurn, Untaken};
use domain::command::Why;
use domain::ids::Language;
use domain::setup::Setup;
use domain::time::Instant;

use crate::format;
use crate::texts::{Texts, Values};

/// The account of a day, as text of at most some 120 columns.
pub fn account_text(account: &Account, setup: &Setup, texts: &Texts, language: &Language) -> String {
    let say = Say { account, setup, texts, language };
    let mut parts = vec![say.heading(), say.queues(), say.desks()];
    parts.extend(say.referrals());
    parts.extend(say.out_of_turn());
    parts.extend(say.untaken());
    parts.join("\n")
}

struct Say<'a> {
    account: &'a Account,
    setup: &'a Setup,
    texts: &'a Texts,
    language: &'a Language,
}

impl Say<'_> {
    fn t(&self, message: &str) -> String {
        self.texts.get(self.language, message)
    }

    fn count(&self, value: u32) -> String {
        format::count(u64::from(value), self.language)
    }

    fn heading(&self) -> String {
        let account = self.account;
        let mut values = Values::new();
        values.set("centre", self.setup.name.get(self.language).to_owned());
        values.set("date", format::date(account.date, self.texts, self.language));
        let mut text = self.texts.with(self.language, "account-title", &values);
        let mut values = Values::new();
        values.set("count", account.visits);
        values.set("shown", self.count(account.visits));
        text.push_str("\n\n");
        text.push_str(&self.texts.with(self.language, "account-visits", &values));
        text.push('\n');
        let all = &account.outcomes;
        let outcomes = [
            ("account-served", all.served),
            ("account-served-end-unknown", all.served_end_unknown),
            ("account-no-show", all.no_show),
            ("account-cancelled-by-citizen", all.cancelled_by_citizen),
            ("account-cancelled-by-employee", all.cancelled_by_employee),
            ("account-left-unserved", all.left_unserved),
            ("account-moved", all.moved),
            ("account-open", all.open),
        ];
        for (message, count) in outcomes.into_iter().filter(|(_, count)| *count > 0) {
            let mut values = Values::new();
            values.set("count", self.count(count));
            text.push_str("  ");
            text.push_str(&self.texts.with(self.language, message, &values));
            text.push('\n');
        }
        text
    }

    fn queues(&self) -> String {
        let columns = [
            "account-queue",
            "account-taken",
            "account-called",
            "account-within-target",
            "account-wait-mean",
            "account-wait-median",
            "account-wait-nine-of-ten",
            "account-wait-longest",
            "account-served-column",
            "account-service-mean",
        ];
        let mut rows = vec![columns.map(|c| self.t(c)).to_vec()];
        let minutes = |seconds| format::minutes(seconds, self.language);
        for queue in &self.account.queues {
            let name = self
                .setup
                .queues
                .get(&queue.queue)
                .map_or_else(|| queue.queue.to_string(), |q| format!("{} {}", q.letter, q.name.get(self.language)));
            rows.push(vec![
                name,
                self.count(queue.taken),
                self.count(queue.called),
                format::share(queue.within_target, queue.called, self.language),
                minutes(queue.wait_mean_seconds),
                minutes(queue.wait_median_seconds),
                minutes(queue.wait_nine_of_ten_seconds),
                minutes(queue.wait_longest_seconds),
                self.count(queue.served),
                minutes(queue.service_mean_seconds),
            ]);
        }
        if self.account.queues.len() > 1 {
            rows.push(self.all_queues());
        }
        format!("{}\n{}", self.t("account-queues"), table(&rows))
    }

    /// Sums; of the waits the longest alone, for the others cannot be had from the queues' own.
    fn all_queues(&self) -> Vec<String> {
        let queues = &self.account.queues;
        let sum = |of: fn(&domain::account::QueueAccount) -> u32| queues.iter().map(of).sum::<u32>();
        let (called, within) = (sum(|q| q.called), sum(|q| q.within_target));
        let longest = queues.iter().map(|q| q.wait_longest_seconds).max().unwrap_or(0);
        vec![
            self.t("account-all"),
            self.count(sum(|q| q.taken)),
            self.count(called),
            format::share(within, called, self.language),
            String::new(),
            String::new(),
            String::new(),
            format::minutes(longest, self.language),
            self.count(sum(|q| q.served)),
            String::new(),
        ]
    }

    fn desks(&self) -> String {
        let columns =
            ["account-desk", "account-called", "account-served-column", "account-serving-time", "account-walking-time"];
        let mut rows = vec![columns.map(|c| self.t(c)).to_vec()];
        let span = |seconds| format::span(seconds, self.texts, self.language);
        for desk in &self.account.desks {
            let name = self.setup.desks.get(&desk.desk).map_or(desk.desk.as_str(), |d| d.name.get(self.language));
            rows.push(vec![
                name.to_owned(),
                self.count(desk.called),
                self.count(desk.served),
                span(desk.serving_seconds),
                span(desk.walking_seconds),
            ]);
        }
        format!("{}\n{}", self.t("account-desks"), table(&rows))
    }

    fn referrals(&self) -> Option<String> {
        let referrals = &self.account.referrals;
        let rows: Vec<Vec<String>> = referrals
            .iter()
            .map(|(id, count)| {
                let name = self.setup.referrals.get(id).map_or(id.as_str(), |r| r.name.get(self.language));
                vec![name.to_owned(), self.count(*count)]
            })
            .collect();
        (!rows.is_empty()).then(|| format!("{}\n{}", self.t("account-referrals"), table(&rows)))
    }

    fn out_of_turn(&self) -> Option<String> {
        let mut lines: Vec<String> = self.account.out_of_turn.iter().map(|it| self.moved(it)).collect();
        if self.account.undone > 0 {
            let mut values = Values::new();
            values.set("count", self.account.undone);
            lines.push(self.texts.with(self.language, "account-undone", &values));
        }
        let heading = self.t("account-out-of-turn");
        (!lines.is_empty()).then(|| format!("{heading}\n  {}\n", lines.join("\n  ")))
    }

    fn moved(&self, it: &OutOfTurn) -> String {
        let message = match (it.called, &it.employee) {
            (true, Some(_)) => "account-out-of-turn-called-by",
            (true, None) => "account-out-of-turn-called",
            (false, Some(_)) => "account-out-of-turn-moved-by",
            (false, None) => "account-out-of-turn-moved",
        };
        let mut values = Values::new();
        if let Some(id) = &it.employee {
            let name = self.setup.employees.get(id).map_or(id.as_str(), |e| e.name.as_str());
            values.set("employee", name.to_owned());
        }
        values.set("time", self.at(it.at));
        values.set("number", it.number.to_string());
        values.set("why", self.t(why_message(it.why)));
        self.texts.with(self.language, message, &values)
    }

    fn untaken(&self) -> Option<String> {
        let lines: Vec<String> = self.account.untaken.iter().map(|call| self.nobody_took(call)).collect();
        let heading = self.t("account-untaken");
        (!lines.is_empty()).then(|| format!("{heading}\n  {}\n", lines.join("\n  ")))
    }

    fn nobody_took(&self, call: &Untaken) -> String {
        let mut values = Values::new();
        values.set("time", self.at(call.since));
        let message = match &call.place {
            CallPlace::Kiosk(id) => {
                let name = self.setup.kiosks.get(id).map_or(id.as_str(), |k| k.name.get(self.language));
                values.set("kiosk", name.to_owned());
                "account-untaken-help"
            }
            CallPlace::Desk(id) => {
                let name = self.setup.desks.get(id).map_or(id.as_str(), |d| d.name.get(self.language));
                values.set("desk", name.to_owned());
                "account-untaken-alarm"
            }
        };
        self.texts.with(self.language, message, &values)
    }

    fn at(&self, at: Instant) -> String {
        let mut time = Values::new();
        time.set("time", format::clock(at, self.setup, self.language));
        self.texts.with(self.language, "time-at", &time)
    }
}

/// The message that says why somebody was called out of turn.
pub fn why_message(why: Why) -> &'static str {
    match why {
        Why::ComesBack => "why-comes-back",
        Why::WrongQueue => "why-wrong-queue",
        Why::ShortQuestion => "why-short-question",
        Why::CannotWait => "why-cannot-wait",
        Why::Companion => "why-companion",
        Why::OurMistake => "why-our-mistake",
    }
}

/// Rows of equally many columns, the first to the left, the others to the right.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::from("  ");
        for (i, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let gap = " ".repeat(width - cell.chars().count());
            let parts = if i == 0 { [cell, gap.as_str(), ""] } else { ["  ", gap.as_str(), cell] };
            line.extend(parts);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
