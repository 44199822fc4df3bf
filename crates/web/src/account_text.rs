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
    let mut parts = vec![say.heading(), say.queues().text(), say.desks().text()];
    parts.extend(say.referrals().map(|table| table.text()));
    parts.extend(say.notes().into_iter().map(|(title, lines)| format!("{title}\n  {}\n", lines.join("\n  "))));
    parts.join("\n")
}

/// A table of the account. The first column is a name, the others are figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is about.
    pub title: String,
    /// The names of its columns; none where they need none.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// Whether the last row has the sums.
    pub summed: bool,
}

impl Table {
    fn text(&self) -> String {
        let rows: Vec<Vec<String>> =
            [&self.columns].into_iter().filter(|c| !c.is_empty()).chain(&self.rows).cloned().collect();
        format!("{}\n{}", self.title, table(&rows))
    }
}

/// How many visits there were and how they ended, one line each.
pub fn lines(account: &Account, setup: &Setup, texts: &Texts, language: &Language) -> Vec<String> {
    Say { account, setup, texts, language }.lines()
}

/// The tables of an account: queues, desks, and referrals where there were any.
pub fn tables(account: &Account, setup: &Setup, texts: &Texts, language: &Language) -> Vec<Table> {
    let say = Say { account, setup, texts, language };
    [Some(say.queues()), Some(say.desks()), say.referrals()].into_iter().flatten().collect()
}

/// What stands in an account in sentences, each part with its heading: out of turn, taken back, and calls that nobody
/// took.
pub fn notes(account: &Account, setup: &Setup, texts: &Texts, language: &Language) -> Vec<(String, Vec<String>)> {
    Say { account, setup, texts, language }.notes()
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
        text.push_str("\n\n");
        for (i, line) in self.lines().iter().enumerate() {
            text.push_str(if i == 0 { "" } else { "  " });
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    fn lines(&self) -> Vec<String> {
        let account = self.account;
        let mut values = Values::new();
        values.set("count", account.visits);
        values.set("shown", self.count(account.visits));
        let mut lines = vec![self.texts.with(self.language, "account-visits", &values)];
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
            lines.push(self.texts.with(self.language, message, &values));
        }
        lines
    }

    fn queues(&self) -> Table {
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
        let columns = columns.map(|c| self.t(c)).to_vec();
        let mut rows = Vec::new();
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
        let summed = self.account.queues.len() > 1;
        if summed {
            rows.push(self.all_queues());
        }
        Table { title: self.t("account-queues"), columns, rows, summed }
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

    fn desks(&self) -> Table {
        let columns =
            ["account-desk", "account-called", "account-served-column", "account-serving-time", "account-walking-time"];
        let columns = columns.map(|c| self.t(c)).to_vec();
        let mut rows = Vec::new();
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
        Table { title: self.t("account-desks"), columns, rows, summed: false }
    }

    fn referrals(&self) -> Option<Table> {
        let referrals = &self.account.referrals;
        let rows: Vec<Vec<String>> = referrals
            .iter()
            .map(|(id, count)| {
                let name = self.setup.referrals.get(id).map_or(id.as_str(), |r| r.name.get(self.language));
                vec![name.to_owned(), self.count(*count)]
            })
            .collect();
        let title = self.t("account-referrals");
        (!rows.is_empty()).then_some(Table { title, columns: Vec::new(), rows, summed: false })
    }

    fn notes(&self) -> Vec<(String, Vec<String>)> {
        [self.out_of_turn(), self.undone(), self.untaken()].into_iter().flatten().collect()
    }

    fn out_of_turn(&self) -> Option<(String, Vec<String>)> {
        let lines: Vec<String> = self.account.out_of_turn.iter().map(|it| self.moved(it)).collect();
        (!lines.is_empty()).then(|| (self.t("account-out-of-turn"), lines))
    }

    fn undone(&self) -> Option<(String, Vec<String>)> {
        let count = self.account.undone;
        let mut values = Values::new();
        values.set("count", count);
        values.set("shown", self.count(count));
        let line = || self.texts.with(self.language, "account-undone", &values);
        (count > 0).then(|| (self.t("account-undone-title"), vec![line()]))
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
        let said = self.texts.with(self.language, message, &values);
        if it.undone { format!("{said} {}", self.t("account-out-of-turn-undone")) } else { said }
    }

    fn untaken(&self) -> Option<(String, Vec<String>)> {
        let lines: Vec<String> = self.account.untaken.iter().map(|call| self.nobody_took(call)).collect();
        (!lines.is_empty()).then(|| (self.t("account-untaken"), lines))
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
        Why::Appointment => "why-appointment",
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
